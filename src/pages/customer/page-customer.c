/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-customer.h"

#include "biz-currency-table.h"
#include "erp-link.h"
#include "erp-profile.h"
#include "kit-inline-error.h"
#include "page-customer-details.h"
#include "page-customer-figures.h"
#include "page-customer-limit.h"
#include "page-customer-more.h"
#include "page-customer-story.h"
#include "page-dunning.h"
#include "page-verbs.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Below this one part is seen at a time. */
#define NARROW_WIDTH 760
#define DETAILS_WIDTH 300
#define MIN_WIDTH 340

struct _PageCustomer
{
  AdwBin parent_instance;

  GtkLabel *title_label;
  GtkLabel *subtitle_label;
  GtkSpinner *spinner;
  GtkWidget *switch_box;
  GtkToggleButton *figures_button;
  GtkToggleButton *story_button;
  GtkToggleButton *details_button;
  KitInlineError *error;
  GtkLabel *note_label;
  PageCustomerFigures *figures;
  GtkWidget *lower_box;
  PageCustomerStory *story;
  GtkWidget *details_scrolled;
  PageCustomerDetails *details;
  PageCustomerMore *more; /* in the details */

  ErpSession *session;      /* (owned) */
  BizCustomerStore *store;  /* (owned) */
  BizCustomer *shown;       /* (owned) (nullable): whose details are shown */
  gpointer payment_shown;   /* the last payment that the figures say; compared only */
  gboolean figures_are_set; /* with the sums of the store */
  GArray *before;           /* (owned) (element-type gint64): that back leads to */
  gboolean narrow;
  gboolean focus_wanted; /* by the rows, as soon as they are there */
  guint layout_source;
};

G_DEFINE_FINAL_TYPE (PageCustomer, page_customer, ADW_TYPE_BIN)

enum
{
  CLOSED,
  OPEN_REQUESTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const BizCustomerFacts *
get_facts (PageCustomer *self)
{
  BizCustomer *customer = biz_customer_store_get_customer (self->store);

  return customer != NULL ? biz_customer_get_facts (customer) : NULL;
}

/* Where there is no room, one part at a time. */
static void
layout_cb (PageCustomer *self)
{
  gboolean figures = !self->narrow || gtk_toggle_button_get_active (self->figures_button);
  gboolean story = !self->narrow || gtk_toggle_button_get_active (self->story_button);
  gboolean details = !self->narrow || gtk_toggle_button_get_active (self->details_button);

  gtk_widget_set_visible (self->switch_box, self->narrow);
  gtk_widget_set_visible (GTK_WIDGET (self->figures), figures);
  gtk_widget_set_vexpand (GTK_WIDGET (self->figures), self->narrow);
  gtk_widget_set_visible (self->lower_box, story || details);
  gtk_widget_set_visible (GTK_WIDGET (self->story), story);
  gtk_widget_set_visible (self->details_scrolled, details);
  gtk_widget_set_hexpand (self->details_scrolled, self->narrow);
  gtk_widget_set_size_request (self->details_scrolled, self->narrow ? -1 : DETAILS_WIDTH, -1);
}

static gboolean
layout_later_cb (gpointer user_data)
{
  PageCustomer *self = user_data;

  self->layout_source = 0;
  layout_cb (self);

  return G_SOURCE_REMOVE;
}

static void
page_customer_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  PageCustomer *self = PAGE_CUSTOMER (widget);
  gboolean narrow = width < NARROW_WIDTH;
  int least;

  if (narrow != self->narrow && self->layout_source == 0)
    self->layout_source = g_idle_add_full (GTK_PRIORITY_RESIZE - 1, layout_later_cb, self, NULL);
  self->narrow = narrow;
  gtk_widget_measure (adw_bin_get_child (ADW_BIN (self)), GTK_ORIENTATION_HORIZONTAL, -1, &least,
                      NULL, NULL, NULL);
  gtk_widget_size_allocate (adw_bin_get_child (ADW_BIN (self)),
                            &(GtkAllocation){ 0, 0, MAX (width, least), height }, baseline);
}

/* The parts fold before the window is too small for them. */
static void
page_customer_measure (GtkWidget *widget,
                       GtkOrientation orientation,
                       int for_size,
                       int *minimum,
                       int *natural,
                       int *minimum_baseline,
                       int *natural_baseline)
{
  GtkWidget *child = adw_bin_get_child (ADW_BIN (widget));
  int least;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = MIN (least, MIN_WIDTH);
  else
    gtk_widget_measure (child, orientation, for_size < 0 ? -1 : MAX (for_size, least), minimum,
                        natural, NULL, NULL);
}

static void
show_header (PageCustomer *self)
{
  const BizCustomerFacts *facts = get_facts (self);
  g_autoptr (GString) text = g_string_new (NULL);

  if (facts == NULL)
    {
      gtk_label_set_text (self->title_label, _ ("Customer"));
      gtk_label_set_text (self->subtitle_label, "");
      return;
    }
  for (guint i = 0; i < 3; i++)
    {
      const char *part = (const char *[]){ facts->reference, facts->tax_number, facts->address }[i];

      if (part != NULL)
        g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", part);
    }
  gtk_label_set_text (self->title_label, facts->name);
  gtk_label_set_text (self->subtitle_label, text->str);
}

/* What the user may not see is left out, and said. */
static void
show_note (PageCustomer *self)
{
  const BizCustomerSums *sums = biz_customer_store_get_sums (self->store);
  g_autofree char *forbidden =
      biz_story_describe_forbidden (biz_customer_store_get_story (self->store));
  g_autoptr (GString) text = g_string_new (NULL);

  if (sums != NULL && sums->refused != NULL)
    g_string_append (text, sums->refused);
  if (forbidden != NULL)
    {
      if (text->len > 0)
        g_string_append_c (text, ' ');
      /* Translators: kinds of documents, with commas between them */
      g_string_append_printf (text, _ ("Your role does not show you: %s."), forbidden);
    }
  gtk_label_set_text (self->note_label, text->str);
  gtk_widget_set_visible (GTK_WIDGET (self->note_label), text->len > 0 && get_facts (self) != NULL);
}

static void
show_errors (PageCustomer *self)
{
  const GError *error = biz_customer_store_get_error (self->store);
  const GError *sums_error = biz_customer_store_get_sums_error (self->store);

  if (error != NULL)
    kit_inline_error_set_error (self->error, _ ("The customer could not be read."), error);
  else if (sums_error != NULL)
    kit_inline_error_set_error (self->error, _ ("The figures could not be read."), sums_error);
  else
    kit_inline_error_clear (self->error);
}

static void
show_figures (PageCustomer *self)
{
  BizStory *story = biz_customer_store_get_story (self->store);
  gpointer payment = biz_story_get_newest (story, BIZ_STORY_PAYMENT);
  g_autoptr (GPtrArray) figures = NULL;

  /* Tiles that somebody reads are not made anew for what they do not say. */
  if (self->figures_are_set && payment == self->payment_shown)
    return;
  if (biz_story_get_state (story) == BIZ_STORY_STATE_LOADING)
    return;
  figures = biz_customer_store_make_figures (self->store);
  page_customer_figures_set (self->figures, figures, biz_customer_store_get_today (self->store));
  self->figures_are_set = figures != NULL;
  self->payment_shown = payment;
}

static void
update_verbs (PageCustomer *self)
{
  gboolean there = get_facts (self) != NULL;
  gboolean is_demo = erp_profile_get_is_demo (erp_session_get_profile (self->session));

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "customer.statement", there);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "customer.remind", there);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "customer.limit",
                                 page_customer_limit_is_offered (self->session, self->shown));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "customer.open-browser", there && !is_demo);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "customer.copy-link", there);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "customer.new-window", there);
}

/* The rows are walked at once, unless somebody went elsewhere meanwhile. */
static void
focus_rows (PageCustomer *self)
{
  BizStory *story = biz_customer_store_get_story (self->store);

  if (!self->focus_wanted || biz_story_get_state (story) != BIZ_STORY_STATE_READY)
    return;
  self->focus_wanted = FALSE;
  if (gtk_widget_get_visible (GTK_WIDGET (self->story))
      && gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL)
    page_customer_story_focus (self->story);
}

static void
changed_cb (PageCustomer *self)
{
  BizCustomer *customer = biz_customer_store_get_customer (self->store);
  gboolean loading = biz_customer_store_get_error (self->store) == NULL
                     && (customer == NULL || biz_customer_store_get_sums (self->store) == NULL);

  gtk_spinner_set_spinning (self->spinner, loading);
  if (g_set_object (&self->shown, customer))
    {
      page_customer_details_set_customer (self->details, customer);
      page_customer_more_set_customer (self->more, customer);
      show_header (self);
      update_verbs (self);
    }
  if (biz_customer_store_get_sums (self->store) == NULL)
    self->figures_are_set = FALSE;
  show_errors (self);
  show_note (self);
  show_figures (self);
  focus_rows (self);
}

static void
show_customer (PageCustomer *self, gint64 partner_id)
{
  self->figures_are_set = FALSE;
  if (partner_id != biz_customer_store_get_id (self->store))
    page_customer_figures_set (self->figures, NULL, NULL);
  biz_customer_store_set_customer (self->store, partner_id);
}

static void
open_requested_cb (PageCustomer *self, const char *model, gint64 id)
{
  if (g_str_equal (model, "res.partner"))
    page_customer_show (self, id);
  else
    g_signal_emit (self, signals[OPEN_REQUESTED], 0, model, id);
}

static void
rows_requested_cb (PageCustomer *self, const char *section, const char *filter)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "shell.search", "(ss)", section, filter);
}

/* verbs */

static void
close_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageCustomer *self = PAGE_CUSTOMER (widget);
  gint64 id;

  if (self->before->len == 0)
    {
      g_signal_emit (self, signals[CLOSED], 0);
      return;
    }
  id = g_array_index (self->before, gint64, self->before->len - 1);
  g_array_set_size (self->before, self->before->len - 1);
  show_customer (self, id);
}

static void
retry_cb (PageCustomer *self)
{
  if (biz_customer_store_get_id (self->store) > 0)
    biz_customer_store_set_customer (self->store, biz_customer_store_get_id (self->store));
}

static void
refresh_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  retry_cb (PAGE_CUSTOMER (widget));
}

/* "customer.invoices", "customer.items": the section of that name. */
static void
rows_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const char *section = name + strlen ("customer.");
  const BizCustomerFacts *facts = get_facts (PAGE_CUSTOMER (widget));
  g_autofree char *filter = NULL;

  if (facts == NULL)
    return;
  filter = g_strdup_printf ("partner-ids:%" G_GINT64_FORMAT, facts->commercial_id);
  gtk_widget_activate_action (widget, "shell.search", "(ss)", section, filter);
}

static void
statement_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageCustomer *self = PAGE_CUSTOMER (widget);

  page_statement_present (widget, self->session, biz_customer_store_get_id (self->store));
}

static void
remind_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageCustomer *self = PAGE_CUSTOMER (widget);
  gint64 id = biz_customer_store_get_id (self->store);

  page_reminders_present (widget, self->session, &id, 1);
}

static void
limit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageCustomer *self = PAGE_CUSTOMER (widget);
  GtkWindow *dialog = page_customer_limit_present (widget, self->session, self->shown);

  g_signal_connect_object (dialog, "decided", G_CALLBACK (retry_cb), self, G_CONNECT_SWAPPED);
}

static void
open_browser_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gint64 id = biz_customer_store_get_id (PAGE_CUSTOMER (widget)->store);
  g_autofree char *address =
      erp_link_new_for_browser (erp_session_get_profile (PAGE_CUSTOMER (widget)->session),
                                "res.partner", id);
  GtkRoot *root = gtk_widget_get_root (widget);

  if (address != NULL)
    gtk_show_uri (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, address, GDK_CURRENT_TIME);
}

static char *
make_link (GtkWidget *widget)
{
  PageCustomer *self = PAGE_CUSTOMER (widget);
  gint64 id = biz_customer_store_get_id (self->store);

  return id > 0
             ? erp_link_new_for_record (erp_session_get_profile (self->session), "res.partner", id)
             : NULL;
}

static void
copy_link_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autofree char *link = make_link (widget);

  if (link == NULL)
    return;
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), link);
  gtk_widget_activate_action (widget, "win.toast", "s", _ ("Copied"));
}

static void
new_window_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autofree char *link = make_link (widget);

  if (link != NULL)
    gtk_widget_activate_action (widget, "app.open-link", "s", link);
}

static const PageVerb verbs[] = {
  { "customer.close", close_action, PAGE_KEYS_CLOSE },
  { "customer.refresh", refresh_action, PAGE_KEYS_REFRESH },
  { "customer.invoices", rows_action },
  { "customer.items", rows_action },
  { "customer.limit", limit_action },
  { "customer.statement", statement_action },
  { "customer.remind", remind_action },
  { "customer.open-browser", open_browser_action },
  { "customer.copy-link", copy_link_action },
  { "customer.new-window", new_window_action },
};

static void
page_customer_dispose (GObject *object)
{
  PageCustomer *self = PAGE_CUSTOMER (object);

  g_clear_handle_id (&self->layout_source, g_source_remove);
  g_clear_object (&self->shown);
  g_clear_object (&self->store);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (page_customer_parent_class)->dispose (object);
}

static void
page_customer_finalize (GObject *object)
{
  g_array_unref (PAGE_CUSTOMER (object)->before);
  G_OBJECT_CLASS (page_customer_parent_class)->finalize (object);
}

static void
page_customer_class_init (PageCustomerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = page_customer_dispose;
  G_OBJECT_CLASS (klass)->finalize = page_customer_finalize;
  widget_class->size_allocate = page_customer_size_allocate;
  widget_class->measure = page_customer_measure;
  signals[CLOSED] = g_signal_new ("closed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
  signals[OPEN_REQUESTED] =
      g_signal_new ("open-requested", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_INT64);
  g_type_ensure (KIT_TYPE_INLINE_ERROR);
  g_type_ensure (PAGE_TYPE_CUSTOMER_DETAILS);
  g_type_ensure (PAGE_TYPE_CUSTOMER_FIGURES);
  g_type_ensure (PAGE_TYPE_CUSTOMER_STORY);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/quittance/Quittance/pages/page-customer.ui");
  gtk_widget_class_bind_template_child (widget_class, PageCustomer, title_label);
  gtk_widget_class_bind_template_child (widget_class, PageCustomer, subtitle_label);
  gtk_widget_class_bind_template_child (widget_class, PageCustomer, spinner);
  gtk_widget_class_bind_template_child (widget_class, PageCustomer, switch_box);
  gtk_widget_class_bind_template_child (widget_class, PageCustomer, figures_button);
  gtk_widget_class_bind_template_child (widget_class, PageCustomer, story_button);
  gtk_widget_class_bind_template_child (widget_class, PageCustomer, details_button);
  gtk_widget_class_bind_template_child (widget_class, PageCustomer, error);
  gtk_widget_class_bind_template_child (widget_class, PageCustomer, note_label);
  gtk_widget_class_bind_template_child (widget_class, PageCustomer, figures);
  gtk_widget_class_bind_template_child (widget_class, PageCustomer, lower_box);
  gtk_widget_class_bind_template_child (widget_class, PageCustomer, story);
  gtk_widget_class_bind_template_child (widget_class, PageCustomer, details_scrolled);
  gtk_widget_class_bind_template_child (widget_class, PageCustomer, details);
  gtk_widget_class_bind_template_callback (widget_class, layout_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_requested_cb);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
  gtk_widget_class_bind_template_callback (widget_class, rows_requested_cb);
  page_verbs_install (widget_class, verbs, G_N_ELEMENTS (verbs));
}

static void
page_customer_init (PageCustomer *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  /* A plain layout: width and height are asked here. */
  gtk_widget_set_layout_manager (GTK_WIDGET (self), NULL);
  self->before = g_array_new (FALSE, FALSE, sizeof (gint64));
  layout_cb (self);
}

/* What the window shows is of the companies that are chosen. */
static void
companies_changed_cb (PageCustomer *self)
{
  if (biz_customer_store_get_id (self->store) > 0)
    show_customer (self, biz_customer_store_get_id (self->store));
}

/**
 * page_customer_new:
 * @session: who is signed in where
 *
 * Returns: (transfer floating): the page of nobody yet
 */
GtkWidget *
page_customer_new (ErpSession *session)
{
  g_autoptr (BizCurrencyTable) currencies = NULL;
  PageCustomer *self;

  g_return_val_if_fail (session != NULL, NULL);

  self = g_object_new (PAGE_TYPE_CUSTOMER, NULL);
  self->session = g_object_ref (session);
  currencies = biz_currency_table_new (erp_session_get_capabilities (session));
  self->store = biz_customer_store_new (session, currencies);
  self->more = PAGE_CUSTOMER_MORE (page_customer_more_new (session));
  page_customer_details_add (self->details, GTK_WIDGET (self->more));
  g_signal_connect_object (self->more, "open-requested", G_CALLBACK (open_requested_cb), self,
                           G_CONNECT_SWAPPED);
  page_customer_story_set_story (self->story, biz_customer_store_get_story (self->store));
  g_signal_connect_object (self->store, "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (biz_customer_store_get_story (self->store), "changed",
                           G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::active-companies", G_CALLBACK (companies_changed_cb),
                           self, G_CONNECT_SWAPPED);
  update_verbs (self);

  return GTK_WIDGET (self);
}

/**
 * page_customer_show:
 * @self: the page
 * @partner_id: a customer or a contact
 */
void
page_customer_show (PageCustomer *self, gint64 partner_id)
{
  gint64 now;

  g_return_if_fail (PAGE_IS_CUSTOMER (self) && partner_id > 0);

  now = biz_customer_store_get_id (self->store);
  if (now == partner_id)
    {
      retry_cb (self);
      return;
    }
  if (now > 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
    g_array_append_val (self->before, now);
  else
    g_array_set_size (self->before, 0);
  show_customer (self, partner_id);
}

gint64
page_customer_get_partner (PageCustomer *self)
{
  g_return_val_if_fail (PAGE_IS_CUSTOMER (self), 0);

  return biz_customer_store_get_id (self->store);
}

void
page_customer_focus (PageCustomer *self)
{
  g_return_if_fail (PAGE_IS_CUSTOMER (self));

  gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
  self->focus_wanted = TRUE;
  focus_rows (self);
}

BizCustomerStore *
page_customer_get_store (PageCustomer *self)
{
  g_return_val_if_fail (PAGE_IS_CUSTOMER (self), NULL);

  return self->store;
}

gboolean
page_customer_is_narrow (PageCustomer *self)
{
  g_return_val_if_fail (PAGE_IS_CUSTOMER (self), FALSE);

  return self->narrow;
}
