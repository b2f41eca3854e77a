/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "app"

#include "config.h"

#include "app-palette-item.h"

#include "app-fuzzy.h"

#include <glib/gi18n-lib.h>

struct _AppPaletteItem
{
  GObject parent_instance;

  AppPaletteKind kind;
  char *key;    /* (owned) */
  char *title;  /* (owned) */
  char *detail; /* (owned) (nullable) */
  char *keys;   /* (owned) (nullable) */
  char *id;     /* (owned) */
};

G_DEFINE_FINAL_TYPE (AppPaletteItem, app_palette_item, G_TYPE_OBJECT)

static const struct
{
  const char *name;
  const char *label;
} kinds[] = {
  [APP_PALETTE_SECTION] = { "section", N_ ("Section") },
  [APP_PALETTE_COMMAND] = { "command", NULL },
  [APP_PALETTE_PROFILE] = { "profile", N_ ("Profile") },
  [APP_PALETTE_RECORD] = { "record", NULL },
  [APP_PALETTE_CUSTOMER] = { "customer", N_ ("Customer") },
  [APP_PALETTE_FILTER] = { "filter", N_ ("Saved Filter") },
};

static GtkWidget *
add_label (GtkWidget *box, const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

static void
app_palette_item_finalize (GObject *object)
{
  AppPaletteItem *self = APP_PALETTE_ITEM (object);

  g_free (self->key);
  g_free (self->title);
  g_free (self->detail);
  g_free (self->keys);
  g_free (self->id);

  G_OBJECT_CLASS (app_palette_item_parent_class)->finalize (object);
}

static void
app_palette_item_class_init (AppPaletteItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = app_palette_item_finalize;
}

static void
app_palette_item_init (AppPaletteItem *self)
{
}

/**
 * app_palette_item_new:
 * @kind: what it is
 * @key: which one
 * @title: its name, translated
 * @detail: (nullable): more about it
 * @keys: (nullable): the keys that do the same, as a person reads them
 *
 * Returns: (transfer full): the item
 */
AppPaletteItem *
app_palette_item_new (
    AppPaletteKind kind, const char *key, const char *title, const char *detail, const char *keys)
{
  AppPaletteItem *self;

  g_return_val_if_fail (key != NULL && title != NULL, NULL);

  self = g_object_new (APP_TYPE_PALETTE_ITEM, NULL);
  self->kind = kind;
  self->key = g_strdup (key);
  self->title = g_strdup (title);
  self->detail =
      g_strdup (detail == NULL && kinds[kind].label != NULL ? _ (kinds[kind].label) : detail);
  self->keys = g_strdup (keys);
  self->id = g_strdup_printf ("%s:%s", kinds[kind].name, key);
  return self;
}

AppPaletteKind
app_palette_item_get_kind (AppPaletteItem *self)
{
  g_return_val_if_fail (APP_IS_PALETTE_ITEM (self), APP_PALETTE_COMMAND);

  return self->kind;
}

const char *
app_palette_item_get_key (AppPaletteItem *self)
{
  g_return_val_if_fail (APP_IS_PALETTE_ITEM (self), NULL);

  return self->key;
}

const char *
app_palette_item_get_title (AppPaletteItem *self)
{
  g_return_val_if_fail (APP_IS_PALETTE_ITEM (self), NULL);

  return self->title;
}

const char *
app_palette_item_get_id (AppPaletteItem *self)
{
  g_return_val_if_fail (APP_IS_PALETTE_ITEM (self), NULL);

  return self->id;
}

/**
 * app_palette_item_score:
 * @self: an item
 * @query: what was typed
 *
 * Returns: how well it fits; negative where it does not
 */
int
app_palette_item_score (AppPaletteItem *self, const char *query)
{
  g_return_val_if_fail (APP_IS_PALETTE_ITEM (self), -1);

  return app_fuzzy_score (query, self->title);
}

/**
 * app_palette_item_create_row:
 * @self: an item
 *
 * Returns: (transfer floating): a row for a list box
 */
GtkWidget *
app_palette_item_create_row (AppPaletteItem *self)
{
  GtkWidget *row, *box, *title, *detail;

  g_return_val_if_fail (APP_IS_PALETTE_ITEM (self), NULL);

  row = gtk_list_box_row_new ();
  box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  title = add_label (box, self->title, NULL);
  gtk_widget_set_hexpand (title, self->detail == NULL);
  if (self->detail != NULL)
    {
      detail = add_label (box, self->detail, "dim-label");
      gtk_widget_set_hexpand (detail, TRUE);
      gtk_label_set_xalign (GTK_LABEL (detail),
                            self->kind == APP_PALETTE_RECORD || self->kind == APP_PALETTE_COMMAND
                                ? 0
                                : 1);
    }
  if (self->keys != NULL && *self->keys != '\0')
    gtk_label_set_ellipsize (GTK_LABEL (add_label (box, self->keys, "keycaps")),
                             PANGO_ELLIPSIZE_NONE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, self->title,
                                  -1);
  if (self->detail != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                    self->detail, -1);
  return row;
}
