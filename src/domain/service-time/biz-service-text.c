/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-service-text.h"

#include "biz-policy-part.h"
#include "biz-policy-private.h"
#include "biz-service-target.h"
#include "biz-template.h"
#include "biz-ticket.h"
#include "erp-error.h"
#include "erp-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define SHOWN 40

static const struct
{
  const char *name, *text;
} usual_templates[] = {
  { N_ ("We are looking into it"),
    N_ ("Hello {customer},\n\nthank you for your message. We are looking into it and will be back "
        "to you soon.\n\nKind regards\n{user}") },
  { N_ ("Photos, please"),
    N_ ("Hello {customer},\n\nwe are sorry about the damage. Please send us two or three photos of "
        "the goods and of the packaging; we need them for the carrier.\n\nKind regards\n{user}") },
  { N_ ("Settled"),
    N_ ("Hello {customer},\n\nthis is settled now. If anything is left open, just answer this "
        "mail.\n\nKind regards\n{user}") },
};

BizServiceText *
biz_service_text_new (const char *name, const char *text)
{
  BizServiceText *self = g_new0 (BizServiceText, 1);

  self->name = g_strdup (name);
  self->text = text != NULL && *text != '\0' ? g_strdup (text) : NULL;
  self->priority = -1;

  return self;
}

void
biz_service_text_free (BizServiceText *self)
{
  g_free (self->name);
  g_free (self->text);
  g_free (self->stage);
  g_free (self->category);
  g_free (self);
}

/* FALSE where it is there and no text of that length. */
static gboolean
read_text (JsonObject *row, const char *member, gsize most, const char **text)
{
  *text = NULL;

  return !json_object_has_member (row, member)
         || (erp_json_get_string (row, member, text, NULL)
             && (*text == NULL || strlen (*text) <= most));
}

static gboolean
read_flag (JsonObject *row, const char *member, gboolean *flag)
{
  *flag = FALSE;

  return !json_object_has_member (row, member) || erp_json_get_bool (row, member, flag, NULL);
}

/* (transfer full) (nullable): NULL where the entry is none */
static BizServiceText *
read_entry (JsonNode *node)
{
  g_autoptr (BizServiceText) self = NULL;
  JsonObject *row = NULL;
  const char *name, *text, *stage, *category;
  gint64 priority = -1;

  if (!erp_json_get_object (node, &row, NULL)
      || !read_text (row, "name", BIZ_POLICY_MAX_LABEL, &name) || name == NULL || *name == '\0'
      || !read_text (row, "text", BIZ_SERVICE_MAX_TEXT, &text)
      || !read_text (row, "stage", BIZ_POLICY_MAX_LABEL, &stage)
      || !read_text (row, "category", BIZ_POLICY_MAX_LABEL, &category))
    return NULL;
  if (json_object_has_member (row, "priority")
      && (!erp_json_get_int (row, "priority", &priority, NULL) || priority < 0
          || priority >= BIZ_SERVICE_PRIORITIES))
    return NULL;
  self = biz_service_text_new (name, text);
  self->stage = stage != NULL && *stage != '\0' ? g_strdup (stage) : NULL;
  self->category = category != NULL && *category != '\0' ? g_strdup (category) : NULL;
  self->priority = (int)priority;
  if (!read_flag (row, "reply", &self->reply) || !read_flag (row, "mine", &self->mine))
    return NULL;

  return g_steal_pointer (&self);
}

gboolean
biz_service_text_check (JsonNode *node)
{
  g_autoptr (BizServiceText) entry = read_entry (node);

  return entry != NULL;
}

GPtrArray *
biz_service_text_list_section (JsonObject *section, const char *key)
{
  GPtrArray *texts = g_ptr_array_new_with_free_func ((GDestroyNotify)biz_service_text_free);
  JsonArray *rows = NULL;

  if (section != NULL && json_object_has_member (section, key))
    erp_json_get_array (json_object_get_member (section, key), &rows, NULL);
  for (guint i = 0; rows != NULL && i < json_array_get_length (rows); i++)
    {
      BizServiceText *entry = read_entry (json_array_get_element (rows, i));

      if (entry != NULL)
        g_ptr_array_add (texts, entry);
    }

  return texts;
}

/**
 * biz_service_text_list_templates:
 * @policy: (nullable): of a company
 *
 * Returns: (transfer full) (element-type BizServiceText): the texts for replies
 */
GPtrArray *
biz_service_text_list_templates (BizPolicy *policy)
{
  GPtrArray *texts = biz_service_text_list_section (
      policy != NULL ? biz_policy_get_section (policy, BIZ_POLICY_SERVICE) : NULL, "templates");

  if (texts->len > 0)
    return texts;
  for (gsize i = 0; i < G_N_ELEMENTS (usual_templates); i++)
    {
      BizServiceText *text =
          biz_service_text_new (_ (usual_templates[i].name), _ (usual_templates[i].text));

      text->reply = TRUE;
      g_ptr_array_add (texts, text);
    }

  return texts;
}

GPtrArray *
biz_service_text_list_macros (BizPolicy *policy)
{
  return biz_service_text_list_section (
      policy != NULL ? biz_policy_get_section (policy, BIZ_POLICY_SERVICE) : NULL, "macros");
}

GPtrArray *
biz_service_text_list_own (BizPolicy *policy, const char *key)
{
  g_return_val_if_fail (BIZ_IS_POLICY (policy) && key != NULL, NULL);

  return biz_service_text_list_section (biz_policy_get_section (policy, BIZ_POLICY_SERVICE), key);
}

static JsonObject *
write_entry (const BizServiceText *text)
{
  JsonObject *row = json_object_new ();

  json_object_set_string_member (row, "name", text->name);
  if (text->text != NULL)
    json_object_set_string_member (row, "text", text->text);
  if (text->reply)
    json_object_set_boolean_member (row, "reply", TRUE);
  if (text->stage != NULL)
    json_object_set_string_member (row, "stage", text->stage);
  if (text->category != NULL)
    json_object_set_string_member (row, "category", text->category);
  if (text->priority >= 0)
    json_object_set_int_member (row, "priority", text->priority);
  if (text->mine)
    json_object_set_boolean_member (row, "mine", TRUE);

  return row;
}

JsonNode *
biz_service_text_to_json (GPtrArray *texts)
{
  g_autoptr (JsonArray) rows = NULL;

  g_return_val_if_fail (texts != NULL, NULL);

  if (texts->len == 0)
    return NULL;
  rows = json_array_new ();
  for (guint i = 0; i < texts->len; i++)
    json_array_add_object_element (rows, write_entry (g_ptr_array_index (texts, i)));

  return json_node_init_array (json_node_alloc (), rows);
}

static void
add_word (GString *words, char *word)
{
  g_string_append_printf (words, "%s%s", words->len > 0 ? ", " : "", word);
  g_free (word);
}

static char *
shorten (const char *text)
{
  g_autofree char *line = g_strdelimit (g_strdup (text), "\r\n\t", ' ');

  if (g_utf8_strlen (line, -1) <= SHOWN)
    return g_steal_pointer (&line);
  *g_utf8_offset_to_pointer (line, SHOWN) = '\0';

  return g_strconcat (line, "…", NULL);
}

char *
biz_service_text_describe (const BizServiceText *self)
{
  GString *words = g_string_new (NULL);

  g_return_val_if_fail (self != NULL, NULL);

  if (self->stage != NULL)
    add_word (words, g_strdup_printf (_ ("stage “%s”"), self->stage));
  if (self->category != NULL)
    add_word (words, g_strdup_printf (_ ("category “%s”"), self->category));
  if (self->priority >= 0)
    add_word (words,
              g_strdup_printf (_ ("priority %s"), biz_ticket_priority_to_label (self->priority)));
  if (self->mine)
    add_word (words, g_strdup (_ ("becomes yours")));
  if (self->text != NULL)
    {
      g_autofree char *text = shorten (self->text);

      add_word (words, g_strdup_printf (self->reply ? _ ("reply “%s”") : _ ("note “%s”"), text));
    }

  return g_string_free (words, FALSE);
}

static gboolean
is_named_before (GPtrArray *texts, guint index)
{
  const BizServiceText *text = g_ptr_array_index (texts, index);
  g_autofree char *name = g_utf8_casefold (text->name, -1);

  for (guint i = 0; i < index; i++)
    {
      const BizServiceText *other = g_ptr_array_index (texts, i);
      g_autofree char *folded = g_utf8_casefold (other->name, -1);

      if (g_str_equal (name, folded))
        return TRUE;
    }

  return FALSE;
}

static gboolean
check_text (GPtrArray *texts, guint index, GError **error)
{
  const BizServiceText *text = g_ptr_array_index (texts, index);

  if (text->name == NULL || *text->name == '\0' || strlen (text->name) > BIZ_POLICY_MAX_LABEL)
    g_set_error (error, ERP_ERROR, ERP_ERROR_VALIDATION,
                 _ ("Each text of the service desk needs a name of at most %d letters."),
                 BIZ_POLICY_MAX_LABEL);
  else if (is_named_before (texts, index))
    g_set_error (error, ERP_ERROR, ERP_ERROR_VALIDATION,
                 _ ("There are two texts of the service desk named “%s”."), text->name);
  else if (text->text == NULL || strlen (text->text) > BIZ_SERVICE_MAX_TEXT)
    g_set_error (error, ERP_ERROR, ERP_ERROR_VALIDATION,
                 _ ("“%s” needs a text of at most %d letters."), text->name, BIZ_SERVICE_MAX_TEXT);
  else if (text->stage != NULL && strlen (text->stage) > BIZ_POLICY_MAX_LABEL)
    g_set_error (error, ERP_ERROR, ERP_ERROR_VALIDATION,
                 _ ("The stage of “%s” is too long: at most %d letters."), text->name,
                 BIZ_POLICY_MAX_LABEL);
  else if (text->category != NULL && strlen (text->category) > BIZ_POLICY_MAX_LABEL)
    g_set_error (error, ERP_ERROR, ERP_ERROR_VALIDATION,
                 _ ("The category of “%s” is too long: at most %d letters."), text->name,
                 BIZ_POLICY_MAX_LABEL);
  else
    return biz_template_check (text->text, error);

  return FALSE;
}

static char *
to_text (GPtrArray *texts)
{
  g_autoptr (JsonNode) node = biz_service_text_to_json (texts);

  return node != NULL ? erp_json_to_string (node) : g_strdup ("");
}

/**
 * biz_service_text_apply:
 * @texts: (element-type BizServiceText): all that the company is to have, in their order
 * @key: "templates" or "macros"
 * @edit: a change of a policy; what is in the file already stays as it is, however it is written
 * @error: return location
 *
 * Returns: FALSE with ERP_ERROR_VALIDATION; nothing is changed then
 */
gboolean
biz_service_text_apply (GPtrArray *texts, const char *key, BizPolicyEdit *edit, GError **error)
{
  g_autoptr (GPtrArray) before = NULL;
  g_autofree char *was = NULL, *is = NULL;

  g_return_val_if_fail (texts != NULL && key != NULL && BIZ_IS_POLICY_EDIT (edit), FALSE);

  before = biz_service_text_list_own (biz_policy_edit_get_before (edit), key);
  was = to_text (before);
  is = to_text (texts);
  if (g_str_equal (was, is))
    return TRUE;
  if (texts->len > BIZ_SERVICE_MAX_TEXTS)
    {
      g_set_error (error, ERP_ERROR, ERP_ERROR_VALIDATION,
                   _ ("There are too many texts of the service desk: at most %d."),
                   BIZ_SERVICE_MAX_TEXTS);
      return FALSE;
    }
  for (guint i = 0; i < texts->len; i++)
    if (!check_text (texts, i, error))
      return FALSE;
  biz_policy_edit_take_value (edit, BIZ_POLICY_SERVICE, key, biz_service_text_to_json (texts));

  return TRUE;
}
