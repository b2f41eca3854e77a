/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-return-plan.h"
#include "erp-journal.h"

G_BEGIN_DECLS

#define BIZ_JOB_RETURN "return"
#define BIZ_JOB_RECEIVE "receive"

/* Makes the transfer by which goods come back, or are sent again: picking_id, picking (its name),
 * company_id, method (of the wizard), replaces (flag), rma (flag), moves (ids of the lines), lines
 * ({move_id, product_id, quantity, wizard_quantity}), as numbers. */
extern const ErpJobKind biz_job_return_kind;
/* Validates a return that came: picking_id, picking, company_id, lines ({move_id, quantity}),
 * rest ("none", "later", "never"). */
extern const ErpJobKind biz_job_receive_kind;

/* What the wizard of this server is called and counts in. */
typedef struct
{
  const char *method;
  gboolean in_product_unit; /* quantities are in the product's unit, else in the move's */
} BizReturnWizard;

BizReturnWizard biz_return_wizard_of (ErpCapabilities *capabilities);

/* @plan: for returning, or for replacing. NULL with ERP_ERROR_VALIDATION where a unit of measure
 * cannot be told to the wizard. */
JsonObject *biz_job_body_new_return (BizReturnPlan *plan,
                                     const BizReturnWizard *wizard,
                                     gboolean rma,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* What becomes of goods that were expected and did not come with the others. */
typedef enum
{
  BIZ_RETURN_REST_NONE, /* everything came */
  BIZ_RETURN_REST_LATER,
  BIZ_RETURN_REST_NEVER,
} BizReturnRest;

JsonObject *biz_job_body_new_receive (BizReturnPlan *plan,
                                      BizReturnRest rest) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
