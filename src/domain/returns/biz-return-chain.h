/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-return-book.h"

G_BEGIN_DECLS

typedef enum
{
  BIZ_CHAIN_CASE,
  BIZ_CHAIN_ORDER,
  BIZ_CHAIN_DELIVERY,
  BIZ_CHAIN_RETURN,
  BIZ_CHAIN_REPLACEMENT,
  BIZ_CHAIN_INVOICE,
  BIZ_CHAIN_CREDIT_NOTE,
  BIZ_CHAIN_REFUND, /* the credit note is paid out */
} BizChainKind;

/**
 * BizChainNode:
 * @model: %NULL where it cannot be opened
 * @name: its number
 * @detail: (nullable): amount or day, in words
 * @state: (nullable): how far it has come, in words
 * @is_open: something is still to happen
 * @parent: index of the node it comes from; -1: none
 */
typedef struct
{
  BizChainKind kind;
  const char *model;
  gint64 id;
  char *name;
  char *detail;
  char *state;
  gboolean is_open;
  int parent;
} BizChainNode;

void biz_chain_node_free (BizChainNode *self);
/* Translated: "Delivery". */
const char *biz_chain_kind_to_label (BizChainKind kind);
/* (nullable): the model of the case that the newest return names, and its id */
const char *biz_return_book_get_case (BizReturnBook *self, gint64 *id);
/* (transfer full) (element-type BizChainNode): each after the one it comes from. @model and @id:
 * where the person stands; a case is the beginning of the returns that name it. */
GPtrArray *biz_return_book_list_chain (BizReturnBook *self,
                                       const char *model,
                                       gint64 id) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
