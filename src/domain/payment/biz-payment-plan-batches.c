/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-payment-plan-private.h"

#include <glib/gi18n-lib.h>

/* How the documents of a plan become payments: as the server's wizard puts them together, so that
 * each of ours is one payment there too. */

static gboolean
have_one_bank (GPtrArray *documents, gboolean credits)
{
  gint64 bank = -1;

  for (guint i = 0; i < documents->len; i++)
    {
      BizPaymentDocument *document = documents->pdata[i];

      if (biz_payment_document_is_credit (document) != credits)
        continue;
      if (bank != -1 && bank != biz_payment_document_get_bank_id (document))
        return FALSE;
      bank = biz_payment_document_get_bank_id (document);
    }

  return TRUE;
}

static gboolean
is_of (BizPaymentDocument *one, BizPaymentDocument *other)
{
  return biz_payment_document_get_partner_id (one) == biz_payment_document_get_partner_id (other)
         && biz_payment_document_get_currency_id (one)
                == biz_payment_document_get_currency_id (other)
         && biz_payment_document_get_account_id (one)
                == biz_payment_document_get_account_id (other);
}

static void
leave_out (GListStore *left_out, BizPaymentDocument *document, const char *reason)
{
  g_autoptr (BizPaymentOmission) omission = biz_payment_omission_new (document, reason);

  g_list_store_append (left_out, omission);
}

static void
leave_all_out (GListStore *left_out, GPtrArray *documents, gboolean credits, const char *reason)
{
  for (guint i = documents->len; i > 0; i--)
    if (!credits || biz_payment_document_is_credit (documents->pdata[i - 1]))
      {
        leave_out (left_out, documents->pdata[i - 1], reason);
        g_ptr_array_remove_index (documents, i - 1);
      }
}

/* The documents with what can be paid; the others are left out with the reason. */
static GPtrArray *
sift (BizPaymentPlan *self, const BizPaymentChoice *choice, GListStore *left_out)
{
  GPtrArray *fit = g_ptr_array_new_with_free_func (g_object_unref);
  const guint n = g_list_model_get_n_items (G_LIST_MODEL (self->documents));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (BizPaymentDocument) document =
          g_list_model_get_item (G_LIST_MODEL (self->documents), i);
      const char *problem = biz_payment_document_get_problem (document);
      g_autofree char *other = NULL;

      if (problem == NULL && biz_payment_document_get_company_id (document) != self->company_id)
        problem = other = g_strdup_printf (
            /* Translators: the name of a company. */
            _ ("It belongs to %s. Documents of one company are paid together."),
            biz_payment_document_get_company_name (document));
      if (problem == NULL && !choice->grouped && biz_payment_document_is_credit (document))
        problem = _ ("A credit note is set off against invoices. Pay them together, or apply it.");
      if (problem == NULL)
        g_ptr_array_add (fit, g_steal_pointer (&document));
      else
        leave_out (left_out, document, problem);
    }

  return fit;
}

/* Takes the first document of @fit and all that go with it. */
static GPtrArray *
take_group (GPtrArray *fit, gboolean grouped)
{
  GPtrArray *group = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (group, g_ptr_array_steal_index (fit, 0));
  for (guint i = 0; grouped && i < fit->len;)
    {
      if (is_of (group->pdata[0], fit->pdata[i]))
        g_ptr_array_add (group, g_ptr_array_steal_index (fit, i));
      else
        i++;
    }

  return group;
}

/* Those of a group that name the same bank account, for servers make a payment for each. */
static GPtrArray *
take_bank (GPtrArray *group)
{
  GPtrArray *part = g_ptr_array_new_with_free_func (g_object_unref);
  const gint64 bank = biz_payment_document_get_bank_id (group->pdata[0]);

  for (guint i = 0; i < group->len;)
    {
      if (biz_payment_document_get_bank_id (group->pdata[i]) == bank)
        g_ptr_array_add (part, g_ptr_array_steal_index (group, i));
      else
        i++;
    }

  return part;
}

static void
add_batch (GListStore *batches,
           GListStore *left_out,
           GPtrArray *documents,
           const BizPaymentChoice *choice)
{
  g_autoptr (BizPaymentBatch) batch = biz_payment_batch_new (documents->pdata[0]);
  g_autoptr (GError) error = NULL;
  gboolean fits = TRUE;

  for (guint i = 1; fits && i < documents->len; i++)
    fits = biz_payment_batch_add (batch, documents->pdata[i], &error);
  if (fits && choice->takes_discount)
    fits = biz_payment_batch_take_discount (batch, &choice->date, &error);
  if (!fits)
    leave_all_out (left_out, documents, FALSE, error->message);
  else if (biz_payment_batch_get_amount (batch).minor <= 0)
    leave_all_out (left_out, documents, FALSE,
                   _ ("The credit notes are as much as the invoices, or more: there is nothing to "
                      "pay. Apply them instead."));
  else
    g_list_store_append (batches, batch);
}

/**
 * biz_payment_plan_make_batches:
 * @self: a plan
 * @choice: how it is paid
 * @left_out: (out) (transfer full): the documents that nothing is paid on
 *
 * Returns: (transfer full): the payments, in the order of their first documents
 */
GListModel *
biz_payment_plan_make_batches (BizPaymentPlan *self,
                               const BizPaymentChoice *choice,
                               GListModel **left_out)
{
  GListStore *batches = g_list_store_new (BIZ_TYPE_PAYMENT_BATCH);
  GListStore *omitted = g_list_store_new (BIZ_TYPE_PAYMENT_OMISSION);
  g_autoptr (GPtrArray) fit = NULL;

  g_assert (choice != NULL && g_date_valid (&choice->date));

  fit = sift (self, choice, omitted);
  while (fit->len > 0)
    {
      g_autoptr (GPtrArray) group = take_group (fit, choice->grouped);
      const gboolean one_bank = have_one_bank (group, FALSE);

      if (!one_bank || !have_one_bank (group, TRUE))
        leave_all_out (omitted, group, TRUE,
                       _ ("The documents of this customer name several bank accounts, and the "
                          "server sets nothing off between them. Apply the credit note instead."));
      while (group->len > 0)
        {
          g_autoptr (GPtrArray) part = one_bank ? g_ptr_array_ref (group) : take_bank (group);

          add_batch (batches, omitted, part, choice);
          if (one_bank)
            g_ptr_array_set_size (group, 0);
        }
    }
  *left_out = G_LIST_MODEL (omitted);

  return G_LIST_MODEL (batches);
}

/**
 * biz_payment_plan_explain_lock:
 * @lock_date: the last day of the closed books
 *
 * Returns: (transfer full): why a payment of that day is not made
 */
char *
biz_payment_plan_explain_lock (const GDate *lock_date)
{
  char day[64];

  g_return_val_if_fail (lock_date != NULL && g_date_valid (lock_date), NULL);

  g_date_strftime (day, sizeof day, "%x", lock_date);

  /* Translators: a day. */
  return g_strdup_printf (_ ("The books are closed up to %s. The server would book the payment on "
                             "a later day without a word; choose one that is open."),
                          day);
}
