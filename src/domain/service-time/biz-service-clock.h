/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-service-target.h"
#include "biz-working-time.h"

G_BEGIN_DECLS

/* A time in which a case waited for somebody else; seconds since 1970, UTC. */
typedef struct
{
  gint64 from, until;
} BizServiceWait;

/* What is known of a case; times are seconds since 1970, UTC, 0 where there was none. */
typedef struct
{
  gint64 opened;
  gboolean log_known; /* what was said has been read: without an answer there was none */
  gint64 answered;    /* our first message to the customer */
  gint64 ended;       /* when it was closed */
  gboolean closed;
  gboolean waiting;            /* it waits for somebody else now */
  gint64 staged;               /* when it came to its stage */
  gint64 deadline;             /* the server's own for the end */
  const BizServiceWait *waits; /* (nullable) (array length=n_waits): earlier ones, in order */
  gsize n_waits;
  gboolean waits_known; /* no earlier one can be missing */
} BizServiceFacts;

typedef enum
{
  BIZ_CLOCK_NONE,    /* nothing is promised */
  BIZ_CLOCK_UNKNOWN, /* what would tell has not been read */
  BIZ_CLOCK_MET,
  BIZ_CLOCK_MISSED, /* done, too late */
  BIZ_CLOCK_FINE,
  BIZ_CLOCK_PAUSED,
  BIZ_CLOCK_SOON, /* due within the hour */
  BIZ_CLOCK_OVERDUE,
} BizClockState;

typedef struct
{
  BizClockState state;
  gint64 due;  /* seconds since 1970; while paused, if it went on now; 0 without */
  gint64 done; /* when it happened; 0: not yet */
  gint64 left; /* seconds of work until it is due, or, once done, that were left; negative late */
  gboolean server; /* the server says when, not the policy */
} BizClockPart;

/* How a case stands to what is promised: a value, computed from facts, hours and targets alone. */
typedef struct
{
  BizClockPart response;
  BizClockPart resolution;
  gint64 waited;       /* seconds of work in which the clock stood still */
  gboolean incomplete; /* there may have been waits that nobody may read: it is later than due */
} BizServiceClock;

void biz_service_clock_compute (BizServiceClock *self,
                                const BizServiceFacts *facts,
                                BizWorkingTime *hours,
                                const BizServiceTarget *target,
                                gint64 now);
/* What is looked at first: the part that is due next, else the one that was missed. */
const BizClockPart *biz_service_clock_get_next (const BizServiceClock *self);
gboolean biz_service_clock_is_response (const BizServiceClock *self, const BizClockPart *part);
/* The states in the order of their urgency, and within them by the time: less is sooner. */
int biz_service_clock_compare (const BizServiceClock *one, const BizServiceClock *other);
/* "40 min", "2 h 05 min", "3 d 4 h" of the hours of a day of eight */
char *biz_service_clock_format_span (gint64 seconds) G_GNUC_WARN_UNUSED_RESULT;
/* (transfer full): "Answer in 40 min", "Overdue by 2 h", "Paused, 3 h left", "Kept"; "" for none */
char *biz_service_clock_describe (const BizServiceClock *self) G_GNUC_WARN_UNUSED_RESULT;
/* A sentence each of what is promised, how it stands and what could not be known. @zone:
 * (nullable): that of this computer */
char *biz_service_clock_explain (const BizServiceClock *self,
                                 const BizServiceTarget *target,
                                 GTimeZone *zone) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
