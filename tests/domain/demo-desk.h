/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-invoice-store.h"
#include "demo-server.h"
#include "erp-journal.h"
#include "erp-session.h"
#include "faulty-client.h"

G_BEGIN_DECLS

/* Somebody signed in at a demo company, with a client before it that breaks when it is told to. */
typedef struct
{
  DemoServer *demo;
  guint series;
  FaultyClient *client;
  ErpCapabilities *capabilities;
  ErpJournal *journal;
  ErpSession *session;
  BizInvoiceStore *store;
  GAsyncResult *result; /* of desk_cb () */
} DemoDesk;

#define DESK_TODAY "2026-11-22"

/* @series: 17 or 19. @role: "controller", "credit", … */
void desk_open (DemoDesk *self, guint series, const char *role);
void desk_close (DemoDesk *self);
/* As desk_open (), in a company that the tests of a program share: each has a session and a journal
 * of its own in it. To be ended when all have run. */
void desk_share (DemoDesk *self, guint series, const char *role);
/* (transfer none): the administrator of the shared company */
DemoDesk *desk_get_shared (guint series);
void desk_end_shared (void);
/* The same company, another user. @first stays open longer. */
void desk_join (DemoDesk *self, DemoDesk *first, const char *role);
/* Arguments as name and JSON, ended by NULL. */
JsonNode *
desk_ask (DemoDesk *self, gboolean write, const char *model, const char *method, gint64 id, ...);
/* (transfer full): at a client of its own, for what the user of the desk may not do */
JsonNode *desk_ask_as (
    DemoDesk *self, const char *role, const char *model, const char *method, const char *vals_list);
/* A draft of one line without taxes; the day as "2026-11-20". */
gint64 desk_make_draft (DemoDesk *self, const char *move_type, const char *day, const char *price);
/* The company's policy file. */
void desk_write_policy (DemoDesk *self, const char *text);
char *desk_get_state (DemoDesk *self, gint64 id) G_GNUC_WARN_UNUSED_RESULT;

/* A ready callback that keeps the result; desk_wait () returns it. */
void desk_cb (GObject *source, GAsyncResult *result, gpointer user_data);
GAsyncResult *desk_wait (DemoDesk *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
