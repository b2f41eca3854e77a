/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-saved-filter.h"

#include "biz-filter-words.h"
#include "biz-invoice-grouping.h"
#include "biz-python.h"
#include "erp-domain.h"
#include "erp-error.h"
#include "erp-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* In the context of a filter: what it is in our words, and the day its domain was made for. */
#define MEMBER "quittance"

struct _BizSavedFilter
{
  GObject parent_instance;

  gint64 id;
  char *name;        /* (owned) */
  char *problem;     /* (owned) (nullable) */
  char *text;        /* (owned) (nullable) */
  ErpDomain *domain; /* (owned) (nullable) */
  char *groups;      /* (owned) */
  BizInvoiceSort sort;
  gboolean has_sort;
  gboolean descending;
  gboolean shared;
  gboolean is_default;
};

G_DEFINE_FINAL_TYPE (BizSavedFilter, biz_saved_filter, G_TYPE_OBJECT)

static void
biz_saved_filter_finalize (GObject *object)
{
  BizSavedFilter *self = BIZ_SAVED_FILTER (object);

  g_free (self->name);
  g_free (self->problem);
  g_free (self->text);
  g_clear_pointer (&self->domain, erp_domain_unref);
  g_free (self->groups);
  G_OBJECT_CLASS (biz_saved_filter_parent_class)->finalize (object);
}

static void
biz_saved_filter_class_init (BizSavedFilterClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = biz_saved_filter_finalize;
}

static void
biz_saved_filter_init (BizSavedFilter *self)
{
}

static ErpDomain *
parse_domain (const char *text, gint64 uid, const GDate *today, GError **error)
{
  g_autoptr (JsonNode) node = biz_python_parse (text, uid, today, error);
  g_autofree char *json = NULL;

  if (node == NULL)
    return NULL;
  json = erp_json_to_string (node);

  return erp_domain_new_from_json (json, error);
}

/* "partner_id", "invoice_date:month" or ["partner_id", ...] as "customer,month"; what is not known
 * here is left out. */
static char *
read_groups (JsonNode *node)
{
  g_autoptr (GString) names = g_string_new (NULL);
  JsonArray *list =
      node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  guint n = list != NULL ? json_array_get_length (list) : node != NULL ? 1 : 0;
  guint found = 0;

  for (guint i = 0; i < n && found < 2; i++)
    {
      JsonNode *element = list != NULL ? json_array_get_element (list, i) : node;
      const char *field =
          json_node_get_value_type (element) == G_TYPE_STRING ? json_node_get_string (element) : "";

      for (int by = 0; by < BIZ_N_GROUP_BY; by++)
        {
          const char *spec = biz_invoice_group_by_get_field ((BizInvoiceGroupBy)by);
          gsize length = strcspn (spec, ":");

          if (!g_str_equal (spec, field)
              && (strlen (field) != length || strncmp (spec, field, length) != 0))
            continue;
          g_string_append_printf (names, "%s%s", found++ > 0 ? "," : "",
                                  biz_invoice_group_by_get_name ((BizInvoiceGroupBy)by));
          break;
        }
    }

  return g_string_free (g_steal_pointer (&names), FALSE);
}

static void
read_sort (BizSavedFilter *self, const char *text)
{
  g_autoptr (JsonNode) node = text != NULL ? json_from_string (text, NULL) : NULL;
  JsonArray *list =
      node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  JsonNode *first =
      list != NULL && json_array_get_length (list) > 0 ? json_array_get_element (list, 0) : NULL;
  g_auto (GStrv) words = NULL;

  if (first == NULL || json_node_get_value_type (first) != G_TYPE_STRING)
    return;
  words = g_strsplit_set (json_node_get_string (first), " ,", 3);
  self->descending =
      words[0] != NULL && words[1] != NULL && g_ascii_strcasecmp (words[1], "desc") == 0;
  for (int sort = 0; words[0] != NULL && sort <= BIZ_INVOICE_SORT_ID && !self->has_sort; sort++)
    {
      g_autofree char *order = biz_invoice_sort_to_order ((BizInvoiceSort)sort, FALSE);

      self->has_sort =
          strlen (words[0]) == strcspn (order, " ") && g_str_has_prefix (order, words[0]);
      self->sort = (BizInvoiceSort)sort;
    }
}

/* Our own words stand beside the domain; they count while the domain is still the one they made,
 * so that a change in the browser is not passed over. */
static char *
read_own_text (JsonObject *context,
               const char *domain_text,
               const BizFilterGrammar *grammar,
               gint64 uid)
{
  JsonNode *node = json_object_get_member (context, MEMBER);
  JsonObject *own =
      node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  g_autoptr (BizFilter) filter = NULL;
  g_autoptr (ErpDomain) made = NULL;
  g_autoptr (ErpDomain) kept = NULL;
  const char *text = NULL;
  GDate day;

  g_date_clear (&day, 1);
  if (own == NULL || !erp_json_get_string (own, "filter", &text, NULL)
      || !erp_json_get_date (own, "day", &day, NULL) || !g_date_valid (&day))
    return NULL;
  filter = biz_filter_parse (grammar, text != NULL ? text : "", &day, NULL);
  kept = parse_domain (domain_text, uid, &day, NULL);
  if (filter == NULL || kept == NULL)
    return NULL;
  made = biz_filter_to_domain (filter);

  return erp_domain_equal (made, kept) ? biz_filter_to_string (filter) : NULL;
}

static void
read_conditions (BizSavedFilter *self,
                 const char *domain_text,
                 const char *context_text,
                 const BizFilterGrammar *grammar,
                 gint64 uid,
                 const GDate *today)
{
  g_autoptr (JsonNode) context = biz_python_parse (context_text, uid, today, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (BizFilter) filter = NULL;
  JsonObject *members =
      context != NULL && JSON_NODE_HOLDS_OBJECT (context) ? json_node_get_object (context) : NULL;

  self->groups =
      read_groups (members != NULL ? json_object_get_member (members, "group_by") : NULL);
  if (members != NULL)
    self->text = read_own_text (members, domain_text, grammar, uid);
  if (self->text != NULL)
    {
      filter = biz_filter_parse (grammar, self->text, today, NULL);
      self->domain = filter != NULL ? biz_filter_to_domain (filter) : NULL;
      return;
    }
  self->domain = parse_domain (domain_text, uid, today, &error);
  if (self->domain == NULL)
    self->problem = g_strdup (error->message);
  else if (strstr (domain_text, "today") == NULL && strstr (domain_text, "strftime") == NULL)
    self->text = biz_filter_from_domain (grammar, self->domain);
}

/* Whose it is: "user_id" up to 17, "user_ids" later. */
static gboolean
read_users (JsonObject *row, gint64 uid, gboolean *shared, gboolean *mine, GError **error)
{
  g_autoptr (GArray) ids = NULL;
  g_autofree char *name = NULL;
  gint64 id = 0;

  *shared = *mine = FALSE;
  if (!json_object_has_member (row, "user_ids"))
    {
      if (!erp_json_get_many2one (row, "user_id", &id, &name, error))
        return FALSE;
      *shared = id == 0;
      *mine = id == uid;
      return TRUE;
    }
  if (!erp_json_get_ids (row, "user_ids", &ids, error))
    return FALSE;
  *shared = ids->len == 0;
  for (guint i = 0; i < ids->len; i++)
    *mine = *mine || g_array_index (ids, gint64, i) == uid;

  return TRUE;
}

/**
 * biz_saved_filter_new_from_json:
 * @row: of ir.filters
 * @grammar: the language of the list it is for
 * @uid: who is signed in
 * @today: the company's day
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the filter
 */
BizSavedFilter *
biz_saved_filter_new_from_json (JsonObject *row,
                                const BizFilterGrammar *grammar,
                                gint64 uid,
                                const GDate *today,
                                GError **error)
{
  g_autoptr (BizSavedFilter) self = g_object_new (BIZ_TYPE_SAVED_FILTER, NULL);
  const char *name = NULL;
  const char *domain = NULL;
  const char *context = NULL;
  const char *sort = NULL;
  gboolean mine;

  if (!erp_json_get_int (row, "id", &self->id, error)
      || !erp_json_get_string (row, "name", &name, error)
      || !erp_json_get_string (row, "domain", &domain, error)
      || !erp_json_get_string (row, "context", &context, error)
      || !erp_json_get_string (row, "sort", &sort, error)
      || !erp_json_get_bool (row, "is_default", &self->is_default, error)
      || !read_users (row, uid, &self->shared, &mine, error))
    return NULL;
  if (!self->shared && !mine)
    return NULL;
  self->name = g_strdup (name != NULL ? name : "");
  read_sort (self, sort);
  read_conditions (self, domain != NULL ? domain : "[]", context != NULL ? context : "{}", grammar,
                   uid, today);

  return g_steal_pointer (&self);
}

gint64
biz_saved_filter_get_id (BizSavedFilter *self)
{
  g_return_val_if_fail (BIZ_IS_SAVED_FILTER (self), 0);

  return self->id;
}

const char *
biz_saved_filter_get_name (BizSavedFilter *self)
{
  g_return_val_if_fail (BIZ_IS_SAVED_FILTER (self), NULL);

  return self->name;
}

gboolean
biz_saved_filter_is_shared (BizSavedFilter *self)
{
  g_return_val_if_fail (BIZ_IS_SAVED_FILTER (self), FALSE);

  return self->shared;
}

gboolean
biz_saved_filter_is_default (BizSavedFilter *self)
{
  g_return_val_if_fail (BIZ_IS_SAVED_FILTER (self), FALSE);

  return self->is_default;
}

const char *
biz_saved_filter_get_problem (BizSavedFilter *self)
{
  g_return_val_if_fail (BIZ_IS_SAVED_FILTER (self), NULL);

  return self->problem;
}

const char *
biz_saved_filter_get_text (BizSavedFilter *self)
{
  g_return_val_if_fail (BIZ_IS_SAVED_FILTER (self), NULL);

  return self->text;
}

ErpDomain *
biz_saved_filter_get_domain (BizSavedFilter *self)
{
  g_return_val_if_fail (BIZ_IS_SAVED_FILTER (self), NULL);

  return self->domain;
}

const char *
biz_saved_filter_get_groups (BizSavedFilter *self)
{
  g_return_val_if_fail (BIZ_IS_SAVED_FILTER (self), NULL);

  return self->groups;
}

gboolean
biz_saved_filter_get_sort (BizSavedFilter *self, BizInvoiceSort *sort, gboolean *descending)
{
  g_return_val_if_fail (BIZ_IS_SAVED_FILTER (self), FALSE);

  *sort = self->sort;
  *descending = self->descending;

  return self->has_sort;
}

/* "customer,month" as the browser groups by them */
static JsonArray *
make_groups (const char *groups)
{
  g_auto (GStrv) names = g_strsplit (groups != NULL ? groups : "", ",", -1);
  JsonArray *fields = json_array_new ();
  BizInvoiceGroupBy by;

  for (gsize i = 0; names[i] != NULL; i++)
    {
      if (biz_invoice_group_by_from_name (names[i], &by))
        json_array_add_string_element (fields, biz_invoice_group_by_get_field (by));
    }

  return fields;
}

static char *
make_context (const BizSavedState *state, const char *filter, const GDate *today)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *context = json_object_new ();
  JsonObject *own = json_object_new ();
  char day[16];

  g_date_strftime (day, sizeof day, "%Y-%m-%d", today);
  json_object_set_array_member (context, "group_by", make_groups (state->groups));
  json_object_set_string_member (own, "filter", filter);
  json_object_set_string_member (own, "day", day);
  json_object_set_object_member (context, MEMBER, own);
  json_node_take_object (node, context);

  return biz_python_write (node, today, NULL, NULL);
}

/* Written so that "overdue" is overdue in the browser on any day. */
static char *
make_domain (BizFilter *filter,
             const BizFilterGrammar *grammar,
             const char *text,
             const GDate *today)
{
  GDate later = *today;
  g_autoptr (BizFilter) other = NULL;
  g_autoptr (ErpDomain) domain = biz_filter_to_domain (filter);
  g_autoptr (ErpDomain) moved = NULL;
  g_autoptr (JsonNode) node = erp_domain_to_json (domain);
  g_autoptr (JsonNode) node_later = NULL;

  g_date_add_days (&later, 1000);
  other = biz_filter_parse (grammar, text, &later, NULL);
  if (other != NULL)
    {
      moved = biz_filter_to_domain (other);
      node_later = erp_domain_to_json (moved);
    }

  return biz_python_write (node, today, node_later, &later);
}

/**
 * biz_saved_filter_make_values:
 * @name: what it shall be called
 * @state: what is on the screen
 * @grammar: the language of the list
 * @today: the company's day
 * @error: return location
 *
 * Returns: (transfer full): the values for the server, without whose it is
 */
JsonObject *
biz_saved_filter_make_values (const char *name,
                              const BizSavedState *state,
                              const BizFilterGrammar *grammar,
                              const GDate *today,
                              GError **error)
{
  g_autoptr (BizFilter) filter = biz_filter_parse (grammar, state->filter, today, error);
  g_autofree char *text = NULL;
  g_autofree char *domain = NULL;
  g_autofree char *context = NULL;
  g_autoptr (GString) sort = g_string_new ("[]");
  JsonObject *values;

  if (filter == NULL)
    return NULL;
  text = biz_filter_to_string (filter);
  domain = make_domain (filter, grammar, text, today);
  context = make_context (state, text, today);
  if (state->order != NULL)
    {
      g_auto (GStrv) terms = g_strsplit (state->order, ",", 2);

      g_string_printf (sort, "[\"%s\"]", terms[0]);
    }
  values = json_object_new ();
  json_object_set_string_member (values, "name", name);
  json_object_set_string_member (values, "domain", domain);
  json_object_set_string_member (values, "context", context);
  json_object_set_string_member (values, "sort", sort->str);

  return values;
}
