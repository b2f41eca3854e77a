/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "erp"

#include "erp-listing-query.h"

#include "erp-call.h"
#include "erp-domain.h"
#include "erp-json.h"

struct _ErpListingQuery
{
  char *model;            /* (owned) */
  char *specification;    /* (owned) */
  ErpListingMaker *maker; /* (owned) */
  ErpDomain *domain;      /* (owned) */
  char *order;            /* (owned) */
};

static gpointer
decode_page (JsonNode *result, gpointer user_data, GError **error)
{
  return erp_listing_page_decode (result, user_data, error);
}

static gpointer
decode_ids (JsonNode *result, gpointer user_data, GError **error)
{
  g_autoptr (JsonObject) answer = json_object_new ();
  GArray *ids;

  json_object_set_member (answer, "search", json_node_ref (result));

  return erp_json_get_ids (answer, "search", &ids, error) ? ids : NULL;
}

static gboolean
term_is_id (const char *term)
{
  return g_str_equal (term, "id") || g_str_has_prefix (term, "id ");
}

/* The id as last term, in the direction of the first, so that no two rows are equal. */
static char *
total_order (const char *order)
{
  g_auto (GStrv) terms = g_strsplit (order != NULL ? order : "", ",", -1);
  gboolean descending = FALSE;
  gsize n = 0;

  for (; terms[n] != NULL; n++)
    {
      g_strstrip (terms[n]);
      if (term_is_id (terms[n]))
        return g_strdup (order);
      if (n == 0)
        descending = g_str_has_suffix (terms[0], " desc") || g_str_has_suffix (terms[0], " DESC");
    }
  if (n == 0 || *terms[0] == '\0')
    return g_strdup ("id desc");

  return g_strdup_printf ("%s, id%s", order, descending ? " desc" : "");
}

ErpListingQuery *
erp_listing_query_new (const char *model, const char *specification_json, ErpListingMaker *maker)
{
  ErpListingQuery *self = g_new0 (ErpListingQuery, 1);

  self->model = g_strdup (model);
  self->specification = g_strdup (specification_json);
  self->maker = erp_listing_maker_ref (maker);
  self->domain = erp_domain_new ();
  self->order = total_order (NULL);

  return self;
}

void
erp_listing_query_free (ErpListingQuery *self)
{
  g_free (self->model);
  g_free (self->specification);
  erp_listing_maker_unref (self->maker);
  erp_domain_unref (self->domain);
  g_free (self->order);
  g_free (self);
}

void
erp_listing_query_set (ErpListingQuery *self, ErpDomain *domain, const char *order)
{
  erp_domain_unref (self->domain);
  self->domain = erp_domain_copy (domain);
  g_free (self->order);
  self->order = total_order (order);
}

ErpCall *
erp_listing_query_rows (ErpListingQuery *self, guint offset, guint limit, guint count_limit)
{
  ErpCall *call = erp_call_new_read (self->model, "web_search_read");

  erp_call_set_arg_domain (call, "domain", self->domain);
  erp_call_take_arg (call, "specification", erp_json_literal (self->specification));
  erp_call_set_arg_int (call, "offset", offset);
  erp_call_set_arg_int (call, "limit", limit);
  erp_call_set_arg_string (call, "order", self->order);
  erp_call_set_arg_int (call, "count_limit", count_limit);
  erp_call_set_decoder (call, decode_page, erp_listing_maker_ref (self->maker),
                        (GDestroyNotify)erp_listing_maker_unref,
                        (GDestroyNotify)erp_listing_page_unref);

  return call;
}

ErpCall *
erp_listing_query_ids (ErpListingQuery *self, guint offset, guint limit)
{
  ErpCall *call = erp_call_new_read (self->model, "search");

  erp_call_set_arg_domain (call, "domain", self->domain);
  erp_call_set_arg_int (call, "offset", offset);
  erp_call_set_arg_int (call, "limit", limit);
  erp_call_set_arg_string (call, "order", self->order);
  erp_call_set_decoder (call, decode_ids, NULL, NULL, (GDestroyNotify)g_array_unref);

  return call;
}

ErpCall *
erp_listing_query_count (ErpListingQuery *self)
{
  ErpCall *call = erp_call_new_read (self->model, "search_count");

  erp_call_set_arg_domain (call, "domain", self->domain);

  return call;
}
