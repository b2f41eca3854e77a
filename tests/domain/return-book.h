/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-return-plan.h"

G_BEGIN_DECLS

/* One order line of ten at 100.00 less 10 %, 19 % tax; what happened to it in few words. */
typedef struct
{
  const char *name;
  int returned, received, replaced, invoiced, credited;
  /* expected answers, in pieces; cents of the estimate for all that may be credited */
  int returnable, creditable, replaceable;
  gint64 estimate;
  BizReturnState state;
  const char *refusal; /* (nullable): a word of why nothing is credited */
  const char *rma;     /* (nullable): what the returns module says of the return */
  int linked;          /* and by how many moves it knows that it is sent again */
  gboolean gone;       /* what is sent again */
  gboolean unitless;   /* papers without units */
} BookCase;

#define UNIT "{\"id\":1,\"display_name\":\"Units\",\"factor\":1.0}"
#define PRODUCT "{\"id\":7,\"display_name\":\"Lamp\",\"uom_id\":" UNIT "}"
#define ORDER_LINE                                                                                 \
  "{\"id\":50,\"product_id\":7,\"product_uom_id\":" UNIT                                           \
  ",\"product_uom_qty\":10.0,\"price_unit\":100.0,\"discount\":10.0}"

/* @more: further members of its line, each behind a comma */
void book_add_transfer (GString *text,
                        int id,
                        const char *state,
                        const char *usage,
                        int origin,
                        int quantity,
                        const char *order_line,
                        const char *more);
JsonNode *book_wrap (GString *text);
void book_add_paper (GString *text,
                     int id,
                     const char *type,
                     int quantity,
                     int reversed,
                     double price,
                     const char *unit);
BizCurrencyTable *book_make_currencies (void);
BizReturnBook *book_make (const BookCase *c, const char *order_line, double price);
BizReturnLine *book_get_line (BizReturnBook *book, gint64 transfer);
void book_assert_pieces (BizDecimal value, int pieces);

G_END_DECLS
