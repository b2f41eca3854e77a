/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-collections-private.h"

#include "biz-collect-wish.h"
#include "biz-currency-table.h"
#include "biz-policy-part.h"
#include "draw-collect-table.h"
#include "erp-capabilities.h"
#include "erp-row.h"
#include "erp-session.h"
#include "kit-format.h"
#include "page-collect-verbs.h"
#include "page-due-export.h"
#include "page-dunning.h"
#include "page-text.h"

#include <glib/gi18n-lib.h>

/* What a collector writes down, and by which policy; what goes into a file. */

/* (transfer full): of the person's own company */
static BizPolicy *
get_policy (PageCollections *self)
{
  gint64 company =
      erp_capabilities_get_default_company_id (erp_session_get_capabilities (self->session));
  BizPolicy *policy = biz_policy_book_get (self->policies, company);

  return policy != NULL ? g_object_ref (policy) : biz_policy_new ();
}

guint
page_collections_get_tolerance (PageCollections *self)
{
  g_autoptr (BizPolicy) policy = get_policy (self);

  return (guint)biz_policy_get_number (policy, BIZ_POLICY_COLLECTIONS, "promise_tolerance_days");
}

void
page_collections_load_policies (PageCollections *self)
{
  gint64 company =
      erp_capabilities_get_default_company_id (erp_session_get_capabilities (self->session));

  biz_policy_book_load (self->policies, &company, 1);
}

/* (nullable) (transfer none) */
BizCollectCustomer *
page_collections_get_selected (PageCollections *self)
{
  g_autoptr (ErpRow) row = kit_ledger_list_dup_selected_row (self->list);
  gpointer item = row != NULL ? erp_row_get_item (row) : NULL;

  return item != NULL && BIZ_IS_COLLECT_CUSTOMER (item) ? item : NULL;
}

static const struct
{
  const char *action;
  BizCollectVerb verb;
} written[] = {
  { "collections.contact", BIZ_COLLECT_CONTACT },
  { "collections.promise", BIZ_COLLECT_PROMISE },
  { "collections.take-back", BIZ_COLLECT_TAKE_BACK },
  { "collections.dispute", BIZ_COLLECT_DISPUTE },
  { "collections.resolve", BIZ_COLLECT_RESOLVE },
  { "collections.next-action", BIZ_COLLECT_NEXT },
  { "collections.payer", BIZ_COLLECT_PAYER },
};

BizCollectCustomer *
page_collections_get_target (PageCollections *self)
{
  BizCollectCustomer *customer = page_collections_get_selected (self);

  if (customer == NULL && page_split_is_record_shown (self->split))
    customer = page_collect_record_get_customer (self->view);

  return customer;
}

void
page_collections_update_verbs (PageCollections *self)
{
  BizCollectCustomer *customer = page_collections_get_target (self);
  gboolean may_write = biz_collect_may_write (self->session);
  g_autoptr (BizPolicy) policy = get_policy (self);

  page_collect_record_set_policy (self->view, policy);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "collections.statement", customer != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "collections.reminder",
                                 customer != NULL && may_write);
  for (gsize i = 0; i < G_N_ELEMENTS (written); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), written[i].action,
                                   may_write
                                       && page_collect_verbs_fits (written[i].verb, customer));
}

void
page_collections_write_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageCollections *self = PAGE_COLLECTIONS (widget);
  BizCollectCustomer *customer = page_collections_get_target (self);
  GDate today = page_text_get_today (self->session);
  g_autoptr (BizPolicy) policy = get_policy (self);
  g_autoptr (GArray) ticked = NULL;

  if (customer == NULL)
    return;
  if (page_split_is_record_shown (self->split)
      && customer == page_collect_record_get_customer (self->view))
    ticked = page_collect_record_get_ticked (self->view);
  for (gsize i = 0; i < G_N_ELEMENTS (written); i++)
    {
      if (g_str_equal (written[i].action, name))
        page_collect_verbs_ask (widget, "collections.refresh", self->session, policy,
                                written[i].verb, customer, ticked, &today);
    }
}

static char *
tell_exported (guint n)
{
  g_autofree char *count = kit_format_count (n);

  return g_strdup_printf (ngettext ("%s customer was written to the file.",
                                    "%s customers were written to the file.", n),
                          count);
}

static const PageDueExport exported = {
  /* Translators: the name of a file, without its ending; %04d-%02d-%02d is the day */
  .file_name = N_ ("Collections %04d-%02d-%02d"),
  .write = draw_collect_table_write,
  .tell = tell_exported,
};

void
page_collections_export_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageCollections *self = PAGE_COLLECTIONS (widget);

  page_due_export_run (widget, self->session, &exported, erp_local_list_get_records (self->rows),
                       g_str_equal (name, "collections.export-xlsx") ? DRAW_TABLE_XLSX
                                                                     : DRAW_TABLE_CSV);
}

/* Of all that are selected, each once; of the one that is shown where none is. */
static GArray *
list_partners (PageCollections *self)
{
  g_autoptr (GtkBitset) selected = kit_ledger_list_get_selection (self->list);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_int64_hash, g_int64_equal);
  GArray *partners = g_array_new (FALSE, FALSE, sizeof (gint64));
  BizCollectCustomer *target = page_collections_get_target (self);
  GtkBitsetIter iter;
  guint position;
  gboolean more = gtk_bitset_iter_init_first (&iter, selected, &position);

  for (; more; more = gtk_bitset_iter_next (&iter, &position))
    {
      g_autoptr (ErpRow) row = g_list_model_get_item (G_LIST_MODEL (self->rows), position);
      gpointer item = row != NULL ? erp_row_get_item (row) : NULL;
      const BizCollectFacts *facts;

      if (item == NULL || !BIZ_IS_COLLECT_CUSTOMER (item))
        continue;
      facts = biz_collect_customer_get_facts (item);
      /* in the books of two currencies it is one customer all the same */
      if (g_hash_table_add (seen, (gpointer)&facts->id))
        g_array_append_val (partners, facts->id);
    }
  if (partners->len == 0 && target != NULL)
    g_array_append_val (partners, biz_collect_customer_get_facts (target)->id);

  return partners;
}

void
page_collections_statement_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageCollections *self = PAGE_COLLECTIONS (widget);
  g_autoptr (GArray) partners = list_partners (self);

  if (partners->len > 0)
    page_statements_present (widget, self->session, (const gint64 *)(gpointer)partners->data,
                             partners->len, NULL);
}

void
page_collections_reminder_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageCollections *self = PAGE_COLLECTIONS (widget);
  g_autoptr (GArray) partners = list_partners (self);

  if (partners->len > 0)
    page_reminders_present (widget, self->session, (const gint64 *)(gpointer)partners->data,
                            partners->len);
}
