/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-service-private.h"

#include "erp-call.h"
#include "erp-client.h"
#include "erp-domain.h"
#include "page-weak.h"

#include <string.h>

/* Which open cases are late or due within the hour: clocks are computed here, so that the cases
 * are read once in a while, and counted whenever the time goes on. */

/* The most urgent ones; beyond them nobody counts. */
#define MAX_OPEN 1000

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
set_marked (PageService *self, BizServiceMark mark, const char *token, GArray *ids)
{
  g_autoptr (GArray) before = biz_service_dup_marked (self->service, mark);

  kit_filter_chips_set_count (self->views, token, (int)ids->len);
  if (set_equal (before, ids))
    return;
  biz_service_set_marked (self->service, mark, (const gint64 *)(gpointer)ids->data, ids->len);
  if (g_strcmp0 (kit_filter_chips_get_token (self->views), token) == 0)
    page_service_load (self);
}

/* Counts anew by the time that it is now. */
void
page_service_update_due (PageService *self)
{
  g_autoptr (GArray) due = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) late = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (self->open_cases == NULL)
    return;
  for (guint i = 0; i < self->open_cases->len; i++)
    {
      BizTicket *ticket = g_ptr_array_index (self->open_cases, i);
      const gint64 id = biz_ticket_get_id (ticket);
      const BizClockPart *part;
      BizServiceClock clock;

      if (!biz_service_times_get_clock (self->times, ticket, self->moment.now, &clock, NULL))
        continue;
      part = biz_service_clock_get_next (&clock);
      if (part != NULL && part->state == BIZ_CLOCK_SOON)
        g_array_append_val (due, id);
      else if (part != NULL && part->state == BIZ_CLOCK_OVERDUE)
        g_array_append_val (late, id);
    }
  set_marked (self, BIZ_SERVICE_DUE, "due", due);
  set_marked (self, BIZ_SERVICE_LATE, "late", late);
}

static gpointer
decode (JsonNode *answer, gpointer user_data, GError **error)
{
  return biz_tickets_new_from_json (user_data, answer, error);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PageService) self = page_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  GPtrArray *found = erp_client_call_finish (ERP_CLIENT (source), result, &error);

  if (found == NULL || self == NULL || self->times == NULL)
    {
      g_clear_pointer (&found, g_ptr_array_unref);
      return;
    }
  g_clear_pointer (&self->open_cases, g_ptr_array_unref);
  self->open_cases = found;
  if (found->len > 0)
    biz_service_times_look (self->times, (BizTicket *const *)found->pdata, found->len);
  page_service_update_due (self);
}

/* Behind all that somebody waits for. */
void
page_service_read_due (PageService *self)
{
  const BizTicketShape *shape = biz_service_get_shape (self->service);
  g_autoptr (ErpDomain) domain = erp_domain_new ();
  g_autofree char *specification = biz_ticket_shape_make_specification (shape);
  g_autofree char *order = biz_ticket_sort_to_order (shape, BIZ_TICKET_SORT_QUEUE, TRUE);
  g_autoptr (ErpCall) call = NULL;

  if (self->due_reads++ % READ_EVERY != 0 || !biz_service_times_is_loaded (self->times))
    {
      page_service_update_due (self);
      return;
    }
  biz_service_add_base (self->service, domain);
  biz_ticket_shape_add_open (shape, domain);
  call = erp_call_new_read (shape->model, "web_search_read");
  erp_call_set_arg_domain (call, "domain", domain);
  erp_call_set_arg_json (call, "specification", specification);
  erp_call_set_arg_string (call, "order", order);
  erp_call_set_arg_int (call, "limit", MAX_OPEN);
  erp_call_set_arg_int (call, "count_limit", 1);
  erp_call_set_background (call, TRUE);
  erp_call_set_decoder (call, decode, g_memdup2 (shape, sizeof *shape), g_free,
                        (GDestroyNotify)g_ptr_array_unref);
  erp_client_call_async (erp_session_get_client (self->session), call, self->cancellable, read_cb,
                         page_weak_new (self));
}
