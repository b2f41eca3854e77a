/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-batch-item.h"

#include "biz-enums.h"
#include "erp-error.h"
#include "erp-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _BizBatchItem
{
  GObject parent_instance;

  BizInvoice *invoice; /* (owned) */
  BizBatchState state;
  char *reason;  /* (owned) (nullable) */
  GError *error; /* (owned) (nullable) */
  gboolean confirmed;
};

G_DEFINE_FINAL_TYPE (BizBatchItem, biz_batch_item, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_STATE,
  PROP_REASON,
  PROP_CONFIRMED,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static void
biz_batch_item_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  BizBatchItem *self = BIZ_BATCH_ITEM (object);

  switch (prop_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, (int)self->state);
      break;
    case PROP_REASON:
      g_value_set_string (value, self->reason);
      break;
    case PROP_CONFIRMED:
      g_value_set_boolean (value, self->confirmed);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
biz_batch_item_finalize (GObject *object)
{
  BizBatchItem *self = BIZ_BATCH_ITEM (object);

  g_clear_object (&self->invoice);
  g_clear_error (&self->error);
  g_free (self->reason);

  G_OBJECT_CLASS (biz_batch_item_parent_class)->finalize (object);
}

static void
biz_batch_item_class_init (BizBatchItemClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = biz_batch_item_get_property;
  object_class->finalize = biz_batch_item_finalize;
  properties[PROP_STATE] =
      g_param_spec_enum ("state", NULL, NULL, BIZ_TYPE_BATCH_STATE, BIZ_BATCH_READY, flags);
  properties[PROP_REASON] = g_param_spec_string ("reason", NULL, NULL, NULL, flags);
  properties[PROP_CONFIRMED] = g_param_spec_boolean ("confirmed", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
biz_batch_item_init (BizBatchItem *self)
{
}

/**
 * biz_batch_item_get_specification:
 * @has_warnings: the server names unusual amounts and days itself
 *
 * Returns: (transfer full): the fields that are asked for
 */
char *
biz_batch_item_get_specification (gboolean has_warnings)
{
  const char *row = biz_invoice_get_row_specification ();

  return g_strdup_printf ("%.*s,\"date\":{},\"auto_post\":{}%s}", (int)strlen (row) - 1, row,
                          has_warnings
                              ? ",\"abnormal_amount_warning\":{},\"abnormal_date_warning\":{}"
                              : "");
}

static void
add_sentence (GString *text, const char *sentence)
{
  if (sentence == NULL || *sentence == '\0')
    return;
  if (text->len > 0)
    g_string_append_c (text, ' ');
  g_string_append (text, sentence);
}

/* A server that has no such field says nothing. */
static void
add_words (GString *text, JsonObject *row, const char *member)
{
  const char *words = NULL;

  if (json_object_has_member (row, member) && erp_json_get_string (row, member, &words, NULL))
    add_sentence (text, words);
}

static gboolean
is_later (JsonObject *row, const char *member, const GDate *today, GDate *day)
{
  g_date_clear (day, 1);

  return json_object_has_member (row, member) && erp_json_get_date (row, member, day, NULL)
         && g_date_valid (day) && g_date_compare (day, today) > 0;
}

/* The server posts what is dated ahead at once, without a word. */
static void
add_future (GString *text, JsonObject *row, const GDate *today)
{
  g_autofree char *sentence = NULL;
  char date[32];
  GDate day;

  if (!is_later (row, "date", today, &day) && !is_later (row, "invoice_date", today, &day))
    return;
  g_date_strftime (date, sizeof date, "%x", &day);
  /* Translators: a date. */
  sentence = g_strdup_printf (_ ("Its day is still to come: %s."), date);
  add_sentence (text, sentence);
}

static gboolean
is_auto_posted (JsonObject *row)
{
  const char *word = NULL;

  return json_object_has_member (row, "auto_post")
         && erp_json_get_string (row, "auto_post", &word, NULL) && word != NULL
         && strcmp (word, "no") != 0;
}

static void
classify (BizBatchItem *self, JsonObject *row, const GDate *today)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (!biz_invoice_can_post (self->invoice))
    {
      self->state = BIZ_BATCH_NOT;
      self->reason = g_strdup (biz_invoice_get_state (self->invoice) == BIZ_STATE_POSTED
                                   ? _ ("It is posted already.")
                               : biz_invoice_get_state (self->invoice) == BIZ_STATE_CANCELLED
                                   ? _ ("It is cancelled. Reset it to draft first.")
                                   : _ ("It is no invoice and no credit note for a customer."));
      return;
    }
  add_future (text, row, today);
  if (text->len > 0 && is_auto_posted (row))
    add_sentence (text, _ ("The server will post it by itself on that day, and not before."));
  add_words (text, row, "abnormal_amount_warning");
  add_words (text, row, "abnormal_date_warning");
  if (text->len == 0)
    return;
  self->state = BIZ_BATCH_ASKING;
  self->reason = g_strdup (text->str);
}

/**
 * biz_batch_item_new_from_json:
 * @row: a record read by biz_batch_item_get_specification ()
 * @currencies: the currencies of the server
 * @today: in the company's zone
 * @error: return location
 *
 * May run in any thread.
 *
 * Returns: (transfer full): the item, or %NULL with ERP_ERROR_PROTOCOL
 */
BizBatchItem *
biz_batch_item_new_from_json (JsonObject *row,
                              BizCurrencyTable *currencies,
                              const GDate *today,
                              GError **error)
{
  g_autoptr (BizBatchItem) self = NULL;

  g_return_val_if_fail (row != NULL && currencies != NULL, NULL);
  g_return_val_if_fail (today != NULL && g_date_valid (today), NULL);

  self = g_object_new (BIZ_TYPE_BATCH_ITEM, NULL);
  self->invoice = biz_invoice_new_from_json (row, currencies, error);
  if (self->invoice == NULL)
    return NULL;
  classify (self, row, today);

  return g_steal_pointer (&self);
}

BizInvoice *
biz_batch_item_get_invoice (BizBatchItem *self)
{
  g_return_val_if_fail (BIZ_IS_BATCH_ITEM (self), NULL);

  return self->invoice;
}

BizBatchState
biz_batch_item_get_state (BizBatchItem *self)
{
  g_return_val_if_fail (BIZ_IS_BATCH_ITEM (self), BIZ_BATCH_NOT);

  return self->state;
}

const char *
biz_batch_item_get_reason (BizBatchItem *self)
{
  g_return_val_if_fail (BIZ_IS_BATCH_ITEM (self), NULL);

  return self->reason;
}

const GError *
biz_batch_item_get_error (BizBatchItem *self)
{
  g_return_val_if_fail (BIZ_IS_BATCH_ITEM (self), NULL);

  return self->error;
}

/**
 * biz_batch_item_is_wanted:
 * @self: an item
 *
 * Returns: whether the next run posts it: ready, confirmed, or refused the last time. What is
 *   unknown is looked at first: posting does nothing twice, so it is tried again as well
 */
gboolean
biz_batch_item_is_wanted (BizBatchItem *self)
{
  g_return_val_if_fail (BIZ_IS_BATCH_ITEM (self), FALSE);

  switch (self->state)
    {
    case BIZ_BATCH_READY:
    case BIZ_BATCH_REFUSED:
    case BIZ_BATCH_UNKNOWN:
      return TRUE;
    case BIZ_BATCH_ASKING:
      return self->confirmed;
    case BIZ_BATCH_NOT:
    case BIZ_BATCH_POSTING:
    case BIZ_BATCH_POSTED:
    default:
      return FALSE;
    }
}

gboolean
biz_batch_item_is_confirmed (BizBatchItem *self)
{
  g_return_val_if_fail (BIZ_IS_BATCH_ITEM (self), FALSE);

  return self->confirmed;
}

/**
 * biz_batch_item_confirm:
 * @self: an item with something to look at
 * @confirmed: post it all the same
 */
void
biz_batch_item_confirm (BizBatchItem *self, gboolean confirmed)
{
  g_return_if_fail (BIZ_IS_BATCH_ITEM (self));

  if (self->confirmed == confirmed)
    return;
  self->confirmed = confirmed;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CONFIRMED]);
}

static void
set_state (BizBatchItem *self, BizBatchState state, const char *reason, const GError *error)
{
  char *copy = g_strdup (reason);

  g_free (self->reason);
  self->reason = copy;
  g_clear_error (&self->error);
  self->error = error != NULL ? g_error_copy (error) : NULL;
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REASON]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

void
biz_batch_item_set_posting (BizBatchItem *self)
{
  g_return_if_fail (BIZ_IS_BATCH_ITEM (self));

  set_state (self, BIZ_BATCH_POSTING, NULL, NULL);
}

void
biz_batch_item_set_posted (BizBatchItem *self, BizInvoice *invoice)
{
  g_return_if_fail (BIZ_IS_BATCH_ITEM (self));
  g_return_if_fail (BIZ_IS_INVOICE (invoice));

  g_set_object (&self->invoice, invoice);
  set_state (self, BIZ_BATCH_POSTED, NULL, NULL);
}

/**
 * biz_batch_item_set_refused:
 * @self: an item
 * @reason: why, in a sentence
 * @error: what the server said; ERP_ERROR_UNKNOWN_OUTCOME where it may have happened
 */
void
biz_batch_item_set_refused (BizBatchItem *self, const char *reason, const GError *error)
{
  g_return_if_fail (BIZ_IS_BATCH_ITEM (self));
  g_return_if_fail (reason != NULL && error != NULL);

  set_state (self,
             g_error_matches (error, ERP_ERROR, ERP_ERROR_UNKNOWN_OUTCOME) ? BIZ_BATCH_UNKNOWN
                                                                           : BIZ_BATCH_REFUSED,
             reason, error);
}
