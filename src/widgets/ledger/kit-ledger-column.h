/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "kit-types.h"

G_BEGIN_DECLS

typedef enum
{
  KIT_LEDGER_TEXT,
  KIT_LEDGER_NUMBER, /* figures of one width, aligned at the end */
  KIT_LEDGER_MONEY,  /* the same; text from kit_format_money_aligned () */
  KIT_LEDGER_DATE,
  KIT_LEDGER_PILL, /* a state: words on a tint */
} KitLedgerKind;

/* (transfer full) (nullable): what the cell shows of a record */
typedef char *(*KitLedgerTextFunc) (gpointer item, gpointer user_data);
typedef KitTone (*KitLedgerToneFunc) (gpointer item, gpointer user_data);

/**
 * KitLedgerColumn:
 * @id: names the column in saved layouts
 * @title: heading, to be translated
 * @kind: how it is set
 * @width: in pixels at the normal font size; columns that expand take at least this
 * @expand: whether it takes what is left over
 * @keep: whether it stays where the list is too narrow for all
 * @sortable: whether the list can be sorted by it
 * @text: what a cell says
 * @tone: (nullable): how it says it
 * @hidden: whether it is not shown until somebody chooses it
 * @group_text: (nullable): what it says of a group, in lists that are grouped
 */
typedef struct
{
  const char *id;
  const char *title;
  KitLedgerKind kind;
  int width;
  gboolean expand;
  gboolean keep;
  gboolean sortable;
  KitLedgerTextFunc text;
  KitLedgerToneFunc tone;
  gboolean hidden;
  KitLedgerTextFunc group_text;
} KitLedgerColumn;

G_END_DECLS
