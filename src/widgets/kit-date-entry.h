/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "kit-parsed-entry.h"

G_BEGIN_DECLS

/* A day: typed (see kit_date_parse ()), stepped with Up and Down, or picked from a calendar. */
#define KIT_TYPE_DATE_ENTRY (kit_date_entry_get_type ())
G_DECLARE_FINAL_TYPE (KitDateEntry, kit_date_entry, KIT, DATE_ENTRY, KitParsedEntry)

GtkWidget *kit_date_entry_new (void) G_GNUC_WARN_UNUSED_RESULT;
/* The day that "today" and "+7" mean; the computer's unless set. */
void kit_date_entry_set_today (KitDateEntry *self, const GDate *today);
/* NULL empties it. */
void kit_date_entry_set_date (KitDateEntry *self, const GDate *date);
/* FALSE where there is none. */
gboolean kit_date_entry_get_date (KitDateEntry *self, GDate *date);

G_END_DECLS
