/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-asking.h"

#include "kit-inline-error.h"

struct _PageAsking
{
  AdwBin parent_instance;

  GtkStack *stack;
  GtkLabel *waiting_label;
  KitInlineError *error;
  AdwBin *content_bin;
  AdwStatusPage *unknown;
};

G_DEFINE_FINAL_TYPE (PageAsking, page_asking, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_CONTENT,
  PROP_WAITING,
  PROP_UNKNOWN_TITLE,
  N_PROPS
};

enum
{
  RETRY,
  JOURNAL,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void
retry_cb (PageAsking *self)
{
  page_asking_wait (self);
  g_signal_emit (self, signals[RETRY], 0);
}

static void
journal_cb (PageAsking *self)
{
  g_signal_emit (self, signals[JOURNAL], 0);
}

static void
page_asking_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  PageAsking *self = PAGE_ASKING (object);

  switch (prop_id)
    {
    case PROP_CONTENT:
      g_value_set_object (value, adw_bin_get_child (self->content_bin));
      break;
    case PROP_WAITING:
      g_value_set_string (value, gtk_label_get_text (self->waiting_label));
      break;
    case PROP_UNKNOWN_TITLE:
      g_value_set_string (value, adw_status_page_get_title (self->unknown));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
page_asking_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  PageAsking *self = PAGE_ASKING (object);

  switch (prop_id)
    {
    case PROP_CONTENT:
      adw_bin_set_child (self->content_bin, g_value_get_object (value));
      break;
    case PROP_WAITING:
      gtk_label_set_text (self->waiting_label, g_value_get_string (value));
      break;
    case PROP_UNKNOWN_TITLE:
      adw_status_page_set_title (self->unknown, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
page_asking_class_init (PageAskingClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  object_class->get_property = page_asking_get_property;
  object_class->set_property = page_asking_set_property;
  properties[PROP_CONTENT] = g_param_spec_object ("content", NULL, NULL, GTK_TYPE_WIDGET,
                                                  G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_WAITING] =
      g_param_spec_string ("waiting", NULL, NULL, "", G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_UNKNOWN_TITLE] = g_param_spec_string ("unknown-title", NULL, NULL, "",
                                                        G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[RETRY] =
      g_signal_new ("retry", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[JOURNAL] =
      g_signal_new ("journal", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (KIT_TYPE_INLINE_ERROR);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/quittance/Quittance/pages/page-asking.ui");
  gtk_widget_class_bind_template_child (widget_class, PageAsking, stack);
  gtk_widget_class_bind_template_child (widget_class, PageAsking, waiting_label);
  gtk_widget_class_bind_template_child (widget_class, PageAsking, error);
  gtk_widget_class_bind_template_child (widget_class, PageAsking, content_bin);
  gtk_widget_class_bind_template_child (widget_class, PageAsking, unknown);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
  gtk_widget_class_bind_template_callback (widget_class, journal_cb);
}

static void
page_asking_init (PageAsking *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* A window is as high as what it shows, and no higher than the screen lets its content scroll. */
static void
fit (PageAsking *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  int width, height;

  if (!GTK_IS_WINDOW (root))
    return;
  gtk_window_get_default_size (GTK_WINDOW (root), &width, &height);
  gtk_window_set_default_size (GTK_WINDOW (root), width, -1);
}

void
page_asking_wait (PageAsking *self)
{
  g_return_if_fail (PAGE_IS_ASKING (self));

  gtk_stack_set_visible_child_name (self->stack, "waiting");
}

/**
 * page_asking_fail:
 * @self: where it is shown
 * @what: what could not be done, in a sentence
 * @error: why
 */
void
page_asking_fail (PageAsking *self, const char *what, const GError *error)
{
  g_return_if_fail (PAGE_IS_ASKING (self));

  kit_inline_error_set_error (self->error, what, error);
  gtk_stack_set_visible_child_name (self->stack, "failed");
}

void
page_asking_show (PageAsking *self)
{
  g_return_if_fail (PAGE_IS_ASKING (self));

  gtk_stack_set_visible_child_name (self->stack, "content");
  fit (self);
}

/**
 * page_asking_show_unknown:
 * @self: where it is shown
 * @text: what was sent, and what not to do now
 */
void
page_asking_show_unknown (PageAsking *self, const char *text)
{
  g_return_if_fail (PAGE_IS_ASKING (self));

  adw_status_page_set_description (self->unknown, text);
  gtk_stack_set_visible_child_name (self->stack, "unknown");
}

gboolean
page_asking_shows_content (PageAsking *self)
{
  g_return_val_if_fail (PAGE_IS_ASKING (self), FALSE);

  return g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "content") == 0;
}
