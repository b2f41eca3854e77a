/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-kpi-sums-read.h"

#include "biz-currency-table.h"
#include "biz-kpi-documents.h"
#include "biz-kpi-sums-json.h"
#include "biz-whole-ledger.h"
#include "erp-call.h"
#include "erp-capabilities.h"
#include "erp-client.h"
#include "erp-domain.h"
#include "erp-error.h"
#include "erp-session.h"

#include <glib/gi18n-lib.h>

#define MAX_GROUPS 2

typedef struct
{
  const char *model;
  const char *side; /* of a match, with its point; "" for none */
  BizKpiSumsShape shape;
  gboolean by_document; /* asked of parts by document only */
} Kind;

#define LINE "account.move.line"
#define MATCH "account.partial.reconcile"
#define MOVE "account.move"
#define DEBIT "debit_move_id."
#define CREDIT "credit_move_id."
#define OWED "balance:sum"
#define MATCHED "amount:sum"

static const Kind kinds[] = {
  [BIZ_KPI_SUMS_MONTHS] = { LINE, "", { OWED, "date:month", NULL }, FALSE },
  [BIZ_KPI_SUMS_BEFORE] = { LINE, "", { OWED, NULL, NULL }, FALSE },
  [BIZ_KPI_SUMS_DUE] = { LINE, "", { OWED, "date:month", "date_maturity:day" }, FALSE },
  [BIZ_KPI_SUMS_SALES] = { MOVE,
                           "",
                           { "amount_total_signed:sum", "invoice_date:day", "move_type" },
                           FALSE },
  [BIZ_KPI_SUMS_MATCHED_DEBIT] = { MATCH, DEBIT, { MATCHED, "max_date:month", NULL }, TRUE },
  [BIZ_KPI_SUMS_MATCHED_CREDIT] = { MATCH, CREDIT, { MATCHED, "max_date:month", NULL }, TRUE },
  [BIZ_KPI_SUMS_AGED] = { LINE, "", { OWED, "date:month", "date_maturity:day" }, FALSE },
  [BIZ_KPI_SUMS_AGED_BARE] = { LINE, "", { OWED, "date:day", NULL }, FALSE },
  [BIZ_KPI_SUMS_SETTLED] = { MATCH, DEBIT, { MATCHED, NULL, NULL }, FALSE },
  [BIZ_KPI_SUMS_USED] = { MATCH, CREDIT, { MATCHED, NULL, NULL }, FALSE },
  [BIZ_KPI_SUMS_CORRECTED] = { MOVE,
                               "",
                               { "reversed_entry_id:count_distinct", NULL, NULL },
                               FALSE },
  [BIZ_KPI_SUMS_LARGEST] = { LINE, "", { OWED, NULL, "partner_id" }, FALSE },
};

/* The ages of what is matched are asked like the first of them. */
static const Kind aged_debit = { MATCH, DEBIT, { MATCHED, NULL, NULL }, FALSE };
static const Kind aged_credit = { MATCH, CREDIT, { MATCHED, NULL, NULL }, FALSE };

static const Kind *
find_kind (BizKpiSumsKind kind)
{
  if (kind < BIZ_KPI_SUMS_SETTLED_AGED)
    return &kinds[kind];

  return kind < BIZ_KPI_SUMS_USED_AGED ? &aged_debit : &aged_credit;
}

static guint
get_window (BizKpiSumsKind kind)
{
  return (kind - BIZ_KPI_SUMS_SETTLED_AGED) % BIZ_KPI_SUMS_WINDOWS;
}

/* One reading. */
typedef struct
{
  ErpSession *session; /* (owned) */
  BizKpiSums *sums;    /* (owned) */
  guint n_pending;
  GError *error; /* (owned) (nullable): the first one */
} Load;

/* One of its requests. */
typedef struct
{
  GTask *task; /* (owned) */
  BizKpiSumsKind kind;
  guint point;
} Part;

static void
free_load (gpointer data)
{
  Load *load = data;

  g_clear_object (&load->session);
  biz_kpi_sums_unref (load->sums);
  g_clear_error (&load->error);
  g_free (load);
}

static void
free_part (Part *part)
{
  g_clear_object (&part->task);
  g_free (part);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Part, free_part)

static char *
join (const char *side, const char *field)
{
  return g_strconcat (side, field, NULL);
}

/* Entries of receivables, or matches of such. */
static void
add_receivable (ErpDomain *domain, const char *side)
{
  g_autofree char *type = join (side, "account_type");
  g_autofree char *state = join (side, "parent_state");

  erp_domain_add_string (domain, type, "=", "asset_receivable");
  erp_domain_add_string (domain, state, "=", "posted");
}

/* Of parts by document a payment is nobody's. */
static void
add_documents_alone (ErpDomain *domain, const char *side, const BizKpiScope *scope)
{
  static const char *const types[] = { "out_invoice", "out_refund", NULL };
  g_autofree char *type = join (side, "move_id.move_type");

  if (biz_kpi_scope_is_by_document (scope))
    erp_domain_add_strv (domain, type, "in", types);
}

/* What is due on the day itself is not overdue; an entry without a due date is due when booked. */
static void
add_current (ErpDomain *domain, const char *side, const GDate *day)
{
  g_autofree char *due = join (side, "date_maturity");
  g_autofree char *date = join (side, "date");
  g_autoptr (ErpDomain) later = erp_domain_new ();
  g_autoptr (ErpDomain) at_once = erp_domain_new ();
  ErpDomain *const any[] = { later, at_once };

  erp_domain_add_date (later, due, ">=", day);
  erp_domain_add_bool (at_once, due, "=", FALSE);
  erp_domain_add_date (at_once, date, ">=", day);
  erp_domain_add_any (domain, any, G_N_ELEMENTS (any));
}

/* Of all points: due on the first of their days or later, or without a due date and booked on one
 * of those days. */
static void
add_any_current (ErpDomain *domain, const BizKpiScope *scope)
{
  const GDate first = biz_kpi_scope_get_day (scope, scope->n_points - 1);
  g_autoptr (GString) days = g_string_new ("[");
  g_autoptr (ErpDomain) later = erp_domain_new ();
  g_autoptr (ErpDomain) at_once = erp_domain_new ();
  ErpDomain *const any[] = { later, at_once };

  for (guint i = 0; i < scope->n_points; i++)
    {
      const GDate day = biz_kpi_scope_get_day (scope, i);

      g_string_append_printf (days, "%s\"%04u-%02u-%02u\"", i > 0 ? "," : "",
                              g_date_get_year (&day), g_date_get_month (&day),
                              g_date_get_day (&day));
    }
  g_string_append_c (days, ']');
  erp_domain_add_date (later, "date_maturity", ">=", &first);
  erp_domain_add_bool (at_once, "date_maturity", "=", FALSE);
  erp_domain_add_literal (at_once, "date", "in", days->str);
  erp_domain_add_any (domain, any, G_N_ELEMENTS (any));
}

static void
add_period (ErpDomain *domain, const char *field, const GDate *from, const GDate *to)
{
  erp_domain_add_date (domain, field, ">=", from);
  erp_domain_add_date (domain, field, "<=", to);
}

/* Due, or booked without a due date, in a window of days. */
static void
add_window (ErpDomain *domain, const char *side, const GDate *first, const GDate *last)
{
  g_autofree char *due = join (side, "date_maturity");
  g_autofree char *date = join (side, "date");
  g_autoptr (ErpDomain) dated = erp_domain_new ();
  g_autoptr (ErpDomain) bare = erp_domain_new ();
  ErpDomain *const any[] = { dated, bare };

  add_period (dated, due, first, last);
  erp_domain_add_bool (bare, due, "=", FALSE);
  add_period (bare, date, first, last);
  erp_domain_add_any (domain, any, G_N_ELEMENTS (any));
}

/* All that may be overdue, but not for longest, at any point. */
static void
add_aged (ErpDomain *domain, BizKpiSumsKind kind, const BizKpiScope *scope)
{
  const GDate oldest = biz_kpi_scope_get_day (scope, scope->n_points - 1);
  gboolean is_bare = kind == BIZ_KPI_SUMS_AGED_BARE;
  GDate first, last;

  biz_kpi_sums_get_window (&oldest, BIZ_KPI_SUMS_WINDOWS - 1, &first, &last);
  if (is_bare)
    erp_domain_add_bool (domain, "date_maturity", "=", FALSE);
  erp_domain_add_date (domain, is_bare ? "date" : "date_maturity", ">=", &first);
  erp_domain_add_date (domain, is_bare ? "date" : "date_maturity", "<", &scope->as_of);
}

static void
add_entries (ErpDomain *domain, BizKpiSumsKind kind, const BizKpiScope *scope, guint point)
{
  const char *side = find_kind (kind)->side;
  const BizKpiFrame frame = biz_kpi_scope_get_frame (scope, point);
  GDate first, last;

  add_receivable (domain, side);
  add_documents_alone (domain, side, scope);
  if (*side != '\0')
    erp_domain_add_date (domain, "max_date", "<=", &frame.to);
  else if (kind == BIZ_KPI_SUMS_BEFORE)
    erp_domain_add_date (domain, "date", "<", &frame.from);
  else
    erp_domain_add_date (domain, "date", "<=", &frame.to);
  if (kind == BIZ_KPI_SUMS_DUE)
    add_any_current (domain, scope);
  else if (kind == BIZ_KPI_SUMS_AGED || kind == BIZ_KPI_SUMS_AGED_BARE)
    add_aged (domain, kind, scope);
  else if (kind >= BIZ_KPI_SUMS_SETTLED_AGED)
    {
      biz_kpi_sums_get_window (&frame.to, get_window (kind), &first, &last);
      add_window (domain, side, &first, &last);
    }
  else if (kind == BIZ_KPI_SUMS_LARGEST)
    return;
  else if (kind >= BIZ_KPI_SUMS_N_WHOLE)
    add_current (domain, side, &frame.to);
}

/* NULL where the part cannot be chosen. */
static ErpDomain *
make_domain (BizKpiSumsKind kind,
             const BizKpiScope *scope,
             guint point,
             ErpCapabilities *capabilities)
{
  g_autoptr (ErpDomain) domain = erp_domain_new ();
  gboolean is_move = g_str_equal (find_kind (kind)->model, MOVE);
  const BizKpiFrame frame = biz_kpi_scope_get_frame (scope, point);
  const GDate first = biz_kpi_scope_get_first (scope);

  erp_domain_add_int (domain, "company_id", "=", scope->company_id);
  if (kind == BIZ_KPI_SUMS_SALES)
    biz_kpi_documents_add_sales (domain, BIZ_KPI_DOCUMENTS_SALES, &first, &scope->as_of);
  else if (kind == BIZ_KPI_SUMS_CORRECTED)
    biz_kpi_documents_add_corrections (domain, &frame);
  else
    add_entries (domain, kind, scope, point);
  if (!biz_kpi_scope_add_domain (scope, domain, is_move ? MOVE : LINE, find_kind (kind)->side,
                                 capabilities))
    return NULL;

  return g_steal_pointer (&domain);
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
    g_task_return_pointer (task, biz_kpi_sums_ref (load->sums), (GDestroyNotify)biz_kpi_sums_unref);
}

static void
part_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Part) part = user_data;
  Load *load = g_task_get_task_data (part->task);
  g_autoptr (GError) error = NULL;
  GArray *rows = erp_client_call_finish (ERP_CLIENT (source), result, &error);

  if (rows != NULL)
    biz_kpi_sums_take (load->sums, part->kind, part->point, rows);
  else if (load->error == NULL)
    load->error = g_steal_pointer (&error);
  finish_part (part->task);
}

static gboolean
ask (GTask *task, BizKpiSumsKind kind, guint point)
{
  Load *load = g_task_get_task_data (task);
  const BizKpiScope *scope = biz_kpi_sums_get_scope (load->sums);
  ErpCapabilities *capabilities = erp_session_get_capabilities (load->session);
  const BizKpiSumsShape *shape = &find_kind (kind)->shape;
  const char *groupby[MAX_GROUPS + 1] = { 0 };
  const char *aggregates[] = { shape->aggregate, "__count", NULL };
  g_autoptr (ErpDomain) domain = make_domain (kind, scope, point, capabilities);
  g_autoptr (ErpCall) call = NULL;
  guint n = 0;
  Part *part;

  if (domain == NULL)
    return FALSE;
  if (shape->day != NULL)
    groupby[n++] = shape->day;
  if (shape->other != NULL)
    groupby[n++] = shape->other;
  if (n == 0)
    groupby[n++] = "company_id";
  call = erp_capabilities_new_aggregate_call (capabilities, find_kind (kind)->model, domain,
                                              groupby, aggregates);
  if (kind == BIZ_KPI_SUMS_LARGEST)
    erp_capabilities_set_first_groups (capabilities, call, OWED, TRUE, BIZ_KPI_SUMS_LARGEST_N);
  biz_kpi_sums_add_decoder (call, kind, shape, &scope->zero);
  erp_call_set_companies (call, &scope->company_id, 1);
  part = g_new0 (Part, 1);
  part->task = g_object_ref (task);
  part->kind = kind;
  part->point = point;
  load->n_pending++;
  erp_client_call_async (erp_session_get_client (load->session), call,
                         g_task_get_cancellable (task), part_cb, part);

  return TRUE;
}

static gboolean
ask_missing (GTask *task, BizKpiSumsKind from, BizKpiSumsKind to, guint point)
{
  Load *load = g_task_get_task_data (task);
  gboolean by_document = biz_kpi_scope_is_by_document (biz_kpi_sums_get_scope (load->sums));
  gboolean is_asked = TRUE;

  for (guint kind = from; kind < to; kind++)
    {
      /* Of parts by document what a customer owes is not known. */
      if (kind == BIZ_KPI_SUMS_LARGEST && by_document)
        continue;
      if (is_asked && !biz_kpi_sums_has (load->sums, (BizKpiSumsKind)kind, point))
        is_asked = ask (task, (BizKpiSumsKind)kind, point);
    }

  return is_asked;
}

/* Those of @point that are not there. */
static gboolean
ask_point (GTask *task, guint point)
{
  return ask_missing (task, BIZ_KPI_SUMS_N_WHOLE, BIZ_KPI_SUMS_SETTLED_AGED, point);
}

static gboolean
ask_whole (GTask *task)
{
  Load *load = g_task_get_task_data (task);
  gboolean by_document = biz_kpi_scope_is_by_document (biz_kpi_sums_get_scope (load->sums));

  for (guint kind = 0; kind < BIZ_KPI_SUMS_AGED; kind++)
    {
      /* What is by document needs more of one and none of the other. */
      if (kind == BIZ_KPI_SUMS_BEFORE ? by_document : kinds[kind].by_document && !by_document)
        continue;
      if (!ask (task, (BizKpiSumsKind)kind, 0))
        return FALSE;
    }

  return TRUE;
}

static GTask *
new_task (ErpSession *session,
          BizKpiSums *sums,
          GCancellable *cancellable,
          GAsyncReadyCallback callback,
          gpointer user_data)
{
  GTask *task = g_task_new (session, cancellable, callback, user_data);
  Load *load = g_new0 (Load, 1);

  load->session = g_object_ref (session);
  load->sums = biz_kpi_sums_ref (sums);
  load->n_pending = 1;
  g_task_set_task_data (task, load, free_load);

  return task;
}

/* The server would not know what is meant: said once all that was asked is answered. */
static void
end_asking (GTask *task, gboolean is_asked)
{
  Load *load = g_task_get_task_data (task);

  if (!is_asked && load->error == NULL)
    load->error = g_error_new_literal (
        ERP_ERROR, ERP_ERROR_MISSING,
        _ ("This server does not tell invoices apart so: choose another way to break figures "
           "down."));
  finish_part (task);
}

/**
 * biz_kpi_sums_read_async:
 * @session: who is signed in
 * @currencies: the currencies of the server
 * @scope: of what and until when
 * @cancellable: (nullable): to stop
 * @callback: called when done
 * @user_data: for @callback
 */
void
biz_kpi_sums_read_async (ErpSession *session,
                         BizCurrencyTable *currencies,
                         const BizKpiScope *scope,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (BizKpiSums) sums = NULL;
  g_autoptr (GTask) task = NULL;
  GError *error = NULL;
  guint previous;
  gboolean is_asked;

  g_return_if_fail (ERP_IS_SESSION (session) && scope != NULL && scope->company_id > 0);

  sums = biz_kpi_sums_new (scope);
  task = new_task (session, sums, cancellable, callback, user_data);
  g_task_set_source_tag (task, biz_kpi_sums_read_async);
  if (!biz_whole_ledger_check (erp_session_get_capabilities (session), &error))
    {
      g_task_return_error (task, error);
      return;
    }
  previous = biz_kpi_scope_get_previous (scope);
  is_asked =
      ask_whole (task) && ask_point (task, 0) && (previous == 0 || ask_point (task, previous));
  end_asking (task, is_asked);
}

BizKpiSums *
biz_kpi_sums_read_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * biz_kpi_sums_read_point_async:
 * @session: who is signed in
 * @sums: what was read before; it grows
 * @point: which point
 * @cancellable: (nullable): to stop
 * @callback: called when done
 * @user_data: for @callback
 */
void
biz_kpi_sums_read_point_async (ErpSession *session,
                               BizKpiSums *sums,
                               guint point,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (ERP_IS_SESSION (session) && sums != NULL);
  g_return_if_fail (point < biz_kpi_sums_get_scope (sums)->n_points);

  task = new_task (session, sums, cancellable, callback, user_data);
  g_task_set_source_tag (task, biz_kpi_sums_read_point_async);
  end_asking (task, ask_point (task, point));
}

gboolean
biz_kpi_sums_read_point_finish (GAsyncResult *result, GError **error)
{
  g_autoptr (BizKpiSums) sums = g_task_propagate_pointer (G_TASK (result), error);

  return sums != NULL;
}

/**
 * biz_kpi_sums_read_due_async:
 * @session: who is signed in
 * @sums: what was read before; it grows
 * @point: which point
 * @cancellable: (nullable): to stop
 * @callback: called when done
 * @user_data: for @callback
 */
void
biz_kpi_sums_read_due_async (ErpSession *session,
                             BizKpiSums *sums,
                             guint point,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (ERP_IS_SESSION (session) && sums != NULL);
  g_return_if_fail (point < biz_kpi_sums_get_scope (sums)->n_points);

  task = new_task (session, sums, cancellable, callback, user_data);
  g_task_set_source_tag (task, biz_kpi_sums_read_due_async);
  end_asking (task, ask_missing (task, BIZ_KPI_SUMS_SETTLED, BIZ_KPI_SUMS_CORRECTED, point));
}

gboolean
biz_kpi_sums_read_due_finish (GAsyncResult *result, GError **error)
{
  return biz_kpi_sums_read_point_finish (result, error);
}

/**
 * biz_kpi_sums_read_ages_async:
 * @session: who is signed in
 * @sums: what was read before; it grows
 * @point: which point
 * @cancellable: (nullable): to stop
 * @callback: called when done
 * @user_data: for @callback
 */
void
biz_kpi_sums_read_ages_async (ErpSession *session,
                              BizKpiSums *sums,
                              guint point,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  gboolean is_asked;

  g_return_if_fail (ERP_IS_SESSION (session) && sums != NULL);
  g_return_if_fail (point < biz_kpi_sums_get_scope (sums)->n_points);

  task = new_task (session, sums, cancellable, callback, user_data);
  g_task_set_source_tag (task, biz_kpi_sums_read_ages_async);
  is_asked = ask_missing (task, BIZ_KPI_SUMS_AGED, BIZ_KPI_SUMS_N_WHOLE, 0)
             && ask_missing (task, BIZ_KPI_SUMS_SETTLED, BIZ_KPI_SUMS_CORRECTED, point)
             && ask_missing (task, BIZ_KPI_SUMS_SETTLED_AGED, BIZ_KPI_SUMS_N, point);
  end_asking (task, is_asked);
}

gboolean
biz_kpi_sums_read_ages_finish (GAsyncResult *result, GError **error)
{
  return biz_kpi_sums_read_point_finish (result, error);
}
