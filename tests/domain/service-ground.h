/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-service.h"
#include "erp-capabilities.h"
#include "fake-client.h"

G_BEGIN_DECLS

/* A server whose cases are of one kind, as the sign-in would find it. */
typedef enum
{
  GROUND_OCA,
  GROUND_ENTERPRISE,
  GROUND_TASKS,
  GROUND_NOTHING,
} GroundKind;

#define GROUND_UID 7

typedef struct
{
  FakeClient *client;
  ErpCapabilities *capabilities;
  ErpSession *session;
} Ground;

/* Reads of a helpdesk user; @rights of the cases themselves. */
void ground_open (
    Ground *self, GroundKind kind, ErpRights rights, FakeAnswerFunc answer, gpointer user_data);
/* A field of an addon, as the server would say it. */
void ground_add_relation (
    Ground *self, const char *model, const char *field, const char *to, gboolean is_many);
void ground_close (Ground *self);

/* A row as the server writes it, of each kind. */
#define GROUND_OCA_ROW                                                                             \
  "{\"id\":14,\"number\":\"HT00014\",\"name\":\"Broken pallet\","                                  \
  "\"partner_id\":{\"id\":15,\"display_name\":\"Azure Interior\"},"                                \
  "\"partner_email\":\"c11@example.com\",\"team_id\":{\"id\":5,\"display_name\":\"Invoices\"},"    \
  "\"stage_id\":{\"id\":1,\"closed\":false,\"display_name\":\"New\"},"                             \
  "\"user_id\":{\"id\":7,\"display_name\":\"Agent Test\"},\"priority\":\"2\","                     \
  "\"category_id\":{\"id\":3,\"display_name\":\"Damage\"},"                                        \
  "\"create_date\":\"2026-11-22 17:41:28\",\"write_date\":\"2026-11-22 "                           \
  "18:00:00\",\"write_uid\":{\"id\":8,\"display_name\":\"Berta\"},"                                \
  "\"last_stage_update\":\"2026-11-22 17:41:29\",\"closed_date\":false,"                           \
  "\"company_id\":{\"id\":1,\"display_name\":\"North\"}}"
#define GROUND_TASK_ROW                                                                            \
  "{\"id\":21,\"name\":\"Wrong colour\",\"partner_id\":{\"id\":15,\"display_name\":\"Azure\"},"    \
  "\"project_id\":{\"id\":4,\"display_name\":\"Service\"},"                                        \
  "\"stage_id\":{\"id\":2,\"fold\":false,\"display_name\":\"In Progress\"},"                       \
  "\"user_ids\":[{\"id\":7,\"display_name\":\"Agent Test\"},"                                      \
  "{\"id\":8,\"display_name\":\"Berta\"}],"                                                        \
  "\"tag_ids\":[{\"id\":31,\"display_name\":\"Colour\"}],\"state\":\"01_in_progress\","            \
  "\"priority\":\"1\",\"create_date\":\"2026-11-20 08:00:00\","                                    \
  "\"write_date\":\"2026-11-22 "                                                                   \
  "18:00:00\",\"write_uid\":{\"id\":8,\"display_name\":\"Berta\"},\"date_last_stage_update\":"     \
  "\"2026-11-21 08:00:00\","                                                                       \
  "\"date_deadline\":\"2026-11-24\",\"date_end\":false,\"company_id\":false}"

G_END_DECLS
