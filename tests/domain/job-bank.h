/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "job-ground.h"

G_BEGIN_DECLS

/* Lines of the bank brought in. */
void bank_import_body (Ground *ground, Subject *subject);
guint bank_import_count (Ground *ground, Subject *subject);
void bank_import_elsewhere (Ground *ground, Subject *subject);

G_END_DECLS
