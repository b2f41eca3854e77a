/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "cli"

#include "config.h"

#include "cli-match-journal.h"

#include "biz-currency-table.h"
#include "biz-match-desk.h"
#include "biz-match-tables.h"

#include <gio/gunixoutputstream.h>
#include <glib/gi18n-lib.h>
#include <unistd.h>

static BizMatchDesk *
load_desk (CliEnvironment *environment, ErpSession *session, const char *code, GError **error)
{
  g_autoptr (BizCurrencyTable) currencies = cli_environment_new_currencies (environment);
  GCancellable *cancellable = cli_environment_get_cancellable (environment);
  g_autoptr (BizBankJournal) journal = NULL;
  g_autoptr (GAsyncResult) found = NULL;
  g_autoptr (GAsyncResult) loaded = NULL;
  CliAwait await = { NULL };

  biz_bank_journal_find_async (session, currencies, code, cancellable, cli_await_cb, &await);
  found = cli_await (&await);
  journal = biz_bank_journal_find_finish (found, error);
  if (journal == NULL)
    return NULL;
  await.result = NULL;
  biz_match_desk_load_async (session, currencies, journal, cancellable, cli_await_cb, &await);
  loaded = cli_await (&await);

  return biz_match_desk_load_finish (loaded, error);
}

static char *
join_items (BizMatchDesk *desk, const BizMatchProposal *proposal)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < biz_match_proposal_get_n_parts (proposal); i++)
    {
      const BizMatchPart *part = biz_match_proposal_get_part (proposal, i);
      const BizOpenItem *open = biz_match_desk_find_item (desk, part->item_id);

      if (open != NULL && open->item.number != NULL)
        g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", open->item.number);
    }

  return g_string_free (text, FALSE);
}

static gboolean
write_row (DrawTable *table, BizMatchDesk *desk, guint position, GError **error)
{
  const BizOpenLine *open = biz_match_desk_get_line (desk, position);
  const BizMatchProposal *proposal = biz_match_desk_get_proposal (desk, position);
  g_autofree char *items = join_items (desk, proposal);

  draw_table_add_date (table, &open->line.date);
  draw_table_add_money (table, &open->line.amount);
  draw_table_add_text (table, open->line.amount.currency);
  draw_table_add_text (table, open->line.name);
  draw_table_add_text (table, open->line.text);
  draw_table_add_text (table, biz_match_band_to_string (biz_match_proposal_get_band (proposal)));
  draw_table_add_text (table, items);
  draw_table_add_money (table, biz_match_proposal_get_writeoff (proposal));
  draw_table_add_text (table, biz_match_proposal_get_n_reasons (proposal) > 0
                                  ? biz_match_proposal_get_reason (proposal, 0)
                                  : NULL);

  return draw_table_end_row (table, NULL, error);
}

static gboolean
write_table (BizMatchDesk *desk, DrawTableFormat format, GOutputStream *out, GError **error)
{
  const DrawColumn columns[] = {
    { "date", _ ("Date"), DRAW_COLUMN_DATE },
    { "amount", _ ("Amount"), DRAW_COLUMN_MONEY },
    { "currency", _ ("Currency"), DRAW_COLUMN_TEXT },
    { "name", _ ("Name"), DRAW_COLUMN_TEXT },
    { "text", _ ("Text"), DRAW_COLUMN_TEXT },
    { "band", _ ("How sure"), DRAW_COLUMN_TEXT },
    { "items", _ ("Open items"), DRAW_COLUMN_TEXT },
    { "writeoff", _ ("Write-off"), DRAW_COLUMN_MONEY },
    { "reason", _ ("Reason"), DRAW_COLUMN_TEXT },
  };
  g_autoptr (DrawTable) table = draw_table_new (format, columns, G_N_ELEMENTS (columns), out);

  for (guint i = 0; i < biz_match_desk_get_n_lines (desk); i++)
    if (!write_row (table, desk, i, error))
      return FALSE;

  return draw_table_close (table, NULL, error);
}

static gboolean
write_json (BizMatchDesk *desk, GOutputStream *out, GError **error)
{
  g_autoptr (GString) json = g_string_new (NULL);

  biz_match_write_json (biz_match_desk_get_proposals (desk), json);

  return g_output_stream_write_all (out, json->str, json->len, NULL, NULL, error);
}

static void
print_summary (BizMatchDesk *desk)
{
  guint bands[BIZ_MATCH_NONE + 1] = { 0 };

  for (guint i = 0; i < biz_match_desk_get_n_lines (desk); i++)
    bands[biz_match_proposal_get_band (biz_match_desk_get_proposal (desk, i))]++;
  g_printerr (_ ("%u open lines, %u open items: %u auto, %u likely, %u unsure, %u without a "
                 "proposal."),
              biz_match_desk_get_n_lines (desk), biz_match_desk_get_n_items (desk),
              bands[BIZ_MATCH_AUTO], bands[BIZ_MATCH_LIKELY], bands[BIZ_MATCH_UNSURE],
              bands[BIZ_MATCH_NONE]);
  g_printerr ("\n");
}

/**
 * cli_match_journal_propose: (skip)
 * @environment: which server
 * @code: code or name of the bank's journal
 * @format: of what is written
 *
 * Writes proposals on standard output, and nothing on the server.
 */
CliExit
cli_match_journal_propose (CliEnvironment *environment, const char *code, DrawTableFormat format)
{
  g_autoptr (GOutputStream) out = g_unix_output_stream_new (STDOUT_FILENO, FALSE);
  g_autoptr (BizMatchDesk) desk = NULL;
  g_autoptr (GError) error = NULL;
  ErpSession *session = cli_environment_sign_in (environment, &error);

  if (session != NULL)
    desk = load_desk (environment, session, code, &error);
  if (desk == NULL
      || !(format == DRAW_TABLE_JSON ? write_json (desk, out, &error)
                                     : write_table (desk, format, out, &error)))
    return cli_exit_with_error (error);
  print_summary (desk);

  return CLI_EXIT_DONE;
}
