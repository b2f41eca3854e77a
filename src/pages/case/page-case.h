/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "erp-types.h"
#include "kit-types.h"

G_BEGIN_DECLS

/* A case: what it is about, what was said, and a place to answer. Signals: "open-requested" (model,
 * id): another record is wanted, "close-requested", "next-requested": the case below it,
 * "changed": something of the record itself was written. */
#define PAGE_TYPE_CASE (page_case_get_type ())
G_DECLARE_FINAL_TYPE (PageCase, page_case, PAGE, CASE, AdwBin)

/* What the head says; texts may be NULL but @model and @title. */
typedef struct
{
  const char *model;
  gint64 id;
  const char *number;
  const char *title;
  gint64 customer_id; /* 0: nobody */
  const char *customer;
  const char *stage;
  const char *owner;
  guint priority;     /* 0 to 3 */
  const char *target; /* until when something is due, in words */
  gboolean is_late;
  gboolean is_closed;
  gint64 company_id; /* 0: none */
} PageCaseFacts;

GtkWidget *page_case_new (ErpSession *session) G_GNUC_WARN_UNUSED_RESULT;
/* The same record again renews the head alone. NULL: nothing is shown. */
void page_case_show_facts (PageCase *self, const PageCaseFacts *facts);
const char *page_case_get_model (PageCase *self);
/* 0: nothing is shown */
gint64 page_case_get_id (PageCase *self);
/* Reads again what was said. */
void page_case_refresh (PageCase *self);
/* Puts the keyboard where a reply, or else a note, is written. */
void page_case_compose (PageCase *self, gboolean is_reply);
/* @alone: no list beside it */
void page_case_set_narrow (PageCase *self, gboolean alone);

G_END_DECLS
