/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demo-model.h"

/* Shorthand for the field tables: what a field always has comes first, the rest by name. */
#define DEMO_FIELD(t, n, l, ...)                                                                   \
  {                                                                                                \
    .name = (n), .type = (t), .label = (l), ##__VA_ARGS__                                          \
  }
#define F_CHAR(n, l, ...) DEMO_FIELD (DEMO_CHAR, n, l, ##__VA_ARGS__)
#define F_TEXT(n, l, ...) DEMO_FIELD (DEMO_TEXT, n, l, ##__VA_ARGS__)
#define F_HTML(n, l, ...) DEMO_FIELD (DEMO_HTML, n, l, ##__VA_ARGS__)
#define F_INT(n, l, ...) DEMO_FIELD (DEMO_INTEGER, n, l, ##__VA_ARGS__)
#define F_FLOAT(n, l, ...) DEMO_FIELD (DEMO_FLOAT, n, l, ##__VA_ARGS__)
#define F_MONEY(n, l, c, ...) DEMO_FIELD (DEMO_MONETARY, n, l, .currency = (c), ##__VA_ARGS__)
#define F_BOOL(n, l, ...) DEMO_FIELD (DEMO_BOOLEAN, n, l, ##__VA_ARGS__)
#define F_DATE(n, l, ...) DEMO_FIELD (DEMO_DATE, n, l, ##__VA_ARGS__)
#define F_TIME(n, l, ...) DEMO_FIELD (DEMO_DATETIME, n, l, ##__VA_ARGS__)
#define F_JSON(n, l, ...) DEMO_FIELD (DEMO_JSON, n, l, ##__VA_ARGS__)
#define F_SELECT(n, l, s, ...) DEMO_FIELD (DEMO_SELECTION, n, l, .selection = (s), ##__VA_ARGS__)
#define F_M2O(n, l, r, ...) DEMO_FIELD (DEMO_MANY2ONE, n, l, .relation = (r), ##__VA_ARGS__)
#define F_O2M(n, l, r, i, ...)                                                                     \
  DEMO_FIELD (DEMO_ONE2MANY, n, l, .relation = (r), .inverse = (i), ##__VA_ARGS__)
#define F_M2M(n, l, r, t, c, o, ...)                                                               \
  DEMO_FIELD (DEMO_MANY2MANY, n, l, .relation = (r), .m2m_table = (t), .m2m_column = (c),          \
              .m2m_other = (o), ##__VA_ARGS__)
#define F_ACTIVE F_BOOL ("active", "Active", .value = "true")

/* Who reads the figures of accounting. */
#define DEMO_GROUPS_ACCOUNTING "account.group_account_readonly,account.group_account_invoice"
