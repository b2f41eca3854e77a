/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "erp-types.h"

G_BEGIN_DECLS

#define ERP_SEAL_KEY_SIZE 32

GBytes *erp_seal (GBytes *key, const char *text, const char *place, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
char *erp_unseal (GBytes *key, GBytes *sealed, const char *place, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
