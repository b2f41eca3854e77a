/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "kit-types.h"

G_BEGIN_DECLS

/* Where the columns of a view stand, for rows that draw all of their cells themselves: below the
 * headings, which GTK places. */
#define KIT_TYPE_LEDGER_PLACES (kit_ledger_places_get_type ())
G_DECLARE_FINAL_TYPE (KitLedgerPlaces, kit_ledger_places, KIT, LEDGER_PLACES, GObject)

/* A column that is shown: pixels in the view, without what is left free around a cell. */
typedef struct
{
  guint column; /* its number when it was added */
  int x;
  int width;
  gboolean in_sight;
} KitLedgerPlace;

KitLedgerPlaces *kit_ledger_places_new (GtkColumnView *view) G_GNUC_WARN_UNUSED_RESULT;
/* Numbers the columns, in the order in which they come. */
void kit_ledger_places_add (KitLedgerPlaces *self, GtkColumnViewColumn *column);
/* Nothing of the view is used any more. */
void kit_ledger_places_clear (KitLedgerPlaces *self);
/* In their order on the screen; @origin is where @row starts in the view. */
const KitLedgerPlace *
kit_ledger_places_get (KitLedgerPlaces *self, GtkWidget *row, guint *n_places, int *origin);

G_END_DECLS
