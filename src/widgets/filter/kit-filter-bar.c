/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kit"

#include "config.h"

#include "kit-filter-bar.h"

#include "biz-filter-complete.h"
#include "kit-filter-pill.h"
#include "kit-filter-proposals.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define TYPING_PAUSE_MS 250

struct _KitFilterBar
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *frame;
  GtkScrolledWindow *scroller;
  GtkBox *pills;
  GtkText *entry;
  GtkWidget *clear;
  GtkLabel *problem;
  KitFilterProposals *proposals;

  const BizFilterGrammar *grammar;
  guint changed_source;
  gboolean writing;
};

G_DEFINE_FINAL_TYPE (KitFilterBar, kit_filter_bar, GTK_TYPE_WIDGET)

enum
{
  CHANGED,
  ACTIVATE,
  LEAVE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void add_pill (KitFilterBar *self, const char *token);

static const char *
get_typed (KitFilterBar *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->entry));
}

static void
write_typed (KitFilterBar *self, const char *text)
{
  self->writing = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
  self->writing = FALSE;
}

/* Where the part begins that is being typed: the last one, or nothing behind a space. */
static const char *
get_current (KitFilterBar *self)
{
  const char *typed = get_typed (self);
  g_auto (GStrv) parts = biz_filter_split (typed);
  guint n = g_strv_length (parts);

  return n > 0 && g_str_has_suffix (typed, parts[n - 1])
             ? typed + strlen (typed) - strlen (parts[n - 1])
             : typed + strlen (typed);
}

static KitFilterPill *
get_last_pill (KitFilterBar *self)
{
  GtkWidget *last = gtk_widget_get_last_child (GTK_WIDGET (self->pills));

  return last != NULL ? KIT_FILTER_PILL (last) : NULL;
}

static void
update_problem (KitFilterBar *self)
{
  const char *problem = NULL;

  for (GtkWidget *pill = gtk_widget_get_first_child (GTK_WIDGET (self->pills));
       pill != NULL && problem == NULL; pill = gtk_widget_get_next_sibling (pill))
    problem = kit_filter_pill_get_problem (KIT_FILTER_PILL (pill));
  gtk_label_set_text (self->problem, problem != NULL ? problem : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), problem != NULL);
}

static void
update_frame (KitFilterBar *self)
{
  gboolean has_pills = get_last_pill (self) != NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->pills), has_pills);
  gtk_widget_set_visible (self->clear, has_pills || *get_typed (self) != '\0');
  update_problem (self);
}

static void
tell_changed (KitFilterBar *self)
{
  g_clear_handle_id (&self->changed_source, g_source_remove);
  g_signal_emit (self, signals[CHANGED], 0);
}

static gboolean
pause_cb (gpointer user_data)
{
  KitFilterBar *self = user_data;

  self->changed_source = 0;
  tell_changed (self);
  return G_SOURCE_REMOVE;
}

static void
tell_later (KitFilterBar *self)
{
  g_clear_handle_id (&self->changed_source, g_source_remove);
  self->changed_source = g_timeout_add (TYPING_PAUSE_MS, pause_cb, self);
}

static void
remove_pill_cb (KitFilterBar *self, KitFilterPill *pill)
{
  gtk_box_remove (self->pills, GTK_WIDGET (pill));
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  update_frame (self);
  tell_changed (self);
}

/* Back into the entry, behind what is typed there. */
static void
edit_pill_cb (KitFilterBar *self, KitFilterPill *pill)
{
  const char *typed = get_typed (self);
  g_autofree char *text =
      g_strconcat (typed, *typed != '\0' ? " " : "", kit_filter_pill_get_token (pill), NULL);

  gtk_box_remove (self->pills, GTK_WIDGET (pill));
  write_typed (self, text);
  gtk_text_grab_focus_without_selecting (self->entry);
  update_frame (self);
}

static void
add_pill (KitFilterBar *self, const char *token)
{
  GtkWidget *pill = kit_filter_pill_new (self->grammar, token);

  g_signal_connect_object (pill, "remove", G_CALLBACK (remove_pill_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (pill, "edit", G_CALLBACK (edit_pill_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->pills, pill);
}

/* Makes pills of what is complete; words to look for stay in the entry unless @all. */
static gboolean
take_pills (KitFilterBar *self, const char *text, gboolean all)
{
  g_auto (GStrv) parts = biz_filter_split (text);
  g_autoptr (GString) rest = g_string_new (NULL);
  gboolean any = FALSE;

  for (gsize i = 0; parts[i] != NULL; i++)
    {
      if (all || biz_filter_is_token (self->grammar, parts[i]))
        {
          add_pill (self, parts[i]);
          any = TRUE;
        }
      else
        g_string_append_printf (rest, "%s ", parts[i]);
    }
  if (any)
    write_typed (self, rest->str);
  update_frame (self);
  return any;
}

static void
typed_cb (KitFilterBar *self)
{
  const char *typed = get_typed (self);
  gsize length = strlen (typed);

  if (self->writing || self->grammar == NULL)
    return;
  if (length > 0 && g_ascii_isspace (typed[length - 1]) && *get_current (self) == '\0'
      && take_pills (self, typed, FALSE))
    {
      kit_filter_proposals_suggest (self->proposals, get_current (self), FALSE);
      tell_changed (self);
      return;
    }
  update_frame (self);
  kit_filter_proposals_suggest (self->proposals, get_current (self), FALSE);
  tell_later (self);
}

/* The end of the entry is where one types. */
static void
cursor_cb (KitFilterBar *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_hadjustment (self->scroller);

  if (gtk_widget_has_focus (GTK_WIDGET (self->entry)))
    gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment));
}

/* Puts @suggestion in the place of what is being typed; a whole token becomes a pill. */
static void
accept (KitFilterBar *self, const BizFilterSuggestion *suggestion)
{
  const char *typed = get_typed (self);
  const char *current = get_current (self);
  g_autofree char *before = g_strndup (typed, (gsize)(current - typed));
  g_autofree char *token = g_strdup (suggestion->text);
  g_autofree char *text = NULL;

  if (g_str_has_suffix (token, ":"))
    {
      text = g_strconcat (before, token, NULL);
      write_typed (self, text);
      kit_filter_proposals_suggest (self->proposals, get_current (self), FALSE);
      return;
    }
  write_typed (self, before);
  add_pill (self, token);
  update_frame (self);
  kit_filter_proposals_suggest (self->proposals, get_current (self), FALSE);
  tell_changed (self);
}

static void
chosen_cb (KitFilterBar *self, guint nth)
{
  const BizFilterSuggestion *suggestion = kit_filter_proposals_get_nth (self->proposals, nth);

  if (suggestion != NULL)
    accept (self, suggestion);
}

static void
press_enter (KitFilterBar *self)
{
  const BizFilterSuggestion *selected = kit_filter_proposals_get_selected (self->proposals);

  if (kit_filter_bar_is_open (self) && selected != NULL)
    {
      accept (self, selected);
      return;
    }
  if (*get_typed (self) != '\0')
    take_pills (self, get_typed (self), TRUE);
  kit_filter_proposals_suggest (self->proposals, get_current (self), FALSE);
  tell_changed (self);
  if (kit_filter_bar_is_valid (self))
    g_signal_emit (self, signals[ACTIVATE], 0);
}

static void
press_escape (KitFilterBar *self)
{
  if (kit_filter_bar_is_open (self))
    kit_filter_proposals_close (self->proposals);
  else if (*get_typed (self) != '\0')
    {
      write_typed (self, "");
      update_frame (self);
      tell_changed (self);
    }
  else
    g_signal_emit (self, signals[LEAVE], 0);
}

/* At the very start, with nothing marked. */
static gboolean
is_at_start (KitFilterBar *self)
{
  return gtk_editable_get_position (GTK_EDITABLE (self->entry)) == 0
         && !gtk_editable_get_selection_bounds (GTK_EDITABLE (self->entry), NULL, NULL);
}

static gboolean
press_backspace (KitFilterBar *self)
{
  KitFilterPill *last = get_last_pill (self);

  if (!is_at_start (self) || last == NULL)
    return GDK_EVENT_PROPAGATE;
  remove_pill_cb (self, last);
  return GDK_EVENT_STOP;
}

static gboolean
press_down (KitFilterBar *self)
{
  if (kit_filter_bar_is_open (self))
    kit_filter_proposals_step (self->proposals, 1);
  else if (*get_current (self) != '\0')
    kit_filter_proposals_suggest (self->proposals, get_current (self), TRUE);
  else
    g_signal_emit (self, signals[LEAVE], 0);
  return GDK_EVENT_STOP;
}

static gboolean
key_cb (KitFilterBar *self, guint keyval, guint keycode, GdkModifierType state)
{
  gboolean open = kit_filter_bar_is_open (self);

  switch (keyval)
    {
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      return press_down (self);
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      if (open)
        kit_filter_proposals_step (self->proposals, -1);
      return open;
    case GDK_KEY_Tab:
      if (!open || (state & GDK_SHIFT_MASK) != 0)
        return GDK_EVENT_PROPAGATE;
      if (kit_filter_proposals_get_selected (self->proposals) == NULL)
        kit_filter_proposals_step (self->proposals, 1);
      press_enter (self);
      return GDK_EVENT_STOP;
    case GDK_KEY_space:
      if ((state & GDK_CONTROL_MASK) == 0)
        return GDK_EVENT_PROPAGATE;
      kit_filter_proposals_suggest (self->proposals, get_current (self), TRUE);
      return GDK_EVENT_STOP;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_ISO_Enter:
      press_enter (self);
      return GDK_EVENT_STOP;
    case GDK_KEY_Escape:
      press_escape (self);
      return GDK_EVENT_STOP;
    case GDK_KEY_BackSpace:
      return press_backspace (self);
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
clear_cb (KitFilterBar *self)
{
  kit_filter_bar_set_text (self, "");
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  tell_changed (self);
}

static void
leave_cb (KitFilterBar *self)
{
  gtk_widget_remove_css_class (self->frame, "focused");
  kit_filter_proposals_close (self->proposals);
}

static void
enter_cb (KitFilterBar *self)
{
  gtk_widget_add_css_class (self->frame, "focused");
}

static void
kit_filter_bar_measure (GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size,
                        int *minimum,
                        int *natural,
                        int *minimum_baseline,
                        int *natural_baseline)
{
  gtk_widget_measure (KIT_FILTER_BAR (widget)->box, orientation, for_size, minimum, natural,
                      minimum_baseline, natural_baseline);
}

static void
kit_filter_bar_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  KitFilterBar *self = KIT_FILTER_BAR (widget);

  gtk_widget_size_allocate (self->box, &(GtkAllocation){ 0, 0, width, height }, baseline);
  gtk_popover_present (GTK_POPOVER (self->proposals));
}

static GtkSizeRequestMode
kit_filter_bar_get_request_mode (GtkWidget *widget)
{
  return gtk_widget_get_request_mode (KIT_FILTER_BAR (widget)->box);
}

static gboolean
kit_filter_bar_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (KIT_FILTER_BAR (widget)->entry));
}

static void
kit_filter_bar_dispose (GObject *object)
{
  KitFilterBar *self = KIT_FILTER_BAR (object);

  g_clear_handle_id (&self->changed_source, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), KIT_TYPE_FILTER_BAR);
  G_OBJECT_CLASS (kit_filter_bar_parent_class)->dispose (object);
}

static void
kit_filter_bar_class_init (KitFilterBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kit_filter_bar_dispose;
  widget_class->measure = kit_filter_bar_measure;
  widget_class->size_allocate = kit_filter_bar_size_allocate;
  widget_class->get_request_mode = kit_filter_bar_get_request_mode;
  widget_class->grab_focus = kit_filter_bar_grab_focus;
  signals[CHANGED] =
      g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[ACTIVATE] =
      g_signal_new ("activate", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[LEAVE] =
      g_signal_new ("leave", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (KIT_TYPE_FILTER_PROPOSALS);
  gtk_widget_class_set_css_name (widget_class, "filterbar");
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/quittance/Quittance/widgets/kit-filter-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, KitFilterBar, box);
  gtk_widget_class_bind_template_child (widget_class, KitFilterBar, frame);
  gtk_widget_class_bind_template_child (widget_class, KitFilterBar, scroller);
  gtk_widget_class_bind_template_child (widget_class, KitFilterBar, pills);
  gtk_widget_class_bind_template_child (widget_class, KitFilterBar, entry);
  gtk_widget_class_bind_template_child (widget_class, KitFilterBar, clear);
  gtk_widget_class_bind_template_child (widget_class, KitFilterBar, problem);
  gtk_widget_class_bind_template_child (widget_class, KitFilterBar, proposals);
  gtk_widget_class_bind_template_callback (widget_class, typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, cursor_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_cb);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
}

static void
kit_filter_bar_init (KitFilterBar *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), keys);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (leave_cb), self);
  g_signal_connect_swapped (focus, "enter", G_CALLBACK (enter_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), focus);
}

GtkWidget *
kit_filter_bar_new (void)
{
  return g_object_new (KIT_TYPE_FILTER_BAR, NULL);
}

/**
 * kit_filter_bar_set_grammar:
 * @self: the bar
 * @grammar: what its list knows; static
 * @names: (nullable): completes the names of relations
 */
void
kit_filter_bar_set_grammar (KitFilterBar *self,
                            const BizFilterGrammar *grammar,
                            BizNameSearch *names)
{
  g_return_if_fail (KIT_IS_FILTER_BAR (self));
  g_return_if_fail (grammar != NULL && self->grammar == NULL);

  self->grammar = grammar;
  kit_filter_proposals_set_up (self->proposals, GTK_WIDGET (self->entry), grammar, names);
}

void
kit_filter_bar_set_placeholder (KitFilterBar *self, const char *text)
{
  g_return_if_fail (KIT_IS_FILTER_BAR (self));

  gtk_text_set_placeholder_text (self->entry, text);
}

void
kit_filter_bar_set_name (KitFilterBar *self, const char *name)
{
  g_return_if_fail (KIT_IS_FILTER_BAR (self));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
}

/**
 * kit_filter_bar_get_text:
 * @self: the bar
 *
 * Returns: (transfer full): all conditions as one text, valid or not
 */
char *
kit_filter_bar_get_text (KitFilterBar *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_return_val_if_fail (KIT_IS_FILTER_BAR (self), NULL);

  for (GtkWidget *pill = gtk_widget_get_first_child (GTK_WIDGET (self->pills)); pill != NULL;
       pill = gtk_widget_get_next_sibling (pill))
    g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "",
                            kit_filter_pill_get_token (KIT_FILTER_PILL (pill)));
  if (*get_typed (self) != '\0')
    g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", get_typed (self));
  return g_strchomp (g_string_free (g_steal_pointer (&text), FALSE));
}

/**
 * kit_filter_bar_set_text:
 * @self: the bar
 * @text: words and tokens
 *
 * Tokens become pills, words to look for stand in the entry.
 */
void
kit_filter_bar_set_text (KitFilterBar *self, const char *text)
{
  GtkWidget *pill;

  g_return_if_fail (KIT_IS_FILTER_BAR (self));
  g_return_if_fail (self->grammar != NULL && text != NULL);

  g_clear_handle_id (&self->changed_source, g_source_remove);
  kit_filter_proposals_close (self->proposals);
  while ((pill = gtk_widget_get_first_child (GTK_WIDGET (self->pills))) != NULL)
    gtk_box_remove (self->pills, pill);
  write_typed (self, text);
  take_pills (self, text, FALSE);
}

gboolean
kit_filter_bar_is_valid (KitFilterBar *self)
{
  g_return_val_if_fail (KIT_IS_FILTER_BAR (self), FALSE);

  return !gtk_widget_get_visible (GTK_WIDGET (self->problem));
}

GtkEditable *
kit_filter_bar_get_editable (KitFilterBar *self)
{
  g_return_val_if_fail (KIT_IS_FILTER_BAR (self), NULL);

  return GTK_EDITABLE (self->entry);
}

guint
kit_filter_bar_get_n_pills (KitFilterBar *self)
{
  guint n = 0;

  g_return_val_if_fail (KIT_IS_FILTER_BAR (self), 0);

  for (GtkWidget *pill = gtk_widget_get_first_child (GTK_WIDGET (self->pills)); pill != NULL;
       pill = gtk_widget_get_next_sibling (pill))
    n++;
  return n;
}

gboolean
kit_filter_bar_is_open (KitFilterBar *self)
{
  g_return_val_if_fail (KIT_IS_FILTER_BAR (self), FALSE);

  return kit_filter_proposals_is_open (self->proposals);
}
