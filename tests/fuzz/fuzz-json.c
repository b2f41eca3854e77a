/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "fuzz"

#include "config.h"

#include "erp-currency.h"
#include "erp-domain.h"
#include "erp-error.h"
#include "erp-json.h"
#include "erp-jsonrpc-client.h"

int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

/* A member is either read or refused with an error that names it; never both, never neither. */
static void
check (gboolean ok, GError **error)
{
  if (ok != (*error == NULL))
    g_error ("A getter says %d with %s", ok, *error != NULL ? (*error)->message : "no error");
  g_clear_error (error);
}

static void
read_member (JsonObject *object, const char *member)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDateTime) time = NULL;
  g_autoptr (GArray) ids = NULL;
  g_autofree char *name = NULL;
  const char *text;
  gboolean flag;
  gint64 number;
  double value;
  GDate day;

  check (erp_json_get_int (object, member, &number, &error), &error);
  check (erp_json_get_bool (object, member, &flag, &error), &error);
  check (erp_json_get_string (object, member, &text, &error), &error);
  check (erp_json_get_date (object, member, &day, &error), &error);
  check (erp_json_get_datetime (object, member, &time, &error), &error);
  check (erp_json_get_many2one (object, member, &number, &name, &error), &error);
  check (erp_json_get_ids (object, member, &ids, &error), &error);
  check (erp_json_get_double (object, member, &value, &error), &error);
  for (guint digits = 0; digits <= 9; digits += 3)
    check (erp_json_get_scaled (object, member, digits, &number, &error), &error);
}

static void
read_object (JsonObject *object)
{
  g_autoptr (GList) members = json_object_get_members (object);
  g_autoptr (ErpCurrency) currency = NULL;

  for (GList *l = members; l != NULL; l = l->next)
    read_member (object, l->data);
  read_member (object, "missing");
  currency = erp_currency_new_from_json (object, NULL);
}

static void
read_domain (const guint8 *data, size_t size)
{
  g_autofree char *text = g_strndup ((const char *)data, size);
  g_autoptr (ErpDomain) domain = erp_domain_new_from_json (text, NULL);
  g_autoptr (ErpDomain) outer = NULL;
  g_autoptr (ErpDomain) again = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *json = NULL;
  ErpDomain *any[2];

  if (domain == NULL)
    return;
  outer = erp_domain_new ();
  any[0] = any[1] = domain;
  erp_domain_add_any (outer, any, 2);
  node = erp_domain_to_json (outer);
  json = erp_json_to_string (node);
  again = erp_domain_new_from_json (json, NULL);
  if (again == NULL || !erp_domain_equal (outer, again))
    g_error ("A filter does not come back: %s", json);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) root = erp_json_parse (bytes, &error);
  g_autoptr (JsonNode) result = NULL;

  check (root != NULL, &error);
  read_domain (data, size);
  if (root == NULL)
    return 0;
  if (JSON_NODE_HOLDS_OBJECT (root))
    read_object (json_node_get_object (root));
  result = erp_jsonrpc_unwrap (size % 2 == 0, g_steal_pointer (&root), &error);
  check (result != NULL, &error);
  return 0;
}
