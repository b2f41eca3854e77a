/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "cli"

#include "config.h"

#include "biz-currency-table.h"
#include "biz-review.h"
#include "biz-invoice-listing.h"
#include "cli-command.h"
#include "cli-invoice-pager.h"
#include "cli-output.h"
#include "draw-invoice-table.h"
#include "erp-domain.h"
#include "list/cli-invoice-groups.h"

#include <glib/gi18n-lib.h>

/* What a filter may say is told before a server is asked. */
#define ANY_REVIEW "19"

static char *filter_option;
static char *sort_option;
static char *group_option;
static char *format_option;
static char *output_option;
static int limit_option;

static const GOptionEntry options[] = {
  { "filter", 'f', 0, G_OPTION_ARG_STRING, &filter_option, N_ ("Which invoices, see below"),
    N_ ("FILTER") },
  { "sort", 's', 0, G_OPTION_ARG_STRING, &sort_option,
    N_ ("In which order: due, or -total for the largest first"), N_ ("COLUMN") },
  { "group", 'g', 0, G_OPTION_ARG_STRING, &group_option,
    N_ ("Groups with their sums instead of invoices: customer, or customer,month"),
    N_ ("FIELD[,FIELD]") },
  { "format", 'F', 0, G_OPTION_ARG_STRING, &format_option, N_ ("table, csv, json or xlsx"),
    N_ ("FORMAT") },
  { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output_option,
    N_ ("Write to this file, complete or not at all"), N_ ("FILE") },
  { "limit", 'n', 0, G_OPTION_ARG_INT, &limit_option, N_ ("At most so many"), N_ ("NUMBER") },
  G_OPTION_ENTRY_NULL,
};

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
  g_autoptr (CliInvoicePager) pager = NULL;
  g_autoptr (DrawRecordTable) table = NULL;
  GCancellable *cancellable = cli_environment_get_cancellable (environment);
  GDate today;

  cli_environment_get_today (environment, &today);
  pager =
      cli_invoice_pager_new (erp_session_get_client (session), currencies, filter, order,
                             limit_option > 0 ? (guint64)limit_option : G_MAXUINT64, cancellable);
  table = draw_record_table_new (&draw_invoice_table_kind, format, &today, out);
  for (;;)
    {
      g_autoptr (GPtrArray) page = NULL;

      if (!cli_invoice_pager_next (pager, &page, error))
        return FALSE;
      if (page == NULL)
        break;
      for (guint i = 0; i < page->len; i++)
        {
          if (!draw_record_table_add (table, g_ptr_array_index (page, i), cancellable, error))
            return FALSE;
        }
    }

  return draw_record_table_close (table, cancellable, error);
}

/* What the option says of groups, checked before anybody is asked for a key. */
typedef struct
{
  BizInvoiceGroupBy levels[CLI_INVOICE_GROUPS_MAX];
  guint n_levels;
} Groups;

static gboolean
write_groups (CliEnvironment *environment,
              ErpSession *session,
              BizFilter *filter,
              const Groups *groups,
              DrawTableFormat format,
              GOutputStream *out,
              GError **error)
{
  g_autoptr (ErpDomain) domain = biz_filter_to_domain (filter);

  return cli_invoice_groups_write (environment, session, domain, groups->levels, groups->n_levels,
                                   format, out, error);
}

static gboolean
read_groups (Groups *groups)
{
  if (group_option == NULL)
    return TRUE;
  if (sort_option != NULL || limit_option != 0)
    {
      g_printerr ("quittance-cli: %s\n",
                  _ ("--group does not go with --sort and --limit: groups are all there."));
      return FALSE;
    }

  return cli_invoice_groups_parse (group_option, groups->levels, &groups->n_levels);
}

static const struct
{
  const char *name;
  BizInvoiceSort sort;
} columns[] = {
  { "date", BIZ_INVOICE_SORT_DATE },         { "number", BIZ_INVOICE_SORT_NUMBER },
  { "customer", BIZ_INVOICE_SORT_CUSTOMER }, { "due", BIZ_INVOICE_SORT_DUE },
  { "total", BIZ_INVOICE_SORT_TOTAL },       { "open", BIZ_INVOICE_SORT_RESIDUAL },
  { "state", BIZ_INVOICE_SORT_STATE },       { "payment", BIZ_INVOICE_SORT_PAYMENT },
  { "company", BIZ_INVOICE_SORT_COMPANY },   { "currency", BIZ_INVOICE_SORT_CURRENCY },
  { "journal", BIZ_INVOICE_SORT_JOURNAL },   { "salesperson", BIZ_INVOICE_SORT_SALESPERSON },
  { "type", BIZ_INVOICE_SORT_TYPE },         { "id", BIZ_INVOICE_SORT_ID },
};

/* "due", "-total"; NULL without an option, which is the quickest. */
static gboolean
read_order (char **order)
{
  gboolean descending = sort_option != NULL && *sort_option == '-';
  g_autoptr (GString) known = g_string_new (NULL);

  *order = NULL;
  for (gsize i = 0; sort_option != NULL && i < G_N_ELEMENTS (columns); i++)
    {
      if (g_str_equal (sort_option + (descending ? 1 : 0), columns[i].name))
        {
          *order = biz_invoice_sort_to_order (columns[i].sort, descending);
          return TRUE;
        }
      g_string_append_printf (known, "%s%s", i > 0 ? ", " : "", columns[i].name);
    }
  if (sort_option == NULL)
    return TRUE;
  g_printerr ("quittance-cli: ");
  g_printerr (_ ("“%s” is no column to sort by. Known are: %s."), sort_option, known->str);
  g_printerr ("\n");

  return FALSE;
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
  Groups groups = { .n_levels = 0 };
  GDate today;

  if (!cli_command_check_arguments (&cli_list_invoices_command, arguments, 0))
    return CLI_EXIT_USAGE;
  if (format_option != NULL && !draw_table_format_from_name (format_option, &format))
    {
      g_printerr ("quittance-cli: ");
      g_printerr (_ ("“%s” is no format: write table, csv, json or xlsx."), format_option);
      g_printerr ("\n");
      return CLI_EXIT_USAGE;
    }
  if (!read_order (&order) || !read_groups (&groups))
    return CLI_EXIT_USAGE;
  if (limit_option < 0)
    {
      g_printerr ("quittance-cli: %s\n", _ ("--limit takes a number above zero."));
      return CLI_EXIT_USAGE;
    }
  /* what is mistyped is told before anybody is asked for a key; the day does not matter here */
  g_date_clear (&today, 1);
  g_date_set_time_t (&today, (time_t)(g_get_real_time () / G_USEC_PER_SEC));
  filter = biz_filter_parse (biz_review_get_grammar (ANY_REVIEW),
                             filter_option != NULL ? filter_option : "", &today, &error);
  if (filter == NULL)
    {
      cli_exit_with_error (error);
      return CLI_EXIT_USAGE;
    }

  session = cli_environment_sign_in (environment, &error);
  if (session == NULL)
    return cli_exit_with_error (error);
  cli_environment_get_today (environment, &today);
  biz_filter_unref (filter);
  filter = biz_filter_parse (biz_review_get_grammar (biz_review_get_version (session)),
                             filter_option != NULL ? filter_option : "", &today, &error);
  if (filter == NULL)
    return cli_exit_with_error (error);
  out = cli_output_open (output_option, format, &error);
  if (out == NULL)
    return cli_exit_with_error (error);
  if (!(groups.n_levels > 0
            ? write_groups (environment, session, filter, &groups, format, out, &error)
            : write_all (environment, session, filter, order, format, out, &error)))
    {
      cli_output_abandon (out);
      return cli_exit_with_error (error);
    }
  if (!g_output_stream_close (out, NULL, &error))
    return cli_exit_with_error (error);

  return CLI_EXIT_DONE;
}

const CliCommand cli_list_invoices_command = {
  .name = "list invoices",
  .summary =
      N_ ("List customer invoices and credit notes, all of them, latest made first unless sorted"),
  .details =
      N_ ("A filter is made of words; all must hold:\n"
          "  open due overdue paid unpaid partial draft posted cancelled\n"
          "  state:draft  payment:in-payment  type:credit-note  check:yes\n"
          "  customer:acme  number:2026/  ref:PO-17  salesperson:  company:  currency:EUR\n"
          "  amount:>1000  residual:10..20  date:2026-11  due:<2026-12-01  due:last-month\n"
          "  any other word is looked for in number, customer and reference\n"
          "A minus before a word leaves out what fits; quotes keep spaces together.\n"
          "Columns to sort by, with a minus before them for the largest first:\n"
          "  date number customer due total open state payment company currency journal\n"
          "  salesperson type id\n"
          "Groups have a row for each of their currencies; credit notes count negative:\n"
          "  customer month due-month state payment salesperson journal company currency\n"
          "CSV and JSON have amounts with a point, days as 2026-11-22 and English heads in every "
          "language."),
  .uses_server = TRUE,
  .options = options,
  .run = run,
};
