/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-currency-table.h"
#include "biz-rule-job.h"
#include "demo-desk.h"
#include "erp-error.h"

/* Rules made from a line of the bank: once, whatever happens on the way. */

typedef struct
{
  DemoDesk desk;
  BizBankJournal *journal;
  gint64 account;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (BizCurrencyTable) currencies = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (JsonNode) accounts = NULL;
  g_autoptr (GError) error = NULL;

  desk_open (&f->desk, GPOINTER_TO_UINT (data), "controller");
  currencies = biz_currency_table_new (f->desk.capabilities);
  biz_bank_journal_find_async (f->desk.session, currencies, "BNK1", NULL, desk_cb, &f->desk);
  result = desk_wait (&f->desk);
  f->journal = biz_bank_journal_find_finish (result, &error);
  g_assert_no_error (error);
  accounts = desk_ask (&f->desk, FALSE, "account.account", "search", 0, "domain",
                       "[[\"code\",\"=\",\"644000\"]]", NULL);
  f->account = json_array_get_int_element (json_node_get_array (accounts), 0);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_clear_object (&f->journal);
  desk_close (&f->desk);
}

static gboolean
make (Fixture *f, const char *words, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  biz_rule_make_async (f->desk.session, f->journal, words, words, f->account, NULL, desk_cb,
                       &f->desk);
  result = desk_wait (&f->desk);

  return biz_rule_make_finish (result, error);
}

static guint
count (Fixture *f, const char *words)
{
  g_autofree char *domain = g_strdup_printf ("[[\"match_label_param\",\"=\",\"%s\"]]", words);
  g_autoptr (JsonNode) answer = desk_ask (&f->desk, FALSE, "account.reconcile.model",
                                          "search_count", 0, "domain", domain, NULL);

  return (guint)json_node_get_int (answer);
}

static void
test_make (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) lines = NULL;
  JsonObject *line;

  g_assert_true (make (f, "Entgelt fuer", &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count (f, "Entgelt fuer"), ==, 1);
  lines = desk_ask (&f->desk, FALSE, "account.reconcile.model.line", "search_read", 0, "domain",
                    "[[\"model_id.match_label_param\",\"=\",\"Entgelt fuer\"]]", "fields",
                    "[\"account_id\",\"amount_string\",\"amount_type\"]", NULL);
  line = json_array_get_object_element (json_node_get_array (lines), 0);
  g_assert_cmpstr (json_object_get_string_member (line, "amount_string"), ==, "100");
  g_assert_cmpint (json_array_get_int_element (json_object_get_array_member (line, "account_id"),
                                               0),
                   ==, f->account);
  /* the same words again: there is one */
  g_assert_false (make (f, "Entgelt fuer", &error));
  g_assert_error (error, ERP_ERROR, ERP_ERROR_CONFLICT);
  g_assert_cmpuint (count (f, "Entgelt fuer"), ==, 1);
}

static void
test_faults (Fixture *f, gconstpointer data)
{
  static const struct
  {
    const char *words;
    Fault fault;
    int code; /* -1: it is made */
    guint n;
  } cases[] = {
    { "one", FAULTY_LOST_AFTER, -1, 1 },
    { "two", FAULTY_CUT, -1, 1 },
    { "three", FAULTY_NOT_SENT, -1, 1 },
    { "four", FAULTY_LOST_BEFORE, ERP_ERROR_UNKNOWN_OUTCOME, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      faulty_client_set_fault (f->desk.client, "create", cases[i].fault, 1);
      make (f, cases[i].words, &error);
      faulty_client_set_fault (f->desk.client, "create", FAULTY_NONE, 0);
      if (cases[i].code < 0)
        g_assert_no_error (error);
      else
        g_assert_error (error, ERP_ERROR, cases[i].code);
      g_assert_cmpuint (count (f, cases[i].words), ==, cases[i].n);
    }
}

static void
test_words (void)
{
  static const struct
  {
    const char *text;
    const char *words;
  } cases[] = {
    { NULL, "" },
    { "", "" },
    { "12345 678", "" },
    { "Entgelt 10/2026", "Entgelt" },
    { "Rg 4711 Miete Lager Nord 11/2026", "Miete Lager Nord" },
    { "Zinsen  Konto 1", "Zinsen" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *words = biz_rule_guess_words (cases[i].text);

      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/biz/rule-job/words", test_words);
  g_test_add ("/biz/rule-job/make-19", Fixture, GUINT_TO_POINTER (19), set_up, test_make,
              tear_down);
  g_test_add ("/biz/rule-job/make-17", Fixture, GUINT_TO_POINTER (17), set_up, test_make,
              tear_down);
  g_test_add ("/biz/rule-job/faults", Fixture, GUINT_TO_POINTER (19), set_up, test_faults,
              tear_down);

  return g_test_run ();
}
