/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-working-read.h"

#include "biz-working-time.h"
#include "erp-call.h"
#include "erp-domain.h"
#include "erp-json.h"

/* The working hours of companies, as the server has them. */

#define MAX_LEAVES 1000

ErpCall *
biz_working_read_new_companies (const gint64 *companies, gsize n)
{
  g_autoptr (ErpDomain) domain = erp_domain_new ();
  ErpCall *call = erp_call_new_read ("res.company", "web_search_read");

  erp_domain_add_ids (domain, "id", "in", companies, n);
  erp_call_set_arg_domain (call, "domain", domain);
  erp_call_set_arg_json (call, "specification",
                         "{\"resource_calendar_id\":{\"fields\":{" BIZ_WORKING_TIME_FIELDS "}}}");

  return call;
}

ErpCall *
biz_working_read_new_leaves (void)
{
  static const char *const fields[] = { "calendar_id", "company_id", "date_from",
                                        "date_to",     "time_type",  NULL };
  g_autoptr (ErpDomain) domain = erp_domain_new ();
  ErpCall *call = erp_call_new_read ("resource.calendar.leaves", "search_read");

  erp_domain_add_bool (domain, "resource_id", "=", FALSE);
  erp_call_set_arg_domain (call, "domain", domain);
  erp_call_set_arg_strv (call, "fields", fields);
  erp_call_set_arg_string (call, "order", "date_from desc");
  erp_call_set_arg_int (call, "limit", MAX_LEAVES);

  return call;
}

static void
put (GHashTable *table, gint64 id, gpointer value)
{
  g_hash_table_replace (table, g_memdup2 (&id, sizeof id), value);
}

static gboolean
read_moment (JsonObject *row, const char *member, gint64 *moment, GError **error)
{
  g_autoptr (GDateTime) time = NULL;

  if (!erp_json_get_datetime (row, member, &time, error))
    return FALSE;
  *moment = time != NULL ? g_date_time_to_unix (time) : 0;

  return TRUE;
}

/* Those of one calendar, and those of everybody in its company. */
static gboolean
list_leaves (JsonNode *node, gint64 calendar, gint64 company, GArray *leaves, GError **error)
{
  JsonArray *rows = NULL;

  if (!erp_json_get_array (node, &rows, error))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = NULL;
      BizWorkingLeave leave = { 0 };
      gint64 whose = 0, where = 0;
      const char *kind = NULL;

      if (!erp_json_get_object (json_array_get_element (rows, i), &row, error)
          || !erp_json_get_many2one (row, "calendar_id", &whose, NULL, error)
          || !erp_json_get_many2one (row, "company_id", &where, NULL, error)
          || !erp_json_get_string (row, "time_type", &kind, error)
          || !read_moment (row, "date_from", &leave.from, error)
          || !read_moment (row, "date_to", &leave.until, error))
        return FALSE;
      if ((whose == calendar || (whose == 0 && (where == 0 || where == company)))
          && g_strcmp0 (kind, "other") != 0)
        g_array_append_val (leaves, leave);
    }

  return TRUE;
}

static gboolean
take_company (GHashTable *table, JsonObject *row, JsonNode *leave_rows, GError **error)
{
  g_autoptr (GArray) leaves = g_array_new (FALSE, FALSE, sizeof (BizWorkingLeave));
  JsonNode *node = json_object_get_member (row, "resource_calendar_id");
  JsonObject *calendar = NULL;
  BizWorkingTime *hours;
  gint64 company = 0, id = 0;

  if (!erp_json_get_int (row, "id", &company, error))
    return FALSE;
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    {
      put (table, company, biz_working_time_new_usual ());
      return TRUE;
    }
  calendar = json_node_get_object (node);
  if (!erp_json_get_int (calendar, "id", &id, error)
      || !list_leaves (leave_rows, id, company, leaves, error))
    return FALSE;
  hours = biz_working_time_new_from_json (calendar, (const BizWorkingLeave *)leaves->data,
                                          leaves->len, error);
  if (hours == NULL)
    return FALSE;
  put (table, company, hours);

  return TRUE;
}

/**
 * biz_working_read_take:
 * @hours: (element-type gint64 BizWorkingTime): is given those of each company
 * @companies: the answer of biz_working_read_new_companies ()
 * @leaves: the answer of biz_working_read_new_leaves ()
 * @error: return location
 *
 * A company without a calendar has the usual hours.
 *
 * Returns: FALSE with ERP_ERROR_PROTOCOL
 */
gboolean
biz_working_read_take (GHashTable *hours, JsonNode *companies, JsonNode *leaves, GError **error)
{
  JsonObject *object = NULL;
  JsonArray *rows = NULL;

  g_return_val_if_fail (hours != NULL, FALSE);

  if (!erp_json_get_object (companies, &object, error)
      || !erp_json_get_array (json_object_get_member (object, "records"), &rows, error))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = NULL;

      if (!erp_json_get_object (json_array_get_element (rows, i), &row, error)
          || !take_company (hours, row, leaves, error))
        return FALSE;
    }

  return TRUE;
}
