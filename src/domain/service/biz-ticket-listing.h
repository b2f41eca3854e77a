/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-service.h"
#include "erp-grouping.h"
#include "erp-listing.h"

G_BEGIN_DECLS

typedef enum
{
  BIZ_TICKET_SORT_QUEUE, /* what is urgent first, of that the oldest */
  BIZ_TICKET_SORT_NUMBER,
  BIZ_TICKET_SORT_SUBJECT,
  BIZ_TICKET_SORT_CUSTOMER,
  BIZ_TICKET_SORT_TEAM,
  BIZ_TICKET_SORT_STAGE,
  BIZ_TICKET_SORT_OWNER,
  BIZ_TICKET_SORT_CATEGORY,
  BIZ_TICKET_SORT_CREATED,
  BIZ_TICKET_SORT_WRITTEN,
  BIZ_TICKET_SORT_STAGED,
  BIZ_TICKET_SORT_DEADLINE,
  BIZ_TICKET_SORT_COMPANY,
} BizTicketSort;

typedef enum
{
  BIZ_TICKET_GROUP_STAGE,
  BIZ_TICKET_GROUP_TEAM,
  BIZ_TICKET_GROUP_OWNER,
  BIZ_TICKET_GROUP_PRIORITY,
  BIZ_TICKET_GROUP_CATEGORY,
  BIZ_TICKET_GROUP_CUSTOMER,
  BIZ_TICKET_N_GROUPS
} BizTicketGroupBy;

/* A list of BizTicket rows of the chosen project or the helpdesk, nothing loaded yet. */
ErpListing *biz_ticket_listing_new (BizService *service) G_GNUC_WARN_UNUSED_RESULT;
/* Both take effect at the next load. @filter: by the service's grammar. */
void biz_ticket_listing_set_filter (ErpListing *listing, BizService *service, BizFilter *filter);
void biz_ticket_listing_set_sort (ErpListing *listing,
                                  BizService *service,
                                  BizTicketSort sort,
                                  gboolean descending);
/* "priority desc, create_date asc, id asc"; what the server cannot sort by is in the queue's. */
char *biz_ticket_sort_to_order (const BizTicketShape *shape,
                                BizTicketSort sort,
                                gboolean descending) G_GNUC_WARN_UNUSED_RESULT;
gboolean biz_ticket_can_sort (const BizTicketShape *shape, BizTicketSort sort);

/* "stage", "owner", ... */
const char *biz_ticket_group_by_get_name (BizTicketGroupBy by);
gboolean biz_ticket_group_by_from_name (const char *name, BizTicketGroupBy *by);
const char *biz_ticket_group_by_get_label (BizTicketGroupBy by);
/* The server has a field for it. */
gboolean biz_ticket_can_group (const BizTicketShape *shape, BizTicketGroupBy by);
/* The list in groups; it asks nothing before erp_paged_load (). */
ErpGrouping *biz_ticket_grouping_new (BizService *service,
                                      BizTicketGroupBy by) G_GNUC_WARN_UNUSED_RESULT;
/* Its call: the answer is a GPtrArray of ErpGroup. */
ErpCall *biz_ticket_grouping_new_call (BizService *service,
                                       BizTicketGroupBy by,
                                       ErpDomain *domain) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
