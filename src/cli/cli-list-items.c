/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "cli"

#include "config.h"

#include "biz-currency-table.h"
#include "biz-item-listing.h"
#include "biz-item-reader.h"
#include "cli-command.h"
#include "cli-output.h"
#include "draw-item-table.h"
#include "erp-domain.h"

#include <glib/gi18n-lib.h>

static char *filter_option;
static char *sort_option;
static char *format_option;
static char *output_option;
static int limit_option;
static gboolean all_option;

static const GOptionEntry options[] = {
  { "filter", 'f', 0, G_OPTION_ARG_STRING, &filter_option, N_ ("Which items, see below"),
    N_ ("FILTER") },
  { "all", 'a', 0, G_OPTION_ARG_NONE, &all_option, N_ ("Settled items, too"), NULL },
  { "sort", 's', 0, G_OPTION_ARG_STRING, &sort_option,
    N_ ("In which order: due, or -amount for the largest first"), N_ ("COLUMN") },
  { "format", 'F', 0, G_OPTION_ARG_STRING, &format_option, N_ ("table, csv, json or xlsx"),
    N_ ("FORMAT") },
  { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output_option,
    N_ ("Write to this file, complete or not at all"), N_ ("FILE") },
  { "limit", 'n', 0, G_OPTION_ARG_INT, &limit_option, N_ ("At most so many"), N_ ("NUMBER") },
  G_OPTION_ENTRY_NULL,
};

static const struct
{
  const char *name;
  BizItemSort sort;
} columns[] = {
  { "due", BIZ_ITEM_SORT_DUE },          { "date", BIZ_ITEM_SORT_DATE },
  { "customer", BIZ_ITEM_SORT_PARTNER }, { "document", BIZ_ITEM_SORT_DOCUMENT },
  { "amount", BIZ_ITEM_SORT_RESIDUAL },  { "booked", BIZ_ITEM_SORT_AMOUNT },
  { "account", BIZ_ITEM_SORT_ACCOUNT },  { "journal", BIZ_ITEM_SORT_JOURNAL },
  { "company", BIZ_ITEM_SORT_COMPANY },  { "currency", BIZ_ITEM_SORT_CURRENCY },
  { "match", BIZ_ITEM_SORT_MATCHING },   { "id", BIZ_ITEM_SORT_ID },
};

/* "due", "-amount"; the earliest due first without an option. */
static char *
read_order (void)
{
  gboolean descending = sort_option != NULL && *sort_option == '-';
  g_autoptr (GString) known = g_string_new (NULL);

  if (sort_option == NULL)
    return biz_item_sort_to_order (BIZ_ITEM_SORT_DUE, FALSE);
  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      if (g_str_equal (sort_option + (descending ? 1 : 0), columns[i].name))
        return biz_item_sort_to_order (columns[i].sort, descending);
      g_string_append_printf (known, "%s%s", i > 0 ? ", " : "", columns[i].name);
    }
  g_printerr ("quittance-cli: ");
  g_printerr (_ ("“%s” is no column to sort by. Known are: %s."), sort_option, known->str);
  g_printerr ("\n");

  return NULL;
}

static BizFilter *
parse_filter (const GDate *today, GError **error)
{
  g_autofree char *text =
      g_strconcat (all_option ? "" : "open ", filter_option != NULL ? filter_option : "", NULL);

  return biz_filter_parse (&biz_item_grammar, text, today, error);
}

static gboolean
take_items (GPtrArray *items, guint all, gpointer user_data, GError **error)
{
  for (guint i = 0; i < items->len; i++)
    {
      if (!draw_record_table_add (user_data, g_ptr_array_index (items, i), NULL, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
write_all (CliEnvironment *environment,
           ErpSession *session,
           BizFilter *filter,
           const char *order,
           DrawTableFormat format,
           GOutputStream *out,
           GError **error)
{
  g_autoptr (BizCurrencyTable) currencies = cli_environment_new_currencies (environment);
  g_autoptr (ErpDomain) domain = biz_filter_to_domain (filter);
  g_autoptr (DrawRecordTable) table = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  GCancellable *cancellable = cli_environment_get_cancellable (environment);
  CliAwait await = { 0 };
  GDate today;

  cli_environment_get_today (environment, &today);
  table = draw_record_table_new (&draw_item_table_kind, format, &today, out);
  biz_item_reader_run_async (erp_session_get_client (session), currencies, domain, order,
                             (guint)limit_option, take_items, table, cancellable, cli_await_cb,
                             &await);
  result = cli_await (&await);
  if (biz_item_reader_run_finish (result, error) < 0)
    return FALSE;

  return draw_record_table_close (table, cancellable, error);
}

static gboolean
check_options (DrawTableFormat *format)
{
  if (format_option != NULL && !draw_table_format_from_name (format_option, format))
    {
      g_printerr ("quittance-cli: ");
      g_printerr (_ ("“%s” is no format: write table, csv, json or xlsx."), format_option);
      g_printerr ("\n");
      return FALSE;
    }
  if (limit_option < 0)
    g_printerr ("quittance-cli: %s\n", _ ("--limit takes a number above zero."));

  return limit_option >= 0;
}

static CliExit
run (CliEnvironment *environment, char **arguments)
{
  DrawTableFormat format = DRAW_TABLE_TEXT;
  g_autoptr (BizFilter) filter = NULL;
  g_autoptr (GOutputStream) out = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *order = NULL;
  ErpSession *session;
  GDate today;

  if (!cli_command_check_arguments (&cli_list_items_command, arguments, 0)
      || !check_options (&format) || (order = read_order ()) == NULL)
    return CLI_EXIT_USAGE;
  /* what is mistyped is told before anybody is asked for a key; the day does not matter here */
  g_date_clear (&today, 1);
  g_date_set_time_t (&today, (time_t)(g_get_real_time () / G_USEC_PER_SEC));
  filter = parse_filter (&today, &error);
  if (filter == NULL)
    {
      cli_exit_with_error (error);
      return CLI_EXIT_USAGE;
    }

  session = cli_environment_sign_in (environment, &error);
  if (session == NULL)
    return cli_exit_with_error (error);
  cli_environment_get_today (environment, &today);
  g_clear_pointer (&filter, biz_filter_unref);
  filter = parse_filter (&today, &error);
  if (filter == NULL)
    return cli_exit_with_error (error);
  out = cli_output_open (output_option, format, &error);
  if (out == NULL)
    return cli_exit_with_error (error);
  if (!write_all (environment, session, filter, order, format, out, &error))
    {
      cli_output_abandon (out);
      return cli_exit_with_error (error);
    }
  if (!g_output_stream_close (out, NULL, &error))
    return cli_exit_with_error (error);

  return CLI_EXIT_DONE;
}

const CliCommand cli_list_items_command = {
  .name = "list items",
  .summary = N_ ("List open items of receivable and payable accounts, the earliest due first"),
  .details =
      N_ ("A filter is made of words; all must hold:\n"
          "  overdue  credits  partial  paid-but-open  receivable  payable\n"
          "  (with --all: open  matched)\n"
          "  customer:acme  account:1210  document:INV/  ref:PO-17  label:  match:P12\n"
          "  journal:  company:  currency:EUR\n"
          "  amount:>1000 (what is open)  booked:-20..-10  date:2026-11  due:<2026-12-01\n"
          "  any other word is looked for in document, customer, reference and label\n"
          "A minus before a word leaves out what fits; quotes keep spaces together.\n"
          "Columns to sort by, with a minus before them for the largest first:\n"
          "  due date customer document amount booked account journal company currency match id\n"
          "Debits are positive, credits negative. CSV and JSON have amounts with a point, days as "
          "2026-11-22 and English heads in every language."),
  .uses_server = TRUE,
  .options = options,
  .run = run,
};
