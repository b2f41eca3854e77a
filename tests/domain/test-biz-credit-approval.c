/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-credit-store.h"
#include "biz-invoice-details.h"
#include "demo-desk.h"
#include "erp-capabilities.h"
#include "erp-error.h"
#include "erp-json.h"
#include "fake-client.h"

#include <string.h>

/* Four eyes: who made it, who may, and what a second person does. */

#define LIMITS "\"approval_above\":{\"EUR\":100,\"USD\":100}"

static BizInvoice *
load (DemoDesk *desk, gint64 id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  BizInvoice *note;

  biz_invoice_store_load_async (desk->store, id, NULL, desk_cb, desk);
  result = desk_wait (desk);
  note = biz_invoice_store_load_finish (desk->store, result, &error);
  g_assert_no_error (error);

  return note;
}

static BizInvoice *
post (DemoDesk *desk, BizInvoice *note, GError **error)
{
  g_autoptr (BizCreditStore) store = biz_credit_store_new (desk->session, desk->store);
  g_autoptr (GAsyncResult) result = NULL;

  biz_credit_store_post_async (store, note, NULL, desk_cb, desk);
  result = desk_wait (desk);

  return biz_credit_store_post_finish (store, result, error);
}

static BizInvoice *
decline (DemoDesk *desk, BizInvoice *note, const char *reason, GError **error)
{
  g_autoptr (BizCreditStore) store = biz_credit_store_new (desk->session, desk->store);
  g_autoptr (GAsyncResult) result = NULL;

  biz_credit_store_decline_async (store, note, reason, NULL, desk_cb, desk);
  result = desk_wait (desk);

  return biz_credit_store_decline_finish (store, result, error);
}

typedef struct
{
  const char *name;
  const char *policy; /* NULL: no file */
  const char *amount;
  const char *by; /* who posts what the controller made */
  gboolean posted;
} Case;

static const Case cases[] = {
  { "no-file", NULL, "5000", "controller", TRUE },
  { "below", "{\"version\":1,\"credit_note\":{" LIMITS "}}", "100", "controller", TRUE },
  { "own", "{\"version\":1,\"credit_note\":{" LIMITS "}}", "100.01", "controller", FALSE },
  { "second", "{\"version\":1,\"credit_note\":{" LIMITS "}}", "100.01", "credit", TRUE },
  { "not-named", "{\"version\":1,\"credit_note\":{" LIMITS ",\"approvers\":[\"somebody\"]}}",
    "100.01", "credit", FALSE },
  { "named-but-below", "{\"version\":1,\"credit_note\":{" LIMITS ",\"approvers\":[\"somebody\"]}}",
    "99", "controller", TRUE },
  { "broken", "{\"version\":1,\"credit_note\":{\"approval_above\":\"a lot\"}}", "1", "controller",
    FALSE },
  { "broken-second", "not even JSON", "1", "credit", TRUE },
};

static void
try_post (DemoDesk *maker, DemoDesk *second, const Case *c)
{
  DemoDesk *poster = g_str_equal (c->by, "credit") ? second : maker;
  g_autoptr (BizInvoice) note = NULL;
  g_autoptr (BizInvoice) posted = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *state = NULL;
  gint64 id;

  g_test_message ("%s", c->name);
  if (c->policy != NULL)
    desk_write_policy (maker, c->policy);
  id = desk_make_draft (maker, "out_refund", "2026-11-20", c->amount);
  note = load (poster, id);
  posted = post (poster, note, &error);
  g_assert_cmpint (posted != NULL, ==, c->posted);
  if (!c->posted)
    g_assert_error (error, ERP_ERROR, ERP_ERROR_ACCESS);
  state = desk_get_state (maker, id);
  g_assert_cmpstr (state, ==, c->posted ? "posted" : "draft");
}

static void
test_post (gconstpointer data)
{
  DemoDesk maker, second;

  desk_open (&maker, GPOINTER_TO_UINT (data), "controller");
  desk_join (&second, &maker, "credit");
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    try_post (&maker, &second, &cases[i]);
  desk_close (&second);
  desk_close (&maker);
}

/* What counts is the amount at the moment of posting, not the one that was looked at. */
static void
test_raised_meanwhile (void)
{
  DemoDesk desk;
  g_autoptr (BizInvoice) note = NULL;
  g_autoptr (BizInvoice) posted = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) lines = NULL;
  gint64 id;

  desk_open (&desk, 19, "controller");
  desk_write_policy (&desk, "{\"version\":1,\"credit_note\":{" LIMITS "}}");
  id = desk_make_draft (&desk, "out_refund", "2026-11-20", "50");
  note = load (&desk, id);
  lines =
      desk_ask (&desk, FALSE, "account.move", "read", id, "fields", "[\"invoice_line_ids\"]", NULL);
  json_node_unref (desk_ask (
      &desk, TRUE, "account.move.line", "write",
      json_array_get_int_element (json_object_get_array_member (json_array_get_object_element (
                                                                    json_node_get_array (lines), 0),
                                                                "invoice_line_ids"),
                                  0),
      "vals", "{\"price_unit\":5000}", NULL));
  posted = post (&desk, note, &error);
  g_assert_null (posted);
  g_assert_error (error, ERP_ERROR, ERP_ERROR_ACCESS);
  desk_close (&desk);
}

static guint
count_activities (DemoDesk *desk, gint64 id)
{
  g_autofree char *domain = g_strdup_printf (
      "[[\"res_model\",\"=\",\"account.move\"],[\"res_id\",\"=\",%" G_GINT64_FORMAT "]]", id);
  g_autoptr (JsonNode) found = desk_ask (desk, FALSE, "mail.activity", "search_read", 0, "domain",
                                         domain, "fields", "[\"id\"]", NULL);

  return json_array_get_length (json_node_get_array (found));
}

static guint
count_declined (DemoDesk *desk, gint64 id)
{
  g_autofree char *domain =
      g_strdup_printf ("[[\"model\",\"=\",\"account.move\"],[\"res_id\",\"=\",%" G_GINT64_FORMAT
                       "],[\"body\",\"like\",\"QUITTANCE/1 credit state=declined\"]]",
                       id);
  g_autoptr (JsonNode) found = desk_ask (desk, FALSE, "mail.message", "search_read", 0, "domain",
                                         domain, "fields", "[\"body\"]", NULL);

  return json_array_get_length (json_node_get_array (found));
}

static void
ask_of (DemoDesk *desk, gint64 id, gint64 uid)
{
  g_autofree char *user = g_strdup_printf ("%" G_GINT64_FORMAT, uid);

  json_node_unref (desk_ask (desk, TRUE, "account.move", "activity_schedule", id, "act_type_xmlid",
                             "\"mail.mail_activity_data_todo\"", "summary", "\"Approve it\"",
                             "user_id", user, NULL));
}

/* The request is answered by the decision, and those of others stay. */
static void
test_decline (gconstpointer data)
{
  static const struct
  {
    Fault fault;
    const char *method;
  } faults[] = {
    { FAULTY_NONE, "message_post" },
    { FAULTY_LOST_AFTER, "message_post" },
    { FAULTY_LOST_AFTER, "button_cancel" },
    { FAULTY_LOST_AFTER, "action_feedback" },
  };

  DemoDesk maker, second;

  desk_open (&maker, GPOINTER_TO_UINT (data), "controller");
  desk_join (&second, &maker, "credit");
  desk_write_policy (&maker, "{\"version\":1,\"credit_note\":{" LIMITS "}}");
  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autoptr (BizInvoice) note = NULL;
      g_autoptr (BizInvoice) done = NULL;
      g_autoptr (GError) error = NULL;
      gint64 id;

      id = desk_make_draft (&maker, "out_refund", "2026-11-20", "500");
      ask_of (&maker, id, erp_capabilities_get_uid (second.capabilities));
      ask_of (&maker, id, erp_capabilities_get_uid (maker.capabilities));
      note = load (&second, id);
      faulty_client_set_fault (second.client, faults[i].method, faults[i].fault, 1);
      done = decline (&second, note, "The goods were fine", &error);
      g_assert_no_error (error);
      g_assert_cmpint (biz_invoice_get_state (done), ==, BIZ_STATE_CANCELLED);
      g_assert_cmpuint (count_declined (&maker, id), ==, 1);
      g_assert_cmpuint (count_activities (&maker, id), ==, 1);
    }
  desk_close (&second);
  desk_close (&maker);
}

static void
set_flag (gpointer source, gboolean *flag)
{
  *flag = TRUE;
}

static gboolean
is_set (gpointer user_data)
{
  return *(gboolean *)user_data;
}

static const struct
{
  const char *file; /* written after those before */
  gboolean small;   /* 50 waits */
  gboolean large;   /* 500 waits */
} books[] = {
  { NULL, FALSE, FALSE },
  { "{\"version\":1,\"credit_note\":{" LIMITS "}}", FALSE, TRUE },
  { "{\"version\":1}", FALSE, FALSE },
  { "broken", TRUE, TRUE },
};

/* What a list shows: the newest file counts, a broken one is the strictest. */
static void
test_book (void)
{
  DemoDesk desk;
  BizPolicyBook *book;
  g_autoptr (BizInvoice) small = NULL;
  g_autoptr (BizInvoice) large = NULL;
  g_autoptr (BizInvoice) invoice = NULL;
  gint64 company;

  desk_open (&desk, 19, "controller");
  small = load (&desk, desk_make_draft (&desk, "out_refund", "2026-11-20", "50"));
  large = load (&desk, desk_make_draft (&desk, "out_refund", "2026-11-20", "500"));
  invoice = load (&desk, desk_make_draft (&desk, "out_invoice", "2026-11-20", "500"));
  book = biz_invoice_store_get_policies (desk.store);
  g_assert_false (biz_policy_book_is_waiting (book, large));
  company = biz_invoice_get_company_id (small);
  for (gsize i = 0; i < G_N_ELEMENTS (books); i++)
    {
      gboolean changed = FALSE;

      if (books[i].file != NULL)
        desk_write_policy (&desk, books[i].file);
      g_signal_connect (book, "changed", G_CALLBACK (set_flag), &changed);
      biz_policy_book_load (book, &company, 1);
      fake_loop_until (is_set, &changed);
      g_assert_cmpint (biz_policy_book_is_waiting (book, small), ==, books[i].small);
      g_assert_cmpint (biz_policy_book_is_waiting (book, large), ==, books[i].large);
      g_assert_false (biz_policy_book_is_waiting (book, invoice));
      g_signal_handlers_disconnect_by_data (book, &changed);
    }
  desk_close (&desk);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/biz-credit-approval/post/19", GUINT_TO_POINTER (19), test_post);
  g_test_add_data_func ("/biz-credit-approval/post/17", GUINT_TO_POINTER (17), test_post);
  g_test_add_func ("/biz-credit-approval/raised-meanwhile", test_raised_meanwhile);
  g_test_add_data_func ("/biz-credit-approval/decline/19", GUINT_TO_POINTER (19), test_decline);
  g_test_add_data_func ("/biz-credit-approval/decline/17", GUINT_TO_POINTER (17), test_decline);
  g_test_add_func ("/biz-credit-approval/book", test_book);

  return g_test_run ();
}
