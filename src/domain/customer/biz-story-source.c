/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-story-source-private.h"

#include "biz-case.h"
#include "biz-currency-table.h"
#include "biz-invoice.h"
#include "erp-call.h"
#include "erp-capabilities.h"
#include "erp-domain.h"
#include "erp-json.h"

#include <glib/gi18n-lib.h>

#define NAMED "{\"fields\":{\"display_name\":{}}}"

/* What one record has of these: more are not shown beside the documents. */
#define MAX_BESIDE 200

static const struct
{
  const char *model;
  guint kinds;
  const char *label;
  const char *order;
  BizStoryReadFunc read;
} sources[BIZ_STORY_N_SOURCES] = {
  [BIZ_STORY_FROM_LEADS] = { "crm.lead", BIZ_STORY_BIT (BIZ_STORY_LEAD), N_ ("opportunities"),
                             "create_date desc, id desc", biz_story_read_lead },
  [BIZ_STORY_FROM_ORDERS] = { "sale.order", BIZ_STORY_BIT (BIZ_STORY_ORDER), N_ ("orders"),
                              "date_order desc, id desc", biz_story_read_order },
  [BIZ_STORY_FROM_DELIVERIES] = { "stock.picking", BIZ_STORY_BIT (BIZ_STORY_DELIVERY),
                                  N_ ("deliveries"), "date_done desc, scheduled_date desc, id desc",
                                  biz_story_read_delivery },
  [BIZ_STORY_FROM_INVOICES] = { "account.move",
                                BIZ_STORY_BIT (BIZ_STORY_INVOICE)
                                    | BIZ_STORY_BIT (BIZ_STORY_CREDIT),
                                N_ ("invoices and credit notes"), "date desc, id desc",
                                biz_story_read_invoice },
  [BIZ_STORY_FROM_PAYMENTS] = { "account.payment", BIZ_STORY_BIT (BIZ_STORY_PAYMENT),
                                N_ ("payments"), "date desc, id desc", biz_story_read_payment },
  [BIZ_STORY_FROM_BANK] = { "account.move.line", BIZ_STORY_BIT (BIZ_STORY_PAYMENT),
                            N_ ("receipts of the bank"), "date desc, id desc",
                            biz_story_read_bank },
  [BIZ_STORY_FROM_CASES] = { "helpdesk.ticket", BIZ_STORY_BIT (BIZ_STORY_CASE), N_ ("cases"),
                             "create_date desc, id desc", biz_story_read_ticket },
  [BIZ_STORY_FROM_PROJECTS] = { "project.task",
                                BIZ_STORY_BIT (BIZ_STORY_CASE) | BIZ_STORY_BIT (BIZ_STORY_TASK),
                                N_ ("tasks of projects"), "create_date desc, id desc",
                                biz_story_read_task },
  [BIZ_STORY_FROM_MESSAGES] = { "mail.message",
                                BIZ_STORY_BIT (BIZ_STORY_MESSAGE)
                                    | BIZ_STORY_BIT (BIZ_STORY_DECISION),
                                N_ ("messages"), "date desc, id desc", biz_story_read_message },
  [BIZ_STORY_FROM_TASKS] = { "mail.activity", BIZ_STORY_BIT (BIZ_STORY_TASK), N_ ("tasks"),
                             "date_deadline desc, id desc", biz_story_read_activity },
};

BizStoryReading *
biz_story_reading_new (ErpCapabilities *capabilities,
                       BizCurrencyTable *currencies,
                       GTimeZone *zone,
                       const GDate *today)
{
  BizStoryReading *self = g_atomic_rc_box_new0 (BizStoryReading);

  self->capabilities = g_object_ref (capabilities);
  self->currencies = biz_currency_table_ref (currencies);
  self->zone = g_time_zone_ref (zone);
  self->today = *today;

  return self;
}

BizStoryReading *
biz_story_reading_ref (BizStoryReading *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_reading (gpointer data)
{
  BizStoryReading *self = data;

  g_clear_object (&self->capabilities);
  biz_currency_table_unref (self->currencies);
  g_time_zone_unref (self->zone);
}

void
biz_story_reading_unref (BizStoryReading *self)
{
  g_atomic_rc_box_release_full (self, clear_reading);
}

guint
biz_story_source_get_kinds (BizStorySource source)
{
  g_return_val_if_fail (source < BIZ_STORY_N_SOURCES, 0);

  return sources[source].kinds;
}

const char *
biz_story_source_to_label (BizStorySource source)
{
  g_return_val_if_fail (source < BIZ_STORY_N_SOURCES, NULL);

  return _ (sources[source].label);
}

/* Every employee has messages and tasks; the server shows those of records that he may see. */
static gboolean
is_for_all (BizStorySource source)
{
  return source == BIZ_STORY_FROM_MESSAGES || source == BIZ_STORY_FROM_TASKS;
}

/**
 * biz_story_source_get_model:
 * @source: a source
 * @capabilities: what this server has and this user may see
 * @forbidden: (out) (optional): whether the server has it, and the user may not see it
 *
 * Returns: (nullable): what is read
 */
const char *
biz_story_source_get_model (BizStorySource source,
                            ErpCapabilities *capabilities,
                            gboolean *forbidden)
{
  const char *model;
  gboolean there, readable;

  g_return_val_if_fail (source < BIZ_STORY_N_SOURCES, NULL);
  g_return_val_if_fail (ERP_IS_CAPABILITIES (capabilities), NULL);

  model = sources[source].model;
  there = is_for_all (source) || erp_capabilities_has_model (capabilities, model);
  readable = is_for_all (source)
             || (erp_capabilities_get_rights (capabilities, model) & ERP_RIGHT_READ) != 0;
  if (forbidden != NULL)
    *forbidden = there && !readable;

  return there && readable ? model : NULL;
}

static void
add_or_messages (ErpDomain *domain, gint64 partner_id)
{
  static const char *const noise[] = { "notification", "user_notification", NULL };
  g_autoptr (ErpDomain) author = erp_domain_new ();
  g_autoptr (ErpDomain) recipient = erp_domain_new ();
  g_autoptr (ErpDomain) own = erp_domain_new ();
  ErpDomain *const any[] = { author, recipient, own };

  erp_domain_add_strv (domain, "message_type", "not in", noise);
  erp_domain_add_int (author, "author_id.commercial_partner_id", "=", partner_id);
  erp_domain_add_int (recipient, "partner_ids.commercial_partner_id", "=", partner_id);
  erp_domain_add_string (own, "model", "=", "res.partner");
  erp_domain_add_int (own, "res_id", "=", partner_id);
  erp_domain_add_any (domain, any, G_N_ELEMENTS (any));
}

static void
add_moves (ErpDomain *domain, gint64 partner_id, guint kinds)
{
  const char *types[4] = { NULL };
  guint n = 0;

  if ((kinds & BIZ_STORY_BIT (BIZ_STORY_INVOICE)) != 0)
    {
      types[n++] = "out_invoice";
      types[n++] = "out_receipt";
    }
  if ((kinds & BIZ_STORY_BIT (BIZ_STORY_CREDIT)) != 0)
    types[n++] = "out_refund";
  erp_domain_add_int (domain, "commercial_partner_id", "=", partner_id);
  erp_domain_add_strv (domain, "move_type", "in", types);
}

static void
add_pickings (ErpDomain *domain, gint64 partner_id)
{
  static const char *const nothing[] = { "draft", "cancel", NULL };

  erp_domain_add_int (domain, "partner_id.commercial_partner_id", "=", partner_id);
  erp_domain_add_string (domain, "picking_type_code", "!=", "internal");
  erp_domain_add_strv (domain, "state", "not in", nothing);
}

static ErpDomain *
new_domain (BizStorySource source, BizStoryReading *reading, gint64 partner_id, guint kinds)
{
  ErpDomain *domain = erp_domain_new ();

  switch (source)
    {
    case BIZ_STORY_FROM_LEADS:
      erp_domain_add_literal (domain, "active", "in", "[true,false]");
      break;
    case BIZ_STORY_FROM_DELIVERIES:
      add_pickings (domain, partner_id);
      return domain;
    case BIZ_STORY_FROM_INVOICES:
      add_moves (domain, partner_id, kinds);
      return domain;
    case BIZ_STORY_FROM_PAYMENTS:
      erp_domain_add_string (domain, "partner_type", "=", "customer");
      break;
    case BIZ_STORY_FROM_BANK:
      erp_domain_add_string (domain, "parent_state", "=", "posted");
      erp_domain_add_string (domain, "account_type", "=", "asset_receivable");
      erp_domain_add_int (domain, "partner_id", "=", partner_id);
      erp_domain_add_bool (domain, "statement_line_id", "!=", FALSE);
      return domain;
    case BIZ_STORY_FROM_MESSAGES:
      add_or_messages (domain, partner_id);
      if (kinds == BIZ_STORY_BIT (BIZ_STORY_DECISION))
        erp_domain_add_string (domain, "body", "ilike", "QUITTANCE/1");
      return domain;
    case BIZ_STORY_FROM_TASKS:
      erp_domain_add_string (domain, "res_model", "=", "res.partner");
      erp_domain_add_int (domain, "res_id", "=", partner_id);
      return domain;
    case BIZ_STORY_FROM_PROJECTS:
      if (erp_capabilities_has_field (reading->capabilities, "project.task", "is_template"))
        erp_domain_add_bool (domain, "is_template", "=", FALSE);
      break;
    case BIZ_STORY_FROM_ORDERS:
    case BIZ_STORY_FROM_CASES:
    case BIZ_STORY_N_SOURCES:
    default:
      break;
    }
  erp_domain_add_int (domain, "partner_id.commercial_partner_id", "=", partner_id);

  return domain;
}

#define MESSAGE                                                                                    \
  "{\"date\":{},\"model\":{},\"res_id\":{},\"record_name\":{},\"subject\":{},\"body\":{},"         \
  "\"message_type\":{},\"subtype_id\":{\"fields\":{\"display_name\":{},\"internal\":{}}},"         \
  "\"author_id\":" NAMED ",\"email_from\":{}}"
#define ACTIVITY                                                                                   \
  "{\"date_deadline\":{},\"res_model\":{},\"res_id\":{},\"res_name\":{},\"summary\":{},"           \
  "\"activity_type_id\":" NAMED ",\"user_id\":" NAMED "}"

/* (transfer full) */
static char *
make_specification (BizStorySource source, ErpCapabilities *capabilities)
{
  switch (source)
    {
    case BIZ_STORY_FROM_LEADS:
      return g_strdup ("{\"name\":{},\"create_date\":{},\"active\":{},\"user_id\":" NAMED
                       ",\"stage_id\":{\"fields\":{\"display_name\":{},\"is_won\":{}}},"
                       "\"expected_revenue\":{},\"company_currency\":{\"fields\":{}}}");
    case BIZ_STORY_FROM_ORDERS:
      return g_strdup ("{\"name\":{},\"date_order\":{},\"state\":{},\"client_order_ref\":{},"
                       "\"invoice_status\":{},\"user_id\":" NAMED
                       ",\"amount_total\":{},\"currency_id\":{\"fields\":{}}}");
    case BIZ_STORY_FROM_DELIVERIES:
      return g_strdup ("{\"name\":{},\"state\":{},\"origin\":{},\"picking_type_code\":{},"
                       "\"scheduled_date\":{},\"date_done\":{}}");
    case BIZ_STORY_FROM_INVOICES:
      return g_strconcat ("{\"date\":{},", biz_invoice_get_row_specification () + 1, NULL);
    case BIZ_STORY_FROM_PAYMENTS:
      return g_strdup_printf (
          "{\"name\":{},\"date\":{},\"state\":{},\"payment_type\":{},\"%s\":{},"
          "\"journal_id\":" NAMED ",\"amount\":{},\"currency_id\":{\"fields\":{}}}",
          erp_capabilities_has_field (capabilities, "account.payment", "memo") ? "memo" : "ref");
    case BIZ_STORY_FROM_BANK:
      return g_strdup ("{\"move_name\":{},\"date\":{},\"name\":{},\"amount_currency\":{},"
                       "\"currency_id\":{\"fields\":{}},\"statement_line_id\":{\"fields\":{}}}");
    case BIZ_STORY_FROM_CASES:
    case BIZ_STORY_FROM_PROJECTS:
      return biz_case_create_specification (capabilities, sources[source].model,
                                            "\"create_date\":{}");
    case BIZ_STORY_FROM_MESSAGES:
      return g_strdup (MESSAGE);
    case BIZ_STORY_FROM_TASKS:
      return g_strdup (ACTIVITY);
    case BIZ_STORY_N_SOURCES:
    default:
      g_assert_not_reached ();
    }
}

typedef struct
{
  BizStoryReading *reading; /* (owned) */
  BizStoryReadFunc read;
} Decoding;

static void
free_decoding (gpointer data)
{
  Decoding *decoding = data;

  biz_story_reading_unref (decoding->reading);
  g_free (decoding);
}

static gpointer
decode (JsonNode *result, gpointer user_data, GError **error)
{
  const Decoding *decoding = user_data;
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (g_object_unref);
  JsonObject *answer;
  JsonArray *rows;

  if (!erp_json_get_object (result, &answer, error)
      || !erp_json_get_array (json_object_get_member (answer, "records"), &rows, error))
    return NULL;
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      BizStoryEntry *entry;
      JsonObject *row;

      if (!erp_json_get_object (json_array_get_element (rows, i), &row, error))
        return NULL;
      entry = decoding->read (decoding->reading, row, error);
      if (entry == NULL)
        return NULL;
      g_ptr_array_add (entries, entry);
    }

  return g_steal_pointer (&entries);
}

static ErpCall *
new_call (BizStoryReading *reading,
          const char *model,
          ErpDomain *domain,
          const char *specification,
          const char *order,
          guint offset,
          guint limit,
          BizStoryReadFunc read)
{
  ErpCall *call = erp_call_new_read (model, "web_search_read");
  Decoding *decoding = g_new0 (Decoding, 1);

  decoding->reading = biz_story_reading_ref (reading);
  decoding->read = read;
  erp_call_set_arg_domain (call, "domain", domain);
  erp_call_set_arg_json (call, "specification", specification);
  erp_call_set_arg_string (call, "order", order);
  erp_call_set_arg_int (call, "offset", offset);
  erp_call_set_arg_int (call, "limit", limit);
  /* Nobody asks how many there are. */
  erp_call_set_arg_int (call, "count_limit", 1);
  erp_call_set_decoder (call, decode, decoding, free_decoding, (GDestroyNotify)g_ptr_array_unref);

  return call;
}

/**
 * biz_story_source_new_call:
 * @source: a source that has a model
 * @reading: what its rows are read with
 * @partner_id: the commercial partner
 * @kinds: bits of what is wanted
 * @offset: entries that are there already
 * @limit: how many at most
 *
 * Returns: (transfer full): the call
 */
ErpCall *
biz_story_source_new_call (BizStorySource source,
                           BizStoryReading *reading,
                           gint64 partner_id,
                           guint kinds,
                           guint offset,
                           guint limit)
{
  g_autoptr (ErpDomain) domain = NULL;
  g_autofree char *specification = NULL;

  g_return_val_if_fail (source < BIZ_STORY_N_SOURCES && reading != NULL, NULL);

  domain = new_domain (source, reading, partner_id, kinds & sources[source].kinds);
  specification = make_specification (source, reading->capabilities);

  return new_call (reading, sources[source].model, domain, specification, sources[source].order,
                   offset, limit, sources[source].read);
}

static void
add_records (ErpDomain *domain, const char *model_field, GArray *orders, GArray *moves)
{
  g_autoptr (ErpDomain) of_orders = erp_domain_new ();
  g_autoptr (ErpDomain) of_moves = erp_domain_new ();
  ErpDomain *const any[] = { of_orders, of_moves };

  erp_domain_add_string (of_orders, model_field, "=", "sale.order");
  erp_domain_add_ids (of_orders, "res_id", "in", (const gint64 *)(gconstpointer)orders->data,
                      orders->len);
  erp_domain_add_string (of_moves, model_field, "=", "account.move");
  erp_domain_add_ids (of_moves, "res_id", "in", (const gint64 *)(gconstpointer)moves->data,
                      moves->len);
  erp_domain_add_any (domain, any, G_N_ELEMENTS (any));
}

ErpCall *
biz_story_new_decisions_call (BizStoryReading *reading, GArray *orders, GArray *moves)
{
  g_autoptr (ErpDomain) domain = erp_domain_new ();

  g_return_val_if_fail (reading != NULL && orders != NULL && moves != NULL, NULL);

  erp_domain_add_string (domain, "body", "ilike", "QUITTANCE/1");
  add_records (domain, "model", orders, moves);

  return new_call (reading, "mail.message", domain, MESSAGE, "date desc, id desc", 0, MAX_BESIDE,
                   biz_story_read_message);
}

ErpCall *
biz_story_new_tasks_call (BizStoryReading *reading, GArray *orders, GArray *moves)
{
  g_autoptr (ErpDomain) domain = erp_domain_new ();

  g_return_val_if_fail (reading != NULL && orders != NULL && moves != NULL, NULL);

  add_records (domain, "res_model", orders, moves);

  return new_call (reading, "mail.activity", domain, ACTIVITY, "date_deadline desc, id desc", 0,
                   MAX_BESIDE, biz_story_read_activity);
}
