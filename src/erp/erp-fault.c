/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "erp"

#include "config.h"

#include "erp-fault.h"

#include "erp-json.h"

#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>

#define MAX_SERVER_TEXT 4000

typedef struct
{
  const char *name; /* a name that ends with "." stands for everything that begins with it */
  ErpError code;
} FaultName;

/* Odoo's classes and those of the libraries below it, as both transports name them. */
static const FaultName names[] = {
  { "odoo.exceptions.AccessError", ERP_ERROR_ACCESS },
  { "odoo.exceptions.AccessDenied", ERP_ERROR_ACCESS },
  { "odoo.exceptions.MissingError", ERP_ERROR_MISSING },
  { "odoo.exceptions.ConcurrencyError", ERP_ERROR_CONFLICT },
  { "odoo.exceptions.LockError", ERP_ERROR_CONFLICT },
  { "odoo.exceptions.RedirectWarning", ERP_ERROR_VALIDATION },
  { "odoo.exceptions.UserError", ERP_ERROR_VALIDATION },
  { "odoo.exceptions.ValidationError", ERP_ERROR_VALIDATION },
  { "odoo.exceptions.CacheMiss", ERP_ERROR_SERVER },
  { "odoo.http.SessionExpiredException", ERP_ERROR_AUTH },
  { "psycopg2.errors.SerializationFailure", ERP_ERROR_CONFLICT },
  { "psycopg2.errors.LockNotAvailable", ERP_ERROR_CONFLICT },
  { "psycopg2.errors.DeadlockDetected", ERP_ERROR_CONFLICT },
  { "psycopg2.errors.UniqueViolation", ERP_ERROR_VALIDATION },
  { "psycopg2.errors.CheckViolation", ERP_ERROR_VALIDATION },
  { "psycopg2.errors.NotNullViolation", ERP_ERROR_VALIDATION },
  { "psycopg2.errors.ForeignKeyViolation", ERP_ERROR_VALIDATION },
  { "psycopg2.errors.ExclusionViolation", ERP_ERROR_VALIDATION },
  { "psycopg2.IntegrityError", ERP_ERROR_VALIDATION },
  { "werkzeug.exceptions.Unauthorized", ERP_ERROR_AUTH },
  { "werkzeug.exceptions.Forbidden", ERP_ERROR_ACCESS },
  { "werkzeug.exceptions.NotFound", ERP_ERROR_PROTOCOL },
  { "werkzeug.exceptions.BadRequest", ERP_ERROR_PROTOCOL },
  { "werkzeug.exceptions.MethodNotAllowed", ERP_ERROR_PROTOCOL },
  { "werkzeug.exceptions.UnprocessableEntity", ERP_ERROR_PROTOCOL },
  { "werkzeug.exceptions.UnsupportedMediaType", ERP_ERROR_PROTOCOL },
  { "werkzeug.exceptions.RequestEntityTooLarge", ERP_ERROR_PROTOCOL },
};

static const char *
sentence_for (ErpError code)
{
  switch (code)
    {
    case ERP_ERROR_AUTH:
      return _ ("The server does not accept the key: it has ended or was removed. Sign in again.");
    case ERP_ERROR_ACCESS:
      return _ ("You are not allowed to do this. Ask the administrator of the ERP for the right.");
    case ERP_ERROR_VALIDATION:
      return _ ("The server refused this. Correct what it names and try again.");
    case ERP_ERROR_CONFLICT:
      return _ ("Somebody else changed the same record at this moment. Reload it, then try again.");
    case ERP_ERROR_MISSING:
      return _ ("The record is no longer there. Reload the list.");
    case ERP_ERROR_PROTOCOL:
      return _ ("The server does not know this request. A module may be missing or of another "
                "version: tell the administrator.");
    case ERP_ERROR_UNKNOWN_OUTCOME:
      return _ ("The answer was lost: the server may have done this. Look before you do it again.");
    case ERP_ERROR_UNREACHABLE:
      return _ ("The server is not available at the moment. Try again in a minute.");
    case ERP_ERROR_SERVER:
    case ERP_ERROR_TLS:
    case ERP_ERROR_TIMEOUT:
    default:
      return _ ("The server failed at this; nothing was changed. Try again, and tell the "
                "administrator if it stays.");
    }
}

static char *
tidy (const char *text)
{
  g_autofree char *valid = NULL;

  if (text == NULL || *text == '\0')
    return NULL;
  valid = g_utf8_make_valid (text, -1);
  g_strstrip (valid);
  if (*valid == '\0')
    return NULL;
  if (g_utf8_strlen (valid, -1) <= MAX_SERVER_TEXT)
    return g_steal_pointer (&valid);
  return g_utf8_substring (valid, 0, MAX_SERVER_TEXT);
}

static ErpError
code_for_name (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (names[i].name, name))
      return names[i].code;
  return ERP_ERROR_SERVER;
}

/* The sentence of a RedirectWarning stands apart from its action in the arguments. */
static const char *
first_argument (JsonObject *exception)
{
  JsonNode *node = json_object_get_member (exception, "arguments");
  JsonNode *first;

  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node)
      || json_array_get_length (json_node_get_array (node)) == 0)
    return NULL;
  first = json_array_get_element (json_node_get_array (node), 0);
  if (!JSON_NODE_HOLDS_VALUE (first) || json_node_get_value_type (first) != G_TYPE_STRING)
    return NULL;
  return json_node_get_string (first);
}

/**
 * erp_fault_from_exception:
 * @is_write: whether the call may have changed something
 * @name: the exception's class
 * @exception: the object with "message" and "arguments"
 *
 * A server that names its exception rolled the transaction back, so that even a write has a known
 * outcome.
 *
 * Returns: (transfer full): the error
 */
GError *
erp_fault_from_exception (gboolean is_write, const char *name, JsonObject *exception)
{
  const char *text = NULL;
  g_autofree char *words = NULL;
  ErpError code;

  g_return_val_if_fail (name != NULL && exception != NULL, NULL);

  code = code_for_name (name);
  if (g_str_equal (name, "odoo.exceptions.RedirectWarning"))
    text = first_argument (exception);
  if (text == NULL)
    erp_json_get_string (exception, "message", &text, NULL);
  words = tidy (text);

  return erp_error_new_from_server (code, sentence_for (code), name, words);
}

/**
 * erp_fault_from_status:
 * @is_write: whether the call may have changed something
 * @reply: an answer that is no JSON of the ERP: a page of a proxy, of another program
 *
 * Returns: (transfer full): the error; ERP_ERROR_UNKNOWN_OUTCOME for a write that may have reached
 *   the ERP behind the one who answered
 */
GError *
erp_fault_from_status (gboolean is_write, const ErpReply *reply)
{
  g_autofree char *words = NULL;
  ErpError code;

  g_return_val_if_fail (reply != NULL, NULL);

  words = g_strdup_printf ("HTTP %u %s", reply->status, soup_status_get_phrase (reply->status));
  if (reply->status == 401 || reply->status == 407)
    code = ERP_ERROR_AUTH;
  else if (reply->status == 403)
    code = ERP_ERROR_ACCESS;
  else if (reply->status == 429)
    code = ERP_ERROR_SERVER;
  else if (reply->status == 408 || reply->status >= 500 || reply->status < 300)
    {
      if (is_write)
        code = ERP_ERROR_UNKNOWN_OUTCOME;
      else if (reply->status < 300)
        code = ERP_ERROR_PROTOCOL;
      else
        code = reply->status == 500 ? ERP_ERROR_SERVER : ERP_ERROR_UNREACHABLE;
    }
  else
    code = ERP_ERROR_PROTOCOL;

  if (code == ERP_ERROR_PROTOCOL)
    return erp_error_new_from_server (
        code,
        _ ("This address does not answer as the ERP does. Check the address and the database."),
        NULL, words);
  return erp_error_new_from_server (code, sentence_for (code), NULL, words);
}

/**
 * erp_fault_unreadable:
 * @is_write: whether the call may have changed something
 * @cause: (transfer full): why the answer cannot be read
 *
 * Returns: (transfer full): @cause for a read; for a write that its outcome is unknown
 */
GError *
erp_fault_unreadable (gboolean is_write, GError *cause)
{
  g_autoptr (GError) owned = cause;

  g_return_val_if_fail (cause != NULL, NULL);

  if (!is_write)
    return g_steal_pointer (&owned);
  return erp_error_new_from_server (ERP_ERROR_UNKNOWN_OUTCOME,
                                    sentence_for (ERP_ERROR_UNKNOWN_OUTCOME), NULL, owned->message);
}
