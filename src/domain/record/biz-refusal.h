/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-invoice.h"

G_BEGIN_DECLS

typedef enum
{
  BIZ_REFUSAL_OTHER,     /* the server's own words say it best */
  BIZ_REFUSAL_LOCK_DATE, /* the books are closed at the document's day */
  BIZ_REFUSAL_RIGHTS,    /* this user may not */
  BIZ_REFUSAL_FIELD,     /* one field is missing or wrong */
  BIZ_REFUSAL_FASTER,    /* somebody else changed or deleted it */
  BIZ_REFUSAL_HASHED,    /* sealed for good */
  BIZ_REFUSAL_SETTLED,   /* nothing is open any more: its items are reconciled */
} BizRefusalKind;

/* Why the server said no, in words of this program that say who or what can help. Found out by
 * facts that the server tells (dates, marks, classes of errors), never by its sentences. */
typedef struct _BizRefusal BizRefusal;

#define BIZ_TYPE_REFUSAL (biz_refusal_get_type ())
GType biz_refusal_get_type (void) G_GNUC_CONST;

/* One lock of the books, as the company has it. */
typedef struct
{
  const char *field; /* "hard_lock_date" */
  GDate date;        /* not valid: not locked */
  GDate user_date;   /* what holds for this user; not valid: the same */
} BizLock;

/* What was read after the refusal; zeros and NULL where it is not known. */
typedef struct
{
  gboolean known; /* the record could be asked */
  gboolean gone;
  GDate date;            /* its day in the books */
  BizInvoiceState state; /* now */
  gboolean hashed;
  gboolean settled; /* nothing is open on it */
  gboolean paying;  /* it was to be paid; the day is the payment's */
  gboolean has_partner;
  gboolean has_lines;
  gboolean has_exceptions; /* an adviser can grant exceptions of a lock */
  gint64 writer_id;
  char *writer;          /* (owned) (nullable) */
  GDateTime *write_date; /* (owned) (nullable): UTC */
  BizLock locks[5];
  guint n_locks;
} BizRefusalFacts;

void biz_refusal_facts_clear (BizRefusalFacts *self);
/* From web_read of the document with the company's locks in "company_id". */
gboolean biz_refusal_facts_read (BizRefusalFacts *self, JsonObject *row, GError **error);

BizRefusal *biz_refusal_new (const GError *error,
                             BizInvoice *seen,
                             gint64 uid,
                             const BizRefusalFacts *facts) G_GNUC_WARN_UNUSED_RESULT;
BizRefusal *biz_refusal_copy (BizRefusal *self);
void biz_refusal_free (BizRefusal *self);
BizRefusalKind biz_refusal_get_kind (BizRefusal *self);
/* Translated; never NULL. */
const char *biz_refusal_get_sentence (BizRefusal *self);
/* (nullable): the technical name of the field that is meant */
const char *biz_refusal_get_field (BizRefusal *self);
/* (transfer full): @error with the sentence in the place of the general one. */
GError *biz_refusal_to_error (BizRefusal *self, const GError *error) G_GNUC_WARN_UNUSED_RESULT;
/* (transfer full): the same for a payment: what the program itself refused was said by it, unless
 * nothing is open any more. */
GError *biz_refusal_to_payment_error (BizRefusal *self,
                                      const GError *error) G_GNUC_WARN_UNUSED_RESULT;

/* Asks what is needed to tell why @error came; NULL-safe on all but the client. @seen: the
 * document as the person saw it. Never fails but by cancellation. */
void biz_refusal_explain_async (ErpClient *client,
                                const GError *error,
                                BizInvoice *seen,
                                gint64 uid,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
/* The same for a payment of the document @id on @day; @seen is nullable. */
void biz_refusal_explain_payment_async (ErpClient *client,
                                        const GError *error,
                                        gint64 id,
                                        BizInvoice *seen,
                                        gint64 uid,
                                        const GDate *day,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
BizRefusal *biz_refusal_explain_finish (GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BizRefusal, biz_refusal_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BizRefusalFacts, biz_refusal_facts_clear)

G_END_DECLS
