/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "demo-desk.h"

#include "biz-currency-table.h"
#include "biz-job-kinds.h"
#include "demo-world.h"
#include "erp-call.h"
#include "erp-capabilities.h"
#include "erp-http.h"
#include "erp-json.h"
#include "erp-json2-client.h"
#include "erp-jsonrpc-client.h"
#include "erp-profile.h"
#include "fake-client.h"

#include <string.h>

static void
capabilities_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  DemoDesk *self = user_data;
  g_autoptr (GError) error = NULL;

  self->capabilities = erp_capabilities_load_finish (result, &error);
  g_assert_no_error (error);
}

static gboolean
has_capabilities (gpointer user_data)
{
  return ((DemoDesk *)user_data)->capabilities != NULL;
}

static ErpClient *
make_client (DemoServer *demo, guint series, const char *role, gint64 *uid)
{
  g_autoptr (DemoAccount) account = demo_server_get_account (demo, role);
  g_autoptr (ErpHttp) http = erp_http_new (demo_server_get_url (demo));
  ErpClient *client;

  if (uid != NULL)
    *uid = account->uid;
  client = series >= 19 ? erp_json2_client_new (http, demo_server_get_database (demo), account->key)
                        : erp_jsonrpc_client_new (http, demo_server_get_database (demo),
                                                  account->uid, account->key, series);
  /* as probing finds it */
  erp_transport_set_server_version (ERP_TRANSPORT (client), series >= 19 ? "19.0" : "17.0");

  return client;
}

static void
sign_in (DemoDesk *self, const char *role)
{
  g_autoptr (ErpClient) client = NULL;
  g_autoptr (ErpProfile) profile = NULL;
  g_autoptr (BizCurrencyTable) currencies = NULL;
  g_autoptr (GError) error = NULL;
  gint64 uid;

  client = make_client (self->demo, self->series, role, &uid);
  self->client = faulty_client_new (client);
  erp_capabilities_load_async (ERP_CLIENT (self->client), uid, TRUE, NULL, capabilities_cb, self);
  fake_loop_until (has_capabilities, self);
  self->journal = erp_journal_new (NULL, NULL, "test", ERP_CLIENT (self->client), &error);
  g_assert_no_error (error);
  biz_job_kinds_register (self->journal);
  profile = erp_profile_new ("Test", demo_server_get_url (self->demo), "demo", role);
  self->session =
      erp_session_new (ERP_CLIENT (self->client), self->capabilities, profile, self->journal);
  currencies = biz_currency_table_new (self->capabilities);
  self->store = biz_invoice_store_new (ERP_CLIENT (self->client), self->journal, currencies);
}

void
desk_open (DemoDesk *self, guint series, const char *role)
{
  const DemoServerOptions options = { .series = series, .today = DESK_TODAY, .seed = 7 };
  g_autoptr (GError) error = NULL;

  memset (self, 0, sizeof *self);
  self->series = series;
  self->demo = demo_server_new ();
  demo_world_start (self->demo, &options, &error);
  g_assert_no_error (error);
  sign_in (self, role);
}

/* of 17 and of 19 */
static DemoDesk shared[2];

DemoDesk *
desk_get_shared (guint series)
{
  DemoDesk *world = &shared[series >= 19];

  if (world->demo == NULL)
    desk_open (world, series, "admin");

  return world;
}

void
desk_share (DemoDesk *self, guint series, const char *role)
{
  desk_join (self, desk_get_shared (series), role);
}

void
desk_end_shared (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (shared); i++)
    if (shared[i].demo != NULL)
      desk_close (&shared[i]);
}

void
desk_join (DemoDesk *self, DemoDesk *first, const char *role)
{
  memset (self, 0, sizeof *self);
  self->series = first->series;
  self->demo = g_object_ref (first->demo);
  sign_in (self, role);
}

void
desk_close (DemoDesk *self)
{
  const gboolean last = G_OBJECT (self->demo)->ref_count == 1;

  erp_journal_close (self->journal);
  g_clear_object (&self->result);
  g_clear_object (&self->store);
  g_clear_object (&self->session);
  fake_loop_drain ();
  g_clear_object (&self->journal);
  g_clear_object (&self->capabilities);
  fake_loop_drain ();
  g_clear_object (&self->client);
  if (last)
    demo_server_stop (self->demo);
  g_clear_object (&self->demo);
}

static JsonNode *
ask_client (ErpClient *client,
            gboolean write,
            const char *model,
            const char *method,
            gint64 id,
            va_list args)
{
  g_autoptr (ErpCall) call =
      write ? erp_call_new_write (model, method) : erp_call_new_read (model, method);
  const char *name;

  if (id != 0)
    erp_call_set_id (call, id);
  while ((name = va_arg (args, const char *)) != NULL)
    erp_call_take_arg (call, name, erp_json_literal (va_arg (args, const char *)));

  return faulty_ask (client, call, NULL);
}

JsonNode *
desk_ask (DemoDesk *self, gboolean write, const char *model, const char *method, gint64 id, ...)
{
  JsonNode *answer;
  va_list args;

  va_start (args, id);
  answer = ask_client (ERP_CLIENT (self->client), write, model, method, id, args);
  va_end (args);

  return answer;
}

JsonNode *
desk_ask_as (
    DemoDesk *self, const char *role, const char *model, const char *method, const char *vals_list)
{
  g_autoptr (ErpClient) client = make_client (self->demo, self->series, role, NULL);
  g_autoptr (ErpCall) call = erp_call_new_write (model, method);

  erp_call_take_arg (call, "vals_list", erp_json_literal (vals_list));

  return faulty_ask (client, call, NULL);
}

static gint64
first_id (JsonNode *answer)
{
  return json_array_get_int_element (json_node_get_array (answer), 0);
}

gint64
desk_make_draft (DemoDesk *self, const char *move_type, const char *day, const char *price)
{
  g_autoptr (JsonNode) partner =
      desk_ask (self, TRUE, "res.partner", "create", 0, "vals_list",
                "[{\"name\":\"Desk Tests Ltd\",\"is_company\":true}]", NULL);
  g_autofree char *values = g_strdup_printf (
      "[{\"move_type\":\"%s\",\"partner_id\":%" G_GINT64_FORMAT
      ",\"invoice_date\":\"%s\",\"invoice_line_ids\":[[0,0,{\"name\":\"Desk\",\"quantity\":1,"
      "\"price_unit\":%s,\"tax_ids\":[[6,0,[]]]}]]}]",
      move_type, first_id (partner), day, price);
  g_autoptr (JsonNode) made =
      desk_ask (self, TRUE, "account.move", "create", 0, "vals_list", values, NULL);

  return first_id (made);
}

void
desk_write_policy (DemoDesk *self, const char *text)
{
  g_autofree char *data = g_base64_encode ((const guchar *)text, strlen (text));
  g_autofree char *values = g_strdup_printf (
      "[{\"name\":\"quittance-policy.json\",\"res_model\":\"res.company\",\"res_id\":"
      "%" G_GINT64_FORMAT ",\"datas\":\"%s\"}]",
      erp_capabilities_get_default_company_id (self->capabilities), data);

  json_node_unref (desk_ask_as (self, "admin", "ir.attachment", "create", values));
}

char *
desk_get_state (DemoDesk *self, gint64 id)
{
  g_autoptr (JsonNode) answer =
      desk_ask (self, FALSE, "account.move", "read", id, "fields", "[\"state\"]", NULL);
  JsonObject *row = json_array_get_object_element (json_node_get_array (answer), 0);

  return g_strdup (json_object_get_string_member (row, "state"));
}

void
desk_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  DemoDesk *self = user_data;

  g_assert_null (self->result);
  self->result = g_object_ref (result);
}

static gboolean
has_result (gpointer user_data)
{
  return ((DemoDesk *)user_data)->result != NULL;
}

GAsyncResult *
desk_wait (DemoDesk *self)
{
  fake_loop_until (has_result, self);

  return g_steal_pointer (&self->result);
}
