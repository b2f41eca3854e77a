/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-day.h"
#include "demo-seed-book.h"

/* What credit management has written on orders: notes in their log, nothing else. */

typedef enum
{
  HELD_QUOTATION,
  RELEASED_QUOTATION,
  HELD_DELIVERY,
  SLIPPED,
} Part;

typedef struct
{
  Part part;
  int n; /* which order of that part, the newest first */
  int days_ago;
  int review; /* days from today; G_MAXINT for none */
  const char *cause;
  const char *text;
} Note;

/* The days of an older note on the same order come first. */
static const Note notes[] = {
  { HELD_QUOTATION, 1, 1, 2, "limit", "With this order the customer is over the limit." },
  { HELD_QUOTATION, 4, 3, 0, "overdue", "Two invoices are overdue by more than a month." },
  { HELD_QUOTATION, 6, 6, -1, "limit,overdue",
    "Over the limit, and the reminders went unanswered." },
  { HELD_QUOTATION, 9, 9, 5, "manual", "The shop was sold; who pays from now on is not settled." },
  { HELD_QUOTATION, 13, 12, -3, "promise", "The payment that was promised did not come." },
  { HELD_QUOTATION, 17, 2, 6, "terms", "Sixty days were agreed, thirty are usual here." },
  { RELEASED_QUOTATION, 2, 4, 1, NULL, "The bank has confirmed the transfer." },
  { RELEASED_QUOTATION, 11, 16, -2, NULL, "Good for this order alone." },
  { HELD_DELIVERY, 1, 0, 3, "limit", "The order before this one has used up the limit." },
  { HELD_DELIVERY, 3, 2, 1, "overdue", "No goods before the oldest invoice is paid." },
  { HELD_DELIVERY, 5, 5, 0, "promise", "Promised for last week and not paid." },
  { SLIPPED, 2, 0, 0, "limit", "Not to be confirmed before the limit is raised." },
};

static gboolean
is_quotation (const DemoBookOrder *order)
{
  return order->state == 'd' || order->state == 's';
}

/* What slipped through was to be stopped before it became an order, and that was not long ago. */
static gboolean
is_waiting (DemoBook *book, const DemoBookDelivery *delivery, Part part)
{
  const DemoBookOrder *order = demo_book_order (book, delivery->order);
  int fresh = book->seed->today - 5;

  if (delivery->done != DEMO_DAY_NONE || order->state != 'o' || order->day > book->seed->today)
    return FALSE;

  return part == HELD_DELIVERY ? order->day < fresh : order->day >= fresh;
}

/* (nullable): the newest come first */
static const DemoBookOrder *
find (DemoBook *book, Part part, int n)
{
  if (part == HELD_QUOTATION || part == RELEASED_QUOTATION)
    {
      for (guint i = book->orders->len; i > 0; i--)
        if (is_quotation (demo_book_order (book, i - 1)) && --n == 0)
          return demo_book_order (book, i - 1);
      return NULL;
    }
  for (guint i = book->deliveries->len; i > 0; i--)
    if (is_waiting (book, demo_book_delivery (book, i - 1), part) && --n == 0)
      return demo_book_order (book, demo_book_delivery (book, i - 1)->order);

  return NULL;
}

static gboolean
say (DemoBook *book, const DemoBookOrder *order, const char *html, int day, GError **error)
{
  const DemoSeedCustomer *customer = demo_book_customer (book, order->customer);
  g_autofree char *name = g_strdup_printf ("S%05" G_GINT64_FORMAT, order->id);
  char stamp[20];

  demo_book_stamp (stamp, day, (int)order->id * 17 + 5);
  return demo_db_exec (
      book->seed->db, error,
      "INSERT INTO mail_message (date, model, res_id, record_name, body, message_type, subtype_id,"
      " is_internal, author_id, email_from, record_company_id, create_uid, create_date, write_uid,"
      " write_date) SELECT ?1, 'sale.order', ?2, ?3, ?4, 'comment', ?5, 0, u.partner_id, p.email,"
      " ?6, u.id, ?1, u.id, ?1 FROM res_users u JOIN res_partner p ON p.id = u.partner_id"
      " WHERE u.id = ?7",
      "sissiii", stamp, order->id, name, html, demo_env_ref (book->seed->env, "mail.mt_note"),
      book->seed->companies[customer->company].id, book->seed->credit);
}

/* What a hold leaves behind: a task for credit management, and a tag on the order. */
static gboolean
follow_up (DemoBook *book, const DemoBookOrder *order, const char *review, GError **error)
{
  DemoSeed *seed = book->seed;
  const char *now = demo_env_now (seed->env);

  return demo_db_exec (
             seed->db, error,
             "INSERT INTO mail_activity (res_model, res_id, activity_type_id, summary, note,"
             " date_deadline, user_id, active, create_uid, create_date, write_uid, write_date)"
             " VALUES ('sale.order', ?1, ?2, 'Credit hold', '<p>QUITTANCE/1 task</p>', ?3, ?4, 1,"
             " ?4, ?5, ?4, ?5)",
             "iisis", order->id, demo_env_ref (seed->env, "mail.mail_activity_data_todo"), review,
             seed->credit, now)
         && demo_db_exec (seed->db, error,
                          "INSERT INTO crm_tag (name, color, create_uid, create_date, write_uid,"
                          " write_date) SELECT 'Credit hold', 1, ?1, ?2, ?1, ?2"
                          " WHERE NOT EXISTS (SELECT 1 FROM crm_tag WHERE name = 'Credit hold')",
                          "is", seed->credit, now)
         && demo_db_exec (seed->db, error,
                          "INSERT INTO sale_order_tag_rel (order_id, tag_id)"
                          " SELECT ?1, id FROM crm_tag WHERE name = 'Credit hold'",
                          "i", order->id);
}

static gboolean
write_note (DemoBook *book, const Note *note, GError **error)
{
  const DemoBookOrder *order = find (book, note->part, note->n);
  int today = book->seed->today;
  g_autofree char *html = NULL;
  char review[DEMO_DAY_SIZE];

  if (order == NULL)
    return TRUE;
  demo_day_format (today + note->review, review);
  if (note->cause == NULL)
    html = g_strdup_printf ("<p>QUITTANCE/1 release reason=paid expires=%s<br>%s</p>", review,
                            note->text);
  else
    html = g_strdup_printf ("<p>QUITTANCE/1 hold cause=%s review=%s<br>%s</p>", note->cause, review,
                            note->text);
  if (note->cause != NULL && !follow_up (book, order, review, error))
    return FALSE;
  if (note->part == SLIPPED)
    return say (book, order, html, order->day - 2, error);

  return say (book, order, html, MAX (order->day, today - note->days_ago), error);
}

/**
 * demo_book_write_holds: (skip)
 * @book: the story
 * @error: return location
 *
 * Writes the decisions of credit management on orders.
 *
 * Returns: FALSE with an error
 */
gboolean
demo_book_write_holds (DemoBook *book, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (notes); i++)
    if (!write_note (book, &notes[i], error))
      return FALSE;

  return TRUE;
}
