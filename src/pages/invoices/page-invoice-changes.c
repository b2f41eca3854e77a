/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-invoice-changes.h"

#include "page-text.h"

#include <glib/gi18n-lib.h>

static void
add_money (GString *text, const char *format, const BizMoney *before, const BizMoney *after)
{
  g_autofree char *old = page_text_format_amount (before);
  g_autofree char *new = page_text_format_amount (after);

  if (biz_money_equal (before, after))
    return;
  g_string_append_c (text, ' ');
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  g_string_append_printf (text, format, old, new);
#pragma GCC diagnostic pop
}

static void
add_words (GString *text, const char *before, const char *after)
{
  if (g_strcmp0 (before, after) == 0)
    return;
  /* Translators: a state before and after. */
  g_string_append_printf (text, _ (" It was “%s” and is “%s” now."), before, after);
}

char *
page_invoice_changes_describe (BizInvoice *before, BizInvoice *after)
{
  GDateTime *old_time = biz_invoice_get_write_date (before);
  GDateTime *new_time = biz_invoice_get_write_date (after);
  BizMoney old_total = biz_invoice_get_total (before);
  BizMoney new_total = biz_invoice_get_total (after);
  BizMoney old_open = biz_invoice_get_residual (before);
  BizMoney new_open = biz_invoice_get_residual (after);
  gboolean written =
      old_time != NULL && new_time != NULL && g_date_time_compare (old_time, new_time) != 0;
  GString *text;

  if (!written && biz_money_equal (&old_open, &new_open)
      && biz_invoice_get_state (before) == biz_invoice_get_state (after))
    return NULL;

  text = g_string_new (_ ("Somebody changed this invoice since you opened it."));
  add_words (text, biz_invoice_state_to_label (biz_invoice_get_state (before)),
             biz_invoice_state_to_label (biz_invoice_get_state (after)));
  /* Translators: an amount before and after. */
  add_money (text, _ ("The total was %s and is %s now."), &old_total, &new_total);
  /* Translators: an amount before and after. */
  add_money (text, _ ("%s was open, %s is open now."), &old_open, &new_open);
  return g_string_free (text, FALSE);
}
