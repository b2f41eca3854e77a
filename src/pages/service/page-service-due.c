/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-service-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Which open cases are late or due within the hour: clocks are computed here, so that the cases
 * are read once in a while, and counted whenever the time goes on. */

/* Cases are read again after so many refreshes of the list. */
#define READ_EVERY 5

static gboolean
set_equal (GArray *one, GArray *other)
{
  return one->len == other->len
         && (one->len == 0 || memcmp (one->data, other->data, one->len * sizeof (gint64)) == 0);
}

/* A view that is on is read again where other cases belong to it now. */
static void
set_marked (PageService *self, BizServiceMark mark, const char *token)
{
  g_autoptr (GArray) before = biz_service_dup_marked (self->service, mark);
  g_autoptr (GArray) ids = biz_service_sweep_dup_marked (self->sweep, mark);

  kit_filter_chips_set_count (self->views, token, (int)ids->len);
  if (set_equal (before, ids))
    return;
  biz_service_set_marked (self->service, mark, (const gint64 *)(gpointer)ids->data, ids->len);
  if (g_strcmp0 (kit_filter_chips_get_token (self->views), token) == 0)
    page_service_load (self);
}

/* That nothing is late is not said before all were looked at. */
void
page_service_tell_empty (PageService *self)
{
  const char *token = kit_filter_chips_get_token (self->views);

  if ((g_strcmp0 (token, "late") == 0 || g_strcmp0 (token, "due") == 0)
      && (self->sweep == NULL || !self->counted))
    kit_ledger_list_set_empty (self->list, "content-loading-symbolic", _ ("Clocks Are Being Read"),
                               _ ("Which cases are late or due is known once all open ones were "
                                  "read."));
  else
    page_service_columns_set_empty (self->list,
                                    *page_list_frame_get_searched (self->frame) != '\0');
}

static void
counted_cb (PageService *self)
{
  self->counted = TRUE;
  page_service_tell_empty (self);
  set_marked (self, BIZ_SERVICE_DUE, "due");
  set_marked (self, BIZ_SERVICE_LATE, "late");
}

/* Counts anew by the time that it is now. */
void
page_service_update_due (PageService *self)
{
  if (self->sweep != NULL)
    biz_service_sweep_count (self->sweep, self->moment.now);
}

/* Behind all that somebody waits for. */
void
page_service_read_due (PageService *self)
{
  if (!biz_service_times_is_loaded (self->times))
    return;
  if (self->sweep == NULL)
    {
      self->sweep = biz_service_sweep_new (self->service, self->times);
      g_signal_connect_object (self->sweep, "counted", G_CALLBACK (counted_cb), self,
                               G_CONNECT_SWAPPED);
    }
  if (self->due_reads++ % READ_EVERY == 0 || !biz_service_sweep_is_complete (self->sweep))
    biz_service_sweep_read (self->sweep, self->moment.now);
  else
    page_service_update_due (self);
}

/* Other cases are meant than before: what was counted of those is none of these. */
void
page_service_forget_due (PageService *self)
{
  if (self->sweep == NULL)
    return;
  biz_service_sweep_forget (self->sweep);
  self->counted = FALSE;
  for (guint mark = 0; mark < BIZ_SERVICE_N_MARKS; mark++)
    biz_service_set_marked (self->service, (BizServiceMark)mark, NULL, 0);
  kit_filter_chips_set_count (self->views, "due", -1);
  kit_filter_chips_set_count (self->views, "late", -1);
  self->due_reads = 0;
}
