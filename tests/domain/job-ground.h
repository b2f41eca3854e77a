/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-job-kinds.h"
#include "erp-client.h"

G_BEGIN_DECLS

/* A server with a user on it, and data of the test's own. */
typedef struct
{
  char *url;
  char *database;
  char *key;
  gint64 uid;
  guint series; /* 17 or 19 */
  ErpClient *client;
  gint64 company;
  gint64 journal; /* sales */
  gint64 partner;
  gint64 product; /* a service, invoiced when ordered */
  gint64 account; /* of expenses */
  gint64 parts;   /* terms of two instalments */
  gint64 early;   /* terms with a discount */
  guint serial;   /* makes amounts that nothing else has */
} Ground;

/* What one job is about. */
typedef struct
{
  char *amount; /* "123.45", nothing else has it */
  char *text;   /* neither this */
  char *paid;   /* (nullable): where it is not the amount */
  gint64 invoice;
  gint64 second; /* of a payment for two */
  gint64 terms;
  gint64 note; /* a credit note */
  gint64 line; /* its open item */
  gint64 partial;
  gint64 order;
  JsonObject *body;
} Subject;

/* How one kind is tried. */
typedef struct
{
  const ErpJobKind *kind;
  const char *model;  /* of the call that must happen once */
  const char *method; /* (nullable): that of the wizard of returns */
  void (*make_body) (Ground *ground, Subject *subject);
  guint (*count) (Ground *ground, Subject *subject);
  /* The same user does the same in a browser. */
  void (*elsewhere) (Ground *ground, Subject *subject);
  gboolean once;    /* doing it a second time would be wrong: check or the server refuses it */
  gboolean as_good; /* done by somebody else is done */
} KindCase;

extern const KindCase job_kind_cases[];
extern const guint n_job_kind_cases;

void ground_connect (Ground *self);
void ground_make_data (Ground *self);
void ground_clear (Ground *self);

/* Arguments as name and JSON, ended by NULL. */
JsonNode *ground_ask (
    Ground *ground, const char *model, const char *method, gboolean is_write, gint64 id, ...);
guint ground_count (Ground *ground, const char *model, const char *domain);

void subject_init (Subject *self, Ground *ground, const KindCase *kind_case);
void subject_clear (Subject *self);

G_END_DECLS
