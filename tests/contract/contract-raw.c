/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "contract"

#include "contract-raw.h"

#include <libsoup/soup.h>
#include <string.h>

static void
set_headers (ContractTarget *target, JsonObject *request, SoupMessageHeaders *headers)
{
  const char *auth = json_object_get_string_member_with_default (request, "auth", "none");
  const char *key = "0123456789012345678901234567890123456789";

  soup_message_headers_replace (headers, "X-Odoo-Database",
                                json_object_get_string_member_with_default (request, "database",
                                                                            target->database));
  if (g_str_equal (auth, "key"))
    key = contract_target_get_user (target, "controller")->key;
  if (!g_str_equal (auth, "none"))
    {
      g_autofree char *bearer = g_strconcat ("bearer ", key, NULL);

      soup_message_headers_replace (headers, "Authorization", bearer);
    }
}

static void
set_body (JsonObject *request, SoupMessage *message)
{
  g_autofree char *text = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (json_object_has_member (request, "text"))
    text = g_strdup (json_object_get_string_member (request, "text"));
  else if (json_object_has_member (request, "body"))
    text = json_to_string (json_object_get_member (request, "body"), FALSE);
  else
    return;
  bytes = g_bytes_new (text, strlen (text));
  soup_message_set_request_body_from_bytes (message, "application/json", bytes);
}

guint
contract_raw_send (ContractTarget *target,
                   JsonObject *request,
                   char **content_type,
                   JsonNode **answer)
{
  g_autoptr (SoupSession) session = soup_session_new_with_options ("timeout", 60, NULL);
  g_autofree char *url =
      g_strconcat (target->url, json_object_get_string_member (request, "path"), NULL);
  g_autoptr (SoupMessage) message =
      soup_message_new (json_object_get_string_member_with_default (request, "method", "POST"),
                        url);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  const char *type;

  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  set_headers (target, request, soup_message_get_request_headers (message));
  set_body (request, message);
  bytes = soup_session_send_and_read (session, message, NULL, &error);
  g_assert_no_error (error);

  type = soup_message_headers_get_content_type (soup_message_get_response_headers (message), NULL);
  *content_type = g_strdup (type != NULL ? type : "");
  *answer = NULL;
  if (g_str_has_prefix (*content_type, "application/json"))
    {
      g_autoptr (JsonParser) parser = json_parser_new ();

      json_parser_load_from_data (parser, g_bytes_get_data (bytes, NULL),
                                  (gssize)g_bytes_get_size (bytes), &error);
      g_assert_no_error (error);
      *answer = json_parser_steal_root (parser);
    }

  return soup_message_get_status (message);
}
