/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kit"

#include "config.h"

#include "kit-conversation.h"

#include "kit-activity-list.h"
#include "kit-composer.h"
#include "kit-file-list.h"
#include "kit-followers.h"
#include "kit-growing-model.h"
#include "kit-inline-error.h"
#include "kit-log-row.h"
#include "kit-section-layout.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Rows are made for what is seen at once, and the others in slices between frames: of that many
 * microseconds while less than the reserve (pixels) is ready below what is seen, and then. */
#define RESERVE 600
#define NEAR_SLICE 8000
#define FAR_SLICE 4000
#define USUAL_HEIGHT 900
#define MAX_KEPT 20  /* entries that come at once, and do not move what is read */
#define MAX_LINES 60 /* of a message that is folded */

struct _KitConversation
{
  AdwBin parent_instance;

  KitActivityList *activities;
  KitFileList *files;
  KitFollowers *followers;
  KitComposer *composer;
  GtkSpinner *spinner;
  KitInlineError *error;
  GtkListBox *entries;
  GtkLabel *empty;
  GtkButton *older_button;
  KitInlineError *older_error;

  BizThread *thread;         /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned) (nullable): of the thread */
  GtkAdjustment *scroll;     /* (owned) (nullable): of what it scrolls in */
  KitGrowingModel *shown;    /* (owned): the entries that have rows */
  int above;                 /* pixels of rows above what is seen that went just now; -1: none */
  guint slice_id;            /* idle: the next rows are made */
  guint frame_id;            /* tick: they wait for the last ones to be drawn */
  guint n_loading;
  gboolean is_loading_older;
};

G_DEFINE_FINAL_TYPE (KitConversation, kit_conversation, ADW_TYPE_BIN)

/* What a row is high about, in pixels, so that what is seen is filled at once. */
static guint
guess_height (BizLogEntry *entry)
{
  const char *head = biz_log_entry_get_head (entry);
  guint n_lines = (guint)strlen (head) / 80;

  for (const char *p = strchr (head, '\n'); p != NULL; p = strchr (p + 1, '\n'))
    n_lines++;
  return (biz_log_entry_get_kind (entry) == BIZ_LOG_EVENT ? 36 : 48)
         + 18 * MIN (n_lines, MAX_LINES);
}

static double
get_seen_height (KitConversation *self)
{
  double height = self->scroll != NULL ? gtk_adjustment_get_page_size (self->scroll) : 0;

  return height > 0 ? height : USUAL_HEIGHT;
}

/* Where in the list of rows the view begins, in pixels; negative above it. */
static int
get_top (KitConversation *self)
{
  GtkWidget *scroller = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_SCROLLED_WINDOW);
  double y;

  if (scroller == NULL
      || !gtk_widget_translate_coordinates (GTK_WIDGET (self->entries), scroller, 0, 0, NULL, &y))
    return -1;
  return -(int)y;
}

/* The rows down to the last one that is seen, where the person scrolled down in them. */
static guint
count_seen (KitConversation *self)
{
  guint n_shown = g_list_model_get_n_items (G_LIST_MODEL (self->shown));
  int top = n_shown > 0 ? get_top (self) : -1;
  GtkListBoxRow *last;

  if (top < 0)
    return 0;
  last = gtk_list_box_get_row_at_y (self->entries, top + (int)get_seen_height (self));
  return last != NULL ? (guint)gtk_list_box_row_get_index (last) + 1 : n_shown;
}

static guint
count_first (GListModel *entries, gpointer user_data)
{
  double height = get_seen_height (user_data);
  guint n_seen = count_seen (user_data);
  guint n = g_list_model_get_n_items (entries);
  guint i;

  for (i = 0; i < n && (height > 0 || i < n_seen); i++)
    {
      g_autoptr (BizLogEntry) entry = g_list_model_get_item (entries, i);

      height -= guess_height (entry);
    }
  return i;
}

static void grow (KitConversation *self);

static void
update (KitConversation *self)
{
  guint n_older = self->thread != NULL ? biz_thread_get_n_older (self->thread) : 0;
  guint n =
      self->thread != NULL ? g_list_model_get_n_items (biz_thread_get_entries (self->thread)) : 0;
  g_autofree char *text =
      g_strdup_printf (ngettext ("Show %u _Older Entry", "Show %u _Older Entries", n_older),
                       n_older);

  gtk_button_set_label (self->older_button, self->is_loading_older ? _ ("Loading…") : text);
  gtk_widget_set_sensitive (GTK_WIDGET (self->older_button), !self->is_loading_older);
  gtk_widget_set_visible (GTK_WIDGET (self->older_button),
                          n_older > 0 && self->thread != NULL && biz_thread_is_loaded (self->thread)
                              && kit_growing_model_is_complete (self->shown)
                              && !kit_inline_error_is_shown (self->older_error));
  gtk_widget_set_visible (GTK_WIDGET (self->entries), n > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->empty),
                          n == 0 && self->thread != NULL && biz_thread_is_loaded (self->thread));
  gtk_spinner_set_spinning (self->spinner, self->n_loading > 0);
  grow (self);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KitConversation) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean done = biz_thread_load_finish (BIZ_THREAD (source), result, &error);

  /* left meanwhile, even if it was come back to */
  if (g_task_get_cancellable (G_TASK (result)) != self->cancellable)
    return;
  self->n_loading--;
  if (!done && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    kit_inline_error_set_error (self->error, _ ("The conversation could not be loaded."), error);
  update (self);
}

static void
load (KitConversation *self)
{
  if (self->thread == NULL)
    return;
  kit_inline_error_clear (self->error);
  self->n_loading++;
  biz_thread_load_async (self->thread, self->cancellable, loaded_cb, g_object_ref (self));
  update (self);
}

static void
older_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KitConversation) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean done = biz_thread_load_older_finish (BIZ_THREAD (source), result, &error);

  if (g_task_get_cancellable (G_TASK (result)) != self->cancellable)
    return;
  self->is_loading_older = FALSE;
  if (!done && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    kit_inline_error_set_error (self->older_error, _ ("Older entries could not be loaded."), error);
  update (self);
}

static void
load_older (KitConversation *self)
{
  if (self->thread == NULL || self->is_loading_older || biz_thread_get_n_older (self->thread) == 0)
    return;
  kit_inline_error_clear (self->older_error);
  self->is_loading_older = TRUE;
  biz_thread_load_older_async (self->thread, self->cancellable, older_cb, g_object_ref (self));
  update (self);
}

/* Whether what is seen may soon have no rows. */
static gboolean
is_near_end (KitConversation *self)
{
  return self->scroll == NULL
         || gtk_adjustment_get_value (self->scroll) + gtk_adjustment_get_page_size (self->scroll)
                    + RESERVE
                >= gtk_adjustment_get_upper (self->scroll);
}

static int
sum_heights (KitConversation *self, guint position, guint n_rows)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self->entries));
  int sum = 0;

  for (guint i = position; i < position + n_rows; i++)
    {
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->entries, (int)i);
      int height = 0;

      if (row != NULL)
        gtk_widget_measure (GTK_WIDGET (row), GTK_ORIENTATION_VERTICAL, width, &height, NULL, NULL,
                            NULL);
      sum += height;
    }
  return sum;
}

/* Before the rows change: whether they do so above what is seen only. */
static void
will_change_cb (KitConversation *self, guint position, guint n_removed, guint n_added)
{
  int top = self->scroll != NULL ? get_top (self) : -1;
  GtkListBoxRow *row = top > 0 ? gtk_list_box_get_row_at_y (self->entries, top) : NULL;

  self->above = -1;
  if (row != NULL && position + n_removed <= (guint)gtk_list_box_row_get_index (row)
      && n_added <= MAX_KEPT)
    self->above = sum_heights (self, position, n_removed);
}

/* What is read stays where it is. */
static void
changed_cb (KitConversation *self, guint position, guint n_removed, guint n_added)
{
  int more;

  grow (self);
  if (self->above < 0 || self->scroll == NULL)
    return;
  more = sum_heights (self, position, n_added) - self->above;
  self->above = -1;
  gtk_adjustment_set_upper (self->scroll, gtk_adjustment_get_upper (self->scroll) + more);
  gtk_adjustment_set_value (self->scroll, gtk_adjustment_get_value (self->scroll) + more);
}

static gboolean
wants_more (KitConversation *self)
{
  return !kit_growing_model_is_complete (self->shown)
         && (is_near_end (self)
             || g_list_model_get_n_items (G_LIST_MODEL (self->shown)) < KIT_CONVERSATION_READY);
}

/* A row is measured as soon as it is made, which takes longer than making it and which it
 * remembers: so the time of a slice is all that it costs. */
static void
make_row (KitConversation *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self->entries));
  GtkListBoxRow *row;

  kit_growing_model_grow (self->shown, 1);
  row = gtk_list_box_get_row_at_index (
      self->entries, (int)g_list_model_get_n_items (G_LIST_MODEL (self->shown)) - 1);
  if (row == NULL || width <= 0)
    return;
  gtk_widget_measure (GTK_WIDGET (row), GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
  gtk_widget_measure (GTK_WIDGET (row), GTK_ORIENTATION_VERTICAL, width, NULL, NULL, NULL, NULL);
}

static gboolean
slice_cb (gpointer user_data)
{
  KitConversation *self = user_data;
  gint64 end = g_get_monotonic_time () + (is_near_end (self) ? NEAR_SLICE : FAR_SLICE);

  self->slice_id = 0;
  do
    make_row (self);
  while (wants_more (self) && g_get_monotonic_time () < end);
  if (kit_growing_model_is_complete (self->shown))
    update (self);
  else
    grow (self);
  return G_SOURCE_REMOVE;
}

static gboolean
frame_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  KitConversation *self = KIT_CONVERSATION (widget);

  self->frame_id = 0;
  self->slice_id = g_idle_add_full (G_PRIORITY_LOW, slice_cb, self, NULL);
  return G_SOURCE_REMOVE;
}

/* One slice a frame, so that one can scroll and type meanwhile. */
static void
grow (KitConversation *self)
{
  if (self->frame_id == 0 && self->slice_id == 0 && gtk_widget_get_mapped (GTK_WIDGET (self))
      && wants_more (self))
    self->frame_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), frame_cb, NULL, NULL);
}

static void
stop_growing (KitConversation *self)
{
  if (self->frame_id != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->frame_id);
  self->frame_id = 0;
  g_clear_handle_id (&self->slice_id, g_source_remove);
}

/* Who scrolls to the end goes on reading. */
static void
scrolled_cb (KitConversation *self)
{
  double end =
      gtk_adjustment_get_value (self->scroll) + gtk_adjustment_get_page_size (self->scroll);

  grow (self);
  if (gtk_widget_get_visible (GTK_WIDGET (self->older_button))
      && gtk_adjustment_get_value (self->scroll) > 0
      && end >= gtk_adjustment_get_upper (self->scroll) - 40)
    load_older (self);
}

static void
stop_watching (KitConversation *self)
{
  if (self->scroll != NULL)
    g_signal_handlers_disconnect_by_data (self->scroll, self);
  g_clear_object (&self->scroll);
}

static void
kit_conversation_map (GtkWidget *widget)
{
  KitConversation *self = KIT_CONVERSATION (widget);
  GtkWidget *scroller = gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLED_WINDOW);

  GTK_WIDGET_CLASS (kit_conversation_parent_class)->map (widget);
  grow (self);
  stop_watching (self);
  if (scroller == NULL)
    return;
  self->scroll =
      g_object_ref (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller)));
  g_signal_connect_object (self->scroll, "value-changed", G_CALLBACK (scrolled_cb), self,
                           G_CONNECT_SWAPPED);
  /* more may be seen of it without scrolling */
  g_signal_connect_object (self->scroll, "changed", G_CALLBACK (grow), self, G_CONNECT_SWAPPED);
}

static void
kit_conversation_unmap (GtkWidget *widget)
{
  stop_watching (KIT_CONVERSATION (widget));
  stop_growing (KIT_CONVERSATION (widget));
  GTK_WIDGET_CLASS (kit_conversation_parent_class)->unmap (widget);
}

static void
open_file_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KitConversation *self = KIT_CONVERSATION (widget);
  BizAttachment *file = self->thread != NULL
                            ? biz_thread_get_file (self->thread, g_variant_get_int64 (parameter))
                            : NULL;

  if (file != NULL)
    kit_file_list_open (self->files, file);
}

static GtkWidget *
create_row (gpointer item, gpointer user_data)
{
  return kit_log_row_new (KIT_CONVERSATION (user_data)->thread, item);
}

static void
forget_thread (KitConversation *self)
{
  if (self->shown != NULL)
    kit_growing_model_set_model (self->shown, NULL);
  if (self->thread == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->thread, self);
  g_signal_handlers_disconnect_by_data (biz_thread_get_entries (self->thread), self);
}

static void
kit_conversation_dispose (GObject *object)
{
  KitConversation *self = KIT_CONVERSATION (object);

  stop_watching (self);
  stop_growing (self);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  forget_thread (self);
  g_clear_object (&self->thread);
  g_clear_object (&self->shown);

  G_OBJECT_CLASS (kit_conversation_parent_class)->dispose (object);
}

static void
kit_conversation_class_init (KitConversationClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kit_conversation_dispose;
  widget_class->map = kit_conversation_map;
  widget_class->unmap = kit_conversation_unmap;
  g_type_ensure (KIT_TYPE_ACTIVITY_LIST);
  g_type_ensure (KIT_TYPE_COMPOSER);
  g_type_ensure (KIT_TYPE_FILE_LIST);
  g_type_ensure (KIT_TYPE_FOLLOWERS);
  g_type_ensure (KIT_TYPE_INLINE_ERROR);
  g_type_ensure (KIT_TYPE_SECTION_LAYOUT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/quittance/Quittance/widgets/kit-conversation.ui");
  gtk_widget_class_bind_template_child (widget_class, KitConversation, activities);
  gtk_widget_class_bind_template_child (widget_class, KitConversation, files);
  gtk_widget_class_bind_template_child (widget_class, KitConversation, followers);
  gtk_widget_class_bind_template_child (widget_class, KitConversation, composer);
  gtk_widget_class_bind_template_child (widget_class, KitConversation, spinner);
  gtk_widget_class_bind_template_child (widget_class, KitConversation, error);
  gtk_widget_class_bind_template_child (widget_class, KitConversation, entries);
  gtk_widget_class_bind_template_child (widget_class, KitConversation, empty);
  gtk_widget_class_bind_template_child (widget_class, KitConversation, older_button);
  gtk_widget_class_bind_template_child (widget_class, KitConversation, older_error);
  gtk_widget_class_bind_template_callback (widget_class, load);
  gtk_widget_class_bind_template_callback (widget_class, load_older);
  gtk_widget_class_install_action (widget_class, "conversation.open-file", "x", open_file_action);
}

static void
kit_conversation_init (KitConversation *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  self->shown = kit_growing_model_new (count_first, self);
  gtk_list_box_bind_model (self->entries, G_LIST_MODEL (self->shown), create_row, self, NULL);
}

GtkWidget *
kit_conversation_new (void)
{
  return g_object_new (KIT_TYPE_CONVERSATION, NULL);
}

/* In the person's zone. */
static GDate
get_today (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  GDate today;

  g_date_clear (&today, 1);
  g_date_set_dmy (&today, (GDateDay)g_date_time_get_day_of_month (now),
                  (GDateMonth)g_date_time_get_month (now), (GDateYear)g_date_time_get_year (now));
  return today;
}

static void
bind (KitConversation *self)
{
  GDate today = get_today ();

  kit_activity_list_set_thread (self->activities, self->thread, &today);
  kit_file_list_set_thread (self->files, self->thread);
  kit_followers_set_thread (self->followers, self->thread);
  kit_composer_set_thread (self->composer, self->thread);
}

/**
 * kit_conversation_set_thread:
 * @self: a conversation
 * @thread: (nullable): what it shows
 *
 * What was known of @thread before is shown at once, then it is loaded.
 */
void
kit_conversation_set_thread (KitConversation *self, BizThread *thread)
{
  GListModel *entries;

  g_return_if_fail (KIT_IS_CONVERSATION (self));
  g_return_if_fail (thread == NULL || BIZ_IS_THREAD (thread));

  if (self->thread == thread)
    return;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  stop_growing (self);
  forget_thread (self);
  g_set_object (&self->thread, thread);
  self->n_loading = 0;
  self->is_loading_older = FALSE;
  kit_inline_error_clear (self->error);
  kit_inline_error_clear (self->older_error);
  gtk_widget_set_visible (GTK_WIDGET (self), thread != NULL);
  bind (self);
  if (thread != NULL)
    {
      self->cancellable = g_cancellable_new ();
      g_signal_connect_object (thread, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
      entries = biz_thread_get_entries (thread);
      g_signal_connect_object (entries, "items-changed", G_CALLBACK (will_change_cb), self,
                               G_CONNECT_SWAPPED);
      kit_growing_model_set_model (self->shown, entries);
      g_signal_connect_object (entries, "items-changed", G_CALLBACK (changed_cb), self,
                               G_CONNECT_SWAPPED);
      load (self);
    }
  update (self);
}

BizThread *
kit_conversation_get_thread (KitConversation *self)
{
  g_return_val_if_fail (KIT_IS_CONVERSATION (self), NULL);

  return self->thread;
}

void
kit_conversation_set_suggested (KitConversation *self, gint64 partner_id, const char *name)
{
  g_return_if_fail (KIT_IS_CONVERSATION (self));

  kit_composer_set_suggested (self->composer, partner_id, name);
}

void
kit_conversation_set_careful (KitConversation *self, gboolean careful)
{
  g_return_if_fail (KIT_IS_CONVERSATION (self));

  kit_composer_set_careful (self->composer, careful);
}

void
kit_conversation_set_templates (KitConversation *self, GListModel *templates)
{
  g_return_if_fail (KIT_IS_CONVERSATION (self));

  kit_composer_set_templates (self->composer, templates);
}

void
kit_conversation_ask_template (KitConversation *self)
{
  g_return_if_fail (KIT_IS_CONVERSATION (self));

  kit_composer_ask_template (self->composer);
}

void
kit_conversation_insert (KitConversation *self, const char *text)
{
  g_return_if_fail (KIT_IS_CONVERSATION (self));

  kit_composer_insert (self->composer, text);
}

void
kit_conversation_compose (KitConversation *self, gboolean is_reply)
{
  g_return_if_fail (KIT_IS_CONVERSATION (self));

  kit_composer_write (self->composer, is_reply);
}

void
kit_conversation_refresh (KitConversation *self)
{
  g_return_if_fail (KIT_IS_CONVERSATION (self));

  load (self);
}
