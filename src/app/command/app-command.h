/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app-types.h"

G_BEGIN_DECLS

typedef enum
{
  APP_COMMAND_AROUND,
  APP_COMMAND_LIST,
  APP_COMMAND_RECORD,
  APP_COMMAND_BANK,
  APP_COMMAND_SERVICE,
  APP_COMMAND_PROGRAM,
} AppCommandGroup;

#define APP_COMMAND_N_GROUPS (APP_COMMAND_PROGRAM + 1)

typedef enum
{
  APP_COMMAND_ACCEL = 1 << 0,   /* its keys are the window's, wherever the focus is */
  APP_COMMAND_OFFERED = 1 << 1, /* the command palette has it */
} AppCommandFlags;

/**
 * AppCommand:
 * @id: never changes: remembered in the settings
 * @title: what it does, marked with N_()
 * @group: where the shortcuts window shows it
 * @action: (nullable): a detailed action: of the window or the program ("win.", "app.",
 *   "window."), else of a page
 * @keys: (nullable): accelerators, separated by blanks
 * @flags: see #AppCommandFlags
 *
 * Something that a key or the command palette does. The one table of them is the source of the
 * window's accelerators, of the shortcuts window and of the palette's verbs.
 */
struct _AppCommand
{
  const char *id;
  const char *title;
  AppCommandGroup group;
  const char *action;
  const char *keys;
  AppCommandFlags flags;
};

const AppCommand *app_command_get_all (gsize *n_commands);
const AppCommand *app_command_find (const char *id);
/* (transfer full): "Ctrl+K", empty without keys */
char *app_command_get_keys_label (const AppCommand *self) G_GNUC_WARN_UNUSED_RESULT;
void app_command_set_accels (GtkApplication *application);
/* (nullable): whom to ask for it: a widget below @root, or @root itself for actions of windows;
 * NULL where nobody has it now, or has it switched off */
GtkWidget *app_command_find_owner (const AppCommand *self, GtkWidget *root);
gboolean app_command_activate (const AppCommand *self, GtkWidget *root);

/* The shortcuts window, not yet shown. */
GtkWindow *app_command_new_shortcuts_window (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
