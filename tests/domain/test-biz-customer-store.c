/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A customer as the demo company of both series has him: figures tie to its rows, the story is in
 * order to its end, and he is known by his numbers. */

#include "biz-currency-table.h"
#include "biz-customer-finder.h"
#include "biz-customer-store.h"
#include "biz-customer-twins.h"
#include "demo-desk.h"
#include "erp-error.h"
#include "erp-json.h"
#include "test-values.h"

#include <string.h>

typedef struct
{
  DemoDesk desk;
  BizCurrencyTable *currencies;
  BizCustomerStore *store;
} Fixture;

typedef struct
{
  guint series;
  const char *role;
} Who;

static const Who in_19 = { 19, "controller" };
static const Who in_17 = { 17, "controller" };
static const Who agent = { 19, "agent" };

static void
set_up (Fixture *f, gconstpointer data)
{
  const Who *who = data;

  desk_open (&f->desk, who->series, who->role);
  f->currencies = biz_currency_table_new (f->desk.capabilities);
  f->store = biz_customer_store_new (f->desk.session, f->currencies);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  /* Answers that nobody waits for any more still have to come back. */
  while (g_main_context_iteration (NULL, FALSE))
    ;
  test_last_unref (&f->store);
  biz_currency_table_unref (f->currencies);
  desk_close (&f->desk);
}

static gint64
ask_id (Fixture *f, const char *model, const char *domain, const char *member)
{
  g_autofree char *fields = g_strdup_printf ("[\"%s\"]", member);
  g_autoptr (JsonNode) answer = desk_ask (&f->desk, FALSE, model, "search_read", 0, "domain",
                                          domain, "fields", fields, "limit", "1", NULL);
  JsonArray *rows = json_node_get_array (answer);
  gint64 id;

  g_assert_cmpuint (json_array_get_length (rows), ==, 1);
  g_assert_true (
      erp_json_get_many2one (json_array_get_object_element (rows, 0), member, &id, NULL, NULL));

  return id;
}

static gint64
find_debtor (Fixture *f)
{
  return ask_id (f, "account.move",
                 "[[\"move_type\",\"=\",\"out_invoice\"],[\"state\",\"=\",\"posted\"],"
                 "[\"amount_residual\",\">\",0],[\"invoice_date_due\",\"<\",\"2026-10-01\"]]",
                 "commercial_partner_id");
}

static gboolean
is_there (Fixture *f)
{
  return (biz_customer_store_get_customer (f->store) != NULL
          && biz_customer_store_get_sums (f->store) != NULL
          && !biz_story_is_loading (biz_customer_store_get_story (f->store)))
         || biz_customer_store_get_error (f->store) != NULL;
}

static void
load (Fixture *f, gint64 id)
{
  biz_customer_store_set_customer (f->store, id);
  while (!is_there (f))
    g_main_context_iteration (NULL, TRUE);
  g_assert_no_error (biz_customer_store_get_error (f->store));
  g_assert_no_error (biz_customer_store_get_sums_error (f->store));
}

static gint64
count (Fixture *f, const char *model, const char *domain)
{
  g_autoptr (JsonNode) answer =
      desk_ask (&f->desk, FALSE, model, "search_count", 0, "domain", domain, NULL);

  return json_node_get_int (answer);
}

static void
test_figures (Fixture *f, gconstpointer data)
{
  gint64 id = find_debtor (f);
  g_autofree char *domain = g_strdup_printf (
      "[[\"parent_state\",\"=\",\"posted\"],[\"account_type\",\"=\",\"asset_receivable\"],"
      "[\"reconciled\",\"=\",false],[\"partner_id\",\"=\",%" G_GINT64_FORMAT "]]",
      id);
  const BizCustomerSums *sums;
  g_autoptr (GPtrArray) figures = NULL;
  guint n_open = 0;

  load (f, id);
  sums = biz_customer_store_get_sums (f->store);
  g_assert_null (sums->refused);
  for (guint i = 0; i < sums->books->len; i++)
    n_open += g_array_index (sums->books, BizCustomerBooks, i).n_open;
  g_assert_cmpint (n_open, ==, count (f, "account.move.line", domain));
  g_assert_cmpuint (n_open, >, 0);
  figures = biz_customer_store_make_figures (f->store);
  g_assert_cmpuint (figures->len, >=, 8);
  g_assert_nonnull (biz_customer_get_facts (biz_customer_store_get_customer (f->store))->name);
}

/* To its end: each document once, newest first. */
static void
test_story (Fixture *f, gconstpointer data)
{
  gint64 id = find_debtor (f);
  BizStory *story = biz_customer_store_get_story (f->store);
  g_autofree char *domain = g_strdup_printf (
      "[[\"move_type\",\"in\",[\"out_invoice\",\"out_refund\"]],[\"commercial_partner_id\",\"=\","
      "%" G_GINT64_FORMAT "]]",
      id);
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GPtrArray) invoices = NULL;
  guint n_moves = 0;

  load (f, id);
  while (!biz_story_is_complete (story))
    {
      biz_story_load_more (story);
      g_main_context_iteration (NULL, TRUE);
    }
  g_assert_no_error (biz_story_get_error (story));
  all = biz_story_list (story);
  for (guint i = 0; i < all->len; i++)
    {
      const BizStoryFacts *facts = biz_story_entry_get_facts (g_ptr_array_index (all, i));

      g_assert_nonnull (facts->title);
      n_moves += g_str_equal (facts->model, "account.move") ? 1 : 0;
      if (i > 0)
        g_assert_cmpint (biz_story_entry_compare (g_ptr_array_index (all, i - 1),
                                                  g_ptr_array_index (all, i)),
                         <, 0);
    }
  g_assert_cmpint (n_moves, ==, count (f, "account.move", domain));
  biz_story_set_kinds (story, BIZ_STORY_BIT (BIZ_STORY_INVOICE));
  while (biz_story_is_loading (story))
    g_main_context_iteration (NULL, TRUE);
  invoices = biz_story_list (story);
  g_assert_cmpuint (invoices->len, >, 0);
  for (guint i = 0; i < invoices->len; i++)
    g_assert_cmpint (biz_story_entry_get_facts (g_ptr_array_index (invoices, i))->kind, ==,
                     BIZ_STORY_INVOICE);
}

/* A contact leads to his firm; a customer who is gone is said to be. */
static void
test_contact (Fixture *f, gconstpointer data)
{
  gint64 contact = ask_id (f, "res.partner",
                           "[[\"parent_id\",\"!=\",false],[\"is_company\",\"=\",false],"
                           "[\"parent_id.customer_rank\",\">\",0]]",
                           "id");
  gint64 firm;
  g_autofree char *domain = g_strdup_printf ("[[\"id\",\"=\",%" G_GINT64_FORMAT "]]", contact);

  firm = ask_id (f, "res.partner", domain, "commercial_partner_id");
  load (f, contact);
  g_assert_cmpint (biz_customer_store_get_id (f->store), ==, firm);
  g_assert_cmpint (biz_story_get_customer (biz_customer_store_get_story (f->store)), ==, firm);
  biz_customer_store_set_customer (f->store, 99999999);
  while (biz_customer_store_get_error (f->store) == NULL
         || biz_customer_store_get_sums (f->store) == NULL
         || biz_story_is_loading (biz_customer_store_get_story (f->store)))
    g_main_context_iteration (NULL, TRUE);
  g_assert_error (biz_customer_store_get_error (f->store), ERP_ERROR, ERP_ERROR_MISSING);
}

static void
test_agent (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) figures = NULL;

  load (f, ask_id (f, "sale.order", "[]", "partner_id"));
  g_assert_nonnull (biz_customer_store_get_sums (f->store)->refused);
  g_assert_cmpuint (biz_customer_store_get_sums (f->store)->books->len, ==, 0);
  figures = biz_customer_store_make_figures (f->store);
  for (guint i = 0; i < figures->len; i++)
    g_assert_cmpint (((BizCustomerFigure *)g_ptr_array_index (figures, i))->kind, >=,
                     BIZ_FIGURE_CASES);
}

static GPtrArray *
find (Fixture *f, const char *text)
{
  g_autoptr (BizHint) hint = biz_hint_recognise (text, -1);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *hits;

  g_test_message ("%s", text);
  g_assert_nonnull (hint);
  biz_customer_find_async (f->desk.session, hint, NULL, desk_cb, &f->desk);
  result = desk_wait (&f->desk);
  hits = biz_customer_find_finish (result, &error);
  g_assert_no_error (error);

  return hits;
}

static char *
read_text (Fixture *f, gint64 id, const char *member)
{
  g_autofree char *fields = g_strdup_printf ("[\"%s\"]", member);
  g_autoptr (JsonNode) answer =
      desk_ask (&f->desk, FALSE, "res.partner", "read", id, "fields", fields, NULL);
  const char *text;

  g_assert_true (erp_json_get_string (
      json_array_get_object_element (json_node_get_array (answer), 0), member, &text, NULL));

  return g_strdup (text);
}

static gboolean
has_hit (GPtrArray *hits, gint64 id)
{
  for (guint i = 0; i < hits->len; i++)
    if (((BizCustomerHit *)g_ptr_array_index (hits, i))->partner_id == id)
      return TRUE;

  return FALSE;
}

static void
test_known (Fixture *f, gconstpointer data)
{
  gint64 id = find_debtor (f);
  g_autofree char *mail = read_text (f, id, "email");
  g_autofree char *phone = read_text (f, id, "phone");
  g_autofree char *vat = read_text (f, id, "vat");
  g_autofree char *sender = g_strdup_printf ("Anna Ort <%s>", mail);
  g_autofree char *colleague = g_strdup_printf ("nobody.yet@%s", strchr (mail, '@') + 1);
  g_autofree char *dialled = g_strdup_printf ("040 / %s", phone + strlen ("+49 40 "));
  g_autofree char *domain = g_strdup_printf ("[[\"commercial_partner_id\",\"=\",%" G_GINT64_FORMAT
                                             "],[\"state\",\"=\",\"posted\"]]",
                                             id);
  g_autoptr (JsonNode) answer = NULL;
  const char *texts[] = { sender, phone, dialled, vat, colleague, NULL };
  const char *number = NULL;
  g_autoptr (GPtrArray) nobody = NULL;

  for (guint i = 0; texts[i] != NULL; i++)
    {
      g_autoptr (GPtrArray) hits = find (f, texts[i]);

      g_assert_true (has_hit (hits, id));
      g_assert_cmpuint (hits->len, <=, 2);
      g_assert_cmpint (((BizCustomerHit *)g_ptr_array_index (hits, 0))->exact, ==,
                       texts[i] != colleague);
    }
  answer = desk_ask (&f->desk, FALSE, "account.move", "search_read", 0, "domain", domain, "fields",
                     "[\"name\"]", "limit", "1", NULL);
  erp_json_get_string (json_array_get_object_element (json_node_get_array (answer), 0), "name",
                       &number, NULL);
  {
    g_autofree char *lower = g_ascii_strdown (number, -1);
    g_autoptr (GPtrArray) hits = find (f, lower);

    g_assert_cmpuint (hits->len, ==, 1);
    g_assert_true (has_hit (hits, id));
    g_assert_nonnull (strstr (((BizCustomerHit *)g_ptr_array_index (hits, 0))->why, number));
  }
  nobody = find (f, "INV/1999/99999");
  g_assert_cmpuint (nobody->len, ==, 0);
}

static void
test_twins (Fixture *f, gconstpointer data)
{
  gint64 first = ask_id (f, "res.partner", "[[\"ref\",\"=\",\"K10210\"]]", "id");
  gint64 second = ask_id (f, "res.partner", "[[\"ref\",\"=\",\"K11435\"]]", "id");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) twins = NULL;
  g_autofree char *vat = read_text (f, first, "vat");
  g_autoptr (GPtrArray) hits = NULL;
  const BizCustomerTwin *twin;

  load (f, first);
  biz_customer_twins_find_async (f->desk.session, biz_customer_store_get_customer (f->store), NULL,
                                 desk_cb, &f->desk);
  result = desk_wait (&f->desk);
  twins = biz_customer_twins_find_finish (result, NULL);
  g_assert_cmpuint (twins->len, >=, 1);
  twin = g_ptr_array_index (twins, 0);
  g_assert_cmpint (twin->id, ==, second);
  g_assert_nonnull (strstr (twin->why, "tax id"));
  hits = find (f, vat);
  g_assert_true (has_hit (hits, first) && has_hit (hits, second));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, who, func) g_test_add (path, Fixture, who, set_up, func, tear_down)
  ADD ("/customer/19/figures", &in_19, test_figures);
  ADD ("/customer/17/figures", &in_17, test_figures);
  ADD ("/customer/19/story", &in_19, test_story);
  ADD ("/customer/17/story", &in_17, test_story);
  ADD ("/customer/19/contact", &in_19, test_contact);
  ADD ("/customer/19/agent", &agent, test_agent);
  ADD ("/customer/19/known", &in_19, test_known);
  ADD ("/customer/17/known", &in_17, test_known);
  ADD ("/customer/19/twins", &in_19, test_twins);
  return g_test_run ();
}
