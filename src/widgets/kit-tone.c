/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kit"

#include "kit-types.h"

/**
 * kit_tone_get_css_class:
 * @tone: a tone
 *
 * Returns: (transfer none): the class of the style sheet that paints @tone
 */
const char *
kit_tone_get_css_class (KitTone tone)
{
  static const char *const classes[] = {
    [KIT_TONE_PLAIN] = "tone-plain",     [KIT_TONE_DIM] = "tone-dim",
    [KIT_TONE_ACCENT] = "tone-accent",   [KIT_TONE_GOOD] = "tone-good",
    [KIT_TONE_WARNING] = "tone-warning", [KIT_TONE_BAD] = "tone-bad",
  };

  g_return_val_if_fail (tone < G_N_ELEMENTS (classes), classes[KIT_TONE_PLAIN]);

  return classes[tone];
}
