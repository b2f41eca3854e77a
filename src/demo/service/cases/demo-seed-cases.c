/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-day.h"
#include "demo-pdf.h"
#include "demo-picture.h"
#include "demo-seed-case.h"

/* The cases of eighteen months. They have random numbers of their own, so that the story before
 * stays as it is. */

#define CASES 400
#define DAY (24 * 60)

static gint64
find (DemoCaseBook *book, const char *table, guint n)
{
  g_autofree char *sql =
      g_strdup_printf ("SELECT id FROM %s ORDER BY sequence, id LIMIT 1 OFFSET %u", table, n);

  return demo_db_int (book->seed->db, NULL, sql, "");
}

static void
find_parts (DemoCaseBook *book)
{
  DemoEnv *env = book->seed->env;

  for (guint i = 0; i < DEMO_CASE_STAGES; i++)
    book->stages[i] = find (book, book->desk ? "helpdesk_ticket_stage" : "project_task_type", i);
  for (guint i = 0; i < DEMO_CASE_KINDS; i++)
    book->kinds[i] =
        book->desk ? find (book, "helpdesk_ticket_category", i)
                   : demo_db_int (book->seed->db, NULL,
                                  "SELECT id FROM project_tags ORDER BY color LIMIT 1 OFFSET ?",
                                  "i", (gint64)i);
  for (guint i = 0; i < G_N_ELEMENTS (book->teams); i++)
    book->teams[i] = find (book, book->desk ? "helpdesk_ticket_team" : "project_project", i);
  for (guint i = 0; book->desk && i < G_N_ELEMENTS (book->channels); i++)
    book->channels[i] = find (book, "helpdesk_ticket_channel", i);
  book->comment = demo_env_ref (env, "mail.mt_comment");
  book->note = demo_env_ref (env, "mail.mt_note");
  book->created =
      demo_env_ref (env, book->desk ? "helpdesk_mgmt.hlp_tck_created" : "project.mt_task_new");
  book->moved = book->desk ? book->note : demo_env_ref (env, "project.mt_task_stage");
}

static GBytes *
make_paper (void)
{
  g_autoptr (DemoPdf) pdf = demo_pdf_new ("Data sheet");

  demo_pdf_text (pdf, 70, 760, 18, TRUE, "Data sheet");
  demo_pdf_text (pdf, 70, 720, 11, FALSE, "Luminous flux 2400 lm, colour temperature 4000 K.");
  demo_pdf_text (pdf, 70, 704, 11, FALSE, "Conforms to EN 60598-1.");
  return demo_pdf_finish (pdf);
}

/* What the customer last ordered, got and was billed before that day, else what he ordered first;
 * it is what he writes about. FALSE where there is nothing of it. */
static gboolean
find_order (DemoCaseBook *book, DemoCase *self, gboolean any)
{
  g_autoptr (DemoStatement) row = NULL;
  char stamp[20];

  demo_case_stamp (self->opened, stamp);
  row = demo_db_query (
      book->seed->db, NULL,
      "SELECT * FROM (SELECT o.id, o.name, (SELECT p.id FROM stock_picking p WHERE p.sale_id = o.id"
      "  ORDER BY p.id LIMIT 1), (SELECT p.name FROM stock_picking p WHERE p.sale_id = o.id"
      "  ORDER BY p.id LIMIT 1) AS delivery,"
      " (SELECT m.name FROM account_move m JOIN sale_order_line_invoice_rel r JOIN sale_order_line "
      "l"
      "  ON l.id = r.order_line_id JOIN account_move_line i ON i.id = r.invoice_line_id"
      "  AND i.move_id = m.id WHERE l.order_id = o.id AND m.move_type = 'out_invoice' LIMIT 1)"
      "  AS invoice,"
      " (SELECT t.name FROM sale_order_line l JOIN product_template t ON t.id = l.product_id"
      "  WHERE l.order_id = o.id ORDER BY l.id LIMIT 1), o.date_order"
      " FROM sale_order o WHERE o.partner_id = ?1 AND o.state = 'sale'"
      " AND (o.date_order <= ?2 OR ?3)"
      " ORDER BY o.date_order <= ?2 DESC, ABS(JULIANDAY(o.date_order) - JULIANDAY(?2)) LIMIT 8)"
      " WHERE delivery IS NOT NULL AND invoice IS NOT NULL LIMIT 1",
      "isi", self->customer->contact, stamp, (gint64)any);
  if (row == NULL || !demo_statement_step (row, NULL))
    return FALSE;
  self->order = demo_statement_int (row, 0);
  self->delivery = demo_statement_int (row, 2);
  self->owned[0] = g_strdup (demo_statement_text (row, 1));
  self->owned[1] = g_strdup (demo_statement_text (row, 3));
  self->owned[2] = g_strdup (demo_statement_text (row, 4));
  self->owned[3] = g_strdup (demo_statement_text (row, 5));
  return TRUE;
}

static void
find_words (DemoCaseBook *book, DemoCase *self)
{
  self->owned[4] =
      demo_env_get_text (book->seed->env, "res.partner", self->customer->contact, "name");
  self->words = (DemoCaseWords){
    .order = self->owned[0],
    .delivery = self->owned[1],
    .invoice = self->owned[2],
    .article = self->owned[3],
    .name = self->owned[4],
    .number = demo_random_range (&book->random, 2, 12),
  };
}

/* The older, the surer it is settled. */
static DemoCaseStage
find_stage (DemoCaseBook *book, int age)
{
  static const int fresh[] = { 34, 28, 16, 22, 0 }, settled[] = { 0, 2, 3, 88, 7 };

  return (DemoCaseStage)demo_random_weighted (&book->random, age < 9 ? fresh : settled,
                                              DEMO_CASE_STAGES);
}

static gint64
find_owner (DemoCaseBook *book, const DemoCase *self)
{
  DemoSeed *seed = book->seed;

  if (self->stage == DEMO_CASE_NEW)
    return demo_random_percent (&book->random, 30) ? seed->agent : 0;
  if (self->customer->company > 0)
    return seed->salesmen[0];
  if (self->kind == DEMO_CASE_INVOICE || self->kind == DEMO_CASE_PAYMENT)
    return demo_random_percent (&book->random, 60) ? seed->credit : seed->agent;
  return demo_random_percent (&book->random, 65) ? seed->agent : seed->salesmen[0];
}

/* Most of it is about the first company, where the desk is, and all of it about something. */
static void
find_customer (DemoCaseBook *book, DemoCase *self)
{
  DemoSeed *seed = book->seed;

  for (int i = 0; i < 40; i++)
    {
      self->customer =
          &g_array_index (seed->customers, DemoSeedCustomer,
                          demo_random_range (&book->random, 0, (int)seed->customers->len - 1));
      if ((self->customer->company == 0 || i >= 2) && find_order (book, self, i >= 30))
        return;
    }
}

static void
imagine (DemoCaseBook *book, DemoCase *self, gint64 opened)
{
  static const int often[DEMO_CASE_KINDS] = { 19, 9, 10, 15, 12, 14, 9, 8, 4 };
  static const int priorities[] = { 12, 62, 20, 6 };
  DemoSeed *seed = book->seed;
  DemoRandom *random = &book->random;

  self->opened = demo_case_later (book, opened, 0);
  while (self->opened >= (gint64)seed->today * DAY
         || demo_day_weekday ((int)(self->opened / DAY)) >= 5)
    self->opened -= DAY;
  find_customer (book, self);
  self->kind = (DemoCaseKind)demo_random_weighted (random, often, DEMO_CASE_KINDS);
  self->german = self->customer->company < 2 && demo_random_percent (random, 70);
  self->mailed = demo_random_percent (random, 78);
  self->stage = find_stage (book, seed->today - (int)(self->opened / DAY));
  self->owner = find_owner (book, self);
  self->priority = demo_random_weighted (random, priorities, G_N_ELEMENTS (priorities));
  find_words (book, self);
  self->subject = demo_case_subject (random, self->kind, self->german, &self->words);
  self->body = demo_case_question (random, self->kind, self->german, &self->words);
}

static gboolean
tell (DemoCaseBook *book, gint64 opened, GError **error)
{
  DemoCase self = { 0 };
  gint64 now = (gint64)book->seed->today * DAY;
  gboolean done;

  imagine (book, &self, opened);
  done = demo_case_insert (book, &self, error) && demo_case_talk (book, &self, error);
  /* What would have happened after today has not. */
  self.last = MIN (self.last, now);
  done = done && demo_case_finish (book, &self, error);
  demo_case_clear (&self);
  return done;
}

static gboolean
forget_future (DemoCaseBook *book, GError **error)
{
  char now[20];

  demo_case_stamp ((gint64)book->seed->today * DAY, now);
  return demo_db_exec (book->seed->db, error,
                       "UPDATE mail_message SET date = ?2, create_date = ?2 WHERE model = ?1"
                       " AND date > ?2",
                       "ss", book->model, now);
}

static gboolean
tell_all (DemoCaseBook *book, guint n, GError **error)
{
  gint64 first = (gint64)book->seed->start * DAY;
  /* The last ones come on the evening before today. */
  gint64 span = ((gint64)book->seed->today * DAY - 8 * 60) - first;

  for (guint i = 0; i < n; i++)
    {
      /* A little more of it every month. */
      gint64 share = (gint64)i * 1000 / n;
      gint64 opened = first + span * (share * (2200 - share)) / (1000 * 1200);

      opened += demo_random_range (&book->random, 0, 600);
      if (!tell (book, MIN (opened, first + span), error))
        return FALSE;
    }
  return TRUE;
}

/**
 * demo_seed_add_cases: (skip)
 * @seed: after the orders
 * @error: return location
 *
 * Returns: FALSE with an error
 */
gboolean
demo_seed_add_cases (DemoSeed *seed, GError **error)
{
  gboolean desk = demo_env_get_series (seed->env) >= 18;
  DemoCaseBook book = {
    .seed = seed,
    .desk = desk,
    .model = desk ? "helpdesk.ticket" : "project.task",
    .paper = make_paper (),
  };
  gboolean done;

  demo_random_init (&book.random, 60601);
  for (guint i = 0; i < G_N_ELEMENTS (book.pictures); i++)
    book.pictures[i] = demo_picture_make (160, 120, 20 * i);
  find_parts (&book);
  done = tell_all (&book, seed->cases > 0 ? seed->cases : CASES, error)
         && demo_seed_add_hostile (&book, error) && demo_seed_add_return (&book, error)
         && demo_seed_add_folders (&book, error) && forget_future (&book, error);
  for (guint i = 0; i < G_N_ELEMENTS (book.pictures); i++)
    g_clear_pointer (&book.pictures[i], g_bytes_unref);
  g_clear_pointer (&book.paper, g_bytes_unref);
  return done;
}
