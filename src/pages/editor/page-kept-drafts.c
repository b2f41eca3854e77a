/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-kept-drafts.h"

#include "erp-drawer.h"
#include "page-confirm.h"
#include "page-draft-keeper.h"
#include "page-weak.h"

#include <glib/gi18n-lib.h>

/* More rows would push the list away; the next one comes up when one is done. */
#define MAX_ROWS 3

struct _PageKeptDrafts
{
  AdwBin parent_instance;

  GtkBox *rows;
  ErpSession *session;       /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned) */
};

G_DEFINE_FINAL_TYPE (PageKeptDrafts, page_kept_drafts, ADW_TYPE_BIN)

enum
{
  CONTINUE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static char *
describe (BizKeptDraft *kept)
{
  g_autoptr (GDateTime) local = kept->written != NULL ? g_date_time_to_local (kept->written) : NULL;
  g_autofree char *time = local != NULL ? g_date_time_format (local, "%x %H:%M") : g_strdup ("");

  if (kept->is_sent)
    return *kept->title != '\0'
               /* Translators: a document or a customer, then a day and a time. */
               ? g_strdup_printf (_ ("What you wrote of %s was sent (%s), and the answer was lost. "
                                     "It may be saved: look at the journal before you go on."),
                                  kept->title, time)
               /* Translators: a day and a time. */
               : g_strdup_printf (_ ("A new invoice was sent (%s), and the answer was lost. It may "
                                     "be saved: look at the journal before you go on."),
                                  time);
  if (kept->origin_id != 0)
    /* Translators: a document, then a day and a time. */
    return g_strdup_printf (_ ("Your changes of %s were not saved (%s)."), kept->title, time);
  if (*kept->title == '\0')
    /* Translators: a day and a time. */
    return g_strdup_printf (_ ("A new invoice was not saved (%s)."), time);

  /* Translators: a customer, then a day and a time. */
  return g_strdup_printf (_ ("A new invoice for %s was not saved (%s)."), kept->title, time);
}

static void
continue_cb (GtkButton *button, gpointer user_data)
{
  g_signal_emit (user_data, signals[CONTINUE], 0, g_object_get_data (G_OBJECT (button), "name"));
}

static void
response_cb (AdwMessageDialog *dialog, const char *response, gpointer user_data)
{
  PageKeptDrafts *self = user_data;

  if (!g_str_equal (response, "do") || self->session == NULL)
    return;
  erp_drawer_remove (erp_session_get_drawer (self->session),
                     g_object_get_data (G_OBJECT (dialog), "name"));
  page_kept_drafts_update (self);
}

static void
discard_cb (GtkButton *button, gpointer user_data)
{
  const char *name = g_object_get_data (G_OBJECT (button), "name");
  AdwMessageDialog *dialog =
      page_confirm_new (user_data, _ ("Discard This Draft?"),
                        _ ("What was written is on no server, and is gone then."), _ ("_Keep It"),
                        _ ("_Discard"));

  g_object_set_data_full (G_OBJECT (dialog), "name", g_strdup (name), g_free);
  g_signal_connect_object (dialog, "response", G_CALLBACK (response_cb), user_data, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static GtkWidget *
new_button (const char *label, const char *name)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_object_set_data_full (G_OBJECT (button), "name", g_strdup (name), g_free);

  return button;
}

static void
journal_cb (GtkButton *button, gpointer user_data)
{
  gtk_widget_activate_action (user_data, "win.show-section", "s", "journal");
}

static void
add_row (PageKeptDrafts *self, BizKeptDraft *kept)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autofree char *text = describe (kept);
  GtkWidget *label = gtk_label_new (text);
  GtkWidget *go = new_button (_ ("C_ontinue"), kept->name);
  GtkWidget *discard = new_button (_ ("_Discard…"), kept->name);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (discard, "flat");
  g_signal_connect_object (go, "clicked", G_CALLBACK (continue_cb), self, 0);
  g_signal_connect_object (discard, "clicked", G_CALLBACK (discard_cb), self, 0);
  gtk_box_append (GTK_BOX (row), label);
  if (kept->is_sent)
    {
      GtkWidget *journal = new_button (_ ("_Journal"), kept->name);

      g_signal_connect_object (journal, "clicked", G_CALLBACK (journal_cb), self, 0);
      gtk_box_append (GTK_BOX (row), journal);
    }
  gtk_box_append (GTK_BOX (row), discard);
  gtk_box_append (GTK_BOX (row), go);
  gtk_box_append (self->rows, row);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PageKeptDrafts) self = page_weak_take (user_data);

  if (!erp_drawer_load_finish (ERP_DRAWER (source), result, NULL) || self == NULL
      || g_cancellable_is_cancelled (self->cancellable))
    return;
  page_kept_drafts_update (self);
}

static void
page_kept_drafts_dispose (GObject *object)
{
  PageKeptDrafts *self = PAGE_KEPT_DRAFTS (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (page_kept_drafts_parent_class)->dispose (object);
}

static void
page_kept_drafts_finalize (GObject *object)
{
  g_clear_object (&PAGE_KEPT_DRAFTS (object)->cancellable);
  G_OBJECT_CLASS (page_kept_drafts_parent_class)->finalize (object);
}

static void
page_kept_drafts_class_init (PageKeptDraftsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = page_kept_drafts_dispose;
  G_OBJECT_CLASS (klass)->finalize = page_kept_drafts_finalize;
  signals[CONTINUE] = g_signal_new ("continue", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
page_kept_drafts_init (PageKeptDrafts *self)
{
  self->cancellable = g_cancellable_new ();
  self->rows = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 6));
  gtk_widget_add_css_class (GTK_WIDGET (self->rows), "news");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->rows), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Not saved yet"), -1);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->rows));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
page_kept_drafts_connect (PageKeptDrafts *self, ErpSession *session)
{
  g_return_if_fail (PAGE_IS_KEPT_DRAFTS (self) && self->session == NULL);
  g_return_if_fail (ERP_IS_SESSION (session));

  self->session = g_object_ref (session);
  erp_drawer_load_async (erp_session_get_drawer (session), self->cancellable, loaded_cb,
                         page_weak_new (self));
}

void
page_kept_drafts_update (PageKeptDrafts *self)
{
  g_autoptr (GPtrArray) kept = NULL;
  GtkWidget *row;

  g_return_if_fail (PAGE_IS_KEPT_DRAFTS (self));

  if (self->session == NULL)
    return;
  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->rows))) != NULL)
    gtk_box_remove (self->rows, row);
  kept = page_draft_keeper_list (self->session);
  for (guint i = 0; i < MIN (kept->len, MAX_ROWS); i++)
    add_row (self, g_ptr_array_index (kept, i));
  gtk_widget_set_visible (GTK_WIDGET (self), kept->len > 0);
}
