/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-ticket-listing.h"

#include "erp-client.h"
#include "erp-domain.h"

static const BizTicketPart sorted[] = {
  [BIZ_TICKET_SORT_QUEUE] = BIZ_TICKET_PRIORITY,  [BIZ_TICKET_SORT_NUMBER] = BIZ_TICKET_NUMBER,
  [BIZ_TICKET_SORT_SUBJECT] = BIZ_TICKET_N_PARTS, [BIZ_TICKET_SORT_CUSTOMER] = BIZ_TICKET_CUSTOMER,
  [BIZ_TICKET_SORT_TEAM] = BIZ_TICKET_TEAM,       [BIZ_TICKET_SORT_STAGE] = BIZ_TICKET_STAGE,
  [BIZ_TICKET_SORT_OWNER] = BIZ_TICKET_OWNER,     [BIZ_TICKET_SORT_CATEGORY] = BIZ_TICKET_CATEGORY,
  [BIZ_TICKET_SORT_CREATED] = BIZ_TICKET_CREATED, [BIZ_TICKET_SORT_WRITTEN] = BIZ_TICKET_WRITTEN,
  [BIZ_TICKET_SORT_STAGED] = BIZ_TICKET_STAGED,   [BIZ_TICKET_SORT_DEADLINE] = BIZ_TICKET_DEADLINE,
  [BIZ_TICKET_SORT_COMPANY] = BIZ_TICKET_COMPANY,
};

static const char *
get_field (const BizTicketShape *shape, BizTicketSort sort)
{
  if (sort == BIZ_TICKET_SORT_SUBJECT)
    return "name";
  /* A task has no number but its id. */
  if (sort == BIZ_TICKET_SORT_NUMBER && shape->fields[BIZ_TICKET_NUMBER] == NULL)
    return "id";
  if (biz_ticket_shape_is_list (shape, sorted[sort]))
    return NULL;

  return shape->fields[sorted[sort]];
}

gboolean
biz_ticket_can_sort (const BizTicketShape *shape, BizTicketSort sort)
{
  g_return_val_if_fail (shape != NULL && sort < G_N_ELEMENTS (sorted), FALSE);

  return get_field (shape, sort) != NULL;
}

/**
 * biz_ticket_sort_to_order:
 * @shape: what cases are here
 * @sort: a column
 * @descending: the largest first; of the queue: what is urgent first
 *
 * Returns: (transfer full): an order without ties, so that pages neither repeat nor miss a row
 */
char *
biz_ticket_sort_to_order (const BizTicketShape *shape, BizTicketSort sort, gboolean descending)
{
  const char *direction = descending ? "desc" : "asc";
  const char *field;

  g_return_val_if_fail (shape != NULL && sort < G_N_ELEMENTS (sorted), NULL);

  field = get_field (shape, sort);
  if (field == NULL)
    return g_strdup ("create_date asc, id asc");
  if (sort == BIZ_TICKET_SORT_QUEUE)
    return g_strdup_printf ("%s %s, create_date asc, id asc", field, direction);
  if (g_str_equal (field, "id"))
    return g_strdup_printf ("id %s", direction);

  return g_strdup_printf ("%s %s, id %s", field, direction, direction);
}

static GObject *
make_ticket (JsonObject *row, gpointer user_data, GError **error)
{
  return (GObject *)biz_ticket_new_from_json (user_data, row, error);
}

void
biz_ticket_listing_set_filter (ErpListing *listing, BizService *service, BizFilter *filter)
{
  g_autoptr (ErpDomain) domain = erp_domain_new ();
  g_autoptr (ErpDomain) asked = NULL;

  g_return_if_fail (ERP_IS_LISTING (listing) && BIZ_IS_SERVICE (service) && filter != NULL);

  biz_service_add_base (service, domain);
  asked = biz_filter_to_domain (filter);
  erp_domain_add_all (domain, asked);
  erp_listing_set_domain (listing, domain);
}

void
biz_ticket_listing_set_sort (ErpListing *listing,
                             BizService *service,
                             BizTicketSort sort,
                             gboolean descending)
{
  g_autofree char *order = NULL;

  g_return_if_fail (ERP_IS_LISTING (listing) && BIZ_IS_SERVICE (service));

  order = biz_ticket_sort_to_order (biz_service_get_shape (service), sort, descending);
  erp_listing_set_order (listing, order);
}

/**
 * biz_ticket_listing_new:
 * @service: a service desk that has cases
 *
 * Returns: (transfer full): all its cases, the most urgent first, nothing loaded
 */
ErpListing *
biz_ticket_listing_new (BizService *service)
{
  const BizTicketShape *shape = biz_service_get_shape (service);
  g_autofree char *specification = NULL;
  g_autoptr (ErpDomain) domain = erp_domain_new ();
  g_autoptr (ErpListing) listing = NULL;

  g_return_val_if_fail (shape != NULL && shape->model != NULL, NULL);

  specification = biz_ticket_shape_make_specification (shape);
  listing =
      erp_listing_new (erp_session_get_client (biz_service_get_session (service)), shape->model,
                       specification, make_ticket, g_memdup2 (shape, sizeof *shape), g_free);
  biz_service_add_base (service, domain);
  erp_listing_set_domain (listing, domain);
  biz_ticket_listing_set_sort (listing, service, BIZ_TICKET_SORT_QUEUE, TRUE);

  return g_steal_pointer (&listing);
}
