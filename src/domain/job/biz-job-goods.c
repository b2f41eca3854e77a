/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-job-goods.h"

#include "erp-error.h"
#include "erp-json.h"

#include <glib/gi18n-lib.h>

/* Goods that came back may be credited over any of the invoices that bill them, or sent again: a
 * look at one invoice does not tell that somebody was faster. */

static JsonNode *
get_list (JsonObject *object, const char *member)
{
  JsonNode *node =
      json_object_has_member (object, member) ? json_object_get_member (object, member) : NULL;

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? node : NULL;
}

static gboolean
is_cancelled (JsonObject *object, const char *member)
{
  return g_strcmp0 (biz_job_get_text (object, member), "cancel") == 0;
}

static gboolean
check_papers (JsonObject *goods, JsonObject *order_line, gint64 ours, GError **error)
{
  JsonNode *lines = get_list (order_line, "invoice_lines");
  JsonObject *line;

  for (guint i = 0; lines != NULL && (line = biz_job_nth (lines, i)) != NULL; i++)
    {
      const gint64 paper = biz_job_get_id (line, "move_id");

      if (is_cancelled (line, "parent_state") || (ours != 0 && paper == ours)
          || biz_job_has_id (goods, "papers", paper))
        continue;
      g_set_error_literal (error, ERP_ERROR, ERP_ERROR_CONFLICT,
                           _ ("Somebody has invoiced or credited the same goods meanwhile. Look at "
                              "the return again."));
      return FALSE;
    }

  return TRUE;
}

/* @depth: how often what moved is followed: back, and out again. */
static gboolean
check_moves (JsonObject *goods, JsonNode *moves, guint depth, GError **error)
{
  JsonObject *move;

  for (guint i = 0; moves != NULL && (move = biz_job_nth (moves, i)) != NULL; i++)
    {
      if (!is_cancelled (move, "state")
          && !biz_job_has_id (goods, "moves", biz_job_get_id (move, "id")))
        {
          g_set_error_literal (error, ERP_ERROR, ERP_ERROR_CONFLICT,
                               _ ("The same goods have been delivered, returned or sent again "
                                  "meanwhile. Look at the return again."));
          return FALSE;
        }
      if (depth > 0 && !check_moves (goods, get_list (move, "returned_move_ids"), depth - 1, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * biz_job_goods_check:
 * @goods: what the person saw
 * @records: (nullable): invoices with %BIZ_JOB_GOODS_FIELDS
 * @ours: a paper that the job itself has made, 0: none
 * @error: return location
 *
 * What was cancelled does not count. Only the lines of orders that @goods names are looked at:
 * what becomes of other goods of the same invoice is no conflict.
 *
 * Returns: FALSE with ERP_ERROR_CONFLICT, in words
 */
gboolean
biz_job_goods_check (JsonObject *goods, JsonNode *records, gint64 ours, GError **error)
{
  JsonObject *record;

  g_return_val_if_fail (goods != NULL, FALSE);

  for (guint i = 0; records != NULL && (record = biz_job_nth (records, i)) != NULL; i++)
    {
      JsonNode *lines = get_list (record, "line_ids");
      JsonObject *line;

      for (guint k = 0; lines != NULL && (line = biz_job_nth (lines, k)) != NULL; k++)
        {
          JsonNode *orders = get_list (line, "sale_line_ids");
          JsonObject *order_line;

          for (guint n = 0; orders != NULL && (order_line = biz_job_nth (orders, n)) != NULL; n++)
            if (biz_job_has_id (goods, "order_lines", biz_job_get_id (order_line, "id"))
                && (!check_papers (goods, order_line, ours, error)
                    || !check_moves (goods, get_list (order_line, "move_ids"), 2, error)))
              return FALSE;
        }
    }

  return TRUE;
}
