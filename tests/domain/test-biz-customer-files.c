/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-customer-files.h"
#include "biz-thread.h"
#include "demo-desk.h"
#include "erp-json.h"

#include <string.h>

/* A customer of the demo company with a contact, a case, an invoice, and a file on each. */
typedef struct
{
  DemoDesk desk;
  gint64 partner;
  BizCustomerFiles *files;
} Bench;

static const GDate *
get_today (void)
{
  static GDate today;

  g_date_set_dmy (&today, 22, G_DATE_NOVEMBER, 2026);

  return &today;
}

#define ID "%" G_GINT64_FORMAT

static gint64
make (Bench *b, const char *model, const char *values)
{
  g_autoptr (JsonNode) made =
      desk_ask (&b->desk, TRUE, model, "create", 0, "vals_list", values, NULL);

  return json_array_get_int_element (json_node_get_array (made), 0);
}

static void
attach (Bench *b, const char *name, const char *model, gint64 id, const char *more)
{
  g_autofree char *values = g_strdup_printf (
      "[{\"name\":\"%s\",\"datas\":\"aGVsbG8=\",\"res_model\":\"%s\",\"res_id\":" ID "%s}]", name,
      model, id, more);

  make (b, "ir.attachment", values);
}

static void
open_bench (Bench *b, guint series)
{
  gint64 invoice, contact, ticket;
  g_autofree char *contact_values = NULL;
  g_autofree char *case_values = NULL;
  g_autoptr (JsonNode) row = NULL;
  const char *model = series == 19 ? "helpdesk.ticket" : "project.task";

  memset (b, 0, sizeof *b);
  desk_open (&b->desk, series, "controller");
  invoice = desk_make_draft (&b->desk, "out_invoice", "2026-11-20", "100");
  row = desk_ask (&b->desk, FALSE, "account.move", "read", invoice, "fields", "[\"partner_id\"]",
                  NULL);
  g_assert_true (
      erp_json_get_many2one (json_array_get_object_element (json_node_get_array (row), 0),
                             "partner_id", &b->partner, NULL, NULL));
  contact_values =
      g_strdup_printf ("[{\"name\":\"Kay Contact\",\"parent_id\":" ID "}]", b->partner);
  contact = make (b, "res.partner", contact_values);
  case_values = g_strdup_printf ("[{\"name\":\"Broken lamp\",\"partner_id\":" ID "%s}]", contact,
                                 series == 19 ? ",\"description\":\"It is dark.\"" : "");
  ticket = make (b, model, case_values);
  attach (b, "Frame contract.txt", "res.partner", b->partner, "");
  attach (b, "Card of Kay.txt", "res.partner", contact, "");
  attach (b, "Photo of the lamp.txt", model, ticket, "");
  attach (b, "Contract 100%.txt", "account.move", invoice, "");
  attach (b, "Contract of nobody.txt", "res.partner",
          make (b, "res.partner", "[{\"name\":\"Somebody else\"}]"), "");
  b->files = biz_customer_files_new (b->desk.session, b->partner, get_today ());
}

static void
close_bench (Bench *b)
{
  g_clear_object (&b->files);
  desk_close (&b->desk);
}

static GPtrArray *
find (Bench *b, const char *text)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *found;
  guint n_more = G_MAXUINT;

  biz_customer_files_find_async (b->files, text, NULL, desk_cb, &b->desk);
  result = desk_wait (&b->desk);
  found = biz_customer_files_find_finish (b->files, result, &n_more, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n_more, ==, 0);

  return found;
}

static char *
join (GPtrArray *files)
{
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint i = 0; i < files->len; i++)
    {
      const BizCustomerFile *file = g_ptr_array_index (files, i);

      g_string_append_printf (all, "%s%s", i > 0 ? "; " : "", biz_attachment_get_name (file->file));
    }

  return g_string_free (g_steal_pointer (&all), FALSE);
}

/* By any part of the name, over all that is his, and of nobody else. */
static void
test_names (gconstpointer data)
{
  static const struct
  {
    const char *text, *names;
  } cases[] = {
    { NULL, "Contract 100%.txt; Photo of the lamp.txt; Card of Kay.txt; Frame contract.txt" },
    { "  ", "Contract 100%.txt; Photo of the lamp.txt; Card of Kay.txt; Frame contract.txt" },
    { "contract", "Contract 100%.txt; Frame contract.txt" },
    { " LAMP ", "Photo of the lamp.txt" },
    { "kay", "Card of Kay.txt" },
    { "nobody", "" },
    { "Rechnung", "" },
  };
  Bench b;

  open_bench (&b, GPOINTER_TO_UINT (data));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) files = find (&b, cases[i].text);
      g_autofree char *names = join (files);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpstr (names, ==, cases[i].names);
    }
  g_assert_false (biz_customer_files_is_cut (b.files));
  close_bench (&b);
}

/* Each says whose it is; his own say nothing. */
static void
test_records (gconstpointer data)
{
  Bench b;
  g_autoptr (GPtrArray) files = NULL;
  static const char *const records[] = { NULL, "Broken lamp", "Kay Contact", NULL };

  open_bench (&b, GPOINTER_TO_UINT (data));
  files = find (&b, NULL);
  g_assert_cmpuint (files->len, ==, G_N_ELEMENTS (records));
  for (guint i = 1; i < files->len; i++)
    {
      const BizCustomerFile *file = g_ptr_array_index (files, i);

      g_assert_cmpint (file->record_id, >, 0);
      if (records[i] == NULL)
        g_assert_null (file->record);
      else
        g_assert_nonnull (strstr (file->record, records[i]));
    }
  g_assert_cmpstr (((BizCustomerFile *)g_ptr_array_index (files, 0))->model, ==, "account.move");
  g_assert_nonnull (((BizCustomerFile *)g_ptr_array_index (files, 0))->record);
  g_assert_cmpint (((BizCustomerFile *)g_ptr_array_index (files, 3))->record_id, ==, b.partner);
  close_bench (&b);
}

/* More than are brought at once: they are counted, and a name finds them. */
static void
test_many (void)
{
  Bench b;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) files = NULL;
  g_autoptr (GPtrArray) found = NULL;
  guint n_more;

  open_bench (&b, 19);
  for (guint i = 0; i < BIZ_CUSTOMER_FILES_MAX; i++)
    {
      g_autofree char *name = g_strdup_printf ("Sheet %u.txt", i);

      attach (&b, name, "res.partner", b.partner, "");
    }
  biz_customer_files_find_async (b.files, NULL, NULL, desk_cb, &b.desk);
  result = desk_wait (&b.desk);
  files = biz_customer_files_find_finish (b.files, result, &n_more, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (files->len, ==, BIZ_CUSTOMER_FILES_MAX);
  g_assert_cmpuint (n_more, ==, 4);
  found = find (&b, "frame");
  g_assert_cmpuint (found->len, ==, 1);
  close_bench (&b);
}

/* What ended, and what ends within the days of warning, stands before the newest, the first to end
 * first; a name is not put in another order. */
static void
test_ending (void)
{
  static const struct
  {
    const char *name, *mark;
  } marked[] = {
    { "Late.txt", "QUITTANCE/1 document kind=certificate until=2026-12-23" },
    { "Ended.txt", "QUITTANCE/1 document kind=certificate until=2026-11-01" },
    { "Edge.txt", "QUITTANCE/1 document kind=contract until=2026-12-22" },
    { "Today.txt", "QUITTANCE/1 document kind=certificate until=2026-11-22" },
    { "Words.txt", "valid until=2026-11-22" },
  };
  Bench b;
  g_autoptr (GPtrArray) files = NULL;
  g_autoptr (GPtrArray) found = NULL;
  g_autofree char *names = NULL;
  g_autofree char *found_names = NULL;

  open_bench (&b, 17);
  for (guint i = 0; i < G_N_ELEMENTS (marked); i++)
    {
      g_autofree char *more = g_strdup_printf (",\"description\":\"%s\"", marked[i].mark);

      attach (&b, marked[i].name, "res.partner", b.partner, more);
    }
  files = find (&b, NULL);
  names = join (files);
  g_assert_cmpstr (names, ==,
                   "Ended.txt; Today.txt; Edge.txt; Words.txt; Late.txt; Contract 100%.txt; "
                   "Photo of the lamp.txt; Card of Kay.txt; Frame contract.txt");
  found = find (&b, "a");
  found_names = join (found);
  g_assert_true (g_str_has_prefix (found_names, "Today.txt; Late.txt; "));
  close_bench (&b);
}

/* Who may not read cases is shown the rest, and no error. */
static void
test_manager (void)
{
  Bench b;
  Bench other = { 0 };
  g_autoptr (GPtrArray) files = NULL;
  g_autofree char *names = NULL;

  open_bench (&b, 19);
  desk_join (&other.desk, &b.desk, "manager");
  other.files = biz_customer_files_new (other.desk.session, b.partner, get_today ());
  files = find (&other, NULL);
  names = join (files);
  g_assert_nonnull (strstr (names, "Frame contract.txt"));
  g_assert_nonnull (strstr (names, "Contract 100%"));
  g_assert_null (strstr (names, "Photo of the lamp.txt"));
  close_bench (&other);
  close_bench (&b);
}

/* A file of a folder of his stands among them, is found, says its folder, and is read. */
static void
test_folder (gconstpointer data)
{
  Bench b = { 0 };
  g_autoptr (JsonNode) answer = NULL;
  g_autoptr (GPtrArray) files = NULL;
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (BizThread) thread = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) content = NULL;
  BizCustomerFile *file;
  JsonObject *row;

  desk_open (&b.desk, GPOINTER_TO_UINT (data), "controller");
  answer = desk_ask (&b.desk, FALSE, "dms.directory", "search_read", 0, "domain",
                     "[[\"res_model\",\"=\",\"res.partner\"]]", "fields", "[\"res_id\"]", NULL);
  row = json_array_get_object_element (json_node_get_array (answer), 0);
  b.partner = json_object_get_int_member (row, "res_id");
  b.files = biz_customer_files_new (b.desk.session, b.partner, get_today ());
  files = find (&b, "framework AGREEMENT");
  g_assert_cmpuint (files->len, ==, 1);
  file = g_ptr_array_index (files, 0);
  g_assert_cmpstr (biz_attachment_get_name (file->file), ==, "Framework agreement 2026.pdf");
  g_assert_nonnull (strstr (biz_attachment_get_folder (file->file), "Framework agreement"));
  g_assert_cmpint (biz_attachment_get_size (file->file), >, 100);
  g_assert_cmpint (file->record_id, ==, b.partner);
  none = find (&b, "Terms of delivery");
  g_assert_cmpuint (none->len, ==, 0);
  thread = biz_thread_new (b.desk.session, file->model, file->record_id, "x", 0);
  biz_thread_read_folder_file_async (thread, biz_attachment_get_id (file->file), NULL, desk_cb,
                                     &b.desk);
  result = desk_wait (&b.desk);
  content = biz_thread_read_file_finish (thread, result, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_bytes_get_size (content), ==, biz_attachment_get_size (file->file));
  g_assert_true (g_str_has_prefix (g_bytes_get_data (content, NULL), "%PDF"));
  close_bench (&b);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_data_func ("/customer-files/19/names", GUINT_TO_POINTER (19), test_names);
  g_test_add_data_func ("/customer-files/17/names", GUINT_TO_POINTER (17), test_names);
  g_test_add_data_func ("/customer-files/19/records", GUINT_TO_POINTER (19), test_records);
  g_test_add_data_func ("/customer-files/17/records", GUINT_TO_POINTER (17), test_records);
  g_test_add_data_func ("/customer-files/19/folder", GUINT_TO_POINTER (19), test_folder);
  g_test_add_data_func ("/customer-files/17/folder", GUINT_TO_POINTER (17), test_folder);
  g_test_add_func ("/customer-files/many", test_many);
  g_test_add_func ("/customer-files/ending", test_ending);
  g_test_add_func ("/customer-files/manager", test_manager);

  return g_test_run ();
}
