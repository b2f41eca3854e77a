/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Who gets a letter about money: who is proposed, who is chosen, and when it may be sent. */

#include "biz-recipients.h"
#include "erp-error.h"

#include <string.h>

#define CUSTOMER 7

typedef struct
{
  gint64 id;
  const char *name;
  gboolean for_invoices;
} Person;

#define MAX_PEOPLE 5

static BizAccount *
make_account (const Person *people, gint64 addressed)
{
  GArray *items = g_array_new (FALSE, FALSE, sizeof (BizAgeingItem));
  BizAgeingItem item = { .id = 1, .partner_id = addressed };
  BizAccount *account;
  GDate day;

  g_date_clear (&day, 1);
  g_date_set_dmy (&day, 1, 6, 2026);
  item.date = day;
  item.open_document = biz_money_from_minor (100, "EUR", 2);
  g_array_append_val (items, item);
  account = biz_account_new (1, &day, items);
  for (guint i = 0; i < MAX_PEOPLE && people[i].id != 0; i++)
    {
      g_autofree char *email = g_strdup_printf ("p%d@example.com", (int)people[i].id);
      BizAccountContact *contact = biz_account_contact_new (people[i].id, people[i].name, email);

      contact->is_customer = people[i].id == CUSTOMER;
      contact->for_invoices = people[i].for_invoices;
      biz_account_take_contact (account, contact);
    }
  biz_account_sort_contacts (account);

  return account;
}

static void
test_proposed (void)
{
  static const struct
  {
    const char *about;
    Person people[MAX_PEOPLE];
    gint64 addressed;
    const char *to;    /* who is chosen */
    const char *first; /* in the list */
  } cases[] = {
    { "its own address", { { CUSTOMER, "Acme", FALSE } }, CUSTOMER, "p7@example.com", "Acme" },
    { "the contact for invoices before its own",
      { { CUSTOMER, "Acme", FALSE }, { 9, "Zoe", TRUE }, { 8, "Ann", FALSE } },
      CUSTOMER,
      "p9@example.com",
      "Zoe" },
    { "of two the first",
      { { 12, "Ann", TRUE }, { 9, "Zoe", TRUE } },
      CUSTOMER,
      "p9@example.com",
      "Zoe" },
    { "of two the one that the documents are addressed to",
      { { 12, "Ann", TRUE }, { 9, "Zoe", TRUE }, { CUSTOMER, "Acme", FALSE } },
      12,
      "p12@example.com",
      "Zoe" },
    { "somebody who is not for invoices is not written to by itself",
      { { 8, "Ann", FALSE } },
      8,
      "",
      "Ann" },
    { "nobody", { { 0 } }, CUSTOMER, "", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BizAccount) account = make_account (cases[i].people, cases[i].addressed);
      g_autoptr (BizRecipients) recipients = biz_recipients_new (account);
      g_autofree char *to = biz_recipients_describe (recipients);
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", cases[i].about);
      g_assert_cmpstr (to, ==, cases[i].to);
      g_assert_cmpint (biz_recipients_check (recipients, account, &error), ==, *to != '\0');
      if (*to == '\0')
        g_assert_error (error, ERP_ERROR, ERP_ERROR_VALIDATION);
      if (cases[i].first != NULL)
        {
          const char *name, *email;
          gboolean for_invoices, chosen;

          biz_recipients_get (recipients, 0, &name, &email, &for_invoices, &chosen);
          g_assert_cmpstr (name, ==, cases[i].first);
        }
      else
        g_assert_cmpuint (biz_recipients_get_n (recipients), ==, 0);
    }
}

static void
test_chosen (void)
{
  static const Person people[MAX_PEOPLE] = { { CUSTOMER, "Acme", FALSE }, { 8, "Ann", FALSE } };
  g_autoptr (BizAccount) account = make_account (people, CUSTOMER);
  g_autoptr (BizRecipients) recipients = biz_recipients_new (account);
  g_autoptr (BizRecipients) copy = NULL;
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *to = NULL;
  g_autofree char *before = NULL;

  g_assert_false (biz_recipients_add (recipients, 30, "Nobody", NULL, &error));
  g_assert_error (error, ERP_ERROR, ERP_ERROR_VALIDATION);
  g_assert_nonnull (strstr (error->message, "Nobody"));
  g_assert_cmpuint (biz_recipients_get_n (recipients), ==, 2);
  g_clear_error (&error);
  g_assert_true (biz_recipients_add (recipients, 31, "Lawyer", "law@example.com", &error));
  /* who is there is chosen, not added a second time */
  g_assert_true (biz_recipients_add (recipients, 8, "Ann", "p8@example.com", &error));
  g_assert_cmpuint (biz_recipients_get_n (recipients), ==, 3);
  copy = biz_recipients_copy (recipients);
  biz_recipients_set_chosen (recipients, 0, FALSE);
  to = biz_recipients_describe (recipients);
  before = biz_recipients_describe (copy);
  g_assert_cmpstr (to, ==, "p8@example.com, law@example.com");
  g_assert_cmpstr (before, ==, "p7@example.com, p8@example.com, law@example.com");
  ids = biz_recipients_list_chosen (recipients);
  g_assert_cmpuint (ids->len, ==, 2);
  g_assert_cmpint (g_array_index (ids, gint64, 1), ==, 31);
}

/* What was seen when the letter was written has to be so when it goes. */
static void
test_changed (void)
{
  static const Person seen[MAX_PEOPLE] = { { CUSTOMER, "Acme", FALSE }, { 8, "Ann", FALSE } };
  static const Person later[MAX_PEOPLE] = { { CUSTOMER, "Acme", FALSE } };
  g_autoptr (BizAccount) account = make_account (seen, CUSTOMER);
  g_autoptr (BizAccount) now = make_account (later, CUSTOMER);
  g_autoptr (BizRecipients) recipients = biz_recipients_new (account);
  g_autoptr (GError) error = NULL;
  BizAccountContact *customer = g_ptr_array_index (now->contacts, 0);

  /* who is gone was not chosen */
  g_assert_true (biz_recipients_check (recipients, now, &error));
  /* somebody whom a person named is none of the customer's */
  g_assert_true (biz_recipients_add (recipients, 31, "Lawyer", "law@example.com", &error));
  g_assert_true (biz_recipients_check (recipients, now, &error));
  biz_recipients_set_chosen (recipients, 1, TRUE);
  g_assert_false (biz_recipients_check (recipients, now, &error));
  g_assert_error (error, ERP_ERROR, ERP_ERROR_CONFLICT);
  g_assert_nonnull (strstr (error->message, "Ann"));
  g_clear_error (&error);
  biz_recipients_set_chosen (recipients, 1, FALSE);
  g_free (customer->email);
  customer->email = g_strdup ("other@example.com");
  g_assert_false (biz_recipients_check (recipients, now, &error));
  g_assert_error (error, ERP_ERROR, ERP_ERROR_CONFLICT);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/biz/recipients/proposed", test_proposed);
  g_test_add_func ("/biz/recipients/chosen", test_chosen);
  g_test_add_func ("/biz/recipients/changed", test_changed);

  return g_test_run ();
}
