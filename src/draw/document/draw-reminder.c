/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "draw"

#include "config.h"

#include "draw-reminder.h"

#include "biz-dunning-text.h"

char *
draw_reminder_format_amounts (const DrawWords *words, GArray *amounts)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < amounts->len; i++)
    {
      g_autofree char *amount =
          draw_words_format_money (words, &g_array_index (amounts, BizMoney, i), TRUE);

      g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", amount);
    }

  return g_string_free (text, FALSE);
}

/* "INV/2026/00015 · Due 5 March 2026 · 1,391.62 EUR", a line each */
static char *
list_invoices (const DrawWords *words, const BizAccount *account, const BizDunningCase *judged)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < judged->chased->len; i++)
    {
      const BizAgeingItem *item =
          &g_array_index (account->items, BizAgeingItem, g_array_index (judged->chased, guint, i));
      g_autofree char *due =
          draw_words_format_date (words, g_date_valid (&item->due) ? &item->due : &item->date);
      g_autofree char *open = draw_words_format_money (words, &item->open_document, TRUE);

      g_string_append_printf (text, "%s%s · %s %s · %s", i > 0 ? "\n" : "",
                              item->document != NULL ? item->document : "",
                              draw_words_get (words, DRAW_WORD_DUE), due, open);
    }

  return g_string_free (text, FALSE);
}

/**
 * draw_reminder_fill:
 * @customer: whose figures
 * @template: what is filled in
 * @language: (nullable): of the words in it
 * @contact: (nullable): who writes it
 * @subject: (out) (transfer full): one line
 * @text: (out) (transfer full): plain
 */
void
draw_reminder_fill (BizDunningCustomer *customer,
                    const BizDunningTemplate *template,
                    const char *language,
                    const char *contact,
                    char **subject,
                    char **text)
{
  const BizAccount *account = biz_dunning_customer_get_account (customer);
  const BizDunningCase *judged = biz_dunning_customer_get_case (customer);
  const DrawWords *words = draw_words_for_language (language);
  g_autofree char *amount = draw_reminder_format_amounts (words, judged->amounts);
  g_autofree char *invoices = list_invoices (words, account, judged);
  g_autofree char *oldest = g_strdup_printf ("%d", judged->oldest);
  g_autofree char *date = draw_words_format_date (words, &account->as_of);
  const BizDunningValue values[] = {
    { "customer", account->customer.name },
    { "amount", amount },
    { "invoices", invoices },
    { "oldest_days", oldest },
    { "contact", contact },
    { "company", account->seller.name },
    { "date", date },
  };

  *subject = biz_dunning_fill (template->subject, values, G_N_ELEMENTS (values));
  g_strdelimit (*subject, "\r\n", ' ');
  *text = biz_dunning_fill (template->text, values, G_N_ELEMENTS (values));
}

/**
 * draw_reminder_write:
 * @customer: whom a reminder is due to
 * @contact: (nullable): who writes it
 * @subject: (out) (transfer full): one line
 * @text: (out) (transfer full): plain
 */
void
draw_reminder_write (BizDunningCustomer *customer, const char *contact, char **subject, char **text)
{
  const char *language = biz_dunning_customer_get_account (customer)->customer.language;
  const BizDunningTemplate template =
      biz_dunning_get_template (biz_dunning_customer_get_policy (customer),
                                biz_dunning_customer_get_case (customer)->level, language);

  draw_reminder_fill (customer, &template, language, contact, subject, text);
}

/**
 * draw_reminder_sum_open:
 * @account: what a customer owes
 *
 * Returns: (transfer full) (element-type BizMoney): what is open, one a currency of documents;
 *   without what does not fit
 */
GArray *
draw_reminder_sum_open (const BizAccount *account)
{
  GArray *amounts = g_array_new (FALSE, FALSE, sizeof (BizMoney));

  for (guint i = 0; i < account->items->len; i++)
    {
      const BizMoney *open = &g_array_index (account->items, BizAgeingItem, i).open_document;
      BizMoney *sum = NULL;

      for (guint k = 0; k < amounts->len && sum == NULL; k++)
        if (g_str_equal (g_array_index (amounts, BizMoney, k).currency, open->currency))
          sum = &g_array_index (amounts, BizMoney, k);
      if (sum == NULL)
        g_array_append_vals (amounts, open, 1);
      else
        biz_money_add (sum, open, sum, NULL);
    }

  return amounts;
}

void
draw_reminder_write_statement (const BizAccount *account,
                               const char *contact,
                               char **subject,
                               char **text)
{
  const char *language = account->customer.language;
  const DrawWords *words = draw_words_for_language (language);
  const BizDunningTemplate template = biz_dunning_get_statement (language);
  g_autoptr (GArray) amounts = draw_reminder_sum_open (account);
  const BizMoney nothing = biz_money_zero ("EUR", 2);
  g_autofree char *open = draw_reminder_format_amounts (words, amounts);
  g_autofree char *zero = draw_words_format_money (words, &nothing, FALSE);
  g_autofree char *date = draw_words_format_date (words, &account->as_of);
  const BizDunningValue values[] = {
    { "customer", account->customer.name },
    { "amount", amounts->len > 0 ? open : zero },
    { "contact", contact },
    { "company", account->seller.name },
    { "date", date },
  };

  *subject = biz_dunning_fill (template.subject, values, G_N_ELEMENTS (values));
  g_strdelimit (*subject, "\r\n", ' ');
  *text = biz_dunning_fill (template.text, values, G_N_ELEMENTS (values));
}
