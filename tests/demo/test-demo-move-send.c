/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "company-fixture.h"

static const char *
wizard_of (guint series)
{
  return series < 18 ? "account.move.send" : "account.move.send.wizard";
}

/* The wizard for a document, read whole. */
static char *
propose (Fixture *fixture, guint series, gint64 id)
{
  g_autofree char *args =
      g_strdup_printf ("{'vals_list': [{}], 'context': {'active_model': 'account.move',"
                       " 'active_ids': [%" G_GINT64_FORMAT "]}}",
                       id);
  g_autofree char *wizard = company_call (fixture, wizard_of (series), "create", args);
  g_autofree char *read =
      g_strdup_printf ("{'ids': %s, 'fields': [%s]}", wizard,
                       series < 18 ? "'mail_subject', 'mail_body', 'mail_partner_ids'"
                                   : "'subject', 'body', 'mail_partner_ids'");

  if (wizard[0] != '[')
    return g_strdup (wizard);
  return company_call (fixture, wizard_of (series), "read", read);
}

static void
assert_has (const char *text, const char *part)
{
  if (strstr (text, part) == NULL)
    g_error ("“%s” is not in %s", part, text);
}

/* Kind, number, amount and language of the letter, under the names of both series. */
static void
test_letters (void)
{
  static const struct
  {
    guint series;
    const char *lang;
    const char *type;
    const char *name; /* of the customer */
    const char *parts[5];
  } cases[] = {
    { 19, "en_US", "out_invoice", "Miller", { "\"subject\"", "invoice", "Dear Miller", "100.00" } },
    { 17,
      "en_US",
      "out_invoice",
      "Miller",
      { "\"mail_subject\"", "invoice", "Dear Miller", "100.00" } },
    { 19, "de_DE", "out_invoice", "Müller", { "Rechnung", "Guten Tag Müller", "100.00" } },
    { 17, "de_DE", "out_refund", "Müller", { "Gutschrift", "Guten Tag Müller", "100.00" } },
    { 19, "en_US", "out_refund", "Miller", { "credit note", "Dear Miller" } },
    { 19, "en_US", "out_invoice", "<b>A & B</b>", { "&lt;b&gt;A &amp; B&lt;/b&gt;" } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Fixture fixture;
      g_autofree char *letter = NULL;
      g_autofree char *number = NULL;
      g_autofree char *partner = NULL;
      g_autofree char *write = NULL;
      gint64 id;

      company_open (&fixture, cases[i].series, "controller");
      id = company_invoice (&fixture, "EUR", cases[i].type, "100", "2026-11-02", TRUE);
      write =
          g_strdup_printf ("{'ids': [%" G_GINT64_FORMAT "], 'vals': {'lang': '%s', 'name': '%s'}}",
                           company_customer (&fixture, "EUR"), cases[i].lang, cases[i].name);
      company_assert_call (&fixture, "res.partner", "write", write, "true");
      number =
          demo_db_text (fixture.db, NULL, "SELECT name FROM account_move WHERE id = ?", "i", id);
      partner = g_strdup_printf ("\"mail_partner_ids\": [%" G_GINT64_FORMAT "]",
                                 company_customer (&fixture, "EUR"));

      letter = propose (&fixture, cases[i].series, id);
      assert_has (letter, number);
      assert_has (letter, partner);
      for (guint p = 0; p < G_N_ELEMENTS (cases[i].parts) && cases[i].parts[p] != NULL; p++)
        assert_has (letter, cases[i].parts[p]);
      fixture_close (&fixture);
    }
}

/* What is settled says so; what the person wrote stays. */
static void
test_paid_and_own_words (void)
{
  Fixture fixture;
  g_autofree char *letter = NULL;
  g_autofree char *own = NULL;
  g_autofree char *wizard = NULL;
  g_autofree char *read = NULL;
  g_autofree char *told = NULL;
  gint64 id;

  company_open (&fixture, 19, "controller");
  id = company_invoice (&fixture, "EUR", "out_invoice", "0", "2026-11-02", TRUE);
  letter = propose (&fixture, 19, id);
  assert_has (letter, "Nothing is left to be paid");

  own = g_strdup_printf ("{'vals_list': [{'move_id': %" G_GINT64_FORMAT
                         ", 'subject': 'Mine', 'mail_partner_ids': [[6, 0, []]]}]}",
                         id);
  wizard = company_call (&fixture, "account.move.send.wizard", "create", own);
  read = g_strdup_printf ("{'ids': %s, 'fields': ['subject', 'mail_partner_ids']}", wizard);
  told = company_call (&fixture, "account.move.send.wizard", "read", read);
  assert_has (told, "\"subject\": \"Mine\"");
  assert_has (told, "\"mail_partner_ids\": []");
  fixture_close (&fixture);
}

/* Drafts: series 17 lets them through to the wizard, the later ones do not. Never several. */
static void
test_opening (void)
{
  static const guint series[] = { 17, 19 };

  for (guint i = 0; i < G_N_ELEMENTS (series); i++)
    {
      Fixture fixture;
      gint64 draft, posted;
      g_autofree char *ids = NULL;
      g_autofree char *both = NULL;
      g_autofree char *told = NULL;
      g_autofree char *several = NULL;

      company_open (&fixture, series[i], "controller");
      draft = company_invoice (&fixture, "EUR", "out_invoice", "10", "2026-11-02", FALSE);
      posted = company_invoice (&fixture, "EUR", "out_invoice", "10", "2026-11-02", TRUE);
      ids = g_strdup_printf ("{'ids': [%" G_GINT64_FORMAT "]}", draft);
      both =
          g_strdup_printf ("{'ids': [%" G_GINT64_FORMAT ", %" G_GINT64_FORMAT "]}", draft, posted);
      told = company_call (&fixture, "account.move", "action_invoice_sent", ids);
      several = company_call (&fixture, "account.move", "action_invoice_sent", both);

      if (series[i] < 18)
        assert_has (told, "\"account.move.send\"");
      else
        assert_has (told, "UserError");
      assert_has (several, "ValueError");
      /* The other series' wizard is no model here. */
      g_assert_cmpint (company_int (&fixture, series[i] < 18
                                                  ? "SELECT COUNT(*) FROM sqlite_master"
                                                    " WHERE name = 'account_move_send_wizard'"
                                                  : "SELECT COUNT(*) FROM sqlite_master"
                                                    " WHERE name = 'account_move_send'"),
                       ==, 0);
      fixture_close (&fixture);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/demo/move-send/letters", test_letters);
  g_test_add_func ("/demo/move-send/paid-and-own-words", test_paid_and_own_words);
  g_test_add_func ("/demo/move-send/opening", test_opening);
  return g_test_run ();
}
