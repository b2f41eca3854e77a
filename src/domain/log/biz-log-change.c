/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-log-change.h"

#include "erp-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The server keeps a value in one of five columns, by the kind of the field. */
typedef enum
{
  KIND_WORDS, /* char, text, selection, many2one, x2many: they were put into words then */
  KIND_INTEGER,
  KIND_NUMBER,
  KIND_MONEY,
  KIND_BOOLEAN,
  KIND_DATE,
  KIND_MOMENT,
} Kind;

static Kind
get_kind (const char *type)
{
  static const struct
  {
    const char *type;
    Kind kind;
  } kinds[] = {
    { "integer", KIND_INTEGER }, { "float", KIND_NUMBER }, { "monetary", KIND_MONEY },
    { "boolean", KIND_BOOLEAN }, { "date", KIND_DATE },    { "datetime", KIND_MOMENT },
  };

  for (guint i = 0; type != NULL && i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].type, type))
      return kinds[i].kind;
  return KIND_WORDS;
}

static gboolean
read_words (JsonObject *row, const char *when, char **value, GError **error)
{
  g_autofree char *chars = g_strconcat (when, "_value_char", NULL);
  g_autofree char *lines = g_strconcat (when, "_value_text", NULL);
  const char *text;

  if (!erp_json_get_string (row, chars, &text, error))
    return FALSE;
  if (text == NULL && !erp_json_get_string (row, lines, &text, error))
    return FALSE;
  *value = g_strdup (text != NULL ? text : "");

  return TRUE;
}

static gboolean
read_number (JsonObject *row, const char *when, Kind kind, char **value, GError **error)
{
  g_autofree char *member = g_strconcat (when, "_value_float", NULL);
  g_autofree char *currency = NULL;
  double number;
  gint64 id;

  if (!erp_json_get_double (row, member, &number, error)
      || !erp_json_get_many2one (row, "currency_id", &id, &currency, error))
    return FALSE;
  if (kind == KIND_MONEY && currency != NULL)
    *value = g_strdup_printf ("%'.2f %s", number, currency);
  else
    *value = g_strdup_printf ("%'.2f", number);

  return TRUE;
}

static gboolean
read_integer (JsonObject *row, const char *when, Kind kind, char **value, GError **error)
{
  g_autofree char *member = g_strconcat (when, "_value_integer", NULL);
  gint64 number;

  if (!erp_json_get_int (row, member, &number, error))
    return FALSE;
  if (kind == KIND_BOOLEAN)
    *value = g_strdup (number != 0 ? _ ("Yes") : _ ("No"));
  else
    *value = g_strdup_printf ("%" G_GINT64_FORMAT, number);

  return TRUE;
}

static gboolean
read_moment (JsonObject *row, const char *when, Kind kind, char **value, GError **error)
{
  g_autofree char *member = g_strconcat (when, "_value_datetime", NULL);
  g_autoptr (GDateTime) moment = NULL;
  g_autoptr (GDateTime) local = NULL;

  if (!erp_json_get_datetime (row, member, &moment, error))
    return FALSE;
  if (moment == NULL)
    {
      *value = g_strdup ("");
      return TRUE;
    }
  /* A day is kept as its midnight, in no zone. */
  local = kind == KIND_DATE ? g_date_time_ref (moment) : g_date_time_to_local (moment);
  *value = g_date_time_format (local, kind == KIND_DATE ? "%x" : "%x %R");

  return TRUE;
}

static gboolean
read_value (JsonObject *row, const char *when, Kind kind, char **value, GError **error)
{
  switch (kind)
    {
    case KIND_INTEGER:
    case KIND_BOOLEAN:
      return read_integer (row, when, kind, value, error);
    case KIND_NUMBER:
    case KIND_MONEY:
      return read_number (row, when, kind, value, error);
    case KIND_DATE:
    case KIND_MOMENT:
      return read_moment (row, when, kind, value, error);
    case KIND_WORDS:
    default:
      return read_words (row, when, value, error);
    }
}

/* Of the field; of one that is gone the server kept a note. */
static gboolean
read_field (BizLogChange *self, JsonObject *row, Kind *kind, GError **error)
{
  JsonNode *node = json_object_get_member (row, "field_id");
  JsonNode *info = json_object_get_member (row, "field_info");
  const char *label = NULL;
  const char *type = NULL;

  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObject *field = json_node_get_object (node);

      if (!erp_json_get_string (field, "field_description", &label, error)
          || !erp_json_get_string (field, "ttype", &type, error))
        return FALSE;
    }
  else if (info != NULL && JSON_NODE_HOLDS_OBJECT (info))
    {
      JsonObject *field = json_node_get_object (info);

      if (!erp_json_get_string (field, "desc", &label, error)
          || !erp_json_get_string (field, "type", &type, error))
        return FALSE;
    }
  self->field = g_strdup (label != NULL ? label : _ ("A field that is gone"));
  *kind = get_kind (type);

  return TRUE;
}

BizLogChange *
biz_log_change_new_from_json (JsonObject *row, GError **error)
{
  BizLogChange *self;
  Kind kind = KIND_WORDS;

  g_return_val_if_fail (row != NULL, NULL);

  self = g_new0 (BizLogChange, 1);
  if (read_field (self, row, &kind, error) && read_value (row, "old", kind, &self->old_value, error)
      && read_value (row, "new", kind, &self->new_value, error))
    return self;

  biz_log_change_free (self);
  return NULL;
}

void
biz_log_change_free (gpointer change)
{
  BizLogChange *self = change;

  g_free (self->field);
  g_free (self->old_value);
  g_free (self->new_value);
  g_free (self);
}
