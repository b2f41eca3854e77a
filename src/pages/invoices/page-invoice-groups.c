/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-invoice-groups.h"

#include <glib/gi18n-lib.h>

struct _PageInvoiceGroups
{
  GObject parent_instance;

  GSimpleActionGroup *actions; /* (owned) */
};

G_DEFINE_FINAL_TYPE (PageInvoiceGroups, page_invoice_groups, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const char *
get_name (PageInvoiceGroups *self, const char *action)
{
  g_autoptr (GVariant) state =
      g_action_group_get_action_state (G_ACTION_GROUP (self->actions), action);

  /* The state keeps the text alive. */
  return g_variant_get_string (state, NULL);
}

static void
set_name (PageInvoiceGroups *self, const char *action, const char *name)
{
  GAction *found = g_action_map_lookup_action (G_ACTION_MAP (self->actions), action);

  g_simple_action_set_state (G_SIMPLE_ACTION (found), g_variant_new_string (name));
}

static void
first_action (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  PageInvoiceGroups *self = user_data;
  const char *name = g_variant_get_string (value, NULL);

  g_simple_action_set_state (action, value);
  if (*name == '\0' || g_str_equal (name, get_name (self, "second")))
    set_name (self, "second", "");
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
second_action (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  PageInvoiceGroups *self = user_data;
  const char *name = g_variant_get_string (value, NULL);
  const char *first = get_name (self, "first");

  if (*first == '\0')
    set_name (self, "first", name);
  else if (!g_str_equal (first, name))
    g_simple_action_set_state (action, value);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
page_invoice_groups_finalize (GObject *object)
{
  g_clear_object (&PAGE_INVOICE_GROUPS (object)->actions);
  G_OBJECT_CLASS (page_invoice_groups_parent_class)->finalize (object);
}

static void
page_invoice_groups_class_init (PageInvoiceGroupsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = page_invoice_groups_finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
page_invoice_groups_init (PageInvoiceGroups *self)
{
  static const GActionEntry entries[] = {
    { .name = "first", .parameter_type = "s", .state = "''", .change_state = first_action },
    { .name = "second", .parameter_type = "s", .state = "''", .change_state = second_action },
  };

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
}

PageInvoiceGroups *
page_invoice_groups_new (void)
{
  return g_object_new (PAGE_TYPE_INVOICE_GROUPS, NULL);
}

GActionGroup *
page_invoice_groups_get_actions (PageInvoiceGroups *self)
{
  g_return_val_if_fail (PAGE_IS_INVOICE_GROUPS (self), NULL);

  return G_ACTION_GROUP (self->actions);
}

static GMenu *
create_choice (const char *action, const char *none)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenuItem) item = g_menu_item_new (none, NULL);
  guint i;

  g_menu_item_set_action_and_target (item, action, "s", "");
  g_menu_append_item (menu, item);
  for (i = 0; i < BIZ_N_GROUP_BY; i++)
    {
      g_autoptr (GMenuItem) choice =
          g_menu_item_new (biz_invoice_group_by_get_label ((BizInvoiceGroupBy)i), NULL);

      g_menu_item_set_action_and_target (choice, action, "s",
                                         biz_invoice_group_by_get_name ((BizInvoiceGroupBy)i));
      g_menu_append_item (menu, choice);
    }
  return menu;
}

GMenuModel *
page_invoice_groups_create_menu (PageInvoiceGroups *self)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) first = create_choice ("grouping.first", _ ("No Groups"));
  g_autoptr (GMenu) second = create_choice ("grouping.second", _ ("One Level Only"));
  g_autoptr (GMenu) inner = g_menu_new ();

  g_menu_append_submenu (inner, _ ("_Then By"), G_MENU_MODEL (second));
  g_menu_append_section (menu, _ ("Group By"), G_MENU_MODEL (first));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (inner));
  return G_MENU_MODEL (menu);
}

/**
 * page_invoice_groups_get_levels:
 * @self: the choice
 * @levels: (out): from the outside
 *
 * Returns: how many; 0 for a plain list
 */
guint
page_invoice_groups_get_levels (PageInvoiceGroups *self, BizInvoiceGroupBy levels[2])
{
  guint n = 0;

  g_return_val_if_fail (PAGE_IS_INVOICE_GROUPS (self), 0);

  if (biz_invoice_group_by_from_name (get_name (self, "first"), &levels[0]))
    n = 1;
  if (n == 1 && biz_invoice_group_by_from_name (get_name (self, "second"), &levels[1]))
    n = 2;
  return n;
}

char *
page_invoice_groups_to_string (PageInvoiceGroups *self)
{
  const char *second;

  g_return_val_if_fail (PAGE_IS_INVOICE_GROUPS (self), NULL);

  second = get_name (self, "second");
  return g_strconcat (get_name (self, "first"), *second != '\0' ? "," : "", second, NULL);
}

/**
 * page_invoice_groups_set_string:
 * @self: the choice
 * @text: what page_invoice_groups_to_string () gave; what is unknown today is passed over
 */
void
page_invoice_groups_set_string (PageInvoiceGroups *self, const char *text)
{
  g_auto (GStrv) names = g_strsplit (text, ",", 2);
  BizInvoiceGroupBy by;

  g_return_if_fail (PAGE_IS_INVOICE_GROUPS (self));

  set_name (self, "first",
            names[0] != NULL && biz_invoice_group_by_from_name (names[0], &by) ? names[0] : "");
  set_name (self, "second",
            names[0] != NULL && names[1] != NULL && biz_invoice_group_by_from_name (names[1], &by)
                ? names[1]
                : "");
  g_signal_emit (self, signals[CHANGED], 0);
}
