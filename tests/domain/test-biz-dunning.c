/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Who is reminded of what, and who is not: a table of ledgers and logs. */

#include "biz-dunning-text.h"
#include "biz-dunning.h"
#include "erp-error.h"
#include "erp-json.h"

#include <string.h>

#define MAX_ITEMS 4
#define MAX_NOTES 4

typedef struct
{
  gint64 move;
  int age;
  gint64 cents;
} Owed;

typedef struct
{
  const char *when;
  const char *model; /* NULL: on the customer */
  gint64 record;
  const char *line;
} Said;

typedef struct
{
  const char *name;
  Owed owed[MAX_ITEMS];
  Said said[MAX_NOTES];
  gboolean no_address;
  BizDunningVerdict verdict;
  guint level;
  gint64 cents;
  int oldest;
  const char *next;
} Case;

/* Today is 2026-11-23; levels at 5, 20 and 40 days, 10 days between two. */
static const Case cases[] = {
  { "nothing is open", .verdict = BIZ_DUNNING_NOTHING },
  { "nothing is overdue", { { 1, 0, 10000 }, { 2, -5, 10000 } }, .verdict = BIZ_DUNNING_NOTHING },
  { "too early",
    { { 1, 4, 10000 } },
    .verdict = BIZ_DUNNING_EARLY,
    .level = 1,
    .cents = 10000,
    .oldest = 4,
    .next = "2026-11-24" },
  { "the first day of the first level",
    { { 1, 5, 10000 } },
    .verdict = BIZ_DUNNING_DUE,
    .level = 1,
    .cents = 10000,
    .oldest = 5 },
  { "late from the beginning begins at the first level",
    { { 1, 90, 10000 }, { 2, 3, 500 } },
    .verdict = BIZ_DUNNING_DUE,
    .level = 1,
    .cents = 10500,
    .oldest = 90 },
  { "no address",
    { { 1, 5, 10000 } },
    .no_address = TRUE,
    .verdict = BIZ_DUNNING_NO_ADDRESS,
    .level = 1,
    .cents = 10000,
    .oldest = 5 },
  { "covered by a payment on account",
    { { 1, 30, 10000 }, { 2, 2, -10000 } },
    .verdict = BIZ_DUNNING_COVERED,
    .cents = 10000,
    .oldest = 30 },
  { "a payment that is too small covers nothing",
    { { 1, 30, 10000 }, { 2, 2, -9999 } },
    .verdict = BIZ_DUNNING_DUE,
    .level = 1,
    .cents = 10000,
    .oldest = 30 },
  { "reminded lately",
    { { 1, 30, 10000 } },
    { { "2026-11-14 08:00:00", NULL, 7, "reminder level=1 company=1 invoices=1" } },
    .verdict = BIZ_DUNNING_WAITING,
    .level = 2,
    .cents = 10000,
    .oldest = 30,
    .next = "2026-11-24" },
  { "the second one is due on the tenth day",
    { { 1, 30, 10000 } },
    { { "2026-11-13 23:59:00", NULL, 7, "reminder level=1 company=1 invoices=1" } },
    .verdict = BIZ_DUNNING_DUE,
    .level = 2,
    .cents = 10000,
    .oldest = 30 },
  { "the second one waits for its days",
    { { 1, 19, 10000 } },
    { { "2026-11-10 08:00:00", NULL, 7, "reminder level=1 company=1 invoices=1" } },
    .verdict = BIZ_DUNNING_EARLY,
    .level = 2,
    .cents = 10000,
    .oldest = 19,
    .next = "2026-11-24" },
  { "a reminder about what is paid since counts nothing",
    { { 1, 30, 10000 } },
    { { "2026-11-20 08:00:00", NULL, 7, "reminder level=2 company=1 invoices=88,89" } },
    .verdict = BIZ_DUNNING_DUE,
    .level = 1,
    .cents = 10000,
    .oldest = 30 },
  { "a reminder of another company counts nothing",
    { { 1, 30, 10000 } },
    { { "2026-11-20 08:00:00", NULL, 7, "reminder level=1 company=2" } },
    .verdict = BIZ_DUNNING_DUE,
    .level = 1,
    .cents = 10000,
    .oldest = 30 },
  { "all were sent",
    { { 1, 90, 10000 } },
    { { "2026-10-01 08:00:00", NULL, 7, "reminder level=3 company=1 invoices=1" },
      { "2026-09-01 08:00:00", NULL, 7, "reminder level=2 company=1 invoices=1" } },
    .verdict = BIZ_DUNNING_ENDED,
    .cents = 10000,
    .oldest = 90 },
  { "a level of nobody's is the last",
    { { 1, 90, 10000 } },
    { { "2026-10-01 08:00:00", NULL, 7, "reminder level=99999999999 company=1" } },
    .verdict = BIZ_DUNNING_ENDED,
    .cents = 10000,
    .oldest = 90 },
  { "in dispute",
    { { 1, 30, 10000 } },
    { { "2026-11-01 08:00:00", "account.move", 1, "dispute reason=price state=open" } },
    .verdict = BIZ_DUNNING_DISPUTED },
  { "a dispute that is closed",
    { { 1, 30, 10000 } },
    { { "2026-11-01 08:00:00", "account.move", 1, "dispute reason=price state=open" },
      { "2026-11-05 08:00:00", "account.move", 1, "dispute reason=price state=closed" } },
    .verdict = BIZ_DUNNING_DUE,
    .level = 1,
    .cents = 10000,
    .oldest = 30 },
  { "opened again, whatever the order of reading",
    { { 1, 30, 10000 } },
    { { "2026-11-07 08:00:00", "account.move", 1, "dispute reason=price state=open" },
      { "2026-11-05 08:00:00", "account.move", 1, "dispute reason=price state=closed" } },
    .verdict = BIZ_DUNNING_DISPUTED },
  { "the rest is chased",
    { { 1, 30, 10000 }, { 2, 12, 2500 } },
    { { "2026-11-01 08:00:00", NULL, 7, "dispute state=open invoices=1" } },
    .verdict = BIZ_DUNNING_DUE,
    .level = 1,
    .cents = 2500,
    .oldest = 12 },
  { "a dispute on the customer is about all",
    { { 1, 30, 10000 }, { 2, 12, 2500 } },
    { { "2026-11-01 08:00:00", NULL, 7, "dispute state=open" } },
    .verdict = BIZ_DUNNING_DISPUTED },
  { "one document is out of the dispute again",
    { { 1, 30, 10000 }, { 2, 12, 2500 } },
    { { "2026-11-01 08:00:00", NULL, 7, "dispute state=open" },
      { "2026-11-02 08:00:00", "account.move", 2, "dispute state=closed" } },
    .verdict = BIZ_DUNNING_DUE,
    .level = 1,
    .cents = 2500,
    .oldest = 12 },
  { "promised for today",
    { { 1, 30, 10000 } },
    { { "2026-11-01 08:00:00", "account.move", 1, "promise date=2026-11-23" } },
    .verdict = BIZ_DUNNING_PROMISED,
    .next = "2026-11-23" },
  { "a promise that was broken yesterday",
    { { 1, 30, 10000 } },
    { { "2026-11-01 08:00:00", "account.move", 1, "promise date=2026-11-22" } },
    .verdict = BIZ_DUNNING_DUE,
    .level = 1,
    .cents = 10000,
    .oldest = 30 },
  { "promised anew",
    { { 1, 30, 10000 } },
    { { "2026-11-01 08:00:00", NULL, 7, "promise date=2026-11-10 invoices=1" },
      { "2026-11-11 08:00:00", NULL, 7, "promise date=2026-11-30 invoices=1" } },
    .verdict = BIZ_DUNNING_PROMISED,
    .next = "2026-11-30" },
  { "two promises: the first day counts",
    { { 1, 30, 10000 }, { 2, 30, 10000 } },
    { { "2026-11-01 08:00:00", "account.move", 1, "promise date=2026-12-10" },
      { "2026-11-01 08:00:00", "account.move", 2, "promise date=2026-11-28" } },
    .verdict = BIZ_DUNNING_PROMISED,
    .next = "2026-11-28" },
  { "a promise without a day is none",
    { { 1, 30, 10000 } },
    { { "2026-11-01 08:00:00", "account.move", 1, "promise date=soon" } },
    .verdict = BIZ_DUNNING_DUE,
    .level = 1,
    .cents = 10000,
    .oldest = 30 },
  { "promised and disputed",
    { { 1, 30, 10000 }, { 2, 30, 10000 } },
    { { "2026-11-01 08:00:00", "account.move", 1, "promise date=2026-12-10" },
      { "2026-11-01 08:00:00", "account.move", 2, "dispute state=open" } },
    .verdict = BIZ_DUNNING_DISPUTED,
    .next = "2026-12-10" },
};

static void
get_today (GDate *day)
{
  g_date_clear (day, 1);
  g_date_set_dmy (day, 23, 11, 2026);
}

static BizAccount *
make_account (const Case *c)
{
  GArray *items = g_array_new (FALSE, FALSE, sizeof (BizAgeingItem));
  BizAccount *account;
  GDate today;

  get_today (&today);
  g_array_set_clear_func (items, (GDestroyNotify)biz_ageing_item_clear);
  for (guint i = 0; i < MAX_ITEMS && c->owed[i].move != 0; i++)
    {
      BizAgeingItem item = { .id = 100 + c->owed[i].move, .move_id = c->owed[i].move };

      item.due = today;
      if (c->owed[i].age > 0)
        g_date_subtract_days (&item.due, (guint)c->owed[i].age);
      else
        g_date_add_days (&item.due, (guint)-c->owed[i].age);
      item.date = item.due;
      item.open = item.open_document = biz_money_from_minor (c->owed[i].cents, "EUR", 2);
      g_array_append_val (items, item);
    }
  account = biz_account_new (1, &today, items);
  account->customer.id = 7;
  if (!c->no_address)
    biz_account_take_contact (account, biz_account_contact_new (7, "Acme", "buyer@example.com"));

  return account;
}

static BizDecisionNote *
make_note (const Said *said, int id)
{
  g_autofree char *json = g_strdup_printf ("{\"id\":%d,\"model\":\"%s\",\"res_id\":%d,\"body\":\"<"
                                           "p>QUITTANCE/1 %s</p>\",\"date\":\"%s\","
                                           "\"author_id\":[3,\"Ann\"],\"create_uid\":[2,\"Ann\"]}",
                                           id, said->model != NULL ? said->model : "res.partner",
                                           (int)said->record, said->line, said->when);
  g_autoptr (JsonNode) node = json_from_string (json, NULL);
  g_autoptr (GError) error = NULL;
  BizDecisionNote *note = biz_decision_note_new_from_row (json_node_get_object (node), &error);

  g_assert_no_error (error);
  g_assert_nonnull (note);

  return note;
}

static void
get_plan (BizDunningPlan *plan)
{
  biz_dunning_plan_init (plan, NULL);
  g_assert_cmpuint (plan->n_levels, ==, 3);
  g_assert_cmpuint (plan->days[0], ==, 5);
  g_assert_cmpuint (plan->days[1], ==, 20);
  g_assert_cmpuint (plan->days[2], ==, 40);
  g_assert_cmpuint (plan->gap_days, ==, 10);
  g_assert_true (plan->attaches);
}

static BizDunningCase *
judge (const Case *c, const BizAccount *account)
{
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;
  BizDunningPlan plan;
  BizDunningCase *judged;
  GDate today;

  get_today (&today);
  get_plan (&plan);
  for (guint i = 0; i < MAX_NOTES && c->said[i].line != NULL; i++)
    g_ptr_array_add (notes, make_note (&c->said[i], 10 + (int)i));
  judged = biz_dunning_judge (&plan, account, notes, &today, &error);
  g_assert_no_error (error);

  return judged;
}

static void
test_cases (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const Case *c = &cases[i];
      g_autoptr (BizAccount) account = make_account (c);
      g_autoptr (BizDunningCase) judged = judge (c, account);
      g_autofree char *words = biz_dunning_case_describe (judged);
      gint64 sum = 0;

      g_test_message ("%s: %s", c->name, words);
      g_assert_cmpint (judged->verdict, ==, c->verdict);
      g_assert_cmpuint (judged->level, ==, c->level);
      for (guint k = 0; k < judged->amounts->len; k++)
        sum += g_array_index (judged->amounts, BizMoney, k).minor;
      g_assert_cmpint (sum, ==, c->cents);
      g_assert_cmpint (judged->oldest, ==, c->oldest);
      if (c->next != NULL)
        {
          char day[16];

          g_date_strftime (day, sizeof day, "%Y-%m-%d", &judged->next);
          g_assert_cmpstr (day, ==, c->next);
        }
      else
        g_assert_false (g_date_valid (&judged->next));
      g_assert_cmpint (*words, !=, '\0');
    }
}

/* What is seen and what is there are the same only where nothing changed. */
static void
test_equal (void)
{
  const Case one = { "one", { { 1, 30, 10000 }, { 2, 10, 500 } } };
  const Case others[] = {
    { "paid in part", { { 1, 30, 9000 }, { 2, 10, 500 } } },
    { "one less", { { 1, 30, 10000 } } },
    { "another one", { { 1, 30, 10000 }, { 3, 10, 500 } } },
    { "one more", { { 1, 30, 10000 }, { 2, 10, 500 }, { 3, 10, 500 } } },
    { "disputed meanwhile",
      { { 1, 30, 10000 }, { 2, 10, 500 } },
      { { "2026-11-01 08:00:00", "account.move", 1, "dispute state=open" } } },
    { "reminded meanwhile",
      { { 1, 30, 10000 }, { 2, 10, 500 } },
      { { "2026-11-23 08:00:00", NULL, 7, "reminder level=1 company=1" } } },
  };
  g_autoptr (BizAccount) account = make_account (&one);
  g_autoptr (BizAccount) again = make_account (&one);
  g_autoptr (BizDunningCase) first = judge (&one, account);
  g_autoptr (BizDunningCase) second = judge (&one, again);

  g_assert_true (biz_dunning_case_equal (first, account, second, again));
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autoptr (BizAccount) other = make_account (&others[i]);
      g_autoptr (BizDunningCase) judged = judge (&others[i], other);

      g_test_message ("%s", others[i].name);
      g_assert_false (biz_dunning_case_equal (first, account, judged, other));
    }
}

static BizPolicy *
make_policy (const char *section, GError **error)
{
  g_autofree char *text = g_strdup_printf ("{\"version\":1,\"reminders\":%s}", section);
  g_autofree char *data = g_base64_encode ((const guchar *)text, strlen (text));

  return biz_policy_new_from_file (data, error);
}

static void
test_policy (void)
{
  static const struct
  {
    const char *section;
    guint n_levels;
    guint gap;
    gboolean attaches;
  } plans[] = {
    { "{}", 3, 10, TRUE },
    { "{\"second_days\":0}", 1, 10, TRUE },
    { "{\"first_days\":0}", 0, 10, TRUE },
    { "{\"gap_days\":14,\"attach_invoices\":false}", 3, 14, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (plans); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (BizPolicy) policy = make_policy (plans[i].section, &error);
      BizDunningPlan plan;

      g_test_message ("%s", plans[i].section);
      g_assert_no_error (error);
      biz_dunning_plan_init (&plan, policy);
      g_assert_cmpuint (plan.n_levels, ==, plans[i].n_levels);
      g_assert_cmpuint (plan.gap_days, ==, plans[i].gap);
      g_assert_cmpint (plan.attaches, ==, plans[i].attaches);
    }
}

static void
test_templates (void)
{
  static const struct
  {
    const char *language;
    guint level;
    const char *begins;
  } asked[] = {
    { "de_DE", 1, "Eigen: " },
    { "de_AT", 1, "Eigen AT: " },
    { "fr_FR", 1, "Payment reminder: " },
    { NULL, 2, "All: " },
    { "de_DE", 2, "All: " },
    { "de_DE", 3, "Letzte Mahnung: " },
    { "en_US", 3, "Final reminder: " },
    { "en_US", 77, "Final reminder: " },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (BizPolicy) policy = make_policy (
      "{\"texts\":[{\"level\":1,\"language\":\"de\",\"subject\":\"Eigen: "
      "{amount}\",\"text\":\"x\"},"
      "{\"level\":1,\"language\":\"de_AT\",\"subject\":\"Eigen AT: {amount}\",\"text\":\"x\"},"
      "{\"level\":2,\"subject\":\"All: {amount}\",\"text\":\"y {customer}\"}]}",
      &error);

  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (asked); i++)
    {
      const BizDunningTemplate template =
          biz_dunning_get_template (policy, asked[i].level, asked[i].language);

      g_test_message ("%s", template.subject);
      g_assert_true (g_str_has_prefix (template.subject, asked[i].begins));
    }
  /* every text of the program's own can be filled in */
  for (guint level = 1; level <= BIZ_DUNNING_MAX_LEVELS; level++)
    {
      const BizDunningTemplate template = biz_dunning_get_template (NULL, level, "de_DE");

      g_assert_true (biz_dunning_check_template (template.subject, &error));
      g_assert_true (biz_dunning_check_template (template.text, &error));
    }
}

static void
test_bad_policy (void)
{
  static const char *const sections[] = {
    "{\"texts\":7}",
    "{\"texts\":[7]}",
    "{\"texts\":[{\"level\":0,\"subject\":\"a\",\"text\":\"b\"}]}",
    "{\"texts\":[{\"level\":4,\"subject\":\"a\",\"text\":\"b\"}]}",
    "{\"texts\":[{\"level\":1,\"subject\":\"\",\"text\":\"b\"}]}",
    "{\"texts\":[{\"level\":1,\"subject\":\"{nobody}\",\"text\":\"b\"}]}",
    "{\"texts\":[{\"level\":1,\"subject\":\"a\"}]}",
    "{\"first_days\":-1}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (sections); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (BizPolicy) policy = make_policy (sections[i], &error);

      g_test_message ("%s", sections[i]);
      g_assert_true (policy == NULL || biz_policy_is_strict (policy));
    }
}

static void
test_fill (void)
{
  static const BizDunningValue values[] = { { "customer", "Acme {amount}" },
                                            { "amount", "12.00" },
                                            { "contact", NULL } };
  static const struct
  {
    const char *text;
    const char *filled;
  } texts[] = {
    { "", "" },
    { "no braces", "no braces" },
    { "{customer}", "Acme {amount}" }, /* what is put in is not looked at again */
    { "{amount}{amount}", "12.0012.00" },
    { "a {contact} b", "a  b" },
    { "{nobody} {", "{nobody} {" },
    { "{{amount}}", "{12.00}" },
    { "{}", "{}" },
    { "{Amount} {amount", "{Amount} {amount" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *filled = biz_dunning_fill (texts[i].text, values, G_N_ELEMENTS (values));

      g_assert_cmpstr (filled, ==, texts[i].filled);
    }
}

static void
test_check (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (biz_dunning_check_template ("{customer} {amount} {invoices} {oldest_days} "
                                             "{contact} {company} {date} {} { {X}",
                                             &error));
  g_assert_no_error (error);
  g_assert_false (biz_dunning_check_template ("Dear {name}", &error));
  g_assert_error (error, ERP_ERROR, ERP_ERROR_VALIDATION);
  g_assert_nonnull (strstr (error->message, "{name}"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/biz/dunning/cases", test_cases);
  g_test_add_func ("/biz/dunning/equal", test_equal);
  g_test_add_func ("/biz/dunning/policy", test_policy);
  g_test_add_func ("/biz/dunning/templates", test_templates);
  g_test_add_func ("/biz/dunning/bad-policy", test_bad_policy);
  g_test_add_func ("/biz/dunning/fill", test_fill);
  g_test_add_func ("/biz/dunning/check", test_check);

  return g_test_run ();
}
