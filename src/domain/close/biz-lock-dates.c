/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-lock-dates.h"

#include "erp-error.h"
#include "erp-json.h"

#include <glib/gi18n-lib.h>

static const struct
{
  const char *field;
  const char *name;
  const char *meaning;
  guint since; /* 0: always */
  guint until; /* 0: still */
} locks[BIZ_N_LOCKS] = {
  [BIZ_LOCK_PERIOD] = { "period_lock_date", N_ ("Everybody but advisers"),
                        N_ ("Accounting advisers may still book in it."), 0, 17 },
  [BIZ_LOCK_SALE] = { "sale_lock_date", N_ ("Sales"),
                      N_ ("Customer invoices and credit notes; exceptions can be made."), 18, 0 },
  [BIZ_LOCK_PURCHASE] = { "purchase_lock_date", N_ ("Purchases"),
                          N_ ("Vendor bills and refunds; exceptions can be made."), 18, 0 },
  [BIZ_LOCK_TAX] = { "tax_lock_date", N_ ("Tax return"),
                     N_ ("What would change a tax return that was handed in."), 0, 0 },
  [BIZ_LOCK_ALL] = { "fiscalyear_lock_date", N_ ("Everything"),
                     N_ ("Nothing is booked in it by anybody."), 0, 0 },
  [BIZ_LOCK_HARD] = { "hard_lock_date", N_ ("For good"),
                      N_ ("No exception and no way back, for anybody."), 18, 0 },
};

void
biz_lock_dates_clear (BizLockDates *self)
{
  g_return_if_fail (self != NULL);

  g_date_clear (self->days, BIZ_N_LOCKS);
}

const char *
biz_lock_get_field (BizLock lock)
{
  g_return_val_if_fail (lock < BIZ_N_LOCKS, NULL);

  return locks[lock].field;
}

const char *
biz_lock_describe (BizLock lock)
{
  g_return_val_if_fail (lock < BIZ_N_LOCKS, NULL);

  return _ (locks[lock].name);
}

const char *
biz_lock_explain (BizLock lock)
{
  g_return_val_if_fail (lock < BIZ_N_LOCKS, NULL);

  return _ (locks[lock].meaning);
}

gboolean
biz_lock_is_available (BizLock lock, guint series)
{
  g_return_val_if_fail (lock < BIZ_N_LOCKS, FALSE);

  return series >= locks[lock].since && (locks[lock].until == 0 || series <= locks[lock].until);
}

char **
biz_lock_list_fields (guint series)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < BIZ_N_LOCKS; i++)
    {
      if (biz_lock_is_available ((BizLock)i, series))
        g_strv_builder_add (builder, locks[i].field);
    }

  return g_strv_builder_end (builder);
}

/**
 * biz_lock_dates_read:
 * @self: (out caller-allocates): what it says
 * @company: a record of res.company, or what stands for one
 * @series: of the server
 * @error: return location
 *
 * Returns: FALSE with ERP_ERROR_PROTOCOL
 */
gboolean
biz_lock_dates_read (BizLockDates *self, JsonObject *company, guint series, GError **error)
{
  g_return_val_if_fail (self != NULL && company != NULL, FALSE);

  biz_lock_dates_clear (self);
  for (guint i = 0; i < BIZ_N_LOCKS; i++)
    {
      if (biz_lock_is_available ((BizLock)i, series)
          && !erp_json_get_date (company, locks[i].field, &self->days[i], error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
is_before (const GDate *day, const GDate *other)
{
  if (!g_date_valid (other))
    return FALSE;

  return !g_date_valid (day) || g_date_compare (day, other) < 0;
}

/**
 * biz_lock_dates_check:
 * @now: as they are
 * @wanted: as they shall be
 * @today: today
 * @error: return location
 *
 * Returns: FALSE where they cannot be, or would close what is not over
 */
gboolean
biz_lock_dates_check (const BizLockDates *now,
                      const BizLockDates *wanted,
                      const GDate *today,
                      GError **error)
{
  g_return_val_if_fail (now != NULL && wanted != NULL && g_date_valid (today), FALSE);

  if (is_before (&wanted->days[BIZ_LOCK_HARD], &now->days[BIZ_LOCK_HARD]))
    {
      g_set_error_literal (error, ERP_ERROR, ERP_ERROR_VALIDATION,
                           _ ("What is closed for good is never opened again: choose the same day "
                              "or a later one."));
      return FALSE;
    }
  for (guint i = 0; i < BIZ_N_LOCKS; i++)
    {
      if (!g_date_valid (&wanted->days[i]) || g_date_compare (&wanted->days[i], today) <= 0
          || (g_date_valid (&now->days[i])
              && g_date_compare (&wanted->days[i], &now->days[i]) == 0))
        continue;
      g_set_error (error, ERP_ERROR, ERP_ERROR_VALIDATION,
                   /* Translators: a lock, such as “Sales” */
                   _ ("“%s” would close days that are not over: choose a day until today."),
                   _ (locks[i].name));
      return FALSE;
    }

  return TRUE;
}

gboolean
biz_lock_dates_equal (const BizLockDates *a, const BizLockDates *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  for (guint i = 0; i < BIZ_N_LOCKS; i++)
    {
      if (g_date_valid (&a->days[i]) != g_date_valid (&b->days[i])
          || (g_date_valid (&a->days[i]) && g_date_compare (&a->days[i], &b->days[i]) != 0))
        return FALSE;
    }

  return TRUE;
}
