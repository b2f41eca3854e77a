/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-kpi-names.h"

#include "erp-call.h"
#include "erp-client.h"
#include "erp-domain.h"
#include "erp-json.h"
#include "erp-session.h"

/* How records of a model call themselves, and whose they are. */
static const struct
{
  const char *model;
  const char *document;
  const char *partner;
} models[] = {
  { "sale.order", "name", "partner_id" },      { "account.move", "name", "partner_id" },
  { "stock.move", "reference", "product_id" }, { "helpdesk.ticket", "name", "partner_id" },
  { "project.task", "name", "partner_id" },
};

/* One reading: of entries of one model after another. */
typedef struct
{
  ErpSession *session; /* (owned) */
  GPtrArray *entries;  /* (owned) */
  BizKpiNamed named;
  gpointer named_data;
  guint next; /* the first entry that was not looked at */
  gsize model;
  GHashTable *asked; /* (owned) (nullable): id -> GPtrArray of BizKpiEntry, of the page */
} Load;

static void ask_page (GTask *task);

static void
free_load (gpointer data)
{
  Load *load = data;

  g_clear_object (&load->session);
  g_ptr_array_unref (load->entries);
  g_clear_pointer (&load->asked, g_hash_table_unref);
  g_free (load);
}

static gsize
find_model (const char *name)
{
  gsize i = 0;

  while (i < G_N_ELEMENTS (models) && g_strcmp0 (models[i].model, name) != 0)
    i++;

  return i;
}

/* The next entries of one model, as many as fit a page; FALSE where there are none. */
static gboolean
take_page (Load *load)
{
  g_clear_pointer (&load->asked, g_hash_table_unref);
  load->asked =
      g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, (GDestroyNotify)g_ptr_array_unref);
  for (; load->next < load->entries->len; load->next++)
    {
      BizKpiEntry *entry = g_ptr_array_index (load->entries, load->next);
      const BizKpiEntryFacts *facts = biz_kpi_entry_get_facts (entry);
      gsize model = find_model (facts->model);
      GPtrArray *same;

      if (facts->document != NULL || facts->id == 0 || model == G_N_ELEMENTS (models))
        continue;
      if (g_hash_table_size (load->asked) == 0)
        load->model = model;
      same = g_hash_table_lookup (load->asked, &facts->id);
      if (load->model != model
          || (same == NULL && g_hash_table_size (load->asked) >= BIZ_KPI_NAMES_A_PAGE))
        return TRUE;
      if (same == NULL)
        {
          same = g_ptr_array_new ();
          g_hash_table_insert (load->asked, (gpointer)&facts->id, same);
        }
      g_ptr_array_add (same, entry);
    }

  return g_hash_table_size (load->asked) > 0;
}

static gboolean
read_row (Load *load, JsonObject *row, GError **error)
{
  g_autofree char *partner = NULL;
  const char *document;
  GPtrArray *same;
  gint64 id, other;

  if (!erp_json_get_int (row, "id", &id, error)
      || !erp_json_get_string (row, models[load->model].document, &document, error)
      || !erp_json_get_many2one (row, models[load->model].partner, &other, &partner, error))
    return FALSE;
  same = g_hash_table_lookup (load->asked, &id);
  for (guint i = 0; same != NULL && i < same->len; i++)
    {
      BizKpiEntry *entry = g_ptr_array_index (same, i);

      biz_kpi_entry_set_names (entry, document, partner);
      if (load->named != NULL)
        load->named (entry, load->named_data);
    }

  return TRUE;
}

static void
page_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Load *load = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (JsonNode) answer = erp_client_call_finish (ERP_CLIENT (source), result, &error);
  JsonArray *rows = NULL;

  /* Who asked is gone: what is named is no longer his. */
  if (g_task_return_error_if_cancelled (task))
    {
      g_clear_error (&error);
      return;
    }
  if (answer != NULL)
    erp_json_get_array (answer, &rows, &error);
  for (guint i = 0; rows != NULL && error == NULL && i < json_array_get_length (rows); i++)
    {
      JsonObject *row;

      if (erp_json_get_object (json_array_get_element (rows, i), &row, &error))
        read_row (load, row, &error);
    }
  if (error != NULL)
    g_task_return_error (task, error);
  else
    ask_page (task);
}

static void
ask_page (GTask *task)
{
  Load *load = g_task_get_task_data (task);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (ErpDomain) domain = erp_domain_new ();
  g_autoptr (ErpCall) call = NULL;
  const char *fields[3] = { 0 };
  GHashTableIter iter;
  gpointer id;

  if (!take_page (load))
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  g_hash_table_iter_init (&iter, load->asked);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_array_append_vals (ids, id, 1);
  fields[0] = models[load->model].document;
  fields[1] = models[load->model].partner;
  erp_domain_add_ids (domain, "id", "in", (const gint64 *)(gpointer)ids->data, ids->len);
  call = erp_call_new_read (models[load->model].model, "search_read");
  erp_call_set_arg_domain (call, "domain", domain);
  erp_call_set_arg_strv (call, "fields", fields);
  erp_call_set_background (call, TRUE);
  erp_client_call_async (erp_session_get_client (load->session), call,
                         g_task_get_cancellable (task), page_cb, g_object_ref (task));
}

/**
 * biz_kpi_names_read_async:
 * @session: who is signed in
 * @entries: (element-type BizKpiEntry): rows
 * @named: (nullable): called for each that got its names
 * @named_data: for @named
 * @cancellable: (nullable): to stop; nobody is named after it
 * @callback: called when done
 * @user_data: for @callback
 */
void
biz_kpi_names_read_async (ErpSession *session,
                          GPtrArray *entries,
                          BizKpiNamed named,
                          gpointer named_data,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (session, cancellable, callback, user_data);
  Load *load = g_new0 (Load, 1);

  g_task_set_source_tag (task, biz_kpi_names_read_async);
  load->session = g_object_ref (session);
  load->entries = g_ptr_array_ref (entries);
  load->named = named;
  load->named_data = named_data;
  g_task_set_task_data (task, load, free_load);
  ask_page (task);
}

gboolean
biz_kpi_names_read_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
