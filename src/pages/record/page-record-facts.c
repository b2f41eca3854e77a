/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-record-facts.h"

#include "biz-case.h"
#include "biz-document-link.h"
#include "biz-invoice-details.h"
#include "erp-link.h"
#include "erp-session.h"
#include "kit-format.h"
#include "page-text.h"
#include "page-weak.h"

#include <glib/gi18n-lib.h>

struct _PageRecordFacts
{
  AdwBin parent_instance;

  GtkFlowBox *facts;
  GtkBox *links;
  GtkBox *cases;
  GtkLabel *narration;

  ErpSession *session;   /* (owned) (nullable) */
  BizInvoice *invoice;   /* (owned) (nullable) */
  GCancellable *loading; /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (PageRecordFacts, page_record_facts, ADW_TYPE_BIN)

enum
{
  OPEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
add_fact (PageRecordFacts *self, const char *name, const char *text, const char *css_class)
{
  GtkWidget *box;
  GtkWidget *child;
  GtkWidget *label;

  if (text == NULL || text[0] == '\0')
    return;

  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  label = gtk_label_new (name);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_box_append (GTK_BOX (box), label);
  label = gtk_label_new (text);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);
  child = gtk_flow_box_child_new ();
  gtk_widget_set_focusable (child, FALSE);
  gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (child), box);
  gtk_flow_box_append (self->facts, child);
}

/* The total as the company's books have it, where the document speaks another currency. */
static void
add_company_amount (PageRecordFacts *self, BizInvoiceDetails *details)
{
  BizMoney total = biz_invoice_details_get_company_total (details);
  BizMoney residual = biz_invoice_details_get_company_residual (details);
  g_autofree char *total_text = NULL;
  g_autofree char *residual_text = NULL;
  g_autofree char *text = NULL;

  if (g_str_equal (total.currency, biz_invoice_get_currency (self->invoice)))
    return;
  total_text = biz_money_format (&total, BIZ_MONEY_SYMBOL);
  residual_text = biz_money_format (&residual, BIZ_MONEY_SYMBOL);
  if (biz_invoice_get_state (self->invoice) == BIZ_STATE_POSTED && residual.minor != 0)
    /* Translators: two amounts in the company's currency: the total and what is open of it. */
    text = g_strdup_printf (_ ("%s, %s open"), total_text, residual_text);
  else
    text = g_steal_pointer (&total_text);
  add_fact (self, _ ("In Company Currency"), text, "numeric");
}

static void
add_details (PageRecordFacts *self, BizInvoiceDetails *details)
{
  const GDate *booked = biz_invoice_details_get_date (details);
  const GDate *dated = biz_invoice_get_invoice_date (self->invoice);
  g_autofree char *date = kit_format_date (booked);
  const char *address = biz_invoice_details_get_delivery_address (details);

  if (booked != NULL && (dated == NULL || g_date_compare (booked, dated) != 0)
      && biz_invoice_get_state (self->invoice) == BIZ_STATE_POSTED)
    add_fact (self, _ ("Booked On"), date, "numeric");
  add_fact (self, _ ("Journal"), biz_invoice_details_get_journal (details), NULL);
  add_fact (self, _ ("Bank Account"), biz_invoice_details_get_bank_account (details), NULL);
  if (g_strcmp0 (address, biz_invoice_get_partner_name (self->invoice)) != 0)
    add_fact (self, _ ("Delivery Address"), address, NULL);
  add_company_amount (self, details);
  if (biz_invoice_details_is_hashed (details))
    add_fact (self, _ ("Sealed"), _ ("By a hash: it cannot be changed any more"), NULL);
}

static void
fill_facts (PageRecordFacts *self)
{
  BizInvoice *invoice = self->invoice;
  BizInvoiceDetails *details = biz_invoice_get_details (invoice);
  g_autofree char *date = kit_format_date (biz_invoice_get_invoice_date (invoice));
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->facts))) != NULL)
    gtk_flow_box_remove (self->facts, child);
  add_fact (self, _ ("Invoice Date"), date, "numeric");
  add_fact (self, _ ("Terms"), biz_invoice_get_terms (invoice), NULL);
  add_fact (self, _ ("Reference"), biz_invoice_get_reference (invoice), NULL);
  add_fact (self, _ ("Payment Reference"), biz_invoice_get_payment_reference (invoice), NULL);
  add_fact (self, _ ("Order"), biz_invoice_get_origin (invoice), NULL);
  add_fact (self, _ ("Salesperson"), biz_invoice_get_salesperson (invoice), NULL);
  add_fact (self, _ ("Company"), biz_invoice_get_company_name (invoice), NULL);
  if (details != NULL)
    add_details (self, details);
}

static void
fill_narration (PageRecordFacts *self)
{
  BizInvoiceDetails *details = biz_invoice_get_details (self->invoice);
  const char *markup = details != NULL ? biz_invoice_details_get_narration (details) : NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->narration), markup != NULL && markup[0] != '\0');
  gtk_label_set_markup (self->narration, markup != NULL ? markup : "");
}

static void
open_in_browser (PageRecordFacts *self, const char *model, gint64 id)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  g_autofree char *address =
      erp_link_new_for_browser (erp_session_get_profile (self->session), model, id);

  gtk_show_uri (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, address, GDK_CURRENT_TIME);
}

static void
link_clicked_cb (GtkButton *button, gpointer user_data)
{
  PageRecordFacts *self = user_data;
  BizDocumentLink *link = g_object_get_data (G_OBJECT (button), "link");

  if (g_str_equal (biz_document_link_get_model (link), "account.move"))
    g_signal_emit (self, signals[OPEN], 0, biz_document_link_get_id (link));
  else
    open_in_browser (self, biz_document_link_get_model (link), biz_document_link_get_id (link));
}

static void
case_clicked_cb (GtkButton *button, gpointer user_data)
{
  BizCase *one = g_object_get_data (G_OBJECT (button), "case");

  open_in_browser (user_data, biz_case_get_model (one), biz_case_get_id (one));
}

/* @rest: (nullable): what is said after the name; @address: (nullable): in the browser, NULL where
 * the demo company has no page of its own; @here: this program shows it. */
static GtkWidget *
new_row (const char *kind, const char *title, const char *rest, const char *address, gboolean here)
{
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *button = gtk_button_new ();
  GtkWidget *label = gtk_label_new (kind);
  g_autofree char *name = NULL;
  gboolean opens = here || address != NULL;

  gtk_widget_add_css_class (label, "dim-label");
  gtk_box_append (GTK_BOX (content), label);
  label = gtk_label_new (title);
  gtk_widget_add_css_class (label, "numeric");
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_box_append (GTK_BOX (content), label);
  if (rest != NULL)
    {
      label = gtk_label_new (rest);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_widget_add_css_class (label, "dim-label");
      gtk_box_append (GTK_BOX (content), label);
    }
  if (!here && address != NULL)
    gtk_box_append (GTK_BOX (content), gtk_image_new_from_icon_name ("adw-external-link-symbolic"));
  gtk_button_set_child (GTK_BUTTON (button), content);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_widget_set_can_target (button, opens);
  gtk_widget_set_focusable (button, opens);
  name = g_strjoin (" ", kind, title, rest, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);

  return button;
}

static void
add_link (PageRecordFacts *self, BizDocumentLink *link)
{
  gboolean here = g_str_equal (biz_document_link_get_model (link), "account.move");
  g_autofree char *address = erp_link_new_for_browser (erp_session_get_profile (self->session),
                                                       biz_document_link_get_model (link),
                                                       biz_document_link_get_id (link));
  GtkWidget *button = new_row (biz_link_kind_to_label (biz_document_link_get_kind (link)),
                               biz_document_link_get_name (link),
                               biz_document_link_get_state (link), address, here);

  gtk_widget_set_tooltip_text (button, here ? _ ("Open It Here") : _ ("Open It in the Browser"));
  g_object_set_data_full (G_OBJECT (button), "link", g_object_ref (link), g_object_unref);
  g_signal_connect_object (button, "clicked", G_CALLBACK (link_clicked_cb), self, 0);
  gtk_box_append (self->links, button);
  gtk_widget_set_visible (GTK_WIDGET (self->links), TRUE);
}

static void
add_case (PageRecordFacts *self, BizCase *one)
{
  const char *stage = biz_case_get_stage (one);
  const char *assignee = biz_case_get_assignee (one);
  g_autofree char *address =
      erp_link_new_for_browser (erp_session_get_profile (self->session), biz_case_get_model (one),
                                biz_case_get_id (one));
  g_autofree char *rest = NULL;
  GtkWidget *button;

  if (stage != NULL && assignee != NULL)
    rest = g_strdup_printf ("%s · %s", stage, assignee);
  else
    rest = g_strdup (stage != NULL ? stage : assignee);
  button = new_row (biz_case_get_kind (one), biz_case_get_title (one), rest, address, FALSE);
  gtk_widget_set_tooltip_text (button, _ ("Open It in the Browser"));
  g_object_set_data_full (G_OBJECT (button), "case", g_object_ref (one), g_object_unref);
  g_signal_connect_object (button, "clicked", G_CALLBACK (case_clicked_cb), self, 0);
  gtk_box_append (self->cases, button);
}

static void
clear_box (GtkBox *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
  gtk_widget_set_visible (GTK_WIDGET (box), FALSE);
}

/* Beside the document: where they cannot be had, nothing is said. */
static void
cases_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PageRecordFacts) self = page_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  guint n_more = 0;
  g_autoptr (GListModel) found = biz_cases_load_finish (result, &n_more, &error);

  if (self == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (found == NULL)
    {
      g_debug ("No cases: %s", error->message);
      return;
    }
  for (guint i = 0; i < g_list_model_get_n_items (found); i++)
    {
      g_autoptr (BizCase) one = g_list_model_get_item (found, i);

      add_case (self, one);
    }
  if (n_more > 0)
    {
      g_autofree char *text =
          g_strdup_printf (ngettext ("%u more is open with this customer",
                                     "%u more are open with this customer", n_more),
                           n_more);
      GtkWidget *label = gtk_label_new (text);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_widget_add_css_class (label, "dim-label");
      gtk_widget_add_css_class (label, "numeric");
      gtk_box_append (self->cases, label);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->cases), g_list_model_get_n_items (found) > 0);
}

static void
links_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PageRecordFacts) self = page_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) links = biz_document_links_load_finish (result, &error);

  if (self == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (links == NULL)
    {
      GtkWidget *label = gtk_label_new (_ ("Orders, deliveries and credit notes are not known at "
                                           "the moment. Refresh to ask again."));

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_widget_add_css_class (label, "dim-label");
      gtk_box_append (self->links, label);
      gtk_widget_set_visible (GTK_WIDGET (self->links), TRUE);
      return;
    }
  for (guint i = 0; i < g_list_model_get_n_items (links); i++)
    {
      g_autoptr (BizDocumentLink) link = g_list_model_get_item (links, i);

      add_link (self, link);
    }
}

static void
stop_loading (PageRecordFacts *self)
{
  if (self->loading != NULL)
    g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
}

static void
fill_links (PageRecordFacts *self)
{
  BizInvoiceDetails *details = biz_invoice_get_details (self->invoice);
  gint64 customer;

  clear_box (self->links);
  clear_box (self->cases);
  if (details == NULL)
    return;
  if (biz_invoice_details_get_reversed_id (details) != 0)
    {
      g_autoptr (BizDocumentLink) link =
          biz_document_link_new (BIZ_LINK_REVERSED, biz_invoice_details_get_reversed_id (details),
                                 biz_invoice_details_get_reversed_name (details), NULL);

      add_link (self, link);
    }
  self->loading = g_cancellable_new ();
  biz_document_links_load_async (erp_session_get_client (self->session),
                                 erp_session_get_capabilities (self->session),
                                 biz_invoice_get_id (self->invoice), self->loading, links_loaded_cb,
                                 page_weak_new (self));
  customer = biz_invoice_details_get_customer_id (details);
  if (customer == 0)
    customer = biz_invoice_get_partner_id (self->invoice);
  biz_cases_load_async (erp_session_get_client (self->session),
                        erp_session_get_capabilities (self->session), customer,
                        biz_invoice_get_id (self->invoice), self->loading, cases_loaded_cb,
                        page_weak_new (self));
}

static void
page_record_facts_dispose (GObject *object)
{
  PageRecordFacts *self = PAGE_RECORD_FACTS (object);

  stop_loading (self);
  g_clear_object (&self->invoice);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (page_record_facts_parent_class)->dispose (object);
}

static void
page_record_facts_class_init (PageRecordFactsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = page_record_facts_dispose;
  signals[OPEN] = g_signal_new ("open", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/quittance/Quittance/pages/page-record-facts.ui");
  gtk_widget_class_bind_template_child (widget_class, PageRecordFacts, facts);
  gtk_widget_class_bind_template_child (widget_class, PageRecordFacts, links);
  gtk_widget_class_bind_template_child (widget_class, PageRecordFacts, cases);
  gtk_widget_class_bind_template_child (widget_class, PageRecordFacts, narration);
}

static void
page_record_facts_init (PageRecordFacts *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
page_record_facts_new (void)
{
  return g_object_new (PAGE_TYPE_RECORD_FACTS, NULL);
}

/* Which links there can be is known only now. */
static void
complete_cb (PageRecordFacts *self)
{
  if (self->invoice == NULL)
    return;
  stop_loading (self);
  fill_links (self);
}

void
page_record_facts_set_session (PageRecordFacts *self, ErpSession *session)
{
  g_return_if_fail (PAGE_IS_RECORD_FACTS (self));

  if (g_set_object (&self->session, session) && session != NULL)
    g_signal_connect_object (erp_session_get_capabilities (session), "notify::complete",
                             G_CALLBACK (complete_cb), self, G_CONNECT_SWAPPED);
}

/**
 * page_record_facts_set_invoice:
 * @self: the section; a session was set
 * @invoice: (nullable): the document, or the row of a list while it is loaded
 */
void
page_record_facts_set_invoice (PageRecordFacts *self, BizInvoice *invoice)
{
  g_return_if_fail (PAGE_IS_RECORD_FACTS (self));
  g_return_if_fail (invoice == NULL || self->session != NULL);

  if (!g_set_object (&self->invoice, invoice))
    return;
  stop_loading (self);
  gtk_widget_set_visible (GTK_WIDGET (self), invoice != NULL);
  if (invoice == NULL)
    return;
  fill_facts (self);
  fill_narration (self);
  fill_links (self);
}
