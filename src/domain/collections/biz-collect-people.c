/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-collect-people.h"

#include "erp-call.h"
#include "erp-capabilities.h"
#include "erp-client.h"
#include "erp-domain.h"
#include "erp-json.h"
#include "erp-session.h"

void
biz_collect_person_free (BizCollectPerson *self)
{
  g_free (self->name);
  g_free (self->function);
  g_free (self->phone);
  g_free (self->mobile);
  g_free (self->email);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BizCollectPerson, biz_collect_person_free)

static gboolean
read_text (JsonObject *row, const char *member, char **text, GError **error)
{
  const char *value = NULL;

  if (json_object_has_member (row, member) && !erp_json_get_string (row, member, &value, error))
    return FALSE;
  *text = g_strdup (value);

  return TRUE;
}

static gpointer
decode (JsonNode *result, gpointer user_data, GError **error)
{
  g_autoptr (GPtrArray) people =
      g_ptr_array_new_with_free_func ((GDestroyNotify)biz_collect_person_free);
  JsonArray *rows;

  if (!erp_json_get_array (result, &rows, error))
    return NULL;
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      g_autoptr (BizCollectPerson) person = g_new0 (BizCollectPerson, 1);
      JsonObject *row;

      if (!erp_json_get_object (json_array_get_element (rows, i), &row, error)
          || !erp_json_get_int (row, "id", &person->id, error)
          || !read_text (row, "name", &person->name, error)
          || !read_text (row, "function", &person->function, error)
          || !read_text (row, "phone", &person->phone, error)
          || !read_text (row, "mobile", &person->mobile, error)
          || !read_text (row, "email", &person->email, error))
        return NULL;
      if (person->name == NULL)
        person->name = g_strdup ("");
      g_ptr_array_add (people, g_steal_pointer (&person));
    }

  return g_steal_pointer (&people);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GPtrArray *people = erp_client_call_finish (ERP_CLIENT (source), result, &error);

  if (people == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, people, (GDestroyNotify)g_ptr_array_unref);
}

/**
 * biz_collect_people_load_async:
 * @session: who is signed in
 * @partner_id: the customer
 * @cancellable: (nullable): to stop
 * @callback: called when done
 * @user_data: for @callback
 */
void
biz_collect_people_load_async (ErpSession *session,
                               gint64 partner_id,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  static const char *const fields[] = { "name", "function", "phone", "email", NULL };
  /* 19 has one field for both. */
  static const char *const more[] = { "name", "function", "phone", "email", "mobile", NULL };
  g_autoptr (GTask) task = g_task_new (session, cancellable, callback, user_data);
  g_autoptr (ErpDomain) domain = erp_domain_new ();
  g_autoptr (ErpCall) call = erp_call_new_read ("res.partner", "search_read");
  gboolean has_mobile;

  g_return_if_fail (ERP_IS_SESSION (session));

  g_task_set_source_tag (task, biz_collect_people_load_async);
  has_mobile =
      erp_capabilities_has_field (erp_session_get_capabilities (session), "res.partner", "mobile");
  erp_domain_add_int (domain, "id", "child_of", partner_id);
  erp_call_set_arg_domain (call, "domain", domain);
  erp_call_set_arg_strv (call, "fields", has_mobile ? more : fields);
  erp_call_set_arg_string (call, "order", "id");
  erp_call_set_arg_int (call, "limit", BIZ_COLLECT_MAX_PEOPLE);
  erp_call_set_decoder (call, decode, NULL, NULL, (GDestroyNotify)g_ptr_array_unref);
  erp_client_call_async (erp_session_get_client (session), call, cancellable, loaded_cb,
                         g_object_ref (task));
}

GPtrArray *
biz_collect_people_load_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
