/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

typedef struct _KitChart KitChart;
typedef struct _KitDateEntry KitDateEntry;
typedef struct _KitFilterBar KitFilterBar;
typedef struct _KitFilterChips KitFilterChips;
typedef struct _KitFilterPill KitFilterPill;
typedef struct _KitFilterProposals KitFilterProposals;
typedef struct _KitInlineError KitInlineError;
typedef struct _KitLedgerList KitLedgerList;
typedef struct _KitMoneyEntry KitMoneyEntry;
typedef struct _KitSearchPicker KitSearchPicker;
typedef struct _KitSortProbe KitSortProbe;
typedef struct _KitStatusPill KitStatusPill;

/* What a text says beside its words; never the only carrier of the meaning. */
typedef enum
{
  KIT_TONE_PLAIN,
  KIT_TONE_DIM,
  KIT_TONE_ACCENT,
  KIT_TONE_GOOD,
  KIT_TONE_WARNING,
  KIT_TONE_BAD,
} KitTone;

const char *kit_tone_get_css_class (KitTone tone);

G_END_DECLS
