/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-dunning-private.h"

struct _BizDunningCustomer
{
  GObject parent_instance;

  BizAccount *account;    /* (owned) */
  BizDunningCase *judged; /* (owned) */
  BizPolicy *policy;      /* (owned) (nullable) */
  BizDunningPlan plan;
};

G_DEFINE_FINAL_TYPE (BizDunningCustomer, biz_dunning_customer, G_TYPE_OBJECT)

static void
biz_dunning_customer_finalize (GObject *object)
{
  BizDunningCustomer *self = BIZ_DUNNING_CUSTOMER (object);

  g_clear_pointer (&self->account, biz_account_free);
  g_clear_pointer (&self->judged, biz_dunning_case_free);
  g_clear_object (&self->policy);

  G_OBJECT_CLASS (biz_dunning_customer_parent_class)->finalize (object);
}

static void
biz_dunning_customer_class_init (BizDunningCustomerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = biz_dunning_customer_finalize;
}

static void
biz_dunning_customer_init (BizDunningCustomer *self)
{
}

/**
 * biz_dunning_customer_new:
 * @account: (transfer full): what is owed
 * @judged: (transfer full): what biz_dunning_judge() made of it
 * @policy: (nullable): the company's
 * @plan: what is in it
 *
 * Returns: (transfer full): a customer
 */
BizDunningCustomer *
biz_dunning_customer_new (BizAccount *account,
                          BizDunningCase *judged,
                          BizPolicy *policy,
                          const BizDunningPlan *plan)
{
  BizDunningCustomer *self = g_object_new (BIZ_TYPE_DUNNING_CUSTOMER, NULL);

  self->account = account;
  self->judged = judged;
  g_set_object (&self->policy, policy);
  self->plan = *plan;

  return self;
}

const BizAccount *
biz_dunning_customer_get_account (BizDunningCustomer *self)
{
  g_return_val_if_fail (BIZ_IS_DUNNING_CUSTOMER (self), NULL);

  return self->account;
}

const BizDunningCase *
biz_dunning_customer_get_case (BizDunningCustomer *self)
{
  g_return_val_if_fail (BIZ_IS_DUNNING_CUSTOMER (self), NULL);

  return self->judged;
}

BizPolicy *
biz_dunning_customer_get_policy (BizDunningCustomer *self)
{
  g_return_val_if_fail (BIZ_IS_DUNNING_CUSTOMER (self), NULL);

  return self->policy;
}

gboolean
biz_dunning_customer_attaches (BizDunningCustomer *self)
{
  g_return_val_if_fail (BIZ_IS_DUNNING_CUSTOMER (self), FALSE);

  return self->plan.attaches;
}
