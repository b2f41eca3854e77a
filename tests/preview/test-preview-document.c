/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "preview-document.h"
#include "preview-files.h"
#include "preview-sandbox.h"
#include "preview-server.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static void
assert_info (GVariant *info, PreviewKind kind, const char *text, const char *encoding)
{
  guint32 found;
  const char *words;

  g_variant_get_child (info, 0, "u", &found);
  g_assert_cmpuint (found, ==, kind);
  g_variant_get_child (info, 2, "&s", &words);
  if (text != NULL)
    g_assert_cmpstr (words, ==, text);
  g_variant_get_child (info, 3, "&s", &words);
  if (encoding != NULL)
    g_assert_cmpstr (words, ==, encoding);
}

static void
test_text (void)
{
  static const struct
  {
    const char *data;
    gsize length;
    const char *text; /* NULL: no text */
    const char *encoding;
  } rows[] = {
    { "plain", 5, "plain", "UTF-8" },
    { "Gr\xc3\xbc\xc3\x9f"
      "e\r\nb\rc",
      12, "Grüße\nb\nc", "UTF-8" },
    { "Gr\xfc\xdf"
      "e \x80",
      7, "Grüße €", "WINDOWS-1252" },
    { "\xef\xbb\xbfmark", 7, "mark", "UTF-8" },
    /* What moves to the front reaches over itself. */
    { "l\x03\xb2", 3, "l²", "WINDOWS-1252" },
    { "\xc3\x9c\r\n\xc3\xa9", 6, "Ü\né", "UTF-8" },
    { "\x01\xe2\x82\xac\x02\xf0\x9f\x98\x80", 9, "€😀", "UTF-8" },
    { "\xff\xfe"
      "a\0\xac\x20",
      6, "a€", "UTF-16LE" },
    { "\xfe\xff\0a\x20\xac", 6, "a€", "UTF-16BE" },
    { "a\x01\x1b[31mb\tc", 10, "a[31mb\tc", "UTF-8" },
    { "a\xe2\x80\xae"
      "fdp.exe",
      11, "afdp.exe", "UTF-8" },
    { "bin\0ary", 7, NULL, NULL },
    { "\x7f"
      "ELF\0\0\1",
      7, NULL, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (rows[i].data, rows[i].length);
      g_autoptr (GError) error = NULL;
      PreviewDocument *document = preview_document_open (bytes, "note.txt", "", &error);

      if (rows[i].text == NULL)
        g_assert_error (error, PREVIEW_FAILURE, PREVIEW_FAILURE_UNSUPPORTED);
      else
        {
          g_assert_no_error (error);
          assert_info (document->info, PREVIEW_KIND_TEXT, rows[i].text, rows[i].encoding);
        }
      preview_document_free (document);
    }
}

static char *
join_rows (GVariant *info)
{
  g_autoptr (GVariant) rows = g_variant_get_child_value (info, 5);
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < g_variant_n_children (rows); i++)
    {
      g_autoptr (GVariant) row = g_variant_get_child_value (rows, i);
      g_autofree const char **cells = g_variant_get_strv (row, NULL);
      g_autofree char *joined = g_strjoinv ("|", (char **)cells);

      g_string_append_printf (text, "%s\n", joined);
    }

  return g_string_free (text, FALSE);
}

static void
test_table (void)
{
  static const struct
  {
    const char *text;
    const char *rows;
  } rows[] = {
    { "a,b\n1,2\n", "a|b\n1|2\n" },
    { "a;b,c\n1;\"2;3\"\n", "a|b,c\n1|2;3\n" },
    { "a\tb\n\"x\"\"y\"\t2", "a|b\nx\"y|2\n" },
    { "\"a;b\",c\n1,2", "a;b|c\n1|2\n" },
    { "a,b\n\"never closed,2\n3,4\n", "a|b\nnever closed,2\n3,4\n\n" },
    { "one", "one\n" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GBytes) bytes = preview_files_new_text (rows[i].text);
      g_autoptr (GError) error = NULL;
      PreviewDocument *document = preview_document_open (bytes, "List.CSV", "", &error);
      g_autofree char *joined = NULL;

      g_assert_no_error (error);
      assert_info (document->info, PREVIEW_KIND_TABLE, NULL, NULL);
      joined = join_rows (document->info);
      g_assert_cmpstr (joined, ==, rows[i].rows);
      preview_document_free (document);
    }
}

/* What is shown is cut, never what is read from. */
static void
test_table_large (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GVariant) rows = NULL;
  g_autoptr (GVariant) row = NULL;
  PreviewDocument *document;
  gboolean more;

  for (guint i = 0; i < 5000; i++)
    {
      for (guint k = 0; k < 100; k++)
        g_string_append (text, "x,");
      g_string_append_c (text, '\n');
    }
  bytes = g_string_free_to_bytes (g_steal_pointer (&text));
  document = preview_document_open (bytes, "a.csv", "", NULL);
  g_assert_nonnull (document);
  g_variant_get_child (document->info, 4, "b", &more);
  g_assert_true (more);
  rows = g_variant_get_child_value (document->info, 5);
  g_assert_cmpuint (g_variant_n_children (rows), ==, 2000);
  row = g_variant_get_child_value (rows, 0);
  g_assert_cmpuint (g_variant_n_children (row), ==, 64);
  preview_document_free (document);
}

static void
test_mail (void)
{
  static const char letter[] =
      "From: =?UTF-8?Q?J=C3=BCrgen?= <j@example.com>\nTo: us@example.com\n"
      "Subject: =?UTF-8?Q?M=C3=A4ngel?=\nDate: Mon, 2 Nov 2026 10:00:00 +0100\n"
      "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n"
      "--x\nContent-Type: text/html; charset=utf-8\n\n"
      "<html><head><style>p{}</style><script>alert(1)</script></head><body>"
      "<p>Dear&nbsp;all,</p><p>see <a href=\"http://evil.example/\">here</a>"
      "<img src=\"http://evil.example/p.png\"></p></body></html>\n"
      "--x\nContent-Type: application/pdf; name=\"../../etc/a.pdf\"\n"
      "Content-Disposition: attachment; filename=\"../../etc/a.pdf\"\n\nxyz\n--x--\n";
  g_autoptr (GBytes) bytes = preview_files_new_text (letter);
  PreviewDocument *document = preview_document_open (bytes, "a.eml", "", NULL);
  g_autoptr (GVariant) heads = NULL;
  g_autoptr (GVariant) attachments = NULL;
  const char *name, *value, *type;
  guint64 size;

  g_assert_nonnull (document);
  assert_info (document->info, PREVIEW_KIND_MAIL, "Dear\u00a0all,\nsee here", NULL);
  heads = g_variant_get_child_value (document->info, 6);
  g_assert_cmpuint (g_variant_n_children (heads), ==, 4);
  g_variant_get_child (heads, 0, "(&s&s)", &name, &value);
  g_assert_cmpstr (name, ==, "from");
  g_assert_cmpstr (value, ==, "Jürgen <j@example.com>");
  g_variant_get_child (heads, 3, "(&s&s)", &name, &value);
  g_assert_cmpstr (value, ==, "Mängel");
  attachments = g_variant_get_child_value (document->info, 7);
  g_assert_cmpuint (g_variant_n_children (attachments), ==, 1);
  g_variant_get_child (attachments, 0, "(&s&st)", &name, &type, &size);
  g_assert_cmpstr (type, ==, "application/pdf");
  preview_document_free (document);
}

static void
test_html (void)
{
  static const struct
  {
    const char *html;
    const char *text;
  } rows[] = {
    { "<p>a</p><p>b</p>", "a\nb" },
    { "a<br>b", "a\nb" },
    { "<script>x</script>  y  <b>z</b>", "y z" },
    { "<table><tr><td>1</td><td>2</td></tr></table>", "1 2" },
    { "", "" },
    { "&lt;b&gt;", "<b>" },
    { "<iframe src=x>in</iframe>out", "out" },
  };
  g_autoptr (GString) deep = g_string_new (NULL);
  g_autofree char *bottom = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = preview_html_to_text (rows[i].html, strlen (rows[i].html));

      g_assert_cmpstr (text, ==, rows[i].text);
    }
  for (guint i = 0; i < 100000; i++)
    g_string_append (deep, "<div>");
  bottom = preview_html_to_text (deep->str, deep->len);
  g_assert_nonnull (bottom);
}

static void
test_pdf (void)
{
  g_autoptr (GBytes) bytes = preview_files_new_pdf (4);
  PreviewDocument *document = preview_document_open (bytes, "lies.txt", "text/plain", NULL);
  g_autoptr (GVariant) hits = NULL;
  g_autoptr (GVariant) layout = NULL;
  g_autoptr (GVariant) list = NULL;
  g_autoptr (GVariant) boxes = NULL;
  double x, y, width, height;
  const char *text;
  guint32 page;

  g_assert_nonnull (document);
  assert_info (document->info, PREVIEW_KIND_PAGES, NULL, NULL);
  hits = g_variant_ref_sink (document->klass->search (document, "NEEDLE"));
  list = g_variant_get_child_value (hits, 0);
  g_assert_cmpuint (g_variant_n_children (list), ==, 2);
  g_variant_get_child (list, 1, "(udddd)", &page, &x, &y, &width, &height);
  g_assert_cmpuint (page, ==, 3);
  /* beside the base line at 100 points from above */
  g_assert_cmpfloat (y, >, 70);
  g_assert_cmpfloat (y + height, <, 115);
  layout = g_variant_ref_sink (document->klass->read (document, 1));
  g_variant_get_child (layout, 0, "&s", &text);
  g_assert_cmpstr (text, ==, "Page 2 needle");
  boxes = g_variant_get_child_value (layout, 1);
  g_assert_cmpuint (g_variant_n_children (boxes), ==, strlen (text));
  preview_document_free (document);
}

static void
test_refused (void)
{
  g_autoptr (GBytes) pdf = preview_files_new_pdf (2);
  g_autoptr (GBytes) png = preview_files_new_png (40, 30);
  const struct
  {
    GBytes *bytes; /* (owned) */
    int failure;
  } rows[] = {
    { preview_files_new_text (""), PREVIEW_FAILURE_EMPTY },
    { preview_files_cut (pdf, 200), PREVIEW_FAILURE_DAMAGED },
    { preview_files_new_text ("%PDF-1.7 and nothing"), PREVIEW_FAILURE_DAMAGED },
    { preview_files_new_nested_pdf (50000), PREVIEW_FAILURE_DAMAGED },
    { preview_files_cut (png, 40), PREVIEW_FAILURE_DAMAGED },
    { preview_files_new_png_bomb (), PREVIEW_FAILURE_TOO_LARGE },
    { preview_files_new_gif_bomb (), PREVIEW_FAILURE_TOO_LARGE },
    { preview_files_new_text ("\xff\xd8\xff nothing"), PREVIEW_FAILURE_DAMAGED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GBytes) bytes = rows[i].bytes;
      g_autoptr (GError) error = NULL;

      g_assert_null (preview_document_open (bytes, "a.pdf", "application/pdf", &error));
      g_assert_error (error, PREVIEW_FAILURE, rows[i].failure);
    }
}

static void
test_image (void)
{
  g_autoptr (GBytes) png = preview_files_new_png (40, 30);
  PreviewDocument *document = NULL;
  const PreviewHead open_head = { PREVIEW_OPEN, 1, 0 };
  const PreviewHead render_head = { PREVIEW_RENDER, 2, 0 };
  g_autoptr (GVariant) open_request = g_variant_ref_sink (g_variant_new ("(ss)", "a", ""));
  g_autoptr (GVariant) render_request = g_variant_ref_sink (g_variant_new ("(ud)", 0u, 2.0));
  g_autoptr (GBytes) info = preview_server_answer (png, &document, &open_head, open_request);
  g_autoptr (GBytes) pixels = preview_server_answer (png, &document, &render_head, render_request);
  g_autoptr (GBytes) body = g_bytes_new_from_bytes (pixels, PREVIEW_HEAD_SIZE,
                                                    g_bytes_get_size (pixels) - PREVIEW_HEAD_SIZE);
  g_autoptr (GVariant) payload = preview_payload_parse (PREVIEW_PIXELS, body);
  g_autoptr (GVariant) data = NULL;
  guint32 page, width, height;
  const guint32 *words;
  gsize n;

  g_assert_nonnull (info);
  g_assert_nonnull (payload);
  g_variant_get (payload, "(uuu@ay)", &page, &width, &height, &data);
  g_assert_cmpuint (width, ==, 80);
  g_assert_cmpuint (height, ==, 60);
  words = g_variant_get_fixed_array (data, &n, 1);
  g_assert_cmphex (words[40 + 30 * 80], ==, 0xFFFF0000u);
  preview_document_free (document);
}

/* A pipe that is written to without end is given up at the limit. */
static void
test_endless (void)
{
  g_autoptr (GError) error = NULL;
  GPid pid;
  int out;
  const char *arguments[] = { "yes", NULL };

  g_assert_true (g_spawn_async_with_pipes (NULL, (char **)arguments, NULL,
                                           G_SPAWN_SEARCH_PATH | G_SPAWN_DO_NOT_REAP_CHILD, NULL,
                                           NULL, &pid, NULL, &out, NULL, NULL));
  g_assert_null (preview_server_read_file (out, &error));
  g_assert_error (error, PREVIEW_FAILURE, PREVIEW_FAILURE_TOO_LARGE);
  close (out);
  g_spawn_close_pid (pid);
}

static void
test_protocol (void)
{
  static const struct
  {
    guint32 words[4];
    gboolean good;
  } rows[] = {
    { { 0x31565051u, PREVIEW_OPEN, 1, 10 }, TRUE },
    { { 0x31565052u, PREVIEW_OPEN, 1, 10 }, FALSE },
    { { 0x31565051u, 0, 1, 10 }, FALSE },
    { { 0x31565051u, PREVIEW_FAILED + 1, 1, 10 }, FALSE },
    { { 0x31565051u, PREVIEW_OPEN, 1, PREVIEW_MAX_REQUEST + 1 }, FALSE },
    { { 0x31565051u, PREVIEW_INFO, 1, PREVIEW_MAX_REQUEST + 1 }, TRUE },
    { { 0x31565051u, PREVIEW_INFO, 1, 0xFFFFFFFFu }, FALSE },
  };
  const struct
  {
    PreviewOpcode opcode;
    GVariant *payload; /* floating */
    gboolean good;
  } payloads[] = {
    { PREVIEW_RENDER, g_variant_new ("(ud)", 0u, 1.0), TRUE },
    { PREVIEW_RENDER, g_variant_new ("(ud)", 0u, 0.0 / 0.0), FALSE },
    { PREVIEW_RENDER, g_variant_new ("(ud)", 0u, 1e9), FALSE },
    { PREVIEW_RENDER, g_variant_new ("(ud)", 99999u, 1.0), FALSE },
    { PREVIEW_PIXELS, g_variant_new_parsed ("(@u 0, @u 1, @u 1, [@y 1, 2, 3, 4])"), TRUE },
    { PREVIEW_PIXELS, g_variant_new_parsed ("(@u 0, @u 2, @u 1, [@y 1, 2, 3, 4])"), FALSE },
    { PREVIEW_PIXELS, g_variant_new_parsed ("(@u 0, @u 65536, @u 65536, @ay [])"), FALSE },
    { PREVIEW_LAYOUT, g_variant_new_parsed ("('a', [(1.0, 2.0, 3.0, 4.0)])"), TRUE },
    { PREVIEW_LAYOUT, g_variant_new_parsed ("('ab', [(1.0, 2.0, 3.0, 4.0)])"), FALSE },
    { PREVIEW_FAILED, g_variant_new ("(u)", PREVIEW_N_FAILURES), FALSE },
    { PREVIEW_INFO, preview_info_new (PREVIEW_KIND_TEXT, NULL, "x"), TRUE },
    { PREVIEW_INFO, preview_info_new (PREVIEW_KIND_PAGES, NULL, "x"), FALSE },
    { PREVIEW_INFO, preview_info_new (PREVIEW_N_KINDS, NULL, "x"), FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      PreviewHead head;

      g_assert_cmpint (preview_head_parse ((const guint8 *)rows[i].words, &head), ==, rows[i].good);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (payloads); i++)
    {
      g_autoptr (GVariant) payload = g_variant_ref_sink (payloads[i].payload);
      g_autoptr (GBytes) bytes = g_variant_get_data_as_bytes (payload);
      g_autoptr (GVariant) parsed = preview_payload_parse (payloads[i].opcode, bytes);
      g_autoptr (GBytes) frame = preview_frame_new (payloads[i].opcode, 1, payload);

      g_assert_cmpint (parsed != NULL, ==, payloads[i].good);
      g_assert_cmpint (frame != NULL, ==, payloads[i].good);
    }
}

/* 1: limits were refused; 2 to 5: something was allowed that must not be. */
static int
try_to_escape (void)
{
  char name[] = "/tmp/quittance-escape";

  if (!preview_sandbox_enter ())
    return 1;
#if defined(__SANITIZE_ADDRESS__)
  return 0;
#endif
  if (socket (AF_INET, SOCK_STREAM, 0) >= 0 || errno != EPERM)
    return 2;
  if (open (name, O_WRONLY | O_CREAT, 0600) >= 0 || errno != EPERM)
    return 3;
  if (fork () >= 0)
    return 4;
  if (kill (getppid (), 0) == 0)
    return 5;

  return open ("/dev/null", O_RDONLY) >= 0 ? 0 : 6;
}

static void
test_sandbox (void)
{
  const pid_t pid = fork ();
  int status;

  g_assert_cmpint (pid, >=, 0);
  if (pid == 0)
    _exit (try_to_escape ());
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  g_assert_true (WIFEXITED (status));
  g_assert_cmpint (WEXITSTATUS (status), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/preview/text", test_text);
  g_test_add_func ("/preview/table", test_table);
  g_test_add_func ("/preview/table/large", test_table_large);
  g_test_add_func ("/preview/mail", test_mail);
  g_test_add_func ("/preview/html", test_html);
  g_test_add_func ("/preview/pdf", test_pdf);
  g_test_add_func ("/preview/image", test_image);
  g_test_add_func ("/preview/refused", test_refused);
  g_test_add_func ("/preview/endless", test_endless);
  g_test_add_func ("/preview/protocol", test_protocol);
  g_test_add_func ("/preview/sandbox", test_sandbox);

  return g_test_run ();
}
