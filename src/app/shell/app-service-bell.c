/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "app"

#include "config.h"

#include "app-service-bell.h"

#include "biz-service-watch.h"
#include "erp-capabilities.h"
#include "erp-link.h"
#include "erp-profile.h"
#include "erp-session.h"

#include <gio/gio.h>
#include <glib/gi18n.h>

#define PROJECTS_KEY "service-projects"
/* After what the first screen asks for. */
#define FIRST_SECONDS 20

struct _AppServiceBell
{
  GObject parent_instance;

  ErpSession *session;     /* (owned) */
  BizService *service;     /* (owned) (nullable) */
  BizServiceTimes *times;  /* (owned) (nullable) */
  BizServiceWatch *watch;  /* (owned) (nullable) */
  AppServiceBellSeen seen; /* (nullable) */
  gpointer seen_data;
  guint source;
  guint n_rung;
};

G_DEFINE_FINAL_TYPE (AppServiceBell, app_service_bell, G_TYPE_OBJECT)

static void
app_service_bell_dispose (GObject *object)
{
  AppServiceBell *self = APP_SERVICE_BELL (object);

  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_object (&self->session);
  g_clear_object (&self->watch);
  g_clear_object (&self->times);
  g_clear_object (&self->service);
  G_OBJECT_CLASS (app_service_bell_parent_class)->dispose (object);
}

static void
app_service_bell_class_init (AppServiceBellClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = app_service_bell_dispose;
}

static void
app_service_bell_init (AppServiceBell *self)
{
}

char *
app_service_bell_make_id (const char *model, gint64 id)
{
  g_return_val_if_fail (model != NULL, NULL);

  return g_strdup_printf ("case-%s-%" G_GINT64_FORMAT, model, id);
}

/* A click opens the case; the title of a stranger is text and nothing else. */
static void
due_cb (BizServiceWatch *watch, BizTicket *ticket, const char *words, AppServiceBell *self)
{
  const BizTicketFacts *facts = biz_ticket_get_facts (ticket);
  GApplication *application = g_application_get_default ();
  g_autofree char *number = biz_ticket_dup_number (ticket);
  g_autofree char *body = NULL, *link = NULL, *id = NULL;
  g_autoptr (GNotification) notification = NULL;

  /* Who has the case before him sees its clock. */
  if (self->session == NULL || (self->seen != NULL && self->seen (facts->id, self->seen_data)))
    return;
  self->n_rung++;
  if (application == NULL)
    return;
  body = g_strdup_printf ("%s %s", number, facts->title);
  id = app_service_bell_make_id (facts->model, facts->id);
  link = erp_link_new_for_record (erp_session_get_profile (self->session), facts->model, facts->id);
  notification = g_notification_new (words);
  g_notification_set_body (notification, body);
  g_notification_set_priority (notification, G_NOTIFICATION_PRIORITY_HIGH);
  if (link != NULL)
    g_notification_set_default_action_and_target (notification, "app.open-link", "s", link);
  g_application_send_notification (application, id, notification);
}

/* The project whose tasks are cases, as the service desk remembers it. */
static gint64
read_project (AppServiceBell *self)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = NULL;
  g_autoptr (GSettings) settings = NULL;
  g_autoptr (GVariant) all = NULL;
  gint64 project = 0;

  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, QUITTANCE_APP_ID, TRUE);
  if (schema == NULL || !g_settings_schema_has_key (schema, PROJECTS_KEY))
    return 0;
  settings = g_settings_new_full (schema, NULL, NULL);
  all = g_settings_get_value (settings, PROJECTS_KEY);
  g_variant_lookup (all, erp_profile_get_id (erp_session_get_profile (self->session)), "x",
                    &project);

  return project;
}

/* (Nothing that is under way keeps the bell: it ends with who is signed in.) */
static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!biz_service_times_load_finish (BIZ_SERVICE_TIMES (source), result, &error))
    g_debug ("Working hours could not be read: %s", error->message);
}

/* Other companies have other hours and promises; what was rung stays so. */
static void
companies_changed_cb (AppServiceBell *self)
{
  if (self->times != NULL)
    biz_service_times_load_async (self->times, NULL, loaded_cb, NULL);
}

static void
prepare (AppServiceBell *self)
{
  const gint64 project = read_project (self);

  if (self->watch != NULL)
    {
      if (biz_service_get_kind (self->service) == BIZ_TICKETS_TASKS
          && biz_service_get_project (self->service) != project)
        biz_service_set_project (self->service, project);
      return;
    }
  self->service = biz_service_new (self->session, project);
  self->times = biz_service_times_new (self->session);
  self->watch = biz_service_watch_new (self->service, self->times);
  g_signal_connect_object (self->watch, "due", G_CALLBACK (due_cb), self, 0);
}

void
app_service_bell_look (AppServiceBell *self, gint64 now)
{
  g_return_if_fail (APP_IS_SERVICE_BELL (self));

  if (self->session == NULL
      || !erp_capabilities_get_complete (erp_session_get_capabilities (self->session)))
    return;
  prepare (self);
  if (!biz_service_is_ready (self->service))
    return;
  if (!biz_service_times_is_loaded (self->times))
    biz_service_times_load_async (self->times, NULL, loaded_cb, NULL);
  biz_service_watch_check (self->watch, now);
}

void
app_service_bell_set_seen (AppServiceBell *self, AppServiceBellSeen seen, gpointer data)
{
  g_return_if_fail (APP_IS_SERVICE_BELL (self));

  self->seen = seen;
  self->seen_data = data;
}

guint
app_service_bell_get_n_rung (AppServiceBell *self)
{
  g_return_val_if_fail (APP_IS_SERVICE_BELL (self), 0);

  return self->n_rung;
}

static gboolean
look_cb (gpointer user_data)
{
  AppServiceBell *self = user_data;

  self->source = g_timeout_add_seconds (APP_SERVICE_BELL_SECONDS, look_cb, self);
  app_service_bell_look (self, g_get_real_time () / G_USEC_PER_SEC);

  return G_SOURCE_REMOVE;
}

/**
 * app_service_bell_new:
 * @session: who is signed in
 *
 * Returns: (transfer full): a bell that looks after a while, and then every five minutes
 */
AppServiceBell *
app_service_bell_new (ErpSession *session)
{
  AppServiceBell *self;

  g_return_val_if_fail (ERP_IS_SESSION (session), NULL);

  self = g_object_new (APP_TYPE_SERVICE_BELL, NULL);
  self->session = g_object_ref (session);
  g_signal_connect_object (session, "notify::active-companies", G_CALLBACK (companies_changed_cb),
                           self, G_CONNECT_SWAPPED);
  self->source = g_timeout_add_seconds (FIRST_SECONDS, look_cb, self);

  return self;
}
