/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-draft-edit.h"

G_BEGIN_DECLS

/* One thing in which two versions of a draft differ; a plain value of its merge. */
typedef struct
{
  const char *label;  /* translated: "Quantity" */
  char *line;         /* (owned) (nullable): of which line, in words */
  char *mine;         /* (owned): empty: nothing */
  char *theirs;       /* (owned) */
  gboolean contested; /* both changed it */
  gboolean takes_mine;
} BizMergeField;

/* What a person wrote and what a colleague made of the same draft meanwhile, put together field by
 * field: what only one of them changed is taken from that one, of what both changed the person's
 * own, unless she chooses otherwise. Pure; nothing is asked of the server. */
#define BIZ_TYPE_DRAFT_MERGE (biz_draft_merge_get_type ())
G_DECLARE_FINAL_TYPE (BizDraftMerge, biz_draft_merge, BIZ, DRAFT_MERGE, GObject)

/* @draft with the version it began with as its origin; @theirs loaded. */
BizDraftMerge *biz_draft_merge_new (BizInvoiceDraft *draft,
                                    BizInvoice *theirs) G_GNUC_WARN_UNUSED_RESULT;
guint biz_draft_merge_get_n_fields (BizDraftMerge *self);
const BizMergeField *biz_draft_merge_get_field (BizDraftMerge *self, guint i);
void biz_draft_merge_take (BizDraftMerge *self, guint i, gboolean mine);
/* What comes of the choices: customer, day, terms, reference, then every line, in words. */
GStrv biz_draft_merge_describe (BizDraftMerge *self) G_GNUC_WARN_UNUSED_RESULT;
/* Puts that into the draft, as a change of their version. */
void biz_draft_merge_apply (BizDraftMerge *self);

G_END_DECLS
