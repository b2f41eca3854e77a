/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "job-ground.h"

G_BEGIN_DECLS

/* A case is closed as the duplicate of another one, and opened again. */
void merge_body (Ground *ground, Subject *subject);
guint merge_count (Ground *ground, Subject *subject);
void merge_elsewhere (Ground *ground, Subject *subject);
void part_body (Ground *ground, Subject *subject);
guint part_count (Ground *ground, Subject *subject);
void part_elsewhere (Ground *ground, Subject *subject);

G_END_DECLS
