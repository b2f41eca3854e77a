/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-collect-list.h"
#include "kit-ledger-list.h"

G_BEGIN_DECLS

/* The columns of the worklist. */
void page_collect_columns_install (KitLedgerList *list);
BizCollectSort page_collect_columns_get_sort (const char *column_id);
/* A KitLedgerCountFunc. */
char *page_collect_columns_count (guint count, gboolean exact, gpointer user_data);
KitTone page_collect_columns_get_tone (BizCollectPromise promise);
/* "3 days ago: phone"; NULL where nobody was in touch. */
char *
page_collect_columns_describe_contact (const BizCollectFacts *facts) G_GNUC_WARN_UNUSED_RESULT;
/* Translated: of a contact's way. */
const char *page_collect_columns_describe_way (const char *way);

G_END_DECLS
