/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

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

static char *
print (JsonObject *section)
{
  g_autoptr (JsonNode) node = NULL;
  JsonArray *texts = get_texts (section);

  if (texts == NULL || json_array_get_length (texts) == 0)
    return g_strdup ("");
  node = json_node_new (JSON_NODE_ARRAY);
  json_node_set_array (node, texts);

  return json_to_string (node, FALSE);
}

static void
list_changes (JsonObject *before, JsonObject *after, GStrvBuilder *lines)
{
  g_autofree char *old = print (before);
  g_autofree char *new = print (after);

  if (!g_str_equal (old, new))
    g_strv_builder_add (lines, _ ("The texts of reminders"));
}

const BizPolicyPart biz_policy_reminders_part = {
  .key = BIZ_POLICY_REMINDERS,
  .title = N_ ("Reminders"),
  .settings = settings,
  .check = check,
  .describe = describe,
  .list_changes = list_changes,
};
