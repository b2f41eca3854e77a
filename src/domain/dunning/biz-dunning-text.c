/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-dunning-text.h"

#include "biz-dunning.h"
#include "biz-policy-part.h"
#include "biz-policy-private.h"
#include "erp-error.h"
#include "erp-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const char *const placeholders[] = { "customer", "amount",  "invoices", "oldest_days",
                                            "contact",  "company", "date",     NULL };

/* In the customer's language, whatever the person at the screen reads. */
static const struct
{
  const char *language;
  BizDunningTemplate levels[BIZ_DUNNING_MAX_LEVELS];
} own[] = {
  { "en",
    { { "Payment reminder: {amount}",
        "Dear Sir or Madam,\n\n"
        "perhaps it escaped your notice: the following documents are past their due date.\n\n"
        "{invoices}\n\n"
        "Together {amount}. Please pay within the next days. If something is wrong with one of "
        "them, tell us. If you have paid meanwhile, please take this letter as settled.\n\n"
        "Kind regards\n{contact}\n{company}" },
      { "Second reminder: {amount}",
        "Dear Sir or Madam,\n\n"
        "we have not received a payment for the following documents, the oldest of which is "
        "{oldest_days} days overdue.\n\n"
        "{invoices}\n\n"
        "Please pay {amount} within seven days, or tell us when you will.\n\n"
        "Kind regards\n{contact}\n{company}" },
      { "Final reminder: {amount}",
        "Dear Sir or Madam,\n\n"
        "in spite of our reminders the following documents are still open.\n\n"
        "{invoices}\n\n"
        "We ask you for the last time to pay {amount} within seven days. After that we will have "
        "to take further steps and to hold deliveries.\n\n"
        "Kind regards\n{contact}\n{company}" } } },
  { "de",
    { { "Zahlungserinnerung: {amount}",
        "Sehr geehrte Damen und Herren,\n\n"
        "sicher ist es Ihrer Aufmerksamkeit entgangen: Die folgenden Belege sind überfällig.\n\n"
        "{invoices}\n\n"
        "Zusammen {amount}. Bitte zahlen Sie in den nächsten Tagen. Wenn mit einem der Belege "
        "etwas nicht stimmt, sagen Sie es uns bitte. Haben Sie inzwischen gezahlt, betrachten Sie "
        "dieses Schreiben bitte als erledigt.\n\n"
        "Mit freundlichen Grüßen\n{contact}\n{company}" },
      { "Zweite Mahnung: {amount}",
        "Sehr geehrte Damen und Herren,\n\n"
        "für die folgenden Belege, von denen der älteste seit {oldest_days} Tagen überfällig ist, "
        "haben wir noch keine Zahlung erhalten.\n\n"
        "{invoices}\n\n"
        "Bitte zahlen Sie {amount} innerhalb von sieben Tagen oder sagen Sie uns, wann Sie "
        "zahlen.\n\n"
        "Mit freundlichen Grüßen\n{contact}\n{company}" },
      { "Letzte Mahnung: {amount}",
        "Sehr geehrte Damen und Herren,\n\n"
        "trotz unserer Erinnerungen sind die folgenden Belege weiter offen.\n\n"
        "{invoices}\n\n"
        "Wir fordern Sie letztmals auf, {amount} innerhalb von sieben Tagen zu zahlen. Danach "
        "müssen wir weitere Schritte einleiten und Lieferungen zurückhalten.\n\n"
        "Mit freundlichen Grüßen\n{contact}\n{company}" } } },
};

const char *const *
biz_dunning_list_placeholders (void)
{
  return placeholders;
}

const char *
biz_dunning_describe_placeholder (const char *name)
{
  static const char *const words[] = {
    N_ ("The customer’s name"),
    N_ ("What is overdue, with its currency"),
    N_ ("The overdue documents, a line each with due date and amount"),
    N_ ("Days since the oldest of them was due"),
    N_ ("Who sends the letter"),
    N_ ("The company that it is owed to"),
    N_ ("The day it is sent"),
  };

  g_return_val_if_fail (name != NULL, NULL);
  G_STATIC_ASSERT (G_N_ELEMENTS (words) == G_N_ELEMENTS (placeholders) - 1);

  for (gsize i = 0; placeholders[i] != NULL; i++)
    if (g_str_equal (placeholders[i], name))
      return _ (words[i]);

  return NULL;
}

/* What stands behind "{name}"; NULL where @text does not begin with one. @name: (out) */
static const char *
read_placeholder (const char *text, char **name)
{
  const char *end = text + 1;

  if (*text != '{')
    return NULL;
  while (g_ascii_islower (*end) || *end == '_')
    end++;
  if (*end != '}' || end == text + 1)
    return NULL;
  *name = g_strndup (text + 1, (gsize)(end - text - 1));

  return end + 1;
}

gboolean
biz_dunning_check_template (const char *text, GError **error)
{
  g_return_val_if_fail (text != NULL, FALSE);

  for (const char *p = strchr (text, '{'); p != NULL; p = strchr (p + 1, '{'))
    {
      g_autofree char *name = NULL;
      g_autofree char *known = NULL;

      if (read_placeholder (p, &name) == NULL || g_strv_contains (placeholders, name))
        continue;
      known = g_strjoinv (", ", (char **)placeholders);
      g_set_error (error, ERP_ERROR, ERP_ERROR_VALIDATION,
                   /* Translators: a word in braces, and those that can be used */
                   _ ("Nothing can be put in the place of “{%s}”. Use one of: %s."), name, known);
      return FALSE;
    }

  return TRUE;
}

char *
biz_dunning_fill (const char *text, const BizDunningValue *values, gsize n_values)
{
  GString *filled = g_string_new (NULL);

  g_return_val_if_fail (text != NULL, NULL);

  while (*text != '\0')
    {
      g_autofree char *name = NULL;
      const char *behind = read_placeholder (text, &name);
      const char *value = NULL;

      for (gsize i = 0; behind != NULL && i < n_values; i++)
        if (g_str_equal (values[i].name, name))
          value = values[i].value != NULL ? values[i].value : "";
      if (value != NULL)
        {
          g_string_append (filled, value);
          text = behind;
        }
      else
        g_string_append_c (filled, *text++);
    }

  return g_string_free (filled, FALSE);
}

static gboolean
read_own (
    BizPolicy *policy, guint level, const char *language, BizDunningTemplate *template, int *best)
{
  JsonObject *section = biz_policy_get_section (policy, BIZ_POLICY_REMINDERS);
  JsonArray *texts;

  if (section == NULL || !json_object_has_member (section, "texts")
      || !erp_json_get_array (json_object_get_member (section, "texts"), &texts, NULL))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (texts); i++)
    {
      JsonObject *object = NULL;
      const char *subject = NULL, *text = NULL, *tongue = NULL;
      gint64 of = 0;

      if (!erp_json_get_object (json_array_get_element (texts, i), &object, NULL)
          || !erp_json_get_int (object, "level", &of, NULL) || of != level
          || !erp_json_get_string (object, "subject", &subject, NULL)
          || !erp_json_get_string (object, "text", &text, NULL))
        continue;
      if (json_object_has_member (object, "language"))
        erp_json_get_string (object, "language", &tongue, NULL);
      if (tongue == NULL)
        tongue = "";
      /* the most exact language; one without a language is for all */
      if (!g_str_has_prefix (language != NULL ? language : "", tongue)
          || (int)strlen (tongue) <= *best)
        continue;
      *best = (int)strlen (tongue);
      *template = (BizDunningTemplate){ subject, text };
    }

  return *best >= 0;
}

BizDunningTemplate
biz_dunning_get_template (BizPolicy *policy, guint level, const char *language)
{
  const guint index = CLAMP (level, 1, BIZ_DUNNING_MAX_LEVELS) - 1;
  BizDunningTemplate template = own[0].levels[index];
  int best = -1;

  if (policy != NULL && read_own (policy, index + 1, language, &template, &best))
    return template;
  for (gsize i = 0; language != NULL && i < G_N_ELEMENTS (own); i++)
    if (g_str_has_prefix (language, own[i].language))
      template = own[i].levels[index];

  return template;
}

BizDunningTemplate
biz_dunning_get_statement (const char *language)
{
  if (language != NULL && g_str_has_prefix (language, "de"))
    return (BizDunningTemplate){
      "Kontoauszug {company} vom {date}",
      "Sehr geehrte Damen und Herren,\n\n"
      "anbei erhalten Sie den Auszug Ihres Kontos vom {date}. Offen sind {amount}.\n\n"
      "Bitte vergleichen Sie ihn mit Ihren Büchern und sagen Sie uns, wenn etwas nicht "
      "übereinstimmt.\n\n"
      "Mit freundlichen Grüßen\n{contact}\n{company}",
    };

  return (BizDunningTemplate){
    "Statement of account, {company}, {date}",
    "Dear Sir or Madam,\n\n"
    "please find enclosed the statement of your account as of {date}. {amount} is open.\n\n"
    "Please compare it with your books and tell us where they differ.\n\n"
    "Kind regards\n{contact}\n{company}",
  };
}
