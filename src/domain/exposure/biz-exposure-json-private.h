/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-exposure-json.h"

G_BEGIN_DECLS

#define BIZ_EXPOSURE_INSURANCE "insurance_credit_limit"

struct _BizExposureReading
{
  BizCurrencyTable *currencies; /* (owned) */
  char *items;                  /* (owned) */
  char *lines;                  /* (owned) */
  char *parties;                /* (owned) */
  gboolean has_moves;
  gboolean has_delivery_status;
  gboolean has_limit;
  gboolean has_insurance;
  gboolean has_server;
  gboolean has_risk;
  gboolean has_order_risk;
};

/* The parts of the community's financial risk; each has a sum, a limit and whether it counts. */
extern const char *const biz_risk_part_names[BIZ_RISK_N_PARTS];

gboolean biz_exposure_read_id (JsonObject *row, const char *member, gint64 *id, GError **error);
/* The name as a GRefString that all rows share. */
gboolean biz_exposure_read_name (
    JsonObject *row, const char *member, gint64 *id, char **name, GError **error);
/* (nullable): what a relation was read with */
JsonObject *biz_exposure_get_related (JsonObject *row, const char *member);

G_END_DECLS
