/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-service-private.h"

#include "erp-domain.h"
#include "page-text.h"
#include "page-weak.h"

#include <glib/gi18n-lib.h>

/* Counters are asked anew this often while the page is looked at, and the list with them. */
#define REFRESH_SECONDS 60

/* Rows in which the open case is looked for; beyond them it keeps what was read. */
#define MAX_LOOKED_AT 400

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PageService) self = page_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  BizTicketCounts counts;
  gboolean ok = biz_ticket_counts_load_finish (BIZ_SERVICE (source), result, &counts, &error);

  if (self == NULL)
    return;
  self->counting = FALSE;
  /* Without them the queue works as well; old numbers would be wrong ones. */
  kit_filter_chips_set_count (self->views, "open", ok ? (int)counts.open : -1);
  kit_filter_chips_set_count (self->views, "mine open", ok ? (int)counts.mine : -1);
  kit_filter_chips_set_count (self->views, "unassigned open", ok ? (int)counts.unassigned : -1);
  kit_filter_chips_set_count (self->views, "waiting", ok ? (int)counts.waiting : -1);
}

void
page_service_count (PageService *self)
{
  if (self->counting)
    return;
  self->counting = TRUE;
  biz_ticket_counts_load_async (self->service, self->cancellable, counted_cb, page_weak_new (self));
}

static gboolean
refresh_cb (gpointer user_data)
{
  PageService *self = user_data;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (gtk_widget_get_mapped (GTK_WIDGET (self)) && GTK_IS_WINDOW (root)
      && gtk_window_is_active (GTK_WINDOW (root)) && biz_service_is_ready (self->service))
    {
      page_service_reload (self);
      page_service_read_due (self);
    }

  return G_SOURCE_CONTINUE;
}

/* What changed of the case that is open, in words; NULL where that is nothing to tell. */
static char *
describe_change (PageService *self, BizTicket *before, BizTicket *now)
{
  const BizTicketFacts *old = biz_ticket_get_facts (before);
  const BizTicketFacts *new = biz_ticket_get_facts (now);
  g_autofree char *number = biz_ticket_dup_number (now);
  const char *who = new->writer != NULL ? new->writer : _ ("Somebody");

  if (new->writer_id == self->moment.uid || g_strcmp0 (old->write_date, new->write_date) == 0)
    return NULL;
  if (old->owner_id != new->owner_id &&new->owner_id != 0)
    return g_strdup_printf (
        /* Translators: a colleague, a case, and who has it now. */
        _ ("%s changed %s: it is now %s’s."), who, number, new->owner);
  if (old->owner_id != new->owner_id)
    /* Translators: a colleague and a case. */
    return g_strdup_printf (_ ("%s gave %s back: nobody has it now."), who, number);
  if (old->stage_id != new->stage_id || old->closed != new->closed)
    return g_strdup_printf (
        /* Translators: a colleague, a case, and a stage. */
        _ ("%s moved %s to “%s”."), who, number, new->stage != NULL ? new->stage : "—");
  if (old->priority != new->priority || old->category_id != new->category_id
      || g_strcmp0 (old->title, new->title) != 0)
    /* Translators: a colleague and a case. */
    return g_strdup_printf (_ ("%s changed %s."), who, number);

  return NULL;
}

/* (transfer full) (nullable): the row of the case that is open; only what is there is looked at. */
static BizTicket *
find_shown (PageService *self, guint *position)
{
  GListModel *rows = G_LIST_MODEL (self->rows);
  guint n = MIN (g_list_model_get_n_items (rows), MAX_LOOKED_AT);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (ErpRow) row = g_list_model_get_item (rows, i);
      gpointer item = row != NULL ? erp_row_get_item (row) : NULL;

      if (item == NULL || !BIZ_IS_TICKET (item)
          || biz_ticket_get_id (item) != biz_ticket_get_id (self->shown))
        continue;
      *position = i;
      return g_object_ref (item);
    }

  return NULL;
}

/* The case that is open and the row that is selected are the same one, wherever it went. What the
 * person sent away makes place for what stands there now. */
static void
follow (PageService *self, BizTicket *ticket, guint position)
{
  BizTicket *selected = page_service_get_selected (self);
  gboolean advances = self->advances;

  self->advances = FALSE;
  if (kit_ledger_list_get_n_selected (self->list) > 1)
    return;
  if (ticket != NULL)
    {
      if (kit_ledger_list_get_selected (self->list) != position)
        kit_ledger_list_select (self->list, position);
    }
  else if (advances && selected != NULL)
    page_service_show_ticket (self, selected);
  else
    kit_ledger_list_unselect (self->list);
}

void
page_service_compare (PageService *self)
{
  g_autoptr (BizTicket) ticket = NULL;
  g_autofree char *words = NULL;
  guint position = 0;

  if (self->shown == NULL || !page_split_is_record_shown (self->split))
    return;
  ticket = find_shown (self, &position);
  if (ticket != NULL && ticket != self->shown)
    {
      words = describe_change (self, self->shown, ticket);
      page_service_show_ticket (self, ticket);
    }
  follow (self, ticket, position);
  if (words != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", words);
}

/* The rows that are there; their log is asked for together, and once. */
void
page_service_look (PageService *self)
{
  GListModel *rows = G_LIST_MODEL (self->rows);
  guint n = MIN (g_list_model_get_n_items (rows), MAX_LOOKED_AT);
  g_autoptr (GPtrArray) tickets = g_ptr_array_new ();

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (ErpRow) row = g_list_model_get_item (rows, i);
      gpointer item = row != NULL ? erp_row_get_item (row) : NULL;

      if (item != NULL && BIZ_IS_TICKET (item) && !biz_ticket_get_facts (item)->closed)
        g_ptr_array_add (tickets, item); /* the row keeps it */
    }
  if (tickets->len > 0)
    biz_service_times_look (self->times, (BizTicket *const *)tickets->pdata, tickets->len);
}

/* Whether the search means other cases than those that were asked for. */
static gboolean
asks_otherwise (PageService *self)
{
  GDate today = page_text_get_today (self->session);
  g_autoptr (BizFilter) filter = page_list_frame_parse (self->frame, &today);
  g_autoptr (ErpDomain) domain = erp_domain_new ();
  g_autoptr (ErpDomain) asked = NULL;

  if (filter == NULL)
    return FALSE;
  biz_service_add_base (self->service, domain);
  asked = biz_filter_to_domain (filter);
  erp_domain_add_all (domain, asked);

  return !erp_domain_equal (domain, erp_listing_get_domain (self->listing));
}

/* Which stages wait, the policy may say; who sees the old ones gets the new ones. */
void
page_service_name_waiting (PageService *self)
{
  GListModel *stages = biz_service_get_stages (self->service);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (self->times == NULL || !self->loaded || !biz_service_is_loaded (self->service)
      || !biz_service_times_is_loaded (self->times))
    return;
  for (guint i = 0; i < g_list_model_get_n_items (stages); i++)
    {
      g_autoptr (BizStage) stage = g_list_model_get_item (stages, i);
      const gint64 id = biz_stage_get_id (stage);

      if (biz_service_times_stage_waits (self->times, biz_stage_get_name (stage)))
        g_array_append_val (ids, id);
    }
  if (!biz_service_set_waiting (self->service, (const gint64 *)(gpointer)ids->data, ids->len))
    return;
  page_service_count (self);
  if (asks_otherwise (self))
    page_service_load (self);
}

static void
clocks_changed_cb (PageService *self)
{
  GListModel *rows = G_LIST_MODEL (self->rows);
  guint n = MIN (g_list_model_get_n_items (rows), MAX_LOOKED_AT);

  page_service_name_waiting (self);
  page_service_show_target (self);
  page_service_update_due (self);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (ErpRow) row = g_list_model_get_item (rows, i);

      if (row != NULL && erp_row_get_state (row) == ERP_ROW_READY)
        erp_row_touch (row);
    }
}

static void
times_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PageService) self = page_weak_take (user_data);
  g_autoptr (GError) error = NULL;

  /* Without hours and promises the column stays empty. */
  if (!biz_service_times_load_finish (BIZ_SERVICE_TIMES (source), result, &error)
      && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_debug ("Clocks were not read: %s", error->message);
  if (self != NULL && self->session != NULL)
    {
      page_service_look (self);
      clocks_changed_cb (self);
      page_service_read_due (self);
    }
}

static void
listing_state_cb (PageService *self)
{
  if (erp_listing_get_state (self->listing) == ERP_LISTING_READY
      && biz_service_times_is_loaded (self->times))
    page_service_look (self);
}

void
page_service_watch_clocks (PageService *self)
{
  self->times = biz_service_times_new (self->session);
  self->moment.times = self->times;
  g_signal_connect_object (self->times, "changed", G_CALLBACK (clocks_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->listing, "notify::state", G_CALLBACK (listing_state_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->listing, "refreshed", G_CALLBACK (listing_state_cb), self,
                           G_CONNECT_SWAPPED);
}

/* Behind the queue itself. */
void
page_service_read_clocks (PageService *self)
{
  biz_service_times_load_async (self->times, self->cancellable, times_loaded_cb,
                                page_weak_new (self));
}

void
page_service_watch (PageService *self)
{
  g_signal_connect_object (self->listing, "refreshed", G_CALLBACK (page_service_compare), self,
                           G_CONNECT_SWAPPED);
  if (self->refresh_source == 0)
    self->refresh_source = g_timeout_add_seconds (REFRESH_SECONDS, refresh_cb, self);
}
