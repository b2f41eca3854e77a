/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "test"

#include "ledger-table.h"

#include "biz-money.h"
#include "erp-call.h"
#include "erp-error.h"
#include "erp-json.h"
#include "kit-format.h"

#define TEST_TYPE_ENTRY (test_entry_get_type ())
G_DECLARE_FINAL_TYPE (TestEntry, test_entry, TEST, ENTRY, GObject)

struct _TestEntry
{
  GObject parent_instance;

  gint64 id;
  char *customer;
  GDate date;
  BizMoney total;
};

G_DEFINE_FINAL_TYPE (TestEntry, test_entry, G_TYPE_OBJECT)

static void
test_entry_finalize (GObject *object)
{
  g_free (TEST_ENTRY (object)->customer);
  G_OBJECT_CLASS (test_entry_parent_class)->finalize (object);
}

static void
test_entry_class_init (TestEntryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = test_entry_finalize;
}

static void
test_entry_init (TestEntry *self)
{
}

static GObject *
make_entry (JsonObject *row, gpointer user_data, GError **error)
{
  g_autoptr (TestEntry) entry = g_object_new (TEST_TYPE_ENTRY, NULL);
  const char *customer;
  gint64 minor;

  if (!erp_json_get_int (row, "id", &entry->id, error)
      || !erp_json_get_string (row, "customer", &customer, error)
      || !erp_json_get_date (row, "date", &entry->date, error)
      || !erp_json_get_scaled (row, "total", 2, &minor, error))
    return NULL;
  entry->customer = g_strdup (customer);
  entry->total = biz_money_from_minor (minor, "EUR", 2);
  return G_OBJECT (g_steal_pointer (&entry));
}

static void
append_row (GString *json, guint generation, gint64 id)
{
  static const char *const names[] = { "Ackermann Stahlbau GmbH & Co. KG", "Bolt & Daughters Ltd",
                                       "Câbles du Nord SARL", "Dimitriou Marine Supplies A.E.",
                                       "Ekström Fastighetsförvaltning AB" };

  g_string_append_printf (json,
                          "{\"id\":%" G_GINT64_FORMAT ",\"customer\":\"%s%s\",\"date\":"
                          "\"2026-%02d-%02d\",\"total\":%d.%02d}",
                          id, names[id % 5], generation > 0 ? " II" : "", (int)(id % 12) + 1,
                          (int)(id % 28) + 1, (int)(id * 7919 % 100000), (int)(id % 100));
}

static JsonNode *
answer_cb (ErpCall *call, gpointer user_data, GError **error)
{
  LedgerTable *self = user_data;
  g_autoptr (GString) json = g_string_new ("{\"length\":");
  gint64 offset;
  gint64 limit;
  gint64 i;

  if (g_str_equal (erp_call_get_method (call), "search_count"))
    {
      g_string_printf (json, "%u", self->n_rows);
      return erp_json_literal (json->str);
    }
  offset = json_node_get_int (erp_call_get_arg (call, "offset"));
  limit = json_node_get_int (erp_call_get_arg (call, "limit"));
  if (self->fail || (self->fail_far && offset > 0))
    {
      g_set_error_literal (error, ERP_ERROR, ERP_ERROR_TIMEOUT,
                           "The server did not answer in time.");
      return NULL;
    }
  g_string_append_printf (json, "%u,\"records\":[", self->n_rows);
  for (i = offset; i < offset + limit && i < self->n_rows; i++)
    {
      if (i > offset)
        g_string_append_c (json, ',');
      append_row (json, self->generation, i + 1);
    }
  g_string_append (json, "]}");
  return erp_json_literal (json->str);
}

static char *
number_text (gpointer item, gpointer user_data)
{
  return g_strdup_printf ("INV/2026/%06" G_GINT64_FORMAT, TEST_ENTRY (item)->id);
}

static char *
customer_text (gpointer item, gpointer user_data)
{
  return g_strdup (TEST_ENTRY (item)->customer);
}

static char *
date_text (gpointer item, gpointer user_data)
{
  return kit_format_date (&TEST_ENTRY (item)->date);
}

static char *
total_text (gpointer item, gpointer user_data)
{
  return kit_format_money_aligned (&TEST_ENTRY (item)->total);
}

static char *
currency_text (gpointer item, gpointer user_data)
{
  return g_strdup (TEST_ENTRY (item)->total.currency);
}

static char *
state_text (gpointer item, gpointer user_data)
{
  static const char *const names[] = { "Open", "Overdue", "Paid" };

  return g_strdup (names[TEST_ENTRY (item)->id % 3]);
}

static KitTone
state_tone (gpointer item, gpointer user_data)
{
  static const KitTone tones[] = { KIT_TONE_ACCENT, KIT_TONE_BAD, KIT_TONE_GOOD };

  return tones[TEST_ENTRY (item)->id % 3];
}

static const KitLedgerColumn columns[] = {
  { "number", "Number", KIT_LEDGER_TEXT, 150, FALSE, TRUE, TRUE, number_text, NULL },
  { "customer", "Customer", KIT_LEDGER_TEXT, 160, TRUE, TRUE, TRUE, customer_text, NULL },
  { "date", "Date", KIT_LEDGER_DATE, 110, FALSE, FALSE, TRUE, date_text, NULL },
  { "due", "Due", KIT_LEDGER_DATE, 110, FALSE, FALSE, TRUE, date_text, NULL },
  { "total", "Total", KIT_LEDGER_MONEY, 120, FALSE, FALSE, TRUE, total_text, NULL },
  { "open", "Open", KIT_LEDGER_MONEY, 120, FALSE, FALSE, TRUE, total_text, NULL },
  { "currency", "Currency", KIT_LEDGER_TEXT, 70, FALSE, FALSE, FALSE, currency_text, NULL },
  { "state", "Status", KIT_LEDGER_PILL, 110, FALSE, TRUE, TRUE, state_text, state_tone },
};

LedgerTable *
ledger_table_new (guint n_rows)
{
  LedgerTable *self = g_new0 (LedgerTable, 1);

  self->n_rows = n_rows;
  self->client = fake_client_new (answer_cb, self);
  return self;
}

void
ledger_table_free (LedgerTable *self)
{
  g_clear_object (&self->client);
  g_free (self);
}

ErpListing *
ledger_table_create_listing (LedgerTable *self)
{
  return erp_listing_new (ERP_CLIENT (self->client), "account.move", "{\"customer\":{}}",
                          make_entry, NULL, NULL);
}

KitLedgerList *
ledger_table_create_list (void)
{
  KitLedgerList *list = KIT_LEDGER_LIST (kit_ledger_list_new ());

  kit_ledger_list_set_name (list, "Invoices");
  kit_ledger_list_set_columns (list, columns, G_N_ELEMENTS (columns), NULL);
  return list;
}
