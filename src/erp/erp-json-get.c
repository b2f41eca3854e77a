/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "erp"

#include "config.h"

#include "erp-json.h"

#include "erp-error.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* Above this a double no longer holds every integer. */
#define EXACT_DOUBLE_LIMIT 9007199254740992.0

static gboolean
fail_member (GError **error, const char *member, const char *wanted)
{
  g_set_error (
      error, ERP_ERROR, ERP_ERROR_PROTOCOL,
      /* Translators: the first %s is a technical field name, the second a technical type */
      _ ("The server’s answer cannot be used: “%s” is not %s. Update the program, or ask "
         "the administrator whether the server was changed."),
      member, wanted);
  return FALSE;
}

static JsonNode *
get_member (JsonObject *object, const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return NULL;
  return node;
}

static gboolean
node_is_false (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_BOOLEAN
         && !json_node_get_boolean (node);
}

/* "missing" and JSON null differ: null is empty, a missing member is a fault. */
static gboolean
is_empty (JsonObject *object, const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL && (JSON_NODE_HOLDS_NULL (node) || node_is_false (node));
}

static const char *
get_text (JsonObject *object, const char *member)
{
  JsonNode *node = get_member (object, member);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node)
      || json_node_get_value_type (node) != G_TYPE_STRING)
    return NULL;
  return json_node_get_string (node);
}

static gboolean
get_number (JsonObject *object, const char *member, double *value)
{
  JsonNode *node = get_member (object, member);
  GType type;

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return FALSE;
  type = json_node_get_value_type (node);
  if (type != G_TYPE_INT64 && type != G_TYPE_DOUBLE)
    return FALSE;
  *value = json_node_get_double (node);
  return isfinite (*value);
}

static gboolean
node_get_id (JsonNode *node, gint64 *id)
{
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_INT64)
    return FALSE;
  *id = json_node_get_int (node);
  return TRUE;
}

/**
 * erp_json_get_object:
 * @node: (nullable): an answer, or a member of one; %NULL for one that is not there
 * @object: (out) (transfer none): its object, which lives as long as @node
 * @error: return location for ERP_ERROR_PROTOCOL
 *
 * Returns: whether @node holds an object
 */
gboolean
erp_json_get_object (JsonNode *node, JsonObject **object, GError **error)
{
  g_return_val_if_fail (object != NULL, FALSE);

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return fail_member (error, "result", "an object");
  *object = json_node_get_object (node);
  return TRUE;
}

/**
 * erp_json_get_array:
 * @node: (nullable): an answer, or a member of one; %NULL for one that is not there
 * @array: (out) (transfer none): its array, which lives as long as @node
 * @error: return location for ERP_ERROR_PROTOCOL
 *
 * Returns: whether @node holds an array
 */
gboolean
erp_json_get_array (JsonNode *node, JsonArray **array, GError **error)
{
  g_return_val_if_fail (array != NULL, FALSE);

  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return fail_member (error, "result", "a list");
  *array = json_node_get_array (node);
  return TRUE;
}

/**
 * erp_json_get_int:
 * @object: a record
 * @member: a field
 * @value: (out): the number; 0 for an empty field
 * @error: return location for ERP_ERROR_PROTOCOL
 *
 * A float that is a whole number is accepted: the ERP sends sums of integers so.
 *
 * Returns: whether the member is there and a whole number
 */
gboolean
erp_json_get_int (JsonObject *object, const char *member, gint64 *value, GError **error)
{
  JsonNode *node;
  double number;

  g_return_val_if_fail (object != NULL && member != NULL && value != NULL, FALSE);

  *value = 0;
  if (is_empty (object, member))
    return TRUE;
  node = get_member (object, member);
  if (node != NULL && node_get_id (node, value))
    return TRUE;
  if (!get_number (object, member, &number) || fabs (number) > EXACT_DOUBLE_LIMIT
      || floor (number) != number)
    return fail_member (error, member, "a whole number");
  *value = (gint64)number;
  return TRUE;
}

/**
 * erp_json_get_bool:
 * @object: a record
 * @member: a field
 * @value: (out): its value; null is %FALSE
 * @error: return location for ERP_ERROR_PROTOCOL
 *
 * Returns: whether the member is there and a boolean
 */
gboolean
erp_json_get_bool (JsonObject *object, const char *member, gboolean *value, GError **error)
{
  JsonNode *node;

  g_return_val_if_fail (object != NULL && member != NULL && value != NULL, FALSE);

  *value = FALSE;
  if (is_empty (object, member))
    return TRUE;
  node = get_member (object, member);
  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node)
      || json_node_get_value_type (node) != G_TYPE_BOOLEAN)
    return fail_member (error, member, "yes or no");
  *value = json_node_get_boolean (node);
  return TRUE;
}

/**
 * erp_json_get_string:
 * @object: a record
 * @member: a field
 * @value: (out) (transfer none) (nullable): the text, which stays the object's; %NULL where empty
 * @error: return location for ERP_ERROR_PROTOCOL
 *
 * Returns: whether the member is there and a text or empty
 */
gboolean
erp_json_get_string (JsonObject *object, const char *member, const char **value, GError **error)
{
  g_return_val_if_fail (object != NULL && member != NULL && value != NULL, FALSE);

  *value = NULL;
  if (is_empty (object, member))
    return TRUE;
  *value = get_text (object, member);
  if (*value == NULL)
    return fail_member (error, member, "a text");
  if (**value == '\0')
    *value = NULL;
  return TRUE;
}

/* "YYYY-MM-DD" at the start of @text; *end is what follows. */
static gboolean
parse_day (const char *text, GDate *day, const char **end)
{
  guint parts[3] = { 0 };
  static const guint lengths[3] = { 4, 2, 2 };

  for (guint i = 0; i < 3; i++)
    {
      for (guint j = 0; j < lengths[i]; j++, text++)
        {
          if (!g_ascii_isdigit (*text))
            return FALSE;
          parts[i] = parts[i] * 10 + (guint)(*text - '0');
        }
      if (i < 2 && *text++ != '-')
        return FALSE;
    }
  if (!g_date_valid_dmy ((GDateDay)parts[2], (GDateMonth)parts[1], (GDateYear)parts[0]))
    return FALSE;
  g_date_set_dmy (day, (GDateDay)parts[2], (GDateMonth)parts[1], (GDateYear)parts[0]);
  *end = text;
  return TRUE;
}

/**
 * erp_json_get_date:
 * @object: a record
 * @member: a date field
 * @value: (out caller-allocates): the day; cleared (not valid) for an empty field
 * @error: return location for ERP_ERROR_PROTOCOL
 *
 * Returns: whether the member is there and a day or empty
 */
gboolean
erp_json_get_date (JsonObject *object, const char *member, GDate *value, GError **error)
{
  const char *text;
  const char *end;

  g_return_val_if_fail (object != NULL && member != NULL && value != NULL, FALSE);

  g_date_clear (value, 1);
  if (is_empty (object, member))
    return TRUE;
  text = get_text (object, member);
  if (text == NULL || !parse_day (text, value, &end) || *end != '\0')
    {
      g_date_clear (value, 1);
      return fail_member (error, member, "a date");
    }
  return TRUE;
}

/* ".25" behind the seconds, if there is anything. */
static gboolean
parse_fraction (const char **text, double *seconds)
{
  double unit = 0.1;

  if (**text != '.')
    return TRUE;
  if (!g_ascii_isdigit (*++*text))
    return FALSE;
  for (; g_ascii_isdigit (**text); (*text)++, unit /= 10.0)
    *seconds += (**text - '0') * unit;
  return TRUE;
}

/* A time of another zone would be wrong by hours. */
static gboolean
is_utc (const char *zone)
{
  return *zone == '\0' || strcmp (zone, "Z") == 0 || strcmp (zone, "+00:00") == 0;
}

/**
 * erp_json_get_datetime:
 * @object: a record
 * @member: a field of date and time, "YYYY-MM-DD HH:MM:SS" in UTC
 * @value: (out) (transfer full) (nullable): the time in UTC; %NULL for an empty field
 * @error: return location for ERP_ERROR_PROTOCOL
 *
 * Returns: whether the member is there and a time or empty
 */
gboolean
erp_json_get_datetime (JsonObject *object, const char *member, GDateTime **value, GError **error)
{
  const char *text;
  const char *end;
  GDate day;
  double parts[3] = { 0.0 };

  g_return_val_if_fail (object != NULL && member != NULL && value != NULL, FALSE);

  *value = NULL;
  if (is_empty (object, member))
    return TRUE;
  text = get_text (object, member);
  if (text == NULL || !parse_day (text, &day, &end) || (*end != ' ' && *end != 'T'))
    return fail_member (error, member, "a time");
  for (guint i = 0; i < 3; i++)
    {
      if (!g_ascii_isdigit (end[1]) || !g_ascii_isdigit (end[2]))
        return fail_member (error, member, "a time");
      parts[i] = (end[1] - '0') * 10 + (end[2] - '0');
      end += 3;
      if (i < 2 && *end != ':')
        return fail_member (error, member, "a time");
    }
  if (!parse_fraction (&end, &parts[2]) || !is_utc (end))
    return fail_member (error, member, "a time");
  *value = g_date_time_new_utc (g_date_get_year (&day), (int)g_date_get_month (&day),
                                g_date_get_day (&day), (int)parts[0], (int)parts[1], parts[2]);
  return *value != NULL || fail_member (error, member, "a time");
}

static gboolean
read_pair (JsonNode *node, gint64 *id, const char **name)
{
  JsonNode *id_node = NULL;
  JsonNode *name_node = NULL;

  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      if (json_array_get_length (array) != 2)
        return FALSE;
      id_node = json_array_get_element (array, 0);
      name_node = json_array_get_element (array, 1);
    }
  else if (JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObject *object = json_node_get_object (node);

      id_node = json_object_get_member (object, "id");
      name_node = json_object_get_member (object, "display_name");
    }
  else
    id_node = node;

  if (id_node == NULL || !node_get_id (id_node, id))
    return FALSE;
  *name = NULL;
  if (name_node == NULL || JSON_NODE_HOLDS_NULL (name_node) || node_is_false (name_node))
    return TRUE;
  if (!JSON_NODE_HOLDS_VALUE (name_node) || json_node_get_value_type (name_node) != G_TYPE_STRING)
    return FALSE;
  *name = json_node_get_string (name_node);
  return TRUE;
}

/**
 * erp_json_get_many2one:
 * @object: a record
 * @member: a field that points to one record
 * @id: (out): the id; 0 for an empty field
 * @name: (out) (optional) (transfer full) (nullable): the display name, %NULL where none was sent
 * @error: return location for ERP_ERROR_PROTOCOL
 *
 * Understands the pair [id, "name"], the object of a nested read, a bare id and false.
 *
 * Returns: whether the member is there and one of these
 */
gboolean
erp_json_get_many2one (
    JsonObject *object, const char *member, gint64 *id, char **name, GError **error)
{
  JsonNode *node;
  const char *text = NULL;

  g_return_val_if_fail (object != NULL && member != NULL && id != NULL, FALSE);

  *id = 0;
  if (name != NULL)
    *name = NULL;
  if (is_empty (object, member))
    return TRUE;
  node = get_member (object, member);
  if (node == NULL || !read_pair (node, id, &text))
    {
      *id = 0;
      return fail_member (error, member, "a link to a record");
    }
  if (name != NULL)
    *name = g_strdup (text);
  return TRUE;
}

/**
 * erp_json_get_ids:
 * @object: a record
 * @member: a field that points to many records
 * @ids: (out) (transfer full) (element-type gint64): the ids, perhaps none
 * @error: return location for ERP_ERROR_PROTOCOL
 *
 * Returns: whether the member is there and a list of ids or of records with ids
 */
gboolean
erp_json_get_ids (JsonObject *object, const char *member, GArray **ids, GError **error)
{
  g_autoptr (GArray) found = NULL;
  JsonNode *node;
  JsonArray *array;

  g_return_val_if_fail (object != NULL && member != NULL && ids != NULL, FALSE);

  *ids = NULL;
  found = g_array_new (FALSE, FALSE, sizeof (gint64));
  node = json_object_get_member (object, member);
  if (!is_empty (object, member))
    {
      if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
        return fail_member (error, member, "a list of records");
      array = json_node_get_array (node);
      for (guint i = 0; i < json_array_get_length (array); i++)
        {
          JsonNode *element = json_array_get_element (array, i);
          gint64 id;

          if (JSON_NODE_HOLDS_OBJECT (element))
            element = json_object_get_member (json_node_get_object (element), "id");
          if (element == NULL || !node_get_id (element, &id))
            return fail_member (error, member, "a list of records");
          g_array_append_val (found, id);
        }
    }
  *ids = g_steal_pointer (&found);
  return TRUE;
}

/* A whole number came as one, and is scaled without ever being a float. */
static gboolean
scale_integer (gint64 number, guint digits, gint64 *value)
{
  for (guint i = 0; i < digits; i++)
    {
      if (__builtin_mul_overflow (number, 10, &number))
        return FALSE;
    }
  *value = number;
  return TRUE;
}

/* The multiple of 1 / @scale that @number is the float of. Where the floats around @number lie
 * further apart than those multiples, two of them share a float, and nobody knows which it was. */
static gboolean
find_multiple (double number, double scale, double *multiple)
{
  const double spacing = nextafter (fabs (number), INFINITY) - fabs (number);

  *multiple = round (number * scale);
  if (fabs (*multiple) > EXACT_DOUBLE_LIMIT || spacing * scale > 1.0)
    return FALSE;
  /* The product is rounded too: what divides back to the number is right. */
  for (int i = -1; i <= 1; i += 2)
    {
      if (*multiple / scale != number && (*multiple + i) / scale == number)
        *multiple += i;
    }
  return TRUE;
}

/* What was computed from floats is off by a few of their last bits: never more than 1e-6 below a
 * thousand million, and four bits above. A hundredth of the last digit is never noise. */
static gboolean
is_multiple (double number, double scale, double multiple)
{
  const double spacing = nextafter (fabs (number), INFINITY) - fabs (number);
  const double noise = MIN (MAX (1e-6, 4.0 * spacing), 0.01 / scale);

  return multiple / scale == number || fabs (number - multiple / scale) <= noise;
}

/**
 * erp_json_get_scaled:
 * @object: a record
 * @member: a field with a decimal number that travels as a float
 * @digits: decimal digits to keep, 0 to 9
 * @value: (out): the number times 10^@digits, exact; 0 for an empty field
 * @error: return location for ERP_ERROR_PROTOCOL
 *
 * A number is right if it is the float of a multiple of 10^-@digits, whatever its size, or off by
 * no more than 1e-6 or four times the distance of two floats of its size (what a server that
 * computes with floats leaves), and in no case by more than a hundredth of 10^-@digits. So large
 * that two multiples have the same float it is refused, unless it came as a whole number.
 *
 * Returns: whether the member is there and right
 */
gboolean
erp_json_get_scaled (
    JsonObject *object, const char *member, guint digits, gint64 *value, GError **error)
{
  JsonNode *node;
  double number;
  double scale = 1.0;
  double multiple;
  gint64 whole;

  g_return_val_if_fail (object != NULL && member != NULL && value != NULL && digits <= 9, FALSE);

  *value = 0;
  if (is_empty (object, member))
    return TRUE;
  node = get_member (object, member);
  if (node != NULL && node_get_id (node, &whole))
    return scale_integer (whole, digits, value)
           || fail_member (error, member, "a number this program can keep exactly");
  for (guint i = 0; i < digits; i++)
    scale *= 10.0;
  if (!get_number (object, member, &number))
    return fail_member (error, member, "a number");
  if (!find_multiple (number, scale, &multiple))
    return fail_member (error, member, "a number this program can keep exactly");
  if (!is_multiple (number, scale, multiple))
    return fail_member (error, member, "a number of the promised precision");
  *value = (gint64)multiple;
  return TRUE;
}

/**
 * erp_json_get_double:
 * @object: a record
 * @member: a field with a float that is no money: a score, a percentage
 * @value: (out): the number; 0 for an empty field
 * @error: return location for ERP_ERROR_PROTOCOL
 *
 * Returns: whether the member is there and a finite number
 */
gboolean
erp_json_get_double (JsonObject *object, const char *member, double *value, GError **error)
{
  g_return_val_if_fail (object != NULL && member != NULL && value != NULL, FALSE);

  *value = 0.0;
  if (is_empty (object, member))
    return TRUE;
  return get_number (object, member, value) || fail_member (error, member, "a number");
}
