/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-desk-private.h"

#include "biz-decision-desk.h"
#include "draw-desk-table.h"
#include "erp-capabilities.h"
#include "erp-link.h"
#include "erp-session.h"
#include "kit-format.h"
#include "page-decision-dialog.h"
#include "page-desk-columns.h"
#include "page-due-export.h"
#include "page-due-verbs.h"
#include "page-record-print.h"
#include "page-verbs.h"

#include <glib/gi18n-lib.h>

static char *
tell_exported (guint n)
{
  g_autofree char *count = kit_format_count (n);

  return g_strdup_printf (ngettext ("%s decision was written to the file.",
                                    "%s decisions were written to the file.", n),
                          count);
}

static const PageDueExport exported = {
  /* Translators: the name of a file, without its ending; %04d-%02d-%02d is the day */
  .file_name = N_ ("Credit desk %04d-%02d-%02d"),
  .write = draw_desk_table_write,
  .tell = tell_exported,
};

static void
open_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageDesk *self = PAGE_DESK (widget);
  BizDeskEntry *entry = page_desk_get_first (self);

  if (entry == NULL)
    return;
  page_desk_pane_show (self->pane, entry, self->book);
  page_split_show_record (self->split);
}

static void
close_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageDesk *self = PAGE_DESK (widget);

  if (page_split_is_record_shown (self->split))
    page_list_frame_close_record (self->frame);
}

static void
refresh_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  page_desk_reload (PAGE_DESK (widget));
}

static void
search_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  page_list_frame_search (PAGE_DESK (widget)->frame);
}

static void
open_browser_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageDesk *self = PAGE_DESK (widget);
  BizDeskEntry *entry = page_desk_get_first (self);

  if (entry != NULL)
    page_due_verbs_open_in_browser (widget, self->session, biz_desk_entry_get_model (entry),
                                    biz_desk_entry_get_id (entry));
}

static void
copy_link_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageDesk *self = PAGE_DESK (widget);
  BizDeskEntry *entry = page_desk_get_first (self);
  g_autofree char *link = NULL;

  if (entry == NULL)
    return;
  link = erp_link_new_for_record (erp_session_get_profile (self->session), "sale.order",
                                  biz_desk_entry_get_facts (entry)->order->id);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), link);
}

static void
filter_customer_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageDesk *self = PAGE_DESK (widget);
  BizDeskEntry *entry = page_desk_get_first (self);
  const char *customer = entry != NULL ? biz_desk_entry_get_facts (entry)->order->partner : NULL;
  g_autofree char *text = NULL;

  if (customer == NULL)
    return;
  text = biz_filter_quote ("customer", customer);
  page_desk_search (self, text);
}

static void
export_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageDesk *self = PAGE_DESK (widget);

  page_due_export_run (widget, self->session, &exported, erp_local_list_get_records (self->rows),
                       g_str_equal (name, "desk.export-xlsx") ? DRAW_TABLE_XLSX : DRAW_TABLE_CSV);
}

static void
print_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageDesk *self = PAGE_DESK (widget);
  GPtrArray *records = erp_local_list_get_records (self->rows);
  g_autofree char *filter = page_list_frame_dup_words (self->frame, NULL);
  g_autofree char *count = page_desk_columns_count (records->len, TRUE, NULL);
  g_autoptr (BizDeskTotals) totals = biz_desk_totals_new (records);
  const PageRecordPaper paper = { _ ("Credit Desk"), filter, count, _ ("Value"),
                                  biz_desk_totals_get_sums (totals) };

  page_record_print_run (widget, self->session, self->list, NULL, records, &paper);
}

/* decisions */

/* What can be decided: the action, its key in the list, and whom it is about. */
static const struct
{
  const char *name;
  BizDecisionKind kind;
  guint key;
} decisions[] = {
  { "desk.hold", BIZ_DECISION_HOLD, GDK_KEY_h },
  { "desk.release", BIZ_DECISION_RELEASE, GDK_KEY_r },
  { "desk.reject", BIZ_DECISION_REJECT, GDK_KEY_x },
  { "desk.prepayment", BIZ_DECISION_PREPAYMENT, GDK_KEY_p },
  { "desk.escalate", BIZ_DECISION_ESCALATE, GDK_KEY_e },
  { "desk.limit", BIZ_DECISION_LIMIT, GDK_KEY_l },
};

static gboolean
is_held (const BizDeskFacts *facts)
{
  return facts->note != NULL && biz_decision_note_get_kind (facts->note) == BIZ_DECISION_HOLD;
}

/* Whether the row can be decided on so; the dialog looks again at the moment itself. */
static gboolean
fits (const BizDeskFacts *facts, BizDecisionKind kind)
{
  switch (kind)
    {
    case BIZ_DECISION_HOLD:
      return !is_held (facts);
    case BIZ_DECISION_REJECT:
      return facts->order->state == BIZ_DESK_ORDER_QUOTATION;
    case BIZ_DECISION_LIMIT:
      return facts->order->group_id != 0;
    default:
      return TRUE;
    }
}

/* (nullable): why the server takes it from nobody of this role; who may decide how much is the
 * policy's, in the dialog. */
static const char *
find_obstacle (ErpSession *session, BizDecisionKind kind)
{
  return biz_decision_desk_find_obstacle (erp_session_get_capabilities (session),
                                          kind == BIZ_DECISION_LIMIT ? "res.partner"
                                                                     : "sale.order");
}

static BizDecisionTarget *
new_target (const BizDeskOrder *order, BizDecisionKind kind)
{
  const gboolean limit = kind == BIZ_DECISION_LIMIT;
  const char *customer = order->group != NULL ? order->group : order->partner;

  return biz_decision_target_new (limit ? "res.partner" : "sale.order",
                                  limit ? order->group_id : order->id,
                                  limit ? (customer != NULL ? customer : "") : order->name,
                                  order->company_id, limit ? NULL : customer);
}

/* An order once, however many of its deliveries are selected, which go with it; a customer once in
 * a company. */
static GListModel *
make_targets (PageDesk *self, GPtrArray *entries, BizDecisionKind kind)
{
  GListStore *targets = g_list_store_new (BIZ_TYPE_DECISION_TARGET);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const gboolean delivers =
      kind == BIZ_DECISION_RELEASE
      && biz_decision_desk_find_obstacle (erp_session_get_capabilities (self->session),
                                          "stock.picking")
             == NULL;

  for (guint i = 0; i < entries->len; i++)
    {
      const BizDeskFacts *facts = biz_desk_entry_get_facts (g_ptr_array_index (entries, i));
      const BizDeskOrder *order = facts->order;
      g_autofree char *key =
          g_strdup_printf ("%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT,
                           kind == BIZ_DECISION_LIMIT ? order->group_id : order->id,
                           order->company_id);
      BizDecisionTarget *target;

      if (!fits (facts, kind))
        continue;
      target = g_hash_table_lookup (seen, key);
      if (target == NULL)
        {
          g_autoptr (BizDecisionTarget) made = new_target (order, kind);

          g_list_store_append (targets, made);
          target = made;
          g_hash_table_insert (seen, g_steal_pointer (&key), target);
        }
      if (delivers && facts->delivery != NULL)
        biz_decision_target_add_delivery (target, facts->delivery->id, facts->delivery->name);
    }

  return G_LIST_MODEL (targets);
}

static void
journal_requested_cb (PageDesk *self)
{
  g_signal_emit_by_name (self, "journal-requested");
}

static void
decide_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageDesk *self = PAGE_DESK (widget);
  GtkRoot *root = gtk_widget_get_root (widget);
  g_autoptr (GPtrArray) entries = page_desk_get_selected (self);
  g_autoptr (GListModel) targets = NULL;
  BizDecisionKind kind = BIZ_DECISION_HOLD;
  GtkWindow *dialog;

  for (gsize i = 0; i < G_N_ELEMENTS (decisions); i++)
    if (g_str_equal (decisions[i].name, name))
      kind = decisions[i].kind;
  targets = make_targets (self, entries, kind);
  if (g_list_model_get_n_items (targets) == 0)
    return;
  dialog = page_decision_dialog_new (self->session, kind, targets);
  gtk_window_set_transient_for (dialog, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL);
  g_signal_connect_object (dialog, "decided", G_CALLBACK (page_desk_reload), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (dialog, "journal-requested", G_CALLBACK (journal_requested_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (dialog);
}

static const PageVerb verbs[] = {
  { "desk.refresh", refresh_action, PAGE_KEYS_REFRESH },
  { "desk.search", search_action, PAGE_KEYS_SEARCH },
  { "desk.close", close_action, PAGE_KEYS_CLOSE },
  { "desk.open", open_action },
  { "desk.open-browser", open_browser_action },
  { "desk.copy-link", copy_link_action },
  { "desk.filter-customer", filter_customer_action },
  { "desk.hold", decide_action },
  { "desk.release", decide_action, PAGE_KEYS_DO },
  { "desk.reject", decide_action },
  { "desk.prepayment", decide_action },
  { "desk.escalate", decide_action },
  { "desk.limit", decide_action },
  { "desk.print", print_action, PAGE_KEYS_PRINT },
  { "desk.export-csv", export_action },
  { "desk.export-xlsx", export_action },
};

void
page_desk_install_verbs (GtkWidgetClass *widget_class)
{
  page_verbs_install (widget_class, verbs, G_N_ELEMENTS (verbs));
}

void
page_desk_install_keys (PageDesk *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (decisions); i++)
    gtk_shortcut_controller_add_shortcut (
        GTK_SHORTCUT_CONTROLLER (keys),
        gtk_shortcut_new (gtk_keyval_trigger_new (decisions[i].key, 0),
                          gtk_named_action_new (decisions[i].name)));
  gtk_widget_add_controller (GTK_WIDGET (self->list), keys);
}

static void
update_decisions (PageDesk *self)
{
  g_autoptr (GPtrArray) entries = page_desk_get_selected (self);

  for (gsize i = 0; i < G_N_ELEMENTS (decisions); i++)
    {
      gboolean enabled = FALSE;

      for (guint k = 0; !enabled && k < entries->len; k++)
        enabled =
            fits (biz_desk_entry_get_facts (g_ptr_array_index (entries, k)), decisions[i].kind);
      gtk_widget_action_set_enabled (
          GTK_WIDGET (self), decisions[i].name,
          enabled && find_obstacle (self->session, decisions[i].kind) == NULL);
    }
  page_desk_pane_set_obstacle (self->pane, find_obstacle (self->session, BIZ_DECISION_RELEASE));
}

void
page_desk_update_verbs (PageDesk *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  BizDeskEntry *entry;

  if (self->pane == NULL)
    return;
  entry = page_desk_get_first (self);
  gtk_widget_action_set_enabled (widget, "desk.open", entry != NULL);
  gtk_widget_action_set_enabled (widget, "desk.filter-customer", entry != NULL);
  gtk_widget_action_set_enabled (widget, "desk.copy-link", entry != NULL);
  gtk_widget_action_set_enabled (
      widget, "desk.open-browser",
      entry != NULL
          && page_due_verbs_has_browser (self->session, biz_desk_entry_get_model (entry)));
  update_decisions (self);
}
