/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kit"

#include "config.h"

#include "kit-log-row.h"

#include "kit-format.h"
#include "kit-log-body.h"
#include "kit-long-text.h"

#include <glib/gi18n-lib.h>

struct _KitLogRow
{
  GtkListBoxRow parent_instance;

  GtkBox *box;
  GtkBox *files;

  BizThread *thread;  /* (owned) */
  BizLogEntry *entry; /* (owned) */
};

G_DEFINE_FINAL_TYPE (KitLogRow, kit_log_row, GTK_TYPE_LIST_BOX_ROW)

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

static const char *
get_kind_name (BizLogKind kind)
{
  switch (kind)
    {
    case BIZ_LOG_NOTE:
      return _ ("Internal note");
    case BIZ_LOG_REPLY:
      return _ ("Message");
    case BIZ_LOG_EVENT:
    default:
      return _ ("Event");
    }
}

static const char *
get_kind_class (BizLogKind kind)
{
  switch (kind)
    {
    case BIZ_LOG_NOTE:
      return "log-note";
    case BIZ_LOG_REPLY:
      return "log-reply";
    case BIZ_LOG_EVENT:
    default:
      return "log-event";
    }
}

static const char *
get_icon_name (BizLogEntry *entry)
{
  if (biz_log_entry_get_kind (entry) == BIZ_LOG_NOTE)
    return "changes-prevent-symbolic";
  return biz_log_entry_is_outside (entry) ? "mail-unread-symbolic" : "mail-send-symbolic";
}

/* Who it came from or went to. */
static const char *
get_way (BizLogEntry *entry)
{
  if (biz_log_entry_get_kind (entry) == BIZ_LOG_NOTE)
    return _ ("Only colleagues see this");
  return biz_log_entry_is_outside (entry) ? _ ("This came from outside")
                                          : _ ("The followers got this");
}

/* Kind, author and moment in one line. */
static GtkWidget *
create_head (BizLogEntry *entry, const char *origin)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  BizLogKind kind = biz_log_entry_get_kind (entry);
  const char *author = biz_log_entry_get_author (entry);
  g_autofree char *time = kit_format_time (biz_log_entry_get_date (entry));
  GtkWidget *label;

  if (kind != BIZ_LOG_EVENT)
    {
      GtkWidget *icon = gtk_image_new_from_icon_name (get_icon_name (entry));

      gtk_widget_set_tooltip_text (icon, get_way (entry));
      gtk_box_append (GTK_BOX (head), icon);
      gtk_box_append (GTK_BOX (head), create_label (get_kind_name (kind), "log-kind"));
    }
  if (origin != NULL)
    {
      GtkWidget *mark = create_label (origin, "log-origin");

      gtk_widget_set_tooltip_text (mark, _ ("Said on this case, which was merged"));
      gtk_label_set_wrap (GTK_LABEL (mark), FALSE);
      gtk_box_append (GTK_BOX (head), mark);
    }
  label = create_label (author != NULL ? author : "", "caption-heading");
  gtk_widget_set_hexpand (label, TRUE);
  gtk_label_set_wrap (GTK_LABEL (label), FALSE);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (head), label);
  label = create_label (time, "caption");
  gtk_label_set_wrap (GTK_LABEL (label), FALSE);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_add_css_class (label, "numeric");
  gtk_box_append (GTK_BOX (head), label);
  return head;
}

static void
add_changes (KitLogRow *self)
{
  for (guint i = 0; i < biz_log_entry_get_n_changes (self->entry); i++)
    {
      const char *field;
      const char *old_value;
      const char *new_value;
      g_autofree char *markup = NULL;

      biz_log_entry_get_change (self->entry, i, &field, &old_value, &new_value);
      /* Translators: a field that changed, what it was, and what it became. */
      markup = g_markup_printf_escaped (_ ("<b>%s</b>: %s → %s"), field,
                                        *old_value != '\0' ? old_value : _ ("(empty)"),
                                        *new_value != '\0' ? new_value : _ ("(empty)"));
      gtk_box_append (self->box, kit_long_text_new (markup));
    }
}

static void
add_recipients (KitLogRow *self)
{
  const char *const *names = biz_log_entry_get_recipients (self->entry);
  g_autofree char *joined = NULL;
  g_autofree char *text = NULL;

  if (names == NULL || names[0] == NULL)
    return;
  joined = g_strjoinv (", ", (char **)names);
  /* Translators: names of people. */
  text = g_strdup_printf (_ ("Also to %s"), joined);
  gtk_box_append (self->box, create_label (text, "caption"));
}

static void
add_quote (KitLogRow *self)
{
  const char *quote = biz_log_entry_get_quote (self->entry);
  GPtrArray *parts = biz_log_entry_get_quote_parts (self->entry);
  GtkWidget *expander;
  GtkWidget *body;

  if (parts == NULL && (quote == NULL || biz_log_entry_get_parts (self->entry) != NULL))
    return;
  expander = gtk_expander_new (_ ("Earlier messages"));
  body = kit_log_body_new (self->thread, quote != NULL ? quote : "", parts);
  if (parts == NULL)
    gtk_widget_add_css_class (body, "dim-label");
  gtk_expander_set_child (GTK_EXPANDER (expander), body);
  gtk_widget_add_css_class (expander, "log-quote");
  gtk_box_append (self->box, expander);
}

static GtkWidget *
create_file (KitLogRow *self, BizAttachment *file)
{
  g_autofree char *size = g_format_size ((guint64)MAX (biz_attachment_get_size (file), 0));
  g_autofree char *tip = g_strdup_printf ("%s, %s", biz_attachment_get_name (file), size);
  GtkWidget *button = gtk_button_new ();
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (biz_attachment_get_name (file));

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 32);
  gtk_box_append (GTK_BOX (content), gtk_image_new_from_icon_name ("mail-attachment-symbolic"));
  gtk_box_append (GTK_BOX (content), label);
  gtk_button_set_child (GTK_BUTTON (button), content);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "log-file");
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (button, tip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, tip, -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "conversation.open-file");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "x", biz_attachment_get_id (file));
  return button;
}

/* Their names come after the message. */
static void
fill_files (KitLogRow *self)
{
  guint n;
  const gint64 *ids = biz_log_entry_get_files (self->entry, &n);
  guint n_hidden = 0;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->files))) != NULL)
    gtk_box_remove (self->files, child);
  for (guint i = 0; i < n; i++)
    {
      BizAttachment *file = biz_thread_get_file (self->thread, ids[i]);

      if (file != NULL && biz_attachment_is_picture (file)
          && biz_log_entry_shows_file (self->entry, ids[i]))
        continue;
      if (file != NULL)
        gtk_box_append (self->files, create_file (self, file));
      else
        n_hidden++;
    }
  if (n_hidden > 0)
    {
      g_autofree char *text =
          g_strdup_printf (ngettext ("%u file attached", "%u files attached", n_hidden), n_hidden);

      gtk_box_append (self->files, create_label (text, "caption"));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->files),
                          gtk_widget_get_first_child (GTK_WIDGET (self->files)) != NULL);
}

static void
fill (KitLogRow *self)
{
  const char *head = biz_log_entry_get_head (self->entry);
  GPtrArray *parts = biz_log_entry_get_parts (self->entry);
  BizLogKind kind = biz_log_entry_get_kind (self->entry);

  gtk_widget_add_css_class (GTK_WIDGET (self->box), get_kind_class (kind));
  gtk_box_append (self->box,
                  create_head (self->entry,
                               biz_thread_get_part_name (self->thread, biz_log_entry_get_record_id (
                                                                           self->entry))));
  if (head[0] != '\0' || parts != NULL)
    gtk_box_append (self->box, kit_log_body_new (self->thread, head, parts));
  add_changes (self);
  add_quote (self);
  add_recipients (self);
  gtk_box_append (self->box, GTK_WIDGET (self->files));
  fill_files (self);
}

static void
kit_log_row_dispose (GObject *object)
{
  KitLogRow *self = KIT_LOG_ROW (object);

  g_clear_object (&self->thread);
  g_clear_object (&self->entry);

  G_OBJECT_CLASS (kit_log_row_parent_class)->dispose (object);
}

static void
kit_log_row_class_init (KitLogRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kit_log_row_dispose;
}

static void
kit_log_row_init (KitLogRow *self)
{
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_list_box_row_set_selectable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "log-row");
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 2));
  gtk_widget_add_css_class (GTK_WIDGET (self->box), "log-entry");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), GTK_WIDGET (self->box));
  self->files = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
}

/**
 * kit_log_row_new:
 * @thread: the conversation
 * @entry: what was said
 *
 * Returns: (transfer floating): its row
 */
GtkWidget *
kit_log_row_new (BizThread *thread, BizLogEntry *entry)
{
  KitLogRow *self;
  guint n;

  g_return_val_if_fail (BIZ_IS_THREAD (thread), NULL);
  g_return_val_if_fail (BIZ_IS_LOG_ENTRY (entry), NULL);

  self = g_object_new (KIT_TYPE_LOG_ROW, NULL);
  self->thread = g_object_ref (thread);
  self->entry = g_object_ref (entry);
  fill (self);
  biz_log_entry_get_files (entry, &n);
  if (n > 0)
    g_signal_connect_object (thread, "changed", G_CALLBACK (fill_files), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}
