/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-kpi-scope.h"

#include "erp-capabilities.h"
#include "erp-domain.h"

/* The field of a record that says which part it belongs to. */
static const struct
{
  const char *model;
  BizKpiDimension dimension;
  const char *field;
  const char *asks_model; /* (nullable): only where the server has it, and ... */
  const char *asks_field; /* ... this field of it */
} paths[] = {
  { "account.move.line", BIZ_KPI_BY_CUSTOMER_GROUP, "partner_id.category_id", NULL, NULL },
  { "account.move.line", BIZ_KPI_BY_SALESPERSON, "move_id.invoice_user_id", NULL, NULL },
  { "account.move.line", BIZ_KPI_BY_TEAM, "move_id.team_id", "account.move", "team_id" },
  { "account.move.line", BIZ_KPI_BY_WAREHOUSE,
    "move_id.invoice_line_ids.sale_line_ids.order_id.warehouse_id", "sale.order", "warehouse_id" },
  { "account.move", BIZ_KPI_BY_CUSTOMER_GROUP, "commercial_partner_id.category_id", NULL, NULL },
  { "account.move", BIZ_KPI_BY_SALESPERSON, "invoice_user_id", NULL, NULL },
  { "account.move", BIZ_KPI_BY_TEAM, "team_id", "account.move", "team_id" },
  { "account.move", BIZ_KPI_BY_WAREHOUSE, "invoice_line_ids.sale_line_ids.order_id.warehouse_id",
    "sale.order", "warehouse_id" },
  { "sale.order", BIZ_KPI_BY_CUSTOMER_GROUP, "partner_id.commercial_partner_id.category_id", NULL,
    NULL },
  { "sale.order", BIZ_KPI_BY_SALESPERSON, "user_id", NULL, NULL },
  { "sale.order", BIZ_KPI_BY_TEAM, "team_id", NULL, NULL },
  { "sale.order", BIZ_KPI_BY_WAREHOUSE, "warehouse_id", "sale.order", "warehouse_id" },
  { "stock.move", BIZ_KPI_BY_WAREHOUSE, "location_id.warehouse_id", NULL, NULL },
  { "helpdesk.ticket", BIZ_KPI_BY_CUSTOMER_GROUP, "partner_id.commercial_partner_id.category_id",
    NULL, NULL },
  { "helpdesk.ticket", BIZ_KPI_BY_SALESPERSON, "user_id", NULL, NULL },
  { "helpdesk.ticket", BIZ_KPI_BY_TEAM, "team_id", NULL, NULL },
  { "project.task", BIZ_KPI_BY_CUSTOMER_GROUP, "partner_id.commercial_partner_id.category_id", NULL,
    NULL },
  { "project.task", BIZ_KPI_BY_SALESPERSON, "user_ids", NULL, NULL },
};

/**
 * biz_kpi_scope_get_day:
 * @self: a scope
 * @point: which point
 *
 * Returns: the day that @point ends with
 */
GDate
biz_kpi_scope_get_day (const BizKpiScope *self, guint point)
{
  GDate day = self->as_of;

  g_return_val_if_fail (g_date_valid (&day), day);

  if (point == 0)
    return day;
  g_date_set_day (&day, 1);
  g_date_subtract_months (&day, point - 1);
  g_date_subtract_days (&day, 1);

  return day;
}

BizKpiFrame
biz_kpi_scope_get_frame (const BizKpiScope *self, guint point)
{
  GDate day = biz_kpi_scope_get_day (self, point);

  return biz_kpi_frame_trailing (&day, self->months, &self->zero);
}

GDate
biz_kpi_scope_get_first (const BizKpiScope *self)
{
  BizKpiFrame frame = biz_kpi_scope_get_frame (self, MAX (self->n_points, 1) - 1);

  return frame.from;
}

/**
 * biz_kpi_scope_get_history:
 * @self: a scope
 * @index: from 0
 *
 * Returns: the point, the nearest first; 0 where @index is past the last one
 */
guint
biz_kpi_scope_get_history (const BizKpiScope *self, guint index)
{
  guint past = MAX (self->n_points, 1) - 1;
  guint step = (past + BIZ_KPI_HISTORY_POINTS - 1) / BIZ_KPI_HISTORY_POINTS;

  if (index >= BIZ_KPI_HISTORY_POINTS || (index + 1) * step > past)
    return 0;

  return (index + 1) * step;
}

guint
biz_kpi_scope_get_previous (const BizKpiScope *self)
{
  return MIN (self->months, MAX (self->n_points, 1) - 1);
}

gboolean
biz_kpi_scope_is_by_document (const BizKpiScope *self)
{
  return self->dimension == BIZ_KPI_BY_SALESPERSON || self->dimension == BIZ_KPI_BY_TEAM
         || self->dimension == BIZ_KPI_BY_WAREHOUSE;
}

/**
 * biz_kpi_scope_add_domain:
 * @self: a scope
 * @domain: a filter for the server
 * @model: whose records it is for
 * @path: of the field through which they are seen, with its point; empty for none
 * @capabilities: what the server has
 *
 * The company is chosen by whoever makes @domain: not every model has one.
 *
 * Returns: whether the part could be chosen
 */
gboolean
biz_kpi_scope_add_domain (const BizKpiScope *self,
                          ErpDomain *domain,
                          const char *model,
                          const char *path,
                          ErpCapabilities *capabilities)
{
  if (self->dimension == BIZ_KPI_OF_ALL || self->dimension == BIZ_KPI_BY_COMPANY)
    return TRUE;

  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autofree char *field = NULL;

      if (paths[i].dimension != self->dimension || !g_str_equal (paths[i].model, model))
        continue;
      if (paths[i].asks_model != NULL
          && !erp_capabilities_has_field (capabilities, paths[i].asks_model, paths[i].asks_field))
        return FALSE;
      field = g_strconcat (path, paths[i].field, NULL);
      erp_domain_add_ids (domain, field, "in", &self->key, 1);
      return TRUE;
    }

  return FALSE;
}
