/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "job-ground.h"

G_BEGIN_DECLS

/* Two of five delivered come back. */
void return_body (Ground *ground, Subject *subject);
guint return_count (Ground *ground, Subject *subject);
void return_elsewhere (Ground *ground, Subject *subject);
/* Both of a return are sent again. */
void replace_body (Ground *ground, Subject *subject);
/* A return is booked in: all of it, and one of two while the other is not waited for. */
void receive_body (Ground *ground, Subject *subject);
void receive_part_body (Ground *ground, Subject *subject);
guint receive_count (Ground *ground, Subject *subject);
void receive_elsewhere (Ground *ground, Subject *subject);

G_END_DECLS
