/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-statement-part.h"

#include "kit-inline-error.h"
#include "kit-status-pill.h"
#include "page-statement-text.h"

#include <glib/gi18n-lib.h>

struct _PageStatementPart
{
  AdwBin parent_instance;

  AdwComboRow *journal_row;
  AdwActionRow *balance_row;
  GtkImage *balance_icon;
  AdwActionRow *plan_row;
  GtkSpinner *spinner;
  KitStatusPill *pill;
  GtkWidget *more_icon;
  KitInlineError *error;

  BizStatementIntake *intake; /* (owned) */
  BizStatementPart *part;     /* (owned) */
  GListModel *choices;        /* (owned) (nullable): what the row shows, after "none" */
  gboolean filling;
};

enum
{
  LINES_REQUESTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PageStatementPart, page_statement_part, ADW_TYPE_BIN)

static const struct
{
  const char *label; /* NULL: no pill */
  KitTone tone;
} looks[] = {
  [BIZ_PART_WAITING] = { NC_ ("statement", "No journal"), KIT_TONE_WARNING },
  [BIZ_PART_LOOKING] = { NULL, KIT_TONE_DIM },
  [BIZ_PART_READY] = { NULL, KIT_TONE_DIM },
  [BIZ_PART_FAILED] = { NC_ ("statement", "Broken off"), KIT_TONE_BAD },
  [BIZ_PART_RUNNING] = { NULL, KIT_TONE_DIM },
  [BIZ_PART_DONE] = { NC_ ("statement", "Imported"), KIT_TONE_GOOD },
};

static void
set_row (AdwActionRow *row, const char *title, const char *subtitle)
{
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (row, subtitle != NULL ? subtitle : "");
}

static void
fill_balance (PageStatementPart *self)
{
  g_autofree char *details = NULL;
  gboolean is_good = FALSE;
  g_autofree char *title = page_statement_describe_balance (self->part, &details, &is_good);

  set_row (self->balance_row, title, details);
  gtk_image_set_from_icon_name (self->balance_icon,
                                is_good ? "emblem-ok-symbolic" : "dialog-warning-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->balance_icon),
                               is_good ? _ ("The balances fit the lines")
                                       : _ ("The balances could not be confirmed"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->balance_icon),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gtk_widget_get_tooltip_text (GTK_WIDGET (self->balance_icon)),
                                  -1);
  gtk_widget_remove_css_class (GTK_WIDGET (self->balance_icon), "tone-good");
  gtk_widget_remove_css_class (GTK_WIDGET (self->balance_icon), "tone-warning");
  gtk_widget_add_css_class (GTK_WIDGET (self->balance_icon),
                            is_good ? "tone-good" : "tone-warning");
}

/* "BNK1 · Bank" and whose it is where several companies are seen. */
static char *
name_journal (BizBankJournal *journal)
{
  return g_strdup_printf ("%s · %s · %s", biz_bank_journal_get_code (journal),
                          biz_bank_journal_get_name (journal),
                          biz_bank_journal_get_zero (journal)->currency);
}

/* Those that can take the money; the first row of the list is "none yet". */
static void
fill_journals (PageStatementPart *self)
{
  GListModel *journals = biz_statement_intake_get_journals (self->intake);
  g_autoptr (GListStore) fitting = g_list_store_new (BIZ_TYPE_BANK_JOURNAL);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  if (journals == NULL || self->choices != NULL)
    return;
  gtk_string_list_append (names, _ ("Choose…"));
  for (guint i = 0; i < g_list_model_get_n_items (journals); i++)
    {
      g_autoptr (BizBankJournal) journal = g_list_model_get_item (journals, i);

      if (!biz_statement_intake_may_take (self->intake, self->part, journal))
        continue;
      gtk_string_list_take (names, name_journal (journal));
      g_list_store_append (fitting, journal);
    }
  self->choices = G_LIST_MODEL (g_steal_pointer (&fitting));
  adw_combo_row_set_model (self->journal_row, G_LIST_MODEL (names));
}

static void
fill_choice (PageStatementPart *self)
{
  BizBankJournal *journal = biz_statement_part_get_journal (self->part);
  guint selected = 0;

  for (guint i = 0; self->choices != NULL && i < g_list_model_get_n_items (self->choices); i++)
    {
      g_autoptr (BizBankJournal) choice = g_list_model_get_item (self->choices, i);

      if (choice == journal)
        selected = i + 1;
    }
  if (self->choices != NULL)
    adw_combo_row_set_selected (self->journal_row, selected);
}

static void
fill (PageStatementPart *self)
{
  const BizPartState state = biz_statement_part_get_state (self->part);
  const GError *error = biz_statement_part_get_error (self->part);
  const gboolean waits = state == BIZ_PART_LOOKING || state == BIZ_PART_RUNNING;
  const gboolean has_lines = biz_statement_part_get_plan (self->part) != NULL;
  g_autofree char *details = NULL;
  g_autofree char *title = page_statement_describe_plan (self->part, &details);

  self->filling = TRUE;
  fill_journals (self);
  fill_choice (self);
  self->filling = FALSE;
  gtk_widget_set_sensitive (GTK_WIDGET (self->journal_row),
                            self->choices != NULL && state != BIZ_PART_DONE
                                && !biz_statement_intake_is_running (self->intake));
  set_row (self->plan_row, title, details);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), waits);
  gtk_spinner_set_spinning (self->spinner, waits);
  gtk_widget_set_visible (GTK_WIDGET (self->pill), looks[state].label != NULL);
  if (looks[state].label != NULL)
    kit_status_pill_set (self->pill, g_dpgettext2 (NULL, "statement", looks[state].label),
                         looks[state].tone);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self->plan_row), has_lines);
  gtk_widget_set_visible (self->more_icon, has_lines);
  if (error != NULL)
    kit_inline_error_set_error (self->error,
                                biz_statement_part_get_n_done (self->part) > 0
                                    ? _ ("The import broke off. What is in stays; the rest waits.")
                                    : _ ("These lines were not imported."),
                                error);
  else
    kit_inline_error_clear (self->error);
}

static void
journal_changed_cb (PageStatementPart *self)
{
  const guint selected = adw_combo_row_get_selected (self->journal_row);
  g_autoptr (BizBankJournal) journal = NULL;

  if (self->filling || self->choices == NULL || selected == GTK_INVALID_LIST_POSITION)
    return;
  journal = selected > 0 ? g_list_model_get_item (self->choices, selected - 1) : NULL;
  if (journal != NULL)
    biz_statement_intake_set_journal (self->intake, self->part, journal);
  else
    fill (self);
}

static void
lines_cb (PageStatementPart *self)
{
  g_signal_emit (self, signals[LINES_REQUESTED], 0);
}

static void
retry_cb (PageStatementPart *self)
{
  biz_statement_intake_look_again (self->intake, self->part);
}

static void
page_statement_part_dispose (GObject *object)
{
  PageStatementPart *self = PAGE_STATEMENT_PART (object);

  g_clear_object (&self->choices);
  g_clear_object (&self->part);
  g_clear_object (&self->intake);

  G_OBJECT_CLASS (page_statement_part_parent_class)->dispose (object);
}

static void
page_statement_part_class_init (PageStatementPartClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = page_statement_part_dispose;
  signals[LINES_REQUESTED] = g_signal_new ("lines-requested", G_TYPE_FROM_CLASS (klass),
                                           G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (KIT_TYPE_INLINE_ERROR);
  g_type_ensure (KIT_TYPE_STATUS_PILL);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/quittance/Quittance/pages/page-statement-part.ui");
  gtk_widget_class_bind_template_child (widget_class, PageStatementPart, journal_row);
  gtk_widget_class_bind_template_child (widget_class, PageStatementPart, balance_row);
  gtk_widget_class_bind_template_child (widget_class, PageStatementPart, balance_icon);
  gtk_widget_class_bind_template_child (widget_class, PageStatementPart, plan_row);
  gtk_widget_class_bind_template_child (widget_class, PageStatementPart, spinner);
  gtk_widget_class_bind_template_child (widget_class, PageStatementPart, pill);
  gtk_widget_class_bind_template_child (widget_class, PageStatementPart, more_icon);
  gtk_widget_class_bind_template_child (widget_class, PageStatementPart, error);
  gtk_widget_class_bind_template_callback (widget_class, journal_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, lines_cb);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
}

static void
page_statement_part_init (PageStatementPart *self)
{
  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->journal_row), FALSE);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->balance_row), FALSE);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->plan_row), FALSE);
  kit_inline_error_set_retry_label (self->error, _ ("_Look Again"));
}

/**
 * page_statement_part_new:
 * @intake: what the part is of
 * @part: an account of a file
 *
 * Returns: (transfer floating): rows that follow it
 */
GtkWidget *
page_statement_part_new (BizStatementIntake *intake, BizStatementPart *part)
{
  PageStatementPart *self;
  g_autofree char *title = NULL;
  g_autofree char *subtitle = NULL;

  g_return_val_if_fail (BIZ_IS_STATEMENT_INTAKE (intake), NULL);
  g_return_val_if_fail (BIZ_IS_STATEMENT_PART (part), NULL);

  self = g_object_new (PAGE_TYPE_STATEMENT_PART, NULL);
  self->intake = g_object_ref (intake);
  self->part = g_object_ref (part);
  title = g_strdup (biz_statement_part_get_account (part));
  subtitle = page_statement_describe_part (part);
  set_row (ADW_ACTION_ROW (self->journal_row), title != NULL ? title : _ ("Account"), subtitle);
  fill_balance (self);
  g_signal_connect_object (intake, "changed", G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
  fill (self);

  return GTK_WIDGET (self);
}

BizStatementPart *
page_statement_part_get_part (PageStatementPart *self)
{
  g_return_val_if_fail (PAGE_IS_STATEMENT_PART (self), NULL);

  return self->part;
}
