/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "service-ground.h"

#include "erp-capabilities-private.h"
#include "erp-profile.h"

#define OCA                                                                                        \
  "name number partner_id partner_email team_id stage_id user_id user_ids priority category_id "   \
  "create_date write_date write_uid last_stage_update closed_date closed company_id description"
#define ENTERPRISE                                                                                 \
  "name ticket_ref partner_id partner_email team_id stage_id user_id priority ticket_type_id "     \
  "create_date write_date write_uid date_last_stage_update close_date sla_deadline company_id"
#define TASKS                                                                                      \
  "name partner_id project_id stage_id user_ids priority tag_ids state create_date write_date "    \
  "write_uid "                                                                                     \
  "date_last_stage_update date_end date_deadline company_id description is_template"

static void
add_model (ErpCapabilities *self, const char *name, const char *fields, ErpRights rights)
{
  ErpCapabilitiesModel *model = erp_capabilities_ensure_model (self, name);
  g_auto (GStrv) names = g_strsplit (fields, " ", -1);

  model->rights = rights;
  model->fields = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                         (GDestroyNotify)erp_capabilities_relation_free);
  for (guint i = 0; names[i] != NULL; i++)
    g_hash_table_insert (model->fields, g_strdup (names[i]), NULL);
}

void
ground_add_relation (
    Ground *self, const char *model, const char *field, const char *to, gboolean is_many)
{
  ErpCapabilitiesModel *known = erp_capabilities_ensure_model (self->capabilities, model);
  ErpRelation *relation = g_new0 (ErpRelation, 1);

  relation->field = g_strdup (field);
  relation->model = g_strdup (to);
  relation->is_many = is_many;
  g_hash_table_insert (known->fields, g_strdup (field), relation);
}

void
ground_open (
    Ground *self, GroundKind kind, ErpRights rights, FakeAnswerFunc answer, gpointer user_data)
{
  g_autoptr (ErpProfile) profile = erp_profile_new ("Test", "http://localhost:1", "test", "agent");

  self->client = fake_client_new (answer, user_data);
  self->capabilities = erp_capabilities_new (GROUND_UID, "19.0");
  self->capabilities->major = 19;
  if (kind == GROUND_OCA)
    add_model (self->capabilities, "helpdesk.ticket", OCA, rights);
  else if (kind == GROUND_ENTERPRISE)
    add_model (self->capabilities, "helpdesk.ticket", ENTERPRISE, rights);
  if (kind == GROUND_OCA || kind == GROUND_TASKS)
    add_model (self->capabilities, "project.task", TASKS, rights);
  erp_capabilities_set_complete (self->capabilities);
  self->session = erp_session_new (ERP_CLIENT (self->client), self->capabilities, profile, NULL);
}

void
ground_close (Ground *self)
{
  g_clear_object (&self->session);
  g_clear_object (&self->capabilities);
  g_clear_object (&self->client);
}
