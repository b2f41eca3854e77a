/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "erp-types.h"

G_BEGIN_DECLS

/* What this server has and this user may, asked at sign-in. Pages ask here; nobody tests a
 * version. Until "complete" (gboolean) is set, a model, a field, a group or a right that is not
 * there may still come, but for those that the first screen needs; what is there stays. */
#define ERP_TYPE_CAPABILITIES (erp_capabilities_get_type ())
G_DECLARE_FINAL_TYPE (ErpCapabilities, erp_capabilities, ERP, CAPABILITIES, GObject)

typedef enum
{
  ERP_RIGHT_READ = 1 << 0,
  ERP_RIGHT_CREATE = 1 << 1,
  ERP_RIGHT_WRITE = 1 << 2,
  ERP_RIGHT_UNLINK = 1 << 3,
} ErpRights;

void erp_capabilities_load_async (ErpClient *client,
                                  gint64 uid,
                                  gboolean everything,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
ErpCapabilities *erp_capabilities_load_finish (GAsyncResult *result, GError **error);
void erp_capabilities_complete_async (ErpCapabilities *self,
                                      ErpClient *client,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
gboolean erp_capabilities_complete_finish (GAsyncResult *result, GError **error);
gboolean erp_capabilities_get_complete (ErpCapabilities *self);

const char *erp_capabilities_get_server_version (ErpCapabilities *self);
/* The database's uuid where the user may read it, else a hash of what identifies it. */
const char *erp_capabilities_get_database_uuid (ErpCapabilities *self);
gint64 erp_capabilities_get_uid (ErpCapabilities *self);
const char *erp_capabilities_get_user_name (ErpCapabilities *self);
const char *erp_capabilities_get_login (ErpCapabilities *self);
const char *erp_capabilities_get_time_zone (ErpCapabilities *self);
const char *erp_capabilities_get_language (ErpCapabilities *self);
gboolean erp_capabilities_has_model (ErpCapabilities *self, const char *model);
gboolean erp_capabilities_has_field (ErpCapabilities *self, const char *model, const char *field);
/* A field whose value is another record, or several. */
typedef struct
{
  char *field; /* (owned) */
  char *model; /* (owned): of the others */
  gboolean is_many;
  gboolean is_readonly;
} ErpRelation;

/* (transfer container) (element-type ErpRelation): by the names of the fields */
GPtrArray *erp_capabilities_list_relations (ErpCapabilities *self,
                                            const char *model) G_GNUC_WARN_UNUSED_RESULT;
ErpRights erp_capabilities_get_rights (ErpCapabilities *self, const char *model);
gboolean erp_capabilities_has_group (ErpCapabilities *self, const char *xml_id);
/* Element type ErpCompany / ErpCurrency. */
GListModel *erp_capabilities_get_companies (ErpCapabilities *self);
ErpCompany *erp_capabilities_get_company (ErpCapabilities *self, gint64 id);
gint64 erp_capabilities_get_default_company_id (ErpCapabilities *self);
/* Active and inactive ones that a document may carry; NULL where the id is unknown. */
ErpCurrency *erp_capabilities_get_currency (ErpCapabilities *self, gint64 id);
/* (transfer full) (element-type ErpCurrency): those that new documents may be in, by code */
GListModel *
erp_capabilities_list_active_currencies (ErpCapabilities *self) G_GNUC_WARN_UNUSED_RESULT;

/* Asks whether this user may @operation ("read", "create", "write", "unlink") on a model that is
 * not among those asked at sign-in; the answer is a JSON boolean. */
ErpCall *erp_capabilities_new_rights_call (ErpCapabilities *self,
                                           const char *model,
                                           const char *operation) G_GNUC_WARN_UNUSED_RESULT;
/* Sums by group. @aggregates: "amount_residual:sum", "__count"; @groupby: "partner_id",
 * "invoice_date:month". The answer is a JSON list of objects whatever the version: the group under
 * its name ([id, "label"], ["2026-10-01", "label"] for a period, or a plain value), each aggregate
 * under its name, and under "__extra_domain" what narrows the search to the group. */
ErpCall *
erp_capabilities_new_aggregate_call (ErpCapabilities *self,
                                     const char *model,
                                     ErpDomain *domain,
                                     const char *const *groupby,
                                     const char *const *aggregates) G_GNUC_WARN_UNUSED_RESULT;
void erp_capabilities_set_first_groups (
    ErpCapabilities *self, ErpCall *call, const char *aggregate, gboolean descending, guint n);

G_END_DECLS
