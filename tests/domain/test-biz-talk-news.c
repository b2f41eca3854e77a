/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-talk-news.h"

#include "erp-json.h"

#include <string.h>

#define ME 7
#define COLLEAGUE 8
#define SERVER 1

typedef struct
{
  gint64 id;
  gint64 uid;
  const char *author; /* (nullable): nobody that the ERP knows */
  gboolean outside;
  const char *type;
  gboolean internal;
  const char *body;
} Said;

static BizLogEntry *
new_entry (const Said *said)
{
  g_autofree char *author =
      said->author != NULL
          ? g_strdup_printf ("{\"id\":%d,\"display_name\":\"%s\",\"partner_share\":%s}", 50,
                             said->author, said->outside ? "true" : "false")
          : g_strdup ("false");
  g_autofree char *json = g_strdup_printf (
      "{\"id\":%" G_GINT64_FORMAT ",\"date\":\"2026-11-23 09:%02d:00\",\"res_id\":5,"
      "\"create_uid\":%" G_GINT64_FORMAT ",\"author_id\":%s,\"email_from\":\"who@x.example\","
      "\"body\":\"%s\",\"message_type\":\"%s\",\"subtype_id\":{\"id\":1,\"display_name\":\"S\","
      "\"internal\":%s},\"partner_ids\":[],\"attachment_ids\":[]}",
      said->id, (int)(said->id % 60), said->uid, author, said->body, said->type,
      said->internal ? "true" : "false");
  g_autoptr (JsonNode) node = erp_json_literal (json);
  g_autoptr (GError) error = NULL;
  BizLogEntry *entry = biz_log_entry_new_from_json (json_node_get_object (node), &error);

  g_assert_no_error (error);

  return entry;
}

static const Said customer = { 13, SERVER, "Azure", TRUE, "email", FALSE, "<p>And now?</p>" };
static const Said stranger = { 13, SERVER, NULL, FALSE, "email", FALSE, "<p>Hello</p>" };
static const Said colleague = { 12, COLLEAGUE, "Berta", FALSE, "comment", TRUE, "<p>Wait</p>" };
static const Said event = { 12, COLLEAGUE, "Berta", FALSE, "notification", FALSE, "" };
static const Said mine = { 14, ME, "Me", FALSE, "comment", FALSE, "<p>Dear</p>" };
static const Said old = { 10, SERVER, "Azure", TRUE, "email", FALSE, "<p>Broken</p>" };

typedef struct
{
  const char *name;
  const Said *said[4]; /* newest first */
  gint64 seen;
  gint64 written;
  gint64 written_now;
  gint64 writer;
  int n_outside; /* -1: no news */
  int n_inside;
  gboolean changed;
} Case;

static const Case cases[] = {
  { "nothing", { &old }, 10, 100, 100, ME, -1, 0, FALSE },
  { "an empty log", { NULL }, 10, 100, 100, ME, -1, 0, FALSE },
  { "the customer", { &customer, &old }, 10, 100, 100, ME, 1, 0, FALSE },
  { "a stranger", { &stranger, &old }, 10, 100, 100, ME, 1, 0, FALSE },
  { "a colleague's note", { &colleague, &old }, 10, 100, 100, ME, 0, 1, FALSE },
  { "an event of a colleague", { &event, &old }, 10, 100, 100, ME, 0, 1, FALSE },
  { "both", { &customer, &colleague, &old }, 10, 100, 100, ME, 1, 1, FALSE },
  { "mine from another window", { &mine, &old }, 10, 100, 120, ME, -1, 0, FALSE },
  { "seen already", { &customer, &old }, 13, 100, 100, ME, -1, 0, FALSE },
  { "a field by a colleague", { &old }, 10, 100, 120, COLLEAGUE, 0, 0, TRUE },
  { "a field by me", { &old }, 10, 100, 120, ME, -1, 0, FALSE },
  { "written before", { &old }, 10, 100, 90, COLLEAGUE, -1, 0, FALSE },
  { "a mail writes the record, too", { &customer, &old }, 10, 100, 120, SERVER, 1, 0, FALSE },
  { "when it was written is not known", { &old }, 10, 0, 120, COLLEAGUE, -1, 0, FALSE },
};

static void
test_judge (gconstpointer data)
{
  const Case *c = data;
  g_autoptr (GListStore) entries = g_list_store_new (BIZ_TYPE_LOG_ENTRY);
  const BizTalkView view = { c->seen, c->written, ME, c->written_now, c->writer, "Berta" };
  g_autoptr (BizTalkNews) news = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (c->said) && c->said[i] != NULL; i++)
    {
      g_autoptr (BizLogEntry) entry = new_entry (c->said[i]);

      g_list_store_append (entries, entry);
    }
  news = biz_talk_news_judge (G_LIST_MODEL (entries), &view);
  g_assert_cmpint (news != NULL, ==, c->n_outside >= 0);
  if (news == NULL)
    return;
  g_assert_cmpuint (news->outside->len, ==, (guint)c->n_outside);
  g_assert_cmpuint (news->inside->len, ==, (guint)c->n_inside);
  g_assert_cmpstr (news->changed_by, ==, c->changed ? "Berta" : NULL);
}

/* Who, when, and the first words; never more than a few lines. */
static void
test_words (void)
{
  g_autoptr (GListStore) entries = g_list_store_new (BIZ_TYPE_LOG_ENTRY);
  const BizTalkView view = { 1, 100, ME, 100, ME, NULL };
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autofree char *words = NULL;
  g_autofree char *body = g_strnfill (300, 'x');
  g_autoptr (BizTalkNews) news = NULL;

  for (gint64 id = 30; id > 24; id--)
    {
      Said said = customer;
      g_autoptr (BizLogEntry) entry = NULL;

      said.id = id;
      said.body = id == 30 ? body : customer.body;
      entry = new_entry (&said);
      g_list_store_append (entries, entry);
    }
  {
    g_autoptr (BizLogEntry) entry = new_entry (&colleague);

    g_list_store_append (entries, entry);
  }
  news = biz_talk_news_judge (G_LIST_MODEL (entries), &view);
  words = biz_talk_news_describe (news, zone);
  g_assert_nonnull (strstr (words, "Azure wrote at 09:29: “And now?”"));
  g_assert_nonnull (strstr (words, "xxx…”"));
  g_assert_nonnull (strstr (words, "and 3 more"));
  g_assert_nonnull (strstr (words, "Berta noted at 09:12: “Wait”"));
  g_assert_cmpuint (strlen (words), <, 500);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/biz-talk-news/judge/%s", cases[i].name);

      g_test_add_data_func (path, &cases[i], test_judge);
    }
  g_test_add_func ("/biz-talk-news/words", test_words);

  return g_test_run ();
}
