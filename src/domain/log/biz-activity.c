/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-activity.h"

#include "biz-html.h"
#include "erp-json.h"

#include <glib/gi18n-lib.h>

struct _BizActivity
{
  GObject parent_instance;

  gint64 id;
  char *type;    /* (owned) (nullable) */
  char *summary; /* (owned) (nullable) */
  char *note;    /* (owned) */
  char *user;    /* (owned) (nullable) */
  gint64 user_id;
  gint64 type_id;
  GDate deadline; /* not valid where there is none */
};

G_DEFINE_FINAL_TYPE (BizActivity, biz_activity, G_TYPE_OBJECT)

static void
biz_activity_finalize (GObject *object)
{
  BizActivity *self = BIZ_ACTIVITY (object);

  g_free (self->type);
  g_free (self->summary);
  g_free (self->note);
  g_free (self->user);

  G_OBJECT_CLASS (biz_activity_parent_class)->finalize (object);
}

static void
biz_activity_class_init (BizActivityClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = biz_activity_finalize;
}

static void
biz_activity_init (BizActivity *self)
{
  g_date_clear (&self->deadline, 1);
}

/**
 * biz_activity_new_from_json:
 * @row: a record read by %BIZ_ACTIVITY_SPECIFICATION
 * @error: return location
 *
 * Returns: (transfer full): the activity, or %NULL with ERP_ERROR_PROTOCOL
 */
BizActivity *
biz_activity_new_from_json (JsonObject *row, GError **error)
{
  g_autoptr (BizActivity) self = NULL;
  const char *summary;
  const char *note;

  g_return_val_if_fail (row != NULL, NULL);

  self = g_object_new (BIZ_TYPE_ACTIVITY, NULL);
  if (!erp_json_get_int (row, "id", &self->id, error)
      || !erp_json_get_many2one (row, "activity_type_id", &self->type_id, &self->type, error)
      || !erp_json_get_string (row, "summary", &summary, error)
      || !erp_json_get_string (row, "note", &note, error)
      || !erp_json_get_date (row, "date_deadline", &self->deadline, error)
      || !erp_json_get_many2one (row, "user_id", &self->user_id, &self->user, error))
    return NULL;
  self->summary = summary != NULL && *summary != '\0' ? g_strdup (summary) : NULL;
  self->note = biz_html_to_text (note != NULL ? note : "");

  return g_steal_pointer (&self);
}

gint64
biz_activity_get_id (BizActivity *self)
{
  g_return_val_if_fail (BIZ_IS_ACTIVITY (self), 0);

  return self->id;
}

const char *
biz_activity_get_title (BizActivity *self)
{
  g_return_val_if_fail (BIZ_IS_ACTIVITY (self), NULL);

  if (self->summary != NULL)
    return self->summary;
  return self->type != NULL ? self->type : _ ("To do");
}

gint64
biz_activity_get_type_id (BizActivity *self)
{
  g_return_val_if_fail (BIZ_IS_ACTIVITY (self), 0);

  return self->type_id;
}

const char *
biz_activity_get_type_name (BizActivity *self)
{
  g_return_val_if_fail (BIZ_IS_ACTIVITY (self), NULL);

  return self->type;
}

const char *
biz_activity_get_user (BizActivity *self)
{
  g_return_val_if_fail (BIZ_IS_ACTIVITY (self), NULL);

  return self->user;
}

gint64
biz_activity_get_user_id (BizActivity *self)
{
  g_return_val_if_fail (BIZ_IS_ACTIVITY (self), 0);

  return self->user_id;
}

const char *
biz_activity_get_note (BizActivity *self)
{
  g_return_val_if_fail (BIZ_IS_ACTIVITY (self), NULL);

  return self->note;
}

const GDate *
biz_activity_get_deadline (BizActivity *self)
{
  g_return_val_if_fail (BIZ_IS_ACTIVITY (self), NULL);

  return g_date_valid (&self->deadline) ? &self->deadline : NULL;
}

/**
 * biz_activity_get_standing:
 * @self: an activity
 * @today: the day it is for the person
 *
 * Returns: how urgent it is; planned where it has no day
 */
BizActivityStanding
biz_activity_get_standing (BizActivity *self, const GDate *today)
{
  int order;

  g_return_val_if_fail (BIZ_IS_ACTIVITY (self), BIZ_ACTIVITY_PLANNED);
  g_return_val_if_fail (today != NULL && g_date_valid (today), BIZ_ACTIVITY_PLANNED);

  if (!g_date_valid (&self->deadline))
    return BIZ_ACTIVITY_PLANNED;
  order = g_date_compare (&self->deadline, today);
  if (order < 0)
    return BIZ_ACTIVITY_OVERDUE;
  return order == 0 ? BIZ_ACTIVITY_TODAY : BIZ_ACTIVITY_PLANNED;
}

const char *
biz_activity_standing_to_label (BizActivityStanding standing)
{
  switch (standing)
    {
    case BIZ_ACTIVITY_OVERDUE:
      return _ ("Overdue");
    case BIZ_ACTIVITY_TODAY:
      return _ ("Today");
    case BIZ_ACTIVITY_PLANNED:
    default:
      return _ ("Planned");
    }
}
