/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "erp"

#include "erp-job-desk.h"

/* The ERP's own limit for a request, and a margin. */
#define SERVER_LIMIT (150 * G_TIME_SPAN_SECOND)
#define LEASE (30 * G_TIME_SPAN_SECOND)

static gint64
real_now (gpointer data)
{
  return g_get_real_time ();
}

ErpJobDesk *
erp_job_desk_new (ErpClient *client, ErpJournalThread *thread)
{
  ErpJobDesk *self = g_rc_box_new0 (ErpJobDesk);

  self->client = g_object_ref (client);
  self->thread = g_object_ref (thread);
  self->cancellable = g_cancellable_new ();
  self->now = real_now;
  self->lease = LEASE;
  self->server_limit = SERVER_LIMIT;
  self->retry_delay = G_TIME_SPAN_SECOND;

  return self;
}

ErpJobDesk *
erp_job_desk_ref (ErpJobDesk *self)
{
  return g_rc_box_acquire (self);
}

static void
desk_clear (gpointer data)
{
  ErpJobDesk *self = data;

  g_clear_object (&self->client);
  g_clear_object (&self->thread);
  g_clear_object (&self->cancellable);
}

void
erp_job_desk_unref (ErpJobDesk *self)
{
  g_rc_box_release_full (self, desk_clear);
}

gint64
erp_job_desk_get_now (ErpJobDesk *self)
{
  return self->now (self->now_data);
}
