/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-case-private.h"

#include "biz-macro.h"
#include "page-confirm.h"

#include <glib/gi18n-lib.h>

/* A macro: its text is put in at once, which is nobody's loss; what it gives the case is shown, and
 * written once the person says so. */

typedef struct
{
  GWeakRef page;
  BizTicket *ticket; /* (owned): as it was seen */
  BizTemplate *item; /* (owned) */
  GPtrArray *steps;  /* (owned) (nullable) */
} Wish;

static void
wish_free (gpointer data)
{
  Wish *wish = data;

  g_weak_ref_clear (&wish->page);
  g_clear_object (&wish->ticket);
  g_clear_object (&wish->item);
  g_clear_pointer (&wish->steps, g_ptr_array_unref);
  g_free (wish);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Wish, wish_free)

/* (transfer full) (nullable): the page, where it shows the same case still */
static PageCase *
get_page (Wish *wish)
{
  g_autoptr (PageCase) self = g_weak_ref_get (&wish->page);

  if (self == NULL || self->ticket == NULL
      || biz_ticket_get_id (self->ticket) != biz_ticket_get_id (wish->ticket))
    return NULL;

  return g_steal_pointer (&self);
}

static void
run_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Wish) wish = user_data;
  g_autoptr (PageCase) self = get_page (wish);
  g_autoptr (GError) error = NULL;
  guint n_done = 0;
  const gboolean done = biz_macro_run_finish (BIZ_SERVICE (source), result, &n_done, &error);

  if (self == NULL)
    return;
  if (!done)
    {
      g_autofree char *text =
          g_strdup_printf (_ ("%u of %u changes were written."), n_done, wish->steps->len);

      kit_inline_error_set_error (self->error, text, error);
    }
  kit_conversation_refresh (self->talk);
  page_case_emit_changed (self);
}

static void
response_cb (AdwMessageDialog *dialog, const char *response, gpointer user_data)
{
  g_autoptr (Wish) wish = g_object_steal_data (G_OBJECT (dialog), "wish");
  g_autoptr (PageCase) self = wish != NULL ? get_page (wish) : NULL;

  if (self == NULL || self->service == NULL || !g_str_equal (response, "do"))
    return;
  kit_inline_error_clear (self->error);
  biz_macro_run_async (self->service, wish->ticket, wish->steps, NULL, run_cb, wish);
  wish = NULL; /* the run has it */
}

/* What would be written is shown before. Takes @wish. */
static void
confirm (PageCase *self, Wish *wish)
{
  g_autoptr (Wish) own = wish;
  g_autoptr (GError) error = NULL;
  g_autofree char *number = biz_ticket_dup_number (wish->ticket);
  g_autofree char *heading = NULL;
  g_autofree char *body = NULL;
  AdwMessageDialog *dialog;

  wish->steps = biz_macro_list_steps (biz_template_get_macro (wish->item), self->service,
                                      wish->ticket, &error);
  if (wish->steps == NULL)
    {
      kit_inline_error_set_message (self->error, error->message);
      return;
    }
  if (wish->steps->len == 0)
    return;
  /* Translators: the number of a case. */
  heading = g_strdup_printf (_ ("Change %s?"), number);
  body = biz_macro_describe_steps (wish->steps);
  dialog =
      page_confirm_new (GTK_WIDGET (self), heading, body, _ ("_Leave As It Is"), _ ("_Change"));
  adw_message_dialog_set_response_appearance (dialog, "do", ADW_RESPONSE_SUGGESTED);
  g_object_set_data_full (G_OBJECT (dialog), "wish", g_steal_pointer (&own), wish_free);
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), NULL);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Wish) wish = user_data;
  g_autoptr (PageCase) self = get_page (wish);
  g_autoptr (GError) error = NULL;
  const gboolean done = biz_service_load_finish (BIZ_SERVICE (source), result, &error);

  if (self == NULL || self->service != BIZ_SERVICE (source))
    return;
  if (done)
    confirm (self, g_steal_pointer (&wish));
  else
    kit_inline_error_set_error (self->error, _ ("Nothing was changed."), error);
}

void
page_case_use_macro (PageCase *self, BizTemplate *item)
{
  const BizServiceText *macro = biz_template_get_macro (item);
  Wish *wish;

  if (macro->text != NULL)
    {
      kit_conversation_compose (self->talk, macro->reply);
      kit_conversation_insert (self->talk, macro->text);
    }
  kit_inline_error_clear (self->error);
  if (self->service == NULL
      || (!macro->mine && macro->priority < 0 && macro->stage == NULL && macro->category == NULL))
    return;
  if (!biz_service_may_write (self->service))
    {
      kit_inline_error_set_message (self->error, biz_service_get_refusal (self->service));
      return;
    }
  wish = g_new0 (Wish, 1);
  g_weak_ref_init (&wish->page, self);
  wish->ticket = g_object_ref (self->ticket);
  wish->item = g_object_ref (item);
  if (biz_service_is_loaded (self->service))
    confirm (self, wish);
  else
    biz_service_load_async (self->service, NULL, loaded_cb, wish);
}
