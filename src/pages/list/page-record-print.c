/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-record-print.h"

#include "biz-money.h"
#include "page-list-print.h"
#include "page-text.h"

/* Microseconds that the main loop is held up with rows. */
#define BUDGET 4000

typedef struct
{
  GtkWidget *page;                 /* (owned): with what the columns need */
  const KitLedgerColumn **columns; /* (owned) */
  guint n_columns;
  gpointer columns_data;
  GPtrArray *records;    /* (owned) */
  guint next;            /* of them */
  char *title;           /* (owned) */
  DrawTablePages *pages; /* (owned) (nullable): NULL once they are at the printer */
} Job;

static void
free_job (gpointer data)
{
  Job *job = data;

  g_clear_object (&job->page);
  g_free (job->columns);
  g_ptr_array_unref (job->records);
  g_free (job->title);
  g_clear_pointer (&job->pages, draw_table_pages_free);
  g_free (job);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Job, free_job)

static void
add_totals (Job *job, const PageRecordPaper *paper)
{
  draw_table_pages_add_total (job->pages, paper->count, NULL);
  for (guint i = 0; paper->sums != NULL && i < paper->sums->len; i++)
    {
      const BizMoney *money = &g_array_index (paper->sums, BizMoney, i);
      g_autofree char *name = g_strdup_printf ("%s %s", paper->sum, money->currency);
      g_autofree char *amount = page_text_format_amount (money);

      draw_table_pages_add_total (job->pages, name, amount);
    }
}

static Job *
new_job (GtkWidget *page,
         ErpSession *session,
         KitLedgerList *list,
         gpointer columns_data,
         GPtrArray *records,
         const PageRecordPaper *paper)
{
  Job *job = g_new0 (Job, 1);

  job->page = g_object_ref (page);
  job->columns = kit_ledger_list_get_visible_columns (list);
  job->columns_data = columns_data;
  while (job->columns[job->n_columns] != NULL)
    job->n_columns++;
  job->records = g_ptr_array_ref (records);
  job->title = g_strdup (paper->title);
  job->pages = page_list_print_new_pages (session, job->columns, paper->title, paper->filter);
  add_totals (job, paper);

  return job;
}

static void
add_row (Job *job, gpointer record)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < job->n_columns; i++)
    g_ptr_array_add (texts, job->columns[i]->text (record, job->columns_data));
  draw_table_pages_add_row (job->pages, (const char *const *)texts->pdata);
}

/* Whether all rows are there. */
static gboolean
add_rows (Job *job, gint64 budget)
{
  const gint64 start = g_get_monotonic_time ();

  while (job->next < job->records->len)
    {
      add_row (job, g_ptr_array_index (job->records, job->next));
      job->next++;
      if (g_get_monotonic_time () - start >= budget)
        break;
    }

  return job->next == job->records->len;
}

static GtkPrintOperation *
new_operation (Job *job)
{
  GtkPrintOperation *operation = page_list_print_new (g_steal_pointer (&job->pages));

  gtk_print_operation_set_job_name (operation, job->title);

  return operation;
}

static gboolean
add_cb (gpointer user_data)
{
  Job *job = user_data;
  g_autoptr (GtkPrintOperation) operation = NULL;

  if (!add_rows (job, BUDGET))
    return G_SOURCE_CONTINUE;
  operation = new_operation (job);
  page_list_print_ask (operation, job->page);

  return G_SOURCE_REMOVE;
}

void
page_record_print_run (GtkWidget *page,
                       ErpSession *session,
                       KitLedgerList *list,
                       gpointer columns_data,
                       GPtrArray *records,
                       const PageRecordPaper *paper)
{
  g_return_if_fail (GTK_IS_WIDGET (page) && records != NULL && paper != NULL);

  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, add_cb,
                   new_job (page, session, list, columns_data, records, paper), free_job);
}

GtkPrintOperation *
page_record_print_new (GtkWidget *page,
                       ErpSession *session,
                       KitLedgerList *list,
                       gpointer columns_data,
                       GPtrArray *records,
                       const PageRecordPaper *paper)
{
  g_autoptr (Job) job = NULL;

  g_return_val_if_fail (GTK_IS_WIDGET (page) && records != NULL && paper != NULL, NULL);

  job = new_job (page, session, list, columns_data, records, paper);
  add_rows (job, G_MAXINT64);

  return new_operation (job);
}
