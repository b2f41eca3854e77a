/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app-types.h"

G_BEGIN_DECLS

/* Asks whether a server is trusted whose certificate nobody else vouches for. Nothing secret has
 * been sent yet; response APP_CERTIFICATE_TRUST is the yes. */
GtkWidget *app_certificate_dialog_new (GtkWindow *parent,
                                       const char *host,
                                       const char *fingerprint) G_GNUC_WARN_UNUSED_RESULT;
/* "a1b2c3…" as "A1:B2:C3:…", 16 bytes a line, as other programs print it. */
char *app_certificate_format_fingerprint (const char *hex) G_GNUC_WARN_UNUSED_RESULT;

#define APP_CERTIFICATE_TRUST "trust"

G_END_DECLS
