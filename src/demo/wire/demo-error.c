/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-error.h"

typedef struct
{
  char *name;           /* (nullable) (owned): instead of the code's own name */
  JsonArray *arguments; /* (nullable) (owned): instead of the message alone */
} DemoErrorPrivate;

static void
demo_error_private_init (DemoErrorPrivate *self)
{
}

static void
demo_error_private_copy (const DemoErrorPrivate *from, DemoErrorPrivate *to)
{
  to->name = g_strdup (from->name);
  to->arguments = from->arguments ? json_array_ref (from->arguments) : NULL;
}

static void
demo_error_private_clear (DemoErrorPrivate *self)
{
  g_free (self->name);
  g_clear_pointer (&self->arguments, json_array_unref);
}

G_DEFINE_EXTENDED_ERROR (DemoError, demo_error)

typedef struct
{
  const char *name;
  guint status;
} DemoErrorKind;

static const DemoErrorKind kinds[] = {
  [DEMO_ERROR_ACCESS] = { "odoo.exceptions.AccessError", 403 },
  [DEMO_ERROR_ACCESS_DENIED] = { "odoo.exceptions.AccessDenied", 403 },
  [DEMO_ERROR_MISSING] = { "odoo.exceptions.MissingError", 404 },
  [DEMO_ERROR_USER] = { "odoo.exceptions.UserError", 422 },
  [DEMO_ERROR_VALIDATION] = { "odoo.exceptions.ValidationError", 422 },
  [DEMO_ERROR_REDIRECT_WARNING] = { "odoo.exceptions.RedirectWarning", 500 },
  [DEMO_ERROR_CHECK_IDENTITY] = { "odoo.http.CheckIdentityException", 500 },
  [DEMO_ERROR_VALUE] = { "builtins.ValueError", 500 },
  [DEMO_ERROR_TYPE] = { "builtins.TypeError", 500 },
  [DEMO_ERROR_KEY] = { "builtins.KeyError", 500 },
  [DEMO_ERROR_INDEX] = { "builtins.IndexError", 500 },
  [DEMO_ERROR_ATTRIBUTE] = { "builtins.AttributeError", 500 },
  [DEMO_ERROR_INTEGRITY] = { "psycopg2.errors.IntegrityError", 500 },
  [DEMO_ERROR_NOT_FOUND] = { "werkzeug.exceptions.NotFound", 404 },
  [DEMO_ERROR_UNAUTHORIZED] = { "werkzeug.exceptions.Unauthorized", 401 },
  [DEMO_ERROR_BAD_REQUEST] = { "werkzeug.exceptions.BadRequest", 400 },
  [DEMO_ERROR_UNPROCESSABLE] = { "werkzeug.exceptions.UnprocessableEntity", 422 },
  [DEMO_ERROR_TOO_LARGE] = { "werkzeug.exceptions.RequestEntityTooLarge", 413 },
  [DEMO_ERROR_INTERNAL] = { "builtins.RuntimeError", 500 },
};

static const DemoErrorKind *
find_kind (const GError *error)
{
  if (error->domain == DEMO_ERROR && (guint)error->code < G_N_ELEMENTS (kinds))
    return &kinds[error->code];
  return &kinds[DEMO_ERROR_INTERNAL];
}

/**
 * demo_error_set_redirect:
 * @error: (nullable): where to set it
 * @text: what is wrong
 * @action: (transfer full): the id or the description of the action that mends it
 * @button: the label of the button that opens the action
 *
 * Sets a warning that sends the person elsewhere first.
 */
void
demo_error_set_redirect (GError **error, const char *text, JsonNode *action, const char *button)
{
  g_autoptr (GError) made = g_error_new_literal (DEMO_ERROR, DEMO_ERROR_REDIRECT_WARNING, text);
  DemoErrorPrivate *priv = demo_error_get_private (made);

  priv->arguments = json_array_new ();
  json_array_add_string_element (priv->arguments, text);
  json_array_add_element (priv->arguments, action);
  json_array_add_string_element (priv->arguments, button);
  g_propagate_error (error, g_steal_pointer (&made));
}

/**
 * demo_error_set_named:
 * @error: (nullable): where to set it
 * @code: the kind
 * @name: the exception's full name
 * @text: the sentence
 *
 * Sets an error under a name of its own.
 */
void
demo_error_set_named (GError **error, DemoError code, const char *name, const char *text)
{
  g_autoptr (GError) made = g_error_new_literal (DEMO_ERROR, code, text);
  DemoErrorPrivate *priv = demo_error_get_private (made);

  priv->name = g_strdup (name);
  g_propagate_error (error, g_steal_pointer (&made));
}

/**
 * demo_error_get_status:
 * @error: an error
 *
 * Returns: the HTTP status of JSON-2
 */
guint
demo_error_get_status (const GError *error)
{
  g_return_val_if_fail (error != NULL, 500);

  return find_kind (error)->status;
}

/**
 * demo_error_get_name:
 * @error: an error
 *
 * Returns: the full name of the exception
 */
const char *
demo_error_get_name (const GError *error)
{
  g_return_val_if_fail (error != NULL, NULL);

  if (error->domain == DEMO_ERROR)
    {
      DemoErrorPrivate *priv = demo_error_get_private (error);

      if (priv->name)
        return priv->name;
    }
  return find_kind (error)->name;
}

/**
 * demo_error_to_json:
 * @error: an error
 *
 * Returns: (transfer full): an object with name, message, arguments, context and debug
 */
JsonNode *
demo_error_to_json (const GError *error)
{
  g_autofree char *debug = NULL;
  JsonObject *object;
  JsonArray *arguments = NULL;
  const char *name;
  JsonNode *node;

  g_return_val_if_fail (error != NULL, NULL);

  name = demo_error_get_name (error);
  if (error->domain == DEMO_ERROR)
    {
      DemoErrorPrivate *priv = demo_error_get_private (error);

      if (priv->arguments)
        arguments = json_array_ref (priv->arguments);
    }
  if (!arguments)
    {
      arguments = json_array_new ();
      json_array_add_string_element (arguments, error->message);
      if (g_str_has_prefix (name, "werkzeug."))
        json_array_add_int_element (arguments, find_kind (error)->status);
    }
  debug = g_strdup_printf ("%s: %s", name, error->message);
  object = json_object_new ();
  json_object_set_string_member (object, "name", name);
  json_object_set_string_member (object, "message", error->message);
  json_object_set_array_member (object, "arguments", arguments);
  json_object_set_object_member (object, "context", json_object_new ());
  json_object_set_string_member (object, "debug", debug);
  node = json_node_new (JSON_NODE_OBJECT);
  json_node_take_object (node, object);
  return node;
}
