/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Pictures between the words of a message: those of the conversation are shown, nothing else is
 * read, and nothing is read that nobody sees. */

#include "biz-job-kinds.h"
#include "demo-server.h"
#include "demo-world.h"
#include "display-test.h"
#include "erp-call.h"
#include "erp-capabilities.h"
#include "erp-http.h"
#include "erp-journal.h"
#include "erp-json.h"
#include "erp-json2-client.h"
#include "erp-profile.h"
#include "erp-session.h"
#include "faulty-client.h"
#include "kit-conversation.h"
#include "kit-file-window.h"
#include "kit-log-body.h"
#include "kit-log-picture.h"
#include "kit-pictures.h"

#include <string.h>

/* The company is started once; each test signs in anew and has a record of its own. */
static DemoServer *demo;              /* (owned) */
static ErpClient *client;             /* (owned) */
static ErpCapabilities *capabilities; /* (owned) */

typedef struct
{
  FaultyClient *faulty;
  ErpJournal *journal;
  ErpSession *session;
  gint64 record;
  gint64 other;
  GtkWidget *talk;
  GtkWidget *scroller;
  GtkWindow *window;
} Fixture;

static JsonNode *
ask (Fixture *f, const char *model, const char *method, gint64 id, ...)
{
  g_autoptr (ErpCall) call = erp_call_new_write (model, method);
  const char *name;
  va_list args;

  if (id != 0)
    erp_call_set_id (call, id);
  va_start (args, id);
  while ((name = va_arg (args, const char *)) != NULL)
    erp_call_take_arg (call, name, erp_json_literal (va_arg (args, const char *)));
  va_end (args);

  return faulty_ask (client, call, NULL);
}

static gint64
first_id (JsonNode *answer)
{
  g_autoptr (JsonNode) held = answer;

  return json_array_get_int_element (json_node_get_array (answer), 0);
}

static cairo_status_t
write_cb (void *data, const unsigned char *bytes, unsigned int length)
{
  g_byte_array_append (data, bytes, length);

  return CAIRO_STATUS_SUCCESS;
}

/* A PNG of one colour. */
static char *
make_picture (int width, int height)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  cairo_t *cr = cairo_create (surface);

  cairo_set_source_rgb (cr, 0.8, 0.2, 0.1);
  cairo_paint (cr);
  cairo_destroy (cr);
  g_assert_cmpint (cairo_surface_write_to_png_stream (surface, write_cb, bytes), ==,
                   CAIRO_STATUS_SUCCESS);
  cairo_surface_destroy (surface);

  return g_base64_encode (bytes->data, bytes->len);
}

static gint64
attach (Fixture *f, gint64 record, const char *name, const char *datas)
{
  g_autofree char *values =
      g_strdup_printf ("[{\"name\":\"%s\",\"datas\":\"%s\",\"res_model\":\"res.partner\","
                       "\"res_id\":%" G_GINT64_FORMAT "}]",
                       name, datas, record);

  return first_id (ask (f, "ir.attachment", "create", 0, "vals_list", values, NULL));
}

static gint64
attach_picture (Fixture *f, gint64 record, int width, int height)
{
  g_autofree char *datas = make_picture (width, height);

  return attach (f, record, "box.png", datas);
}

/* @file: 0: a message without files */
static void
say (Fixture *f, const char *html, gint64 file)
{
  g_autofree char *body = g_strdup_printf ("\"%s\"", html);
  g_autofree char *files =
      file != 0 ? g_strdup_printf ("[%" G_GINT64_FORMAT "]", file) : g_strdup ("[]");
  g_autoptr (JsonNode) answer =
      ask (f, "res.partner", "message_post", f->record, "body", body, "body_is_html", "true",
           "message_type", "\"comment\"", "attachment_ids", files, NULL);
}

static void
say_picture (Fixture *f, gint64 file, const char *attributes)
{
  g_autofree char *html = g_strdup_printf ("<p>Before</p><p><img src='/web/image/%" G_GINT64_FORMAT
                                           "?access_token=none' %s></p>"
                                           "<p>After</p>",
                                           file, attributes);

  say (f, html, file);
}

static void
capabilities_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  capabilities = erp_capabilities_load_finish (result, &error);
  g_assert_no_error (error);
}

static void
start (void)
{
  const DemoServerOptions options = { .series = 19, .today = "2026-11-22", .seed = 7 };
  g_autoptr (GError) error = NULL;
  g_autoptr (DemoAccount) account = NULL;
  g_autoptr (ErpHttp) http = NULL;

  demo = demo_server_new ();
  demo_world_start (demo, &options, &error);
  g_assert_no_error (error);
  account = demo_server_get_account (demo, "controller");
  http = erp_http_new (demo_server_get_url (demo));
  client = erp_json2_client_new (http, demo_server_get_database (demo), account->key);
  erp_capabilities_load_async (client, account->uid, TRUE, NULL, capabilities_cb, NULL);
  display_test_until (capabilities != NULL);
}

static void
stop (void)
{
  g_clear_object (&capabilities);
  g_clear_object (&client);
  demo_server_stop (demo);
  g_clear_object (&demo);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ErpProfile) profile = NULL;

  f->faulty = faulty_client_new (client);
  f->journal = erp_journal_new (NULL, NULL, "test", ERP_CLIENT (f->faulty), &error);
  g_assert_no_error (error);
  biz_job_kinds_register (f->journal);
  profile = erp_profile_new ("Test", demo_server_get_url (demo), "demo", "controller");
  f->session = erp_session_new (ERP_CLIENT (f->faulty), capabilities, profile, f->journal);
  f->record = first_id (
      ask (f, "res.partner", "create", 0, "vals_list", "[{\"name\":\"Picture Tests Ltd\"}]", NULL));
  f->other = first_id (
      ask (f, "res.partner", "create", 0, "vals_list", "[{\"name\":\"Somebody Else\"}]", NULL));
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  if (f->window != NULL)
    display_test_close (f->window);
  erp_journal_close (f->journal);
  g_clear_object (&f->session);
  g_clear_object (&f->journal);
  for (guint i = 0; i < 20; i++)
    display_test_tick ();
  g_clear_object (&f->faulty);
}

static BizThread *
get_thread (Fixture *f)
{
  return kit_conversation_get_thread (KIT_CONVERSATION (f->talk));
}

static void
show_in (Fixture *f, BizThread *thread, int width, int height)
{
  f->talk = kit_conversation_new ();
  kit_conversation_set_thread (KIT_CONVERSATION (f->talk), thread);
  f->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (f->scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (f->scroller), f->talk);
  f->window = display_test_show (f->scroller, width, height);
  display_test_until (biz_thread_is_loaded (thread));
}

static void
show (Fixture *f, int width, int height)
{
  g_autoptr (BizThread) thread = biz_thread_new (f->session, "res.partner", f->record, "P", 0);

  show_in (f, thread, width, height);
}

static KitPictures *
get_pictures (Fixture *f)
{
  return kit_pictures_get (f->session);
}

static KitLogPicture *
find_picture (Fixture *f)
{
  GtkWidget *found = display_test_find (f->talk, KIT_TYPE_LOG_PICTURE, NULL);

  return found != NULL ? KIT_LOG_PICTURE (found) : NULL;
}

static gboolean
is_in_state (Fixture *f, const char *state)
{
  KitLogPicture *picture = find_picture (f);

  return picture != NULL && g_str_equal (kit_log_picture_get_state (picture), state);
}

static GtkWidget *
get_button (Fixture *f)
{
  return adw_bin_get_child (ADW_BIN (find_picture (f)));
}

static guint
count_windows (void)
{
  return g_list_model_get_n_items (gtk_window_get_toplevels ());
}

static void
refresh_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  biz_thread_load_finish (BIZ_THREAD (source), result, &error);
  g_assert_no_error (error);
  *(gboolean *)user_data = TRUE;
}

static void
refresh (Fixture *f)
{
  gboolean done = FALSE;

  biz_thread_load_async (get_thread (f), NULL, refresh_cb, &done);
  display_test_until (done);
}

/* Between the words, once, with the words that stand for it; a click opens the file; it is not
 * read again when the same is shown again, and not listed below. */
static void
test_shown (Fixture *f, gconstpointer data)
{
  g_autoptr (BizThread) thread = NULL;
  guint n_windows;

  say_picture (f, attach_picture (f, f->record, 60, 40), "alt='Dented box'");
  show (f, 500, 900);
  display_test_until (is_in_state (f, "shown"));
  g_assert_true (display_test_shows (f->talk, "Before"));
  g_assert_true (display_test_shows (f->talk, "After"));
  gtk_test_accessible_assert_role (get_button (f), GTK_ACCESSIBLE_ROLE_BUTTON);
  gtk_test_accessible_assert_property (get_button (f), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Picture: Dented box");
  g_assert_cmpuint (kit_pictures_get_n_read (get_pictures (f)), ==, 1);
  g_assert_cmpuint (kit_pictures_get_size (get_pictures (f)), ==, 60 * 40 * 4);
  refresh (f);
  g_assert_true (is_in_state (f, "shown"));

  n_windows = count_windows ();
  g_assert_true (gtk_widget_activate (get_button (f)));
  display_test_until (count_windows () == n_windows + 1);
  for (guint i = 0; i < count_windows (); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (gtk_window_get_toplevels (), i);

      if (KIT_IS_FILE_WINDOW (window))
        gtk_window_destroy (window);
    }

  thread = g_object_ref (get_thread (f));
  kit_conversation_set_thread (KIT_CONVERSATION (f->talk), NULL);
  kit_conversation_set_thread (KIT_CONVERSATION (f->talk), thread);
  display_test_until (is_in_state (f, "shown"));
  g_assert_cmpuint (kit_pictures_get_n_read (get_pictures (f)), ==, 1);
}

static gboolean
lists_file (GtkWidget *root)
{
  if (gtk_widget_has_css_class (root, "log-file"))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (lists_file (child))
      return TRUE;

  return FALSE;
}

/* A file is listed where the words do not show it. */
static void
test_listed (Fixture *f, gconstpointer data)
{
  static const struct
  {
    const char *html; /* N: the file */
    gboolean listed;
  } cases[] = {
    { "<p>See <img src='/web/image/N'></p>", FALSE },
    { "<p>See the file</p>", TRUE },
    { "<p>See <img src='/web/image/N' width='1' height='1'></p>", TRUE },
    { "<p>See</p><blockquote><img src='/web/image/N'></blockquote>", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 file = attach_picture (f, f->record, 30, 30);
      g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, file);
      g_auto (GStrv) parts = g_strsplit (cases[i].html, "N", -1);
      g_autofree char *html = g_strjoinv (id, parts);
      g_autoptr (BizThread) thread = NULL;

      f->record = first_id (ask (f, "res.partner", "create", 0, "vals_list",
                                 "[{\"name\":\"Picture Tests Again Ltd\"}]", NULL));
      say (f, html, file);
      if (f->talk == NULL)
        show (f, 500, 900);
      else
        {
          thread = biz_thread_new (f->session, "res.partner", f->record, "P", 0);
          kit_conversation_set_thread (KIT_CONVERSATION (f->talk), thread);
          display_test_until (biz_thread_is_loaded (thread));
        }
      g_test_message ("%s", cases[i].html);
      display_test_until (biz_thread_get_file (get_thread (f), file) != NULL);
      display_test_until (lists_file (f->talk) == cases[i].listed);
      display_test_frames (f->talk, 3);
      g_assert_true (lists_file (f->talk) == cases[i].listed);
    }
}

/* Nothing is asked for that is not a file of this conversation. */
static void
test_foreign (Fixture *f, gconstpointer data)
{
  gint64 elsewhere = attach_picture (f, f->other, 60, 40);
  g_autofree char *foreign =
      g_strdup_printf ("<p>Look <img src='/web/image/%" G_GINT64_FORMAT "' alt='Secret'> there</p>",
                       elsewhere);

  say (f,
       "<p>Mail</p><img src='http://track.example/p.gif' width='1' height='1'>"
       "<img src='https://track.example/logo.png' alt='Logo'><img src='file:///etc/passwd'>"
       "<img src='data:image/svg+xml;base64,PHN2Zz4='>",
       0);
  show (f, 500, 900);
  display_test_until (display_test_shows (f->talk, "Mail\n\n[Logo]"));
  g_assert_null (find_picture (f));
  say (f, foreign, 0);
  refresh (f);
  display_test_until (is_in_state (f, "foreign"));
  g_assert_true (display_test_shows (f->talk, "Picture not loaded: Secret"));
  g_assert_true (display_test_shows (f->talk, "there"));
  display_test_frames (f->talk, 5);
  g_assert_cmpuint (kit_pictures_get_n_read (get_pictures (f)), ==, 0);
}

/* What is said to be a picture and is none is told, is not read on and on, and can be opened. */
static void
test_damaged (Fixture *f, gconstpointer data)
{
  g_autoptr (BizThread) thread = NULL;
  g_autofree char *datas = make_picture (60, 40);
  gint64 file;

  /* the beginning of a PNG, and then nothing */
  datas[40] = '\0';
  file = attach (f, f->record, "box.png", datas);

  say_picture (f, file, "");
  show (f, 500, 900);
  display_test_until (is_in_state (f, "error"));
  g_assert_true (display_test_shows (f->talk, "Picture not loaded"));
  g_assert_nonnull (display_test_find (f->talk, GTK_TYPE_BUTTON, "Open File"));
  g_assert_cmpuint (kit_pictures_get_n_read (get_pictures (f)), ==, 1);
  thread = g_object_ref (get_thread (f));
  kit_conversation_set_thread (KIT_CONVERSATION (f->talk), NULL);
  kit_conversation_set_thread (KIT_CONVERSATION (f->talk), thread);
  display_test_until (is_in_state (f, "error"));
  g_assert_cmpuint (kit_pictures_get_n_read (get_pictures (f)), ==, 1);
  display_test_click (
      display_test_find (GTK_WIDGET (find_picture (f)), GTK_TYPE_BUTTON, "_Try Again"));
  display_test_until (kit_pictures_get_n_read (get_pictures (f)) == 2);
  display_test_until (is_in_state (f, "error"));
}

/* The network fails; the next try works. */
static void
test_retry (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  say_picture (f, attach_picture (f, f->record, 60, 40), "");
  faulty_client_set_fault (f->faulty, "read", FAULTY_NOT_SENT, 1);
  show (f, 500, 900);
  display_test_until (is_in_state (f, "error"));
  display_test_click (
      display_test_find (GTK_WIDGET (find_picture (f)), GTK_TYPE_BUTTON, "_Try Again"));
  display_test_until (is_in_state (f, "shown"));
}

/* Reading ends with the row. */
static void
test_cancelled (Fixture *f, gconstpointer data)
{
  g_autoptr (BizThread) thread = NULL;

  say_picture (f, attach_picture (f, f->record, 60, 40), "");
  show (f, 500, 900);
  thread = g_object_ref (get_thread (f));
  faulty_client_hold (f->faulty, TRUE);
  display_test_until (is_in_state (f, "loading") || is_in_state (f, "shown"));
  if (is_in_state (f, "loading"))
    {
      gtk_widget_set_visible (f->talk, FALSE);
      g_assert_true (is_in_state (f, "waiting"));
    }
  faulty_client_hold (f->faulty, FALSE);
  gtk_widget_set_visible (f->talk, TRUE);
  display_test_until (is_in_state (f, "shown"));

  /* the row goes for good while it is read */
  kit_pictures_set_limit (get_pictures (f), 0);
  kit_conversation_set_thread (KIT_CONVERSATION (f->talk), NULL);
  faulty_client_hold (f->faulty, TRUE);
  kit_conversation_set_thread (KIT_CONVERSATION (f->talk), thread);
  display_test_until (is_in_state (f, "loading"));
  kit_conversation_set_thread (KIT_CONVERSATION (f->talk), NULL);
  faulty_client_hold (f->faulty, FALSE);
  display_test_frames (f->scroller, 3);
}

/* One of an older letter is read when the letter is unfolded. */
static void
test_quoted (Fixture *f, gconstpointer data)
{
  gint64 file = attach_picture (f, f->record, 60, 40);
  g_autofree char *html = g_strdup_printf (
      "<p>New words</p><blockquote><p>Old words</p><img src='/web/image/%" G_GINT64_FORMAT
      "'><p>and more</p></blockquote>",
      file);
  GtkWidget *expander;

  say (f, html, file);
  show (f, 500, 900);
  display_test_until (display_test_shows (f->talk, "Earlier messages"));
  display_test_frames (f->talk, 5);
  g_assert_true (display_test_shows (f->talk, "New words"));
  g_assert_cmpuint (kit_pictures_get_n_read (get_pictures (f)), ==, 0);
  expander =
      gtk_widget_get_ancestor (display_test_find (f->talk, GTK_TYPE_LABEL, "Earlier messages"),
                               GTK_TYPE_EXPANDER);
  gtk_expander_set_expanded (GTK_EXPANDER (expander), TRUE);
  display_test_until (is_in_state (f, "shown"));
  g_assert_true (display_test_shows (f->talk, "> Old words"));
}

static void
fill_record (Fixture *f, guint n_messages)
{
  for (guint i = 0; i < n_messages; i++)
    say (f, "<p>One<br>two<br>three<br>four<br>five<br>six<br>seven<br>eight<br>nine</p>", 0);
}

/* Far below nothing is read until somebody goes there. */
static void
test_lazy (Fixture *f, gconstpointer data)
{
  GtkAdjustment *scroll;

  say_picture (f, attach_picture (f, f->record, 60, 40), "");
  fill_record (f, 24);
  show (f, 500, 400);
  for (guint i = 0; i < 30; i++)
    display_test_frames (f->talk, 1);
  g_assert_cmpuint (kit_pictures_get_n_read (get_pictures (f)), ==, 0);
  scroll = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (f->scroller));
  for (guint i = 0; i < 2000 && !is_in_state (f, "shown"); i++)
    {
      gtk_adjustment_set_value (scroll, gtk_adjustment_get_upper (scroll));
      display_test_frames (f->talk, 1);
    }
  g_assert_true (is_in_state (f, "shown"));
  g_assert_cmpuint (kit_pictures_get_n_read (get_pictures (f)), ==, 1);
}

/* Never wider than the column, never higher than is good for reading, never larger than it is. */
static void
test_sizes (Fixture *f, gconstpointer data)
{
  static const struct
  {
    int width, height;
    const char *attributes;
    int shown_width, shown_height; /* 0: less than the column */
  } cases[] = {
    { 60, 40, "", 60, 40 },
    { 60, 40, "width='30'", 30, 20 },
    { 60, 40, "width='600'", 60, 40 },
    { 100, 1200, "", 40, 480 },
    { 1500, 300, "", 0, 0 },
    { 2000, 2000, "width='100%'", 0, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BizThread) thread = NULL;
      GtkWidget *area;
      int width, height;

      f->record = first_id (ask (f, "res.partner", "create", 0, "vals_list",
                                 "[{\"name\":\"Picture Tests Sizes Ltd\"}]", NULL));
      say_picture (f, attach_picture (f, f->record, cases[i].width, cases[i].height),
                   cases[i].attributes);
      thread = biz_thread_new (f->session, "res.partner", f->record, "P", 0);
      if (f->talk == NULL)
        show_in (f, thread, 400, 900);
      else
        kit_conversation_set_thread (KIT_CONVERSATION (f->talk), thread);
      display_test_until (is_in_state (f, "shown"));
      display_test_frames (f->talk, 3);
      area = gtk_button_get_child (GTK_BUTTON (get_button (f)));
      width = gtk_widget_get_width (area);
      height = gtk_widget_get_height (area);
      g_test_message ("%d x %d: %d x %d", cases[i].width, cases[i].height, width, height);
      g_assert_cmpint (height, <=, 480);
      g_assert_cmpint (width, <, 400);
      g_assert_cmpfloat_with_epsilon ((double)height * cases[i].width / cases[i].height, width, 6);
      if (cases[i].shown_width != 0)
        {
          g_assert_cmpint (width, ==, cases[i].shown_width);
          g_assert_cmpint (height, ==, cases[i].shown_height);
        }
    }
}

/* A point is no picture, whatever its message says of its size. */
static void
test_pixel (Fixture *f, gconstpointer data)
{
  say_picture (f, attach_picture (f, f->record, 1, 1), "width='200'");
  show (f, 500, 900);
  display_test_until (is_in_state (f, "shown"));
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (find_picture (f))));
}

typedef struct
{
  KitDrawing *drawing;
  GError *error;
  gboolean done;
} Loaded;

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Loaded *loaded = user_data;

  loaded->drawing = kit_pictures_load_finish (KIT_PICTURES (source), result, &loaded->error);
  loaded->done = TRUE;
}

/* What was used longest ago is dropped, and read again when it is wanted again. */
static void
test_limit (Fixture *f, gconstpointer data)
{
  gint64 ids[3];
  KitPictures *pictures = get_pictures (f);

  kit_pictures_set_limit (pictures, 2 * 50 * 50 * 4);
  for (guint i = 0; i < 3; i++)
    ids[i] = attach_picture (f, f->record, 50, 50);
  show (f, 500, 900);
  display_test_until (biz_thread_get_file (get_thread (f), ids[2]) != NULL);
  /* the first is used again before the third comes */
  for (guint i = 0; i < 4; i++)
    {
      static const guint order[] = { 0, 1, 0, 2 };
      Loaded loaded = { 0 };

      kit_pictures_load_async (pictures, get_thread (f),
                               biz_thread_get_file (get_thread (f), ids[order[i]]), 1, NULL,
                               loaded_cb, &loaded);
      display_test_until (loaded.done);
      g_assert_no_error (loaded.error);
      kit_drawing_unref (loaded.drawing);
      g_assert_cmpuint (kit_pictures_get_size (pictures), <=, 2 * 50 * 50 * 4);
    }
  g_assert_cmpuint (kit_pictures_get_n_read (pictures), ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      KitDrawing *kept =
          kit_pictures_find (pictures, biz_thread_get_file (get_thread (f), ids[i]), 1);

      g_assert_true ((kept != NULL) == (i != 1));
      g_clear_pointer (&kept, kit_drawing_unref);
    }
  /* another sharpness is another picture */
  g_assert_null (kit_pictures_find (pictures, biz_thread_get_file (get_thread (f), ids[0]), 2));
  kit_pictures_set_limit (pictures, 0);
  g_assert_cmpuint (kit_pictures_get_size (pictures), ==, 0);
}

/* Several who want the same at once read it once; who gives up first does not stop the others. */
static void
test_shared (Fixture *f, gconstpointer data)
{
  gint64 id = attach_picture (f, f->record, 50, 50);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Loaded loaded[3] = { 0 };

  show (f, 500, 900);
  display_test_until (biz_thread_get_file (get_thread (f), id) != NULL);
  for (guint i = 0; i < 3; i++)
    kit_pictures_load_async (get_pictures (f), get_thread (f),
                             biz_thread_get_file (get_thread (f), id), 1,
                             i == 1 ? cancellable : NULL, loaded_cb, &loaded[i]);
  g_cancellable_cancel (cancellable);
  display_test_until (loaded[0].done && loaded[1].done && loaded[2].done);
  g_assert_nonnull (loaded[0].drawing);
  g_assert_error (loaded[1].error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_true (loaded[2].drawing == loaded[0].drawing);
  g_assert_cmpuint (kit_pictures_get_n_read (get_pictures (f)), ==, 1);
  kit_drawing_unref (loaded[0].drawing);
  kit_drawing_unref (loaded[2].drawing);
  g_clear_error (&loaded[1].error);
}

/* Words alone are one label. */
static void
test_words (Fixture *f, gconstpointer data)
{
  g_autoptr (BizThread) thread = biz_thread_new (f->session, "res.partner", f->record, "P", 0);
  GtkWidget *body = g_object_ref_sink (kit_log_body_new (thread, "a <b>b</b>", NULL));

  g_assert_true (GTK_IS_LABEL (body));
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (body)), ==, "a b");
  g_assert_true (gtk_label_get_selectable (GTK_LABEL (body)));
  g_object_unref (body);
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *path;
    void (*test) (Fixture *f, gconstpointer data);
  } tests[] = {
    { "/kit-log-body/words", test_words },         { "/kit-log-body/shown", test_shown },
    { "/kit-log-body/listed", test_listed },       { "/kit-log-body/foreign", test_foreign },
    { "/kit-log-body/damaged", test_damaged },     { "/kit-log-body/retry", test_retry },
    { "/kit-log-body/cancelled", test_cancelled }, { "/kit-log-body/quoted", test_quoted },
    { "/kit-log-body/lazy", test_lazy },           { "/kit-log-body/sizes", test_sizes },
    { "/kit-log-body/pixel", test_pixel },         { "/kit-log-body/limit", test_limit },
    { "/kit-log-body/shared", test_shared },
  };

  int status;

  display_test_init (&argc, &argv);
  start ();
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);
  status = g_test_run ();
  stop ();

  return status;
}
