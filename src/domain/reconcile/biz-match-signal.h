/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-types.h"

G_BEGIN_DECLS

/* How sure a proposal is. Only the first may be booked without a look. */
typedef enum
{
  BIZ_MATCH_AUTO,
  BIZ_MATCH_LIKELY,
  BIZ_MATCH_UNSURE,
  BIZ_MATCH_NONE,
} BizMatchBand;

/* What speaks for or against a proposal. */
typedef enum
{
  /* the amount */
  BIZ_MATCH_AMOUNT_EXACT,
  BIZ_MATCH_AMOUNT_SUM,      /* of all items that are named */
  BIZ_MATCH_AMOUNT_REST,     /* named items, and one that makes up the rest */
  BIZ_MATCH_AMOUNT_ALL_OPEN, /* of everything the customer has open */
  BIZ_MATCH_AMOUNT_SUBSET,   /* of items nobody named */
  BIZ_MATCH_AMOUNT_DISCOUNT, /* early payment discount, in time */
  BIZ_MATCH_AMOUNT_LATE_DISCOUNT,
  BIZ_MATCH_AMOUNT_FEE, /* short or over by a tolerated difference */
  BIZ_MATCH_AMOUNT_PARTIAL,
  BIZ_MATCH_AMOUNT_ORIGINAL, /* in the currency of the order, before exchange */
  /* the numbers */
  BIZ_MATCH_NUMBER_FULL,
  BIZ_MATCH_NUMBER_YEAR,  /* year and counter, no or another prefix */
  BIZ_MATCH_NUMBER_SHORT, /* the counter alone, in full width or after a word for it */
  BIZ_MATCH_NUMBER_BARE,  /* digits that may mean anything */
  BIZ_MATCH_NUMBER_CUT,   /* the text ends within the number */
  BIZ_MATCH_NUMBER_SLIP,  /* one digit off */
  BIZ_MATCH_REFERENCE,    /* the customer's own */
  BIZ_MATCH_END_TO_END,
  BIZ_MATCH_OTHER_NUMBER,   /* another open item is named */
  BIZ_MATCH_UNKNOWN_NUMBER, /* a number of this kind is named that is not open */
  /* the payer */
  BIZ_MATCH_ACCOUNT,
  BIZ_MATCH_NAME,
  BIZ_MATCH_NAME_PART, /* cut or without legal form, one customer only */
  BIZ_MATCH_NAME_SIMILAR,
  BIZ_MATCH_NAME_SHARED, /* several customers are called so */
  BIZ_MATCH_NAME_IN_TEXT,
  BIZ_MATCH_RULE,  /* a rule says so */
  BIZ_MATCH_HABIT, /* paid for this customer before */
  BIZ_MATCH_OTHER_PAYER,
  BIZ_MATCH_UNKNOWN_PAYER,
  BIZ_MATCH_SEVERAL_CUSTOMERS,
  /* the date */
  BIZ_MATCH_DATE_NEAR,
  BIZ_MATCH_DATE_EARLY, /* paid before it was invoiced */
  /* the neighbours */
  BIZ_MATCH_MANY_SUMS, /* other items add up to the amount too */
  BIZ_MATCH_PLURAL,    /* the text speaks of several, this is one */
  BIZ_MATCH_PART_WORD, /* the text speaks of a part, this is the whole */
  BIZ_MATCH_CONTESTED, /* another line wants an item of it */
  BIZ_MATCH_N_SIGNALS,
} BizMatchSignalKind;

typedef struct
{
  BizMatchSignalKind kind;
  int points;
} BizMatchSignal;

int biz_match_signal_get_points (BizMatchSignalKind kind);
/* The best band a proposal with this signal can have. */
BizMatchBand biz_match_signal_get_ceiling (BizMatchSignalKind kind);
/* A word or two for a chip, translated. */
const char *biz_match_signal_get_label (BizMatchSignalKind kind);
const char *biz_match_band_to_string (BizMatchBand band);

G_END_DECLS
