/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "kit-types.h"

G_BEGIN_DECLS

/* A chip of the row: "Overdue" */
typedef struct
{
  const char *token; /* (nullable): what it adds to the filter; NULL lets all through */
  const char *label; /* N_ (...) */
} KitFilterChip;

/* The few conditions that are asked for all day, one of which always holds. Signal "changed". */
#define KIT_TYPE_FILTER_CHIPS (kit_filter_chips_get_type ())
G_DECLARE_FINAL_TYPE (KitFilterChips, kit_filter_chips, KIT, FILTER_CHIPS, GtkWidget)

GtkWidget *kit_filter_chips_new (void) G_GNUC_WARN_UNUSED_RESULT;
/* Once; the first is on. @chips is static. */
void kit_filter_chips_set_chips (KitFilterChips *self, const KitFilterChip *chips, gsize n_chips);
/* NULL where the chip that is on lets all through. */
const char *kit_filter_chips_get_token (KitFilterChips *self);
/* What that chip says, translated; NULL where it lets all through. */
const char *kit_filter_chips_get_label (KitFilterChips *self);
/* A chip that would find nothing is not offered; the one that is on stays. */
void kit_filter_chips_set_offered (KitFilterChips *self, const char *token, gboolean offered);
/* How many there are behind a chip, beside its words; below 0 for nobody knows. */
void kit_filter_chips_set_count (KitFilterChips *self, const char *token, int count);
/* Without a signal; whether there is such a chip. */
gboolean kit_filter_chips_set_token (KitFilterChips *self, const char *token);

G_END_DECLS
