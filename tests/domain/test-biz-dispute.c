/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-dispute.h"
#include "collect-notes.h"

/* Notes of one customer in the order they were written; after them: "5,6" invoices that are
 * disputed of 5, 6, 7; "*" before them where the account is. */
static const struct
{
  const char *what;
  struct
  {
    const char *model;
    gint64 id;
    const char *line;
  } notes[4];
  const char *stopped;
  guint n;      /* disputes */
  guint n_open; /* of them */
} cases[] = {
  { "nothing", { { NULL } }, "", 0, 0 },
  { "an invoice", { { "account.move", 5, "dispute reason=price state=open" } }, "5", 1, 1 },
  { "an old note says no state", { { "account.move", 5, "dispute reason=price" } }, "5", 1, 1 },
  { "ended on the invoice",
    { { "account.move", 5, "dispute reason=price state=open" },
      { "account.move", 5, "dispute state=closed outcome=credited" } },
    "",
    1,
    0 },
  { "opened again",
    { { "account.move", 5, "dispute reason=price state=open" },
      { "account.move", 5, "dispute state=closed outcome=credited" },
      { "account.move", 5, "dispute reason=quality state=open" } },
    "5",
    2,
    1 },
  { "written anew with another reason",
    { { "account.move", 5, "dispute reason=price state=open" },
      { "account.move", 5, "dispute reason=quality state=open" } },
    "5",
    2,
    1 },
  { "two invoices in one note, one of them ended",
    { { "res.partner", 1, "dispute reason=price state=open invoices=5,6" },
      { "account.move", 5, "dispute state=closed outcome=paid" } },
    "6",
    1,
    1 },
  { "both ended by one note",
    { { "res.partner", 1, "dispute reason=price state=open invoices=5,6" },
      { "res.partner", 1, "dispute state=closed outcome=paid invoices=6,5" } },
    "",
    1,
    0 },
  { "the account as a whole",
    { { "res.partner", 1, "dispute reason=other state=open" } },
    "5,6,7",
    1,
    1 },
  { "an invoice stays disputed when the account's is over",
    { { "res.partner", 1, "dispute reason=other state=open" },
      { "account.move", 5, "dispute reason=price state=open" },
      { "res.partner", 1, "dispute state=closed outcome=withdrawn" } },
    "5",
    2,
    1 },
  { "what was never opened is not ended",
    { { "account.move", 5, "dispute state=closed outcome=paid" },
      { "account.move", 6, "dispute reason=price state=open" } },
    "6",
    1,
    1 },
};

static char *
describe_stopped (GPtrArray *disputes)
{
  GString *text = g_string_new (NULL);

  for (gint64 move = 5; move <= 7; move++)
    {
      gboolean stopped = FALSE;

      for (guint i = 0; i < disputes->len; i++)
        stopped |= biz_dispute_stops (disputes->pdata[i], move);
      if (stopped)
        g_string_append_printf (text, "%s%d", text->len > 0 ? "," : "", (int)move);
    }

  return g_string_free (text, FALSE);
}

static void
check (gsize index, gboolean reversed)
{
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) disputes = NULL;
  g_autofree char *stopped = NULL;
  guint n_open = 0;

  for (guint i = 0; i < 4 && cases[index].notes[i].model != NULL; i++)
    {
      BizDecisionNote *note =
          collect_note (i + 1, cases[index].notes[i].model, cases[index].notes[i].id, "2026-11-02",
                        cases[index].notes[i].line);

      g_ptr_array_insert (notes, reversed ? 0 : -1, note);
    }
  disputes = biz_dispute_list (notes);
  for (guint i = 0; i < disputes->len; i++)
    n_open += biz_dispute_is_open (disputes->pdata[i]);
  stopped = describe_stopped (disputes);
  g_assert_cmpstr (stopped, ==, cases[index].stopped);
  g_assert_cmpuint (disputes->len, ==, cases[index].n);
  g_assert_cmpuint (n_open, ==, cases[index].n_open);
}

static void
test_list (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].what);
      check (i, FALSE);
      /* The order in which they are read says nothing. */
      check (i, TRUE);
    }
}

static void
test_case (void)
{
  static const struct
  {
    const char *link;
    const char *model;
    gint64 id;
  } links[] = {
    { "case=\\\"helpdesk.ticket,12\\\"", "helpdesk.ticket", 12 },
    { "case=project.task,7", "project.task", 7 },
    { "case=res.users,7", NULL, 0 },
    { "case=helpdesk.ticket", NULL, 0 },
    { "case=helpdesk.ticket,-1", NULL, 0 },
    { "case=helpdesk.ticket,x", NULL, 0 },
    { "", NULL, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (links); i++)
    {
      g_autofree char *line = g_strdup_printf ("dispute reason=price %s", links[i].link);
      g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_object_unref);
      g_autoptr (GPtrArray) disputes = NULL;
      g_autofree char *model = NULL;
      gint64 id = 0;
      gboolean found;

      g_ptr_array_add (notes, collect_note (1, "account.move", 5, "2026-11-02", line));
      disputes = biz_dispute_list (notes);
      g_assert_cmpuint (disputes->len, ==, 1);
      g_assert_cmpstr (biz_dispute_get_reason (disputes->pdata[0]), ==, "price");
      found = biz_dispute_get_case (disputes->pdata[0], &model, &id);
      g_assert_cmpint (found, ==, links[i].model != NULL);
      g_assert_cmpstr (model, ==, links[i].model);
      g_assert_cmpint (id, ==, links[i].id);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/biz/dispute/list", test_list);
  g_test_add_func ("/biz/dispute/case", test_case);

  return g_test_run ();
}
