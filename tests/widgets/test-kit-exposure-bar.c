/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "display-test.h"
#include "kit-exposure-bar.h"

#include <string.h>

static BizExposure
make_figures (gint64 overdue, gint64 not_due, gint64 document, gint64 limit)
{
  BizMoney zero = biz_money_zero ("EUR", 2);
  BizExposure figures;

  biz_exposure_init (&figures, &zero);
  figures.buckets[0].minor = not_due;
  figures.buckets[1].minor = overdue;
  figures.document.minor = document;
  figures.kind = limit > 0 ? BIZ_LIMIT_OWN : BIZ_LIMIT_NONE;
  figures.limit.minor = limit;
  g_assert_true (biz_exposure_settle (&figures, NULL));

  return figures;
}

/* The words say what the bar shows, and parts that are nothing are not told. */
static void
test_summary (void)
{
  GtkWidget *bar = kit_exposure_bar_new ();
  GtkWindow *window = display_test_show (bar, 400, 300);
  BizExposure now = make_figures (30000, 20000, 10000, 50000);
  BizExposure then = make_figures (0, 20000, 10000, 50000);
  BizExposure free_of = make_figures (100, 0, 0, 0);

  g_assert_cmpstr (kit_exposure_bar_get_summary (KIT_EXPOSURE_BAR (bar)), ==,
                   "The exposure is not known");
  kit_exposure_bar_set (KIT_EXPOSURE_BAR (bar), &now, NULL);
  g_assert_nonnull (strstr (kit_exposure_bar_get_summary (KIT_EXPOSURE_BAR (bar)), "600.00"));
  g_assert_nonnull (strstr (kit_exposure_bar_get_summary (KIT_EXPOSURE_BAR (bar)), "120"));
  g_assert_true (display_test_shows (bar, "Overdue"));
  g_assert_true (display_test_shows (bar, "This document"));
  g_assert_false (display_test_shows (bar, "Delivered, not invoiced"));
  g_assert_false (display_test_shows (bar, "Then"));
  kit_exposure_bar_set (KIT_EXPOSURE_BAR (bar), &now, &then);
  g_assert_true (display_test_shows (bar, "Then"));
  g_assert_nonnull (strstr (kit_exposure_bar_get_summary (KIT_EXPOSURE_BAR (bar)), "Then: "));
  display_test_frames (bar, 2);
  kit_exposure_bar_set (KIT_EXPOSURE_BAR (bar), &free_of, NULL);
  g_assert_true (display_test_shows (bar, "No credit limit is in force."));
  g_assert_false (display_test_shows (bar, "Then"));
  kit_exposure_bar_set (KIT_EXPOSURE_BAR (bar), NULL, &then);
  g_assert_false (display_test_shows (bar, "Exposure"));
  display_test_frames (bar, 2);
  display_test_close (window);
}

int
main (int argc, char **argv)
{
  display_test_init (&argc, &argv);
  g_test_add_func ("/exposure-bar/summary", test_summary);
  return g_test_run ();
}
