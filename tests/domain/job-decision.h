/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "job-ground.h"

G_BEGIN_DECLS

/* Decisions on quotations and customers, for the faults of every kind of write. */
void decision_body (Ground *ground, Subject *subject);
guint decision_count (Ground *ground, Subject *subject);
void decision_elsewhere (Ground *ground, Subject *subject);

void confirm_body (Ground *ground, Subject *subject);
guint confirm_count (Ground *ground, Subject *subject);
void confirm_elsewhere (Ground *ground, Subject *subject);

void cancel_body (Ground *ground, Subject *subject);
guint cancel_count (Ground *ground, Subject *subject);
void cancel_elsewhere (Ground *ground, Subject *subject);

void limit_body (Ground *ground, Subject *subject);
guint limit_count (Ground *ground, Subject *subject);
void limit_elsewhere (Ground *ground, Subject *subject);

G_END_DECLS
