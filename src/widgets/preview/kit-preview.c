/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kit"

#include "config.h"

#include "kit-preview.h"

#include "kit-inline-error.h"
#include "kit-preview-pages.h"
#include "kit-preview-plain.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define ZOOM_STEP 1.2

struct _KitPreview
{
  GtkWidget parent_instance;

  GtkWidget *bar;
  GtkWidget *previous_page;
  GtkWidget *next_page;
  GtkLabel *place;
  GtkWidget *zoom_box;
  GtkWidget *find_button;
  GtkSearchBar *find_bar;
  GtkEditable *find_entry;
  GtkLabel *found;
  GtkStack *stack;
  KitInlineError *error;
  KitPreviewPages *pages;
  GtkGrid *heads;
  GtkTextView *text;
  GtkColumnView *table;

  KitPreviewClient *client; /* (owned) (nullable) */
  GCancellable *finding;    /* (owned) (nullable): the latest search */
  char *name;               /* (owned) (nullable) */
  PreviewKind kind;
  gboolean more; /* than is shown */
  guint hit;
  guint place_source;
};

enum
{
  RETRY,
  LOADED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KitPreview, kit_preview, GTK_TYPE_WIDGET)

static gboolean
is_paged (KitPreview *self)
{
  return g_str_equal (gtk_stack_get_visible_child_name (self->stack), "pages");
}

static gboolean
is_text (KitPreview *self)
{
  return g_str_equal (gtk_stack_get_visible_child_name (self->stack), "text");
}

static void
update_place (KitPreview *self)
{
  g_autofree char *text = NULL;

  if (is_paged (self) && self->kind == PREVIEW_KIND_PAGES)
    /* Translators: page 2 of 5, and the zoom in percent. */
    text = g_strdup_printf (self->more ? _ ("Page %u of the first %u · %u %%")
                                       : _ ("Page %u of %u · %u %%"),
                            kit_preview_pages_get_page (self->pages) + 1,
                            kit_preview_pages_get_n_pages (self->pages),
                            (guint)lround (kit_preview_pages_get_zoom (self->pages) * 75));
  else if (is_paged (self))
    text = g_strdup_printf (_ ("%u %%"),
                            (guint)lround (kit_preview_pages_get_zoom (self->pages) * 100));
  else if (self->more)
    text = g_strdup (_ ("Only the beginning is shown"));
  gtk_label_set_text (self->place, text != NULL ? text : "");
}

static void
show_state (KitPreview *self, const char *state)
{
  const gboolean paged = g_str_equal (state, "pages");
  const gboolean text = g_str_equal (state, "text");
  const gboolean many = paged && kit_preview_pages_get_n_pages (self->pages) > 1;

  gtk_stack_set_visible_child_name (self->stack, state);
  gtk_widget_set_visible (self->bar, paged || text || (self->more && g_str_equal (state, "table")));
  gtk_widget_set_visible (self->previous_page, many);
  gtk_widget_set_visible (self->next_page, many);
  gtk_widget_set_visible (self->zoom_box, paged);
  gtk_widget_set_visible (self->find_button, text || (paged && self->kind == PREVIEW_KIND_PAGES));
  update_place (self);
}

static gboolean
place_idle_cb (gpointer user_data)
{
  KitPreview *self = user_data;

  self->place_source = 0;
  update_place (self);

  return G_SOURCE_REMOVE;
}

/* The zoom is found while sizes are given out: no moment to change a label. */
static void
page_changed_cb (KitPreview *self)
{
  if (self->place_source == 0)
    self->place_source = g_idle_add (place_idle_cb, self);
}

static void
show_failure (KitPreview *self, const GError *error)
{
  g_autofree char *what = NULL;

  if (self->name != NULL)
    /* Translators: the name of a file. */
    what = g_strdup_printf (_ ("“%s” cannot be shown."), self->name);
  kit_inline_error_set_retry_label (self->error, NULL);
  kit_inline_error_set_error (self->error, what != NULL ? what : _ ("This cannot be shown."),
                              error);
  show_state (self, "error");
  g_signal_emit (self, signals[LOADED], 0);
}

static void
pages_failed_cb (KitPreview *self, const GError *error)
{
  show_failure (self, error);
}

static void
retry_cb (KitPreview *self)
{
  g_signal_emit (self, signals[RETRY], 0);
}

static void
show_info (KitPreview *self, GVariant *info)
{
  guint32 kind;
  gboolean more;

  g_variant_get_child (info, 0, "u", &kind);
  g_variant_get_child (info, 4, "b", &more);
  self->kind = kind;
  self->more = more;
  if (kind == PREVIEW_KIND_PAGES || kind == PREVIEW_KIND_IMAGE)
    {
      kit_preview_pages_set_zoom (self->pages, 0);
      kit_preview_pages_show (self->pages, self->client, info);
      show_state (self, "pages");
    }
  else if (kind == PREVIEW_KIND_TABLE)
    {
      kit_preview_fill_table (self->table, info);
      show_state (self, "table");
    }
  else
    {
      kit_preview_fill_heads (self->heads, info);
      kit_preview_fill_text (self->text, info);
      show_state (self, "text");
    }
  if (self->kind != PREVIEW_KIND_PAGES && self->kind != PREVIEW_KIND_IMAGE)
    kit_preview_client_close (self->client);
  g_signal_emit (self, signals[LOADED], 0);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KitPreview) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) info =
      kit_preview_client_finish (KIT_PREVIEW_CLIENT (source), result, &error);

  if (self->client != KIT_PREVIEW_CLIENT (source))
    return;
  if (info != NULL)
    show_info (self, info);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_failure (self, error);
}

static void
update_found (KitPreview *self, guint n, gboolean more)
{
  const char *text = gtk_editable_get_text (self->find_entry);
  g_autofree char *words = NULL;

  if (n > 0)
    /* Translators: the third of seven places found. */
    words = g_strdup_printf (more ? _ ("%u of more than %u") : _ ("%u of %u"), self->hit + 1, n);
  else if (*text != '\0')
    words = g_strdup (_ ("Not found"));
  gtk_label_set_text (self->found, words != NULL ? words : "");
}

static void
go_to_hit (KitPreview *self, int step)
{
  const guint n = kit_preview_pages_get_n_hits (self->pages);

  if (n > 0)
    {
      self->hit = (self->hit + n + (guint)step) % n;
      kit_preview_pages_go_to_hit (self->pages, self->hit);
    }
  update_found (self, n, n == PREVIEW_MAX_HITS);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KitPreview) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) hits =
      kit_preview_client_finish (KIT_PREVIEW_CLIENT (source), result, &error);

  if (self->client != KIT_PREVIEW_CLIENT (source)
      || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (hits == NULL)
    {
      show_failure (self, error);
      return;
    }
  kit_preview_pages_set_hits (self->pages, hits);
  self->hit = 0;
  go_to_hit (self, 0);
}

static void
find_changed_cb (KitPreview *self)
{
  const char *text = gtk_editable_get_text (self->find_entry);

  if (self->finding != NULL)
    g_cancellable_cancel (self->finding);
  g_clear_object (&self->finding);
  if (is_text (self))
    update_found (self, kit_preview_find_text (self->text, text, 0, &self->hit), FALSE);
  else if (is_paged (self) && *text != '\0')
    {
      self->finding = g_cancellable_new ();
      kit_preview_client_ask_async (self->client, PREVIEW_SEARCH, g_variant_new ("(s)", text),
                                    self->finding, found_cb, g_object_ref (self));
    }
  else
    {
      kit_preview_pages_set_hits (self->pages, NULL);
      update_found (self, 0, FALSE);
    }
}

static void
find_step (KitPreview *self, int step)
{
  const char *text = gtk_editable_get_text (self->find_entry);

  if (is_text (self))
    update_found (self, kit_preview_find_text (self->text, text, step, &self->hit), FALSE);
  else if (is_paged (self))
    go_to_hit (self, step);
}

static void
find_activate_cb (KitPreview *self)
{
  find_step (self, 1);
}

static void
find_mode_cb (KitPreview *self)
{
  if (!gtk_search_bar_get_search_mode (self->find_bar))
    gtk_editable_set_text (self->find_entry, "");
}

static void
zoom_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KitPreview *self = KIT_PREVIEW (widget);
  const double zoom = kit_preview_pages_get_zoom (self->pages);

  if (!is_paged (self))
    return;
  if (g_str_has_suffix (name, "fit"))
    kit_preview_pages_set_zoom (self->pages, 0);
  else
    kit_preview_pages_set_zoom (self->pages, g_str_has_suffix (name, "in") ? zoom * ZOOM_STEP
                                                                           : zoom / ZOOM_STEP);
}

static void
find_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KitPreview *self = KIT_PREVIEW (widget);

  if (!gtk_widget_get_visible (self->find_button))
    return;
  if (g_str_has_suffix (name, "next") || g_str_has_suffix (name, "previous"))
    {
      find_step (self, g_str_has_suffix (name, "next") ? 1 : -1);
      return;
    }
  gtk_search_bar_set_search_mode (self->find_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->find_entry));
}

static void
page_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  kit_preview_pages_move (KIT_PREVIEW (widget)->pages, KIT_PREVIEW_STEP_PAGE,
                          g_str_has_suffix (name, "next-page") ? 1 : -1);
}

static void
copy_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KitPreview *self = KIT_PREVIEW (widget);
  g_autofree char *text = is_paged (self) ? kit_preview_pages_dup_selection (self->pages) : NULL;

  if (text != NULL)
    gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
  else if (is_text (self))
    g_signal_emit_by_name (self->text, "copy-clipboard");
}

static void
select_all_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KitPreview *self = KIT_PREVIEW (widget);

  if (is_paged (self))
    kit_preview_pages_select_page (self->pages);
  else if (is_text (self))
    g_signal_emit_by_name (self->text, "select-all", TRUE);
}

static void
move_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KitPreview *self = KIT_PREVIEW (widget);
  int step, direction;

  g_variant_get (parameter, "(ii)", &step, &direction);
  if (is_paged (self))
    kit_preview_pages_move (self->pages, (KitPreviewStep)step, direction);
}

static void
kit_preview_dispose (GObject *object)
{
  KitPreview *self = KIT_PREVIEW (object);

  if (self->finding != NULL)
    g_cancellable_cancel (self->finding);
  g_clear_object (&self->finding);
  if (self->client != NULL)
    kit_preview_client_close (self->client);
  g_clear_object (&self->client);
  g_clear_pointer (&self->name, g_free);
  g_clear_handle_id (&self->place_source, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), KIT_TYPE_PREVIEW);

  G_OBJECT_CLASS (kit_preview_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *klass)
{
  gtk_widget_class_set_template_from_resource (
      klass, "/io/github/quittance/Quittance/widgets/kit-preview.ui");
  gtk_widget_class_bind_template_child (klass, KitPreview, bar);
  gtk_widget_class_bind_template_child (klass, KitPreview, previous_page);
  gtk_widget_class_bind_template_child (klass, KitPreview, next_page);
  gtk_widget_class_bind_template_child (klass, KitPreview, place);
  gtk_widget_class_bind_template_child (klass, KitPreview, zoom_box);
  gtk_widget_class_bind_template_child (klass, KitPreview, find_button);
  gtk_widget_class_bind_template_child (klass, KitPreview, find_bar);
  gtk_widget_class_bind_template_child (klass, KitPreview, find_entry);
  gtk_widget_class_bind_template_child (klass, KitPreview, found);
  gtk_widget_class_bind_template_child (klass, KitPreview, stack);
  gtk_widget_class_bind_template_child (klass, KitPreview, error);
  gtk_widget_class_bind_template_child (klass, KitPreview, pages);
  gtk_widget_class_bind_template_child (klass, KitPreview, heads);
  gtk_widget_class_bind_template_child (klass, KitPreview, text);
  gtk_widget_class_bind_template_child (klass, KitPreview, table);
  gtk_widget_class_bind_template_callback (klass, page_changed_cb);
  gtk_widget_class_bind_template_callback (klass, pages_failed_cb);
  gtk_widget_class_bind_template_callback (klass, retry_cb);
  gtk_widget_class_bind_template_callback (klass, find_changed_cb);
  gtk_widget_class_bind_template_callback (klass, find_activate_cb);
  gtk_widget_class_bind_template_callback (klass, find_mode_cb);
}

static void
kit_preview_class_init (KitPreviewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (KIT_TYPE_INLINE_ERROR);
  g_type_ensure (KIT_TYPE_PREVIEW_PAGES);
  G_OBJECT_CLASS (klass)->dispose = kit_preview_dispose;
  signals[RETRY] = g_signal_new ("retry", KIT_TYPE_PREVIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
  signals[LOADED] = g_signal_new ("loaded", KIT_TYPE_PREVIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);
  bind_template (widget_class);
  gtk_widget_class_set_css_name (widget_class, "preview");
  gtk_widget_class_install_action (widget_class, "preview.zoom-in", NULL, zoom_action_cb);
  gtk_widget_class_install_action (widget_class, "preview.zoom-out", NULL, zoom_action_cb);
  gtk_widget_class_install_action (widget_class, "preview.zoom-fit", NULL, zoom_action_cb);
  gtk_widget_class_install_action (widget_class, "preview.find", NULL, find_action_cb);
  gtk_widget_class_install_action (widget_class, "preview.find-next", NULL, find_action_cb);
  gtk_widget_class_install_action (widget_class, "preview.find-previous", NULL, find_action_cb);
  gtk_widget_class_install_action (widget_class, "preview.next-page", NULL, page_action_cb);
  gtk_widget_class_install_action (widget_class, "preview.previous-page", NULL, page_action_cb);
  gtk_widget_class_install_action (widget_class, "preview.copy", NULL, copy_action_cb);
  gtk_widget_class_install_action (widget_class, "preview.select-all", NULL, select_all_action_cb);
  gtk_widget_class_install_action (widget_class, "preview.move", "(ii)", move_action_cb);
  kit_preview_bind_keys (widget_class);
}

/* The search bar's own button, hidden or not, says nothing by itself. */
static void
name_close_button (GtkWidget *widget)
{
  const char *icon = GTK_IS_BUTTON (widget) ? gtk_button_get_icon_name (GTK_BUTTON (widget)) : NULL;

  if (g_strcmp0 (icon, "window-close-symbolic") == 0)
    {
      gtk_widget_set_tooltip_text (widget, _ ("Close"));
      gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      _ ("Close"), -1);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    name_close_button (child);
}

static void
kit_preview_init (KitPreview *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  name_close_button (GTK_WIDGET (self->find_bar));
  gtk_search_bar_connect_entry (self->find_bar, self->find_entry);
}

/**
 * kit_preview_new:
 *
 * Returns: (transfer floating): a preview of nothing
 */
GtkWidget *
kit_preview_new (void)
{
  return g_object_new (KIT_TYPE_PREVIEW, NULL);
}

/* Makes ready for another file. */
static void
begin (KitPreview *self, const char *name)
{
  kit_preview_clear (self);
  self->name = g_strdup (name);
  self->client = kit_preview_client_new ();
  show_state (self, "loading");
}

/**
 * kit_preview_load_fd:
 * @self: a preview
 * @fd: a file; duplicated
 * @name: (nullable): what it is called
 * @media_type: (nullable): what it is said to be
 *
 * Shows a file in place of what was shown.
 */
void
kit_preview_load_fd (KitPreview *self, int fd, const char *name, const char *media_type)
{
  g_return_if_fail (KIT_IS_PREVIEW (self));

  begin (self, name);
  kit_preview_client_open_async (self->client, fd, name, media_type, NULL, opened_cb,
                                 g_object_ref (self));
}

/**
 * kit_preview_load_bytes:
 * @self: a preview
 * @bytes: a file
 * @name: (nullable): what it is called
 * @media_type: (nullable): what it is said to be
 *
 * Shows a file that is in memory. It is written nowhere.
 */
void
kit_preview_load_bytes (KitPreview *self, GBytes *bytes, const char *name, const char *media_type)
{
  g_return_if_fail (KIT_IS_PREVIEW (self));

  begin (self, name);
  kit_preview_client_open_bytes_async (self->client, bytes, name, media_type, NULL, opened_cb,
                                       g_object_ref (self));
}

/**
 * kit_preview_set_loading:
 * @self: a preview
 *
 * Shows that the file is being fetched.
 */
void
kit_preview_set_loading (KitPreview *self)
{
  g_return_if_fail (KIT_IS_PREVIEW (self));

  kit_preview_clear (self);
  show_state (self, "loading");
}

/**
 * kit_preview_set_error:
 * @self: a preview
 * @what: what failed, in words
 * @error: why
 *
 * Shows that the file could not be fetched, with a button that emits "retry".
 */
void
kit_preview_set_error (KitPreview *self, const char *what, const GError *error)
{
  g_return_if_fail (KIT_IS_PREVIEW (self));

  kit_preview_clear (self);
  kit_inline_error_set_retry_label (self->error, _ ("_Try Again"));
  kit_inline_error_set_error (self->error, what, error);
  show_state (self, "error");
}

/**
 * kit_preview_clear:
 * @self: a preview
 *
 * Shows nothing, and ends the helper.
 */
void
kit_preview_clear (KitPreview *self)
{
  g_autoptr (KitPreviewClient) client = NULL;

  g_return_if_fail (KIT_IS_PREVIEW (self));

  client = g_steal_pointer (&self->client);
  gtk_search_bar_set_search_mode (self->find_bar, FALSE);
  kit_preview_pages_show (self->pages, NULL, NULL);
  g_clear_pointer (&self->name, g_free);
  self->more = FALSE;
  if (client != NULL)
    kit_preview_client_close (client);
  show_state (self, "empty");
}

/**
 * kit_preview_get_state:
 * @self: a preview
 *
 * Returns: "empty", "loading", "error", "pages", "text" or "table"
 */
const char *
kit_preview_get_state (KitPreview *self)
{
  g_return_val_if_fail (KIT_IS_PREVIEW (self), NULL);

  return gtk_stack_get_visible_child_name (self->stack);
}
