/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demo-types.h"

G_BEGIN_DECLS

/**
 * DemoError:
 *
 * The exceptions of the API. Business code raises them with g_set_error(); the sentence goes to
 * the person who made the request. What each becomes on the wire is in demo-error.c.
 */
typedef enum
{
  DEMO_ERROR_ACCESS,           /* odoo.exceptions.AccessError         403 */
  DEMO_ERROR_ACCESS_DENIED,    /* odoo.exceptions.AccessDenied        403 */
  DEMO_ERROR_MISSING,          /* odoo.exceptions.MissingError        404 */
  DEMO_ERROR_USER,             /* odoo.exceptions.UserError           422 */
  DEMO_ERROR_VALIDATION,       /* odoo.exceptions.ValidationError     422 */
  DEMO_ERROR_REDIRECT_WARNING, /* odoo.exceptions.RedirectWarning     500 */
  DEMO_ERROR_CHECK_IDENTITY,   /* odoo.http.CheckIdentityException: asks for the password */
  DEMO_ERROR_VALUE,            /* builtins.ValueError                 500 */
  DEMO_ERROR_TYPE,             /* builtins.TypeError                  500 */
  DEMO_ERROR_KEY,              /* builtins.KeyError                   500 */
  DEMO_ERROR_INDEX,            /* builtins.IndexError                 500 */
  DEMO_ERROR_ATTRIBUTE,        /* builtins.AttributeError             500 */
  DEMO_ERROR_INTEGRITY,        /* psycopg2.errors.*                   500 */
  DEMO_ERROR_NOT_FOUND,        /* werkzeug.exceptions.NotFound        404 */
  DEMO_ERROR_UNAUTHORIZED,     /* werkzeug.exceptions.Unauthorized    401 */
  DEMO_ERROR_BAD_REQUEST,      /* werkzeug.exceptions.BadRequest      400 */
  DEMO_ERROR_UNPROCESSABLE,    /* werkzeug.exceptions.UnprocessableEntity 422 */
  DEMO_ERROR_TOO_LARGE,        /* werkzeug.exceptions.RequestEntityTooLarge 413 */
  DEMO_ERROR_INTERNAL, /* builtins.RuntimeError               500: the disk is full, and the like */
} DemoError;

#define DEMO_ERROR (demo_error_quark ())
GQuark demo_error_quark (void);

/* Sets a RedirectWarning: text, the action (id or dictionary; taken) and the button's label. */
void
demo_error_set_redirect (GError **error, const char *text, JsonNode *action, const char *button);
/* Names the exception more closely, e.g. "psycopg2.errors.NotNullViolation". */
void demo_error_set_named (GError **error, DemoError code, const char *name, const char *text);

guint demo_error_get_status (const GError *error);
const char *demo_error_get_name (const GError *error);
/* {"name", "message", "arguments", "context", "debug"}: the body of JSON-2, the data of JSON-RPC.
 */
JsonNode *demo_error_to_json (const GError *error);

G_END_DECLS
