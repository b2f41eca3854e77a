/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "erp-error.h"

#include <gio/gio.h>

/* The server's words go with every copy of an error, also behind a prefix. */
static void
test_words_are_kept (void)
{
  g_autoptr (GError) error =
      erp_error_new_from_server (ERP_ERROR_VALIDATION, "Ours", "its.Name", "Its words");
  g_autoptr (GError) copy = g_error_copy (error);
  g_autoptr (GError) moved = NULL;

  g_clear_error (&error);
  g_assert_error (copy, ERP_ERROR, ERP_ERROR_VALIDATION);
  g_assert_cmpstr (copy->message, ==, "Ours");
  g_assert_cmpstr (erp_error_get_server_name (copy), ==, "its.Name");
  g_assert_cmpstr (erp_error_get_server_message (copy), ==, "Its words");
  g_propagate_prefixed_error (&moved, g_steal_pointer (&copy), "While paying: ");
  g_assert_cmpstr (moved->message, ==, "While paying: Ours");
  g_assert_cmpstr (erp_error_get_server_message (moved), ==, "Its words");
}

static void
test_without_words (void)
{
  g_autoptr (GError) ours = g_error_new_literal (ERP_ERROR, ERP_ERROR_TIMEOUT, "Ours");
  g_autoptr (GError) other = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Other");
  g_autoptr (GError) none = erp_error_new_from_server (ERP_ERROR_SERVER, "Ours", NULL, NULL);

  g_assert_null (erp_error_get_server_name (ours));
  g_assert_null (erp_error_get_server_message (ours));
  g_assert_null (erp_error_get_server_name (other));
  g_assert_null (erp_error_get_server_message (other));
  g_assert_null (erp_error_get_server_name (none));
  g_assert_null (erp_error_get_server_message (none));
}

/* Only what surely did nothing, or only read, may be asked again without a person. */
static void
test_retryable (void)
{
  for (int code = ERP_ERROR_UNREACHABLE; code <= ERP_ERROR_UNKNOWN_OUTCOME; code++)
    {
      g_autoptr (GError) error = g_error_new_literal (ERP_ERROR, code, "x");

      g_assert_cmpint (erp_error_is_retryable_read (error), ==,
                       code == ERP_ERROR_UNREACHABLE || code == ERP_ERROR_TIMEOUT);
    }
  for (int code = 0; code < 20; code++)
    {
      g_autoptr (GError) error = g_error_new_literal (G_IO_ERROR, code, "x");

      g_assert_false (erp_error_is_retryable_read (error));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/erp/error/words-are-kept", test_words_are_kept);
  g_test_add_func ("/erp/error/without-words", test_without_words);
  g_test_add_func ("/erp/error/retryable", test_retryable);

  return g_test_run ();
}
