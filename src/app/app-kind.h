/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app-types.h"

#include "erp-profile.h"

G_BEGIN_DECLS

/* What kind of server a profile speaks to, in words and colours. */
#define APP_KIND_COUNT 3

const char *app_kind_get_label (ErpProfileKind kind);
const char *app_kind_get_description (ErpProfileKind kind);
const char *app_kind_get_css_class (ErpProfileKind kind);
/* The kind that a profile may be shown as: a demo company is never production. */
ErpProfileKind app_kind_get_shown (ErpProfile *profile);
ErpProfileKind app_kind_guess (const char *url, const char *database);
/* Colours @widget, a window, and takes the colour of another kind away. */
void app_kind_apply (ErpProfile *profile, GtkWidget *widget);
GtkStringList *app_kind_list_labels (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
