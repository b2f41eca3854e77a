/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "erp"

#include "config.h"

#include "erp-session.h"

#include "erp-capabilities.h"
#include "erp-client.h"
#include "erp-company.h"
#include "erp-drawer.h"
#include "erp-profile.h"
#include "erp-unsent.h"

struct _ErpSession
{
  GObject parent_instance;

  ErpClient *client;             /* (owned) */
  ErpCapabilities *capabilities; /* (owned) */
  ErpProfile *profile;           /* (owned) */
  GObject *journal;              /* (owned) (nullable) */
  ErpUnsent *unsent;             /* (owned) (nullable): until somebody asks */
  ErpDrawer *drawer;             /* (owned) (nullable): of memory where none was set */
  GArray *companies;             /* (owned) (element-type gint64) */
  GCancellable *completing;      /* (owned) (nullable): while capabilities are asked for */
};

enum
{
  PROP_0,
  PROP_ACTIVE_COMPANIES,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (ErpSession, erp_session, G_TYPE_OBJECT)

/* Language, time zone and companies of every call of this session. */
static void
update_context (ErpSession *self)
{
  g_autoptr (JsonObject) context = json_object_new ();
  const char *language = erp_capabilities_get_language (self->capabilities);
  const char *zone = erp_capabilities_get_time_zone (self->capabilities);
  JsonArray *companies = json_array_new ();

  for (guint i = 0; i < self->companies->len; i++)
    json_array_add_int_element (companies, g_array_index (self->companies, gint64, i));
  json_object_set_array_member (context, "allowed_company_ids", companies);
  if (language != NULL)
    json_object_set_string_member (context, "lang", language);
  if (zone != NULL)
    json_object_set_string_member (context, "tz", zone);
  erp_client_set_context (self->client, context);
}

static void
erp_session_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  ErpSession *self = ERP_SESSION (object);

  switch (prop_id)
    {
    case PROP_ACTIVE_COMPANIES:
      g_value_set_boxed (value, self->companies);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
erp_session_dispose (GObject *object)
{
  ErpSession *self = ERP_SESSION (object);

  g_cancellable_cancel (self->completing);
  g_clear_object (&self->completing);
  g_clear_object (&self->journal);
  g_clear_object (&self->unsent);
  g_clear_object (&self->drawer);
  g_clear_object (&self->client);
  g_clear_object (&self->capabilities);
  g_clear_object (&self->profile);

  G_OBJECT_CLASS (erp_session_parent_class)->dispose (object);
}

static void
erp_session_finalize (GObject *object)
{
  g_array_unref (ERP_SESSION (object)->companies);

  G_OBJECT_CLASS (erp_session_parent_class)->finalize (object);
}

static void
erp_session_class_init (ErpSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = erp_session_get_property;
  object_class->dispose = erp_session_dispose;
  object_class->finalize = erp_session_finalize;

  properties[PROP_ACTIVE_COMPANIES] =
      g_param_spec_boxed ("active-companies", NULL, NULL, G_TYPE_ARRAY,
                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
erp_session_init (ErpSession *self)
{
  self->companies = g_array_new (FALSE, FALSE, sizeof (gint64));
}

/**
 * erp_session_new:
 * @client: the way to ask
 * @capabilities: what this server has and this user may
 * @profile: where and as whom
 * @journal: (nullable): the way to act once
 *
 * Starts with the user's own company.
 *
 * Returns: (transfer full): what a page is given
 */
ErpSession *
erp_session_new (ErpClient *client,
                 ErpCapabilities *capabilities,
                 ErpProfile *profile,
                 ErpJournal *journal)
{
  ErpSession *self;
  gint64 company;

  g_return_val_if_fail (ERP_IS_CLIENT (client), NULL);
  g_return_val_if_fail (ERP_IS_CAPABILITIES (capabilities), NULL);
  g_return_val_if_fail (ERP_IS_PROFILE (profile), NULL);

  self = g_object_new (ERP_TYPE_SESSION, NULL);
  self->client = g_object_ref (client);
  self->capabilities = g_object_ref (capabilities);
  self->profile = g_object_ref (profile);
  self->journal = journal != NULL ? g_object_ref (G_OBJECT (journal)) : NULL;
  company = erp_capabilities_get_default_company_id (capabilities);
  g_array_append_val (self->companies, company);
  update_context (self);

  return self;
}

/**
 * erp_session_get_client:
 * @self: a session
 *
 * Returns: (transfer none): the way to ask
 */
ErpClient *
erp_session_get_client (ErpSession *self)
{
  g_return_val_if_fail (ERP_IS_SESSION (self), NULL);

  return self->client;
}

/**
 * erp_session_get_capabilities:
 * @self: a session
 *
 * Returns: (transfer none): what this server has and this user may
 */
ErpCapabilities *
erp_session_get_capabilities (ErpSession *self)
{
  g_return_val_if_fail (ERP_IS_SESSION (self), NULL);

  return self->capabilities;
}

/**
 * erp_session_get_profile:
 * @self: a session
 *
 * Returns: (transfer none): where and as whom
 */
ErpProfile *
erp_session_get_profile (ErpSession *self)
{
  g_return_val_if_fail (ERP_IS_SESSION (self), NULL);

  return self->profile;
}

/**
 * erp_session_get_journal:
 * @self: a session
 *
 * Returns: (transfer none) (nullable): the way to act once
 */
ErpJournal *
erp_session_get_journal (ErpSession *self)
{
  g_return_val_if_fail (ERP_IS_SESSION (self), NULL);

  return (ErpJournal *)self->journal;
}

static void
completed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree GWeakRef *ref = user_data;
  g_autoptr (ErpSession) self = g_weak_ref_get (ref);
  g_autoptr (GError) error = NULL;

  g_weak_ref_clear (ref);
  if (!erp_capabilities_complete_finish (result, &error)
      && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_debug ("the capabilities are not complete: %s", error->message);
  if (self != NULL)
    g_clear_object (&self->completing);
}

/**
 * erp_session_complete:
 * @self: a session
 */
void
erp_session_complete (ErpSession *self)
{
  GWeakRef *ref;

  g_return_if_fail (ERP_IS_SESSION (self));

  if (self->completing != NULL || erp_capabilities_get_complete (self->capabilities))
    return;
  self->completing = g_cancellable_new ();
  /* Nobody waits for this: the session may go before. */
  ref = g_new0 (GWeakRef, 1);
  g_weak_ref_init (ref, self);
  erp_capabilities_complete_async (self->capabilities, self->client, self->completing, completed_cb,
                                   ref);
}

/**
 * erp_session_get_active_companies:
 * @self: a session
 * @n_ids: (out): how many, at least one
 *
 * Returns: (array length=n_ids): the companies seen; new documents belong to the first
 */
const gint64 *
erp_session_get_active_companies (ErpSession *self, gsize *n_ids)
{
  g_return_val_if_fail (ERP_IS_SESSION (self), NULL);
  g_return_val_if_fail (n_ids != NULL, NULL);

  *n_ids = self->companies->len;
  return (const gint64 *)(gconstpointer)self->companies->data;
}

/**
 * erp_session_dup_companies:
 * @self: a session
 *
 * Returns: (transfer full) (element-type gint64): every company of the user, those seen first
 */
GArray *
erp_session_dup_companies (ErpSession *self)
{
  GListModel *all;
  GArray *ids;

  g_return_val_if_fail (ERP_IS_SESSION (self), NULL);

  ids = g_array_copy (self->companies);
  all = erp_capabilities_get_companies (self->capabilities);
  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (ErpCompany) company = g_list_model_get_item (all, i);
      const gint64 id = erp_company_get_id (company);
      gboolean seen = FALSE;

      for (guint c = 0; c < self->companies->len && !seen; c++)
        seen = g_array_index (self->companies, gint64, c) == id;
      if (!seen)
        g_array_append_val (ids, id);
    }

  return ids;
}

/**
 * erp_session_set_active_companies:
 * @self: a session
 * @ids: (array length=n_ids): companies of this user; the first gets new documents
 * @n_ids: how many, at least one
 */
void
erp_session_set_active_companies (ErpSession *self, const gint64 *ids, gsize n_ids)
{
  g_return_if_fail (ERP_IS_SESSION (self));
  g_return_if_fail (ids != NULL && n_ids > 0);

  if (n_ids == self->companies->len
      && memcmp (self->companies->data, ids, n_ids * sizeof (gint64)) == 0)
    return;
  g_array_set_size (self->companies, 0);
  g_array_append_vals (self->companies, ids, (guint)n_ids);
  update_context (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACTIVE_COMPANIES]);
}

/**
 * erp_session_get_unsent:
 * @self: a session
 *
 * Returns: (transfer none): what was written and not sent
 */
ErpUnsent *
erp_session_get_unsent (ErpSession *self)
{
  g_return_val_if_fail (ERP_IS_SESSION (self), NULL);

  if (self->unsent == NULL)
    self->unsent = erp_unsent_new (NULL, NULL, "");

  return self->unsent;
}

/**
 * erp_session_set_unsent:
 * @self: a session
 * @unsent: what was written and not sent
 */
void
erp_session_set_unsent (ErpSession *self, ErpUnsent *unsent)
{
  g_return_if_fail (ERP_IS_SESSION (self));
  g_return_if_fail (ERP_IS_UNSENT (unsent));

  g_set_object (&self->unsent, unsent);
}

/**
 * erp_session_get_drawer:
 * @self: a session
 *
 * Returns: (transfer none): where unsent texts are kept
 */
ErpDrawer *
erp_session_get_drawer (ErpSession *self)
{
  g_return_val_if_fail (ERP_IS_SESSION (self), NULL);

  if (self->drawer == NULL)
    self->drawer = erp_drawer_new (NULL, NULL, "memory");

  return self->drawer;
}

void
erp_session_set_drawer (ErpSession *self, ErpDrawer *drawer)
{
  g_return_if_fail (ERP_IS_SESSION (self));
  g_return_if_fail (ERP_IS_DRAWER (drawer));

  g_set_object (&self->drawer, drawer);
}
