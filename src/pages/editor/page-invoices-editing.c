/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-invoices-private.h"

#include "erp-drawer.h"
#include "erp-error.h"
#include "page-weak.h"

#include <glib/gi18n-lib.h>

/* The editor in the place of the record. */

static void
remove_editor (PageInvoices *self)
{
  if (self->editor == NULL)
    return;
  gtk_stack_remove (self->record_stack, GTK_WIDGET (self->editor));
  self->editor = NULL;
  page_kept_drafts_update (self->kept);
}

static void
saved_cb (PageInvoices *self, gint64 id)
{
  remove_editor (self);
  if (self->loaded)
    erp_paged_refresh (self->rows);
  page_invoices_open (self, id);
}

static void
closed_cb (PageInvoices *self)
{
  page_invoices_close_record (self);
  remove_editor (self);
}

static void
journal_cb (PageInvoices *self)
{
  g_signal_emit_by_name (self, "journal-requested");
}

void
page_invoices_show_editor (PageInvoices *self, GtkWidget *editor)
{
  self->editor = PAGE_INVOICE_EDITOR (editor);
  g_signal_connect_object (self->editor, "saved", G_CALLBACK (saved_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->editor, "closed", G_CALLBACK (closed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->editor, "journal-requested", G_CALLBACK (journal_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_stack_add_child (self->record_stack, editor);
  page_kept_drafts_update (self->kept);
}

static void
present (PageInvoices *self)
{
  page_invoices_show_record (self, GTK_WIDGET (self->editor));
  gtk_widget_grab_focus (GTK_WIDGET (self->editor));
}

static char *
find_kept (PageInvoices *self, gint64 origin)
{
  g_autofree char *name = g_strdup_printf ("invoice-%" G_GINT64_FORMAT, origin);
  g_autofree char *text = erp_drawer_get (erp_session_get_drawer (self->session), name);

  return text != NULL && !erp_drawer_is_taken (erp_session_get_drawer (self->session), name)
             ? g_steal_pointer (&name)
             : NULL;
}

/* What is being written already is not dropped for it, and what was kept of it comes back. */
void
page_invoices_edit (PageInvoices *self, BizInvoice *invoice)
{
  g_autofree char *kept = find_kept (self, biz_invoice_get_id (invoice));

  if (self->editor == NULL && kept != NULL)
    {
      page_invoices_continue (self, kept);
      return;
    }
  if (self->editor == NULL)
    page_invoices_show_editor (self,
                               page_invoice_editor_new_for (self->session, self->store, invoice));
  present (self);
}

/* @origin: (nullable) */
static void
restore (PageInvoices *self, const char *name, BizInvoice *origin)
{
  g_autofree char *text = erp_drawer_get (erp_session_get_drawer (self->session), name);
  g_autoptr (GError) error = NULL;
  g_autoptr (BizInvoiceDraft) draft = NULL;
  gboolean changed;

  /* Another window may have been faster. */
  if (text == NULL || self->editor != NULL
      || erp_drawer_is_taken (erp_session_get_drawer (self->session), name))
    return;
  draft = biz_draft_keep_restore (text, origin, &changed, &error);
  if (draft == NULL)
    {
      kit_inline_error_set_error (self->filter_error, NULL, error);
      return;
    }
  page_invoices_show_editor (self, page_invoice_editor_new_kept (self->session, self->store, draft,
                                                                 name, changed));
  present (self);
}

typedef struct
{
  gpointer self; /* (owned): weak */
  char *name;    /* (owned) */
} Continuing;

static void
origin_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Continuing *continuing = user_data;
  g_autoptr (PageInvoices) self = page_weak_take (continuing->self);
  g_autofree char *name = continuing->name;
  g_autoptr (GError) error = NULL;
  g_autoptr (BizInvoice) origin =
      biz_invoice_store_load_finish (BIZ_INVOICE_STORE (source), result, &error);

  g_free (continuing);
  if (self == NULL || self->session == NULL)
    return;
  /* Somebody deleted it: what was written becomes a new one. */
  if (origin != NULL || g_error_matches (error, ERP_ERROR, ERP_ERROR_MISSING))
    restore (self, name, origin);
  else
    kit_inline_error_set_error (self->filter_error,
                                _ ("The document could not be read. What you wrote is still kept."),
                                error);
}

void
page_invoices_continue (PageInvoices *self, const char *name)
{
  g_autofree char *text = erp_drawer_get (erp_session_get_drawer (self->session), name);
  g_autoptr (BizKeptDraft) kept = text != NULL ? biz_draft_keep_read_head (name, text) : NULL;
  Continuing *continuing;

  if (self->editor != NULL)
    {
      present (self);
      return;
    }
  if (kept == NULL)
    return;
  if (kept->origin_id == 0)
    {
      restore (self, name, NULL);
      return;
    }
  continuing = g_new0 (Continuing, 1);
  continuing->self = page_weak_new (self);
  continuing->name = g_strdup (name);
  biz_invoice_store_load_async (self->store, kept->origin_id, NULL, origin_cb, continuing);
}
