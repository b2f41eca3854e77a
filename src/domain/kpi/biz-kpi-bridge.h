/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-ageing.h"
#include "biz-kpi-value.h"

G_BEGIN_DECLS

/* Why days sales outstanding moved. */
typedef enum
{
  BIZ_KPI_BRIDGE_SALES,    /* the same receivables against other sales */
  BIZ_KPI_BRIDGE_NOT_DUE,  /* terms, and what was invoiced lately */
  BIZ_KPI_BRIDGE_LATE,     /* overdue by up to thirty days */
  BIZ_KPI_BRIDGE_OLD,      /* overdue for longer */
  BIZ_KPI_BRIDGE_DISPUTED, /* whatever its age */
  BIZ_KPI_BRIDGE_CREDITS,  /* credit notes and payments that are not matched */
  BIZ_KPI_BRIDGE_OTHER,    /* of the ledger, and of no open item that was read */
  BIZ_KPI_BRIDGE_N_CAUSES,
} BizKpiBridgeCause;

/**
 * BizKpiBridgeEnd:
 * @day: its last day
 * @days: of the period
 * @receivable: of the ledger
 * @sales: of the period, more than 0
 * @items: (array length=n_items): open at the end of @day
 * @n_items: how many
 *
 * One of both days between which the figure moved.
 */
typedef struct
{
  GDate day;
  guint days;
  BizMoney receivable;
  BizMoney sales;
  const BizAgeingItem *items;
  gsize n_items;
} BizKpiBridgeEnd;

/* Whether the document of an item was in dispute at the end of a day. */
typedef gboolean (*BizKpiIsDisputed) (gint64 move_id, const GDate *day, gpointer user_data);

/**
 * BizKpiBridgePart:
 * @partner_id: whose; 0 of causes that are nobody's
 * @partner: (owned) (nullable)
 * @cause: why
 * @amount: by how much what is open changed, in the company's currency; 0 of sales
 * @hundredths: of days that it moved the figure by
 */
typedef struct
{
  gint64 partner_id;
  char *partner;
  BizKpiBridgeCause cause;
  BizMoney amount;
  gint64 hundredths;
} BizKpiBridgePart;

/* The movement of days sales outstanding in parts that add up to it, to the hundredth of a day. */
typedef struct
{
  gint64 before; /* hundredths of days */
  gint64 after;
  GArray *parts; /* (owned) (element-type BizKpiBridgePart): by cause, the largest first */
} BizKpiBridge;

/* "Sales", "Not yet due", …: translated. */
const char *biz_kpi_bridge_cause_get_label (BizKpiBridgeCause cause);
/* The same below a column. */
const char *biz_kpi_bridge_cause_get_short_label (BizKpiBridgeCause cause);
/* NULL with ERP_ERROR_VALIDATION where a period has no sales, or amounts are of several currencies.
 */
BizKpiBridge *biz_kpi_bridge_new (const BizKpiBridgeEnd *before,
                                  const BizKpiBridgeEnd *after,
                                  BizKpiIsDisputed is_disputed,
                                  gpointer user_data,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
void biz_kpi_bridge_free (BizKpiBridge *self);
gint64 biz_kpi_bridge_get_cause (const BizKpiBridge *self, BizKpiBridgeCause cause);
/* The same by customer: (element-type BizKpiBridgePart) (transfer full), the largest movement
 * first; sales and what no item has stand last, without a customer. */
GArray *biz_kpi_bridge_list_customers (const BizKpiBridge *self) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BizKpiBridge, biz_kpi_bridge_free)

G_END_DECLS
