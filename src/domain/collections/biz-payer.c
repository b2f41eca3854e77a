/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-payer.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define TREND_DAYS 5
/* Overdue longer than this costs a letter, as two broken promises do. */
#define OLD_DAYS 90
#define BROKEN_PROMISES 2

/* Amount × days, and the amount. */
typedef struct
{
  __int128 days;
  __int128 amount;
  guint n;
} Weighing;

static void
weigh (Weighing *self, const BizPayerPayment *payment)
{
  int days = (int)g_date_get_julian (&payment->paid) - (int)g_date_get_julian (&payment->due);

  self->days += (__int128)days * payment->minor;
  self->amount += payment->minor;
  self->n++;
}

/* Rounded to the nearest day, half away from zero. */
static int
get_average (const Weighing *self)
{
  __int128 half = self->amount / 2;

  if (self->amount == 0)
    return 0;

  return (int)((self->days >= 0 ? self->days + half : self->days - half) / self->amount);
}

/**
 * biz_payer_compute:
 * @self: (out caller-allocates): what is known then; not rated
 * @today: the day
 * @payments: (array length=n_payments): without credit notes
 * @n_payments: how many
 */
void
biz_payer_compute (BizPayer *self,
                   const GDate *today,
                   const BizPayerPayment *payments,
                   gsize n_payments)
{
  Weighing all = { 0 }, recent = { 0 }, before = { 0 };
  guint32 now;

  g_return_if_fail (self != NULL && g_date_valid (today));

  memset (self, 0, sizeof *self);
  now = g_date_get_julian (today);
  for (gsize i = 0; i < n_payments; i++)
    {
      const BizPayerPayment *payment = &payments[i];
      gint64 age;

      if (!g_date_valid (&payment->paid) || !g_date_valid (&payment->due) || payment->minor <= 0)
        continue;
      age = (gint64)now - g_date_get_julian (&payment->paid);
      if (age > BIZ_PAYER_DAYS)
        continue;
      weigh (&all, payment);
      weigh (age <= BIZ_PAYER_RECENT_DAYS ? &recent : &before, payment);
      if (!g_date_valid (&self->last) || g_date_compare (&payment->paid, &self->last) > 0)
        {
          self->last = payment->paid;
          self->last_minor = 0;
        }
      if (g_date_compare (&payment->paid, &self->last) == 0)
        self->last_minor += payment->minor;
    }
  self->n_payments = all.n;
  self->n_recent = recent.n;
  self->days_late = get_average (&all);
  self->recent_late = recent.n > 0 ? get_average (&recent) : self->days_late;
  if (recent.n >= 2 && before.n >= 2)
    {
      int change = self->recent_late - get_average (&before);

      self->trend = change > TREND_DAYS    ? BIZ_PAYER_SLOWER
                    : change < -TREND_DAYS ? BIZ_PAYER_FASTER
                                           : BIZ_PAYER_STEADY;
    }
}

static char
rate_days (int days)
{
  static const int limits[] = { 2, 10, 30, 60 };
  char letter = 'A';

  for (gsize i = 0; i < G_N_ELEMENTS (limits) && days > limits[i]; i++)
    letter++;

  return letter;
}

/* Who paid too little to be rated by it is rated by what is owed, once that is late. */
static char
rate_debt (int oldest)
{
  return oldest > OLD_DAYS ? 'E' : oldest > 30 ? 'D' : 0;
}

void
biz_payer_rate (BizPayer *self, int oldest, guint n_broken, char decided)
{
  g_return_if_fail (self != NULL);

  if (self->n_payments >= BIZ_PAYER_MIN_PAYMENTS)
    {
      self->computed = rate_days (self->days_late);
      if (n_broken >= BROKEN_PROMISES)
        self->computed++;
      if (oldest > OLD_DAYS)
        self->computed++;
      self->computed = MIN (self->computed, 'E');
    }
  else
    self->computed = rate_debt (oldest);
  self->rating = decided != 0 ? decided : self->computed;
}

char
biz_payer_read_rating (const char *text)
{
  if (text == NULL || strlen (text) != 1 || text[0] < 'A' || text[0] > 'E')
    return 0;

  return text[0];
}

guint
biz_payer_get_weight (char rating)
{
  static const guint weights[] = { 80, 100, 120, 150, 180 };

  return rating >= 'A' && rating <= 'E' ? weights[rating - 'A'] : 100;
}

static char *
describe_days (int days)
{
  if (days == 0)
    return g_strdup (_ ("on the day on average"));
  if (days < 0)
    return g_strdup_printf (
        ngettext ("%d day early on average", "%d days early on average", (gulong)-days), -days);

  return g_strdup_printf (
      ngettext ("%d day late on average", "%d days late on average", (gulong)days), days);
}

char *
biz_payer_describe (const BizPayer *self)
{
  g_autofree char *days = NULL;
  g_autofree char *recent = NULL;
  g_autofree char *count = NULL;
  const char *trend;

  g_return_val_if_fail (self != NULL, NULL);

  if (self->n_payments == 0)
    return g_strdup (_ ("Nothing was paid in the last 12 months."));
  days = describe_days (self->days_late);
  count =
      g_strdup_printf (ngettext ("%u payment", "%u payments", self->n_payments), self->n_payments);
  if (self->n_recent < 2)
    /* Translators: when somebody pays, and of how many payments that is known. */
    return g_strdup_printf (_ ("Pays %s (%s in 12 months)."), days, count);
  recent = describe_days (self->recent_late);
  trend = self->trend == BIZ_PAYER_SLOWER   ? _ ("getting slower")
          : self->trend == BIZ_PAYER_FASTER ? _ ("getting faster")
                                            : _ ("steady");

  /* Translators: when somebody pays, of how many payments that is known, when somebody paid lately,
   * and how that changed. */
  return g_strdup_printf (_ ("Pays %s (%s in 12 months), in the last 3 months %s: %s."), days,
                          count, recent, trend);
}

char *
biz_payer_describe_rating (const BizPayer *self, int oldest, guint n_broken)
{
  g_autoptr (GString) text = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  if (self->computed == 0)
    text = g_string_new (_ ("Not rated: fewer than three payments in 12 months."));
  else if (self->n_payments < BIZ_PAYER_MIN_PAYMENTS)
    {
      text = g_string_new (NULL);
      g_string_printf (text,
                       ngettext ("%c: hardly anything was paid, and %d day is overdue.",
                                 "%c: hardly anything was paid, and %d days are overdue.",
                                 (gulong)oldest),
                       self->computed, oldest);
    }
  else
    {
      text = g_string_new (NULL);
      /* Translators: a letter from A to E. */
      g_string_printf (text, _ ("%c by the average days late"), rate_days (self->days_late));
      if (n_broken >= BROKEN_PROMISES)
        g_string_append (text, _ (", a letter worse for broken promises"));
      if (oldest > OLD_DAYS)
        g_string_append (text, _ (", a letter worse for what is overdue over 90 days"));
      g_string_append_c (text, '.');
    }
  if (self->rating != self->computed && self->rating != 0)
    {
      g_string_append_c (text, ' ');
      /* Translators: a letter from A to E. */
      g_string_append_printf (text, _ ("A colleague decided %c."), self->rating);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}
