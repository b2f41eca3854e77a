/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-stage.h"

#include "biz-ticket.h"
#include "erp-json.h"

struct _BizStage
{
  GObject parent_instance;

  gint64 id;
  char *name; /* (owned) */
  gboolean closed;
  char *mail;    /* (owned) (nullable) */
  GArray *teams; /* (owned) (element-type gint64): empty for all */
};

G_DEFINE_FINAL_TYPE (BizStage, biz_stage, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_NAME,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
biz_stage_finalize (GObject *object)
{
  BizStage *self = BIZ_STAGE (object);

  g_free (self->name);
  g_free (self->mail);
  g_array_unref (self->teams);

  G_OBJECT_CLASS (biz_stage_parent_class)->finalize (object);
}

static void
biz_stage_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_NAME:
      g_value_set_string (value, BIZ_STAGE (object)->name);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
biz_stage_class_init (BizStageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = biz_stage_finalize;
  object_class->get_property = biz_stage_get_property;
  properties[PROP_NAME] =
      g_param_spec_string ("name", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
biz_stage_init (BizStage *self)
{
  self->teams = g_array_new (FALSE, FALSE, sizeof (gint64));
}

/* Of which teams, which mail, and what says that it is closed; helpdesks differ. */
static const char *const oca[] = { "id",     "name", "sequence", "team_ids", "mail_template_id",
                                   "closed", NULL };
static const char *const enterprise[] = { "id",          "name", "sequence", "team_ids",
                                          "template_id", "fold", NULL };
static const char *const tasks[] = { "id",   "name", "sequence", "project_ids", "mail_template_id",
                                     "fold", NULL };

const char *const *
biz_stage_get_fields (const BizTicketShape *shape)
{
  g_return_val_if_fail (shape != NULL, NULL);

  switch (shape->kind)
    {
    case BIZ_TICKETS_TASKS:
      return tasks;
    case BIZ_TICKETS_ENTERPRISE:
      return enterprise;
    case BIZ_TICKETS_HELPDESK:
    case BIZ_TICKETS_NONE:
    default:
      return oca;
    }
}

/**
 * biz_stage_new_from_json:
 * @shape: what cases are on this server
 * @row: a record
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the stage; %NULL with %ERP_ERROR_PROTOCOL where the row is
 *   none
 */
BizStage *
biz_stage_new_from_json (const BizTicketShape *shape, JsonObject *row, GError **error)
{
  const char *const *fields = biz_stage_get_fields (shape);
  g_autoptr (BizStage) self = g_object_new (BIZ_TYPE_STAGE, NULL);
  g_autoptr (GArray) teams = NULL;
  const char *name;
  gint64 mail;

  g_return_val_if_fail (row != NULL, NULL);

  /* Not every version of a helpdesk has all of them. */
  if (!erp_json_get_int (row, "id", &self->id, error)
      || !erp_json_get_string (row, "name", &name, error)
      || (json_object_has_member (row, fields[3])
          && !erp_json_get_ids (row, fields[3], &teams, error))
      || (json_object_has_member (row, fields[4])
          && !erp_json_get_many2one (row, fields[4], &mail, &self->mail, error))
      || (json_object_has_member (row, fields[5])
          && !erp_json_get_bool (row, fields[5], &self->closed, error)))
    return NULL;
  self->name = g_strdup (name != NULL ? name : "");
  if (teams != NULL)
    g_array_append_vals (self->teams, teams->data, teams->len);

  return g_steal_pointer (&self);
}

gint64
biz_stage_get_id (BizStage *self)
{
  g_return_val_if_fail (BIZ_IS_STAGE (self), 0);

  return self->id;
}

const char *
biz_stage_get_name (BizStage *self)
{
  g_return_val_if_fail (BIZ_IS_STAGE (self), NULL);

  return self->name;
}

gboolean
biz_stage_is_closed (BizStage *self)
{
  g_return_val_if_fail (BIZ_IS_STAGE (self), FALSE);

  return self->closed;
}

gboolean
biz_stage_is_waiting (BizStage *self)
{
  g_return_val_if_fail (BIZ_IS_STAGE (self), FALSE);

  return !self->closed && biz_ticket_name_waits (self->name);
}

const char *
biz_stage_get_mail (BizStage *self)
{
  g_return_val_if_fail (BIZ_IS_STAGE (self), NULL);

  return self->mail;
}

gboolean
biz_stage_is_for (BizStage *self, gint64 team_id)
{
  g_return_val_if_fail (BIZ_IS_STAGE (self), FALSE);

  if (self->teams->len == 0)
    return TRUE;
  for (guint i = 0; i < self->teams->len; i++)
    if (g_array_index (self->teams, gint64, i) == team_id)
      return TRUE;

  return FALSE;
}
