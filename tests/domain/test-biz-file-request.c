/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-file-request.h"
#include "erp-json.h"

#include <string.h>

static BizActivity *
make_activity (gint64 id, const char *note)
{
  g_autofree char *json = g_strdup_printf (
      "{\"id\":%" G_GINT64_FORMAT ",\"activity_type_id\":{\"id\":4,\"display_name\":\"To Do\"},"
      "\"summary\":\"Document wanted\",\"note\":\"%s\",\"date_deadline\":\"2026-11-30\","
      "\"user_id\":{\"id\":7,\"display_name\":\"Anna\"}}",
      id, note);
  g_autoptr (JsonNode) node = erp_json_literal (json);
  g_autoptr (GError) error = NULL;
  BizActivity *activity = biz_activity_new_from_json (json_node_get_object (node), &error);

  g_assert_no_error (error);

  return activity;
}

static BizAttachment *
make_file (gint64 id, const char *name, const char *description)
{
  g_autofree char *json =
      g_strdup_printf ("{\"id\":%" G_GINT64_FORMAT
                       ",\"name\":\"%s\",\"description\":%s,\"mimetype\":\"text/plain\","
                       "\"file_size\":5,\"create_date\":\"2026-11-20 10:00:00\","
                       "\"create_uid\":{\"id\":7,\"display_name\":\"Anna\"}}",
                       id, name, description);
  g_autoptr (JsonNode) node = erp_json_literal (json);
  g_autoptr (GError) error = NULL;
  BizAttachment *file = biz_attachment_new_from_json (json_node_get_object (node), &error);

  g_assert_no_error (error);

  return file;
}

static void
append (GListStore *list, gpointer item)
{
  g_autoptr (GObject) owned = item;

  g_list_store_append (list, owned);
}

/* What the note of something to do asks for; other things to do are none. */
static void
test_list (void)
{
  static const struct
  {
    const char *note;
    const char *kind; /* NULL: no request */
    const char *file; /* NULL: missing */
    const char *words;
  } cases[] = {
    { "<p>QUITTANCE/1 document kind=certificate</p>", "certificate", "new.pdf",
      "Certificate is there: “new.pdf”" },
    { "QUITTANCE/1 document kind=contract<br>of 2025", "contract", NULL,
      "Contract is missing, asked for until today" },
    { "<div>  QUITTANCE/1 document kind=order</div>", "order", NULL,
      "Purchase order is missing, asked for until today" },
    { "<p>QUITTANCE/1 promise amount=5</p>", NULL, NULL, NULL },
    { "<p>Call the buyer</p>", NULL, NULL, NULL },
    { "", NULL, NULL, NULL },
  };
  g_autoptr (GListStore) activities = g_list_store_new (BIZ_TYPE_ACTIVITY);
  g_autoptr (GListStore) files = g_list_store_new (BIZ_TYPE_ATTACHMENT);
  g_autoptr (GPtrArray) list = NULL;
  guint n = 0;

  append (files, make_file (9, "plain.pdf", "false"));
  append (files, make_file (8, "new.pdf", "\"QUITTANCE/1 document kind=certificate\""));
  append (files, make_file (7, "old.pdf", "\"QUITTANCE/1 document kind=certificate\""));
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    append (activities, make_activity (100 + (gint64)i, cases[i].note));
  list = biz_file_request_list (G_LIST_MODEL (activities), G_LIST_MODEL (files));
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      BizFileRequest *request;
      BizAttachment *file;
      g_autofree char *words = NULL;

      if (cases[i].kind == NULL)
        continue;
      g_assert_cmpuint (n, <, list->len);
      request = g_ptr_array_index (list, n++);
      file = biz_file_request_get_file (request);
      words = biz_file_request_describe (request, "today");
      g_assert_cmpint (biz_activity_get_id (biz_file_request_get_activity (request)), ==,
                       100 + (gint64)i);
      g_assert_cmpstr (biz_file_request_get_kind (request), ==, cases[i].kind);
      g_assert_cmpstr (file != NULL ? biz_attachment_get_name (file) : NULL, ==, cases[i].file);
      g_assert_cmpstr (words, ==, cases[i].words);
    }
  g_assert_cmpuint (n, ==, list->len);
}

/* What is asked is read again. */
static void
test_note (void)
{
  for (guint i = 0; i < biz_file_kind_get_n (); i++)
    {
      g_autofree char *note = biz_file_request_make_note (biz_file_kind_get_name (i));
      g_autoptr (GListStore) activities = g_list_store_new (BIZ_TYPE_ACTIVITY);
      g_autoptr (GListStore) files = g_list_store_new (BIZ_TYPE_ATTACHMENT);
      g_autoptr (GPtrArray) list = NULL;

      append (activities, make_activity (1, note));
      list = biz_file_request_list (G_LIST_MODEL (activities), G_LIST_MODEL (files));
      g_assert_cmpuint (list->len, ==, 1);
      g_assert_cmpstr (biz_file_request_get_kind (g_ptr_array_index (list, 0)), ==,
                       biz_file_kind_get_name (i));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/file-request/list", test_list);
  g_test_add_func ("/file-request/note", test_note);

  return g_test_run ();
}
