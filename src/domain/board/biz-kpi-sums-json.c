/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-kpi-sums-json.h"

#include "erp-call.h"
#include "erp-error.h"
#include "erp-json.h"

/* What a worker thread needs to read an answer. */
typedef struct
{
  BizKpiSumsKind kind;
  BizKpiSumsShape shape;
  BizMoney zero;
} Decoding;

/* "2026-11-22", that with a label, or nothing. */
static gboolean
read_day (JsonObject *row, const char *member, GDate *date, GError **error)
{
  JsonNode *node = json_object_get_member (row, member);
  g_autoptr (JsonObject) only = json_object_new ();

  if (node != NULL && JSON_NODE_HOLDS_ARRAY (node)
      && json_array_get_length (json_node_get_array (node)) > 0)
    node = json_array_get_element (json_node_get_array (node), 0);
  if (node != NULL)
    json_object_set_member (only, member, json_node_copy (node));

  return erp_json_get_date (only, member, date, error);
}

/* A sum of nothing is false. */
static gboolean
read_amount (
    JsonObject *row, const char *member, const BizMoney *zero, gint64 *minor, GError **error)
{
  JsonNode *node = json_object_get_member (row, member);
  BizMoney amount;

  *minor = 0;
  if (node == NULL || JSON_NODE_HOLDS_NULL (node)
      || json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return TRUE;
  if (!biz_money_from_json_rounded (row, member, zero, &amount, error))
    return FALSE;
  *minor = amount.minor;

  return TRUE;
}

static void
clear_row (gpointer data)
{
  BizKpiSumsRow *row = data;

  g_clear_pointer (&row->name, g_free);
}

static gboolean
read_row (const Decoding *decoding, JsonObject *object, BizKpiSumsRow *row, GError **error)
{
  const char *aggregate = decoding->shape.aggregate;
  const char *type = NULL;
  gint64 id; /* nobody asks */

  *row = (BizKpiSumsRow){ 0 };
  g_date_clear (&row->day, 1);
  g_date_clear (&row->due, 1);
  if (decoding->kind == BIZ_KPI_SUMS_CORRECTED)
    return erp_json_get_int (object, aggregate, &row->count, error);
  if (!read_amount (object, aggregate, &decoding->zero, &row->minor, error)
      || !erp_json_get_int (object, "__count", &row->count, error)
      || (decoding->shape.day != NULL && !read_day (object, decoding->shape.day, &row->day, error)))
    return FALSE;
  if (decoding->kind == BIZ_KPI_SUMS_LARGEST)
    return erp_json_get_many2one (object, decoding->shape.other, &id, &row->name, error);
  if (decoding->kind == BIZ_KPI_SUMS_DUE || decoding->kind == BIZ_KPI_SUMS_AGED)
    return read_day (object, decoding->shape.other, &row->due, error);
  if (decoding->kind == BIZ_KPI_SUMS_SALES)
    {
      if (!erp_json_get_string (object, "move_type", &type, error))
        return FALSE;
      row->is_credit = g_strcmp0 (type, "out_refund") == 0;
    }

  return TRUE;
}

static gpointer
decode (JsonNode *result, gpointer user_data, GError **error)
{
  const Decoding *decoding = user_data;
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (BizKpiSumsRow));
  JsonArray *groups;

  g_array_set_clear_func (rows, clear_row);
  if (!erp_json_get_array (result, &groups, error))
    return NULL;
  for (guint i = 0; i < json_array_get_length (groups); i++)
    {
      BizKpiSumsRow row;
      JsonObject *object;

      if (!erp_json_get_object (json_array_get_element (groups, i), &object, error)
          || !read_row (decoding, object, &row, error))
        return NULL;
      g_array_append_val (rows, row);
    }

  return g_steal_pointer (&rows);
}

/**
 * biz_kpi_sums_add_decoder:
 * @call: a read of groups
 * @kind: what they are
 * @shape: what they were asked as; its strings are static
 * @zero: nothing in the company's currency
 *
 * The answer of @call is then a (element-type BizKpiSumsRow) array.
 */
void
biz_kpi_sums_add_decoder (ErpCall *call,
                          BizKpiSumsKind kind,
                          const BizKpiSumsShape *shape,
                          const BizMoney *zero)
{
  Decoding *decoding = g_new0 (Decoding, 1);

  decoding->kind = kind;
  decoding->shape = *shape;
  decoding->zero = *zero;
  erp_call_add_decoder (call, decode, decoding, g_free, (GDestroyNotify)g_array_unref);
}
