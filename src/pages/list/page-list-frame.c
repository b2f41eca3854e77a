/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-list-frame.h"

/* The record follows the selection when it rests. */
#define REST_MS 150

struct _PageListFrame
{
  GObject parent_instance;

  PageListParts parts; /* (unowned): the page's, which owns this */
  const BizFilterGrammar *grammar;
  char *searched; /* (owned) (nullable) */
  guint rest_source;
};

G_DEFINE_FINAL_TYPE (PageListFrame, page_list_frame, G_TYPE_OBJECT)

enum
{
  CHANGED,
  RESTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
bar_changed_cb (PageListFrame *self)
{
  g_autofree char *text = kit_filter_bar_get_text (self->parts.bar);

  if (g_strcmp0 (text, self->searched) != 0)
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
chips_changed_cb (PageListFrame *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
leave_cb (PageListFrame *self)
{
  kit_ledger_list_focus_rows (self->parts.list);
}

static gboolean
rest_cb (gpointer user_data)
{
  PageListFrame *self = user_data;

  self->rest_source = 0;
  if (page_split_is_split (self->parts.split) && page_split_is_record_shown (self->parts.split))
    g_signal_emit (self, signals[RESTED], 0);

  return G_SOURCE_REMOVE;
}

static void
selection_changed_cb (PageListFrame *self)
{
  g_clear_handle_id (&self->rest_source, g_source_remove);
  self->rest_source = g_timeout_add (REST_MS, rest_cb, self);
}

static void
page_list_frame_finalize (GObject *object)
{
  PageListFrame *self = PAGE_LIST_FRAME (object);

  g_clear_handle_id (&self->rest_source, g_source_remove);
  g_clear_pointer (&self->searched, g_free);

  G_OBJECT_CLASS (page_list_frame_parent_class)->finalize (object);
}

static void
page_list_frame_class_init (PageListFrameClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = page_list_frame_finalize;

  /**
   * PageListFrame::changed:
   *
   * The bar says something else than was parsed last, or another chip is on.
   */
  signals[CHANGED] = g_signal_new ("changed", PAGE_TYPE_LIST_FRAME, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  /**
   * PageListFrame::rested:
   *
   * The selection stands still, and what is selected can be shown beside it.
   */
  signals[RESTED] = g_signal_new ("rested", PAGE_TYPE_LIST_FRAME, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);
}

static void
page_list_frame_init (PageListFrame *self)
{
}

/**
 * page_list_frame_new:
 * @parts: the parts of a page, which live as long as this
 * @grammar: (transfer none): a static grammar, of the bar's words
 *
 * Returns: (transfer full): what makes them one
 */
PageListFrame *
page_list_frame_new (const PageListParts *parts, const BizFilterGrammar *grammar)
{
  PageListFrame *self;

  g_return_val_if_fail (parts != NULL && grammar != NULL, NULL);

  self = g_object_new (PAGE_TYPE_LIST_FRAME, NULL);
  self->parts = *parts;
  self->grammar = grammar;
  /* What is not understood cannot be tried again. */
  kit_inline_error_set_retry_label (parts->error, NULL);
  g_signal_connect_object (parts->bar, "changed", G_CALLBACK (bar_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (parts->bar, "activate", G_CALLBACK (leave_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (parts->bar, "leave", G_CALLBACK (leave_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (parts->chips, "changed", G_CALLBACK (chips_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (parts->list, "selection-changed", G_CALLBACK (selection_changed_cb),
                           self, G_CONNECT_SWAPPED);

  return self;
}

BizFilter *
page_list_frame_parse (PageListFrame *self, const GDate *today)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (BizFilter) filter = NULL;
  const char *standing;

  g_return_val_if_fail (PAGE_IS_LIST_FRAME (self), NULL);

  g_free (self->searched);
  self->searched = kit_filter_bar_get_text (self->parts.bar);
  standing = kit_filter_chips_get_token (self->parts.chips);
  text = g_strconcat (standing != NULL ? standing : "", " ", self->searched, NULL);
  filter = biz_filter_parse (self->grammar, text, today, &error);
  /* What is not understood the bar says itself. */
  kit_inline_error_set_error (self->parts.error, NULL,
                              kit_filter_bar_is_valid (self->parts.bar) ? error : NULL);

  return g_steal_pointer (&filter);
}

const char *
page_list_frame_get_searched (PageListFrame *self)
{
  g_return_val_if_fail (PAGE_IS_LIST_FRAME (self), NULL);

  return self->searched;
}

char *
page_list_frame_dup_words (PageListFrame *self, const char *more)
{
  const char *parts[4] = { NULL };
  const char *label;
  gsize n = 0;

  g_return_val_if_fail (PAGE_IS_LIST_FRAME (self), NULL);

  label = kit_filter_chips_get_label (self->parts.chips);
  if (label != NULL)
    parts[n++] = label;
  if (more != NULL)
    parts[n++] = more;
  if (self->searched != NULL && *self->searched != '\0')
    parts[n++] = self->searched;

  return n > 0 ? g_strjoinv (" · ", (char **)parts) : NULL;
}

void
page_list_frame_search (PageListFrame *self)
{
  g_return_if_fail (PAGE_IS_LIST_FRAME (self));

  page_split_show_list (self->parts.split);
  gtk_widget_grab_focus (GTK_WIDGET (self->parts.bar));
}

void
page_list_frame_close_record (PageListFrame *self)
{
  g_return_if_fail (PAGE_IS_LIST_FRAME (self));

  page_split_hide_record (self->parts.split);
  kit_ledger_list_focus_rows (self->parts.list);
}

void
page_list_frame_show_companies (PageListFrame *self, ErpSession *session)
{
  gsize n;

  g_return_if_fail (PAGE_IS_LIST_FRAME (self));

  erp_session_get_active_companies (session, &n);
  kit_ledger_list_set_column_shown (self->parts.list, "company", n > 1);
}
