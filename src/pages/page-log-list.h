/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "kit-types.h"

G_BEGIN_DECLS

/* The log of a record: what the customer saw, what only colleagues saw, and what merely happened,
 * told apart by words, place and tint. */
#define PAGE_TYPE_LOG_LIST (page_log_list_get_type ())
G_DECLARE_FINAL_TYPE (PageLogList, page_log_list, PAGE, LOG_LIST, AdwBin)

GtkWidget *page_log_list_new (void) G_GNUC_WARN_UNUSED_RESULT;
/* @entries: (nullable): of BizLogEntry, newest first; @n_older: how many were not read */
void page_log_list_set_entries (PageLogList *self, GListModel *entries, guint n_older);

G_END_DECLS
