/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-policy-letters.h"

#include "biz-choice.h"
#include "biz-dunning-languages.h"
#include "biz-dunning-letter.h"
#include "biz-dunning.h"
#include "erp-company.h"
#include "page-policy-letter-window.h"

#include <glib/gi18n-lib.h>

struct _PagePolicyLetters
{
  AdwBin parent_instance;

  AdwPreferencesGroup *group;
  GPtrArray *rows;       /* (owned) (element-type GtkWidget): borrowed widgets */
  BizPolicyStore *store; /* (owned) (nullable) */
  GPtrArray *letters;    /* (owned) (nullable): as they are to be, the company's */
  GListModel *languages; /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (PagePolicyLetters, page_policy_letters, ADW_TYPE_BIN)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void fill_rows (PagePolicyLetters *self);

static void
changed (PagePolicyLetters *self)
{
  fill_rows (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static GPtrArray *
copy_letters (GPtrArray *letters)
{
  GPtrArray *copy = g_ptr_array_new_with_free_func ((GDestroyNotify)biz_dunning_letter_free);

  for (guint i = 0; i < letters->len; i++)
    g_ptr_array_add (copy, biz_dunning_letter_copy (g_ptr_array_index (letters, i)));

  return copy;
}

static void
remove_letter (PagePolicyLetters *self, guint level, const char *language)
{
  for (guint i = 0; i < self->letters->len; i++)
    {
      const BizDunningLetter *letter = g_ptr_array_index (self->letters, i);

      if (letter->level == level && g_str_equal (letter->language, language))
        {
          g_ptr_array_remove_index (self->letters, i);
          return;
        }
    }
}

static void
taken_cb (PagePolicyLetters *self, PagePolicyLetterWindow *window)
{
  BizDunningLetter *letter = page_policy_letter_window_dup_letter (window);

  remove_letter (self, letter->level, letter->language);
  g_ptr_array_add (self->letters, letter);
  changed (self);
}

/* @letter: (nullable): a new one, whose level and language are chosen */
static void
open_letter (PagePolicyLetters *self, const BizDunningLetter *letter)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  ErpCompany *company = biz_policy_store_get_company (self->store);
  g_autoptr (GPtrArray) letters = copy_letters (self->letters);
  PagePolicyLetterWindow *window =
      page_policy_letter_window_new (biz_policy_store_get_session (self->store),
                                     company != NULL ? erp_company_get_id (company) : 0,
                                     self->languages, letters, letter);

  gtk_window_set_transient_for (GTK_WINDOW (window),
                                GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL);
  g_signal_connect_object (window, "taken", G_CALLBACK (taken_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (window));
}

static void
row_activated_cb (PagePolicyLetters *self, GtkWidget *row)
{
  open_letter (self, g_object_get_data (G_OBJECT (row), "letter"));
}

static void
add_cb (PagePolicyLetters *self)
{
  if (self->letters != NULL)
    open_letter (self, NULL);
}

static void
remove_cb (GtkWidget *row, GtkWidget *button)
{
  PagePolicyLetters *self =
      PAGE_POLICY_LETTERS (gtk_widget_get_ancestor (row, PAGE_TYPE_POLICY_LETTERS));
  const BizDunningLetter *letter = g_object_get_data (G_OBJECT (row), "letter");

  remove_letter (self, letter->level, letter->language);
  changed (self);
}

static void
add_suffixes (GtkWidget *row, gboolean own)
{
  GtkWidget *next = gtk_image_new_from_icon_name ("go-next-symbolic");
  GtkWidget *label, *button;

  if (own)
    {
      button = gtk_button_new_from_icon_name ("user-trash-symbolic");
      gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
      gtk_widget_add_css_class (button, "flat");
      gtk_widget_set_tooltip_text (button, _ ("Take this text away"));
      g_signal_connect_object (button, "clicked", G_CALLBACK (remove_cb), row, G_CONNECT_SWAPPED);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
    }
  else
    {
      label = gtk_label_new (_ ("the program’s"));
      gtk_widget_add_css_class (label, "dim-label");
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
    }
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), next);
}

static void
add_row (PagePolicyLetters *self, const BizDunningLetter *letter, gboolean own)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *language = biz_dunning_languages_dup_name (self->languages, letter->language);
  g_autofree char *title =
      /* Translators: "First reminder", and a language */
      g_strdup_printf (_ ("%s, %s"), biz_dunning_letter_name_level (letter->level), language);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), letter->subject);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 1);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "letter", biz_dunning_letter_copy (letter),
                          (GDestroyNotify)biz_dunning_letter_free);
  g_signal_connect_object (row, "activated", G_CALLBACK (row_activated_cb), self,
                           G_CONNECT_SWAPPED);
  add_suffixes (row, own);
  adw_preferences_group_add (self->group, row);
  g_ptr_array_add (self->rows, row);
}

/* Of each level the company's own, then what else customers are sent. */
static void
fill_rows (PagePolicyLetters *self)
{
  g_autoptr (GPtrArray) programs = biz_dunning_letter_list_own ();

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->group, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  for (guint level = 1; level <= BIZ_DUNNING_MAX_LEVELS; level++)
    {
      for (guint i = 0; i < self->letters->len; i++)
        {
          const BizDunningLetter *letter = g_ptr_array_index (self->letters, i);

          if (letter->level == level)
            add_row (self, letter, TRUE);
        }
      for (guint i = 0; i < programs->len; i++)
        {
          const BizDunningLetter *letter = g_ptr_array_index (programs, i);

          /* one for all languages takes the place of the program's */
          if (letter->level == level
              && biz_dunning_letter_find (self->letters, level, letter->language) == NULL
              && biz_dunning_letter_find (self->letters, level, "") == NULL)
            add_row (self, letter, FALSE);
        }
    }
}

static void
page_policy_letters_dispose (GObject *object)
{
  PagePolicyLetters *self = PAGE_POLICY_LETTERS (object);

  g_clear_object (&self->store);
  g_clear_object (&self->languages);

  G_OBJECT_CLASS (page_policy_letters_parent_class)->dispose (object);
}

static void
page_policy_letters_finalize (GObject *object)
{
  PagePolicyLetters *self = PAGE_POLICY_LETTERS (object);

  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->letters, g_ptr_array_unref);

  G_OBJECT_CLASS (page_policy_letters_parent_class)->finalize (object);
}

static void
page_policy_letters_class_init (PagePolicyLettersClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = page_policy_letters_dispose;
  G_OBJECT_CLASS (klass)->finalize = page_policy_letters_finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
page_policy_letters_init (PagePolicyLetters *self)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("Add _Text"));

  self->rows = g_ptr_array_new ();
  self->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_title (self->group, _ ("Texts of Reminders"));
  adw_preferences_group_set_description (
      self->group, _ ("Each customer gets the text in their language; without one the text for all "
                      "languages, else the program’s."));
  gtk_widget_set_valign (button, GTK_ALIGN_START);
  g_signal_connect_object (button, "clicked", G_CALLBACK (add_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_set_header_suffix (self->group, button);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->group));
}

/**
 * page_policy_letters_fill:
 * @self: the texts
 * @store: has read which languages there are
 * @policy: what is changed
 */
void
page_policy_letters_fill (PagePolicyLetters *self, BizPolicyStore *store, BizPolicy *policy)
{
  g_return_if_fail (PAGE_IS_POLICY_LETTERS (self));
  g_return_if_fail (BIZ_IS_POLICY_STORE (store));
  g_return_if_fail (BIZ_IS_POLICY (policy));

  g_set_object (&self->store, store);
  g_clear_pointer (&self->letters, g_ptr_array_unref);
  g_clear_object (&self->languages);
  self->letters = biz_dunning_letter_list (policy);
  self->languages =
      biz_dunning_languages_list (biz_policy_store_get_languages (store), self->letters);
  fill_rows (self);
}

gboolean
page_policy_letters_apply (PagePolicyLetters *self, BizPolicyEdit *edit, GError **error)
{
  g_return_val_if_fail (PAGE_IS_POLICY_LETTERS (self), FALSE);
  g_return_val_if_fail (BIZ_IS_POLICY_EDIT (edit), FALSE);

  return self->letters == NULL || biz_dunning_letter_apply (self->letters, edit, error);
}
