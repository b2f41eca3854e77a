/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-credit-source.h"

#include "erp-domain.h"
#include "erp-error.h"
#include "erp-json.h"

#include <glib/gi18n-lib.h>

struct _BizCreditSource
{
  GObject parent_instance;

  gint64 id;
  gboolean is_posted;
  BizMoney total;
  BizMoney residual;
  BizMoney left;
  guint n_notes;
  JsonObject *head;  /* (owned): values for a credit note */
  GListStore *lines; /* (owned): BizCreditLine */
};

G_DEFINE_FINAL_TYPE (BizCreditSource, biz_credit_source, G_TYPE_OBJECT)

static void
biz_credit_source_finalize (GObject *object)
{
  BizCreditSource *self = BIZ_CREDIT_SOURCE (object);

  g_clear_object (&self->lines);
  json_object_unref (self->head);

  G_OBJECT_CLASS (biz_credit_source_parent_class)->finalize (object);
}

static void
biz_credit_source_class_init (BizCreditSourceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = biz_credit_source_finalize;
}

static void
biz_credit_source_init (BizCreditSource *self)
{
  self->head = json_object_new ();
  self->lines = g_list_store_new (BIZ_TYPE_CREDIT_LINE);
}

static gboolean
get_list (JsonObject *object, const char *member, JsonArray **array, GError **error)
{
  if (json_object_has_member (object, member))
    return erp_json_get_array (json_object_get_member (object, member), array, error);

  g_set_error_literal (error, ERP_ERROR, ERP_ERROR_PROTOCOL,
                       _ ("The server answered something that is not understood."));
  return FALSE;
}

static gboolean
read_lines (JsonObject *row, const BizMoney *zero, GListStore *lines, GError **error)
{
  JsonArray *array;

  if (!get_list (row, "invoice_line_ids", &array, error))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      g_autoptr (BizCreditLine) line = NULL;
      JsonObject *object;

      if (!erp_json_get_object (json_array_get_element (array, i), &object, error))
        return FALSE;
      line = biz_credit_line_new_from_json (object, zero, error);
      if (line == NULL)
        return FALSE;
      g_list_store_append (lines, line);
    }

  return TRUE;
}

/* Exactly the same line first, then the same product. What fits no line lowers the total alone. */
static void
absorb (BizCreditSource *self, GListModel *credits)
{
  for (guint i = 0; i < g_list_model_get_n_items (credits); i++)
    {
      g_autoptr (BizCreditLine) credit = g_list_model_get_item (credits, i);
      gboolean found = FALSE;

      for (int pass = 0; pass < 2 && !found; pass++)
        for (guint k = 0; k < g_list_model_get_n_items (G_LIST_MODEL (self->lines)) && !found; k++)
          {
            g_autoptr (BizCreditLine) line = g_list_model_get_item (G_LIST_MODEL (self->lines), k);

            found = biz_credit_line_absorb (line, credit, pass > 0);
          }
    }
}

/* Fields that a user or a server does not have are left to the server. */
static void
read_head (BizCreditSource *self, JsonObject *row)
{
  static const char *const relations[] = { "partner_id",      "journal_id",
                                           "currency_id",     "partner_shipping_id",
                                           "invoice_user_id", "invoice_cash_rounding_id" };
  const char *origin = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (relations); i++)
    {
      gint64 id = 0;

      if (json_object_has_member (row, relations[i])
          && erp_json_get_many2one (row, relations[i], &id, NULL, NULL) && id != 0)
        json_object_set_int_member (self->head, relations[i], id);
    }
  if (json_object_has_member (row, "invoice_origin")
      && erp_json_get_string (row, "invoice_origin", &origin, NULL) && origin != NULL)
    json_object_set_string_member (self->head, "invoice_origin", origin);
}

static gboolean
read_invoice (BizCreditSource *self, JsonObject *row, const BizMoney *zero, GError **error)
{
  const char *state;

  if (!erp_json_get_string (row, "state", &state, error)
      || !biz_money_from_json (row, "amount_total", zero, &self->total, error)
      || !biz_money_from_json (row, "amount_residual", zero, &self->residual, error)
      || !read_lines (row, zero, self->lines, error))
    return FALSE;

  read_head (self, row);
  self->is_posted = g_strcmp0 (state, "posted") == 0;
  self->left = self->total;

  return TRUE;
}

static gboolean
read_note (BizCreditSource *self, JsonObject *row, const BizMoney *zero, GError **error)
{
  g_autoptr (GListStore) credits = g_list_store_new (BIZ_TYPE_CREDIT_LINE);
  const char *state, *type;
  BizMoney total;

  if (!erp_json_get_string (row, "state", &state, error)
      || !erp_json_get_string (row, "move_type", &type, error))
    return FALSE;
  /* An exchange difference points back as well. */
  if (g_strcmp0 (state, "cancel") == 0 || g_strcmp0 (type, "out_refund") != 0)
    return TRUE;
  if (!biz_money_from_json (row, "amount_total", zero, &total, error)
      || !biz_money_subtract (&self->left, &total, &self->left, error)
      || !read_lines (row, zero, credits, error))
    return FALSE;

  self->n_notes++;
  absorb (self, G_LIST_MODEL (credits));

  return TRUE;
}

/**
 * biz_credit_source_make_domain:
 * @id: an invoice
 *
 * Returns: (transfer full): finds it and what credits it
 */
ErpDomain *
biz_credit_source_make_domain (gint64 id)
{
  ErpDomain *domain = erp_domain_new ();
  g_autoptr (ErpDomain) itself = erp_domain_new ();
  g_autoptr (ErpDomain) notes = erp_domain_new ();
  ErpDomain *const any[] = { itself, notes };

  erp_domain_add_int (itself, "id", "=", id);
  erp_domain_add_int (notes, "reversed_entry_id", "=", id);
  erp_domain_add_any (domain, any, G_N_ELEMENTS (any));

  return domain;
}

/**
 * biz_credit_source_new_from_json:
 * @id: the invoice
 * @without: a credit note that is passed over, 0: none
 * @answer: what web_search_read found by biz_credit_source_make_domain (), with at least
 *   %BIZ_CREDIT_SOURCE_FIELDS
 * @zero: the invoice's currency
 * @error: return location
 *
 * Returns: (transfer full): what may be credited; %NULL with ERP_ERROR_MISSING where the invoice is
 *   gone, or ERP_ERROR_PROTOCOL
 */
BizCreditSource *
biz_credit_source_new_from_json (
    gint64 id, gint64 without, JsonNode *answer, const BizMoney *zero, GError **error)
{
  g_autoptr (BizCreditSource) self = NULL;
  JsonObject *page, *row, *invoice = NULL;
  JsonArray *rows;

  g_return_val_if_fail (answer != NULL, NULL);
  g_return_val_if_fail (zero != NULL, NULL);

  self = g_object_new (BIZ_TYPE_CREDIT_SOURCE, NULL);
  self->id = id;
  if (!erp_json_get_object (answer, &page, error) || !get_list (page, "records", &rows, error))
    return NULL;
  for (int pass = 0; pass < 2; pass++)
    {
      for (guint i = 0; i < json_array_get_length (rows); i++)
        {
          gint64 row_id;

          if (!erp_json_get_object (json_array_get_element (rows, i), &row, error)
              || !erp_json_get_int (row, "id", &row_id, error))
            return NULL;
          if (pass == 0 && row_id == id)
            {
              invoice = row;
              if (!read_invoice (self, row, zero, error))
                return NULL;
            }
          else if (pass == 1 && row_id != id && row_id != without
                   && !read_note (self, row, zero, error))
            return NULL;
        }
      if (invoice == NULL)
        {
          g_set_error_literal (
              error, ERP_ERROR, ERP_ERROR_MISSING,
              _ ("The invoice is not on the server any more, or you may not see it."));
          return NULL;
        }
    }

  return g_steal_pointer (&self);
}

gint64
biz_credit_source_get_id (BizCreditSource *self)
{
  g_return_val_if_fail (BIZ_IS_CREDIT_SOURCE (self), 0);

  return self->id;
}

gboolean
biz_credit_source_is_posted (BizCreditSource *self)
{
  g_return_val_if_fail (BIZ_IS_CREDIT_SOURCE (self), FALSE);

  return self->is_posted;
}

BizMoney
biz_credit_source_get_total (BizCreditSource *self)
{
  g_return_val_if_fail (BIZ_IS_CREDIT_SOURCE (self), (BizMoney){ 0 });

  return self->total;
}

BizMoney
biz_credit_source_get_residual (BizCreditSource *self)
{
  g_return_val_if_fail (BIZ_IS_CREDIT_SOURCE (self), (BizMoney){ 0 });

  return self->residual;
}

BizMoney
biz_credit_source_get_left (BizCreditSource *self)
{
  g_return_val_if_fail (BIZ_IS_CREDIT_SOURCE (self), (BizMoney){ 0 });

  return self->left;
}

/**
 * biz_credit_source_get_slack:
 * @self: a source
 *
 * Returns: what the lines with their taxes and the total differ by
 */
BizMoney
biz_credit_source_get_slack (BizCreditSource *self)
{
  BizMoney slack;

  g_return_val_if_fail (BIZ_IS_CREDIT_SOURCE (self), (BizMoney){ 0 });

  slack = self->total;
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->lines)); i++)
    {
      g_autoptr (BizCreditLine) line = g_list_model_get_item (G_LIST_MODEL (self->lines), i);

      slack.minor -= biz_credit_line_get_gross (line).minor;
    }

  return biz_money_abs (&slack);
}

guint
biz_credit_source_get_n_notes (BizCreditSource *self)
{
  g_return_val_if_fail (BIZ_IS_CREDIT_SOURCE (self), 0);

  return self->n_notes;
}

GListModel *
biz_credit_source_get_lines (BizCreditSource *self)
{
  g_return_val_if_fail (BIZ_IS_CREDIT_SOURCE (self), NULL);

  return G_LIST_MODEL (self->lines);
}

/**
 * biz_credit_source_find_line:
 * @self: a source
 * @id: a line of the invoice
 *
 * Returns: (transfer none) (nullable): the line
 */
BizCreditLine *
biz_credit_source_find_line (BizCreditSource *self, gint64 id)
{
  g_return_val_if_fail (BIZ_IS_CREDIT_SOURCE (self), NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->lines)); i++)
    {
      g_autoptr (BizCreditLine) line = g_list_model_get_item (G_LIST_MODEL (self->lines), i);

      if (biz_credit_line_get_id (line) == id)
        return line;
    }

  return NULL;
}

/**
 * biz_credit_source_to_values:
 * @self: a source
 *
 * Returns: (transfer full): customer, currency, journal and the like of the invoice
 */
JsonObject *
biz_credit_source_to_values (BizCreditSource *self)
{
  JsonObject *values = json_object_new ();
  g_autoptr (GList) names = NULL;

  g_return_val_if_fail (BIZ_IS_CREDIT_SOURCE (self), values);

  names = json_object_get_members (self->head);
  for (GList *l = names; l != NULL; l = l->next)
    json_object_set_member (values, l->data,
                            json_node_copy (json_object_get_member (self->head, l->data)));

  return values;
}
