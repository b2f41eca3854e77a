/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-merge-dialog.h"

#include "biz-merge-run.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  AdwMessageDialog *dialog; /* it owns this */
  BizService *service;      /* (owned) */
  BizTicket *shown;         /* (owned) */
  BizTicket *other;         /* (owned) */
  GtkCheckButton *keep_shown;
  GtkLabel *words;
  GWeakRef over; /* as long as it is there, @user_data is */
  PageMergeFunc done;
  gpointer user_data;
} Asking;

static void
free_asking (gpointer data)
{
  Asking *asking = data;

  g_clear_object (&asking->service);
  g_clear_object (&asking->shown);
  g_clear_object (&asking->other);
  g_weak_ref_clear (&asking->over);
  g_free (asking);
}

BizStage *
page_merge_dialog_find_stage (BizService *service, BizTicket *duplicate)
{
  const gint64 team = biz_ticket_get_facts (duplicate)->team_id;
  g_autoptr (GListModel) stages = biz_service_list_stages (service, &team, 1);
  BizStage *found = NULL;

  if (biz_service_get_kind (service) == BIZ_TICKETS_TASKS)
    return NULL;
  for (guint i = 0; i < g_list_model_get_n_items (stages); i++)
    {
      g_autoptr (BizStage) stage = g_list_model_get_item (stages, i);

      if (biz_stage_is_closed (stage)
          && (found == NULL
              || (biz_stage_get_mail (found) != NULL && biz_stage_get_mail (stage) == NULL)))
        found = biz_service_find_stage (service, biz_stage_get_id (stage));
    }

  return found;
}

static gboolean
shown_stays (Asking *asking)
{
  return gtk_check_button_get_active (asking->keep_shown);
}

static char *
describe (Asking *asking, gboolean *possible)
{
  BizTicket *target = shown_stays (asking) ? asking->shown : asking->other;
  BizTicket *duplicate = shown_stays (asking) ? asking->other : asking->shown;
  const char *refusal = biz_merge_check (duplicate, target);
  BizStage *stage = page_merge_dialog_find_stage (asking->service, duplicate);
  g_autofree char *from = biz_ticket_dup_number (duplicate);
  g_autofree char *into = biz_ticket_dup_number (target);
  g_autoptr (GString) text = g_string_new (NULL);

  *possible = FALSE;
  if (refusal != NULL)
    return g_strdup (refusal);
  if (stage == NULL && biz_service_get_kind (asking->service) != BIZ_TICKETS_TASKS)
    return g_strdup (_ ("There is no stage that closes a case."));
  *possible = TRUE;
  /* Translators: two numbers of cases; the first one is closed. */
  g_string_printf (text,
                   _ ("%s is closed with a pointer to %s. Both conversations are shown there as "
                      "one; messages stay where they are, files go over."),
                   from, into);
  if (stage != NULL && biz_stage_get_mail (stage) != NULL)
    {
      g_string_append (text, "\n\n");
      /* Translators: the name of a stage, and of a template of mails. */
      g_string_append_printf (text, _ ("In the stage “%s” the server writes to the customer: %s"),
                              biz_stage_get_name (stage), biz_stage_get_mail (stage));
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
update (Asking *asking)
{
  gboolean possible;
  g_autofree char *words = describe (asking, &possible);

  gtk_label_set_text (asking->words, words);
  adw_message_dialog_set_response_enabled (asking->dialog, "merge", possible);
}

static void
response_cb (Asking *asking, const char *response)
{
  g_autoptr (GObject) over = g_weak_ref_get (&asking->over);
  BizStage *stage;

  if (over == NULL || !g_str_equal (response, "merge"))
    return;
  stage = page_merge_dialog_find_stage (asking->service,
                                        shown_stays (asking) ? asking->other : asking->shown);
  asking->done (shown_stays (asking), stage != NULL ? biz_stage_get_id (stage) : 0,
                asking->user_data);
}

static GtkWidget *
create_choice (BizTicket *ticket)
{
  g_autofree char *number = biz_ticket_dup_number (ticket);
  const BizTicketFacts *facts = biz_ticket_get_facts (ticket);
  /* Translators: a case's number and what it is about. */
  g_autofree char *text = g_strdup_printf (_ ("Keep %s: %s"), number, facts->title);
  GtkWidget *button = gtk_check_button_new ();
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_check_button_set_child (GTK_CHECK_BUTTON (button), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);

  return button;
}

GtkWindow *
page_merge_dialog_new (GtkWidget *over,
                       BizService *service,
                       BizTicket *shown,
                       BizTicket *other,
                       PageMergeFunc done,
                       gpointer user_data)
{
  GtkRoot *root = gtk_widget_get_root (over);
  GtkWidget *dialog = adw_message_dialog_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                              _ ("Merge Two Cases?"), NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *first = create_choice (shown);
  GtkWidget *second = create_choice (other);
  Asking *asking = g_new0 (Asking, 1);

  asking->dialog = ADW_MESSAGE_DIALOG (dialog);
  asking->service = g_object_ref (service);
  asking->shown = g_object_ref (shown);
  asking->other = g_object_ref (other);
  asking->keep_shown = GTK_CHECK_BUTTON (first);
  asking->words = GTK_LABEL (gtk_label_new (NULL));
  g_weak_ref_init (&asking->over, over);
  asking->done = done;
  asking->user_data = user_data;
  g_object_set_data_full (G_OBJECT (dialog), "asking", asking, free_asking);
  gtk_check_button_set_group (GTK_CHECK_BUTTON (second), GTK_CHECK_BUTTON (first));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (first), TRUE);
  gtk_label_set_wrap (asking->words, TRUE);
  gtk_label_set_xalign (asking->words, 0);
  gtk_box_append (GTK_BOX (box), first);
  gtk_box_append (GTK_BOX (box), second);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (asking->words));
  adw_message_dialog_set_extra_child (asking->dialog, box);
  adw_message_dialog_add_responses (asking->dialog, "cancel", _ ("_Cancel"), "merge", _ ("_Merge"),
                                    NULL);
  adw_message_dialog_set_response_appearance (asking->dialog, "merge", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (asking->dialog, "cancel");
  adw_message_dialog_set_close_response (asking->dialog, "cancel");
  g_signal_connect_swapped (first, "toggled", G_CALLBACK (update), asking);
  g_signal_connect_swapped (dialog, "response", G_CALLBACK (response_cb), asking);
  update (asking);

  return GTK_WINDOW (dialog);
}
