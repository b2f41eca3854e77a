/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "display-test.h"
#include "erp-error.h"
#include "kit-preview-client.h"
#include "kit-preview-pages.h"
#include "kit-preview.h"
#include "preview-files.h"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

typedef struct
{
  gboolean done;
  GVariant *payload;
  GError *error;
} Answer;

static void
answer_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Answer *answer = user_data;

  answer->payload = kit_preview_client_finish (KIT_PREVIEW_CLIENT (source), result, &answer->error);
  answer->done = TRUE;
}

static void
answer_clear (Answer *answer)
{
  g_clear_pointer (&answer->payload, g_variant_unref);
  g_clear_error (&answer->error);
  answer->done = FALSE;
}

static int
open_bytes (GBytes *bytes)
{
  const int fd = memfd_create ("test", MFD_CLOEXEC);
  gsize length;
  gconstpointer data = g_bytes_get_data (bytes, &length);

  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (write (fd, data, length), ==, (gssize)length);
  g_assert_cmpint (lseek (fd, 0, SEEK_SET), ==, 0);

  return fd;
}

static void
open_file (KitPreviewClient *client, GBytes *bytes, const char *name, Answer *answer)
{
  const int fd = open_bytes (bytes);

  kit_preview_client_open_async (client, fd, name, NULL, NULL, answer_cb, answer);
  close (fd);
  display_test_until (answer->done);
}

static void
test_client (void)
{
  g_autoptr (KitPreviewClient) client = kit_preview_client_new ();
  g_autoptr (GBytes) pdf = preview_files_new_pdf (3);
  Answer answer = { 0 }, second = { 0 };

  open_file (client, pdf, "a.pdf", &answer);
  g_assert_no_error (answer.error);
  answer_clear (&answer);
  /* two at once are answered one after the other */
  kit_preview_client_ask_async (client, PREVIEW_SEARCH, g_variant_new ("(s)", "Page"), NULL,
                                answer_cb, &answer);
  kit_preview_client_ask_async (client, PREVIEW_RENDER, g_variant_new ("(ud)", 2u, 1.0), NULL,
                                answer_cb, &second);
  display_test_until (answer.done && second.done);
  g_assert_no_error (answer.error);
  g_assert_no_error (second.error);
  answer_clear (&answer);
  answer_clear (&second);
  /* a page that is not there is refused, and the client goes on */
  kit_preview_client_ask_async (client, PREVIEW_READ, g_variant_new ("(u)", 7u), NULL, answer_cb,
                                &answer);
  display_test_until (answer.done);
  g_assert_error (answer.error, ERP_ERROR, ERP_ERROR_VALIDATION);
  answer_clear (&answer);
  kit_preview_client_ask_async (client, PREVIEW_READ, g_variant_new ("(u)", 0u), NULL, answer_cb,
                                &answer);
  display_test_until (answer.done);
  g_assert_no_error (answer.error);
  answer_clear (&answer);
}

/* What was asked of a helper that dies is an error in words, and so is all that is asked later. */
static void
test_killed (void)
{
  g_autoptr (KitPreviewClient) client = kit_preview_client_new ();
  g_autoptr (GBytes) pdf = preview_files_new_pdf (3);
  Answer answer = { 0 };

  open_file (client, pdf, "a.pdf", &answer);
  g_assert_no_error (answer.error);
  answer_clear (&answer);
  kill (atoi (kit_preview_client_get_identifier (client)), SIGKILL);
  for (guint i = 0; i < 2; i++)
    {
      kit_preview_client_ask_async (client, PREVIEW_RENDER, g_variant_new ("(ud)", 0u, 1.0), NULL,
                                    answer_cb, &answer);
      display_test_until (answer.done);
      g_assert_error (answer.error, ERP_ERROR, ERP_ERROR_VALIDATION);
      answer_clear (&answer);
    }
}

static char *
make_program (const char *script)
{
  char *name = g_build_filename (g_get_tmp_dir (), "quittance-preview-XXXXXX", NULL);
  const int fd = g_mkstemp_full (name, O_RDWR, 0700);

  g_assert_cmpint (fd, >=, 0);
  close (fd);
  g_assert_true (g_file_set_contents_full (name, script, -1, G_FILE_SET_CONTENTS_NONE, 0700, NULL));

  return name;
}

/* Helpers that are silent, die, talk nonsense, or cannot be started. */
static void
test_bad_helpers (void)
{
  static const struct
  {
    const char *script; /* NULL: none */
    int code;
  } rows[] = {
    { "#!/bin/sh\nexec sleep 60\n", ERP_ERROR_TIMEOUT },
    { "#!/bin/sh\nexit 0\n", ERP_ERROR_VALIDATION },
    { "#!/bin/sh\nkill -SEGV $$\n", ERP_ERROR_VALIDATION },
    { "#!/bin/sh\nexec cat /dev/zero >&3\n", ERP_ERROR_VALIDATION },
    { "#!/bin/sh\nprintf 'QPV1\\005\\0\\0\\0\\001\\0\\0\\0\\003\\0\\0\\0abc' >&3\nexec sleep 60\n",
      ERP_ERROR_VALIDATION },
    /* an answer to another question */
    { "#!/bin/sh\nprintf 'QPV1\\011\\0\\0\\0\\007\\0\\0\\0\\004\\0\\0\\0\\0\\0\\0\\0' >&3\n"
      "exec sleep 60\n",
      ERP_ERROR_VALIDATION },
  };
  g_autoptr (GBytes) pdf = preview_files_new_pdf (1);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (KitPreviewClient) client = kit_preview_client_new ();
      g_autofree char *program = make_program (rows[i].script);
      Answer answer = { 0 };

      kit_preview_client_set_program (client, program);
      kit_preview_client_set_patience (client, rows[i].code == ERP_ERROR_TIMEOUT ? 200 : 8000);
      open_file (client, pdf, "a.pdf", &answer);
      g_assert_error (answer.error, ERP_ERROR, rows[i].code);
      answer_clear (&answer);
      unlink (program);
    }
}

static void
test_no_helper (void)
{
  g_autoptr (KitPreviewClient) client = kit_preview_client_new ();
  g_autoptr (GBytes) pdf = preview_files_new_pdf (1);
  Answer answer = { 0 };

  kit_preview_client_set_program (client, "/nonexistent/quittance-preview");
  open_file (client, pdf, "a.pdf", &answer);
  g_assert_nonnull (answer.error);
  answer_clear (&answer);
}

static gboolean
is_state (GtkWidget *preview, const char *state)
{
  return g_str_equal (kit_preview_get_state (KIT_PREVIEW (preview)), state);
}

static GdkTexture *
get_texture (GtkWidget *preview, guint page)
{
  GtkWidget *pages = display_test_find (preview, KIT_TYPE_PREVIEW_PAGES, NULL);

  return kit_preview_pages_get_texture (KIT_PREVIEW_PAGES (pages), page);
}

static void
test_pages (void)
{
  g_autoptr (GBytes) pdf = preview_files_new_pdf (6);
  GtkWidget *preview = kit_preview_new ();
  GtkWindow *window = display_test_show (preview, 500, 500);
  KitPreviewPages *pages =
      KIT_PREVIEW_PAGES (display_test_find (preview, KIT_TYPE_PREVIEW_PAGES, NULL));
  GtkWidget *entry = display_test_find (preview, GTK_TYPE_SEARCH_ENTRY, NULL);
  g_autofree char *selected = NULL;
  double zoom;

  kit_preview_load_bytes (KIT_PREVIEW (preview), pdf, "a.pdf", "application/pdf");
  g_assert_true (is_state (preview, "loading"));
  display_test_until (is_state (preview, "pages"));
  display_test_until (get_texture (preview, 0) != NULL);
  g_assert_null (get_texture (preview, 5));

  zoom = kit_preview_pages_get_zoom (pages);
  g_assert_true (display_test_key (GTK_WIDGET (pages), GDK_KEY_plus, GDK_CONTROL_MASK));
  display_test_until (kit_preview_pages_get_zoom (pages) > zoom);
  g_assert_true (display_test_key (GTK_WIDGET (pages), GDK_KEY_0, GDK_CONTROL_MASK));
  display_test_until (kit_preview_pages_get_zoom (pages) == zoom);

  g_assert_true (display_test_key (GTK_WIDGET (pages), GDK_KEY_Page_Down, GDK_CONTROL_MASK));
  display_test_until (kit_preview_pages_get_page (pages) == 1);
  g_assert_true (display_test_key (GTK_WIDGET (pages), GDK_KEY_End, 0));
  display_test_until (kit_preview_pages_get_page (pages) == 5 && get_texture (preview, 5) != NULL);

  gtk_widget_activate_action (preview, "preview.find", NULL);
  gtk_editable_set_text (GTK_EDITABLE (entry), "needle");
  display_test_until (kit_preview_pages_get_n_hits (pages) == 3);
  display_test_until (display_test_shows (preview, "1 of 3"));
  gtk_widget_activate_action (preview, "preview.find-previous", NULL);
  g_assert_true (display_test_shows (preview, "3 of 3"));
  gtk_editable_set_text (GTK_EDITABLE (entry), "haystack");
  display_test_until (display_test_shows (preview, "Not found"));

  kit_preview_pages_set_page (pages, 1);
  display_test_until (kit_preview_pages_get_page (pages) == 1);
  kit_preview_pages_select_page (pages);
  display_test_until ((selected = kit_preview_pages_dup_selection (pages)) != NULL);
  g_assert_cmpstr (selected, ==, "Page 2 needle");
  display_test_close (window);
}

static void
test_states (void)
{
  g_autoptr (GBytes) bomb = preview_files_new_png_bomb ();
  g_autoptr (GBytes) text = preview_files_new_text ("one two one");
  g_autoptr (GBytes) table = preview_files_new_text ("Name,City\nAcme,Berlin\n");
  g_autoptr (GBytes) mail = preview_files_new_nested_mail (3);
  GtkWidget *preview = kit_preview_new ();
  GtkWindow *window = display_test_show (preview, 360, 400);
  GtkWidget *entry = display_test_find (preview, GTK_TYPE_SEARCH_ENTRY, NULL);

  kit_preview_load_bytes (KIT_PREVIEW (preview), bomb, "bomb.png", "image/png");
  display_test_until (is_state (preview, "error"));
  kit_preview_load_bytes (KIT_PREVIEW (preview), text, "a.txt", NULL);
  display_test_until (is_state (preview, "text"));
  gtk_widget_activate_action (preview, "preview.find", NULL);
  gtk_editable_set_text (GTK_EDITABLE (entry), "ONE");
  display_test_until (display_test_shows (preview, "1 of 2"));
  kit_preview_load_bytes (KIT_PREVIEW (preview), table, "a.csv", NULL);
  display_test_until (is_state (preview, "table"));
  display_test_until (display_test_shows (preview, "Berlin"));
  kit_preview_load_bytes (KIT_PREVIEW (preview), mail, "a.eml", NULL);
  display_test_until (is_state (preview, "text"));
  g_assert_true (display_test_shows (preview, "deep"));
  /* one that is still being read gives way to the next */
  kit_preview_load_bytes (KIT_PREVIEW (preview), text, "a.txt", NULL);
  kit_preview_load_bytes (KIT_PREVIEW (preview), table, "a.csv", NULL);
  display_test_until (is_state (preview, "table"));
  display_test_close (window);
}

int
main (int argc, char **argv)
{
  display_test_init (&argc, &argv);
  g_test_add_func ("/preview/client", test_client);
  g_test_add_func ("/preview/client/killed", test_killed);
  g_test_add_func ("/preview/client/bad-helpers", test_bad_helpers);
  g_test_add_func ("/preview/client/none", test_no_helper);
  g_test_add_func ("/preview/pages", test_pages);
  g_test_add_func ("/preview/states", test_states);

  return g_test_run ();
}
