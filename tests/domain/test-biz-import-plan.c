/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-import-plan.h"
#include "biz-import-print.h"
#include "erp-error.h"

#include <string.h>

/* What of a file is new: by external ids, references, contents, and days with amounts. */

typedef struct
{
  guint day;
  gint64 amount;
  const char *text;
  const char *name;
  const char *reference;
} Line;

static const BizMoney zero = { .digits = 2, .currency = "EUR" };

static BizBankFile *
make_file (const Line *lines, guint n)
{
  BizBankFile *file = biz_bank_file_new (BIZ_BANK_FORMAT_CAMT);
  BizBankStatement *statement = biz_bank_statement_new ();

  biz_bank_statement_set_account (statement, "DE02 1203 0000 0000 2020 51");
  biz_bank_statement_set_currency (statement, "EUR");
  for (guint i = 0; i < n; i++)
    {
      BizBankLine *line = biz_bank_line_new ();

      g_date_set_dmy (&line->date, (GDateDay)lines[i].day, G_DATE_NOVEMBER, 2026);
      line->amount = biz_money_from_minor (lines[i].amount, "EUR", 2);
      biz_bank_line_set (&line->text, lines[i].text);
      biz_bank_line_set (&line->name, lines[i].name);
      biz_bank_line_set (&line->bank_reference, lines[i].reference);
      line->position = i + 1;
      biz_bank_statement_take_line (statement, line);
    }
  biz_bank_file_take_statement (file, statement);
  biz_bank_file_finish (file);

  return file;
}

/* What the ERP has after an import of these. */
static void
add_to_server (GPtrArray *server, const Line *lines, guint n, gboolean with_ids)
{
  g_autoptr (BizBankFile) file = make_file (lines, n);
  g_autoptr (BizBankJournal) journal = biz_bank_journal_new (6, "BNK1", &zero, NULL);
  g_autoptr (GPtrArray) nothing = biz_server_lines_new ();
  g_autoptr (BizImportPlan) plan = biz_import_plan_new (file, journal, nothing, NULL);

  for (guint i = 0; i < n; i++)
    {
      const BizImportRow *row = biz_import_plan_get_row (plan, i);
      BizServerLine *line = g_new0 (BizServerLine, 1);

      line->id = (gint64)server->len + 100;
      line->date = row->line->date;
      line->amount = row->line->amount.minor;
      line->label = g_strdup (row->label);
      line->name = g_strdup (row->line->name);
      line->reference = g_strdup (row->line->bank_reference);
      line->external_id = with_ids ? g_strdup (row->external_id) : NULL;
      g_ptr_array_add (server, line);
    }
}

#define MOST 5

typedef struct
{
  const char *about;
  Line server[MOST];
  gboolean with_ids;
  Line file[MOST];
  const char *states; /* n s c */
} Case;

static const Case cases[] = {
  { "nothing there", { { 0 } }, FALSE, { { 3, 100, "a", NULL, NULL } }, "n" },
  { "the same file again",
    { { 3, 100, "a", "x", NULL }, { 3, 100, "a", "x", NULL }, { 4, -5, "fee", NULL, NULL } },
    TRUE,
    { { 3, 100, "a", "x", NULL }, { 3, 100, "a", "x", NULL }, { 4, -5, "fee", NULL, NULL } },
    "sss" },
  { "imported by somebody else: what stands in them is enough",
    { { 3, 100, "a  b", "x", NULL } },
    FALSE,
    { { 3, 100, "A b", "X", NULL } },
    "s" },
  { "an intra-day file before: the second equal line of the day is new",
    { { 3, 100, "a", "x", NULL } },
    TRUE,
    { { 3, 100, "a", "x", NULL }, { 3, 100, "a", "x", NULL } },
    "sn" },
  { "the next day is another day",
    { { 3, 100, "a", "x", NULL } },
    TRUE,
    { { 3, 100, "a", "x", NULL }, { 4, 100, "a", "x", NULL } },
    "sn" },
  { "the bank's reference holds whatever the text",
    { { 3, 100, "a", "x", "2026110300017" } },
    TRUE,
    { { 3, 100, "quite another text", NULL, "2026110300017" } },
    "s" },
  { "a reference on every line is none",
    { { 3, 100, "a", "x", "NONREF" } },
    TRUE,
    { { 3, 100, "a", "x", "NONREF" }, { 3, 200, "b", "y", "NONREF" } },
    "sn" },
  { "one reference over several amounts",
    { { 3, 100, "a", "x", "AB123456" } },
    TRUE,
    { { 3, 100, "a", "x", "AB123456" }, { 3, 250, "b", "x", "AB123456" } },
    "sn" },
  { "day and amount alone are no proof",
    { { 3, 100, "a", "x", NULL } },
    FALSE,
    { { 3, 100, "b", "y", NULL } },
    "c" },
  { "the reference with another amount",
    { { 3, 100, "a", "x", "AB123456" } },
    FALSE,
    { { 3, 101, "a", "x", "AB123456" } },
    "c" },
  { "a line answers for one only",
    { { 3, 100, "a", "x", NULL } },
    FALSE,
    { { 3, 100, "b", "y", NULL }, { 3, 100, "a", "x", NULL }, { 3, 100, "c", "z", NULL } },
    "nsn" },
};

static guint
count_lines (const Line *lines)
{
  guint n = 0;

  while (n < MOST && lines[n].day != 0)
    n++;

  return n;
}

static void
test_states (void)
{
  static const char letters[] = "nscl";

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const Case *c = &cases[i];
      g_autoptr (BizBankFile) file = make_file (c->file, count_lines (c->file));
      g_autoptr (BizBankJournal) journal =
          biz_bank_journal_new (6, "BNK1", &zero, "DE02120300000000202051");
      g_autoptr (GPtrArray) server = biz_server_lines_new ();
      g_autoptr (BizImportPlan) plan = NULL;
      g_autoptr (GError) error = NULL;

      add_to_server (server, c->server, count_lines (c->server), c->with_ids);
      plan = biz_import_plan_new (file, journal, server, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (biz_import_plan_get_n_rows (plan), ==, strlen (c->states));
      for (guint k = 0; k < strlen (c->states); k++)
        {
          const BizImportRow *row = biz_import_plan_get_row (plan, k);

          if (letters[row->state] != c->states[k])
            g_error ("%s: row %u is %c", c->about, k, letters[row->state]);
          g_assert_true ((row->server_id != 0) == (row->state != BIZ_IMPORT_NEW));
          g_assert_true ((row->reason != NULL) == (row->state == BIZ_IMPORT_CONFLICT));
        }
    }
}

/* A changed amount of what was imported is told, not imported again. */
static void
test_changed (void)
{
  static const Line line = { 3, 100, "a", "x", NULL };
  g_autoptr (BizBankFile) file = make_file (&line, 1);
  g_autoptr (BizBankJournal) journal = biz_bank_journal_new (6, "BNK1", &zero, NULL);
  g_autoptr (GPtrArray) server = biz_server_lines_new ();
  g_autoptr (BizImportPlan) plan = NULL;

  add_to_server (server, &line, 1, TRUE);
  ((BizServerLine *)g_ptr_array_index (server, 0))->amount = 99;
  plan = biz_import_plan_new (file, journal, server, NULL);
  g_assert_cmpint (biz_import_plan_get_row (plan, 0)->state, ==, BIZ_IMPORT_CONFLICT);
  g_assert_cmpint (biz_import_plan_get_row (plan, 0)->server_id, ==, 100);
}

static void
test_names (void)
{
  static const Line lines[] = { { 3, 100, "a", "x", NULL },
                                { 3, 100, "a", "x", NULL },
                                { 3, 101, "a", "x", NULL },
                                { 3, 100, "a", "y", NULL } };
  g_autoptr (BizBankFile) file = make_file (lines, G_N_ELEMENTS (lines));
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) nothing = biz_server_lines_new ();
  g_autoptr (GPtrArray) plans = g_ptr_array_new_with_free_func (g_object_unref);

  for (gint64 id = 6; id < 8; id++)
    {
      g_autoptr (BizBankJournal) journal = biz_bank_journal_new (id, "BNK1", &zero, NULL);
      BizImportPlan *plan = biz_import_plan_new (file, journal, nothing, NULL);

      g_ptr_array_add (plans, plan);
      for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
        {
          const char *name = biz_import_plan_get_row (plan, i)->external_id;

          g_assert_true (
              g_str_has_prefix (name, id == 6 ? "quittance_import.6_" : "quittance_import.7_"));
          g_assert_true (g_hash_table_add (seen, (char *)name));
        }
    }
  /* What any computer makes the same, whatever comes of this program, is written down here. */
  g_assert_cmpstr (biz_import_plan_get_row (g_ptr_array_index (plans, 0), 0)->external_id, ==,
                   "quittance_import.6_ed50ea48f795b97f12e7ef6aeeb22c78");
}

static void
test_accounts (void)
{
  static const Line line = { 3, 100, "a", "x", NULL };
  static const struct
  {
    const char *account, *currency;
    gboolean fits;
  } rows[] = {
    { NULL, "EUR", TRUE },
    { "DE02120300000000202051", "EUR", TRUE },
    { "de02 1203 0000 0000 2020 51", "EUR", TRUE },
    { "0000202051", "EUR", TRUE },
    { "DE02120300000000202052", "EUR", FALSE },
    { "DE02120300000000202051", "USD", FALSE },
  };
  g_autoptr (BizBankFile) file = make_file (&line, 1);
  g_autoptr (GPtrArray) nothing = biz_server_lines_new ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const BizMoney other = biz_money_zero (rows[i].currency, 2);
      g_autoptr (BizBankJournal) journal =
          biz_bank_journal_new (6, "BNK1", &other, rows[i].account);
      g_autoptr (GError) error = NULL;
      g_autoptr (BizImportPlan) plan = biz_import_plan_new (file, journal, nothing, &error);

      if (rows[i].fits)
        g_assert_no_error (error);
      else
        g_assert_error (error, ERP_ERROR, ERP_ERROR_VALIDATION);
      g_assert_true ((plan != NULL) == rows[i].fits);
    }
}

static void
test_labels (void)
{
  static const struct
  {
    const char *text, *name, *end_to_end, *code, *label;
  } rows[] = {
    { "Rechnung 7", "X", NULL, NULL, "Rechnung 7" },
    { "Rechnung 7", "X", "E-77 A", NULL, "Rechnung 7 EREF+E-77 A" },
    { "Rechnung e77a", "X", "E-77 A", NULL, "Rechnung e77a" },
    { "Rechnung 7", NULL, "NOTPROVIDED", NULL, "Rechnung 7" },
    { NULL, "X GmbH", NULL, "NTRF", "X GmbH" },
    { NULL, NULL, NULL, "NTRF", "NTRF" },
    { NULL, NULL, NULL, NULL, "–" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (BizBankLine) line = biz_bank_line_new ();
      g_autofree char *label = NULL;

      biz_bank_line_set (&line->text, rows[i].text);
      biz_bank_line_set (&line->name, rows[i].name);
      biz_bank_line_set (&line->end_to_end, rows[i].end_to_end);
      biz_bank_line_set (&line->code, rows[i].code);
      label = biz_import_label (line);
      g_assert_cmpstr (label, ==, rows[i].label);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/biz/import-plan/states", test_states);
  g_test_add_func ("/biz/import-plan/changed", test_changed);
  g_test_add_func ("/biz/import-plan/names", test_names);
  g_test_add_func ("/biz/import-plan/accounts", test_accounts);
  g_test_add_func ("/biz/import-plan/labels", test_labels);

  return g_test_run ();
}
