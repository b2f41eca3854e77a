/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-case-side.h"

#include "biz-link-find.h"
#include "erp-session.h"
#include "kit-format.h"
#include "page-weak.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _PageCaseSide
{
  AdwBin parent_instance;

  GtkBox *links;
  GtkMenuButton *link_button;
  GtkEditable *link_entry;
  GtkBox *link_found;
  GtkWidget *earlier_heading;
  GtkBox *earlier;
  GtkWidget *similar_heading;
  GtkBox *similar;

  ErpSession *session;       /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned) (nullable): of the search */
};

G_DEFINE_FINAL_TYPE (PageCaseSide, page_case_side, ADW_TYPE_BIN)

enum
{
  OPEN_REQUESTED,
  LINK_REQUESTED,
  UNLINK_REQUESTED,
  PART_REQUESTED,
  MERGE_REQUESTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* What a button is about. */
typedef struct
{
  char *model; /* (owned) */
  gint64 id;
  char *name; /* (owned) */
} Target;

static void
free_target (gpointer data)
{
  Target *target = data;

  g_free (target->model);
  g_free (target->name);
  g_free (target);
}

static void
set_target (GtkWidget *button, const char *model, gint64 id, const char *name)
{
  Target *target = g_new0 (Target, 1);

  target->model = g_strdup (model);
  target->id = id;
  target->name = g_strdup (name);
  g_object_set_data_full (G_OBJECT (button), "target", target, free_target);
}

static void
clear (GtkBox *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
}

static void
open_cb (GtkButton *button, gpointer user_data)
{
  Target *target = g_object_get_data (G_OBJECT (button), "target");

  g_signal_emit (user_data, signals[OPEN_REQUESTED], 0, target->model, target->id);
}

static void
unlink_cb (GtkButton *button, gpointer user_data)
{
  Target *target = g_object_get_data (G_OBJECT (button), "target");

  g_signal_emit (user_data, signals[UNLINK_REQUESTED], 0, target->model, target->id, target->name);
}

static void
part_cb (GtkButton *button, gpointer user_data)
{
  Target *target = g_object_get_data (G_OBJECT (button), "target");

  g_signal_emit (user_data, signals[PART_REQUESTED], 0, target->model, target->id, target->name);
}

static void
link_cb (GtkButton *button, gpointer user_data)
{
  PageCaseSide *self = user_data;
  Target *target = g_object_get_data (G_OBJECT (button), "target");

  gtk_menu_button_popdown (self->link_button);
  g_signal_emit (self, signals[LINK_REQUESTED], 0, target->model, target->id, target->name);
}

static void
merge_cb (GtkButton *button, gpointer user_data)
{
  g_signal_emit (user_data, signals[MERGE_REQUESTED], 0,
                 g_object_get_data (G_OBJECT (button), "ticket"));
}

/* Two lines, the second one smaller. */
static GtkWidget *
create_opener (PageCaseSide *self,
               const char *model,
               gint64 id,
               const char *name,
               const char *title,
               const char *details)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *first = gtk_label_new (title);
  GtkWidget *second = gtk_label_new (details);

  gtk_label_set_xalign (GTK_LABEL (first), 0);
  gtk_label_set_ellipsize (GTK_LABEL (first), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (second), 0);
  gtk_label_set_ellipsize (GTK_LABEL (second), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (second, "caption");
  gtk_widget_add_css_class (second, "dim-label");
  gtk_box_append (GTK_BOX (box), first);
  gtk_box_append (GTK_BOX (box), second);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "side-row");
  gtk_widget_set_hexpand (button, TRUE);
  gtk_widget_set_tooltip_text (button, title);
  set_target (button, model, id, name);
  g_signal_connect_object (button, "clicked", G_CALLBACK (open_cb), self, 0);

  return button;
}

static GtkWidget *
create_icon_button (
    PageCaseSide *self, const char *icon, const char *tip, GCallback callback, const char *label)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, tip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  g_signal_connect_object (button, "clicked", callback, self, 0);

  return button;
}

static char *
describe_tie (const BizTie *tie)
{
  const char *label = biz_case_ties_get_label (tie->model);

  if (tie->kind == BIZ_TIE_FROM)
    return g_strdup (_ ("Merged into this case"));
  if (tie->field == NULL)
    return g_strdup (label);

  /* Translators: a kind of document, and that a field of the ERP's own says so. */
  return tie->part != NULL ? g_strdup_printf (_ ("%s, from the server: %s"), label, tie->part)
                           : g_strdup_printf (_ ("%s, from the server"), label);
}

static void
add_link (PageCaseSide *self, const BizTie *tie, gboolean may_write)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  g_autofree char *details = describe_tie (tie);

  gtk_box_append (GTK_BOX (row),
                  create_opener (self, tie->model, tie->id, tie->name, tie->name, details));
  if (may_write && tie->kind == BIZ_TIE_LINK && tie->field == NULL)
    {
      g_autofree char *tip = g_strdup_printf (_ ("Not about %s"), tie->name);
      GtkWidget *button =
          create_icon_button (self, "list-remove-symbolic", tip, G_CALLBACK (unlink_cb), tip);

      set_target (button, tie->model, tie->id, tie->name);
      gtk_box_append (GTK_BOX (row), button);
    }
  if (may_write && tie->kind == BIZ_TIE_FROM)
    {
      /* Translators: the number of a case that was merged into this one. */
      g_autofree char *tip = g_strdup_printf (_ ("Part %s…"), tie->name);
      GtkWidget *button =
          create_icon_button (self, "edit-undo-symbolic", tip, G_CALLBACK (part_cb), tip);

      set_target (button, tie->model, tie->id, tie->name);
      gtk_box_append (GTK_BOX (row), button);
    }
  gtk_box_append (self->links, row);
}

static void
add_words (GtkBox *box, const char *words)
{
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_add_css_class (label, "caption");
  gtk_box_append (box, label);
}

static void
add_ticket (PageCaseSide *self, GtkBox *box, BizTicket *ticket, const char *why, gboolean may_merge)
{
  const BizTicketFacts *facts = biz_ticket_get_facts (ticket);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  g_autofree char *number = biz_ticket_dup_number (ticket);
  g_autofree char *title = g_strdup_printf ("%s %s", number, facts->title);
  g_autoptr (GDateTime) created = g_date_time_new_from_unix_utc (facts->created);
  g_autofree char *time = kit_format_time (created);
  g_autofree char *details =
      why != NULL ? g_strdup_printf ("%s · %s", facts->stage != NULL ? facts->stage : "", why)
                  : g_strdup_printf ("%s · %s", facts->stage != NULL ? facts->stage : "", time);

  gtk_box_append (GTK_BOX (row),
                  create_opener (self, facts->model, facts->id, number, title, details));
  if (may_merge)
    {
      g_autofree char *tip = g_strdup_printf (_ ("Merge with %s…"), number);
      GtkWidget *button =
          create_icon_button (self, "insert-link-symbolic", tip, G_CALLBACK (merge_cb), tip);

      g_object_set_data_full (G_OBJECT (button), "ticket", g_object_ref (ticket), g_object_unref);
      gtk_box_append (GTK_BOX (row), button);
    }
  gtk_box_append (box, row);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PageCaseSide) self = page_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = biz_link_find_finish (result, &error);

  if (self == NULL || found == NULL)
    return;
  clear (self->link_found);
  for (guint i = 0; i < found->len; i++)
    {
      BizTie *tie = g_ptr_array_index (found, i);
      GtkWidget *button = gtk_button_new ();
      g_autofree char *text =
          g_strdup_printf ("%s %s", biz_case_ties_get_label (tie->model), tie->name);
      GtkWidget *label = gtk_label_new (text);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_button_set_child (GTK_BUTTON (button), label);
      gtk_widget_add_css_class (button, "flat");
      set_target (button, tie->model, tie->id, tie->name);
      g_signal_connect_object (button, "clicked", G_CALLBACK (link_cb), self, 0);
      gtk_box_append (self->link_found, button);
    }
  if (found->len == 0)
    add_words (self->link_found, _ ("Nothing has this number."));
}

static void
find_cb (PageCaseSide *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (self->link_entry)));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  clear (self->link_found);
  if (strlen (text) < 2 || self->session == NULL)
    return;
  self->cancellable = g_cancellable_new ();
  biz_link_find_async (self->session, text, self->cancellable, found_cb, page_weak_new (self));
}

static void
page_case_side_dispose (GObject *object)
{
  PageCaseSide *self = PAGE_CASE_SIDE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (page_case_side_parent_class)->dispose (object);
}

static void
page_case_side_class_init (PageCaseSideClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = page_case_side_dispose;
  signals[OPEN_REQUESTED] = g_signal_new ("open-requested", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                          NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_INT64);
  signals[LINK_REQUESTED] =
      g_signal_new ("link-requested", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 3,
                    G_TYPE_STRING, G_TYPE_INT64, G_TYPE_STRING);
  signals[UNLINK_REQUESTED] =
      g_signal_new ("unlink-requested", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                    3, G_TYPE_STRING, G_TYPE_INT64, G_TYPE_STRING);
  signals[PART_REQUESTED] =
      g_signal_new ("part-requested", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 3,
                    G_TYPE_STRING, G_TYPE_INT64, G_TYPE_STRING);
  signals[MERGE_REQUESTED] = g_signal_new ("merge-requested", type, G_SIGNAL_RUN_LAST, 0, NULL,
                                           NULL, NULL, G_TYPE_NONE, 1, BIZ_TYPE_TICKET);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/quittance/Quittance/pages/page-case-side.ui");
  gtk_widget_class_bind_template_child (widget_class, PageCaseSide, links);
  gtk_widget_class_bind_template_child (widget_class, PageCaseSide, link_button);
  gtk_widget_class_bind_template_child (widget_class, PageCaseSide, link_entry);
  gtk_widget_class_bind_template_child (widget_class, PageCaseSide, link_found);
  gtk_widget_class_bind_template_child (widget_class, PageCaseSide, earlier_heading);
  gtk_widget_class_bind_template_child (widget_class, PageCaseSide, earlier);
  gtk_widget_class_bind_template_child (widget_class, PageCaseSide, similar_heading);
  gtk_widget_class_bind_template_child (widget_class, PageCaseSide, similar);
  gtk_widget_class_bind_template_callback (widget_class, find_cb);
}

static void
page_case_side_init (PageCaseSide *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
page_case_side_new (void)
{
  return g_object_new (PAGE_TYPE_CASE_SIDE, NULL);
}

void
page_case_side_set_session (PageCaseSide *self, ErpSession *session)
{
  g_return_if_fail (PAGE_IS_CASE_SIDE (self));

  g_set_object (&self->session, session);
}

void
page_case_side_set_ties (PageCaseSide *self,
                         BizCaseTies *ties,
                         GPtrArray *server,
                         gboolean may_write)
{
  g_autoptr (GPtrArray) links = NULL;
  guint n = 0;

  g_return_if_fail (PAGE_IS_CASE_SIDE (self));

  clear (self->links);
  gtk_widget_set_visible (GTK_WIDGET (self->link_button), may_write);
  if (ties == NULL)
    return;
  for (guint i = 0; i < ties->ties->len; i++)
    {
      BizTie *tie = g_ptr_array_index (ties->ties, i);

      if (tie->kind != BIZ_TIE_FROM)
        continue;
      add_link (self, tie, may_write);
      n++;
    }
  links = biz_case_ties_list_links (ties, server);
  for (guint i = 0; i < links->len; i++)
    add_link (self, g_ptr_array_index (links, i), may_write);
  if (server != NULL && n + links->len == 0)
    add_words (self->links, _ ("No document yet."));
}

void
page_case_side_set_similar (PageCaseSide *self, BizSimilarCases *cases, gboolean may_merge)
{
  guint n;

  g_return_if_fail (PAGE_IS_CASE_SIDE (self));

  clear (self->earlier);
  clear (self->similar);
  n = cases != NULL ? g_list_model_get_n_items (G_LIST_MODEL (cases->earlier)) : 0;
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (BizTicket) ticket = g_list_model_get_item (G_LIST_MODEL (cases->earlier), i);

      add_ticket (self, self->earlier, ticket, NULL, may_merge);
    }
  gtk_widget_set_visible (self->earlier_heading, n > 0);
  n = cases != NULL ? cases->similar->len : 0;
  for (guint i = 0; i < n; i++)
    {
      BizSimilar *similar = g_ptr_array_index (cases->similar, i);

      add_ticket (self, self->similar, similar->ticket, similar->words, may_merge);
    }
  gtk_widget_set_visible (self->similar_heading, n > 0);
}

void
page_case_side_ask_link (PageCaseSide *self)
{
  g_return_if_fail (PAGE_IS_CASE_SIDE (self));

  gtk_menu_button_popup (self->link_button);
  gtk_widget_grab_focus (GTK_WIDGET (self->link_entry));
}
