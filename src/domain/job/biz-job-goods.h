/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-job-tools.h"

G_BEGIN_DECLS

/* Of an invoice, in web_search_read: what bills the same lines of orders, and what moved of them,
 * came back and was sent again. */
#define BIZ_JOB_GOODS_FIELDS                                                                       \
  "\"line_ids\":{\"fields\":{\"sale_line_ids\":{\"fields\":{"                                      \
  "\"invoice_lines\":{\"fields\":{\"move_id\":{},\"parent_state\":{}}},"                           \
  "\"move_ids\":{\"fields\":{\"state\":{},"                                                        \
  "\"returned_move_ids\":{\"fields\":{\"state\":{},"                                               \
  "\"returned_move_ids\":{\"fields\":{\"state\":{}}}}}}}}}}}"

/* What a person saw of goods that came back, as a job keeps it: {"order_lines": [...],
 * "papers": [...], "moves": [...]}. FALSE with ERP_ERROR_CONFLICT where the answer has more of
 * those lines of orders than that. @ours: a paper that may have come since, 0: none. */
gboolean biz_job_goods_check (JsonObject *goods, JsonNode *records, gint64 ours, GError **error);

G_END_DECLS
