/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-paste-dialog.h"

#include "biz-paste.h"
#include "erp-client.h"
#include "kit-format.h"
#include "kit-inline-error.h"

#include <glib/gi18n-lib.h>

/* A text longer than that is no list that somebody pasted by hand. */
#define MAX_CHARS (256 * 1024)

struct _PagePasteDialog
{
  AdwWindow parent_instance;

  GtkTextView *text;
  GtkWidget *find_button;
  GtkWidget *show_button;
  KitInlineError *error_bar;
  GtkSpinner *spinner;
  GtkLabel *summary;
  GtkWidget *several_group;
  GtkWidget *missing_group;
  GtkLabel *missing;
  GtkWidget *passed_group;
  GtkLabel *passed;

  ErpClient *client;         /* (owned) */
  BizPaste *paste;           /* (owned) (nullable) */
  GPtrArray *rows;           /* (owned) (element-type GtkWidget): in the group of several */
  GCancellable *cancellable; /* (owned) (nullable): of the search that runs */
};

G_DEFINE_FINAL_TYPE (PagePasteDialog, page_paste_dialog, ADW_TYPE_WINDOW)

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* What was found and what was ticked, each once. */
static GArray *
collect (PagePasteDialog *self)
{
  GArray *ids = self->paste != NULL ? biz_paste_get_ids (self->paste)
                                    : g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (self->rows, i);
      GtkCheckButton *check = g_object_get_data (G_OBJECT (row), "check");
      gint64 *id = g_object_get_data (G_OBJECT (row), "id");
      gboolean known = FALSE;

      for (guint k = 0; k < ids->len; k++)
        known = known || g_array_index (ids, gint64, k) == *id;
      if (!known && gtk_check_button_get_active (check))
        g_array_append_val (ids, *id);
    }
  return ids;
}

static void
update_button (PagePasteDialog *self)
{
  g_autoptr (GArray) ids = collect (self);
  g_autofree char *count = kit_format_count (ids->len);
  g_autofree char *label =
      ids->len > 0
          ? g_strdup_printf (ngettext ("_Show %s Invoice", "_Show %s Invoices", ids->len), count)
          : g_strdup (_ ("_Show"));

  gtk_button_set_label (GTK_BUTTON (self->show_button), label);
  gtk_widget_set_sensitive (self->show_button, ids->len > 0);
}

static char *
describe (const BizPasteRecord *record)
{
  const char *name = record->name != NULL ? record->name : _ ("Draft");

  if (record->customer == NULL)
    return g_strdup (name);
  /* Translators: number of an invoice, name of its customer */
  return g_strdup_printf (_ ("%s · %s"), name, record->customer);
}

static void
add_choice (PagePasteDialog *self, const char *text, const BizPasteRecord *record)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *check = gtk_check_button_new ();
  g_autofree char *title = describe (record);
  g_autofree char *escaped = g_markup_escape_text (title, -1);
  /* Translators: %s is a number as it stood in a pasted text. */
  g_autofree char *subtitle = g_strdup_printf (_ ("may be “%s”"), text);
  g_autofree char *below = g_markup_escape_text (subtitle, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), escaped);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), below);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  g_object_set_data (G_OBJECT (row), "check", check);
  g_object_set_data_full (G_OBJECT (row), "id", g_memdup2 (&record->id, sizeof record->id), g_free);
  g_signal_connect_object (check, "toggled", G_CALLBACK (update_button), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->several_group), row);
  g_ptr_array_add (self->rows, row);
}

static void
show_choices (PagePasteDialog *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self->several_group),
                                  g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; self->paste != NULL && i < biz_paste_get_n_items (self->paste); i++)
    {
      GPtrArray *records = biz_paste_get_records (self->paste, i);

      if (biz_paste_get_standing (self->paste, i) != BIZ_PASTE_SEVERAL)
        continue;
      for (guint k = 0; k < records->len; k++)
        add_choice (self, biz_paste_get_text (self->paste, i), g_ptr_array_index (records, k));
    }
  gtk_widget_set_visible (self->several_group, self->rows->len > 0);
}

static char *
summarise (PagePasteDialog *self)
{
  guint n_found = biz_paste_count (self->paste, BIZ_PASTE_FOUND);
  guint n_missing = biz_paste_count (self->paste, BIZ_PASTE_MISSING);
  guint n_several = biz_paste_count (self->paste, BIZ_PASTE_SEVERAL);
  g_autoptr (GString) words = g_string_new (NULL);

  if (n_found + n_missing + n_several == 0)
    return g_strdup (_ ("There is no number of an invoice in this text."));
  g_string_append_printf (words, ngettext ("%u number found", "%u numbers found", n_found),
                          n_found);
  if (n_missing > 0)
    {
      g_string_append (words, ", ");
      g_string_append_printf (words, ngettext ("%u not found", "%u not found", n_missing),
                              n_missing);
    }
  if (n_several > 0)
    {
      g_string_append (words, ", ");
      g_string_append_printf (words, ngettext ("%u to decide", "%u to decide", n_several),
                              n_several);
    }
  if (biz_paste_is_cut (self->paste))
    g_string_append_printf (words, ". %s", _ ("The text is too long; its end was not looked at."));
  return g_string_free (g_steal_pointer (&words), FALSE);
}

static void
show_list (PagePasteDialog *self, BizPasteStanding standing, GtkWidget *group, GtkLabel *label)
{
  g_autofree char *list =
      self->paste != NULL ? biz_paste_get_list (self->paste, standing) : g_strdup ("");

  gtk_label_set_text (label, list);
  gtk_widget_set_visible (group, *list != '\0');
}

/* What is known, or nothing. */
static void
show_report (PagePasteDialog *self)
{
  g_autofree char *words = self->paste != NULL ? summarise (self) : NULL;

  gtk_label_set_text (self->summary, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->summary), words != NULL);
  show_choices (self);
  show_list (self, BIZ_PASTE_MISSING, self->missing_group, self->missing);
  show_list (self, BIZ_PASTE_PASSED, self->passed_group, self->passed);
  update_button (self);
}

static void
set_busy (PagePasteDialog *self, gboolean busy)
{
  gtk_spinner_set_spinning (self->spinner, busy);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), busy);
}

typedef struct
{
  PagePasteDialog *self; /* (owned) */
  BizPaste *paste;       /* (owned) */
} Search;

static void
search_free (Search *search)
{
  g_clear_object (&search->self);
  biz_paste_unref (search->paste);
  g_free (search);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Search, search_free)

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Search) search = user_data;
  PagePasteDialog *self = search->self;
  g_autoptr (GError) error = NULL;
  gboolean done = biz_paste_search_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  set_busy (self, FALSE);
  kit_inline_error_set_error (self->error_bar, _ ("The numbers were not looked for."), error);
  if (!done)
    return;
  self->paste = biz_paste_ref (search->paste);
  show_report (self);
  if (gtk_widget_get_sensitive (self->show_button))
    gtk_widget_grab_focus (self->show_button);
}

static void
forget (PagePasteDialog *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->paste, biz_paste_unref);
}

static void
find (PagePasteDialog *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text);
  g_autofree char *text = NULL;
  GtkTextIter start;
  GtkTextIter end;
  Search *search;

  forget (self);
  show_report (self);
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  search = g_new0 (Search, 1);
  search->self = g_object_ref (self);
  search->paste = biz_paste_new (text);
  self->cancellable = g_cancellable_new ();
  set_busy (self, TRUE);
  biz_paste_search_async (search->paste, self->client, self->cancellable, found_cb, search);
}

static void
text_changed_cb (PagePasteDialog *self)
{
  gboolean any = gtk_text_buffer_get_char_count (gtk_text_view_get_buffer (self->text)) > 0;

  forget (self);
  set_busy (self, FALSE);
  kit_inline_error_clear (self->error_bar);
  show_report (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "paste.find", any);
}

static void
find_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  find (PAGE_PASTE_DIALOG (widget));
}

static void
retry_cb (PagePasteDialog *self)
{
  find (self);
}

static void
copy_missing_cb (PagePasteDialog *self)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)),
                          gtk_label_get_text (self->missing));
}

static void
show_cb (PagePasteDialog *self)
{
  g_autoptr (GArray) ids = collect (self);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < ids->len; i++)
    g_string_append_printf (text, "%s%" G_GINT64_FORMAT, i > 0 ? "," : "",
                            g_array_index (ids, gint64, i));
  g_signal_emit (self, signals[CHOSEN], 0, text->str);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
page_paste_dialog_dispose (GObject *object)
{
  PagePasteDialog *self = PAGE_PASTE_DIALOG (object);

  forget (self);
  g_clear_object (&self->client);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  G_OBJECT_CLASS (page_paste_dialog_parent_class)->dispose (object);
}

static void
page_paste_dialog_class_init (PagePasteDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = page_paste_dialog_dispose;
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  g_type_ensure (KIT_TYPE_INLINE_ERROR);
  gtk_widget_class_install_action (widget_class, "paste.find", NULL, find_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "paste.find",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/quittance/Quittance/pages/page-paste-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, PagePasteDialog, text);
  gtk_widget_class_bind_template_child (widget_class, PagePasteDialog, find_button);
  gtk_widget_class_bind_template_child (widget_class, PagePasteDialog, show_button);
  gtk_widget_class_bind_template_child (widget_class, PagePasteDialog, error_bar);
  gtk_widget_class_bind_template_child (widget_class, PagePasteDialog, spinner);
  gtk_widget_class_bind_template_child (widget_class, PagePasteDialog, summary);
  gtk_widget_class_bind_template_child (widget_class, PagePasteDialog, several_group);
  gtk_widget_class_bind_template_child (widget_class, PagePasteDialog, missing_group);
  gtk_widget_class_bind_template_child (widget_class, PagePasteDialog, missing);
  gtk_widget_class_bind_template_child (widget_class, PagePasteDialog, passed_group);
  gtk_widget_class_bind_template_child (widget_class, PagePasteDialog, passed);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
  gtk_widget_class_bind_template_callback (widget_class, copy_missing_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_cb);
}

/* Before the text takes it as a line's end. */
static gboolean
key_cb (PagePasteDialog *self, guint key, guint code, GdkModifierType state)
{
  if ((key != GDK_KEY_Return && key != GDK_KEY_KP_Enter && key != GDK_KEY_ISO_Enter)
      || (state & gtk_accelerator_get_default_mod_mask ()) != GDK_CONTROL_MASK)
    return GDK_EVENT_PROPAGATE;
  gtk_widget_activate_action (GTK_WIDGET (self), "paste.find", NULL);

  return GDK_EVENT_STOP;
}

static void
page_paste_dialog_init (PagePasteDialog *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (gtk_text_view_get_buffer (self->text), "changed",
                           G_CALLBACK (text_changed_cb), self, G_CONNECT_SWAPPED);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->text), keys);
  text_changed_cb (self);
}

/**
 * page_paste_dialog_new:
 * @client: who asks
 * @parent: (nullable): the window it stands over
 *
 * Returns: (transfer none): the dialog; GTK holds it until it is closed
 */
PagePasteDialog *
page_paste_dialog_new (ErpClient *client, GtkWindow *parent)
{
  PagePasteDialog *self;

  g_return_val_if_fail (ERP_IS_CLIENT (client), NULL);

  self = g_object_new (PAGE_TYPE_PASTE_DIALOG, "transient-for", parent, NULL);
  self->client = g_object_ref (client);
  return self;
}

/**
 * page_paste_dialog_set_text:
 * @self: the dialog
 * @text: anything; of a very long one the beginning counts
 */
void
page_paste_dialog_set_text (PagePasteDialog *self, const char *text)
{
  g_autofree char *start = NULL;

  g_return_if_fail (PAGE_IS_PASTE_DIALOG (self));
  g_return_if_fail (text != NULL);

  start = g_utf8_substring (text, 0, MIN (g_utf8_strlen (text, -1), MAX_CHARS));
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text), start, -1);
  if (*start != '\0')
    find (self);
}

static void
clipboard_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PagePasteDialog) self = user_data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);

  /* Without a text in it the person types one. */
  if (text != NULL && self->client != NULL
      && gtk_text_buffer_get_char_count (gtk_text_view_get_buffer (self->text)) == 0)
    page_paste_dialog_set_text (self, text);
}

void
page_paste_dialog_run (GtkWidget *over, ErpClient *client, GCallback chosen)
{
  GtkRoot *root = gtk_widget_get_root (over);
  PagePasteDialog *self = page_paste_dialog_new (client, root != NULL ? GTK_WINDOW (root) : NULL);

  g_signal_connect_object (self, "chosen", chosen, over, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->text));
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (over), NULL, clipboard_cb,
                                 g_object_ref (self));
}
