/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demo-case-texts.h"
#include "demo-seed.h"

G_BEGIN_DECLS

typedef enum
{
  DEMO_CASE_NEW,
  DEMO_CASE_IN_PROGRESS,
  DEMO_CASE_AWAITING,
  DEMO_CASE_DONE,
  DEMO_CASE_CANCELLED,
  DEMO_CASE_STAGES,
} DemoCaseStage;

/* What all cases have in common. */
typedef struct
{
  DemoSeed *seed;
  DemoRandom random;
  gboolean desk; /* tickets, else tasks */
  const char *model;
  gint64 stages[DEMO_CASE_STAGES];
  gint64 kinds[DEMO_CASE_KINDS]; /* categories of tickets, tags of tasks */
  gint64 teams[3];               /* teams of tickets, projects of tasks */
  gint64 channels[3];            /* web, mail, phone */
  gint64 comment, note, created, moved;
  GBytes *pictures[3]; /* (owned) */
  GBytes *paper;       /* (owned) */
} DemoCaseBook;

/* One case while it is told. Times are minutes since 1970, UTC. */
typedef struct
{
  gint64 id;
  const DemoSeedCustomer *customer;
  DemoCaseKind kind;
  DemoCaseStage stage;
  gboolean german;
  gboolean mailed; /* it came as a mail */
  gint64 owner;    /* res.users, or 0 */
  int priority;
  gint64 opened, last;
  gint64 order, delivery;
  char *subject; /* (owned) */
  char *body;    /* (owned) */
  DemoCaseWords words;
  char *owned[5]; /* (owned): the words */
} DemoCase;

/* demo-seed-case.c */
gboolean demo_case_insert (DemoCaseBook *book, DemoCase *self, GError **error);
gboolean demo_case_finish (DemoCaseBook *book, const DemoCase *self, GError **error);
gint64 demo_case_later (DemoCaseBook *book, gint64 time, int minutes);
const char *demo_case_stamp (gint64 time, char stamp[20]);
void demo_case_clear (DemoCase *self);

/* demo-seed-case-talk.c */
gboolean demo_case_talk (DemoCaseBook *book, DemoCase *self, GError **error);
gint64 demo_case_say (DemoCaseBook *book,
                      const DemoCase *self,
                      const char *type,
                      gint64 subtype,
                      gint64 author, /* res.users, or 0 for the customer */
                      const char *html,
                      GError **error);
gint64 demo_case_attach (DemoCaseBook *book,
                         const DemoCase *self,
                         gint64 message,
                         const char *name,
                         const char *type,
                         GBytes *data,
                         GError **error);

/* demo-seed-hostile.c */
gboolean demo_seed_add_hostile (DemoCaseBook *book, GError **error);

/* demo-seed-folders.c */
gboolean demo_seed_add_folders (DemoCaseBook *book, GError **error);

/* demo-seed-return.c */
gboolean demo_seed_add_return (DemoCaseBook *book, GError **error);

G_END_DECLS
