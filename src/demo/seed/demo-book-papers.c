/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-amount.h"
#include "demo-day.h"
#include "demo-pdf.h"
#include "demo-seed-book.h"

/* Papers, notes and reminders around the newest invoices. */

#define PAPERS 800

static void
print_line (
    DemoBook *book, DemoPdf *pdf, const DemoBookLine *line, const DemoTaxLine *amounts, double y)
{
  const DemoSeedProduct *product =
      &g_array_index (book->seed->products, DemoSeedProduct, line->product);
  g_autofree char *quantity = g_strdup_printf ("%d", line->quantity);
  g_autofree char *price = demo_amount_format (demo_mul_div (line->price, 1, 10000), 2);
  g_autofree char *total = demo_amount_format (amounts->subtotal, 2);

  demo_pdf_text (pdf, 60, y, 9, FALSE, product->name);
  demo_pdf_figure (pdf, 370, y, 9, FALSE, quantity);
  demo_pdf_figure (pdf, 450, y, 9, FALSE, price);
  if (line->discount > 0)
    {
      g_autofree char *discount = g_strdup_printf ("-%d %%", line->discount);

      demo_pdf_figure (pdf, 490, y, 9, FALSE, discount);
    }
  demo_pdf_figure (pdf, 540, y, 9, FALSE, total);
}

static void
print_total (
    DemoPdf *pdf, const char *label, gint64 amount, const char *currency, double y, gboolean bold)
{
  g_autofree char *figure = demo_amount_format (amount, 2);

  demo_pdf_text (pdf, 380, y, 9, bold, label);
  demo_pdf_text (pdf, 545, y, 9, bold, currency);
  demo_pdf_figure (pdf, 540, y, 9, bold, figure);
}

static GBytes *
print_invoice (DemoBook *book, const DemoBookInvoice *invoice, const char *seller)
{
  const DemoSeedCustomer *customer = demo_book_customer (book, invoice->customer);
  const char *currency = invoice->currency == book->seed->usd ? "USD" : "EUR";
  g_autofree char *title =
      g_strdup_printf ("%s %s", invoice->refund ? "Credit note" : "Invoice", invoice->number);
  g_autoptr (DemoPdf) pdf = demo_pdf_new (title);
  g_autofree char *dates = NULL;
  DemoTaxLine lines[DEMO_BOOK_LINES];
  DemoTax taxes[2];
  char day[DEMO_DAY_SIZE], due[DEMO_DAY_SIZE];
  double y = 560;

  demo_book_compute (book, invoice->customer, invoice->lines, invoice->n_lines, lines, taxes);
  dates = g_strdup_printf (
      "Date %s      Due %s", demo_day_format (invoice->day, day),
      demo_day_format (demo_book_item (book, invoice->first_item + invoice->n_items - 1)->due,
                       due));
  demo_pdf_text (pdf, 60, 780, 14, TRUE, seller);
  demo_pdf_rule (pdf, 60, 540, 770);
  demo_pdf_text (pdf, 60, 730, 10, FALSE, customer->name);
  demo_pdf_text (pdf, 60, 716, 10, FALSE, customer->city);
  demo_pdf_text (pdf, 60, 650, 16, TRUE, title);
  demo_pdf_text (pdf, 60, 630, 9, FALSE, dates);
  demo_pdf_text (pdf, 60, 590, 9, TRUE, "Article");
  demo_pdf_text (pdf, 335, 590, 9, TRUE, "Quantity");
  demo_pdf_text (pdf, 425, 590, 9, TRUE, "Price");
  demo_pdf_text (pdf, 505, 590, 9, TRUE, "Amount");
  demo_pdf_rule (pdf, 60, 540, 582);
  for (int i = 0; i < invoice->n_lines; i++, y -= 16)
    print_line (book, pdf, &invoice->lines[i], &lines[i], y);
  demo_pdf_rule (pdf, 380, 540, y);
  print_total (pdf, "Net", invoice->untaxed, currency, y - 16, FALSE);
  print_total (pdf, "Tax", invoice->tax, currency, y - 30, FALSE);
  print_total (pdf, "Total", invoice->total, currency, y - 46, TRUE);
  demo_pdf_text (pdf, 60, 80, 8, FALSE, "Please name the number of the invoice when you pay.");
  return demo_pdf_finish (pdf);
}

static gboolean
attach (DemoBook *book,
        const DemoBookInvoice *invoice,
        const char *seller,
        const char *stamp,
        GError **error)
{
  const DemoSeedCustomer *customer = demo_book_customer (book, invoice->customer);
  g_autoptr (GBytes) file = print_invoice (book, invoice, seller);
  g_autofree char *sum = g_compute_checksum_for_bytes (G_CHECKSUM_SHA1, file);
  g_autofree char *name = g_strdup_printf ("%s.pdf", invoice->number);
  gsize size;
  gconstpointer data = g_bytes_get_data (file, &size);

  g_strdelimit (name, "/", '_');
  return demo_db_exec (
      book->seed->db, error,
      "INSERT INTO ir_attachment (name, res_model, res_id, company_id, type, datas,"
      " file_size, checksum, mimetype, create_uid, create_date, write_uid,"
      " write_date) VALUES (?1, 'account.move', ?2, ?3, 'binary', ?4, ?5, ?6,"
      " 'application/pdf', ?7, ?8, ?7, ?8)",
      "siibisis", name, invoice->id, book->seed->companies[customer->company].id, data, size,
      (gint64)size, sum, book->seed->controller, stamp);
}

static gboolean
say (DemoBook *book,
     const DemoBookInvoice *invoice,
     gint64 user,
     const char *subtype,
     const char *type,
     const char *html,
     int day,
     GError **error)
{
  const DemoSeedCustomer *customer = demo_book_customer (book, invoice->customer);
  char stamp[20];

  demo_book_stamp (stamp, MIN (day, book->seed->today), (int)invoice->id * 13 + 2);
  return demo_db_exec (
      book->seed->db, error,
      "INSERT INTO mail_message (date, model, res_id, record_name, body, message_type, subtype_id,"
      " is_internal, author_id, email_from, record_company_id, create_uid, create_date, write_uid,"
      " write_date) SELECT ?1, 'account.move', ?2, ?3, ?4, ?5, ?6, 0, u.partner_id, p.email, ?7, "
      "u.id,"
      " ?1, u.id, ?1 FROM res_users u JOIN res_partner p ON p.id = u.partner_id WHERE u.id = ?8",
      "sisssiii", stamp, invoice->id, invoice->number, html, type,
      demo_env_ref (book->seed->env, subtype), book->seed->companies[customer->company].id, user);
}

static gboolean
remind (DemoBook *book,
        const DemoBookInvoice *invoice,
        const char *activity,
        const char *summary,
        int day,
        GError **error)
{
  char date[DEMO_DAY_SIZE];

  return demo_db_exec (
      book->seed->db, error,
      "INSERT INTO mail_activity (res_model, res_id, activity_type_id, summary,"
      " date_deadline, user_id, active, create_uid, create_date, write_uid,"
      " write_date) VALUES ('account.move', ?1, ?2, ?3, ?4, ?5, 1, ?5, ?6, ?5, ?6)",
      "iissis", invoice->id, demo_env_ref (book->seed->env, activity), summary,
      demo_day_format (day, date), book->seed->credit, demo_env_now (book->seed->env));
}

static gboolean
talk_about (DemoBook *book, const DemoBookInvoice *invoice, GError **error)
{
  DemoSeed *seed = book->seed;
  const DemoBookItem *item = demo_book_item (book, invoice->first_item + invoice->n_items - 1);
  int late = item->open > 0 ? seed->today - item->due : 0;

  if (invoice->disputed)
    return say (
               book, invoice, seed->agent, "mail.mt_note", "comment",
               "<p>QUITTANCE/1 dispute reason=quality state=open<br>The customer says that part of "
               "the goods arrived damaged and will not pay before this is settled.</p>",
               invoice->day + 9, error)
           && (item->open <= 0
               || remind (book, invoice, "mail.mail_activity_data_todo",
                          "Settle the dispute with the customer", seed->today + 3, error));
  if (late > 20 && invoice->id % 3 == 0)
    {
      g_autofree char *promise = NULL;
      /* Some of them are past, and nothing came. */
      gboolean broken = invoice->id % 5 == 0;
      char day[DEMO_DAY_SIZE];

      demo_day_format (seed->today + (broken ? -9 : (int)(invoice->id % 9) - 2), day);
      promise = g_strdup_printf (
          "<p>QUITTANCE/1 promise date=%s<br>Accounts payable promised to pay by %s.</p>", day,
          day);
      return say (book, invoice, seed->credit, "mail.mt_note", "comment", promise,
                  seed->today - (broken ? 17 : 6), error)
             && remind (book, invoice, "mail.mail_activity_data_call", "Ask for the payment",
                        seed->today + (int)(invoice->id % 9) - 2, error);
    }
  if (late > 5 && invoice->id % 2 == 0)
    return say (book, invoice, seed->credit, "mail.mt_comment", "comment",
                "<p>This invoice is due. May we ask you to look into it?</p>", item->due + 5,
                error);
  return TRUE;
}

gboolean
demo_book_write_papers (DemoBook *book, GError **error)
{
  char *sellers[DEMO_SEED_COMPANIES] = { NULL };
  gboolean done = TRUE;

  for (int i = 0; i < DEMO_SEED_COMPANIES; i++)
    sellers[i] =
        demo_env_get_text (book->seed->env, "res.company", book->seed->companies[i].id, "name");
  for (guint i = 0; done && i < book->invoices->len; i++)
    {
      const DemoBookInvoice *invoice = demo_book_invoice (book, i);
      char stamp[20];

      if (!invoice->posted || invoice->order < 0)
        continue;
      demo_book_stamp (stamp, invoice->day, (int)invoice->id * 3 + 1);
      done = say (book, invoice, book->seed->controller, "account.mt_invoice_validated",
                  "notification", "<p>Invoice validated</p>", invoice->day, error)
             && (invoice->refund || talk_about (book, invoice, error))
             && ((gint64)book->invoices->len - invoice->id > PAPERS
                 || attach (book, invoice,
                            sellers[demo_book_customer (book, invoice->customer)->company], stamp,
                            error));
    }
  for (int i = 0; i < DEMO_SEED_COMPANIES; i++)
    g_clear_pointer (&sellers[i], g_free);
  return done;
}
