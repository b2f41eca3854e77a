/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kit"

#include "config.h"

#include "kit-date-entry.h"

#include "kit-date-parse.h"
#include "kit-format.h"

#include <glib/gi18n-lib.h>

struct _KitDateEntry
{
  KitParsedEntry parent_instance;

  GDate date;
  GDate today; /* invalid: ask the clock */
  GtkWidget *popover;
  GtkCalendar *calendar;
  gboolean showing;
};

G_DEFINE_FINAL_TYPE (KitDateEntry, kit_date_entry, KIT_TYPE_PARSED_ENTRY)

static GDate
get_today (KitDateEntry *self)
{
  g_autoptr (GDateTime) now = NULL;
  GDate today;

  if (g_date_valid (&self->today))
    return self->today;
  now = g_date_time_new_now_local ();
  g_date_clear (&today, 1);
  g_date_set_dmy (&today, (GDateDay)g_date_time_get_day_of_month (now),
                  (GDateMonth)g_date_time_get_month (now), (GDateYear)g_date_time_get_year (now));
  return today;
}

static void
open_calendar_cb (KitDateEntry *self)
{
  GDate date = get_today (self);
  g_autoptr (GDateTime) day = NULL;

  kit_date_entry_get_date (self, &date);
  day = g_date_time_new_utc (g_date_get_year (&date), (int)g_date_get_month (&date),
                             g_date_get_day (&date), 0, 0, 0);
  self->showing = TRUE;
  gtk_calendar_select_day (self->calendar, day);
  self->showing = FALSE;
  gtk_popover_popup (GTK_POPOVER (self->popover));
}

static void
day_selected_cb (KitDateEntry *self)
{
  g_autoptr (GDateTime) day = NULL;
  GDate date;

  if (self->showing)
    return;
  day = gtk_calendar_get_date (self->calendar);
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay)g_date_time_get_day_of_month (day),
                  (GDateMonth)g_date_time_get_month (day), (GDateYear)g_date_time_get_year (day));
  kit_date_entry_set_date (self, &date);
  gtk_popover_popdown (GTK_POPOVER (self->popover));
}

static gboolean
key_cb (KitDateEntry *self, guint keyval, guint keycode, GdkModifierType state)
{
  GDate date = get_today (self);

  if (keyval != GDK_KEY_Up && keyval != GDK_KEY_Down)
    return GDK_EVENT_PROPAGATE;
  if ((state & GDK_ALT_MASK) != 0)
    {
      open_calendar_cb (self);
      return GDK_EVENT_STOP;
    }
  if (!kit_parsed_entry_is_valid (KIT_PARSED_ENTRY (self)))
    return GDK_EVENT_PROPAGATE;
  kit_date_entry_get_date (self, &date);
  if (keyval == GDK_KEY_Up)
    g_date_add_days (&date, 1);
  else
    g_date_subtract_days (&date, 1);
  kit_date_entry_set_date (self, &date);
  return GDK_EVENT_STOP;
}

static gboolean
kit_date_entry_parse (KitParsedEntry *entry, const char *text, GError **error)
{
  KitDateEntry *self = KIT_DATE_ENTRY (entry);
  GDate today = get_today (self);
  g_autofree char *shown = kit_format_date (&self->date);

  /* Not every locale's way of writing a date can be read. */
  if (strcmp (text, shown) == 0)
    return TRUE;
  return kit_date_parse (text, &today, &self->date, error);
}

static char *
kit_date_entry_format (KitParsedEntry *entry)
{
  return kit_format_date (&KIT_DATE_ENTRY (entry)->date);
}

static void
kit_date_entry_dispose (GObject *object)
{
  KitDateEntry *self = KIT_DATE_ENTRY (object);

  g_clear_pointer (&self->popover, gtk_widget_unparent);
  G_OBJECT_CLASS (kit_date_entry_parent_class)->dispose (object);
}

static void
kit_date_entry_class_init (KitDateEntryClass *klass)
{
  KitParsedEntryClass *entry_class = KIT_PARSED_ENTRY_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kit_date_entry_dispose;
  entry_class->parse = kit_date_entry_parse;
  entry_class->format = kit_date_entry_format;
}

static void
kit_date_entry_init (KitDateEntry *self)
{
  GtkEntry *entry = kit_parsed_entry_get_entry (KIT_PARSED_ENTRY (self));
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_date_clear (&self->date, 1);
  g_date_clear (&self->today, 1);
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 12);
  gtk_widget_add_css_class (GTK_WIDGET (entry), "numeric");
  gtk_entry_set_icon_from_icon_name (entry, GTK_ENTRY_ICON_SECONDARY, "x-office-calendar-symbolic");
  gtk_entry_set_icon_tooltip_text (entry, GTK_ENTRY_ICON_SECONDARY, _ ("Pick a day (Alt+Down)"));
  g_signal_connect_swapped (entry, "icon-press", G_CALLBACK (open_calendar_cb), self);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (entry), keys);

  self->calendar = GTK_CALENDAR (gtk_calendar_new ());
  g_signal_connect_swapped (self->calendar, "day-selected", G_CALLBACK (day_selected_cb), self);
  self->popover = gtk_popover_new ();
  gtk_popover_set_child (GTK_POPOVER (self->popover), GTK_WIDGET (self->calendar));
  gtk_widget_set_parent (self->popover, GTK_WIDGET (entry));
}

GtkWidget *
kit_date_entry_new (void)
{
  return g_object_new (KIT_TYPE_DATE_ENTRY, NULL);
}

void
kit_date_entry_set_today (KitDateEntry *self, const GDate *today)
{
  g_return_if_fail (KIT_IS_DATE_ENTRY (self));
  g_return_if_fail (g_date_valid (today));

  self->today = *today;
  kit_parsed_entry_reparse (KIT_PARSED_ENTRY (self));
}

void
kit_date_entry_set_date (KitDateEntry *self, const GDate *date)
{
  g_autofree char *text = NULL;

  g_return_if_fail (KIT_IS_DATE_ENTRY (self));

  if (date != NULL)
    self->date = *date;
  text = kit_format_date (date);
  kit_parsed_entry_set_text (KIT_PARSED_ENTRY (self), text);
}

gboolean
kit_date_entry_get_date (KitDateEntry *self, GDate *date)
{
  KitParsedEntry *entry;

  g_return_val_if_fail (KIT_IS_DATE_ENTRY (self), FALSE);

  entry = KIT_PARSED_ENTRY (self);
  if (!kit_parsed_entry_is_valid (entry) || kit_parsed_entry_is_empty (entry))
    return FALSE;
  *date = self->date;
  return TRUE;
}
