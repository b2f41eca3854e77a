/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-category-dialog.h"

#include "biz-category-take.h"
#include "kit-inline-error.h"
#include "page-weak.h"

#include <glib/gi18n-lib.h>

struct _PageCategoryDialog
{
  AdwWindow parent_instance;

  GtkStack *stack;
  GtkLabel *summary;
  GtkListBox *list;
  GtkButton *cancel_button;
  GtkButton *take_button;
  KitInlineError *error;

  BizCategoryTake *take;     /* (owned) */
  GCancellable *cancellable; /* (owned): of the reading */
  gboolean writing;
  gboolean failed; /* it could not be read */
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (PageCategoryDialog, page_category_dialog, ADW_TYPE_WINDOW)

enum
{
  CHANGED,
  JOURNAL_REQUESTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
update (PageCategoryDialog *self)
{
  const guint n = biz_category_take_count_wanted (self->take);
  g_autofree char *label = NULL;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "categories.take", n > 0 && !self->writing);
  /* Translators: how many categories are written. */
  label =
      n > 0 ? g_strdup_printf (ngettext ("_Take %u", "_Take %u", n), n) : g_strdup (_ ("_Take"));
  gtk_button_set_label (self->take_button, label);
}

static void
toggled_cb (GtkCheckButton *check, gpointer user_data)
{
  PageCategoryDialog *self = user_data;
  const guint nth = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (check), "nth"));

  if (self->filling)
    return;
  biz_category_take_set_wanted (self->take, nth, gtk_check_button_get_active (check));
  update (self);
}

static GtkWidget *
make_check (PageCategoryDialog *self, guint nth)
{
  const BizCategoryOffer *offer = biz_category_take_get_offer (self->take, nth);
  GtkWidget *check = gtk_check_button_new ();

  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), offer->wanted);
  gtk_widget_set_sensitive (check, !self->writing);
  g_object_set_data (G_OBJECT (check), "nth", GUINT_TO_POINTER (nth));
  g_signal_connect_object (check, "toggled", G_CALLBACK (toggled_cb), self, 0);

  return check;
}

static GtkWidget *
make_mark (const BizCategoryOffer *offer)
{
  GtkWidget *image = gtk_image_new_from_icon_name (offer->done ? "object-select-symbolic"
                                                               : "dialog-warning-symbolic");

  gtk_widget_add_css_class (image, offer->done ? "success" : "warning");

  return image;
}

static void
add_row (PageCategoryDialog *self, guint nth)
{
  const BizCategoryOffer *offer = biz_category_take_get_offer (self->take, nth);
  g_autofree char *number = biz_ticket_dup_number (offer->ticket);
  g_autofree char *title = NULL;
  g_autofree char *given = NULL;
  GtkWidget *row = adw_action_row_new ();

  /* Translators: the number of a case and its subject. */
  title = g_strdup_printf (_ ("%s · %s"), number, biz_ticket_get_facts (offer->ticket)->title);
  if (offer->done)
    given = g_strdup_printf (_ ("It has the category “%s”."),
                             biz_category_guess_get_category (offer->guess));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), offer->failure != NULL ? offer->failure
                                                     : given != NULL        ? given
                                                                            : offer->words);
  if (offer->done || offer->failure != NULL)
    adw_action_row_add_prefix (ADW_ACTION_ROW (row), make_mark (offer));
  else if (offer->guess != NULL)
    {
      GtkWidget *check = make_check (self, nth);

      adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
      adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
    }
  gtk_list_box_append (self->list, row);
}

static void
count (PageCategoryDialog *self, guint *n_offered, guint *n_done, guint *n_failed)
{
  *n_offered = *n_done = *n_failed = 0;
  for (guint i = 0; i < biz_category_take_get_n_offers (self->take); i++)
    {
      const BizCategoryOffer *offer = biz_category_take_get_offer (self->take, i);

      *n_offered += offer->guess != NULL;
      *n_done += offer->done;
      *n_failed += offer->failure != NULL;
    }
}

static char *
make_summary (PageCategoryDialog *self)
{
  guint n_offered, n_done, n_failed;

  count (self, &n_offered, &n_done, &n_failed);
  if (n_done > 0 && n_failed > 0)
    /* Translators: how many cases got a category, and how many did not. */
    return g_strdup_printf (_ ("%u written, %u not."), n_done, n_failed);
  if (n_failed > 0)
    return g_strdup_printf (
        ngettext ("%u case was not changed.", "%u cases were not changed.", n_failed), n_failed);
  if (n_done > 0)
    return g_strdup_printf (
        ngettext ("%u case has its category.", "%u cases have their category.", n_done), n_done);
  if (n_offered == 0)
    return g_strdup (_ ("No category is proposed for these cases."));

  return g_strdup_printf (
      /* Translators: of how many of the selected cases something is proposed. */
      _ ("A category is proposed for %u of %u cases, from the words of closed ones."), n_offered,
      biz_category_take_get_n_offers (self->take));
}

static void
fill (PageCategoryDialog *self)
{
  g_autofree char *text = make_summary (self);
  GtkWidget *row;

  self->filling = TRUE;
  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
  for (guint i = 0; i < biz_category_take_get_n_offers (self->take); i++)
    add_row (self, i);
  self->filling = FALSE;
  gtk_label_set_text (self->summary, text);
  gtk_stack_set_visible_child_name (self->stack, "list");
  update (self);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PageCategoryDialog) self = page_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  const gboolean ok = biz_category_take_load_finish (BIZ_CATEGORY_TAKE (source), result, &error);

  if (self == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->failed = !ok;
  fill (self);
  if (!ok)
    {
      gtk_label_set_text (self->summary, "");
      kit_inline_error_set_retry_label (self->error, _ ("_Try Again"));
      kit_inline_error_set_error (self->error, _ ("Nothing could be proposed."), error);
      return;
    }
  gtk_widget_child_focus (GTK_WIDGET (self->list), GTK_DIR_TAB_FORWARD);
}

static void
load (PageCategoryDialog *self)
{
  kit_inline_error_clear (self->error);
  gtk_stack_set_visible_child_name (self->stack, "wait");
  update (self);
  biz_category_take_load_async (self->take, self->cancellable, loaded_cb, page_weak_new (self));
}

static void
retry_cb (PageCategoryDialog *self)
{
  if (self->failed)
    {
      load (self);
      return;
    }
  g_signal_emit (self, signals[JOURNAL_REQUESTED], 0);
  gtk_window_close (GTK_WINDOW (self));
}

/* The window may be closed meanwhile: what was begun is written, and who listens hears of it. */
static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PageCategoryDialog) self = user_data;

  biz_category_take_run_finish (BIZ_CATEGORY_TAKE (source), result);
  g_signal_emit (self, signals[CHANGED], 0);
  if (self->take == NULL)
    return;
  self->writing = FALSE;
  gtk_button_set_label (self->cancel_button, _ ("_Close"));
  fill (self);
  if (biz_category_take_is_unknown (self->take))
    {
      kit_inline_error_set_retry_label (self->error, _ ("Open the _Journal"));
      kit_inline_error_set_message (self->error,
                                    _ ("Of some nobody knows yet whether they were written. The "
                                       "journal goes on looking."));
    }
  gtk_widget_grab_focus (GTK_WIDGET (self->cancel_button));
}

static void
take_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageCategoryDialog *self = PAGE_CATEGORY_DIALOG (widget);

  if (self->writing || biz_category_take_count_wanted (self->take) == 0)
    return;
  self->writing = TRUE;
  kit_inline_error_clear (self->error);
  fill (self);
  biz_category_take_run_async (self->take, written_cb, g_object_ref (self));
}

static void
page_category_dialog_dispose (GObject *object)
{
  PageCategoryDialog *self = PAGE_CATEGORY_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->take);

  G_OBJECT_CLASS (page_category_dialog_parent_class)->dispose (object);
}

static void
page_category_dialog_class_init (PageCategoryDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = page_category_dialog_dispose;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[JOURNAL_REQUESTED] =
      g_signal_new ("journal-requested", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                    NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (KIT_TYPE_INLINE_ERROR);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/quittance/Quittance/pages/page-category-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, PageCategoryDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, PageCategoryDialog, summary);
  gtk_widget_class_bind_template_child (widget_class, PageCategoryDialog, list);
  gtk_widget_class_bind_template_child (widget_class, PageCategoryDialog, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, PageCategoryDialog, take_button);
  gtk_widget_class_bind_template_child (widget_class, PageCategoryDialog, error);
  gtk_widget_class_install_action (widget_class, "categories.take", NULL, take_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK,
                                       "categories.take", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
page_category_dialog_init (PageCategoryDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  g_signal_connect_object (self->error, "retry", G_CALLBACK (retry_cb), self, G_CONNECT_SWAPPED);
}

GtkWindow *
page_category_dialog_new (GtkWidget *over, BizService *service, const gint64 *ids, gsize n)
{
  PageCategoryDialog *self = g_object_new (PAGE_TYPE_CATEGORY_DIALOG, NULL);
  GtkRoot *root = gtk_widget_get_root (over);

  self->take = biz_category_take_new (service, ids, n);
  gtk_window_set_transient_for (GTK_WINDOW (self), GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL);
  load (self);

  return GTK_WINDOW (self);
}
