/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-follower.h"

#include "erp-json.h"

#include <glib/gi18n-lib.h>

struct _BizFollower
{
  GObject parent_instance;

  gint64 partner_id;
  char *name;  /* (owned) */
  char *email; /* (owned) (nullable) */
  gboolean is_colleague;
  gboolean gets_messages;
};

G_DEFINE_FINAL_TYPE (BizFollower, biz_follower, G_TYPE_OBJECT)

static void
biz_follower_finalize (GObject *object)
{
  BizFollower *self = BIZ_FOLLOWER (object);

  g_free (self->name);
  g_free (self->email);

  G_OBJECT_CLASS (biz_follower_parent_class)->finalize (object);
}

static void
biz_follower_class_init (BizFollowerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = biz_follower_finalize;
}

static void
biz_follower_init (BizFollower *self)
{
}

/* Messages to the followers go by the one kind of them that is for all records, follows by itself
 * and is not internal. */
static gboolean
read_subtypes (BizFollower *self, JsonObject *row, GError **error)
{
  JsonArray *array;

  if (!erp_json_get_array (json_object_get_member (row, "subtype_ids"), &array, error))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *object;
      const char *model;
      gboolean internal;
      gboolean by_itself;

      if (!erp_json_get_object (json_array_get_element (array, i), &object, error)
          || !erp_json_get_bool (object, "internal", &internal, error)
          || !erp_json_get_bool (object, "default", &by_itself, error)
          || !erp_json_get_string (object, "res_model", &model, error))
        return FALSE;
      if (by_itself && !internal && model == NULL)
        self->gets_messages = TRUE;
    }

  return TRUE;
}

/**
 * biz_follower_new_from_json:
 * @row: a record read by %BIZ_FOLLOWER_SPECIFICATION
 * @error: return location
 *
 * Returns: (transfer full): the follower, or %NULL with ERP_ERROR_PROTOCOL
 */
BizFollower *
biz_follower_new_from_json (JsonObject *row, GError **error)
{
  g_autoptr (BizFollower) self = NULL;
  g_autofree char *partner = NULL;
  JsonNode *node;
  const char *name;
  const char *email;
  gboolean is_active;
  gboolean is_shared = TRUE;

  g_return_val_if_fail (row != NULL, NULL);

  self = g_object_new (BIZ_TYPE_FOLLOWER, NULL);
  if (!erp_json_get_many2one (row, "partner_id", &self->partner_id, &partner, error)
      || !erp_json_get_string (row, "name", &name, error)
      || !erp_json_get_string (row, "email", &email, error)
      || !erp_json_get_bool (row, "is_active", &is_active, error)
      || !read_subtypes (self, row, error))
    return NULL;
  node = json_object_get_member (row, "partner_id");
  if (JSON_NODE_HOLDS_OBJECT (node)
      && !erp_json_get_bool (json_node_get_object (node), "partner_share", &is_shared, error))
    return NULL;
  if (name == NULL)
    name = partner;
  self->name = g_strdup (name != NULL && *name != '\0' ? name : _ ("Unknown"));
  self->email = email != NULL && *email != '\0' ? g_strdup (email) : NULL;
  self->is_colleague = !is_shared;
  if (!is_active)
    self->gets_messages = FALSE;

  return g_steal_pointer (&self);
}

gint64
biz_follower_get_partner_id (BizFollower *self)
{
  g_return_val_if_fail (BIZ_IS_FOLLOWER (self), 0);

  return self->partner_id;
}

const char *
biz_follower_get_name (BizFollower *self)
{
  g_return_val_if_fail (BIZ_IS_FOLLOWER (self), NULL);

  return self->name;
}

const char *
biz_follower_get_email (BizFollower *self)
{
  g_return_val_if_fail (BIZ_IS_FOLLOWER (self), NULL);

  return self->email;
}

gboolean
biz_follower_is_colleague (BizFollower *self)
{
  g_return_val_if_fail (BIZ_IS_FOLLOWER (self), FALSE);

  return self->is_colleague;
}

gboolean
biz_follower_gets_messages (BizFollower *self)
{
  g_return_val_if_fail (BIZ_IS_FOLLOWER (self), FALSE);

  return self->gets_messages;
}
