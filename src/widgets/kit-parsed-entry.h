/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "kit-types.h"

G_BEGIN_DECLS

/* An entry whose text means something: parsed at each change, written out properly when it is left,
 * and what is wrong with it said right below. Signals "changed" (the meaning may have changed) and
 * "activate". */
#define KIT_TYPE_PARSED_ENTRY (kit_parsed_entry_get_type ())
G_DECLARE_DERIVABLE_TYPE (KitParsedEntry, kit_parsed_entry, KIT, PARSED_ENTRY, GtkWidget)

struct _KitParsedEntryClass
{
  GtkWidgetClass parent_class;

  /* Keeps what @text means; the sentence of the error says what to type. @text is not empty. */
  gboolean (*parse) (KitParsedEntry *self, const char *text, GError **error);
  /* (transfer full): the meaning in its usual form */
  char *(*format) (KitParsedEntry *self);
};

GtkEntry *kit_parsed_entry_get_entry (KitParsedEntry *self);
const char *kit_parsed_entry_get_text (KitParsedEntry *self);
void kit_parsed_entry_set_text (KitParsedEntry *self, const char *text);
gboolean kit_parsed_entry_is_empty (KitParsedEntry *self);
/* FALSE where the text is not understood, or empty and needed. */
gboolean kit_parsed_entry_is_valid (KitParsedEntry *self);
void kit_parsed_entry_set_needed (KitParsedEntry *self, gboolean needed);
/* What the page finds wrong with it; NULL takes it back. Goes by itself at the next change. */
void kit_parsed_entry_set_error (KitParsedEntry *self, const char *message);
const char *kit_parsed_entry_get_error (KitParsedEntry *self);
/* Shows what is wrong, if anything is. */
gboolean kit_parsed_entry_check (KitParsedEntry *self);
void kit_parsed_entry_set_name (KitParsedEntry *self, const char *name);
/* Parses again: what a text means depends on more than the text. */
void kit_parsed_entry_reparse (KitParsedEntry *self);

G_END_DECLS
