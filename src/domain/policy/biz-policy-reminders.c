/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-dunning-letter.h"
#include "biz-dunning-text.h"
#include "biz-dunning.h"
#include "biz-policy-part.h"
#include "erp-error.h"
#include "erp-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* When customers are reminded of what is overdue, and in which words. Beside the table the section
 * may have texts of its own: "texts": [{"level": 1, "language": "de", "subject": "...", "text":
 * "..."}]; without a language for all of them. */

static const BizPolicySetting settings[] = {
  { .key = "first_days",
    .kind = BIZ_POLICY_DAYS,
    .title = N_ ("First reminder when overdue for"),
    .off = N_ ("no reminders"),
    .otherwise = 5,
    .most = 365 },
  { .key = "second_days",
    .kind = BIZ_POLICY_DAYS,
    .title = N_ ("Second reminder when overdue for"),
    .off = N_ ("no second reminder"),
    .otherwise = 20,
    .most = 730 },
  { .key = "third_days",
    .kind = BIZ_POLICY_DAYS,
    .title = N_ ("Final reminder when overdue for"),
    .off = N_ ("no final reminder"),
    .otherwise = 40,
    .most = 1095 },
  { .key = "gap_days",
    .kind = BIZ_POLICY_DAYS,
    .title = N_ ("Between two reminders at least"),
    .otherwise = 10,
    .most = 365 },
  { .key = "attach_invoices",
    .kind = BIZ_POLICY_FLAG,
    .title = N_ ("Overdue invoices go along with a reminder"),
    .otherwise = TRUE },
  { NULL },
};

static JsonArray *
get_texts (JsonObject *section)
{
  JsonArray *texts = NULL;

  if (section != NULL && json_object_has_member (section, "texts"))
    erp_json_get_array (json_object_get_member (section, "texts"), &texts, NULL);

  return texts;
}

static gboolean
is_template (const char *text, gsize most)
{
  return text != NULL && *text != '\0' && strlen (text) <= most
         && biz_dunning_check_template (text, NULL);
}

static gboolean
check_text (JsonNode *node)
{
  const char *subject = NULL, *text = NULL;
  JsonObject *object;
  gint64 level;

  return erp_json_get_object (node, &object, NULL)
         && erp_json_get_int (object, "level", &level, NULL) && level >= 1
         && level <= BIZ_DUNNING_MAX_LEVELS
         && erp_json_get_string (object, "subject", &subject, NULL)
         && is_template (subject, BIZ_DUNNING_MAX_SUBJECT)
         && erp_json_get_string (object, "text", &text, NULL)
         && is_template (text, BIZ_DUNNING_MAX_TEXT);
}

static gboolean
check (JsonObject *section, GError **error)
{
  JsonArray *texts = get_texts (section);
  gboolean good = section == NULL || !json_object_has_member (section, "texts") || texts != NULL;

  for (guint i = 0; good && texts != NULL && i < json_array_get_length (texts); i++)
    good = check_text (json_array_get_element (texts, i));
  if (!good)
    g_set_error_literal (error, ERP_ERROR, ERP_ERROR_PROTOCOL,
                         _ ("The company's policy file on the server has texts of reminders that "
                            "cannot be read. Ask who manages the settings to write it anew."));

  return good;
}

static char *
describe_text (JsonNode *node)
{
  const char *subject = NULL, *language = NULL;
  JsonObject *object;
  gint64 level = 0;

  if (!erp_json_get_object (node, &object, NULL))
    return g_strdup ("");
  erp_json_get_int (object, "level", &level, NULL);
  erp_json_get_string (object, "subject", &subject, NULL);
  if (json_object_has_member (object, "language"))
    erp_json_get_string (object, "language", &language, NULL);

  /* Translators: a number from 1, a language ("de"), and the subject of a letter */
  return language != NULL && *language != '\0'
             ? g_strdup_printf (_ ("Text of reminder %d (%s): “%s”"), (int)level, language,
                                subject != NULL ? subject : "")
             : g_strdup_printf (_ ("Text of reminder %d: “%s”"), (int)level,
                                subject != NULL ? subject : "");
}

static void
describe (JsonObject *section, GStrvBuilder *lines)
{
  JsonArray *texts = get_texts (section);

  for (guint i = 0; texts != NULL && i < json_array_get_length (texts); i++)
    {
      g_autofree char *line = describe_text (json_array_get_element (texts, i));

      g_strv_builder_add (lines, line);
    }
}

static void
add_change (GStrvBuilder *lines, const char *change, const BizDunningLetter *letter)
{
  g_autofree char *words = biz_dunning_letter_describe (letter, NULL);
  /* Translators: "First reminder, de", and what was changed */
  g_autofree char *line = g_strdup_printf (_ ("%s: %s"), words, change);

  g_strv_builder_add (lines, line);
}

static void
list_changes (JsonObject *before, JsonObject *after, GStrvBuilder *lines)
{
  g_autoptr (GPtrArray) old = biz_dunning_letter_list_section (before);
  g_autoptr (GPtrArray) new = biz_dunning_letter_list_section (after);

  for (guint i = 0; i < new->len; i++)
    {
      const BizDunningLetter *letter = g_ptr_array_index (new, i);
      const BizDunningLetter *was = biz_dunning_letter_find (old, letter->level, letter->language);

      if (was == NULL)
        add_change (lines, _ ("the company’s own text"), letter);
      else if (!biz_dunning_letter_equal (was, letter))
        add_change (lines, _ ("another text"), letter);
    }
  for (guint i = 0; i < old->len; i++)
    {
      const BizDunningLetter *letter = g_ptr_array_index (old, i);

      if (biz_dunning_letter_find (new, letter->level, letter->language) == NULL)
        add_change (lines, _ ("the program’s text again"), letter);
    }
}

const BizPolicyPart biz_policy_reminders_part = {
  .key = BIZ_POLICY_REMINDERS,
  .title = N_ ("Reminders"),
  .settings = settings,
  .check = check,
  .describe = describe,
  .list_changes = list_changes,
};
