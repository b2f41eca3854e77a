/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-attachment.h"
#include "demo-thread.h"

#include <string.h>

/* Pictures that a body carries within itself become files of the record; the body keeps their
 * addresses. */

typedef struct
{
  DemoEnv *env;      /* (unowned) */
  const char *model; /* (unowned) */
  gint64 record;
  DemoIds *files; /* (unowned) */
  GError **error;
  gboolean failed;
} Taking;

static gint64
keep (Taking *self, const char *name, const guchar *data, gsize length)
{
  g_autofree char *sum = g_compute_checksum_for_data (G_CHECKSUM_SHA1, data, length);

  return demo_db_insert (
      demo_env_get_db (self->env), self->error,
      "INSERT INTO ir_attachment (name, res_model, res_id, type, datas, file_size, checksum,"
      " mimetype, create_uid, create_date, write_uid, write_date)"
      " VALUES (?1, ?2, ?3, 'binary', ?4, ?5, ?6, ?7, ?8, ?9, ?8, ?9)",
      "ssibissis", name, self->model, self->record, data, length, (gint64)length, sum,
      demo_attachment_guess_type (name, data, length), demo_env_get_uid (self->env),
      demo_env_now (self->env));
}

static gboolean
replace_cb (const GMatchInfo *match, GString *html, gpointer user_data)
{
  Taking *self = user_data;
  g_autofree char *text = g_match_info_fetch (match, 1);
  g_autofree char *quote = g_match_info_fetch (match, 2);
  g_autofree char *token = g_uuid_string_random ();
  g_autofree char *name = NULL;
  g_autofree guchar *data = NULL;
  gsize length = 0;
  gint64 id;

  data = g_base64_decode (text, &length);
  if (length == 0)
    {
      g_string_append (html, quote);
      return FALSE;
    }
  name = g_strdup_printf ("image%u", self->files->len);
  id = keep (self, name, data, length);
  if (id == 0)
    {
      self->failed = TRUE;
      return TRUE;
    }
  demo_ids_add (self->files, id);
  g_string_append_printf (html, "/web/image/%" G_GINT64_FORMAT "?access_token=%s%s alt=\"%s\"", id,
                          token, quote, name);

  return FALSE;
}

/**
 * demo_inline_take: (skip)
 * @html: a body
 * @files: takes the ids of what became a file
 *
 * Returns: the body without what it carried, or %NULL
 */
char *
demo_inline_take (DemoEnv *env,
                  const char *model,
                  gint64 record,
                  const char *html,
                  DemoIds *files,
                  GError **error)
{
  g_autoptr (GRegex) regex = NULL;
  g_autofree char *taken = NULL;
  Taking self = { env, model, record, files, error, FALSE };

  if (strstr (html, "data:image/") == NULL)
    return g_strdup (html);
  regex = g_regex_new ("data:image/[a-z]+;base64,([a-z0-9+/\\n]{3,}+=*)\\n*(['\"])",
                       G_REGEX_CASELESS | G_REGEX_OPTIMIZE, 0, error);
  if (regex == NULL)
    return NULL;
  taken = g_regex_replace_eval (regex, html, -1, 0, 0, replace_cb, &self, error);

  return self.failed ? NULL : g_steal_pointer (&taken);
}
