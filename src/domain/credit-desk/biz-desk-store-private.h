/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-collect-book.h"
#include "biz-desk-known.h"
#include "biz-desk-store.h"

G_BEGIN_DECLS

/* One reading. All of its requests run side by side; slices follow one another. */
typedef struct
{
  ErpSession *session;          /* (owned) */
  BizCurrencyTable *currencies; /* (owned) */
  BizDeskBook *book;            /* (owned) */
  BizDeskKnown *known;          /* (owned) */
  BizDeskReading *reading;      /* (owned): with deliveries */
  BizDeskReading *lean;         /* (owned): without */
  BizCollectInput *promised;    /* (owned) (nullable): until it is judged */
  GDate today;
  GDateTime *seen;          /* (owned) (nullable) */
  BizDeskProgress progress; /* (nullable) */
  gpointer progress_data;
  gint64 last_held;
  gint64 last_open;
  guint n_open;
  guint n_pending; /* requests */
  guint n_known;   /* of them, those that the judge waits for */
  gboolean asked_missing;
  GError *error; /* (owned) (nullable) */
} BizDeskRead;

/* Ends a request; takes @error. */
void biz_desk_read_end (GTask *task, GError *error);
/* Ends one that the judge waits for; what may not be read is left out. Takes @error. */
void biz_desk_read_end_known (GTask *task, GError *error);
/* Starts to judge what was promised; FALSE where nothing waits for it. */
gboolean biz_desk_read_judge_promises (GTask *task);
/* Asks for everything that the judge needs. */
void biz_desk_read_ask_known (GTask *task);
/* Reads the customers of @partner_ids (element-type gint64), of whom nothing is open yet. */
void biz_desk_read_ask_exposures (GTask *task, GArray *partner_ids);

G_END_DECLS
