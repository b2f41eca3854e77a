/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-choice.h"

struct _BizChoice
{
  GObject parent_instance;

  gint64 id;
  char *name; /* (owned) */
  char *code; /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (BizChoice, biz_choice, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_ID,
  PROP_NAME,
  PROP_CODE,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static void
biz_choice_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  BizChoice *self = BIZ_CHOICE (object);

  switch (prop_id)
    {
    case PROP_ID:
      g_value_set_int64 (value, self->id);
      break;
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_CODE:
      g_value_set_string (value, self->code);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
biz_choice_finalize (GObject *object)
{
  BizChoice *self = BIZ_CHOICE (object);

  g_free (self->name);
  g_free (self->code);

  G_OBJECT_CLASS (biz_choice_parent_class)->finalize (object);
}

static void
biz_choice_class_init (BizChoiceClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = biz_choice_get_property;
  object_class->finalize = biz_choice_finalize;

  properties[PROP_ID] = g_param_spec_int64 ("id", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[PROP_CODE] = g_param_spec_string ("code", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
biz_choice_init (BizChoice *self)
{
}

/**
 * biz_choice_new:
 * @id: the record's id
 * @name: what the person reads
 * @code: (nullable): a short name, such as a journal's
 *
 * Returns: (transfer full): one of several to choose from
 */
BizChoice *
biz_choice_new (gint64 id, const char *name, const char *code)
{
  BizChoice *self;

  g_return_val_if_fail (name != NULL, NULL);

  self = g_object_new (BIZ_TYPE_CHOICE, NULL);
  self->id = id;
  self->name = g_strdup (name);
  self->code = g_strdup (code);

  return self;
}

/**
 * biz_choice_get_id:
 * @self: a choice
 *
 * Returns: the record's id
 */
gint64
biz_choice_get_id (BizChoice *self)
{
  g_return_val_if_fail (BIZ_IS_CHOICE (self), 0);

  return self->id;
}

/**
 * biz_choice_get_name:
 * @self: a choice
 *
 * Returns: what the person reads
 */
const char *
biz_choice_get_name (BizChoice *self)
{
  g_return_val_if_fail (BIZ_IS_CHOICE (self), NULL);

  return self->name;
}

/**
 * biz_choice_get_code:
 * @self: a choice
 *
 * Returns: (nullable): its short name
 */
const char *
biz_choice_get_code (BizChoice *self)
{
  g_return_val_if_fail (BIZ_IS_CHOICE (self), NULL);

  return self->code;
}
