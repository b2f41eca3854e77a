/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "app"

#include "config.h"

#include "app-section.h"

#include "page-ageing.h"
#include "page-close.h"
#include "page-collections.h"
#include "page-desk.h"
#include "page-due.h"
#include "page-exceptions.h"
#include "page-invoices.h"
#include "page-items.h"
#include "page-journal.h"
#include "page-overview.h"
#include "page-reconcile.h"
#include "page-service.h"

#include <glib/gi18n-lib.h>

static gboolean
is_invoices_touched (GtkWidget *page)
{
  return page_invoices_is_touched (PAGE_INVOICES (page));
}

static void
open_invoice (GtkWidget *page, gint64 id)
{
  page_invoices_open (PAGE_INVOICES (page), id);
}

static gint64
get_open_invoice (GtkWidget *page)
{
  return page_invoices_get_open (PAGE_INVOICES (page));
}

static void
search_invoices (GtkWidget *page, const char *text)
{
  page_invoices_search (PAGE_INVOICES (page), text);
}

static void
open_order (GtkWidget *page, gint64 id)
{
  page_due_open (PAGE_DUE (page), id);
}

static gint64
get_open_order (GtkWidget *page)
{
  return page_due_get_open (PAGE_DUE (page));
}

static void
search_due (GtkWidget *page, const char *text)
{
  page_due_search (PAGE_DUE (page), text);
}

static void
search_exceptions (GtkWidget *page, const char *text)
{
  page_exceptions_search (PAGE_EXCEPTIONS (page), text);
}

static void
search_items (GtkWidget *page, const char *text)
{
  page_items_search (PAGE_ITEMS (page), text);
}

static void
search_desk (GtkWidget *page, const char *text)
{
  page_desk_search (PAGE_DESK (page), text);
}

static gint64
get_open_bank_line (GtkWidget *page)
{
  return page_reconcile_get_open (PAGE_RECONCILE (page));
}

static void
open_bank_line (GtkWidget *page, gint64 id)
{
  page_reconcile_open (PAGE_RECONCILE (page), id);
}

static void
search_bank (GtkWidget *page, const char *text)
{
  page_reconcile_search (PAGE_RECONCILE (page), text);
}

static void
search_ageing (GtkWidget *page, const char *text)
{
  page_ageing_search (PAGE_AGEING (page), text);
}

static gint64
get_invoice_partner (GtkWidget *page)
{
  return page_invoices_get_partner (PAGE_INVOICES (page));
}

static gint64
get_order_partner (GtkWidget *page)
{
  return page_due_get_partner (PAGE_DUE (page));
}

static gint64
get_exception_partner (GtkWidget *page)
{
  return page_exceptions_get_partner (PAGE_EXCEPTIONS (page));
}

static gint64
get_item_partner (GtkWidget *page)
{
  return page_items_get_partner (PAGE_ITEMS (page));
}

static gint64
get_bank_partner (GtkWidget *page)
{
  return page_reconcile_get_partner (PAGE_RECONCILE (page));
}

static gint64
get_desk_partner (GtkWidget *page)
{
  return page_desk_get_partner (PAGE_DESK (page));
}

static gint64
get_owing_partner (GtkWidget *page)
{
  return page_collections_get_partner (PAGE_COLLECTIONS (page));
}

static void
search_collections (GtkWidget *page, const char *text)
{
  page_collections_search (PAGE_COLLECTIONS (page), text);
}

static void
open_case (GtkWidget *page, gint64 id)
{
  page_service_open (PAGE_SERVICE (page), id);
}

static gint64
get_open_case (GtkWidget *page)
{
  return page_service_get_open (PAGE_SERVICE (page));
}

static void
search_cases (GtkWidget *page, const char *text)
{
  page_service_search (PAGE_SERVICE (page), text);
}

static gint64
get_case_partner (GtkWidget *page)
{
  return page_service_get_partner (PAGE_SERVICE (page));
}

/* In the order of the sidebar and of Ctrl+1 ... Ctrl+9. A new section is a line here. */
static const AppSection sections[] = {
  { "invoices", N_ ("Invoices"), "quittance-invoices-symbolic", "account.move", ERP_RIGHT_READ,
    page_invoices_new, is_invoices_touched, open_invoice, get_open_invoice, search_invoices,
    get_invoice_partner },
  { "due", N_ ("To Invoice"), "quittance-due-symbolic", "sale.order", ERP_RIGHT_READ, page_due_new,
    NULL, open_order, get_open_order, search_due, get_order_partner },
  { "exceptions", N_ ("Exceptions"), "quittance-exceptions-symbolic", "sale.order", ERP_RIGHT_READ,
    page_exceptions_new, NULL, NULL, NULL, search_exceptions, get_exception_partner },
  { "reconcile", N_ ("Bank"), "quittance-bank-symbolic", "account.bank.statement.line",
    ERP_RIGHT_READ | ERP_RIGHT_WRITE, page_reconcile_new, NULL, open_bank_line, get_open_bank_line,
    search_bank, get_bank_partner },
  { "items", N_ ("Open Items"), "quittance-items-symbolic", "account.move.line", ERP_RIGHT_READ,
    page_items_new, NULL, NULL, NULL, search_items, get_item_partner },
  { "close", N_ ("Period Close"), "quittance-close-symbolic", "account.bank.statement.line",
    ERP_RIGHT_READ, page_close_new, NULL, NULL, NULL, NULL },
  { "desk", N_ ("Credit Desk"), "quittance-desk-symbolic", "sale.order", ERP_RIGHT_READ,
    page_desk_new, NULL, NULL, NULL, search_desk, get_desk_partner },
  { "collections", N_ ("Collections"), "quittance-collections-symbolic", "account.move.line",
    ERP_RIGHT_READ, page_collections_new, NULL, NULL, NULL, search_collections, get_owing_partner },
  { "ageing", N_ ("Ageing"), "quittance-ageing-symbolic", "account.move.line", ERP_RIGHT_READ,
    page_ageing_new, NULL, NULL, NULL, search_ageing },
  { "overview", N_ ("Overview"), "quittance-overview-symbolic", "account.move", ERP_RIGHT_READ,
    page_overview_new, NULL, NULL, NULL, NULL },
  { "service", N_ ("Service"), "quittance-service-symbolic", "helpdesk.ticket", ERP_RIGHT_READ,
    page_service_new, NULL, open_case, get_open_case, search_cases, get_case_partner,
    "project.task" },
  { "journal", N_ ("Journal"), "quittance-journal-symbolic", NULL, 0, page_journal_new, NULL, NULL,
    NULL, NULL },
};

/**
 * app_section_get_all:
 * @n_sections: (out): how many
 *
 * Returns: (array length=n_sections): every section there is, in the order shown
 */
const AppSection *
app_section_get_all (gsize *n_sections)
{
  g_return_val_if_fail (n_sections != NULL, NULL);

  *n_sections = G_N_ELEMENTS (sections);
  return sections;
}

/**
 * app_section_is_allowed:
 * @self: a section
 * @has_model: whether the server has the section's model
 * @rights: what the user may do with it
 *
 * Returns: whether a user with these rights sees the section
 */
gboolean
app_section_is_allowed (const AppSection *self, gboolean has_model, ErpRights rights)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->model == NULL || (has_model && (rights & self->rights) == self->rights);
}

/**
 * app_section_is_available:
 * @self: a section
 * @capabilities: what the server has and the user may
 *
 * Returns: whether the section is in the sidebar
 */
gboolean
app_section_is_available (const AppSection *self, ErpCapabilities *capabilities)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (ERP_IS_CAPABILITIES (capabilities), FALSE);

  if (self->model == NULL)
    return TRUE;
  if (app_section_is_allowed (self, erp_capabilities_has_model (capabilities, self->model),
                              erp_capabilities_get_rights (capabilities, self->model)))
    return TRUE;

  return self->other_model != NULL
         && app_section_is_allowed (self,
                                    erp_capabilities_has_model (capabilities, self->other_model),
                                    erp_capabilities_get_rights (capabilities, self->other_model));
}

/**
 * app_section_get_model:
 * @self: a section
 * @capabilities: what the server has and the user may
 *
 * Returns: (nullable): the model of the records that it shows here
 */
const char *
app_section_get_model (const AppSection *self, ErpCapabilities *capabilities)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (ERP_IS_CAPABILITIES (capabilities), NULL);

  if (self->other_model == NULL
      || (erp_capabilities_get_rights (capabilities, self->model) & self->rights) == self->rights)
    return self->model;

  return self->other_model;
}
