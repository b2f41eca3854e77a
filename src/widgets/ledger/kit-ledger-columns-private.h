/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "kit-ledger-columns.h"

G_BEGIN_DECLS

struct _KitLedgerColumns
{
  GObject parent_instance;

  GtkColumnView *view;     /* (owned) */
  KitLedgerLook *look;     /* (owned) */
  KitLedgerPlaces *places; /* (owned) */
  const KitLedgerColumn *columns;
  guint n_columns;
  gboolean whole;             /* rows are made of one piece */
  GtkColumnViewColumn **made; /* (owned): in the order of columns */
  gboolean *shown;            /* (owned): by the page, before the width decides */
  gboolean *wanted;           /* (owned): by the person */
  gboolean custom;            /* the person has chosen: then it is scrolled, nothing left out */
  int lead_width;
  int *widths;  /* (owned): of columns that are left out, too */
  double scale; /* of the font that is in use */

  guint sort_column; /* n_columns: by none */
  gboolean descending;
  gboolean arranging; /* widths and order change by our own hand */
  guint drop_source;
};

/* The number of a column; n_columns where there is none. */
guint kit_ledger_columns_find_number (KitLedgerColumns *self, const char *id);
void kit_ledger_columns_update_shown (KitLedgerColumns *self, guint i);
/* That widths have changed, and that it was the person who did it. */
void kit_ledger_columns_tell (KitLedgerColumns *self, gboolean by_hand);

G_END_DECLS
