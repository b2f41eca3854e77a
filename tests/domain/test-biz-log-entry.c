/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What was said about a record: above all, who saw it. */

#include "biz-activity.h"
#include "biz-log-entry.h"
#include "erp-error.h"
#include "test-values.h"

#include <string.h>

#define GOOD                                                                                       \
  "{\"id\":5,\"date\":\"2026-11-22 10:00:00\",\"author_id\":[2,\"Ann\"],\"email_from\":"           \
  "\"ann@example.org\",\"body\":\"<p>Hello <b>you</b></p>\",\"message_type\":\"comment\","         \
  "\"subtype_id\":{\"id\":1,\"display_name\":\"Discussions\",\"internal\":false},"                 \
  "\"attachment_ids\":[{\"id\":7,\"name\":\"a.pdf\"}]}"

static BizLogEntry *
read_with (const char *member, const char *value, GError **error)
{
  g_autoptr (JsonObject) row =
      member != NULL ? test_object_with (GOOD, member, value) : test_object (GOOD);

  return biz_log_entry_new_from_json (row, error);
}

static void
test_kinds (void)
{
  static const struct
  {
    const char *type;
    const char *subtype;
    BizLogKind kind;
  } cases[] = {
    { "\"comment\"", "{\"id\":1,\"display_name\":\"Discussions\",\"internal\":false}",
      BIZ_LOG_REPLY },
    { "\"comment\"", "{\"id\":2,\"display_name\":\"Note\",\"internal\":true}", BIZ_LOG_NOTE },
    /* without a subtype it reaches nobody */
    { "\"comment\"", "false", BIZ_LOG_NOTE },
    { "\"email\"", "false", BIZ_LOG_REPLY },
    { "\"email\"", "{\"id\":1,\"display_name\":\"Discussions\",\"internal\":false}",
      BIZ_LOG_REPLY },
    { "\"email_outgoing\"", "false", BIZ_LOG_REPLY },
    { "\"notification\"", "{\"id\":2,\"display_name\":\"Note\",\"internal\":true}", BIZ_LOG_EVENT },
    { "\"notification\"", "false", BIZ_LOG_EVENT },
    { "\"auto_comment\"", "{\"id\":1,\"display_name\":\"x\",\"internal\":false}", BIZ_LOG_EVENT },
    { "\"user_notification\"", "false", BIZ_LOG_EVENT },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (JsonObject) typed = test_object_with (GOOD, "message_type", cases[i].type);
      g_autoptr (JsonNode) subtype = test_json (cases[i].subtype, NULL);
      g_autoptr (BizLogEntry) entry = NULL;

      json_object_set_member (typed, "subtype_id", g_steal_pointer (&subtype));
      entry = biz_log_entry_new_from_json (typed, NULL);
      g_test_message ("%s, %s", cases[i].type, cases[i].subtype);
      g_assert_cmpint (biz_log_entry_get_kind (entry), ==, cases[i].kind);
    }
}

static void
test_fields (void)
{
  static const struct
  {
    const char *member;
    const char *value; /* NULL: not there */
    gboolean ok;
  } cases[] = {
    { "id", "false", TRUE },
    { "id", "\"5\"", FALSE },
    { "date", "false", TRUE },
    { "date", "\"yesterday\"", FALSE },
    { "body", "false", TRUE },
    { "body", "7", FALSE },
    { "author_id", "false", TRUE },
    { "author_id", "[]", FALSE },
    { "email_from", "false", TRUE },
    { "message_type", "false", TRUE },
    { "message_type", NULL, FALSE },
    { "subtype_id", "false", TRUE },
    { "subtype_id", "{\"internal\":\"no\"}", FALSE },
    { "attachment_ids", "[]", TRUE },
    { "attachment_ids", "false", TRUE },
    { "attachment_ids", "null", TRUE },
    { "attachment_ids", NULL, TRUE },
    { "attachment_ids", "{}", FALSE },
    { "attachment_ids", "[7]", TRUE },
    { "attachment_ids", "[{\"name\":7}]", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (BizLogEntry) entry = read_with (cases[i].member, cases[i].value, &error);

      g_test_message ("%s: %s", cases[i].member, cases[i].value);
      g_assert_true ((entry != NULL) == cases[i].ok);
      if (entry == NULL)
        {
          test_take_error (&error, ERP_ERROR_PROTOCOL);
          continue;
        }
      g_assert_nonnull (biz_log_entry_get_text (entry));
      g_assert_nonnull (biz_log_entry_get_markup (entry));
      g_assert_nonnull (biz_log_entry_get_head (entry));
    }
}

static void
test_authors (void)
{
  static const struct
  {
    const char *author;
    const char *sender;
    const char *shown;
  } cases[] = {
    { "[2,\"Ann\"]", "\"x@example.org\"", "Ann" },
    { "{\"id\":2,\"display_name\":\"Ann\"}", "false", "Ann" },
    { "false", "\"x@example.org\"", "x@example.org" },
    { "false", "false", "Unknown sender" },
    { "false", "\"\"", "Unknown sender" },
    { "[2,false]", "\"x@example.org\"", "x@example.org" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (JsonObject) row = test_object_with (GOOD, "author_id", cases[i].author);
      g_autoptr (JsonNode) sender = test_json (cases[i].sender, NULL);
      g_autoptr (BizLogEntry) entry = NULL;

      json_object_set_member (row, "email_from", g_steal_pointer (&sender));
      entry = biz_log_entry_new_from_json (row, NULL);
      g_assert_cmpstr (biz_log_entry_get_author (entry), ==, cases[i].shown);
    }
}

/* An entry without words says what it is about; its words are text, whatever they look like. */
static void
test_bodies (void)
{
  static const struct
  {
    const char *body;
    const char *text;
    const char *markup;
  } cases[] = {
    { "\"<p>Hello <b>you</b></p>\"", "Hello you", "Hello <b>you</b>" },
    { "\"\"", "A & <b>", "A &amp; &lt;b&gt;" },
    { "false", "A & <b>", "A &amp; &lt;b&gt;" },
    { "\"<p> <br></p>\"", "A & <b>", "A &amp; &lt;b&gt;" },
    { "\"<script>x</script>\"", "A & <b>", "A &amp; &lt;b&gt;" },
    { "\"&lt;b&gt;\"", "<b>", "&lt;b&gt;" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (JsonObject) row = test_object_with (GOOD, "body", cases[i].body);
      g_autoptr (JsonNode) subtype =
          test_json ("{\"id\":3,\"display_name\":\"A & <b>\",\"internal\":false}", NULL);
      g_autoptr (BizLogEntry) entry = NULL;

      json_object_set_member (row, "subtype_id", g_steal_pointer (&subtype));
      entry = biz_log_entry_new_from_json (row, NULL);
      g_test_message ("%s", cases[i].body);
      g_assert_cmpstr (biz_log_entry_get_text (entry), ==, cases[i].text);
      g_assert_cmpstr (biz_log_entry_get_markup (entry), ==, cases[i].markup);
    }
}

static guint
count_pictures (GPtrArray *parts)
{
  guint n = 0;

  for (guint i = 0; parts != NULL && i < parts->len; i++)
    n += ((BizHtmlPart *)g_ptr_array_index (parts, i))->picture != 0 ? 1 : 0;

  return n;
}

/* Pictures stand between the words, those of older letters with these. */
static void
test_pictures (void)
{
  static const struct
  {
    const char *body;
    const char *text;
    guint n_parts, n_pictures, n_quoted;
    gboolean shown;
  } cases[] = {
    { "\"<p>a</p>\"", "a", 0, 0, 0, FALSE },
    { "\"<p>a</p><img src='/web/image/7?access_token=x' alt='Box'><p>b</p>\"", "a\n\n[Box]\n\nb", 3,
      1, 0, TRUE },
    /* nothing but a picture, and an event's name does not stand for it */
    { "\"<img src='/web/image/7'>\"", "", 1, 1, 0, TRUE },
    { "\"<img src='http://track.example/7'>\"", "Discussions", 0, 0, 0, FALSE },
    { "\"a<img src='/web/image/8'>\"", "a", 2, 1, 0, FALSE },
    { "\"<p>a</p><blockquote>b<img src='/web/image/7'></blockquote>\"", "a\n\n> b", 1, 0, 1,
      FALSE },
    { "\"<img src='/web/image/8'>a<blockquote><img src='/web/image/7'>b</blockquote>\"", "a\n\n> b",
      2, 1, 1, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BizLogEntry) entry = read_with ("body", cases[i].body, NULL);
      GPtrArray *parts = biz_log_entry_get_parts (entry);
      GPtrArray *quote = biz_log_entry_get_quote_parts (entry);

      g_test_message ("%s", cases[i].body);
      g_assert_cmpstr (biz_log_entry_get_text (entry), ==, cases[i].text);
      g_assert_cmpuint (parts != NULL ? parts->len : 0, ==, cases[i].n_parts);
      g_assert_cmpuint (count_pictures (parts), ==, cases[i].n_pictures);
      g_assert_cmpuint (count_pictures (quote), ==, cases[i].n_quoted);
      g_assert_true (biz_log_entry_shows_file (entry, 7) == cases[i].shown);
      g_assert_false (biz_log_entry_shows_file (entry, 0));
    }
}

static void
test_values (void)
{
  BizLogEntry *entry = read_with (NULL, NULL, NULL);
  guint n_files = 0;
  const gint64 *files = biz_log_entry_get_files (entry, &n_files);

  g_assert_cmpint (biz_log_entry_get_id (entry), ==, 5);
  g_assert_cmpint (g_date_time_get_hour (biz_log_entry_get_date (entry)), ==, 10);
  g_assert_cmpuint (n_files, ==, 1);
  g_assert_cmpint (files[0], ==, 7);
  g_assert_cmpuint (test_read_properties (entry), ==, 6);
  test_last_unref (&entry);
}

#define TASK                                                                                       \
  "{\"id\":9,\"activity_type_id\":[1,\"Call\"],\"summary\":\"Ask\",\"note\":\"<p>why</p>\","       \
  "\"date_deadline\":\"2026-11-30\",\"user_id\":[2,\"Ann\"]}"

static void
test_activity (void)
{
  static const struct
  {
    const char *member;
    const char *value;
    const char *title; /* NULL: refused */
    const char *note;
  } cases[] = {
    { "id", "9", "Ask", "why" },
    { "summary", "false", "Call", "why" },
    { "summary", "\"\"", "Call", "why" },
    { "summary", "7", NULL, NULL },
    { "note", "false", "Ask", "" },
    { "note", "\"<script>x</script>\"", "Ask", "" },
    { "activity_type_id", "false", "Ask", "why" },
    { "user_id", "false", "Ask", "why" },
    { "date_deadline", "false", "Ask", "why" },
    { "date_deadline", "\"soon\"", NULL, NULL },
    { "date_deadline", NULL, NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (JsonObject) row = test_object_with (TASK, cases[i].member, cases[i].value);
      g_autoptr (GError) error = NULL;
      g_autoptr (BizActivity) activity = biz_activity_new_from_json (row, &error);

      g_test_message ("%s: %s", cases[i].member, cases[i].value);
      g_assert_true ((activity != NULL) == (cases[i].title != NULL));
      if (activity == NULL)
        {
          test_take_error_about (&error, ERP_ERROR_PROTOCOL, cases[i].member);
          continue;
        }
      g_assert_cmpstr (biz_activity_get_title (activity), ==, cases[i].title);
      g_assert_cmpstr (biz_activity_get_note (activity), ==, cases[i].note);
    }
}

/* Neither words nor a kind: it has a title all the same. */
static void
test_activity_without_words (void)
{
  g_autoptr (JsonObject) row =
      test_object ("{\"id\":9,\"activity_type_id\":false,\"summary\":false,\"note\":false,"
                   "\"date_deadline\":false,\"user_id\":false}");
  BizActivity *activity = biz_activity_new_from_json (row, NULL);

  g_assert_nonnull (biz_activity_get_title (activity));
  g_assert_cmpstr (biz_activity_get_title (activity), !=, "");
  g_assert_null (biz_activity_get_user (activity));
  g_assert_cmpint (biz_activity_get_user_id (activity), ==, 0);
  g_assert_null (biz_activity_get_deadline (activity));
  test_last_unref (&activity);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/biz/log-entry/kinds", test_kinds);
  g_test_add_func ("/biz/log-entry/fields", test_fields);
  g_test_add_func ("/biz/log-entry/authors", test_authors);
  g_test_add_func ("/biz/log-entry/bodies", test_bodies);
  g_test_add_func ("/biz/log-entry/pictures", test_pictures);
  g_test_add_func ("/biz/log-entry/values", test_values);
  g_test_add_func ("/biz/activity/fields", test_activity);
  g_test_add_func ("/biz/activity/without-words", test_activity_without_words);

  return g_test_run ();
}
