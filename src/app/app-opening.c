/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "app"

#include "config.h"

#include "app-opening.h"

#include "app-demo.h"
#include "app-form.h"
#include "erp-error.h"
#include "erp-keyring.h"
#include "erp-profile.h"
#include "erp-session.h"
#include "erp-sign-in.h"
#include "kit-width-layout.h"

#include <glib/gi18n-lib.h>

/* A server that answers quickly is never announced. */
#define WORDS_DELAY_MS 400
#define LONG_DELAY_MS 3000

struct _AppOpening
{
  AdwBin parent_instance;

  GtkStack *stack;
  GtkSpinner *spinner;
  GtkLabel *waiting_label;
  GtkLabel *long_label;
  AdwStatusPage *failed_page;
  GtkWidget *sign_in_button;
  GtkWidget *reset_button;

  ErpKeyring *keyring;       /* (owned) */
  AppDemo *demo;             /* (owned) */
  ErpSignIn *sign_in;        /* (owned) (nullable) */
  ErpProfile *profile;       /* (owned) (nullable): what is opened, unless it is the demo */
  gboolean learned;          /* it says more of its server than before */
  char *role;                /* (owned) (nullable): whose place in the demo */
  GCancellable *cancellable; /* (owned) (nullable): set while busy */
  guint words_source;
  guint long_source;
};

enum
{
  OPENED,
  SIGN_IN_WANTED,
  LEARNED,
  LEFT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AppOpening, app_opening, ADW_TYPE_BIN)

static void
stop_waiting (AppOpening *self)
{
  g_clear_handle_id (&self->words_source, g_source_remove);
  g_clear_handle_id (&self->long_source, g_source_remove);
  g_clear_object (&self->cancellable);
  gtk_spinner_stop (self->spinner);
}

static gboolean
show_words_cb (gpointer user_data)
{
  AppOpening *self = user_data;

  self->words_source = 0;
  gtk_spinner_start (self->spinner);
  gtk_stack_set_visible_child_name (self->stack, "waiting");
  return G_SOURCE_REMOVE;
}

static gboolean
show_long_cb (gpointer user_data)
{
  AppOpening *self = user_data;

  self->long_source = 0;
  gtk_widget_set_opacity (GTK_WIDGET (self->long_label), 1);
  return G_SOURCE_REMOVE;
}

static void
begin_waiting (AppOpening *self)
{
  /* Translators: %s is the name of a profile. */
  g_autofree char *text =
      self->profile != NULL
          ? g_strdup_printf (_ ("Opening %s"), erp_profile_get_name (self->profile))
          : g_strdup (_ ("Opening the Demo Company"));

  g_cancellable_cancel (self->cancellable);
  stop_waiting (self);
  self->cancellable = g_cancellable_new ();
  gtk_label_set_text (self->waiting_label, text);
  gtk_label_set_text (self->long_label, self->profile == NULL
                                            ? _ ("The demo company is being set up. This takes a "
                                                 "moment the first time.")
                                            : _ ("Still waiting for the server…"));
  gtk_widget_set_opacity (GTK_WIDGET (self->long_label), 0);
  gtk_stack_set_visible_child_name (self->stack, "blank");
  self->words_source = g_timeout_add (WORDS_DELAY_MS, show_words_cb, self);
  self->long_source = g_timeout_add (LONG_DELAY_MS, show_long_cb, self);
}

/* Whether the call's end is still of interest: neither cancelled nor followed by another. */
static gboolean
is_current (AppOpening *self, GObject *sign_in, const GError *error)
{
  return self->cancellable != NULL && self->sign_in == (gpointer)sign_in
         && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
show_failure (AppOpening *self, const GError *error)
{
  g_autofree char *text = app_form_describe_error (error);
  g_autofree char *body = app_form_markup_prints (text);
  /* Translators: %s is the name of a profile. */
  g_autofree char *title =
      self->profile != NULL
          ? g_strdup_printf (_ ("Could Not Open %s"), erp_profile_get_name (self->profile))
          : g_strdup (_ ("Could Not Open the Demo Company"));
  gboolean auth = g_error_matches (error, ERP_ERROR, ERP_ERROR_AUTH);
  gboolean unsafe = g_error_matches (error, ERP_ERROR, ERP_ERROR_TLS);

  stop_waiting (self);
  adw_status_page_set_title (self->failed_page, title);
  adw_status_page_set_description (self->failed_page, body);
  adw_status_page_set_icon_name (self->failed_page, auth     ? "dialog-password-symbolic"
                                                    : unsafe ? "security-low-symbolic"
                                                             : "network-offline-symbolic");
  /* Signing in meets the same certificate. */
  gtk_widget_set_visible (self->sign_in_button, self->profile != NULL && !unsafe);
  gtk_widget_set_visible (self->reset_button, self->profile == NULL);
  if (auth)
    gtk_widget_add_css_class (self->sign_in_button, "suggested-action");
  else
    gtk_widget_remove_css_class (self->sign_in_button, "suggested-action");
  gtk_stack_set_visible_child_name (self->stack, "failed");
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AppOpening) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ErpSession) session = erp_sign_in_finish (ERP_SIGN_IN (source), result, &error);

  if (!is_current (self, source, error))
    return;
  if (session == NULL)
    {
      show_failure (self, error);
      return;
    }
  stop_waiting (self);
  if (self->learned)
    g_signal_emit (self, signals[LEARNED], 0, self->profile);
  g_signal_emit (self, signals[OPENED], 0, session);
}

static void
sign_in_to_demo (AppOpening *self)
{
  g_autoptr (ErpProfile) profile = app_demo_dup_profile (self->demo, self->role);
  /* Nothing of the demo is kept in the person's keyring. */
  g_autoptr (ErpKeyring) memory = erp_keyring_new_in_memory ();

  if (profile == NULL)
    {
      g_autoptr (GError) error = g_error_new (ERP_ERROR, ERP_ERROR_MISSING,
                                              _ ("The demo company has nobody for the role “%s”."),
                                              app_demo_get_role_label (self->role));

      show_failure (self, error);
      return;
    }
  g_clear_object (&self->sign_in);
  self->sign_in = erp_sign_in_new (memory);
  g_object_set (self->sign_in, "brief", TRUE, NULL);
  erp_sign_in_with_key_async (self->sign_in, profile, app_demo_get_key (self->demo, self->role),
                              self->cancellable, opened_cb, g_object_ref (self));
}

static void
demo_started_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AppOpening) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean reset = g_async_result_is_tagged (result, app_demo_reset_async);
  gboolean started = reset ? app_demo_reset_finish (APP_DEMO (source), result, &error)
                           : app_demo_start_finish (APP_DEMO (source), result, &error);

  if (self->cancellable == NULL || self->profile != NULL
      || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (started)
    sign_in_to_demo (self);
  else
    show_failure (self, error);
}

static void
learned_cb (AppOpening *self)
{
  self->learned = TRUE;
}

static void
retry_cb (AppOpening *self)
{
  if (self->profile != NULL)
    {
      g_autoptr (ErpProfile) profile = g_object_ref (self->profile);

      app_opening_open_profile (self, profile);
    }
  else
    {
      g_autofree char *role = g_strdup (self->role);

      app_opening_open_demo (self, role, FALSE);
    }
}

static void
sign_in_cb (AppOpening *self)
{
  g_signal_emit (self, signals[SIGN_IN_WANTED], 0, self->profile);
}

static void
reset_response_cb (AppOpening *self, const char *response)
{
  g_autofree char *role = g_strdup (self->role);

  if (g_str_equal (response, APP_FORM_RESET) && role != NULL)
    app_opening_open_demo (self, role, TRUE);
}

static void
reset_cb (AppOpening *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *dialog = app_form_new_reset_dialog (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL);

  g_signal_connect_object (dialog, "response", G_CALLBACK (reset_response_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
leave_cb (AppOpening *self)
{
  g_cancellable_cancel (self->cancellable);
  stop_waiting (self);
  g_signal_emit (self, signals[LEFT], 0);
}

static void
app_opening_dispose (GObject *object)
{
  AppOpening *self = APP_OPENING (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->words_source, g_source_remove);
  g_clear_handle_id (&self->long_source, g_source_remove);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->sign_in);
  g_clear_object (&self->profile);
  g_clear_object (&self->keyring);
  g_clear_object (&self->demo);

  G_OBJECT_CLASS (app_opening_parent_class)->dispose (object);
}

static void
app_opening_finalize (GObject *object)
{
  g_free (APP_OPENING (object)->role);

  G_OBJECT_CLASS (app_opening_parent_class)->finalize (object);
}

static void
app_opening_class_init (AppOpeningClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  object_class->dispose = app_opening_dispose;
  object_class->finalize = app_opening_finalize;

  signals[OPENED] = g_signal_new ("opened", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, ERP_TYPE_SESSION);
  signals[SIGN_IN_WANTED] = g_signal_new ("sign-in-wanted", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                          NULL, G_TYPE_NONE, 1, ERP_TYPE_PROFILE);
  signals[LEARNED] = g_signal_new ("learned", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, ERP_TYPE_PROFILE);
  signals[LEFT] =
      g_signal_new ("left", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, APP_RESOURCE ("app-opening.ui"));
  gtk_widget_class_set_layout_manager_type (widget_class, KIT_TYPE_WIDTH_LAYOUT);
  gtk_widget_class_bind_template_child (widget_class, AppOpening, stack);
  gtk_widget_class_bind_template_child (widget_class, AppOpening, spinner);
  gtk_widget_class_bind_template_child (widget_class, AppOpening, waiting_label);
  gtk_widget_class_bind_template_child (widget_class, AppOpening, long_label);
  gtk_widget_class_bind_template_child (widget_class, AppOpening, failed_page);
  gtk_widget_class_bind_template_child (widget_class, AppOpening, sign_in_button);
  gtk_widget_class_bind_template_child (widget_class, AppOpening, reset_button);
  gtk_widget_class_bind_template_callback (widget_class, leave_cb);
  gtk_widget_class_bind_template_callback (widget_class, reset_cb);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
  gtk_widget_class_bind_template_callback (widget_class, sign_in_cb);
}

static void
app_opening_init (AppOpening *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * app_opening_new:
 * @keyring: where the keys of profiles rest
 * @demo: the demo company
 *
 * Returns: (transfer floating): a page that opens nothing yet
 */
AppOpening *
app_opening_new (ErpKeyring *keyring, AppDemo *demo)
{
  AppOpening *self;

  g_return_val_if_fail (ERP_IS_KEYRING (keyring), NULL);
  g_return_val_if_fail (APP_IS_DEMO (demo), NULL);

  self = g_object_new (APP_TYPE_OPENING, NULL);
  self->keyring = g_object_ref (keyring);
  self->demo = g_object_ref (demo);
  return self;
}

/**
 * app_opening_open_profile:
 * @self: the page
 * @profile: what to open with its key of the keyring
 */
void
app_opening_open_profile (AppOpening *self, ErpProfile *profile)
{
  g_return_if_fail (APP_IS_OPENING (self));
  g_return_if_fail (ERP_IS_PROFILE (profile));

  if (g_set_object (&self->profile, profile))
    {
      g_signal_connect_object (profile, "notify::server-version", G_CALLBACK (learned_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (profile, "notify::user-id", G_CALLBACK (learned_cb), self,
                               G_CONNECT_SWAPPED);
    }
  self->learned = FALSE;
  begin_waiting (self);
  g_clear_object (&self->sign_in);
  self->sign_in = erp_sign_in_new (self->keyring);
  g_object_set (self->sign_in, "brief", TRUE, NULL);
  erp_sign_in_resume_async (self->sign_in, profile, self->cancellable, opened_cb,
                            g_object_ref (self));
}

/**
 * app_opening_open_demo:
 * @self: the page
 * @role: whose place to take
 * @reset: whether everything done in the demo is deleted before
 */
void
app_opening_open_demo (AppOpening *self, const char *role, gboolean reset)
{
  g_return_if_fail (APP_IS_OPENING (self));
  g_return_if_fail (role != NULL);

  g_clear_object (&self->profile);
  self->learned = FALSE;
  g_clear_object (&self->sign_in);
  g_free (self->role);
  self->role = g_strdup (role);
  begin_waiting (self);
  if (reset)
    app_demo_reset_async (self->demo, self->cancellable, demo_started_cb, g_object_ref (self));
  else
    app_demo_start_async (self->demo, self->cancellable, demo_started_cb, g_object_ref (self));
}
