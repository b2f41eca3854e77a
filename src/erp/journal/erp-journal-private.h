/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "erp-job-runner.h"
#include "erp-journal.h"

G_BEGIN_DECLS

/* Clock, limits and delays, for tests to set. */
ErpJobDesk *erp_journal_get_desk (ErpJournal *self);
/* What the timer does: looks that are due, leases, news of other processes. */
void erp_journal_tick (ErpJournal *self);

G_END_DECLS
