/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-desk-private.h"

#include "page-desk-columns.h"
#include "page-text.h"
#include "page-weak.h"

#include <glib/gi18n-lib.h>

/* What was read becomes rows without holding up the main loop: orders are judged a few at a time,
 * and a long list is filtered, sorted and grouped in a worker thread. */

/* Rows that are put in order at once. */
#define FEW 1000

typedef struct
{
  GPtrArray *all;    /* (owned) (element-type BizDeskEntry) */
  BizFilter *filter; /* (owned) */
  BizDeskSort sort;
  BizDeskGroupBy group_by;
  gboolean descending;
  GPtrArray *shown;  /* (owned) (nullable) (element-type BizDeskEntry) */
  GPtrArray *groups; /* (owned) (nullable) (element-type ErpGroup) */
} Arranging;

static void
free_arranging (gpointer data)
{
  Arranging *arranging = data;

  g_ptr_array_unref (arranging->all);
  biz_filter_unref (arranging->filter);
  g_clear_pointer (&arranging->shown, g_ptr_array_unref);
  g_clear_pointer (&arranging->groups, g_ptr_array_unref);
  g_free (arranging);
}

void
page_desk_update_summary (PageDesk *self)
{
  g_autoptr (GPtrArray) selected = page_desk_get_selected (self);
  GPtrArray *entries = selected->len > 1 ? selected : erp_local_list_get_records (self->rows);
  g_autoptr (BizDeskTotals) totals = biz_desk_totals_new (entries);
  GArray *sums = biz_desk_totals_get_sums (totals);
  GArray *company_sums = biz_desk_totals_get_company_sums (totals);
  g_autofree char *value = page_desk_columns_format_sums (sums);
  g_autofree char *company = page_desk_columns_format_sums (company_sums);
  g_autofree char *text = NULL;

  if (sums->len == 0)
    {
      kit_ledger_list_set_summary (self->list, NULL);
      return;
    }
  /* Translators: sums of orders by currency; then the same in the currencies of our companies. */
  text = g_str_equal (value, company)
             ? g_strdup_printf (_ ("Value: %s"), value)
             : g_strdup_printf (_ ("Value: %s   In company currency: %s"), value, company);
  kit_ledger_list_set_summary (self->list, text);
}

/* What could not be looked at is said, so that nobody takes silence for health. */
static void
update_note (PageDesk *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (biz_desk_book_has_no_deliveries (self->book))
    g_string_append (text, _ ("Deliveries are not looked at: you may not read them. What left "
                              "although it was held is not seen here."));
  if (biz_desk_book_get_no_figures (self->book) != NULL)
    g_string_append_printf (text, "%s%s %s", text->len > 0 ? "\n" : "",
                            _ ("Nothing is proposed, for figures of customers are missing."),
                            biz_desk_book_get_no_figures (self->book));
  if (biz_desk_book_is_cut (self->book))
    g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "",
                            _ ("There is more than is read at once. Look at fewer companies."));
  gtk_label_set_text (self->note_label, text->str);
  gtk_widget_set_visible (GTK_WIDGET (self->note_label), text->len > 0);
}

static void
update_news (PageDesk *self, GPtrArray *all)
{
  guint counts[BIZ_DESK_N_NEWS];

  biz_desk_count_news (all, counts);
  page_desk_news_set (self->news, self->complete ? self->seen : NULL, counts);
}

static void
set_empty (PageDesk *self, gboolean filtered)
{
  if (filtered)
    kit_ledger_list_set_empty (self->list, "edit-find-symbolic", _ ("Nothing Found"),
                               _ ("Nothing on the desk fits what you search for. Use fewer "
                                  "words."));
  else
    kit_ledger_list_set_empty (self->list, "emblem-ok-symbolic", _ ("Nothing to Decide"),
                               _ ("No order is held, and none should be."));
}

/* The row that is open, as it is known now. */
static void
update_open (PageDesk *self, GPtrArray *all)
{
  BizDeskEntry *open = page_desk_pane_get_entry (self->pane);

  if (open == NULL || !page_split_is_record_shown (self->split))
    return;
  for (guint i = 0; i < all->len; i++)
    {
      BizDeskEntry *entry = g_ptr_array_index (all, i);

      if (biz_desk_entry_get_id (entry) == biz_desk_entry_get_id (open)
          && g_str_equal (biz_desk_entry_get_model (entry), biz_desk_entry_get_model (open)))
        {
          page_desk_pane_show (self->pane, entry, self->book);
          return;
        }
    }
}

static void
take_arranged (PageDesk *self, Arranging *arranging)
{
  set_empty (self, arranging->all->len > 0);
  if (arranging->groups != NULL)
    erp_local_list_set_groups (self->rows, arranging->groups, arranging->shown, self->complete);
  else
    erp_local_list_set_records (self->rows, arranging->shown, self->complete);
  page_desk_update_summary (self);
  update_note (self);
  update_news (self, arranging->all);
  if (self->is_stale)
    update_open (self, arranging->all);
  self->is_stale = FALSE;
}

static gboolean
put_in_order (Arranging *arranging, GError **error)
{
  arranging->shown = biz_desk_select (arranging->all, arranging->filter, error);
  if (arranging->shown == NULL)
    return FALSE;
  biz_desk_sort (arranging->shown, arranging->sort, arranging->descending);
  if (arranging->group_by != BIZ_DESK_GROUP_NONE)
    arranging->groups = biz_desk_group (arranging->shown, arranging->group_by);

  return TRUE;
}

static void
arrange_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (put_in_order (task_data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* A list that was asked for later takes its place. */
static void
arranged_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PageDesk) self = page_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  gboolean done = g_task_propagate_boolean (G_TASK (result), &error);

  if (self == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->arranging);
  if (done)
    take_arranged (self, g_task_get_task_data (G_TASK (result)));
}

static GPtrArray *
copy_entries (GPtrArray *entries)
{
  return g_ptr_array_copy (entries, (GCopyFunc)(void (*) (void))g_object_ref, NULL);
}

/* All is judged. */
static void
arrange (PageDesk *self)
{
  GDate today = page_text_get_today (self->session);
  g_autoptr (BizFilter) filter = page_list_frame_parse (self->frame, &today);
  g_autoptr (GTask) task = NULL;
  Arranging *arranging;

  if (filter == NULL)
    return;
  g_cancellable_cancel (self->arranging);
  g_clear_object (&self->arranging);
  arranging = g_new0 (Arranging, 1);
  arranging->all = copy_entries (biz_desk_book_get_entries (self->book));
  arranging->filter = g_steal_pointer (&filter);
  arranging->sort = self->sort;
  arranging->descending = self->descending;
  arranging->group_by = self->group_by;
  if (arranging->all->len <= FEW)
    {
      if (put_in_order (arranging, NULL))
        take_arranged (self, arranging);
      free_arranging (arranging);
      return;
    }
  self->arranging = g_cancellable_new ();
  task = g_task_new (NULL, self->arranging, arranged_cb, page_weak_new (self));
  g_task_set_source_tag (task, arrange);
  g_task_set_task_data (task, arranging, free_arranging);
  g_task_run_in_thread (task, arrange_thread);
}

static gboolean
judge_cb (gpointer user_data)
{
  PageDesk *self = user_data;

  if (!biz_desk_book_judge_some (self->book, BIZ_DESK_BUDGET))
    return G_SOURCE_CONTINUE;
  self->judging = 0;
  arrange (self);

  return G_SOURCE_REMOVE;
}

/**
 * page_desk_show:
 * @self: the page
 *
 * Filters, sorts and groups what was read; nothing is asked for. A short list stands when this
 * returns.
 */
void
page_desk_show (PageDesk *self)
{
  if (self->book == NULL || self->judging != 0)
    return;
  if (biz_desk_book_judge_some (self->book, BIZ_DESK_BUDGET))
    arrange (self);
  else
    self->judging = g_idle_add (judge_cb, self);
}

void
page_desk_stop_showing (PageDesk *self)
{
  g_clear_handle_id (&self->judging, g_source_remove);
  g_cancellable_cancel (self->arranging);
  g_clear_object (&self->arranging);
}
