/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which entries of several sources are certain, and the figures of a customer. */

#include "biz-customer-figures.h"
#include "biz-story.h"
#include "test-values.h"

#include <string.h>

static BizStoryEntry *
make_entry (BizStoryKind kind, const char *day, gint64 id)
{
  BizStoryEntry *entry = biz_story_entry_new (kind, "sale.order", id);
  BizStoryFacts *facts = biz_story_entry_get_facts (entry);

  facts->day = test_make_day (day);
  facts->title = g_strdup (day);

  return entry;
}

/* "2026-11-03 2026-11-01": newest first */
static GPtrArray *
make_page (BizStoryKind kind, const char *days)
{
  GPtrArray *page = g_ptr_array_new_with_free_func (g_object_unref);
  g_auto (GStrv) parts = g_strsplit (days, " ", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    if (parts[i][0] != '\0')
      g_ptr_array_add (page, make_entry (kind, parts[i], 100 - i));

  return page;
}

static void
test_merge (void)
{
  static const struct
  {
    const char *orders;
    gboolean orders_complete;
    const char *invoices;
    gboolean invoices_complete;
    guint kinds;
    const char *shown;
  } cases[] = {
    { "2026-11-03 2026-11-01", TRUE, "2026-11-02", TRUE, BIZ_STORY_ALL,
      "2026-11-03 2026-11-02 2026-11-01" },
    /* older invoices may stand between */
    { "2026-11-03 2026-11-01", TRUE, "2026-11-02", FALSE, BIZ_STORY_ALL, "2026-11-03 2026-11-02" },
    { "2026-11-03 2026-11-01", FALSE, "2026-11-02", FALSE, BIZ_STORY_ALL, "2026-11-03 2026-11-02" },
    { "2026-11-09 2026-11-08", FALSE, "2026-11-02", TRUE, BIZ_STORY_ALL, "2026-11-09 2026-11-08" },
    { "2026-11-03 2026-11-01", TRUE, "2026-11-02", TRUE, BIZ_STORY_BIT (BIZ_STORY_INVOICE),
      "2026-11-02" },
    { "", TRUE, "2026-11-02", TRUE, BIZ_STORY_ALL, "2026-11-02" },
    { "", TRUE, "", TRUE, BIZ_STORY_ALL, "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) orders = make_page (BIZ_STORY_ORDER, cases[i].orders);
      g_autoptr (GPtrArray) invoices = make_page (BIZ_STORY_INVOICE, cases[i].invoices);
      GPtrArray *const pages[] = { orders, invoices };
      const gboolean complete[] = { cases[i].orders_complete, cases[i].invoices_complete };
      g_autoptr (GPtrArray) shown = biz_story_merge (pages, complete, 2, cases[i].kinds);
      g_autoptr (GString) text = g_string_new (NULL);

      for (guint k = 0; k < shown->len; k++)
        g_string_append_printf (text, "%s%s", k > 0 ? " " : "",
                                biz_story_entry_get_facts (g_ptr_array_index (shown, k))->title);
      g_test_message ("case %u", (guint)i);
      g_assert_cmpstr (text->str, ==, cases[i].shown);
    }
}

/* Whatever the pages: what is shown is in order, and nothing that is read later stands above it. */
static void
test_merge_laws (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (11);

  for (guint round = 0; round < 200; round++)
    {
      GPtrArray *whole[3];
      GPtrArray *read[3];
      gboolean complete[3], all_complete[3] = { TRUE, TRUE, TRUE };
      g_autoptr (GPtrArray) shown = NULL;
      g_autoptr (GPtrArray) all = NULL;

      for (guint i = 0; i < 3; i++)
        {
          guint n = (guint)g_rand_int_range (random, 0, 12);
          guint n_read = (guint)g_rand_int_range (random, 0, (gint32)n + 1);
          guint day = 28;

          whole[i] = g_ptr_array_new_with_free_func (g_object_unref);
          read[i] = g_ptr_array_new_with_free_func (g_object_unref);
          for (guint k = 0; k < n; k++)
            {
              g_autofree char *text = NULL;
              BizStoryEntry *entry;

              day = MAX (1, day - (guint)g_rand_int_range (random, 0, 3));
              text = g_strdup_printf ("2026-10-%02u", day);
              entry = make_entry ((BizStoryKind)(i + 1), text, 1000 - k);
              g_ptr_array_add (whole[i], entry);
              if (k < n_read)
                g_ptr_array_add (read[i], g_object_ref (entry));
            }
          /* A source of which nothing was read yet is being read. */
          complete[i] = n_read == n || n_read == 0;
          if (n_read == 0)
            g_ptr_array_set_size (whole[i], 0);
        }
      shown = biz_story_merge ((GPtrArray *const *)read, complete, 3, BIZ_STORY_ALL);
      all = biz_story_merge ((GPtrArray *const *)whole, all_complete, 3, BIZ_STORY_ALL);
      g_assert_cmpuint (shown->len, <=, all->len);
      for (guint k = 0; k < shown->len; k++)
        g_assert_true (g_ptr_array_index (shown, k) == g_ptr_array_index (all, k));
      for (guint i = 0; i < 3; i++)
        {
          g_ptr_array_unref (whole[i]);
          g_ptr_array_unref (read[i]);
        }
    }
}

static BizMoney
euros (gint64 minor)
{
  return biz_money_from_minor (minor, "EUR", 2);
}

static const BizCustomerFigure *
find_figure (GPtrArray *figures, BizFigureKind kind)
{
  for (guint i = 0; i < figures->len; i++)
    if (((BizCustomerFigure *)g_ptr_array_index (figures, i))->kind == kind)
      return g_ptr_array_index (figures, i);

  return NULL;
}

static BizCustomerSums *
make_sums (void)
{
  BizCustomerSums *sums = biz_customer_sums_new ();
  BizMoney zero = euros (0);
  BizCustomerBooks *books = biz_customer_sums_ensure (sums, 1, "Nord", &zero);
  /* 100.00 paid 10 days late, 300.00 paid 2 days early: (1000 - 600) / 400 = 1 */
  BizCustomerMatch late = { test_make_day ("2026-10-01"), test_make_day ("2026-10-11"),
                            euros (10000) };
  BizCustomerMatch early = { test_make_day ("2026-10-20"), test_make_day ("2026-10-18"),
                             euros (30000) };

  books->open = euros (50000);
  books->overdue = euros (20000);
  books->invoiced = euros (400000);
  books->credited = euros (10000);
  books->n_open = 4;
  books->n_overdue = 1;
  books->n_invoices = 9;
  g_array_append_val (sums->matches, early);
  g_array_append_val (sums->matches, late);
  sums->n_cases = 2;

  return sums;
}

static void
test_figures (void)
{
  BizCustomerFacts customer = { .id = 7,
                                .commercial_id = 7,
                                .name = (char *)"Acme",
                                .trust = (char *)"bad",
                                .may_see_limit = TRUE,
                                .has_limit = TRUE };
  GDate today = test_make_day ("2026-11-22");
  g_autoptr (BizCustomerSums) sums = make_sums ();
  g_autoptr (GPtrArray) figures = NULL;
  const BizCustomerFigure *figure;

  customer.limit = euros (40000);
  figures = biz_customer_figures_make (&customer, sums, NULL, &today);
  figure = find_figure (figures, BIZ_FIGURE_OPEN);
  g_assert_nonnull (strstr (figure->value, "500.00"));
  g_assert_cmpstr (figure->note, ==, "4 items");
  g_assert_cmpstr (figure->section, ==, "items");
  g_assert_cmpstr (figure->filter, ==, "partner-ids:7 receivable");
  figure = find_figure (figures, BIZ_FIGURE_OVERDUE);
  g_assert_nonnull (strstr (figure->value, "200.00"));
  g_assert_cmpint (figure->tone, ==, BIZ_STORY_BAD);
  figure = find_figure (figures, BIZ_FIGURE_EXPOSURE);
  g_assert_cmpfloat (figure->share, ==, 1.25);
  g_assert_cmpint (figure->tone, ==, BIZ_STORY_BAD);
  figure = find_figure (figures, BIZ_FIGURE_CREDITS);
  g_assert_cmpstr (figure->note, ==, "2.5 % of sales");
  g_assert_nonnull (strstr (figure->filter, "type:credit-note posted date:>=2025-1"));
  /* 500 / (4000 - 100) of the days of the year */
  figure = find_figure (figures, BIZ_FIGURE_DSO);
  g_assert_true (g_str_has_prefix (figure->value, "46.79"));
  figure = find_figure (figures, BIZ_FIGURE_LATE);
  g_assert_true (g_str_has_prefix (figure->value, "1.00"));
  g_assert_cmpstr (figure->note, ==, "of 2 payments");
  figure = find_figure (figures, BIZ_FIGURE_LAST_PAYMENT);
  g_assert_cmpstr (figure->value, ==, "–");
  g_assert_cmpstr (find_figure (figures, BIZ_FIGURE_CASES)->value, ==, "2");
  g_assert_cmpint (find_figure (figures, BIZ_FIGURE_RATING)->tone, ==, BIZ_STORY_BAD);
}

/* Two companies with one currency are one amount, and two lines of where it is. */
static void
test_companies (void)
{
  BizCustomerFacts customer = { .id = 7, .commercial_id = 7, .name = (char *)"Acme" };
  GDate today = test_make_day ("2026-11-22");
  g_autoptr (BizCustomerSums) sums = make_sums ();
  BizMoney euro = euros (0), dollar = biz_money_zero ("USD", 2);
  g_autoptr (GPtrArray) figures = NULL;
  const BizCustomerFigure *figure;

  biz_customer_sums_ensure (sums, 2, "Ost", &euro)->open = euros (2500);
  biz_customer_sums_ensure (sums, 3, "West", &dollar)->open = biz_money_from_minor (100, "USD", 2);
  figures = biz_customer_figures_make (&customer, sums, NULL, &today);
  figure = find_figure (figures, BIZ_FIGURE_OPEN);
  g_assert_nonnull (strstr (figure->value, "525.00"));
  g_assert_nonnull (strstr (figure->value, " + "));
  g_assert_nonnull (strstr (figure->detail, "Ost: "));
  g_assert_nonnull (strstr (figure->detail, "West: "));
  /* Without anything in the other currency nothing is said of it. */
  figure = find_figure (figures, BIZ_FIGURE_OVERDUE);
  g_assert_null (strstr (figure->value, " + "));
}

/* Of whom the books know nothing, the figures say so. */
static void
test_nothing (void)
{
  BizCustomerFacts customer = { .id = 7, .commercial_id = 7, .name = (char *)"Acme" };
  GDate today = test_make_day ("2026-11-22");
  g_autoptr (BizCustomerSums) sums = biz_customer_sums_new ();
  g_autoptr (GPtrArray) figures = NULL;

  customer.limit = euros (75000);
  figures = biz_customer_figures_make (&customer, sums, NULL, &today);
  g_assert_nonnull (strstr (find_figure (figures, BIZ_FIGURE_OPEN)->value, "0.00"));
  g_assert_nonnull (strstr (find_figure (figures, BIZ_FIGURE_SALES)->value, "0.00"));
  g_assert_cmpstr (find_figure (figures, BIZ_FIGURE_DSO)->value, ==, "–");
}

/* Who may not see the ledger is shown no sums of it. */
static void
test_refused (void)
{
  BizCustomerFacts customer = { .id = 7, .commercial_id = 7, .name = (char *)"Acme" };
  GDate today = test_make_day ("2026-11-22");
  g_autoptr (BizCustomerSums) sums = make_sums ();
  g_autoptr (GPtrArray) figures = NULL;

  sums->refused = g_strdup ("not yours");
  figures = biz_customer_figures_make (&customer, sums, NULL, &today);
  g_assert_null (find_figure (figures, BIZ_FIGURE_OPEN));
  g_assert_null (find_figure (figures, BIZ_FIGURE_SALES));
  g_assert_null (find_figure (figures, BIZ_FIGURE_LATE));
  g_assert_nonnull (find_figure (figures, BIZ_FIGURE_CASES));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/story/merge", test_merge);
  g_test_add_func ("/story/merge-laws", test_merge_laws);
  g_test_add_func ("/story/figures", test_figures);
  g_test_add_func ("/story/companies", test_companies);
  g_test_add_func ("/story/nothing", test_nothing);
  g_test_add_func ("/story/refused", test_refused);
  return g_test_run ();
}
