/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-payment-plan.h"

G_BEGIN_DECLS

struct _BizPaymentPlan
{
  GObject parent_instance;

  GListStore *documents;  /* (owned): BizPaymentDocument */
  GArray *rates;          /* (owned) */
  GListStore *journals;   /* (owned): BizChoice */
  GPtrArray *methods;     /* (owned): GListStore of BizChoice, as the journals */
  GDate lock_date;        /* not valid: nothing is closed */
  GDate period_lock_date; /* for everybody but advisers */
  gint64 company_id;
  gboolean has_modes;
};

/* Of an answer of web_search_read; NULL with ERP_ERROR_PROTOCOL. */
JsonArray *biz_payment_plan_get_records (JsonNode *answer, GError **error);

G_END_DECLS
