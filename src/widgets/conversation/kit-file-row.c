/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kit"

#include "config.h"

#include "kit-file-row.h"

#include "biz-file-bin.h"
#include "biz-file-change.h"
#include "biz-file-days.h"
#include "kit-date-entry.h"
#include "kit-file-window.h"
#include "kit-format.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _KitFileRow
{
  AdwBin parent_instance;

  GtkStack *stack; /* the file, its new name, or that it is thrown away */
  GtkWidget *open_button;
  GtkWidget *marks; /* what the file is, and when that ends */
  GtkEntry *entry;
  GtkLabel *thrown;
  GtkWidget *undo_button;
  GtkWidget *kind_button;
  GtkDropDown *kinds;
  GtkWidget *until;

  BizThread *thread;   /* (owned) */
  BizAttachment *file; /* (owned) */
};

G_DEFINE_FINAL_TYPE (KitFileRow, kit_file_row, ADW_TYPE_BIN)

enum
{
  OPENED,
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static GDate
get_today (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  GDate today;

  g_date_clear (&today, 1);
  g_date_set_dmy (&today, (GDateDay)g_date_time_get_day_of_month (now),
                  (GDateMonth)g_date_time_get_month (now), (GDateYear)g_date_time_get_year (now));
  return today;
}

static BizFileBin *
get_bin (KitFileRow *self)
{
  return biz_file_bin_get (biz_thread_get_session (self->thread));
}

static void
changed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KitFileRow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!biz_file_change_finish (BIZ_THREAD (source), result, &error))
    g_signal_emit (self, signals[FAILED], 0, _ ("The file was not changed."), error);
}

static void
leave_entry (KitFileRow *self)
{
  gtk_stack_set_visible_child_name (self->stack, "file");
  gtk_widget_grab_focus (self->open_button);
}

static void
renamed_cb (KitFileRow *self)
{
  const char *name = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_autofree char *whole = biz_file_change_make_name (name, biz_attachment_get_name (self->file));

  if (!g_str_equal (whole, biz_attachment_get_name (self->file)))
    biz_file_change_name_async (self->thread, self->file, whole, changed_cb, g_object_ref (self));
  leave_entry (self);
}

static gboolean
entry_key_cb (KitFileRow *self, guint key)
{
  if (key != GDK_KEY_Escape)
    return GDK_EVENT_PROPAGATE;
  leave_entry (self);
  return GDK_EVENT_STOP;
}

static void
rename_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  kit_file_row_rename (KIT_FILE_ROW (widget));
}

static void
delete_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KitFileRow *self = KIT_FILE_ROW (widget);

  if (!biz_thread_may_change (self->thread))
    return;
  biz_file_bin_throw (get_bin (self), self->thread, self->file);
  gtk_widget_grab_focus (self->undo_button);
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KitFileRow *self = KIT_FILE_ROW (widget);

  kit_file_save_as (widget, self->thread, self->file);
}

static void
undo_cb (KitFileRow *self)
{
  if (biz_file_bin_take_back (get_bin (self), biz_attachment_get_id (self->file)))
    gtk_widget_grab_focus (self->open_button);
}

static void
open_cb (KitFileRow *self)
{
  g_signal_emit (self, signals[OPENED], 0);
}

/* Kind 0 is none. */
static void
mark_cb (KitFileRow *self)
{
  const guint kind = gtk_drop_down_get_selected (self->kinds);
  KitParsedEntry *entry = KIT_PARSED_ENTRY (self->until);
  g_autoptr (BizFileMark) mark = NULL;
  GDate day;
  const GDate *until = kit_date_entry_get_date (KIT_DATE_ENTRY (self->until), &day) ? &day : NULL;

  if (!kit_parsed_entry_check (entry))
    return;
  if (kind == 0 && until != NULL)
    {
      kit_parsed_entry_set_error (entry, _ ("Say what it is: its end is kept with that."));
      return;
    }
  if (kind > 0 && kind <= biz_file_kind_get_n ())
    mark = biz_file_mark_new (biz_file_kind_get_name (kind - 1), until);
  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->kind_button));
  biz_file_change_mark_async (self->thread, self->file, mark, changed_cb, g_object_ref (self));
}

static void
bin_changed_cb (KitFileRow *self)
{
  BizFileBin *bin = get_bin (self);
  const gint64 id = biz_attachment_get_id (self->file);
  const guint seconds = biz_file_bin_get_seconds (bin, id);
  g_autofree char *text = NULL;

  if (!biz_file_bin_has (bin, id))
    {
      if (g_str_equal (gtk_stack_get_visible_child_name (self->stack), "thrown"))
        gtk_stack_set_visible_child_name (self->stack, "file");
      return;
    }
  if (seconds > 0)
    /* Translators: a file, seconds */
    text = g_strdup_printf (ngettext ("“%s” is deleted in %u second",
                                      "“%s” is deleted in %u seconds", seconds),
                            biz_attachment_get_name (self->file), seconds);
  else
    /* Translators: a file */
    text = g_strdup_printf (_ ("“%s” is being deleted…"), biz_attachment_get_name (self->file));
  gtk_label_set_text (self->thrown, text);
  gtk_widget_set_sensitive (self->undo_button, seconds > 0);
  gtk_stack_set_visible_child_name (self->stack, "thrown");
}

static void
kit_file_row_dispose (GObject *object)
{
  KitFileRow *self = KIT_FILE_ROW (object);

  if (self->thread != NULL)
    g_signal_handlers_disconnect_by_data (get_bin (self), self);
  g_clear_object (&self->thread);
  g_clear_object (&self->file);

  G_OBJECT_CLASS (kit_file_row_parent_class)->dispose (object);
}

static void
kit_file_row_class_init (KitFileRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kit_file_row_dispose;
  signals[OPENED] =
      g_signal_new ("opened", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[FAILED] = g_signal_new ("failed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_ERROR);
  gtk_widget_class_install_action (widget_class, "file.rename", NULL, rename_action);
  gtk_widget_class_install_action (widget_class, "file.delete", NULL, delete_action);
  gtk_widget_class_install_action (widget_class, "file.save", NULL, save_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F2, 0, "file.rename", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "file.delete", NULL);
}

static void
kit_file_row_init (KitFileRow *self)
{
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_vhomogeneous (self->stack, FALSE);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->stack));
}

static const char *
get_icon_name (BizAttachment *file)
{
  const char *type = biz_attachment_get_media_type (file);

  if (type != NULL && g_str_has_prefix (type, "image/"))
    return "image-x-generic-symbolic";
  return "text-x-generic-symbolic";
}

/* "PDF document · 12.3 kB · Anna · 22 Nov 2026" */
static char *
describe (BizAttachment *file)
{
  const char *type = biz_attachment_get_media_type (file);
  g_autofree char *content = type != NULL ? g_content_type_from_mime_type (type) : NULL;
  g_autofree char *kind = content != NULL && !g_content_type_is_unknown (content)
                              ? g_content_type_get_description (content)
                              : NULL;
  g_autofree char *size = g_format_size ((guint64)MAX (biz_attachment_get_size (file), 0));
  GDateTime *date = biz_attachment_get_date (file);
  g_autofree char *time = date != NULL ? kit_format_time (date) : NULL;
  GString *text = g_string_new (kind != NULL ? kind : "");

  g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", size);
  if (biz_attachment_get_author (file) != NULL)
    g_string_append_printf (text, " · %s", biz_attachment_get_author (file));
  if (time != NULL)
    g_string_append_printf (text, " · %s", time);
  return g_string_free (text, FALSE);
}

static void
add_badge (GtkWidget *line, const char *text, const char *tip, const char *css)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, css);
  gtk_widget_set_tooltip_text (label, tip);
  gtk_box_append (GTK_BOX (line), label);
}

static guint
get_days (KitFileRow *self)
{
  BizFileDays *days = biz_file_days_get (biz_thread_get_session (self->thread));

  return biz_file_days_get_days (days, biz_thread_get_company_id (self->thread));
}

/* What it is, and when it ends. */
static void
add_mark (KitFileRow *self, GtkWidget *line, BizFileMark *mark)
{
  const GDate *until = biz_file_mark_get_until (mark);
  const GDate today = get_today ();
  g_autofree char *warning =
      until != NULL ? biz_file_mark_warn (mark, &today, get_days (self)) : NULL;
  g_autofree char *day = until != NULL ? kit_format_date (until) : NULL;
  /* Translators: the last day of a certificate. */
  g_autofree char *tip = day != NULL ? g_strdup_printf (_ ("Valid until %s"), day) : NULL;

  add_badge (line, biz_file_kind_get_label (biz_file_mark_get_kind (mark)), tip, "file-main");
  if (warning == NULL)
    return;
  add_badge (line, warning, tip, "file-ending");
  /* When it ends is never cut off. */
  gtk_label_set_ellipsize (GTK_LABEL (gtk_widget_get_last_child (line)), PANGO_ELLIPSIZE_NONE);
}

static void
fill_marks (KitFileRow *self)
{
  BizFileMark *mark = biz_attachment_get_mark (self->file);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->marks)) != NULL)
    gtk_box_remove (GTK_BOX (self->marks), child);
  if (mark != NULL)
    add_mark (self, self->marks, mark);
  gtk_widget_set_visible (self->marks, mark != NULL);
}

/* Name above what is known of it; a click shows the file. */
static GtkWidget *
create_open (KitFileRow *self)
{
  gboolean is_main = biz_thread_get_main_file (self->thread) == biz_attachment_get_id (self->file);
  GtkWidget *button = gtk_button_new ();
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (biz_attachment_get_name (self->file));
  g_autofree char *details = describe (self->file);
  g_autofree char *name =
      g_strdup_printf ("%s: %s", _ ("Show"), biz_attachment_get_name (self->file));

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_box_append (GTK_BOX (line), label);
  if (is_main)
    add_badge (line, _ ("Document"), _ ("What the ERP shows beside the record"), "file-main");
  gtk_box_append (GTK_BOX (texts), line);
  self->marks = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_box_append (GTK_BOX (texts), self->marks);
  fill_marks (self);
  label = gtk_label_new (details);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_add_css_class (label, "numeric");
  gtk_box_append (GTK_BOX (texts), label);
  gtk_box_append (GTK_BOX (content), gtk_image_new_from_icon_name (get_icon_name (self->file)));
  gtk_box_append (GTK_BOX (content), texts);
  gtk_button_set_child (GTK_BUTTON (button), content);
  gtk_widget_set_hexpand (button, TRUE);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, biz_attachment_get_name (self->file));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (open_cb), self, G_CONNECT_SWAPPED);
  return button;
}

static void
add_verb (KitFileRow *self, GtkWidget *box, const char *icon, const char *tip, const char *action)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);
  g_autofree char *name = g_strdup_printf ("%s: %s", tip, biz_attachment_get_name (self->file));

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, tip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_box_append (GTK_BOX (box), button);
}

static void
fill_kinds (KitFileRow *self)
{
  BizFileMark *mark = biz_attachment_get_mark (self->file);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint selected = 0;

  gtk_string_list_append (names, _ ("Nothing in particular"));
  for (guint i = 0; i < biz_file_kind_get_n (); i++)
    {
      gtk_string_list_append (names, biz_file_kind_get_label (biz_file_kind_get_name (i)));
      if (mark != NULL && g_str_equal (biz_file_mark_get_kind (mark), biz_file_kind_get_name (i)))
        selected = i + 1;
    }
  gtk_drop_down_set_model (self->kinds, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->kinds, selected);
  kit_date_entry_set_date (KIT_DATE_ENTRY (self->until),
                           mark != NULL ? biz_file_mark_get_until (mark) : NULL);
}

static void
add_field (GtkWidget *box, const char *title, GtkWidget *field)
{
  GtkWidget *label = gtk_label_new_with_mnemonic (title);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), field);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), field);
}

/* What it is and until when: filled when it is opened. */
static void
create_kind_popover (GtkMenuButton *button, gpointer user_data)
{
  KitFileRow *self = user_data;
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *save = gtk_button_new_with_mnemonic (_ ("_Save"));

  self->kinds = GTK_DROP_DOWN (gtk_drop_down_new (NULL, NULL));
  self->until = kit_date_entry_new ();
  add_field (box, _ ("_What it is"), GTK_WIDGET (self->kinds));
  add_field (box, _ ("Valid _until"), self->until);
  gtk_widget_add_css_class (save, "suggested-action");
  gtk_box_append (GTK_BOX (box), save);
  g_signal_connect_object (save, "clicked", G_CALLBACK (mark_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->until, "activate", G_CALLBACK (mark_cb), self, G_CONNECT_SWAPPED);
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  gtk_menu_button_set_popover (button, popover);
  fill_kinds (self);
}

static GtkWidget *
create_file (KitFileRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  g_autofree char *name =
      g_strdup_printf ("%s: %s", _ ("What It Is"), biz_attachment_get_name (self->file));

  self->open_button = create_open (self);
  gtk_box_append (GTK_BOX (box), self->open_button);
  add_verb (self, box, "document-save-symbolic", _ ("Save As"), "file.save");
  if (!biz_thread_may_change (self->thread))
    return box;
  self->kind_button = gtk_menu_button_new ();
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (self->kind_button), "user-bookmarks-symbolic");
  gtk_widget_add_css_class (self->kind_button, "flat");
  gtk_widget_set_valign (self->kind_button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (self->kind_button, _ ("What It Is"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->kind_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->kind_button), create_kind_popover,
                                         self, NULL);
  gtk_box_append (GTK_BOX (box), self->kind_button);
  add_verb (self, box, "document-edit-symbolic", _ ("Rename (F2)"), "file.rename");
  add_verb (self, box, "user-trash-symbolic", _ ("Delete"), "file.delete");
  return box;
}

static GtkWidget *
create_rename (KitFileRow *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->entry = GTK_ENTRY (gtk_entry_new ());
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("New name"), -1);
  g_signal_connect_object (self->entry, "activate", G_CALLBACK (renamed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (entry_key_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), keys);
  return GTK_WIDGET (self->entry);
}

static GtkWidget *
create_thrown (KitFileRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->thrown = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->thrown, 0);
  gtk_label_set_ellipsize (self->thrown, PANGO_ELLIPSIZE_MIDDLE);
  gtk_widget_set_hexpand (GTK_WIDGET (self->thrown), TRUE);
  gtk_widget_set_margin_start (GTK_WIDGET (self->thrown), 9);
  gtk_widget_add_css_class (GTK_WIDGET (self->thrown), "dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (self->thrown), "numeric");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->thrown));
  self->undo_button = gtk_button_new_with_mnemonic (_ ("_Undo"));
  g_signal_connect_object (self->undo_button, "clicked", G_CALLBACK (undo_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), self->undo_button);
  return box;
}

/**
 * kit_file_row_new:
 * @thread: of the record
 * @file: a file of it
 *
 * Returns: (transfer floating): a row
 */
GtkWidget *
kit_file_row_new (BizThread *thread, BizAttachment *file)
{
  KitFileRow *self;

  g_return_val_if_fail (BIZ_IS_THREAD (thread) && BIZ_IS_ATTACHMENT (file), NULL);

  self = g_object_new (KIT_TYPE_FILE_ROW, NULL);
  self->thread = g_object_ref (thread);
  self->file = g_object_ref (file);
  gtk_stack_add_named (self->stack, create_file (self), "file");
  gtk_stack_add_named (self->stack, create_rename (self), "rename");
  gtk_stack_add_named (self->stack, create_thrown (self), "thrown");
  g_signal_connect_object (get_bin (self), "changed", G_CALLBACK (bin_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (biz_file_days_get (biz_thread_get_session (thread)), "changed",
                           G_CALLBACK (fill_marks), self, G_CONNECT_SWAPPED);
  bin_changed_cb (self);

  return GTK_WIDGET (self);
}

/**
 * kit_file_row_rename:
 * @self: a row
 *
 * Asks for another name, in place; what stands before the ending is selected.
 */
void
kit_file_row_rename (KitFileRow *self)
{
  const char *name;
  const char *ending;

  g_return_if_fail (KIT_IS_FILE_ROW (self));

  if (!biz_thread_may_change (self->thread)
      || biz_file_bin_has (get_bin (self), biz_attachment_get_id (self->file)))
    return;
  name = biz_attachment_get_name (self->file);
  ending = strrchr (name, '.');
  gtk_editable_set_text (GTK_EDITABLE (self->entry), name);
  gtk_stack_set_visible_child_name (self->stack, "rename");
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  gtk_editable_select_region (GTK_EDITABLE (self->entry), 0,
                              ending != NULL && ending > name
                                  ? (int)g_utf8_strlen (name, ending - name)
                                  : -1);
}
