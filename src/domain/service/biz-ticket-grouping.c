/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-ticket-listing.h"

#include "erp-call.h"
#include "erp-capabilities.h"
#include "erp-client.h"
#include "erp-domain.h"
#include "erp-error.h"
#include "erp-json.h"

#include <glib/gi18n-lib.h>

static const struct
{
  const char *name;
  const char *label;
  const char *none; /* what cases without a value are called */
  BizTicketPart part;
} subjects[] = {
  [BIZ_TICKET_GROUP_STAGE] = { "stage", N_ ("Stage"), N_ ("No stage"), BIZ_TICKET_STAGE },
  [BIZ_TICKET_GROUP_TEAM] = { "team", N_ ("Team"), N_ ("No team"), BIZ_TICKET_TEAM },
  [BIZ_TICKET_GROUP_OWNER] = { "owner", N_ ("Owner"), N_ ("Nobody’s"), BIZ_TICKET_OWNER },
  [BIZ_TICKET_GROUP_PRIORITY] = { "priority", N_ ("Priority"), N_ ("No priority"),
                                  BIZ_TICKET_PRIORITY },
  [BIZ_TICKET_GROUP_CATEGORY] = { "category", N_ ("Category"), N_ ("No category"),
                                  BIZ_TICKET_CATEGORY },
  [BIZ_TICKET_GROUP_CUSTOMER] = { "customer", N_ ("Customer"), N_ ("Nobody known"),
                                  BIZ_TICKET_CUSTOMER },
};

/* For the decoder, in a worker thread. */
typedef struct
{
  const char *field; /* a constant */
  BizTicketGroupBy by;
} Reading;

const char *
biz_ticket_group_by_get_name (BizTicketGroupBy by)
{
  g_return_val_if_fail (by < G_N_ELEMENTS (subjects), NULL);

  return subjects[by].name;
}

gboolean
biz_ticket_group_by_from_name (const char *name, BizTicketGroupBy *by)
{
  g_return_val_if_fail (name != NULL, FALSE);

  for (gsize i = 0; i < G_N_ELEMENTS (subjects); i++)
    if (g_ascii_strcasecmp (name, subjects[i].name) == 0)
      {
        *by = (BizTicketGroupBy)i;
        return TRUE;
      }

  return FALSE;
}

const char *
biz_ticket_group_by_get_label (BizTicketGroupBy by)
{
  g_return_val_if_fail (by < G_N_ELEMENTS (subjects), NULL);

  return _ (subjects[by].label);
}

gboolean
biz_ticket_can_group (const BizTicketShape *shape, BizTicketGroupBy by)
{
  g_return_val_if_fail (shape != NULL && by < G_N_ELEMENTS (subjects), FALSE);

  /* One project is chosen. */
  if (by == BIZ_TICKET_GROUP_TEAM && shape->kind == BIZ_TICKETS_TASKS)
    return FALSE;

  return shape->fields[subjects[by].part] != NULL;
}

/* [id, "name"], "2", or false. */
static gboolean
read_value (const Reading *reading,
            JsonObject *row,
            char **key,
            char **label,
            ErpDomain *domain,
            GError **error)
{
  JsonNode *node = json_object_get_member (row, reading->field);
  const char *text;
  gint64 id;

  if (node == NULL || JSON_NODE_HOLDS_NULL (node)
      || (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_BOOLEAN))
    {
      *key = g_strdup ("");
      *label = g_strdup (_ (subjects[reading->by].none));
      erp_domain_add_bool (domain, reading->field, "=", FALSE);
      return TRUE;
    }
  if (reading->by == BIZ_TICKET_GROUP_PRIORITY)
    {
      if (!erp_json_get_string (row, reading->field, &text, error))
        return FALSE;
      *key = g_strdup (text);
      *label = g_strdup (biz_ticket_priority_to_label ((int)g_ascii_strtoll (text, NULL, 10)));
      erp_domain_add_string (domain, reading->field, "=", text);
      return TRUE;
    }
  if (!erp_json_get_many2one (row, reading->field, &id, label, error))
    return FALSE;
  *key = g_strdup_printf ("%" G_GINT64_FORMAT, id);
  if (*label == NULL)
    *label = g_strdup (*key);
  erp_domain_add_ids (domain, reading->field, "in", &id, 1);

  return TRUE;
}

/* What is urgent first, names in their order; stages stand as the server has them. */
static int
compare_groups (gconstpointer a, gconstpointer b, gpointer user_data)
{
  ErpGroup *first = *(ErpGroup *const *)a;
  ErpGroup *second = *(ErpGroup *const *)b;
  const char *first_key = erp_group_get_key (first);
  const char *second_key = erp_group_get_key (second);

  if ((*first_key == '\0') != (*second_key == '\0'))
    return *first_key == '\0' ? 1 : -1;
  if (GPOINTER_TO_UINT (user_data) == BIZ_TICKET_GROUP_PRIORITY)
    return g_strcmp0 (second_key, first_key);

  return g_utf8_collate (erp_group_get_label (first), erp_group_get_label (second));
}

static gpointer
decode (JsonNode *result, gpointer user_data, GError **error)
{
  const Reading *reading = user_data;
  g_autoptr (GPtrArray) groups = g_ptr_array_new_with_free_func (g_object_unref);
  JsonArray *rows;

  if (!erp_json_get_array (result, &rows, error))
    return NULL;
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      g_autoptr (ErpDomain) domain = erp_domain_new ();
      g_autofree char *key = NULL;
      g_autofree char *label = NULL;
      JsonObject *row;
      gint64 count;

      if (!erp_json_get_object (json_array_get_element (rows, i), &row, error)
          || !read_value (reading, row, &key, &label, domain, error)
          || !erp_json_get_int (row, "__count", &count, error))
        return NULL;
      g_ptr_array_add (groups,
                       erp_group_new (key, label, (guint)CLAMP (count, 0, G_MAXINT), domain, NULL));
    }
  if (reading->by != BIZ_TICKET_GROUP_STAGE)
    g_ptr_array_sort_with_data (groups, compare_groups, GUINT_TO_POINTER (reading->by));

  return g_steal_pointer (&groups);
}

/**
 * biz_ticket_grouping_new_call:
 * @service: a service desk
 * @by: what the groups are; the server has a field for it
 * @domain: which cases
 *
 * A case of several owners stands in the group of each.
 *
 * Returns: (transfer full): a read whose answer is a #GPtrArray of #ErpGroup
 */
ErpCall *
biz_ticket_grouping_new_call (BizService *service, BizTicketGroupBy by, ErpDomain *domain)
{
  static const char *const counted[] = { "__count", NULL };
  const BizTicketShape *shape = biz_service_get_shape (service);
  const char *groupby[] = { NULL, NULL };
  Reading *reading;
  ErpCall *call;

  g_return_val_if_fail (BIZ_IS_SERVICE (service) && biz_ticket_can_group (shape, by), NULL);

  groupby[0] = shape->fields[subjects[by].part];
  call = erp_capabilities_new_aggregate_call (erp_session_get_capabilities (
                                                  biz_service_get_session (service)),
                                              shape->model, domain, groupby, counted);
  reading = g_new0 (Reading, 1);
  reading->field = groupby[0];
  reading->by = by;
  erp_call_add_decoder (call, decode, reading, g_free, (GDestroyNotify)g_ptr_array_unref);

  return call;
}

typedef struct
{
  BizService *service; /* (owned) */
  BizTicketGroupBy by;
} Context;

static void
context_free (gpointer data)
{
  Context *context = data;

  g_clear_object (&context->service);
  g_free (context);
}

static ErpCall *
new_call (guint level, ErpDomain *domain, gpointer user_data)
{
  const Context *context = user_data;

  return biz_ticket_grouping_new_call (context->service, context->by, domain);
}

static ErpListing *
new_listing (gpointer user_data)
{
  const Context *context = user_data;

  return biz_ticket_listing_new (context->service);
}

/**
 * biz_ticket_grouping_new:
 * @service: a service desk
 * @by: what the groups are
 *
 * Returns: (transfer full): the list; it asks nothing before erp_paged_load()
 */
ErpGrouping *
biz_ticket_grouping_new (BizService *service, BizTicketGroupBy by)
{
  static const ErpGroupSource source = { 1, new_call, new_listing };
  Context *context;

  g_return_val_if_fail (BIZ_IS_SERVICE (service), NULL);

  context = g_new0 (Context, 1);
  context->service = g_object_ref (service);
  context->by = by;

  return erp_grouping_new (erp_session_get_client (biz_service_get_session (service)), &source,
                           context, context_free);
}
