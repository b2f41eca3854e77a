/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A reminder against the demo company: once, to the customer alone, noted, and never where it is
 * not due any more. */

#include "biz-ageing-store.h"
#include "biz-currency-table.h"
#include "biz-dunning-sample.h"
#include "biz-dunning-store.h"
#include "demo-desk.h"
#include "erp-error.h"
#include "erp-json.h"

#include <string.h>

#define MAX_PARTNERS 60

typedef struct
{
  DemoDesk desk;
  BizCurrencyTable *currencies;
  GDate today;
  BizDunningCustomer *customer; /* one to whom a reminder is due */
  BizRecipients *recipients;    /* as they are proposed */
} Fixture;

static GPtrArray *
read_customers (Fixture *f, const gint64 *ids, gsize n)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *customers;

  biz_dunning_read_async (f->desk.session, f->currencies, &f->today, ids, n, NULL, desk_cb,
                          &f->desk);
  result = desk_wait (&f->desk);
  customers = biz_dunning_read_finish (result, &error);
  g_assert_no_error (error);

  return customers;
}

static guint
list_partners (Fixture *f, gint64 *ids)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (BizAgeingBook) book = NULL;
  g_autoptr (GArray) rows = NULL;
  BizAgeingPlan plan = { .by = BIZ_AGEING_BY_GROUP };
  guint n = 0;

  biz_ageing_read_async (f->desk.session, f->currencies, &f->today, 0, NULL, desk_cb, &f->desk);
  result = desk_wait (&f->desk);
  book = biz_ageing_read_finish (result, NULL);
  g_assert_true (biz_ageing_plan_set_limits (&plan, BIZ_AGEING_LIMITS, NULL));
  rows = biz_ageing_book_compute (book, &plan, NULL);
  for (guint i = 0; i < rows->len && n < MAX_PARTNERS; i++)
    if (g_array_index (rows, BizAgeingRow, i).id != 0)
      ids[n++] = g_array_index (rows, BizAgeingRow, i).id;

  return n;
}

static const BizDunningCase *
get_case (BizDunningCustomer *customer)
{
  return biz_dunning_customer_get_case (customer);
}

static void
set_up (Fixture *f, gconstpointer series)
{
  g_autoptr (GPtrArray) customers = NULL;
  gint64 ids[MAX_PARTNERS];
  guint n;

  desk_open (&f->desk, GPOINTER_TO_UINT (series), "controller");
  f->currencies = biz_currency_table_new (f->desk.capabilities);
  g_date_clear (&f->today, 1);
  g_date_set_dmy (&f->today, 22, 11, 2026);
  n = list_partners (f, ids);
  customers = read_customers (f, ids, n);
  for (guint i = 0; i < customers->len && f->customer == NULL; i++)
    if (get_case (g_ptr_array_index (customers, i))->verdict == BIZ_DUNNING_DUE)
      f->customer = g_object_ref (g_ptr_array_index (customers, i));
  g_assert_nonnull (f->customer);
  f->recipients = biz_recipients_new (biz_dunning_customer_get_account (f->customer));
}

static void
tear_down (Fixture *f, gconstpointer series)
{
  g_clear_object (&f->customer);
  g_clear_pointer (&f->recipients, biz_recipients_free);
  g_clear_pointer (&f->currencies, biz_currency_table_unref);
  desk_close (&f->desk);
}

static gboolean
send_at (Fixture *f, DemoDesk *desk, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) files =
      g_ptr_array_new_with_free_func ((GDestroyNotify)biz_dunning_file_free);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("%PDF-1.4 test", 13);

  g_ptr_array_add (files, biz_dunning_file_new ("INV_1.pdf", bytes));
  biz_dunning_send_async (desk->session, f->currencies, f->customer, &f->today,
                          "Reminder of a test", "Dear customer,\n\nplease pay.", f->recipients,
                          files, NULL, desk_cb, desk);
  result = desk_wait (desk);

  return biz_dunning_send_finish (result, error);
}

static gboolean
send (Fixture *f, GError **error)
{
  return send_at (f, &f->desk, error);
}

static JsonArray *
find_letters (Fixture *f, JsonNode **answer)
{
  g_autofree char *domain =
      g_strdup_printf ("[[\"model\",\"=\",\"res.partner\"],[\"res_id\",\"=\",%" G_GINT64_FORMAT
                       "],[\"body\",\"ilike\",\"please pay\"]]",
                       biz_dunning_customer_get_account (f->customer)->customer.id);

  *answer = desk_ask (&f->desk, FALSE, "mail.message", "search_read", 0, "domain", domain, "fields",
                      "[\"subject\",\"attachment_ids\",\"partner_ids\"]", NULL);

  return json_node_get_array (*answer);
}

static guint
count_letters (Fixture *f)
{
  g_autoptr (JsonNode) answer = NULL;

  return json_array_get_length (find_letters (f, &answer));
}

/* The same customer and company as they are now. */
static BizDunningCustomer *
look_again (Fixture *f, GPtrArray **customers)
{
  const BizAccount *seen = biz_dunning_customer_get_account (f->customer);

  g_clear_pointer (customers, g_ptr_array_unref);
  *customers = read_customers (f, &seen->customer.id, 1);
  for (guint i = 0; i < (*customers)->len; i++)
    {
      BizDunningCustomer *customer = g_ptr_array_index (*customers, i);

      if (biz_dunning_customer_get_account (customer)->company_id == seen->company_id)
        return customer;
    }

  return NULL;
}

static void
test_send (Fixture *f, gconstpointer series)
{
  g_autoptr (GPtrArray) customers = NULL;
  g_autoptr (JsonNode) answer = NULL;
  g_autoptr (GError) error = NULL;
  JsonObject *letter;

  g_assert_true (send (f, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (json_array_get_length (find_letters (f, &answer)), ==, 1);
  letter = json_array_get_object_element (json_node_get_array (answer), 0);
  g_assert_cmpstr (json_object_get_string_member (letter, "subject"), ==, "Reminder of a test");
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (letter, "attachment_ids")),
                    ==, 1);

  /* the level counts from the log, and a second one is not sent */
  g_assert_cmpint (get_case (look_again (f, &customers))->verdict, ==, BIZ_DUNNING_WAITING);
  g_assert_cmpuint (get_case (look_again (f, &customers))->last_level, ==, 1);
  g_assert_false (send (f, &error));
  g_assert_error (error, ERP_ERROR, ERP_ERROR_CONFLICT);
  g_assert_cmpuint (count_letters (f), ==, 1);
}

/* What was disputed since the person looked is not chased. */
static void
test_disputed (Fixture *f, gconstpointer series)
{
  g_autoptr (BizDecisionNote) note = biz_decision_note_new (BIZ_DECISION_DISPUTE);
  const BizAccount *account = biz_dunning_customer_get_account (f->customer);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  biz_decision_note_set (note, "state", "open");
  biz_decision_note_post_async (note, f->desk.session, "res.partner", account->customer.id,
                                account->customer.name, account->company_id, NULL, desk_cb,
                                &f->desk);
  result = desk_wait (&f->desk);
  g_assert_cmpint (biz_decision_note_post_finish (note, result, &error), >, 0);

  g_assert_false (send (f, &error));
  g_assert_error (error, ERP_ERROR, ERP_ERROR_CONFLICT);
  g_assert_cmpuint (count_letters (f), ==, 0);
}

/* Whatever becomes of the answer, there is one letter, or none; and where there is one the next
 * level counts from it, though nothing else was written. */
static void
test_faults (Fixture *f, gconstpointer series)
{
  static const struct
  {
    Fault fault;
    guint n_times;
    guint n_letters;
  } faults[] = {
    { FAULTY_NOT_SENT, 9, 0 },
    { FAULTY_LOST_BEFORE, 1, 0 },
    { FAULTY_LOST_AFTER, 1, 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autoptr (GPtrArray) customers = NULL;
      g_autoptr (GError) error = NULL;
      const BizDunningCase *judged;

      if (faults[i].fault == FAULTY_LOST_AFTER)
        {
          /* as the program started anew: the journal of the other one is still looking */
          DemoDesk again;

          desk_join (&again, &f->desk, "controller");
          faulty_client_set_fault (again.client, "message_post", faults[i].fault, 1);
          g_assert_true (send_at (f, &again, &error));
          desk_close (&again);
        }
      else
        {
          faulty_client_set_fault (f->desk.client, "message_post", faults[i].fault,
                                   faults[i].n_times);
          g_assert_false (send (f, &error));
          faulty_client_set_fault (f->desk.client, NULL, FAULTY_NONE, 0);
        }
      g_assert_cmpuint (count_letters (f), ==, faults[i].n_letters);
      judged = get_case (look_again (f, &customers));
      g_assert_cmpuint (judged->last_level, ==, faults[i].n_letters);
      g_assert_cmpint (judged->verdict, ==,
                       faults[i].n_letters > 0 ? BIZ_DUNNING_WAITING : BIZ_DUNNING_DUE);
    }
}

static gint64
add_contact (Fixture *f, const char *type, const char *email)
{
  g_autofree char *vals =
      g_strdup_printf ("[{\"name\":\"Books\",\"type\":\"%s\",\"parent_id\":%" G_GINT64_FORMAT
                       ",\"email\":\"%s\"}]",
                       type, biz_dunning_customer_get_account (f->customer)->customer.id, email);
  g_autoptr (JsonNode) made = desk_ask_as (&f->desk, "admin", "res.partner", "create", vals);

  return json_array_get_int_element (json_node_get_array (made), 0);
}

static JsonArray *
get_partners (JsonNode *answer)
{
  return json_object_get_array_member (
      json_array_get_object_element (json_node_get_array (answer), 0), "partner_ids");
}

/* The contact for invoices gets it, and it alone; an address that changed since is not written to;
 * nobody chosen, nothing sent. */
static void
test_recipients (Fixture *f, gconstpointer series)
{
  const gint64 contact = add_contact (f, "contact", "buyer@customer.example");
  const gint64 books = add_contact (f, "invoice", "books@customer.example");
  g_autoptr (GPtrArray) customers = NULL;
  g_autoptr (JsonNode) answer = NULL;
  g_autoptr (JsonNode) written = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *to = NULL;
  g_autofree char *both = NULL;

  g_set_object (&f->customer, look_again (f, &customers));
  biz_recipients_free (f->recipients);
  f->recipients = biz_recipients_new (biz_dunning_customer_get_account (f->customer));
  to = biz_recipients_describe (f->recipients);
  g_assert_cmpstr (to, ==, "books@customer.example");
  g_assert_true (
      biz_recipients_add (f->recipients, contact, "B", "buyer@customer.example", &error));
  both = biz_recipients_describe (f->recipients);
  g_assert_nonnull (strstr (both, "buyer@customer.example"));

  written = desk_ask (&f->desk, TRUE, "res.partner", "write", books, "vals",
                      "{\"email\":\"other@customer.example\"}", NULL);
  g_assert_false (send (f, &error));
  g_assert_error (error, ERP_ERROR, ERP_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_cmpuint (count_letters (f), ==, 0);

  g_set_object (&f->customer, look_again (f, &customers));
  biz_recipients_free (f->recipients);
  f->recipients = biz_recipients_new (biz_dunning_customer_get_account (f->customer));
  g_assert_true (send (f, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (json_array_get_length (find_letters (f, &answer)), ==, 1);
  g_assert_cmpuint (json_array_get_length (get_partners (answer)), ==, 1);
  g_assert_cmpint (json_array_get_int_element (get_partners (answer), 0), ==, books);
}

static gboolean
send_statement (Fixture *f, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) files =
      g_ptr_array_new_with_free_func ((GDestroyNotify)biz_dunning_file_free);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("%PDF-1.4 test", 13);

  g_ptr_array_add (files, biz_dunning_file_new ("Statement.pdf", bytes));
  biz_account_send_async (f->desk.session, biz_dunning_customer_get_account (f->customer),
                          "Statement of a test", "Look: please pay", f->recipients, files, NULL,
                          desk_cb, &f->desk);
  result = desk_wait (&f->desk);

  return biz_account_send_finish (result, error);
}

/* A statement is a letter like any other: once, whatever becomes of the answer, and no reminder
 * counts from it. */
static void
test_statement (Fixture *f, gconstpointer series)
{
  g_autoptr (GPtrArray) customers = NULL;
  g_autoptr (JsonNode) answer = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < biz_recipients_get_n (f->recipients); i++)
    biz_recipients_set_chosen (f->recipients, i, FALSE);
  g_assert_false (send_statement (f, &error));
  g_assert_error (error, ERP_ERROR, ERP_ERROR_VALIDATION);
  g_clear_error (&error);
  biz_recipients_set_chosen (f->recipients, 0, TRUE);
  faulty_client_set_fault (f->desk.client, "message_post", FAULTY_LOST_AFTER, 1);
  g_assert_true (send_statement (f, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (json_array_get_length (find_letters (f, &answer)), ==, 1);
  g_assert_cmpuint (json_array_get_length (get_partners (answer)), ==, 1);
  g_assert_cmpint (get_case (look_again (f, &customers))->verdict, ==, BIZ_DUNNING_DUE);
}

static BizDunningCustomer *
sample (Fixture *f, gint64 company_id, gint64 partner_id, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  biz_dunning_sample_async (f->desk.session, f->currencies, &f->today, company_id, partner_id, NULL,
                            desk_cb, &f->desk);
  result = desk_wait (&f->desk);

  return biz_dunning_sample_finish (result, error);
}

/* A text is tried with a customer who is overdue, or the one that was asked for. */
static void
test_sample (Fixture *f, gconstpointer series)
{
  const BizAccount *account = biz_dunning_customer_get_account (f->customer);
  g_autoptr (GError) error = NULL;
  g_autoptr (BizDunningCustomer) any = sample (f, account->company_id, 0, &error);
  g_autoptr (BizDunningCustomer) same = NULL;
  g_autoptr (BizDunningCustomer) nobody = NULL;

  g_assert_no_error (error);
  g_assert_cmpint (biz_dunning_customer_get_account (any)->company_id, ==, account->company_id);
  g_assert_cmpuint (biz_dunning_customer_get_account (any)->items->len, >, 0);
  same = sample (f, account->company_id, account->customer.id, &error);
  g_assert_no_error (error);
  g_assert_cmpint (biz_dunning_customer_get_account (same)->customer.id, ==, account->customer.id);
  g_assert_true (biz_dunning_case_equal (get_case (f->customer), account, get_case (same),
                                         biz_dunning_customer_get_account (same)));
  /* nobody was overdue so long ago */
  g_date_set_dmy (&f->today, 1, 1, 2001);
  nobody = sample (f, account->company_id, 0, &error);
  g_assert_null (nobody);
  g_assert_error (error, ERP_ERROR, ERP_ERROR_MISSING);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, series, test)                                                                    \
  g_test_add (path, Fixture, GUINT_TO_POINTER (series), set_up, test, tear_down)
  ADD ("/biz/dunning-store/send/19", 19, test_send);
  ADD ("/biz/dunning-store/send/17", 17, test_send);
  ADD ("/biz/dunning-store/disputed", 19, test_disputed);
  ADD ("/biz/dunning-store/recipients/19", 19, test_recipients);
  ADD ("/biz/dunning-store/recipients/17", 17, test_recipients);
  ADD ("/biz/dunning-store/statement", 19, test_statement);
  ADD ("/biz/dunning-store/sample", 17, test_sample);
  ADD ("/biz/dunning-store/faults", 19, test_faults);

  return g_test_run ();
}
