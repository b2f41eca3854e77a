/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demo-random.h"

G_BEGIN_DECLS

/* What customers write, by what it is about. */
typedef enum
{
  DEMO_CASE_DAMAGED,
  DEMO_CASE_WRONG,
  DEMO_CASE_MISSING,
  DEMO_CASE_INVOICE,
  DEMO_CASE_PRICE,
  DEMO_CASE_DATE,
  DEMO_CASE_RETURN,
  DEMO_CASE_PAYMENT,
  DEMO_CASE_DOCUMENTS,
  DEMO_CASE_KINDS,
} DemoCaseKind;

/* The words that a text has places for; each may be NULL. */
typedef struct
{
  const char *order, *delivery, *invoice, *article, *name;
  int number;
} DemoCaseWords;

char *demo_case_subject (DemoRandom *random,
                         DemoCaseKind kind,
                         gboolean german,
                         const DemoCaseWords *words);
char *demo_case_question (DemoRandom *random,
                          DemoCaseKind kind,
                          gboolean german,
                          const DemoCaseWords *words);
char *demo_case_answer (DemoRandom *random,
                        DemoCaseKind kind,
                        gboolean german,
                        const DemoCaseWords *words);
char *demo_case_again (DemoRandom *random, gboolean german, const DemoCaseWords *words);
const char *demo_case_note (DemoRandom *random, DemoCaseKind kind);

G_END_DECLS
