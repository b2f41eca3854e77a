/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-decimal.h"
#include "biz-filter.h"

G_BEGIN_DECLS

/**
 * BizFilterFact:
 * @text: (nullable): a text, or what a relation is called; several of them with "\n" between
 * @number: a number, where @has_number
 * @day: a day, invalid for none
 *
 * What a record says of one field of a filter.
 */
typedef struct
{
  const char *text;
  gboolean has_number;
  BizDecimal number;
  GDate day;
} BizFilterFact;

typedef void (*BizFilterFactFunc) (gpointer record, const char *field, BizFilterFact *fact);

/* Judges records that are here by the conditions of a filter, as a server would. Immutable; not
 * shared between threads. */
typedef struct _BizFilterMatcher BizFilterMatcher;

/* NULL with ERP_ERROR_VALIDATION for an operator that is not known here. */
BizFilterMatcher *biz_filter_matcher_new (ErpDomain *domain,
                                          BizFilterFactFunc fact,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
void biz_filter_matcher_free (BizFilterMatcher *self);
gboolean biz_filter_matcher_fits (BizFilterMatcher *self, gpointer record);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BizFilterMatcher, biz_filter_matcher_free)

G_END_DECLS
