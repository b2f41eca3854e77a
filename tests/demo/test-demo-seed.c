/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-fixture.h"

/* The numbers behind each other, without a gap. */
static const char gapless[] =
    "SELECT COUNT(*) FROM (SELECT MAX(sequence_number) - COUNT(*) AS gap,"
    " MIN(sequence_number) AS first FROM account_move WHERE state = 'posted'"
    " GROUP BY journal_id, sequence_prefix) WHERE gap <> 0 OR first <> 1";

/* What is open on items and what is open on invoices is the same for each company. */
static const char residuals[] =
    "SELECT COUNT(*) FROM res_company c WHERE"
    " COALESCE((SELECT SUM(balance) FROM account_move_line WHERE company_id = c.id"
    "  AND account_type = 'asset_receivable' AND parent_state = 'posted'), 0)"
    " <> COALESCE((SELECT SUM(amount_residual) FROM account_move_line WHERE company_id = c.id"
    "  AND account_type = 'asset_receivable' AND parent_state = 'posted'), 0)"
    " OR COALESCE((SELECT SUM(amount_residual) FROM account_move_line WHERE company_id = c.id"
    "  AND account_type = 'asset_receivable' AND parent_state = 'posted'), 0)"
    " <> COALESCE((SELECT SUM(amount_residual_signed) FROM account_move WHERE company_id = c.id"
    "  AND state = 'posted'), 0)";

/* Each item's residual follows from its balance and its matches. */
static const char matches[] =
    "SELECT COUNT(*) FROM account_move_line l WHERE l.account_type = 'asset_receivable' AND"
    " (l.amount_residual <> l.balance - COALESCE((SELECT SUM(amount)"
    "   FROM account_partial_reconcile WHERE debit_move_id = l.id), 0)"
    "   + COALESCE((SELECT SUM(amount) FROM account_partial_reconcile"
    "   WHERE credit_move_id = l.id), 0)"
    "  OR l.amount_residual_currency <> l.amount_currency"
    "   - COALESCE((SELECT SUM(debit_amount_currency) FROM account_partial_reconcile"
    "   WHERE debit_move_id = l.id), 0) + COALESCE((SELECT SUM(credit_amount_currency)"
    "   FROM account_partial_reconcile WHERE credit_move_id = l.id), 0))";

static const char totals[] =
    "SELECT COUNT(*) FROM account_move m WHERE m.move_type IN ('out_invoice', 'out_refund') AND"
    " m.amount_total <> ABS((SELECT SUM(amount_currency) FROM account_move_line"
    "  WHERE move_id = m.id AND display_type = 'payment_term'))";

static const char states[] =
    "SELECT COUNT(*) FROM account_move WHERE move_type = 'out_invoice' AND state = 'posted'"
    " AND (amount_residual = 0) <> (payment_state IN ('paid', 'reversed'))";

static const char future[] = "SELECT COUNT(*) FROM account_move WHERE date > '2026-11-22'";

static char *
digest (Fixture *fixture)
{
  static const char *const tables[] = {
    "SELECT GROUP_CONCAT(name || COALESCE(vat, '') || COALESCE(city, ''), '|')"
    " FROM (SELECT * FROM res_partner ORDER BY id)",
    "SELECT GROUP_CONCAT(id || name || amount_total || invoice_status, '|')"
    " FROM (SELECT * FROM sale_order ORDER BY id)",
    "SELECT GROUP_CONCAT(id || COALESCE(name, '') || date || amount_total || payment_state, '|')"
    " FROM (SELECT * FROM account_move ORDER BY id)",
    "SELECT GROUP_CONCAT(id || balance || amount_residual || COALESCE(matching_number, ''), '|')"
    " FROM (SELECT * FROM account_move_line ORDER BY id)",
    "SELECT GROUP_CONCAT(id || name || COALESCE(date_done, ''), '|')"
    " FROM (SELECT * FROM stock_picking ORDER BY id)",
    "SELECT GROUP_CONCAT(id || name || expected_revenue || create_date, '|')"
    " FROM (SELECT * FROM crm_lead ORDER BY id)",
    "SELECT GROUP_CONCAT(number || name || stage_id || priority || write_date, '|')"
    " FROM (SELECT * FROM helpdesk_ticket ORDER BY id)",
    "SELECT GROUP_CONCAT(id || checksum, '|') FROM (SELECT * FROM ir_attachment ORDER BY id)",
    "SELECT GROUP_CONCAT(id || body || date, '|') FROM (SELECT * FROM mail_message ORDER BY id)"
  };
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autofree char *text = demo_db_text (fixture->db, NULL, tables[i], "");

      g_assert_nonnull (text);
      g_checksum_update (sum, (const guchar *)text, -1);
    }
  return g_strdup (g_checksum_get_string (sum));
}

static void
test_story (void)
{
  static const char *const zero[] = { gapless, residuals, matches, totals, states, future };
  static const struct
  {
    const char *sql;
    gint64 least, most;
  } counts[] = {
    { "SELECT COUNT(*) FROM res_company", 3, 3 },
    { "SELECT COUNT(*) FROM res_partner WHERE customer_rank > 0", 400, 400 },
    { "SELECT COUNT(*) FROM product_product", 60, 90 },
    { "SELECT COUNT(*) FROM account_move WHERE move_type = 'out_invoice'", 3000, 5000 },
    { "SELECT COUNT(*) FROM account_move WHERE move_type = 'out_refund'", 50, 400 },
    { "SELECT COUNT(*) FROM account_move WHERE move_type = 'out_invoice' AND state = 'draft'", 1,
      60 },
    { "SELECT COUNT(DISTINCT currency_id) FROM account_move", 2, 2 },
    { "SELECT COUNT(*) FROM account_partial_reconcile WHERE exchange_move_id IS NOT NULL", 50,
      2000 },
    { "SELECT COUNT(*) FROM stock_picking WHERE backorder_id IS NOT NULL", 50, 1000 },
    { "SELECT COUNT(*) FROM ir_attachment WHERE SUBSTR(datas, 1, 5) = CAST('%PDF-' AS BLOB)", 300,
      4000 },
    { "SELECT COUNT(*) FROM crm_lead", 40, 40 },
    { "SELECT COUNT(*) FROM crm_lead WHERE partner_id IS NULL", 4, 4 },
    { "SELECT COUNT(DISTINCT company_id) FROM crm_lead", 3, 3 },
    { "SELECT COUNT(*) FROM crm_lead WHERE NOT active", 2, 12 },
    { "SELECT COUNT(*) FROM crm_lead l JOIN crm_stage s ON s.id = l.stage_id WHERE s.is_won"
      " AND l.probability = 100000000",
      3, 16 },
    { "SELECT COUNT(*) FROM crm_lead WHERE probability = 100000000 AND date_closed IS NULL", 0, 0 },
    { "SELECT COUNT(*) FROM crm_lead WHERE create_date > '2026-11-22 23:59:59'"
      " OR expected_revenue < 0",
      0, 0 },
    { "SELECT COUNT(*) FROM sale_order o JOIN crm_lead l ON l.id = o.opportunity_id"
      " WHERE o.partner_id = l.partner_id AND o.company_id = l.company_id",
      3, 16 },
    { "SELECT COUNT(*) FROM helpdesk_ticket", 400, 420 },
    { "SELECT COUNT(*) FROM helpdesk_ticket t JOIN helpdesk_ticket_stage s ON s.id = t.stage_id"
      " WHERE NOT s.closed",
      25, 90 },
    { "SELECT COUNT(DISTINCT category_id) FROM helpdesk_ticket", 9, 9 },
    { "SELECT COUNT(*) FROM helpdesk_ticket t JOIN helpdesk_ticket_stage s ON s.id = t.stage_id"
      " WHERE s.closed AND (t.closed_date IS NULL OR t.category_id IS NULL OR t.user_id IS NULL)",
      0, 0 },
    { "SELECT COUNT(*) FROM mail_message WHERE model = 'helpdesk.ticket'"
      " AND date > '2026-11-22 00:00:59'",
      0, 0 },
    /* What was said comes in the order of the days. */
    { "SELECT COUNT(*) FROM mail_message a JOIN mail_message b ON b.model = a.model"
      " AND b.res_id = a.res_id AND b.id > a.id AND b.date < a.date"
      " WHERE a.model = 'helpdesk.ticket'",
      0, 0 },
    { "SELECT COUNT(*) FROM helpdesk_ticket WHERE NOT EXISTS (SELECT 1 FROM mail_message m"
      " JOIN mail_message_subtype s ON s.id = m.subtype_id WHERE m.model = 'helpdesk.ticket'"
      " AND m.res_id = helpdesk_ticket.id AND s.name = 'Ticket Created')",
      0, 0 },
    { "SELECT COUNT(*) FROM mail_message WHERE body LIKE '%<script%' AND model = 'helpdesk.ticket'",
      1, 9 },
    { "SELECT COUNT(*) FROM mail_message m JOIN message_attachment_rel r ON r.message_id = m.id"
      " JOIN ir_attachment a ON a.id = r.attachment_id WHERE a.mimetype = 'image/png'"
      " AND m.body LIKE '%/web/image/' || a.id || '?%'",
      30, 200 },
    { "SELECT COUNT(*) FROM stock_picking WHERE return_id IS NOT NULL AND state = 'assigned'", 1,
      1 },
    { "SELECT COUNT(*) FROM dms_file", 7, 7 },
    { "SELECT COUNT(*) FROM account_move_balance WHERE balance <> 0", 0, 0 },
    { "SELECT COUNT(*) FROM pragma_foreign_key_check", 0, 0 },
  };
  Fixture one, other;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  fixture_open_with (&one, 19, NULL, demo_company_models, demo_company_groups, demo_company_seed);
  for (guint i = 0; i < G_N_ELEMENTS (zero); i++)
    g_assert_cmpint (demo_db_int (one.db, NULL, zero[i], ""), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      gint64 count = demo_db_int (one.db, NULL, counts[i].sql, "");

      g_test_message ("%s", counts[i].sql);
      g_assert_cmpint (count, >=, counts[i].least);
      g_assert_cmpint (count, <=, counts[i].most);
    }
  first = digest (&one);
  fixture_close (&one);

  fixture_open_with (&other, 19, NULL, demo_company_models, demo_company_groups, demo_company_seed);
  second = digest (&other);
  fixture_close (&other);
  g_assert_cmpstr (first, ==, second);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/demo/seed/story", test_story);
  return g_test_run ();
}
