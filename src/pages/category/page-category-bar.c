/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-category-bar.h"

#include "biz-category-store.h"
#include "biz-ticket-run.h"
#include "kit-inline-error.h"

#include <glib/gi18n-lib.h>

struct _PageCategoryBar
{
  AdwBin parent_instance;

  GtkWidget *line;
  GtkLabel *title;
  GtkLabel *words;
  GtkLabel *percent;
  GtkWidget *accept_button;
  KitInlineError *error;

  BizService *service;       /* (owned) (nullable) */
  BizTicket *ticket;         /* (owned) (nullable) */
  BizCategoryGuess *guess;   /* (owned) (nullable): a sure one */
  GCancellable *cancellable; /* (owned) (nullable) */
  GHashTable *dismissed;     /* (owned): ids of cases */
  gboolean is_writing;
};

G_DEFINE_FINAL_TYPE (PageCategoryBar, page_category_bar, ADW_TYPE_BIN)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* The strongest in bold; how strong each is stands in the tip. */
static void
show_words (PageCategoryBar *self)
{
  g_autoptr (GString) markup = g_string_new (NULL);
  g_autoptr (GString) tip = g_string_new (_ ("Words that decided"));

  for (guint i = 0; i < biz_category_guess_get_n_words (self->guess); i++)
    {
      const char *word = biz_category_guess_get_word (self->guess, i);
      const int percent = (int)(100 * biz_category_guess_get_weight (self->guess, i) + 0.5);
      g_autofree char *escaped = g_markup_escape_text (word, -1);

      g_string_append_printf (markup, i == 0 ? "<b>%s</b>" : " · %s", escaped);
      /* Translators: a word and its part of a decision: "damaged: 45 %". */
      g_string_append_printf (tip, _ ("\n%s: %d%%"), word, percent);
    }
  gtk_label_set_markup (self->words, markup->str);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->words), tip->str);
}

static void
update (PageCategoryBar *self)
{
  const gboolean shown = self->guess != NULL;
  g_autofree char *title = NULL;
  g_autofree char *percent = NULL;

  gtk_widget_set_visible (self->line, shown);
  gtk_widget_set_visible (GTK_WIDGET (self), shown || kit_inline_error_is_shown (self->error));
  if (!shown)
    return;
  /* Translators: a category that is proposed for a case. */
  title = g_strdup_printf (_ ("Category “%s”?"), biz_category_guess_get_category (self->guess));
  /* Translators: how often such a proposal was right. */
  percent =
      g_strdup_printf (_ ("%u of 100 were right"), biz_category_guess_get_percent (self->guess));
  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->percent, percent);
  gtk_widget_set_tooltip_text (
      GTK_WIDGET (self->percent),
      _ ("Counted on closed cases: each was judged by all the others, as surely as this one."));
  show_words (self);
  gtk_widget_set_sensitive (self->accept_button, !self->is_writing);
}

static void
guessed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PageCategoryBar) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) guesses =
      biz_category_store_guess_finish (BIZ_CATEGORY_STORE (source), result, &error);
  BizCategoryGuess *guess;
  gint64 id;

  if (guesses == NULL)
    {
      /* A proposal that does not come is missed by nobody. */
      g_debug ("no category is proposed: %s", error->message);
      return;
    }
  id = self->ticket != NULL ? biz_ticket_get_id (self->ticket) : 0;
  guess = g_hash_table_lookup (guesses, &id);
  if (guess == NULL || biz_category_guess_get_verdict (guess) != BIZ_CATEGORY_SURE
      || biz_ticket_get_facts (self->ticket)->category_id != 0)
    return;
  g_set_object (&self->guess, guess);
  update (self);
}

static void
ask (PageCategoryBar *self)
{
  const gint64 id = biz_ticket_get_id (self->ticket);

  self->cancellable = g_cancellable_new ();
  biz_category_store_guess_async (biz_category_store_get (self->service), &id, 1, self->cancellable,
                                  guessed_cb, g_object_ref (self));
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PageCategoryBar) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BizTicketOutcome) outcome =
      biz_ticket_run_finish (BIZ_SERVICE (source), result, &error);

  self->is_writing = FALSE;
  if (outcome != NULL && outcome->n_done > 0)
    {
      g_clear_object (&self->guess);
      update (self);
      g_signal_emit (self, signals[CHANGED], 0);
      return;
    }
  if (outcome != NULL && outcome->failures->len > 0)
    kit_inline_error_set_message (
        self->error, ((BizTicketFailure *)g_ptr_array_index (outcome->failures, 0))->reason);
  else if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    kit_inline_error_set_error (self->error, _ ("The category was not set."), error);
  update (self);
}

static void
accept_cb (PageCategoryBar *self)
{
  page_category_bar_accept (self);
}

static void
dismiss_cb (PageCategoryBar *self)
{
  const gint64 id = biz_ticket_get_id (self->ticket);

  g_hash_table_add (self->dismissed, g_memdup2 (&id, sizeof id));
  g_clear_object (&self->guess);
  kit_inline_error_clear (self->error);
  update (self);
}

static void
stop (PageCategoryBar *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->guess);
}

static void
page_category_bar_dispose (GObject *object)
{
  PageCategoryBar *self = PAGE_CATEGORY_BAR (object);

  stop (self);
  g_clear_object (&self->service);
  g_clear_object (&self->ticket);
  g_clear_pointer (&self->dismissed, g_hash_table_unref);

  G_OBJECT_CLASS (page_category_bar_parent_class)->dispose (object);
}

static void
page_category_bar_class_init (PageCategoryBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = page_category_bar_dispose;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (KIT_TYPE_INLINE_ERROR);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/quittance/Quittance/pages/page-category-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, PageCategoryBar, line);
  gtk_widget_class_bind_template_child (widget_class, PageCategoryBar, title);
  gtk_widget_class_bind_template_child (widget_class, PageCategoryBar, words);
  gtk_widget_class_bind_template_child (widget_class, PageCategoryBar, percent);
  gtk_widget_class_bind_template_child (widget_class, PageCategoryBar, accept_button);
  gtk_widget_class_bind_template_child (widget_class, PageCategoryBar, error);
  gtk_widget_class_bind_template_callback (widget_class, accept_cb);
  gtk_widget_class_bind_template_callback (widget_class, dismiss_cb);
}

static void
page_category_bar_init (PageCategoryBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  kit_inline_error_set_retry_label (self->error, NULL);
  self->dismissed = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  update (self);
}

GtkWidget *
page_category_bar_new (void)
{
  return g_object_new (PAGE_TYPE_CATEGORY_BAR, NULL);
}

static BizService *
new_service (ErpSession *session, BizTicket *ticket)
{
  const BizTicketFacts *facts = biz_ticket_get_facts (ticket);

  return biz_service_new (session, g_str_equal (facts->model, "project.task") ? facts->team_id : 0);
}

static gboolean
is_wanted (PageCategoryBar *self, BizTicket *ticket)
{
  const gint64 id = biz_ticket_get_id (ticket);
  const BizTicketFacts *facts = biz_ticket_get_facts (ticket);

  return facts->category_id == 0 && !facts->closed && biz_service_may_write (self->service)
         && !g_hash_table_contains (self->dismissed, &id);
}

/**
 * page_category_bar_show:
 * @self: a bar
 * @session: who asks
 * @ticket: (nullable): the case that is shown
 */
void
page_category_bar_show (PageCategoryBar *self, ErpSession *session, BizTicket *ticket)
{
  gboolean is_same;

  g_return_if_fail (PAGE_IS_CATEGORY_BAR (self));
  g_return_if_fail (ERP_IS_SESSION (session));
  g_return_if_fail (ticket == NULL || BIZ_IS_TICKET (ticket));

  is_same = ticket != NULL && self->ticket != NULL
            && biz_ticket_get_id (ticket) == biz_ticket_get_id (self->ticket);
  g_set_object (&self->ticket, ticket);
  if (is_same && biz_ticket_get_facts (ticket)->category_id == 0)
    return;
  stop (self);
  kit_inline_error_clear (self->error);
  g_clear_object (&self->service);
  if (ticket != NULL)
    {
      self->service = new_service (session, ticket);
      if (is_wanted (self, ticket))
        ask (self);
    }
  update (self);
}

gboolean
page_category_bar_accept (PageCategoryBar *self)
{
  g_autoptr (GPtrArray) seen = NULL;
  BizTicketChange change = { .what = BIZ_TICKET_SET_CATEGORY };
  gint64 id;

  g_return_val_if_fail (PAGE_IS_CATEGORY_BAR (self), FALSE);

  if (self->guess == NULL || self->is_writing)
    return FALSE;
  self->is_writing = TRUE;
  kit_inline_error_clear (self->error);
  change.value = biz_category_guess_get_category_id (self->guess);
  change.label = biz_category_guess_get_category (self->guess);
  id = biz_ticket_get_id (self->ticket);
  seen = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (seen, g_object_ref (self->ticket));
  biz_ticket_run_async (self->service, &change, &id, 1, seen, NULL, written_cb,
                        g_object_ref (self));
  update (self);

  return TRUE;
}
