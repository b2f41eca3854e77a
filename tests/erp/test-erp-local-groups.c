/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "erp-group.h"
#include "erp-local-groups.h"

/* Groups of records that are here: which there are, in what order, and where their members go. */

enum
{
  BY_NOTHING,
  BY_INITIAL,
  BY_NUMBER
};

/* "a1": what the group is called is the letter; the number tells two of one letter apart. */
static const char *
get_text (gpointer record)
{
  return g_object_get_data (record, "text");
}

static const char *
get_label (gpointer record, guint by)
{
  static const char *const letters[] = { "a", "b", "c" };

  return by == BY_NOTHING ? "" : letters[get_text (record)[0] - 'a'];
}

static char *
dup_key (gpointer record, guint by)
{
  return by == BY_NUMBER ? g_strdup (get_text (record)) : g_strdup (get_label (record, by));
}

static GObject *
sum (GPtrArray *members)
{
  GObject *totals = g_object_new (G_TYPE_OBJECT, NULL);
  int all = 0;

  for (guint i = 0; i < members->len; i++)
    all += get_text (members->pdata[i])[1] - '0';
  g_object_set_data (totals, "sum", GINT_TO_POINTER (all));

  return totals;
}

static const ErpLocalGrouper by_label = { .get_label = get_label, .sum = sum };
static const ErpLocalGrouper by_key = { get_label, dup_key, sum };

static GPtrArray *
make_records (const char *texts)
{
  g_auto (GStrv) parts = g_strsplit (texts, " ", -1);
  GPtrArray *records = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_ptr_array_add (records, g_object_new (G_TYPE_OBJECT, NULL));
      g_object_set_data_full (records->pdata[i], "text", g_strdup (parts[i]), g_free);
    }

  return records;
}

static char *
describe (GPtrArray *groups, GPtrArray *records)
{
  GString *text = g_string_new (NULL);
  guint next = 0;

  for (guint i = 0; i < groups->len; i++)
    {
      ErpGroup *group = groups->pdata[i];
      gpointer totals = erp_group_get_totals (group);

      g_string_append_printf (text, "%s%s/%s=%d:", i > 0 ? "; " : "", erp_group_get_key (group),
                              erp_group_get_label (group),
                              GPOINTER_TO_INT (g_object_get_data (totals, "sum")));
      for (guint k = 0; k < erp_group_get_count (group); k++)
        g_string_append_printf (text, " %s", get_text (records->pdata[next++]));
    }
  g_assert_cmpuint (next, ==, records->len);

  return g_string_free (text, FALSE);
}

static void
test_make (void)
{
  static const struct
  {
    const char *records;
    const ErpLocalGrouper *grouper;
    guint by;
    const char *expected;
  } cases[] = {
    { "", &by_label, BY_INITIAL, "" },
    { "b1", &by_label, BY_INITIAL, "b/b=1: b1" },
    { "a1 b2 c3", &by_label, BY_NOTHING, "/=6: a1 b2 c3" },
    /* the groups stand as what is first in them, the members as they stood */
    { "b1 a2 b3 c4 a5", &by_label, BY_INITIAL, "b/b=4: b1 b3; a/a=7: a2 a5; c/c=4: c4" },
    { "b3 b1 a5 a2", &by_label, BY_INITIAL, "b/b=4: b3 b1; a/a=7: a5 a2" },
    /* two groups of one name stay two */
    { "a1 b2 a3 a1", &by_key, BY_NUMBER, "a1/a=2: a1 a1; b2/b=2: b2; a3/a=3: a3" },
    { "a1 b2 a3", &by_key, BY_INITIAL, "a/a=4: a1 a3; b/b=2: b2" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) records = *cases[i].records != '\0'
                                          ? make_records (cases[i].records)
                                          : g_ptr_array_new_with_free_func (g_object_unref);
      g_autoptr (GPtrArray) groups = erp_local_groups_make (records, cases[i].grouper, cases[i].by);
      g_autofree char *text = describe (groups, records);

      g_assert_cmpstr (text, ==, cases[i].expected);
    }
}

/* The records are moved, not copied: each has the references it had. */
static void
test_references (void)
{
  g_autoptr (GPtrArray) records = make_records ("b1 a2 b3");
  g_autoptr (GObject) second = g_object_ref (records->pdata[1]);
  g_autoptr (GPtrArray) groups = erp_local_groups_make (records, &by_label, BY_INITIAL);

  g_assert_cmpuint (groups->len, ==, 2);
  g_assert_true (records->pdata[2] == second);
  g_clear_pointer (&records, g_ptr_array_unref);
  g_assert_cmpuint (second->ref_count, ==, 1);
}

static void
test_find (void)
{
  static const ErpLocalSubject subjects[] = {
    { "", "Not grouped" },
    { "customer", "Customer" },
    { "company", "Company" },
  };
  static const struct
  {
    const char *name;
    gboolean known;
    guint index;
  } cases[] = {
    { "", TRUE, 0 },          { "customer", TRUE, 1 }, { "company", TRUE, 2 },
    { "Customer", FALSE, 7 }, { "comp", FALSE, 7 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint found = 7;

      g_assert_cmpint (erp_local_subject_find (subjects, G_N_ELEMENTS (subjects), cases[i].name,
                                               &found),
                       ==, cases[i].known);
      g_assert_cmpuint (found, ==, cases[i].index);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/local-groups/make", test_make);
  g_test_add_func ("/local-groups/references", test_references);
  g_test_add_func ("/local-groups/find", test_find);

  return g_test_run ();
}
