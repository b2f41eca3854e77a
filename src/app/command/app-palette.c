/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "app"

#include "config.h"

#include "app-palette.h"

#include "biz-customer-finder.h"

#include "biz-choice.h"
#include "biz-currency-table.h"
#include "biz-find-customer.h"
#include "biz-find.h"
#include "erp-capabilities.h"
#include "erp-client.h"
#include "erp-session.h"
#include "page-text.h"

#include <glib/gi18n-lib.h>

/* A pause in typing; and less than that is too little to ask a server for. */
#define PAUSE_MS 150
#define LETTERS_MIN 2
#define RECENT_MAX 8
#define DEFAULT_WIDTH 560
#define DEFAULT_HEIGHT 420
#define SCORE_RECENT 6

struct _AppPalette
{
  AdwWindow parent_instance;

  GtkSearchEntry *entry;
  GtkScrolledWindow *scrolled;
  GtkListBox *list;
  GtkLabel *status;

  ErpSession *session;       /* (owned) */
  GListModel *offered;       /* (owned) */
  GListModel *recent;        /* (owned) */
  GPtrArray *found;          /* (owned) (element-type AppPaletteItem): by the server */
  GPtrArray *shown;          /* (owned) (element-type AppPaletteItem): row by row */
  GCancellable *cancellable; /* (owned) (nullable): of the requests that run */
  guint n_pending;           /* of them */
  BizHint *hint;             /* (owned) (nullable): what the text was recognised as */
  guint n_known;             /* customers known by it, the first of those found */
  BizCurrencyTable *currencies;
  guint pause_source;
};

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AppPalette, app_palette, ADW_TYPE_WINDOW)

typedef struct
{
  AppPaletteItem *item;
  int score;
  guint position;
} Rated;

static const char *
get_text (AppPalette *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->entry));
}

static gboolean
is_recent (AppPalette *self, AppPaletteItem *item)
{
  for (guint i = 0; i < g_list_model_get_n_items (self->recent); i++)
    {
      g_autoptr (AppPaletteItem) other = g_list_model_get_item (self->recent, i);

      if (g_str_equal (app_palette_item_get_id (other), app_palette_item_get_id (item)))
        return TRUE;
    }
  return FALSE;
}

/* The best first; what fits equally well stays in its order. */
static int
compare_rated (gconstpointer a, gconstpointer b)
{
  const Rated *first = a;
  const Rated *second = b;

  if (first->score != second->score)
    return first->score > second->score ? -1 : 1;
  return first->position < second->position ? -1 : 1;
}

static void
rate_all (AppPalette *self, GListModel *items, gboolean recent, GArray *rated)
{
  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (AppPaletteItem) item = g_list_model_get_item (items, i);
      Rated entry = { .item = item, .position = rated->len };

      entry.score = app_palette_item_score (item, get_text (self));
      if (entry.score < 0 || (!recent && is_recent (self, item)))
        continue;
      /* Nothing typed yet: what was chosen last comes first. */
      entry.score += recent ? SCORE_RECENT : 0;
      g_array_append_val (rated, entry);
    }
}

static void
show_item (AppPalette *self, AppPaletteItem *item)
{
  g_ptr_array_add (self->shown, g_object_ref (item));
  gtk_list_box_append (self->list, app_palette_item_create_row (item));
}

static void
select_row (AppPalette *self, int n)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, n);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scrolled);
  graphene_rect_t box;

  if (row == NULL)
    {
      gtk_accessible_reset_relation (GTK_ACCESSIBLE (self->entry),
                                     GTK_ACCESSIBLE_RELATION_ACTIVE_DESCENDANT);
      return;
    }
  gtk_list_box_select_row (self->list, row);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->entry),
                                  GTK_ACCESSIBLE_RELATION_ACTIVE_DESCENDANT, row, -1);
  if (gtk_widget_compute_bounds (GTK_WIDGET (row), GTK_WIDGET (self->list), &box))
    gtk_adjustment_clamp_page (adjustment, box.origin.y, box.origin.y + box.size.height);
}

static gboolean
is_found_shown (AppPalette *self, AppPaletteItem *item)
{
  for (guint i = 0; i < self->shown->len; i++)
    if (g_str_equal (app_palette_item_get_id (g_ptr_array_index (self->shown, i)),
                     app_palette_item_get_id (item)))
      return TRUE;
  return FALSE;
}

static void
update_status (AppPalette *self, const char *problem)
{
  if (problem != NULL)
    gtk_label_set_text (self->status, problem);
  else if (self->cancellable != NULL || self->pause_source != 0)
    gtk_label_set_text (self->status, _ ("Asking the server…"));
  else if (self->hint != NULL)
    {
      g_autofree char *what = biz_hint_describe (self->hint);
      g_autofree char *words =
          self->n_known > 0
              ? g_strdup_printf (ngettext ("%u customer is known by %s",
                                           "%u customers are known by %s", self->n_known),
                                 self->n_known, what)
              : g_strdup_printf (_ ("Nobody is known by %s."), what);

      gtk_label_set_text (self->status, words);
    }
  else if (self->shown->len == 0)
    gtk_label_set_text (self->status, _ ("Nothing fits. Try a number or the name of a customer."));
  else
    gtk_label_set_text (self->status, _ ("Enter opens, Escape closes"));
}

static void
refill (AppPalette *self)
{
  g_autoptr (GArray) rated = g_array_new (FALSE, FALSE, sizeof (Rated));
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  g_ptr_array_set_size (self->shown, 0);
  rate_all (self, self->recent, TRUE, rated);
  rate_all (self, self->offered, FALSE, rated);
  g_array_sort (rated, compare_rated);
  for (guint i = 0; i < rated->len; i++)
    show_item (self, g_array_index (rated, Rated, i).item);
  for (guint i = 0; i < self->found->len; i++)
    if (!is_found_shown (self, g_ptr_array_index (self->found, i)))
      show_item (self, g_ptr_array_index (self->found, i));
  select_row (self, 0);
}

static void
add_invoice (AppPalette *self, BizInvoice *invoice)
{
  const char *customer = biz_invoice_get_partner_name (invoice);
  g_autofree char *key = g_strdup_printf ("%" G_GINT64_FORMAT, biz_invoice_get_id (invoice));
  BizMoney total = biz_invoice_get_total (invoice);
  g_autofree char *amount = page_text_format_amount (&total);
  g_autofree char *detail = g_strdup_printf ("%s · %s", customer != NULL ? customer : "", amount);

  g_ptr_array_add (self->found,
                   app_palette_item_new (APP_PALETTE_RECORD, key, biz_invoice_get_title (invoice),
                                         detail, NULL));
}

/* One of the two answers came; whichever is first is shown at once, customers above invoices. */
static void
take_answer (AppPalette *self, const GError *error)
{
  if (--self->n_pending == 0)
    g_clear_object (&self->cancellable);
  refill (self);
  update_status (self, error != NULL ? error->message : NULL);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AppPalette) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) invoices = biz_find_finish (ERP_CLIENT (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  for (guint i = 0; invoices != NULL && i < invoices->len; i++)
    add_invoice (self, g_ptr_array_index (invoices, i));
  take_answer (self, error);
}

/* All of them is one step away. */
static void
customers_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AppPalette) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) customers = biz_find_customer_finish (ERP_CLIENT (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  for (guint i = 0; customers != NULL && i < customers->len; i++)
    {
      BizChoice *customer = g_ptr_array_index (customers, i);
      g_autofree char *key = g_strdup_printf ("%" G_GINT64_FORMAT, biz_choice_get_id (customer));

      g_ptr_array_insert (self->found, (int)(self->n_known + i),
                          app_palette_item_new (APP_PALETTE_CUSTOMER, key,
                                                biz_choice_get_name (customer),
                                                biz_choice_get_code (customer), NULL));
    }
  take_answer (self, error);
}

/* A number or address that tells who it is: he stands above all. */
static void
known_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AppPalette) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) hits = biz_customer_find_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  for (guint i = 0; hits != NULL && i < hits->len; i++)
    {
      const BizCustomerHit *hit = g_ptr_array_index (hits, i);
      g_autofree char *key = g_strdup_printf ("%" G_GINT64_FORMAT, hit->partner_id);

      g_ptr_array_insert (self->found, (int)i,
                          app_palette_item_new (APP_PALETTE_CUSTOMER, key, hit->name, hit->why,
                                                NULL));
    }
  self->n_known = hits != NULL ? hits->len : 0;
  take_answer (self, error);
}

static void
ask_known (AppPalette *self)
{
  g_clear_pointer (&self->hint, biz_hint_free);
  self->n_known = 0;
  self->hint = biz_hint_recognise (get_text (self), -1);
  if (self->hint == NULL)
    return;
  self->n_pending++;
  biz_customer_find_async (self->session, self->hint, self->cancellable, known_cb,
                           g_object_ref (self));
}

static gboolean
pause_cb (gpointer user_data)
{
  AppPalette *self = user_data;
  GDate today = page_text_get_today (self->session);

  self->pause_source = 0;
  self->cancellable = g_cancellable_new ();
  self->n_pending = 2;
  ask_known (self);
  biz_find_async (erp_session_get_client (self->session), self->currencies, get_text (self), &today,
                  self->cancellable, found_cb, g_object_ref (self));
  biz_find_customer_async (erp_session_get_client (self->session),
                           erp_session_get_capabilities (self->session), get_text (self),
                           self->cancellable, customers_cb, g_object_ref (self));
  return G_SOURCE_REMOVE;
}

static void
stop_asking (AppPalette *self)
{
  g_clear_handle_id (&self->pause_source, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
changed_cb (AppPalette *self)
{
  g_autofree char *text = g_strstrip (g_strdup (get_text (self)));

  stop_asking (self);
  g_clear_pointer (&self->hint, biz_hint_free);
  self->n_known = 0;
  g_ptr_array_set_size (self->found, 0);
  if (g_utf8_strlen (text, -1) >= LETTERS_MIN)
    self->pause_source = g_timeout_add (PAUSE_MS, pause_cb, self);
  refill (self);
  update_status (self, NULL);
}

static void
choose (AppPalette *self, GtkListBoxRow *row)
{
  g_autoptr (AppPalette) held = g_object_ref (self);
  g_autoptr (AppPaletteItem) item = NULL;

  if (row == NULL)
    return;
  item = g_object_ref (g_ptr_array_index (self->shown, gtk_list_box_row_get_index (row)));
  gtk_window_set_focus (GTK_WINDOW (self), NULL);
  gtk_window_close (GTK_WINDOW (self));
  g_signal_emit (held, signals[CHOSEN], 0, item);
}

static void
activate_cb (AppPalette *self)
{
  choose (self, gtk_list_box_get_selected_row (self->list));
}

static void
row_activated_cb (AppPalette *self, GtkListBoxRow *row)
{
  choose (self, row);
}

static void
close_cb (AppPalette *self)
{
  gtk_window_set_focus (GTK_WINDOW (self), NULL);
  gtk_window_close (GTK_WINDOW (self));
}

/* The focus stays in the entry; the arrows move in the list. */
static gboolean
key_cb (GtkEventControllerKey *controller,
        guint keyval,
        guint keycode,
        GdkModifierType state,
        AppPalette *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  int n = row != NULL ? gtk_list_box_row_get_index (row) : 0;
  int last = (int)self->shown->len - 1;

  switch (keyval)
    {
    case GDK_KEY_Down:
      select_row (self, MIN (n + 1, last));
      return GDK_EVENT_STOP;
    case GDK_KEY_Up:
      select_row (self, MAX (n - 1, 0));
      return GDK_EVENT_STOP;
    case GDK_KEY_Page_Down:
      select_row (self, MIN (n + 8, last));
      return GDK_EVENT_STOP;
    case GDK_KEY_Page_Up:
      select_row (self, MAX (n - 8, 0));
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
app_palette_dispose (GObject *object)
{
  AppPalette *self = APP_PALETTE (object);

  stop_asking (self);
  g_clear_object (&self->session);
  g_clear_object (&self->offered);
  g_clear_object (&self->recent);

  G_OBJECT_CLASS (app_palette_parent_class)->dispose (object);
}

static void
app_palette_finalize (GObject *object)
{
  AppPalette *self = APP_PALETTE (object);

  g_clear_pointer (&self->hint, biz_hint_free);
  g_ptr_array_unref (self->found);
  g_ptr_array_unref (self->shown);
  g_clear_pointer (&self->currencies, biz_currency_table_unref);

  G_OBJECT_CLASS (app_palette_parent_class)->finalize (object);
}

static void
app_palette_class_init (AppPaletteClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = app_palette_dispose;
  object_class->finalize = app_palette_finalize;

  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, APP_TYPE_PALETTE_ITEM);

  gtk_widget_class_set_template_from_resource (widget_class, APP_RESOURCE ("app-palette.ui"));
  gtk_widget_class_bind_template_child (widget_class, AppPalette, entry);
  gtk_widget_class_bind_template_child (widget_class, AppPalette, scrolled);
  gtk_widget_class_bind_template_child (widget_class, AppPalette, list);
  gtk_widget_class_bind_template_child (widget_class, AppPalette, status);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
app_palette_init (AppPalette *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->found = g_ptr_array_new_with_free_func (g_object_unref);
  self->shown = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

/**
 * app_palette_new:
 * @parent: the window it belongs to
 * @session: who is signed in
 * @offered: (element-type AppPaletteItem): sections, verbs and profiles there are now
 * @recent: (element-type AppPaletteItem): what was chosen before, newest first
 *
 * Returns: (transfer none): a window, not yet shown
 */
AppPalette *
app_palette_new (GtkWindow *parent, ErpSession *session, GListModel *offered, GListModel *recent)
{
  AppPalette *self;

  g_return_val_if_fail (ERP_IS_SESSION (session), NULL);
  g_return_val_if_fail (G_IS_LIST_MODEL (offered) && G_IS_LIST_MODEL (recent), NULL);

  self = g_object_new (APP_TYPE_PALETTE, "transient-for", parent, NULL);
  self->session = g_object_ref (session);
  self->offered = g_object_ref (offered);
  self->recent = g_object_ref (recent);
  self->currencies = biz_currency_table_new (erp_session_get_capabilities (session));
  if (parent != NULL && gtk_widget_get_width (GTK_WIDGET (parent)) > 0)
    gtk_window_set_default_size (GTK_WINDOW (self),
                                 MIN (DEFAULT_WIDTH, gtk_widget_get_width (GTK_WIDGET (parent))),
                                 DEFAULT_HEIGHT);
  refill (self);
  update_status (self, NULL);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  return self;
}

/**
 * app_palette_set_text:
 * @self: a palette
 * @text: what is looked for, as if it had been typed
 */
void
app_palette_set_text (AppPalette *self, const char *text)
{
  g_return_if_fail (APP_IS_PALETTE (self) && text != NULL);

  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
}

/**
 * app_palette_remember:
 * @recent: (element-type AppPaletteItem): what was chosen before
 * @item: what was chosen now
 */
void
app_palette_remember (GListStore *recent, AppPaletteItem *item)
{
  g_autoptr (AppPaletteItem) held = g_object_ref (item);

  g_return_if_fail (G_IS_LIST_STORE (recent));

  for (guint i = g_list_model_get_n_items (G_LIST_MODEL (recent)); i-- > 0;)
    {
      g_autoptr (AppPaletteItem) other = g_list_model_get_item (G_LIST_MODEL (recent), i);

      if (g_str_equal (app_palette_item_get_id (other), app_palette_item_get_id (held)))
        g_list_store_remove (recent, i);
    }
  g_list_store_insert (recent, 0, held);
  if (g_list_model_get_n_items (G_LIST_MODEL (recent)) > RECENT_MAX)
    g_list_store_remove (recent, RECENT_MAX);
}
