/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "kit-types.h"

G_BEGIN_DECLS

/* Asks before something is lost or done twice. Response "do" or "cancel"; Escape and Enter cancel.
 */
AdwMessageDialog *page_confirm_new (GtkWidget *over,
                                    const char *heading,
                                    const char *body,
                                    const char *cancel_label,
                                    const char *do_label) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
