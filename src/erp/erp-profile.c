/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "erp"

#include "config.h"

#include "erp-profile.h"

struct _ErpProfile
{
  GObject parent_instance;

  char *id;       /* (owned) */
  char *name;     /* (owned) */
  char *url;      /* (owned) */
  char *database; /* (owned) */
  char *login;    /* (owned) */
  ErpProfileKind kind;
  gboolean is_demo;
  GDateTime *key_expires; /* (owned) (nullable) */
  gboolean allow_plain_http;
  char *pinned_host;        /* (owned) (nullable) */
  char *pinned_fingerprint; /* (owned) (nullable) */
  char *server_version;     /* (owned) (nullable) */
  char *user_id;            /* (owned) (nullable) */
  char *first_rows;         /* (owned) (nullable) */
};

enum
{
  PROP_0,
  PROP_ID,
  PROP_NAME,
  PROP_URL,
  PROP_DATABASE,
  PROP_LOGIN,
  PROP_KIND,
  PROP_IS_DEMO,
  PROP_KEY_EXPIRES,
  PROP_ALLOW_PLAIN_HTTP,
  PROP_PINNED_HOST,
  PROP_PINNED_FINGERPRINT,
  PROP_SERVER_VERSION,
  PROP_USER_ID,
  PROP_FIRST_ROWS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_ENUM_TYPE (ErpProfileKind,
                    erp_profile_kind,
                    G_DEFINE_ENUM_VALUE (ERP_PROFILE_PRODUCTION, "production"),
                    G_DEFINE_ENUM_VALUE (ERP_PROFILE_STAGING, "staging"),
                    G_DEFINE_ENUM_VALUE (ERP_PROFILE_TRAINING, "training"))

G_DEFINE_FINAL_TYPE (ErpProfile, erp_profile, G_TYPE_OBJECT)

static char **
text_field (ErpProfile *self, guint prop_id)
{
  switch (prop_id)
    {
    case PROP_ID:
      return &self->id;
    case PROP_NAME:
      return &self->name;
    case PROP_URL:
      return &self->url;
    case PROP_DATABASE:
      return &self->database;
    case PROP_LOGIN:
      return &self->login;
    case PROP_PINNED_HOST:
      return &self->pinned_host;
    case PROP_PINNED_FINGERPRINT:
      return &self->pinned_fingerprint;
    case PROP_SERVER_VERSION:
      return &self->server_version;
    case PROP_USER_ID:
      return &self->user_id;
    case PROP_FIRST_ROWS:
      return &self->first_rows;
    default:
      return NULL;
    }
}

static void
erp_profile_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  ErpProfile *self = ERP_PROFILE (object);
  char **text = text_field (self, prop_id);

  if (text != NULL)
    {
      g_value_set_string (value, *text);
      return;
    }
  switch (prop_id)
    {
    case PROP_KIND:
      g_value_set_enum (value, erp_profile_get_kind (self));
      break;
    case PROP_IS_DEMO:
      g_value_set_boolean (value, self->is_demo);
      break;
    case PROP_KEY_EXPIRES:
      g_value_set_boxed (value, self->key_expires);
      break;
    case PROP_ALLOW_PLAIN_HTTP:
      g_value_set_boolean (value, self->allow_plain_http);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
erp_profile_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  ErpProfile *self = ERP_PROFILE (object);
  char **text = text_field (self, prop_id);

  if (text != NULL)
    {
      g_free (*text);
      *text = g_value_dup_string (value);
      return;
    }
  switch (prop_id)
    {
    case PROP_KIND:
      self->kind = g_value_get_enum (value);
      break;
    case PROP_IS_DEMO:
      self->is_demo = g_value_get_boolean (value);
      break;
    case PROP_KEY_EXPIRES:
      g_clear_pointer (&self->key_expires, g_date_time_unref);
      self->key_expires = g_value_dup_boxed (value);
      break;
    case PROP_ALLOW_PLAIN_HTTP:
      self->allow_plain_http = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
erp_profile_constructed (GObject *object)
{
  ErpProfile *self = ERP_PROFILE (object);

  G_OBJECT_CLASS (erp_profile_parent_class)->constructed (object);

  if (self->id == NULL)
    self->id = g_uuid_string_random ();
}

static void
erp_profile_finalize (GObject *object)
{
  ErpProfile *self = ERP_PROFILE (object);

  for (guint i = PROP_ID; i < N_PROPS; i++)
    if (text_field (self, i) != NULL)
      g_free (*text_field (self, i));
  g_clear_pointer (&self->key_expires, g_date_time_unref);

  G_OBJECT_CLASS (erp_profile_parent_class)->finalize (object);
}

static void
erp_profile_class_init (ErpProfileClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = erp_profile_get_property;
  object_class->set_property = erp_profile_set_property;
  object_class->constructed = erp_profile_constructed;
  object_class->finalize = erp_profile_finalize;

  properties[PROP_ID] =
      g_param_spec_string ("id", NULL, NULL, NULL, flags | G_PARAM_CONSTRUCT_ONLY);
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[PROP_URL] = g_param_spec_string ("url", NULL, NULL, NULL, flags);
  properties[PROP_DATABASE] = g_param_spec_string ("database", NULL, NULL, NULL, flags);
  properties[PROP_LOGIN] = g_param_spec_string ("login", NULL, NULL, NULL, flags);
  properties[PROP_KIND] =
      g_param_spec_enum ("kind", NULL, NULL, ERP_TYPE_PROFILE_KIND, ERP_PROFILE_PRODUCTION, flags);
  properties[PROP_IS_DEMO] = g_param_spec_boolean ("is-demo", NULL, NULL, FALSE, flags);
  properties[PROP_KEY_EXPIRES] =
      g_param_spec_boxed ("key-expires", NULL, NULL, G_TYPE_DATE_TIME, flags);
  properties[PROP_ALLOW_PLAIN_HTTP] =
      g_param_spec_boolean ("allow-plain-http", NULL, NULL, FALSE, flags);
  properties[PROP_PINNED_HOST] = g_param_spec_string ("pinned-host", NULL, NULL, NULL, flags);
  properties[PROP_PINNED_FINGERPRINT] =
      g_param_spec_string ("pinned-fingerprint", NULL, NULL, NULL, flags);
  properties[PROP_SERVER_VERSION] = g_param_spec_string ("server-version", NULL, NULL, NULL, flags);
  properties[PROP_USER_ID] = g_param_spec_string ("user-id", NULL, NULL, NULL, flags);
  properties[PROP_FIRST_ROWS] = g_param_spec_string ("first-rows", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
erp_profile_init (ErpProfile *self)
{
}

/**
 * erp_profile_new:
 * @name: what the person calls it
 * @url: scheme, host and port
 * @database: the database
 * @login: the person's login there
 *
 * Returns: (transfer full): a profile of production with an id of its own
 */
ErpProfile *
erp_profile_new (const char *name, const char *url, const char *database, const char *login)
{
  g_return_val_if_fail (url != NULL, NULL);

  return g_object_new (ERP_TYPE_PROFILE, "name", name != NULL ? name : url, "url", url, "database",
                       database != NULL ? database : "", "login", login != NULL ? login : "", NULL);
}

/**
 * erp_profile_get_id:
 * @self: a profile
 *
 * Returns: what names it on this computer, for good
 */
const char *
erp_profile_get_id (ErpProfile *self)
{
  g_return_val_if_fail (ERP_IS_PROFILE (self), NULL);

  return self->id;
}

/**
 * erp_profile_get_name:
 * @self: a profile
 *
 * Returns: what the person calls it
 */
const char *
erp_profile_get_name (ErpProfile *self)
{
  g_return_val_if_fail (ERP_IS_PROFILE (self), NULL);

  return self->name;
}

/**
 * erp_profile_get_url:
 * @self: a profile
 *
 * Returns: scheme, host and port
 */
const char *
erp_profile_get_url (ErpProfile *self)
{
  g_return_val_if_fail (ERP_IS_PROFILE (self), NULL);

  return self->url;
}

/**
 * erp_profile_get_database:
 * @self: a profile
 *
 * Returns: the database
 */
const char *
erp_profile_get_database (ErpProfile *self)
{
  g_return_val_if_fail (ERP_IS_PROFILE (self), NULL);

  return self->database;
}

/**
 * erp_profile_get_login:
 * @self: a profile
 *
 * Returns: the person's login
 */
const char *
erp_profile_get_login (ErpProfile *self)
{
  g_return_val_if_fail (ERP_IS_PROFILE (self), NULL);

  return self->login;
}

/**
 * erp_profile_get_kind:
 * @self: a profile
 *
 * Returns: what work there means; the demo company is training whatever was set
 */
ErpProfileKind
erp_profile_get_kind (ErpProfile *self)
{
  g_return_val_if_fail (ERP_IS_PROFILE (self), ERP_PROFILE_PRODUCTION);

  return self->is_demo ? ERP_PROFILE_TRAINING : self->kind;
}

/**
 * erp_profile_get_is_demo:
 * @self: a profile
 *
 * Returns: whether it is the demo company
 */
gboolean
erp_profile_get_is_demo (ErpProfile *self)
{
  g_return_val_if_fail (ERP_IS_PROFILE (self), FALSE);

  return self->is_demo;
}

/**
 * erp_profile_get_key_expires:
 * @self: a profile
 *
 * Returns: (transfer none) (nullable): when the key ends, where that is known
 */
GDateTime *
erp_profile_get_key_expires (ErpProfile *self)
{
  g_return_val_if_fail (ERP_IS_PROFILE (self), NULL);

  return self->key_expires;
}
