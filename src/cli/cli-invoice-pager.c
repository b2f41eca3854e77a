/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "cli"

#include "config.h"

#include "cli-invoice-pager.h"

#include "biz-currency-table.h"
#include "biz-invoice.h"
#include "cli-environment.h"
#include "erp-call.h"
#include "erp-client.h"
#include "erp-domain.h"
#include "erp-json.h"

#define PAGE 1000

struct _CliInvoicePager
{
  ErpClient *client;            /* (owned) */
  BizCurrencyTable *currencies; /* (owned) */
  ErpDomain *domain;            /* (owned) */
  char *order;                  /* (owned) (nullable) */
  guint64 done;                 /* rows that came */
  GCancellable *cancellable;    /* (owned): of this pager */
  guint64 left;                 /* rows that may still be asked for */
  guint asked;                  /* rows of the page on its way, 0 where there is none */
  CliAwait await;
};

/* {"length", "records"} into BizInvoice; runs in a worker thread. */
static gpointer
decode (JsonNode *result, gpointer user_data, GError **error)
{
  g_autoptr (GPtrArray) page = g_ptr_array_new_with_free_func (g_object_unref);
  JsonObject *answer;
  JsonArray *rows;

  if (!erp_json_get_object (result, &answer, error)
      || !erp_json_get_array (json_object_get_member (answer, "records"), &rows, error))
    return NULL;
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row;
      BizInvoice *invoice;

      if (!erp_json_get_object (json_array_get_element (rows, i), &row, error))
        return NULL;
      invoice = biz_invoice_new_from_json (row, user_data, error);
      if (invoice == NULL)
        return NULL;
      g_ptr_array_add (page, invoice);
    }

  return g_steal_pointer (&page);
}

/* Asks for the page behind @last_id; 0 for the first. */
static void
ask (CliInvoicePager *self, gint64 last_id)
{
  g_autoptr (ErpCall) call = NULL;
  g_autoptr (ErpDomain) domain = NULL;

  self->asked = (guint)MIN (self->left, PAGE);
  if (self->asked == 0)
    return;

  domain = erp_domain_copy (self->domain);
  if (last_id != 0 && self->order == NULL)
    erp_domain_add_int (domain, "id", "<", last_id);
  call = erp_call_new_read ("account.move", "web_search_read");
  erp_call_set_arg_domain (call, "domain", domain);
  erp_call_set_arg_json (call, "specification", biz_invoice_get_row_specification ());
  erp_call_set_arg_string (call, "order", self->order != NULL ? self->order : "id desc");
  /* In another order there is no row to begin behind. */
  if (self->order != NULL)
    erp_call_set_arg_int (call, "offset", (gint64)self->done);
  erp_call_set_arg_int (call, "limit", self->asked);
  /* nobody needs the number of all rows */
  erp_call_set_arg_int (call, "count_limit", 1);
  erp_call_set_decoder (call, decode, biz_currency_table_ref (self->currencies),
                        (GDestroyNotify)biz_currency_table_unref,
                        (GDestroyNotify)g_ptr_array_unref);
  erp_client_call_async (self->client, call, self->cancellable, cli_await_cb, &self->await);
}

static void
cancelled_cb (GCancellable *outer, gpointer user_data)
{
  g_cancellable_cancel (user_data);
}

/**
 * cli_invoice_pager_new:
 * @client: who asks
 * @currencies: the currencies of the server
 * @filter: which invoices
 * @order: (nullable): in which order; %NULL for the latest made first
 * @limit: at most so many
 * @cancellable: to stop
 *
 * Returns: (transfer full): the pages; the first is on its way
 */
CliInvoicePager *
cli_invoice_pager_new (ErpClient *client,
                       BizCurrencyTable *currencies,
                       BizFilter *filter,
                       const char *order,
                       guint64 limit,
                       GCancellable *cancellable)
{
  CliInvoicePager *self = g_new0 (CliInvoicePager, 1);

  self->client = g_object_ref (client);
  self->currencies = biz_currency_table_ref (currencies);
  self->domain = biz_filter_to_domain (filter);
  self->order = g_strdup (order);
  self->cancellable = g_cancellable_new ();
  g_cancellable_connect (cancellable, G_CALLBACK (cancelled_cb), g_object_ref (self->cancellable),
                         g_object_unref);
  self->left = limit;
  ask (self, 0);

  return self;
}

/**
 * cli_invoice_pager_free:
 * @self: (transfer full): a pager
 *
 * Waits for what is on its way to be given up.
 */
void
cli_invoice_pager_free (CliInvoicePager *self)
{
  g_cancellable_cancel (self->cancellable);
  if (self->asked > 0)
    {
      g_autoptr (GAsyncResult) result = cli_await (&self->await);
      GPtrArray *page = erp_client_call_finish (self->client, result, NULL);

      g_clear_pointer (&page, g_ptr_array_unref);
    }
  g_clear_object (&self->cancellable);
  g_clear_object (&self->client);
  biz_currency_table_unref (self->currencies);
  erp_domain_unref (self->domain);
  g_free (self->order);
  g_free (self);
}

/**
 * cli_invoice_pager_next:
 * @self: a pager
 * @page: (out) (transfer full) (element-type BizInvoice): the next page, %NULL behind the last
 * @error: return location
 *
 * Returns: FALSE where it could not be read
 */
gboolean
cli_invoice_pager_next (CliInvoicePager *self, GPtrArray **page, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  guint asked = self->asked;

  *page = NULL;
  if (asked == 0)
    return TRUE;

  result = cli_await (&self->await);
  self->asked = 0;
  *page = erp_client_call_finish (self->client, result, error);
  if (*page == NULL)
    return FALSE;
  self->done += (*page)->len;
  self->left -= MIN (self->left, (*page)->len);
  if ((*page)->len < asked)
    self->left = 0;
  if ((*page)->len > 0)
    ask (self, biz_invoice_get_id (g_ptr_array_index (*page, (*page)->len - 1)));

  return TRUE;
}
