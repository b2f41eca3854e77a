/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-find-customer.h"

#include "biz-choice.h"
#include "erp-call.h"
#include "erp-capabilities.h"
#include "erp-client.h"
#include "erp-domain.h"
#include "erp-json.h"

/* {"length", "records"} into choices; runs in a worker thread. */
static gpointer
decode (JsonNode *result, gpointer user_data, GError **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_object_unref);
  JsonObject *answer;
  JsonArray *rows;

  if (!erp_json_get_object (result, &answer, error)
      || !erp_json_get_array (json_object_get_member (answer, "records"), &rows, error))
    return NULL;
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row;
      const char *name;
      const char *reference;
      gint64 id;

      if (!erp_json_get_object (json_array_get_element (rows, i), &row, error)
          || !erp_json_get_int (row, "id", &id, error)
          || !erp_json_get_string (row, "display_name", &name, error)
          || !erp_json_get_string (row, "ref", &reference, error))
        return NULL;
      if (name != NULL)
        g_ptr_array_add (found, biz_choice_new (id, name, reference));
    }

  return g_steal_pointer (&found);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GPtrArray *found = erp_client_call_finish (ERP_CLIENT (source), result, &error);

  if (found == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, found, (GDestroyNotify)g_ptr_array_unref);
}

static ErpDomain *
create_domain (const char *text)
{
  static const char *const fields[] = { "complete_name", "ref", "vat" };
  ErpDomain *any[G_N_ELEMENTS (fields)];
  ErpDomain *domain = erp_domain_new ();

  /* Made one by the first invoice; suppliers and people who only log in are none. */
  erp_domain_add_int (domain, "customer_rank", ">", 0);
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      any[i] = erp_domain_new ();
      erp_domain_add_string (any[i], fields[i], "ilike", text);
    }
  erp_domain_add_any (domain, any, G_N_ELEMENTS (any));
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    erp_domain_unref (any[i]);

  return domain;
}

/**
 * biz_find_customer_async:
 * @client: who asks
 * @capabilities: what the user may
 * @text: what was typed
 * @cancellable: (nullable): a cancellable: what is typed next makes this search useless
 * @callback: called with the answer
 * @user_data: data for @callback, owned by it
 */
void
biz_find_customer_async (ErpClient *client,
                         ErpCapabilities *capabilities,
                         const char *text,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (client, cancellable, callback, user_data);
  g_autoptr (ErpDomain) domain = NULL;
  g_autoptr (ErpCall) call = NULL;
  g_autofree char *bare = NULL;

  g_return_if_fail (ERP_IS_CLIENT (client));
  g_return_if_fail (ERP_IS_CAPABILITIES (capabilities) && text != NULL);

  g_task_set_source_tag (task, biz_find_customer_async);
  bare = g_strstrip (g_strdup (text));
  if (*bare == '\0'
      || (erp_capabilities_get_rights (capabilities, "res.partner") & ERP_RIGHT_READ) == 0)
    {
      g_task_return_pointer (task, g_ptr_array_new_with_free_func (g_object_unref),
                             (GDestroyNotify)g_ptr_array_unref);
      return;
    }
  domain = create_domain (bare);
  call = erp_call_new_read ("res.partner", "web_search_read");
  erp_call_set_arg_domain (call, "domain", domain);
  erp_call_set_arg_json (call, "specification", "{\"display_name\":{},\"ref\":{}}");
  erp_call_set_arg_string (call, "order", "customer_rank desc, id");
  erp_call_set_arg_int (call, "limit", BIZ_FIND_CUSTOMER_LIMIT);
  /* Nobody asks how many there are. */
  erp_call_set_arg_int (call, "count_limit", BIZ_FIND_CUSTOMER_LIMIT);
  erp_call_set_decoder (call, decode, NULL, NULL, (GDestroyNotify)g_ptr_array_unref);
  erp_client_call_async (client, call, cancellable, found_cb, g_object_ref (task));
}

/**
 * biz_find_customer_finish:
 * @client: who asked
 * @result: what the callback was given
 * @error: return location for an ERP_ERROR
 *
 * Returns: (transfer full) (element-type BizChoice): at most %BIZ_FIND_CUSTOMER_LIMIT customers
 */
GPtrArray *
biz_find_customer_finish (ErpClient *client, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, client), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
