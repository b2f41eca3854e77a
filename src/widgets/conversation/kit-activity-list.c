/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kit"

#include "config.h"

#include "kit-activity-list.h"

#include "erp-job.h"
#include "kit-activity-plan.h"
#include "kit-format.h"
#include "kit-inline-error.h"
#include "kit-section-layout.h"
#include "kit-status-pill.h"

#include <glib/gi18n-lib.h>

struct _KitActivityList
{
  AdwBin parent_instance;

  GtkMenuButton *plan_button;
  KitActivityPlan *plan;
  GtkWidget *heading;
  GtkLabel *empty;
  GtkListBox *list;
  KitInlineError *error;

  BizThread *thread; /* (owned) (nullable) */
  GDate today;
};

G_DEFINE_FINAL_TYPE (KitActivityList, kit_activity_list, ADW_TYPE_BIN)

static KitTone
get_tone (BizActivityStanding standing)
{
  switch (standing)
    {
    case BIZ_ACTIVITY_OVERDUE:
      return KIT_TONE_BAD;
    case BIZ_ACTIVITY_TODAY:
      return KIT_TONE_WARNING;
    case BIZ_ACTIVITY_PLANNED:
    default:
      return KIT_TONE_GOOD;
    }
}

static void
ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KitActivityList) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ErpJob) job = biz_thread_job_finish (BIZ_THREAD (source), result, &error);

  if (self->thread != BIZ_THREAD (source))
    return;
  gtk_widget_set_sensitive (GTK_WIDGET (self->list), TRUE);
  if (job == NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    kit_inline_error_set_error (self->error, _ ("It was not done."), error);
}

static void
begin (KitActivityList *self)
{
  kit_inline_error_clear (self->error);
  gtk_widget_set_sensitive (GTK_WIDGET (self->list), FALSE);
}

/* In the popover of "Done": what came of it. */
static void
done_cb (GtkWidget *widget, gpointer user_data)
{
  KitActivityList *self = user_data;
  GtkWidget *popover = gtk_widget_get_ancestor (widget, GTK_TYPE_POPOVER);
  BizActivity *activity = g_object_get_data (G_OBJECT (popover), "activity");
  GtkEditable *feedback = g_object_get_data (G_OBJECT (popover), "feedback");
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (feedback)));
  g_autoptr (BizActivity) held = g_object_ref (activity);

  gtk_popover_popdown (GTK_POPOVER (popover));
  begin (self);
  biz_thread_finish_activity_async (self->thread, held, *text != '\0' ? text : NULL, NULL, ended_cb,
                                    g_object_ref (self));
}

/* A cancellation from the question to the end. */
typedef struct
{
  KitActivityList *self; /* (owned) */
  BizActivity *activity; /* (owned) */
} Cancellation;

static void
cancel_response_cb (GtkWidget *dialog, const char *response, gpointer user_data)
{
  Cancellation *cancellation = user_data;
  KitActivityList *self = cancellation->self;

  if (g_str_equal (response, "cancel-it") && self->thread != NULL)
    {
      begin (self);
      biz_thread_cancel_activity_async (self->thread, cancellation->activity, NULL, ended_cb,
                                        g_object_ref (self));
    }
  g_clear_object (&cancellation->self);
  g_clear_object (&cancellation->activity);
  g_free (cancellation);
}

static void
cancel_cb (GtkButton *button, gpointer user_data)
{
  KitActivityList *self = user_data;
  BizActivity *activity = g_object_get_data (G_OBJECT (button), "activity");
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  g_autofree char *body =
      g_strdup_printf (_ ("“%s” is taken off the list, and the conversation does not tell of it."),
                       biz_activity_get_title (activity));
  GtkWidget *dialog = adw_message_dialog_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                              _ ("Cancel What Was Planned?"), body);
  Cancellation *cancellation = g_new0 (Cancellation, 1);

  cancellation->self = g_object_ref (self);
  cancellation->activity = g_object_ref (activity);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "keep", _ ("_Keep It"),
                                    "cancel-it", _ ("_Cancel It"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "cancel-it",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "keep");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "keep");
  g_signal_connect (dialog, "response", G_CALLBACK (cancel_response_cb), cancellation);
  gtk_window_present (GTK_WINDOW (dialog));
}

static GtkWidget *
create_done (KitActivityList *self, BizActivity *activity)
{
  GtkWidget *menu = gtk_menu_button_new ();
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *entry = gtk_entry_new ();
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("Mark as _Done"));
  g_autofree char *name = g_strdup_printf (_ ("Done: %s"), biz_activity_get_title (activity));

  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _ ("What came of it (optional)"));
  gtk_widget_set_size_request (entry, 260, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("What came of it"), -1);
  gtk_widget_add_css_class (button, "suggested-action");
  gtk_widget_set_halign (button, GTK_ALIGN_END);
  gtk_box_append (GTK_BOX (box), entry);
  gtk_box_append (GTK_BOX (box), button);
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  g_object_set_data_full (G_OBJECT (popover), "activity", g_object_ref (activity), g_object_unref);
  g_object_set_data (G_OBJECT (popover), "feedback", entry);
  g_signal_connect_object (entry, "activate", G_CALLBACK (done_cb), self, 0);
  g_signal_connect_object (button, "clicked", G_CALLBACK (done_cb), self, 0);
  gtk_menu_button_set_label (GTK_MENU_BUTTON (menu), _ ("Done"));
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (menu), popover);
  gtk_widget_add_css_class (menu, "flat");
  gtk_widget_set_valign (menu, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (menu), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return menu;
}

static GtkWidget *
create_cancel (KitActivityList *self, BizActivity *activity)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("window-close-symbolic");
  g_autofree char *name = g_strdup_printf (_ ("Cancel: %s"), biz_activity_get_title (activity));

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, _ ("Cancel"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (button), "activity", g_object_ref (activity), g_object_unref);
  g_signal_connect_object (button, "clicked", G_CALLBACK (cancel_cb), self, 0);
  return button;
}

static GtkWidget *
create_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

/* "Call · 22 Nov 2026 · Kurt" */
static char *
describe (BizActivity *activity)
{
  const GDate *deadline = biz_activity_get_deadline (activity);
  const char *type = biz_activity_get_type_name (activity);
  g_autofree char *date = deadline != NULL ? kit_format_date (deadline) : NULL;
  const char *parts[] = { NULL, NULL, NULL, NULL };
  guint n = 0;

  if (type != NULL && g_strcmp0 (type, biz_activity_get_title (activity)) != 0)
    parts[n++] = type;
  if (date != NULL)
    parts[n++] = date;
  if (biz_activity_get_user (activity) != NULL)
    parts[n++] = biz_activity_get_user (activity);
  return g_strjoinv (" · ", (char **)parts);
}

static GtkWidget *
create_row (gpointer item, gpointer user_data)
{
  KitActivityList *self = user_data;
  BizActivity *activity = item;
  BizActivityStanding standing = biz_activity_get_standing (activity, &self->today);
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *pill = kit_status_pill_new ();
  g_autofree char *details = describe (activity);
  GtkWidget *label;

  kit_status_pill_set (KIT_STATUS_PILL (pill), biz_activity_standing_to_label (standing),
                       get_tone (standing));
  gtk_widget_set_valign (pill, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (texts), create_label (biz_activity_get_title (activity), NULL));
  label = create_label (details, "caption");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_add_css_class (label, "numeric");
  gtk_box_append (GTK_BOX (texts), label);
  /* What it says for programs is shown beside the files. */
  if (*biz_activity_get_note (activity) != '\0'
      && !g_str_has_prefix (biz_activity_get_note (activity), "QUITTANCE/1 document "))
    gtk_box_append (GTK_BOX (texts), create_label (biz_activity_get_note (activity), "caption"));
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_box_append (GTK_BOX (box), pill);
  gtk_box_append (GTK_BOX (box), texts);
  if (biz_thread_may_speak (self->thread))
    {
      gtk_box_append (GTK_BOX (box), create_done (self, activity));
      gtk_box_append (GTK_BOX (box), create_cancel (self, activity));
    }
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  return row;
}

static void
update (KitActivityList *self)
{
  guint n = self->thread != NULL
                ? g_list_model_get_n_items (biz_thread_get_activities (self->thread))
                : 0;

  /* Nothing to head: a line with what can be done is enough. */
  gtk_widget_set_visible (self->heading, n > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->list), n > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->empty),
                          n == 0 && self->thread != NULL && biz_thread_is_loaded (self->thread));
  gtk_widget_set_visible (GTK_WIDGET (self->plan_button),
                          self->thread != NULL && biz_thread_may_speak (self->thread));
  kit_section_set_compact (GTK_WIDGET (self), n == 0);
}

static void
kit_activity_list_dispose (GObject *object)
{
  KitActivityList *self = KIT_ACTIVITY_LIST (object);

  if (self->thread != NULL)
    g_signal_handlers_disconnect_by_data (self->thread, self);
  g_clear_object (&self->thread);

  G_OBJECT_CLASS (kit_activity_list_parent_class)->dispose (object);
}

static void
kit_activity_list_class_init (KitActivityListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kit_activity_list_dispose;
  g_type_ensure (KIT_TYPE_ACTIVITY_PLAN);
  g_type_ensure (KIT_TYPE_INLINE_ERROR);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/quittance/Quittance/widgets/kit-activity-list.ui");
  gtk_widget_class_bind_template_child (widget_class, KitActivityList, plan_button);
  gtk_widget_class_bind_template_child (widget_class, KitActivityList, plan);
  gtk_widget_class_bind_template_child (widget_class, KitActivityList, heading);
  gtk_widget_class_bind_template_child (widget_class, KitActivityList, empty);
  gtk_widget_class_bind_template_child (widget_class, KitActivityList, list);
  gtk_widget_class_bind_template_child (widget_class, KitActivityList, error);
}

static void
kit_activity_list_init (KitActivityList *self)
{
  g_date_clear (&self->today, 1);
  gtk_widget_init_template (GTK_WIDGET (self));
  kit_inline_error_set_retry_label (self->error, NULL);
}

GtkWidget *
kit_activity_list_new (void)
{
  return g_object_new (KIT_TYPE_ACTIVITY_LIST, NULL);
}

/**
 * kit_activity_list_set_thread:
 * @self: a list
 * @thread: (nullable): the conversation
 * @today: what is late is told from
 */
void
kit_activity_list_set_thread (KitActivityList *self, BizThread *thread, const GDate *today)
{
  g_return_if_fail (KIT_IS_ACTIVITY_LIST (self));
  g_return_if_fail (thread == NULL || (today != NULL && g_date_valid (today)));

  if (self->thread == thread)
    return;
  if (self->thread != NULL)
    g_signal_handlers_disconnect_by_data (self->thread, self);
  gtk_list_box_bind_model (self->list, NULL, NULL, NULL, NULL);
  g_set_object (&self->thread, thread);
  kit_inline_error_clear (self->error);
  gtk_widget_set_sensitive (GTK_WIDGET (self->list), TRUE);
  kit_activity_plan_set_thread (self->plan, thread, today);
  if (thread != NULL)
    {
      self->today = *today;
      g_signal_connect_object (thread, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
      gtk_list_box_bind_model (self->list, biz_thread_get_activities (thread), create_row, self,
                               NULL);
    }
  update (self);
}
