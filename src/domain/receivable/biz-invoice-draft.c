/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Long file: the draft, its properties and its ways onto the wire are one state. */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-invoice-draft.h"

#include "biz-draft-edit.h"
#include "biz-partner.h"
#include "erp-error.h"

#include <glib/gi18n-lib.h>

struct _BizInvoiceDraft
{
  GObject parent_instance;

  gint64 company_id;
  BizPartner *partner; /* (owned) (nullable) */
  GDate invoice_date;  /* not valid: the server's */
  char *reference;     /* (owned) (nullable) */
  GListStore *lines;   /* (owned): BizDraftLine */
  BizInvoice *origin;  /* (owned) (nullable): as it is on the server */
  gint64 term_id;      /* 0: the server's, or none where there is a due date */
  char *term;          /* (owned) (nullable): its name */
  GDate due_date;      /* not valid: by the terms */
  GPtrArray *watched;  /* (owned) (element-type BizDraftLine): whose notify is connected */
};

G_DEFINE_FINAL_TYPE (BizInvoiceDraft, biz_invoice_draft, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_COMPANY_ID,
  PROP_PARTNER,
  PROP_INVOICE_DATE,
  PROP_REFERENCE,
  PROP_DUE_DATE,
  N_PROPS,
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void
notify_changed (BizInvoiceDraft *self, guint property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
line_notify_cb (GObject *line, GParamSpec *pspec, gpointer user_data)
{
  BizInvoiceDraft *self = BIZ_INVOICE_DRAFT (user_data);

  g_signal_emit (self, signals[CHANGED], 0);
}

static void
unwatch_lines (BizInvoiceDraft *self)
{
  for (guint i = 0; i < self->watched->len; i++)
    g_signal_handlers_disconnect_by_func (g_ptr_array_index (self->watched, i), line_notify_cb,
                                          self);
  g_ptr_array_set_size (self->watched, 0);
}

static void
lines_changed_cb (GListModel *lines, guint position, guint removed, guint added, gpointer user_data)
{
  BizInvoiceDraft *self = BIZ_INVOICE_DRAFT (user_data);

  unwatch_lines (self);
  for (guint i = 0; i < g_list_model_get_n_items (lines); i++)
    {
      BizDraftLine *line = g_list_model_get_item (lines, i);

      g_signal_connect (line, "notify", G_CALLBACK (line_notify_cb), self);
      g_ptr_array_add (self->watched, line);
    }
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
biz_invoice_draft_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  BizInvoiceDraft *self = BIZ_INVOICE_DRAFT (object);

  switch (prop_id)
    {
    case PROP_COMPANY_ID:
      g_value_set_int64 (value, self->company_id);
      break;
    case PROP_PARTNER:
      g_value_set_object (value, self->partner);
      break;
    case PROP_INVOICE_DATE:
      g_value_set_boxed (value, biz_invoice_draft_get_invoice_date (self));
      break;
    case PROP_REFERENCE:
      g_value_set_string (value, self->reference);
      break;
    case PROP_DUE_DATE:
      g_value_set_boxed (value, biz_invoice_draft_get_due_date (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
biz_invoice_draft_set_property (GObject *object,
                                guint prop_id,
                                const GValue *value,
                                GParamSpec *pspec)
{
  BizInvoiceDraft *self = BIZ_INVOICE_DRAFT (object);

  switch (prop_id)
    {
    case PROP_COMPANY_ID:
      biz_invoice_draft_set_company_id (self, g_value_get_int64 (value));
      break;
    case PROP_PARTNER:
      biz_invoice_draft_set_partner (self, g_value_get_object (value));
      break;
    case PROP_INVOICE_DATE:
      biz_invoice_draft_set_invoice_date (self, g_value_get_boxed (value));
      break;
    case PROP_REFERENCE:
      biz_invoice_draft_set_reference (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
biz_invoice_draft_dispose (GObject *object)
{
  BizInvoiceDraft *self = BIZ_INVOICE_DRAFT (object);

  unwatch_lines (self);
  if (self->lines != NULL)
    g_signal_handlers_disconnect_by_func (self->lines, lines_changed_cb, self);
  g_clear_object (&self->lines);
  g_clear_object (&self->partner);

  G_OBJECT_CLASS (biz_invoice_draft_parent_class)->dispose (object);
}

static void
biz_invoice_draft_finalize (GObject *object)
{
  BizInvoiceDraft *self = BIZ_INVOICE_DRAFT (object);

  g_free (self->reference);
  g_free (self->term);
  g_clear_object (&self->origin);
  g_ptr_array_unref (self->watched);

  G_OBJECT_CLASS (biz_invoice_draft_parent_class)->finalize (object);
}

static void
biz_invoice_draft_class_init (BizInvoiceDraftClass *klass)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = biz_invoice_draft_get_property;
  object_class->set_property = biz_invoice_draft_set_property;
  object_class->dispose = biz_invoice_draft_dispose;
  object_class->finalize = biz_invoice_draft_finalize;

  properties[PROP_COMPANY_ID] =
      g_param_spec_int64 ("company-id", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_PARTNER] = g_param_spec_object ("partner", NULL, NULL, BIZ_TYPE_PARTNER, flags);
  properties[PROP_INVOICE_DATE] =
      g_param_spec_boxed ("invoice-date", NULL, NULL, G_TYPE_DATE, flags);
  properties[PROP_REFERENCE] = g_param_spec_string ("reference", NULL, NULL, NULL, flags);
  properties[PROP_DUE_DATE] = g_param_spec_boxed ("due-date", NULL, NULL, G_TYPE_DATE,
                                                  G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * BizInvoiceDraft::changed:
   *
   * After any change that the totals may depend on, in a line too.
   */
  signals[CHANGED] = g_signal_new ("changed", BIZ_TYPE_INVOICE_DRAFT, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
biz_invoice_draft_init (BizInvoiceDraft *self)
{
  g_date_clear (&self->invoice_date, 1);
  g_date_clear (&self->due_date, 1);
  self->watched = g_ptr_array_new_with_free_func (g_object_unref);
  self->lines = g_list_store_new (BIZ_TYPE_DRAFT_LINE);
  g_signal_connect (self->lines, "items-changed", G_CALLBACK (lines_changed_cb), self);
}

/**
 * biz_invoice_draft_new:
 * @company_id: the company the invoice will belong to
 *
 * Returns: (transfer full): an empty draft
 */
BizInvoiceDraft *
biz_invoice_draft_new (gint64 company_id)
{
  BizInvoiceDraft *self = g_object_new (BIZ_TYPE_INVOICE_DRAFT, NULL);

  self->company_id = company_id;

  return self;
}

/**
 * biz_invoice_draft_get_company_id:
 * @self: a draft
 *
 * Returns: the company the invoice will belong to
 */
gint64
biz_invoice_draft_get_company_id (BizInvoiceDraft *self)
{
  g_return_val_if_fail (BIZ_IS_INVOICE_DRAFT (self), 0);

  return self->company_id;
}

/**
 * biz_invoice_draft_set_company_id:
 * @self: a draft
 * @company_id: the company the invoice will belong to
 */
void
biz_invoice_draft_set_company_id (BizInvoiceDraft *self, gint64 company_id)
{
  g_return_if_fail (BIZ_IS_INVOICE_DRAFT (self));

  if (company_id == self->company_id)
    return;
  self->company_id = company_id;
  notify_changed (self, PROP_COMPANY_ID);
}

/**
 * biz_invoice_draft_get_partner:
 * @self: a draft
 *
 * Returns: (transfer none) (nullable): the customer
 */
BizPartner *
biz_invoice_draft_get_partner (BizInvoiceDraft *self)
{
  g_return_val_if_fail (BIZ_IS_INVOICE_DRAFT (self), NULL);

  return self->partner;
}

/**
 * biz_invoice_draft_set_partner:
 * @self: a draft
 * @partner: (nullable): the customer
 */
void
biz_invoice_draft_set_partner (BizInvoiceDraft *self, BizPartner *partner)
{
  g_return_if_fail (BIZ_IS_INVOICE_DRAFT (self));

  if (g_set_object (&self->partner, partner))
    notify_changed (self, PROP_PARTNER);
}

/**
 * biz_invoice_draft_get_invoice_date:
 * @self: a draft
 *
 * Returns: (nullable): its date, %NULL: the day on which it is posted
 */
const GDate *
biz_invoice_draft_get_invoice_date (BizInvoiceDraft *self)
{
  g_return_val_if_fail (BIZ_IS_INVOICE_DRAFT (self), NULL);

  return g_date_valid (&self->invoice_date) ? &self->invoice_date : NULL;
}

/**
 * biz_invoice_draft_set_invoice_date:
 * @self: a draft
 * @date: (nullable): its date
 */
void
biz_invoice_draft_set_invoice_date (BizInvoiceDraft *self, const GDate *date)
{
  gboolean valid = date != NULL && g_date_valid (date);

  g_return_if_fail (BIZ_IS_INVOICE_DRAFT (self));

  if (valid == g_date_valid (&self->invoice_date)
      && (!valid || g_date_compare (date, &self->invoice_date) == 0))
    return;
  if (valid)
    self->invoice_date = *date;
  else
    g_date_clear (&self->invoice_date, 1);
  notify_changed (self, PROP_INVOICE_DATE);
}

/**
 * biz_invoice_draft_get_reference:
 * @self: a draft
 *
 * Returns: (nullable): the customer's reference
 */
const char *
biz_invoice_draft_get_reference (BizInvoiceDraft *self)
{
  g_return_val_if_fail (BIZ_IS_INVOICE_DRAFT (self), NULL);

  return self->reference;
}

/**
 * biz_invoice_draft_set_reference:
 * @self: a draft
 * @reference: (nullable): the customer's reference
 *
 * Totals do not depend on it: "changed" is not emitted.
 */
void
biz_invoice_draft_set_reference (BizInvoiceDraft *self, const char *reference)
{
  const char *wanted = reference != NULL && *reference != '\0' ? reference : NULL;

  g_return_if_fail (BIZ_IS_INVOICE_DRAFT (self));

  if (g_strcmp0 (wanted, self->reference) == 0)
    return;
  g_free (self->reference);
  self->reference = g_strdup (wanted);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REFERENCE]);
}

/**
 * biz_invoice_draft_set_terms:
 * @self: a draft
 * @term_id: the payment terms; 0: the server's, or none where @due_date is given
 * @term: (nullable): their name
 * @due_date: (nullable): when it is due, in the place of terms
 */
void
biz_invoice_draft_set_terms (BizInvoiceDraft *self,
                             gint64 term_id,
                             const char *term,
                             const GDate *due_date)
{
  g_return_if_fail (BIZ_IS_INVOICE_DRAFT (self));

  self->term_id = term_id;
  g_free (self->term);
  self->term = g_strdup (term);
  g_date_clear (&self->due_date, 1);
  if (due_date != NULL && term_id == 0)
    self->due_date = *due_date;
  notify_changed (self, PROP_DUE_DATE);
}

/**
 * biz_invoice_draft_get_term:
 * @self: a draft
 *
 * Returns: (nullable): the name of the terms
 */
const char *
biz_invoice_draft_get_term (BizInvoiceDraft *self)
{
  g_return_val_if_fail (BIZ_IS_INVOICE_DRAFT (self), NULL);

  return self->term;
}

gint64
biz_invoice_draft_get_term_id (BizInvoiceDraft *self)
{
  g_return_val_if_fail (BIZ_IS_INVOICE_DRAFT (self), 0);

  return self->term_id;
}

/**
 * biz_invoice_draft_get_due_date:
 * @self: a draft
 *
 * Returns: (nullable): when it is due; %NULL: by the terms
 */
const GDate *
biz_invoice_draft_get_due_date (BizInvoiceDraft *self)
{
  g_return_val_if_fail (BIZ_IS_INVOICE_DRAFT (self), NULL);

  return g_date_valid (&self->due_date) ? &self->due_date : NULL;
}

/**
 * biz_invoice_draft_get_origin:
 * @self: a draft
 *
 * Returns: (transfer none) (nullable): the document on the server; %NULL for a new one
 */
BizInvoice *
biz_invoice_draft_get_origin (BizInvoiceDraft *self)
{
  g_return_val_if_fail (BIZ_IS_INVOICE_DRAFT (self), NULL);

  return self->origin;
}

void
biz_invoice_draft_set_origin (BizInvoiceDraft *self, BizInvoice *origin)
{
  g_return_if_fail (BIZ_IS_INVOICE_DRAFT (self));

  g_set_object (&self->origin, origin);
}

/**
 * biz_invoice_draft_get_lines:
 * @self: a draft
 *
 * Returns: (transfer none) (element-type BizDraftLine): its lines, to change freely
 */
GListStore *
biz_invoice_draft_get_lines (BizInvoiceDraft *self)
{
  g_return_val_if_fail (BIZ_IS_INVOICE_DRAFT (self), NULL);

  return self->lines;
}

/**
 * biz_invoice_draft_check:
 * @self: a draft
 * @error: return location
 *
 * Returns: FALSE with ERP_ERROR_VALIDATION and a sentence that says what is missing
 */
gboolean
biz_invoice_draft_check (BizInvoiceDraft *self, GError **error)
{
  guint n;

  g_return_val_if_fail (BIZ_IS_INVOICE_DRAFT (self), FALSE);

  if (self->partner == NULL)
    {
      g_set_error_literal (error, ERP_ERROR, ERP_ERROR_VALIDATION, _ ("Choose a customer."));
      return FALSE;
    }
  n = g_list_model_get_n_items (G_LIST_MODEL (self->lines));
  if (n == 0)
    {
      g_set_error_literal (error, ERP_ERROR, ERP_ERROR_VALIDATION, _ ("Add a line."));
      return FALSE;
    }
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (BizDraftLine) line = g_list_model_get_item (G_LIST_MODEL (self->lines), i);

      if (biz_draft_line_get_kind (line) != BIZ_INVOICE_LINE_PRODUCT
          && biz_draft_line_get_description (line) == NULL)
        {
          g_set_error (error, ERP_ERROR, ERP_ERROR_VALIDATION, _ ("Line %u needs words."), i + 1);
          return FALSE;
        }
      if (biz_draft_line_get_product_id (line) == 0
          && biz_draft_line_get_description (line) == NULL)
        {
          g_set_error (error, ERP_ERROR, ERP_ERROR_VALIDATION,
                       _ ("Line %u needs a product or a description."), i + 1);
          return FALSE;
        }
    }

  return TRUE;
}

/**
 * biz_invoice_draft_is_touched:
 * @self: a draft
 *
 * Returns: whether anything has been written that would be lost
 */
gboolean
biz_invoice_draft_is_touched (BizInvoiceDraft *self)
{
  g_return_val_if_fail (BIZ_IS_INVOICE_DRAFT (self), FALSE);

  if (self->origin != NULL)
    return biz_draft_edit_is_touched (self);
  if (self->partner != NULL || self->reference != NULL)
    return TRUE;
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->lines)); i++)
    {
      g_autoptr (BizDraftLine) line = g_list_model_get_item (G_LIST_MODEL (self->lines), i);
      BizDecimal price;

      if (biz_draft_line_get_product_id (line) != 0 || biz_draft_line_get_description (line) != NULL
          || biz_draft_line_get_price (line, &price))
        return TRUE;
    }

  return FALSE;
}

static void
add_terms (BizInvoiceDraft *self, JsonObject *values)
{
  if (self->term_id != 0)
    json_object_set_int_member (values, "invoice_payment_term_id", self->term_id);
  else if (g_date_valid (&self->due_date))
    {
      g_autofree char *day = g_strdup_printf ("%04d-%02d-%02d", g_date_get_year (&self->due_date),
                                              (int)g_date_get_month (&self->due_date),
                                              g_date_get_day (&self->due_date));

      json_object_set_boolean_member (values, "invoice_payment_term_id", FALSE);
      json_object_set_string_member (values, "invoice_date_due", day);
    }
}

static JsonNode *
make_values (BizInvoiceDraft *self, gboolean named_lines)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *values = json_object_new ();
  JsonArray *commands = json_array_new ();

  json_object_set_string_member (values, "move_type", "out_invoice");
  if (self->origin != NULL)
    biz_draft_edit_add_header (self->origin, values);
  add_terms (self, values);
  /* The form of the current server computes prices before it knows its own default. */
  if (named_lines && self->company_id != 0)
    json_object_set_int_member (values, "company_id", self->company_id);
  if (self->partner != NULL)
    json_object_set_int_member (values, "partner_id", biz_partner_get_id (self->partner));
  if (g_date_valid (&self->invoice_date))
    {
      g_autofree char *day =
          g_strdup_printf ("%04d-%02d-%02d", g_date_get_year (&self->invoice_date),
                           (int)g_date_get_month (&self->invoice_date),
                           g_date_get_day (&self->invoice_date));

      json_object_set_string_member (values, "invoice_date", day);
    }
  if (self->reference != NULL)
    json_object_set_string_member (values, "ref", self->reference);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->lines)); i++)
    {
      g_autoptr (BizDraftLine) line = g_list_model_get_item (G_LIST_MODEL (self->lines), i);
      g_autofree char *name = g_strdup_printf ("virtual_%u", i + 1);
      JsonArray *command = json_array_new ();

      json_array_add_int_element (command, 0);
      if (named_lines)
        json_array_add_string_element (command, name);
      else
        json_array_add_int_element (command, 0);
      json_array_add_element (command, biz_draft_line_to_values (line));
      json_array_add_array_element (commands, command);
    }
  json_object_set_array_member (values, "invoice_line_ids", commands);
  json_node_take_object (node, values);

  return node;
}

/**
 * biz_invoice_draft_to_values:
 * @self: a draft
 *
 * The company is not among them: the call that carries them says for which company it is.
 *
 * Returns: (transfer full): the values of account.move.create
 */
JsonNode *
biz_invoice_draft_to_values (BizInvoiceDraft *self)
{
  g_return_val_if_fail (BIZ_IS_INVOICE_DRAFT (self), NULL);

  return make_values (self, FALSE);
}

/**
 * biz_invoice_draft_to_preview_values:
 * @self: a draft
 *
 * Returns: (transfer full): the same for onchange, which tells new lines apart by their names
 */
JsonNode *
biz_invoice_draft_to_preview_values (BizInvoiceDraft *self)
{
  g_return_val_if_fail (BIZ_IS_INVOICE_DRAFT (self), NULL);

  return make_values (self, TRUE);
}
