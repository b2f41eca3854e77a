/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-service-text.h"
#include "biz-ticket-change.h"

G_BEGIN_DECLS

/* One thing that a macro gives a case. */
typedef struct
{
  BizTicketChange change;
  char *label; /* (owned): of the change */
  char *mail;  /* (owned) (nullable): what the server sends the customer then */
} BizMacroStep;

/* What a macro gives the case that it has not: (element-type BizMacroStep), owner, priority,
 * category, then stage, which may mail somebody; empty where there is nothing. NULL, with a
 * sentence, where it names a stage, a category or a priority that the case cannot have. @service:
 * with its lists loaded */
GPtrArray *biz_macro_list_steps (const BizServiceText *macro,
                                 BizService *service,
                                 BizTicket *ticket,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* A line each: "owner: Anna", and what is mailed. */
char *biz_macro_describe_steps (GPtrArray *steps) G_GNUC_WARN_UNUSED_RESULT;

/* Writes them one after another by the journal, each only over what this person has seen; ends at
 * the first that is refused, and says so. */
void biz_macro_run_async (BizService *service,
                          BizTicket *ticket,
                          GPtrArray *steps,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data);
/* @n_done: (out) (optional): how many of them are written, also where it fails */
gboolean
biz_macro_run_finish (BizService *service, GAsyncResult *result, guint *n_done, GError **error);

G_END_DECLS
