/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "erp-client.h"

G_BEGIN_DECLS

/* A server of a few lines: answers by a function, at once or when the test says so. */
#define FAKE_TYPE_CLIENT (fake_client_get_type ())
G_DECLARE_FINAL_TYPE (FakeClient, fake_client, FAKE, CLIENT, GObject)

/* (transfer full): the answer, or NULL with an error. */
typedef JsonNode *(*FakeAnswerFunc) (ErpCall *call, gpointer user_data, GError **error);

FakeClient *fake_client_new (FakeAnswerFunc answer, gpointer user_data);

/* While held, calls wait for fake_client_release (). */
void fake_client_hold (FakeClient *self, gboolean hold);
guint fake_client_get_n_waiting (FakeClient *self);
void fake_client_release (FakeClient *self, guint nth_waiting);

guint fake_client_get_n_calls (FakeClient *self);
ErpCall *fake_client_get_call (FakeClient *self, guint nth);
guint fake_client_count_calls (FakeClient *self, const char *method);
void fake_client_forget_calls (FakeClient *self);
/* @version: a constant */
void fake_client_set_server_version (FakeClient *self, const char *version);
void fake_client_set_server_time (FakeClient *self, gint64 time);

/* Runs the main loop until @done; fails the test after ten seconds. */
void fake_loop_until (gboolean (*done) (gpointer user_data), gpointer user_data);
/* Runs what is ready to run. */
void fake_loop_drain (void);

G_END_DECLS
