/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-collect-wish.h"
#include "collect-notes.h"
#include "erp-error.h"
#include "erp-json.h"

#include <string.h>

/* What a collector says, and the first line of the note; NULL where it is refused. */
static const struct
{
  const char *what;
  BizCollectVerb verb;
  const char *moves; /* "5,6" */
  const char *code;
  const char *text;
  gint64 minor; /* 0: none */
  const char *date;
  const char *summary;
  gint64 user_id;
  const char *line;
  gboolean on_invoice;
  gboolean plans;
} cases[] = {
  { "a contact", BIZ_COLLECT_CONTACT, "", "phone", "Will pay", 0, NULL, NULL, 0,
    "QUITTANCE/1 contact way=phone", FALSE, FALSE },
  { "a contact without a word", BIZ_COLLECT_CONTACT, "", "phone", "", 0, NULL, NULL, 0, NULL },
  { "and again", BIZ_COLLECT_CONTACT, "", "mail", "Later", 0, "2026-11-30", NULL, 8,
    "QUITTANCE/1 contact way=mail next=2026-11-30", FALSE, TRUE },
  { "again in the past", BIZ_COLLECT_CONTACT, "", "mail", "Later", 0, "2026-11-01", NULL, 8, NULL },
  { "a promise of an invoice", BIZ_COLLECT_PROMISE, "5", NULL, NULL, 4000, "2026-11-30", NULL, 8,
    "QUITTANCE/1 promise date=2026-11-30 amount=40.00 currency=EUR", TRUE, TRUE },
  { "of two", BIZ_COLLECT_PROMISE, "5,6", NULL, NULL, 4000, "2026-11-30", NULL, 0,
    "QUITTANCE/1 promise date=2026-11-30 amount=40.00 currency=EUR invoices=5,6", FALSE, FALSE },
  { "all of them", BIZ_COLLECT_PROMISE, "5,6", NULL, NULL, 0, "2026-11-30", NULL, 0,
    "QUITTANCE/1 promise date=2026-11-30 invoices=5,6", FALSE, FALSE },
  { "of nothing", BIZ_COLLECT_PROMISE, "", NULL, NULL, 0, "2026-11-30", NULL, 0, NULL },
  { "without a day", BIZ_COLLECT_PROMISE, "5", NULL, NULL, 4000, NULL, NULL, 0, NULL },
  { "for yesterday", BIZ_COLLECT_PROMISE, "5", NULL, NULL, 4000, "2026-11-22", NULL, 0, NULL },
  { "for today", BIZ_COLLECT_PROMISE, "5", NULL, NULL, 4000, "2026-11-23", NULL, 0,
    "QUITTANCE/1 promise date=2026-11-23 amount=40.00 currency=EUR", TRUE, FALSE },
  { "for the year after next", BIZ_COLLECT_PROMISE, "5", NULL, NULL, 4000, "2029-11-23", NULL, 0,
    NULL },
  { "less than nothing", BIZ_COLLECT_PROMISE, "5", NULL, NULL, -4000, "2026-11-30", NULL, 0, NULL },
  { "taken back", BIZ_COLLECT_TAKE_BACK, "5", NULL, "A slip", 0, NULL, NULL, 8,
    "QUITTANCE/1 promise state=withdrawn", TRUE, FALSE },
  { "a dispute", BIZ_COLLECT_DISPUTE, "5", "price", "Too much", 0, "2026-11-30", NULL, 8,
    "QUITTANCE/1 dispute reason=price state=open owner=8", TRUE, TRUE },
  { "of the account", BIZ_COLLECT_DISPUTE, "", "price", NULL, 0, NULL, NULL, 0,
    "QUITTANCE/1 dispute reason=price state=open", FALSE, FALSE },
  { "without a reason", BIZ_COLLECT_DISPUTE, "5", NULL, NULL, 0, NULL, NULL, 0, NULL },
  { "resolved", BIZ_COLLECT_RESOLVE, "5", "credited", NULL, 0, NULL, NULL, 8,
    "QUITTANCE/1 dispute state=closed outcome=credited", TRUE, FALSE },
  { "resolved in no way", BIZ_COLLECT_RESOLVE, "5", NULL, NULL, 0, NULL, NULL, 0, NULL },
  { "to do", BIZ_COLLECT_NEXT, "", NULL, NULL, 0, "2026-11-30", "Call", 8, "", FALSE, TRUE },
  { "nothing to do", BIZ_COLLECT_NEXT, "", NULL, NULL, 0, "2026-11-30", "", 8, NULL },
  { "for nobody", BIZ_COLLECT_NEXT, "", NULL, NULL, 0, "2026-11-30", "Call", 0, NULL },
  { "a rating", BIZ_COLLECT_PAYER, "", "C", "As the director said", 0, NULL, NULL, 0,
    "QUITTANCE/1 payer rating=C", FALSE, FALSE },
};

static BizCollectWish *
make (gsize i)
{
  BizCollectWish *wish = biz_collect_wish_new (cases[i].verb, 4, "Deco");
  g_auto (GStrv) moves = g_strsplit (cases[i].moves, ",", -1);

  for (gsize j = 0; moves[j] != NULL; j++)
    {
      gint64 id = g_ascii_strtoll (moves[j], NULL, 10);

      g_array_append_val (wish->moves, id);
    }
  wish->code = g_strdup (cases[i].code);
  wish->text = g_strdup (cases[i].text);
  wish->summary = g_strdup (cases[i].summary);
  wish->user_id = cases[i].user_id;
  wish->has_amount = cases[i].minor != 0;
  wish->amount = biz_money_from_minor (cases[i].minor, "EUR", 2);
  wish->date = collect_day (cases[i].date);

  return wish;
}

static void
test_notes (void)
{
  GDate today = collect_day ("2026-11-23");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BizCollectWish) wish = make (i);
      g_autoptr (GError) error = NULL;
      g_autoptr (BizDecisionNote) note = NULL;
      g_autofree char *text = NULL;
      JsonObject *activity;
      const char *model, *name;
      gint64 id;

      g_test_message ("%s", cases[i].what);
      if (!biz_collect_wish_check (wish, &today, &error))
        {
          g_assert_error (error, ERP_ERROR, ERP_ERROR_VALIDATION);
          g_assert_null (cases[i].line);
          continue;
        }
      g_assert_nonnull (cases[i].line);
      note = biz_collect_wish_new_note (wish);
      g_assert_cmpint (note != NULL, ==, *cases[i].line != '\0');
      if (note != NULL)
        {
          text = biz_decision_note_to_text (note);
          text[strcspn (text, "\n")] = '\0';
          g_assert_cmpstr (text, ==, cases[i].line);
        }
      biz_collect_wish_get_record (wish, &model, &id, &name);
      g_assert_cmpstr (model, ==, cases[i].on_invoice ? "account.move" : "res.partner");
      g_assert_cmpint (id, ==, cases[i].on_invoice ? 5 : 4);
      activity = biz_collect_wish_new_activity (wish);
      g_assert_cmpint (activity != NULL, ==, cases[i].plans);
      g_clear_pointer (&activity, json_object_unref);
    }
}

/* What was written is read as what was meant. */
static void
test_back (void)
{
  g_autoptr (BizCollectWish) wish = make (5);
  g_autoptr (BizDecisionNote) note = biz_collect_wish_new_note (wish);
  g_autofree char *text = biz_decision_note_to_text (note);
  g_autoptr (BizDecisionNote) read = biz_decision_note_new_from_text (text);
  g_autoptr (GArray) moves = biz_decision_note_get_ids (read, "invoices");
  BizMoney amount;

  g_assert_cmpint (biz_decision_note_get_kind (read), ==, BIZ_DECISION_PROMISE);
  g_assert_cmpuint (moves->len, ==, 2);
  g_assert_true (biz_decision_note_get_money (read, "amount", &amount));
  g_assert_cmpint (amount.minor, ==, 4000);
  g_assert_nonnull (strstr (biz_decision_note_get_text (read), "promised by"));
}

static BizCollectWish *
make_of (const char *what)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    if (g_str_equal (cases[i].what, what))
      return make (i);
  g_assert_not_reached ();
}

/* More invoices than a note can name are refused, not cut to others. */
static void
test_too_many (void)
{
  static const struct
  {
    guint n;
    gboolean fits;
  } sizes[] = { { 2, TRUE }, { 100, TRUE }, { 101, FALSE }, { 4000, FALSE } };

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (BizCollectWish) wish = make (5);
      g_autoptr (GError) error = NULL;
      GDate today;

      g_date_set_dmy (&today, 23, G_DATE_NOVEMBER, 2026);
      g_array_set_size (wish->moves, 0);
      for (guint k = 0; k < sizes[i].n; k++)
        {
          const gint64 id = 1000 + k;

          g_array_append_val (wish->moves, id);
        }
      g_assert_cmpint (biz_collect_wish_check (wish, &today, &error), ==, sizes[i].fits);
      if (!sizes[i].fits)
        {
          g_assert_error (error, ERP_ERROR, ERP_ERROR_VALIDATION);
          continue;
        }
      {
        g_autoptr (BizDecisionNote) note = biz_collect_wish_new_note (wish);
        g_autoptr (GArray) back = biz_decision_note_get_ids (note, "invoices");

        g_assert_cmpuint (back->len, ==, sizes[i].n);
      }
    }
}

static JsonObject *
get_plan (JsonObject *body)
{
  return json_object_get_object_member (body, "plan");
}

/* What is planned bears a line that no language changes, and what ends it looks for that line. */
static void
test_plans (void)
{
  g_autoptr (BizCollectWish) promise = make_of ("a promise of an invoice");
  g_autoptr (BizCollectWish) both = make_of ("of two");
  g_autoptr (BizCollectWish) back = make_of ("taken back");
  g_autoptr (BizCollectWish) contact = biz_collect_wish_new (BIZ_COLLECT_CONTACT, 4, "Deco");
  g_autoptr (JsonObject) made = NULL;
  g_autoptr (JsonObject) ended = NULL;
  g_autoptr (JsonObject) own = NULL;
  g_autoptr (JsonObject) general = NULL;
  const char *note;

  g_free (promise->text);
  promise->text = g_strdup ("Said <so> & signed");
  made = biz_collect_wish_new_planned_note (promise);
  note = json_object_get_string_member (get_plan (made), "note");
  g_assert_nonnull (strstr (note, "QUITTANCE/1 plan of=promise"));
  g_assert_nonnull (strstr (note, "Said &lt;so&gt; &amp; signed"));
  g_assert_false (json_object_has_member (get_plan (made), "ends"));
  ended = biz_collect_wish_new_planned_note (back);
  g_assert_true (json_object_get_boolean_member (get_plan (ended), "ends"));
  g_assert_cmpstr (json_object_get_string_member (get_plan (ended), "mark"), ==,
                   json_object_get_string_member (get_plan (made), "mark"));
  g_assert_cmpint (json_object_get_int_member (get_plan (ended), "id"), ==, 5);
  /* what another promise needs stays: then it is a note alone */
  back->keeps_plan = TRUE;
  g_assert_null (biz_collect_wish_new_planned_note (back));
  g_assert_null (biz_collect_wish_new_planned_note (both));
  /* a person's own words are moved by the same words only */
  contact->code = g_strdup ("phone");
  contact->user_id = 8;
  contact->date = collect_day ("2026-11-30");
  general = biz_collect_wish_new_planned_note (contact);
  g_assert_true (json_object_has_member (get_plan (general), "mark"));
  contact->summary = g_strdup ("Ask for the director");
  own = biz_collect_wish_new_planned_note (contact);
  g_assert_false (json_object_has_member (get_plan (own), "mark"));
  g_assert_cmpstr (json_object_get_string_member (get_plan (own), "summary"), ==,
                   "Ask for the director");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/biz/collect-wish/notes", test_notes);
  g_test_add_func ("/biz/collect-wish/back", test_back);
  g_test_add_func ("/biz/collect-wish/too-many", test_too_many);
  g_test_add_func ("/biz/collect-wish/plans", test_plans);

  return g_test_run ();
}
