/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Preloaded into sanitized tests: a module that stays loaded can still be named in a report. */
int dlclose (void *handle);

int
dlclose (void *handle)
{
  return 0;
}
