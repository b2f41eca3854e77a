/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app-types.h"

G_BEGIN_DECLS

/* The actions of a window that only show another window. */
void app_window_dialogs_install (AppWindow *window);

G_END_DECLS
