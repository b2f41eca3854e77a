/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-kpi-documents.h"

#include "biz-kpi-sums-json.h"
#include "erp-call.h"
#include "erp-capabilities.h"
#include "erp-domain.h"
#include "erp-json.h"

#define MOVE "account.move"
#define TOTAL "amount_total_signed:sum"
#define SPECIFICATION                                                                              \
  "{\"name\":{},\"invoice_date\":{},\"move_type\":{},\"amount_total_signed\":{},"                  \
  "\"partner_id\":{\"fields\":{\"display_name\":{}}}}"

/* What worker threads make rows with. */
typedef struct
{
  BizMoney zero;
  gboolean negates;
} Making;

void
biz_kpi_documents_add_sales (ErpDomain *domain,
                             BizKpiDocuments which,
                             const GDate *from,
                             const GDate *to)
{
  static const char *const types[] = { "out_invoice", "out_refund", NULL };

  erp_domain_add_string (domain, "state", "=", "posted");
  if (which == BIZ_KPI_DOCUMENTS_SALES)
    erp_domain_add_strv (domain, "move_type", "in", types);
  else
    erp_domain_add_string (domain, "move_type", "=",
                           types[which == BIZ_KPI_DOCUMENTS_INVOICES ? 0 : 1]);
  erp_domain_add_date (domain, "invoice_date", ">=", from);
  erp_domain_add_date (domain, "invoice_date", "<=", to);
}

void
biz_kpi_documents_add_corrections (ErpDomain *domain, const BizKpiFrame *frame)
{
  erp_domain_add_string (domain, "state", "=", "posted");
  erp_domain_add_date (domain, "invoice_date", "<=", &frame->to);
  erp_domain_add_string (domain, "move_type", "=", "out_refund");
  erp_domain_add_string (domain, "reversed_entry_id.move_type", "=", "out_invoice");
  erp_domain_add_string (domain, "reversed_entry_id.state", "=", "posted");
  erp_domain_add_date (domain, "reversed_entry_id.invoice_date", ">=", &frame->from);
  erp_domain_add_date (domain, "reversed_entry_id.invoice_date", "<=", &frame->to);
}

/**
 * biz_kpi_documents_new_domain:
 * @which: which documents
 * @scope: of which company, and which part of it
 * @frame: the period of their dates
 * @capabilities: what the server has
 *
 * Returns: (transfer full) (nullable): %NULL where the part cannot be chosen
 */
ErpDomain *
biz_kpi_documents_new_domain (BizKpiDocuments which,
                              const BizKpiScope *scope,
                              const BizKpiFrame *frame,
                              ErpCapabilities *capabilities)
{
  g_autoptr (ErpDomain) domain = erp_domain_new ();

  erp_domain_add_int (domain, "company_id", "=", scope->company_id);
  biz_kpi_documents_add_sales (domain, which, &frame->from, &frame->to);
  if (!biz_kpi_scope_add_domain (scope, domain, MOVE, "", capabilities))
    return NULL;

  return g_steal_pointer (&domain);
}

ErpCall *
biz_kpi_documents_new_sum_call (ErpDomain *domain,
                                const BizMoney *zero,
                                ErpCapabilities *capabilities)
{
  static const char *const groupby[] = { "company_id", NULL };
  static const char *const aggregates[] = { TOTAL, "__count", NULL };
  static const BizKpiSumsShape shape = { TOTAL, NULL, NULL };
  ErpCall *call =
      erp_capabilities_new_aggregate_call (capabilities, MOVE, domain, groupby, aggregates);

  biz_kpi_sums_add_decoder (call, BIZ_KPI_SUMS_BEFORE, &shape, zero);

  return call;
}

static GObject *
make_entry (JsonObject *row, gpointer user_data, GError **error)
{
  const Making *making = user_data;
  g_autofree char *partner = NULL;
  BizKpiEntryFacts facts = biz_kpi_entry_facts (MOVE, 0);
  const char *name, *type;
  gint64 partner_id;

  if (!erp_json_get_int (row, "id", &facts.id, error)
      || !erp_json_get_string (row, "name", &name, error)
      || !erp_json_get_string (row, "move_type", &type, error)
      || !erp_json_get_date (row, "invoice_date", &facts.until, error)
      || !erp_json_get_many2one (row, "partner_id", &partner_id, &partner, error)
      || !biz_money_from_json_rounded (row, "amount_total_signed", &making->zero, &facts.amount,
                                       error))
    return NULL;
  facts.has_amount = TRUE;
  if (making->negates)
    facts.amount.minor = -facts.amount.minor;
  facts.document = (char *)name;
  facts.partner = partner;
  facts.verdict =
      g_strcmp0 (type, "out_refund") == 0 ? BIZ_KPI_VERDICT_CREDIT_NOTE : BIZ_KPI_VERDICT_INVOICE;

  return G_OBJECT (biz_kpi_entry_new (&facts));
}

/**
 * biz_kpi_documents_new_listing:
 * @set: with a domain
 * @client: the server
 *
 * Returns: (transfer full): a list that is not loaded
 */
ErpListing *
biz_kpi_documents_new_listing (const BizKpiSet *set, ErpClient *client)
{
  Making *making = g_new0 (Making, 1);
  ErpListing *listing;

  making->zero = set->amount;
  making->zero.minor = 0;
  making->negates = set->negates;
  listing = erp_listing_new (client, MOVE, SPECIFICATION, make_entry, making, g_free);
  erp_listing_set_domain (listing, set->domain);
  biz_kpi_documents_sort (listing, BIZ_KPI_SORT_UNTIL, TRUE);

  return listing;
}

void
biz_kpi_documents_sort (ErpListing *listing, BizKpiSort sort, gboolean descending)
{
  static const char *const fields[] = {
    [BIZ_KPI_SORT_DOCUMENT] = "name",      [BIZ_KPI_SORT_PARTNER] = "partner_id",
    [BIZ_KPI_SORT_UNTIL] = "invoice_date", [BIZ_KPI_SORT_AMOUNT] = "amount_total_signed",
    [BIZ_KPI_SORT_VERDICT] = "move_type",
  };
  const char *field = sort < G_N_ELEMENTS (fields) ? fields[sort] : NULL;
  g_autofree char *order = NULL;

  if (field != NULL)
    order = g_strconcat (field, descending ? " desc" : " asc", NULL);
  erp_listing_set_order (listing, order);
}
