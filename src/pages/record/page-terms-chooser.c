/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-terms-chooser.h"

#include "biz-choices.h"
#include "biz-invoice.h"
#include "kit-date-entry.h"
#include "page-weak.h"

#include <glib/gi18n-lib.h>

/* In the list of terms: none of its own. */
#define BY_AGREEMENT 0
#define BY_DATE (-1)

struct _PageTermsChooser
{
  AdwBin parent_instance;

  GtkDropDown *terms_drop;
  KitDateEntry *due_entry;

  BizInvoiceDraft *draft; /* (owned) (nullable) */
  GListStore *terms;      /* (owned): of BizChoice */
  GCancellable *loading;  /* (owned) (nullable) */
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (PageTermsChooser, page_terms_chooser, ADW_TYPE_BIN)

static char *
get_choice_name (BizChoice *choice, gpointer user_data)
{
  return g_strdup (choice != NULL ? biz_choice_get_name (choice) : "");
}
static void
select_term (PageTermsChooser *self, gint64 id)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->terms)); i++)
    {
      g_autoptr (BizChoice) choice = g_list_model_get_item (G_LIST_MODEL (self->terms), i);

      if (biz_choice_get_id (choice) == id)
        gtk_drop_down_set_selected (self->terms_drop, i);
    }
}

static void
append_term (PageTermsChooser *self, gint64 id, const char *name)
{
  g_autoptr (BizChoice) choice = biz_choice_new (id, name, NULL);

  g_list_store_append (self->terms, choice);
}

/* Those of the server between the two that are none. */
static void
fill_terms_list (PageTermsChooser *self, GListModel *list)
{
  gint64 current = biz_invoice_draft_get_term_id (self->draft);
  gboolean dated = biz_invoice_draft_get_due_date (self->draft) != NULL;
  gboolean found = current == 0;

  self->filling = TRUE;
  g_list_store_remove_all (self->terms);
  if (!(biz_invoice_draft_get_origin (self->draft) != NULL))
    append_term (self, BY_AGREEMENT, _ ("As agreed with the customer"));
  for (guint i = 0; list != NULL && i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (BizChoice) choice = g_list_model_get_item (list, i);

      g_list_store_append (self->terms, choice);
      found = found || biz_choice_get_id (choice) == current;
    }
  if (!found)
    append_term (self, current, biz_invoice_draft_get_term (self->draft));
  append_term (self, BY_DATE, _ ("On a day"));
  if (current != 0)
    select_term (self, current);
  else
    select_term (self, dated || (biz_invoice_draft_get_origin (self->draft) != NULL)
                           ? BY_DATE
                           : BY_AGREEMENT);
  gtk_widget_set_visible (GTK_WIDGET (self->due_entry),
                          current == 0
                              && (dated || (biz_invoice_draft_get_origin (self->draft) != NULL)));
  self->filling = FALSE;
}

static void
terms_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PageTermsChooser) self = page_weak_take (user_data);
  g_autoptr (GListModel) list = biz_choices_load_finish (result, NULL);

  if (self != NULL && list != NULL)
    fill_terms_list (self, list);
}

static void
take_due_date (PageTermsChooser *self)
{
  GDate date;

  if (kit_date_entry_get_date (self->due_entry, &date))
    biz_invoice_draft_set_terms (self->draft, 0, NULL, &date);
}

static void
terms_changed_cb (PageTermsChooser *self)
{
  BizChoice *choice = gtk_drop_down_get_selected_item (self->terms_drop);

  if (self->filling || self->draft == NULL || choice == NULL)
    return;
  gtk_widget_set_visible (GTK_WIDGET (self->due_entry), biz_choice_get_id (choice) == BY_DATE);
  if (biz_choice_get_id (choice) == BY_DATE)
    take_due_date (self);
  else
    biz_invoice_draft_set_terms (self->draft, biz_choice_get_id (choice),
                                 biz_choice_get_id (choice) != 0 ? biz_choice_get_name (choice)
                                                                 : NULL,
                                 NULL);
}

static void
due_changed_cb (PageTermsChooser *self)
{
  if (!self->filling && self->draft != NULL
      && gtk_widget_get_visible (GTK_WIDGET (self->due_entry)))
    take_due_date (self);
}

static void
page_terms_chooser_dispose (GObject *object)
{
  PageTermsChooser *self = PAGE_TERMS_CHOOSER (object);

  if (self->loading != NULL)
    g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  g_clear_object (&self->terms);
  g_clear_object (&self->draft);
  G_OBJECT_CLASS (page_terms_chooser_parent_class)->dispose (object);
}

static void
page_terms_chooser_class_init (PageTermsChooserClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = page_terms_chooser_dispose;
  g_type_ensure (KIT_TYPE_DATE_ENTRY);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/quittance/Quittance/pages/page-terms-chooser.ui");
  gtk_widget_class_bind_template_child (widget_class, PageTermsChooser, terms_drop);
  gtk_widget_class_bind_template_child (widget_class, PageTermsChooser, due_entry);
  gtk_widget_class_bind_template_callback (widget_class, terms_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, due_changed_cb);
}

static void
page_terms_chooser_init (PageTermsChooser *self)
{
  g_autoptr (GtkExpression) name =
      gtk_cclosure_expression_new (G_TYPE_STRING, NULL, 0, NULL, G_CALLBACK (get_choice_name), NULL,
                                   NULL);

  self->terms = g_list_store_new (BIZ_TYPE_CHOICE);
  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  kit_parsed_entry_set_name (KIT_PARSED_ENTRY (self->due_entry), _ ("Due date"));
  gtk_drop_down_set_expression (self->terms_drop, name);
  gtk_drop_down_set_model (self->terms_drop, G_LIST_MODEL (self->terms));
  self->filling = FALSE;
}

GtkWidget *
page_terms_chooser_new (void)
{
  return g_object_new (PAGE_TYPE_TERMS_CHOOSER, NULL);
}

/**
 * page_terms_chooser_set_draft:
 * @self: the chooser
 * @draft: whose terms
 * @today: the day in the company's zone
 */
void
page_terms_chooser_set_draft (PageTermsChooser *self, BizInvoiceDraft *draft, const GDate *today)
{
  BizInvoice *origin;

  g_return_if_fail (PAGE_IS_TERMS_CHOOSER (self));
  g_return_if_fail (BIZ_IS_INVOICE_DRAFT (draft) && today != NULL);

  g_set_object (&self->draft, draft);
  origin = biz_invoice_draft_get_origin (draft);
  self->filling = TRUE;
  kit_date_entry_set_today (self->due_entry, today);
  kit_date_entry_set_date (self->due_entry,
                           origin != NULL ? biz_invoice_get_due_date (origin) : NULL);
  self->filling = FALSE;
  fill_terms_list (self, NULL);
}

void
page_terms_chooser_load (PageTermsChooser *self, ErpClient *client)
{
  g_return_if_fail (PAGE_IS_TERMS_CHOOSER (self) && self->draft != NULL);

  if (self->loading != NULL)
    g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  self->loading = g_cancellable_new ();
  biz_choices_load_async (client, BIZ_CHOICES_TERMS, biz_invoice_draft_get_company_id (self->draft),
                          self->loading, terms_cb, page_weak_new (self));
}

gboolean
page_terms_chooser_check (PageTermsChooser *self)
{
  g_return_val_if_fail (PAGE_IS_TERMS_CHOOSER (self), FALSE);

  return !gtk_widget_get_visible (GTK_WIDGET (self->due_entry))
         || kit_parsed_entry_check (KIT_PARSED_ENTRY (self->due_entry));
}
