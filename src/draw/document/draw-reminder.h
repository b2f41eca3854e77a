/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-dunning-store.h"
#include "biz-dunning-text.h"
#include "draw-words.h"

G_BEGIN_DECLS

/* The letter of a reminder in the customer's language: the company's own template or the program's,
 * filled in. @contact: (nullable): who writes it. @subject, @text: (out) (transfer full) */
void draw_reminder_write (BizDunningCustomer *customer,
                          const char *contact,
                          char **subject,
                          char **text);
/* The same of a text that is only tried. @language: (nullable): of the amounts and days in it */
void draw_reminder_fill (BizDunningCustomer *customer,
                         const BizDunningTemplate *template,
                         const char *language,
                         const char *contact,
                         char **subject,
                         char **text);
/* "1.190,00 EUR, 20,00 USD" of amounts (element-type BizMoney) */
char *draw_reminder_format_amounts (const DrawWords *words,
                                    GArray *amounts) G_GNUC_WARN_UNUSED_RESULT;

/* (transfer full) (element-type BizMoney): what is open, one a currency of documents */
GArray *draw_reminder_sum_open (const BizAccount *account) G_GNUC_WARN_UNUSED_RESULT;
/* What goes along with a statement of account, in the customer's language. */
void draw_reminder_write_statement (const BizAccount *account,
                                    const char *contact,
                                    char **subject,
                                    char **text);

G_END_DECLS
