/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-opening-comparison.h"

#include "biz-currency-table.h"
#include "biz-opening-entry.h"
#include "erp-capabilities.h"
#include "erp-company.h"
#include "erp-error.h"
#include "erp-session.h"

#include <glib/gi18n-lib.h>

struct _BizOpeningComparison
{
  GObject parent_instance;

  GPtrArray *rows;      /* (owned) */
  GPtrArray *customers; /* (owned) */
  GArray *lines;        /* (owned) */
  guint counts[BIZ_OPENING_SEVERAL + 1];
  BizMoney file;
  BizMoney erp;
  BizMoney difference;
};

G_DEFINE_FINAL_TYPE (BizOpeningComparison, biz_opening_comparison, G_TYPE_OBJECT)

typedef struct
{
  ErpSession *session;          /* (owned) */
  BizCurrencyTable *currencies; /* (owned) */
  GFile *file;                  /* (owned) */
  gint64 company_id;
  GDate as_of;
  BizMoney zero;
  GPtrArray *rows;      /* (owned) (nullable): of the file */
  GPtrArray *customers; /* (owned) (nullable): of the ERP */
} Load;

static void
biz_opening_comparison_finalize (GObject *object)
{
  BizOpeningComparison *self = BIZ_OPENING_COMPARISON (object);

  g_clear_pointer (&self->lines, g_array_unref);
  g_clear_pointer (&self->customers, g_ptr_array_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);

  G_OBJECT_CLASS (biz_opening_comparison_parent_class)->finalize (object);
}

static void
biz_opening_comparison_class_init (BizOpeningComparisonClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = biz_opening_comparison_finalize;
}

static void
biz_opening_comparison_init (BizOpeningComparison *self)
{
}

static gboolean
add_up (BizOpeningComparison *self, const BizMoney *zero, GError **error)
{
  self->file = *zero;
  self->erp = *zero;
  for (guint i = 0; i < self->lines->len; i++)
    {
      const BizOpeningLine *line = &g_array_index (self->lines, BizOpeningLine, i);

      self->counts[line->state]++;
      if (!biz_money_add (&self->file, &line->file, &self->file, error)
          || !biz_money_add (&self->erp, &line->erp, &self->erp, error))
        return FALSE;
    }

  return biz_money_subtract (&self->erp, &self->file, &self->difference, error);
}

/**
 * biz_opening_comparison_new:
 * @rows: (element-type BizOpeningRow): of the file
 * @customers: (element-type BizOpeningCustomer): of the ERP
 * @zero: the currency of both
 * @error: return location
 *
 * Returns: (transfer full): the comparison; %NULL where an amount or a sum does not fit
 */
BizOpeningComparison *
biz_opening_comparison_new (GPtrArray *rows,
                            GPtrArray *customers,
                            const BizMoney *zero,
                            GError **error)
{
  g_autoptr (BizOpeningComparison) self = NULL;

  g_return_val_if_fail (rows != NULL && customers != NULL && zero != NULL, NULL);

  self = g_object_new (BIZ_TYPE_OPENING_COMPARISON, NULL);
  self->rows = g_ptr_array_ref (rows);
  self->customers = g_ptr_array_ref (customers);
  self->lines = biz_opening_compare (rows, customers, zero, error);
  if (self->lines == NULL || !add_up (self, zero, error))
    return NULL;

  return g_steal_pointer (&self);
}

GArray *
biz_opening_comparison_get_lines (BizOpeningComparison *self)
{
  g_return_val_if_fail (BIZ_IS_OPENING_COMPARISON (self), NULL);

  return self->lines;
}

guint
biz_opening_comparison_count (BizOpeningComparison *self, BizOpeningState state)
{
  g_return_val_if_fail (BIZ_IS_OPENING_COMPARISON (self), 0);
  g_return_val_if_fail (state <= BIZ_OPENING_SEVERAL, 0);

  return self->counts[state];
}

void
biz_opening_comparison_get_sums (BizOpeningComparison *self,
                                 BizMoney *file,
                                 BizMoney *erp,
                                 BizMoney *difference)
{
  g_return_if_fail (BIZ_IS_OPENING_COMPARISON (self));

  *file = self->file;
  *erp = self->erp;
  *difference = self->difference;
}

GPtrArray *
biz_opening_comparison_list (BizOpeningComparison *self, gboolean all)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_val_if_fail (BIZ_IS_OPENING_COMPARISON (self), entries);

  for (guint i = 0; i < self->lines->len; i++)
    {
      const BizOpeningLine *line = &g_array_index (self->lines, BizOpeningLine, i);

      if (all || line->state != BIZ_OPENING_EQUAL)
        g_ptr_array_add (entries, biz_opening_entry_new (G_OBJECT (self), line));
    }

  return entries;
}

static void
free_load (gpointer data)
{
  Load *load = data;

  g_clear_object (&load->session);
  biz_currency_table_unref (load->currencies);
  g_clear_object (&load->file);
  g_clear_pointer (&load->rows, g_ptr_array_unref);
  g_clear_pointer (&load->customers, g_ptr_array_unref);
  g_free (load);
}

/* Nobody else touches the load meanwhile. */
static void
compare_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Load *load = task_data;
  GError *error = NULL;
  BizOpeningComparison *comparison =
      biz_opening_comparison_new (load->rows, load->customers, &load->zero, &error);

  if (comparison != NULL)
    g_task_return_pointer (task, comparison, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
customers_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Load *load = g_task_get_task_data (task);
  GError *error = NULL;

  load->customers = biz_opening_read_finish (result, &error);
  if (load->customers != NULL)
    g_task_run_in_thread (task, compare_thread);
  else
    g_task_return_error (task, error);
}

static void
file_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Load *load = g_task_get_task_data (task);
  GError *error = NULL;

  load->rows = g_task_propagate_pointer (G_TASK (result), &error);
  if (load->rows != NULL)
    biz_opening_read_async (load->session, load->currencies, load->company_id, &load->as_of,
                            g_task_get_cancellable (task), customers_cb, g_object_ref (task));
  else
    g_task_return_error (task, error);
}

static void
file_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Load *load = g_task_get_task_data (task_data);
  GError *error = NULL;
  g_autoptr (GFileInputStream) stream = g_file_read (load->file, cancellable, &error);
  GPtrArray *rows = stream != NULL ? biz_opening_read_file (G_INPUT_STREAM (stream), &load->zero,
                                                            cancellable, &error)
                                   : NULL;

  if (rows != NULL)
    g_task_return_pointer (task, rows, (GDestroyNotify)g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

/**
 * biz_opening_comparison_read_async:
 * @session: who is signed in
 * @currencies: the currencies of the server
 * @company_id: whose customers, in whose currency
 * @as_of: the day that balances stand at
 * @file: a table as biz_opening_read_file () reads it
 * @cancellable: (nullable): to stop
 * @callback: called when done
 * @user_data: for @callback
 *
 * The server is not asked for a file that cannot be read.
 */
void
biz_opening_comparison_read_async (ErpSession *session,
                                   BizCurrencyTable *currencies,
                                   gint64 company_id,
                                   const GDate *as_of,
                                   GFile *file,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (session, cancellable, callback, user_data);
  g_autoptr (GTask) reading = NULL;
  ErpCompany *company =
      erp_capabilities_get_company (erp_session_get_capabilities (session), company_id);
  GError *error = NULL;
  Load *load;

  g_return_if_fail (G_IS_FILE (file));

  g_task_set_source_tag (task, biz_opening_comparison_read_async);
  load = g_new0 (Load, 1);
  load->session = g_object_ref (session);
  load->currencies = biz_currency_table_ref (currencies);
  load->file = g_object_ref (file);
  load->company_id = company_id;
  load->as_of = *as_of;
  g_task_set_task_data (task, load, free_load);
  if (company == NULL)
    {
      g_task_return_new_error (task, ERP_ERROR, ERP_ERROR_MISSING, "%s",
                               _ ("You do not see this company."));
      return;
    }
  if (!biz_currency_table_lookup (currencies, erp_company_get_currency_id (company), &load->zero,
                                  &error))
    {
      g_task_return_error (task, error);
      return;
    }
  reading = g_task_new (NULL, cancellable, file_cb, g_object_ref (task));
  g_task_set_task_data (reading, g_object_ref (task), g_object_unref);
  g_task_run_in_thread (reading, file_thread);
}

BizOpeningComparison *
biz_opening_comparison_read_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
