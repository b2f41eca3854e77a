/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-kpi-chooser.h"

#include "biz-choice.h"
#include "biz-currency-table.h"
#include "biz-kpi-keys.h"
#include "erp-capabilities.h"
#include "erp-company.h"
#include "erp-session.h"
#include "kit-date-entry.h"
#include "kit-inline-error.h"
#include "page-text.h"
#include "page-weak.h"

#include <glib/gi18n-lib.h>

/* As long as somebody who types pauses between two keys. */
#define TYPING_MS 500
#define POINTS 13

struct _PageKpiChooser
{
  AdwBin parent_instance;

  GtkDropDown *company;
  GtkDropDown *dimension;
  GtkDropDown *key;
  GtkDropDown *period;
  KitDateEntry *as_of;
  KitInlineError *error;

  ErpSession *session;          /* (owned) (nullable) */
  BizCurrencyTable *currencies; /* (owned) (nullable) */
  GListStore *dimensions;       /* (owned): BizChoice, the id is the dimension + 1 */
  GCancellable *cancellable;    /* (owned) (nullable): while keys are read */
  guint typing_source;
  gboolean is_filling;
};

G_DEFINE_FINAL_TYPE (PageKpiChooser, page_kpi_chooser, ADW_TYPE_BIN)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* In the order of the list. */
static const guint periods[] = { 1, 3, 12 };

static void
tell (PageKpiChooser *self)
{
  if (!self->is_filling)
    g_signal_emit (self, signals[CHANGED], 0);
}

static BizKpiDimension
get_dimension (PageKpiChooser *self)
{
  BizChoice *choice = gtk_drop_down_get_selected_item (self->dimension);

  return choice != NULL ? (BizKpiDimension)(biz_choice_get_id (choice) - 1) : BIZ_KPI_OF_ALL;
}

static gint64
get_company_id (PageKpiChooser *self)
{
  ErpCompany *company = gtk_drop_down_get_selected_item (self->company);

  return company != NULL ? erp_company_get_id (company) : 0;
}

static void
keys_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PageKpiChooser) self = page_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) keys = biz_kpi_keys_read_finish (result, &error);

  if (self == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  if (keys == NULL)
    {
      kit_inline_error_set_error (self->error,
                                  _ ("What there is to choose from could not be read."), error);
      return;
    }
  self->is_filling = TRUE;
  gtk_drop_down_set_model (self->key, keys);
  gtk_widget_set_sensitive (GTK_WIDGET (self->key), g_list_model_get_n_items (keys) > 0);
  self->is_filling = FALSE;
  if (g_list_model_get_n_items (keys) == 0)
    kit_inline_error_set_message (self->error, _ ("The server has none of these."));
  tell (self);
}

static void
read_keys (PageKpiChooser *self)
{
  BizKpiDimension dimension = get_dimension (self);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  kit_inline_error_clear (self->error);
  gtk_widget_set_visible (GTK_WIDGET (self->key), dimension != BIZ_KPI_OF_ALL);
  self->is_filling = TRUE;
  gtk_drop_down_set_model (self->key, NULL);
  self->is_filling = FALSE;
  if (dimension == BIZ_KPI_OF_ALL)
    {
      tell (self);
      return;
    }
  gtk_widget_set_sensitive (GTK_WIDGET (self->key), FALSE);
  self->cancellable = g_cancellable_new ();
  biz_kpi_keys_read_async (self->session, dimension, get_company_id (self), self->cancellable,
                           keys_cb, page_weak_new (self));
}

static void
company_cb (PageKpiChooser *self)
{
  if (self->is_filling || self->session == NULL)
    return;
  if (get_dimension (self) == BIZ_KPI_BY_WAREHOUSE)
    read_keys (self);
  else
    tell (self);
}

static void
dimension_cb (PageKpiChooser *self)
{
  if (!self->is_filling && self->session != NULL)
    read_keys (self);
}

static void
choice_cb (PageKpiChooser *self)
{
  if (self->session != NULL)
    tell (self);
}

static gboolean
typed_cb (gpointer user_data)
{
  PageKpiChooser *self = user_data;

  self->typing_source = 0;
  tell (self);

  return G_SOURCE_REMOVE;
}

/* Half a day that is typed is another day: it is waited for the end. */
static void
as_of_cb (PageKpiChooser *self)
{
  if (self->is_filling || self->session == NULL)
    return;
  g_clear_handle_id (&self->typing_source, g_source_remove);
  self->typing_source = g_timeout_add (TYPING_MS, typed_cb, self);
}

static char *
name_company (ErpCompany *company, gpointer user_data)
{
  return company != NULL ? g_strdup (erp_company_get_name (company)) : NULL;
}

static char *
name_choice (BizChoice *choice, gpointer user_data)
{
  return choice != NULL ? g_strdup (biz_choice_get_name (choice)) : NULL;
}

static void
set_names (GtkDropDown *drop_down, GCallback name)
{
  g_autoptr (GtkExpression) expression =
      gtk_cclosure_expression_new (G_TYPE_STRING, NULL, 0, NULL, name, NULL, NULL);

  gtk_drop_down_set_expression (drop_down, expression);
}

static void
page_kpi_chooser_dispose (GObject *object)
{
  PageKpiChooser *self = PAGE_KPI_CHOOSER (object);

  g_clear_handle_id (&self->typing_source, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->dimensions);
  g_clear_pointer (&self->currencies, biz_currency_table_unref);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (page_kpi_chooser_parent_class)->dispose (object);
}

static void
page_kpi_chooser_class_init (PageKpiChooserClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = page_kpi_chooser_dispose;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (KIT_TYPE_DATE_ENTRY);
  g_type_ensure (KIT_TYPE_INLINE_ERROR);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/quittance/Quittance/pages/page-kpi-chooser.ui");
  gtk_widget_class_bind_template_child (widget_class, PageKpiChooser, company);
  gtk_widget_class_bind_template_child (widget_class, PageKpiChooser, dimension);
  gtk_widget_class_bind_template_child (widget_class, PageKpiChooser, key);
  gtk_widget_class_bind_template_child (widget_class, PageKpiChooser, period);
  gtk_widget_class_bind_template_child (widget_class, PageKpiChooser, as_of);
  gtk_widget_class_bind_template_child (widget_class, PageKpiChooser, error);
  gtk_widget_class_bind_template_callback (widget_class, company_cb);
  gtk_widget_class_bind_template_callback (widget_class, dimension_cb);
  gtk_widget_class_bind_template_callback (widget_class, choice_cb);
  gtk_widget_class_bind_template_callback (widget_class, as_of_cb);
}

static void
page_kpi_chooser_init (PageKpiChooser *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->dimensions = g_list_store_new (BIZ_TYPE_CHOICE);
  kit_parsed_entry_set_name (KIT_PARSED_ENTRY (self->as_of), _ ("As of"));
  set_names (self->company, G_CALLBACK (name_company));
  set_names (self->dimension, G_CALLBACK (name_choice));
  set_names (self->key, G_CALLBACK (name_choice));
}

/* The companies of the user; the one that is worked in first. */
static void
set_companies (PageKpiChooser *self)
{
  GListModel *companies =
      erp_capabilities_get_companies (erp_session_get_capabilities (self->session));
  const gint64 *active;
  gsize n;

  self->is_filling = TRUE;
  gtk_drop_down_set_model (self->company, companies);
  active = erp_session_get_active_companies (self->session, &n);
  for (guint i = 0; i < g_list_model_get_n_items (companies); i++)
    {
      g_autoptr (ErpCompany) company = g_list_model_get_item (companies, i);

      if (n > 0 && erp_company_get_id (company) == active[0])
        gtk_drop_down_set_selected (self->company, i);
    }
  self->is_filling = FALSE;
}

static void
add_dimension (PageKpiChooser *self, BizKpiDimension dimension)
{
  g_autoptr (BizChoice) choice = NULL;

  if (!biz_kpi_dimension_is_known (dimension, erp_session_get_capabilities (self->session)))
    return;
  choice = biz_choice_new ((gint64)dimension + 1, biz_kpi_dimension_get_label (dimension), NULL);
  g_list_store_append (self->dimensions, choice);
}

static void
set_dimensions (PageKpiChooser *self)
{
  guint selected = gtk_drop_down_get_selected (self->dimension);

  self->is_filling = TRUE;
  g_list_store_remove_all (self->dimensions);
  add_dimension (self, BIZ_KPI_OF_ALL);
  for (guint i = 0; i < BIZ_KPI_N_DIMENSIONS; i++)
    if (i != BIZ_KPI_BY_COMPANY)
      add_dimension (self, (BizKpiDimension)i);
  gtk_drop_down_set_model (self->dimension, G_LIST_MODEL (self->dimensions));
  if (selected < g_list_model_get_n_items (G_LIST_MODEL (self->dimensions)))
    gtk_drop_down_set_selected (self->dimension, selected);
  self->is_filling = FALSE;
}

static void
companies_cb (PageKpiChooser *self)
{
  gint64 before = get_company_id (self);

  set_companies (self);
  if (get_company_id (self) != before)
    company_cb (self);
}

/**
 * page_kpi_chooser_set_session:
 * @self: a chooser
 * @session: who is signed in
 * @currencies: the currencies of the server
 */
void
page_kpi_chooser_set_session (PageKpiChooser *self,
                              ErpSession *session,
                              BizCurrencyTable *currencies)
{
  GDate today;

  g_return_if_fail (PAGE_IS_KPI_CHOOSER (self) && self->session == NULL);

  self->session = g_object_ref (session);
  self->currencies = biz_currency_table_ref (currencies);
  self->is_filling = TRUE;
  today = page_text_get_today (session);
  kit_date_entry_set_today (self->as_of, &today);
  kit_date_entry_set_date (self->as_of, &today);
  set_companies (self);
  set_dimensions (self);
  gtk_drop_down_set_selected (self->period, 1);
  self->is_filling = FALSE;
  g_signal_connect_object (session, "notify::active-companies", G_CALLBACK (companies_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (erp_session_get_capabilities (session), "notify::complete",
                           G_CALLBACK (set_dimensions), self, G_CONNECT_SWAPPED);
}

/**
 * page_kpi_chooser_get_scope:
 * @self: a chooser
 * @scope: (out): what is chosen
 *
 * Returns: FALSE where there is no company, no day, or nothing of the dimension yet
 */
gboolean
page_kpi_chooser_get_scope (PageKpiChooser *self, BizKpiScope *scope)
{
  ErpCompany *company = gtk_drop_down_get_selected_item (self->company);
  BizChoice *key = gtk_drop_down_get_selected_item (self->key);
  guint period = gtk_drop_down_get_selected (self->period);

  *scope = (BizKpiScope){ .n_points = POINTS, .dimension = get_dimension (self) };
  if (company == NULL || period >= G_N_ELEMENTS (periods)
      || !kit_date_entry_get_date (self->as_of, &scope->as_of)
      || !biz_currency_table_lookup (self->currencies, erp_company_get_currency_id (company),
                                     &scope->zero, NULL))
    return FALSE;
  scope->company_id = erp_company_get_id (company);
  scope->months = periods[period];
  if (scope->dimension == BIZ_KPI_OF_ALL)
    return TRUE;
  scope->key = key != NULL ? biz_choice_get_id (key) : 0;

  return key != NULL;
}

const char *
page_kpi_chooser_get_company (PageKpiChooser *self)
{
  ErpCompany *company = gtk_drop_down_get_selected_item (self->company);

  return company != NULL ? erp_company_get_name (company) : NULL;
}
