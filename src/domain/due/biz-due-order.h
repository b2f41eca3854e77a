/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-due-line.h"

G_BEGIN_DECLS

/* Why an order with something to invoice has not been invoiced, the reason first that somebody
 * has to do something about. */
typedef enum
{
  BIZ_DUE_HELD,    /* somebody stopped it, or the server blocks its invoice */
  BIZ_DUE_DRAFT,   /* all of it is on drafts that are not posted */
  BIZ_DUE_CREDIT,  /* more is invoiced than delivered: a credit note is due */
  BIZ_DUE_READY,   /* delivered, and nobody has made the invoice */
  BIZ_DUE_ORDERED, /* nothing of it is delivered; it may be invoiced because it is ordered */
} BizDueCause;

/* An order as the list to invoice has it; what is said of it the lines say. */
typedef struct
{
  gint64 id;
  const char *name;
  gint64 partner_id;
  const char *partner; /* (nullable) */
  gint64 invoice_partner_id;
  gint64 shipping_id;
  gint64 company_id;
  const char *company;     /* (nullable) */
  const char *salesperson; /* (nullable) */
  const char *reference;   /* (nullable): the customer's */
  const char *hold;        /* (nullable): why it is held */
  const char *drafts;      /* (nullable): draft invoices, with "\n" between */
  const char *deliveries;  /* (nullable): transfers, with "\n" between */
  const char *products;    /* with "\n" between */
  GDate ordered_on;
  GDate since;                /* the oldest of the lines; invalid where nothing is delivered */
  int days;                   /* from then; -1 where nothing is delivered */
  gboolean was_credited;      /* invoiced before, and a credit note took that back */
  gboolean is_since_order;    /* no delivery is recorded: counted from the order */
  BizMoney value;             /* to invoice, down payments taken off */
  BizMoney delivered;         /* of it, without what is taken off */
  BizMoney company_delivered; /* the same by the order's rate */
  BizMoney company_value;
  gint64 lag; /* of the company's minor units × days */
  BizDueCause cause;
  guint n_lines;
} BizDueFacts;

#define BIZ_TYPE_DUE_ORDER (biz_due_order_get_type ())
G_DECLARE_FINAL_TYPE (BizDueOrder, biz_due_order, BIZ, DUE_ORDER, GObject)

/* What one row of the answer says of its order; the line is added with it. */
typedef struct
{
  gint64 id;
  char *name;
  gint64 partner_id;
  char *partner;
  gint64 invoice_partner_id;
  gint64 shipping_id;
  gint64 company_id;
  char *company;
  char *salesperson;
  char *reference;
  char *block; /* (nullable): why the server does not let it be invoiced */
  GDate ordered_on;
  BizDecimal rate; /* units of the order's currency for one of the company's */
  BizMoney company_zero;
  BizDueLine *line;
} BizDueRow;

void biz_due_row_free (BizDueRow *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BizDueRow, biz_due_row_free)

/* Takes what @row has, and its line. */
BizDueOrder *biz_due_order_new (BizDueRow *row) G_GNUC_WARN_UNUSED_RESULT;
void biz_due_order_add (BizDueOrder *self, BizDueRow *row);
/* @hold: (nullable): why somebody stopped it */
void biz_due_order_set_hold (BizDueOrder *self, const char *hold);
/* What follows from its lines; before it is shown, and after anything was added. FALSE where there
 * is nothing to do: only a down payment waits to be taken off. */
gboolean biz_due_order_settle (BizDueOrder *self, const GDate *today);

const BizDueFacts *biz_due_order_get_facts (BizDueOrder *self);
/* (element-type BizDueLine) */
GPtrArray *biz_due_order_get_lines (BizDueOrder *self);

const char *biz_due_cause_to_label (BizDueCause cause);
/* In a sentence, with what it is about: the draft's number, who held it. */
char *biz_due_order_describe_cause (BizDueOrder *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
