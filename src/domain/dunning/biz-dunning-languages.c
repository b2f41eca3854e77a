/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-dunning-languages.h"

#include "biz-choice.h"
#include "biz-dunning-letter.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static BizChoice *
find (GListModel *languages, const char *code)
{
  for (guint i = 0; i < g_list_model_get_n_items (languages); i++)
    {
      g_autoptr (BizChoice) choice = g_list_model_get_item (languages, i);

      if (g_strcmp0 (biz_choice_get_code (choice), code) == 0)
        return choice; /* the list holds it */
    }

  return NULL;
}

static void
add (GListStore *languages, const char *code, const char *name)
{
  g_autoptr (BizChoice) choice = NULL;

  if (find (G_LIST_MODEL (languages), code) != NULL)
    return;
  choice =
      biz_choice_new ((gint64)g_list_model_get_n_items (G_LIST_MODEL (languages)) + 1, name, code);
  g_list_store_append (languages, choice);
}

/* "de" of "de_AT" */
static char *
get_tongue (const char *code)
{
  return g_strndup (code, strcspn (code, "_@.-"));
}

static guint
count_tongue (GListModel *active, const char *tongue)
{
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (active); i++)
    {
      g_autoptr (BizChoice) choice = g_list_model_get_item (active, i);
      const char *code = biz_choice_get_code (choice);
      g_autofree char *own = code != NULL ? get_tongue (code) : NULL;

      n += g_strcmp0 (own, tongue) == 0;
    }

  return n;
}

/* "German / Deutsch" of "German (AT) / Deutsch (AT)": of the language whatever the country */
static char *
strip_countries (const char *name)
{
  GString *text = g_string_new (NULL);
  guint depth = 0;

  for (const char *p = name; *p != '\0'; p++)
    {
      if (*p == '(')
        {
          depth++;
          if (text->len > 0 && text->str[text->len - 1] == ' ')
            g_string_truncate (text, text->len - 1);
        }
      else if (*p == ')' && depth > 0)
        depth--;
      else if (depth == 0)
        g_string_append_c (text, *p);
    }
  g_strstrip (text->str);

  return g_string_free (text, FALSE);
}

GListModel *
biz_dunning_languages_list (GListModel *active, GPtrArray *letters)
{
  GListStore *languages = g_list_store_new (BIZ_TYPE_CHOICE);

  g_return_val_if_fail (G_IS_LIST_MODEL (active) && letters != NULL, G_LIST_MODEL (languages));

  add (languages, "", _ ("All languages"));
  for (guint i = 0; i < g_list_model_get_n_items (active); i++)
    {
      g_autoptr (BizChoice) choice = g_list_model_get_item (active, i);
      const char *code = biz_choice_get_code (choice);
      g_autofree char *tongue = code != NULL ? get_tongue (code) : NULL;
      g_autofree char *name = strip_countries (biz_choice_get_name (choice));

      if (tongue == NULL || *tongue == '\0')
        continue;
      add (languages, tongue, name);
      if (count_tongue (active, tongue) > 1)
        add (languages, code, biz_choice_get_name (choice));
    }
  add (languages, "en", _ ("English"));
  add (languages, "de", _ ("German"));
  for (guint i = 0; i < letters->len; i++)
    {
      const BizDunningLetter *letter = g_ptr_array_index (letters, i);

      add (languages, letter->language, letter->language);
    }

  return G_LIST_MODEL (languages);
}

char *
biz_dunning_languages_dup_name (GListModel *languages, const char *code)
{
  BizChoice *choice;

  g_return_val_if_fail (G_IS_LIST_MODEL (languages) && code != NULL, NULL);

  choice = find (languages, code);

  return g_strdup (choice != NULL ? biz_choice_get_name (choice) : code);
}
