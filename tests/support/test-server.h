/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A raw HTTP server on loopback, in threads of its own, that also does what no server should. */
typedef struct _TestServer TestServer;

typedef enum
{
  TEST_ACT_REPLY,         /* keeps the connection */
  TEST_ACT_REPLY_CLOSE,   /* says "Connection: close" and closes */
  TEST_ACT_REPLY_HANG_UP, /* promises to keep the connection, and closes it */
  TEST_ACT_CUT_BEFORE,    /* closes without a byte */
  TEST_ACT_CUT_IN_HEADERS,
  TEST_ACT_CUT_IN_BODY,       /* half of the promised length */
  TEST_ACT_CUT_IN_BODY_CLOSE, /* the same, under "Connection: close" */
  TEST_ACT_HANG,              /* says nothing until the client goes */
} TestAct;

typedef struct
{
  TestAct act;
  guint status;
  const char *content_type; /* NULL: application/json */
  const char *headers;      /* (nullable): further ones, each ended by CRLF */
  GBytes *body;             /* (owned) (nullable) */
  guint delay;              /* ms before the answer */
} TestAnswer;

typedef struct
{
  char *method;
  char *path;
  char *headers; /* as they came */
  char *body;    /* NUL-terminated */
} TestRequest;

/* Called in a thread of the server, one request at a time. */
typedef void (*TestHandler) (const TestRequest *request, TestAnswer *answer, gpointer user_data);

/* @certificate_file: (nullable): PEM with certificate and key: speaks TLS. */
TestServer *test_server_new (const char *certificate_file);
void test_server_free (TestServer *self);
guint16 test_server_get_port (TestServer *self);
char *test_server_get_url (TestServer *self);

/* Answers are given in the order they were pushed, then by the handler, then 200 and "true". */
void test_server_push (TestServer *self, TestAct act, guint status, const char *body);
void test_server_push_answer (TestServer *self, TestAnswer answer);
void test_server_set_handler (TestServer *self, TestHandler handler, gpointer user_data);

guint test_server_get_n_requests (TestServer *self);
guint test_server_get_n_connections (TestServer *self);
/* (transfer none): until the server is freed */
const TestRequest *test_server_get_request (TestServer *self, guint i);

/* Runs the main context until @result is there; aborts after 20 s. */
void test_wait (GAsyncResult **result);
void test_take_result_cb (GObject *source, GAsyncResult *result, gpointer user_data);
void test_wait_until (gboolean (*condition) (gpointer), gpointer user_data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TestServer, test_server_free)

G_END_DECLS
