/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-paste.h"

#include "biz-paste-words.h"
#include "erp-call.h"
#include "fake-client.h"

#include <string.h>

/* What the company has; of a record every field is one that a person may write. */
static const BizPasteRecord company[] = {
  { 1, (char *)"INV/2026/00012", (char *)"PO-4711", (char *)"INV/2026/00012", (char *)"Acme" },
  { 2, (char *)"INV/2025/00012", NULL, (char *)"INV/2025/00012", (char *)"Bolt" },
  { 3, (char *)"INV/2026/00013", (char *)"PO-4712", (char *)"RF18 5390 0754 7034", (char *)"Acme" },
  { 4, (char *)"INV/2026/00500", (char *)"PO-4712", NULL, (char *)"Acme" },
  { 5, (char *)"RINV/2026/00003", NULL, NULL, (char *)"Bolt" },
  { 6, (char *)"INV/2026/02026", NULL, (char *)"+++000/0000/00152+++", (char *)"Core" },
  { 7, NULL, (char *)"DRAFT-77", NULL, (char *)"Core" },
};

static void
take_all (BizPaste *paste)
{
  GPtrArray *records = g_ptr_array_new_with_free_func ((GDestroyNotify)biz_paste_record_free);

  for (gsize i = 0; i < G_N_ELEMENTS (company); i++)
    {
      BizPasteRecord *record = g_new0 (BizPasteRecord, 1);

      record->id = company[i].id;
      record->name = g_strdup (company[i].name);
      record->reference = g_strdup (company[i].reference);
      record->payment_reference = g_strdup (company[i].payment_reference);
      record->customer = g_strdup (company[i].customer);
      g_ptr_array_add (records, record);
    }
  biz_paste_take (paste, records);
}

/* "=" found, "?" several or perhaps, "-" missing, "." passed over: "=INV 2026 12:1" */
static char *
tell (BizPaste *paste)
{
  static const char marks[] = "=?-.";
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; i < biz_paste_get_n_items (paste); i++)
    {
      GPtrArray *records = biz_paste_get_records (paste, i);

      g_string_append_printf (words, "%s%c%s", i > 0 ? " | " : "",
                              marks[biz_paste_get_standing (paste, i)],
                              biz_paste_get_text (paste, i));
      for (guint k = 0; k < records->len; k++)
        g_string_append_printf (words, "%s%d", k > 0 ? "," : ":",
                                (int)((BizPasteRecord *)records->pdata[k])->id);
    }

  return g_string_free (g_steal_pointer (&words), FALSE);
}

static const struct
{
  const char *text;
  const char *wanted;
} resolutions[] = {
  { "", "" },
  { "Nothing here to see.", "" },
  /* A column of a spreadsheet, whatever ends its lines. */
  { "INV/2026/00012\r\nINV/2026/00013\n", "=INV/2026/00012:1 | =INV/2026/00013:3" },
  { "inv/2026/00012;INV-2026-00013\tINV_2026_500",
    "=inv/2026/00012:1 | =INV-2026-00013:3 | =INV_2026_500:4" },
  { "INV/2026/00012,INV/2026/00013, INV/2026/00999",
    "=INV/2026/00012:1 | =INV/2026/00013:3 | -INV/2026/00999" },
  /* Blanks within a number, several on a line. */
  { "INV 2026 00012 INV 2026 00013", "=INV 2026 00012:1 | =INV 2026 00013:3" },
  { "2026 00012", "=2026 00012:1" },
  { "2026/12", "=2026/12:1" },
  { "INV202600012", "=INV202600012:1" },
  /* Without the year it may be two; the number of another year is none. */
  { "00012", "?00012:1,2" },
  { "00500", "=00500:4" },
  { "#00500", "=00500:4" },
  { "2024/00012", "-2024/00012" },
  /* The person's word in front of it. */
  { "Rechnung Nr. 00500", "=00500:4" },
  { "invoice no: 00500.", "=00500:4" },
  { "Invoice 500,", "=500:4" },
  { "RINV/2026/00003", "=RINV/2026/00003:5" },
  { "RE2026-00500", "=RE2026-00500:4" },
  /* Other letters: shown, not taken. */
  { "PO 00500", "?00500:4" },
  { "SO00500", "?SO00500:4" },
  /* References, ours and theirs; one that two have is for a person. */
  { "PO-4711", "=PO-4711:1" },
  { "po 4711", "=po 4711:1" },
  { "PO 4712", "?PO 4712:3,4" },
  { "RF18 5390 0754 7034", "=RF18 5390 0754 7034:3" },
  { "RF18539007547034", "=RF18539007547034:3" },
  { "+++000/0000/00152+++", "=+++000/0000/00152+++:6" },
  { "DRAFT-77", "=DRAFT-77:7" },
  /* Prose, with what only looks like numbers. */
  { "Dear all, on 12.11.2026 at 10:30 we paid 1,200.00 EUR for INV/2026/00012 and 00500 (2 "
    "invoices).",
    ".12.11.2026 | .10:30 | .1,200.00 | =INV/2026/00012:1 | =00500:4 | .2" },
  { "For 2026 we owe EUR 500 and 17 %, call +49 or mail a1@b.example",
    ".2026 | .500 | .17 | .+49 | .a1@b.example" },
  { "Our IBAN DE89 3704 0044 0532 0130 00 for 00500",
    ".DE89 | .3704 | .0044 | .0532 | .0130 | .00 | =00500:4" },
  { "DE89370400440532013000", ".DE89370400440532013000" },
  { "“INV/2026/00012”, <INV/2026/00013>", "=INV/2026/00012:1 | =INV/2026/00013:3" },
  /* Twice is once. */
  { "00500 00500 INV/2026/00500", "=00500:4 | =INV/2026/00500:4" },
};

static void
test_resolve (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (resolutions); i++)
    {
      g_autoptr (BizPaste) paste = biz_paste_new (resolutions[i].text);
      g_autofree char *told = NULL;

      take_all (paste);
      told = tell (paste);
      g_assert_cmpstr (told, ==, resolutions[i].wanted);
    }
}

static void
test_lists (void)
{
  g_autoptr (BizPaste) paste =
      biz_paste_new ("INV/2026/00012 00500 INV/2026/00500 nothing X-1 X-2 1.12.2026 PO-4712");
  g_autofree char *missing = NULL;
  g_autoptr (GArray) ids = NULL;

  take_all (paste);
  g_assert_cmpuint (biz_paste_count (paste, BIZ_PASTE_FOUND), ==, 3);
  g_assert_cmpuint (biz_paste_count (paste, BIZ_PASTE_SEVERAL), ==, 1);
  g_assert_cmpuint (biz_paste_count (paste, BIZ_PASTE_PASSED), ==, 1);
  missing = biz_paste_get_list (paste, BIZ_PASTE_MISSING);
  g_assert_cmpstr (missing, ==, "X-1\nX-2");
  ids = biz_paste_get_ids (paste);
  g_assert_cmpuint (ids->len, ==, 2);
  g_assert_cmpint (g_array_index (ids, gint64, 0), ==, 1);
  g_assert_cmpint (g_array_index (ids, gint64, 1), ==, 4);
  g_assert_false (biz_paste_is_cut (paste));
}

static void
test_cut (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (BizPaste) paste = NULL;

  for (int i = 0; i < 1500; i++)
    g_string_append_printf (text, "INV/2026/%05d word word word\n", i);
  paste = biz_paste_new (text->str);
  g_assert_true (biz_paste_is_cut (paste));
  g_assert_cmpuint (biz_paste_get_n_items (paste), ==, 1000);
}

/* The server: knows INV/2026/00012 by its text and 500 by its place in the sequence. */
static JsonNode *
answer_cb (ErpCall *call, gpointer user_data, GError **error)
{
  g_autofree char *domain = json_to_string (erp_call_get_arg (call, "domain"), FALSE);

  g_assert_cmpstr (erp_call_get_method (call), ==, "search_read");
  g_assert_nonnull (strstr (domain, "[\"move_type\",\"in\",[\"out_invoice\",\"out_refund\"]]"));
  if (strstr (domain, "sequence_number") == NULL)
    {
      g_assert_nonnull (strstr (domain, "INV/2026/00012"));
      return json_from_string ("[{\"id\":1,\"name\":\"INV/2026/00012\",\"ref\":false,"
                               "\"payment_reference\":false,\"partner_id\":[7,\"Acme\"]}]",
                               NULL);
    }
  /* What is found already is not asked again. */
  g_assert_nonnull (strstr (domain, "[\"sequence_number\",\"in\",[500,99]]"));
  g_assert_nonnull (strstr (domain, "[\"ref\",\"=ilike\",\"X%99\"]"));
  g_assert_null (strstr (domain, "00012"));
  return json_from_string ("[{\"id\":4,\"name\":\"INV/2026/00500\",\"ref\":\"P\","
                           "\"payment_reference\":\"x\",\"partner_id\":false}]",
                           NULL);
}

static gboolean
is_set (gpointer user_data)
{
  return *(GAsyncResult **)user_data != NULL;
}

static void
keep_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **)user_data = g_object_ref (result);
}

static void
search (const char *text, FakeClient *client, const char *wanted)
{
  g_autoptr (BizPaste) paste = biz_paste_new (text);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *told = NULL;

  biz_paste_search_async (paste, ERP_CLIENT (client), NULL, keep_cb, &result);
  fake_loop_until (is_set, &result);
  g_assert_true (biz_paste_search_finish (result, &error));
  g_assert_no_error (error);
  told = tell (paste);
  g_assert_cmpstr (told, ==, wanted);
}

static void
test_search (void)
{
  g_autoptr (FakeClient) client = fake_client_new (answer_cb, NULL);

  search ("INV/2026/00012 500 X-99", client, "=INV/2026/00012:1 | =500:4 | -X-99");
  g_assert_cmpuint (fake_client_get_n_calls (client), ==, 2);
  /* One is enough when all are there, none where there are no numbers. */
  fake_client_forget_calls (client);
  search ("INV/2026/00012", client, "=INV/2026/00012:1");
  g_assert_cmpuint (fake_client_get_n_calls (client), ==, 1);
  fake_client_forget_calls (client);
  search ("none", client, "");
  g_assert_cmpuint (fake_client_get_n_calls (client), ==, 0);
}

static JsonNode *
refuse_cb (ErpCall *call, gpointer user_data, GError **error)
{
  return json_from_string (user_data, NULL);
}

static void
test_answers (void)
{
  static const char *const wrong[] = { "{}", "[1]", "[{\"name\":\"x\"}]",
                                       "[{\"id\":1,\"partner_id\":\"x\"}]" };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (FakeClient) client = fake_client_new (refuse_cb, (gpointer)wrong[i]);
      g_autoptr (BizPaste) paste = biz_paste_new ("00012");
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;

      biz_paste_search_async (paste, ERP_CLIENT (client), NULL, keep_cb, &result);
      fake_loop_until (is_set, &result);
      g_assert_false (biz_paste_search_finish (result, &error));
      g_assert_nonnull (error);
    }
}

static void
test_pattern (void)
{
  static const char *const patterns[][2] = {
    { "PO-4711", "PO%4711" }, { "po4711", "PO%4711" }, { "100%_a", "100%A" }, { "--", "" }
  };

  for (gsize i = 0; i < G_N_ELEMENTS (patterns); i++)
    {
      g_autofree char *pattern = biz_paste_to_pattern (patterns[i][0]);

      g_assert_cmpstr (pattern, ==, patterns[i][1]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/paste/resolve", test_resolve);
  g_test_add_func ("/paste/lists", test_lists);
  g_test_add_func ("/paste/cut", test_cut);
  g_test_add_func ("/paste/search", test_search);
  g_test_add_func ("/paste/answers", test_answers);
  g_test_add_func ("/paste/pattern", test_pattern);
  return g_test_run ();
}
