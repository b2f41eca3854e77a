/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "draw"

#include "config.h"

#include "draw-palette.h"

#include <math.h>

#define RGB(hex)                                                                                   \
  {                                                                                                \
    ((hex) >> 16 & 0xff) / 255.0, ((hex) >> 8 & 0xff) / 255.0, ((hex)&0xff) / 255.0, 1             \
  }
#define RGBA(hex, alpha)                                                                           \
  {                                                                                                \
    ((hex) >> 16 & 0xff) / 255.0, ((hex) >> 8 & 0xff) / 255.0, ((hex)&0xff) / 255.0, alpha         \
  }

#define LIGHT_HUES                                                                                 \
  {                                                                                                \
    RGB (0x0b5fa5), RGB (0xd1700a), RGB (0x12a07d), RGB (0x8a2f74), RGB (0x4697d0),                \
        RGB (0x8a2c16), RGB (0x6b6b00), RGB (0x5e5c64)                                             \
  }
#define DARK_HUES                                                                                  \
  {                                                                                                \
    RGB (0x5aa9f0), RGB (0xf5a742), RGB (0x45cfa4), RGB (0xd07ac0), RGB (0xa9d7ff),                \
        RGB (0xf0704c), RGB (0xe6dc5a), RGB (0xc0bfbc)                                             \
  }

static const DrawPalette light = {
  .paper = RGB (0xffffff),
  .ink = RGB (0x241f31),
  .dim = RGB (0x5e5c64),
  .grid = RGBA (0x000000, 0.11),
  .focus = RGB (0x1c71d8),
  .target = RGB (0x241f31),
  .band = RGBA (0x5e5c64, 0.16),
  .good = RGB (0x0b5fa5),
  .bad = RGB (0xd1700a),
  .hues = LIGHT_HUES,
  .stroke = 2,
};

static const DrawPalette dark = {
  .paper = RGB (0x1e1e1e),
  .ink = RGB (0xffffff),
  .dim = RGB (0xc0bfbc),
  .grid = RGBA (0xffffff, 0.13),
  .focus = RGB (0x78aeed),
  .target = RGB (0xffffff),
  .band = RGBA (0xc0bfbc, 0.2),
  .good = RGB (0x5aa9f0),
  .bad = RGB (0xf5a742),
  .hues = DARK_HUES,
  .stroke = 2,
};

static const DrawPalette light_high = {
  .paper = RGB (0xffffff),
  .ink = RGB (0x000000),
  .dim = RGB (0x000000),
  .grid = RGBA (0x000000, 0.4),
  .focus = RGB (0x0b4f9e),
  .target = RGB (0x000000),
  .band = RGBA (0x000000, 0.2),
  .good = RGB (0x0b5fa5),
  .bad = RGB (0xa85200),
  .hues = { RGB (0x0f62ad), RGB (0xa85200), RGB (0x0a8066), RGB (0x6a1050), RGB (0x387aa3),
            RGB (0x75200c), RGB (0x5a5a00), RGB (0x4a4a4f) },
  .patterns = TRUE,
  .stroke = 3,
};

static const DrawPalette dark_high = {
  .paper = RGB (0x000000),
  .ink = RGB (0xffffff),
  .dim = RGB (0xffffff),
  .grid = RGBA (0xffffff, 0.45),
  .focus = RGB (0xa5cdfa),
  .target = RGB (0xffffff),
  .band = RGBA (0xffffff, 0.25),
  .good = RGB (0x5aa9f0),
  .bad = RGB (0xf5a742),
  .hues = DARK_HUES,
  .patterns = TRUE,
  .stroke = 3,
};

/* sRGB to light. */
static double
get_light (double value)
{
  return value <= 0.04045 ? value / 12.92 : pow ((value + 0.055) / 1.055, 2.4);
}

static double
get_luminance (const DrawColour *colour)
{
  return 0.2126 * get_light (colour->red) + 0.7152 * get_light (colour->green)
         + 0.0722 * get_light (colour->blue);
}

/**
 * draw_palette_get:
 * @dark: light on dark
 * @high_contrast: for eyes that need it
 *
 * Returns: (transfer none): colours and strokes
 */
const DrawPalette *
draw_palette_get (gboolean dark_paper, gboolean high_contrast)
{
  if (high_contrast)
    return dark_paper ? &dark_high : &light_high;

  return dark_paper ? &dark : &light;
}

void
draw_colour_set (const DrawColour *self, cairo_t *cr)
{
  cairo_set_source_rgba (cr, self->red, self->green, self->blue, self->alpha);
}

void
draw_colour_set_faded (const DrawColour *self, cairo_t *cr, double alpha)
{
  cairo_set_source_rgba (cr, self->red, self->green, self->blue, self->alpha * alpha);
}

/**
 * draw_colour_get_contrast:
 * @a: an opaque colour
 * @b: another
 *
 * Returns: the contrast ratio of WCAG 2.1, 1 to 21
 */
double
draw_colour_get_contrast (const DrawColour *a, const DrawColour *b)
{
  const double x = get_luminance (a), y = get_luminance (b);

  return (MAX (x, y) + 0.05) / (MIN (x, y) + 0.05);
}
