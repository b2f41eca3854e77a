/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-env-private.h"

#include "demo-json.h"

#include <string.h>

/* What a push changes and a pop brings back. */
typedef struct
{
  gint64 uid;
  gboolean su;
  const DemoUser *user; /* (nullable): only su is without */
  DemoIds *companies;   /* (owned): the allowed ones, the current one first */
  JsonObject *context;  /* (owned) */
} DemoFrame;

typedef struct
{
  DemoDeferredFunc func;
  gint64 id;
} DemoDeferred;

struct _DemoEnv
{
  DemoDb *db;
  DemoRegistry *registry; /* (owned) */
  GArray *frames;         /* (owned): DemoFrame */
  GHashTable *users;      /* (owned): uid -> DemoUser */
  GQueue deferred;        /* DemoDeferred */
  GHashTable *waiting;    /* (owned): the same, to find them */
  GRand *random;          /* (owned) (nullable) */
  gint64 now;
  char now_text[20];
  char today_text[11];
  const DemoUser *today_user;
  char *session; /* (owned) (nullable) */
};

static void
user_free (DemoUser *user)
{
  g_array_unref (user->companies);
  g_hash_table_unref (user->groups);
  g_free (user->lang);
  g_free (user->tz);
  g_free (user);
}

static void
frame_clear (DemoFrame *frame)
{
  g_clear_pointer (&frame->companies, g_array_unref);
  g_clear_pointer (&frame->context, json_object_unref);
}

static guint
deferred_hash (gconstpointer data)
{
  const DemoDeferred *deferred = data;

  return g_int64_hash (&deferred->id) ^ g_direct_hash ((gconstpointer)deferred->func);
}

static gboolean
deferred_equal (gconstpointer a, gconstpointer b)
{
  const DemoDeferred *x = a;
  const DemoDeferred *y = b;

  return x->func == y->func && x->id == y->id;
}

static DemoFrame *
top (DemoEnv *self)
{
  return &g_array_index (self->frames, DemoFrame, self->frames->len - 1);
}

static DemoFrame *
push (DemoEnv *self)
{
  DemoFrame frame = *top (self);

  g_array_ref (frame.companies);
  json_object_ref (frame.context);
  g_array_append_val (self->frames, frame);
  return top (self);
}

static void
pop (DemoEnv *self)
{
  g_return_if_fail (self->frames->len > 1);

  g_array_set_size (self->frames, self->frames->len - 1);
}

/**
 * demo_env_new:
 * @registry: the models
 * @db: a connection, in a transaction of the caller
 * @now: seconds since 1970
 *
 * Returns: (transfer full): an environment of the superuser
 */
DemoEnv *
demo_env_new (DemoRegistry *registry, DemoDb *db, gint64 now)
{
  DemoEnv *self = g_new0 (DemoEnv, 1);
  DemoFrame frame = { .uid = 1, .su = TRUE };

  self->db = db;
  self->registry = demo_registry_ref (registry);
  self->frames = g_array_new (FALSE, TRUE, sizeof (DemoFrame));
  g_array_set_clear_func (self->frames, (GDestroyNotify)frame_clear);
  frame.companies = demo_ids_new ();
  frame.context = json_object_new ();
  g_array_append_val (self->frames, frame);
  self->users =
      g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, (GDestroyNotify)user_free);
  self->waiting = g_hash_table_new (deferred_hash, deferred_equal);
  g_queue_init (&self->deferred);
  self->now = now;
  return self;
}

void
demo_env_free (DemoEnv *self)
{
  g_array_unref (self->frames);
  g_hash_table_unref (self->users);
  g_hash_table_unref (self->waiting);
  g_queue_clear_full (&self->deferred, g_free);
  g_clear_pointer (&self->random, g_rand_free);
  g_free (self->session);
  demo_registry_unref (self->registry);
  g_free (self);
}

static void
add_group (DemoEnv *self, GHashTable *groups, const char *xmlid)
{
  const DemoGroup *all = demo_registry_get_groups (self->registry);

  if (!g_hash_table_add (groups, g_strdup (xmlid)))
    return;
  for (; all && all->xmlid; all++)
    if (strcmp (all->xmlid, xmlid) == 0 && all->implied)
      {
        g_auto (GStrv) implied = g_strsplit (all->implied, ",", -1);

        for (guint i = 0; implied[i]; i++)
          add_group (self, groups, g_strstrip (implied[i]));
      }
}

static void
load_groups (DemoEnv *self, DemoUser *user)
{
  g_autoptr (DemoStatement) rows = demo_db_query (
      self->db, NULL,
      "SELECT d.module || '.' || d.name FROM res_groups_users_rel r JOIN ir_model_data d"
      " ON d.model = 'res.groups' AND d.res_id = r.gid WHERE r.uid = ?",
      "i", user->uid);

  while (demo_statement_step (rows, NULL))
    add_group (self, user->groups, demo_statement_text (rows, 0));
}

static const DemoUser *
load_user (DemoEnv *self, gint64 uid)
{
  g_autoptr (DemoStatement) row = NULL;
  g_autoptr (DemoIds) companies = NULL;
  DemoUser *user = g_hash_table_lookup (self->users, &uid);

  if (user)
    return user;
  row = demo_db_query (self->db, NULL,
                       "SELECT company_id, lang, tz FROM res_users WHERE id = ? AND active = 1",
                       "i", uid);
  if (!demo_statement_step (row, NULL))
    return NULL;
  user = g_new0 (DemoUser, 1);
  user->uid = uid;
  user->company = demo_statement_int (row, 0);
  user->lang = g_strdup (demo_statement_text (row, 1));
  user->tz = g_strdup (demo_statement_text (row, 2));
  user->groups = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  user->companies = demo_ids_new_one (user->company);
  companies = demo_db_ids (self->db, NULL,
                           "SELECT cid FROM res_company_users_rel WHERE user_id = ? AND cid != ?"
                           " ORDER BY cid",
                           "ii", uid, user->company);
  if (companies && companies->len)
    g_array_append_vals (user->companies, companies->data, companies->len);
  load_groups (self, user);
  g_hash_table_insert (self->users, &user->uid, user);
  return user;
}

/* In the context, companies outside the user's own are refused. */
static DemoIds *
choose_companies (const DemoUser *user, JsonObject *context, GError **error)
{
  JsonNode *node = json_object_get_member (context, "allowed_company_ids");
  g_autoptr (DemoIds) asked = NULL;

  if (demo_json_is_false (node))
    return g_array_ref (user->companies);
  asked = demo_json_get_ids (node, error);
  if (!asked)
    return NULL;
  if (asked->len == 0)
    return g_array_ref (user->companies);
  for (guint i = 0; i < asked->len; i++)
    if (!demo_ids_has (user->companies, demo_ids_get (asked, i)))
      {
        g_set_error_literal (error, DEMO_ERROR, DEMO_ERROR_ACCESS,
                             "You do not work for all of the companies you asked for.");
        return NULL;
      }
  return g_steal_pointer (&asked);
}

/**
 * demo_env_enter:
 * @self: a fresh environment
 * @uid: who asks
 * @context: (nullable): the request's context
 * @error: return location for an error
 *
 * Leaves superuser mode.
 *
 * Returns: whether the user may work so
 */
gboolean
demo_env_enter (DemoEnv *self, gint64 uid, JsonObject *context, GError **error)
{
  const DemoUser *user = load_user (self, uid);
  g_autoptr (JsonObject) own = context ? json_object_ref (context) : json_object_new ();
  DemoIds *companies;
  DemoFrame *frame;

  if (!user)
    {
      g_set_error_literal (error, DEMO_ERROR, DEMO_ERROR_ACCESS_DENIED, "Access denied.");
      return FALSE;
    }
  companies = choose_companies (user, own, error);
  if (!companies)
    return FALSE;
  frame = push (self);
  frame_clear (frame);
  frame->uid = uid;
  frame->su = FALSE;
  frame->user = user;
  frame->companies = companies;
  frame->context = g_steal_pointer (&own);
  return TRUE;
}

DemoDb *
demo_env_get_db (DemoEnv *self)
{
  return self->db;
}

DemoRegistry *
demo_env_get_registry (DemoEnv *self)
{
  return self->registry;
}

guint
demo_env_get_series (DemoEnv *self)
{
  return demo_registry_get_series (self->registry);
}

gint64
demo_env_get_uid (DemoEnv *self)
{
  return top (self)->uid;
}

gboolean
demo_env_is_su (DemoEnv *self)
{
  return top (self)->su;
}

const DemoUser *
demo_env_get_user (DemoEnv *self)
{
  return top (self)->user;
}

gboolean
demo_env_has_group (DemoEnv *self, const char *xmlid)
{
  const DemoUser *user = top (self)->user;

  return user && g_hash_table_contains (user->groups, xmlid);
}

gint64
demo_env_get_company (DemoEnv *self)
{
  DemoIds *companies = top (self)->companies;

  return companies->len ? demo_ids_get (companies, 0) : 0;
}

const DemoIds *
demo_env_get_companies (DemoEnv *self)
{
  return top (self)->companies;
}

const char *
demo_env_get_lang (DemoEnv *self)
{
  const char *lang = demo_env_context_text (self, "lang");
  const DemoUser *user = top (self)->user;

  return lang ? lang : user && user->lang ? user->lang : "en_US";
}

const char *
demo_env_get_tz (DemoEnv *self)
{
  const char *tz = demo_env_context_text (self, "tz");
  const DemoUser *user = top (self)->user;

  return tz ? tz : user && user->tz ? user->tz : "UTC";
}

JsonObject *
demo_env_get_context (DemoEnv *self)
{
  return top (self)->context;
}

gboolean
demo_env_context_true (DemoEnv *self, const char *key)
{
  return demo_vals_true (top (self)->context, key);
}

gint64
demo_env_context_int (DemoEnv *self, const char *key)
{
  return demo_vals_int (top (self)->context, key);
}

const char *
demo_env_context_text (DemoEnv *self, const char *key)
{
  return demo_vals_text (top (self)->context, key);
}

DemoIds *
demo_env_context_ids (DemoEnv *self, const char *key)
{
  return demo_vals_ids (top (self)->context, key);
}

void
demo_env_set_session (DemoEnv *self, const char *token)
{
  g_free (self->session);
  self->session = g_strdup (token);
}

const char *
demo_env_get_session (DemoEnv *self)
{
  return self->session;
}

gint64
demo_env_now_seconds (DemoEnv *self)
{
  return self->now;
}

const char *
demo_env_now (DemoEnv *self)
{
  if (!self->now_text[0])
    {
      g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (self->now);
      g_autofree char *text = time ? g_date_time_format (time, "%Y-%m-%d %H:%M:%S") : NULL;

      g_strlcpy (self->now_text, text ? text : "1970-01-01 00:00:00", sizeof self->now_text);
    }
  return self->now_text;
}

const char *
demo_env_today (DemoEnv *self)
{
  const DemoUser *user = top (self)->user;

  if (!self->today_text[0] || self->today_user != user)
    {
      g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (demo_env_get_tz (self));
      g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (self->now);
      g_autoptr (GDateTime) local =
          zone ? g_date_time_to_timezone (utc, zone) : g_date_time_ref (utc);
      g_autofree char *text = g_date_time_format (local, "%Y-%m-%d");

      g_strlcpy (self->today_text, text, sizeof self->today_text);
      self->today_user = user;
    }
  return self->today_text;
}

void
demo_env_set_now (DemoEnv *self, const char *now)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (now, utc);

  g_return_if_fail (time != NULL);

  self->now = g_date_time_to_unix (time);
  self->now_text[0] = '\0';
  self->today_text[0] = '\0';
}

guint32
demo_env_random (DemoEnv *self)
{
  if (!self->random)
    self->random = g_rand_new_with_seed ((guint32)demo_db_int (
        self->db, NULL, "SELECT value FROM demo_setting WHERE name = 'seed'", NULL));
  return g_rand_int (self->random);
}

void
demo_env_sudo (DemoEnv *self)
{
  push (self)->su = TRUE;
}

void
demo_env_unsudo (DemoEnv *self)
{
  pop (self);
}

void
demo_env_push_user (DemoEnv *self, gint64 uid)
{
  const DemoUser *user = load_user (self, uid);
  DemoFrame *frame = push (self);

  frame->uid = uid;
  frame->user = user;
  if (user)
    {
      g_array_unref (frame->companies);
      frame->companies = g_array_ref (user->companies);
    }
}

void
demo_env_pop_user (DemoEnv *self)
{
  pop (self);
}

void
demo_env_push_company (DemoEnv *self, gint64 company)
{
  DemoFrame *frame = push (self);
  DemoIds *companies = demo_ids_new_one (company);

  for (guint i = 0; i < frame->companies->len; i++)
    if (demo_ids_get (frame->companies, i) != company)
      demo_ids_add (companies, demo_ids_get (frame->companies, i));
  g_array_unref (frame->companies);
  frame->companies = companies;
}

void
demo_env_pop_company (DemoEnv *self)
{
  pop (self);
}

void
demo_env_push_context_object (DemoEnv *self, JsonObject *context)
{
  DemoFrame *frame = push (self);

  json_object_unref (frame->context);
  frame->context = json_object_ref (context);
}

void
demo_env_push_context (DemoEnv *self, const char *key, JsonNode *value)
{
  g_autoptr (JsonObject) context = demo_json_object_dup (top (self)->context);

  json_object_set_member (context, key, value);
  demo_env_push_context_object (self, context);
}

void
demo_env_pop_context (DemoEnv *self)
{
  pop (self);
}

DemoMeta *
demo_env_find_model (DemoEnv *self, const char *model, GError **error)
{
  DemoMeta *meta = demo_registry_find (self->registry, model);

  if (!meta)
    g_set_error (error, DEMO_ERROR, DEMO_ERROR_KEY, "There is no model %s.", model);
  return meta;
}

void
demo_env_defer (DemoEnv *self, DemoDeferredFunc func, gint64 id)
{
  DemoDeferred probe = { func, id };
  DemoDeferred *deferred;

  if (g_hash_table_contains (self->waiting, &probe))
    return;
  deferred = g_new0 (DemoDeferred, 1);
  *deferred = probe;
  g_queue_push_tail (&self->deferred, deferred);
  g_hash_table_add (self->waiting, deferred);
}

gboolean
demo_env_flush (DemoEnv *self, GError **error)
{
  while (!g_queue_is_empty (&self->deferred))
    {
      g_autofree DemoDeferred *deferred = g_queue_pop_head (&self->deferred);

      g_hash_table_remove (self->waiting, deferred);
      if (!deferred->func (self, deferred->id, error))
        return FALSE;
    }
  return TRUE;
}
