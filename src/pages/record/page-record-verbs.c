/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-record-verbs.h"

#include "biz-credit-store.h"
#include "biz-invoice-details.h"
#include "biz-refusal.h"
#include "erp-capabilities.h"
#include "erp-session.h"
#include "page-confirm.h"
#include "page-weak.h"

#include <glib/gi18n-lib.h>

struct _PageRecordVerbs
{
  GObject parent_instance;

  ErpSession *session;       /* (owned) */
  BizInvoiceStore *store;    /* (owned) */
  GtkWidget *over;           /* not owned: lives longer */
  GCancellable *cancellable; /* (owned) */
  guint n_busy;
};

G_DEFINE_FINAL_TYPE (PageRecordVerbs, page_record_verbs, G_TYPE_OBJECT)

enum
{
  BUSY_CHANGED,
  DONE,
  DELETED,
  REFUSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* One wish, from the question to the answer. */
typedef struct
{
  PageRecordVerbs *self; /* (owned) */
  BizInvoice *invoice;   /* (owned): as the person saw it */
  BizInvoiceVerb verb;
  GError *error; /* (owned) (nullable) */
} Wish;

static Wish *
make_wish (PageRecordVerbs *self, BizInvoice *invoice, BizInvoiceVerb verb)
{
  Wish *wish = g_new0 (Wish, 1);

  wish->self = g_object_ref (self);
  wish->invoice = g_object_ref (invoice);
  wish->verb = verb;
  return wish;
}

static void
free_wish (gpointer data)
{
  Wish *wish = data;

  g_clear_object (&wish->self);
  g_clear_object (&wish->invoice);
  g_clear_error (&wish->error);
  g_free (wish);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Wish, free_wish)

static void
add_busy (PageRecordVerbs *self, int by)
{
  self->n_busy = (guint)((int)self->n_busy + by);
  g_signal_emit (self, signals[BUSY_CHANGED], 0);
}

static const char *
describe_failure (BizInvoiceVerb verb)
{
  switch (verb)
    {
    case BIZ_VERB_RESET:
      return _ ("It could not be reset to draft.");
    case BIZ_VERB_CANCEL:
      return _ ("It could not be cancelled.");
    case BIZ_VERB_DELETE:
      return _ ("It could not be deleted.");
    case BIZ_VERB_POST:
    default:
      return _ ("The invoice could not be posted.");
    }
}

static void
explained_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Wish) wish = user_data;
  PageRecordVerbs *self = wish->self;
  g_autoptr (BizRefusal) refusal = biz_refusal_explain_finish (result, NULL);
  g_autoptr (GError) error = NULL;

  if (refusal == NULL || g_cancellable_is_cancelled (self->cancellable))
    return;
  error = biz_refusal_to_error (refusal, wish->error);
  add_busy (self, -1);
  g_signal_emit (self, signals[REFUSED], 0, describe_failure (wish->verb), error);
}

static void
acted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Wish) wish = user_data;
  PageRecordVerbs *self = wish->self;
  g_autoptr (BizInvoice) invoice = NULL;

  if (!biz_invoice_store_act_finish (BIZ_INVOICE_STORE (source), result, &invoice, &wish->error))
    {
      GError *error = wish->error;
      BizInvoice *seen = wish->invoice;

      if (!g_cancellable_is_cancelled (self->cancellable))
        biz_refusal_explain_async (erp_session_get_client (self->session), error, seen,
                                   erp_capabilities_get_uid (
                                       erp_session_get_capabilities (self->session)),
                                   self->cancellable, explained_cb, g_steal_pointer (&wish));
      return;
    }
  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  add_busy (self, -1);
  if (invoice != NULL)
    g_signal_emit (self, signals[DONE], 0, invoice);
  else
    g_signal_emit (self, signals[DELETED], 0, biz_invoice_get_id (wish->invoice));
}

static void
note_posted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Wish) wish = user_data;
  PageRecordVerbs *self = wish->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (BizInvoice) note =
      biz_credit_store_post_finish (BIZ_CREDIT_STORE (source), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  add_busy (self, -1);
  if (note != NULL)
    g_signal_emit (self, signals[DONE], 0, note);
  else
    g_signal_emit (self, signals[REFUSED], 0, _ ("The credit note could not be posted."), error);
}

/* Above the company's limit it is posted by a second person. Takes @wish. */
static void
post_note (Wish *wish)
{
  PageRecordVerbs *self = wish->self;
  g_autoptr (BizCreditStore) credits = biz_credit_store_new (self->session, self->store);

  add_busy (self, 1);
  biz_credit_store_post_async (credits, wish->invoice, self->cancellable, note_posted_cb, wish);
}

/* Takes @wish. */
static void
act (Wish *wish)
{
  PageRecordVerbs *self = wish->self;

  if (wish->verb == BIZ_VERB_POST
      && biz_invoice_get_move_type (wish->invoice) == BIZ_MOVE_CREDIT_NOTE)
    {
      post_note (wish);
      return;
    }
  add_busy (self, 1);
  biz_invoice_store_act_async (self->store, biz_invoice_get_id (wish->invoice), wish->verb,
                               self->cancellable, acted_cb, wish);
}

static void
response_cb (AdwMessageDialog *dialog, const char *response, gpointer user_data)
{
  Wish *wish = user_data;

  if (g_str_equal (response, "do") && !g_cancellable_is_cancelled (wish->self->cancellable))
    act (make_wish (wish->self, wish->invoice, wish->verb));
}

static void
closure_free_wish (gpointer data, GClosure *closure)
{
  free_wish (data);
}

/* Takes @wish. */
static void
ask (Wish *wish, const char *heading, const char *body, const char *keep, const char *go)
{
  AdwMessageDialog *dialog = page_confirm_new (wish->self->over, heading, body, keep, go);

  g_signal_connect_data (dialog, "response", G_CALLBACK (response_cb), wish, closure_free_wish, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
declined_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Wish) wish = user_data;
  PageRecordVerbs *self = wish->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (BizInvoice) note =
      biz_credit_store_decline_finish (BIZ_CREDIT_STORE (source), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  add_busy (self, -1);
  if (note != NULL)
    g_signal_emit (self, signals[DONE], 0, note);
  else
    g_signal_emit (self, signals[REFUSED], 0, _ ("The credit note could not be declined."), error);
}

static void
decline_cb (AdwMessageDialog *dialog, const char *response, gpointer user_data)
{
  Wish *wish = user_data;
  PageRecordVerbs *self = wish->self;
  GtkWidget *entry = adw_message_dialog_get_extra_child (dialog);
  const char *reason = gtk_editable_get_text (GTK_EDITABLE (entry));
  g_autoptr (BizCreditStore) credits = NULL;

  if (!g_str_equal (response, "do") || g_cancellable_is_cancelled (self->cancellable)
      || *reason == '\0')
    return;
  credits = biz_credit_store_new (self->session, self->store);
  add_busy (self, 1);
  biz_credit_store_decline_async (credits, wish->invoice, reason, self->cancellable, declined_cb,
                                  make_wish (self, wish->invoice, wish->verb));
}

static void
reason_cb (AdwMessageDialog *dialog, GtkEditable *entry)
{
  adw_message_dialog_set_response_enabled (dialog, "do", *gtk_editable_get_text (entry) != '\0');
}

static gboolean
has_reconciled (BizInvoice *invoice)
{
  BizInvoiceDetails *details = biz_invoice_get_details (invoice);

  return details != NULL && biz_invoice_details_has_reconciled (details);
}

static void
page_record_verbs_dispose (GObject *object)
{
  PageRecordVerbs *self = PAGE_RECORD_VERBS (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->store);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (page_record_verbs_parent_class)->dispose (object);
}

static void
page_record_verbs_finalize (GObject *object)
{
  g_clear_object (&PAGE_RECORD_VERBS (object)->cancellable);
  G_OBJECT_CLASS (page_record_verbs_parent_class)->finalize (object);
}

static void
page_record_verbs_class_init (PageRecordVerbsClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = page_record_verbs_dispose;
  G_OBJECT_CLASS (klass)->finalize = page_record_verbs_finalize;
  signals[BUSY_CHANGED] =
      g_signal_new ("busy-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[DONE] = g_signal_new ("done", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                1, BIZ_TYPE_INVOICE);
  signals[DELETED] = g_signal_new ("deleted", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[REFUSED] = g_signal_new ("refused", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_ERROR);
}

static void
page_record_verbs_init (PageRecordVerbs *self)
{
  self->cancellable = g_cancellable_new ();
}

/**
 * page_record_verbs_new:
 * @session: who is signed in where
 * @store: acts
 * @over: the widget that questions stand over; lives longer than the verbs
 *
 * Returns: (transfer full): the verbs
 */
PageRecordVerbs *
page_record_verbs_new (ErpSession *session, BizInvoiceStore *store, GtkWidget *over)
{
  PageRecordVerbs *self = g_object_new (PAGE_TYPE_RECORD_VERBS, NULL);

  self->session = g_object_ref (session);
  self->store = g_object_ref (store);
  self->over = over;
  return self;
}

gboolean
page_record_verbs_allow (PageRecordVerbs *self, BizInvoice *invoice, BizInvoiceVerb verb)
{
  BizInvoiceDetails *details;
  ErpRights rights;
  BizInvoiceState state;

  g_return_val_if_fail (PAGE_IS_RECORD_VERBS (self), FALSE);

  if (invoice == NULL)
    return FALSE;
  rights =
      erp_capabilities_get_rights (erp_session_get_capabilities (self->session), "account.move");
  state = biz_invoice_get_state (invoice);
  details = biz_invoice_get_details (invoice);
  switch (verb)
    {
    case BIZ_VERB_RESET:
      return state != BIZ_STATE_DRAFT && (rights & ERP_RIGHT_WRITE) != 0
             && (details == NULL || !biz_invoice_details_is_hashed (details));
    case BIZ_VERB_CANCEL:
      return state == BIZ_STATE_DRAFT && (rights & ERP_RIGHT_WRITE) != 0;
    case BIZ_VERB_DELETE:
      return state != BIZ_STATE_POSTED && biz_invoice_get_number (invoice) == NULL
             && (rights & ERP_RIGHT_UNLINK) != 0;
    case BIZ_VERB_POST:
    default:
      return biz_invoice_can_post (invoice) && (rights & ERP_RIGHT_WRITE) != 0;
    }
}

/**
 * page_record_verbs_run:
 * @self: the verbs
 * @invoice: the document as the person sees it
 * @verb: what is wanted
 *
 * Does it, after a question where something would be lost.
 */
void
page_record_verbs_run (PageRecordVerbs *self, BizInvoice *invoice, BizInvoiceVerb verb)
{
  Wish *wish;

  g_return_if_fail (PAGE_IS_RECORD_VERBS (self));
  g_return_if_fail (BIZ_IS_INVOICE (invoice));

  wish = make_wish (self, invoice, verb);
  if (verb == BIZ_VERB_RESET && biz_invoice_get_state (invoice) == BIZ_STATE_POSTED)
    ask (wish, _ ("Reset It to Draft?"),
         has_reconciled (invoice)
             ? _ ("It leaves the books, and payments and credits may have to be applied again. If "
                  "the customer has it already, a credit note is the right way.")
             : _ ("It leaves the books until it is posted again. If the customer has it already, a "
                  "credit note is the right way."),
         _ ("_Keep It Posted"), _ ("_Reset to Draft"));
  else if (verb == BIZ_VERB_CANCEL)
    ask (wish, _ ("Cancel This Document?"),
         _ ("It stays on the server as cancelled, and can be reset to draft."), _ ("_Keep It"),
         _ ("_Cancel the Document"));
  else if (verb == BIZ_VERB_DELETE)
    ask (wish, _ ("Delete This Draft?"),
         _ ("It is removed from the server for good, with its log and its files."), _ ("_Keep It"),
         _ ("_Delete"));
  else
    act (wish);
}

/**
 * page_record_verbs_decline:
 * @self: the verbs
 * @note: a credit note that waits for an approval
 *
 * Asks for the reason, then says no.
 */
void
page_record_verbs_decline (PageRecordVerbs *self, BizInvoice *note)
{
  AdwMessageDialog *dialog;
  GtkWidget *entry;

  g_return_if_fail (PAGE_IS_RECORD_VERBS (self));
  g_return_if_fail (BIZ_IS_INVOICE (note));

  dialog = page_confirm_new (self->over, _ ("Decline This Credit Note?"),
                             _ ("The draft is cancelled, and the reason stands in its log for who "
                                "made it."),
                             _ ("_Keep It"), _ ("_Decline"));
  entry = gtk_entry_new ();
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _ ("Reason"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Reason"), -1);
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  adw_message_dialog_set_extra_child (dialog, entry);
  adw_message_dialog_set_default_response (dialog, "do");
  g_signal_connect_object (entry, "changed", G_CALLBACK (reason_cb), dialog, G_CONNECT_SWAPPED);
  reason_cb (dialog, GTK_EDITABLE (entry));
  g_signal_connect_data (dialog, "response", G_CALLBACK (decline_cb),
                         make_wish (self, note, BIZ_VERB_CANCEL), closure_free_wish, 0);
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_widget_grab_focus (entry);
}

gboolean
page_record_verbs_is_busy (PageRecordVerbs *self)
{
  g_return_val_if_fail (PAGE_IS_RECORD_VERBS (self), FALSE);

  return self->n_busy > 0;
}

void
page_record_verbs_stop (PageRecordVerbs *self)
{
  g_return_if_fail (PAGE_IS_RECORD_VERBS (self));

  g_cancellable_cancel (self->cancellable);
}
