/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-decision-letter.h"

#include <string.h>

#define OWN "<0f0e-1b"
#define TAIL "@quittance.invalid>"

/* What is written is what is read. */
static void
test_round (void)
{
  static const struct
  {
    gint64 level, company;
    const char *invoices;
    const char *mark;
  } cases[] = {
    { 1, 1, "17,23", "reminder-1-1-17-23" },
    { 3, 12, "9007199254740993", "reminder-3-12-9007199254740993" },
    { 2, 0, NULL, "reminder-2-0" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BizDecisionNote) note = biz_decision_note_new (BIZ_DECISION_REMINDER);
      g_autoptr (BizDecisionNote) read = NULL;
      g_autofree char *mark = NULL;
      g_autofree char *id = NULL;

      biz_decision_note_set_int (note, "level", cases[i].level);
      if (cases[i].company != 0)
        biz_decision_note_set_int (note, "company", cases[i].company);
      biz_decision_note_set (note, "invoices", cases[i].invoices);
      mark = biz_decision_letter_make_mark (note);
      g_assert_cmpstr (mark, ==, cases[i].mark);
      id = g_strconcat (OWN, ".", mark, TAIL, NULL);
      read = biz_decision_letter_read (id, "Please pay");
      g_assert_nonnull (read);
      g_assert_cmpint (biz_decision_note_get_kind (read), ==, BIZ_DECISION_REMINDER);
      g_assert_cmpint (biz_decision_note_get_int (read, "level"), ==, cases[i].level);
      g_assert_cmpint (biz_decision_note_get_int (read, "company"), ==, cases[i].company);
      g_assert_cmpstr (biz_decision_note_get (read, "invoices"), ==, cases[i].invoices);
      g_assert_cmpstr (biz_decision_note_get_text (read), ==, "Please pay");
    }
}

/* Too many invoices for a header line: the letter is about all. */
static void
test_long (void)
{
  g_autoptr (BizDecisionNote) note = biz_decision_note_new (BIZ_DECISION_REMINDER);
  g_autoptr (GString) ids = g_string_new (NULL);
  g_autofree char *mark = NULL;

  while (ids->len < 440)
    g_string_append (ids, ids->len > 0 ? ",123456" : "123456");
  biz_decision_note_set_int (note, "level", 2);
  biz_decision_note_set_int (note, "company", 4);
  biz_decision_note_set (note, "invoices", ids->str);
  mark = biz_decision_letter_make_mark (note);
  g_assert_cmpstr (mark, ==, "reminder-2-4");
}

static void
test_none (void)
{
  static const char *const cases[] = {
    NULL,
    "",
    "<",
    "<.reminder-",
    OWN TAIL,
    OWN ".reminder-" TAIL,
    OWN ".reminder-1" TAIL,
    OWN ".reminder-0-1" TAIL,
    OWN ".reminder-100-1" TAIL,
    OWN ".reminder--1-1" TAIL,
    OWN ".reminder-1-1-" TAIL,
    OWN ".reminder-1-1-x" TAIL,
    OWN ".reminder-1-1-5 " TAIL,
    OWN ".reminder-1-1-99999999999999999999" TAIL,
    OWN ".reminder-1-1-5@elsewhere.example>",
    OWN ".reminder-1-1-5@quittance.invalid",
    OWN ".reminder-1-1-5" TAIL "x",
    "0f0e.reminder-1-1-5" TAIL,
    OWN ".other.reminder-1-1" TAIL,
    OWN ".invoice-1-1-5" TAIL,
  };
  g_autofree char *endless = g_strnfill (100000, '1');
  g_autofree char *id = g_strconcat (OWN ".reminder-1-1-", endless, TAIL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_null (biz_decision_letter_read (cases[i], "Subject"));
  g_assert_null (biz_decision_letter_read (id, NULL));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/biz/decision-letter/round", test_round);
  g_test_add_func ("/biz/decision-letter/long", test_long);
  g_test_add_func ("/biz/decision-letter/none", test_none);

  return g_test_run ();
}
