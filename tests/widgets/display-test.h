/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "kit-types.h"

G_BEGIN_DECLS

/* Tests that need a display: they fail without one. */
void display_test_init (int *argc, char ***argv);
/* Puts @widget into a window of that size and waits until it is drawn. */
GtkWindow *display_test_show (GtkWidget *widget, int width, int height);
/* Destroys the window and runs what that set off; @watched must be gone afterwards. */
void display_test_close (GtkWindow *window);
/* A number of frames, and everything that was ready in between. */
void display_test_frames (GtkWidget *widget, guint n_frames);
/* What a key press does: by the key controllers and the shortcuts of @widget and its parents. */
gboolean display_test_key (GtkWidget *widget, guint keyval, GdkModifierType state);
void display_test_leave_focus (GtkWidget *widget);
/* The first widget of @type at or below @root for which @text is its label or text, NULL for any.
 */
GtkWidget *display_test_find (GtkWidget *root, GType type, const char *text);
void display_test_click (GtkWidget *button);
/* Whether some label or cell at or below @root shows exactly @text and is visible. */
gboolean display_test_shows (GtkWidget *root, const char *text);

#define display_test_until(condition)                                                              \
  G_STMT_START                                                                                     \
  {                                                                                                \
    gint64 deadline_ = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;                              \
    while (!(condition))                                                                           \
      {                                                                                            \
        if (g_get_monotonic_time () > deadline_)                                                   \
          g_error ("%s:%d: never: %s", __FILE__, __LINE__, #condition);                            \
        display_test_tick ();                                                                      \
      }                                                                                            \
  }                                                                                                \
  G_STMT_END

void display_test_tick (void);

G_END_DECLS
