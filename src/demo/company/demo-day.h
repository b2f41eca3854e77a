/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A day is a number: days since 1970-01-01. */
#define DEMO_DAY_NONE G_MININT
#define DEMO_DAY_SIZE 11

int demo_day_from_civil (int year, int month, int day);
void demo_day_to_civil (int day, int *year, int *month, int *mday);
int demo_day_parse (const char *text);
const char *demo_day_format (int day, char buffer[DEMO_DAY_SIZE]);
int demo_day_year (int day);
int demo_day_month (int day);
int demo_day_weekday (int day);
int demo_day_add_months (int day, int months);
int demo_day_month_end (int day);
int demo_day_with_mday (int day, int mday);

G_END_DECLS
