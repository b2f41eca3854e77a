/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-return-store-private.h"

#include "biz-policy.h"
#include "biz-return-chain.h"
#include "erp-call.h"
#include "erp-capabilities.h"
#include "erp-client.h"
#include "erp-domain.h"
#include "erp-json.h"
#include "erp-session.h"

#include <glib/gi18n-lib.h>

/* What people call things: the reasons of a company, the conditions of goods, the number of a case.
 * Without them everything goes on. */

static const struct
{
  const char *code;
  const char *label;
} conditions[] = {
  { "sealed", N_ ("Unopened, as new") },
  { "opened", N_ ("Opened, can be sold") },
  { "damaged", N_ ("Damaged") },
  { "unusable", N_ ("Unusable") },
};

const char *const *
biz_return_store_list_conditions (void)
{
  static const char *const codes[] = { "sealed", "opened", "damaged", "unusable", NULL };

  return codes;
}

/**
 * biz_return_condition_to_label:
 * @code: (nullable): of a condition
 *
 * Returns: (nullable): translated; a code of somebody else's as it is
 */
const char *
biz_return_condition_to_label (const char *code)
{
  for (gsize i = 0; i < G_N_ELEMENTS (conditions); i++)
    if (g_strcmp0 (conditions[i].code, code) == 0)
      return _ (conditions[i].label);

  return code;
}

/* the reasons */

typedef struct
{
  GTask *task; /* (owned) */
  gint64 company_id;
} Asking;

static void
policy_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Asking *asking = user_data;
  g_autoptr (GTask) task = asking->task;
  g_autoptr (JsonNode) answer = erp_client_call_finish (ERP_CLIENT (source), result, NULL);
  BizPolicy *policy = answer != NULL ? biz_policy_new_from_attachments (answer, NULL) : NULL;

  if (policy != NULL)
    g_hash_table_replace (biz_return_store_get_policies (g_task_get_source_object (task)),
                          g_memdup2 (&asking->company_id, sizeof (gint64)), policy);
  biz_return_store_end_one (task, NULL);
}

void
biz_return_store_ask_policies (GTask *task)
{
  GHashTable *policies = biz_return_store_get_policies (g_task_get_source_object (task));
  GListModel *transfers = biz_return_book_get_transfers (biz_return_store_get_loading (task));
  g_autoptr (GHashTable) asked = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint i = 0; i < g_list_model_get_n_items (transfers); i++)
    {
      g_autoptr (BizTransfer) transfer = g_list_model_get_item (transfers, i);
      const gint64 company = biz_transfer_get_company_id (transfer);
      Asking *asking;

      if (company == 0 || g_hash_table_contains (policies, &company)
          || !g_hash_table_add (asked, g_memdup2 (&company, sizeof company)))
        continue;
      asking = g_new0 (Asking, 1);
      asking->task = g_object_ref (task);
      asking->company_id = company;
      biz_return_store_send (task, biz_policy_make_read (company), policy_cb, asking);
    }
}

/**
 * biz_return_store_list_reasons:
 * @self: a store that has loaded transfers
 * @company_id: whose
 *
 * Returns: (transfer full) (element-type BizChoice): why goods come back, in the words of that
 *   company's policy; the program's own where it names none or cannot be read
 */
GListModel *
biz_return_store_list_reasons (BizReturnStore *self, gint64 company_id)
{
  BizPolicy *policy;
  g_autoptr (BizPolicy) own = NULL;

  g_return_val_if_fail (BIZ_IS_RETURN_STORE (self), NULL);

  policy = g_hash_table_lookup (biz_return_store_get_policies (self), &company_id);
  if (policy == NULL)
    policy = own = biz_policy_new ();

  return g_object_ref (biz_policy_get_reasons (policy));
}

/* the case */

static const char *
get_number_field (ErpCapabilities *capabilities, const char *model)
{
  static const char *const fields[] = { "number", "ticket_ref" };

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    if (erp_capabilities_has_field (capabilities, model, fields[i]))
      return fields[i];

  return NULL;
}

static char *
read_text (JsonObject *row, const char *member)
{
  const char *text = NULL;

  /* An empty one is false, one without a number yet is "/". */
  if (!json_object_has_member (row, member) || !erp_json_get_string (row, member, &text, NULL)
      || text == NULL || text[0] == '\0' || g_str_equal (text, "/"))
    return NULL;

  return g_strdup (text);
}

static void
case_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (JsonNode) answer = erp_client_call_finish (ERP_CLIENT (source), result, NULL);
  JsonArray *rows = NULL;
  JsonObject *row = NULL;

  /* One that is gone, or of others, keeps its id. */
  if (answer != NULL && erp_json_get_array (answer, &rows, NULL) && json_array_get_length (rows) > 0
      && erp_json_get_object (json_array_get_element (rows, 0), &row, NULL))
    {
      g_autofree char *number = read_text (row, "number");
      g_autofree char *title = read_text (row, "name");

      if (number == NULL)
        number = read_text (row, "ticket_ref");
      biz_return_book_set_case_words (biz_return_store_get_loading (task), number, title);
    }
  biz_return_store_end_one (task, NULL);
}

gboolean
biz_return_store_ask_case (GTask *task)
{
  BizReturnStore *self = g_task_get_source_object (task);
  ErpCapabilities *capabilities =
      erp_session_get_capabilities (biz_return_store_get_session (self));
  gint64 id = 0;
  const char *model = biz_return_book_get_case (biz_return_store_get_loading (task), &id);
  const char *fields[] = { "name", NULL, NULL };
  g_autoptr (ErpDomain) domain = NULL;
  ErpCall *call;

  if (model == NULL || (erp_capabilities_get_rights (capabilities, model) & ERP_RIGHT_READ) == 0)
    return FALSE;
  fields[1] = get_number_field (capabilities, model);
  domain = erp_domain_new ();
  erp_domain_add_int (domain, "id", "=", id);
  call = erp_call_new_read (model, "search_read");
  erp_call_set_arg_domain (call, "domain", domain);
  erp_call_set_arg_strv (call, "fields", fields);
  biz_return_store_send (task, call, case_cb, g_object_ref (task));

  return TRUE;
}
