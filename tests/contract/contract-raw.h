/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "contract-target.h"

G_BEGIN_DECLS

/* Sends @request ({"method", "path", "auth", "database", "body" or "text"}) without the client.
 * Returns: the HTTP status; @answer is NULL where the content is no JSON. */
guint contract_raw_send (ContractTarget *target,
                         JsonObject *request,
                         char **content_type,
                         JsonNode **answer);

G_END_DECLS
