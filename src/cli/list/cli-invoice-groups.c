/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "cli"

#include "config.h"

#include "cli-invoice-groups.h"

#include "biz-currency-table.h"
#include "biz-invoice-totals.h"
#include "erp-call.h"
#include "erp-client.h"
#include "erp-domain.h"
#include "erp-session.h"

#include <glib/gi18n-lib.h>

/* What is in a group is asked for while those before it are on their way. */
#define N_AHEAD 6
/* Beside the columns of the levels. */
#define N_SUMS 4

typedef struct
{
  ErpClient *client;             /* (unowned) */
  ErpCapabilities *capabilities; /* (unowned) */
  BizCurrencyTable *currencies;  /* (owned) */
  GCancellable *cancellable;     /* (unowned) */
  ErpDomain *domain;             /* (unowned): of all groups */
  const BizInvoiceGroupBy *levels;
  DrawTable *table; /* (owned) */
} Reading;

static void
reading_clear (Reading *reading)
{
  g_clear_pointer (&reading->currencies, biz_currency_table_unref);
  g_clear_object (&reading->table);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reading, reading_clear)

static void
ask (Reading *reading, guint level, ErpDomain *domain, CliAwait *await)
{
  g_autoptr (ErpCall) call =
      biz_invoice_grouping_new_call (reading->capabilities, reading->currencies,
                                     reading->levels[level], domain);

  erp_client_call_async (reading->client, call, reading->cancellable, cli_await_cb, await);
}

static GPtrArray *
take (Reading *reading, CliAwait *await, GError **error)
{
  g_autoptr (GAsyncResult) result = cli_await (await);

  return erp_client_call_finish (reading->client, result, error);
}

/* One row a currency; a group without invoices that count has none. */
static gboolean
write_group (Reading *reading, ErpGroup *outer, ErpGroup *group, GError **error)
{
  guint n;
  const BizInvoiceSum *sums = biz_invoice_totals_get_sums (erp_group_get_totals (group), &n);

  for (guint i = 0; i < n; i++)
    {
      if (outer != NULL)
        draw_table_add_text (reading->table, erp_group_get_label (outer));
      draw_table_add_text (reading->table, erp_group_get_label (group));
      draw_table_add_integer (reading->table, (gint64)erp_group_get_count (group));
      draw_table_add_money (reading->table, &sums[i].total);
      draw_table_add_money (reading->table, &sums[i].residual);
      draw_table_add_text (reading->table, sums[i].total.currency);
      if (!draw_table_end_row (reading->table, reading->cancellable, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
write_groups (Reading *reading, ErpGroup *outer, GPtrArray *groups, GError **error)
{
  for (guint i = 0; i < groups->len; i++)
    {
      if (!write_group (reading, outer, g_ptr_array_index (groups, i), error))
        return FALSE;
    }

  return TRUE;
}

/* A group narrows what the whole list is narrowed to. */
static void
ask_inside (Reading *reading, ErpGroup *group, CliAwait *await)
{
  g_autoptr (ErpDomain) domain = erp_domain_copy (reading->domain);

  erp_domain_add_all (domain, erp_group_get_domain (group));
  ask (reading, 1, domain, await);
}

/* Answers that nobody reads any more are waited for. */
static gboolean
write_inner (Reading *reading, GPtrArray *outer, GError **error)
{
  g_autofree CliAwait *awaits = g_new0 (CliAwait, outer->len + 1);
  gboolean good = TRUE;
  guint asked = 0;

  for (guint i = 0; i < outer->len && (good || i < asked); i++)
    {
      g_autoptr (GPtrArray) groups = NULL;

      while (good && asked < outer->len && asked < i + N_AHEAD)
        {
          ask_inside (reading, g_ptr_array_index (outer, asked), &awaits[asked]);
          asked++;
        }
      groups = take (reading, &awaits[i], good ? error : NULL);
      if (good)
        good =
            groups != NULL && write_groups (reading, g_ptr_array_index (outer, i), groups, error);
    }

  return good;
}

static DrawTable *
create_table (const BizInvoiceGroupBy levels[],
              guint n_levels,
              DrawColumn columns[],
              DrawTableFormat format,
              GOutputStream *out)
{
  const DrawColumn sums[N_SUMS] = {
    { "count", _ ("Invoices"), DRAW_COLUMN_NUMBER },
    { "total", _ ("Total"), DRAW_COLUMN_MONEY },
    { "residual", _ ("Open"), DRAW_COLUMN_MONEY },
    { "currency", _ ("Currency"), DRAW_COLUMN_TEXT },
  };

  for (guint i = 0; i < n_levels; i++)
    columns[i] = (DrawColumn){ biz_invoice_group_by_get_name (levels[i]),
                               biz_invoice_group_by_get_label (levels[i]), DRAW_COLUMN_TEXT };
  /* The group by currency is the currency of its row, too. */
  for (guint i = 0; i < N_SUMS; i++)
    {
      columns[n_levels + i] = sums[i];
      for (guint k = 0; k < n_levels; k++)
        if (g_str_equal (columns[k].key, sums[i].key))
          columns[n_levels + i].key = "sum_currency";
    }

  return draw_table_new (format, columns, n_levels + N_SUMS, out);
}

char *
cli_invoice_groups_list (void)
{
  g_autoptr (GString) known = g_string_new (NULL);

  for (guint by = 0; by < BIZ_N_GROUP_BY; by++)
    g_string_append_printf (known, "%s%s", by > 0 ? ", " : "", biz_invoice_group_by_get_name (by));

  return g_strdup (known->str);
}

/**
 * cli_invoice_groups_parse:
 * @text: names with a comma between them
 * @levels: (out caller-allocates): room for %CLI_INVOICE_GROUPS_MAX
 * @n_levels: (out): how many there are
 *
 * Returns: FALSE where something is not known, which was told on the standard error
 */
gboolean
cli_invoice_groups_parse (const char *text, BizInvoiceGroupBy levels[], guint *n_levels)
{
  g_auto (GStrv) names = g_strsplit (text, ",", -1);
  g_autofree char *known = cli_invoice_groups_list ();

  *n_levels = g_strv_length (names);
  if (*n_levels == 0 || *n_levels > CLI_INVOICE_GROUPS_MAX)
    {
      g_printerr ("quittance-cli: ");
      g_printerr (_ ("--group takes one or two of these, with a comma between them: %s."), known);
      g_printerr ("\n");
      return FALSE;
    }
  for (guint i = 0; i < *n_levels; i++)
    {
      if (biz_invoice_group_by_from_name (g_strstrip (names[i]), &levels[i])
          && (i == 0 || levels[i] != levels[0]))
        continue;
      g_printerr ("quittance-cli: ");
      g_printerr (_ ("“%s” is nothing to group by. Known are: %s."), names[i], known);
      g_printerr ("\n");
      return FALSE;
    }

  return TRUE;
}

gboolean
cli_invoice_groups_write (CliEnvironment *environment,
                          ErpSession *session,
                          ErpDomain *domain,
                          const BizInvoiceGroupBy levels[],
                          guint n_levels,
                          DrawTableFormat format,
                          GOutputStream *out,
                          GError **error)
{
  DrawColumn columns[CLI_INVOICE_GROUPS_MAX + N_SUMS];
  g_auto (Reading) reading = { .client = erp_session_get_client (session),
                               .capabilities = erp_session_get_capabilities (session),
                               .currencies = cli_environment_new_currencies (environment),
                               .cancellable = cli_environment_get_cancellable (environment),
                               .domain = domain,
                               .levels = levels };
  g_autoptr (GPtrArray) groups = NULL;
  CliAwait await = { 0 };

  g_return_val_if_fail (n_levels > 0 && n_levels <= CLI_INVOICE_GROUPS_MAX, FALSE);

  reading.table = create_table (levels, n_levels, columns, format, out);
  ask (&reading, 0, domain, &await);
  groups = take (&reading, &await, error);
  if (groups == NULL)
    return FALSE;
  if (n_levels == 1 ? !write_groups (&reading, NULL, groups, error)
                    : !write_inner (&reading, groups, error))
    return FALSE;

  return draw_table_close (reading.table, reading.cancellable, error);
}
