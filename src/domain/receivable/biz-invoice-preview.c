/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-invoice-preview.h"

#include "biz-currency-table.h"
#include "biz-invoice-line.h"
#include "biz-tax-line.h"
#include "erp-json.h"

struct _BizInvoicePreview
{
  GObject parent_instance;

  BizMoney untaxed;
  BizMoney tax;
  BizMoney total;
  GDate due_date;        /* not valid where there is none */
  char *terms;           /* (owned) (nullable) */
  char *journal;         /* (owned) (nullable) */
  char *warning;         /* (owned) (nullable) */
  GListStore *lines;     /* (owned): BizInvoiceLine */
  GListStore *tax_lines; /* (owned): BizTaxLine */
};

G_DEFINE_FINAL_TYPE (BizInvoicePreview, biz_invoice_preview, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_UNTAXED,
  PROP_TAX,
  PROP_TOTAL,
  PROP_DUE_DATE,
  PROP_TERMS,
  PROP_JOURNAL,
  PROP_WARNING,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

/* Commands [0, key, {values}], one a line, in the order they were asked in. */
static gboolean
read_lines (BizInvoicePreview *self, JsonObject *values, const BizMoney *zero, GError **error)
{
  JsonArray *commands;

  if (!erp_json_get_array (json_object_get_member (values, "invoice_line_ids"), &commands, error))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (commands); i++)
    {
      g_autoptr (BizInvoiceLine) line = NULL;
      JsonArray *command;
      JsonObject *row;

      if (!erp_json_get_array (json_array_get_element (commands, i), &command, error))
        return FALSE;
      if (json_array_get_length (command) != 3
          || !JSON_NODE_HOLDS_OBJECT (json_array_get_element (command, 2)))
        continue;
      row = json_array_get_object_element (command, 2);
      line = biz_invoice_line_new_from_preview (row, zero, error);
      if (line == NULL)
        return FALSE;
      g_list_store_append (self->lines, line);
    }

  return TRUE;
}

/* {"title","message"}, or nothing */
static char *
read_warning (JsonObject *answer)
{
  JsonNode *node = json_object_get_member (answer, "warning");
  const char *message = NULL;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node)
      || !erp_json_get_string (json_node_get_object (node), "message", &message, NULL))
    return NULL;

  return g_strdup (message);
}

static void
biz_invoice_preview_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  BizInvoicePreview *self = BIZ_INVOICE_PREVIEW (object);

  switch (prop_id)
    {
    case PROP_UNTAXED:
      g_value_set_boxed (value, &self->untaxed);
      break;
    case PROP_TAX:
      g_value_set_boxed (value, &self->tax);
      break;
    case PROP_TOTAL:
      g_value_set_boxed (value, &self->total);
      break;
    case PROP_DUE_DATE:
      g_value_set_boxed (value, biz_invoice_preview_get_due_date (self));
      break;
    case PROP_TERMS:
      g_value_set_string (value, self->terms);
      break;
    case PROP_JOURNAL:
      g_value_set_string (value, self->journal);
      break;
    case PROP_WARNING:
      g_value_set_string (value, self->warning);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
biz_invoice_preview_finalize (GObject *object)
{
  BizInvoicePreview *self = BIZ_INVOICE_PREVIEW (object);

  g_free (self->terms);
  g_free (self->journal);
  g_free (self->warning);
  g_clear_object (&self->lines);
  g_clear_object (&self->tax_lines);

  G_OBJECT_CLASS (biz_invoice_preview_parent_class)->finalize (object);
}

static void
biz_invoice_preview_class_init (BizInvoicePreviewClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = biz_invoice_preview_get_property;
  object_class->finalize = biz_invoice_preview_finalize;

  properties[PROP_UNTAXED] = g_param_spec_boxed ("untaxed", NULL, NULL, BIZ_TYPE_MONEY, flags);
  properties[PROP_TAX] = g_param_spec_boxed ("tax", NULL, NULL, BIZ_TYPE_MONEY, flags);
  properties[PROP_TOTAL] = g_param_spec_boxed ("total", NULL, NULL, BIZ_TYPE_MONEY, flags);
  properties[PROP_DUE_DATE] = g_param_spec_boxed ("due-date", NULL, NULL, G_TYPE_DATE, flags);
  properties[PROP_TERMS] = g_param_spec_string ("terms", NULL, NULL, NULL, flags);
  properties[PROP_JOURNAL] = g_param_spec_string ("journal", NULL, NULL, NULL, flags);
  properties[PROP_WARNING] = g_param_spec_string ("warning", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
biz_invoice_preview_init (BizInvoicePreview *self)
{
  g_date_clear (&self->due_date, 1);
  self->lines = g_list_store_new (BIZ_TYPE_INVOICE_LINE);
  self->tax_lines = g_list_store_new (BIZ_TYPE_TAX_LINE);
}

/**
 * biz_invoice_preview_new_from_json:
 * @answer: what "onchange" answered: {"value": {...}, "warning": {...}}
 * @currencies: the currencies of the server
 * @error: return location
 *
 * Returns: (transfer full): what the server would make, or %NULL with ERP_ERROR_PROTOCOL
 */
BizInvoicePreview *
biz_invoice_preview_new_from_json (JsonObject *answer, BizCurrencyTable *currencies, GError **error)
{
  g_autoptr (BizInvoicePreview) self = NULL;
  JsonObject *values;
  gint64 currency_id, id;
  BizMoney zero;

  g_return_val_if_fail (answer != NULL, NULL);
  g_return_val_if_fail (currencies != NULL, NULL);

  self = g_object_new (BIZ_TYPE_INVOICE_PREVIEW, NULL);
  if (!erp_json_get_object (json_object_get_member (answer, "value"), &values, error)
      || !erp_json_get_many2one (values, "currency_id", &currency_id, NULL, error)
      || !biz_currency_table_lookup (currencies, currency_id, &zero, error)
      || !biz_tax_line_read_totals (json_object_get_member (values, "tax_totals"), &zero,
                                    self->tax_lines, &self->untaxed, &self->tax, &self->total,
                                    error)
      || !erp_json_get_date (values, "invoice_date_due", &self->due_date, error)
      || !erp_json_get_many2one (values, "invoice_payment_term_id", &id, &self->terms, error)
      || !erp_json_get_many2one (values, "journal_id", &id, &self->journal, error)
      || !read_lines (self, values, &zero, error))
    return NULL;
  self->warning = read_warning (answer);

  return g_steal_pointer (&self);
}

/**
 * biz_invoice_preview_get_untaxed:
 * @self: an invoice preview
 *
 * Returns: without tax
 */
BizMoney
biz_invoice_preview_get_untaxed (BizInvoicePreview *self)
{
  g_return_val_if_fail (BIZ_IS_INVOICE_PREVIEW (self), (BizMoney){ 0 });

  return self->untaxed;
}

/**
 * biz_invoice_preview_get_tax:
 * @self: an invoice preview
 *
 * Returns: the tax
 */
BizMoney
biz_invoice_preview_get_tax (BizInvoicePreview *self)
{
  g_return_val_if_fail (BIZ_IS_INVOICE_PREVIEW (self), (BizMoney){ 0 });

  return self->tax;
}

/**
 * biz_invoice_preview_get_total:
 * @self: an invoice preview
 *
 * Returns: with tax
 */
BizMoney
biz_invoice_preview_get_total (BizInvoicePreview *self)
{
  g_return_val_if_fail (BIZ_IS_INVOICE_PREVIEW (self), (BizMoney){ 0 });

  return self->total;
}

/**
 * biz_invoice_preview_get_due_date:
 * @self: an invoice preview
 *
 * Returns: (nullable): when it will be due
 */
const GDate *
biz_invoice_preview_get_due_date (BizInvoicePreview *self)
{
  g_return_val_if_fail (BIZ_IS_INVOICE_PREVIEW (self), NULL);

  return g_date_valid (&self->due_date) ? &self->due_date : NULL;
}

/**
 * biz_invoice_preview_get_terms:
 * @self: an invoice preview
 *
 * Returns: (nullable): the payment terms
 */
const char *
biz_invoice_preview_get_terms (BizInvoicePreview *self)
{
  g_return_val_if_fail (BIZ_IS_INVOICE_PREVIEW (self), NULL);

  return self->terms;
}

/**
 * biz_invoice_preview_get_journal:
 * @self: an invoice preview
 *
 * Returns: (nullable): where it will be booked
 */
const char *
biz_invoice_preview_get_journal (BizInvoicePreview *self)
{
  g_return_val_if_fail (BIZ_IS_INVOICE_PREVIEW (self), NULL);

  return self->journal;
}

/**
 * biz_invoice_preview_get_warning:
 * @self: an invoice preview
 *
 * Returns: (nullable): what the server wants the person to know
 */
const char *
biz_invoice_preview_get_warning (BizInvoicePreview *self)
{
  g_return_val_if_fail (BIZ_IS_INVOICE_PREVIEW (self), NULL);

  return self->warning;
}

/**
 * biz_invoice_preview_get_lines:
 * @self: an invoice preview
 *
 * Returns: (transfer none) (element-type BizInvoiceLine): the lines as the server completes them,
 * in the order of the draft
 */
GListModel *
biz_invoice_preview_get_lines (BizInvoicePreview *self)
{
  g_return_val_if_fail (BIZ_IS_INVOICE_PREVIEW (self), NULL);

  return G_LIST_MODEL (self->lines);
}

/**
 * biz_invoice_preview_get_tax_lines:
 * @self: an invoice preview
 *
 * Returns: (transfer none) (element-type BizTaxLine): the taxes
 */
GListModel *
biz_invoice_preview_get_tax_lines (BizInvoicePreview *self)
{
  g_return_val_if_fail (BIZ_IS_INVOICE_PREVIEW (self), NULL);

  return G_LIST_MODEL (self->tax_lines);
}
