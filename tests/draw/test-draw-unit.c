/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "draw-palette.h"
#include "draw-unit.h"

#include <math.h>

static DrawUnit
make (DrawUnitKind kind, guint digits)
{
  switch (kind)
    {
    case DRAW_UNIT_MONEY:
      return draw_unit_money (digits == 0 ? "XPF" : digits == 3 ? "KWD" : "EUR", digits);
    case DRAW_UNIT_PERCENT:
      return draw_unit_percent (digits);
    case DRAW_UNIT_DAYS:
      return draw_unit_days (digits);
    case DRAW_UNIT_HOURS:
      return draw_unit_hours (digits);
    case DRAW_UNIT_NUMBER:
    default:
      return draw_unit_number (digits);
    }
}

static void
test_exact (void)
{
  static const struct
  {
    DrawUnitKind kind;
    guint digits;
    gint64 amount;
    const char *text;
  } cases[] = {
    { DRAW_UNIT_MONEY, 2, 123450, "€1,234.50" },
    { DRAW_UNIT_MONEY, 2, -5, "−€0.05" },
    { DRAW_UNIT_MONEY, 0, 1200, "XPF\302\2401,200" },
    { DRAW_UNIT_MONEY, 3, 1, "KWD\302\2400.001" },
    { DRAW_UNIT_MONEY, 2, G_MAXINT64, "€92,233,720,368,547,758.07" },
    { DRAW_UNIT_NUMBER, 0, 1234567, "1,234,567" },
    { DRAW_UNIT_NUMBER, 2, 150, "1.5" },
    { DRAW_UNIT_PERCENT, 1, 452, "45.2%" },
    { DRAW_UNIT_PERCENT, 1, 1000, "100.0%" },
    { DRAW_UNIT_DAYS, 1, 10, "1.0 days" },
    { DRAW_UNIT_DAYS, 0, 1, "1 day" },
    { DRAW_UNIT_DAYS, 2, -280, "−2.80 days" },
    { DRAW_UNIT_HOURS, 2, 3451, "34.51 hours" },
    { DRAW_UNIT_HOURS, 0, 1, "1 hour" },
    { DRAW_UNIT_PERCENT, 2, -1003, "−10.03%" },
    { DRAW_UNIT_DAYS, 1, 15, "1.5 days" },
    { DRAW_UNIT_DAYS, 1, 0, "0.0 days" },
    { DRAW_UNIT_DAYS, 0, -1, "−1 day" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const DrawUnit unit = make (cases[i].kind, cases[i].digits);
      g_autofree char *text = draw_unit_format (&unit, cases[i].amount);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static void
test_short (void)
{
  static const struct
  {
    DrawUnitKind kind;
    guint digits;
    double value, step, largest;
    const char *text;
  } cases[] = {
    { DRAW_UNIT_MONEY, 2, 1.2e6, 2e5, 2e6, "€1.2M" },
    { DRAW_UNIT_MONEY, 2, 1e6, 2e5, 2e6, "€1.0M" },
    { DRAW_UNIT_MONEY, 2, 0, 1e6, 2e6, "€0" },
    { DRAW_UNIT_MONEY, 2, -5e5, 5e5, 2e6, "−€0.5M" },
    { DRAW_UNIT_MONEY, 0, 3e9, 1e9, 4e9, "XPF\302\2403B" },
    { DRAW_UNIT_MONEY, 2, 2.5e12, 5e11, 4e12, "€2.5T" },
    { DRAW_UNIT_NUMBER, 0, 9999, 1, 9999, "9,999" },
    { DRAW_UNIT_NUMBER, 0, 10000, 5000, 10000, "10K" },
    { DRAW_UNIT_NUMBER, 0, 12500, 2500, 20000, "12.5K" },
    { DRAW_UNIT_NUMBER, 0, -1e-9, 1, 5, "0" },
    { DRAW_UNIT_PERCENT, 1, 99.5, 0.5, 100, "99.5%" },
    { DRAW_UNIT_DAYS, 1, 1, 1, 4, "1 day" },
    { DRAW_UNIT_DAYS, 1, 45, 5, 60, "45 days" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const DrawUnit unit = make (cases[i].kind, cases[i].digits);
      g_autofree char *text =
          draw_unit_format_short (&unit, cases[i].value, cases[i].step, cases[i].largest);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

/* How a colour is seen by people without red or green cones (Viénot, Brettel and Mollon 1999), in
 * light; TRUE: what red cones miss. */
static DrawColour
see_without (const DrawColour *colour, gboolean red)
{
  const double r = pow (colour->red, 2.2), g = pow (colour->green, 2.2),
               b = pow (colour->blue, 2.2);
  DrawColour seen = { 0, 0, 0, 1 };

  seen.red = red ? 0.1124 * r + 0.8876 * g : 0.2927 * r + 0.7073 * g;
  seen.green = seen.red;
  seen.blue = red ? 0.0040 * r - 0.0040 * g + b : -0.0223 * r + 0.0223 * g + b;
  seen.red = pow (CLAMP (seen.red, 0, 1), 1 / 2.2);
  seen.green = pow (CLAMP (seen.green, 0, 1), 1 / 2.2);
  seen.blue = pow (CLAMP (seen.blue, 0, 1), 1 / 2.2);

  return seen;
}

static double
get_distance (const DrawColour *a, const DrawColour *b)
{
  return sqrt (pow (a->red - b->red, 2) + pow (a->green - b->green, 2)
               + pow (a->blue - b->blue, 2));
}

static void
assert_palette (const DrawPalette *palette, double contrast)
{
  g_assert_cmpfloat (draw_colour_get_contrast (&palette->ink, &palette->paper), >=, 7);
  g_assert_cmpfloat (draw_colour_get_contrast (&palette->dim, &palette->paper), >=, 4.5);
  g_assert_cmpfloat (draw_colour_get_contrast (&palette->focus, &palette->paper), >=, 3);
  for (guint i = 0; i < DRAW_N_HUES; i++)
    {
      g_assert_cmpfloat (draw_colour_get_contrast (&palette->hues[i], &palette->paper), >=,
                         contrast);
      for (guint j = 0; j < i; j++)
        {
          /* the first four are what charts have; beyond, shapes and places help more */
          const double least = i < 4 ? 0.17 : 0.05;

          g_assert_cmpfloat (get_distance (&palette->hues[i], &palette->hues[j]), >, 0.15);
          for (guint red = 0; red < 2; red++)
            {
              const DrawColour a = see_without (&palette->hues[i], red);
              const DrawColour b = see_without (&palette->hues[j], red);

              g_test_message ("%u and %u: %.3f", i, j, get_distance (&a, &b));
              g_assert_cmpfloat (get_distance (&a, &b), >, least);
            }
        }
    }
}

static void
test_palettes (void)
{
  for (guint dark = 0; dark < 2; dark++)
    {
      g_test_message ("%s", dark ? "dark" : "light");
      assert_palette (draw_palette_get (dark, FALSE), 3);
      assert_palette (draw_palette_get (dark, TRUE), 4.5);
      g_assert_true (draw_palette_get (dark, TRUE)->patterns);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/draw/unit/exact", test_exact);
  g_test_add_func ("/draw/unit/short", test_short);
  g_test_add_func ("/draw/palette/told-apart", test_palettes);

  return g_test_run ();
}
