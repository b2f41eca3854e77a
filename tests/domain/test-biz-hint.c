/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a pasted text may know a customer by, and that no text does harm. */

#include "biz-customer-twins.h"
#include "biz-hint.h"

#include <string.h>

static void
test_recognise (void)
{
  static const struct
  {
    const char *text;
    int kind; /* -1: nothing */
    const char *value;
  } cases[] = {
    { "anna@acme.example", BIZ_HINT_MAIL, "anna@acme.example" },
    { "  Anna Ort <Anna.Ort@Acme.Example>\n", BIZ_HINT_MAIL, "anna.ort@acme.example" },
    { "From: \"Ort, Anna\" <anna@acme.example>", BIZ_HINT_MAIL, "anna@acme.example" },
    { "mailto:anna@acme.example", BIZ_HINT_MAIL, "anna@acme.example" },
    { "Ort <anna@localhost>", -1, NULL },
    { "@home 2", -1, NULL },
    { "a@b..example", -1, NULL },
    { "anna@acme.example.", BIZ_HINT_MAIL, "anna@acme.example" },

    { "+49 40 5550-800", BIZ_HINT_PHONE, "+49405550800" },
    { "+49 (0)40 / 5550 800", BIZ_HINT_PHONE, "+49405550800" },
    { "0049405550800", BIZ_HINT_PHONE, "+49405550800" },
    { "040 5550 800", BIZ_HINT_PHONE, "0405550800" },
    { "Tel.: 040-5550800", BIZ_HINT_PHONE, "0405550800" },
    { "tel:+1-212-555-0100", BIZ_HINT_PHONE, "+12125550100" },
    { "(212) 555-0100", BIZ_HINT_PHONE, "2125550100" },
    { "212-555-0100", BIZ_HINT_PHONE, "2125550100" },
    { "+49\u00a040\u00a05550\u2011800", BIZ_HINT_PHONE, "+49405550800" },
    { "+49 40", -1, NULL },
    { "01.11.2026", -1, NULL },
    { "2026-11-23", -1, NULL },
    { "1,234.50", -1, NULL },

    { "DE89 3704 0044 0532 0130 00", BIZ_HINT_IBAN, "DE89370400440532013000" },
    { "iban: de89370400440532013000", BIZ_HINT_IBAN, "DE89370400440532013000" },
    { "IBAN DE89 3704 0044 0532 0130 00", BIZ_HINT_IBAN, "DE89370400440532013000" },
    { "GB82-WEST-1234-5698-7654-32", BIZ_HINT_IBAN, "GB82WEST12345698765432" },

    { "DE291645482", BIZ_HINT_TAX_ID, "DE291645482" },
    { "USt-IdNr.: DE 291 645 482", BIZ_HINT_TAX_ID, "DE291645482" },
    { "VAT ATU12345678", BIZ_HINT_TAX_ID, "ATU12345678" },
    { "NL123456789B01", BIZ_HINT_TAX_ID, "NL123456789B01" },
    { "CHE-123.456.789", BIZ_HINT_TAX_ID, "CHE123456789" },
    { "12-3456789", BIZ_HINT_TAX_ID, "12-3456789" },

    { "INV/2026/00012", BIZ_HINT_DOCUMENT, "INV/2026/00012" },
    { "Invoice INV/2026/00012", BIZ_HINT_DOCUMENT, "INV/2026/00012" },
    { "Rechnung Nr. 20260012", BIZ_HINT_DOCUMENT, "20260012" },
    { "S00123", BIZ_HINT_DOCUMENT, "S00123" },
    { "#S00123", BIZ_HINT_DOCUMENT, "S00123" },
    { "HH/OUT/04047", BIZ_HINT_DOCUMENT, "HH/OUT/04047" },
    { "RF18 5390 0754 7034", BIZ_HINT_DOCUMENT, "RF18539007547034" },
    { "PO-48102", BIZ_HINT_DOCUMENT, "PO-48102" },

    { "", -1, NULL },
    { " \t\n", -1, NULL },
    { "hello world", -1, NULL },
    { "Acme Ltd", -1, NULL },
    { "INV/1\nINV/2", -1, NULL },
    { "INV/2026/00012\tAcme\t230.00", -1, NULL },
    { "what is the state of 12 and 14 please", -1, NULL },
    { "7", -1, NULL },
    { "../../etc/passwd22", -1, NULL },
    { "' OR 1=1 --", -1, NULL },
    { "\xff\xfe\x40", -1, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BizHint) hint = biz_hint_recognise (cases[i].text, -1);
      g_autofree char *escaped = g_strescape (cases[i].text, NULL);

      g_test_message ("%s", escaped);
      if (cases[i].kind < 0)
        {
          g_assert_null (hint);
          continue;
        }
      g_assert_nonnull (hint);
      g_assert_cmpint (hint->kind, ==, cases[i].kind);
      g_assert_cmpstr (hint->value, ==, cases[i].value);
    }
}

/* One digit wrong is another account, or none. */
static void
test_iban_digits (void)
{
  const char *iban = "DE89370400440532013000";

  for (gsize at = 4; at < strlen (iban); at++)
    {
      g_autofree char *wrong = g_strdup (iban);
      g_autoptr (BizHint) hint = NULL;

      wrong[at] = wrong[at] == '9' ? '0' : wrong[at] + 1;
      hint = biz_hint_recognise (wrong, -1);
      g_assert_true (hint == NULL || hint->kind != BIZ_HINT_IBAN);
    }
}

static void
test_phones (void)
{
  static const struct
  {
    const char *a;
    const char *b;
    gboolean same;
  } cases[] = {
    { "+49 40 5550 800", "040 5550-800", TRUE },
    { "+49 (0)40 5550800", "0049405550800", TRUE },
    { "+1 (212) 555-0100", "212.555.0100", TRUE },
    { "+49 40 5550 800", "+49 40 5550 801", FALSE },
    { "5550800", "+49 40 5550 800", FALSE },
    { "800", "0800", FALSE },
    { "", "", FALSE },
    { "none", "none", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s, %s", cases[i].a, cases[i].b);
      g_assert_cmpint (biz_hint_is_same_phone (cases[i].a, cases[i].b), ==, cases[i].same);
      g_assert_cmpint (biz_hint_is_same_phone (cases[i].b, cases[i].a), ==, cases[i].same);
    }
}

static void
test_mail_domains (void)
{
  g_autofree char *firm = biz_hint_get_mail_domain ("anna@Acme.example");

  g_assert_cmpstr (firm, ==, "acme.example");
  g_assert_null (biz_hint_get_mail_domain ("anna@gmail.com"));
  g_assert_null (biz_hint_get_mail_domain ("anna@GMX.de"));
  g_assert_null (biz_hint_get_mail_domain ("anna"));
}

/* Any bytes: an answer in order, or none. What is long is not even read. */
static void
test_hostile (void)
{
  g_autofree char *huge = g_malloc (8 * 1024 * 1024);
  static const char letters[] = "aB3@.+<>()/-:# \n\t\xc3\xa4\xff\x80%_'\"\\%RFDE0";
  g_autoptr (GRand) random = g_rand_new_with_seed (7);

  memset (huge, '1', 8 * 1024 * 1024);
  g_assert_null (biz_hint_recognise (huge, 8 * 1024 * 1024));
  huge[BIZ_HINT_MAX_BYTES] = '\0';
  g_assert_null (biz_hint_recognise (huge, -1));
  for (guint i = 0; i < 20000; i++)
    {
      char text[81];
      guint length = (guint)g_rand_int_range (random, 0, 80);
      g_autoptr (BizHint) hint = NULL;
      g_autofree char *words = NULL;

      for (guint k = 0; k < length; k++)
        text[k] = letters[g_rand_int_range (random, 0, sizeof letters - 1)];
      text[length] = '\0';
      hint = biz_hint_recognise (text, (gssize)length);
      if (hint == NULL)
        continue;
      words = biz_hint_describe (hint);
      g_assert_true (g_utf8_validate (words, -1, NULL));
      g_assert_cmpuint (strlen (hint->value), >=, 3);
      /* Nothing that the server would take for a pattern of its own. */
      g_assert_true (hint->kind == BIZ_HINT_MAIL || strchr (hint->value, '%') == NULL);
      g_assert_null (strpbrk (hint->value, " \n\t\"\\"));
    }
}

static void
test_names (void)
{
  static const struct
  {
    const char *a;
    const char *b;
    gboolean similar;
  } cases[] = {
    { "Ilgner Anlagenbau GmbH & Co. KG", "ILGNER Anlagenbau", TRUE },
    { "Ilgner Anlagenbau GmbH", "Anlagenbau Ilgner", TRUE },
    { "Schäfer Elektrotechnik e.K.", "Schaefer Elektrotechnik", TRUE },
    { "Möllers Haustechnik GmbH", "Mollers Haustechnik", TRUE },
    { "Ilgner Anlagenbau GmbH", "Ilgnr Anlagenbau", TRUE },
    { "Ilgner Anlagenbau GmbH", "Ilgner Ladenbau GmbH", FALSE },
    { "Brandt Elektro GmbH", "Brandt Solartechnik GmbH", FALSE },
    { "Ames", "Amos", FALSE },
    { "GmbH", "GmbH", FALSE },
    { "", "", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s, %s", cases[i].a, cases[i].b);
      g_assert_cmpint (biz_customer_is_similar_name (cases[i].a, cases[i].b), ==, cases[i].similar);
      g_assert_cmpint (biz_customer_is_similar_name (cases[i].b, cases[i].a), ==, cases[i].similar);
    }
}

/* As long as one likes, and of any bytes. */
static void
test_long_names (void)
{
  g_autofree char *words = g_strnfill (5000, 'x');
  g_autofree char *folded = NULL;

  for (gsize i = 5; i < 5000; i += 7)
    words[i] = ' ';
  folded = biz_customer_fold_name (words);
  g_assert_cmpuint (strlen (folded), <=, 96);
  g_assert_true (biz_customer_is_similar_name (words, words));
  g_assert_false (biz_customer_is_similar_name ("\xff\xfe", "\x80"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hint/recognise", test_recognise);
  g_test_add_func ("/hint/iban-digits", test_iban_digits);
  g_test_add_func ("/hint/phones", test_phones);
  g_test_add_func ("/hint/mail-domains", test_mail_domains);
  g_test_add_func ("/hint/hostile", test_hostile);
  g_test_add_func ("/hint/names", test_names);
  g_test_add_func ("/hint/long-names", test_long_names);
  return g_test_run ();
}
