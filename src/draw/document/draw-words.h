/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-decimal.h"

G_BEGIN_DECLS

/* What stands printed on a paper besides the data: in the customer's language, whatever language
 * the person at the screen reads and whatever locales this computer has. */
typedef enum
{
  DRAW_WORD_INVOICE,
  DRAW_WORD_CREDIT_NOTE,
  DRAW_WORD_RECEIPT,
  DRAW_WORD_DRAFT,
  DRAW_WORD_CANCELLED,
  DRAW_WORD_NUMBER,
  DRAW_WORD_DATE,
  DRAW_WORD_DUE_DATE,
  DRAW_WORD_REFERENCE,
  DRAW_WORD_ORDER,
  DRAW_WORD_CONTACT,
  DRAW_WORD_TAX_NUMBER,
  DRAW_WORD_OUR_TAX_NUMBER,
  DRAW_WORD_POSITION,
  DRAW_WORD_DESCRIPTION,
  DRAW_WORD_QUANTITY,
  DRAW_WORD_PRICE,
  DRAW_WORD_DISCOUNT,
  DRAW_WORD_TAXES,
  DRAW_WORD_AMOUNT,
  DRAW_WORD_CARRIED,
  DRAW_WORD_BROUGHT,
  DRAW_WORD_UNTAXED,
  DRAW_WORD_ON, /* a tax, and what it is on */
  DRAW_WORD_TOTAL,
  DRAW_WORD_PAID,
  DRAW_WORD_OPEN,
  DRAW_WORD_TERMS,
  DRAW_WORD_PAY_UNTIL,    /* day, amount */
  DRAW_WORD_PAY_DISCOUNT, /* day, amount */
  DRAW_WORD_PAY_TO,
  DRAW_WORD_ACCOUNT,
  DRAW_WORD_BIC,
  DRAW_WORD_PAYMENT_REFERENCE,
  DRAW_WORD_SCAN,
  DRAW_WORD_PAGE, /* page, of */
  DRAW_WORD_STATEMENT,
  DRAW_WORD_STATEMENT_DAY, /* day, nothing */
  DRAW_WORD_DOCUMENT,
  DRAW_WORD_DUE,
  DRAW_WORD_DAYS,
  DRAW_WORD_BALANCE,
  DRAW_WORD_BY_AGE,
  DRAW_WORD_NOT_DUE,
  DRAW_WORD_AGE,      /* day, day */
  DRAW_WORD_AGE_OVER, /* day, nothing */
  DRAW_WORD_OVERDUE,
  DRAW_WORD_NOTHING_OPEN,
  DRAW_WORD_LETTER, /* the kind and number of a document, who sends it */
  DRAW_N_WORDS
} DrawWord;

typedef struct _DrawWords DrawWords;

/* @language: (nullable): "de_AT"; one without words of its own is English. Static. */
const DrawWords *draw_words_for_language (const char *language);
const char *draw_words_get (const DrawWords *self, DrawWord word);
/* Two texts put into a word, in the order of the language. */
char *draw_words_fill (const DrawWords *self, DrawWord word, const char *first, const char *second)
    G_GNUC_WARN_UNUSED_RESULT;
char *draw_words_format_date (const DrawWords *self, const GDate *date) G_GNUC_WARN_UNUSED_RESULT;
/* "1.234,50"; with the currency's code behind it where @currency. */
char *draw_words_format_money (const DrawWords *self,
                               const BizMoney *money,
                               gboolean currency) G_GNUC_WARN_UNUSED_RESULT;
char *draw_words_format_decimal (const DrawWords *self,
                                 const BizDecimal *value,
                                 guint min_digits) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
