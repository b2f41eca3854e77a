/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "display-test.h"
#include "kit-date-entry.h"
#include "kit-decimal-entry.h"
#include "kit-money-entry.h"

static guint n_changed;

static void
changed_cb (void)
{
  n_changed++;
}

static void
type (gpointer entry, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (kit_parsed_entry_get_entry (entry)), text);
}

static void
test_money (void)
{
  KitMoneyEntry *entry = KIT_MONEY_ENTRY (kit_money_entry_new ());
  KitParsedEntry *parsed = KIT_PARSED_ENTRY (entry);
  GtkWindow *window = display_test_show (GTK_WIDGET (entry), 300, 100);
  BizMoney money = { 0 };

  n_changed = 0;
  g_signal_connect (entry, "changed", G_CALLBACK (changed_cb), NULL);
  g_assert_false (kit_money_entry_get_value (entry, &money));
  type (entry, "1234.5");
  g_assert_true (kit_money_entry_get_value (entry, &money));
  g_assert_cmpint (money.minor, ==, 123450);
  g_assert_cmpstr (money.currency, ==, "EUR");
  g_assert_cmpuint (n_changed, >, 0);

  /* Leaving it writes it out; that is no news. */
  n_changed = 0;
  display_test_leave_focus (GTK_WIDGET (entry));
  g_assert_cmpstr (kit_parsed_entry_get_text (parsed), !=, "1234.5");
  g_assert_true (kit_money_entry_get_value (entry, &money));
  g_assert_cmpint (money.minor, ==, 123450);
  g_assert_cmpuint (n_changed, ==, 0);

  /* What is wrong is said when it is left, and goes with the next letter. */
  type (entry, "twelve");
  g_assert_null (kit_parsed_entry_get_error (parsed));
  g_assert_false (kit_money_entry_get_value (entry, &money));
  display_test_leave_focus (GTK_WIDGET (entry));
  g_assert_nonnull (kit_parsed_entry_get_error (parsed));
  g_assert_cmpstr (kit_parsed_entry_get_text (parsed), ==, "twelve");
  type (entry, "12");
  g_assert_null (kit_parsed_entry_get_error (parsed));
  display_test_close (window);
}

static void
test_money_digits (void)
{
  KitMoneyEntry *entry = KIT_MONEY_ENTRY (g_object_ref_sink (kit_money_entry_new ()));
  BizMoney money;

  type (entry, "12.345");
  g_assert_false (kit_money_entry_get_value (entry, &money));
  kit_money_entry_set_currency (entry, "KWD", 3);
  g_assert_true (kit_money_entry_get_value (entry, &money));
  g_assert_cmpint (money.minor, ==, 12345);
  g_assert_cmpstr (money.currency, ==, "KWD");
  g_object_unref (entry);
}

static void
test_needed (void)
{
  KitMoneyEntry *entry = KIT_MONEY_ENTRY (g_object_ref_sink (kit_money_entry_new ()));
  KitParsedEntry *parsed = KIT_PARSED_ENTRY (entry);

  g_assert_true (kit_parsed_entry_check (parsed));
  kit_parsed_entry_set_needed (parsed, TRUE);
  g_assert_false (kit_parsed_entry_is_valid (parsed));
  g_assert_null (kit_parsed_entry_get_error (parsed));
  g_assert_false (kit_parsed_entry_check (parsed));
  g_assert_nonnull (kit_parsed_entry_get_error (parsed));
  type (entry, "1");
  g_assert_true (kit_parsed_entry_check (parsed));
  g_object_unref (entry);
}

static void
test_decimal (void)
{
  KitDecimalEntry *entry = KIT_DECIMAL_ENTRY (g_object_ref_sink (kit_decimal_entry_new ()));
  BizDecimal value = { 0 };

  kit_decimal_entry_set_digits (entry, 0, 3);
  type (entry, "2.125");
  g_assert_true (kit_decimal_entry_get_value (entry, &value));
  g_assert_cmpint (value.mantissa, ==, 2125);
  g_assert_cmpuint (value.digits, ==, 3);
  type (entry, "2.1255");
  g_assert_false (kit_decimal_entry_get_value (entry, &value));
  kit_decimal_entry_set_value (entry, NULL);
  g_assert_true (kit_parsed_entry_is_empty (KIT_PARSED_ENTRY (entry)));
  g_object_unref (entry);
}

static void
test_date (void)
{
  KitDateEntry *entry = KIT_DATE_ENTRY (kit_date_entry_new ());
  GtkWidget *inner = GTK_WIDGET (kit_parsed_entry_get_entry (KIT_PARSED_ENTRY (entry)));
  GtkWindow *window = display_test_show (GTK_WIDGET (entry), 300, 100);
  GDate today;
  GDate date;

  g_date_clear (&today, 1);
  g_date_set_dmy (&today, 22, 11, 2026);
  kit_date_entry_set_today (entry, &today);
  type (entry, "+7");
  display_test_leave_focus (GTK_WIDGET (entry));
  g_assert_cmpstr (kit_parsed_entry_get_text (KIT_PARSED_ENTRY (entry)), ==, "2026-11-29");
  g_assert_true (display_test_key (inner, GDK_KEY_Up, 0));
  g_assert_true (kit_date_entry_get_date (entry, &date));
  g_assert_cmpint (g_date_days_between (&today, &date), ==, 8);
  g_assert_true (display_test_key (inner, GDK_KEY_Down, 0));
  g_assert_true (display_test_key (inner, GDK_KEY_Down, 0));
  g_assert_true (kit_date_entry_get_date (entry, &date));
  g_assert_cmpint (g_date_days_between (&today, &date), ==, 6);
  kit_date_entry_set_date (entry, NULL);
  g_assert_false (kit_date_entry_get_date (entry, &date));
  g_assert_true (kit_parsed_entry_is_valid (KIT_PARSED_ENTRY (entry)));
  display_test_close (window);
}

int
main (int argc, char **argv)
{
  display_test_init (&argc, &argv);
  g_test_add_func ("/kit-parsed-entry/money", test_money);
  g_test_add_func ("/kit-parsed-entry/money-digits", test_money_digits);
  g_test_add_func ("/kit-parsed-entry/needed", test_needed);
  g_test_add_func ("/kit-parsed-entry/decimal", test_decimal);
  g_test_add_func ("/kit-parsed-entry/date", test_date);
  return g_test_run ();
}
