/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Names of files from anybody: never a path, a hidden file, or another file than it looks. */

#include "biz-attachment.h"
#include "erp-error.h"
#include "test-values.h"

#include <string.h>

static void
test_names (void)
{
  static const struct
  {
    const char *name;
    const char *clean;
  } cases[] = {
    { "invoice.pdf", "invoice.pdf" },
    { "Rechnung Größe 3.pdf", "Rechnung Größe 3.pdf" },
    { "請求書.pdf", "請求書.pdf" },
    { "  spaces.pdf  ", "spaces.pdf" },
    { "tab\tand\nline.pdf", "tabandline.pdf" },
    { "no\302\240break.pdf", "no break.pdf" },
    /* paths of every system */
    { "/etc/passwd", "passwd" },
    { "../../.bashrc", "bashrc" },
    { "C:\\Windows\\system.ini", "system.ini" },
    { "..\\..\\x", "x" },
    { "folder/", "file" },
    { "a/b\\c/d.txt", "d.txt" },
    /* hidden, and nothing at all */
    { ".hidden", "hidden" },
    { "...", "file" },
    { ". .", "file" },
    { ". .x", "x" },
    { "..", "file" },
    { ".", "file" },
    { "", "file" },
    { NULL, "file" },
    { "   ", "file" },
    { "name.", "name" },
    { "name. . ", "name" },
    /* what turns the end around: "gpj.exe" would look like "exe.jpg" */
    { "\342\200\256gpj.exe", "gpj.exe" },
    { "a\342\200\213b\342\201\240c.txt", "abc.txt" },
    { "a\302\255b.txt", "ab.txt" },
    { "a\342\200\250b.txt", "a b.txt" },
    { "a\363\240\201\201b.txt", "ab.txt" },
    { "a\001\033[31mb.txt", "a[31mb.txt" },
    { "a\177b", "ab" },
    { "bad\377\376.pdf", "bad\357\277\275\357\277\275.pdf" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *clean = biz_attachment_clean_name (cases[i].name);
      g_autofree char *again = biz_attachment_clean_name (clean);

      g_test_message ("case %u", i);
      g_assert_cmpstr (clean, ==, cases[i].clean);
      g_assert_cmpstr (again, ==, clean);
    }
}

/* A name of any length fits into a folder, in letters of four bytes too, and keeps its ending. */
static void
test_long (void)
{
  static const char *const letters[] = { "x", "ä", "請", "\360\237\222\266", "x " };
  static const char *const endings[] = { "", ".pdf", ".tar.gz", ".請求書", ".averylongending" };

  for (guint i = 0; i < G_N_ELEMENTS (letters); i++)
    for (guint j = 0; j < G_N_ELEMENTS (endings); j++)
      {
        g_autoptr (GString) name = g_string_new (NULL);
        g_autofree char *clean = NULL;
        g_autofree char *again = NULL;

        for (guint k = 0; k < 500; k++)
          g_string_append (name, letters[i]);
        g_string_append (name, endings[j]);
        clean = biz_attachment_clean_name (name->str);
        again = biz_attachment_clean_name (clean);
        g_test_message ("%s%s", letters[i], endings[j]);
        g_assert_true (g_utf8_validate (clean, -1, NULL));
        g_assert_cmpuint (strlen (clean), <, 250);
        g_assert_cmpint (g_utf8_strlen (clean, -1), <=, 120);
        g_assert_cmpint (g_utf8_strlen (clean, -1), >, 40);
        g_assert_true (j == 4 || g_str_has_suffix (clean, j == 2 ? ".gz" : endings[j]));
        g_assert_cmpstr (again, ==, clean);
      }
}

#define GOOD                                                                                       \
  "{\"id\":5,\"name\":\"../invoice.pdf\",\"mimetype\":\"application/pdf\",\"file_size\":1234,"     \
  "\"create_date\":\"2026-11-22 10:00:00\",\"create_uid\":[2,\"Ann\"]}"

static void
test_fields (void)
{
  static const struct
  {
    const char *member;
    const char *value; /* NULL: not there */
    gboolean ok;
  } cases[] = {
    { "id", "5.0", TRUE },
    { "id", "\"5\"", FALSE },
    { "name", "false", TRUE },
    { "name", "7", FALSE },
    { "mimetype", "false", TRUE },
    { "mimetype", NULL, FALSE },
    { "file_size", "false", TRUE },
    { "file_size", "1.5", FALSE },
    { "create_date", "false", TRUE },
    { "create_date", "\"x\"", FALSE },
    { "create_uid", "false", TRUE },
    { "create_uid", "[]", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (JsonObject) row = test_object_with (GOOD, cases[i].member, cases[i].value);
      g_autoptr (GError) error = NULL;
      g_autoptr (BizAttachment) file = biz_attachment_new_from_json (row, &error);

      g_test_message ("%s: %s", cases[i].member, cases[i].value);
      g_assert_true ((file != NULL) == cases[i].ok);
      if (file == NULL)
        test_take_error_about (&error, ERP_ERROR_PROTOCOL, cases[i].member);
      else
        g_assert_cmpstr (biz_attachment_get_name (file), !=, "");
    }
}

static void
test_values (void)
{
  g_autoptr (JsonObject) row = test_object (GOOD);
  BizAttachment *file = biz_attachment_new_from_json (row, NULL);

  g_assert_cmpint (biz_attachment_get_id (file), ==, 5);
  g_assert_cmpstr (biz_attachment_get_name (file), ==, "invoice.pdf");
  g_assert_cmpstr (biz_attachment_get_media_type (file), ==, "application/pdf");
  g_assert_cmpint (biz_attachment_get_size (file), ==, 1234);
  g_assert_cmpstr (biz_attachment_get_author (file), ==, "Ann");
  g_assert_cmpint (g_date_time_get_hour (biz_attachment_get_date (file)), ==, 10);
  test_last_unref (&file);
}

/* What is shown between words without being asked for. */
static void
test_picture (void)
{
  static const struct
  {
    const char *type;
    gint64 size;
    gboolean picture;
  } cases[] = {
    { "\"image/png\"", 100, TRUE },
    { "\"image/jpeg\"", BIZ_ATTACHMENT_MAX_PICTURE, TRUE },
    { "\"IMAGE/GIF\"", 100, TRUE },
    { "\"image/webp\"", 100, TRUE },
    { "\"image/png\"", 0, FALSE },
    { "\"image/png\"", -1, FALSE },
    { "\"image/png\"", BIZ_ATTACHMENT_MAX_PICTURE + 1, FALSE },
    { "\"image/svg+xml\"", 100, FALSE },
    { "\"image/svg\"", 100, FALSE },
    { "\"image/png; x\"", 100, FALSE },
    { "\"image/\"", 100, FALSE },
    { "\"text/html\"", 100, FALSE },
    { "\"application/pdf\"", 100, FALSE },
    { "\"\"", 100, FALSE },
    { "false", 100, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (JsonObject) row = test_object_with (GOOD, "mimetype", cases[i].type);
      g_autoptr (BizAttachment) file = NULL;

      json_object_set_int_member (row, "file_size", cases[i].size);
      file = biz_attachment_new_from_json (row, NULL);
      g_test_message ("%s, %" G_GINT64_FORMAT, cases[i].type, cases[i].size);
      g_assert_true (biz_attachment_is_picture (file) == cases[i].picture);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/biz/attachment/names", test_names);
  g_test_add_func ("/biz/attachment/long", test_long);
  g_test_add_func ("/biz/attachment/fields", test_fields);
  g_test_add_func ("/biz/attachment/picture", test_picture);
  g_test_add_func ("/biz/attachment/values", test_values);

  return g_test_run ();
}
