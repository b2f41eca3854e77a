/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "erp"

#include "config.h"

#include "erp-keyring.h"

#include "erp-profile.h"
#include "erp-secret.h"

#include <glib/gi18n-lib.h>
#include <libsecret/secret.h>
#include <sys/random.h>

#define SEALING_KEY_SIZE 32

struct _ErpKeyring
{
  GObject parent_instance;

  gboolean use_service;
  gboolean persistent;
  GHashTable *memory; /* (owned) (element-type utf8 utf8): what no service keeps, by profile id */
};

enum
{
  PROP_0,
  PROP_PERSISTENT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static const SecretSchema schema = {
  QUITTANCE_APP_ID,
  SECRET_SCHEMA_NONE,
  {
      { "use", SECRET_SCHEMA_ATTRIBUTE_STRING },
      { "profile", SECRET_SCHEMA_ATTRIBUTE_STRING },
      { NULL, 0 },
  },
};

#define USE_API_KEY "api-key"
#define USE_SEALING "sealing-key"

G_DEFINE_FINAL_TYPE (ErpKeyring, erp_keyring, G_TYPE_OBJECT)

/* The service is away, was not unlocked, or its collection is locked: the session goes on with what
 * it has in memory, and the person is told. */
static void
lose_service (ErpKeyring *self, const GError *error)
{
  g_message ("The keyring keeps nothing: %s", error != NULL ? error->message : "it is locked");
  if (!self->persistent)
    return;
  self->persistent = FALSE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PERSISTENT]);
}

static gboolean
is_cancelled (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ErpKeyring *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;

  if (!secret_password_store_finish (result, &error))
    {
      if (is_cancelled (error))
        {
          g_task_return_error (task, g_steal_pointer (&error));
          return;
        }
      lose_service (self, error);
    }
  g_task_return_boolean (task, TRUE);
}

static void
looked_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ErpKeyring *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  char *key = secret_password_lookup_finish (result, &error);

  if (error != NULL && is_cancelled (error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  if (error != NULL)
    lose_service (self, error);
  g_task_return_pointer (task, key, (GDestroyNotify)secret_password_free);
}

static void
cleared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  /* FALSE without an error: there was nothing. */
  secret_password_clear_finish (result, &error);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static GBytes *
decode_sealing_key (const char *text)
{
  gsize size = 0;
  guchar *data = text != NULL ? g_base64_decode (text, &size) : NULL;

  if (size == SEALING_KEY_SIZE)
    return g_bytes_new_take (data, size);
  g_free (data);
  return NULL;
}

static char *
new_sealing_key (void)
{
  guchar data[SEALING_KEY_SIZE];
  char *text;

  if (getrandom (data, sizeof data, 0) != (gssize)sizeof data)
    return NULL;
  text = g_base64_encode (data, sizeof data);
  explicit_bzero (data, sizeof data);
  return text;
}

/* What stands in the keyring counts, not what was sent there: two programs may have started. */
static void
sealing_read_back_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  char *text = secret_password_lookup_finish (result, &error);
  GBytes *key = decode_sealing_key (text);

  if (key == NULL)
    lose_service (g_task_get_source_object (task), error);
  g_task_return_pointer (task, key, (GDestroyNotify)g_bytes_unref);
  secret_password_free (text);
}

static void
sealing_stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (!secret_password_store_finish (result, &error))
    {
      lose_service (g_task_get_source_object (task), error);
      g_task_return_pointer (task, NULL, NULL);
      return;
    }
  secret_password_lookup (&schema, g_task_get_cancellable (task), sealing_read_back_cb,
                          g_object_ref (task), "use", USE_SEALING, NULL);
}

static void
sealing_looked_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ErpKeyring *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  char *text = secret_password_lookup_finish (result, &error);
  GBytes *key = decode_sealing_key (text);
  char *fresh;

  secret_password_free (text);
  if (error != NULL)
    lose_service (self, error);
  if (error != NULL || key != NULL)
    {
      g_task_return_pointer (task, key, (GDestroyNotify)g_bytes_unref);
      return;
    }
  fresh = new_sealing_key ();
  if (fresh == NULL)
    {
      g_task_return_pointer (task, NULL, NULL);
      return;
    }
  secret_password_store (&schema, SECRET_COLLECTION_DEFAULT,
                         _ ("Quittance: seals what this computer wrote down"), fresh,
                         g_task_get_cancellable (task), sealing_stored_cb, g_object_ref (task),
                         "use", USE_SEALING, NULL);
  erp_secret_free (fresh);
}

static void
erp_keyring_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_PERSISTENT:
      g_value_set_boolean (value, ERP_KEYRING (object)->persistent);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
erp_keyring_finalize (GObject *object)
{
  g_hash_table_unref (ERP_KEYRING (object)->memory);

  G_OBJECT_CLASS (erp_keyring_parent_class)->finalize (object);
}

static void
erp_keyring_class_init (ErpKeyringClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = erp_keyring_get_property;
  object_class->finalize = erp_keyring_finalize;

  properties[PROP_PERSISTENT] = g_param_spec_boolean ("persistent", NULL, NULL, FALSE,
                                                      G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
erp_keyring_init (ErpKeyring *self)
{
  self->memory =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)erp_secret_free);
}

/**
 * erp_keyring_new:
 *
 * Returns: (transfer full): the Secret Service, or memory where there is none
 */
ErpKeyring *
erp_keyring_new (void)
{
  ErpKeyring *self = g_object_new (ERP_TYPE_KEYRING, NULL);

  self->use_service = TRUE;
  self->persistent = TRUE;

  return self;
}

/**
 * erp_keyring_new_in_memory:
 *
 * Returns: (transfer full): a keyring that forgets
 */
ErpKeyring *
erp_keyring_new_in_memory (void)
{
  return g_object_new (ERP_TYPE_KEYRING, NULL);
}

/**
 * erp_keyring_get_persistent:
 * @self: a keyring
 *
 * Returns: whether keys outlive the session; known for certain after the first use, "persistent"
 *   notifies
 */
gboolean
erp_keyring_get_persistent (ErpKeyring *self)
{
  g_return_val_if_fail (ERP_IS_KEYRING (self), FALSE);

  return self->persistent;
}

/**
 * erp_keyring_store_async:
 * @self: a keyring
 * @profile: whose key
 * @api_key: the key
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is kept
 * @user_data: data for @callback, owned by it
 *
 * Where the service keeps nothing, the key lives in memory and "persistent" turns %FALSE.
 */
void
erp_keyring_store_async (ErpKeyring *self,
                         ErpProfile *profile,
                         const char *api_key,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autofree char *label = NULL;

  g_return_if_fail (ERP_IS_KEYRING (self));
  g_return_if_fail (ERP_IS_PROFILE (profile) && api_key != NULL);

  g_hash_table_replace (self->memory, g_strdup (erp_profile_get_id (profile)), g_strdup (api_key));
  if (!self->use_service)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  /* Translators: %s is the name of a profile; seen in the keyring's own window */
  label = g_strdup_printf (_ ("Quittance: key of %s"), erp_profile_get_name (profile));
  secret_password_store (&schema, SECRET_COLLECTION_DEFAULT, label, api_key, cancellable, stored_cb,
                         g_object_ref (task), "use", USE_API_KEY, "profile",
                         erp_profile_get_id (profile), NULL);
}

/**
 * erp_keyring_store_finish:
 * @self: a keyring
 * @result: what the callback was given
 * @error: return location for G_IO_ERROR_CANCELLED
 *
 * Returns: whether the key is kept, at least for this session
 */
gboolean
erp_keyring_store_finish (ErpKeyring *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * erp_keyring_lookup_async:
 * @self: a keyring
 * @profile: whose key
 * @cancellable: (nullable): a cancellable
 * @callback: called with the key
 * @user_data: data for @callback, owned by it
 */
void
erp_keyring_lookup_async (ErpKeyring *self,
                          ErpProfile *profile,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  const char *known;

  g_return_if_fail (ERP_IS_KEYRING (self));
  g_return_if_fail (ERP_IS_PROFILE (profile));

  known = g_hash_table_lookup (self->memory, erp_profile_get_id (profile));
  if (known != NULL || !self->use_service)
    {
      g_task_return_pointer (task, g_strdup (known), (GDestroyNotify)secret_password_free);
      return;
    }
  secret_password_lookup (&schema, cancellable, looked_up_cb, g_object_ref (task), "use",
                          USE_API_KEY, "profile", erp_profile_get_id (profile), NULL);
}

/**
 * erp_keyring_lookup_finish:
 * @self: a keyring
 * @result: what the callback was given
 * @error: return location for G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): the key, %NULL without an error where there is none; free it
 *   with secret_password_free ()
 */
char *
erp_keyring_lookup_finish (ErpKeyring *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * erp_keyring_clear_async:
 * @self: a keyring
 * @profile: whose key
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is gone
 * @user_data: data for @callback, owned by it
 */
void
erp_keyring_clear_async (ErpKeyring *self,
                         ErpProfile *profile,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_return_if_fail (ERP_IS_KEYRING (self));
  g_return_if_fail (ERP_IS_PROFILE (profile));

  g_hash_table_remove (self->memory, erp_profile_get_id (profile));
  if (!self->use_service || !self->persistent)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  secret_password_clear (&schema, cancellable, cleared_cb, g_object_ref (task), "use", USE_API_KEY,
                         "profile", erp_profile_get_id (profile), NULL);
}

/**
 * erp_keyring_clear_finish:
 * @self: a keyring
 * @result: what the callback was given
 * @error: return location for the service's error
 *
 * Returns: whether no key is kept any more
 */
gboolean
erp_keyring_clear_finish (ErpKeyring *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * erp_keyring_get_sealing_key_async:
 * @self: a keyring
 * @cancellable: (nullable): a cancellable
 * @callback: called with the key
 * @user_data: data for @callback, owned by it
 */
void
erp_keyring_get_sealing_key_async (ErpKeyring *self,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_return_if_fail (ERP_IS_KEYRING (self));

  if (!self->use_service || !self->persistent)
    {
      g_task_return_pointer (task, NULL, NULL);
      return;
    }
  secret_password_lookup (&schema, cancellable, sealing_looked_up_cb, g_object_ref (task), "use",
                          USE_SEALING, NULL);
}

/**
 * erp_keyring_get_sealing_key_finish:
 * @self: a keyring
 * @result: what the callback was given
 * @error: return location for G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): 32 bytes, the same at every start on this computer; %NULL
 *   without an error where nothing can be kept
 */
GBytes *
erp_keyring_get_sealing_key_finish (ErpKeyring *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
