/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app-types.h"

G_BEGIN_DECLS

/* Deletes the key of this computer, on the server too where the password is given; else says where
 * it still stands. @done runs when the key is gone from here. */
typedef void (*AppSignOutFunc) (GtkWindow *window, ErpSession *session);
void app_sign_out_ask (GtkWindow *parent,
                       ErpSession *session,
                       ErpKeyring *keyring,
                       gboolean touched,
                       AppSignOutFunc done);

G_END_DECLS
