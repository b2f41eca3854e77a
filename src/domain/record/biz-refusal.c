/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-refusal.h"

#include "erp-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _BizRefusal
{
  BizRefusalKind kind;
  char *sentence; /* (owned) */
  char *field;    /* (owned) (nullable) */
};

G_DEFINE_BOXED_TYPE (BizRefusal, biz_refusal, biz_refusal_copy, biz_refusal_free)

/* The locks by what may be done about them. */
static const struct
{
  const char *field;
  const char *label;
  gboolean for_ever;
} locks[] = {
  { "hard_lock_date", N_ ("hard lock date"), TRUE },
  { "fiscalyear_lock_date", N_ ("lock date of the books"), FALSE },
  { "sale_lock_date", N_ ("lock date of sales"), FALSE },
  { "tax_lock_date", N_ ("lock date of the tax return"), FALSE },
  { "period_lock_date", N_ ("lock date for everybody but advisers"), FALSE },
};

/* Fields as this program calls them. */
static const struct
{
  const char *field;
  const char *label;
} fields[] = {
  { "partner_id", N_ ("Customer") },
  { "invoice_date", N_ ("Invoice Date") },
  { "date", N_ ("Date") },
  { "invoice_date_due", N_ ("Due Date") },
  { "invoice_payment_term_id", N_ ("Terms") },
  { "ref", N_ ("Reference") },
  { "payment_reference", N_ ("Payment Reference") },
  { "amount", N_ ("Amount") },
  { "journal_id", N_ ("Journal") },
  { "payment_date", N_ ("Date") },
  { "payment_method_line_id", N_ ("Method") },
  { "writeoff_account_id", N_ ("Account") },
  { "currency_id", N_ ("Currency") },
  { "invoice_line_ids", N_ ("Lines") },
  { "line_ids", N_ ("Lines") },
  { "product_id", N_ ("Product") },
  { "account_id", N_ ("Account") },
  { "tax_ids", N_ ("Taxes") },
  { "quantity", N_ ("Quantity") },
  { "price_unit", N_ ("Unit Price") },
  { "discount", N_ ("Discount") },
  { "name", N_ ("Description") },
  { "partner_bank_id", N_ ("Bank Account") },
};

static const char *
get_field_label (const char *field)
{
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (g_strcmp0 (fields[i].field, field) == 0)
      return _ (fields[i].label);

  return NULL;
}

static BizRefusal *
make (BizRefusalKind kind, const char *field, char *sentence)
{
  BizRefusal *self = g_new0 (BizRefusal, 1);

  self->kind = kind;
  self->field = g_strdup (field);
  self->sentence = sentence;

  return self;
}

BizRefusal *
biz_refusal_copy (BizRefusal *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return make (self->kind, self->field, g_strdup (self->sentence));
}

void
biz_refusal_free (BizRefusal *self)
{
  if (self == NULL)
    return;
  g_free (self->sentence);
  g_free (self->field);
  g_free (self);
}

BizRefusalKind
biz_refusal_get_kind (BizRefusal *self)
{
  g_return_val_if_fail (self != NULL, BIZ_REFUSAL_OTHER);

  return self->kind;
}

const char *
biz_refusal_get_sentence (BizRefusal *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->sentence;
}

const char *
biz_refusal_get_field (BizRefusal *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->field;
}

/**
 * biz_refusal_to_error:
 * @self: a refusal
 * @error: what it explains
 *
 * Returns: (transfer full): the same code and words of the server, with the sentence that helps
 */
GError *
biz_refusal_to_error (BizRefusal *self, const GError *error)
{
  g_return_val_if_fail (self != NULL && error != NULL, NULL);

  if (self->kind == BIZ_REFUSAL_OTHER || error->domain != ERP_ERROR)
    return g_error_copy (error);

  return erp_error_new_from_server ((ErpError)error->code, self->sentence,
                                    erp_error_get_server_name (error),
                                    erp_error_get_server_message (error));
}

/**
 * biz_refusal_to_payment_error:
 * @self: of biz_refusal_explain_payment_async ()
 * @error: what it explains
 *
 * Returns: (transfer full): the error to be shown
 */
GError *
biz_refusal_to_payment_error (BizRefusal *self, const GError *error)
{
  g_return_val_if_fail (self != NULL && error != NULL, NULL);

  if (erp_error_get_server_message (error) == NULL && self->kind != BIZ_REFUSAL_SETTLED)
    return g_error_copy (error);

  return biz_refusal_to_error (self, error);
}

/* Groups stand one a line behind a tab and a dash, whatever the language. */
static char *
find_groups (const char *words)
{
  g_auto (GStrv) lines = g_strsplit (words != NULL ? words : "", "\n", -1);
  g_autoptr (GString) groups = g_string_new (NULL);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (!g_str_has_prefix (lines[i], "\t- "))
        continue;
      if (groups->len > 0)
        /* Translators: between the names of groups, any of which is enough. */
        g_string_append (groups, _ (" or "));
      g_string_append_printf (groups, "“%s”", g_strstrip (lines[i] + 3));
    }

  return groups->len > 0 ? g_string_free (g_steal_pointer (&groups), FALSE) : NULL;
}

static BizRefusal *
explain_rights (const GError *error)
{
  g_autofree char *groups = find_groups (erp_error_get_server_message (error));

  if (groups != NULL)
    return make (BIZ_REFUSAL_RIGHTS, NULL,
                 /* Translators: %s are names of groups of users. */
                 g_strdup_printf (_ ("You may not do this. It takes the group %s: ask the "
                                     "administrator of the ERP for it."),
                                  groups));
  return make (BIZ_REFUSAL_RIGHTS, NULL,
               g_strdup (_ ("You may not do this with this document, perhaps because of its "
                            "company or its owner. Ask the administrator of the ERP.")));
}

static const char *
describe_state (BizInvoiceState state)
{
  switch (state)
    {
    case BIZ_STATE_POSTED:
      return _ ("it is posted now");
    case BIZ_STATE_CANCELLED:
      return _ ("it is cancelled now");
    case BIZ_STATE_DRAFT:
    default:
      return _ ("it is a draft now");
    }
}

static BizRefusal *
explain_faster (BizInvoice *seen, const BizRefusalFacts *facts)
{
  g_autoptr (GDateTime) local = NULL;
  g_autofree char *time = NULL;
  const char *who = facts->writer != NULL ? facts->writer : _ ("Somebody");
  BizInvoiceState before = biz_invoice_get_state (seen);

  if (facts->write_date != NULL)
    local = g_date_time_to_local (facts->write_date);
  time = local != NULL ? g_date_time_format (local, "%X") : g_strdup ("");
  if (before != facts->state)
    return make (BIZ_REFUSAL_FASTER, NULL,
                 /* Translators: a colleague, a time, "it is posted now" or the like. */
                 g_strdup_printf (_ ("%s was faster, at %s: %s."), who, time,
                                  describe_state (facts->state)));

  return make (BIZ_REFUSAL_FASTER, NULL,
               /* Translators: a colleague and a time. */
               g_strdup_printf (_ ("%s changed it at %s. Look at it again, then decide."), who,
                                time));
}

static gboolean
is_changed (BizInvoice *seen, gint64 uid, const BizRefusalFacts *facts)
{
  GDateTime *before = seen != NULL ? biz_invoice_get_write_date (seen) : NULL;

  if (before == NULL || !facts->known || facts->write_date == NULL)
    return FALSE;

  return g_date_time_compare (facts->write_date, before) > 0
         && (facts->writer_id != uid || facts->state != biz_invoice_get_state (seen));
}

static BizRefusal *
explain_lock (const BizLock *lock, guint known, gboolean has_exceptions)
{
  char date[32];
  const char *label = _ (locks[known].label);
  const GDate *until = g_date_valid (&lock->user_date) ? &lock->user_date : &lock->date;

  g_date_strftime (date, sizeof date, "%x", until);
  if (locks[known].for_ever)
    /* Translators: the name of a lock, then its date. */
    return make (BIZ_REFUSAL_LOCK_DATE, "date",
                 g_strdup_printf (_ ("The books are closed: %s, up to %s. Nobody can open it "
                                     "again: book the correction after that day."),
                                  label, date));
  if (has_exceptions)
    /* Translators: the name of a lock, then its date. */
    return make (BIZ_REFUSAL_LOCK_DATE, "date",
                 g_strdup_printf (_ ("The books are closed: %s, up to %s. An accounting "
                                     "administrator can grant you an exception or move the date; "
                                     "or take a later day."),
                                  label, date));
  /* Translators: the name of a lock, then its date. */
  return make (
      BIZ_REFUSAL_LOCK_DATE, "date",
      g_strdup_printf (_ ("The books are closed: %s, up to %s. An accounting administrator "
                          "can move the date; or take a later day."),
                       label, date));
}

/* The strictest lock first: what holds for this user decides. */
static BizRefusal *
find_lock (const BizRefusalFacts *facts)
{
  if (!facts->known || !g_date_valid (&facts->date))
    return NULL;
  for (guint k = 0; k < G_N_ELEMENTS (locks); k++)
    for (guint i = 0; i < facts->n_locks; i++)
      {
        const BizLock *lock = &facts->locks[i];
        const GDate *until = g_date_valid (&lock->user_date) ? &lock->user_date : &lock->date;

        if (g_strcmp0 (lock->field, locks[k].field) == 0 && g_date_valid (until)
            && g_date_compare (&facts->date, until) <= 0)
          return explain_lock (lock, k, facts->has_exceptions);
      }

  return NULL;
}

/* Technical names stand in parentheses, or bare after a colon, whatever the language. */
static const char *
find_field (const char *words)
{
  const char *found = NULL;
  gsize longest = 0;

  for (guint i = 0; words != NULL && i < G_N_ELEMENTS (fields); i++)
    {
      const char *field = fields[i].field;
      gsize length = strlen (field);

      for (const char *p = strstr (words, field); p != NULL; p = strstr (p + 1, field))
        {
          gboolean enclosed = p > words && p[-1] == '(' && p[length] == ')';
          gboolean listed = strchr (field, '_') != NULL && p > words + 1
                            && (p[-1] == ' ' || p[-1] == '\'' || p[-1] == '"')
                            && (p[length] == '\0' || strchr (",.\n'\" ", p[length]) != NULL);

          if ((enclosed || listed) && length > longest)
            {
              found = field;
              longest = length;
            }
        }
    }

  return found;
}

static BizRefusal *
explain_field (const char *field)
{
  return make (BIZ_REFUSAL_FIELD, field,
               /* Translators: the name of a field. */
               g_strdup_printf (_ ("“%s” is missing, or is not possible here."),
                                get_field_label (field)));
}

/* Its items are reconciled: with what, the record tells. */
static BizRefusal *
explain_settled (gint64 uid, const BizRefusalFacts *facts)
{
  g_autoptr (GDateTime) local = NULL;
  g_autofree char *time = NULL;

  if (facts->writer == NULL || facts->writer_id == uid || facts->write_date == NULL)
    return make (BIZ_REFUSAL_SETTLED, "amount",
                 g_strdup (_ ("Nothing is open here any more: its items are reconciled already, "
                              "with a payment or a credit note. The record shows with what.")));
  local = g_date_time_to_local (facts->write_date);
  time = g_date_time_format (local, "%X");

  return make (BIZ_REFUSAL_SETTLED, "amount",
               /* Translators: a colleague and a time. */
               g_strdup_printf (_ ("Nothing is open here any more: its items are reconciled "
                                   "already. %s changed it last, at %s; the record shows with "
                                   "what."),
                                facts->writer, time));
}

static BizRefusal *
explain_validation (const GError *error, BizInvoice *seen, gint64 uid, const BizRefusalFacts *facts)
{
  BizRefusal *lock;
  const char *field;

  if (facts->known && facts->paying && facts->settled)
    return explain_settled (uid, facts);
  if (is_changed (seen, uid, facts))
    return explain_faster (seen, facts);
  if (facts->known && facts->paying && facts->state != BIZ_STATE_POSTED)
    return make (BIZ_REFUSAL_FASTER, NULL,
                 /* Translators: "it is a draft now" or the like. */
                 g_strdup_printf (_ ("Only a posted document is paid, and %s."),
                                  describe_state (facts->state)));
  if (facts->known && facts->hashed && !facts->paying)
    return make (BIZ_REFUSAL_HASHED, NULL,
                 g_strdup (_ ("This document is sealed by a hash and cannot be changed any more, "
                              "by nobody. A credit note takes it back.")));
  lock = find_lock (facts);
  if (lock != NULL)
    return lock;
  if (facts->known && !facts->paying && facts->state == BIZ_STATE_DRAFT && !facts->has_partner)
    return explain_field ("partner_id");
  if (facts->known && !facts->paying && facts->state == BIZ_STATE_DRAFT && !facts->has_lines)
    return explain_field ("invoice_line_ids");
  field = find_field (erp_error_get_server_message (error));
  if (field != NULL)
    return explain_field (field);

  return make (BIZ_REFUSAL_OTHER, NULL, g_strdup (error->message));
}

/**
 * biz_refusal_new:
 * @error: what the server said
 * @seen: (nullable): the document as the person saw it
 * @uid: who is signed in
 * @facts: what was read since
 *
 * Returns: (transfer full): why, as far as it can be told
 */
BizRefusal *
biz_refusal_new (const GError *error, BizInvoice *seen, gint64 uid, const BizRefusalFacts *facts)
{
  g_return_val_if_fail (error != NULL && facts != NULL, NULL);

  if (error->domain != ERP_ERROR)
    return make (BIZ_REFUSAL_OTHER, NULL, g_strdup (error->message));
  if (error->code == ERP_ERROR_MISSING || facts->gone)
    return make (BIZ_REFUSAL_FASTER, NULL,
                 g_strdup (_ ("Somebody deleted the document in the meantime.")));
  switch (error->code)
    {
    case ERP_ERROR_ACCESS:
      return explain_rights (error);
    case ERP_ERROR_CONFLICT:
      if (facts->known && facts->paying && facts->settled)
        return explain_settled (uid, facts);
      if (is_changed (seen, uid, facts))
        return explain_faster (seen, facts);
      return make (BIZ_REFUSAL_FASTER, NULL,
                   g_strdup (_ ("A colleague works on the same document at this moment. Try again "
                                "in a few seconds.")));
    case ERP_ERROR_VALIDATION:
      return explain_validation (error, seen, uid, facts);
    default:
      return make (BIZ_REFUSAL_OTHER, NULL, g_strdup (error->message));
    }
}
