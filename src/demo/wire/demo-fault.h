/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What goes wrong on purpose: "model/method:nth:kind". `nth` counts the calls of the method since
 * the fault was added, from 1; * is every call. Routes go by their path:
 * "web/session/authenticate". */
typedef enum
{
  DEMO_FAULT_NONE,
  DEMO_FAULT_BEFORE, /* the connection dies before anything ran */
  DEMO_FAULT_COMMIT, /* ... after the commit, before the answer */
  DEMO_FAULT_MID,    /* ... in the middle of the answer */
  DEMO_FAULT_LATE,   /* ... at once, and the call runs after `milliseconds` (3000) */
  DEMO_FAULT_HANG,   /* no answer, nothing runs */
  DEMO_FAULT_500,    /* a bare internal error, nothing runs */
  DEMO_FAULT_HTML,   /* a page instead of JSON, nothing runs */
  DEMO_FAULT_SLOW,   /* runs after `milliseconds` */
} DemoFaultKind;

typedef struct _DemoFaults DemoFaults;

DemoFaults *demo_faults_new (void);
void demo_faults_free (DemoFaults *self);
gboolean demo_faults_add (DemoFaults *self, const char *spec, GError **error);
void demo_faults_clear (DemoFaults *self);
/* Counts the call and says what happens to it. From any thread. */
DemoFaultKind demo_faults_next (DemoFaults *self, const char *name, guint *milliseconds);

G_END_DECLS
