/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-exposure.h"
#include "kit-types.h"

G_BEGIN_DECLS

/* What is at risk with a customer against the limit: a bar with its parts and, below it, what they
 * are and come to. With a second exposure, how it would be: both on one scale. */
#define KIT_TYPE_EXPOSURE_BAR (kit_exposure_bar_get_type ())
G_DECLARE_FINAL_TYPE (KitExposureBar, kit_exposure_bar, KIT, EXPOSURE_BAR, GtkWidget)

GtkWidget *kit_exposure_bar_new (void) G_GNUC_WARN_UNUSED_RESULT;
/* @now: (nullable): nothing is known; @then: (nullable): nobody asks what would be */
void kit_exposure_bar_set (KitExposureBar *self, const BizExposure *now, const BizExposure *then);
/* What a screen reader says of it; never NULL. */
const char *kit_exposure_bar_get_summary (KitExposureBar *self);

G_END_DECLS
