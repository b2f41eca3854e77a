/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "erp"

#include "config.h"

#include "erp-profile-store.h"

#include "erp-error.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

struct _ErpProfileStore
{
  GObject parent_instance;

  char *path;          /* (owned) (nullable) */
  GPtrArray *profiles; /* (owned) (element-type ErpProfile) */
  gboolean damaged;    /* the file could not be read; it is kept aside before it is replaced */
};

static const char *const text_names[] = { "name",           "url",         "database",
                                          "login",          "pinned-host", "pinned-fingerprint",
                                          "server-version", "user-id",     "first-rows" };
static const char *const flag_names[] = { "is-demo", "allow-plain-http" };

static void erp_profile_store_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ErpProfileStore,
                               erp_profile_store,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      erp_profile_store_model_init))

static GType
erp_profile_store_get_item_type (GListModel *model)
{
  return ERP_TYPE_PROFILE;
}

static guint
erp_profile_store_get_n_items (GListModel *model)
{
  return ERP_PROFILE_STORE (model)->profiles->len;
}

static gpointer
erp_profile_store_get_item (GListModel *model, guint position)
{
  ErpProfileStore *self = ERP_PROFILE_STORE (model);

  if (position >= self->profiles->len)
    return NULL;
  return g_object_ref (g_ptr_array_index (self->profiles, position));
}

static void
erp_profile_store_model_init (GListModelInterface *iface)
{
  iface->get_item_type = erp_profile_store_get_item_type;
  iface->get_n_items = erp_profile_store_get_n_items;
  iface->get_item = erp_profile_store_get_item;
}

static ErpProfile *
load_profile (GKeyFile *file, const char *group)
{
  g_autoptr (ErpProfile) profile = g_object_new (ERP_TYPE_PROFILE, "id", group, NULL);
  g_autofree char *kind = g_key_file_get_string (file, group, "kind", NULL);
  g_autofree char *expires = g_key_file_get_string (file, group, "key-expires", NULL);
  g_autoptr (GDateTime) time = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (text_names); i++)
    {
      g_autofree char *text = g_key_file_get_string (file, group, text_names[i], NULL);

      if (text != NULL)
        g_object_set (profile, text_names[i], text, NULL);
    }
  for (guint i = 0; i < G_N_ELEMENTS (flag_names); i++)
    g_object_set (profile, flag_names[i], g_key_file_get_boolean (file, group, flag_names[i], NULL),
                  NULL);
  if (erp_profile_get_url (profile) == NULL || erp_profile_get_name (profile) == NULL
      || erp_profile_get_database (profile) == NULL || erp_profile_get_login (profile) == NULL)
    return NULL;
  if (kind != NULL)
    {
      g_autoptr (GEnumClass) klass = g_type_class_ref (ERP_TYPE_PROFILE_KIND);
      const GEnumValue *value = g_enum_get_value_by_nick (klass, kind);

      if (value != NULL)
        g_object_set (profile, "kind", value->value, NULL);
    }
  if (expires != NULL)
    time = g_date_time_new_from_iso8601 (expires, NULL);
  g_object_set (profile, "key-expires", time, NULL);
  return g_steal_pointer (&profile);
}

static void
load (ErpProfileStore *self)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) groups = NULL;

  if (self->path == NULL)
    return;
  if (!g_key_file_load_from_file (file, self->path, G_KEY_FILE_NONE, &error))
    {
      self->damaged = !g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
      if (self->damaged)
        g_message ("The profiles cannot be read, the file is kept aside: %s", error->message);
      return;
    }
  groups = g_key_file_get_groups (file, NULL);
  for (gsize i = 0; groups[i] != NULL; i++)
    {
      ErpProfile *profile = load_profile (file, groups[i]);

      if (profile != NULL)
        g_ptr_array_add (self->profiles, profile);
    }
}

static void
put_profile (GKeyFile *file, ErpProfile *profile)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (ERP_TYPE_PROFILE_KIND);
  const char *group = erp_profile_get_id (profile);
  GDateTime *expires = erp_profile_get_key_expires (profile);

  for (guint i = 0; i < G_N_ELEMENTS (text_names); i++)
    {
      g_autofree char *text = NULL;

      g_object_get (profile, text_names[i], &text, NULL);
      if (text != NULL)
        g_key_file_set_string (file, group, text_names[i], text);
    }
  for (guint i = 0; i < G_N_ELEMENTS (flag_names); i++)
    {
      gboolean flag;

      g_object_get (profile, flag_names[i], &flag, NULL);
      g_key_file_set_boolean (file, group, flag_names[i], flag);
    }
  g_key_file_set_string (file, group, "kind",
                         g_enum_get_value (klass, (int)erp_profile_get_kind (profile))->value_nick);
  if (expires != NULL)
    {
      g_autofree char *text = g_date_time_format_iso8601 (expires);

      g_key_file_set_string (file, group, "key-expires", text);
    }
}

/* What stands in the file by now: the command line or another window may have added a profile, and
 * what this program cannot read is somebody's all the same. */
static GKeyFile *
reload (ErpProfileStore *self)
{
  GKeyFile *file = g_key_file_new ();

  if (self->damaged)
    {
      g_autofree char *aside = g_strconcat (self->path, ".damaged", NULL);

      if (g_rename (self->path, aside) == 0)
        self->damaged = FALSE;
      /* what was read before the damage would be lost with it */
      for (guint i = 0; i < self->profiles->len; i++)
        put_profile (file, g_ptr_array_index (self->profiles, i));
    }
  else
    g_key_file_load_from_file (file, self->path, G_KEY_FILE_KEEP_COMMENTS, NULL);

  return file;
}

/* Puts @changed into the file in place of what it was, or takes it out. */
static gboolean
write_file (ErpProfileStore *self, ErpProfile *changed, gboolean is_removed, GError **error)
{
  g_autoptr (GKeyFile) file = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) cause = NULL;
  gsize size;

  if (self->path == NULL)
    return TRUE;
  file = reload (self);
  g_key_file_remove_group (file, erp_profile_get_id (changed), NULL);
  if (!is_removed)
    put_profile (file, changed);
  text = g_key_file_to_data (file, &size, NULL);
  folder = g_path_get_dirname (self->path);
  g_mkdir_with_parents (folder, 0700);
  if (g_file_set_contents_full (self->path, text, (gssize)size,
                                G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600,
                                &cause))
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
               _ ("The profile could not be saved: %s. Make room or check the rights of the "
                  "configuration folder."),
               cause->message);
  return FALSE;
}

static void
erp_profile_store_finalize (GObject *object)
{
  ErpProfileStore *self = ERP_PROFILE_STORE (object);

  g_free (self->path);
  g_ptr_array_unref (self->profiles);

  G_OBJECT_CLASS (erp_profile_store_parent_class)->finalize (object);
}

static void
erp_profile_store_class_init (ErpProfileStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = erp_profile_store_finalize;
}

static void
erp_profile_store_init (ErpProfileStore *self)
{
  self->profiles = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * erp_profile_store_new:
 * @path: (nullable): the key file, which need not exist yet; %NULL keeps them in memory
 *
 * A file that cannot be read gives an empty store; it is kept aside, with ".damaged" behind its
 * name, when the store is first saved.
 *
 * Returns: (transfer full): the profiles
 */
ErpProfileStore *
erp_profile_store_new (const char *path)
{
  ErpProfileStore *self = g_object_new (ERP_TYPE_PROFILE_STORE, NULL);

  self->path = g_strdup (path);
  load (self);

  return self;
}

/**
 * erp_profile_store_new_for_user:
 *
 * Returns: (transfer full): the profiles in the user's configuration folder, shared by the window
 *   and the command line
 */
ErpProfileStore *
erp_profile_store_new_for_user (void)
{
  g_autofree char *path =
      g_build_filename (g_get_user_config_dir (), "quittance", "profiles.ini", NULL);

  return erp_profile_store_new (path);
}

/**
 * erp_profile_store_find:
 * @self: the profiles
 * @id_or_name: an id, or what the person calls it
 *
 * Returns: (transfer none) (nullable): the profile; an id is looked for first
 */
ErpProfile *
erp_profile_store_find (ErpProfileStore *self, const char *id_or_name)
{
  g_return_val_if_fail (ERP_IS_PROFILE_STORE (self), NULL);
  g_return_val_if_fail (id_or_name != NULL, NULL);

  for (guint i = 0; i < self->profiles->len; i++)
    if (g_str_equal (erp_profile_get_id (g_ptr_array_index (self->profiles, i)), id_or_name))
      return g_ptr_array_index (self->profiles, i);
  for (guint i = 0; i < self->profiles->len; i++)
    if (g_str_equal (erp_profile_get_name (g_ptr_array_index (self->profiles, i)), id_or_name))
      return g_ptr_array_index (self->profiles, i);
  return NULL;
}

/**
 * erp_profile_store_save:
 * @self: the profiles
 * @profile: one that is new or was changed
 * @error: return location for a G_IO_ERROR
 *
 * Returns: whether it is on the disk
 */
gboolean
erp_profile_store_save (ErpProfileStore *self, ErpProfile *profile, GError **error)
{
  guint position;

  g_return_val_if_fail (ERP_IS_PROFILE_STORE (self), FALSE);
  g_return_val_if_fail (ERP_IS_PROFILE (profile), FALSE);

  if (!g_ptr_array_find (self->profiles, profile, &position))
    {
      ErpProfile *same = erp_profile_store_find (self, erp_profile_get_id (profile));

      if (same != NULL && g_str_equal (erp_profile_get_id (same), erp_profile_get_id (profile))
          && g_ptr_array_find (self->profiles, same, &position))
        {
          g_clear_object (&same);
          self->profiles->pdata[position] = g_object_ref (profile);
          g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 1);
        }
      else
        {
          g_ptr_array_add (self->profiles, g_object_ref (profile));
          g_list_model_items_changed (G_LIST_MODEL (self), self->profiles->len - 1, 0, 1);
        }
    }
  return write_file (self, profile, FALSE, error);
}

static void
learned_cb (ErpProfileStore *self, GParamSpec *pspec, ErpProfile *profile)
{
  /* One that was removed meanwhile stays away. What is lost with a full disk is speed. */
  if (g_ptr_array_find (self->profiles, profile, NULL))
    write_file (self, profile, FALSE, NULL);
}

/**
 * erp_profile_store_follow:
 * @self: the profiles
 * @profile: one of them; another one is left alone
 *
 * What a session learns about its first screen is on the disk for the next one.
 */
void
erp_profile_store_follow (ErpProfileStore *self, ErpProfile *profile)
{
  g_return_if_fail (ERP_IS_PROFILE_STORE (self));
  g_return_if_fail (ERP_IS_PROFILE (profile));

  g_signal_handlers_disconnect_by_func (profile, learned_cb, self);
  g_signal_connect_object (profile, "notify::first-rows", G_CALLBACK (learned_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * erp_profile_store_remove:
 * @self: the profiles
 * @profile: one of them
 * @error: return location for a G_IO_ERROR
 *
 * Its key in the keyring is not touched.
 *
 * Returns: whether it is gone from the disk
 */
gboolean
erp_profile_store_remove (ErpProfileStore *self, ErpProfile *profile, GError **error)
{
  g_autoptr (ErpProfile) held = NULL;
  guint position;

  g_return_val_if_fail (ERP_IS_PROFILE_STORE (self), FALSE);
  g_return_val_if_fail (ERP_IS_PROFILE (profile), FALSE);

  held = g_object_ref (profile);
  if (g_ptr_array_find (self->profiles, profile, &position))
    {
      g_ptr_array_remove_index (self->profiles, position);
      g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
    }
  return write_file (self, held, TRUE, error);
}
