/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "test"

#include "config.h"

#include "biz-decision-note.h"
#include "biz-decision-words.h"
#include "biz-html.h"
#include "biz-job-tools.h"
#include "erp-json.h"

#include <json-glib/json-glib.h>
#include <string.h>

static void
test_kinds (void)
{
  for (guint kind = 0; kind < BIZ_DECISION_OTHER; kind++)
    {
      const char *name = biz_decision_kind_get_name (kind);

      g_assert_cmpint (biz_decision_kind_from_name (name), ==, kind);
      g_assert_nonnull (biz_decision_kind_get_label (kind));
    }
  g_assert_cmpint (biz_decision_kind_from_name ("later"), ==, BIZ_DECISION_OTHER);
  g_assert_cmpint (biz_decision_kind_from_name (NULL), ==, BIZ_DECISION_OTHER);
  g_assert_null (biz_decision_kind_get_name (BIZ_DECISION_OTHER));
}

static void
test_read (void)
{
  static const struct
  {
    const char *html;
    const char *kind; /* NULL: no note */
    const char *cause;
    const char *text;
  } cases[] = {
    { "<p>QUITTANCE/1 hold cause=limit<br>Over the limit by 500</p>", "hold", "limit",
      "Over the limit by 500" },
    { "<p>QUITTANCE/1 release reason=paid</p>", "release", NULL, NULL },
    { "<div><p>\n QUITTANCE/1 hold cause=\"two words\"</p><p>one</p><p>two</p></div>", "hold",
      "two words", "one\n\ntwo" },
    /* folded into one line by a browser */
    { "<p>QUITTANCE/1 hold cause=limit\nOver the limit, cause=none</p>", "hold", "limit",
      "Over the limit, cause=none" },
    { "<p>QUITTANCE/1 hold cause=limit cause=paid</p>", "hold", "limit", NULL },
    { "<p>QUITTANCE/1 hold&nbsp;cause=limit</p>", "hold", "limit", NULL },
    { "<p>QUITTANCE/1 hold cause=\"a \\\"b\\\" \\\\ \\s&lt;i&gt;\"</p>", "hold", "a \"b\" \\  <i>",
      NULL },
    /* a quote that never ends is for people */
    { "<p>QUITTANCE/1 hold cause=\"open<br>text</p>", "hold", NULL, "cause=\"open\ntext" },
    { "<p>QUITTANCE/1 hold Cause=limit</p>", "hold", NULL, "Cause=limit" },
    { "<p>QUITTANCE/1 hold =limit</p>", "hold", NULL, "=limit" },
    { "<p>QUITTANCE/1 hold cause=</p>", "hold", NULL, NULL },
    { "<p>QUITTANCE/1 from-later cause=x</p>", "from-later", "x", NULL },
    { "<p>Please look at QUITTANCE/1 hold</p>", NULL, NULL, NULL },
    { "<blockquote>QUITTANCE/1 hold</blockquote>", NULL, NULL, NULL },
    { "<p>QUITTANCE/2 hold</p>", NULL, NULL, NULL },
    { "<p>QUITTANCE/1 HOLD</p>", NULL, NULL, NULL },
    { "<p>QUITTANCE/1 </p>", NULL, NULL, NULL },
    { "<p>QUITTANCE/1</p>", NULL, NULL, NULL },
    { "<p style='display:none'>QUITTANCE/1 hold</p><p>hello</p>", NULL, NULL, NULL },
    { "<p>hello</p>", NULL, NULL, NULL },
    { "", NULL, NULL, NULL },
    { NULL, NULL, NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BizDecisionNote) note = biz_decision_note_new_from_html (cases[i].html);

      g_test_message ("%s", cases[i].html);
      g_assert_true ((note != NULL) == (cases[i].kind != NULL));
      if (note == NULL)
        continue;
      g_assert_cmpstr (biz_decision_note_get_kind_name (note), ==, cases[i].kind);
      g_assert_cmpstr (biz_decision_note_get (note, "cause"), ==, cases[i].cause);
      g_assert_cmpstr (biz_decision_note_get_text (note), ==, cases[i].text);
    }
}

/* What is written is read again, also by way of the HTML that a server keeps. */
static void
test_round (void)
{
  static const char *const values[] = {
    "plain",
    "a b",
    " a  b ",
    "\"",
    "\\",
    "a\\n",
    "line\nline",
    "=",
    "a=b c=d",
    "<b>&amp;</b>",
    "ä ö ü",
    "日本",
    "QUITTANCE/1 hold",
    "'",
    "1,2,3",
    "50%",
    "http://x.example/?a=1&b=2",
  };

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autoptr (BizDecisionNote) note = biz_decision_note_new (BIZ_DECISION_DISPUTE);
      g_autoptr (BizDecisionNote) again = NULL;
      g_autoptr (BizDecisionNote) read = NULL;
      g_autofree char *text = NULL;
      g_autofree char *html = NULL;

      biz_decision_note_set (note, "reason", values[i]);
      biz_decision_note_set (note, "state", "open");
      biz_decision_note_set_text (note, "Two lines\nfor people <x>");
      text = biz_decision_note_to_text (note);
      again = biz_decision_note_new_from_text (text);
      g_assert_cmpstr (biz_decision_note_get (again, "reason"), ==, values[i]);
      html = biz_job_text_to_html (text);
      read = biz_decision_note_new_from_html (html);
      g_assert_cmpstr (biz_decision_note_get (read, "reason"), ==, values[i]);
      g_assert_cmpstr (biz_decision_note_get (read, "state"), ==, "open");
      g_assert_cmpstr (biz_decision_note_get_text (read), ==, "Two lines\nfor people <x>");
    }
}

static void
test_values (void)
{
  g_autoptr (BizDecisionNote) note = biz_decision_note_new (BIZ_DECISION_PROMISE);
  g_autoptr (GDate) day = g_date_new_dmy (30, G_DATE_NOVEMBER, 2026);
  g_autoptr (GArray) ids = NULL;
  g_autofree char *text = NULL;
  BizMoney money = biz_money_from_minor (-119050, "EUR", 2);
  BizMoney read_money;
  GDate read;

  biz_decision_note_set_date (note, "date", day);
  biz_decision_note_set_money (note, "amount", &money);
  biz_decision_note_set_int (note, "owner", 12);
  biz_decision_note_set (note, "invoices", "3,x,5,-1,0,");
  g_assert_true (biz_decision_note_get_date (note, "date", &read));
  g_assert_cmpint (g_date_compare (&read, day), ==, 0);
  g_assert_true (biz_decision_note_get_money (note, "amount", &read_money));
  g_assert_true (biz_money_equal (&money, &read_money));
  g_assert_cmpint (biz_decision_note_get_int (note, "owner"), ==, 12);
  ids = biz_decision_note_get_ids (note, "invoices");
  g_assert_cmpuint (ids->len, ==, 2);
  g_assert_cmpint (g_array_index (ids, gint64, 1), ==, 5);
  text = biz_decision_note_to_text (note);
  g_assert_cmpstr (text, ==,
                   "QUITTANCE/1 promise date=2026-11-30 amount=-1190.50 currency=EUR owner=12 "
                   "invoices=3,x,5,-1,0,");
  biz_decision_note_set (note, "owner", NULL);
  g_assert_cmpint (biz_decision_note_get_int (note, "owner"), ==, 0);
  biz_decision_note_set_date (note, "date", NULL);
  g_assert_false (biz_decision_note_get_date (note, "date", &read));
}

static void
test_hostile_values (void)
{
  static const char *const lines[] = {
    "date=2026-02-30",
    "date=2026-13-01",
    "date=26-1-1",
    "date=2026-1-01x",
    "date=-2026-01-1",
    "amount=1e9 currency=EUR",
    "amount=1.005 currency=EUR",
    "amount=5 currency=eur",
    "amount=5",
    "amount=99999999999999999999 currency=EUR",
    "owner=99999999999999999999",
    "owner=1x",
  };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autofree char *text = g_strconcat ("QUITTANCE/1 promise ", lines[i], NULL);
      g_autoptr (BizDecisionNote) note = biz_decision_note_new_from_text (text);
      BizMoney money;
      GDate date;

      g_assert_nonnull (note);
      g_assert_false (biz_decision_note_get_date (note, "date", &date));
      g_assert_false (biz_decision_note_get_money (note, "amount", &money));
      g_assert_cmpint (biz_decision_note_get_int (note, "owner"), ==, 0);
    }
}

static void
test_limits (void)
{
  g_autoptr (GString) text = g_string_new ("QUITTANCE/1 hold");
  g_autoptr (BizDecisionNote) note = NULL;
  g_autofree char *written = NULL;
  g_autofree char *long_text = g_strnfill (100 * 1024, 'x');

  for (guint i = 0; i < 100; i++)
    g_string_append_printf (text, " k%u=%u", i, i);
  g_string_append_printf (text, "\n%s", long_text);
  note = biz_decision_note_new_from_text (text->str);
  g_assert_cmpint (biz_decision_note_get_int (note, "k39"), ==, 39);
  g_assert_null (biz_decision_note_get (note, "k40"));
  g_assert_cmpuint (strlen (biz_decision_note_get_text (note)), ==, BIZ_DECISION_MAX_TEXT);
  biz_decision_note_set (note, "k0", long_text);
  g_assert_cmpuint (strlen (biz_decision_note_get (note, "k39")), ==, 2);
  g_assert_cmpuint (strlen (biz_decision_note_get (note, "k0")), ==, BIZ_DECISION_MAX_VALUE);
  /* control characters and what turns the writing are dropped */
  biz_decision_note_set (note, "k1",
                         "a\x01"
                         "b\xe2\x80\xae"
                         "c\td");
  g_assert_cmpstr (biz_decision_note_get (note, "k1"), ==, "abc d");
  written = biz_decision_note_to_text (note);
  g_assert_true (g_utf8_validate (written, -1, NULL));
}

static BizDecisionNote *
read_row (const char *json, GError **error)
{
  g_autoptr (JsonNode) node = json_from_string (json, NULL);

  return biz_decision_note_new_from_row (json_node_get_object (node), error);
}

/* Who signed in counts; what the message bears as its author can be anybody. */
static void
test_author (void)
{
  static const char form[] =
      "{\"id\":5,\"model\":\"sale.order\",\"res_id\":7,\"date\":\"2026-11-23 06:00:00\","
      "\"body\":\"<p>QUITTANCE/1 release</p>\",\"create_uid\":[8,\"Credit\"],"
      "\"author_id\":%s}";
  g_autofree char *own = g_strdup_printf (form, "[48,\"Credit\"]");
  g_autofree char *other = g_strdup_printf (form, "[3,\"Boss\"]");
  g_autofree char *nobody = g_strdup_printf (form, "false");
  g_autoptr (GError) error = NULL;
  g_autoptr (BizDecisionNote) note = read_row (own, &error);
  g_autoptr (BizDecisionNote) borrowed = read_row (other, &error);
  g_autoptr (BizDecisionNote) bare = read_row (nobody, &error);

  g_assert_no_error (error);
  g_assert_cmpint (biz_decision_note_get_id (note), ==, 5);
  g_assert_cmpstr (biz_decision_note_get_model (note), ==, "sale.order");
  g_assert_cmpint (biz_decision_note_get_record_id (note), ==, 7);
  g_assert_cmpint (biz_decision_note_get_user_id (note), ==, 8);
  g_assert_cmpstr (biz_decision_note_get_user (note), ==, "Credit");
  g_assert_null (biz_decision_note_get_author (note));
  g_assert_cmpint (g_date_time_get_hour (biz_decision_note_get_time (note)), ==, 6);
  g_assert_cmpstr (biz_decision_note_get_user (borrowed), ==, "Credit");
  g_assert_cmpstr (biz_decision_note_get_author (borrowed), ==, "Boss");
  g_assert_null (biz_decision_note_get_author (bare));
  g_assert_null (read_row ("{\"body\":\"<p>QUITTANCE/1 hold</p>\"}", &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_null (read_row ("{\"body\":\"<p>hello</p>\"}", &error));
  g_assert_no_error (error);
}

/* Nobody has to guess which of two digits is the month. */
static void
test_format_day (void)
{
  GDate day;
  g_autofree char *none = NULL;
  g_autofree char *text = NULL;

  g_date_clear (&day, 1);
  none = biz_decision_words_format_day (&day);
  g_assert_cmpstr (none, ==, "");
  g_date_set_dmy (&day, 3, G_DATE_NOVEMBER, 2026);
  text = biz_decision_words_format_day (&day);
  g_assert_cmpstr (text, ==, "2026-11-03");
}

/* Some of the records, or half a number, would be other records: all of them or none. */
static void
test_format_ids (void)
{
  static const struct
  {
    gint64 first;
    guint n;
    const char *text; /* (nullable): all but these come back as they were */
    gboolean fits;
  } cases[] = {
    { 0, 0, "", TRUE },           { 5, 1, "5", TRUE },           { 5, 3, "5,6,7", TRUE },
    { 1000, 100, NULL, TRUE },    { 1000, 101, NULL, FALSE },    { 100000, 500, NULL, FALSE },
    { 12345678, 55, NULL, TRUE }, { 12345678, 56, NULL, FALSE }, { G_MAXINT64 - 9, 9, NULL, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_autoptr (BizDecisionNote) note = biz_decision_note_new (BIZ_DECISION_REMINDER);
      g_autoptr (GArray) back = NULL;
      g_autofree char *text = NULL;

      for (guint k = 0; k < cases[i].n; k++)
        {
          const gint64 id = cases[i].first + k;

          g_array_append_val (ids, id);
        }
      text = biz_decision_words_format_ids (ids);
      g_test_message ("%u of %" G_GINT64_FORMAT, cases[i].n, cases[i].first);
      g_assert_cmpint (text != NULL, ==, cases[i].fits);
      if (cases[i].text != NULL)
        g_assert_cmpstr (text, ==, cases[i].text);
      if (text == NULL || *text == '\0')
        continue;
      biz_decision_note_set (note, "invoices", text);
      back = biz_decision_note_get_ids (note, "invoices");
      g_assert_cmpmem (back->data, back->len * sizeof (gint64), ids->data,
                       ids->len * sizeof (gint64));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/biz/decision-note/kinds", test_kinds);
  g_test_add_func ("/biz/decision-note/read", test_read);
  g_test_add_func ("/biz/decision-note/round", test_round);
  g_test_add_func ("/biz/decision-note/values", test_values);
  g_test_add_func ("/biz/decision-note/hostile-values", test_hostile_values);
  g_test_add_func ("/biz/decision-note/limits", test_limits);
  g_test_add_func ("/biz/decision-note/author", test_author);
  g_test_add_func ("/biz/decision-note/format-day", test_format_day);
  g_test_add_func ("/biz/decision-note/format-ids", test_format_ids);

  return g_test_run ();
}
