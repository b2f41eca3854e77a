/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "demo-desk.h"
#include "display-test.h"
#include "erp-capabilities.h"
#include "erp-company.h"
#include "erp-json.h"
#include "kit-money-entry.h"
#include "page-policy-dialog.h"
#include "page-policy-codes.h"
#include "page-policy-form.h"
#include "page-policy-letter-window.h"
#include "page-policy-letters.h"
#include "page-policy-reason-row.h"
#include "page-policy-target-row.h"
#include "page-policy-targets.h"
#include "page-policy-text-row.h"

#include <string.h>

#define BEFORE                                                                                     \
  "{\"version\":1,\"credit_note\":{\"approval_above\":{\"EUR\":1000},\"approvers\":[\"credit\"],"  \
  "\"reasons\":[{\"code\":\"a\",\"label\":\"Broken\"}]}}"

static GtkWindow *
open_dialog (DemoDesk *desk)
{
  GtkWindow *dialog = page_policy_dialog_new (desk->session);

  gtk_window_present (dialog);
  display_test_until (display_test_shows (GTK_WIDGET (dialog), "Versions"));

  return dialog;
}

static gboolean
may_save (GtkWindow *dialog)
{
  GtkWidget *button = display_test_find (GTK_WIDGET (dialog), GTK_TYPE_BUTTON, "_Save");

  return button != NULL && gtk_widget_get_mapped (button) && gtk_widget_get_sensitive (button);
}

static guint
count_files (DemoDesk *desk)
{
  g_autoptr (JsonNode) answer = desk_ask (desk, FALSE, "ir.attachment", "search_count", 0, "domain",
                                          "[[\"name\",\"=\",\"quittance-policy.json\"]]", NULL);

  return (guint)json_node_get_int (answer);
}

/* Who may change it does, sees what saving changes, and the version is there. */
static void
test_written (void)
{
  DemoDesk desk;
  GtkWindow *dialog;
  GtkWidget *entry;

  desk_open (&desk, 19, "manager");
  desk_write_policy (&desk, BEFORE);
  dialog = open_dialog (&desk);
  g_assert_false (may_save (dialog));
  entry = display_test_find (GTK_WIDGET (dialog), KIT_TYPE_MONEY_ENTRY, NULL);
  kit_parsed_entry_set_text (KIT_PARSED_ENTRY (entry), "x");
  g_assert_false (may_save (dialog));
  g_assert_true (display_test_shows (GTK_WIDGET (dialog), "An amount is missing."));
  kit_parsed_entry_set_text (KIT_PARSED_ENTRY (entry), "1250.50");
  g_assert_true (display_test_shows (GTK_WIDGET (dialog), "Limit: €1,000.00 → €1,250.50"));
  g_assert_true (may_save (dialog));
  gtk_widget_activate_action (GTK_WIDGET (dialog), "policy.save", NULL);
  display_test_until (count_files (&desk) == 2);
  display_test_until (display_test_shows (GTK_WIDGET (dialog), "Limit: €1,000.00 → €1,250.50")
                      && !may_save (dialog));
  gtk_window_destroy (dialog);
  desk_close (&desk);
}

/* A part with a table: what is changed is told, written, and the rest of the file stays. */
static void
test_parts (void)
{
  static const char change[] = "Hold when an invoice is overdue for more than: 30 days → 45 days";
  DemoDesk desk;
  GtkWindow *dialog;
  GtkWidget *spin;

  desk_open (&desk, 19, "manager");
  desk_write_policy (&desk, BEFORE);
  dialog = open_dialog (&desk);
  spin = display_test_find (GTK_WIDGET (dialog), GTK_TYPE_SPIN_BUTTON, NULL);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), 45);
  g_assert_true (display_test_shows (GTK_WIDGET (dialog), change));
  g_assert_true (may_save (dialog));
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), 30);
  g_assert_false (may_save (dialog));
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), 45);
  gtk_widget_activate_action (GTK_WIDGET (dialog), "policy.save", NULL);
  display_test_until (count_files (&desk) == 2);
  display_test_until (!may_save (dialog));
  gtk_window_destroy (dialog);
  desk_close (&desk);
}

/* A reason is renamed, one is added with a code that will not do and one that does; a role is given
 * the authority in a currency. */
static void
test_reasons (void)
{
  DemoDesk desk;
  GtkWindow *dialog;
  GtkWidget *parts, *row;

  desk_open (&desk, 19, "manager");
  desk_write_policy (&desk, BEFORE);
  dialog = open_dialog (&desk);
  parts = display_test_find (GTK_WIDGET (dialog), PAGE_TYPE_POLICY_CODES, NULL);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (parts), TRUE);
  row = display_test_find (parts, PAGE_TYPE_POLICY_REASON_ROW, NULL);
  gtk_editable_set_text (GTK_EDITABLE (display_test_find (row, GTK_TYPE_ENTRY, NULL)), "Too much");
  g_assert_true (may_save (dialog));
  display_test_click (display_test_find (parts, GTK_TYPE_BUTTON, "_Add Reason"));
  g_assert_false (may_save (dialog));
  g_assert_true (display_test_shows (GTK_WIDGET (dialog),
                                     "“” is no code. A code has small letters, digits, “-” and "
                                     "“_”, at most 40 of them; reports count by it."));
  gtk_window_destroy (dialog);
  desk_close (&desk);
}

/* Two managers: the second does not write over what the first decided unseen. */
static void
test_faster_colleague (void)
{
  DemoDesk desk;
  GtkWindow *dialog;
  GtkWidget *entry;

  desk_open (&desk, 19, "manager");
  desk_write_policy (&desk, BEFORE);
  dialog = open_dialog (&desk);
  desk_write_policy (&desk, "{\"version\":1,\"credit_note\":{\"approval_above\":{\"EUR\":300},"
                            "\"approvers\":[\"credit\"],\"reasons\":[{\"code\":\"a\",\"label\":"
                            "\"Broken\"}]}}");
  entry = display_test_find (GTK_WIDGET (dialog), KIT_TYPE_MONEY_ENTRY, NULL);
  kit_parsed_entry_set_text (KIT_PARSED_ENTRY (entry), "2000");
  gtk_widget_activate_action (GTK_WIDGET (dialog), "policy.save", NULL);
  display_test_until (display_test_find (GTK_WIDGET (dialog), GTK_TYPE_BUTTON, "_Read Again")
                      != NULL);
  g_assert_cmpuint (count_files (&desk), ==, 2);
  display_test_click (display_test_find (GTK_WIDGET (dialog), GTK_TYPE_BUTTON, "_Read Again"));
  /* what was written stays, and shows against the colleague's */
  display_test_until (display_test_shows (GTK_WIDGET (dialog), "Limit: €300.00 → €2,000.00"));
  g_assert_true (may_save (dialog));
  gtk_window_destroy (dialog);
  desk_close (&desk);
}

static GtkWidget *
find_letter_window (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (PAGE_IS_POLICY_LETTER_WINDOW (window))
        return window;
    }

  return NULL;
}

/* The row of a text: its title. */
static GtkWidget *
find_row (GtkWidget *root, const char *title)
{
  GtkWidget *label = display_test_find (root, GTK_TYPE_LABEL, title);

  return label != NULL ? gtk_widget_get_ancestor (label, ADW_TYPE_ACTION_ROW) : NULL;
}

static char *
read_newest (DemoDesk *desk)
{
  g_autoptr (JsonNode) answer =
      desk_ask (desk, FALSE, "ir.attachment", "search_read", 0, "domain",
                "[[\"name\",\"=\",\"quittance-policy.json\"]]", "fields", "[\"datas\"]", "order",
                "\"id desc\"", "limit", "1", NULL);
  JsonObject *row = json_array_get_object_element (json_node_get_array (answer), 0);
  gsize size;
  g_autofree guchar *data = g_base64_decode (json_object_get_string_member (row, "datas"), &size);

  return g_strndup ((const char *)data, size);
}

/* A text is tried with a real customer as it is written; a word nothing is known for is named and
 * cannot be taken over; what was taken is in the next version. */
static void
test_letters (void)
{
  DemoDesk desk;
  GtkWindow *dialog;
  GtkWidget *letters, *window, *subject;
  g_autofree char *filled = NULL;
  g_autofree char *file = NULL;

  desk_open (&desk, 19, "admin");
  desk_write_policy (&desk, BEFORE);
  dialog = open_dialog (&desk);
  letters = display_test_find (GTK_WIDGET (dialog), PAGE_TYPE_POLICY_LETTERS, NULL);
  g_assert_true (display_test_shows (letters, "Payment reminder: {amount}"));
  gtk_widget_activate (find_row (letters, "First reminder, English"));
  display_test_until ((window = find_letter_window ()) != NULL);
  subject = display_test_find (window, ADW_TYPE_ENTRY_ROW, NULL);
  gtk_editable_set_text (GTK_EDITABLE (subject), "Please, {kunde}: {amount}");
  g_assert_true (display_test_shows (
      window,
      "Nothing can be put in the place of “{kunde}”. Use one of: customer, amount, invoices, "
      "oldest_days, contact, company, date."));
  gtk_widget_activate_action (window, "letter.take", NULL);
  g_assert_true (find_letter_window () == window);
  /* the word is put in where the cursor is; a real customer's name stands in the preview */
  gtk_editable_set_text (GTK_EDITABLE (subject), "Please: ");
  gtk_widget_grab_focus (subject);
  gtk_editable_set_position (GTK_EDITABLE (subject), -1);
  display_test_click (display_test_find (window, GTK_TYPE_BUTTON, "{company}"));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (subject)), ==, "Please: {company}");
  filled = g_strdup_printf ("Please: %s",
                            erp_company_get_name (erp_capabilities_get_company (
                                desk.capabilities,
                                erp_capabilities_get_default_company_id (desk.capabilities))));
  display_test_until (display_test_shows (window, filled));
  gtk_widget_activate_action (window, "letter.take", NULL);
  display_test_until (find_letter_window () == NULL);
  g_assert_true (
      display_test_shows (GTK_WIDGET (dialog), "First reminder, en: the company’s own text"));
  gtk_widget_activate_action (GTK_WIDGET (dialog), "policy.save", NULL);
  display_test_until (count_files (&desk) == 2);
  file = read_newest (&desk);
  g_assert_nonnull (strstr (file, "Please: {company}"));
  g_assert_nonnull (strstr (file, "approval_above"));
  display_test_until (!may_save (dialog));
  gtk_window_destroy (dialog);
  desk_close (&desk);
}

#define SERVICE                                                                                    \
  "{\"version\":1,\"service\":{\"targets\":[{\"team\":\"Returns\",\"priority\":3,"                 \
  "\"response\":20,\"resolution\":100}]}}"

static GtkWidget *
find_target (GtkWidget *targets, const char *title)
{
  GtkWidget *label = display_test_find (targets, GTK_TYPE_LABEL, title);

  return label != NULL ? gtk_widget_get_ancestor (label, PAGE_TYPE_POLICY_TARGET_ROW) : NULL;
}

static GtkWidget *
find_combo (GtkWidget *root, const char *title)
{
  if (ADW_IS_COMBO_ROW (root)
      && g_str_equal (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (root)), title))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_combo (child, title);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static const char *
get_chosen (GtkWidget *combo)
{
  return gtk_string_object_get_string (adw_combo_row_get_selected_item (ADW_COMBO_ROW (combo)));
}

/* One of the server's, once they are there. */
static void
choose (GtkWidget *row, const char *title, const char *name)
{
  GtkWidget *combo = find_combo (row, title);
  GListModel *names;

  display_test_until (gtk_widget_get_visible (combo));
  names = adw_combo_row_get_model (ADW_COMBO_ROW (combo));
  for (guint i = 0; i < g_list_model_get_n_items (names); i++)
    if (g_str_equal (gtk_string_list_get_string (GTK_STRING_LIST (names), i), name))
      adw_combo_row_set_selected (ADW_COMBO_ROW (combo), i);
  g_assert_cmpstr (get_chosen (combo), ==, name);
}

/* A target that is there stays to the minute; one is added, and must say whose it is; one is taken
 * away. */
static void
test_targets (void)
{
  static const char was[] = "Returns, Urgent: first answer 20 min, solved 1 h 40 min";
  DemoDesk desk;
  GtkWindow *dialog;
  GtkWidget *targets, *row;
  g_autofree char *file = NULL;

  desk_open (&desk, 19, "manager");
  desk_write_policy (&desk, SERVICE);
  dialog = open_dialog (&desk);
  targets = display_test_find (GTK_WIDGET (dialog), PAGE_TYPE_POLICY_TARGETS, NULL);
  g_assert_nonnull (find_target (targets, was));
  g_assert_false (may_save (dialog));
  display_test_click (display_test_find (targets, GTK_TYPE_BUTTON, "Add Tar_get"));
  g_assert_true (display_test_shows (GTK_WIDGET (dialog),
                                     "Say which team or which priority the target is for."));
  g_assert_false (may_save (dialog));
  row = find_target (targets, "All teams, all priorities: first answer 4 h, solved 3 d");
  g_assert_nonnull (row);
  adw_combo_row_set_selected (ADW_COMBO_ROW (find_combo (row, "Priority")), 3);
  choose (row, "Team or project", "Accounts");
  g_assert_true (display_test_shows (GTK_WIDGET (dialog),
                                     "New: Accounts, High: first answer 4 h, solved 3 d"));
  /* a team that is not there any more is kept, and said to be gone */
  g_assert_cmpstr (get_chosen (find_combo (find_target (targets, was), "Team or project")), ==,
                   "Returns (not on this server)");
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (display_test_find (row, GTK_TYPE_SPIN_BUTTON, NULL)),
                             30);
  g_assert_true (may_save (dialog));
  gtk_widget_activate_action (GTK_WIDGET (dialog), "policy.save", NULL);
  display_test_until (count_files (&desk) == 2);
  file = read_newest (&desk);
  g_assert_nonnull (strstr (file, "Accounts\""));
  display_test_until (gtk_widget_is_sensitive (targets) && !may_save (dialog));
  g_assert_nonnull (find_target (targets, "Accounts, High: first answer 30 min, solved 3 d"));
  row = find_target (targets, was);
  g_assert_nonnull (row);
  g_signal_emit_by_name (row, "removed");
  g_assert_true (display_test_shows (
      GTK_WIDGET (dialog), "Removed: Returns, Urgent: first answer 20 min, solved 1 h 40 min"));
  gtk_window_destroy (dialog);
  desk_close (&desk);
}

#define TEXTS                                                                                      \
  "{\"version\":1,\"service\":{\"macros\":[{\"name\":\"Damaged\",\"text\":\"Sorry {me}\","         \
  "\"stage\":\"In Progress\",\"priority\":2}]}}"

/* A macro gets another text, in which only what is known can be put in; it stays what it was
 * else; a template is added. */
static void
test_texts (void)
{
  DemoDesk desk;
  GtkWindow *dialog;
  GtkWidget *row, *label;
  GtkTextBuffer *buffer;
  g_autofree char *file = NULL;

  desk_open (&desk, 19, "manager");
  desk_write_policy (&desk, TEXTS);
  dialog = open_dialog (&desk);
  g_assert_false (may_save (dialog));
  label = display_test_find (GTK_WIDGET (dialog), GTK_TYPE_LABEL, "Damaged");
  row = gtk_widget_get_ancestor (label, PAGE_TYPE_POLICY_TEXT_ROW);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
  buffer =
      gtk_text_view_get_buffer (GTK_TEXT_VIEW (display_test_find (row, GTK_TYPE_TEXT_VIEW, NULL)));
  gtk_text_buffer_set_text (buffer, "Dear {kunde}", -1);
  g_assert_true (display_test_shows (
      GTK_WIDGET (dialog), "Nothing can be put in the place of “{kunde}”. Use one of: customer, "
                           "number, subject, me, company, team, today."));
  g_assert_false (may_save (dialog));
  gtk_text_buffer_set_text (buffer, "Dear {customer}", -1);
  g_assert_true (may_save (dialog));
  choose (row, "Category", "Wrong article");
  display_test_until (gtk_widget_get_visible (find_combo (row, "Stage")));
  g_assert_cmpstr (get_chosen (find_combo (row, "Stage")), ==, "In Progress");
  display_test_click (display_test_find (GTK_WIDGET (dialog), GTK_TYPE_BUTTON, "Add Te_mplate"));
  g_assert_true (display_test_shows (
      GTK_WIDGET (dialog), "Each text of the service desk needs a name of at most 200 letters."));
  row = display_test_find (GTK_WIDGET (dialog), PAGE_TYPE_POLICY_TEXT_ROW, NULL);
  gtk_editable_set_text (GTK_EDITABLE (display_test_find (row, ADW_TYPE_ENTRY_ROW, NULL)),
                         "Thanks");
  g_assert_false (may_save (dialog));
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (
                                GTK_TEXT_VIEW (display_test_find (row, GTK_TYPE_TEXT_VIEW, NULL))),
                            "Thank you", -1);
  g_assert_true (may_save (dialog));
  gtk_widget_activate_action (GTK_WIDGET (dialog), "policy.save", NULL);
  display_test_until (count_files (&desk) == 2);
  file = read_newest (&desk);
  g_assert_nonnull (strstr (file, "Dear {customer}"));
  g_assert_nonnull (strstr (file, "In Progress"));
  g_assert_nonnull (strstr (file, "Wrong article"));
  g_assert_nonnull (strstr (file, "Thank you"));
  display_test_until (gtk_widget_is_sensitive (GTK_WIDGET (dialog)) && !may_save (dialog));
  gtk_window_destroy (dialog);
  desk_close (&desk);
}

static void
test_read_only (void)
{
  DemoDesk desk;
  GtkWindow *dialog;
  GtkWidget *form;

  desk_open (&desk, 19, "controller");
  desk_write_policy (&desk, BEFORE);
  dialog = open_dialog (&desk);
  form = display_test_find (GTK_WIDGET (dialog), PAGE_TYPE_POLICY_FORM, NULL);
  g_assert_true (form == NULL || !gtk_widget_get_mapped (form));
  g_assert_false (may_save (dialog));
  g_assert_true (display_test_shows (
      GTK_WIDGET (dialog),
      "A second person posts credit notes above €1,000.00, with tax. In any other currency that is "
      "every credit note."));
  g_assert_true (display_test_shows (GTK_WIDGET (dialog), "May approve what others made: credit."));
  g_assert_true (display_test_shows (GTK_WIDGET (dialog), "Reasons of credit notes: Broken."));
  gtk_window_destroy (dialog);
  desk_close (&desk);
}

int
main (int argc, char **argv)
{
  display_test_init (&argc, &argv);

  g_test_add_func ("/policy-dialog/parts", test_parts);
  g_test_add_func ("/policy-dialog/reasons", test_reasons);
  g_test_add_func ("/policy-dialog/letters", test_letters);
  g_test_add_func ("/policy-dialog/targets", test_targets);
  g_test_add_func ("/policy-dialog/texts", test_texts);
  g_test_add_func ("/policy-dialog/written", test_written);
  g_test_add_func ("/policy-dialog/faster-colleague", test_faster_colleague);
  g_test_add_func ("/policy-dialog/read-only", test_read_only);

  return g_test_run ();
}
