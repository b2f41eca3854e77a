/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-paper.h"

G_BEGIN_DECLS

/* A posted invoice of @n_lines lines of 100.00 EUR plus 19 %, from a German seller with an account
 * to a German customer, in two instalments with an early-payment discount. */
BizPaper *paper_fixture_new (guint n_lines);
/* The same, changed by "member": value pairs of JSON. */
BizPaper *paper_fixture_new_with (guint n_lines, const char *changes);
/* What the server would say. */
char *paper_fixture_new_json (guint n_lines, const char *changes);

G_END_DECLS
