/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-reconcile-items.h"

#include "biz-bench-item.h"
#include "kit-format.h"
#include "page-text.h"
#include "page-weak.h"

#include <glib/gi18n-lib.h>

/* Lines that are only passed on the way to another one are not searched for. */
#define REST_MS 150

struct _PageReconcileItems
{
  AdwBin parent_instance;

  GtkSearchEntry *search_entry;
  GtkListBox *list;
  GtkLabel *nothing_label;

  BizBenchLine *line;        /* (owned) (nullable) */
  GSignalGroup *following;   /* (owned): the line */
  GCancellable *cancellable; /* (owned) (nullable) */
  guint source;
};

G_DEFINE_FINAL_TYPE (PageReconcileItems, page_reconcile_items, ADW_TYPE_BIN)

enum
{
  LEFT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const char ITEM_KEY[] = "item";
static const char CHECK_KEY[] = "check";

static const BizOpenItem *
get_open (GtkListBoxRow *row)
{
  return biz_bench_item_get_facts (g_object_get_data (G_OBJECT (row), ITEM_KEY));
}

/* A tick beside what the line has already. */
static void
update_rows (PageReconcileItems *self)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    {
      GtkWidget *check = g_object_get_data (G_OBJECT (row), CHECK_KEY);
      gboolean chosen =
          self->line != NULL && biz_bench_line_has_item (self->line, get_open (row)->item.id);

      gtk_widget_set_opacity (check, chosen ? 1 : 0);
      gtk_accessible_update_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_CHECKED,
                                   chosen ? GTK_ACCESSIBLE_TRISTATE_TRUE
                                          : GTK_ACCESSIBLE_TRISTATE_FALSE,
                                   -1);
    }
}

static GtkWidget *
make_label (const char *text, float xalign, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), xalign);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);

  return label;
}

static GtkWidget *
make_row (BizBenchItem *item)
{
  const BizOpenItem *open = biz_bench_item_get_facts (item);
  const char *number = open->item.number != NULL ? open->item.number : "–";
  const char *partner = open->partner != NULL ? open->partner : "–";
  g_autofree char *amount = page_text_format_amount (&open->item.residual);
  g_autofree char *due =
      g_date_valid (&open->item.due) ? kit_format_date (&open->item.due) : g_strdup ("–");
  g_autofree char *details = g_strdup_printf ("%s · %s", partner, due);
  g_autofree char *name = g_strdup_printf ("%s, %s, %s, %s", number, partner, due, amount);
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *check = gtk_image_new_from_icon_name ("object-select-symbolic");
  GtkWidget *money = make_label (amount, 1, "numeric");

  gtk_label_set_ellipsize (GTK_LABEL (money), PANGO_ELLIPSIZE_NONE);
  gtk_box_append (GTK_BOX (texts), make_label (number, 0, "numeric"));
  gtk_box_append (GTK_BOX (texts), make_label (details, 0, "dim-label"));
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_box_append (GTK_BOX (box), check);
  gtk_box_append (GTK_BOX (box), texts);
  gtk_box_append (GTK_BOX (box), money);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data_full (G_OBJECT (row), ITEM_KEY, g_object_ref (item), g_object_unref);
  g_object_set_data (G_OBJECT (row), CHECK_KEY, check);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);

  return row;
}

static void
clear (PageReconcileItems *self)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PageReconcileItems) self = page_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = biz_bench_find_finish (result, &error);

  /* an older search is cancelled before a newer one starts */
  if (self == NULL || items == NULL)
    return;
  clear (self);
  for (guint i = 0; i < items->len; i++)
    gtk_list_box_append (self->list, make_row (g_ptr_array_index (items, i)));
  gtk_widget_set_visible (GTK_WIDGET (self->list), items->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->nothing_label), items->len == 0);
  update_rows (self);
}

static void
search (PageReconcileItems *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->line == NULL)
    return;
  self->cancellable = g_cancellable_new ();
  biz_bench_find_async (self->line, gtk_editable_get_text (GTK_EDITABLE (self->search_entry)),
                        self->cancellable, found_cb, page_weak_new (self));
}

static gboolean
rest_cb (gpointer user_data)
{
  PageReconcileItems *self = user_data;

  self->source = 0;
  search (self);
  return G_SOURCE_REMOVE;
}

static void
search_changed_cb (PageReconcileItems *self)
{
  search (self);
}

static void
toggle (PageReconcileItems *self, GtkListBoxRow *row)
{
  if (row != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "reconcile.toggle-item", "x",
                                get_open (row)->item.id);
}

static void
activate_cb (PageReconcileItems *self)
{
  toggle (self, gtk_list_box_get_row_at_index (self->list, 0));
}

static void
row_activated_cb (PageReconcileItems *self, GtkListBoxRow *row)
{
  toggle (self, row);
}

static void
stop_cb (PageReconcileItems *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  g_signal_emit (self, signals[LEFT], 0);
}

static gboolean
key_cb (PageReconcileItems *self, guint keyval, guint keycode, GdkModifierType state)
{
  GtkListBoxRow *first = gtk_list_box_get_row_at_index (self->list, 0);

  if ((keyval != GDK_KEY_Down && keyval != GDK_KEY_KP_Down) || first == NULL)
    return GDK_EVENT_PROPAGATE;
  gtk_widget_grab_focus (GTK_WIDGET (first));

  return GDK_EVENT_STOP;
}

static void
page_reconcile_items_dispose (GObject *object)
{
  PageReconcileItems *self = PAGE_RECONCILE_ITEMS (object);

  g_clear_handle_id (&self->source, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->following);
  g_clear_object (&self->line);

  G_OBJECT_CLASS (page_reconcile_items_parent_class)->dispose (object);
}

static void
page_reconcile_items_class_init (PageReconcileItemsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = page_reconcile_items_dispose;
  signals[LEFT] = g_signal_new ("left", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/quittance/Quittance/pages/page-reconcile-items.ui");
  gtk_widget_class_bind_template_child (widget_class, PageReconcileItems, search_entry);
  gtk_widget_class_bind_template_child (widget_class, PageReconcileItems, list);
  gtk_widget_class_bind_template_child (widget_class, PageReconcileItems, nothing_label);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
page_reconcile_items_init (PageReconcileItems *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->search_entry), keys);
  self->following = g_signal_group_new (BIZ_TYPE_BENCH_LINE);
  g_signal_group_connect_swapped (self->following, "changed", G_CALLBACK (update_rows), self);
}

/**
 * page_reconcile_items_show:
 * @self: the items
 * @line: (nullable): for which they are looked for
 */
void
page_reconcile_items_show (PageReconcileItems *self, BizBenchLine *line)
{
  g_return_if_fail (PAGE_IS_RECONCILE_ITEMS (self));
  g_return_if_fail (line == NULL || BIZ_IS_BENCH_LINE (line));

  if (!g_set_object (&self->line, line))
    return;
  g_signal_group_set_target (self->following, line);
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  clear (self);
  g_clear_handle_id (&self->source, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  if (line != NULL)
    self->source = g_timeout_add (REST_MS, rest_cb, self);
}

void
page_reconcile_items_search (PageReconcileItems *self)
{
  g_return_if_fail (PAGE_IS_RECONCILE_ITEMS (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}
