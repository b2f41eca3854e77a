/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Answers of servers of 17 and 19, whole and then with every value in turn gone or of another
 * kind: each is understood or refused with a sentence, none stops the program. */

#include "biz-applied-payment.h"
#include "biz-currency-table.h"
#include "biz-invoice-details.h"
#include "biz-invoice-preview.h"
#include "biz-invoice.h"
#include "biz-partner.h"
#include "biz-payment-proposal.h"
#include "biz-product.h"
#include "erp-currency.h"
#include "erp-error.h"
#include "erp-json.h"
#include "mutate-json.h"

#include <glib.h>

typedef GObject *(*ReadFunc) (JsonObject *object, BizCurrencyTable *currencies, GError **error);

typedef struct
{
  const char *file;
  const char *pointer; /* (nullable): of the first row of a list in it */
  ReadFunc read;
  guint least_understood; /* a reader that refuses everything would pass otherwise */
} Answer;

typedef struct
{
  const Answer *answer;
  BizCurrencyTable *currencies; /* (owned) */
  guint n_understood;
  guint n_refused;
} Trial;

/* What a page asks of a record at once. */
static GObject *
read_invoice (JsonObject *object, BizCurrencyTable *currencies, GError **error)
{
  BizInvoice *invoice = biz_invoice_new_from_json (object, currencies, error);
  g_autoptr (GDate) today = g_date_new_dmy (22, 11, 2026);

  if (invoice == NULL)
    return NULL;
  g_assert_nonnull (biz_invoice_get_title (invoice));
  g_assert_cmpstr (biz_standing_to_label (biz_invoice_get_standing (invoice, today)), !=, "");
  g_assert_cmpint (biz_invoice_get_days_overdue (invoice, today), >=, 0);

  return G_OBJECT (invoice);
}

static GObject *
read_details (JsonObject *object, BizCurrencyTable *currencies, GError **error)
{
  return (GObject *)biz_invoice_details_new_from_json (object, currencies, error);
}

static GObject *
read_preview (JsonObject *object, BizCurrencyTable *currencies, GError **error)
{
  return (GObject *)biz_invoice_preview_new_from_json (object, currencies, error);
}

static GObject *
read_proposal (JsonObject *object, BizCurrencyTable *currencies, GError **error)
{
  return (GObject *)biz_payment_proposal_new_from_json (7, object, currencies, error);
}

static GObject *
read_partner (JsonObject *object, BizCurrencyTable *currencies, GError **error)
{
  return (GObject *)biz_partner_new_from_json (object, error);
}

static GObject *
read_product (JsonObject *object, BizCurrencyTable *currencies, GError **error)
{
  return (GObject *)biz_product_new_from_json (object, error);
}

static GObject *
read_currency (JsonObject *object, BizCurrencyTable *currencies, GError **error)
{
  return (GObject *)erp_currency_new_from_json (object, error);
}

static const Answer answers[] = {
  { "invoice-17", NULL, read_invoice, 100 },
  { "invoice-19", NULL, read_invoice, 100 },
  { "invoice-17", NULL, read_details, 100 },
  { "invoice-19", NULL, read_details, 100 },
  { "preview-17", NULL, read_preview, 50 },
  { "preview-19", NULL, read_preview, 50 },
  { "proposal-17", NULL, read_proposal, 20 },
  { "proposal-19", NULL, read_proposal, 20 },
  { "records-17", "partners", read_partner, 10 },
  { "records-19", "partners", read_partner, 10 },
  { "records-17", "products", read_product, 10 },
  { "records-19", "products", read_product, 10 },
  { "records-17", "currencies", read_currency, 10 },
  { "records-19", "currencies", read_currency, 10 },
};

static void
try_answer (JsonNode *changed, const char *what, gpointer user_data)
{
  Trial *trial = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GObject) object = NULL;

  if (!JSON_NODE_HOLDS_OBJECT (changed))
    return;
  g_test_message ("%s %s", trial->answer->file, what);
  object = trial->answer->read (json_node_get_object (changed), trial->currencies, &error);
  if (object != NULL)
    {
      g_assert_no_error (error);
      trial->n_understood++;
      return;
    }
  g_assert_nonnull (error);
  g_assert_cmpint (error->domain, ==, ERP_ERROR);
  g_assert_cmpstr (error->message, !=, "");
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  trial->n_refused++;
}

static char *
load (const Answer *answer)
{
  g_autofree char *name = g_strconcat (answer->file, ".json", NULL);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "server", name, NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = NULL;
  JsonObject *root;
  JsonNode *list;
  JsonArray *rows;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  if (answer->pointer == NULL)
    return g_steal_pointer (&text);
  node = json_from_string (text, &error);
  g_assert_no_error (error);
  root = json_node_get_object (node);
  list = json_object_get_member (root, answer->pointer);
  rows = JSON_NODE_HOLDS_OBJECT (list)
             ? json_object_get_array_member (json_node_get_object (list), "records")
             : json_node_get_array (list);

  return json_to_string (json_array_get_element (rows, 0), FALSE);
}

static void
test_answer (gconstpointer data)
{
  const Answer *answer = data;
  g_autofree char *text = load (answer);
  g_autoptr (BizCurrencyTable) currencies = biz_currency_table_new_empty ();
  Trial trial = { .answer = answer, .currencies = currencies };
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = json_from_string (text, &error);
  g_autoptr (GObject) whole = NULL;

  g_assert_no_error (error);
  biz_currency_table_add (currencies, 1, "USD", 2);
  biz_currency_table_add (currencies, 125, "EUR", 2);
  whole = answer->read (json_node_get_object (node), currencies, &error);
  g_assert_no_error (error);
  g_assert_nonnull (whole);

  mutate_json (text, try_answer, &trial);
  g_assert_cmpuint (trial.n_understood, >=, answer->least_understood);
  g_assert_cmpuint (trial.n_refused, >=, answer->least_understood);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autofree char *path =
          g_strdup_printf ("/biz/answers/%s/%u",
                           answers[i].pointer != NULL ? answers[i].pointer : answers[i].file, i);

      g_test_add_data_func (path, &answers[i], test_answer);
    }

  return g_test_run ();
}
