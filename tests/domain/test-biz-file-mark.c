/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-file-mark.h"

#include <string.h>

static void
test_text (void)
{
  static const struct
  {
    const char *text;
    const char *kind; /* NULL: no mark */
    const char *again;
  } cases[] = {
    { "QUITTANCE/1 document kind=certificate until=2027-01-31", "certificate",
      "QUITTANCE/1 document kind=certificate until=2027-01-31" },
    { "QUITTANCE/1 document until=2027-01-31 kind=photo\nfor the insurer", "photo",
      "QUITTANCE/1 document kind=photo until=2027-01-31" },
    { "QUITTANCE/1 document kind=photo kind=contract", "photo", "QUITTANCE/1 document kind=photo" },
    { "QUITTANCE/1 document kind=photo until=2027-02-30", "photo",
      "QUITTANCE/1 document kind=photo" },
    { "QUITTANCE/1 document kind=photo until=2027-02-01x", "photo",
      "QUITTANCE/1 document kind=photo" },
    { "QUITTANCE/1 document kind=photo later=this word", "photo",
      "QUITTANCE/1 document kind=photo" },
    { "QUITTANCE/1 document kind=A/../b", NULL, NULL },
    { "QUITTANCE/1 document kind=", NULL, NULL },
    { "QUITTANCE/1 document until=2027-01-31", NULL, NULL },
    { "QUITTANCE/1 promise kind=photo", NULL, NULL },
    { " QUITTANCE/1 document kind=photo", NULL, NULL },
    { "a scan of the contract", NULL, NULL },
    { "", NULL, NULL },
    { NULL, NULL, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BizFileMark) mark = biz_file_mark_new_from_text (cases[i].text);
      g_autofree char *again = mark != NULL ? biz_file_mark_to_text (mark) : NULL;

      g_test_message ("%" G_GSIZE_FORMAT, i);
      g_assert_cmpstr (mark != NULL ? biz_file_mark_get_kind (mark) : NULL, ==, cases[i].kind);
      g_assert_cmpstr (again, ==, cases[i].again);
    }
}

static void
test_warns (void)
{
  static const struct
  {
    int days; /* from today to its end */
    guint before;
    const char *words;
  } cases[] = {
    { -40, 30, "ended 40 days ago" },
    { -1, 30, "ended 1 day ago" },
    { 0, 30, "ends today" },
    { 1, 30, "ends in 1 day" },
    { 30, 30, "ends in 30 days" },
    { 31, 30, NULL },
    { 31, 31, "ends in 31 days" },
    { 365, 365, "ends in 365 days" },
    { 8, 7, NULL },
    { 7, 7, "ends in 7 days" },
    { 1, 0, NULL },
    { 0, 0, "ends today" },
    { -1, 0, "ended 1 day ago" },
    { 90, G_MAXUINT, "ends in 90 days" },
  };
  g_autoptr (GDate) today = g_date_new_dmy (23, G_DATE_NOVEMBER, 2026);
  g_autoptr (BizFileMark) endless = biz_file_mark_new ("contract", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GDate until = *today;
      g_autoptr (BizFileMark) mark = NULL;
      g_autofree char *words = NULL;

      if (cases[i].days < 0)
        g_date_subtract_days (&until, (guint)-cases[i].days);
      else
        g_date_add_days (&until, (guint)cases[i].days);
      mark = biz_file_mark_new ("certificate", &until);
      words = biz_file_mark_warn (mark, today, cases[i].before);
      g_assert_cmpstr (words, ==, cases[i].words);
      g_assert_true (biz_file_mark_is_ending (mark, today, cases[i].before)
                     == (cases[i].words != NULL));
      g_assert_cmpint (g_date_compare (biz_file_mark_get_until (mark), &until), ==, 0);
    }
  g_assert_null (biz_file_mark_warn (endless, today, 365));
  g_assert_null (biz_file_mark_get_until (endless));
}

/* Every kind that is offered can be written and is read again; others keep their name. */
static void
test_kinds (void)
{
  for (guint i = 0; i < biz_file_kind_get_n (); i++)
    {
      g_autoptr (BizFileMark) mark = biz_file_mark_new (biz_file_kind_get_name (i), NULL);
      g_autofree char *text = biz_file_mark_to_text (mark);
      g_autoptr (BizFileMark) again = biz_file_mark_new_from_text (text);

      g_assert_cmpstr (biz_file_mark_get_kind (again), ==, biz_file_kind_get_name (i));
      g_assert_cmpstr (biz_file_kind_get_label (biz_file_kind_get_name (i)), !=,
                       biz_file_kind_get_name (i));
    }
  g_assert_cmpstr (biz_file_kind_get_label ("bill-of-lading"), ==, "bill-of-lading");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/file-mark/text", test_text);
  g_test_add_func ("/file-mark/warns", test_warns);
  g_test_add_func ("/file-mark/kinds", test_kinds);

  return g_test_run ();
}
