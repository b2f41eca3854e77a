/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "erp-types.h"
#include "kit-ledger-column.h"
#include "kit-ledger-look.h"
#include "kit-ledger-places.h"
#include "kit-ledger-voice.h"

G_BEGIN_DECLS

/* Of a row that draws all columns. */
#define KIT_LEDGER_ALL_COLUMNS G_MAXUINT

typedef void (*KitLedgerRetryFunc) (guint position, gpointer owner);

/* What all rows of a list have in common. The first column leads: it speaks for the row. */
typedef struct
{
  const KitLedgerColumn *columns; /* static */
  guint n_columns;
  guint only; /* which of them, or KIT_LEDGER_ALL_COLUMNS */
  KitLedgerLook *look;
  KitLedgerPlaces *places;
  KitLedgerVoice *voice; /* of kit_ledger_row_speak () */
  gpointer user_data;    /* for the functions in columns */
  KitLedgerRetryFunc retry;
  gpointer owner; /* for retry */
} KitLedgerSheet;

gboolean kit_ledger_sheet_is_group (ErpRow *row);
/* (transfer full): what @row says in a column, a record or a group or neither yet */
char *kit_ledger_sheet_create_text (const KitLedgerSheet *sheet,
                                    guint column,
                                    ErpRow *row,
                                    KitTone *tone) G_GNUC_WARN_UNUSED_RESULT;
/* How that is set. */
KitLedgerFace kit_ledger_sheet_get_face (const KitLedgerSheet *sheet, guint column, ErpRow *row);
/* 0 for the start of the line, 1 for its end. */
double kit_ledger_sheet_get_xalign (const KitLedgerSheet *sheet, guint column);

G_END_DECLS
