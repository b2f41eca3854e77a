/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demo-fixture.h"

G_BEGIN_DECLS

/* The demo company before its story: companies 1 (EUR), 2 (EUR), 3 (USD), customers, articles. */
void company_open (Fixture *self, guint series, const char *login);
/* As fixture_call(), with the context in args, what was put off, and all taken back on an error. */
char *company_call (Fixture *self, const char *model, const char *method, const char *args);
/* One number out of the data file. */
gint64 company_int (Fixture *self, const char *sql);
/* A customer of company 1 who pays in that currency ("EUR", "USD"), without terms. */
gint64 company_customer (Fixture *self, const char *currency);
/* A draft invoice of company 1 on that day, one line without tax; posted when asked for. */
gint64 company_invoice (Fixture *self,
                        const char *currency,
                        const char *type,
                        const char *amount,
                        const char *day,
                        gboolean post);

#define company_assert_call(self, model, method, args, expected)                                   \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *told_text = company_call ((self), (model), (method), (args));                 \
    g_assert_cmpstr (told_text, ==, (expected));                                                   \
  }                                                                                                \
  G_STMT_END

G_END_DECLS
