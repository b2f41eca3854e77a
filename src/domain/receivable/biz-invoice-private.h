/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-invoice.h"

G_BEGIN_DECLS

struct _BizInvoice
{
  GObject parent_instance;

  gint64 id;
  char *number; /* (owned) (nullable) */
  char *title;  /* (owned) (nullable) */
  BizInvoiceState state;
  BizMoveType move_type;
  BizPaymentState payment_state;
  gint64 partner_id;
  char *partner_name; /* (owned) (nullable) */
  GDate invoice_date; /* not valid where there is none */
  GDate due_date;     /* not valid where there is none */
  BizMoney total;
  BizMoney residual;
  BizMoney untaxed;
  BizMoney tax;
  BizMoney company_total;    /* signed; without a currency where the row did not have it */
  BizMoney company_residual; /* the same */
  gint64 currency_id;
  gint64 company_id;
  char *company_name; /* (owned) (nullable) */
  gint64 journal_id;
  char *journal_name;      /* (owned) (nullable) */
  char *salesperson;       /* (owned) (nullable) */
  char *reference;         /* (owned) (nullable) */
  char *origin;            /* (owned) (nullable) */
  char *payment_reference; /* (owned) (nullable) */
  char *terms;             /* (owned) (nullable) */
  GDateTime *write_date;   /* (owned) (nullable): UTC */
  gboolean has_review;     /* whether the row says the next */
  gboolean to_check;
  gboolean full;
  GListStore *lines;     /* (owned): BizInvoiceLine */
  GListStore *payments;  /* (owned): BizAppliedPayment */
  GListStore *tax_lines; /* (owned): BizTaxLine */
  GListStore *log;       /* (owned): BizLogEntry */
  guint n_older_log_entries;
  BizInvoiceDetails *details; /* (owned) (nullable) */
};

G_END_DECLS
