/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "demo-desk.h"
#include "display-test.h"
#include "erp-capabilities.h"
#include "erp-journal-private.h"
#include "erp-json.h"
#include "page-decision-dialog.h"

/* Decisions in the window, against the demo company. */

static gint64
get_id (JsonNode *answer)
{
  return JSON_NODE_HOLDS_ARRAY (answer)
             ? json_array_get_int_element (json_node_get_array (answer), 0)
             : json_node_get_int (answer);
}

static gint64
find (DemoDesk *desk, const char *model, const char *domain)
{
  g_autoptr (JsonNode) answer =
      desk_ask (desk, FALSE, model, "search", 0, "domain", domain, "limit", "1", NULL);

  return get_id (answer);
}

static BizDecisionTarget *
make_target (DemoDesk *desk, const char *by)
{
  const gint64 partner = find (desk, "res.partner", "[[\"customer_rank\",\">\",0]]");
  const gint64 product = find (desk, "product.product",
                               "[[\"sale_ok\",\"=\",true],[\"invoice_policy\",\"=\",\"order\"]]");
  g_autofree char *vals = g_strdup_printf ("[{\"partner_id\":%" G_GINT64_FORMAT
                                           ",\"order_line\":[[0,0,{\"product_id\":%" G_GINT64_FORMAT
                                           ",\"product_uom_qty\":2,\"price_unit\":100}]]}]",
                                           partner, product);
  g_autoptr (JsonNode) made = desk_ask_as (desk, by, "sale.order", "create", vals);
  g_autofree char *name = g_strdup_printf ("S%" G_GINT64_FORMAT, get_id (made));

  return biz_decision_target_new ("sale.order", get_id (made), name,
                                  erp_capabilities_get_default_company_id (desk->capabilities),
                                  "Customer");
}

static GtkWindow *
open_dialog (DemoDesk *desk, BizDecisionKind kind, BizDecisionTarget *one, BizDecisionTarget *two)
{
  g_autoptr (GListStore) targets = g_list_store_new (BIZ_TYPE_DECISION_TARGET);
  GtkWindow *dialog;

  g_list_store_append (targets, one);
  if (two != NULL)
    g_list_store_append (targets, two);
  dialog = page_decision_dialog_new (desk->session, kind, G_LIST_MODEL (targets));
  gtk_window_present (dialog);
  display_test_until (display_test_shows (GTK_WIDGET (dialog), "Text in the log"));

  return dialog;
}

static gboolean
may_decide (GtkWindow *dialog, const char *verb)
{
  GtkWidget *button = display_test_find (GTK_WIDGET (dialog), GTK_TYPE_BUTTON, verb);

  return button != NULL && gtk_widget_get_mapped (button) && gtk_widget_get_sensitive (button);
}

static void
type_text (GtkWindow *dialog, const char *text)
{
  GtkWidget *view = display_test_find (GTK_WIDGET (dialog), GTK_TYPE_TEXT_VIEW, NULL);

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), text, -1);
}

/* Two held at once, each with its own result; then one of them let go. */
static void
test_hold_and_release (void)
{
  DemoDesk desk;
  g_autoptr (BizDecisionTarget) one = NULL;
  g_autoptr (BizDecisionTarget) two = NULL;
  GtkWindow *dialog;

  desk_open (&desk, 19, "credit");
  one = make_target (&desk, "controller");
  two = make_target (&desk, "controller");
  dialog = open_dialog (&desk, BIZ_DECISION_HOLD, one, two);
  g_assert_true (display_test_shows (GTK_WIDGET (dialog), "What Will Be Written"));
  g_assert_true (may_decide (dialog, "_Hold"));
  gtk_widget_activate_action (GTK_WIDGET (dialog), "decision.decide", NULL);
  display_test_until (display_test_shows (GTK_WIDGET (dialog), "2 of 2 done"));
  g_assert_true (display_test_shows (GTK_WIDGET (dialog), "Done"));
  gtk_window_destroy (dialog);
  dialog = open_dialog (&desk, BIZ_DECISION_RELEASE, one, NULL);
  /* a release says why */
  g_assert_false (may_decide (dialog, "_Release"));
  g_assert_true (display_test_shows (GTK_WIDGET (dialog), "Say in a sentence why it is released."));
  type_text (dialog, "Paid this morning");
  g_assert_true (may_decide (dialog, "_Release"));
  gtk_widget_activate_action (GTK_WIDGET (dialog), "decision.decide", NULL);
  display_test_until (display_test_shows (GTK_WIDGET (dialog), "1 of 1 done"));
  gtk_window_destroy (dialog);
  desk_close (&desk);
}

/* Who entered it is told so beside it, and cannot. */
static void
test_not_mine (void)
{
  DemoDesk desk;
  g_autoptr (BizDecisionTarget) target = NULL;
  GtkWindow *dialog;

  desk_open (&desk, 19, "credit");
  target = make_target (&desk, "credit");
  dialog = open_dialog (&desk, BIZ_DECISION_RELEASE, target, NULL);
  type_text (dialog, "Please");
  g_assert_false (may_decide (dialog, "_Release"));
  g_assert_true (display_test_shows (GTK_WIDGET (dialog), "Not possible"));
  gtk_window_destroy (dialog);
  desk_close (&desk);
}

/* An escalation that was cut off before its task is told when somebody looks next, and completed
 * from there. */
static void
test_completed (void)
{
  DemoDesk desk;
  g_autoptr (BizDecisionTarget) target = NULL;
  g_autofree char *domain = NULL;
  g_autoptr (JsonNode) tasks = NULL;
  GtkWindow *dialog;

  desk_open (&desk, 19, "credit");
  erp_journal_get_desk (desk.journal)->retry_delay = 1000;
  target = make_target (&desk, "controller");
  dialog = open_dialog (&desk, BIZ_DECISION_ESCALATE, target, NULL);
  type_text (dialog, "More than I may decide");
  faulty_client_set_fault (desk.client, "activity_schedule", FAULTY_NOT_SENT, 9);
  gtk_widget_activate_action (GTK_WIDGET (dialog), "decision.decide", NULL);
  display_test_until (display_test_shows (GTK_WIDGET (dialog), "0 of 1 done"));
  g_assert_true (display_test_shows (GTK_WIDGET (dialog), "Incomplete"));
  gtk_window_destroy (dialog);
  faulty_client_set_fault (desk.client, NULL, FAULTY_NONE, 0);
  dialog = open_dialog (&desk, BIZ_DECISION_RELEASE, target, NULL);
  g_assert_true (may_decide (dialog, "Com_plete It"));
  display_test_click (display_test_find (GTK_WIDGET (dialog), GTK_TYPE_BUTTON, "Com_plete It"));
  display_test_until (display_test_shows (GTK_WIDGET (dialog), "1 of 1 done"));
  gtk_window_destroy (dialog);
  domain =
      g_strdup_printf ("[[\"res_model\",\"=\",\"sale.order\"],[\"res_id\",\"=\",%" G_GINT64_FORMAT
                       "],[\"note\",\"ilike\",\"QUITTANCE/1 task\"]]",
                       biz_decision_target_get_id (target));
  tasks = desk_ask (&desk, FALSE, "mail.activity", "search_count", 0, "domain", domain, NULL);
  g_assert_cmpint (json_node_get_int (tasks), ==, 1);
  desk_close (&desk);
}

int
main (int argc, char *argv[])
{
  display_test_init (&argc, &argv);
  g_test_add_func ("/page/decision-dialog/hold-and-release", test_hold_and_release);
  g_test_add_func ("/page/decision-dialog/not-mine", test_not_mine);
  g_test_add_func ("/page/decision-dialog/completed", test_completed);

  return g_test_run ();
}
