/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-service-times.h"
#include "biz-ticket-listing.h"
#include "kit-ledger-list.h"

G_BEGIN_DECLS

/* What the columns need beside the case; outlives the list. */
typedef struct
{
  gint64 now; /* seconds since 1970, UTC */
  gint64 uid;
  BizServiceTimes *times; /* (unowned) (nullable): the page's */
} PageServiceMoment;

void page_service_columns_install (KitLedgerList *list,
                                   const BizTicketShape *shape,
                                   const PageServiceMoment *moment);
BizTicketSort page_service_columns_get_sort (const char *column_id);
void page_service_columns_set_empty (KitLedgerList *list, gboolean filtered);
char *page_service_columns_count (guint count, gboolean exact, gpointer user_data);
/* "3 d", "5 h", "12 min" */
char *page_service_format_age (gint64 seconds) G_GNUC_WARN_UNUSED_RESULT;
KitTone page_service_get_clock_tone (const BizServiceClock *clock);
/* "★★" */
const char *page_service_get_stars (int priority);
/* @times: (nullable): whose policies tell which stages wait */
KitTone page_service_get_stage_tone (BizTicket *ticket, BizServiceTimes *times);

G_END_DECLS
