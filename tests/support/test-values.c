/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "test"

#include "test-values.h"

#include "erp-error.h"
#include "erp-json.h"

#include <stdio.h>
#include <string.h>

struct _TestNotify
{
  GObject *object; /* (owned) */
  gulong handler;
  guint count;
};

JsonNode *
test_json (const char *json, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (json, strlen (json));

  return erp_json_parse (bytes, error);
}

JsonObject *
test_object (const char *json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = test_json (json, &error);

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    g_error ("Not an object: %s: %s", json, error != NULL ? error->message : "another kind");

  return json_node_dup_object (node);
}

JsonObject *
test_object_with (const char *json, const char *member, const char *value)
{
  g_autoptr (JsonNode) node = erp_json_literal (json);
  JsonObject *object = json_node_get_object (node);

  g_assert_nonnull (object);
  if (value != NULL)
    json_object_set_member (object, member, erp_json_literal (value));
  else
    json_object_remove_member (object, member);

  return json_object_ref (object);
}

guint
test_read_properties (gpointer object)
{
  guint n = 0, n_read = 0;
  g_autofree GParamSpec **specs = g_object_class_list_properties (G_OBJECT_GET_CLASS (object), &n);

  for (guint i = 0; i < n; i++)
    {
      g_auto (GValue) value = G_VALUE_INIT;

      if ((specs[i]->flags & G_PARAM_READABLE) == 0)
        continue;
      g_value_init (&value, specs[i]->value_type);
      g_object_get_property (object, specs[i]->name, &value);
      n_read++;
    }

  return n_read;
}

GDate
test_make_day (const char *text)
{
  GDate day;
  int year, month, number;

  g_date_clear (&day, 1);
  if (text == NULL || *text == '\0')
    return day;
  g_assert_cmpint (sscanf (text, "%d-%d-%d", &year, &month, &number), ==, 3);
  g_date_set_dmy (&day, (GDateDay)number, (GDateMonth)month, (GDateYear)year);

  return day;
}

char *
test_day_text (const GDate *day)
{
  if (day == NULL || !g_date_valid (day))
    return g_strdup ("");

  return g_strdup_printf ("%04d-%02d-%02d", g_date_get_year (day), (int)g_date_get_month (day),
                          g_date_get_day (day));
}

void
test_take_error_about (GError **error, int code, const char *word)
{
  g_assert_nonnull (error);
  if (*error != NULL && ((*error)->domain != ERP_ERROR || (*error)->code != code))
    g_test_message ("the error is: %s", (*error)->message);
  g_assert_error (*error, ERP_ERROR, code);
  g_assert_true (g_utf8_validate ((*error)->message, -1, NULL));
  g_assert_cmpstr ((*error)->message, !=, "");
  if (word != NULL && strstr ((*error)->message, word) == NULL)
    g_error ("“%s” does not name “%s”", (*error)->message, word);
  g_clear_error (error);
}

void
test_take_error (GError **error, int code)
{
  test_take_error_about (error, code, NULL);
}

void
test_last_unref_of (GObject **object, const char *where)
{
  gpointer gone;

  g_assert_true (G_IS_OBJECT (*object));
  gone = *object;
  g_object_add_weak_pointer (*object, &gone);
  g_clear_object (object);
  if (gone != NULL)
    g_error ("%s: a %s is still held %u times", where, G_OBJECT_TYPE_NAME (gone),
             ((GObject *)gone)->ref_count);
}

static void
notify_cb (TestNotify *self)
{
  self->count++;
}

TestNotify *
test_notify_new (gpointer object, const char *property)
{
  TestNotify *self = g_new0 (TestNotify, 1);
  g_autofree char *signal = property != NULL ? g_strconcat ("notify::", property, NULL) : NULL;

  self->object = g_object_ref (object);
  self->handler = g_signal_connect_swapped (object, signal != NULL ? signal : "notify",
                                            G_CALLBACK (notify_cb), self);

  return self;
}

void
test_notify_free (TestNotify *self)
{
  g_signal_handler_disconnect (self->object, self->handler);
  g_clear_object (&self->object);
  g_free (self);
}

guint
test_notify_take (TestNotify *self)
{
  guint count = self->count;

  self->count = 0;

  return count;
}
