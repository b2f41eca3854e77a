/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-reminder-files.h"

#include "draw-paper.h"
#include "draw-statement.h"

typedef struct
{
  GPtrArray *papers; /* (owned) (nullable) (element-type BizPaper) */
  GPtrArray *files;  /* (owned) (element-type BizDunningFile) */
  guint next;
} Load;

static void fetch_next (GTask *task);

static void
free_load (gpointer data)
{
  Load *load = data;

  g_clear_pointer (&load->papers, g_ptr_array_unref);
  g_ptr_array_unref (load->files);
  g_free (load);
}

static void
take_file (Load *load, const char *name, GBytes *bytes)
{
  g_ptr_array_add (load->files, biz_dunning_file_new (name, bytes));
}

static void
fetched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Load *load = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GBytes) pdf =
      biz_paper_store_load_pdf_finish (BIZ_PAPER_STORE (source), result, &error);
  g_autofree char *name = NULL;

  if (pdf == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  name = biz_paper_dup_file_name (g_ptr_array_index (load->papers, load->next++));
  take_file (load, name, pdf);
  fetch_next (task);
}

/* A journal entry is no paper. */
static gboolean
is_paper (const BizPaper *paper)
{
  return paper->move_type == BIZ_MOVE_INVOICE || paper->move_type == BIZ_MOVE_RECEIPT;
}

static void
fetch_next (GTask *task)
{
  Load *load = g_task_get_task_data (task);

  for (; load->next < load->papers->len; load->next++)
    {
      const BizPaper *paper = g_ptr_array_index (load->papers, load->next);
      g_autofree char *name = biz_paper_dup_file_name (paper);
      g_autoptr (DrawPaper) drawn = NULL;
      g_autoptr (GBytes) pdf = NULL;
      GError *error = NULL;

      if (!is_paper (paper))
        continue;
      if (paper->pdf_id != 0)
        {
          biz_paper_store_load_pdf_async (g_task_get_source_object (task), paper->pdf_id,
                                          g_task_get_cancellable (task), fetched_cb,
                                          g_object_ref (task));
          return;
        }
      drawn = draw_paper_new (paper, NULL);
      pdf = draw_paper_to_pdf (drawn, &error);
      if (pdf == NULL)
        {
          g_task_return_error (task, error);
          return;
        }
      take_file (load, name, pdf);
    }
  g_task_return_pointer (task, g_ptr_array_ref (load->files), (GDestroyNotify)g_ptr_array_unref);
}

static void
papers_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Load *load = g_task_get_task_data (task);
  GError *error = NULL;

  load->papers = biz_paper_store_load_finish (BIZ_PAPER_STORE (source), result, &error);
  if (load->papers != NULL)
    fetch_next (task);
  else
    g_task_return_error (task, error);
}

/* Too many to go along one by one. */
static void
add_statement (GTask *task, const BizAccount *account)
{
  Load *load = g_task_get_task_data (task);
  g_autofree char *name = biz_account_dup_file_name (account);
  GError *error = NULL;
  g_autoptr (DrawPaper) drawn = draw_statement_new (account, NULL, &error);
  g_autoptr (GBytes) pdf = drawn != NULL ? draw_paper_to_pdf (drawn, &error) : NULL;

  if (pdf == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  take_file (load, name, pdf);
  g_task_return_pointer (task, g_ptr_array_ref (load->files), (GDestroyNotify)g_ptr_array_unref);
}

void
page_reminder_files_load_async (BizPaperStore *store,
                                BizDunningCustomer *customer,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);
  const BizAccount *account = biz_dunning_customer_get_account (customer);
  g_autoptr (GArray) moves =
      biz_dunning_case_list_moves (biz_dunning_customer_get_case (customer), account);
  Load *load = g_new0 (Load, 1);

  g_task_set_source_tag (task, page_reminder_files_load_async);
  load->files = g_ptr_array_new_with_free_func ((GDestroyNotify)biz_dunning_file_free);
  g_task_set_task_data (task, load, free_load);
  if (!biz_dunning_customer_attaches (customer) || moves->len == 0)
    g_task_return_pointer (task, g_ptr_array_ref (load->files), (GDestroyNotify)g_ptr_array_unref);
  else if (moves->len > PAGE_REMINDER_MAX_FILES)
    add_statement (task, account);
  else
    biz_paper_store_load_async (store, (const gint64 *)(gpointer)moves->data, moves->len,
                                cancellable, papers_cb, g_steal_pointer (&task));
}

GPtrArray *
page_reminder_files_load_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
