/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "kit-types.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* The first items of a list: as many as were asked for so far, so that what shows each by a widget
 * makes the widgets little by little. What is asked for is never taken back but by the list
 * itself; what comes in before or among the items that are shown is shown. */
#define KIT_TYPE_GROWING_MODEL (kit_growing_model_get_type ())
G_DECLARE_FINAL_TYPE (KitGrowingModel, kit_growing_model, KIT, GROWING_MODEL, GObject)

/* How many of the first @n_items of @model there are at first; called anew whenever nothing of
 * what was shown is left, or more came at once than were shown. */
typedef guint (*KitFirstFunc) (GListModel *model, gpointer user_data);

/* @first is called with @user_data, which has to outlive the model of @self */
KitGrowingModel *kit_growing_model_new (KitFirstFunc first,
                                        gpointer user_data) G_GNUC_WARN_UNUSED_RESULT;
/* @model: (nullable) */
void kit_growing_model_set_model (KitGrowingModel *self, GListModel *model);
/* Adds the next @n_items, as far as there are any. */
void kit_growing_model_grow (KitGrowingModel *self, guint n_items);
/* Whether all items are there. */
gboolean kit_growing_model_is_complete (KitGrowingModel *self);

G_END_DECLS
