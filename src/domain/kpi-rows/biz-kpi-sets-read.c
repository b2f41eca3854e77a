/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-kpi-sets-read.h"

#include "biz-currency-table.h"
#include "biz-kpi-documents.h"
#include "biz-kpi-open.h"
#include "biz-kpi-readers.h"
#include "biz-kpi-sets.h"
#include "erp-call.h"
#include "erp-capabilities.h"
#include "erp-client.h"
#include "erp-domain.h"
#include "erp-error.h"
#include "erp-json.h"
#include "erp-session.h"

#include <glib/gi18n-lib.h>

#define MOVE "account.move"
#define CORRECTIONS                                                                                \
  "{\"invoice_date\":{},\"reversed_entry_id\":{\"fields\":{\"name\":{},\"invoice_date\":{},"       \
  "\"amount_total_signed\":{},\"partner_id\":{\"fields\":{\"display_name\":{}}}}}}"

/* Which rows a figure has, beside those of the board. */
typedef enum
{
  NEEDS_END = 1 << 0,     /* what is open at the end */
  NEEDS_CURRENT = 1 << 1, /* what of that is not due */
  NEEDS_OVERDUE = 1 << 2,
  NEEDS_BEGIN = 1 << 3, /* what was open before the period */
  NEEDS_SALES = 1 << 4,
  NEEDS_CREDITS = 1 << 5,
  NEEDS_INVOICES = 1 << 6,
  NEEDS_CORRECTIONS = 1 << 7,
  NEEDS_SHARES = 1 << 8,
} Needs;

/* One reading. */
typedef struct
{
  ErpSession *session;          /* (owned) */
  BizCurrencyTable *currencies; /* (owned) */
  BizKpiBoard *board;           /* (owned) */
  BizKpiScope scope;
  BizKpiValue *value; /* (owned) */
  Needs needs;
  GPtrArray *sets; /* (owned) (element-type BizKpiSet) */
  guint n_pending;
  GError *error; /* (owned) (nullable): the first one */
} Load;

/* A set whose rows the server keeps, while it adds them up. */
typedef struct
{
  GTask *task;    /* (owned) */
  BizKpiSet *set; /* of the task */
} Adding;

static void
free_load (gpointer data)
{
  Load *load = data;

  g_clear_object (&load->session);
  biz_currency_table_unref (load->currencies);
  g_clear_object (&load->board);
  g_clear_object (&load->value);
  g_clear_pointer (&load->sets, g_ptr_array_unref);
  g_clear_error (&load->error);
  g_free (load);
}

static Needs
get_needs (BizKpi kpi)
{
  switch ((int)kpi)
    {
    case BIZ_KPI_RECEIVABLE:
    case BIZ_KPI_EXPOSURE:
      return NEEDS_END;
    case BIZ_KPI_OVERDUE:
      return NEEDS_OVERDUE;
    case BIZ_KPI_DSO:
    case BIZ_KPI_DSO_COUNTBACK:
      return NEEDS_END | NEEDS_SALES;
    case BIZ_KPI_DSO_BEST:
      return NEEDS_CURRENT | NEEDS_SALES;
    case BIZ_KPI_DELINQUENT:
      return NEEDS_OVERDUE | NEEDS_SALES;
    case BIZ_KPI_CEI:
      return NEEDS_BEGIN | NEEDS_SALES | NEEDS_END | NEEDS_CURRENT;
    case BIZ_KPI_CREDIT_RATE:
      return NEEDS_CREDITS | NEEDS_INVOICES;
    case BIZ_KPI_FIRST_TIME_RIGHT:
      return NEEDS_CORRECTIONS | NEEDS_INVOICES;
    case BIZ_KPI_CONCENTRATION:
      return NEEDS_SHARES | NEEDS_END;
    case BIZ_KPI_DISPUTE_RATE:
      return NEEDS_INVOICES;
    default:
      return 0;
    }
}

/* Which of a figure's inputs says what rows come to; -1 for itself, -2 for none. */
static int
find_input (BizKpi kpi, Needs which)
{
  switch ((int)kpi)
    {
    case BIZ_KPI_RECEIVABLE:
    case BIZ_KPI_OVERDUE:
      return -1;
    case BIZ_KPI_DSO_COUNTBACK:
      return which == NEEDS_END ? 0 : -2;
    case BIZ_KPI_CEI:
      return which == NEEDS_BEGIN ? 0 : which == NEEDS_SALES ? 1 : which == NEEDS_END ? 3 : 4;
    case BIZ_KPI_CONCENTRATION:
      return 2;
    default:
      return which == NEEDS_SALES || which == NEEDS_INVOICES ? 1 : 0;
    }
}

static void
finish_part (GTask *task)
{
  Load *load = g_task_get_task_data (task);

  if (--load->n_pending > 0)
    return;
  if (load->error != NULL)
    g_task_return_error (task, g_steal_pointer (&load->error));
  else
    g_task_return_pointer (task, g_steal_pointer (&load->sets), (GDestroyNotify)g_ptr_array_unref);
}

static void
take_error (Load *load, GError *error)
{
  if (load->error == NULL)
    load->error = error;
  else
    g_clear_error (&error);
}

/* The place of rows that are still to come. */
static BizKpiSet *
add_place (Load *load, const char *name, BizKpiShape shape, BizKpiFootBy by, Needs which)
{
  BizKpi kpi = biz_kpi_value_get_kpi (load->value);
  BizKpiSet *set = biz_kpi_set_new (name, shape, by, &load->scope.zero);
  int index = find_input (kpi, which);

  if (index >= -1)
    biz_kpi_set_expect (set, load->value, index);
  g_ptr_array_add (load->sets, set);

  return set;
}

/* Takes the rows of @from into the place, which keeps its name and what is expected of it. */
static void
fill_place (BizKpiSet *place, BizKpiSet *from)
{
  g_ptr_array_unref (place->entries);
  place->entries = g_steal_pointer (&from->entries);
  place->count = from->count;
  place->amount = from->amount;
  biz_kpi_set_free (from);
}

static const char *
get_name (BizKpi kpi, Needs which)
{
  switch ((int)which)
    {
    case NEEDS_BEGIN:
      return _ ("Receivables at the beginning");
    case NEEDS_CURRENT:
      return _ ("Not yet due");
    case NEEDS_OVERDUE:
      return _ ("Overdue");
    case NEEDS_SALES:
      return _ ("Credit sales");
    case NEEDS_CREDITS:
      return _ ("Credit notes");
    case NEEDS_INVOICES:
      return _ ("Invoices");
    case NEEDS_CORRECTIONS:
      return _ ("Reversed or corrected");
    case NEEDS_END:
    default:
      return kpi == BIZ_KPI_RECEIVABLE || kpi == BIZ_KPI_EXPOSURE ? _ ("Receivables")
                                                                  : _ ("Receivables at the end");
    }
}

/* Open items of one day, for all places that are made of them. */
typedef struct
{
  GTask *task; /* (owned) */
  GDate day;
  BizKpiSet *places[3]; /* of the task (nullable): by BizKpiItems */
} Opening;

static void
book_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Opening *opening = user_data;
  g_autoptr (GTask) task = opening->task;
  Load *load = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (BizAgeingBook) book = biz_ageing_read_finish (result, &error);
  const BizAgeingItem *items;
  gsize n = 0;

  if (book == NULL)
    {
      take_error (load, error);
      finish_part (task);
      return;
    }
  items = biz_ageing_book_get_items (book, &n);
  for (guint i = 0; i < G_N_ELEMENTS (opening->places); i++)
    if (opening->places[i] != NULL)
      {
        opening->places[i]->cut = biz_ageing_book_is_cut (book);
        fill_place (opening->places[i],
                    biz_kpi_sets_of_items (items, n, &opening->day, (BizKpiItems)i, NULL,
                                           load->value, -1));
      }
  finish_part (task);
}

static Opening *
new_opening (GTask *task, const GDate *day)
{
  Opening *opening = g_new0 (Opening, 1);

  opening->task = g_object_ref (task);
  opening->day = *day;

  return opening;
}

static void
ask_open (GTask *task, Opening *opening)
{
  Load *load = g_task_get_task_data (task);

  load->n_pending++;
  biz_kpi_open_read_async (load->session, load->currencies, &load->scope, &opening->day,
                           g_task_get_cancellable (task), book_cb, opening);
}

static void
sum_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Adding *adding = user_data;
  g_autoptr (GTask) task = adding->task;
  Load *load = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GArray) rows = erp_client_call_finish (ERP_CLIENT (source), result, &error);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const BizKpiSumsRow *row = &g_array_index (rows, BizKpiSumsRow, i);

      adding->set->count += row->count;
      adding->set->amount.minor += adding->set->negates ? -row->minor : row->minor;
    }
  if (rows == NULL)
    take_error (load, error);
  finish_part (task);
}

static void
ask_documents (GTask *task, Needs which)
{
  Load *load = g_task_get_task_data (task);
  BizKpi kpi = biz_kpi_value_get_kpi (load->value);
  ErpCapabilities *capabilities = erp_session_get_capabilities (load->session);
  gboolean by_count = kpi == BIZ_KPI_FIRST_TIME_RIGHT || kpi == BIZ_KPI_DISPUTE_RATE;
  BizKpiSet *set = add_place (load, get_name (kpi, which), BIZ_KPI_SHAPE_SALES,
                              by_count ? BIZ_KPI_FOOT_COUNT : BIZ_KPI_FOOT_AMOUNT, which);
  BizKpiDocuments documents = which == NEEDS_SALES     ? BIZ_KPI_DOCUMENTS_SALES
                              : which == NEEDS_CREDITS ? BIZ_KPI_DOCUMENTS_CREDITS
                                                       : BIZ_KPI_DOCUMENTS_INVOICES;
  g_autoptr (ErpCall) call = NULL;
  Adding *adding;

  set->domain = biz_kpi_documents_new_domain (documents, &load->scope,
                                              biz_kpi_value_get_frame (load->value), capabilities);
  set->negates = which == NEEDS_CREDITS;
  if (set->domain == NULL)
    {
      take_error (load, g_error_new_literal (ERP_ERROR, ERP_ERROR_MISSING,
                                             _ ("This server does not tell invoices apart so.")));
      return;
    }
  g_clear_pointer (&set->entries, g_ptr_array_unref);
  call = biz_kpi_documents_new_sum_call (set->domain, &load->scope.zero, capabilities);
  erp_call_set_companies (call, &load->scope.company_id, 1);
  adding = g_new0 (Adding, 1);
  adding->task = g_object_ref (task);
  adding->set = set;
  load->n_pending++;
  erp_client_call_async (erp_session_get_client (load->session), call,
                         g_task_get_cancellable (task), sum_cb, adding);
}

/* Of an invoice with several the first correction counts. */
static gboolean
add_correction (Load *load, BizKpiSet *set, GHashTable *seen, JsonObject *row, GError **error)
{
  BizKpiEntryFacts facts = biz_kpi_entry_facts (MOVE, 0);
  g_autofree char *partner = NULL;
  JsonObject *invoice;
  const char *name;
  gint64 partner_id;

  if (!erp_json_get_date (row, "invoice_date", &facts.until, error)
      || !erp_json_get_object (json_object_get_member (row, "reversed_entry_id"), &invoice, error)
      || !erp_json_get_int (invoice, "id", &facts.id, error)
      || !erp_json_get_string (invoice, "name", &name, error)
      || !erp_json_get_date (invoice, "invoice_date", &facts.from, error)
      || !erp_json_get_many2one (invoice, "partner_id", &partner_id, &partner, error)
      || !biz_money_from_json_rounded (invoice, "amount_total_signed", &load->scope.zero,
                                       &facts.amount, error))
    return FALSE;
  if (!g_hash_table_add (seen, g_memdup2 (&facts.id, sizeof facts.id)))
    return TRUE;
  facts.has_amount = TRUE;
  facts.document = (char *)name;
  facts.partner = partner;
  if (g_date_valid (&facts.from) && g_date_valid (&facts.until))
    facts.days = g_date_days_between (&facts.from, &facts.until);
  biz_kpi_set_add (set, &facts);

  return TRUE;
}

static void
corrections_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Adding *adding = user_data;
  g_autoptr (GTask) task = adding->task;
  Load *load = g_task_get_task_data (task);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  GError *error = NULL;
  g_autoptr (JsonNode) answer = erp_client_call_finish (ERP_CLIENT (source), result, &error);
  JsonArray *rows = NULL;
  JsonObject *page;

  if (answer != NULL && erp_json_get_object (answer, &page, &error))
    erp_json_get_array (json_object_get_member (page, "records"), &rows, &error);
  for (guint i = 0; rows != NULL && error == NULL && i < json_array_get_length (rows); i++)
    {
      JsonObject *row;

      if (erp_json_get_object (json_array_get_element (rows, i), &row, &error))
        add_correction (load, adding->set, seen, row, &error);
    }
  adding->set->cut = rows != NULL && json_array_get_length (rows) >= BIZ_KPI_MAX_CORRECTIONS;
  if (error != NULL)
    take_error (load, error);
  finish_part (task);
}

static void
ask_corrections (GTask *task)
{
  Load *load = g_task_get_task_data (task);
  BizKpiSet *set = add_place (load, get_name (BIZ_KPI_FIRST_TIME_RIGHT, NEEDS_CORRECTIONS),
                              BIZ_KPI_SHAPE_SPAN, BIZ_KPI_FOOT_COUNT, NEEDS_CORRECTIONS);
  g_autoptr (ErpDomain) domain = erp_domain_new ();
  g_autoptr (ErpCall) call = erp_call_new_read (MOVE, "web_search_read");
  Adding *adding;

  erp_domain_add_int (domain, "company_id", "=", load->scope.company_id);
  biz_kpi_documents_add_corrections (domain, biz_kpi_value_get_frame (load->value));
  if (!biz_kpi_scope_add_domain (&load->scope, domain, MOVE, "",
                                 erp_session_get_capabilities (load->session)))
    return; /* the invoices beside it say so */
  erp_call_set_arg_domain (call, "domain", domain);
  erp_call_set_arg_json (call, "specification", CORRECTIONS);
  erp_call_set_arg_string (call, "order", "invoice_date, id");
  erp_call_set_arg_int (call, "limit", BIZ_KPI_MAX_CORRECTIONS);
  erp_call_set_arg_int (call, "count_limit", 1);
  erp_call_set_companies (call, &load->scope.company_id, 1);
  adding = g_new0 (Adding, 1);
  adding->task = g_object_ref (task);
  adding->set = set;
  load->n_pending++;
  erp_client_call_async (erp_session_get_client (load->session), call,
                         g_task_get_cancellable (task), corrections_cb, adding);
}

/* What was open, in the order that the figure names it. */
static void
ask_items (GTask *task)
{
  static const struct
  {
    Needs which;
    BizKpiItems items;
  } places[] = { { NEEDS_END, BIZ_KPI_ITEMS_ALL },
                 { NEEDS_CURRENT, BIZ_KPI_ITEMS_CURRENT },
                 { NEEDS_OVERDUE, BIZ_KPI_ITEMS_OVERDUE } };
  Load *load = g_task_get_task_data (task);
  BizKpi kpi = biz_kpi_value_get_kpi (load->value);
  const BizKpiFrame *frame = biz_kpi_value_get_frame (load->value);
  Opening *opening = NULL;

  if ((load->needs & NEEDS_BEGIN) != 0)
    {
      GDate day = frame->from;
      Opening *begin;

      g_date_subtract_days (&day, 1);
      begin = new_opening (task, &day);
      begin->places[BIZ_KPI_ITEMS_ALL] =
          add_place (load, get_name (kpi, NEEDS_BEGIN), BIZ_KPI_SHAPE_OPEN, BIZ_KPI_FOOT_AMOUNT,
                     NEEDS_BEGIN);
      ask_open (task, begin);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    {
      if ((load->needs & places[i].which) == 0)
        continue;
      if (opening == NULL)
        opening = new_opening (task, &frame->to);
      opening->places[places[i].items] =
          add_place (load, get_name (kpi, places[i].which), BIZ_KPI_SHAPE_OPEN, BIZ_KPI_FOOT_AMOUNT,
                     places[i].which);
    }
  if (opening != NULL)
    ask_open (task, opening);
}

/* What is on the board already. */
static void
add_rows (Load *load)
{
  static const BizKpi backlogs[] = { BIZ_KPI_BACKLOG_DELIVERY, BIZ_KPI_BACKLOG_INVOICE };
  BizKpi kpi = biz_kpi_value_get_kpi (load->value);
  BizKpiRows *rows = biz_kpi_board_get_rows (load->board, biz_kpi_board_get_part (kpi));
  g_autoptr (GTimeZone) zone = biz_kpi_dup_zone (erp_session_get_capabilities (load->session));
  BizKpiSet *set;

  if (rows == NULL)
    return;
  set = biz_kpi_sets_of_rows (rows, load->value, zone);
  if (set != NULL)
    g_ptr_array_add (load->sets, set);
  set = biz_kpi_sets_of_part (rows, load->value);
  if (set != NULL)
    g_ptr_array_add (load->sets, set);
  for (guint i = 0; kpi == BIZ_KPI_EXPOSURE && i < G_N_ELEMENTS (backlogs); i++)
    g_ptr_array_add (load->sets,
                     biz_kpi_sets_of_backlog (rows, backlogs[i], load->value, (int)i + 1));
}

static void
ask (GTask *task)
{
  static const Needs documents[] = { NEEDS_SALES, NEEDS_CREDITS, NEEDS_INVOICES };
  Load *load = g_task_get_task_data (task);

  if ((load->needs & NEEDS_SHARES) != 0)
    g_ptr_array_add (load->sets, biz_kpi_sets_of_shares (load->value));
  ask_items (task);
  if ((load->needs & NEEDS_CORRECTIONS) != 0)
    ask_corrections (task);
  add_rows (load);
  for (gsize i = 0; i < G_N_ELEMENTS (documents); i++)
    if ((load->needs & documents[i]) != 0)
      ask_documents (task, documents[i]);
}

/**
 * biz_kpi_sets_read_async:
 * @session: who is signed in
 * @currencies: the currencies of the server
 * @board: that made the figure
 * @kpi: which figure
 * @point: as of which of its days
 * @cancellable: (nullable): to stop
 * @callback: called when done
 * @user_data: for @callback
 */
void
biz_kpi_sets_read_async (ErpSession *session,
                         BizCurrencyTable *currencies,
                         BizKpiBoard *board,
                         BizKpi kpi,
                         guint point,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (session, cancellable, callback, user_data);
  BizKpiValue *value = biz_kpi_board_get_value (board, kpi, point);
  Load *load;

  g_task_set_source_tag (task, biz_kpi_sets_read_async);
  if (value == NULL)
    {
      g_task_return_new_error (task, ERP_ERROR, ERP_ERROR_VALIDATION, "%s",
                               _ ("The figure is not known as of that day."));
      return;
    }
  /* What is wrong with orders has no past: rows of today are not those of then. */
  if (biz_kpi_board_get_part (kpi) == BIZ_KPI_PART_EXCEPTIONS
      && biz_kpi_value_get_reason (value) != NULL)
    {
      g_task_return_new_error (task, ERP_ERROR, ERP_ERROR_VALIDATION, "%s",
                               biz_kpi_value_get_reason (value));
      return;
    }
  load = g_new0 (Load, 1);
  load->session = g_object_ref (session);
  load->currencies = biz_currency_table_ref (currencies);
  load->board = g_object_ref (board);
  load->scope = *biz_kpi_board_get_scope (board);
  load->value = g_object_ref (value);
  load->needs = get_needs (kpi);
  load->sets = g_ptr_array_new_with_free_func ((GDestroyNotify)biz_kpi_set_free);
  load->n_pending = 1;
  g_task_set_task_data (task, load, free_load);
  ask (task);
  finish_part (task);
}

GPtrArray *
biz_kpi_sets_read_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
