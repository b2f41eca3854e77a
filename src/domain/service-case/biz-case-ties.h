/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-decision-log.h"

G_BEGIN_DECLS

typedef enum
{
  BIZ_TIE_FROM, /* another case was merged into this one */
  BIZ_TIE_INTO, /* this one was merged into another case */
  BIZ_TIE_LINK, /* a document that it is about */
} BizTieKind;

typedef struct
{
  BizTieKind kind;
  char *model; /* (owned) */
  gint64 id;
  char *name; /* (owned): never NULL */
  char *who;  /* (owned) (nullable): who tied them */
  /* (owned) (nullable): the server's own field that says so, where no note does */
  char *field;
  char *part; /* (owned) (nullable): the line of the document that it is about */
  /* of a case that was merged into another one */
  struct _BizMergeTrace *trace; /* (owned) (nullable): NULL: of a version that kept none */
  gboolean parting;             /* it is being parted again; that may have been cut off */
} BizTie;

void biz_tie_free (BizTie *self);

/* What a merge changed on the case that it closed, to be undone by. */
typedef struct _BizMergeTrace
{
  char *was;     /* (owned): the id of its stage, or its state, before */
  char *ended;   /* (owned): and what it was given */
  GArray *files; /* (owned) (element-type gint64): those that went over */
} BizMergeTrace;

BizMergeTrace *
biz_merge_trace_new (const char *was, const char *ended, GArray *files) G_GNUC_WARN_UNUSED_RESULT;
void biz_merge_trace_free (BizMergeTrace *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BizMergeTrace, biz_merge_trace_free)

typedef enum
{
  BIZ_MERGE_DONE,
  BIZ_MERGE_PARTING, /* on the closed one, before anything of it is undone */
  BIZ_MERGE_PARTED,
} BizMergeState;

/* What a case is tied to, as notes on it say. Values; (element-type BizTie) */
typedef struct
{
  GPtrArray *ties; /* (owned): the oldest first */
} BizCaseTies;

/* The newest note on a thing counts; notes that make no sense are none. */
BizCaseTies *
biz_case_ties_new (BizDecisionLog *log, const char *model, gint64 id) G_GNUC_WARN_UNUSED_RESULT;
void biz_case_ties_free (BizCaseTies *self);
/* (nullable) (transfer none): the first of a kind */
const BizTie *biz_case_ties_find (BizCaseTies *self, BizTieKind kind);
/* (nullable) (transfer none) */
const BizTie *biz_case_ties_get (BizCaseTies *self, BizTieKind kind, const char *model, gint64 id);

/* One request. */
void biz_case_ties_load_async (ErpClient *client,
                               const char *model,
                               gint64 id,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
/* (transfer full) */
BizCaseTies *biz_case_ties_load_finish (GAsyncResult *result, GError **error);

/* (transfer container) (element-type BizTie): what a case is about, each once: @server's links,
 * then those of notes that say more. @server: (nullable): of biz_case_links_load_async () */
GPtrArray *biz_case_ties_list_links (BizCaseTies *self,
                                     GPtrArray *server) G_GNUC_WARN_UNUSED_RESULT;

/* The notes that tie. @name: of the thing; @ended: takes the tie away */
BizDecisionNote *biz_case_ties_new_link (const char *model,
                                         gint64 id,
                                         const char *name,
                                         gboolean ended) G_GNUC_WARN_UNUSED_RESULT;
/* @trace: (nullable): on the case that is closed, until it is parted */
BizDecisionNote *biz_case_ties_new_merge (BizTieKind role,
                                          const char *model,
                                          gint64 id,
                                          const char *name,
                                          BizMergeState state,
                                          const BizMergeTrace *trace) G_GNUC_WARN_UNUSED_RESULT;
/* Translated: "Order", "Invoice", ... of a model */
const char *biz_case_ties_get_label (const char *model);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BizCaseTies, biz_case_ties_free)

G_END_DECLS
