/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "erp"

#include "erp-listing-windows.h"

#define WINDOW_ROWS ERP_LISTING_WINDOW_ROWS
/* Neighbours that are missing together cross the wire together. */
#define RUN_WINDOWS 3
#define WINDOWS_KEPT 24

typedef struct
{
  guint index;
  guint n_slots;        /* rows alive */
  gboolean requested;   /* on its way */
  gboolean stale;       /* to be asked for although something stands there */
  guint64 used;         /* by the tick */
  ErpListingPage *page; /* (owned) (nullable) */
  guint page_offset;    /* where this window begins in its page */
  GError *error;        /* (owned) (nullable) */
} Window;

struct _ErpListingWindows
{
  GHashTable *slots;   /* (owned): position -> ErpRow, not held */
  GHashTable *windows; /* (owned): index -> Window */
  guint count;
  guint visible_first;
  guint visible_last;
  gboolean unseen; /* whatever stands in these */
  guint64 tick;
};

static void
window_forget (Window *window)
{
  g_clear_pointer (&window->page, erp_listing_page_unref);
  g_clear_error (&window->error);
  window->requested = FALSE;
  window->stale = FALSE;
}

static void
window_free (gpointer data)
{
  Window *window = data;

  window_forget (window);
  g_free (window);
}

static Window *
find_window (ErpListingWindows *self, guint index)
{
  return g_hash_table_lookup (self->windows, GUINT_TO_POINTER (index));
}

static Window *
ensure_window (ErpListingWindows *self, guint index)
{
  Window *window = find_window (self, index);

  if (window == NULL)
    {
      window = g_new0 (Window, 1);
      window->index = index;
      g_hash_table_insert (self->windows, GUINT_TO_POINTER (index), window);
    }

  return window;
}

static gboolean
is_visible (ErpListingWindows *self, const Window *window)
{
  return !self->unseen && window->index >= self->visible_first / WINDOW_ROWS
         && window->index <= self->visible_last / WINDOW_ROWS;
}

static gboolean
is_in_use (ErpListingWindows *self, const Window *window)
{
  return window->n_slots > 0 || is_visible (self, window);
}

static gboolean
is_missing (ErpListingWindows *self, const Window *window)
{
  if (window == NULL || window->requested
      || (window->index > 0 && window->index * WINDOW_ROWS >= self->count))
    return FALSE;

  return window->stale
         || (is_in_use (self, window) && window->page == NULL && window->error == NULL);
}

static gboolean
covers (const Window *window, guint position)
{
  const guint i = position - window->index * WINDOW_ROWS + window->page_offset;

  return window->page != NULL && i < window->page->n_rows;
}

static void
fill_slot (ErpRow *row, const Window *window)
{
  const guint position = erp_row_get_position (row);
  const guint i = position - window->index * WINDOW_ROWS + window->page_offset;

  if (covers (window, position))
    {
      if (window->page->items[i] != NULL)
        erp_row_set_item (row, window->page->items[i]);
      else
        erp_row_set_error (row, window->page->errors[i]);
    }
  else if (window->error != NULL)
    erp_row_set_error (row, window->error);
  else
    erp_row_set_loading (row);
}

static void
slot_gone (gpointer owner, guint position)
{
  ErpListingWindows *self = owner;
  Window *window = find_window (self, position / WINDOW_ROWS);

  g_hash_table_remove (self->slots, GUINT_TO_POINTER (position));
  window->n_slots--;
  if (window->n_slots == 0 && window->page == NULL && window->error == NULL && !window->requested)
    g_hash_table_remove (self->windows, GUINT_TO_POINTER (window->index));
}

ErpListingWindows *
erp_listing_windows_new (void)
{
  ErpListingWindows *self = g_new0 (ErpListingWindows, 1);

  self->slots = g_hash_table_new (NULL, NULL);
  self->windows = g_hash_table_new_full (NULL, NULL, NULL, window_free);

  return self;
}

void
erp_listing_windows_free (ErpListingWindows *self)
{
  GHashTableIter iter;
  gpointer row;

  g_hash_table_iter_init (&iter, self->slots);
  while (g_hash_table_iter_next (&iter, NULL, &row))
    erp_row_disown (row);
  g_hash_table_unref (self->slots);
  g_hash_table_unref (self->windows);
  g_free (self);
}

ErpRow *
erp_listing_windows_get_row (ErpListingWindows *self, guint position)
{
  ErpRow *row = g_hash_table_lookup (self->slots, GUINT_TO_POINTER (position));
  Window *window;

  if (row != NULL)
    return g_object_ref (row);

  row = erp_row_new (position, slot_gone, self);
  g_hash_table_insert (self->slots, GUINT_TO_POINTER (position), row);
  window = ensure_window (self, position / WINDOW_ROWS);
  window->n_slots++;
  window->used = ++self->tick;
  if (window->page != NULL && !covers (window, position))
    window->stale = TRUE;
  fill_slot (row, window);

  return row;
}

void
erp_listing_windows_set_count (ErpListingWindows *self, guint count)
{
  self->count = count;
}

void
erp_listing_windows_set_visible (ErpListingWindows *self, guint first, guint last)
{
  self->visible_first = MIN (first, last);
  self->visible_last = MAX (first, last);
  self->unseen = FALSE;
}

static Window *
nearest_missing (ErpListingWindows *self)
{
  const gint64 middle = ((gint64)self->visible_first + self->visible_last) / 2 / WINDOW_ROWS;
  Window *best = NULL;
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->windows);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Window *window = value;

      if (!is_missing (self, window))
        continue;
      if (best == NULL || ABS (window->index - middle) < ABS (best->index - middle)
          || (ABS (window->index - middle) == ABS (best->index - middle)
              && window->index < best->index))
        best = window;
    }

  return best;
}

gboolean
erp_listing_windows_next_run (ErpListingWindows *self, guint *first, guint *n)
{
  const Window *best = nearest_missing (self);
  gboolean visible;

  if (best == NULL)
    return FALSE;

  *first = best->index;
  *n = 1;
  /* What is visible does not wait for more rows than needed. */
  visible = is_visible (self, best);
  while (*n < RUN_WINDOWS)
    {
      const Window *after = find_window (self, *first + *n);
      const Window *before = *first > 0 ? find_window (self, *first - 1) : NULL;

      if (is_missing (self, after) && is_visible (self, after) == visible)
        {
          *n += 1;
        }
      else if (is_missing (self, before) && is_visible (self, before) == visible)
        {
          *first -= 1;
          *n += 1;
        }
      else
        break;
    }

  return TRUE;
}

void
erp_listing_windows_set_requested (ErpListingWindows *self, guint first, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      Window *window = ensure_window (self, first + i);

      window->requested = TRUE;
      window->stale = FALSE;
    }
}

void
erp_listing_windows_take_page (ErpListingWindows *self, guint first, guint n, ErpListingPage *page)
{
  for (guint i = 0; i < n; i++)
    {
      Window *window = ensure_window (self, first + i);

      window_forget (window);
      window->page = erp_listing_page_ref (page);
      window->page_offset = i * WINDOW_ROWS;
      window->used = ++self->tick;
    }
}

void
erp_listing_windows_take_error (ErpListingWindows *self, guint first, guint n, const GError *error)
{
  for (guint i = 0; i < n; i++)
    {
      Window *window = ensure_window (self, first + i);

      window->requested = FALSE;
      /* Rows that stand are not taken away by a refresh that failed. */
      if (window->page == NULL)
        {
          g_clear_error (&window->error);
          window->error = g_error_copy (error);
        }
    }
}

void
erp_listing_windows_fill (ErpListingWindows *self, guint index)
{
  /* A handler may let rows go or load anew: nothing is kept over the loop. */
  for (guint i = 0; i < WINDOW_ROWS; i++)
    {
      ErpRow *slot = g_hash_table_lookup (self->slots, GUINT_TO_POINTER (index * WINDOW_ROWS + i));

      if (slot != NULL)
        {
          g_autoptr (ErpRow) row = g_object_ref (slot);

          fill_slot (row, find_window (self, index));
        }
    }
}

void
erp_listing_windows_fill_all (ErpListingWindows *self)
{
  g_autofree gpointer *keys = NULL;
  guint n;

  keys = g_hash_table_get_keys_as_array (self->windows, &n);
  for (guint i = 0; i < n; i++)
    erp_listing_windows_fill (self, GPOINTER_TO_UINT (keys[i]));
}

void
erp_listing_windows_forget (ErpListingWindows *self)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->windows);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Window *window = value;

      window_forget (window);
      if (window->n_slots == 0)
        g_hash_table_iter_remove (&iter);
    }
}

void
erp_listing_windows_expire (ErpListingWindows *self)
{
  const guint first = MIN (self->visible_first, MAX (self->count, 1) - 1) / WINDOW_ROWS;
  GHashTableIter iter;
  gpointer value;

  ensure_window (self, first);
  g_hash_table_iter_init (&iter, self->windows);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Window *window = value;

      if (is_in_use (self, window) || window->index == first)
        window->stale = TRUE;
      else if (!window->requested)
        g_hash_table_iter_remove (&iter);
    }
}

gboolean
erp_listing_windows_retry (ErpListingWindows *self, guint position)
{
  Window *window = find_window (self, position / WINDOW_ROWS);

  if (window == NULL || window->requested)
    return FALSE;

  window_forget (window);
  window->stale = TRUE;
  erp_listing_windows_fill (self, position / WINDOW_ROWS);

  return TRUE;
}

static void
trim_to (ErpListingWindows *self, guint n_kept)
{
  while (g_hash_table_size (self->windows) > n_kept)
    {
      Window *oldest = NULL;
      GHashTableIter iter;
      gpointer value;

      g_hash_table_iter_init (&iter, self->windows);
      while (g_hash_table_iter_next (&iter, NULL, &value))
        {
          Window *window = value;

          if (!window->requested && !is_in_use (self, window)
              && (oldest == NULL || window->used < oldest->used))
            oldest = window;
        }
      if (oldest == NULL)
        return;
      g_hash_table_remove (self->windows, GUINT_TO_POINTER (oldest->index));
    }
}

void
erp_listing_windows_trim (ErpListingWindows *self)
{
  trim_to (self, WINDOWS_KEPT);
}

gboolean
erp_listing_windows_leave (ErpListingWindows *self)
{
  self->unseen = TRUE;
  trim_to (self, 0);
  return g_hash_table_size (self->windows) == 0;
}

guint
erp_listing_windows_get_n_kept (ErpListingWindows *self)
{
  return g_hash_table_size (self->windows);
}
