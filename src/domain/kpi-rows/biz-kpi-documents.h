/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-kpi-scope.h"
#include "biz-kpi-set.h"
#include "erp-listing.h"

G_BEGIN_DECLS

typedef enum
{
  BIZ_KPI_DOCUMENTS_SALES, /* invoices and credit notes */
  BIZ_KPI_DOCUMENTS_INVOICES,
  BIZ_KPI_DOCUMENTS_CREDITS,
} BizKpiDocuments;

/* Conditions for the server, added to what stands there. */

/* Posted documents of customers with a date of the period. */
void biz_kpi_documents_add_sales (ErpDomain *domain,
                                  BizKpiDocuments which,
                                  const GDate *from,
                                  const GDate *to);
/* Posted credit notes by the end of @frame that name an invoice of its period. */
void biz_kpi_documents_add_corrections (ErpDomain *domain, const BizKpiFrame *frame);

/* (nullable): of the company and its chosen part; NULL where the part cannot be chosen. */
ErpDomain *biz_kpi_documents_new_domain (BizKpiDocuments which,
                                         const BizKpiScope *scope,
                                         const BizKpiFrame *frame,
                                         ErpCapabilities *capabilities) G_GNUC_WARN_UNUSED_RESULT;
/* What all of @domain come to: its answer is a (element-type BizKpiSumsRow) array. */
ErpCall *biz_kpi_documents_new_sum_call (ErpDomain *domain,
                                         const BizMoney *zero,
                                         ErpCapabilities *capabilities) G_GNUC_WARN_UNUSED_RESULT;
/* A paged list of BizKpiEntry over @set, whose rows the server keeps; sorted by its date, the last
 * one first. */
ErpListing *biz_kpi_documents_new_listing (const BizKpiSet *set,
                                           ErpClient *client) G_GNUC_WARN_UNUSED_RESULT;
/* Takes effect at the next erp_listing_load (). */
void biz_kpi_documents_sort (ErpListing *listing, BizKpiSort sort, gboolean descending);

G_END_DECLS
