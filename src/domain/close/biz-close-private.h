/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-close.h"

G_BEGIN_DECLS

struct _BizClose
{
  GObject parent_instance;

  BizCloseFacts facts; /* (owned) */
  GListStore *checks;  /* (owned) */
  char *company;       /* (owned) */
  BizLockDates locks;
  guint series;
  gboolean may_lock;
  gboolean may_except;
  gboolean may_write_journal;
  gint64 shelf_id;
  char *shelf_name; /* (owned) (nullable) */
  gboolean cut;
};

/* Takes an answer over into @self; FALSE with ERP_ERROR_PROTOCOL. */
typedef gboolean (*BizCloseTake) (BizClose *self,
                                  JsonNode *answer,
                                  BizCurrencyTable *currencies,
                                  GError **error);

gboolean biz_close_take_journals (BizClose *self,
                                  JsonNode *answer,
                                  BizCurrencyTable *currencies,
                                  GError **error);
gboolean biz_close_take_methods (BizClose *self,
                                 JsonNode *answer,
                                 BizCurrencyTable *currencies,
                                 GError **error);
gboolean biz_close_take_company (BizClose *self,
                                 JsonNode *answer,
                                 BizCurrencyTable *currencies,
                                 GError **error);
gboolean biz_close_take_balances (BizClose *self,
                                  JsonNode *answer,
                                  BizCurrencyTable *currencies,
                                  GError **error);
gboolean biz_close_take_statements (BizClose *self,
                                    JsonNode *answer,
                                    BizCurrencyTable *currencies,
                                    GError **error);
gboolean biz_close_take_lines (BizClose *self,
                               JsonNode *answer,
                               BizCurrencyTable *currencies,
                               GError **error);
gboolean biz_close_take_bank_lines (BizClose *self,
                                    JsonNode *answer,
                                    BizCurrencyTable *currencies,
                                    GError **error);
gboolean biz_close_take_drafts (BizClose *self,
                                JsonNode *answer,
                                BizCurrencyTable *currencies,
                                GError **error);
gboolean biz_close_take_paid_open (BizClose *self,
                                   JsonNode *answer,
                                   BizCurrencyTable *currencies,
                                   GError **error);
gboolean biz_close_take_review (BizClose *self,
                                JsonNode *answer,
                                BizCurrencyTable *currencies,
                                GError **error);
gboolean biz_close_take_nobody (BizClose *self,
                                JsonNode *answer,
                                BizCurrencyTable *currencies,
                                GError **error);
gboolean biz_close_take_may_lock (BizClose *self,
                                  JsonNode *answer,
                                  BizCurrencyTable *currencies,
                                  GError **error);
gboolean biz_close_take_may_except (BizClose *self,
                                    JsonNode *answer,
                                    BizCurrencyTable *currencies,
                                    GError **error);
gboolean biz_close_take_may_write_journal (BizClose *self,
                                           JsonNode *answer,
                                           BizCurrencyTable *currencies,
                                           GError **error);

/* Lines of each journal after its statement, or all where it has none; %NULL without journals. */
ErpDomain *biz_close_new_line_domain (BizClose *self) G_GNUC_WARN_UNUSED_RESULT;
/* The accounts of banks, and those where something waits; %NULL without any. */
ErpDomain *biz_close_new_balance_domain (BizClose *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
