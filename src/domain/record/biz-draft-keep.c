/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-draft-keep.h"

#include "biz-draft-edit.h"
#include "biz-invoice.h"
#include "biz-partner.h"
#include "biz-product.h"
#include "erp-error.h"
#include "erp-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define VERSION 1

void
biz_kept_draft_free (BizKeptDraft *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->title);
  g_clear_pointer (&self->written, g_date_time_unref);
  g_free (self);
}

/* writing */

static void
set_text (JsonObject *object, const char *member, const char *text)
{
  if (text != NULL)
    json_object_set_string_member (object, member, text);
}

static void
set_id (JsonObject *object, const char *member, gint64 id)
{
  if (id != 0)
    json_object_set_int_member (object, member, id);
}

static void
set_day (JsonObject *object, const char *member, const GDate *day)
{
  g_autofree char *text = NULL;

  if (day == NULL || !g_date_valid (day))
    return;
  text = g_strdup_printf ("%04d-%02d-%02d", g_date_get_year (day), (int)g_date_get_month (day),
                          g_date_get_day (day));
  json_object_set_string_member (object, member, text);
}

static void
set_decimal (JsonObject *object, const char *member, BizDecimal value)
{
  g_autofree char *text = biz_decimal_to_string (&value);

  json_object_set_member (object, member, erp_json_literal (text));
}

static void
set_time (JsonObject *object, const char *member, GDateTime *time)
{
  g_autoptr (GDateTime) utc = time != NULL ? g_date_time_to_utc (time) : NULL;
  g_autofree char *text = utc != NULL ? g_date_time_format (utc, "%Y-%m-%d %H:%M:%S") : NULL;

  set_text (object, member, text);
}

static JsonObject *
line_to_object (BizDraftLine *line)
{
  JsonObject *object = json_object_new ();
  BizInvoiceLine *origin = biz_draft_line_get_origin (line);
  const gint64 *taxes;
  BizDecimal price;
  gsize n;

  json_object_set_int_member (object, "kind", biz_draft_line_get_kind (line));
  set_id (object, "origin", origin != NULL ? biz_invoice_line_get_id (origin) : 0);
  set_text (object, "description", biz_draft_line_get_description (line));
  if (biz_draft_line_get_kind (line) != BIZ_INVOICE_LINE_PRODUCT)
    return object;
  set_id (object, "product", biz_draft_line_get_product_id (line));
  set_text (object, "product_name", biz_draft_line_get_product_name (line));
  set_decimal (object, "quantity", biz_draft_line_get_quantity (line));
  if (biz_draft_line_get_price (line, &price))
    set_decimal (object, "price", price);
  set_decimal (object, "discount", biz_draft_line_get_discount (line));
  set_id (object, "account", biz_draft_line_get_account_id (line));
  taxes = biz_draft_line_get_taxes (line, &n);
  if (taxes != NULL)
    {
      JsonArray *array = json_array_new ();

      for (gsize i = 0; i < n; i++)
        json_array_add_int_element (array, taxes[i]);
      json_object_set_array_member (object, "taxes", array);
    }

  return object;
}

static void
set_partner (JsonObject *object, BizPartner *partner)
{
  if (partner == NULL)
    return;
  set_id (object, "partner", biz_partner_get_id (partner));
  set_text (object, "partner_name", biz_partner_get_name (partner));
}

/* Which lines were there: what a colleague adds later is not taken for one that was removed. */
static void
set_known_lines (JsonObject *object, BizInvoice *origin)
{
  GListModel *lines = biz_invoice_get_lines (origin);
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < g_list_model_get_n_items (lines); i++)
    {
      g_autoptr (BizInvoiceLine) line = g_list_model_get_item (lines, i);

      json_array_add_int_element (array, biz_invoice_line_get_id (line));
    }
  json_object_set_array_member (object, "origin_lines", array);
}

static void
set_origin (JsonObject *object, BizInvoice *origin)
{
  if (origin == NULL)
    return;
  set_known_lines (object, origin);
  set_id (object, "origin", biz_invoice_get_id (origin));
  set_text (object, "origin_title", biz_invoice_get_title (origin));
  set_time (object, "origin_written", biz_invoice_get_write_date (origin));
}

/**
 * biz_draft_keep_to_text:
 * @draft: what is being written
 * @now: UTC
 *
 * Returns: (transfer full): it, as a text
 */
char *
biz_draft_keep_to_text (BizInvoiceDraft *draft, GDateTime *now)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  JsonArray *array = json_array_new ();
  GListModel *lines;

  g_return_val_if_fail (BIZ_IS_INVOICE_DRAFT (draft) && now != NULL, NULL);

  json_object_set_int_member (object, "version", VERSION);
  set_time (object, "written", now);
  set_origin (object, biz_invoice_draft_get_origin (draft));
  set_id (object, "company", biz_invoice_draft_get_company_id (draft));
  set_partner (object, biz_invoice_draft_get_partner (draft));
  set_day (object, "date", biz_invoice_draft_get_invoice_date (draft));
  set_text (object, "reference", biz_invoice_draft_get_reference (draft));
  set_id (object, "term", biz_invoice_draft_get_term_id (draft));
  set_text (object, "term_name", biz_invoice_draft_get_term (draft));
  set_day (object, "due", biz_invoice_draft_get_due_date (draft));
  lines = G_LIST_MODEL (biz_invoice_draft_get_lines (draft));
  for (guint i = 0; i < g_list_model_get_n_items (lines); i++)
    {
      g_autoptr (BizDraftLine) line = g_list_model_get_item (lines, i);

      json_array_add_object_element (array, line_to_object (line));
    }
  json_object_set_array_member (object, "lines", array);
  json_node_take_object (node, object);

  return erp_json_to_string (node);
}

/* reading */

static gint64
get_id (JsonObject *object, const char *member)
{
  gint64 id = 0;

  if (json_object_has_member (object, member))
    erp_json_get_int (object, member, &id, NULL);

  return id;
}

static const char *
get_text (JsonObject *object, const char *member)
{
  const char *text = NULL;

  if (json_object_has_member (object, member))
    erp_json_get_string (object, member, &text, NULL);

  return text;
}

static gboolean
get_day (JsonObject *object, const char *member, GDate *day)
{
  g_date_clear (day, 1);

  return json_object_has_member (object, member) && erp_json_get_date (object, member, day, NULL)
         && g_date_valid (day);
}

static GDateTime *
get_time (JsonObject *object, const char *member)
{
  GDateTime *time = NULL;

  if (json_object_has_member (object, member))
    erp_json_get_datetime (object, member, &time, NULL);

  return time;
}

static JsonNode *
parse (const char *text, JsonObject **object)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (JsonNode) node = erp_json_parse (bytes, NULL);

  if (node == NULL || !erp_json_get_object (node, object, NULL)
      || get_id (*object, "version") != VERSION)
    return NULL;

  return g_steal_pointer (&node);
}

/**
 * biz_draft_keep_mark_sent:
 * @text: of biz_draft_keep_to_text ()
 *
 * Returns: (transfer full) (nullable): it, with the mark; %NULL where it is no kept draft
 */
char *
biz_draft_keep_mark_sent (const char *text)
{
  g_autoptr (JsonNode) node = NULL;
  JsonObject *object = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  node = parse (text, &object);
  if (node == NULL)
    return NULL;
  json_object_set_boolean_member (object, "sent", TRUE);

  return erp_json_to_string (node);
}

/**
 * biz_draft_keep_read_head:
 * @name: in the drawer
 * @text: of biz_draft_keep_to_text ()
 *
 * Returns: (transfer full) (nullable): what can be said of it
 */
BizKeptDraft *
biz_draft_keep_read_head (const char *name, const char *text)
{
  g_autoptr (JsonNode) node = NULL;
  JsonObject *object = NULL;
  BizKeptDraft *head;
  const char *title;

  g_return_val_if_fail (name != NULL && text != NULL, NULL);

  node = parse (text, &object);
  if (node == NULL)
    return NULL;
  head = g_new0 (BizKeptDraft, 1);
  head->name = g_strdup (name);
  head->origin_id = get_id (object, "origin");
  title = get_text (object, head->origin_id != 0 ? "origin_title" : "partner_name");
  head->title = g_strdup (title != NULL ? title : "");
  head->written = get_time (object, "written");
  if (json_object_has_member (object, "sent"))
    erp_json_get_bool (object, "sent", &head->is_sent, NULL);

  return head;
}

static void
read_taxes (BizDraftLine *line, JsonObject *object)
{
  g_autoptr (GArray) ids = NULL;
  const gint64 none = 0;

  /* no taxes at all is a wish, too */
  if (json_object_has_member (object, "taxes") && erp_json_get_ids (object, "taxes", &ids, NULL))
    biz_draft_line_set_taxes (line, ids->len > 0 ? (const gint64 *)(void *)ids->data : &none,
                              ids->len);
}

static BizDraftLine *
read_line (JsonObject *object)
{
  const gint64 kind = get_id (object, "kind");
  BizDraftLine *line = biz_draft_line_new_of_kind (
      kind == BIZ_INVOICE_LINE_SECTION || kind == BIZ_INVOICE_LINE_NOTE ? (BizInvoiceLineKind)kind
                                                                        : BIZ_INVOICE_LINE_PRODUCT);
  const char *name = get_text (object, "product_name");
  BizDecimal value;

  if (biz_draft_line_get_kind (line) == BIZ_INVOICE_LINE_PRODUCT)
    {
      if (get_id (object, "product") != 0)
        {
          g_autoptr (BizProduct) product =
              biz_product_new (get_id (object, "product"), name != NULL ? name : "");

          biz_draft_line_set_product (line, product);
        }
      if (json_object_has_member (object, "quantity")
          && biz_decimal_from_json (object, "quantity", &value, NULL))
        biz_draft_line_set_quantity (line, &value);
      if (json_object_has_member (object, "price")
          && biz_decimal_from_json (object, "price", &value, NULL))
        biz_draft_line_set_price (line, &value);
      if (json_object_has_member (object, "discount")
          && biz_decimal_from_json (object, "discount", &value, NULL))
        biz_draft_line_set_discount (line, &value);
      biz_draft_line_set_account_id (line, get_id (object, "account"));
      read_taxes (line, object);
    }
  biz_draft_line_set_description (line, get_text (object, "description"));

  return line;
}

static BizInvoiceLine *
find_line (BizInvoice *origin, gint64 id)
{
  GListModel *lines = origin != NULL && id != 0 ? biz_invoice_get_lines (origin) : NULL;

  for (guint i = 0; lines != NULL && i < g_list_model_get_n_items (lines); i++)
    {
      g_autoptr (BizInvoiceLine) line = g_list_model_get_item (lines, i);

      if (biz_invoice_line_get_id (line) == id)
        return g_steal_pointer (&line);
    }

  return NULL;
}

static gboolean
has_id (GArray *ids, gint64 id)
{
  for (guint i = 0; i < ids->len; i++)
    if (g_array_index (ids, gint64, i) == id)
      return TRUE;

  return FALSE;
}

/* Lines that a colleague added since stay. */
static void
add_new_lines (GListStore *store, JsonObject *object, BizInvoice *origin)
{
  g_autoptr (GArray) known = NULL;
  GListModel *lines = biz_invoice_get_lines (origin);

  if (!json_object_has_member (object, "origin_lines")
      || !erp_json_get_ids (object, "origin_lines", &known, NULL))
    return;
  for (guint i = 0; i < g_list_model_get_n_items (lines); i++)
    {
      g_autoptr (BizInvoiceLine) line = g_list_model_get_item (lines, i);
      g_autoptr (BizDraftLine) copy = NULL;

      if (has_id (known, biz_invoice_line_get_id (line)))
        continue;
      copy = biz_draft_line_new_from_line (line);
      g_list_store_append (store, copy);
    }
}

/* Lines that were there and are not kept were taken out by the person. */
static void
read_lines (BizInvoiceDraft *draft, JsonObject *object, BizInvoice *origin)
{
  GListStore *store = biz_invoice_draft_get_lines (draft);
  JsonArray *array = NULL;

  g_list_store_remove_all (store);
  if (json_object_has_member (object, "lines"))
    erp_json_get_array (json_object_get_member (object, "lines"), &array, NULL);
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      g_autoptr (BizDraftLine) kept = NULL;
      g_autoptr (BizDraftLine) line = NULL;
      g_autoptr (BizInvoiceLine) theirs = NULL;
      JsonObject *row = NULL;

      if (!erp_json_get_object (json_array_get_element (array, i), &row, NULL))
        continue;
      kept = read_line (row);
      theirs = find_line (origin, get_id (row, "origin"));
      line = biz_draft_line_new_rebased (kept, theirs);
      g_list_store_append (store, line);
    }
  if (origin != NULL)
    add_new_lines (store, object, origin);
}

static void
read_header (BizInvoiceDraft *draft, JsonObject *object)
{
  GDate day;

  if (get_id (object, "partner") != 0)
    {
      const char *name = get_text (object, "partner_name");
      g_autoptr (BizPartner) partner =
          biz_partner_new (get_id (object, "partner"), name != NULL ? name : "");

      biz_invoice_draft_set_partner (draft, partner);
    }
  biz_invoice_draft_set_invoice_date (draft, get_day (object, "date", &day) ? &day : NULL);
  biz_invoice_draft_set_reference (draft, get_text (object, "reference"));
  biz_invoice_draft_set_terms (draft, get_id (object, "term"), get_text (object, "term_name"),
                               get_day (object, "due", &day) ? &day : NULL);
}

static gboolean
is_changed (JsonObject *object, BizInvoice *origin)
{
  g_autoptr (GDateTime) before = get_time (object, "origin_written");
  GDateTime *now = biz_invoice_get_write_date (origin);

  return before != NULL && now != NULL && g_date_time_to_unix (before) != g_date_time_to_unix (now);
}

/**
 * biz_draft_keep_restore:
 * @text: of biz_draft_keep_to_text ()
 * @origin: (nullable): the document on the server, loaded; where it is gone, what was written of it
 *   becomes a new one
 * @changed: (out): whether a colleague changed that since
 * @error: return location
 *
 * Returns: (transfer full): what was being written; ERP_ERROR_PROTOCOL where the text is none
 */
BizInvoiceDraft *
biz_draft_keep_restore (const char *text, BizInvoice *origin, gboolean *changed, GError **error)
{
  g_autoptr (JsonNode) node = NULL;
  JsonObject *object = NULL;
  BizInvoiceDraft *draft;

  g_return_val_if_fail (text != NULL && changed != NULL, NULL);
  g_return_val_if_fail (origin == NULL || biz_invoice_is_full (origin), NULL);

  *changed = FALSE;
  node = parse (text, &object);
  if (node == NULL || (origin != NULL && get_id (object, "origin") != biz_invoice_get_id (origin)))
    {
      g_set_error_literal (error, ERP_ERROR, ERP_ERROR_PROTOCOL,
                           _ ("What was kept of the draft cannot be read."));
      return NULL;
    }
  if (origin != NULL)
    {
      draft = biz_draft_edit_new (origin);
      *changed = is_changed (object, origin);
    }
  else
    draft = biz_invoice_draft_new (get_id (object, "company"));
  read_header (draft, object);
  read_lines (draft, object, origin);

  return draft;
}
