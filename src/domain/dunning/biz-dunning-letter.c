/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-dunning-letter.h"

#include "biz-dunning-text.h"
#include "biz-dunning.h"
#include "biz-policy-part.h"
#include "biz-policy-private.h"
#include "erp-error.h"
#include "erp-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

BizDunningLetter *
biz_dunning_letter_new (guint level, const char *language, const char *subject, const char *text)
{
  BizDunningLetter *self = g_new0 (BizDunningLetter, 1);

  self->level = level;
  self->language = g_strdup (language != NULL ? language : "");
  self->subject = g_strdup (subject != NULL ? subject : "");
  self->text = g_strdup (text != NULL ? text : "");

  return self;
}

BizDunningLetter *
biz_dunning_letter_copy (const BizDunningLetter *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return biz_dunning_letter_new (self->level, self->language, self->subject, self->text);
}

void
biz_dunning_letter_free (BizDunningLetter *self)
{
  if (self == NULL)
    return;
  g_free (self->language);
  g_free (self->subject);
  g_free (self->text);
  g_free (self);
}

gboolean
biz_dunning_letter_equal (const BizDunningLetter *one, const BizDunningLetter *other)
{
  g_return_val_if_fail (one != NULL && other != NULL, FALSE);

  return one->level == other->level && g_str_equal (one->language, other->language)
         && g_str_equal (one->subject, other->subject) && g_str_equal (one->text, other->text);
}

static gboolean
is_blank (const char *text)
{
  while (g_ascii_isspace (*text))
    text++;

  return *text == '\0';
}

/* "de", "pt_BR", "sr@latin" as servers name them. */
static gboolean
is_language (const char *language)
{
  gsize n = 0;

  for (; language[n] != '\0'; n++)
    if (!g_ascii_isalnum (language[n]) && strchr ("_@.-", language[n]) == NULL)
      return FALSE;

  return n <= 20;
}

gboolean
biz_dunning_letter_check (const BizDunningLetter *self, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (self->level < 1 || self->level > BIZ_DUNNING_MAX_LEVELS || !is_language (self->language))
    g_set_error_literal (error, ERP_ERROR, ERP_ERROR_VALIDATION,
                         _ ("Choose the reminder and the language that the text is for."));
  else if (is_blank (self->subject))
    g_set_error_literal (error, ERP_ERROR, ERP_ERROR_VALIDATION, _ ("The subject is missing."));
  else if (is_blank (self->text))
    g_set_error_literal (error, ERP_ERROR, ERP_ERROR_VALIDATION,
                         _ ("The text of the letter is missing."));
  else if (strlen (self->subject) > BIZ_DUNNING_MAX_SUBJECT)
    g_set_error (error, ERP_ERROR, ERP_ERROR_VALIDATION,
                 _ ("The subject is too long: at most %d letters."), BIZ_DUNNING_MAX_SUBJECT);
  else if (strlen (self->text) > BIZ_DUNNING_MAX_TEXT)
    g_set_error (error, ERP_ERROR, ERP_ERROR_VALIDATION,
                 _ ("The text of the letter is too long: at most %d letters."),
                 BIZ_DUNNING_MAX_TEXT);
  else
    return biz_dunning_check_template (self->subject, error)
           && biz_dunning_check_template (self->text, error);

  return FALSE;
}

static gint
compare_letters (gconstpointer a, gconstpointer b)
{
  const BizDunningLetter *one = *(BizDunningLetter *const *)a;
  const BizDunningLetter *other = *(BizDunningLetter *const *)b;

  if (one->level != other->level)
    return one->level < other->level ? -1 : 1;

  return strcmp (one->language, other->language);
}

static GPtrArray *
new_list (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify)biz_dunning_letter_free);
}

static BizDunningLetter *
read_letter (JsonNode *node)
{
  const char *subject = NULL, *text = NULL, *language = NULL;
  JsonObject *object = NULL;
  gint64 level = 0;

  if (!erp_json_get_object (node, &object, NULL)
      || !erp_json_get_int (object, "level", &level, NULL) || level < 1
      || level > BIZ_DUNNING_MAX_LEVELS || !erp_json_get_string (object, "subject", &subject, NULL)
      || !erp_json_get_string (object, "text", &text, NULL))
    return NULL;
  if (json_object_has_member (object, "language"))
    erp_json_get_string (object, "language", &language, NULL);

  return biz_dunning_letter_new ((guint)level, language, subject, text);
}

GPtrArray *
biz_dunning_letter_list_section (JsonObject *section)
{
  GPtrArray *letters = new_list ();
  JsonArray *texts = NULL;

  if (section != NULL && json_object_has_member (section, "texts"))
    erp_json_get_array (json_object_get_member (section, "texts"), &texts, NULL);
  for (guint i = 0; texts != NULL && i < json_array_get_length (texts); i++)
    {
      BizDunningLetter *letter = read_letter (json_array_get_element (texts, i));

      /* the first of its kind counts, as when a letter is written */
      if (letter != NULL && biz_dunning_letter_find (letters, letter->level, letter->language))
        biz_dunning_letter_free (letter);
      else if (letter != NULL)
        g_ptr_array_add (letters, letter);
    }
  g_ptr_array_sort (letters, compare_letters);

  return letters;
}

GPtrArray *
biz_dunning_letter_list (BizPolicy *policy)
{
  return biz_dunning_letter_list_section (
      policy != NULL ? biz_policy_get_section (policy, BIZ_POLICY_REMINDERS) : NULL);
}

GPtrArray *
biz_dunning_letter_list_own (void)
{
  static const char *const languages[] = { "de", "en" };
  GPtrArray *letters = new_list ();

  for (guint level = 1; level <= BIZ_DUNNING_MAX_LEVELS; level++)
    for (gsize i = 0; i < G_N_ELEMENTS (languages); i++)
      {
        const BizDunningTemplate own = biz_dunning_get_template (NULL, level, languages[i]);

        g_ptr_array_add (letters,
                         biz_dunning_letter_new (level, languages[i], own.subject, own.text));
      }

  return letters;
}

const BizDunningLetter *
biz_dunning_letter_find (GPtrArray *letters, guint level, const char *language)
{
  g_return_val_if_fail (letters != NULL, NULL);

  for (guint i = 0; i < letters->len; i++)
    {
      const BizDunningLetter *letter = g_ptr_array_index (letters, i);

      if (letter->level == level
          && g_str_equal (letter->language, language != NULL ? language : ""))
        return letter;
    }

  return NULL;
}

/**
 * biz_dunning_letter_dup_effective:
 * @letters: (element-type BizDunningLetter): the company's
 * @level: from 1
 * @language: of a customer
 *
 * Returns: (transfer full): what such a customer is sent, as one of this level and language
 */
BizDunningLetter *
biz_dunning_letter_dup_effective (GPtrArray *letters, guint level, const char *language)
{
  const BizDunningTemplate own = biz_dunning_get_template (NULL, level, language);
  const BizDunningLetter *best = NULL;

  g_return_val_if_fail (letters != NULL && language != NULL, NULL);

  for (guint i = 0; i < letters->len; i++)
    {
      const BizDunningLetter *letter = g_ptr_array_index (letters, i);

      if (letter->level == level && g_str_has_prefix (language, letter->language)
          && (best == NULL || strlen (letter->language) > strlen (best->language)))
        best = letter;
    }

  return best != NULL ? biz_dunning_letter_new (level, language, best->subject, best->text)
                      : biz_dunning_letter_new (level, language, own.subject, own.text);
}

static JsonNode *
write_letters (GPtrArray *letters)
{
  g_autoptr (JsonArray) array = json_array_new ();

  for (guint i = 0; i < letters->len; i++)
    {
      const BizDunningLetter *letter = g_ptr_array_index (letters, i);
      JsonObject *object = json_object_new ();

      json_object_set_int_member (object, "level", letter->level);
      if (*letter->language != '\0')
        json_object_set_string_member (object, "language", letter->language);
      json_object_set_string_member (object, "subject", letter->subject);
      json_object_set_string_member (object, "text", letter->text);
      json_array_add_object_element (array, object);
    }

  return json_node_init_array (json_node_alloc (), array);
}

static gboolean
are_equal (GPtrArray *one, GPtrArray *other)
{
  for (guint i = 0; one->len == other->len && i < one->len; i++)
    if (!biz_dunning_letter_equal (g_ptr_array_index (one, i), g_ptr_array_index (other, i)))
      return FALSE;

  return one->len == other->len;
}

/**
 * biz_dunning_letter_apply:
 * @letters: (element-type BizDunningLetter): all that the company is to have; none: the program's
 * @edit: a change of a policy
 * @error: return location
 *
 * Returns: FALSE with ERP_ERROR_VALIDATION; nothing is changed then
 */
gboolean
biz_dunning_letter_apply (GPtrArray *letters, BizPolicyEdit *edit, GError **error)
{
  g_autoptr (GPtrArray) sorted = NULL;
  g_autoptr (GPtrArray) before = NULL;

  g_return_val_if_fail (letters != NULL && BIZ_IS_POLICY_EDIT (edit), FALSE);

  sorted = g_ptr_array_sized_new (letters->len);
  for (guint i = 0; i < letters->len; i++)
    {
      BizDunningLetter *letter = g_ptr_array_index (letters, i);

      if (!biz_dunning_letter_check (letter, error))
        return FALSE;
      if (biz_dunning_letter_find (sorted, letter->level, letter->language) != NULL)
        {
          g_autofree char *words = biz_dunning_letter_describe (letter, NULL);

          g_set_error (error, ERP_ERROR, ERP_ERROR_VALIDATION,
                       /* Translators: "First reminder, de" */
                       _ ("There are two texts for the same: %s."), words);
          return FALSE;
        }
      g_ptr_array_add (sorted, letter);
    }
  g_ptr_array_sort (sorted, compare_letters);
  before = biz_dunning_letter_list (biz_policy_edit_get_before (edit));
  if (!are_equal (before, sorted))
    biz_policy_edit_take_value (edit, BIZ_POLICY_REMINDERS, "texts",
                                sorted->len > 0 ? write_letters (sorted) : NULL);

  return TRUE;
}

const char *
biz_dunning_letter_name_level (guint level)
{
  return level <= 1   ? _ ("First reminder")
         : level == 2 ? _ ("Second reminder")
                      : _ ("Final reminder");
}

char *
biz_dunning_letter_describe (const BizDunningLetter *self, const char *language)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (*self->language == '\0')
    return g_strdup (biz_dunning_letter_name_level (self->level));

  /* Translators: "First reminder", and a language */
  return g_strdup_printf (_ ("%s, %s"), biz_dunning_letter_name_level (self->level),
                          language != NULL ? language : self->language);
}
