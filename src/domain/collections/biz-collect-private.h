/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-collect-book.h"

G_BEGIN_DECLS

struct _BizCollectCustomer
{
  GObject parent_instance;

  BizCollectFacts facts;
  char *name;            /* (owned) */
  char *company;         /* (owned) (nullable) */
  char *salesperson;     /* (owned) (nullable) */
  char *documents;       /* (owned) (nullable) */
  GArray *items;         /* (owned) (element-type BizCollectItem) */
  GArray *payments;      /* (owned) (element-type BizCollectPayment): credit notes too */
  GPtrArray *notes;      /* (owned) (element-type BizDecisionNote) */
  GPtrArray *promises;   /* (owned) (element-type BizPromise) */
  GPtrArray *disputes;   /* (owned) (element-type BizDispute) */
  GPtrArray *contacts;   /* (owned) (element-type BizDecisionNote) */
  GPtrArray *actions;    /* (owned) (element-type BizCollectAction) */
  gint64 reference_rate; /* units for a million of the reference currency */
};

/* Everything that follows from what is in it. */
void biz_collect_settle (BizCollectCustomer *self, const BizCollectInput *input);
/* Judges promises and disputes and marks items; the first part of it. */
void biz_collect_judge (BizCollectCustomer *self, const BizCollectInput *input);

G_END_DECLS
