/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "erp-client.h"

G_BEGIN_DECLS

/* A client before another one, that breaks at a given method. */
#define FAULTY_TYPE_CLIENT (faulty_client_get_type ())
G_DECLARE_FINAL_TYPE (FaultyClient, faulty_client, FAULTY, CLIENT, GObject)

typedef enum
{
  FAULTY_NONE,
  FAULTY_NOT_SENT,    /* nothing reaches the server: ERP_ERROR_UNREACHABLE */
  FAULTY_LOST_BEFORE, /* nothing reaches the server, but nobody knows that */
  FAULTY_LOST_AFTER,  /* it happens, and the answer is lost */
  FAULTY_CUT,         /* it happens, and the answer is cut off */
  FAULTY_LATE,        /* lost; it happens when the test says so */
  FAULTY_KILL_BEFORE, /* the program is killed before it is sent */
  FAULTY_KILL_AFTER,  /* the program is killed when it has happened */
} Fault;

typedef void (*FaultyHook) (ErpCall *call, gpointer user_data);

FaultyClient *faulty_client_new (ErpClient *real);
/* The next @n_times calls of @method. */
void faulty_client_set_fault (FaultyClient *self, const char *method, Fault fault, guint n_times);
/* Runs once, before the next call of @method goes on. */
void faulty_client_set_hook (FaultyClient *self,
                             const char *method,
                             FaultyHook hook,
                             gpointer user_data);
/* What was late happens now; until its answer. */
void faulty_client_catch_up (FaultyClient *self);

/* Calls since it was made, those that broke as well. */
guint faulty_client_get_n_calls (FaultyClient *self);
/* Calls that are on their way together are one trip; what is asked once an answer is there is the
 * next. Counted from the last time that they were forgotten, with nothing on its way. */
guint faulty_client_get_n_trips (FaultyClient *self);
void faulty_client_forget_trips (FaultyClient *self);

/* While held nothing is sent: calls wait for faulty_client_release (). To be let go before the end:
 * with FALSE all are sent. */
void faulty_client_hold (FaultyClient *self, gboolean hold);
guint faulty_client_get_n_held (FaultyClient *self);
/* (transfer none): in the order in which they were made */
ErpCall *faulty_client_get_held (FaultyClient *self, guint nth);
void faulty_client_release (FaultyClient *self, guint nth);

/* Asks and waits: for tests that make data. Aborts on an error unless @error is given. */
JsonNode *faulty_ask (ErpClient *client, ErpCall *call, GError **error);

G_END_DECLS
