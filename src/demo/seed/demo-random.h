/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A small generator whose stream is the same on every machine, unlike GRand's doubles. */
typedef struct
{
  guint64 state;
} DemoRandom;

void demo_random_init (DemoRandom *self, guint64 seed);
guint64 demo_random_next (DemoRandom *self);
int demo_random_range (DemoRandom *self, int low, int high);
gboolean demo_random_percent (DemoRandom *self, int percent);
int demo_random_weighted (DemoRandom *self, const int *weights, guint n_weights);
int demo_random_bell (DemoRandom *self, int low, int high);

#define demo_random_pick(self, array)                                                              \
  ((array)[demo_random_range ((self), 0, (int)G_N_ELEMENTS (array) - 1)])

G_END_DECLS
