/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app-palette.h"

G_BEGIN_DECLS

/* Opens the palette with all that can be done in @window now, and does what is chosen. */
AppPalette *app_palette_desk_open (GtkWindow *window,
                                   AppShell *shell,
                                   ErpProfileStore *profiles,
                                   GSettings *settings);

G_END_DECLS
