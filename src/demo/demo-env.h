/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demo-db.h"
#include "demo-error.h"
#include "demo-model.h"
#include "demo-types.h"

G_BEGIN_DECLS

/*
 * The environment of one request: a transaction, a user, companies, a context. Methods, hooks and
 * the seed work with it. It lives in one thread.
 *
 * What goes through demo_env_create(), _write(), _unlink(), _search(), _read() is checked against
 * the user's rights and the rules (unless su) and runs the hooks. demo_env_get_db() is for
 * everything else: reads across records, sums, and writes of derived columns; SQL runs in the same
 * transaction, sees all that was written before, and is not checked.
 */

DemoDb *demo_env_get_db (DemoEnv *env);
DemoRegistry *demo_env_get_registry (DemoEnv *env);
guint demo_env_get_series (DemoEnv *env); /* 17, 19 */

gint64 demo_env_get_uid (DemoEnv *env);
gboolean demo_env_is_su (DemoEnv *env);
gboolean demo_env_has_group (DemoEnv *env, const char *xmlid); /* of the user, su or not */
gint64 demo_env_get_company (DemoEnv *env);                    /* the current one */
const DemoIds *demo_env_get_companies (DemoEnv *env); /* the allowed ones of this request */
const char *demo_env_get_lang (DemoEnv *env);
const char *demo_env_get_tz (DemoEnv *env);
JsonObject *demo_env_get_context (DemoEnv *env); /* borrowed; never NULL */
gboolean demo_env_context_true (DemoEnv *env, const char *key);
gint64 demo_env_context_int (DemoEnv *env, const char *key);       /* 0 without */
const char *demo_env_context_text (DemoEnv *env, const char *key); /* NULL without */
DemoIds *demo_env_context_ids (DemoEnv *env, const char *key); /* (transfer full), may be empty */

/* Both in order of the injected clock. Borrowed, good for the environment's life. */
const char *demo_env_now (DemoEnv *env);               /* "2026-11-22 10:15:00", UTC */
const char *demo_env_today (DemoEnv *env);             /* "2026-11-22", in the user's time zone */
void demo_env_set_now (DemoEnv *env, const char *now); /* the seed travels in time */
guint32 demo_env_random (DemoEnv *env); /* from the data file's seed, deterministic */

/* Pairs; they nest. */
void demo_env_sudo (DemoEnv *env);
void demo_env_unsudo (DemoEnv *env);
void demo_env_push_user (DemoEnv *env, gint64 uid); /* acts as this user (seed: who posted it) */
void demo_env_pop_user (DemoEnv *env);
void demo_env_push_company (DemoEnv *env, gint64 company);
void demo_env_pop_company (DemoEnv *env);
void demo_env_push_context (DemoEnv *env, const char *key, JsonNode *value); /* takes value */
void demo_env_pop_context (DemoEnv *env);

/* Records. `vals` as on the wire: {"partner_id": 9, "invoice_line_ids": [[0,0,{...}]]}; borrowed
 * and left as it was. 0, FALSE and NULL mean error. */
gint64 demo_env_create (DemoEnv *env, const char *model, JsonObject *vals, GError **error);
gboolean demo_env_write (
    DemoEnv *env, const char *model, const DemoIds *ids, JsonObject *vals, GError **error);
gboolean
demo_env_write_one (DemoEnv *env, const char *model, gint64 id, JsonObject *vals, GError **error);
gboolean demo_env_unlink (DemoEnv *env, const char *model, const DemoIds *ids, GError **error);
/* The copy's id; `vals` (nullable) goes over what is copied. */
gint64 demo_env_copy (DemoEnv *env, const char *model, gint64 id, JsonObject *vals, GError **error);
/* `domain` (nullable): all. `order` (nullable): the model's. limit 0: all. */
DemoIds *demo_env_search (DemoEnv *env,
                          const char *model,
                          JsonNode *domain,
                          const char *order,
                          guint limit,
                          GError **error);
gint64 demo_env_search_count (DemoEnv *env, const char *model, JsonNode *domain, GError **error);
/* Records as `read` answers them: an array of objects. fields NULL-terminated. */
JsonArray *demo_env_read (
    DemoEnv *env, const char *model, const DemoIds *ids, const char *const *fields, GError **error);
char *demo_env_display_name (DemoEnv *env, const char *model, gint64 id); /* "" when gone */
/* AccessError or MissingError unless the user may do `access` with all of the ids. */
gboolean demo_env_check_access (DemoEnv *env,
                                const char *model,
                                const DemoIds *ids, /* nullable: the model as such */
                                DemoAccess access,
                                GError **error);

/* One stored value, unchecked; amounts in the column's unit, boolean 0/1, many2one 0 for none. */
gint64 demo_env_get_int (DemoEnv *env, const char *model, gint64 id, const char *field);
char *
demo_env_get_text (DemoEnv *env, const char *model, gint64 id, const char *field); /* nullable */
/* Writes a derived column, unchecked and without hooks; write_date stays. */
gboolean demo_env_set_int (
    DemoEnv *env, const char *model, gint64 id, const char *field, gint64 value, GError **error);
gboolean demo_env_set_text (DemoEnv *env,
                            const char *model,
                            gint64 id,
                            const char *field,
                            const char *value,
                            GError **error);

/* External ids: "mail.mt_note". 0 without. */
gint64 demo_env_ref (DemoEnv *env, const char *xmlid);
gboolean
demo_env_set_ref (DemoEnv *env, const char *xmlid, const char *model, gint64 id, GError **error);

/* Runs once for each (func, id) before the outermost method answers (and before the commit): the
 * place for totals and constraints that several lines touch. */
typedef gboolean (*DemoDeferredFunc) (DemoEnv *env, gint64 id, GError **error);
void demo_env_defer (DemoEnv *env, DemoDeferredFunc func, gint64 id);
gboolean demo_env_flush (DemoEnv *env, GError **error);

/* Ids. */
DemoIds *demo_ids_new (void);
DemoIds *demo_ids_new_one (gint64 id);
#define demo_ids_get(ids, i) g_array_index ((GArray *)(ids), gint64, (i))
void demo_ids_add (DemoIds *ids, gint64 id);
gboolean demo_ids_has (const DemoIds *ids, gint64 id);
JsonNode *demo_ids_to_json (const DemoIds *ids);

/* Values. */
JsonNode *demo_json (const char *format, ...)
    G_GNUC_PRINTF (1, 2); /* constants and integers only */
JsonNode *demo_json_true (void);
JsonNode *demo_json_false (void);
JsonNode *demo_json_int (gint64 value);
JsonNode *demo_json_text (const char *value); /* NULL: false */
JsonNode *demo_json_amount (gint64 value, guint decimals);
/* Members: absent, null and false are 0 and NULL; a many2one may also be [id, name]. */
gint64 demo_vals_int (JsonObject *vals, const char *name);
const char *demo_vals_text (JsonObject *vals, const char *name);
gboolean demo_vals_true (JsonObject *vals, const char *name);
gint64
demo_vals_amount (JsonObject *vals, const char *name, guint decimals); /* 249.99, 2 -> 24999 */
gboolean demo_vals_has (JsonObject *vals, const char *name);
DemoIds *demo_vals_ids (JsonObject *vals, const char *name);
void demo_vals_set_amount (JsonObject *vals, const char *name, gint64 value, guint decimals);

/* num / den, half away from zero: every amount of the demo company is rounded by this. */
gint64 demo_round_div (gint64 num, gint64 den);
/* a * b / den with 128 bits in between, rounded the same. */
gint64 demo_mul_div (gint64 a, gint64 b, gint64 den);

G_END_DECLS
