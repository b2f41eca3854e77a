/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "erp-types.h"

G_BEGIN_DECLS

/* The service desk: the queue of cases, as a list or a board, and the case that is worked on beside
 * it. Cases are tickets of the helpdesk or tasks of a project that is chosen here.
 *
 * Signals: "open-requested" (model, id), "journal-requested". */
#define PAGE_TYPE_SERVICE (page_service_get_type ())
G_DECLARE_FINAL_TYPE (PageService, page_service, PAGE, SERVICE, AdwBin)

GtkWidget *page_service_new (ErpSession *session) G_GNUC_WARN_UNUSED_RESULT;
/* Shows what fits words and tokens, as the search entry takes them. */
void page_service_search (PageService *self, const char *text);
/* A case of the queue by its id. */
void page_service_open (PageService *self, gint64 id);
/* The case that is open, 0 for none. */
gint64 page_service_get_open (PageService *self);
/* The customer of the case in sight, 0 for nobody. */
gint64 page_service_get_partner (PageService *self);
/* Whether something was written in it and not sent. */
gboolean page_service_is_touched (PageService *self);

/* The project whose tasks are cases at this profile, 0 where none was chosen. */
gint64 page_service_read_project (ErpSession *session);

G_END_DECLS
