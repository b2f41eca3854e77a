/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-policy-part.h"

#include "biz-choice.h"
#include "biz-iso-currency.h"
#include "biz-policy-private.h"
#include "erp-error.h"
#include "erp-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_ENTRIES 200

static const BizPolicyPart *const parts[] = {
  &biz_policy_credit_part,  &biz_policy_reminders_part, &biz_policy_collections_part,
  &biz_policy_service_part, &biz_policy_documents_part, NULL,
};

const BizPolicyPart *const *
biz_policy_part_list (void)
{
  return parts;
}

const BizPolicyPart *
biz_policy_part_find (const char *key)
{
  for (gsize i = 0; parts[i] != NULL; i++)
    if (g_strcmp0 (parts[i]->key, key) == 0)
      return parts[i];

  return NULL;
}

const BizPolicySetting *
biz_policy_part_find_setting (const BizPolicyPart *part, const char *key)
{
  g_return_val_if_fail (part != NULL, NULL);

  for (const BizPolicySetting *s = part->settings; s != NULL && s->key != NULL; s++)
    if (g_strcmp0 (s->key, key) == 0)
      return s;

  return NULL;
}

/* checking */

static gboolean
refuse (GError **error, const char *section, const char *what)
{
  /* Translators: the part of the file that is meant: "credit/review_days". */
  g_set_error (error, ERP_ERROR, ERP_ERROR_PROTOCOL,
               _ ("The company's policy file on the server cannot be read (%s/%s). Ask who manages "
                  "the settings to mend it; until then the strictest rules count."),
               section, what);

  return FALSE;
}

static gboolean
is_currency (const char *code)
{
  return code != NULL && strlen (code) == 3 && strspn (code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == 3;
}

static gboolean
is_amount (JsonObject *object, const char *member)
{
  double amount = -1;

  return erp_json_get_double (object, member, &amount, NULL) && amount >= 0 && amount < 1e12;
}

static gboolean
check_amounts (JsonNode *node)
{
  JsonObject *amounts = NULL;
  g_autoptr (GList) names = NULL;

  if (!erp_json_get_object (node, &amounts, NULL))
    return FALSE;
  names = json_object_get_members (amounts);
  for (GList *l = names; l != NULL; l = l->next)
    if (!is_currency (l->data) || !is_amount (amounts, l->data))
      return FALSE;

  return g_list_length (names) <= MAX_ENTRIES;
}

static const char *
get_text (JsonObject *object, const char *member)
{
  const char *text = NULL;

  if (json_object_has_member (object, member))
    erp_json_get_string (object, member, &text, NULL);

  return text != NULL && *text != '\0' && strlen (text) <= BIZ_POLICY_MAX_LABEL ? text : NULL;
}

/* Exactly one of login and group; an amount only with its currency. */
static gboolean
check_person (JsonNode *node)
{
  JsonObject *entry = NULL;

  if (!erp_json_get_object (node, &entry, NULL)
      || (get_text (entry, "login") != NULL) == (get_text (entry, "group") != NULL))
    return FALSE;
  if (!json_object_has_member (entry, "currency"))
    return !json_object_has_member (entry, "up_to");

  return is_currency (get_text (entry, "currency")) && json_object_has_member (entry, "up_to")
         && is_amount (entry, "up_to");
}

static gboolean
check_code (JsonNode *node)
{
  JsonObject *entry = NULL;

  return erp_json_get_object (node, &entry, NULL) && biz_policy_is_code (get_text (entry, "code"))
         && get_text (entry, "label") != NULL;
}

static gboolean
check_list (JsonNode *node, gboolean (*check) (JsonNode *entry))
{
  JsonArray *array = NULL;

  if (!erp_json_get_array (node, &array, NULL) || json_array_get_length (array) > MAX_ENTRIES)
    return FALSE;
  for (guint i = 0; i < json_array_get_length (array); i++)
    if (!check (json_array_get_element (array, i)))
      return FALSE;

  return TRUE;
}

static gboolean
check_setting (const BizPolicySetting *setting, JsonObject *section)
{
  JsonNode *node = json_object_get_member (section, setting->key);
  gint64 number = -1;
  gboolean flag;

  switch (setting->kind)
    {
    case BIZ_POLICY_NUMBER:
    case BIZ_POLICY_DAYS:
      return erp_json_get_int (section, setting->key, &number, NULL) && number >= 0
             && number <= setting->most;
    case BIZ_POLICY_FLAG:
      return erp_json_get_bool (section, setting->key, &flag, NULL);
    case BIZ_POLICY_AMOUNTS:
      return check_amounts (node);
    case BIZ_POLICY_AUTHORITY:
      return check_list (node, check_person);
    case BIZ_POLICY_CODES:
      return check_list (node, check_code);
    default:
      g_assert_not_reached ();
    }
}

/**
 * biz_policy_parts_check:
 * @file: a policy file
 * @error: return location
 *
 * Returns: FALSE with ERP_ERROR_PROTOCOL that names the part and the setting
 */
gboolean
biz_policy_parts_check (JsonObject *file, GError **error)
{
  for (gsize i = 0; parts[i] != NULL; i++)
    {
      JsonObject *section = NULL;

      if (!json_object_has_member (file, parts[i]->key))
        continue;
      if (!erp_json_get_object (json_object_get_member (file, parts[i]->key), &section, NULL))
        return refuse (error, parts[i]->key, "{}");
      for (const BizPolicySetting *s = parts[i]->settings; s != NULL && s->key != NULL; s++)
        if (json_object_has_member (section, s->key) && !check_setting (s, section))
          return refuse (error, parts[i]->key, s->key);
      if (parts[i]->check != NULL && !parts[i]->check (section, error))
        return FALSE;
    }

  return TRUE;
}

/* words */

static char *
format_days (gint64 days)
{
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d day", "%d days", (gulong)days),
                          (int)days);
}

static char *
format_amounts (JsonObject *amounts)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GList) names = g_list_sort (json_object_get_members (amounts), (GCompareFunc)strcmp);

  for (GList *l = names; l != NULL; l = l->next)
    {
      const BizMoney zero = biz_money_zero (l->data, biz_iso_currency_get_digits (l->data));
      g_autofree char *word = NULL;
      BizMoney amount;

      if (!biz_money_from_json (amounts, l->data, &zero, &amount, NULL))
        continue;
      word = biz_money_format (&amount, BIZ_MONEY_SYMBOL);
      g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", word);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static const BizPolicyCode roles[] = {
  { "account.group_account_manager", N_ ("Accounting administrators") },
  { "account.group_account_user", N_ ("Accountants") },
  { "account.group_account_invoice", N_ ("Invoicing") },
  { "base.group_system", N_ ("Settings managers") },
};

GListModel *
biz_policy_list_roles (void)
{
  GListStore *store = g_list_store_new (BIZ_TYPE_CHOICE);

  for (gsize i = 0; i < G_N_ELEMENTS (roles); i++)
    {
      g_autoptr (BizChoice) role =
          biz_choice_new ((gint64)i + 1, _ (roles[i].label), roles[i].code);

      g_list_store_append (store, role);
    }

  return G_LIST_MODEL (store);
}

/* A group of the server, as the roles are called here. */
static const char *
get_role (const char *group)
{
  for (gsize i = 0; i < G_N_ELEMENTS (roles); i++)
    if (g_strcmp0 (roles[i].code, group) == 0)
      return _ (roles[i].label);

  return group;
}

static char *
format_person (JsonObject *entry)
{
  const char *login = get_text (entry, "login");
  const char *who = login != NULL ? login : get_role (get_text (entry, "group"));
  const char *currency = get_text (entry, "currency");
  g_autofree char *amount = NULL;
  BizMoney zero, up_to;

  if (currency == NULL)
    return g_strdup (who);
  zero = biz_money_zero (currency, biz_iso_currency_get_digits (currency));
  if (!biz_money_from_json (entry, "up_to", &zero, &up_to, NULL))
    return g_strdup (who);
  amount = biz_money_format (&up_to, BIZ_MONEY_SYMBOL);

  /* Translators: who decides up to which amount. */
  return g_strdup_printf (_ ("%s up to %s"), who, amount);
}

static char *
format_list (JsonArray *array, gboolean people)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonObject *entry = NULL;
      g_autofree char *word = NULL;

      if (!erp_json_get_object (json_array_get_element (array, i), &entry, NULL))
        continue;
      word = people ? format_person (entry) : g_strdup (get_text (entry, "label"));
      g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", word);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
format_own_codes (const BizPolicyCode *codes)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (; codes != NULL && codes->code != NULL; codes++)
    g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", _ (codes->label));

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static JsonArray *
get_list (JsonObject *section, const char *key)
{
  JsonArray *array = NULL;

  if (section != NULL && json_object_has_member (section, key))
    erp_json_get_array (json_object_get_member (section, key), &array, NULL);

  return array != NULL && json_array_get_length (array) > 0 ? array : NULL;
}

static gint64
get_number (const BizPolicySetting *setting, JsonObject *section)
{
  gint64 number = setting->otherwise;

  if (section != NULL && json_object_has_member (section, setting->key))
    erp_json_get_int (section, setting->key, &number, NULL);

  return number;
}

static gboolean
get_flag (const BizPolicySetting *setting, JsonObject *section)
{
  gboolean flag = setting->otherwise != 0;

  if (section != NULL && json_object_has_member (section, setting->key))
    erp_json_get_bool (section, setting->key, &flag, NULL);

  return flag;
}

static JsonObject *
get_amounts (const char *key, JsonObject *section)
{
  JsonObject *amounts = NULL;

  if (section != NULL && json_object_has_member (section, key))
    erp_json_get_object (json_object_get_member (section, key), &amounts, NULL);

  return amounts != NULL && json_object_get_size (amounts) > 0 ? amounts : NULL;
}

/**
 * biz_policy_setting_format:
 * @setting: of a table
 * @section: (nullable): of a file
 *
 * Returns: (transfer full): the value in words
 */
char *
biz_policy_setting_format (const BizPolicySetting *setting, JsonObject *section)
{
  const gboolean numeric = setting->kind == BIZ_POLICY_NUMBER || setting->kind == BIZ_POLICY_DAYS;
  const gint64 number = numeric ? get_number (setting, section) : 0;
  JsonArray *list = get_list (section, setting->key);

  if (numeric && number == 0 && setting->off != NULL)
    return g_strdup (_ (setting->off));
  switch (setting->kind)
    {
    case BIZ_POLICY_NUMBER:
      return g_strdup_printf ("%" G_GINT64_FORMAT, number);
    case BIZ_POLICY_DAYS:
      return format_days (number);
    case BIZ_POLICY_FLAG:
      return g_strdup (get_flag (setting, section) ? _ ("yes") : _ ("no"));
    case BIZ_POLICY_AMOUNTS:
      return get_amounts (setting->key, section) != NULL
                 ? format_amounts (get_amounts (setting->key, section))
                 : g_strdup (_ (setting->off));
    case BIZ_POLICY_AUTHORITY:
      return list != NULL ? format_list (list, TRUE) : g_strdup (_ ("anybody"));
    case BIZ_POLICY_CODES:
      return list != NULL ? format_list (list, FALSE) : format_own_codes (setting->codes);
    default:
      g_assert_not_reached ();
    }
}

/**
 * biz_policy_parts_describe:
 * @policy: of a company
 * @lines: is given a line for each setting
 */
void
biz_policy_parts_describe (BizPolicy *policy, GStrvBuilder *lines)
{
  for (gsize i = 0; parts[i] != NULL; i++)
    {
      JsonObject *section = biz_policy_get_section (policy, parts[i]->key);

      for (const BizPolicySetting *s = parts[i]->settings; s != NULL && s->key != NULL; s++)
        {
          g_autofree char *value = biz_policy_setting_format (s, section);
          /* Translators: a setting and its value. */
          g_autofree char *line = g_strdup_printf (_ ("%s: %s"), _ (s->title), value);

          g_strv_builder_add (lines, line);
        }
      if (parts[i]->describe != NULL)
        parts[i]->describe (section, lines);
    }
}

/**
 * biz_policy_parts_list_changes:
 * @before: a policy
 * @after: the next one
 * @lines: is given a line for each difference
 */
void
biz_policy_parts_list_changes (BizPolicy *before, BizPolicy *after, GStrvBuilder *lines)
{
  for (gsize i = 0; parts[i] != NULL; i++)
    {
      JsonObject *old = biz_policy_get_section (before, parts[i]->key);
      JsonObject *new = biz_policy_get_section (after, parts[i]->key);

      for (const BizPolicySetting *s = parts[i]->settings; s != NULL && s->key != NULL; s++)
        {
          g_autofree char *was = biz_policy_setting_format (s, old);
          g_autofree char *is = biz_policy_setting_format (s, new);
          g_autofree char *line = NULL;

          if (g_str_equal (was, is))
            continue;
          /* Translators: a setting, its value before and after. */
          line = g_strdup_printf (_ ("%s: %s → %s"), _ (s->title), was, is);
          g_strv_builder_add (lines, line);
        }
      if (parts[i]->list_changes != NULL)
        parts[i]->list_changes (old, new, lines);
    }
}

/* values */

static const BizPolicySetting *
find (const char *part, const char *key)
{
  const BizPolicyPart *found = biz_policy_part_find (part);

  return found != NULL ? biz_policy_part_find_setting (found, key) : NULL;
}

gint64
biz_policy_get_number (BizPolicy *self, const char *part, const char *key)
{
  const BizPolicySetting *setting = find (part, key);

  g_return_val_if_fail (setting != NULL, 0);

  return get_number (setting, biz_policy_get_section (self, part));
}

gboolean
biz_policy_get_flag (BizPolicy *self, const char *part, const char *key)
{
  const BizPolicySetting *setting = find (part, key);

  g_return_val_if_fail (setting != NULL, FALSE);

  return get_flag (setting, biz_policy_get_section (self, part));
}

/**
 * biz_policy_get_amount:
 * @self: a policy
 * @part: of it
 * @key: of a BIZ_POLICY_AMOUNTS
 * @zero: the currency
 * @amount: (out): the amount
 *
 * Returns: FALSE where the policy names none in this currency
 */
gboolean
biz_policy_get_amount (
    BizPolicy *self, const char *part, const char *key, const BizMoney *zero, BizMoney *amount)
{
  JsonObject *amounts = get_amounts (key, biz_policy_get_section (self, part));

  return amounts != NULL && json_object_has_member (amounts, zero->currency)
         && biz_money_from_json (amounts, zero->currency, zero, amount, NULL);
}

GListModel *
biz_policy_list_codes (BizPolicy *self, const char *part, const char *key)
{
  const BizPolicySetting *setting = find (part, key);
  GListStore *store = g_list_store_new (BIZ_TYPE_CHOICE);
  JsonArray *list = get_list (biz_policy_get_section (self, part), key);

  g_return_val_if_fail (setting != NULL, G_LIST_MODEL (store));

  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    {
      g_autoptr (BizChoice) choice = NULL;
      JsonObject *entry = NULL;

      if (!erp_json_get_object (json_array_get_element (list, i), &entry, NULL))
        continue;
      choice = biz_choice_new (i + 1, get_text (entry, "label"), get_text (entry, "code"));
      g_list_store_append (store, choice);
    }
  for (const BizPolicyCode *c = setting->codes; list == NULL && c != NULL && c->code != NULL; c++)
    {
      g_autoptr (BizChoice) choice = biz_choice_new (c - setting->codes + 1, _ (c->label), c->code);

      g_list_store_append (store, choice);
    }

  return G_LIST_MODEL (store);
}

char *
biz_policy_dup_code_label (BizPolicy *self, const char *part, const char *key, const char *code)
{
  g_autoptr (GListModel) codes = biz_policy_list_codes (self, part, key);

  for (guint i = 0; i < g_list_model_get_n_items (codes); i++)
    {
      g_autoptr (BizChoice) choice = g_list_model_get_item (codes, i);

      if (g_strcmp0 (biz_choice_get_code (choice), code) == 0)
        return g_strdup (biz_choice_get_name (choice));
    }

  return g_strdup (code);
}

JsonArray *
biz_policy_get_authority (BizPolicy *self, const char *part, const char *key)
{
  return get_list (biz_policy_get_section (self, part), key);
}
