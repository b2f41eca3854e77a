/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-fault.h"

#include <gio/gio.h>
#include <string.h>

#define LATE_DEFAULT 3000

typedef struct
{
  char *name; /* (owned) */
  guint nth;  /* 0: every */
  guint seen;
  DemoFaultKind kind;
  guint milliseconds;
} Fault;

struct _DemoFaults
{
  GMutex lock;
  GPtrArray *all; /* (owned): Fault */
};

static const struct
{
  const char *name;
  DemoFaultKind kind;
} kinds[] = {
  { "before", DEMO_FAULT_BEFORE }, { "commit", DEMO_FAULT_COMMIT }, { "mid", DEMO_FAULT_MID },
  { "late", DEMO_FAULT_LATE },     { "hang", DEMO_FAULT_HANG },     { "500", DEMO_FAULT_500 },
  { "html", DEMO_FAULT_HTML },     { "slow", DEMO_FAULT_SLOW },
};

static void
fault_free (Fault *self)
{
  g_free (self->name);
  g_free (self);
}

DemoFaults *
demo_faults_new (void)
{
  DemoFaults *self = g_new0 (DemoFaults, 1);

  g_mutex_init (&self->lock);
  self->all = g_ptr_array_new_with_free_func ((GDestroyNotify)fault_free);
  return self;
}

void
demo_faults_free (DemoFaults *self)
{
  g_ptr_array_unref (self->all);
  g_mutex_clear (&self->lock);
  g_free (self);
}

static gboolean
parse_kind (Fault *fault, const char *text)
{
  const char *equals = strchr (text, '=');
  gsize length = equals ? (gsize)(equals - text) : strlen (text);
  guint64 milliseconds = 0;

  if (equals && !g_ascii_string_to_unsigned (equals + 1, 10, 0, 600000, &milliseconds, NULL))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (strlen (kinds[i].name) == length && strncmp (kinds[i].name, text, length) == 0)
      {
        fault->kind = kinds[i].kind;
        fault->milliseconds = (guint)milliseconds;
        if (fault->kind == DEMO_FAULT_LATE && !equals)
          fault->milliseconds = LATE_DEFAULT;
        return !equals == (fault->kind != DEMO_FAULT_SLOW) || fault->kind == DEMO_FAULT_LATE;
      }
  return FALSE;
}

/**
 * demo_faults_add:
 * @self: the faults
 * @spec: "account.move/action_post:1:commit"
 * @error: return location for an error
 *
 * Returns: whether the text was understood
 */
gboolean
demo_faults_add (DemoFaults *self, const char *spec, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (spec, ":", 4);
  Fault *fault = g_new0 (Fault, 1);
  guint64 nth = 0;

  if (g_strv_length (parts) != 3 || !*parts[0]
      || (strcmp (parts[1], "*") != 0
          && !g_ascii_string_to_unsigned (parts[1], 10, 1, G_MAXUINT, &nth, NULL))
      || !parse_kind (fault, parts[2]))
    {
      fault_free (fault);
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                   "'%s' is no fault: write model/method:nth:"
                   "before|commit|mid|late|hang|500|html|slow=MS.",
                   spec);
      return FALSE;
    }
  fault->name = g_strdup (parts[0]);
  fault->nth = (guint)nth;
  g_mutex_lock (&self->lock);
  g_ptr_array_add (self->all, fault);
  g_mutex_unlock (&self->lock);
  return TRUE;
}

void
demo_faults_clear (DemoFaults *self)
{
  g_mutex_lock (&self->lock);
  g_ptr_array_set_size (self->all, 0);
  g_mutex_unlock (&self->lock);
}

DemoFaultKind
demo_faults_next (DemoFaults *self, const char *name, guint *milliseconds)
{
  DemoFaultKind kind = DEMO_FAULT_NONE;

  g_mutex_lock (&self->lock);
  for (guint i = 0; i < self->all->len; i++)
    {
      Fault *fault = g_ptr_array_index (self->all, i);

      if (strcmp (fault->name, name) != 0 && strcmp (fault->name, "*") != 0)
        continue;
      fault->seen++;
      if (kind == DEMO_FAULT_NONE && (fault->nth == 0 || fault->nth == fault->seen))
        {
          kind = fault->kind;
          *milliseconds = fault->milliseconds;
        }
    }
  g_mutex_unlock (&self->lock);
  return kind;
}
