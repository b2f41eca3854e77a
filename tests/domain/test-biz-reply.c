/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-reply.h"
#include "biz-thread.h"

#include <string.h>

static BizPartner *
new_person (gint64 id, const char *name, const char *email)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autofree char *mail = email != NULL ? g_strdup_printf ("\"%s\"", email) : g_strdup ("false");
  g_autofree char *json =
      g_strdup_printf ("{\"id\":%" G_GINT64_FORMAT ",\"display_name\":\"%s\",\"email\":%s,"
                       "\"ref\":false,\"city\":false,\"vat\":false}",
                       id, name, mail);
  g_autoptr (GError) error = NULL;
  BizPartner *person;

  json_parser_load_from_data (parser, json, -1, &error);
  g_assert_no_error (error);
  person = biz_partner_new_from_json (json_node_get_object (json_parser_get_root (parser)), &error);
  g_assert_no_error (error);

  return person;
}

static void
test_empty (void)
{
  static const struct
  {
    const char *text;
    gboolean is_empty;
  } cases[] = {
    { NULL, TRUE }, { "", TRUE },     { " \n\t\r\n ", TRUE },
    { "x", FALSE }, { "\n.", FALSE }, { "\302\240", FALSE },
  };
  g_autoptr (BizReply) reply = biz_reply_new ();
  g_autoptr (GBytes) bytes = g_bytes_new ("x", 1);
  g_autoptr (BizNewFile) file = biz_new_file_new ("a.txt", bytes);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      biz_reply_set_text (reply, cases[i].text);
      g_assert_cmpint (biz_reply_is_empty (reply), ==, cases[i].is_empty);
    }
  biz_reply_set_text (reply, " ");
  g_list_store_append (biz_reply_get_files (reply), file);
  g_assert_false (biz_reply_is_empty (reply));
}

static void
count_cb (guint *n)
{
  (*n)++;
}

/* Nobody twice, and a change that is none tells nobody. */
static void
test_people (void)
{
  g_autoptr (BizReply) reply = biz_reply_new ();
  g_autoptr (BizPartner) first = new_person (7, "Ina", "ina@x.example");
  g_autoptr (BizPartner) again = new_person (7, "Ina again", NULL);
  guint n = 0;

  g_signal_connect_swapped (reply, "left-out", G_CALLBACK (count_cb), &n);
  biz_reply_add_person (reply, first);
  biz_reply_add_person (reply, again);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (biz_reply_get_people (reply))), ==, 1);
  g_assert_true (biz_reply_has_person (reply, 7));
  g_assert_false (biz_reply_has_person (reply, 8));
  biz_reply_leave_out (reply, 9, FALSE);
  g_assert_cmpuint (n, ==, 0);
  biz_reply_leave_out (reply, 9, TRUE);
  biz_reply_leave_out (reply, 9, TRUE);
  biz_reply_leave_out (reply, 10, TRUE);
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpuint (biz_reply_get_n_left_out (reply), ==, 2);
  biz_reply_leave_out (reply, 9, FALSE);
  g_assert_false (biz_reply_leaves_out (reply, 9));
  g_assert_true (biz_reply_leaves_out (reply, 10));
  g_assert_cmpuint (n, ==, 3);
}

static void
assert_file (BizReply *reply, guint i, const char *name, BizNewFileState state)
{
  g_autoptr (BizNewFile) file =
      g_list_model_get_item (G_LIST_MODEL (biz_reply_get_files (reply)), i);

  g_assert_nonnull (file);
  g_assert_cmpstr (biz_new_file_get_name (file), ==, name);
  g_assert_cmpint (biz_new_file_get_state (file), ==, state);
}

/* What outlives the program comes back as it was; of what is no file only so much. */
static void
test_more (void)
{
  g_autoptr (BizReply) reply = biz_reply_new ();
  g_autoptr (BizReply) back = biz_reply_new ();
  g_autoptr (BizReply) third = biz_reply_new ();
  g_autoptr (BizPartner) ina = new_person (7, "Ina Müller", "ina@x.example");
  g_autoptr (BizPartner) otto = new_person (8, "Otto", NULL);
  g_autoptr (BizPartner) person = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new ("secret content", 14);
  g_autoptr (BizNewFile) file = biz_new_file_new ("offer.pdf", bytes);
  g_autoptr (GBytes) many =
      g_bytes_new_take (g_malloc0 (BIZ_NEW_FILE_MAX_KEPT), BIZ_NEW_FILE_MAX_KEPT);
  g_autoptr (BizNewFile) large = biz_new_file_new ("large.bin", many);
  g_autofree char *more = NULL;
  g_autofree char *again = NULL;

  biz_reply_add_person (reply, ina);
  biz_reply_add_person (reply, otto);
  biz_reply_leave_out (reply, 99, TRUE);
  biz_reply_set_seen (reply, 4711, 1795427462);
  g_list_store_append (biz_reply_get_files (reply), file);
  g_list_store_append (biz_reply_get_files (reply), large);
  more = biz_reply_to_more (reply);
  g_assert_cmpuint (strlen (more), <, 4000);

  biz_reply_take_more (back, more);
  g_assert_cmpstr (biz_reply_get_mark (back), ==, biz_reply_get_mark (reply));
  g_assert_cmpint (biz_reply_get_seen (back), ==, 4711);
  g_assert_cmpint (biz_reply_get_written (back), ==, 1795427462);
  g_assert_true (biz_reply_leaves_out (back, 99));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (biz_reply_get_people (back))), ==, 2);
  person = g_list_model_get_item (G_LIST_MODEL (biz_reply_get_people (back)), 0);
  g_assert_cmpstr (biz_partner_get_name (person), ==, "Ina Müller");
  g_assert_cmpstr (biz_partner_get_email (person), ==, "ina@x.example");
  assert_file (back, 0, "offer.pdf", BIZ_NEW_FILE_READY);
  assert_file (back, 1, "large.bin", BIZ_NEW_FILE_NAMED);
  g_assert_false (biz_reply_is_complete (back));
  biz_reply_take_files (back, reply);
  g_assert_true (biz_reply_is_complete (back));

  again = biz_reply_to_more (back);
  biz_reply_take_more (third, again);
  assert_file (third, 0, "offer.pdf", BIZ_NEW_FILE_READY);
  assert_file (third, 1, "large.bin", BIZ_NEW_FILE_NAMED);
}

/* What was begun stands first; a note is never made a message by it. */
static void
test_put_before (void)
{
  static const struct
  {
    const char *begun;
    gboolean begun_message;
    const char *text;
    gboolean message;
    const char *both;
    gboolean both_message;
  } cases[] = {
    { "A", TRUE, "B", TRUE, "A\n\nB", TRUE },   { "A", FALSE, "B", TRUE, "A\n\nB", FALSE },
    { "A", TRUE, "B", FALSE, "A\n\nB", FALSE }, { "", FALSE, "B", TRUE, "B", TRUE },
    { " \n", FALSE, "B", TRUE, "B", TRUE },     { "A", TRUE, "", TRUE, "A", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BizReply) begun = biz_reply_new ();
      g_autoptr (BizReply) reply = biz_reply_new ();
      g_autofree char *mark = g_strdup (biz_reply_get_mark (reply));

      biz_reply_set_text (begun, cases[i].begun);
      biz_reply_set_is_message (begun, cases[i].begun_message);
      biz_reply_set_text (reply, cases[i].text);
      biz_reply_set_is_message (reply, cases[i].message);
      biz_reply_put_before (reply, begun);
      g_assert_cmpstr (biz_reply_get_text (reply), ==, cases[i].both);
      g_assert_cmpint (biz_reply_is_message (reply), ==, cases[i].both_message);
      g_assert_cmpstr (biz_reply_get_mark (reply), ==, mark);
      g_assert_cmpstr (biz_reply_get_text (begun), ==, cases[i].begun);
    }
}

/* People, files and what was seen go along; and are kept with it. */
static void
test_put_before_more (void)
{
  g_autoptr (BizReply) begun = biz_reply_new ();
  g_autoptr (BizReply) reply = biz_reply_new ();
  g_autoptr (BizReply) kept = biz_reply_new ();
  g_autoptr (BizPartner) ina = new_person (7, "Ina", NULL);
  g_autoptr (BizPartner) otto = new_person (8, "Otto", NULL);
  g_autoptr (GBytes) bytes = g_bytes_new ("x", 1);
  g_autoptr (BizNewFile) first = biz_new_file_new ("first.txt", bytes);
  g_autoptr (BizNewFile) second = biz_new_file_new ("second.txt", bytes);
  g_autoptr (BizNewFile) other = NULL;
  g_autofree char *more = NULL;

  biz_reply_set_text (begun, "A");
  biz_reply_add_person (begun, ina);
  biz_reply_leave_out (begun, 99, TRUE);
  biz_reply_set_seen (begun, 5, 100);
  g_list_store_append (biz_reply_get_files (begun), first);
  biz_reply_add_person (reply, otto);
  biz_reply_set_seen (reply, 9, 50);
  g_list_store_append (biz_reply_get_files (reply), second);
  biz_reply_put_before (reply, begun);
  g_assert_true (biz_reply_has_person (reply, 7) && biz_reply_has_person (reply, 8));
  g_assert_true (biz_reply_leaves_out (reply, 99));
  g_assert_cmpint (biz_reply_get_seen (reply), ==, 5);
  g_assert_cmpint (biz_reply_get_written (reply), ==, 50);
  other = g_list_model_get_item (G_LIST_MODEL (biz_reply_get_files (reply)), 0);
  g_assert_true (other == first);

  more = biz_reply_to_more (reply);
  biz_reply_take_more (kept, more);
  biz_reply_take_files (kept, begun);
  assert_file (kept, 0, "first.txt", BIZ_NEW_FILE_READY);
  assert_file (kept, 1, "second.txt", BIZ_NEW_FILE_READY);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (biz_reply_get_files (kept))), ==, 2);
}

/* Whatever is in the file, nothing fails and nothing strange becomes part of a Message-Id. */
static void
test_damaged (void)
{
  static const char *const cases[] = {
    NULL,
    "",
    "not json",
    "[]",
    "{",
    "{\"people\":5,\"files\":{},\"left_out\":\"x\",\"seen\":\"y\",\"mark\":7}",
    "{\"people\":[1,null,{\"id\":\"x\"}],\"files\":[1,null,{}],\"left_out\":[\"a\"]}",
    "{\"mark\":\"a@b>\\r\\nBcc: everybody@x.example\"}",
    "{\"mark\":\"0123456789abcdef0123456789abcdef01234567\"}",
    "{\"files\":[{\"name\":\"../../etc/passwd\"},\"../../etc/passwd\"]}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BizReply) reply = biz_reply_new ();
      g_autofree char *mark = g_strdup (biz_reply_get_mark (reply));

      biz_reply_take_more (reply, cases[i]);
      g_assert_cmpstr (biz_reply_get_mark (reply), ==, mark);
      g_assert_cmpint (biz_reply_get_seen (reply), ==, 0);
      g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (biz_reply_get_people (reply))), ==,
                        0);
      for (guint j = 0; j < g_list_model_get_n_items (G_LIST_MODEL (biz_reply_get_files (reply)));
           j++)
        {
          g_autoptr (BizNewFile) file =
              g_list_model_get_item (G_LIST_MODEL (biz_reply_get_files (reply)), j);

          g_assert_null (strchr (biz_new_file_get_name (file), '/'));
        }
    }
}

static void
test_marks (void)
{
  g_autoptr (BizReply) first = biz_reply_new ();
  g_autoptr (BizReply) second = biz_reply_new ();
  g_autofree char *before = g_strdup (biz_reply_get_mark (first));

  g_assert_cmpstr (biz_reply_get_mark (first), !=, biz_reply_get_mark (second));
  biz_reply_renew_mark (first);
  g_assert_cmpstr (biz_reply_get_mark (first), !=, before);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/biz-reply/empty", test_empty);
  g_test_add_func ("/biz-reply/people", test_people);
  g_test_add_func ("/biz-reply/more", test_more);
  g_test_add_func ("/biz-reply/put-before", test_put_before);
  g_test_add_func ("/biz-reply/put-before-more", test_put_before_more);
  g_test_add_func ("/biz-reply/damaged", test_damaged);
  g_test_add_func ("/biz-reply/marks", test_marks);

  return g_test_run ();
}
