/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-decision-note.h"

/* A note as the server gives it. @day: "2026-11-20"; @line: what follows QUITTANCE/1. */
BizDecisionNote *
collect_note (gint64 id, const char *model, gint64 record_id, const char *day, const char *line);
/* "2026-11-20" */
GDate collect_day (const char *text);
