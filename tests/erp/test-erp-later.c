/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "erp-later.h"

/* Where and how often something was freed. */
static struct
{
  GMutex lock;
  GCond changed;
  guint n;
  GThread *thread;
} freed;

static void
free_cb (gpointer data)
{
  g_mutex_lock (&freed.lock);
  freed.n++;
  freed.thread = g_thread_self ();
  g_cond_signal (&freed.changed);
  g_mutex_unlock (&freed.lock);
  g_free (data);
}

static GThread *
wait_for (guint n)
{
  const gint64 end = g_get_monotonic_time () + 30 * G_TIME_SPAN_SECOND;
  GThread *thread;

  g_mutex_lock (&freed.lock);
  while (freed.n < n)
    g_assert_true (g_cond_wait_until (&freed.changed, &freed.lock, end));
  g_assert_cmpuint (freed.n, ==, n);
  thread = freed.thread;
  g_mutex_unlock (&freed.lock);

  return thread;
}

static void
reset (void)
{
  g_mutex_lock (&freed.lock);
  freed.n = 0;
  freed.thread = NULL;
  g_mutex_unlock (&freed.lock);
}

static void
test_free (void)
{
  reset ();
  erp_later_free (NULL, free_cb);
  erp_later_free (g_malloc (10), free_cb);
  erp_later_free (g_malloc (10), free_cb);
  g_assert_true (wait_for (2) != g_thread_self ());
}

/* What is small goes at once; what is large does not hold up who lets go of it. */
static void
test_bytes (void)
{
  static const struct
  {
    gsize n;
    gboolean is_later;
  } cases[] = { { 0, FALSE },
                { 1, FALSE },
                { ERP_LATER_BYTES - 1, FALSE },
                { ERP_LATER_BYTES, TRUE },
                { 4 * ERP_LATER_BYTES, TRUE } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      char *text = g_strnfill (cases[i].n, 'x');
      GBytes *bytes = erp_later_new_bytes (text, free_cb);
      gsize n;

      reset ();
      g_assert_true (g_bytes_get_data (bytes, &n) == text || cases[i].n == 0);
      g_assert_cmpuint (n, ==, cases[i].n);
      g_bytes_unref (bytes);
      g_assert_true ((wait_for (1) != g_thread_self ()) == cases[i].is_later);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/later/free", test_free);
  g_test_add_func ("/later/bytes", test_bytes);

  return g_test_run ();
}
