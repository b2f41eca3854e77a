/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-types.h"

G_BEGIN_DECLS

/* A customer as the search offers it. Properties: id (int64), name, reference, email, city,
 * tax-number, details (one line of what tells two of the same name apart). */
#define BIZ_TYPE_PARTNER (biz_partner_get_type ())
G_DECLARE_FINAL_TYPE (BizPartner, biz_partner, BIZ, PARTNER, GObject)

#define BIZ_PARTNER_SPECIFICATION                                                                  \
  "{\"display_name\":{},\"ref\":{},\"email\":{},\"city\":{},\"vat\":{}}"

BizPartner *biz_partner_new (gint64 id, const char *name) G_GNUC_WARN_UNUSED_RESULT;
BizPartner *biz_partner_new_from_json (JsonObject *row, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gint64 biz_partner_get_id (BizPartner *self);
const char *biz_partner_get_name (BizPartner *self);
/* The others are (nullable). */
const char *biz_partner_get_reference (BizPartner *self);
const char *biz_partner_get_email (BizPartner *self);
const char *biz_partner_get_city (BizPartner *self);
const char *biz_partner_get_tax_number (BizPartner *self);
const char *biz_partner_get_details (BizPartner *self);

G_END_DECLS
