/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "job-ground.h"

G_BEGIN_DECLS

/* Lines of the bank brought in. */
void bank_import_body (Ground *ground, Subject *subject);
guint bank_import_count (Ground *ground, Subject *subject);
void bank_import_elsewhere (Ground *ground, Subject *subject);
/* A line and the invoice it pays, matched in two calls; taken back. */
void bank_match_body (Ground *ground, Subject *subject);
guint bank_match_count (Ground *ground, Subject *subject);
void bank_match_elsewhere (Ground *ground, Subject *subject);
void bank_unmatch_body (Ground *ground, Subject *subject);
guint bank_unmatch_count (Ground *ground, Subject *subject);
void bank_unmatch_elsewhere (Ground *ground, Subject *subject);

G_END_DECLS
