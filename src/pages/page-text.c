/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-text.h"

#include "erp-capabilities.h"
#include "erp-session.h"
#include "kit-format.h"

#include <glib/gi18n-lib.h>

/**
 * page_text_get_now:
 * @session: who is signed in
 *
 * Returns: (transfer full): this moment in the time zone that the server has for this user
 */
GDateTime *
page_text_get_now (ErpSession *session)
{
  const char *name = erp_capabilities_get_time_zone (erp_session_get_capabilities (session));
  g_autoptr (GTimeZone) zone = name != NULL ? g_time_zone_new_identifier (name) : NULL;

  return zone != NULL ? g_date_time_new_now (zone) : g_date_time_new_now_local ();
}

/**
 * page_text_get_today:
 * @session: who is signed in
 *
 * Returns: the day it is in the time zone that the server has for this user
 */
GDate
page_text_get_today (ErpSession *session)
{
  g_autoptr (GDateTime) now = page_text_get_now (session);
  GDate today;

  g_date_clear (&today, 1);
  g_date_set_dmy (&today, (GDateDay)g_date_time_get_day_of_month (now),
                  (GDateMonth)g_date_time_get_month (now), (GDateYear)g_date_time_get_year (now));
  return today;
}

KitTone
page_text_get_tone (BizStanding standing)
{
  switch (standing)
    {
    case BIZ_STANDING_PAID:
      return KIT_TONE_GOOD;
    case BIZ_STANDING_OVERDUE:
      return KIT_TONE_BAD;
    case BIZ_STANDING_DUE:
      return KIT_TONE_WARNING;
    case BIZ_STANDING_OPEN:
    case BIZ_STANDING_PARTIAL:
      return KIT_TONE_ACCENT;
    case BIZ_STANDING_CANCELLED:
    case BIZ_STANDING_REVERSED:
      return KIT_TONE_DIM;
    case BIZ_STANDING_DRAFT:
    default:
      return KIT_TONE_PLAIN;
    }
}

/**
 * page_text_describe_due:
 * @invoice: an invoice
 * @today: the day it is
 *
 * Returns: (transfer full): the due date, with how long it is overdue or when it will be due where
 * something is open
 */
char *
page_text_describe_due (BizInvoice *invoice, const GDate *today)
{
  const GDate *due = biz_invoice_get_due_date (invoice);
  g_autofree char *date = kit_format_date (due);
  BizMoney residual = biz_invoice_get_residual (invoice);
  int days;

  if (due == NULL || biz_invoice_get_state (invoice) != BIZ_STATE_POSTED || residual.minor == 0)
    return g_steal_pointer (&date);

  days = biz_invoice_get_days_overdue (invoice, today);
  if (days > 0)
    return g_strdup_printf (
        /* Translators: a date, then how long ago it was. */
        ngettext ("%s (%d day overdue)", "%s (%d days overdue)", (gulong)days), date, days);
  days = g_date_days_between (today, due);
  if (days == 0)
    return g_strdup_printf (_ ("%s (today)"), date);
  return g_strdup_printf (ngettext ("%s (in %d day)", "%s (in %d days)", (gulong)days), date, days);
}

char *
page_text_format_amount (const BizMoney *money)
{
  return biz_money_format (money, BIZ_MONEY_SYMBOL);
}
