/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-log-list.h"

#include "biz-log-entry.h"
#include "kit-format.h"

#include <glib/gi18n-lib.h>

struct _PageLogList
{
  AdwBin parent_instance;

  GtkLabel *title;
  GtkBox *entries;
};

G_DEFINE_FINAL_TYPE (PageLogList, page_log_list, ADW_TYPE_BIN)

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

/* Kind, author and moment in one line. */
static GtkWidget *
create_head (BizLogEntry *entry)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  BizLogKind kind = biz_log_entry_get_kind (entry);
  const char *author = biz_log_entry_get_author (entry);
  g_autofree char *time = kit_format_time (biz_log_entry_get_date (entry));
  GtkWidget *label;

  if (kind != BIZ_LOG_EVENT)
    {
      GtkWidget *icon = gtk_image_new_from_icon_name (
          kind == BIZ_LOG_NOTE ? "changes-prevent-symbolic" : "mail-send-symbolic");

      gtk_widget_set_tooltip_text (icon, kind == BIZ_LOG_NOTE
                                             ? _ ("Only colleagues see this")
                                             : _ ("The followers of the invoice got this"));
      gtk_box_append (GTK_BOX (head), icon);
      gtk_box_append (GTK_BOX (head), create_label (get_kind_name (kind), "log-kind"));
    }
  label = create_label (author != NULL ? author : "", "caption-heading");
  gtk_widget_set_hexpand (label, TRUE);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (head), label);
  label = create_label (time, "caption");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_add_css_class (label, "numeric");
  gtk_box_append (GTK_BOX (head), label);
  return head;
}

static GtkWidget *
create_entry (BizLogEntry *entry)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  BizLogKind kind = biz_log_entry_get_kind (entry);
  guint n_files;
  const char *markup = biz_log_entry_get_markup (entry);
  GtkWidget *body = create_label (NULL, NULL);

  gtk_widget_add_css_class (box, "log-entry");
  gtk_widget_add_css_class (box, get_kind_class (kind));
  gtk_box_append (GTK_BOX (box), create_head (entry));
  if (markup != NULL && markup[0] != '\0')
    {
      gtk_label_set_markup (GTK_LABEL (body), markup);
      gtk_label_set_selectable (GTK_LABEL (body), TRUE);
      gtk_box_append (GTK_BOX (box), body);
    }
  else
    g_object_unref (g_object_ref_sink (body));
  biz_log_entry_get_files (entry, &n_files);
  if (n_files > 0)
    {
      g_autofree char *text =
          g_strdup_printf (ngettext ("%u file attached", "%u files attached", n_files), n_files);

      gtk_box_append (GTK_BOX (box), create_label (text, "caption"));
    }
  return box;
}

static void
page_log_list_dispose (GObject *object)
{
  G_OBJECT_CLASS (page_log_list_parent_class)->dispose (object);
}

static void
page_log_list_class_init (PageLogListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = page_log_list_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/quittance/Quittance/pages/page-log-list.ui");
  gtk_widget_class_bind_template_child (widget_class, PageLogList, title);
  gtk_widget_class_bind_template_child (widget_class, PageLogList, entries);
}

static void
page_log_list_init (PageLogList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
page_log_list_new (void)
{
  return g_object_new (PAGE_TYPE_LOG_LIST, NULL);
}

void
page_log_list_set_entries (PageLogList *self, GListModel *entries, guint n_older)
{
  guint n = entries != NULL ? g_list_model_get_n_items (entries) : 0;
  GtkWidget *child;
  guint i;

  g_return_if_fail (PAGE_IS_LOG_LIST (self));

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->entries))) != NULL)
    gtk_box_remove (self->entries, child);
  gtk_widget_set_visible (GTK_WIDGET (self), n > 0);
  for (i = 0; i < n; i++)
    {
      g_autoptr (BizLogEntry) entry = g_list_model_get_item (entries, i);

      gtk_box_append (self->entries, create_entry (entry));
    }
  if (n_older > 0)
    {
      g_autofree char *text = g_strdup_printf (
          ngettext ("%u older entry is in the ERP.", "%u older entries are in the ERP.", n_older),
          n_older);

      gtk_box_append (self->entries, create_label (text, "dim-label"));
    }
}
