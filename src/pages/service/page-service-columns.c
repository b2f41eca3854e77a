/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-service-columns.h"

#include "kit-format.h"

#include <glib/gi18n-lib.h>

#define MINUTE 60
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)

char *
page_service_format_age (gint64 seconds)
{
  g_autofree char *count = NULL;

  if (seconds < HOUR)
    {
      count = kit_format_count ((guint64)(MAX (seconds, 0) / MINUTE));
      /* Translators: minutes, short */
      return g_strdup_printf (_ ("%s min"), count);
    }
  if (seconds < 2 * DAY)
    {
      count = kit_format_count ((guint64)(seconds / HOUR));
      /* Translators: hours, short */
      return g_strdup_printf (_ ("%s h"), count);
    }
  count = kit_format_count ((guint64)(seconds / DAY));

  /* Translators: days, short */
  return g_strdup_printf (_ ("%s d"), count);
}

const char *
page_service_get_stars (int priority)
{
  static const char *const stars[] = { "", "★", "★★", "★★★" };

  return stars[CLAMP (priority, 0, 3)];
}

KitTone
page_service_get_stage_tone (BizTicket *ticket, BizServiceTimes *times)
{
  const BizTicketFacts *facts = biz_ticket_get_facts (ticket);

  if (facts->closed)
    return KIT_TONE_GOOD;

  return (times != NULL ? biz_service_times_is_waiting (times, ticket) : facts->waiting)
             ? KIT_TONE_WARNING
             : KIT_TONE_ACCENT;
}

static char *
number_text (gpointer item, gpointer user_data)
{
  return biz_ticket_dup_number (item);
}

static char *
subject_text (gpointer item, gpointer user_data)
{
  return g_strdup (biz_ticket_get_facts (item)->title);
}

static char *
customer_text (gpointer item, gpointer user_data)
{
  return g_strdup (biz_ticket_get_who (item));
}

static KitTone
customer_tone (gpointer item, gpointer user_data)
{
  return biz_ticket_get_facts (item)->customer == NULL ? KIT_TONE_DIM : KIT_TONE_PLAIN;
}

static char *
team_text (gpointer item, gpointer user_data)
{
  return g_strdup (biz_ticket_get_facts (item)->team);
}

static char *
stage_text (gpointer item, gpointer user_data)
{
  return g_strdup (biz_ticket_get_facts (item)->stage);
}

static KitTone
stage_tone (gpointer item, gpointer user_data)
{
  const PageServiceMoment *moment = user_data;

  return page_service_get_stage_tone (item, moment->times);
}

static char *
owner_text (gpointer item, gpointer user_data)
{
  return g_strdup (biz_ticket_get_facts (item)->owner);
}

static KitTone
owner_tone (gpointer item, gpointer user_data)
{
  const PageServiceMoment *moment = user_data;

  return biz_ticket_is_owned_by (item, moment->uid) ? KIT_TONE_ACCENT : KIT_TONE_PLAIN;
}

static char *
priority_text (gpointer item, gpointer user_data)
{
  return g_strdup (page_service_get_stars (biz_ticket_get_facts (item)->priority));
}

static KitTone
priority_tone (gpointer item, gpointer user_data)
{
  int priority = biz_ticket_get_facts (item)->priority;

  return priority > 2 ? KIT_TONE_BAD : priority > 1 ? KIT_TONE_WARNING : KIT_TONE_DIM;
}

static char *
category_text (gpointer item, gpointer user_data)
{
  return g_strdup (biz_ticket_get_facts (item)->category);
}

static char *
age_text (gpointer item, gpointer user_data)
{
  const PageServiceMoment *moment = user_data;

  if (biz_ticket_get_facts (item)->created == 0)
    return NULL;

  return page_service_format_age (biz_ticket_get_age (item, moment->now));
}

/* How long ago. */
static char *
changed_text (gpointer item, gpointer user_data)
{
  const PageServiceMoment *moment = user_data;
  gint64 written = biz_ticket_get_facts (item)->written;

  return written > 0 ? page_service_format_age (moment->now - written) : NULL;
}

static char *
staged_text (gpointer item, gpointer user_data)
{
  const PageServiceMoment *moment = user_data;
  gint64 staged = biz_ticket_get_facts (item)->staged;

  return staged > 0 ? page_service_format_age (moment->now - staged) : NULL;
}

/* The clock of the case; FALSE while what is promised is not known. */
static gboolean
get_clock (BizTicket *ticket, const PageServiceMoment *moment, BizServiceClock *clock)
{
  return moment->times != NULL
         && biz_service_times_get_clock (moment->times, ticket, moment->now, clock, NULL);
}

static char *
target_text (gpointer item, gpointer user_data)
{
  BizServiceClock clock;

  return get_clock (item, user_data, &clock) ? biz_service_clock_describe (&clock) : NULL;
}

KitTone
page_service_get_clock_tone (const BizServiceClock *clock)
{
  const BizClockPart *part = biz_service_clock_get_next (clock);

  switch (part != NULL ? part->state : BIZ_CLOCK_NONE)
    {
    case BIZ_CLOCK_OVERDUE:
    case BIZ_CLOCK_MISSED:
      return KIT_TONE_BAD;
    case BIZ_CLOCK_SOON:
      return KIT_TONE_WARNING;
    case BIZ_CLOCK_MET:
      return KIT_TONE_GOOD;
    case BIZ_CLOCK_PAUSED:
    case BIZ_CLOCK_UNKNOWN:
    case BIZ_CLOCK_NONE:
      return KIT_TONE_DIM;
    case BIZ_CLOCK_FINE:
    default:
      return KIT_TONE_PLAIN;
    }
}

static KitTone
target_tone (gpointer item, gpointer user_data)
{
  BizServiceClock clock;

  return get_clock (item, user_data, &clock) ? page_service_get_clock_tone (&clock) : KIT_TONE_DIM;
}

static char *
company_text (gpointer item, gpointer user_data)
{
  return g_strdup (biz_ticket_get_facts (item)->company);
}

static const struct
{
  KitLedgerColumn column;
  BizTicketSort sort;
  int part; /* which the server needs to have; -1 for none */
} all_columns[] = {
  { { "number", N_ ("Number"), KIT_LEDGER_TEXT, 84, FALSE, FALSE, TRUE, number_text, NULL },
    BIZ_TICKET_SORT_NUMBER,
    -1 },
  { { "subject", N_ ("Subject"), KIT_LEDGER_TEXT, 200, TRUE, TRUE, TRUE, subject_text, NULL },
    BIZ_TICKET_SORT_SUBJECT,
    -1 },
  { { "customer", N_ ("Customer"), KIT_LEDGER_TEXT, 140, TRUE, FALSE, TRUE, customer_text,
      customer_tone },
    BIZ_TICKET_SORT_CUSTOMER,
    BIZ_TICKET_CUSTOMER },
  { { "stage", N_ ("Stage"), KIT_LEDGER_PILL, 156, FALSE, TRUE, TRUE, stage_text, stage_tone },
    BIZ_TICKET_SORT_STAGE,
    BIZ_TICKET_STAGE },
  { { "owner", N_ ("Owner"), KIT_LEDGER_TEXT, 120, FALSE, FALSE, TRUE, owner_text, owner_tone },
    BIZ_TICKET_SORT_OWNER,
    BIZ_TICKET_OWNER },
  { { "priority", N_ ("Priority"), KIT_LEDGER_TEXT, 70, FALSE, FALSE, TRUE, priority_text,
      priority_tone },
    BIZ_TICKET_SORT_QUEUE,
    BIZ_TICKET_PRIORITY },
  { { "target", N_ ("Target"), KIT_LEDGER_TEXT, 168, FALSE, FALSE, FALSE, target_text,
      target_tone },
    BIZ_TICKET_SORT_DEADLINE,
    -1 },
  { { "age", N_ ("Age"), KIT_LEDGER_NUMBER, 70, FALSE, FALSE, TRUE, age_text, NULL },
    BIZ_TICKET_SORT_CREATED,
    BIZ_TICKET_CREATED },
  { { "changed", N_ ("Last Change"), KIT_LEDGER_NUMBER, 96, FALSE, FALSE, TRUE, changed_text,
      NULL },
    BIZ_TICKET_SORT_WRITTEN,
    BIZ_TICKET_WRITTEN },
  { { "team", N_ ("Team"), KIT_LEDGER_TEXT, 110, FALSE, FALSE, TRUE, team_text, NULL },
    BIZ_TICKET_SORT_TEAM,
    BIZ_TICKET_TEAM },
  { { "category", N_ ("Category"), KIT_LEDGER_TEXT, 120, FALSE, FALSE, TRUE, category_text, NULL },
    BIZ_TICKET_SORT_CATEGORY,
    BIZ_TICKET_CATEGORY },
  { { "staged", N_ ("In This Stage"), KIT_LEDGER_NUMBER, 96, FALSE, FALSE, TRUE, staged_text, NULL,
      TRUE },
    BIZ_TICKET_SORT_STAGED,
    BIZ_TICKET_STAGED },
  { { "company", N_ ("Company"), KIT_LEDGER_TEXT, 120, FALSE, FALSE, TRUE, company_text, NULL },
    BIZ_TICKET_SORT_COMPANY,
    BIZ_TICKET_COMPANY },
};

/**
 * page_service_columns_install:
 * @list: an empty list
 * @shape: what cases are on this server; columns without a field are left out
 * @moment: what "now" means; outlives @list
 *
 * The list keeps a copy of the columns as long as it lives.
 */
void
page_service_columns_install (KitLedgerList *list,
                              const BizTicketShape *shape,
                              const PageServiceMoment *moment)
{
  KitLedgerColumn *columns = g_new0 (KitLedgerColumn, G_N_ELEMENTS (all_columns));
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (all_columns); i++)
    {
      int part = all_columns[i].part;

      if (part >= 0 && shape->fields[part] == NULL)
        continue;
      columns[n] = all_columns[i].column;
      columns[n].sortable = columns[n].sortable && biz_ticket_can_sort (shape, all_columns[i].sort);
      /* All tasks are of the project that was chosen. */
      if (part == BIZ_TICKET_TEAM && shape->kind == BIZ_TICKETS_TASKS)
        columns[n].hidden = TRUE;
      n++;
    }
  kit_ledger_list_set_columns (list, columns, n, (gpointer)moment);
  g_object_set_data_full (G_OBJECT (list), "service-columns", columns, g_free);
}

BizTicketSort
page_service_columns_get_sort (const char *column_id)
{
  for (guint i = 0; i < G_N_ELEMENTS (all_columns); i++)
    if (g_strcmp0 (all_columns[i].column.id, column_id) == 0)
      return all_columns[i].sort;

  return BIZ_TICKET_SORT_QUEUE;
}

void
page_service_columns_set_empty (KitLedgerList *list, gboolean filtered)
{
  if (filtered)
    kit_ledger_list_set_empty (list, "edit-find-symbolic", _ ("No Cases Found"),
                               _ ("No case fits what you search for. Use fewer words, or look at "
                                  "all cases."));
  else
    kit_ledger_list_set_empty (list, "emblem-ok-symbolic", _ ("The Queue Is Empty"),
                               _ ("Nothing waits here. Cases come in by mail, or press N with "
                                  "Control to make one."));
}

char *
page_service_columns_count (guint count, gboolean exact, gpointer user_data)
{
  g_autofree char *number = kit_format_count (count);

  if (exact)
    return g_strdup_printf (ngettext ("%s case", "%s cases", count), number);
  /* Translators: a number; the list is still counted. */
  return g_strdup_printf (_ ("more than %s cases"), number);
}
