/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-return-dialog-private.h"

#include "page-text.h"

#include <glib/gi18n-lib.h>

/* What a step of a return comes to, in words. */

gboolean
page_return_dialog_may_go_on (PageReturnDialog *self)
{
  return self->step == PAGE_RETURN_STEP_SETTLE ? biz_return_store_may_credit (self->store)
                                               : biz_return_store_may_return (self->store);
}

static char *
describe_credit (PageReturnDialog *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) parts = biz_return_plan_split_credit (self->plan, &error);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *amount = NULL;
  BizMoney gross;

  if (parts == NULL)
    return self->step == PAGE_RETURN_STEP_RETURN
               ? g_strdup (_ ("Nothing of it is invoiced: a credit note is "
                              "not needed."))
               : g_strdup (error->message);
  if (!biz_return_plan_estimate (self->plan, &gross))
    return g_strdup ("");
  amount = page_text_format_amount (&gross);
  for (guint i = 0; i < parts->len; i++)
    {
      const BizReturnCreditPart *part = g_ptr_array_index (parts, i);
      const char *format = part->invoice->residual.minor != 0
                               /* Translators: the number of an invoice. */
                               ? _ ("against %s, which is open")
                               /* Translators: the number of an invoice. */
                               : _ ("of %s, which is paid: open for a refund or another invoice");
      g_auto (GStrv) halves = g_strsplit (format, "%s", 2);
      g_autofree char *words = g_strjoinv (part->invoice->name, halves);

      g_string_append_printf (text, "%s%s", i > 0 ? "; " : "", words);
    }

  /* Translators: an amount, and against which invoices it goes. */
  return self->step == PAGE_RETURN_STEP_RETURN
             ? g_strdup_printf (_ ("Once it is here, %s with tax will be credited %s."), amount,
                                text->str)
             /* Translators: an amount, and against which invoices it goes. */
             : g_strdup_printf (_ ("%s with tax are credited %s."), amount, text->str);
}

char *
page_return_dialog_make_go_label (PageReturnDialog *self, gboolean ready)
{
  g_autofree char *amount = NULL;
  BizMoney gross;

  switch (self->step)
    {
    case PAGE_RETURN_STEP_RETURN:
      return g_strdup (_ ("_Make the Return"));
    case PAGE_RETURN_STEP_RECEIVE:
      return g_strdup (_ ("_It Has Come"));
    case PAGE_RETURN_STEP_INSPECT:
      return g_strdup (_ ("Note the Con_dition"));
    case PAGE_RETURN_STEP_SETTLE:
    case PAGE_RETURN_STEP_ENDED:
    default:
      break;
    }
  if (!ready || !biz_return_plan_estimate (self->plan, &gross))
    return g_strdup (_ ("C_redit…"));
  amount = page_text_format_amount (&gross);

  /* Translators: an amount. */
  return g_strdup_printf (_ ("C_redit %s…"), amount);
}

/* Why the step is not this user's, or what it comes to. */
char *
page_return_dialog_describe (PageReturnDialog *self, gboolean ready, const GError *error)
{
  if (self->step == PAGE_RETURN_STEP_ENDED)
    return g_strdup (self->n_untold > 0
                         ? _ ("Nothing is left to do about it, but the returns module does not "
                              "know that yet.")
                         : _ ("Nothing is left to do about it."));
  if (!page_return_dialog_may_go_on (self))
    return g_strdup (
        self->step == PAGE_RETURN_STEP_SETTLE
            ? _ ("Credit notes are made by somebody who may write invoices. The return "
                 "is found there by its order and its invoice.")
            : _ ("This is done by somebody of the warehouse."));
  if (error != NULL)
    return g_strdup (error->message);
  if (!ready)
    return g_strdup ("");
  if (self->step == PAGE_RETURN_STEP_RETURN || self->step == PAGE_RETURN_STEP_SETTLE)
    return describe_credit (self);

  return g_strdup ("");
}

/* What was said of it so far. */
char *
page_return_dialog_describe_progress (PageReturnDialog *self)
{
  const gint64 id = biz_transfer_get_id (self->transfer);
  BizDecisionNote *said = biz_return_book_get_note (self->book, id, "expected");
  BizDecisionNote *seen = biz_return_book_get_note (self->book, id, "inspected");
  GString *text = g_string_new (NULL);
  const char *words = said != NULL ? biz_decision_note_get_text (said) : NULL;
  const char *condition = seen != NULL   ? biz_decision_note_get (seen, "condition")
                          : said != NULL ? biz_decision_note_get (said, "condition")
                                         : NULL;

  if (self->step != PAGE_RETURN_STEP_RETURN)
    g_string_append (text, biz_return_state_to_label (
                               biz_return_book_get_state (self->book, self->transfer)));
  if (condition != NULL)
    g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "",
                            biz_return_condition_to_label (condition));
  if (words != NULL && words[0] != '\0')
    g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", words);

  return g_string_free (text, FALSE);
}
