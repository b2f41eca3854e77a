/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kit"

#include "config.h"

#include "kit-inline-error.h"

#include "erp-error.h"

struct _KitInlineError
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkLabel *message;
  GtkExpander *details;
  GtkLabel *words;
  GtkButton *retry;
};

G_DEFINE_FINAL_TYPE (KitInlineError, kit_inline_error, GTK_TYPE_WIDGET)

enum
{
  PROP_RETRY_LABEL = 1,
  N_PROPS
};

enum
{
  RETRY,
  N_SIGNALS
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

static void
retry_cb (KitInlineError *self)
{
  g_signal_emit (self, signals[RETRY], 0);
}

static void
kit_inline_error_set_property (GObject *object,
                               guint prop_id,
                               const GValue *value,
                               GParamSpec *pspec)
{
  KitInlineError *self = KIT_INLINE_ERROR (object);

  switch (prop_id)
    {
    case PROP_RETRY_LABEL:
      kit_inline_error_set_retry_label (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
kit_inline_error_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  KitInlineError *self = KIT_INLINE_ERROR (object);

  switch (prop_id)
    {
    case PROP_RETRY_LABEL:
      if (gtk_widget_get_visible (GTK_WIDGET (self->retry)))
        g_value_set_string (value, gtk_button_get_label (self->retry));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
kit_inline_error_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), KIT_TYPE_INLINE_ERROR);
  G_OBJECT_CLASS (kit_inline_error_parent_class)->dispose (object);
}

static void
kit_inline_error_class_init (KitInlineErrorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = kit_inline_error_dispose;
  object_class->get_property = kit_inline_error_get_property;
  object_class->set_property = kit_inline_error_set_property;

  props[PROP_RETRY_LABEL] = g_param_spec_string ("retry-label", NULL, NULL, NULL,
                                                 G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  signals[RETRY] = g_signal_new ("retry", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_css_name (widget_class, "inlineerror");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_ALERT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/quittance/Quittance/widgets/kit-inline-error.ui");
  gtk_widget_class_bind_template_child (widget_class, KitInlineError, box);
  gtk_widget_class_bind_template_child (widget_class, KitInlineError, message);
  gtk_widget_class_bind_template_child (widget_class, KitInlineError, details);
  gtk_widget_class_bind_template_child (widget_class, KitInlineError, words);
  gtk_widget_class_bind_template_child (widget_class, KitInlineError, retry);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
}

static void
kit_inline_error_init (KitInlineError *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
kit_inline_error_new (void)
{
  return g_object_new (KIT_TYPE_INLINE_ERROR, NULL);
}

/**
 * kit_inline_error_set_error:
 * @self: the widget
 * @what: (nullable): what failed, a translated sentence
 * @error: (nullable): why; %NULL and cancellation hide the widget
 */
void
kit_inline_error_set_error (KitInlineError *self, const char *what, const GError *error)
{
  g_autofree char *message = NULL;
  const char *words;

  g_return_if_fail (KIT_IS_INLINE_ERROR (self));

  if (error == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      kit_inline_error_clear (self);
      return;
    }

  message =
      what != NULL ? g_strdup_printf ("%s\n%s", what, error->message) : g_strdup (error->message);
  kit_inline_error_set_message (self, message);
  words = error->domain == ERP_ERROR ? erp_error_get_server_message (error) : NULL;
  if (words != NULL && strcmp (words, error->message) != 0)
    {
      gtk_label_set_text (self->words, words);
      gtk_widget_set_visible (GTK_WIDGET (self->details), TRUE);
    }
}

/**
 * kit_inline_error_set_message:
 * @self: the widget
 * @message: a translated sentence
 */
void
kit_inline_error_set_message (KitInlineError *self, const char *message)
{
  g_return_if_fail (KIT_IS_INLINE_ERROR (self));
  g_return_if_fail (message != NULL);

  gtk_label_set_text (self->message, message);
  gtk_expander_set_expanded (self->details, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->details), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, message,
                                  -1);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
}

void
kit_inline_error_clear (KitInlineError *self)
{
  g_return_if_fail (KIT_IS_INLINE_ERROR (self));

  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  gtk_label_set_text (self->message, "");
}

gboolean
kit_inline_error_is_shown (KitInlineError *self)
{
  g_return_val_if_fail (KIT_IS_INLINE_ERROR (self), FALSE);

  return gtk_widget_get_visible (GTK_WIDGET (self));
}

const char *
kit_inline_error_get_message (KitInlineError *self)
{
  g_return_val_if_fail (KIT_IS_INLINE_ERROR (self), NULL);

  return gtk_label_get_text (self->message);
}

/**
 * kit_inline_error_set_retry_label:
 * @self: the widget
 * @label: (nullable): the button's mnemonic; %NULL where trying again is not this widget's
 */
void
kit_inline_error_set_retry_label (KitInlineError *self, const char *label)
{
  g_return_if_fail (KIT_IS_INLINE_ERROR (self));

  if (label != NULL)
    gtk_button_set_label (self->retry, label);
  gtk_widget_set_visible (GTK_WIDGET (self->retry), label != NULL);
}
