/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "erp-types.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Nothing waits any more: all went, or they are drafts. */
typedef void (*AppHeldFunc) (gpointer user_data);

/* Asks what becomes of messages that wait to be sent. FALSE without a question where there are
 * none. @done is called unless the person stays or one could not be sent; @parent lives as long as
 * @user_data. */
gboolean
app_held_ask (GtkWindow *parent, ErpSession *session, AppHeldFunc done, gpointer user_data);

G_END_DECLS
