/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What stands on a statement of account: every item, a balance that runs, sums by age. */

#include "draw-statement.h"

#include <poppler.h>
#include <string.h>

static void
add (GArray *items, gint64 id, int age, gint64 cents, const char *currency)
{
  BizAgeingItem item = { .id = id, .move_id = id, .company_id = 1, .partner_id = 7 };
  g_autofree char *name = g_strdup_printf ("INV/%" G_GINT64_FORMAT, id);

  item.document = g_ref_string_new (name);
  g_date_clear (&item.due, 1);
  g_date_set_dmy (&item.due, 23, 11, 2026);
  if (age > 0)
    g_date_subtract_days (&item.due, (guint)age);
  else
    g_date_add_days (&item.due, (guint)-age);
  item.date = item.due;
  g_date_subtract_days (&item.date, 30);
  item.open = item.open_document = biz_money_from_minor (cents, currency, 2);
  g_array_append_val (items, item);
}

static BizAccount *
make_account (guint n, const char *second)
{
  GArray *items = g_array_new (FALSE, FALSE, sizeof (BizAgeingItem));
  BizAccount *account;
  GDate day;

  g_array_set_clear_func (items, (GDestroyNotify)biz_ageing_item_clear);
  for (guint i = 0; i < n; i++)
    add (items, 1000 + i, 100 - (int)i, 11900, "EUR");
  if (n > 0)
    add (items, 5000, 5, -1900, "EUR");
  if (second != NULL)
    add (items, 6000, -3, 70000, second);
  g_date_clear (&day, 1);
  g_date_set_dmy (&day, 23, 11, 2026);
  account = biz_account_new (1, &day, items);
  account->customer.name = g_strdup ("Müller & Söhne GmbH");
  account->seller.name = g_strdup ("Nordlicht Handel GmbH");
  account->bank.account = g_strdup ("DE89 3704 0044 0532 0130 00");

  return account;
}

static gboolean
shows (DrawPaper *drawn, guint page, const char *text)
{
  guint n;
  const DrawItem *items = draw_paper_get_items (drawn, page, &n);

  for (guint i = 0; i < n; i++)
    {
      if (items[i].kind == DRAW_ITEM_TEXT && g_str_equal (items[i].text, text))
        return TRUE;
    }

  return FALSE;
}

static guint
count_codes (DrawPaper *drawn)
{
  guint codes = 0;

  for (guint page = 0; page < draw_paper_get_n_pages (drawn); page++)
    {
      guint n;
      const DrawItem *items = draw_paper_get_items (drawn, page, &n);

      for (guint i = 0; i < n; i++)
        codes += items[i].kind == DRAW_ITEM_CODE;
    }

  return codes;
}

static void
test_items (void)
{
  g_autoptr (BizAccount) account = make_account (3, NULL);
  g_autoptr (DrawPaper) drawn = draw_statement_new (account, "de_DE", NULL);

  g_assert_cmpuint (draw_paper_get_n_pages (drawn), ==, 1);
  g_assert_true (shows (drawn, 0, "Kontoauszug"));
  g_assert_true (shows (drawn, 0, "Müller & Söhne GmbH"));
  g_assert_true (shows (drawn, 0, "INV/1000"));
  /* 119, 238, 357, then a credit of 19 */
  g_assert_true (shows (drawn, 0, "119,00"));
  g_assert_true (shows (drawn, 0, "238,00"));
  g_assert_true (shows (drawn, 0, "357,00"));
  g_assert_true (shows (drawn, 0, "\u221219,00"));
  g_assert_true (shows (drawn, 0, "338,00"));
  g_assert_true (shows (drawn, 0, "338,00\u00a0EUR"));
  g_assert_true (shows (drawn, 0, "100"));
  g_assert_true (shows (drawn, 0, "Über 90"));
  g_assert_true (shows (drawn, 0, "Seite 1 von 1"));
}

static void
test_language (void)
{
  static const struct
  {
    const char *language;
    const char *title;
    const char *total;
  } cases[] = {
    { "de_AT", "Kontoauszug", "338,00\u00a0EUR" },
    { "en_GB", "Statement of Account", "338.00\u00a0EUR" },
    { "pt_BR", "Statement of Account", "338.00\u00a0EUR" },
    { NULL, "Statement of Account", "338.00\u00a0EUR" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BizAccount) account = make_account (3, NULL);
      g_autoptr (DrawPaper) drawn = NULL;

      g_test_message ("%s", cases[i].title);
      /* the customer's own, when nothing else is said */
      account->customer.language = g_strdup (cases[i].language);
      drawn = draw_statement_new (account, NULL, NULL);
      g_assert_true (shows (drawn, 0, cases[i].title));
      g_assert_true (shows (drawn, 0, cases[i].total));
    }
}

/* Two currencies have a balance each, and no code: no single amount pays both. */
static void
test_currencies (void)
{
  g_autoptr (BizAccount) one = make_account (2, NULL);
  g_autoptr (BizAccount) two = make_account (2, "USD");
  g_autoptr (DrawPaper) first = draw_statement_new (one, "en", NULL);
  g_autoptr (DrawPaper) second = draw_statement_new (two, "en", NULL);

  g_assert_cmpuint (count_codes (first), ==, 1);
  g_assert_cmpuint (count_codes (second), ==, 0);
  g_assert_true (shows (second, 0, "219.00\u00a0EUR"));
  g_assert_true (shows (second, 0, "700.00\u00a0USD"));
  g_assert_true (shows (second, 0, "0.00\u00a0USD"));
}

static void
test_no_bank (void)
{
  g_autoptr (BizAccount) account = make_account (2, NULL);
  g_autoptr (DrawPaper) drawn = NULL;

  g_clear_pointer (&account->bank.account, g_free);
  drawn = draw_statement_new (account, "en", NULL);
  g_assert_cmpuint (count_codes (drawn), ==, 0);
  g_assert_false (shows (drawn, 0, "Please pay to"));
}

static void
test_empty (void)
{
  g_autoptr (BizAccount) account = make_account (0, NULL);
  g_autoptr (DrawPaper) drawn = draw_statement_new (account, "en", NULL);

  g_assert_cmpuint (draw_paper_get_n_pages (drawn), ==, 1);
  g_assert_true (shows (drawn, 0, "Nothing is open."));
  g_assert_cmpuint (count_codes (drawn), ==, 0);
}

/* What is carried from page to page is the balance there. */
static void
test_pages (void)
{
  g_autoptr (BizAccount) account = make_account (90, NULL);
  g_autoptr (DrawPaper) drawn = draw_statement_new (account, "en", NULL);
  g_autoptr (GBytes) pdf = draw_paper_to_pdf (drawn, NULL);
  PopplerDocument *document = poppler_document_new_from_bytes (pdf, NULL, NULL);
  const guint n = draw_paper_get_n_pages (drawn);

  g_assert_cmpuint (n, >, 1);
  g_assert_cmpint (poppler_document_get_n_pages (document), ==, (int)n);
  g_clear_object (&document);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *number = g_strdup_printf ("Page %u of %u", i + 1, n);

      g_assert_true (shows (drawn, i, number));
      g_assert_true (shows (drawn, i, "Carried forward") == (i + 1 < n));
      g_assert_true (shows (drawn, i, "Brought forward") == (i > 0));
    }
  for (guint i = 0; i < 90; i++)
    {
      g_autofree char *name = g_strdup_printf ("INV/%u", 1000 + i);
      gboolean there = FALSE;

      for (guint page = 0; page < n; page++)
        there = there || shows (drawn, page, name);
      g_assert_true (there);
    }
}

static void
test_same (void)
{
  g_autoptr (BizAccount) account = make_account (4, NULL);
  g_autoptr (DrawPaper) one = draw_statement_new (account, NULL, NULL);
  g_autoptr (DrawPaper) other = draw_statement_new (account, NULL, NULL);
  g_autoptr (GBytes) first = draw_paper_to_pdf (one, NULL);
  g_autoptr (GBytes) second = draw_paper_to_pdf (other, NULL);

  g_assert_true (g_bytes_equal (first, second));
}

static void
test_name (void)
{
  g_autoptr (BizAccount) account = make_account (1, NULL);
  g_autofree char *name = biz_account_dup_file_name (account);

  g_assert_cmpstr (name, ==, "Statement_Müller___Söhne_GmbH_2026-11-23.pdf");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/draw/statement/items", test_items);
  g_test_add_func ("/draw/statement/language", test_language);
  g_test_add_func ("/draw/statement/currencies", test_currencies);
  g_test_add_func ("/draw/statement/no-bank", test_no_bank);
  g_test_add_func ("/draw/statement/empty", test_empty);
  g_test_add_func ("/draw/statement/pages", test_pages);
  g_test_add_func ("/draw/statement/same", test_same);
  g_test_add_func ("/draw/statement/name", test_name);

  return g_test_run ();
}
