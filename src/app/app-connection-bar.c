/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "app"

#include "config.h"

#include "app-connection-bar.h"

#include "erp-call.h"
#include "erp-capabilities.h"
#include "erp-client.h"
#include "erp-domain.h"
#include "erp-profile.h"
#include "erp-session.h"

#include <glib/gi18n-lib.h>

#define PING_TIMEOUT 10

struct _AppConnectionBar
{
  AdwBin parent_instance;

  GtkSpinner *spinner;
  GtkImage *icon;
  GtkLabel *label;
  GtkWidget *try_button;

  ErpSession *session;       /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned) */
  char *host;                /* (owned) (nullable) */
  ErpConnectionState state;
  guint n_failed;
  guint ping_source;
  gboolean pinging;
};

enum
{
  RECOVERED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

enum
{
  PROP_0,
  PROP_STATE_LABEL,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (AppConnectionBar, app_connection_bar, ADW_TYPE_BIN)

static void schedule_ping (AppConnectionBar *self);

static void
ping_answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AppConnectionBar) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) answer = erp_client_call_finish (ERP_CLIENT (source), result, &error);

  self->pinging = FALSE;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->n_failed++;
  schedule_ping (self);
}

/* The cheapest read there is; the client sees the answer and says that it is online again. */
static void
ping (AppConnectionBar *self)
{
  g_autoptr (ErpCall) call = NULL;
  g_autoptr (ErpDomain) domain = erp_domain_new ();
  ErpCapabilities *capabilities = erp_session_get_capabilities (self->session);

  if (self->pinging)
    return;
  self->pinging = TRUE;
  call = erp_call_new_read ("res.users", "search_count");
  erp_domain_add_int (domain, "id", "=", erp_capabilities_get_uid (capabilities));
  erp_call_set_arg_domain (call, "domain", domain);
  erp_call_set_timeout (call, PING_TIMEOUT);
  erp_client_call_async (erp_session_get_client (self->session), call, self->cancellable,
                         ping_answered_cb, g_object_ref (self));
}

static gboolean
ping_cb (gpointer user_data)
{
  AppConnectionBar *self = user_data;

  self->ping_source = 0;
  ping (self);
  return G_SOURCE_REMOVE;
}

static void
schedule_ping (AppConnectionBar *self)
{
  g_clear_handle_id (&self->ping_source, g_source_remove);
  if (self->state == ERP_CONNECTION_OFFLINE)
    self->ping_source =
        g_timeout_add_seconds (app_connection_bar_get_delay (self->n_failed), ping_cb, self);
}

static void
show_state (AppConnectionBar *self)
{
  g_autofree char *text = NULL;

  if (self->state == ERP_CONNECTION_WAITING)
    /* Translators: %s is the name of a server. */
    text = g_strdup_printf (_ ("Still waiting for %s…"), self->host);
  else if (self->state == ERP_CONNECTION_OFFLINE)
    text = g_strdup_printf (_ ("%s is out of reach. What you see may be old; the connection is "
                               "taken up again by itself."),
                            self->host);
  if (text != NULL)
    gtk_label_set_text (self->label, text);
  gtk_spinner_set_spinning (self->spinner, self->state == ERP_CONNECTION_WAITING);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), self->state == ERP_CONNECTION_WAITING);
  gtk_widget_set_visible (GTK_WIDGET (self->icon), self->state == ERP_CONNECTION_OFFLINE);
  gtk_widget_set_visible (self->try_button, self->state == ERP_CONNECTION_OFFLINE);
  gtk_widget_set_visible (GTK_WIDGET (self), text != NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE_LABEL]);
}

static void
state_changed_cb (AppConnectionBar *self)
{
  ErpConnectionState state =
      erp_client_get_connection_state (erp_session_get_client (self->session));
  gboolean was_offline = self->state == ERP_CONNECTION_OFFLINE;

  if (state == self->state)
    return;
  self->state = state;
  if (state == ERP_CONNECTION_OFFLINE)
    self->n_failed = 0;
  schedule_ping (self);
  show_state (self);
  if (was_offline && state == ERP_CONNECTION_ONLINE)
    g_signal_emit (self, signals[RECOVERED], 0);
}

static void
network_changed_cb (AppConnectionBar *self, gboolean available)
{
  if (available && self->state == ERP_CONNECTION_OFFLINE)
    ping (self);
}

static void
try_clicked_cb (AppConnectionBar *self)
{
  self->n_failed = 0;
  ping (self);
}

static void
app_connection_bar_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_STATE_LABEL:
      g_value_set_string (value, app_connection_bar_get_state_label (APP_CONNECTION_BAR (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
app_connection_bar_dispose (GObject *object)
{
  AppConnectionBar *self = APP_CONNECTION_BAR (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->ping_source, g_source_remove);
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (erp_session_get_client (self->session), self);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (app_connection_bar_parent_class)->dispose (object);
}

static void
app_connection_bar_finalize (GObject *object)
{
  AppConnectionBar *self = APP_CONNECTION_BAR (object);

  g_clear_object (&self->cancellable);
  g_free (self->host);

  G_OBJECT_CLASS (app_connection_bar_parent_class)->finalize (object);
}

static void
app_connection_bar_class_init (AppConnectionBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = app_connection_bar_get_property;
  object_class->dispose = app_connection_bar_dispose;
  object_class->finalize = app_connection_bar_finalize;

  properties[PROP_STATE_LABEL] = g_param_spec_string ("state-label", NULL, NULL, NULL,
                                                      G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[RECOVERED] = g_signal_new ("recovered", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               APP_RESOURCE ("app-connection-bar.ui"));
  gtk_widget_class_bind_template_child (widget_class, AppConnectionBar, spinner);
  gtk_widget_class_bind_template_child (widget_class, AppConnectionBar, icon);
  gtk_widget_class_bind_template_child (widget_class, AppConnectionBar, label);
  gtk_widget_class_bind_template_child (widget_class, AppConnectionBar, try_button);
  gtk_widget_class_bind_template_callback (widget_class, try_clicked_cb);
}

static void
app_connection_bar_init (AppConnectionBar *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * app_connection_bar_set_session:
 * @self: a bar
 * @session: whose connection it tells of; set once
 */
void
app_connection_bar_set_session (AppConnectionBar *self, ErpSession *session)
{
  g_autoptr (GUri) uri = NULL;
  const char *url;

  g_return_if_fail (APP_IS_CONNECTION_BAR (self));
  g_return_if_fail (ERP_IS_SESSION (session));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  url = erp_profile_get_url (erp_session_get_profile (session));
  uri = url != NULL ? g_uri_parse (url, G_URI_FLAGS_NONE, NULL) : NULL;
  self->host = g_strdup (uri != NULL ? g_uri_get_host (uri) : _ ("The server"));
  g_signal_connect_swapped (erp_session_get_client (session), "notify::connection-state",
                            G_CALLBACK (state_changed_cb), self);
  g_signal_connect_object (g_network_monitor_get_default (), "network-changed",
                           G_CALLBACK (network_changed_cb), self, G_CONNECT_SWAPPED);
  state_changed_cb (self);
}

/**
 * app_connection_bar_get_state_label:
 * @self: a bar
 *
 * Returns: the state of the connection in one or two words, translated
 */
const char *
app_connection_bar_get_state_label (AppConnectionBar *self)
{
  g_return_val_if_fail (APP_IS_CONNECTION_BAR (self), "");

  switch (self->state)
    {
    case ERP_CONNECTION_WAITING:
      return _ ("Still waiting");
    case ERP_CONNECTION_OFFLINE:
      return _ ("Out of reach");
    case ERP_CONNECTION_ONLINE:
    default:
      return _ ("Connected");
    }
}

/**
 * app_connection_bar_get_delay:
 * @n_failed: how often the server was asked in vain
 *
 * Returns: seconds: 2, 4, 8, 16, then 30 for good
 */
guint
app_connection_bar_get_delay (guint n_failed)
{
  return n_failed < 4 ? 2u << n_failed : 30;
}
