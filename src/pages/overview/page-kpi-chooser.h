/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-kpi-scope.h"
#include "kit-types.h"

G_BEGIN_DECLS

/* Of what and until when figures are wanted: company, part, day, period. Signal "changed". */
#define PAGE_TYPE_KPI_CHOOSER (page_kpi_chooser_get_type ())
G_DECLARE_FINAL_TYPE (PageKpiChooser, page_kpi_chooser, PAGE, KPI_CHOOSER, AdwBin)

void page_kpi_chooser_set_session (PageKpiChooser *self,
                                   ErpSession *session,
                                   BizCurrencyTable *currencies);
/* FALSE while something of it is not chosen yet. */
gboolean page_kpi_chooser_get_scope (PageKpiChooser *self, BizKpiScope *scope);
/* (nullable): of the company */
const char *page_kpi_chooser_get_company (PageKpiChooser *self);

G_END_DECLS
