/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kit"

#include "config.h"

#include "kit-filter-proposals.h"

#include "biz-choice.h"

#include <glib/gi18n-lib.h>

#define NAMES_PAUSE_MS 150
#define MAX_WIDTH 440

struct _KitFilterProposals
{
  GtkPopover parent_instance;

  GtkScrolledWindow *scroller;
  GtkListBox *list;
  GtkWidget *entry; /* (unowned): the bar's */

  const BizFilterGrammar *grammar;
  BizNameSearch *names;   /* (owned) (nullable) */
  GPtrArray *suggestions; /* (owned) (element-type BizFilterSuggestion) */
  char *current;          /* (owned): what they are for */
  guint names_source;
};

G_DEFINE_FINAL_TYPE (KitFilterProposals, kit_filter_proposals, GTK_TYPE_POPOVER)

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static GtkWidget *
create_row (const BizFilterSuggestion *suggestion)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *text =
      gtk_label_new (suggestion->label != NULL ? suggestion->label : suggestion->text);
  GtkWidget *detail = gtk_label_new (suggestion->detail);

  gtk_label_set_xalign (GTK_LABEL (text), 0);
  gtk_label_set_ellipsize (GTK_LABEL (text), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (text, TRUE);
  gtk_label_set_ellipsize (GTK_LABEL (detail), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (detail), 40);
  gtk_widget_add_css_class (detail, "dim-label");
  gtk_widget_add_css_class (detail, "caption");
  gtk_box_append (GTK_BOX (box), text);
  gtk_box_append (GTK_BOX (box), detail);
  return box;
}

static void
show_suggestions (KitFilterProposals *self)
{
  GtkWidget *bar = gtk_widget_get_parent (GTK_WIDGET (self));
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, child);
  for (guint i = 0; i < self->suggestions->len; i++)
    gtk_list_box_append (self->list, create_row (g_ptr_array_index (self->suggestions, i)));
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);

  if (self->suggestions->len == 0 || bar == NULL || !gtk_widget_get_mapped (bar)
      || !gtk_widget_has_focus (self->entry))
    {
      gtk_popover_popdown (GTK_POPOVER (self));
      return;
    }
  gtk_widget_set_size_request (GTK_WIDGET (self), CLAMP (gtk_widget_get_width (bar), 0, MAX_WIDTH),
                               -1);
  gtk_popover_popup (GTK_POPOVER (self));
}

static void
set_suggestions (KitFilterProposals *self, GPtrArray *suggestions)
{
  g_ptr_array_unref (self->suggestions);
  self->suggestions = suggestions;
  show_suggestions (self);
}

/* What the server found, as tokens. */
static void
names_changed_cb (KitFilterProposals *self)
{
  const BizFilterField *field = NULL;
  g_autofree char *value = NULL;
  GPtrArray *found;

  if (biz_filter_get_relation (self->grammar, self->current, &field, &value) == NULL)
    return;
  found = g_ptr_array_new_with_free_func ((GDestroyNotify)biz_filter_suggestion_free);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->names)); i++)
    {
      g_autoptr (BizChoice) name = g_list_model_get_item (G_LIST_MODEL (self->names), i);
      g_autofree char *key =
          g_strconcat (*self->current == '-' ? "-" : "",
                       g_dpgettext2 (GETTEXT_PACKAGE, "filter", field->label), NULL);
      BizFilterSuggestion *suggestion = g_new0 (BizFilterSuggestion, 1);

      suggestion->text = biz_filter_quote (key, biz_choice_get_name (name));
      suggestion->label = g_strdup (biz_choice_get_name (name));
      g_ptr_array_add (found, suggestion);
    }
  set_suggestions (self, found);
}

static gboolean
ask_names_cb (gpointer user_data)
{
  KitFilterProposals *self = user_data;
  g_autofree char *value = NULL;
  const char *model = biz_filter_get_relation (self->grammar, self->current, NULL, &value);

  self->names_source = 0;
  biz_name_search_set (self->names, model, value);
  return G_SOURCE_REMOVE;
}

static void
select_nth (KitFilterProposals *self, int nth)
{
  GtkListBoxRow *row = nth >= 0 ? gtk_list_box_get_row_at_index (self->list, nth) : NULL;
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  graphene_rect_t bounds;

  gtk_list_box_select_row (self->list, row);
  if (row == NULL)
    {
      gtk_accessible_reset_relation (GTK_ACCESSIBLE (self->entry),
                                     GTK_ACCESSIBLE_RELATION_ACTIVE_DESCENDANT);
      return;
    }
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->entry),
                                  GTK_ACCESSIBLE_RELATION_ACTIVE_DESCENDANT, row, -1);
  if (gtk_widget_compute_bounds (GTK_WIDGET (row), GTK_WIDGET (self->list), &bounds))
    gtk_adjustment_clamp_page (adjustment, bounds.origin.y, bounds.origin.y + bounds.size.height);
}

static void
row_activated_cb (KitFilterProposals *self, GtkListBoxRow *row)
{
  g_signal_emit (self, signals[CHOSEN], 0, (guint)gtk_list_box_row_get_index (row));
}

static void
kit_filter_proposals_dispose (GObject *object)
{
  KitFilterProposals *self = KIT_FILTER_PROPOSALS (object);

  g_clear_handle_id (&self->names_source, g_source_remove);
  g_clear_object (&self->names);
  gtk_widget_dispose_template (GTK_WIDGET (self), KIT_TYPE_FILTER_PROPOSALS);
  G_OBJECT_CLASS (kit_filter_proposals_parent_class)->dispose (object);
}

static void
kit_filter_proposals_finalize (GObject *object)
{
  KitFilterProposals *self = KIT_FILTER_PROPOSALS (object);

  g_ptr_array_unref (self->suggestions);
  g_free (self->current);
  G_OBJECT_CLASS (kit_filter_proposals_parent_class)->finalize (object);
}

static void
kit_filter_proposals_class_init (KitFilterProposalsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kit_filter_proposals_dispose;
  G_OBJECT_CLASS (klass)->finalize = kit_filter_proposals_finalize;
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/quittance/Quittance/widgets/kit-filter-proposals.ui");
  gtk_widget_class_bind_template_child (widget_class, KitFilterProposals, scroller);
  gtk_widget_class_bind_template_child (widget_class, KitFilterProposals, list);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
kit_filter_proposals_init (KitFilterProposals *self)
{
  self->suggestions = g_ptr_array_new_with_free_func ((GDestroyNotify)biz_filter_suggestion_free);
  self->current = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
kit_filter_proposals_set_up (KitFilterProposals *self,
                             GtkWidget *entry,
                             const BizFilterGrammar *grammar,
                             BizNameSearch *names)
{
  g_return_if_fail (KIT_IS_FILTER_PROPOSALS (self));
  g_return_if_fail (GTK_IS_WIDGET (entry));
  g_return_if_fail (grammar != NULL && self->grammar == NULL);

  self->entry = entry;
  self->grammar = grammar;
  g_set_object (&self->names, names);
  if (names != NULL)
    g_signal_connect_object (names, "items-changed", G_CALLBACK (names_changed_cb), self,
                             G_CONNECT_SWAPPED);
}

void
kit_filter_proposals_suggest (KitFilterProposals *self, const char *current, gboolean asked)
{
  g_autofree char *value = NULL;

  g_return_if_fail (KIT_IS_FILTER_PROPOSALS (self));
  g_return_if_fail (current != NULL && self->grammar != NULL);

  g_clear_handle_id (&self->names_source, g_source_remove);
  g_free (self->current);
  self->current = g_strdup (current);
  if (self->names != NULL && biz_filter_get_relation (self->grammar, current, NULL, &value) != NULL)
    {
      self->names_source = g_timeout_add (NAMES_PAUSE_MS, ask_names_cb, self);
      return;
    }
  if (*current == '\0' && !asked)
    kit_filter_proposals_close (self);
  else
    set_suggestions (self, biz_filter_complete (self->grammar, current));
}

void
kit_filter_proposals_close (KitFilterProposals *self)
{
  g_return_if_fail (KIT_IS_FILTER_PROPOSALS (self));

  g_clear_handle_id (&self->names_source, g_source_remove);
  gtk_popover_popdown (GTK_POPOVER (self));
}

gboolean
kit_filter_proposals_is_open (KitFilterProposals *self)
{
  g_return_val_if_fail (KIT_IS_FILTER_PROPOSALS (self), FALSE);

  return gtk_widget_get_visible (GTK_WIDGET (self));
}

void
kit_filter_proposals_step (KitFilterProposals *self, int by)
{
  GtkListBoxRow *row;
  int selected;

  g_return_if_fail (KIT_IS_FILTER_PROPOSALS (self));

  row = gtk_list_box_get_selected_row (self->list);
  selected = row != NULL ? gtk_list_box_row_get_index (row) : -1;
  select_nth (self, CLAMP (selected + by, -1, (int)self->suggestions->len - 1));
}

const BizFilterSuggestion *
kit_filter_proposals_get_selected (KitFilterProposals *self)
{
  GtkListBoxRow *row;

  g_return_val_if_fail (KIT_IS_FILTER_PROPOSALS (self), NULL);

  row = gtk_list_box_get_selected_row (self->list);
  return row != NULL ? kit_filter_proposals_get_nth (self, (guint)gtk_list_box_row_get_index (row))
                     : NULL;
}

const BizFilterSuggestion *
kit_filter_proposals_get_nth (KitFilterProposals *self, guint nth)
{
  g_return_val_if_fail (KIT_IS_FILTER_PROPOSALS (self), NULL);

  return nth < self->suggestions->len ? g_ptr_array_index (self->suggestions, nth) : NULL;
}
