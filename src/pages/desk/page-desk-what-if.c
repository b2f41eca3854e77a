/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-desk-what-if.h"

#include "biz-what-if.h"
#include "kit-exposure-bar.h"
#include "kit-money-entry.h"
#include "page-text.h"

#include <glib/gi18n-lib.h>

struct _PageDeskWhatIf
{
  AdwBin parent_instance;

  KitExposureBar *bar;
  GtkLabel *none_label;
  GtkWidget *questions;
  GtkCheckButton *release_check;
  GtkCheckButton *reject_check;
  KitMoneyEntry *receipt_entry;
  KitMoneyEntry *limit_entry;
  GtkLabel *answer_label;

  BizExposure figures;
  gboolean has_figures;
};

G_DEFINE_FINAL_TYPE (PageDeskWhatIf, page_desk_what_if, ADW_TYPE_BIN)

/* FALSE where nobody asks anything. */
static gboolean
read_question (PageDeskWhatIf *self, BizWhatIf *question)
{
  gboolean asked = FALSE;

  biz_what_if_init (question, &self->figures);
  if (kit_money_entry_get_value (self->receipt_entry, &question->receipt)
      && question->receipt.minor > 0)
    asked = TRUE;
  else
    question->receipt.minor = 0;
  if (kit_money_entry_get_value (self->limit_entry, &question->limit))
    asked = question->sets_limit = TRUE;
  if (gtk_check_button_get_active (self->release_check) && self->figures.document.minor > 0)
    {
      question->release = self->figures.document;
      question->is_counted = asked = TRUE;
    }

  return asked;
}

/* Without the document: what is left when it is turned down. */
static void
take_away (PageDeskWhatIf *self, BizExposure *figures)
{
  figures->document.minor = 0;
  if (!biz_exposure_settle (figures, NULL))
    *figures = self->figures;
}

static char *
describe_answer (const BizExposure *then)
{
  g_autofree char *free_text = NULL;
  BizMoney over;

  if (then->kind == BIZ_LIMIT_NONE)
    return g_strdup (_ ("There would be no limit."));
  over = biz_money_abs (&then->free);
  free_text = page_text_format_amount (&over);
  if (then->free.minor < 0)
    /* Translators: an amount of money */
    return g_strdup_printf (_ ("It would still be over the limit by %s."), free_text);

  /* Translators: an amount of money */
  return g_strdup_printf (_ ("It would be within the limit, %s free."), free_text);
}

static void
update (PageDeskWhatIf *self)
{
  gboolean without = gtk_check_button_get_active (self->reject_check);
  BizWhatIf question;
  BizExposure before, then;
  gboolean asked;

  if (!self->has_figures)
    return;
  asked = read_question (self, &question);
  before = self->figures;
  if (without)
    take_away (self, &before);
  then = before;
  if (asked && !biz_what_if_apply (&question, NULL, &before, &then, NULL))
    asked = FALSE;
  kit_exposure_bar_set (self->bar, &self->figures, asked || without ? &then : NULL);
  if (asked || without)
    {
      g_autofree char *words = describe_answer (&then);

      gtk_label_set_text (self->answer_label, words);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->answer_label), asked || without);
}

/* One of both, or none. */
static void
check_cb (PageDeskWhatIf *self, GtkCheckButton *check)
{
  GtkCheckButton *other = check == self->release_check ? self->reject_check : self->release_check;

  if (gtk_check_button_get_active (check))
    gtk_check_button_set_active (other, FALSE);
  update (self);
}

static void
page_desk_what_if_class_init (PageDeskWhatIfClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (KIT_TYPE_EXPOSURE_BAR);
  g_type_ensure (KIT_TYPE_MONEY_ENTRY);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/quittance/Quittance/pages/page-desk-what-if.ui");
  gtk_widget_class_bind_template_child (widget_class, PageDeskWhatIf, bar);
  gtk_widget_class_bind_template_child (widget_class, PageDeskWhatIf, none_label);
  gtk_widget_class_bind_template_child (widget_class, PageDeskWhatIf, questions);
  gtk_widget_class_bind_template_child (widget_class, PageDeskWhatIf, release_check);
  gtk_widget_class_bind_template_child (widget_class, PageDeskWhatIf, reject_check);
  gtk_widget_class_bind_template_child (widget_class, PageDeskWhatIf, receipt_entry);
  gtk_widget_class_bind_template_child (widget_class, PageDeskWhatIf, limit_entry);
  gtk_widget_class_bind_template_child (widget_class, PageDeskWhatIf, answer_label);
  gtk_widget_class_bind_template_callback (widget_class, update);
  gtk_widget_class_bind_template_callback (widget_class, check_cb);
}

static void
page_desk_what_if_init (PageDeskWhatIf *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  kit_parsed_entry_set_name (KIT_PARSED_ENTRY (self->receipt_entry), _ ("Expected receipt"));
  kit_parsed_entry_set_name (KIT_PARSED_ENTRY (self->limit_entry), _ ("Another limit"));
}

void
page_desk_what_if_set (PageDeskWhatIf *self, const BizExposure *figures, const char *why)
{
  g_return_if_fail (PAGE_IS_DESK_WHAT_IF (self));

  self->has_figures = figures != NULL;
  gtk_widget_set_visible (self->questions, self->has_figures);
  gtk_widget_set_visible (GTK_WIDGET (self->bar), self->has_figures);
  gtk_widget_set_visible (GTK_WIDGET (self->none_label), !self->has_figures);
  gtk_label_set_text (self->none_label, why != NULL ? why : "");
  if (figures == NULL)
    return;
  self->figures = *figures;
  kit_money_entry_set_currency (self->receipt_entry, figures->total.currency,
                                figures->total.digits);
  kit_money_entry_set_currency (self->limit_entry, figures->total.currency, figures->total.digits);
  kit_parsed_entry_set_text (KIT_PARSED_ENTRY (self->receipt_entry), "");
  kit_parsed_entry_set_text (KIT_PARSED_ENTRY (self->limit_entry), "");
  gtk_check_button_set_active (self->release_check, FALSE);
  gtk_check_button_set_active (self->reject_check, FALSE);
  update (self);
}
