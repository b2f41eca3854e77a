/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-policy-part.h"
#include "biz-service-rule.h"
#include "biz-service-text.h"
#include "erp-error.h"
#include "erp-json.h"

#include <glib/gi18n-lib.h>

/* What customers of the service desk are promised, which stages wait for them, and what is written
 * often. Beside the table the section may have "targets": [{"team", "priority", "response",
 * "resolution"}], minutes of work, what differs for a team or a priority; "templates" and "macros":
 * [{"name", "text", "reply", "stage", "category", "priority", "mine"}]. */

#define MAX_ENTRIES 200
/* thirty days of eight hours */
#define MAX_MINUTES 14400
#define MAX_HOURS 2000

static const BizPolicyCode waiting[] = {
  { "awaiting-customer", N_ ("Awaiting customer") },
  { "awaiting", N_ ("Awaiting") },
  { "waiting", N_ ("Waiting") },
  { "on-hold", N_ ("On hold") },
  { NULL },
};

#define RESPONSE(k, t, o)                                                                          \
  {                                                                                                \
    .key = (k), .kind = BIZ_POLICY_NUMBER, .title = (t), .otherwise = (o), .most = MAX_MINUTES,    \
    .off = N_ ("not promised")                                                                     \
  }
#define RESOLUTION(k, t, o)                                                                        \
  {                                                                                                \
    .key = (k), .kind = BIZ_POLICY_NUMBER, .title = (t), .otherwise = (o), .most = MAX_HOURS,      \
    .off = N_ ("not promised")                                                                     \
  }

static const BizPolicySetting settings[] = {
  RESPONSE ("response_urgent", N_ ("First answer to urgent cases, minutes of work"), 60),
  RESPONSE ("response_high", N_ ("First answer to cases of high priority, minutes of work"), 120),
  RESPONSE (
      "response_medium", N_ ("First answer to cases of medium priority, minutes of work"), 240),
  RESPONSE ("response_low", N_ ("First answer to cases of low priority, minutes of work"), 480),
  RESOLUTION ("resolution_urgent", N_ ("Urgent cases are solved within hours of work"), 8),
  RESOLUTION ("resolution_high", N_ ("Cases of high priority are solved within hours of work"), 16),
  RESOLUTION (
      "resolution_medium", N_ ("Cases of medium priority are solved within hours of work"), 24),
  RESOLUTION ("resolution_low", N_ ("Cases of low priority are solved within hours of work"), 40),
  { .key = "waiting",
    .kind = BIZ_POLICY_CODES,
    .title = N_ ("Stages in which a case waits for somebody else"),
    .hint = N_ ("The clock stands still in them. Names as the server has them."),
    .codes = waiting },
  { NULL },
};

static gboolean
check_list (JsonObject *section, const char *key, gboolean (*check_entry) (JsonNode *node))
{
  JsonArray *rows = NULL;

  if (section == NULL || !json_object_has_member (section, key))
    return TRUE;
  if (!erp_json_get_array (json_object_get_member (section, key), &rows, NULL)
      || json_array_get_length (rows) > MAX_ENTRIES)
    return FALSE;
  for (guint i = 0; i < json_array_get_length (rows); i++)
    if (!check_entry (json_array_get_element (rows, i)))
      return FALSE;

  return TRUE;
}

static gboolean
check (JsonObject *section, GError **error)
{
  if (check_list (section, "targets", biz_service_rule_check)
      && check_list (section, "templates", biz_service_text_check)
      && check_list (section, "macros", biz_service_text_check))
    return TRUE;
  g_set_error_literal (error, ERP_ERROR, ERP_ERROR_PROTOCOL,
                       _ ("The company's policy file on the server has targets, texts or macros of "
                          "the service desk that cannot be read. Ask who manages the settings to "
                          "write them anew."));

  return FALSE;
}

/* (transfer full): all that the table does not have, a line each */
static GPtrArray *
list_lines (JsonObject *section)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) rules = biz_service_rule_list_section (section);
  g_autoptr (GPtrArray) templates = biz_service_text_list_section (section, "templates");
  g_autoptr (GPtrArray) macros = biz_service_text_list_section (section, "macros");

  for (guint i = 0; i < rules->len; i++)
    g_ptr_array_add (lines, biz_service_rule_describe (g_ptr_array_index (rules, i)));
  for (guint i = 0; i < templates->len; i++)
    {
      const BizServiceText *text = g_ptr_array_index (templates, i);
      g_autofree char *words = biz_service_text_describe (text);

      /* Translators: the name of a text for replies, and how it begins */
      g_ptr_array_add (lines, g_strdup_printf (_ ("Template “%s”: %s"), text->name, words));
    }
  for (guint i = 0; i < macros->len; i++)
    {
      const BizServiceText *text = g_ptr_array_index (macros, i);
      g_autofree char *words = biz_service_text_describe (text);

      /* Translators: the name of a macro, and what it does */
      g_ptr_array_add (lines, g_strdup_printf (_ ("Macro “%s”: %s"), text->name, words));
    }

  return lines;
}

static void
describe (JsonObject *section, GStrvBuilder *lines)
{
  g_autoptr (GPtrArray) own = list_lines (section);

  for (guint i = 0; i < own->len; i++)
    g_strv_builder_add (lines, g_ptr_array_index (own, i));
}

/* Texts are compared whole, not as they are told: the end of one may be what changed. */
static char *
to_text (JsonObject *section, const char *key)
{
  return section != NULL && json_object_has_member (section, key)
             ? erp_json_to_string (json_object_get_member (section, key))
             : g_strdup ("");
}

static void
add_missing (GStrvBuilder *lines, GPtrArray *from, GPtrArray *in, const char *format)
{
  for (guint i = 0; i < from->len; i++)
    {
      const char *line = g_ptr_array_index (from, i);
      g_auto (GStrv) parts = NULL;
      g_autofree char *told = NULL;

      if (g_ptr_array_find_with_equal_func (in, line, g_str_equal, NULL))
        continue;
      parts = g_strsplit (format, "%s", 2);
      told = g_strjoinv (line, parts);
      g_strv_builder_add (lines, told);
    }
}

static void
list_changes (JsonObject *before, JsonObject *after, GStrvBuilder *lines)
{
  static const char *const keys[] = { "targets", "templates", "macros" };
  g_autoptr (GPtrArray) old = list_lines (before), new = list_lines (after);
  gboolean differs = FALSE;
  guint told = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autofree char *was = to_text (before, keys[i]), *is = to_text (after, keys[i]);

      differs |= !g_str_equal (was, is);
    }
  if (!differs)
    return;
  for (guint i = 0; i < new->len; i++)
    told += !g_ptr_array_find_with_equal_func (old, g_ptr_array_index (new, i), g_str_equal, NULL);
  for (guint i = 0; i < old->len; i++)
    told += !g_ptr_array_find_with_equal_func (new, g_ptr_array_index (old, i), g_str_equal, NULL);
  /* Translators: a line of the policy that is new */
  add_missing (lines, new, old, _ ("New: %s"));
  /* Translators: a line of the policy that is there no more */
  add_missing (lines, old, new, _ ("Removed: %s"));
  if (told == 0)
    g_strv_builder_add (lines, _ ("Texts of the service desk were changed"));
}

const BizPolicyPart biz_policy_service_part = {
  .key = BIZ_POLICY_SERVICE,
  .title = N_ ("Service desk"),
  .settings = settings,
  .check = check,
  .describe = describe,
  .list_changes = list_changes,
};
