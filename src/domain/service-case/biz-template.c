/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-template.h"

#include "erp-call.h"
#include "erp-client.h"
#include "erp-domain.h"
#include "erp-error.h"
#include "erp-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_TEMPLATES 500

struct _BizTemplate
{
  GObject parent_instance;

  char *name;   /* (owned) */
  char *text;   /* (owned) */
  char *folded; /* (owned): both, to search in */

  BizServiceText *macro; /* (owned) (nullable) */
  char *about;           /* (owned) (nullable): what the macro does */
};

G_DEFINE_FINAL_TYPE (BizTemplate, biz_template, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_NAME,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static void
biz_template_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  BizTemplate *self = BIZ_TEMPLATE (object);

  if (id == PROP_NAME)
    g_value_set_string (value, self->name);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
biz_template_finalize (GObject *object)
{
  BizTemplate *self = BIZ_TEMPLATE (object);

  g_free (self->name);
  g_free (self->text);
  g_free (self->folded);
  g_free (self->about);
  g_clear_pointer (&self->macro, biz_service_text_free);

  G_OBJECT_CLASS (biz_template_parent_class)->finalize (object);
}

static void
biz_template_class_init (BizTemplateClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = biz_template_get_property;
  object_class->finalize = biz_template_finalize;
  properties[PROP_NAME] =
      g_param_spec_string ("name", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
biz_template_init (BizTemplate *self)
{
}

BizTemplate *
biz_template_new (const char *name, const char *text)
{
  g_autofree char *both = NULL;
  BizTemplate *self;

  g_return_val_if_fail (name != NULL && text != NULL, NULL);

  self = g_object_new (BIZ_TYPE_TEMPLATE, NULL);
  self->name = g_strdup (name);
  self->text = g_strdup (text);
  both = g_strdup_printf ("%s\n%s", name, text);
  self->folded = g_utf8_casefold (both, -1);

  return self;
}

/**
 * biz_template_new_macro:
 * @macro: a macro of the policy
 * @text: (nullable): what it says, filled
 *
 * Returns: (transfer full): the same as a text that is offered
 */
BizTemplate *
biz_template_new_macro (const BizServiceText *macro, const char *text)
{
  BizTemplate *self;

  g_return_val_if_fail (macro != NULL, NULL);

  self = biz_template_new (macro->name, text != NULL ? text : "");
  self->macro = biz_service_text_new (macro->name, text);
  self->macro->reply = macro->reply;
  self->macro->stage = g_strdup (macro->stage);
  self->macro->priority = macro->priority;
  self->macro->mine = macro->mine;
  self->about = biz_service_text_describe (self->macro);

  return self;
}

BizTemplate *
biz_template_new_from_json (JsonObject *row, GError **error)
{
  const char *name;
  const char *text;

  g_return_val_if_fail (row != NULL, NULL);

  if (!erp_json_get_string (row, "source", &name, error)
      || !erp_json_get_string (row, "substitution", &text, error))
    return NULL;

  return biz_template_new (name != NULL ? name : "", text != NULL ? text : "");
}

const char *
biz_template_get_name (BizTemplate *self)
{
  g_return_val_if_fail (BIZ_IS_TEMPLATE (self), NULL);

  return self->name;
}

const char *
biz_template_get_text (BizTemplate *self)
{
  g_return_val_if_fail (BIZ_IS_TEMPLATE (self), NULL);

  return self->text;
}

const BizServiceText *
biz_template_get_macro (BizTemplate *self)
{
  g_return_val_if_fail (BIZ_IS_TEMPLATE (self), NULL);

  return self->macro;
}

const char *
biz_template_get_about (BizTemplate *self)
{
  g_return_val_if_fail (BIZ_IS_TEMPLATE (self), NULL);

  return self->about != NULL ? self->about : self->text;
}

static gboolean
is_known (const char *name, gsize length, const BizTemplateFacts *facts, const char **value)
{
  const struct
  {
    const char *name;
    const char *value;
  } known[] = {
    { "customer", facts->customer }, { "number", facts->number },
    { "subject", facts->subject },   { "me", facts->me },
    { "company", facts->company },   { "team", facts->team },
    { "today", facts->today },       { "user", facts->me },
  };

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (strlen (known[i].name) == length && g_ascii_strncasecmp (known[i].name, name, length) == 0)
      {
        *value = known[i].value;
        return TRUE;
      }

  return FALSE;
}

char *
biz_template_fill (const char *text, const BizTemplateFacts *facts, guint *n_left)
{
  g_autoptr (GString) filled = g_string_new (NULL);
  guint left = 0;

  g_return_val_if_fail (text != NULL && facts != NULL, NULL);

  while (*text != '\0')
    {
      const char *end = *text == '{' ? strchr (text, '}') : NULL;
      const char *value = NULL;

      if (end != NULL && is_known (text + 1, (gsize)(end - text - 1), facts, &value))
        {
          if (value != NULL && *value != '\0')
            {
              g_string_append (filled, value);
              text = end + 1;
              continue;
            }
          left++;
        }
      g_string_append_c (filled, *text++);
    }
  if (n_left != NULL)
    *n_left = left;

  return g_string_free (g_steal_pointer (&filled), FALSE);
}

gboolean
biz_template_check (const char *text, GError **error)
{
  const BizTemplateFacts none = { 0 };

  g_return_val_if_fail (text != NULL, FALSE);

  while ((text = strchr (text, '{')) != NULL)
    {
      const gsize length = strcspn (++text, "{}\n");
      g_autofree char *name = NULL;
      const char *value = NULL;

      if (length == 0 || text[length] != '}' || is_known (text, length, &none, &value))
        continue;
      name = g_strndup (text, length);
      g_set_error (error, ERP_ERROR, ERP_ERROR_VALIDATION,
                   _ ("Nothing can be put in the place of “{%s}”. Use one of: %s."), name,
                   "customer, number, subject, me, company, team, today");
      return FALSE;
    }

  return TRUE;
}

gboolean
biz_template_matches (BizTemplate *self, const char *search)
{
  g_autofree char *folded = NULL;
  g_auto (GStrv) words = NULL;

  g_return_val_if_fail (BIZ_IS_TEMPLATE (self), FALSE);

  if (search == NULL)
    return TRUE;
  folded = g_utf8_casefold (search, -1);
  words = g_strsplit_set (folded, " \t\n", -1);
  for (guint i = 0; words[i] != NULL; i++)
    if (strstr (self->folded, words[i]) == NULL)
      return FALSE;

  return TRUE;
}

/* Where they are: each series of the ERP has its own. */
static const char *const models[] = { "mail.canned.response", "mail.shortcode" };

static gpointer
decode (JsonNode *result, gpointer user_data, GError **error)
{
  g_autoptr (GListStore) list = g_list_store_new (BIZ_TYPE_TEMPLATE);
  JsonArray *rows;

  if (!erp_json_get_array (result, &rows, error))
    return NULL;
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      g_autoptr (BizTemplate) item = NULL;
      JsonObject *row;

      if (!erp_json_get_object (json_array_get_element (rows, i), &row, error))
        return NULL;
      item = biz_template_new_from_json (row, error);
      if (item == NULL)
        return NULL;
      if (*item->text != '\0')
        g_list_store_append (list, item);
    }

  return g_steal_pointer (&list);
}

static void ask (GTask *task, ErpClient *client, guint index);

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  const guint index = GPOINTER_TO_UINT (g_task_get_task_data (task));
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) list = erp_client_call_finish (ERP_CLIENT (source), result, &error);

  if (list != NULL)
    g_task_return_pointer (task, g_steal_pointer (&list), g_object_unref);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
           || g_error_matches (error, ERP_ERROR, ERP_ERROR_UNREACHABLE)
           || g_error_matches (error, ERP_ERROR, ERP_ERROR_TIMEOUT))
    g_task_return_error (task, g_steal_pointer (&error));
  else if (index + 1 < G_N_ELEMENTS (models))
    ask (task, ERP_CLIENT (source), index + 1);
  else
    g_task_return_pointer (task, g_list_store_new (BIZ_TYPE_TEMPLATE), g_object_unref);
}

static void
ask (GTask *task, ErpClient *client, guint index)
{
  static const char *const fields[] = { "source", "substitution", NULL };
  g_autoptr (ErpDomain) domain = erp_domain_new ();
  g_autoptr (ErpCall) call = erp_call_new_read (models[index], "search_read");

  erp_call_set_arg_domain (call, "domain", domain);
  erp_call_set_arg_strv (call, "fields", fields);
  erp_call_set_arg_int (call, "limit", MAX_TEMPLATES);
  erp_call_set_arg_string (call, "order", "source");
  erp_call_set_decoder (call, decode, NULL, NULL, g_object_unref);
  g_task_set_task_data (task, GUINT_TO_POINTER (index), NULL);
  erp_client_call_async (client, call, g_task_get_cancellable (task), answered_cb,
                         g_object_ref (task));
}

/**
 * biz_templates_load_async:
 * @client: the server
 * @cancellable: (nullable): to stop
 * @callback: called when done
 * @user_data: for @callback
 *
 * One request; where the server does not know the newer kind, a second one.
 */
void
biz_templates_load_async (ErpClient *client,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (ERP_IS_CLIENT (client));

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, biz_templates_load_async);
  ask (task, client, 0);
}

GListModel *
biz_templates_load_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
