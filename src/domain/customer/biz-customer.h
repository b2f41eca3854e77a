/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-money.h"
#include "biz-types.h"

G_BEGIN_DECLS

/* Contacts that are read with a customer. */
#define BIZ_CUSTOMER_MAX_CONTACTS 200

/**
 * BizCustomerContact:
 * @role: (nullable): position in the firm, or what the address is for
 *
 * A person or an address of a customer; all texts are (nullable) but @name.
 */
typedef struct
{
  gint64 id;
  char *name;
  char *role;
  char *email;
  char *phone;
  char *mobile;
} BizCustomerContact;

/**
 * BizCustomerFacts:
 * @id: the partner
 * @commercial_id: the partner that the papers are counted for; @id itself but for contacts
 * @group_id: (nullable): the company above it, 0 for none
 * @members: companies below it
 * @contacts: people and addresses, itself first where it can be called or written to
 * @limit: in the currency of the first active company; nothing where the user may not read it
 *
 * All texts are (nullable) but @name.
 */
typedef struct
{
  gint64 id;
  gint64 commercial_id;
  char *name;
  char *reference;
  char *tax_number;
  char *address; /* in one line */
  char *website;
  gint64 group_id;
  char *group;
  char *salesperson;
  char *tags;
  char *language;
  char *terms;
  char *price_list;
  char *trust; /* the server's word: "good", "normal", "bad" */
  gboolean may_see_limit;
  gboolean has_limit; /* one of its own */
  BizMoney limit;
  char **banks;        /* (owned): account numbers, with the bank */
  char **accounts;     /* (owned): the same as letters and digits alone */
  GPtrArray *contacts; /* (owned) (element-type BizCustomerContact) */
  GPtrArray *members;  /* (owned) (element-type BizCustomerContact) */
} BizCustomerFacts;

/* What is known of a customer himself. Immutable. */
#define BIZ_TYPE_CUSTOMER (biz_customer_get_type ())
G_DECLARE_FINAL_TYPE (BizCustomer, biz_customer, BIZ, CUSTOMER, GObject)

/* NULL with ERP_ERROR_PROTOCOL. @zero: in the currency that limits are in. */
BizCustomer *biz_customer_new_from_json (JsonObject *row,
                                         const BizMoney *zero,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
const BizCustomerFacts *biz_customer_get_facts (BizCustomer *self);
/* Reads the partner @id with what this user may see of it; the answer is a BizCustomer, or
 * ERP_ERROR_MISSING. */
ErpCall *biz_customer_new_call (ErpCapabilities *capabilities,
                                BizCurrencyTable *currencies,
                                gint64 company_id,
                                gint64 id,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
