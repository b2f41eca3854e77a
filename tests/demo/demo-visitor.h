/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demo-server.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

/* A client of a demo server, for tests: everything as texts. JSON is written with '. */
typedef struct
{
  DemoServer *server;
  SoupSession *session;
  DemoAccount *account;
} Visitor;

void visitor_open (Visitor *self, DemoServer *server, const char *role);
void visitor_close (Visitor *self);
/* "200 [1, 2]"; of an error "422 odoo.exceptions.UserError"; "! ..." without an answer. */
char *visitor_post (Visitor *self, const char *path, const char *body, const char *headers);
char *visitor_json2 (Visitor *self, const char *method, const char *body);
/* execute_kw; the answer's result, or "!name". args: "[..], {..}" */
char *visitor_rpc (Visitor *self, const char *model, const char *method, const char *args);

#define visitor_assert(told_expr, expected)                                                        \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *told_text = (told_expr);                                                      \
    g_assert_cmpstr (told_text, ==, (expected));                                                   \
  }                                                                                                \
  G_STMT_END

G_END_DECLS
