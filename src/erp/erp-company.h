/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "erp-types.h"

G_BEGIN_DECLS

#define ERP_TYPE_COMPANY (erp_company_get_type ())
G_DECLARE_FINAL_TYPE (ErpCompany, erp_company, ERP, COMPANY, GObject)

ErpCompany *
erp_company_new (gint64 id, const char *name, gint64 currency_id) G_GNUC_WARN_UNUSED_RESULT;
gint64 erp_company_get_id (ErpCompany *self);
const char *erp_company_get_name (ErpCompany *self);
gint64 erp_company_get_currency_id (ErpCompany *self);

G_END_DECLS
