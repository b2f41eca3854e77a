/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kit"

#include "kit-ledger-voice.h"

/* Nothing has come for so long: that is rest. */
#define REST_MS 120
/* Rows that speak at once; then frames and keys have their turn. */
#define ROWS_AT_ONCE 6

struct _KitLedgerVoice
{
  GObject parent_instance;

  KitLedgerSpeakFunc speak;
  GPtrArray *rows; /* (owned) (element-type GtkWidget): not owned themselves */
  gint64 last;     /* when the last one came */
  guint source;
};

G_DEFINE_FINAL_TYPE (KitLedgerVoice, kit_ledger_voice, G_TYPE_OBJECT)

static void wait_for_rest (KitLedgerVoice *self);

static gboolean
is_at_rest (KitLedgerVoice *self)
{
  return g_get_monotonic_time () - self->last >= REST_MS * 1000;
}

static gboolean
speak_cb (gpointer user_data)
{
  KitLedgerVoice *self = user_data;

  for (guint i = 0; i < ROWS_AT_ONCE && self->rows->len > 0; i++)
    self->speak (g_ptr_array_remove_index (self->rows, 0));
  if (self->rows->len > 0 && is_at_rest (self))
    return G_SOURCE_CONTINUE;
  self->source = 0;
  if (self->rows->len > 0)
    wait_for_rest (self);
  return G_SOURCE_REMOVE;
}

static gboolean
rest_cb (gpointer user_data)
{
  KitLedgerVoice *self = user_data;

  if (self->rows->len > 0 && !is_at_rest (self))
    return G_SOURCE_CONTINUE;
  self->source = self->rows->len > 0 ? g_idle_add_full (G_PRIORITY_LOW, speak_cb, self, NULL) : 0;
  return G_SOURCE_REMOVE;
}

static void
wait_for_rest (KitLedgerVoice *self)
{
  self->source = g_timeout_add_full (G_PRIORITY_LOW, REST_MS, rest_cb, self, NULL);
}

static void
kit_ledger_voice_finalize (GObject *object)
{
  KitLedgerVoice *self = KIT_LEDGER_VOICE (object);

  g_clear_handle_id (&self->source, g_source_remove);
  g_ptr_array_unref (self->rows);
  G_OBJECT_CLASS (kit_ledger_voice_parent_class)->finalize (object);
}

static void
kit_ledger_voice_class_init (KitLedgerVoiceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kit_ledger_voice_finalize;
}

static void
kit_ledger_voice_init (KitLedgerVoice *self)
{
  self->rows = g_ptr_array_new ();
}

/**
 * kit_ledger_voice_new:
 * @speak: makes a row speak
 *
 * Returns: (transfer full): a voice with nothing to say
 */
KitLedgerVoice *
kit_ledger_voice_new (KitLedgerSpeakFunc speak)
{
  KitLedgerVoice *self = g_object_new (KIT_TYPE_LEDGER_VOICE, NULL);

  self->speak = speak;
  return self;
}

/**
 * kit_ledger_voice_add:
 * @self: the voice
 * @row: a row that came into sight, or has news there; not owned
 *
 * It speaks when no other has come for a moment.
 */
void
kit_ledger_voice_add (KitLedgerVoice *self, gpointer row)
{
  g_return_if_fail (KIT_IS_LEDGER_VOICE (self));

  if (!g_ptr_array_find (self->rows, row, NULL))
    g_ptr_array_add (self->rows, row);
  self->last = g_get_monotonic_time ();
  if (self->source == 0)
    wait_for_rest (self);
}

void
kit_ledger_voice_remove (KitLedgerVoice *self, gpointer row)
{
  g_return_if_fail (KIT_IS_LEDGER_VOICE (self));

  g_ptr_array_remove (self->rows, row);
}
