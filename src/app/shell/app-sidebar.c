/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "app"

#include "config.h"

#include "app-sidebar.h"

#include "app-counters.h"
#include "app-section.h"
#include "erp-session.h"
#include "kit-format.h"

#include <glib/gi18n-lib.h>

struct _AppSidebar
{
  GObject parent_instance;

  GtkListBox *list;    /* of the shell */
  ErpSession *session; /* (owned) */
};

G_DEFINE_FINAL_TYPE (AppSidebar, app_sidebar, G_TYPE_OBJECT)

static const char SECTION_KEY[] = "section";
static const char BADGE_KEY[] = "badge";

static void
add_section (AppSidebar *self, const AppSection *section, int position)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = gtk_label_new (_ (section->title));
  GtkWidget *icon = gtk_image_new_from_icon_name (section->icon_name);
  GtkWidget *badge = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), label);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_visible (badge, FALSE);
  gtk_widget_set_valign (badge, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (badge, "badge");
  gtk_box_append (GTK_BOX (box), badge);
  g_object_set_data (G_OBJECT (row), BADGE_KEY, badge);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (section->title), -1);
  g_object_set_data (G_OBJECT (row), SECTION_KEY, (gpointer)section);
  gtk_list_box_insert (self->list, row, position);
}

/* Again when everything is known of the server: what is there stays. */
static void
add_sections (AppSidebar *self)
{
  ErpCapabilities *capabilities = erp_session_get_capabilities (self->session);
  gsize n;
  const AppSection *sections = app_section_get_all (&n);
  int position = 0;

  for (gsize i = 0; i < n; i++)
    {
      if (!app_section_is_available (&sections[i], capabilities))
        continue;
      if (app_sidebar_find_row (self, sections[i].id) == NULL)
        add_section (self, &sections[i], position);
      position++;
    }
}

/* A number beside a section, and in words what it counts. */
static void
set_badge (AppSidebar *self, const char *id, guint64 n, const char *words)
{
  GtkListBoxRow *row = app_sidebar_find_row (self, id);
  g_autofree char *text = kit_format_count (n);
  GtkWidget *badge;

  if (row == NULL)
    return;
  badge = g_object_get_data (G_OBJECT (row), BADGE_KEY);
  gtk_label_set_text (GTK_LABEL (badge), text);
  gtk_widget_set_visible (badge, n > 0);
  gtk_widget_set_tooltip_text (GTK_WIDGET (row), n > 0 ? words : NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  n > 0 ? words : "", -1);
}

static void
counters_changed_cb (AppSidebar *self)
{
  AppCounters *counters = app_counters_get_for_session (self->session);
  guint n_unknown = app_counters_get_n_unknown (counters);
  g_autofree char *unknown = NULL;
  g_autofree char *waiting = NULL;
  g_autofree char *overdue = NULL;
  g_autofree char *drafts = NULL;
  g_autofree char *to_invoice = NULL;
  g_autofree char *bank_lines = NULL;
  BizCounts counts;

  unknown =
      g_strdup_printf (ngettext ("%u outcome is unknown", "%u outcomes are unknown", n_unknown),
                       n_unknown);
  set_badge (self, "journal", n_unknown, unknown);
  if (!app_counters_get_counts (counters, &counts))
    return;
  overdue = kit_format_count (counts.n_overdue);
  drafts = kit_format_count (counts.n_drafts);
  /* Translators: two numbers of invoices. */
  waiting = g_strdup_printf (_ ("Overdue: %s, drafts: %s"), overdue, drafts);
  set_badge (self, "invoices", counts.n_overdue + counts.n_drafts, waiting);
  to_invoice = g_strdup_printf (ngettext ("%u order to invoice", "%u orders to invoice",
                                          (gulong)counts.n_to_invoice),
                                (guint)counts.n_to_invoice);
  set_badge (self, "due", counts.n_to_invoice, to_invoice);
  bank_lines = g_strdup_printf (ngettext ("%u bank line to match", "%u bank lines to match",
                                          (gulong)counts.n_bank_lines),
                                (guint)counts.n_bank_lines);
  set_badge (self, "reconcile", counts.n_bank_lines, bank_lines);
}

static void
completed_cb (AppSidebar *self)
{
  add_sections (self);
  counters_changed_cb (self);
}

static void
app_sidebar_dispose (GObject *object)
{
  AppSidebar *self = APP_SIDEBAR (object);

  g_clear_object (&self->session);

  G_OBJECT_CLASS (app_sidebar_parent_class)->dispose (object);
}

static void
app_sidebar_class_init (AppSidebarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = app_sidebar_dispose;
}

static void
app_sidebar_init (AppSidebar *self)
{
}

/**
 * app_sidebar_new:
 * @list: where the sections are shown; outlives it
 * @session: who is signed in where
 *
 * Returns: (transfer full): the sections known so far
 */
AppSidebar *
app_sidebar_new (GtkListBox *list, ErpSession *session)
{
  AppSidebar *self;

  g_return_val_if_fail (GTK_IS_LIST_BOX (list), NULL);
  g_return_val_if_fail (ERP_IS_SESSION (session), NULL);

  self = g_object_new (APP_TYPE_SIDEBAR, NULL);
  self->list = list;
  self->session = g_object_ref (session);
  g_signal_connect_object (app_counters_get_for_session (session), "changed",
                           G_CALLBACK (counters_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (erp_session_get_capabilities (session), "notify::complete",
                           G_CALLBACK (completed_cb), self, G_CONNECT_SWAPPED);
  completed_cb (self);

  return self;
}

/**
 * app_sidebar_get_nth_row:
 * @self: a sidebar
 * @n: from 0 in the order shown
 *
 * Returns: (transfer none) (nullable): the row, %NULL after the last
 */
GtkListBoxRow *
app_sidebar_get_nth_row (AppSidebar *self, guint n)
{
  g_return_val_if_fail (APP_IS_SIDEBAR (self), NULL);

  return gtk_list_box_get_row_at_index (self->list, (int)n);
}

/**
 * app_sidebar_find_row:
 * @self: a sidebar
 * @id: (nullable): which section
 *
 * Returns: (transfer none) (nullable): its row, %NULL where the person has no such section
 */
GtkListBoxRow *
app_sidebar_find_row (AppSidebar *self, const char *id)
{
  GtkListBoxRow *row;

  g_return_val_if_fail (APP_IS_SIDEBAR (self), NULL);

  for (guint i = 0; (row = app_sidebar_get_nth_row (self, i)) != NULL; i++)
    if (g_strcmp0 (app_sidebar_get_section (row)->id, id) == 0)
      return row;
  return NULL;
}

/**
 * app_sidebar_find_section:
 * @self: a sidebar
 * @model: a model
 *
 * Returns: (transfer none) (nullable): the section that shows one of its records
 */
const AppSection *
app_sidebar_find_section (AppSidebar *self, const char *model)
{
  GtkListBoxRow *row;

  g_return_val_if_fail (APP_IS_SIDEBAR (self), NULL);

  for (guint i = 0; (row = app_sidebar_get_nth_row (self, i)) != NULL; i++)
    {
      const AppSection *section = app_sidebar_get_section (row);

      if ((g_strcmp0 (section->model, model) == 0
           || (section->other_model != NULL && g_str_equal (section->other_model, model)))
          && section->open != NULL)
        return section;
    }
  return NULL;
}

/**
 * app_sidebar_get_section:
 * @row: a row of the list
 *
 * Returns: (transfer none): what it leads to
 */
const AppSection *
app_sidebar_get_section (GtkListBoxRow *row)
{
  g_return_val_if_fail (GTK_IS_LIST_BOX_ROW (row), NULL);

  return g_object_get_data (G_OBJECT (row), SECTION_KEY);
}
