/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-saved-filters.h"

#include "kit-inline-error.h"

#include <glib/gi18n-lib.h>

struct _PageSavedFilters
{
  AdwBin parent_instance;

  GtkMenuButton *button;
  GtkListBox *list;
  GtkWidget *none;
  KitInlineError *error_bar;

  BizSavedFilters *filters;  /* (owned) */
  GCancellable *cancellable; /* (owned) */
};

G_DEFINE_FINAL_TYPE (PageSavedFilters, page_saved_filters, ADW_TYPE_BIN)

enum
{
  APPLY,
  SAVE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* A question about one filter, or about one that is to be. */
typedef struct
{
  PageSavedFilters *self; /* (owned) */
  BizSavedFilter *filter; /* (owned) (nullable) */
  char *texts[3];         /* (owned): of the state */
  GtkWidget *entry;       /* in the dialog */
  GtkWidget *is_default;  /* (nullable) in the dialog */
  GtkWidget *shared;      /* (nullable) in the dialog */
} Question;

static void
question_free (gpointer data, GClosure *closure)
{
  Question *question = data;

  g_clear_object (&question->self);
  g_clear_object (&question->filter);
  for (gsize i = 0; i < G_N_ELEMENTS (question->texts); i++)
    g_free (question->texts[i]);
  g_free (question);
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PageSavedFilters) self = user_data;
  g_autoptr (GError) error = NULL;

  if (biz_saved_filters_finish (BIZ_SAVED_FILTERS (source), result, &error)
      || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->filters == NULL)
    return;
  kit_inline_error_set_error (self->error_bar, NULL, error);
  /* The answer may come when the page has gone: what is nowhere has no place for a menu. */
  if (gtk_widget_get_mapped (GTK_WIDGET (self->button)))
    gtk_menu_button_popup (self->button);
}

/* Nobody asked for anything: what went wrong is read where it matters, in the menu. */
static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PageSavedFilters) self = user_data;
  g_autoptr (GError) error = NULL;

  biz_saved_filters_finish (BIZ_SAVED_FILTERS (source), result, &error);
  if (self->filters != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    kit_inline_error_set_error (self->error_bar, NULL, error);
}

static char *
describe (BizSavedFilter *filter)
{
  if (biz_saved_filter_get_problem (filter) != NULL)
    return g_strdup (biz_saved_filter_get_problem (filter));
  if (biz_saved_filter_get_text (filter) == NULL)
    return g_strdup (_ ("Conditions from the browser"));
  if (*biz_saved_filter_get_text (filter) == '\0')
    return g_strdup (_ ("All invoices"));
  return g_strdup (biz_saved_filter_get_text (filter));
}

static GMenuModel *
create_menu (BizSavedFilter *filter)
{
  GMenu *menu = g_menu_new ();
  const struct
  {
    const char *label;
    const char *action;
  } items[] = {
    { biz_saved_filter_is_default (filter) ? N_ ("Do Not Use at the Start")
                                           : N_ ("Use at the Start"),
      "saved.default" },
    { N_ ("_Rename…"), "saved.rename" },
    { N_ ("_Delete…"), "saved.remove" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (items); i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (_ (items[i].label), NULL);

      g_menu_item_set_action_and_target (item, items[i].action, "x",
                                         biz_saved_filter_get_id (filter));
      g_menu_append_item (menu, item);
    }
  return G_MENU_MODEL (menu);
}

static GtkWidget *
create_line (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 36);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static GtkWidget *
create_row_cb (gpointer item, gpointer user_data)
{
  BizSavedFilter *filter = item;
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *more = gtk_menu_button_new ();
  g_autofree char *words = describe (filter);
  g_autoptr (GMenuModel) menu = create_menu (filter);
  GtkWidget *detail = create_line (words, "caption");

  gtk_widget_add_css_class (detail, "dim-label");
  gtk_widget_set_tooltip_text (detail, words);
  gtk_widget_set_hexpand (lines, TRUE);
  gtk_box_append (GTK_BOX (lines), create_line (biz_saved_filter_get_name (filter), NULL));
  gtk_box_append (GTK_BOX (lines), detail);
  gtk_box_append (GTK_BOX (box), lines);
  if (biz_saved_filter_is_default (filter))
    gtk_box_append (GTK_BOX (box), create_line (_ ("At the start"), "caption"));
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (more), "view-more-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (more), menu);
  gtk_widget_add_css_class (more, "flat");
  gtk_widget_set_valign (more, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (more, _ ("Change This Filter"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (more), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Change This Filter"), -1);
  gtk_box_append (GTK_BOX (box), more);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row),
                                    biz_saved_filter_get_problem (filter) == NULL);
  g_object_set_data_full (G_OBJECT (row), "filter", g_object_ref (filter), g_object_unref);
  return row;
}

static BizSavedFilter *
get_filter (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), "filter");
}

/* Own ones first, then those of all. */
static void
header_cb (GtkListBoxRow *row, GtkListBoxRow *before, gpointer user_data)
{
  gboolean shared = biz_saved_filter_is_shared (get_filter (row));
  GtkWidget *label;

  if (before != NULL && biz_saved_filter_is_shared (get_filter (before)) == shared)
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  label = create_line (shared ? _ ("Shared") : _ ("My Filters"), "heading");
  gtk_widget_add_css_class (label, "saved-heading");
  gtk_list_box_row_set_header (row, label);
}

static void
items_changed_cb (PageSavedFilters *self)
{
  gtk_widget_set_visible (self->none, g_list_model_get_n_items (G_LIST_MODEL (self->filters)) == 0);
}

static void
row_activated_cb (PageSavedFilters *self, GtkListBoxRow *row)
{
  g_autoptr (BizSavedFilter) filter = g_object_ref (get_filter (row));

  gtk_menu_button_popdown (self->button);
  g_signal_emit (self, signals[APPLY], 0, filter);
}

static void
save_cb (PageSavedFilters *self)
{
  gtk_menu_button_popdown (self->button);
  g_signal_emit (self, signals[SAVE], 0);
}

static BizSavedFilter *
find_by_id (PageSavedFilters *self, gint64 id)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->filters)); i++)
    {
      g_autoptr (BizSavedFilter) filter = g_list_model_get_item (G_LIST_MODEL (self->filters), i);

      if (biz_saved_filter_get_id (filter) == id)
        return filter;
    }
  return NULL;
}

static AdwMessageDialog *
create_dialog (PageSavedFilters *self, const char *heading, const char *body)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *dialog =
      adw_message_dialog_new (root != NULL ? GTK_WINDOW (root) : NULL, heading, body);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"));
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  kit_inline_error_clear (self->error_bar);
  gtk_menu_button_popdown (self->button);
  return ADW_MESSAGE_DIALOG (dialog);
}

static void
answered_cb (AdwMessageDialog *dialog, const char *response, gpointer user_data)
{
  Question *question = user_data;
  PageSavedFilters *self = question->self;
  BizSavedState state = { question->texts[0], question->texts[1], question->texts[2] };
  g_autofree char *name = NULL;
  BizSavedFlags flags = 0;

  if (g_str_equal (response, "cancel") || self->filters == NULL)
    return;
  if (question->entry == NULL)
    {
      biz_saved_filters_remove_async (self->filters, question->filter, self->cancellable, done_cb,
                                      g_object_ref (self));
      return;
    }
  name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (question->entry))));
  if (question->filter != NULL)
    {
      biz_saved_filters_rename_async (self->filters, question->filter, name, self->cancellable,
                                      done_cb, g_object_ref (self));
      return;
    }
  if (gtk_check_button_get_active (GTK_CHECK_BUTTON (question->shared)))
    flags |= BIZ_SAVED_SHARED;
  if (gtk_check_button_get_active (GTK_CHECK_BUTTON (question->is_default)))
    flags |= BIZ_SAVED_DEFAULT;
  biz_saved_filters_save_async (self->filters, name, &state, flags, self->cancellable, done_cb,
                                g_object_ref (self));
}

/* A name that is there already says that it will be replaced. */
static void
name_changed_cb (GtkWidget *widget, gpointer user_data)
{
  Question *question = user_data;
  AdwMessageDialog *dialog = g_object_get_data (G_OBJECT (question->entry), "dialog");
  g_autofree char *name =
      g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (question->entry))));
  gboolean shared = question->filter != NULL
                        ? biz_saved_filter_is_shared (question->filter)
                        : gtk_check_button_get_active (GTK_CHECK_BUTTON (question->shared));
  BizSavedFilter *same = biz_saved_filters_find (question->self->filters, name, shared);
  gboolean taken = question->filter != NULL && same != NULL && same != question->filter;

  adw_message_dialog_set_response_enabled (dialog, "ok", *name != '\0' && !taken);
  if (question->filter == NULL)
    adw_message_dialog_set_response_label (dialog, "ok",
                                           same != NULL ? _ ("_Replace") : _ ("_Save"));
}

static Question *
new_question (PageSavedFilters *self, AdwMessageDialog *dialog, BizSavedFilter *filter)
{
  Question *question = g_new0 (Question, 1);

  question->self = g_object_ref (self);
  question->filter = filter != NULL ? g_object_ref (filter) : NULL;
  g_signal_connect_data (dialog, "response", G_CALLBACK (answered_cb), question, question_free, 0);
  return question;
}

static void
add_entry (Question *question, AdwMessageDialog *dialog, GtkWidget *box, const char *name)
{
  question->entry = gtk_entry_new ();
  gtk_editable_set_text (GTK_EDITABLE (question->entry), name);
  gtk_entry_set_activates_default (GTK_ENTRY (question->entry), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (question->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Name of the filter"), -1);
  g_object_set_data (G_OBJECT (question->entry), "dialog", dialog);
  g_signal_connect (question->entry, "changed", G_CALLBACK (name_changed_cb), question);
  gtk_box_append (GTK_BOX (box), question->entry);
  adw_message_dialog_set_extra_child (dialog, box);
  adw_message_dialog_set_default_response (dialog, "ok");
  adw_message_dialog_set_response_appearance (dialog, "ok", ADW_RESPONSE_SUGGESTED);
}

static void
rename_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageSavedFilters *self = PAGE_SAVED_FILTERS (widget);
  BizSavedFilter *filter = find_by_id (self, g_variant_get_int64 (parameter));
  AdwMessageDialog *dialog;
  Question *question;

  if (filter == NULL)
    return;
  dialog = create_dialog (self, _ ("Rename the Filter"), NULL);
  adw_message_dialog_add_response (dialog, "ok", _ ("_Rename"));
  question = new_question (self, dialog, filter);
  add_entry (question, dialog, gtk_box_new (GTK_ORIENTATION_VERTICAL, 9),
             biz_saved_filter_get_name (filter));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
remove_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageSavedFilters *self = PAGE_SAVED_FILTERS (widget);
  BizSavedFilter *filter = find_by_id (self, g_variant_get_int64 (parameter));
  AdwMessageDialog *dialog;
  g_autofree char *body = NULL;

  if (filter == NULL)
    return;
  body = g_strdup_printf (biz_saved_filter_is_shared (filter)
                              ? _ ("“%s” is deleted for everybody, in the browser, too.")
                              : _ ("“%s” is deleted, in the browser, too."),
                          biz_saved_filter_get_name (filter));
  dialog = create_dialog (self, _ ("Delete the Filter?"), body);
  adw_message_dialog_add_response (dialog, "ok", _ ("_Delete"));
  adw_message_dialog_set_response_appearance (dialog, "ok", ADW_RESPONSE_DESTRUCTIVE);
  new_question (self, dialog, filter);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
default_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageSavedFilters *self = PAGE_SAVED_FILTERS (widget);
  BizSavedFilter *filter = find_by_id (self, g_variant_get_int64 (parameter));

  if (filter != NULL)
    biz_saved_filters_set_default_async (self->filters, filter,
                                         !biz_saved_filter_is_default (filter), self->cancellable,
                                         done_cb, g_object_ref (self));
}

static void
page_saved_filters_dispose (GObject *object)
{
  PageSavedFilters *self = PAGE_SAVED_FILTERS (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->filters);
  G_OBJECT_CLASS (page_saved_filters_parent_class)->dispose (object);
}

static void
page_saved_filters_class_init (PageSavedFiltersClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = page_saved_filters_dispose;
  signals[APPLY] = g_signal_new ("apply", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                 1, BIZ_TYPE_SAVED_FILTER);
  signals[SAVE] =
      g_signal_new ("save", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (KIT_TYPE_INLINE_ERROR);
  gtk_widget_class_install_action (widget_class, "saved.rename", "x", rename_action);
  gtk_widget_class_install_action (widget_class, "saved.remove", "x", remove_action);
  gtk_widget_class_install_action (widget_class, "saved.default", "x", default_action);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/quittance/Quittance/pages/page-saved-filters.ui");
  gtk_widget_class_bind_template_child (widget_class, PageSavedFilters, button);
  gtk_widget_class_bind_template_child (widget_class, PageSavedFilters, list);
  gtk_widget_class_bind_template_child (widget_class, PageSavedFilters, none);
  gtk_widget_class_bind_template_child (widget_class, PageSavedFilters, error_bar);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
}

static void
page_saved_filters_init (PageSavedFilters *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  kit_inline_error_set_retry_label (self->error_bar, NULL);
  gtk_list_box_set_header_func (self->list, header_cb, NULL, NULL);
}

void
page_saved_filters_set_filters (PageSavedFilters *self, BizSavedFilters *filters)
{
  g_return_if_fail (PAGE_IS_SAVED_FILTERS (self));
  g_return_if_fail (BIZ_IS_SAVED_FILTERS (filters) && self->filters == NULL);

  self->filters = g_object_ref (filters);
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (filters), create_row_cb, NULL, NULL);
  g_signal_connect_object (filters, "items-changed", G_CALLBACK (items_changed_cb), self,
                           G_CONNECT_SWAPPED);
  items_changed_cb (self);
}

BizSavedFilters *
page_saved_filters_get_filters (PageSavedFilters *self)
{
  g_return_val_if_fail (PAGE_IS_SAVED_FILTERS (self), NULL);

  return self->filters;
}

void
page_saved_filters_ask (PageSavedFilters *self, const BizSavedState *state)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  AdwMessageDialog *dialog;
  Question *question;

  g_return_if_fail (PAGE_IS_SAVED_FILTERS (self));
  g_return_if_fail (state != NULL && state->filter != NULL);

  dialog = create_dialog (self, _ ("Save the Filter"),
                          _ ("Conditions, groups and order are kept under a name on the server."));
  adw_message_dialog_add_response (dialog, "ok", _ ("_Save"));
  question = new_question (self, dialog, NULL);
  question->texts[0] = g_strdup (state->filter);
  question->texts[1] = g_strdup (state->groups);
  question->texts[2] = g_strdup (state->order);
  question->is_default = gtk_check_button_new_with_mnemonic (_ ("_Use it when the list is opened"));
  question->shared = gtk_check_button_new_with_mnemonic (_ ("Share it with _everybody"));
  add_entry (question, dialog, box, "");
  gtk_box_append (GTK_BOX (box), question->is_default);
  gtk_box_append (GTK_BOX (box), question->shared);
  g_signal_connect (question->shared, "toggled", G_CALLBACK (name_changed_cb), question);
  adw_message_dialog_set_response_enabled (dialog, "ok", FALSE);
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_widget_grab_focus (question->entry);
}

void
page_saved_filters_refresh (PageSavedFilters *self)
{
  g_return_if_fail (PAGE_IS_SAVED_FILTERS (self));

  biz_saved_filters_load_async (self->filters, self->cancellable, read_cb, g_object_ref (self));
}
