/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-similar.h"

#include "erp-call.h"
#include "erp-json.h"
#include "service-ground.h"

#include <string.h>

static BizTicket *
new_ticket (const BizTicketShape *shape, gint64 id, const char *title)
{
  g_autoptr (JsonNode) node = erp_json_literal (GROUND_OCA_ROW);
  g_autoptr (GError) error = NULL;
  JsonObject *row = json_node_get_object (node);
  BizTicket *ticket;

  json_object_set_int_member (row, "id", id);
  json_object_set_string_member (row, "name", title);
  ticket = biz_ticket_new_from_json (shape, row, &error);
  g_assert_no_error (error);

  return ticket;
}

static JsonNode *
no_answer (ErpCall *call, gpointer user_data, GError **error)
{
  return erp_json_literal ("{\"length\":0,\"records\":[]}");
}

typedef struct
{
  const char *title;
  const char *found; /* ids in their order */
  const char *words; /* of the first; NULL: not looked at */
} Case;

static const char *const titles[] = {
  "Pallet broken on arrival",   /* 1 */
  "Broken pallet, second time", /* 2 */
  "Invoice was not received",   /* 3 */
  "Invoice sent twice",         /* 4 */
  "Invoice address is wrong",   /* 5 */
  "Invoice copy please",        /* 6 */
  "Defektes Ladegerät",         /* 7 */
};

static const Case cases[] = {
  { "Pallet broken", "1,2", NULL }, { "PALLET BROKEN!", "1,2", NULL },
  { "Invoice", "", NULL },          { "Defektes Ladegerät erhalten", "7", NULL },
  { "Nothing of this", "", NULL },  { "", "", NULL },
  { "!!! ???", "", NULL },
};

static void
assert_no_word_twice (const char *words)
{
  g_auto (GStrv) parts = g_strsplit (words, ", ", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    for (guint k = i + 1; parts[k] != NULL; k++)
      g_assert_cmpstr (parts[i], !=, parts[k]);
}

static char *
join (GPtrArray *found)
{
  g_autoptr (GString) ids = g_string_new (NULL);

  for (guint i = 0; i < found->len; i++)
    {
      BizSimilar *similar = g_ptr_array_index (found, i);

      g_assert_cmpfloat (similar->score, >=, 0.2);
      g_assert_cmpfloat (similar->score, <=, 1.0001);
      g_assert_cmpuint (strlen (similar->words), >, 0);
      assert_no_word_twice (similar->words);
      g_string_append_printf (ids, "%s%" G_GINT64_FORMAT, i > 0 ? "," : "",
                              biz_ticket_get_id (similar->ticket));
    }

  return g_string_free (g_steal_pointer (&ids), FALSE);
}

/* A word that everybody writes is no likeness; rare ones are. */
static void
test_rank (void)
{
  Ground ground;
  g_autoptr (GListStore) tickets = g_list_store_new (BIZ_TYPE_TICKET);
  BizTicketShape shape;

  ground_open (&ground, GROUND_OCA, ERP_RIGHT_READ, no_answer, NULL);
  biz_ticket_shape_init (&shape, ground.capabilities);
  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      g_autoptr (BizTicket) ticket = new_ticket (&shape, i + 1, titles[i]);

      g_list_store_append (tickets, ticket);
    }
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BizTicket) ticket = new_ticket (&shape, 99, cases[i].title);
      g_autoptr (GPtrArray) found = biz_similar_rank (G_LIST_MODEL (tickets), ticket, 5);
      g_autofree char *ids = join (found);

      g_test_message ("%s", cases[i].title);
      g_assert_cmpstr (ids, ==, cases[i].found);
    }
  {
    g_autoptr (BizTicket) same = g_list_model_get_item (G_LIST_MODEL (tickets), 0);
    g_autoptr (GPtrArray) found = biz_similar_rank (G_LIST_MODEL (tickets), same, 1);
    g_autofree char *ids = join (found);

    g_assert_cmpstr (ids, ==, "2");
  }
  ground_close (&ground);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  BizSimilarCases **cases_found = user_data;
  g_autoptr (GError) error = NULL;

  *cases_found = biz_similar_load_finish (BIZ_SERVICE (source), result, &error);
  g_assert_no_error (error);
}

static JsonNode *
answer (ErpCall *call, gpointer user_data, GError **error)
{
  g_autofree char *domain = erp_json_to_string (erp_call_get_arg (call, "domain"));

  if (strstr (domain, "partner_id") != NULL)
    return erp_json_literal ("{\"length\":1,\"records\":[" GROUND_OCA_ROW "]}");

  return erp_json_literal ("{\"length\":0,\"records\":[]}");
}

static gboolean
is_there (gpointer user_data)
{
  return *(BizSimilarCases **)user_data != NULL;
}

static void
test_load (void)
{
  Ground ground;
  g_autoptr (BizService) service = NULL;
  g_autoptr (BizTicket) ticket = NULL;
  g_autoptr (BizSimilarCases) found = NULL;

  ground_open (&ground, GROUND_OCA, ERP_RIGHT_READ, answer, NULL);
  service = biz_service_new (ground.session, 0);
  ticket = new_ticket (biz_service_get_shape (service), 99, "Broken pallet");
  biz_similar_load_async (service, ticket, NULL, loaded_cb, &found);
  fake_loop_until (is_there, &found);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (found->earlier)), ==, 1);
  g_assert_cmpuint (found->similar->len, ==, 0);
  g_assert_cmpuint (fake_client_get_n_calls (ground.client), ==, 2);
  g_clear_object (&service);
  ground_close (&ground);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/biz-similar/rank", test_rank);
  g_test_add_func ("/biz-similar/load", test_load);

  return g_test_run ();
}
