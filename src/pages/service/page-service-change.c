/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-service-private.h"

#include "biz-ticket-run.h"
#include "erp-pick.h"
#include "page-category-dialog.h"
#include "page-confirm.h"
#include "page-service-chooser.h"
#include "page-verbs.h"
#include "page-weak.h"

#include <glib/gi18n-lib.h>

/* What cases are given: to the selected ones, else to the one that is open. */

/* More are not named in the message. */
#define MAX_NAMED 8

typedef struct
{
  PageService *self; /* (owned) */
  BizTicketChange change;
  char *label;       /* (owned) (nullable) */
  GPtrArray *seen;   /* (owned) (element-type BizTicket) */
  GArray *ids;       /* (owned) (nullable) (element-type gint64) */
  gboolean alone;    /* these, and not what is selected */
  gboolean proposed; /* nothing yet: each is proposed a category */
} Wish;

static void
wish_free (gpointer data)
{
  Wish *wish = data;

  g_object_unref (wish->self);
  g_free (wish->label);
  g_ptr_array_unref (wish->seen);
  g_clear_pointer (&wish->ids, g_array_unref);
  g_free (wish);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Wish, wish_free)

/* (element-type BizTicket): the selected rows that are there, else the case that is open */
static GPtrArray *
list_seen (PageService *self)
{
  GPtrArray *seen = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GtkBitset) selected = kit_ledger_list_get_selection (self->list);
  GtkBitsetIter iter;
  guint position;

  if (page_service_is_board (self))
    {
      BizTicket *ticket = page_service_get_current (self);

      if (ticket != NULL)
        g_ptr_array_add (seen, g_object_ref (ticket));
    }
  else if (gtk_bitset_iter_init_first (&iter, selected, &position))
    do
      {
        g_autoptr (ErpRow) row = g_list_model_get_item (G_LIST_MODEL (self->rows), position);
        gpointer item = row != NULL ? erp_row_get_item (row) : NULL;

        if (item != NULL && BIZ_IS_TICKET (item))
          g_ptr_array_add (seen, g_object_ref (item));
      }
    while (seen->len < BIZ_TICKET_RUN_MAX && gtk_bitset_iter_next (&iter, &position));
  if (seen->len == 0 && self->shown != NULL)
    g_ptr_array_add (seen, g_object_ref (self->shown));

  return seen;
}

static void
tell_done (PageService *self, const Wish *wish, guint n)
{
  g_autofree char *words = biz_ticket_change_describe (&wish->change);
  g_autofree char *number = n == 1 && wish->seen->len == 1
                                ? biz_ticket_dup_number (g_ptr_array_index (wish->seen, 0))
                                : NULL;
  g_autofree char *text =
      number != NULL
          /* Translators: a case, and what it was given: "HT00014: owner: Anna". */
          ? g_strdup_printf (_ ("%s · %s"), number, words)
          : g_strdup_printf (ngettext ("%u case · %s", "%u cases · %s", n), n, words);

  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", text);
}

static void
failures_response_cb (PageService *self, const char *response)
{
  if (g_str_equal (response, "journal"))
    g_signal_emit_by_name (self, "journal-requested");
}

static void
tell_failures (PageService *self, const BizTicketOutcome *outcome)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  guint n = outcome->failures->len;
  g_autofree char *heading =
      g_strdup_printf (ngettext ("%u Case Was Not Changed", "%u Cases Were Not Changed", n), n);
  g_autoptr (GString) body = g_string_new (NULL);
  GtkWidget *dialog;

  for (guint i = 0; i < MIN (n, MAX_NAMED); i++)
    {
      BizTicketFailure *failure = g_ptr_array_index (outcome->failures, i);

      g_string_append_printf (body, "%s%s: %s", i > 0 ? "\n" : "", failure->number,
                              failure->reason);
    }
  if (n > MAX_NAMED)
    g_string_append_printf (body, "\n… %u", n - MAX_NAMED);
  if (outcome->n_done > 0)
    {
      g_string_append (body, "\n\n");
      g_string_append_printf (
          body, ngettext ("%u other case has it.", "%u other cases have it.", outcome->n_done),
          outcome->n_done);
    }
  dialog =
      adw_message_dialog_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, heading, body->str);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  if (outcome->unknown)
    adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "journal",
                                     _ ("Open the _Journal"));
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "close");
  g_signal_connect_object (dialog, "response", G_CALLBACK (failures_response_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
run_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Wish) wish = user_data;
  PageService *self = wish->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (BizTicketOutcome) outcome =
      biz_ticket_run_finish (BIZ_SERVICE (source), result, &error);

  if (self->session == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->changing = FALSE;
  if (outcome == NULL)
    {
      kit_inline_error_set_error (self->error, _ ("Nothing was changed."), error);
      page_service_update_verbs (self);
      return;
    }
  if (outcome->failures->len > 0)
    tell_failures (self, outcome);
  else
    tell_done (self, wish, outcome->n_done);
  self->advances = TRUE;
  page_service_reload (self);
  page_service_update_verbs (self);
}

static void
dialog_journal_cb (PageService *self)
{
  g_signal_emit_by_name (self, "journal-requested");
}

/* Takes @wish, whose ids are known. */
static void
propose (Wish *owned)
{
  g_autoptr (Wish) wish = owned;
  PageService *self = wish->self;
  GtkWindow *dialog =
      page_category_dialog_new (GTK_WIDGET (self), self->service,
                                (const gint64 *)(gpointer)wish->ids->data, wish->ids->len);

  self->changing = FALSE;
  g_signal_connect_object (dialog, "changed", G_CALLBACK (page_service_reload), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (dialog, "journal-requested", G_CALLBACK (dialog_journal_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (dialog);
}

/* Takes @wish, whose ids are known. */
static void
run (Wish *wish)
{
  PageService *self = wish->self;

  if (wish->ids->len == 0)
    {
      self->changing = FALSE;
      wish_free (wish);
      return;
    }
  if (wish->proposed)
    {
      propose (wish);
      return;
    }
  biz_ticket_run_async (self->service, &wish->change, (const gint64 *)(gpointer)wish->ids->data,
                        wish->ids->len, wish->seen, self->cancellable, run_cb, wish);
}

static void
picked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Wish) wish = user_data;
  g_autoptr (GError) error = NULL;

  wish->ids = erp_pick_resolve_finish (ERP_PICK (source), result, &error);
  if (wish->self->session == NULL)
    return;
  if (wish->ids != NULL)
    {
      run (g_steal_pointer (&wish));
      return;
    }
  wish->self->changing = FALSE;
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    kit_inline_error_set_error (wish->self->error, _ ("The selection could not be read."), error);
}

static gint64
get_id (gpointer item)
{
  return biz_ticket_get_id (item);
}

static gboolean
add_selection (PageService *self, ErpPick *pick)
{
  g_autoptr (GtkBitset) selected = kit_ledger_list_get_selection (self->list);
  GtkBitsetIter iter;
  guint position;

  if (kit_ledger_list_is_all_selected (self->list))
    return erp_pick_add_all (pick);
  if (gtk_bitset_get_size (selected) > 2 * BIZ_TICKET_RUN_MAX)
    return FALSE;
  if (!gtk_bitset_iter_init_first (&iter, selected, &position))
    return TRUE;
  do
    if (!erp_pick_add (pick, position))
      return FALSE;
  while (gtk_bitset_iter_next (&iter, &position));

  return TRUE;
}

/* Takes @wish: also the rows that nobody has seen are asked for. */
static void
begin (Wish *wish)
{
  PageService *self = wish->self;
  guint n = kit_ledger_list_get_n_selected (self->list);
  g_autoptr (ErpPick) pick = NULL;

  kit_inline_error_clear (self->error);
  self->changing = TRUE;
  if (wish->alone || (n <= wish->seen->len && !kit_ledger_list_is_all_selected (self->list)))
    {
      wish->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
      for (guint i = 0; i < wish->seen->len; i++)
        {
          gint64 id = biz_ticket_get_id (g_ptr_array_index (wish->seen, i));

          g_array_append_val (wish->ids, id);
        }
      run (wish);
      return;
    }
  pick =
      erp_pick_new (erp_session_get_client (self->session), self->rows, get_id, BIZ_TICKET_RUN_MAX);
  if (!add_selection (self, pick))
    {
      g_autofree char *text =
          g_strdup_printf (_ ("At most %d cases are changed at once. Select fewer."),
                           BIZ_TICKET_RUN_MAX);

      kit_inline_error_set_message (self->error, text);
      self->changing = FALSE;
      wish_free (wish);
      return;
    }
  erp_pick_resolve_async (pick, self->cancellable, picked_cb, wish);
}

static void
confirmed_cb (AdwMessageDialog *dialog, const char *response, gpointer user_data)
{
  Wish *wish = g_object_steal_data (G_OBJECT (dialog), "wish");

  if (wish == NULL)
    return;
  if (g_str_equal (response, "do") && wish->self->session != NULL)
    begin (wish);
  else
    wish_free (wish);
}

/* A stage that writes to the customer is told before. Takes @wish. */
static void
confirm (Wish *wish)
{
  PageService *self = wish->self;
  BizStage *stage =
      wish->change.what == BIZ_TICKET_SET_STAGE || wish->change.what == BIZ_TICKET_FINISH
          ? biz_service_find_stage (self->service, wish->change.value)
          : NULL;
  guint n = wish->alone ? 1 : MAX (kit_ledger_list_get_n_selected (self->list), 1);
  AdwMessageDialog *dialog;
  g_autofree char *body = NULL;

  if (stage == NULL || biz_stage_get_mail (stage) == NULL)
    {
      begin (wish);
      return;
    }
  body = g_strdup_printf (
      /* Translators: a stage, and the name of a mail template. */
      ngettext ("In “%s” the server sends the customer of the case the mail “%s”.",
                "In “%s” the server sends the customer of each case the mail “%s”.", n),
      biz_stage_get_name (stage), biz_stage_get_mail (stage));
  dialog = page_confirm_new (GTK_WIDGET (self), _ ("The Customer Will Be Written To"), body,
                             _ ("_Cancel"), _ ("_Move and Send"));
  adw_message_dialog_set_response_appearance (dialog, "do", ADW_RESPONSE_SUGGESTED);
  g_object_set_data_full (G_OBJECT (dialog), "wish", wish, wish_free);
  g_signal_connect (dialog, "response", G_CALLBACK (confirmed_cb), NULL);
  gtk_window_present (GTK_WINDOW (dialog));
}

/**
 * page_service_change:
 * @self: the page
 * @what: what is given
 * @value: its id or number
 * @label: (nullable): what it is called
 * @ticket: (nullable): this case alone; otherwise what is selected, or open
 *
 * Asks first where that mails a customer; says what became of it.
 */
void
page_service_change (
    PageService *self, BizTicketWhat what, gint64 value, const char *label, BizTicket *ticket)
{
  Wish *wish;

  if (self->changing || !biz_service_may_write (self->service))
    return;
  wish = g_new0 (Wish, 1);
  wish->self = g_object_ref (self);
  wish->label = g_strdup (label);
  wish->change = (BizTicketChange){ what, value, wish->label };
  if (ticket != NULL)
    {
      wish->seen = g_ptr_array_new_with_free_func (g_object_unref);
      g_ptr_array_add (wish->seen, g_object_ref (ticket));
      wish->alone = TRUE;
    }
  else
    {
      wish->seen = list_seen (self);
      wish->alone = page_service_is_board (self);
    }
  if (wish->seen->len == 0 && !kit_ledger_list_is_all_selected (self->list))
    wish_free (wish);
  else
    confirm (wish);
}

/* verbs */

static void
mine_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageService *self = PAGE_SERVICE (widget);

  page_service_change (self, BIZ_TICKET_SET_OWNER, self->moment.uid, _ ("me"), NULL);
}

static void
chosen_cb (GtkWindow *window, GObject *item, gpointer user_data)
{
  PageService *self = user_data;
  BizTicketWhat what = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (window), "what"));

  if (BIZ_IS_STAGE (item))
    page_service_change (self, what, biz_stage_get_id (BIZ_STAGE (item)),
                         biz_stage_get_name (BIZ_STAGE (item)), NULL);
  else
    page_service_change (self, what, biz_choice_get_id (BIZ_CHOICE (item)),
                         biz_choice_get_name (BIZ_CHOICE (item)), NULL);
}

static gpointer
find_choice (GListModel *choices, gint64 id)
{
  for (guint i = 0; i < g_list_model_get_n_items (choices); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (choices, i);

      if (BIZ_IS_STAGE (item) ? biz_stage_get_id (BIZ_STAGE (item)) == id
                              : biz_choice_get_id (BIZ_CHOICE (item)) == id)
        return item; /* the list keeps it */
    }

  return NULL;
}

static char *
describe_stage (gpointer item, gpointer user_data)
{
  PageService *self = user_data;
  const char *mail = biz_stage_get_mail (item);

  if (mail != NULL)
    /* Translators: the name of a mail template. */
    return g_strdup_printf (_ ("Mails the customer: %s"), mail);
  if (biz_stage_is_closed (item))
    return g_strdup (_ ("Closes the case"));

  return biz_service_is_stage_waiting (self->service, biz_stage_get_id (item),
                                       biz_stage_get_name (item))
             ? g_strdup (_ ("The clock stands still"))
             : NULL;
}

static void
ask (PageService *self, BizTicketWhat what, const char *title, GListModel *choices, gint64 current)
{
  GtkWindow *window;

  if (g_list_model_get_n_items (choices) == 0)
    {
      kit_inline_error_set_message (self->error,
                                    _ ("The server offers nothing to choose from here."));
      return;
    }
  window = page_service_chooser_new (
      GTK_WIDGET (self), title, choices, find_choice (choices, current),
      what == BIZ_TICKET_SET_STAGE || what == BIZ_TICKET_FINISH ? describe_stage : NULL, self);
  g_object_set_data (G_OBJECT (window), "what", GUINT_TO_POINTER (what));
  g_signal_connect_object (window, "chosen", G_CALLBACK (chosen_cb), self, 0);
  gtk_window_present (window);
}

/* The stages that all of them may come to. */
static GListModel *
list_stages (PageService *self)
{
  g_autoptr (GPtrArray) seen = list_seen (self);
  g_autoptr (GArray) teams = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < seen->len; i++)
    g_array_append_val (teams, biz_ticket_get_facts (g_ptr_array_index (seen, i))->team_id);

  return biz_service_list_stages (self->service, (const gint64 *)(gpointer)teams->data, teams->len);
}

static void
stage_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageService *self = PAGE_SERVICE (widget);
  BizTicket *ticket = page_service_get_current (self);
  g_autoptr (GListModel) stages = ticket != NULL ? list_stages (self) : NULL;

  if (stages != NULL)
    ask (self, BIZ_TICKET_SET_STAGE, _ ("Stage"), stages, biz_ticket_get_facts (ticket)->stage_id);
}

static void
owner_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageService *self = PAGE_SERVICE (widget);
  BizTicket *ticket = page_service_get_current (self);

  if (ticket != NULL)
    ask (self, BIZ_TICKET_SET_OWNER, _ ("Owner"), biz_service_get_owners (self->service),
         biz_ticket_get_facts (ticket)->owner_id);
}

static void
priority_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageService *self = PAGE_SERVICE (widget);
  BizTicket *ticket = page_service_get_current (self);

  if (ticket != NULL)
    ask (self, BIZ_TICKET_SET_PRIORITY, _ ("Priority"), biz_service_get_priorities (self->service),
         biz_ticket_get_facts (ticket)->priority);
}

static void
category_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageService *self = PAGE_SERVICE (widget);
  BizTicket *ticket = page_service_get_current (self);

  if (ticket != NULL)
    ask (self, BIZ_TICKET_SET_CATEGORY, _ ("Category"), biz_service_get_categories (self->service),
         biz_ticket_get_facts (ticket)->category_id);
}

static void
propose_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageService *self = PAGE_SERVICE (widget);
  Wish *wish = g_new0 (Wish, 1);

  wish->self = g_object_ref (self);
  wish->seen = list_seen (self);
  wish->alone = page_service_is_board (self);
  wish->proposed = TRUE;
  if (wish->seen->len == 0 && !kit_ledger_list_is_all_selected (self->list))
    wish_free (wish);
  else
    begin (wish);
}

/* Where cases are tasks their state says it; in a helpdesk it is one of the stages that close. */
static void
finish_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageService *self = PAGE_SERVICE (widget);
  BizTicket *ticket = page_service_get_current (self);
  g_autoptr (GListModel) stages = NULL;
  g_autoptr (GListStore) closing = g_list_store_new (BIZ_TYPE_STAGE);

  if (ticket == NULL)
    return;
  if (biz_service_get_shape (self->service)->fields[BIZ_TICKET_STATE] != NULL)
    {
      page_service_change (self, BIZ_TICKET_FINISH, 0, NULL, NULL);
      return;
    }
  stages = list_stages (self);
  for (guint i = 0; i < g_list_model_get_n_items (stages); i++)
    {
      g_autoptr (BizStage) stage = g_list_model_get_item (stages, i);

      if (biz_stage_is_closed (stage))
        g_list_store_append (closing, stage);
    }
  ask (self, BIZ_TICKET_FINISH, _ ("Close the Case"), G_LIST_MODEL (closing),
       biz_ticket_get_facts (ticket)->stage_id);
}

void
page_service_update_changes (PageService *self)
{
  static const char *const verbs[] = { "service.mine",     "service.owner",    "service.stage",
                                       "service.priority", "service.category", "service.finish" };
  gboolean may = self->frame != NULL && !self->changing && page_service_get_current (self) != NULL
                 && biz_service_may_write (self->service);

  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    gtk_widget_action_set_enabled (
        GTK_WIDGET (self), verbs[i],
        may
            && (i != 4
                || biz_service_get_shape (self->service)->fields[BIZ_TICKET_CATEGORY] != NULL));
  gtk_widget_action_set_enabled (
      GTK_WIDGET (self), "service.propose",
      may && g_list_model_get_n_items (biz_service_get_categories (self->service)) > 0);
}

void
page_service_install_changes (GtkWidgetClass *widget_class)
{
  static const PageVerb verbs[] = {
    { "service.mine", mine_action, "a" },
    { "service.owner", owner_action, "o" },
    { "service.stage", stage_action, "s" },
    { "service.priority", priority_action, "p" },
    { "service.category", category_action, "t" },
    { "service.finish", finish_action, "c" },
    { "service.propose", propose_action, "<Shift>t" },
  };

  page_verbs_install (widget_class, verbs, G_N_ELEMENTS (verbs));
}
