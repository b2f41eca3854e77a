/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-return-plan.h"

#include "erp-error.h"

#include <glib/gi18n-lib.h>

struct _BizReturnPlan
{
  GObject parent_instance;

  BizReturnBook *book;   /* (owned) */
  BizTransfer *transfer; /* (owned) */
  BizReturnPurpose purpose;
  GListModel *lines;      /* (owned): BizReturnLine */
  GHashTable *quantities; /* (owned): id of a line -> BizDecimal */
};

G_DEFINE_FINAL_TYPE (BizReturnPlan, biz_return_plan, G_TYPE_OBJECT)

static void
biz_return_plan_finalize (GObject *object)
{
  BizReturnPlan *self = BIZ_RETURN_PLAN (object);

  g_clear_object (&self->book);
  g_clear_object (&self->transfer);
  g_clear_object (&self->lines);
  g_hash_table_unref (self->quantities);

  G_OBJECT_CLASS (biz_return_plan_parent_class)->finalize (object);
}

static void
biz_return_plan_class_init (BizReturnPlanClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = biz_return_plan_finalize;
}

static void
biz_return_plan_init (BizReturnPlan *self)
{
  self->quantities = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
}

/**
 * biz_return_plan_new:
 * @book: what is known
 * @transfer: a delivery, or a return, of @book
 * @purpose: what is planned
 *
 * Returns: (transfer full): an empty plan
 */
BizReturnPlan *
biz_return_plan_new (BizReturnBook *book, BizTransfer *transfer, BizReturnPurpose purpose)
{
  BizReturnPlan *self;

  g_return_val_if_fail (BIZ_IS_RETURN_BOOK (book) && BIZ_IS_TRANSFER (transfer), NULL);

  self = g_object_new (BIZ_TYPE_RETURN_PLAN, NULL);
  self->book = g_object_ref (book);
  self->transfer = g_object_ref (transfer);
  self->purpose = purpose;
  self->lines = biz_return_book_list_lines (book, transfer);

  return self;
}

BizReturnBook *
biz_return_plan_get_book (BizReturnPlan *self)
{
  g_return_val_if_fail (BIZ_IS_RETURN_PLAN (self), NULL);

  return self->book;
}

BizTransfer *
biz_return_plan_get_transfer (BizReturnPlan *self)
{
  g_return_val_if_fail (BIZ_IS_RETURN_PLAN (self), NULL);

  return self->transfer;
}

BizReturnPurpose
biz_return_plan_get_purpose (BizReturnPlan *self)
{
  g_return_val_if_fail (BIZ_IS_RETURN_PLAN (self), BIZ_RETURN_PURPOSE_RETURN);

  return self->purpose;
}

GListModel *
biz_return_plan_get_lines (BizReturnPlan *self)
{
  g_return_val_if_fail (BIZ_IS_RETURN_PLAN (self), NULL);

  return self->lines;
}

BizDecimal
biz_return_plan_get_most (BizReturnPlan *self, BizReturnLine *line)
{
  g_return_val_if_fail (BIZ_IS_RETURN_PLAN (self), (BizDecimal){ 0 });

  switch (self->purpose)
    {
    case BIZ_RETURN_PURPOSE_RECEIVE:
      return biz_transfer_get_state (self->transfer) == BIZ_TRANSFER_OPEN
                 ? biz_return_line_get_quantity (line)
                 : biz_decimal_new (0, 0);
    case BIZ_RETURN_PURPOSE_CREDIT:
      return biz_return_line_get_creditable (line);
    case BIZ_RETURN_PURPOSE_REPLACE:
      return biz_return_line_get_replaceable (line);
    case BIZ_RETURN_PURPOSE_RETURN:
    default:
      return biz_return_line_get_returnable (line);
    }
}

static BizReturnLine *
find_line (BizReturnPlan *self, gint64 id)
{
  for (guint i = 0; i < g_list_model_get_n_items (self->lines); i++)
    {
      g_autoptr (BizReturnLine) line = g_list_model_get_item (self->lines, i);

      if (biz_return_line_get_id (line) == id)
        return line;
    }

  return NULL;
}

static gboolean
refuse_more (BizReturnPlan *self, const BizDecimal *most, GError **error)
{
  g_autofree char *text = biz_decimal_format (most, 0);
  const char *format = self->purpose == BIZ_RETURN_PURPOSE_RETURN
                           /* Translators: a quantity. */
                           ? _ ("Of this line %s can still be returned.")
                           : self->purpose == BIZ_RETURN_PURPOSE_RECEIVE
                                 /* Translators: a quantity. */
                                 ? _ ("Of this line %s are expected.")
                                 : self->purpose == BIZ_RETURN_PURPOSE_CREDIT
                                       /* Translators: a quantity. */
                                       ? _ ("Of this line %s can still be credited.")
                                       /* Translators: a quantity. */
                                       : _ ("Of this line %s can still be sent again.");

  /* The formats are this function's own. */
  _Pragma ("GCC diagnostic push") _Pragma ("GCC diagnostic ignored \"-Wformat-nonliteral\"");
  g_set_error (error, ERP_ERROR, ERP_ERROR_VALIDATION, format, text);
  _Pragma ("GCC diagnostic pop");

  return FALSE;
}

static gboolean
refuse_part (const BizReturnUnit *unit, GError **error)
{
  g_autofree char *step = biz_decimal_format (&unit->rounding, 0);

  /* Translators: a quantity, such as 0.01. */
  g_set_error (error, ERP_ERROR, ERP_ERROR_VALIDATION,
               _ ("Its unit of measure is counted in steps of %s."), step);

  return FALSE;
}

/**
 * biz_return_plan_set_quantity:
 * @self: a plan
 * @line_id: one of its lines
 * @quantity: how much of it, in its unit; 0 takes it out
 * @error: return location
 *
 * Returns: FALSE with ERP_ERROR_VALIDATION where it is less than nothing, more than is left, or a
 *   part of a step of its unit
 */
gboolean
biz_return_plan_set_quantity (BizReturnPlan *self,
                              gint64 line_id,
                              const BizDecimal *quantity,
                              GError **error)
{
  BizReturnLine *line;
  BizDecimal most;

  g_return_val_if_fail (BIZ_IS_RETURN_PLAN (self) && quantity != NULL, FALSE);

  line = find_line (self, line_id);
  if (line == NULL || quantity->mantissa < 0)
    {
      g_set_error_literal (error, ERP_ERROR, ERP_ERROR_VALIDATION,
                           line == NULL ? _ ("The delivery has no such line any more.")
                                        : _ ("A quantity is not less than nothing."));
      return FALSE;
    }
  if (quantity->mantissa == 0)
    {
      g_hash_table_remove (self->quantities, &line_id);
      return TRUE;
    }
  most = biz_return_plan_get_most (self, line);
  if (biz_decimal_compare (quantity, &most) > 0)
    {
      const char *refusal = biz_return_line_get_refusal (line);

      if (!biz_return_is_positive (&most) && refusal != NULL)
        {
          g_set_error_literal (error, ERP_ERROR, ERP_ERROR_VALIDATION, refusal);
          return FALSE;
        }
      return refuse_more (self, &most, error);
    }
  /* All that is left is what the server counted itself. */
  if (biz_decimal_compare (quantity, &most) != 0
      && !biz_return_unit_has (&biz_return_line_get_move (line)->unit, quantity))
    return refuse_part (&biz_return_line_get_move (line)->unit, error);
  g_hash_table_replace (self->quantities, g_memdup2 (&line_id, sizeof line_id),
                        g_memdup2 (quantity, sizeof *quantity));

  return TRUE;
}

void
biz_return_plan_clear (BizReturnPlan *self)
{
  g_return_if_fail (BIZ_IS_RETURN_PLAN (self));

  g_hash_table_remove_all (self->quantities);
}

void
biz_return_plan_set_all (BizReturnPlan *self)
{
  g_return_if_fail (BIZ_IS_RETURN_PLAN (self));

  for (guint i = 0; i < g_list_model_get_n_items (self->lines); i++)
    {
      g_autoptr (BizReturnLine) line = g_list_model_get_item (self->lines, i);
      const BizDecimal most = biz_return_plan_get_most (self, line);

      biz_return_plan_set_quantity (self, biz_return_line_get_id (line), &most, NULL);
    }
}

BizDecimal
biz_return_plan_get_quantity (BizReturnPlan *self, gint64 line_id)
{
  const BizDecimal *quantity;

  g_return_val_if_fail (BIZ_IS_RETURN_PLAN (self), (BizDecimal){ 0 });

  quantity = g_hash_table_lookup (self->quantities, &line_id);

  return quantity != NULL ? *quantity : biz_decimal_new (0, 0);
}

gboolean
biz_return_plan_is_partial (BizReturnPlan *self)
{
  g_return_val_if_fail (BIZ_IS_RETURN_PLAN (self), FALSE);

  for (guint i = 0; i < g_list_model_get_n_items (self->lines); i++)
    {
      g_autoptr (BizReturnLine) line = g_list_model_get_item (self->lines, i);
      const BizDecimal most = biz_return_plan_get_most (self, line);
      const BizDecimal wanted = biz_return_plan_get_quantity (self, biz_return_line_get_id (line));

      if (biz_decimal_compare (&wanted, &most) < 0)
        return TRUE;
    }

  return FALSE;
}

/**
 * biz_return_plan_check:
 * @self: a plan
 * @error: return location
 *
 * Returns: FALSE with ERP_ERROR_VALIDATION where nothing is planned; it says why nothing can be
 *   where that is so
 */
gboolean
biz_return_plan_check (BizReturnPlan *self, GError **error)
{
  const char *refusal = NULL;
  gboolean offered = FALSE;

  g_return_val_if_fail (BIZ_IS_RETURN_PLAN (self), FALSE);

  if (g_hash_table_size (self->quantities) > 0)
    return TRUE;
  for (guint i = 0; i < g_list_model_get_n_items (self->lines); i++)
    {
      g_autoptr (BizReturnLine) line = g_list_model_get_item (self->lines, i);
      const BizDecimal most = biz_return_plan_get_most (self, line);

      offered |= biz_return_is_positive (&most);
      if (refusal == NULL)
        refusal = biz_return_line_get_refusal (line);
    }
  g_set_error_literal (error, ERP_ERROR, ERP_ERROR_VALIDATION,
                       offered || refusal == NULL
                           ? (offered || self->purpose != BIZ_RETURN_PURPOSE_RETURN
                                  ? _ ("Say how much of which line.")
                                  : _ ("Everything of this delivery has been returned already."))
                           : refusal);

  return FALSE;
}
