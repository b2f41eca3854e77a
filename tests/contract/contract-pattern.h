/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* What a scenario expects of an answer, and the values it carries from step to step.
 *
 * A pattern is JSON that must equal the answer, where an object needs only name the members it
 * speaks of, "$name" stands for a kept value, and an object with one "$..." member is a rule:
 *   {"$any": true}            whatever it is
 *   {"$type": "int"}          int, number, string, bool, null, list, object, date, datetime, name
 *                             (a many2one: [id, "text"], or an object with id)
 *   {"$near": 12.5}           a number within 1e-6
 *   {"$in": [..]}             one of these patterns
 *   {"$not": pattern}         anything else
 *   {"$match": "regex"}       a string
 *   {"$length": n}            a list of n, or at least with {"$least": n}
 *   {"$least": n}             a number or a length of at least n
 *   {"$has": [..]}            a list in which each of these patterns matches something
 *   {"$each": pattern}        a list in which everything matches
 *   {"$same": [..]}           a list that has exactly these, in any order
 *   {"$all": [..]}            every one of these patterns
 */
typedef struct _ContractValues ContractValues;

ContractValues *contract_values_new (void);
void contract_values_free (ContractValues *self);
void contract_values_set (ContractValues *self, const char *name, JsonNode *value);
void contract_values_set_string (ContractValues *self, const char *name, const char *value);
void contract_values_set_int (ContractValues *self, const char *name, gint64 value);
JsonNode *contract_values_get (ContractValues *self, const char *name);

/* A copy of @node with every "$name" and "${name}" put in, "${name}" into names of members too. */
JsonNode *contract_values_fill (ContractValues *self, JsonNode *node, GError **error);
/* The node at a JSON pointer such as /0/partner_id/0; NULL where there is none. */
JsonNode *contract_pointer (JsonNode *root, const char *pointer);
gboolean contract_match (JsonNode *pattern, JsonNode *answer, const char *where, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ContractValues, contract_values_free)

G_END_DECLS
