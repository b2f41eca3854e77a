/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-collect-record.h"

#include "biz-collect-list.h"
#include "biz-collect-people.h"
#include "biz-thread.h"
#include "erp-session.h"
#include "kit-conversation.h"
#include "kit-format.h"
#include "kit-inline-error.h"
#include "kit-status-pill.h"
#include "page-collect-columns.h"
#include "page-collect-items.h"
#include "page-collect-papers.h"
#include "page-grid.h"
#include "page-text.h"
#include "page-weak.h"

#include <glib/gi18n-lib.h>

struct _PageCollectRecord
{
  AdwBin parent_instance;

  GtkWidget *back_button;
  GtkWidget *close_button;
  GtkLabel *title_label;
  KitStatusPill *pill;
  GtkLabel *ask_label;
  GtkLabel *state_label;
  GtkLabel *score_label;
  GtkGrid *buckets;
  GtkGrid *people;
  GtkLabel *payer_label;
  GtkGrid *payments;
  GtkWidget *papers_heading;
  GtkGrid *papers;
  GtkWidget *actions_heading;
  GtkGrid *actions;
  GtkWidget *contacts_heading;
  GtkGrid *contacts;
  AdwBin *items_bin;
  KitConversation *talk;
  KitInlineError *error_bar;

  PageCollectItems *items;      /* in its bin */
  ErpSession *session;          /* (owned) */
  BizPolicy *policy;            /* (owned) */
  BizCollectCustomer *customer; /* (owned) (nullable) */
  GPtrArray *people_read;       /* (owned) (nullable) */
  GCancellable *load;           /* (owned) (nullable) */
  GDate today;
  gboolean narrow;
};

G_DEFINE_FINAL_TYPE (PageCollectRecord, page_collect_record, ADW_TYPE_BIN)

enum
{
  OPEN_REQUESTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

#define N_PAYMENTS 5

/* What stands in the way of asking, else how it stands. */
static void
fill_pill (PageCollectRecord *self, const BizCollectFacts *facts)
{
  if (facts->is_disputed)
    kit_status_pill_set (self->pill, _ ("Disputed"), KIT_TONE_WARNING);
  else if (facts->promise != BIZ_COLLECT_PROMISE_NONE)
    kit_status_pill_set (self->pill, biz_collect_promise_to_label (facts->promise),
                         page_collect_columns_get_tone (facts->promise));
  gtk_widget_set_visible (GTK_WIDGET (self->pill),
                          facts->is_disputed || facts->promise != BIZ_COLLECT_PROMISE_NONE);
}

static void
append_line (GString *text, const char *line)
{
  if (line != NULL && *line != '\0')
    g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", line);
}

static void
fill_state (PageCollectRecord *self, const BizCollectFacts *facts)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *contact = page_collect_columns_describe_contact (facts);

  if (g_date_valid (&facts->next_on))
    {
      g_autofree char *day = kit_format_date (&facts->next_on);
      /* Translators: a day, and what is to be done. */
      g_autofree char *line = g_strdup_printf (_ ("Next: %s, %s"), day, facts->next_what);

      append_line (text, line);
    }
  if (contact != NULL)
    {
      g_autofree char *line =
          facts->contact_by != NULL
              /* Translators: when and how, and by whom. */
              ? g_strdup_printf (_ ("Last contact: %s, %s"), contact, facts->contact_by)
              /* Translators: when and how. */
              : g_strdup_printf (_ ("Last contact: %s"), contact);

      append_line (text, line);
    }
  if (facts->reminder_level > 0)
    {
      g_autofree char *day = kit_format_date (&facts->reminder_on);
      /* Translators: a number, and a day. */
      g_autofree char *line =
          g_strdup_printf (_ ("Reminded: level %d on %s"), facts->reminder_level, day);

      append_line (text, line);
    }
  gtk_label_set_text (self->state_label, text->str);
  gtk_widget_set_visible (GTK_WIDGET (self->state_label), text->len > 0);
}

static void
fill_head (PageCollectRecord *self, const BizCollectFacts *facts)
{
  g_autofree char *amount = page_text_format_amount (&facts->chaseable);
  /* Translators: an amount of money. */
  g_autofree char *ask = g_strdup_printf (_ ("%s to ask for"), amount);
  g_autofree char *score = biz_collect_customer_describe_score (self->customer);

  gtk_label_set_text (self->title_label, facts->name);
  gtk_label_set_text (self->ask_label, facts->chaseable.minor > 0 ? ask : _ ("Nothing to ask for"));
  gtk_label_set_text (self->score_label, score);
  fill_pill (self, facts);
  fill_state (self, facts);
}

static void
fill_buckets (PageCollectRecord *self, const BizCollectFacts *facts)
{
  int column = 0;

  page_grid_clear (self->buckets);
  for (guint i = 0; i < BIZ_COLLECT_N_BUCKETS; i++)
    {
      int row = self->narrow ? column : 0;

      page_grid_add_number (self->buckets, self->narrow ? 0 : column, row,
                            biz_collect_bucket_to_label (i), "heading-line");
      page_grid_add_money (self->buckets, self->narrow ? 1 : column, self->narrow ? row : 1,
                           &facts->buckets[i], NULL);
      column++;
    }
  page_grid_add_number (self->buckets, self->narrow ? 0 : column, self->narrow ? column : 0,
                        _ ("Open"), "heading-line");
  page_grid_add_money (self->buckets, self->narrow ? 1 : column, self->narrow ? column : 1,
                       &facts->open, "heading");
}

static GtkWidget *
new_uri_link (const char *scheme, const char *address)
{
  g_autofree char *bare = g_uri_escape_string (address, "+@.", TRUE);
  g_autofree char *uri = g_strdup_printf ("%s:%s", scheme, bare);
  GtkWidget *link = gtk_link_button_new_with_label (uri, address);
  GtkWidget *label = gtk_button_get_child (GTK_BUTTON (link));

  gtk_widget_set_halign (link, GTK_ALIGN_START);
  if (GTK_IS_LABEL (label))
    {
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_label_set_xalign (GTK_LABEL (label), 0);
    }
  gtk_widget_set_hexpand (link, TRUE);

  return link;
}

static void
fill_people (PageCollectRecord *self)
{
  int row = 0;

  page_grid_clear (self->people);
  for (guint i = 0; self->people_read != NULL && i < self->people_read->len; i++)
    {
      const BizCollectPerson *person = g_ptr_array_index (self->people_read, i);
      const char *phone = person->phone != NULL ? person->phone : person->mobile;
      g_autofree char *name = person->function != NULL
                                  /* Translators: a person, and what that person does. */
                                  ? g_strdup_printf (_ ("%s, %s"), person->name, person->function)
                                  : g_strdup (person->name);

      if (phone == NULL && person->email == NULL)
        continue;
      page_grid_add_prose (self->people, 0, row++, 2, name, NULL);
      if (phone != NULL)
        gtk_grid_attach (self->people, new_uri_link ("tel", phone), 0, row, 1, 1);
      if (person->email != NULL)
        gtk_grid_attach (self->people, new_uri_link ("mailto", person->email), 1, row, 1, 1);
      row++;
    }
  if (row == 0 && self->people_read != NULL)
    page_grid_add_prose (self->people, 0, 0, 1, _ ("No phone number and no address is known."),
                         "dim-label");
}

static void
fill_payer (PageCollectRecord *self, const BizCollectFacts *facts)
{
  g_autofree char *behaviour = biz_payer_describe (&facts->payer);
  g_autofree char *rating =
      biz_payer_describe_rating (&facts->payer, facts->oldest, facts->n_broken);
  g_autofree char *text = g_strdup_printf ("%s\n%s", behaviour, rating);
  GArray *payments = biz_collect_customer_get_payments (self->customer);
  int row = 0;

  gtk_label_set_text (self->payer_label, text);
  page_grid_clear (self->payments);
  for (guint i = 0; i < payments->len && row < N_PAYMENTS; i++)
    {
      const BizCollectPayment *payment = &g_array_index (payments, BizCollectPayment, i);
      int late = (int)g_date_get_julian (&payment->paid) - (int)g_date_get_julian (&payment->due);
      g_autofree char *day = kit_format_date (&payment->paid);
      g_autofree char *amount = page_text_format_amount (&payment->amount_document);
      g_autofree char *words = NULL;

      if (payment->is_credit_note)
        continue;
      words = late > 0
                  ? g_strdup_printf (ngettext ("%d day late", "%d days late", (gulong)late), late)
                  : g_strdup (_ ("in time"));
      page_grid_add_number (self->payments, 0, row, day, NULL);
      page_grid_add_number (self->payments, 1, row, amount, NULL);
      page_grid_add_text (self->payments, 2, row, 1, words, late > 0 ? "tone-bad" : "dim-label");
      row++;
    }
}

static void
fill (PageCollectRecord *self)
{
  const BizCollectFacts *facts;

  if (self->customer == NULL)
    return;
  facts = biz_collect_customer_get_facts (self->customer);
  fill_head (self, facts);
  fill_buckets (self, facts);
  fill_people (self);
  fill_payer (self, facts);
  gtk_widget_set_visible (self->papers_heading,
                          page_collect_papers_fill (self->papers, self->customer, self->policy));
  gtk_widget_set_visible (self->actions_heading,
                          page_collect_papers_fill_actions (self->actions, self->customer));
  gtk_widget_set_visible (self->contacts_heading,
                          page_collect_papers_fill_contacts (self->contacts, self->customer));
  page_collect_items_show (self->items, self->customer);
}

static void
people_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PageCollectRecord) self = page_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) people = biz_collect_people_load_finish (result, &error);

  if (self == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->load);
  if (people == NULL)
    {
      kit_inline_error_set_error (self->error_bar, _ ("The contacts could not be read."), error);
      return;
    }
  kit_inline_error_clear (self->error_bar);
  g_clear_pointer (&self->people_read, g_ptr_array_unref);
  self->people_read = g_steal_pointer (&people);
  fill_people (self);
}

static void
load (PageCollectRecord *self)
{
  g_cancellable_cancel (self->load);
  g_clear_object (&self->load);
  self->load = g_cancellable_new ();
  biz_collect_people_load_async (self->session, page_collect_record_get_id (self), self->load,
                                 people_cb, page_weak_new (self));
}

static void
retry_cb (PageCollectRecord *self)
{
  load (self);
}

static void
open_requested_cb (PageCollectRecord *self, const char *model, gint64 id)
{
  g_signal_emit (self, signals[OPEN_REQUESTED], 0, model, id);
}

static void
page_collect_record_dispose (GObject *object)
{
  PageCollectRecord *self = PAGE_COLLECT_RECORD (object);

  g_cancellable_cancel (self->load);
  g_clear_object (&self->load);
  g_clear_object (&self->customer);
  g_clear_pointer (&self->people_read, g_ptr_array_unref);
  g_clear_object (&self->policy);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (page_collect_record_parent_class)->dispose (object);
}

static void
page_collect_record_class_init (PageCollectRecordClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = page_collect_record_dispose;
  signals[OPEN_REQUESTED] =
      g_signal_new ("open-requested", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_INT64);
  g_type_ensure (KIT_TYPE_CONVERSATION);
  g_type_ensure (KIT_TYPE_INLINE_ERROR);
  g_type_ensure (KIT_TYPE_STATUS_PILL);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/quittance/Quittance/pages/page-collect-record.ui");
  gtk_widget_class_bind_template_child (widget_class, PageCollectRecord, back_button);
  gtk_widget_class_bind_template_child (widget_class, PageCollectRecord, close_button);
  gtk_widget_class_bind_template_child (widget_class, PageCollectRecord, title_label);
  gtk_widget_class_bind_template_child (widget_class, PageCollectRecord, pill);
  gtk_widget_class_bind_template_child (widget_class, PageCollectRecord, ask_label);
  gtk_widget_class_bind_template_child (widget_class, PageCollectRecord, state_label);
  gtk_widget_class_bind_template_child (widget_class, PageCollectRecord, score_label);
  gtk_widget_class_bind_template_child (widget_class, PageCollectRecord, buckets);
  gtk_widget_class_bind_template_child (widget_class, PageCollectRecord, people);
  gtk_widget_class_bind_template_child (widget_class, PageCollectRecord, payer_label);
  gtk_widget_class_bind_template_child (widget_class, PageCollectRecord, payments);
  gtk_widget_class_bind_template_child (widget_class, PageCollectRecord, papers_heading);
  gtk_widget_class_bind_template_child (widget_class, PageCollectRecord, papers);
  gtk_widget_class_bind_template_child (widget_class, PageCollectRecord, actions_heading);
  gtk_widget_class_bind_template_child (widget_class, PageCollectRecord, actions);
  gtk_widget_class_bind_template_child (widget_class, PageCollectRecord, contacts_heading);
  gtk_widget_class_bind_template_child (widget_class, PageCollectRecord, contacts);
  gtk_widget_class_bind_template_child (widget_class, PageCollectRecord, items_bin);
  gtk_widget_class_bind_template_child (widget_class, PageCollectRecord, talk);
  gtk_widget_class_bind_template_child (widget_class, PageCollectRecord, error_bar);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
}

static void
page_collect_record_init (PageCollectRecord *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->items = PAGE_COLLECT_ITEMS (page_collect_items_new ());
  adw_bin_set_child (self->items_bin, GTK_WIDGET (self->items));
  g_signal_connect_object (self->items, "open-requested", G_CALLBACK (open_requested_cb), self,
                           G_CONNECT_SWAPPED);
}

GtkWidget *
page_collect_record_new (ErpSession *session)
{
  PageCollectRecord *self = g_object_new (PAGE_TYPE_COLLECT_RECORD, NULL);

  self->session = g_object_ref (session);
  self->policy = biz_policy_new ();

  return GTK_WIDGET (self);
}

static void
set_thread (PageCollectRecord *self, const BizCollectFacts *facts)
{
  g_autoptr (BizThread) thread =
      biz_thread_new (self->session, "res.partner", facts->id, facts->name, 0);

  kit_conversation_set_thread (self->talk, thread);
  kit_conversation_set_suggested (self->talk, facts->id, facts->name);
}

void
page_collect_record_set_policy (PageCollectRecord *self, BizPolicy *policy)
{
  g_return_if_fail (PAGE_IS_COLLECT_RECORD (self));
  g_return_if_fail (BIZ_IS_POLICY (policy));

  g_set_object (&self->policy, policy);
}

void
page_collect_record_show (PageCollectRecord *self, BizCollectCustomer *customer, const GDate *today)
{
  const BizCollectFacts *facts;
  gboolean other;

  g_return_if_fail (PAGE_IS_COLLECT_RECORD (self));
  g_return_if_fail (BIZ_IS_COLLECT_CUSTOMER (customer));

  facts = biz_collect_customer_get_facts (customer);
  other = facts->id != page_collect_record_get_id (self);
  g_set_object (&self->customer, customer);
  self->today = *today;
  if (other)
    g_clear_pointer (&self->people_read, g_ptr_array_unref);
  fill (self);
  if (other)
    {
      set_thread (self, facts);
      load (self);
    }
  else
    kit_conversation_refresh (self->talk);
}

BizCollectCustomer *
page_collect_record_get_customer (PageCollectRecord *self)
{
  g_return_val_if_fail (PAGE_IS_COLLECT_RECORD (self), NULL);

  return self->customer;
}

gint64
page_collect_record_get_id (PageCollectRecord *self)
{
  g_return_val_if_fail (PAGE_IS_COLLECT_RECORD (self), 0);

  return self->customer != NULL ? biz_collect_customer_get_facts (self->customer)->id : 0;
}

GArray *
page_collect_record_get_ticked (PageCollectRecord *self)
{
  g_return_val_if_fail (PAGE_IS_COLLECT_RECORD (self), NULL);

  return page_collect_items_get_ticked (self->items);
}

void
page_collect_record_set_narrow (PageCollectRecord *self, gboolean alone, gboolean narrow)
{
  g_return_if_fail (PAGE_IS_COLLECT_RECORD (self));

  gtk_widget_set_visible (self->back_button, alone);
  gtk_widget_set_visible (self->close_button, !alone);
  if (self->narrow == narrow)
    return;
  self->narrow = narrow;
  page_collect_items_set_narrow (self->items, narrow);
  fill (self);
}
