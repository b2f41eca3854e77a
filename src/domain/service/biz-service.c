/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-service-private.h"

#include "erp-capabilities.h"
#include "erp-domain.h"

#include <glib/gi18n-lib.h>
#include <string.h>

G_DEFINE_FINAL_TYPE (BizService, biz_service, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_PROJECT,
  N_PROPS
};

enum
{
  LOADED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void
biz_service_finalize (GObject *object)
{
  BizService *self = BIZ_SERVICE (object);

  for (guint i = 0; i < N_LISTS; i++)
    g_clear_object (&self->lists[i]);
  for (guint i = 0; i < BIZ_SERVICE_N_MARKS; i++)
    g_clear_pointer (&self->marked[i], g_array_unref);
  g_clear_pointer (&self->waiting, g_array_unref);
  g_clear_pointer (&self->grammar, biz_ticket_grammar_free);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (biz_service_parent_class)->finalize (object);
}

static void
biz_service_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_PROJECT:
      g_value_set_int64 (value, BIZ_SERVICE (object)->project);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
biz_service_class_init (BizServiceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = biz_service_finalize;
  object_class->get_property = biz_service_get_property;
  properties[PROP_PROJECT] = g_param_spec_int64 ("project", NULL, NULL, 0, G_MAXINT64, 0,
                                                 G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[LOADED] = g_signal_new ("loaded", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
}

static void
biz_service_init (BizService *self)
{
  for (guint i = 0; i < BIZ_SERVICE_N_MARKS; i++)
    self->marked[i] = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->lists[LIST_STAGES] = g_list_store_new (BIZ_TYPE_STAGE);
  for (guint i = LIST_TEAMS; i < N_LISTS; i++)
    self->lists[i] = g_list_store_new (BIZ_TYPE_CHOICE);
}

/**
 * biz_service_new:
 * @session: who is signed in where; its capabilities are complete
 * @project_id: the project whose tasks are cases; 0 for none yet
 *
 * Returns: (transfer full): the service desk of this server
 */
BizService *
biz_service_new (ErpSession *session, gint64 project_id)
{
  BizService *self;

  g_return_val_if_fail (ERP_IS_SESSION (session), NULL);

  self = g_object_new (BIZ_TYPE_SERVICE, NULL);
  self->session = g_object_ref (session);
  self->project = MAX (0, project_id);
  biz_ticket_shape_init (&self->shape, erp_session_get_capabilities (session));
  self->grammar = biz_ticket_grammar_new (self);

  return self;
}

ErpSession *
biz_service_get_session (BizService *self)
{
  g_return_val_if_fail (BIZ_IS_SERVICE (self), NULL);

  return self->session;
}

const BizTicketShape *
biz_service_get_shape (BizService *self)
{
  g_return_val_if_fail (BIZ_IS_SERVICE (self), NULL);

  return &self->shape;
}

BizTicketKind
biz_service_get_kind (BizService *self)
{
  g_return_val_if_fail (BIZ_IS_SERVICE (self), BIZ_TICKETS_NONE);

  return self->shape.kind;
}

const char *
biz_service_get_model (BizService *self)
{
  g_return_val_if_fail (BIZ_IS_SERVICE (self), NULL);

  return self->shape.model;
}

gint64
biz_service_get_project (BizService *self)
{
  g_return_val_if_fail (BIZ_IS_SERVICE (self), 0);

  return self->project;
}

/**
 * biz_service_set_project:
 * @self: a service desk
 * @project_id: whose tasks are cases from now on
 *
 * What stages and categories there are is to be asked again.
 */
void
biz_service_set_project (BizService *self, gint64 project_id)
{
  g_return_if_fail (BIZ_IS_SERVICE (self) && project_id >= 0);

  if (project_id == self->project)
    return;
  self->project = project_id;
  self->loaded = FALSE;
  g_clear_pointer (&self->waiting, g_array_unref);
  g_list_store_remove_all (self->lists[LIST_STAGES]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROJECT]);
}

gboolean
biz_service_is_ready (BizService *self)
{
  g_return_val_if_fail (BIZ_IS_SERVICE (self), FALSE);

  return self->shape.kind == BIZ_TICKETS_TASKS ? self->project > 0
                                               : self->shape.kind != BIZ_TICKETS_NONE;
}

/* What nobody of us has tried is not written to. */
static gboolean
may (BizService *self, ErpRights right)
{
  if (self->shape.kind == BIZ_TICKETS_NONE || self->shape.kind == BIZ_TICKETS_ENTERPRISE)
    return FALSE;

  return (erp_capabilities_get_rights (erp_session_get_capabilities (self->session),
                                       self->shape.model)
          & right)
         != 0;
}

gboolean
biz_service_may_write (BizService *self)
{
  g_return_val_if_fail (BIZ_IS_SERVICE (self), FALSE);

  return may (self, ERP_RIGHT_WRITE);
}

gboolean
biz_service_may_create (BizService *self)
{
  g_return_val_if_fail (BIZ_IS_SERVICE (self), FALSE);

  return may (self, ERP_RIGHT_CREATE);
}

const char *
biz_service_get_refusal (BizService *self)
{
  g_return_val_if_fail (BIZ_IS_SERVICE (self), NULL);

  if (biz_service_may_write (self))
    return NULL;
  switch (self->shape.kind)
    {
    case BIZ_TICKETS_ENTERPRISE:
      return _ ("This helpdesk is not verified by us: cases are shown, and changed in a browser.");
    case BIZ_TICKETS_NONE:
      return _ ("This server has neither a helpdesk nor projects, or you may not see them.");
    case BIZ_TICKETS_HELPDESK:
    case BIZ_TICKETS_TASKS:
    default:
      return _ ("You may look at cases and not change them. An administrator can add you to the "
                "helpdesk’s users.");
    }
}

gint64
biz_service_get_uid (BizService *self)
{
  g_return_val_if_fail (BIZ_IS_SERVICE (self), 0);

  return erp_capabilities_get_uid (erp_session_get_capabilities (self->session));
}

const BizFilterGrammar *
biz_service_get_grammar (BizService *self)
{
  g_return_val_if_fail (BIZ_IS_SERVICE (self), NULL);

  return biz_ticket_grammar_get (self->grammar);
}

void
biz_service_add_base (BizService *self, ErpDomain *domain)
{
  g_return_if_fail (BIZ_IS_SERVICE (self) && domain != NULL);

  biz_ticket_shape_add_base (&self->shape, domain, self->project);
}

static gboolean
is_among (GArray *ids, gint64 id)
{
  for (guint i = 0; i < ids->len; i++)
    if (g_array_index (ids, gint64, i) == id)
      return TRUE;

  return FALSE;
}

gboolean
biz_service_is_stage_waiting (BizService *self, gint64 id, const char *name)
{
  BizStage *stage;

  g_return_val_if_fail (BIZ_IS_SERVICE (self), FALSE);

  stage = biz_service_find_stage (self, id);
  if (stage != NULL && biz_stage_is_closed (stage))
    return FALSE;
  if (self->waiting != NULL && stage != NULL)
    return is_among (self->waiting, id);

  return biz_ticket_name_waits (name);
}

/* (transfer full) (element-type gint64): of the stages that are listed */
static GArray *
list_waiting (BizService *self)
{
  GListModel *stages = biz_service_get_stages (self);
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < g_list_model_get_n_items (stages); i++)
    {
      g_autoptr (BizStage) stage = g_list_model_get_item (stages, i);
      const gint64 id = biz_stage_get_id (stage);

      if (biz_service_is_stage_waiting (self, id, biz_stage_get_name (stage)))
        g_array_append_val (ids, id);
    }

  return ids;
}

/**
 * biz_service_set_waiting:
 * @self: a service desk
 * @ids: (array length=n): stages
 * @n: how many
 *
 * Closed stages among them wait for nobody.
 *
 * Returns: whether cases of other stages wait than before
 */
gboolean
biz_service_set_waiting (BizService *self, const gint64 *ids, gsize n)
{
  g_autoptr (GArray) before = NULL;
  g_autoptr (GArray) now = NULL;

  g_return_val_if_fail (BIZ_IS_SERVICE (self), FALSE);

  before = list_waiting (self);
  g_clear_pointer (&self->waiting, g_array_unref);
  self->waiting = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_append_vals (self->waiting, ids, (guint)n);
  now = list_waiting (self);

  return before->len != now->len
         || (now->len > 0 && memcmp (before->data, now->data, now->len * sizeof (gint64)) != 0);
}

/**
 * biz_service_add_waiting:
 * @self: a service desk
 * @domain: what is narrowed
 *
 * Before the stages were read their names are searched by the server.
 */
void
biz_service_add_waiting (BizService *self, ErpDomain *domain)
{
  g_autoptr (ErpDomain) state = erp_domain_new ();
  g_autoptr (ErpDomain) stage = erp_domain_new ();
  g_autoptr (GArray) ids = NULL;
  ErpDomain *const any[] = { stage, state };

  g_return_if_fail (BIZ_IS_SERVICE (self) && domain != NULL);

  ids = list_waiting (self);
  if (self->loaded)
    erp_domain_add_ids (stage, "stage_id", "in", (const gint64 *)(gpointer)ids->data, ids->len);
  else
    erp_domain_add_string (stage, "stage_id.name", "ilike", "wait");
  erp_domain_add_string (state, "state", "=", "04_waiting_normal");
  biz_ticket_shape_add_open (&self->shape, domain);
  erp_domain_add_any (domain, any, self->shape.fields[BIZ_TICKET_STATE] != NULL ? 2 : 1);
}

void
biz_service_set_marked (BizService *self, BizServiceMark mark, const gint64 *ids, gsize n)
{
  g_return_if_fail (BIZ_IS_SERVICE (self) && mark < BIZ_SERVICE_N_MARKS);

  g_array_set_size (self->marked[mark], 0);
  g_array_append_vals (self->marked[mark], ids, (guint)n);
}

GArray *
biz_service_dup_marked (BizService *self, BizServiceMark mark)
{
  g_return_val_if_fail (BIZ_IS_SERVICE (self) && mark < BIZ_SERVICE_N_MARKS, NULL);

  return g_array_copy (self->marked[mark]);
}

/* Once all was read. */
void
biz_service_set_loaded (BizService *self, gboolean loaded)
{
  self->loaded = loaded;
  g_signal_emit (self, signals[LOADED], 0);
}

/* the lists */

gboolean
biz_service_is_loaded (BizService *self)
{
  g_return_val_if_fail (BIZ_IS_SERVICE (self), FALSE);

  return self->loaded;
}

static GListModel *
get_list (BizService *self, guint list)
{
  g_return_val_if_fail (BIZ_IS_SERVICE (self), NULL);

  return G_LIST_MODEL (self->lists[list]);
}

GListModel *
biz_service_get_stages (BizService *self)
{
  return get_list (self, LIST_STAGES);
}

GListModel *
biz_service_get_teams (BizService *self)
{
  return get_list (self, LIST_TEAMS);
}

GListModel *
biz_service_get_owners (BizService *self)
{
  return get_list (self, LIST_OWNERS);
}

GListModel *
biz_service_get_categories (BizService *self)
{
  return get_list (self, LIST_CATEGORIES);
}

GListModel *
biz_service_get_priorities (BizService *self)
{
  return get_list (self, LIST_PRIORITIES);
}

BizStage *
biz_service_find_stage (BizService *self, gint64 id)
{
  GListModel *stages = biz_service_get_stages (self);

  for (guint i = 0; i < g_list_model_get_n_items (stages); i++)
    {
      g_autoptr (BizStage) stage = g_list_model_get_item (stages, i);

      if (biz_stage_get_id (stage) == id)
        return stage; /* the list keeps it */
    }

  return NULL;
}

/**
 * biz_service_list_stages:
 * @self: a service desk
 * @teams: (array length=n_teams): teams of cases, 0 for one without
 * @n_teams: how many
 *
 * Returns: (transfer full): the stages that cases of each of them may come to
 */
GListModel *
biz_service_list_stages (BizService *self, const gint64 *teams, gsize n_teams)
{
  GListModel *stages = biz_service_get_stages (self);
  GListStore *found = g_list_store_new (BIZ_TYPE_STAGE);

  for (guint i = 0; i < g_list_model_get_n_items (stages); i++)
    {
      g_autoptr (BizStage) stage = g_list_model_get_item (stages, i);
      gboolean fits = TRUE;

      for (gsize k = 0; fits && k < n_teams; k++)
        fits = biz_stage_is_for (stage, teams[k]);
      if (fits)
        g_list_store_append (found, stage);
    }

  return G_LIST_MODEL (found);
}
