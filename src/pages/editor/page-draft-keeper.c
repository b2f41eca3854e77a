/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-draft-keeper.h"

#include "biz-invoice.h"
#include "erp-drawer.h"

#define PREFIX "invoice-"
/* A crash costs at most what was typed in this time. */
#define DELAY_MS 1000

struct _PageDraftKeeper
{
  GObject parent_instance;

  ErpDrawer *drawer;      /* (owned) */
  BizInvoiceDraft *draft; /* (owned) */
  char *name;             /* (owned) */
  guint source;
  gboolean stopped;
  gboolean sent; /* and nobody knows what became of it */
};

G_DEFINE_FINAL_TYPE (PageDraftKeeper, page_draft_keeper, G_TYPE_OBJECT)

static void
keep (PageDraftKeeper *self)
{
  g_autoptr (GDateTime) now = NULL;
  g_autofree char *text = NULL;
  g_autofree char *marked = NULL;

  g_clear_handle_id (&self->source, g_source_remove);
  if (!biz_invoice_draft_is_touched (self->draft))
    return;
  now = g_date_time_new_now_utc ();
  text = biz_draft_keep_to_text (self->draft, now);
  if (self->sent)
    marked = biz_draft_keep_mark_sent (text);
  erp_drawer_put (self->drawer, self->name, marked != NULL ? marked : text);
}

static gboolean
keep_cb (gpointer user_data)
{
  PageDraftKeeper *self = user_data;

  self->source = 0;
  keep (self);

  return G_SOURCE_REMOVE;
}

/* From the first change on, so that typing without a pause is kept as well. */
static void
changed_cb (PageDraftKeeper *self)
{
  if (!self->stopped && self->source == 0)
    self->source = g_timeout_add (DELAY_MS, keep_cb, self);
}

static void
page_draft_keeper_dispose (GObject *object)
{
  PageDraftKeeper *self = PAGE_DRAFT_KEEPER (object);

  if (self->draft != NULL)
    page_draft_keeper_stop (self);
  g_clear_object (&self->draft);
  g_clear_object (&self->drawer);

  G_OBJECT_CLASS (page_draft_keeper_parent_class)->dispose (object);
}

static void
page_draft_keeper_finalize (GObject *object)
{
  g_free (PAGE_DRAFT_KEEPER (object)->name);

  G_OBJECT_CLASS (page_draft_keeper_parent_class)->finalize (object);
}

static void
page_draft_keeper_class_init (PageDraftKeeperClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = page_draft_keeper_dispose;
  G_OBJECT_CLASS (klass)->finalize = page_draft_keeper_finalize;
}

static void
page_draft_keeper_init (PageDraftKeeper *self)
{
}

static char *
make_name (BizInvoiceDraft *draft)
{
  BizInvoice *origin = biz_invoice_draft_get_origin (draft);
  g_autofree char *uuid = NULL;

  if (origin != NULL)
    return g_strdup_printf (PREFIX "%" G_GINT64_FORMAT, biz_invoice_get_id (origin));
  uuid = g_uuid_string_random ();

  return g_strconcat (PREFIX "new-", uuid, NULL);
}

/* What somebody else writes at this moment is kept beside it and not over it. */
static void
take (PageDraftKeeper *self)
{
  g_autofree char *uuid = NULL;
  char *name;

  if (erp_drawer_take (self->drawer, self->name))
    return;
  uuid = g_uuid_string_random ();
  name = g_strdup_printf ("%s-%.8s", self->name, uuid);
  g_free (self->name);
  self->name = name;
  erp_drawer_take (self->drawer, self->name);
}

PageDraftKeeper *
page_draft_keeper_new (ErpSession *session, BizInvoiceDraft *draft, const char *name)
{
  PageDraftKeeper *self;

  g_return_val_if_fail (ERP_IS_SESSION (session), NULL);
  g_return_val_if_fail (BIZ_IS_INVOICE_DRAFT (draft), NULL);

  self = g_object_new (PAGE_TYPE_DRAFT_KEEPER, NULL);
  self->drawer = g_object_ref (erp_session_get_drawer (session));
  self->draft = g_object_ref (draft);
  self->name = name != NULL ? g_strdup (name) : make_name (draft);
  take (self);
  g_signal_connect_object (draft, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (draft, "notify", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);

  return self;
}

void
page_draft_keeper_stop (PageDraftKeeper *self)
{
  g_return_if_fail (PAGE_IS_DRAFT_KEEPER (self));

  if (self->stopped)
    return;
  if (self->source != 0)
    keep (self);
  self->stopped = TRUE;
  erp_drawer_give_back (self->drawer, self->name);
}

void
page_draft_keeper_forget (PageDraftKeeper *self)
{
  g_return_if_fail (PAGE_IS_DRAFT_KEEPER (self));

  g_clear_handle_id (&self->source, g_source_remove);
  page_draft_keeper_stop (self);
  erp_drawer_remove (self->drawer, self->name);
}

gboolean
page_draft_keeper_is_lasting (PageDraftKeeper *self)
{
  g_return_val_if_fail (PAGE_IS_DRAFT_KEEPER (self), FALSE);

  return erp_drawer_is_lasting (self->drawer);
}

void
page_draft_keeper_mark_sent (PageDraftKeeper *self)
{
  g_return_if_fail (PAGE_IS_DRAFT_KEEPER (self));

  self->sent = TRUE;
  keep (self);
}

static int
compare_written (gconstpointer a, gconstpointer b)
{
  const BizKeptDraft *first = *(BizKeptDraft *const *)a;
  const BizKeptDraft *second = *(BizKeptDraft *const *)b;

  if (first->written == NULL || second->written == NULL)
    return (first->written == NULL) - (second->written == NULL);

  return g_date_time_compare (second->written, first->written);
}

GPtrArray *
page_draft_keeper_list (ErpSession *session)
{
  g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func ((GDestroyNotify)biz_kept_draft_free);
  ErpDrawer *drawer;
  g_auto (GStrv) names = NULL;

  g_return_val_if_fail (ERP_IS_SESSION (session), NULL);

  drawer = erp_session_get_drawer (session);
  names = erp_drawer_list (drawer);
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *text = erp_drawer_get (drawer, names[i]);
      BizKeptDraft *head = NULL;

      if (g_str_has_prefix (names[i], PREFIX) && !erp_drawer_is_taken (drawer, names[i]))
        head = biz_draft_keep_read_head (names[i], text);
      if (head != NULL)
        g_ptr_array_add (kept, head);
    }
  g_ptr_array_sort (kept, compare_written);

  return g_steal_pointer (&kept);
}
