/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-currency-table.h"
#include "biz-refusal.h"
#include "erp-call.h"
#include "erp-error.h"
#include "erp-json.h"
#include "fake-client.h"

#include <glib.h>
#include <string.h>

#define ME 7

#define DOCUMENT                                                                                   \
  "{\"id\":25,\"name\":\"INV/5\",\"state\":\"posted\",\"move_type\":\"out_invoice\","              \
  "\"payment_state\":\"not_paid\",\"partner_id\":{\"id\":14,\"display_name\":\"Azure\"},"          \
  "\"invoice_date\":\"2026-11-22\",\"invoice_date_due\":\"2026-12-31\",\"amount_total\":230.0,"    \
  "\"amount_residual\":230.0,\"currency_id\":1,\"company_id\":{\"id\":3,\"display_name\":\"B\"},"  \
  "\"invoice_user_id\":false,\"ref\":false,\"amount_untaxed\":200.0,\"amount_tax\":30.0,"          \
  "\"journal_id\":false,\"invoice_origin\":false,\"payment_reference\":false,"                     \
  "\"invoice_payment_term_id\":false,\"write_date\":\"2026-11-22 10:00:00\","                      \
  "\"invoice_line_ids\":[],\"message_ids\":[]}"

/* What the server says of it after a refusal; the locks follow. */
#define FACTS(date, state, hash, partner, lines, writer, written, company)                         \
  "{\"id\":25,\"date\":\"" date "\",\"state\":\"" state "\",\"inalterable_hash\":" hash            \
  ",\"partner_id\":" partner ",\"invoice_line_ids\":" lines ",\"write_uid\":" writer               \
  ",\"write_date\":\"2026-11-22 " written                                                          \
  "\",\"company_id\":{\"id\":3,\"display_name\":\"B\"" company "}}"

#define BERT "{\"id\":8,\"display_name\":\"Bert\"}"
#define MYSELF "{\"id\":7,\"display_name\":\"Anna\"}"
#define FREE FACTS ("2026-11-22", "posted", "false", "14", "[1]", MYSELF, "10:00:00", "")
#define LOCKED(locks)                                                                              \
  FACTS ("2026-10-31", "posted", "false", "14", "[1]", MYSELF, "10:00:00", locks)

static BizInvoice *
make_seen (void)
{
  g_autoptr (BizCurrencyTable) currencies = biz_currency_table_new_empty ();
  g_autoptr (JsonNode) node = erp_json_literal (DOCUMENT);
  BizInvoice *invoice;

  biz_currency_table_add (currencies, 1, "USD", 2);
  invoice = biz_invoice_new_from_json (json_node_get_object (node), currencies, NULL);
  g_assert_nonnull (invoice);

  return invoice;
}

static GError *
make_error (int code, const char *words)
{
  return erp_error_new_from_server ((ErpError)code, "The server refused this.", "x.Error", words);
}

/* The sentences as they came over the wire are data here: what is told must not hang on them. */
static void
test_table (void)
{
  static const struct
  {
    int code;
    const char *words;
    const char *facts; /* NULL: could not be read; "[]": gone */
    BizRefusalKind kind;
    const char *field;
    const char *part; /* of the sentence */
  } cases[] = {
    /* who may: both servers list groups behind a tab and a dash */
    { ERP_ERROR_ACCESS,
      "You are not allowed to modify 'Journal Entry' (account.move) records.\n\nThis operation is "
      "allowed for the following groups:\n\t- Accounting/Invoicing\n\t- Purchase/User\n\nContact "
      "your administrator to request access if necessary.",
      NULL, BIZ_REFUSAL_RIGHTS, NULL, "“Accounting/Invoicing” or “Purchase/User”" },
    { ERP_ERROR_ACCESS, "Sie d\xc3\xbcrfen das nicht:\n\t- Buchhaltung/Rechnung\n", NULL,
      BIZ_REFUSAL_RIGHTS, NULL, "“Buchhaltung/Rechnung”" },
    { ERP_ERROR_ACCESS, "Agent doesn't have 'read' access to:\n- Journal Entry (account.move)",
      NULL, BIZ_REFUSAL_RIGHTS, NULL, "its company" },
    { ERP_ERROR_ACCESS, NULL, NULL, BIZ_REFUSAL_RIGHTS, NULL, "its company" },
    /* gone */
    { ERP_ERROR_MISSING, "Record does not exist", NULL, BIZ_REFUSAL_FASTER, NULL, "deleted" },
    { ERP_ERROR_VALIDATION, "?", "[]", BIZ_REFUSAL_FASTER, NULL, "deleted" },
    /* a faster colleague */
    { ERP_ERROR_VALIDATION, "Only posted entries can be reset",
      FACTS ("2026-11-22", "draft", "false", "14", "[1]", BERT, "10:05:00", ""), BIZ_REFUSAL_FASTER,
      NULL, "Bert was faster" },
    { ERP_ERROR_VALIDATION, "?",
      FACTS ("2026-11-22", "cancel", "false", "14", "[1]", BERT, "10:05:00", ""),
      BIZ_REFUSAL_FASTER, NULL, "it is cancelled now" },
    { ERP_ERROR_VALIDATION, "?",
      FACTS ("2026-11-22", "posted", "false", "14", "[1]", BERT, "10:05:00", ""),
      BIZ_REFUSAL_FASTER, NULL, "Bert changed it" },
    { ERP_ERROR_VALIDATION, "?",
      FACTS ("2026-11-22", "posted", "false", "14", "[1]", "false", "10:05:00", ""),
      BIZ_REFUSAL_FASTER, NULL, "Somebody changed it" },
    { ERP_ERROR_CONFLICT, "could not serialize access", FREE, BIZ_REFUSAL_FASTER, NULL,
      "works on the same" },
    { ERP_ERROR_CONFLICT, "could not serialize access",
      FACTS ("2026-11-22", "posted", "false", "14", "[1]", BERT, "10:05:00", ""),
      BIZ_REFUSAL_FASTER, NULL, "Bert changed it" },
    /* my own last change is no colleague's */
    { ERP_ERROR_VALIDATION, "?",
      FACTS ("2026-11-22", "posted", "false", "14", "[1]", MYSELF, "10:05:00", ""),
      BIZ_REFUSAL_OTHER, NULL, "The server refused this." },
    /* sealed */
    { ERP_ERROR_VALIDATION, "You cannot reset to draft a locked journal entry.",
      FACTS ("2026-11-22", "posted", "\"$4$ab\"", "14", "[1]", MYSELF, "10:00:00", ""),
      BIZ_REFUSAL_HASHED, NULL, "sealed by a hash" },
    /* locks: 17 has two, 19 has more and says what holds for this user */
    { ERP_ERROR_VALIDATION, "?",
      LOCKED (",\"fiscalyear_lock_date\":\"2026-10-31\",\"period_lock_date\":false"),
      BIZ_REFUSAL_LOCK_DATE, "date", "lock date of the books, up to 10/31/26" },
    { ERP_ERROR_VALIDATION, "?",
      LOCKED (",\"fiscalyear_lock_date\":false,\"period_lock_date\":\"2026-11-15\""),
      BIZ_REFUSAL_LOCK_DATE, "date", "everybody but advisers, up to 11/15/26" },
    { ERP_ERROR_VALIDATION, "?", LOCKED (",\"fiscalyear_lock_date\":\"2026-10-30\""),
      BIZ_REFUSAL_OTHER, NULL, "The server refused this." },
    { ERP_ERROR_VALIDATION, "?",
      LOCKED (",\"hard_lock_date\":\"2026-10-31\",\"user_hard_lock_date\":\"2026-10-31\","
              "\"sale_lock_date\":\"2026-11-30\",\"user_sale_lock_date\":\"2026-11-30\""),
      BIZ_REFUSAL_LOCK_DATE, "date", "Nobody can open it again" },
    { ERP_ERROR_VALIDATION, "?",
      LOCKED (",\"hard_lock_date\":false,\"user_hard_lock_date\":\"0001-01-01\","
              "\"sale_lock_date\":\"2026-11-30\",\"user_sale_lock_date\":\"2026-11-30\""),
      BIZ_REFUSAL_LOCK_DATE, "date", "grant you an exception" },
    /* an exception was granted: the lock does not hold for this user */
    { ERP_ERROR_VALIDATION, "?",
      LOCKED (",\"sale_lock_date\":\"2026-11-30\",\"user_sale_lock_date\":\"0001-01-01\""),
      BIZ_REFUSAL_OTHER, NULL, "The server refused this." },
    { ERP_ERROR_VALIDATION, "?",
      LOCKED (",\"tax_lock_date\":\"2026-11-30\",\"user_tax_lock_date\":\"2026-09-30\""),
      BIZ_REFUSAL_OTHER, NULL, "The server refused this." },
    /* fields: by what is missing, else by technical names in the words */
    { ERP_ERROR_VALIDATION, "The 'Customer' field is required",
      FACTS ("2026-11-22", "draft", "false", "false", "[1]", MYSELF, "09:00:00", ""),
      BIZ_REFUSAL_FIELD, "partner_id", "“Customer”" },
    { ERP_ERROR_VALIDATION, "Even magicians can't post nothing!",
      FACTS ("2026-11-22", "draft", "false", "14", "[]", MYSELF, "09:00:00", ""), BIZ_REFUSAL_FIELD,
      "invoice_line_ids", "“Lines”" },
    { ERP_ERROR_VALIDATION,
      "The operation cannot be completed:\n- Create/update: a mandatory field is not set.\n\n"
      "Model: Journal Entry (account.move)\nField: Journal (journal_id)\n",
      FREE, BIZ_REFUSAL_FIELD, "journal_id", "“Journal”" },
    { ERP_ERROR_VALIDATION,
      "You cannot modify the following readonly fields on a posted move: invoice_line_ids", FREE,
      BIZ_REFUSAL_FIELD, "invoice_line_ids", "“Lines”" },
    { ERP_ERROR_VALIDATION, "Readonly: invoice_date_due, ref", FREE, BIZ_REFUSAL_FIELD,
      "invoice_date_due", "“Due Date”" },
    { ERP_ERROR_VALIDATION, "The update of the quantity is wrong", FREE, BIZ_REFUSAL_OTHER, NULL,
      "The server refused this." },
    /* nothing is known */
    { ERP_ERROR_VALIDATION, NULL, NULL, BIZ_REFUSAL_OTHER, NULL, "The server refused this." },
    { ERP_ERROR_SERVER, "psycopg2", FREE, BIZ_REFUSAL_OTHER, NULL, "The server refused this." },
    { ERP_ERROR_UNKNOWN_OUTCOME, NULL, FREE, BIZ_REFUSAL_OTHER, NULL, "The server refused this." },
  };
  g_autoptr (BizInvoice) seen = make_seen ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = make_error (cases[i].code, cases[i].words);
      g_autoptr (GError) read_error = NULL;
      g_autoptr (GError) shown = NULL;
      g_autoptr (BizRefusal) refusal = NULL;
      g_auto (BizRefusalFacts) facts = { 0 };

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      if (g_strcmp0 (cases[i].facts, "[]") == 0)
        facts.gone = TRUE;
      else if (cases[i].facts != NULL)
        {
          g_autoptr (JsonNode) node = erp_json_literal (cases[i].facts);

          biz_refusal_facts_read (&facts, json_node_get_object (node), &read_error);
          g_assert_no_error (read_error);
        }
      refusal = biz_refusal_new (error, seen, ME, &facts);
      g_assert_cmpint (biz_refusal_get_kind (refusal), ==, cases[i].kind);
      g_assert_cmpstr (biz_refusal_get_field (refusal), ==, cases[i].field);
      if (strstr (biz_refusal_get_sentence (refusal), cases[i].part) == NULL)
        g_error ("case %" G_GSIZE_FORMAT ": %s", i, biz_refusal_get_sentence (refusal));
      /* the code and the server's words stay */
      shown = biz_refusal_to_error (refusal, error);
      g_assert_error (shown, ERP_ERROR, cases[i].code);
      g_assert_cmpstr (erp_error_get_server_message (shown), ==, cases[i].words);
      g_assert_cmpstr (shown->message, ==, biz_refusal_get_sentence (refusal));
    }
}

#define PAYING(date, state, residual, writer, written, company)                                    \
  "{\"id\":25,\"date\":\"" date "\",\"state\":\"" state "\",\"amount_residual\":" residual         \
  ",\"inalterable_hash\":\"$4$ab\",\"partner_id\":14,\"invoice_line_ids\":[1],"                    \
  "\"write_uid\":" writer ",\"write_date\":\"2026-11-22 " written                                  \
  "\",\"company_id\":{\"id\":3,\"display_name\":\"B\"" company "}}"

/* A payment: the day is its own, and a sealed invoice is paid all the same. */
static void
test_payment (void)
{
  static const struct
  {
    int code;
    const char *words;
    const char *facts;
    const char *day;
    BizRefusalKind kind;
    const char *field;
    const char *part;
    const char *shown; /* (nullable): NULL: the sentence */
  } cases[] = {
    { ERP_ERROR_VALIDATION, "There's nothing left to pay",
      PAYING ("2026-11-22", "posted", "0.0", MYSELF, "10:00:00", ""), "2026-11-22",
      BIZ_REFUSAL_SETTLED, "amount", "reconciled already, with a payment", NULL },
    { ERP_ERROR_VALIDATION, "?", PAYING ("2026-11-22", "posted", "0.0", BERT, "10:05:00", ""),
      "2026-11-22", BIZ_REFUSAL_SETTLED, "amount", "Bert changed it last", NULL },
    { ERP_ERROR_CONFLICT, NULL, PAYING ("2026-11-22", "posted", "0.0", BERT, "10:05:00", ""),
      "2026-11-22", BIZ_REFUSAL_SETTLED, "amount", "reconciled already", NULL },
    /* what the program itself refused was said by it */
    { ERP_ERROR_CONFLICT, NULL, PAYING ("2026-11-22", "posted", "5.0", BERT, "10:05:00", ""),
      "2026-11-22", BIZ_REFUSAL_FASTER, NULL, "Bert changed it", "The server refused this." },
    { ERP_ERROR_VALIDATION, "?", PAYING ("2026-11-22", "draft", "5.0", MYSELF, "10:00:00", ""),
      "2026-11-22", BIZ_REFUSAL_FASTER, NULL, "it is a draft now", NULL },
    /* the invoice's day is free, the payment's is not */
    { ERP_ERROR_VALIDATION, "?",
      PAYING ("2026-11-22", "posted", "5.0", MYSELF, "10:00:00",
              ",\"fiscalyear_lock_date\":\"2026-10-31\""),
      "2026-10-31", BIZ_REFUSAL_LOCK_DATE, "date", "up to 10/31/26", NULL },
    { ERP_ERROR_VALIDATION, "?",
      PAYING ("2026-10-01", "posted", "5.0", MYSELF, "10:00:00",
              ",\"fiscalyear_lock_date\":\"2026-10-31\""),
      "2026-11-01", BIZ_REFUSAL_OTHER, NULL, "The server refused this.", NULL },
    { ERP_ERROR_VALIDATION, "Field: Journal (journal_id)",
      PAYING ("2026-11-22", "posted", "5.0", MYSELF, "10:00:00", ""), "2026-11-22",
      BIZ_REFUSAL_FIELD, "journal_id", "“Journal”", NULL },
  };
  g_autoptr (BizInvoice) seen = make_seen ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = make_error (cases[i].code, cases[i].words);
      g_autoptr (GError) shown = NULL;
      g_autoptr (BizRefusal) refusal = NULL;
      g_autoptr (JsonNode) node = erp_json_literal (cases[i].facts);
      g_auto (BizRefusalFacts) facts = { 0 };

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      g_assert_true (biz_refusal_facts_read (&facts, json_node_get_object (node), NULL));
      facts.paying = TRUE;
      g_date_set_parse (&facts.date, cases[i].day);
      refusal = biz_refusal_new (error, seen, ME, &facts);
      g_assert_cmpint (biz_refusal_get_kind (refusal), ==, cases[i].kind);
      g_assert_cmpstr (biz_refusal_get_field (refusal), ==, cases[i].field);
      g_assert_nonnull (strstr (biz_refusal_get_sentence (refusal), cases[i].part));
      shown = biz_refusal_to_payment_error (refusal, error);
      g_assert_cmpstr (shown->message, ==,
                       cases[i].shown != NULL ? cases[i].shown
                                              : biz_refusal_get_sentence (refusal));
    }
}

static JsonNode *
answer_cb (ErpCall *call, gpointer user_data, GError **error)
{
  const char *mode = user_data;

  if (g_str_equal (mode, "offline"))
    {
      g_set_error_literal (error, ERP_ERROR, ERP_ERROR_UNREACHABLE, "gone");
      return NULL;
    }
  if (g_str_equal (erp_call_get_method (call), "fields_get"))
    return erp_json_literal ("{\"sale_lock_date\":{\"type\":\"date\"}}");
  if (g_str_equal (mode, "deleted"))
    return erp_json_literal ("[]");
  return erp_json_literal ("[" FACTS ("2026-10-31", "posted", "false", "14", "[1]", MYSELF,
                                      "10:00:00", ",\"sale_lock_date\":\"2026-10-31\"") "]");
}

static void
take_result_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **)user_data = g_object_ref (result);
}

static gboolean
is_set (gpointer user_data)
{
  return *(gpointer *)user_data != NULL;
}

/* Only fields the server has are asked for; where nothing can be asked the error stays. */
static void
test_explain (void)
{
  static const struct
  {
    const char *mode;
    int code;
    BizRefusalKind kind;
    guint n_calls;
  } cases[] = {
    { "locked", ERP_ERROR_VALIDATION, BIZ_REFUSAL_LOCK_DATE, 2 },
    { "deleted", ERP_ERROR_VALIDATION, BIZ_REFUSAL_FASTER, 2 },
    { "offline", ERP_ERROR_VALIDATION, BIZ_REFUSAL_OTHER, 2 },
    { "locked", ERP_ERROR_ACCESS, BIZ_REFUSAL_RIGHTS, 0 },
    { "locked", ERP_ERROR_UNREACHABLE, BIZ_REFUSAL_OTHER, 0 },
  };
  g_autoptr (BizInvoice) seen = make_seen ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (FakeClient) client = fake_client_new (answer_cb, (gpointer)cases[i].mode);
      g_autoptr (GError) error = make_error (cases[i].code, NULL);
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (BizRefusal) refusal = NULL;

      biz_refusal_explain_async (ERP_CLIENT (client), error, seen, ME, NULL, take_result_cb,
                                 &result);
      fake_loop_until (is_set, &result);
      refusal = biz_refusal_explain_finish (result, NULL);
      g_assert_cmpint (biz_refusal_get_kind (refusal), ==, cases[i].kind);
      g_assert_cmpuint (fake_client_get_n_calls (client), ==, cases[i].n_calls);
      if (cases[i].n_calls == 2)
        {
          g_autofree char *asked = erp_json_to_string (
              erp_call_get_arg (fake_client_get_call (client, 1), "specification"));

          g_assert_null (strstr (asked, "hard_lock_date"));
          g_assert_cmpint (strstr (asked, "sale_lock_date") != NULL, ==,
                           !g_str_equal (cases[i].mode, "offline"));
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/refusal/payment", test_payment);
  g_test_add_func ("/refusal/table", test_table);
  g_test_add_func ("/refusal/explain", test_explain);
  return g_test_run ();
}
