/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-statement-intake.h"
#include "demo-desk.h"
#include "erp-error.h"

#include <glib/gstdio.h>

/* Files of banks into the demo company: recognised, compared one after the other, imported, stopped
 * and gone on with. */

typedef struct
{
  DemoDesk desk;
  BizStatementMemory *memory;
  BizStatementIntake *intake;
  char *folder;
  guint stop_at; /* lines after which it is stopped; 0 for never */
} Fixture;

#define IBAN "DE12500105170648489890"

#define until(condition)                                                                           \
  G_STMT_START                                                                                     \
  {                                                                                                \
    const gint64 deadline_ = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;                        \
    while (!(condition))                                                                           \
      {                                                                                            \
        g_assert_cmpint (g_get_monotonic_time (), <, deadline_);                                   \
        g_main_context_iteration (NULL, TRUE);                                                     \
      }                                                                                            \
  }                                                                                                \
  G_STMT_END

static void
changed_cb (Fixture *f)
{
  guint done, all;

  biz_statement_intake_get_progress (f->intake, &done, &all);
  if (f->stop_at > 0 && done >= f->stop_at)
    {
      f->stop_at = 0;
      biz_statement_intake_stop (f->intake);
    }
}

static void
open_intake (Fixture *f)
{
  f->intake = biz_statement_intake_new (f->desk.session, f->memory);
  g_signal_connect_swapped (f->intake, "changed", G_CALLBACK (changed_cb), f);
}

static void
close_intake (Fixture *f)
{
  BizStatementIntake *watched = f->intake;

  g_object_add_weak_pointer (G_OBJECT (watched), (gpointer *)&watched);
  biz_statement_intake_close (f->intake);
  g_clear_object (&f->intake);
  until (watched == NULL);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  f->folder = g_dir_make_tmp ("quittance-XXXXXX", &error);
  g_assert_no_error (error);
  desk_open (&f->desk, GPOINTER_TO_UINT (data), "controller");
  f->memory = biz_statement_memory_new ("test");
  open_intake (f);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_autoptr (GDir) dir = g_dir_open (f->folder, 0, NULL);
  const char *name;

  close_intake (f);
  g_clear_object (&f->memory);
  desk_close (&f->desk);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (f->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (f->folder);
  g_free (f->folder);
}

static GFile *
write_file (Fixture *f, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (f->folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);

  return g_file_new_for_path (path);
}

static void
add (Fixture *f, const char *name, const char *text)
{
  g_autoptr (GFile) file = write_file (f, name, text);

  biz_statement_intake_add (f->intake, file);
}

/* A statement of @n lines from @first on, each a euro more than the one before. */
static char *
make_mt940 (const char *account, guint first, guint n)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, ":20:STMT\r\n:25:%s\r\n:28C:1/1\r\n:60F:C261101EUR%u,00\r\n",
                          account, first);
  for (guint i = first; i < first + n; i++)
    g_string_append_printf (text,
                            ":61:2611%02u11%02uC%u,00NTRFNONREF//BK%08u\r\n"
                            ":86:166?00GUTSCHRIFT?20SVWZ+Order %u?32Payer %u\r\n",
                            1 + i / 40, 1 + i / 40, i + 1, 10000 + i, i, i % 9);
  g_string_append_printf (text, ":62F:C261120EUR%u,00\r\n-\r\n", first + n);

  return g_string_free (text, FALSE);
}

static BizStatementSource *
get_source (Fixture *f, guint position)
{
  g_autoptr (BizStatementSource) source =
      g_list_model_get_item (biz_statement_intake_get_sources (f->intake), position);

  return source;
}

static BizStatementPart *
get_part (Fixture *f, guint source, guint part)
{
  g_autoptr (BizStatementPart) found =
      g_list_model_get_item (biz_statement_source_get_parts (get_source (f, source)), part);

  g_assert_nonnull (found);
  return found;
}

static BizBankJournal *
get_journal (Fixture *f, const char *code)
{
  GListModel *journals = biz_statement_intake_get_journals (f->intake);

  for (guint i = 0; i < g_list_model_get_n_items (journals); i++)
    {
      g_autoptr (BizBankJournal) journal = g_list_model_get_item (journals, i);

      if (g_strcmp0 (biz_bank_journal_get_code (journal), code) == 0)
        return journal;
    }
  g_assert_not_reached ();
}

static void
wait_idle (Fixture *f)
{
  until (biz_statement_intake_get_journals (f->intake) != NULL
         && !biz_statement_intake_is_busy (f->intake));
}

static void
choose (Fixture *f, guint source, const char *code)
{
  biz_statement_intake_set_journal (f->intake, get_part (f, source, 0), get_journal (f, code));
  wait_idle (f);
}

static gboolean
run (Fixture *f, gboolean conflicts, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  biz_statement_intake_run_async (f->intake, conflicts, desk_cb, &f->desk);
  result = desk_wait (&f->desk);
  wait_idle (f);

  return biz_statement_intake_run_finish (f->intake, result, error);
}

static void
assert_counts (Fixture *f, guint n_new, guint n_seen)
{
  g_assert_cmpuint (biz_statement_intake_count (f->intake, BIZ_IMPORT_NEW), ==, n_new);
  g_assert_cmpuint (biz_statement_intake_count (f->intake, BIZ_IMPORT_SEEN), ==, n_seen);
}

static gint64
count_server (Fixture *f, const char *label)
{
  g_autofree char *domain = g_strdup_printf ("[[\"payment_ref\",\"=like\",\"%s\"]]", label);
  g_autoptr (JsonNode) answer = desk_ask (&f->desk, FALSE, "account.bank.statement.line",
                                          "search_count", 0, "domain", domain, NULL);

  return json_node_get_int (answer);
}

/* Two files of an account that overlap, one that is none, a folder: what is new is told once, and
 * what cannot be read does no harm. */
static void
test_overlap (Fixture *f, gconstpointer data)
{
  g_autofree char *first = make_mt940 (IBAN, 0, 30);
  g_autofree char *second = make_mt940 (IBAN, 20, 30);
  g_autoptr (GFile) folder = g_file_new_for_path (f->folder);
  g_autoptr (GFile) missing = g_file_get_child (folder, "missing.sta");
  g_autoptr (GError) error = NULL;

  add (f, "a.sta", first);
  add (f, "b.sta", second);
  add (f, "c.xml", "<Document><BkToCstmrStmt><Stmt><Ntry></Oops>");
  biz_statement_intake_add (f->intake, folder);
  biz_statement_intake_add (f->intake, missing);
  wait_idle (f);
  g_assert_error (biz_statement_source_get_error (get_source (f, 2)), ERP_ERROR,
                  ERP_ERROR_VALIDATION);
  g_assert_error (biz_statement_source_get_error (get_source (f, 3)), ERP_ERROR,
                  ERP_ERROR_VALIDATION);
  g_assert_error (biz_statement_source_get_error (get_source (f, 4)), G_IO_ERROR,
                  G_IO_ERROR_NOT_FOUND);
  g_assert_cmpstr (biz_statement_source_get_name (get_source (f, 1)), ==, "b.sta");
  g_assert_cmpint (biz_statement_part_get_state (get_part (f, 0, 0)), ==, BIZ_PART_WAITING);
  assert_counts (f, 0, 0);

  /* the other file of the account follows */
  choose (f, 0, "BNK1");
  assert_counts (f, 50, 10);
  /* without the first the second is all new, and again not */
  biz_statement_intake_remove (f->intake, get_source (f, 0));
  wait_idle (f);
  assert_counts (f, 30, 0);
  add (f, "a.sta", first);
  wait_idle (f);
  assert_counts (f, 50, 10);

  g_assert_true (run (f, FALSE, &error));
  g_assert_no_error (error);
  g_assert_cmpint (count_server (f, "Order %"), ==, 50);
  g_assert_cmpint (biz_statement_part_get_state (get_part (f, 0, 0)), ==, BIZ_PART_DONE);
  g_assert_cmpint (biz_statement_part_get_state (get_part (f, 4, 0)), ==, BIZ_PART_DONE);
  g_assert_cmpuint (biz_statement_part_get_n_done (get_part (f, 0, 0))
                        + biz_statement_part_get_n_done (get_part (f, 4, 0)),
                    ==, 50);

  /* the next time the account is known, and nothing is new */
  close_intake (f);
  open_intake (f);
  add (f, "a.sta", first);
  wait_idle (f);
  assert_counts (f, 0, 30);
  g_assert_cmpstr (biz_bank_journal_get_code (biz_statement_part_get_journal (get_part (f, 0, 0))),
                   ==, "BNK1");
}

/* A table without account and currency is its journal's; the choice is remembered by its heads. */
static void
test_table (Fixture *f, gconstpointer data)
{
  static const char table[] = "Datum;Betrag;Verwendungszweck;Name\n"
                              "02.11.2026;-12,50;Table fee;Bank\n"
                              "03.11.2026;1.250,00;Table money;M\xfcller\n";
  static const char other[] = "Date,Amount,Text\n2026-11-04,1.00,Other\n";
  g_autoptr (GError) error = NULL;
  BizStatementPart *part;
  const BizBankLine *line;

  add (f, "t.csv", table);
  add (f, "t2.csv", table);
  wait_idle (f);
  part = get_part (f, 0, 0);
  g_assert_null (biz_statement_part_get_currency (part));
  g_assert_true (biz_statement_intake_may_take (f->intake, part, get_journal (f, "BNK1")));
  choose (f, 0, "BNK1");
  part = get_part (f, 0, 0);
  g_assert_cmpstr (biz_statement_part_get_currency (part), ==, "EUR");
  /* the other of the same heads follows, and brings nothing more */
  assert_counts (f, 2, 2);
  biz_statement_intake_remove (f->intake, get_source (f, 1));
  wait_idle (f);
  assert_counts (f, 2, 0);
  line = biz_import_plan_get_row (biz_statement_part_get_plan (part), 1)->line;
  g_assert_cmpstr (line->name, ==, "Müller");
  g_assert_cmpint (line->amount.minor, ==, 125000);
  /* the person thinks again: another journal, another currency */
  g_assert_true (biz_statement_intake_may_take (f->intake, part, get_journal (f, "BNK2")));
  choose (f, 0, "BNK2");
  g_assert_cmpstr (biz_statement_part_get_currency (get_part (f, 0, 0)), ==, "USD");
  choose (f, 0, "BNK1");
  g_assert_true (run (f, FALSE, &error));
  g_assert_no_error (error);
  g_assert_cmpint (count_server (f, "Table %"), ==, 2);

  close_intake (f);
  open_intake (f);
  add (f, "t.csv", table);
  add (f, "o.csv", other);
  wait_idle (f);
  assert_counts (f, 0, 2);
  g_assert_null (biz_statement_part_get_journal (get_part (f, 1, 0)));
}

/* The line is dead at the first piece, then at the second; each time it goes on. */
static void
test_broken (Fixture *f, gconstpointer data)
{
  g_autofree char *text = make_mt940 (IBAN, 0, 450);
  g_autoptr (GError) error = NULL;
  BizStatementPart *part;

  add (f, "a.sta", text);
  wait_idle (f);
  choose (f, 0, "BNK1");
  part = get_part (f, 0, 0);
  faulty_client_set_fault (f->desk.client, "load", FAULTY_NOT_SENT, 99);
  g_assert_false (run (f, FALSE, &error));
  g_assert_error (error, ERP_ERROR, ERP_ERROR_UNREACHABLE);
  g_clear_error (&error);
  g_assert_cmpint (biz_statement_part_get_state (part), ==, BIZ_PART_FAILED);
  g_assert_error (biz_statement_part_get_error (part), ERP_ERROR, ERP_ERROR_UNREACHABLE);
  g_assert_cmpuint (biz_statement_part_get_n_done (part), ==, 0);
  assert_counts (f, 0, 0);

  faulty_client_set_fault (f->desk.client, "load", FAULTY_NONE, 0);
  biz_statement_intake_look_again (f->intake, part);
  wait_idle (f);
  assert_counts (f, 450, 0);
  f->stop_at = 200;
  g_assert_true (run (f, FALSE, &error));
  g_assert_no_error (error);
  g_assert_cmpint (biz_statement_part_get_state (part), ==, BIZ_PART_READY);
  g_assert_cmpuint (biz_statement_part_get_n_done (part), ==, 200);
  assert_counts (f, 250, 200);
  g_assert_cmpint (count_server (f, "Order %"), ==, 200);

  g_assert_true (run (f, FALSE, &error));
  g_assert_no_error (error);
  g_assert_cmpint (biz_statement_part_get_state (part), ==, BIZ_PART_DONE);
  g_assert_cmpuint (biz_statement_part_get_n_done (part), ==, 450);
  g_assert_cmpint (count_server (f, "Order %"), ==, 450);
}

/* What the bank changed is told with what it was before. */
static void
test_original (Fixture *f, gconstpointer data)
{
  static const char text[] =
      "<?xml version=\"1.0\"?><Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.02\">"
      "<BkToCstmrStmt><GrpHdr><MsgId>M</MsgId></GrpHdr><Stmt><Id>S</Id>"
      "<Acct><Id><IBAN>" IBAN "</IBAN></Id><Ccy>EUR</Ccy></Acct>"
      "<Ntry><Amt Ccy=\"EUR\">92.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts>"
      "<BookgDt><Dt>2026-11-03</Dt></BookgDt><NtryDtls><TxDtls><AmtDtls><InstdAmt>"
      "<Amt Ccy=\"USD\">100.00</Amt></InstdAmt></AmtDtls>"
      "<RmtInf><Ustrd>Changed A</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>"
      "<Ntry><Amt Ccy=\"EUR\">50.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts>BOOK</Sts>"
      "<BookgDt><Dt>2026-11-03</Dt></BookgDt><NtryDtls><TxDtls><AmtDtls><InstdAmt>"
      "<Amt Ccy=\"XTS\">7.00</Amt></InstdAmt></AmtDtls>"
      "<RmtInf><Ustrd>Changed B</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>"
      "</Stmt></BkToCstmrStmt></Document>";
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) answer = NULL;
  JsonObject *row;

  add (f, "fx.xml", text);
  wait_idle (f);
  g_assert_no_error (biz_statement_source_get_error (get_source (f, 0)));
  choose (f, 0, "BNK1");
  g_assert_true (run (f, FALSE, &error));
  g_assert_no_error (error);
  answer = desk_ask (&f->desk, FALSE, "account.bank.statement.line", "search_read", 0, "domain",
                     "[[\"payment_ref\",\"=like\",\"Changed %\"]]", "fields",
                     "[\"amount\",\"amount_currency\",\"foreign_currency_id\"]", "order",
                     "\"payment_ref\"", NULL);
  row = json_array_get_object_element (json_node_get_array (answer), 0);
  g_assert_cmpfloat (json_object_get_double_member (row, "amount"), ==, 92);
  g_assert_cmpfloat (json_object_get_double_member (row, "amount_currency"), ==, 100);
  g_assert_cmpstr (
      json_array_get_string_element (json_object_get_array_member (row, "foreign_currency_id"), 1),
      ==, "USD");
  /* what the ERP does not know is no reason to leave a line out */
  row = json_array_get_object_element (json_node_get_array (answer), 1);
  g_assert_cmpfloat (json_object_get_double_member (row, "amount"), ==, -50);
  g_assert_false (json_object_get_boolean_member (row, "foreign_currency_id"));
}

/* By its number in the ERP, however it is written. */
static void
test_recognised (Fixture *f, gconstpointer data)
{
  g_autofree char *euros = make_mt940 ("50010517/0648489890", 0, 3);
  g_autoptr (JsonNode) company = desk_ask (&f->desk, FALSE, "res.company", "search_read", 0,
                                           "fields", "[\"partner_id\"]", "limit", "1", NULL);
  JsonObject *row = json_array_get_object_element (json_node_get_array (company), 0);
  const gint64 partner =
      json_array_get_int_element (json_object_get_array_member (row, "partner_id"), 0);
  g_autofree char *vals = g_strdup_printf (
      "[{\"acc_number\":\"DE12 5001 0517 0648 4898 90\",\"partner_id\":%" G_GINT64_FORMAT "}]",
      partner);
  g_autoptr (JsonNode) bank = desk_ask_as (&f->desk, "admin", "res.partner.bank", "create", vals);
  g_autofree char *link =
      g_strdup_printf ("{\"bank_account_id\":%" G_GINT64_FORMAT "}",
                       json_array_get_int_element (json_node_get_array (bank), 0));

  until (biz_statement_intake_get_journals (f->intake) != NULL);
  json_node_unref (desk_ask (&f->desk, TRUE, "account.journal", "write",
                             biz_bank_journal_get_id (get_journal (f, "BNK1")), "vals", link,
                             NULL));
  close_intake (f);
  open_intake (f);
  add (f, "a.sta", euros);
  wait_idle (f);
  g_assert_cmpstr (biz_bank_journal_get_code (biz_statement_part_get_journal (get_part (f, 0, 0))),
                   ==, "BNK1");
  assert_counts (f, 3, 0);
}

/* Without the journals nothing can be compared; they are asked for again. */
static void
test_no_journals (Fixture *f, gconstpointer data)
{
  g_autofree char *text = make_mt940 (IBAN, 0, 3);

  close_intake (f);
  faulty_client_set_fault (f->desk.client, "search_read", FAULTY_NOT_SENT, 9);
  open_intake (f);
  add (f, "a.sta", text);
  until (biz_statement_intake_get_error (f->intake) != NULL);
  g_assert_error (biz_statement_intake_get_error (f->intake), ERP_ERROR, ERP_ERROR_UNREACHABLE);
  g_assert_null (biz_statement_intake_get_journals (f->intake));
  faulty_client_set_fault (f->desk.client, "search_read", FAULTY_NONE, 0);
  biz_statement_intake_retry (f->intake);
  wait_idle (f);
  g_assert_null (biz_statement_intake_get_error (f->intake));
  choose (f, 0, "BNK1");
  assert_counts (f, 3, 0);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    guint series;
    void (*func) (Fixture *f, gconstpointer data);
  } tests[] = {
    { "/biz/statement-intake/overlap/19", 19, test_overlap },
    { "/biz/statement-intake/overlap/17", 17, test_overlap },
    { "/biz/statement-intake/table", 19, test_table },
    { "/biz/statement-intake/broken", 19, test_broken },
    { "/biz/statement-intake/original", 17, test_original },
    { "/biz/statement-intake/recognised", 19, test_recognised },
    { "/biz/statement-intake/no-journals", 17, test_no_journals },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, GUINT_TO_POINTER (tests[i].series), set_up, tests[i].func,
                tear_down);

  return g_test_run ();
}
