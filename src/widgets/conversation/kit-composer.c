/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Long file: what is written, who gets it and what goes along are one state. */

#define G_LOG_DOMAIN "kit"

#include "config.h"

#include "kit-composer.h"

#include "biz-partner.h"
#include "biz-record-search.h"
#include "erp-job.h"
#include "erp-session.h"
#include "erp-unsent.h"
#include "kit-file-reader.h"
#include "kit-inline-error.h"
#include "kit-search-picker.h"

#include <glib/gi18n-lib.h>

struct _KitComposer
{
  AdwBin parent_instance;

  GtkToggleButton *note_button;
  GtkToggleButton *message_button;
  GtkTextView *text;
  GtkLabel *hint;
  GtkLabel *kept;
  GtkBox *people;
  GtkBox *files_box;
  GtkButton *suggest_button;
  GtkMenuButton *person_button;
  KitSearchPicker *picker;
  GtkSpinner *spinner;
  GtkButton *send_button;
  KitInlineError *error;

  BizThread *thread;             /* (owned) (nullable) */
  GListStore *recipients;        /* (owned): BizPartner */
  GListStore *files;             /* (owned): BizNewFile */
  GCancellable *cancellable;     /* (owned): of the thread that is shown */
  GtkFileChooserNative *chooser; /* (owned) (nullable): while it is open */
  gint64 suggested;
  char *suggested_name; /* (owned) (nullable) */
  gboolean is_sending;
  gboolean is_filling;
};

G_DEFINE_FINAL_TYPE (KitComposer, kit_composer, ADW_TYPE_BIN)

enum
{
  SAID,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static char *
dup_text (KitComposer *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text);
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static gboolean
is_message (KitComposer *self)
{
  return gtk_toggle_button_get_active (self->message_button);
}

static gboolean
has_recipient (KitComposer *self, gint64 id)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->recipients)); i++)
    {
      g_autoptr (BizPartner) partner = g_list_model_get_item (G_LIST_MODEL (self->recipients), i);

      if (biz_partner_get_id (partner) == id)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_follower (KitComposer *self, gint64 id)
{
  GListModel *followers = biz_thread_get_followers (self->thread);

  for (guint i = 0; i < g_list_model_get_n_items (followers); i++)
    {
      g_autoptr (BizFollower) follower = g_list_model_get_item (followers, i);

      if (biz_follower_get_partner_id (follower) == id)
        return TRUE;
    }
  return FALSE;
}

static void
append_name (GString *list, const char *name)
{
  g_string_append_printf (list, "%s%s", list->len > 0 ? ", " : "", name);
}

/* Sorts followers into who gets a mail, which colleagues are told, and who cannot be reached. */
static void
sort_followers (KitComposer *self, GString *mailed, GString *told, GString *unreachable)
{
  GListModel *followers = biz_thread_get_followers (self->thread);

  for (guint i = 0; i < g_list_model_get_n_items (followers); i++)
    {
      g_autoptr (BizFollower) follower = g_list_model_get_item (followers, i);
      const char *name = biz_follower_get_name (follower);
      const char *email = biz_follower_get_email (follower);

      if (!biz_follower_gets_messages (follower)
          || has_recipient (self, biz_follower_get_partner_id (follower)))
        continue;
      if (biz_follower_is_colleague (follower))
        append_name (told, name);
      else if (email == NULL)
        append_name (unreachable, name);
      else
        {
          g_autofree char *both = g_strdup_printf ("%s <%s>", name, email);

          append_name (mailed, both);
        }
    }
}

static void
sort_recipients (KitComposer *self, GString *mailed, GString *unreachable)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->recipients)); i++)
    {
      g_autoptr (BizPartner) partner = g_list_model_get_item (G_LIST_MODEL (self->recipients), i);
      const char *email = biz_partner_get_email (partner);

      if (email == NULL && biz_partner_get_id (partner) != self->suggested)
        append_name (unreachable, biz_partner_get_name (partner));
      else if (email == NULL)
        append_name (mailed, biz_partner_get_name (partner));
      else
        {
          g_autofree char *both =
              g_strdup_printf ("%s <%s>", biz_partner_get_name (partner), email);

          append_name (mailed, both);
        }
    }
}

static void
append_line (GString *text, const char *format, GString *names)
{
  if (names->len == 0)
    return;
  if (text->len > 0)
    g_string_append_c (text, '\n');
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  g_string_append_printf (text, format, names->str);
#pragma GCC diagnostic pop
}

/* Who will get it, before it goes. */
static void
fill_hint (KitComposer *self)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GString) mailed = g_string_new (NULL);
  g_autoptr (GString) told = g_string_new (NULL);
  g_autoptr (GString) unreachable = g_string_new (NULL);

  if (is_message (self))
    sort_followers (self, mailed, told, unreachable);
  else
    g_string_append (text, _ ("Stays in the house: colleagues see it here, nobody follows notes."));
  sort_recipients (self, mailed, unreachable);
  /* Translators: names, some with mail addresses. */
  append_line (text, is_message (self) ? _ ("Mail goes to %s") : _ ("And it is sent to %s"),
               mailed);
  /* Translators: names of colleagues. */
  append_line (text, _ ("Told in the ERP or by mail, as they chose: %s"), told);
  /* Translators: names of people. */
  append_line (text, _ ("Gets nothing, there is no mail address: %s"), unreachable);
  if (text->len == 0)
    g_string_append (text, biz_thread_is_loaded (self->thread)
                               ? _ ("Nobody follows this: nobody gets it. Add somebody below.")
                               : _ ("Who follows this is not known yet."));
  gtk_label_set_text (self->hint, text->str);
}

static void
update (KitComposer *self)
{
  g_autofree char *text = NULL;
  g_autofree char *stripped = NULL;
  gboolean full;

  if (self->thread == NULL)
    return;
  text = dup_text (self);
  stripped = g_strstrip (g_strdup (text));
  full = *stripped != '\0';
  fill_hint (self);
  gtk_button_set_label (self->send_button, is_message (self) ? _ ("_Send") : _ ("_Add Note"));
  gtk_widget_action_set_enabled (
      GTK_WIDGET (self), "composer.send",
      !self->is_sending && (full || g_list_model_get_n_items (G_LIST_MODEL (self->files)) > 0)
          && (!is_message (self) || biz_thread_is_loaded (self->thread)));
  gtk_widget_set_sensitive (GTK_WIDGET (self->text), !self->is_sending);
  gtk_widget_set_visible (GTK_WIDGET (self->kept), full && !self->is_sending);
  gtk_widget_set_visible (GTK_WIDGET (self->suggest_button),
                          is_message (self) && self->suggested != 0
                              && biz_thread_is_loaded (self->thread)
                              && !is_follower (self, self->suggested)
                              && !has_recipient (self, self->suggested));
  gtk_spinner_set_spinning (self->spinner, self->is_sending);
}

static void
keep (KitComposer *self)
{
  g_autofree char *text = NULL;

  if (self->thread == NULL || self->is_filling)
    return;
  text = dup_text (self);
  erp_unsent_set (erp_session_get_unsent (biz_thread_get_session (self->thread)),
                  biz_thread_get_model (self->thread), biz_thread_get_id (self->thread), text,
                  is_message (self));
}

static void
changed_cb (KitComposer *self)
{
  keep (self);
  update (self);
}

static GtkWidget *
create_chip (KitComposer *self, const char *name, const char *tip, GCallback remove, GObject *item)
{
  GtkWidget *chip = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 3);
  GtkWidget *label = gtk_label_new (name);
  GtkWidget *button = gtk_button_new_from_icon_name ("window-close-symbolic");
  g_autofree char *action = g_strdup_printf (_ ("Remove %s"), name);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 30);
  gtk_widget_set_tooltip_text (label, tip);
  gtk_widget_add_css_class (chip, "composer-chip");
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "circular");
  gtk_widget_set_tooltip_text (button, action);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, action,
                                  -1);
  gtk_box_append (GTK_BOX (chip), label);
  gtk_box_append (GTK_BOX (chip), button);
  gtk_widget_set_halign (chip, GTK_ALIGN_START);
  g_object_set_data_full (G_OBJECT (button), "item", g_object_ref (item), g_object_unref);
  g_signal_connect_object (button, "clicked", remove, self, 0);
  return chip;
}

static void
remove_item (GListStore *list, GObject *item)
{
  guint position;

  if (g_list_store_find (list, item, &position))
    g_list_store_remove (list, position);
}

static void
remove_person_cb (GtkButton *button, gpointer user_data)
{
  KitComposer *self = user_data;

  remove_item (self->recipients, g_object_get_data (G_OBJECT (button), "item"));
}

static void
remove_file_cb (GtkButton *button, gpointer user_data)
{
  KitComposer *self = user_data;

  remove_item (self->files, g_object_get_data (G_OBJECT (button), "item"));
}

static void
clear_box (GtkBox *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
}

static void
recipients_changed_cb (KitComposer *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->recipients));

  clear_box (self->people);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (BizPartner) partner = g_list_model_get_item (G_LIST_MODEL (self->recipients), i);

      gtk_box_append (self->people,
                      create_chip (self, biz_partner_get_name (partner),
                                   biz_partner_get_email (partner), G_CALLBACK (remove_person_cb),
                                   G_OBJECT (partner)));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->people), n > 0);
  update (self);
}

static void
files_changed_cb (KitComposer *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->files));

  clear_box (self->files_box);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (BizNewFile) file = g_list_model_get_item (G_LIST_MODEL (self->files), i);
      g_autofree char *size = g_format_size (g_bytes_get_size (biz_new_file_get_content (file)));
      g_autofree char *name = g_strdup_printf ("%s (%s)", biz_new_file_get_name (file), size);

      gtk_box_append (self->files_box,
                      create_chip (self, name, NULL, G_CALLBACK (remove_file_cb), G_OBJECT (file)));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->files_box), n > 0);
  update (self);
}

static void
add_recipient (KitComposer *self, BizPartner *partner)
{
  if (!has_recipient (self, biz_partner_get_id (partner)))
    g_list_store_append (self->recipients, partner);
}

/* Somebody chosen after "@" is named in the text. */
static void
name_in_text (KitComposer *self, BizPartner *partner)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text);
  g_autofree char *name = NULL;
  GtkTextIter cursor;
  GtkTextIter before;

  gtk_text_buffer_get_iter_at_mark (buffer, &cursor, gtk_text_buffer_get_insert (buffer));
  before = cursor;
  if (!gtk_text_iter_backward_char (&before) || gtk_text_iter_get_char (&before) != '@')
    return;
  name = g_strdup_printf ("%s ", biz_partner_get_name (partner));
  gtk_text_buffer_insert_at_cursor (buffer, name, -1);
}

static void
chosen_cb (KitComposer *self, GObject *item)
{
  GtkPopover *popover = gtk_menu_button_get_popover (self->person_button);

  if (item == NULL)
    return;
  name_in_text (self, BIZ_PARTNER (item));
  add_recipient (self, BIZ_PARTNER (item));
  kit_search_picker_set_chosen (self->picker, NULL);
  gtk_popover_popdown (popover);
  gtk_widget_grab_focus (GTK_WIDGET (self->text));
}

static char *
get_partner_title (gpointer item)
{
  return g_strdup (biz_partner_get_name (item));
}

static char *
get_partner_details (gpointer item)
{
  return g_strdup (biz_partner_get_details (item));
}

static void
suggest_cb (KitComposer *self)
{
  g_autoptr (BizPartner) partner = biz_partner_new (self->suggested, self->suggested_name);

  add_recipient (self, partner);
}

static gboolean
key_cb (KitComposer *self, guint key, guint code, GdkModifierType state)
{
  if (key != GDK_KEY_Return && key != GDK_KEY_KP_Enter)
    return FALSE;
  if ((state & GDK_CONTROL_MASK) == 0)
    return FALSE;
  gtk_widget_activate_action (GTK_WIDGET (self), "composer.send", NULL);
  return TRUE;
}

/* After "@" at the beginning of a word it is asked who is meant. */
static void
inserted_cb (KitComposer *self, GtkTextIter *end, char *text, int length)
{
  GtkTextIter before = *end;

  if (length != 1 || *text != '@' || self->is_filling)
    return;
  gtk_text_iter_backward_char (&before);
  if (!gtk_text_iter_is_start (&before))
    {
      gtk_text_iter_backward_char (&before);
      if (!g_unichar_isspace (gtk_text_iter_get_char (&before)))
        return;
    }
  gtk_menu_button_popup (self->person_button);
  gtk_widget_grab_focus (GTK_WIDGET (kit_search_picker_get_editable (self->picker)));
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KitComposer) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BizNewFile) file = kit_file_reader_read_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (file != NULL)
    g_list_store_append (self->files, file);
  else
    kit_inline_error_set_message (self->error, error->message);
}

static void
file_chosen_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  KitComposer *self = user_data;

  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GListModel) files = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (dialog));

      for (guint i = 0; i < g_list_model_get_n_items (files); i++)
        {
          g_autoptr (GFile) file = g_list_model_get_item (files, i);

          kit_composer_add_files (self, &file, 1);
        }
    }
  g_clear_object (&self->chooser);
}

static void
attach_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KitComposer *self = KIT_COMPOSER (widget);
  GtkRoot *root = gtk_widget_get_root (widget);

  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new (_ ("Attach Files"),
                                               GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                               GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Attach"), NULL);
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (self->chooser), TRUE);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (file_chosen_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
empty (KitComposer *self)
{
  self->is_filling = TRUE;
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text), "", -1);
  self->is_filling = FALSE;
  g_list_store_remove_all (self->recipients);
  g_list_store_remove_all (self->files);
}

/* What a finished call belongs to: another record may be shown by now. */
typedef struct
{
  KitComposer *self; /* (owned) */
  char *model;       /* (owned) */
  gint64 id;
  char *text; /* (owned) */
} Saying;

static void
free_saying (Saying *saying)
{
  g_clear_object (&saying->self);
  g_free (saying->model);
  g_free (saying->text);
  g_free (saying);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Saying, free_saying)

/* It is said: nothing of it is kept. */
static void
forget (Saying *saying, BizThread *thread)
{
  ErpUnsent *unsent = erp_session_get_unsent (biz_thread_get_session (thread));
  gboolean is_reply;
  const char *kept = erp_unsent_get (unsent, saying->model, saying->id, &is_reply);

  if (g_strcmp0 (kept, saying->text) == 0)
    erp_unsent_set (unsent, saying->model, saying->id, NULL, FALSE);
}

static void
said_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Saying) saying = user_data;
  KitComposer *self = saying->self;
  BizThread *thread = BIZ_THREAD (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (ErpJob) job = biz_thread_job_finish (thread, result, &error);

  if (job != NULL)
    forget (saying, thread);
  if (self->thread != thread)
    return;
  self->is_sending = FALSE;
  if (job != NULL)
    {
      empty (self);
      g_signal_emit (self, signals[SAID], 0);
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    kit_inline_error_set_error (self->error, _ ("It was not sent; it stands here still."), error);
  update (self);
}

static void
send_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KitComposer *self = KIT_COMPOSER (widget);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->recipients));
  g_autofree gint64 *ids = g_new0 (gint64, n + 1);
  Saying *saying;

  if (self->thread == NULL || self->is_sending)
    return;
  saying = g_new0 (Saying, 1);
  saying->self = g_object_ref (self);
  saying->model = g_strdup (biz_thread_get_model (self->thread));
  saying->id = biz_thread_get_id (self->thread);
  saying->text = dup_text (self);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (BizPartner) partner = g_list_model_get_item (G_LIST_MODEL (self->recipients), i);

      ids[i] = biz_partner_get_id (partner);
    }
  kit_inline_error_clear (self->error);
  self->is_sending = TRUE;
  update (self);
  biz_thread_say_async (self->thread, saying->text, is_message (self), ids, n,
                        G_LIST_MODEL (self->files), NULL, said_cb, saying);
}

static gboolean
drop_cb (KitComposer *self, const GValue *value)
{
  GSList *files = g_value_get_boxed (value);

  for (GSList *l = files; l != NULL; l = l->next)
    {
      GFile *file = l->data;

      kit_composer_add_files (self, &file, 1);
    }
  return files != NULL;
}

/* Before the text view takes a file's name for text. */
static void
accept_files (KitComposer *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (target), GTK_PHASE_CAPTURE);
  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

static void
kit_composer_dispose (GObject *object)
{
  KitComposer *self = KIT_COMPOSER (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->chooser);
  if (self->thread != NULL)
    g_signal_handlers_disconnect_by_data (self->thread, self);
  g_clear_object (&self->thread);
  g_clear_object (&self->recipients);
  g_clear_object (&self->files);
  g_clear_pointer (&self->suggested_name, g_free);

  G_OBJECT_CLASS (kit_composer_parent_class)->dispose (object);
}

static void
kit_composer_class_init (KitComposerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kit_composer_dispose;
  signals[SAID] = g_signal_new ("said", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
  g_type_ensure (KIT_TYPE_INLINE_ERROR);
  g_type_ensure (KIT_TYPE_SEARCH_PICKER);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/quittance/Quittance/widgets/kit-composer.ui");
  gtk_widget_class_bind_template_child (widget_class, KitComposer, note_button);
  gtk_widget_class_bind_template_child (widget_class, KitComposer, message_button);
  gtk_widget_class_bind_template_child (widget_class, KitComposer, text);
  gtk_widget_class_bind_template_child (widget_class, KitComposer, hint);
  gtk_widget_class_bind_template_child (widget_class, KitComposer, kept);
  gtk_widget_class_bind_template_child (widget_class, KitComposer, people);
  gtk_widget_class_bind_template_child (widget_class, KitComposer, files_box);
  gtk_widget_class_bind_template_child (widget_class, KitComposer, suggest_button);
  gtk_widget_class_bind_template_child (widget_class, KitComposer, person_button);
  gtk_widget_class_bind_template_child (widget_class, KitComposer, picker);
  gtk_widget_class_bind_template_child (widget_class, KitComposer, spinner);
  gtk_widget_class_bind_template_child (widget_class, KitComposer, send_button);
  gtk_widget_class_bind_template_child (widget_class, KitComposer, error);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, suggest_cb);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_cb);
  gtk_widget_class_install_action (widget_class, "composer.send", NULL, send_action);
  gtk_widget_class_install_action (widget_class, "composer.attach", NULL, attach_action);
}

static void
kit_composer_init (KitComposer *self)
{
  GtkTextBuffer *buffer;

  self->recipients = g_list_store_new (BIZ_TYPE_PARTNER);
  self->files = g_list_store_new (BIZ_TYPE_NEW_FILE);
  gtk_widget_init_template (GTK_WIDGET (self));
  kit_inline_error_set_retry_label (self->error, NULL);
  kit_search_picker_set_describe (self->picker, get_partner_title, get_partner_details);
  kit_search_picker_set_name (self->picker, _ ("Person"));
  kit_search_picker_set_placeholder (self->picker, _ ("Name or mail address"));
  buffer = gtk_text_view_get_buffer (self->text);
  g_signal_connect_object (buffer, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (buffer, "insert-text", G_CALLBACK (inserted_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (self->recipients, "items-changed", G_CALLBACK (recipients_changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->files, "items-changed", G_CALLBACK (files_changed_cb), self,
                           G_CONNECT_SWAPPED);
  accept_files (self);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
kit_composer_new (void)
{
  return g_object_new (KIT_TYPE_COMPOSER, NULL);
}

/* What was not sent the last time. */
static void
take_unsent (KitComposer *self)
{
  ErpUnsent *unsent = erp_session_get_unsent (biz_thread_get_session (self->thread));
  gboolean is_reply = FALSE;
  const char *kept = erp_unsent_get (unsent, biz_thread_get_model (self->thread),
                                     biz_thread_get_id (self->thread), &is_reply);
  g_autofree char *text = g_strdup (kept != NULL ? kept : "");

  self->is_filling = TRUE;
  gtk_toggle_button_set_active (is_reply ? self->message_button : self->note_button, TRUE);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text), text, -1);
  self->is_filling = FALSE;
  gtk_label_set_text (self->kept,
                      erp_unsent_get_persistent (unsent)
                          ? _ ("Kept until it is sent")
                          : _ ("Kept until the program ends: there is no keyring here"));
}

/**
 * kit_composer_set_thread:
 * @self: a composer
 * @thread: (nullable): the conversation that it goes to
 *
 * What was written for the former one is kept by the session.
 */
void
kit_composer_set_thread (KitComposer *self, BizThread *thread)
{
  g_autoptr (BizRecordSearch) search = NULL;

  g_return_if_fail (KIT_IS_COMPOSER (self));
  g_return_if_fail (thread == NULL || BIZ_IS_THREAD (thread));

  if (self->thread == thread)
    return;
  if (self->thread != NULL)
    g_signal_handlers_disconnect_by_data (self->thread, self);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->thread);
  empty (self);
  kit_inline_error_clear (self->error);
  self->is_sending = FALSE;
  self->suggested = 0;
  gtk_widget_set_visible (GTK_WIDGET (self), thread != NULL && biz_thread_may_speak (thread));
  if (thread == NULL)
    return;
  self->thread = g_object_ref (thread);
  self->cancellable = g_cancellable_new ();
  g_signal_connect_object (thread, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  search =
      biz_record_search_new_partners (erp_session_get_client (biz_thread_get_session (thread)));
  kit_search_picker_set_search (self->picker, G_LIST_MODEL (search));
  take_unsent (self);
  update (self);
}

/**
 * kit_composer_set_suggested:
 * @self: a composer with a thread
 * @partner_id: who is offered as a recipient, 0: nobody
 * @name: (nullable): what that one is called
 */
void
kit_composer_set_suggested (KitComposer *self, gint64 partner_id, const char *name)
{
  g_autofree char *label = NULL;

  g_return_if_fail (KIT_IS_COMPOSER (self));

  self->suggested = name != NULL ? partner_id : 0;
  g_free (self->suggested_name);
  self->suggested_name = g_strdup (name);
  /* Translators: the customer, offered as a recipient of a message. */
  label = g_strdup_printf (_ ("Also to %s"), name != NULL ? name : "");
  gtk_button_set_label (self->suggest_button, label);
  update (self);
}

void
kit_composer_write (KitComposer *self, gboolean is_reply)
{
  g_return_if_fail (KIT_IS_COMPOSER (self));

  if (self->thread == NULL || self->is_sending)
    return;
  gtk_toggle_button_set_active (is_reply ? self->message_button : self->note_button, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->text));
}

void
kit_composer_add_files (KitComposer *self, GFile *const *files, guint n_files)
{
  g_return_if_fail (KIT_IS_COMPOSER (self));

  if (self->thread == NULL || self->is_sending)
    return;
  kit_inline_error_clear (self->error);
  for (guint i = 0; i < n_files; i++)
    kit_file_reader_read_async (files[i], self->cancellable, read_cb, g_object_ref (self));
}
