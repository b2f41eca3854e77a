/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-python.h"

#include "erp-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_BYTES (64 * 1024)
#define MAX_DEPTH 32
#define TODAY "context_today().strftime('%Y-%m-%d')"

typedef struct
{
  const char *p;
  gint64 uid;
  const GDate *today;
  guint depth;
} Reader;

static JsonNode *read_value (Reader *self);

static void
skip_blanks (Reader *self)
{
  while (*self->p != '\0' && g_ascii_isspace (*self->p))
    self->p++;
}

/* Whether @text stands here; it is passed. */
static gboolean
take (Reader *self, const char *text)
{
  skip_blanks (self);
  if (!g_str_has_prefix (self->p, text))
    return FALSE;
  self->p += strlen (text);

  return TRUE;
}

static gboolean
is_name_end (char c)
{
  return !g_ascii_isalnum (c) && c != '_';
}

static gboolean
take_word (Reader *self, const char *word)
{
  gsize length = strlen (word);

  skip_blanks (self);
  if (!g_str_has_prefix (self->p, word) || !is_name_end (self->p[length]))
    return FALSE;
  self->p += length;

  return TRUE;
}

static gboolean
take_hex (Reader *self, guint digits, GString *text)
{
  gunichar c = 0;

  for (guint i = 0; i < digits; i++, self->p++)
    {
      if (!g_ascii_isxdigit (*self->p))
        return FALSE;
      c = c * 16 + (gunichar)g_ascii_xdigit_value (*self->p);
    }
  if (c == 0 || !g_unichar_validate (c))
    return FALSE;
  g_string_append_unichar (text, c);

  return TRUE;
}

static gboolean
take_escape (Reader *self, GString *text)
{
  static const char plain[] = "\\'\"";
  char c = *self->p;

  if (c == '\0')
    return FALSE;
  self->p++;
  if (strchr (plain, c) != NULL)
    g_string_append_c (text, c);
  else if (c == 'n')
    g_string_append_c (text, '\n');
  else if (c == 't')
    g_string_append_c (text, '\t');
  else if (c == 'x')
    return take_hex (self, 2, text);
  else if (c == 'u')
    return take_hex (self, 4, text);
  else if (c != '\n')
    {
      /* Any other stays with its stroke, "\%" */
      g_string_append_c (text, '\\');
      g_string_append_c (text, c);
    }

  return TRUE;
}

static char *
read_string (Reader *self)
{
  g_autoptr (GString) text = g_string_new (NULL);
  char quote;

  skip_blanks (self);
  quote = *self->p;
  if (quote != '\'' && quote != '"')
    return NULL;
  self->p++;
  while (*self->p != quote)
    {
      if (*self->p == '\0' || *self->p == '\n')
        return NULL;
      if (*self->p != '\\')
        {
          g_string_append_c (text, *self->p++);
          continue;
        }
      self->p++;
      if (!take_escape (self, text))
        return NULL;
    }
  self->p++;

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static JsonNode *
read_number (Reader *self)
{
  const char *start = self->p;
  const char *end = start + (*start == '-' || *start == '+' ? 1 : 0);
  g_autofree char *text = NULL;
  gboolean real = FALSE;
  gint64 whole;

  if (!g_ascii_isdigit (*end) && *end != '.')
    return NULL;
  while (g_ascii_isdigit (*end) || *end == '.' || *end == 'e' || *end == 'E'
         || ((*end == '-' || *end == '+') && (end[-1] == 'e' || end[-1] == 'E')))
    {
      real = real || !g_ascii_isdigit (*end);
      end++;
    }
  text = g_strndup (start + (*start == '+' ? 1 : 0), (gsize)(end - start));
  self->p = end;
  if (g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, &whole, NULL))
    return json_node_init_int (json_node_alloc (), whole);
  if (!real || !is_name_end (*end))
    return NULL;

  return json_node_init_double (json_node_alloc (), g_ascii_strtod (text, NULL));
}

/* "(days=-7, months=1)" moves @day. */
static gboolean
take_delta (Reader *self, GDate *day, int sign)
{
  static const char *const units[] = { "days", "weeks", "months", "years" };

  if (!take (self, "("))
    return FALSE;
  while (!take (self, ")"))
    {
      g_autoptr (JsonNode) number = NULL;
      gsize unit = 0;
      gint64 n;

      while (unit < G_N_ELEMENTS (units) && !take_word (self, units[unit]))
        unit++;
      if (unit == G_N_ELEMENTS (units) || !take (self, "="))
        return FALSE;
      skip_blanks (self);
      number = read_number (self);
      if (number == NULL || json_node_get_value_type (number) != G_TYPE_INT64)
        return FALSE;
      n = json_node_get_int (number) * sign;
      if (n < -1000 || n > 1000)
        return FALSE;
      if (unit < 2 && n >= 0)
        g_date_add_days (day, (guint)n * (unit == 1 ? 7 : 1));
      else if (unit < 2)
        g_date_subtract_days (day, (guint)-n * (unit == 1 ? 7 : 1));
      else if (n >= 0)
        g_date_add_months (day, (guint)n * (unit == 3 ? 12 : 1));
      else
        g_date_subtract_months (day, (guint)-n * (unit == 3 ? 12 : 1));
      take (self, ",");
    }

  return TRUE;
}

/* context_today(), (context_today() - relativedelta(days=7)) */
static gboolean
take_day (Reader *self, GDate *day)
{
  static const char *const todays[] = { "context_today()", "datetime.date.today()",
                                        "datetime.datetime.now()", "datetime.datetime.today()" };
  static const char *const deltas[] = { "relativedelta", "datetime.timedelta",
                                        "dateutil.relativedelta.relativedelta" };
  gboolean found = FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (todays) && !found; i++)
    found = take (self, todays[i]);
  if (!found)
    return FALSE;
  *day = *self->today;
  for (;;)
    {
      int sign = take (self, "+") ? 1 : take (self, "-") ? -1 : 0;
      gsize i = 0;

      if (sign == 0)
        return TRUE;
      while (i < G_N_ELEMENTS (deltas) && !take_word (self, deltas[i]))
        i++;
      if (i == G_N_ELEMENTS (deltas) || !take_delta (self, day, sign))
        return FALSE;
    }
}

static JsonNode *
make_day (const GDate *day)
{
  char text[16];

  if (g_date_strftime (text, sizeof text, "%Y-%m-%d", day) == 0)
    return NULL;

  return json_node_init_string (json_node_alloc (), text);
}

/* The form in which days are compared; another one is not taken. */
static gboolean
take_form (Reader *self)
{
  g_autofree char *form = NULL;

  if (!take (self, "("))
    return FALSE;
  form = read_string (self);

  return form != NULL && g_str_equal (form, "%Y-%m-%d") && take (self, ")");
}

static JsonNode *
read_expression (Reader *self)
{
  const char *start = self->p;
  gboolean parted = take (self, "(");
  GDate day;

  if (!parted && take_word (self, "time.strftime"))
    return take_form (self) ? make_day (self->today) : NULL;
  if (!take_day (self, &day) || (parted && !take (self, ")")))
    {
      self->p = start;
      return NULL;
    }
  if (take (self, ".strftime") && !take_form (self))
    return NULL;

  return make_day (&day);
}

static JsonNode *
read_sequence (Reader *self, const char *close)
{
  g_autoptr (JsonArray) array = json_array_new ();
  gboolean parted = FALSE;
  JsonNode *node;

  while (!take (self, close))
    {
      JsonNode *value = json_array_get_length (array) == 0 || parted ? read_value (self) : NULL;

      if (value == NULL)
        return NULL;
      json_array_add_element (array, value);
      parted = take (self, ",");
    }
  /* "(1)" is a 1 in brackets, "(1,)" a tuple of one. */
  if (*close == ')' && json_array_get_length (array) == 1 && !parted)
    return json_node_copy (json_array_get_element (array, 0));
  node = json_node_new (JSON_NODE_ARRAY);
  json_node_take_array (node, g_steal_pointer (&array));

  return node;
}

static JsonNode *
read_dict (Reader *self)
{
  g_autoptr (JsonObject) object = json_object_new ();
  gboolean parted = TRUE;
  JsonNode *node;

  while (!take (self, "}"))
    {
      g_autofree char *key = parted ? read_string (self) : NULL;
      JsonNode *value = key != NULL && take (self, ":") ? read_value (self) : NULL;

      if (value == NULL)
        return NULL;
      json_object_set_member (object, key, value);
      parted = take (self, ",");
    }
  node = json_node_new (JSON_NODE_OBJECT);
  json_node_take_object (node, g_steal_pointer (&object));

  return node;
}

static JsonNode *
read_plain (Reader *self)
{
  if (take_word (self, "True") || take_word (self, "true"))
    return json_node_init_boolean (json_node_alloc (), TRUE);
  if (take_word (self, "False") || take_word (self, "false"))
    return json_node_init_boolean (json_node_alloc (), FALSE);
  if (take_word (self, "None") || take_word (self, "null"))
    return json_node_init_null (json_node_alloc ());
  if (take_word (self, "uid") || take_word (self, "user.id"))
    return json_node_init_int (json_node_alloc (), self->uid);

  return read_number (self);
}

static JsonNode *
read_value (Reader *self)
{
  JsonNode *node = NULL;

  skip_blanks (self);
  if (++self->depth > MAX_DEPTH)
    return NULL;
  if (*self->p == '\'' || *self->p == '"')
    {
      g_autofree char *text = read_string (self);

      if (text != NULL)
        node = json_node_init_string (json_node_alloc (), text);
    }
  else if (take (self, "["))
    node = read_sequence (self, "]");
  else if (take (self, "{"))
    node = read_dict (self);
  else
    {
      node = read_expression (self);
      if (node == NULL && take (self, "("))
        node = read_sequence (self, ")");
      else if (node == NULL)
        node = read_plain (self);
    }
  self->depth--;

  return node;
}

/**
 * biz_python_parse:
 * @text: what the server keeps
 * @uid: who is signed in
 * @today: the company's day
 * @error: return location
 *
 * Returns: (transfer full): the value
 */
JsonNode *
biz_python_parse (const char *text, gint64 uid, const GDate *today, GError **error)
{
  Reader reader = { text, uid, today, 0 };
  g_autoptr (JsonNode) node = NULL;

  g_return_val_if_fail (text != NULL && today != NULL && g_date_valid (today), NULL);

  if (strlen (text) <= MAX_BYTES && g_utf8_validate (text, -1, NULL))
    node = read_value (&reader);
  skip_blanks (&reader);
  if (node != NULL && *reader.p == '\0')
    return g_steal_pointer (&node);
  g_set_error_literal (error, ERP_ERROR, ERP_ERROR_VALIDATION,
                       _ ("The filter has conditions that only the browser can work out."));

  return NULL;
}

static void
write_string (GString *out, const char *text)
{
  g_string_append_c (out, '\'');
  for (; *text != '\0'; text++)
    {
      if (*text == '\'' || *text == '\\')
        g_string_append_c (out, '\\');
      if (*text == '\n')
        g_string_append (out, "\\n");
      else
        g_string_append_c (out, *text);
    }
  g_string_append_c (out, '\'');
}

typedef struct
{
  GString *out;
  char today[16];
  char later[16];
} Writer;

static void write_value (Writer *self, JsonNode *value, JsonNode *later);

static void
write_object (Writer *self, JsonObject *object)
{
  g_autoptr (GList) members = json_object_get_members (object);

  g_string_append_c (self->out, '{');
  for (GList *m = members; m != NULL; m = m->next)
    {
      g_string_append (self->out, m != members ? ", " : "");
      write_string (self->out, m->data);
      g_string_append (self->out, ": ");
      write_value (self, json_object_get_member (object, m->data), NULL);
    }
  g_string_append_c (self->out, '}');
}

static void
write_array (Writer *self, JsonArray *array, JsonNode *later)
{
  JsonArray *others =
      later != NULL && JSON_NODE_HOLDS_ARRAY (later) ? json_node_get_array (later) : NULL;
  guint n = json_array_get_length (array);
  gboolean same = others != NULL && json_array_get_length (others) == n;

  g_string_append_c (self->out, '[');
  for (guint i = 0; i < n; i++)
    {
      g_string_append (self->out, i > 0 ? ", " : "");
      write_value (self, json_array_get_element (array, i),
                   same ? json_array_get_element (others, i) : NULL);
    }
  g_string_append_c (self->out, ']');
}

static void
write_scalar (Writer *self, JsonNode *value, JsonNode *later)
{
  GType type = json_node_get_value_type (value);
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  if (type == G_TYPE_STRING)
    {
      const char *text = json_node_get_string (value);

      if (later != NULL && json_node_get_value_type (later) == G_TYPE_STRING
          && g_str_equal (text, self->today)
          && g_str_equal (json_node_get_string (later), self->later))
        g_string_append (self->out, TODAY);
      else
        write_string (self->out, text);
    }
  else if (type == G_TYPE_BOOLEAN)
    g_string_append (self->out, json_node_get_boolean (value) ? "True" : "False");
  else if (type == G_TYPE_DOUBLE)
    g_string_append (self->out,
                     g_ascii_dtostr (number, sizeof number, json_node_get_double (value)));
  else
    g_string_append_printf (self->out, "%" G_GINT64_FORMAT, json_node_get_int (value));
}

static void
write_value (Writer *self, JsonNode *value, JsonNode *later)
{
  if (JSON_NODE_HOLDS_ARRAY (value))
    write_array (self, json_node_get_array (value), later);
  else if (JSON_NODE_HOLDS_OBJECT (value))
    write_object (self, json_node_get_object (value));
  else if (JSON_NODE_HOLDS_NULL (value))
    g_string_append (self->out, "None");
  else
    write_scalar (self, value, later);
}

/**
 * biz_python_write:
 * @value: what to write
 * @today: the day that @value was made for
 * @later: (nullable): the same made for another day
 * @later_day: (nullable): that day
 *
 * Returns: (transfer full): the text
 */
char *
biz_python_write (JsonNode *value, const GDate *today, JsonNode *later, const GDate *later_day)
{
  Writer writer = { g_string_new (NULL), "", "" };

  g_return_val_if_fail (value != NULL && today != NULL, NULL);

  g_date_strftime (writer.today, sizeof writer.today, "%Y-%m-%d", today);
  if (later != NULL && later_day != NULL)
    g_date_strftime (writer.later, sizeof writer.later, "%Y-%m-%d", later_day);
  write_value (&writer, value, later);

  return g_string_free (writer.out, FALSE);
}
