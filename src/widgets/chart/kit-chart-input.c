/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kit"

#include "config.h"

#include "kit-chart-private.h"

#include <math.h>

/* Of a notch of the wheel. */
#define WHEEL_ZOOM 1.2
#define WHEEL_PAN 60.0
/* The share of the plot that a key moves by. */
#define KEY_PAN 0.2
/* How far beside the plot one still points at it. */
#define REACH 8.0

static gboolean
is_in_reach (KitChart *self, double x, double y)
{
  const DrawArea plot = draw_chart_get_plot (self->chart);

  return x >= plot.x - REACH && x <= plot.x + plot.width + REACH && y >= plot.y - REACH
         && y <= plot.y + plot.height + REACH;
}

static gboolean
find_point (KitChart *self, double x, double y, DrawCursor *cursor)
{
  return kit_chart_lay_out (self) && !draw_chart_is_bare (self->chart) && is_in_reach (self, x, y)
         && draw_chart_find (self->chart, x, y, cursor);
}

/* TRUE where the key means something in a chart, whether or not there is a point that way: the
 * focus does not leave by arrows. */
static gboolean
walk (KitChart *self, DrawStep step)
{
  DrawCursor cursor = { G_MAXUINT, 0 };

  kit_chart_get_selected (self, &cursor);
  kit_chart_set_hovered (self, NULL);
  if (draw_chart_step (self->chart, &cursor, step))
    kit_chart_select (self, &cursor);
  else
    gtk_widget_error_bell (GTK_WIDGET (self));

  return TRUE;
}

static void
pan_left (KitChart *self)
{
  draw_chart_pan (self->chart, draw_chart_get_plot (self->chart).width * KEY_PAN);
}

static void
pan_right (KitChart *self)
{
  draw_chart_pan (self->chart, -draw_chart_get_plot (self->chart).width * KEY_PAN);
}

static gboolean
let_go (KitChart *self)
{
  if (self->has_selected)
    kit_chart_select (self, NULL);
  else if (self->chart != NULL && draw_chart_is_zoomed (self->chart))
    kit_chart_glide (self, kit_chart_show_all);
  else
    return FALSE;

  return TRUE;
}

static gboolean
press_plain (KitChart *self, guint keyval)
{
  const gboolean mirrored = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;

  switch (keyval)
    {
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      return walk (self, mirrored ? DRAW_STEP_ON : DRAW_STEP_BACK);
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      return walk (self, mirrored ? DRAW_STEP_BACK : DRAW_STEP_ON);
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      return walk (self, DRAW_STEP_UP);
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      return walk (self, DRAW_STEP_DOWN);
    case GDK_KEY_Home:
    case GDK_KEY_KP_Home:
      return walk (self, DRAW_STEP_FIRST);
    case GDK_KEY_End:
    case GDK_KEY_KP_End:
      return walk (self, DRAW_STEP_LAST);
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_ISO_Enter:
    case GDK_KEY_space:
      kit_chart_activate_selected (self);
      return self->has_selected;
    case GDK_KEY_plus:
    case GDK_KEY_equal:
    case GDK_KEY_KP_Add:
      kit_chart_glide (self, kit_chart_zoom_in);
      return TRUE;
    case GDK_KEY_minus:
    case GDK_KEY_KP_Subtract:
      kit_chart_glide (self, kit_chart_zoom_out);
      return TRUE;
    case GDK_KEY_0:
    case GDK_KEY_KP_0:
      kit_chart_glide (self, kit_chart_show_all);
      return TRUE;
    case GDK_KEY_Escape:
      return let_go (self);
    case GDK_KEY_Menu:
      kit_chart_pop_up_menu (self, -1, -1);
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
press_with_control (KitChart *self, guint keyval)
{
  switch (keyval)
    {
    case GDK_KEY_Left:
      kit_chart_glide (self, pan_left);
      return TRUE;
    case GDK_KEY_Right:
      kit_chart_glide (self, pan_right);
      return TRUE;
    case GDK_KEY_c:
      return gtk_widget_activate_action (GTK_WIDGET (self), "chart.copy", NULL);
    case GDK_KEY_t:
      return gtk_widget_activate_action (GTK_WIDGET (self), "chart.show-table", NULL);
    default:
      return FALSE;
    }
}

static gboolean
key_pressed_cb (KitChart *self, guint keyval, guint keycode, GdkModifierType state)
{
  const GdkModifierType modifiers = state & gtk_accelerator_get_default_mod_mask ();

  if (!kit_chart_lay_out (self) || draw_chart_is_bare (self->chart))
    return FALSE;
  /* on some keyboards + is above another sign */
  if (modifiers == 0 || (modifiers == GDK_SHIFT_MASK && keyval == GDK_KEY_plus))
    return press_plain (self, keyval);
  if (modifiers == GDK_CONTROL_MASK)
    return press_with_control (self, keyval);
  if (modifiers == GDK_SHIFT_MASK && keyval == GDK_KEY_F10)
    {
      kit_chart_pop_up_menu (self, -1, -1);
      return TRUE;
    }

  return FALSE;
}

static void
motion_cb (KitChart *self, double x, double y)
{
  DrawCursor cursor;

  kit_chart_set_hovered (self, find_point (self, x, y, &cursor) ? &cursor : NULL);
}

static void
leave_cb (KitChart *self)
{
  kit_chart_set_hovered (self, NULL);
}

static void
pressed_cb (KitChart *self, int n_press, double x, double y)
{
  DrawCursor cursor;

  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (!find_point (self, x, y, &cursor))
    return;
  kit_chart_select (self, &cursor);
  if (n_press == 2)
    kit_chart_activate_selected (self);
}

static void
menu_pressed_cb (KitChart *self, int n_press, double x, double y)
{
  kit_chart_pop_up_menu (self, x, y);
}

/* With Control the wheel zooms; sideways it moves what is seen, where there is more than is seen.
 * Everything else scrolls the page that the chart is on. */
static gboolean
scroll_cb (KitChart *self, double dx, double dy, GtkEventController *controller)
{
  const GdkModifierType state = gtk_event_controller_get_current_event_state (controller);
  GdkEvent *event = gtk_event_controller_get_current_event (controller);
  double x = gtk_widget_get_width (GTK_WIDGET (self)) / 2.0, y;

  if (!kit_chart_lay_out (self) || draw_chart_is_bare (self->chart))
    return FALSE;
  if ((state & GDK_CONTROL_MASK) != 0 && dy != 0)
    {
      if (self->has_hovered)
        {
          DrawArea area;

          if (draw_chart_locate (self->chart, &self->hovered, &area))
            x = area.x + area.width / 2;
        }
      else if (event != NULL && gdk_event_get_position (event, &x, &y))
        gtk_widget_translate_coordinates (GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self))),
                                          GTK_WIDGET (self), x, y, &x, &y);
      draw_chart_zoom (self->chart, pow (WHEEL_ZOOM, -dy), x);
    }
  else if (draw_chart_is_zoomed (self->chart) && ((state & GDK_SHIFT_MASK) != 0 || dx != 0))
    draw_chart_pan (self->chart, -(dx != 0 ? dx : dy) * WHEEL_PAN);
  else
    return FALSE;
  kit_chart_invalidate (self);

  return TRUE;
}

static void
drag_update_cb (KitChart *self, double dx, double dy, GtkGesture *gesture)
{
  if (!kit_chart_lay_out (self) || !draw_chart_is_zoomed (self->chart))
    return;
  if (fabs (dx) > REACH)
    gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  kit_chart_set_hovered (self, NULL);
  draw_chart_pan (self->chart, dx - self->dragged);
  self->dragged = dx;
  kit_chart_invalidate (self);
}

static void
drag_begin_cb (KitChart *self)
{
  self->dragged = 0;
}

static void
pinch_begin_cb (KitChart *self)
{
  self->pinched = 1;
}

static void
pinch_cb (KitChart *self, double scale, GtkGesture *gesture)
{
  double x, y;

  if (scale <= 0 || !kit_chart_lay_out (self) || draw_chart_is_bare (self->chart))
    return;
  if (!gtk_gesture_is_active (gesture) || !gtk_gesture_get_bounding_box_center (gesture, &x, &y))
    x = gtk_widget_get_width (GTK_WIDGET (self)) / 2.0;
  draw_chart_zoom (self->chart, scale / self->pinched, x);
  self->pinched = scale;
  kit_chart_invalidate (self);
}

static void
add_gestures (KitChart *self)
{
  GtkGesture *pinch = gtk_gesture_zoom_new ();
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *menu = gtk_gesture_click_new ();
  GtkGesture *drag = gtk_gesture_drag_new ();

  g_signal_connect_swapped (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (menu), GDK_BUTTON_SECONDARY);
  g_signal_connect_swapped (menu, "pressed", G_CALLBACK (menu_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (menu));
  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  g_signal_connect_swapped (pinch, "begin", G_CALLBACK (pinch_begin_cb), self);
  g_signal_connect_swapped (pinch, "scale-changed", G_CALLBACK (pinch_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (pinch));
}

void
kit_chart_add_controllers (KitChart *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *scroll =
      gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES);

  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect_swapped (motion, "enter", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  g_signal_connect_swapped (scroll, "scroll", G_CALLBACK (scroll_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), scroll);
  add_gestures (self);
}
