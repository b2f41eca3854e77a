/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-service.h"
#include "demo-thread.h"

/**
 * demo_case_log_link: (skip)
 * @field: a many2one of the record that is about to become @value
 * @label: what people call it
 * @relation: the other model
 * @subtype: what kind of news it is
 *
 * A line of the log without words: that something changed is for all to see, which field became
 * what for administrators alone.
 */
gboolean
demo_case_log_link (DemoEnv *env,
                    const char *model,
                    gint64 id,
                    const char *field,
                    const char *label,
                    const char *relation,
                    gint64 value,
                    const char *subtype,
                    GError **error)
{
  gint64 before = demo_env_get_int (env, model, id, field);
  g_autofree char *old_name = NULL, *new_name = NULL;
  gint64 message;

  if (before == value)
    return TRUE;
  old_name = before > 0 ? demo_env_display_name (env, relation, before) : NULL;
  new_name = value > 0 ? demo_env_display_name (env, relation, value) : NULL;
  message =
      demo_thread_post (env, model, id, "", "notification", demo_env_ref (env, subtype), error);

  return message > 0
         && demo_thread_track (env, message, model, field, label, old_name, new_name, error);
}

/**
 * demo_case_is_open_to: (skip)
 * @model: a model of cases
 *
 * Returns: whether the user reads all cases of his companies, and what is said in them
 */
gboolean
demo_case_is_open_to (DemoEnv *env, const char *model)
{
  return demo_env_is_su (env) || !g_str_equal (model, "helpdesk.ticket")
         || demo_env_has_group (env, "helpdesk_mgmt.group_helpdesk_user");
}
