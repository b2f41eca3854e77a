/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-policy-parts.h"

#include "biz-choice.h"
#include "biz-iso-currency.h"
#include "biz-policy-part.h"
#include "erp-json.h"
#include "kit-money-entry.h"
#include "page-policy-codes.h"

#include <glib/gi18n-lib.h>

/* How one setting is shown; @widget is a switch, a spin button, an entry of an amount, or the row
 * of a list of people. */
typedef struct
{
  const char *part;                /* (unowned) */
  const BizPolicySetting *setting; /* (unowned) */
  const char *currency;            /* (nullable) (static): of an amount */
  GtkWidget *widget;               /* (unowned) */
  JsonArray *people;               /* (owned) (nullable): as they are to be */
} Field;

struct _PagePolicyParts
{
  AdwBin parent_instance;

  GtkWidget *box;
  GPtrArray *fields;     /* (owned) (element-type Field) */
  BizPolicy *policy;     /* (owned) (nullable) */
  BizPolicyStore *store; /* (owned) (nullable) */
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (PagePolicyParts, page_policy_parts, ADW_TYPE_BIN)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void fill_people (PagePolicyParts *self, Field *field);

static void
free_field (gpointer data)
{
  Field *field = data;

  g_clear_pointer (&field->people, json_array_unref);
  g_free (field);
}

static void
changed_cb (PagePolicyParts *self)
{
  if (!self->filling)
    g_signal_emit (self, signals[CHANGED], 0);
}

static Field *
add_field (PagePolicyParts *self,
           const BizPolicyPart *part,
           const BizPolicySetting *setting,
           GtkWidget *widget)
{
  Field *field = g_new0 (Field, 1);

  field->part = part->key;
  field->setting = setting;
  field->widget = widget;
  g_ptr_array_add (self->fields, field);

  return field;
}

static GtkWidget *
make_row (const char *title, const char *hint, GtkWidget *widget)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  if (hint != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), hint);
  gtk_widget_set_valign (widget, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), widget);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), widget);

  return row;
}

static void
name_widget (GtkWidget *widget, const char *title)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  -1);
}

static GtkWidget *
make_number (PagePolicyParts *self, const BizPolicyPart *part, const BizPolicySetting *setting)
{
  GtkWidget *spin = gtk_spin_button_new_with_range (0, (double)setting->most, 1);
  g_autofree char *off = NULL;
  const char *unit = setting->kind == BIZ_POLICY_DAYS ? _ ("days") : NULL;

  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin),
                             (double)biz_policy_get_number (self->policy, part->key, setting->key));
  name_widget (spin, _ (setting->title));
  g_signal_connect_object (spin, "value-changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  add_field (self, part, setting, spin);
  if (setting->off != NULL && unit != NULL)
    /* Translators: a unit, and what 0 means. */
    off = g_strdup_printf (_ ("%s; 0: %s"), unit, _ (setting->off));
  else if (setting->off != NULL)
    off = g_strdup_printf (_ ("0: %s"), _ (setting->off));

  return make_row (_ (setting->title), off != NULL ? off : unit, spin);
}

static GtkWidget *
make_flag (PagePolicyParts *self, const BizPolicyPart *part, const BizPolicySetting *setting)
{
  GtkWidget *flag = gtk_switch_new ();

  gtk_switch_set_active (GTK_SWITCH (flag),
                         biz_policy_get_flag (self->policy, part->key, setting->key));
  name_widget (flag, _ (setting->title));
  g_signal_connect_object (flag, "notify::active", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  add_field (self, part, setting, flag);

  return make_row (_ (setting->title), setting->hint != NULL ? _ (setting->hint) : NULL, flag);
}

static GtkWidget *
make_expander (const BizPolicySetting *setting)
{
  GtkWidget *row = adw_expander_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (setting->title));
  if (setting->hint != NULL)
    adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), _ (setting->hint));

  return row;
}

/* An entry a currency; an empty one is no amount. */
static GtkWidget *
make_amounts (PagePolicyParts *self, const BizPolicyPart *part, const BizPolicySetting *setting)
{
  const char *const *currencies = biz_policy_store_get_currencies (self->store);
  GtkWidget *row = make_expander (setting);

  for (gsize i = 0; currencies != NULL && currencies[i] != NULL; i++)
    {
      const BizMoney zero =
          biz_money_zero (currencies[i], biz_iso_currency_get_digits (currencies[i]));
      GtkWidget *entry = kit_money_entry_new ();
      g_autofree char *name = g_strdup_printf (_ ("%s, %s"), _ (setting->title), currencies[i]);
      BizMoney amount;

      kit_money_entry_set_currency (KIT_MONEY_ENTRY (entry), zero.currency, zero.digits);
      kit_parsed_entry_set_name (KIT_PARSED_ENTRY (entry), name);
      if (biz_policy_get_amount (self->policy, part->key, setting->key, &zero, &amount))
        kit_money_entry_set_value (KIT_MONEY_ENTRY (entry), &amount);
      g_signal_connect_object (entry, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
      add_field (self, part, setting, entry)->currency = g_intern_string (currencies[i]);
      adw_expander_row_add_row (ADW_EXPANDER_ROW (row), make_row (currencies[i], NULL, entry));
    }

  return row;
}

/* who decides */

static JsonArray *
copy_people (JsonArray *people)
{
  JsonArray *copy = json_array_new ();

  for (guint i = 0; people != NULL && i < json_array_get_length (people); i++)
    json_array_add_element (copy, json_node_copy (json_array_get_element (people, i)));

  return copy;
}

static void
remove_person_cb (GtkWidget *row, GtkWidget *button)
{
  PagePolicyParts *self = PAGE_POLICY_PARTS (gtk_widget_get_ancestor (row, PAGE_TYPE_POLICY_PARTS));
  Field *field = g_object_get_data (G_OBJECT (row), "field");
  const guint i = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "index"));

  json_array_remove_element (field->people, i);
  fill_people (self, field);
  changed_cb (self);
}

static const char *
get_member (JsonObject *entry, const char *name)
{
  const char *text = NULL;

  if (json_object_has_member (entry, name))
    erp_json_get_string (entry, name, &text, NULL);

  return text;
}

static GtkWidget *
make_person (Field *field, guint i)
{
  JsonObject *entry = NULL;
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");
  g_autofree char *amount = NULL;
  const char *who;
  GtkWidget *row;

  erp_json_get_object (json_array_get_element (field->people, i), &entry, NULL);
  who = get_member (entry, "login") != NULL ? get_member (entry, "login")
                                            : get_member (entry, "group");
  if (get_member (entry, "currency") != NULL)
    {
      const BizMoney zero =
          biz_money_zero (get_member (entry, "currency"),
                          biz_iso_currency_get_digits (get_member (entry, "currency")));
      BizMoney up_to = zero;

      biz_money_from_json (entry, "up_to", &zero, &up_to, NULL);
      amount = biz_money_format (&up_to, BIZ_MONEY_SYMBOL);
    }
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _ ("Takes the authority away"));
  row = make_row (who, amount != NULL ? amount : _ ("any amount"), button);
  g_object_set_data (G_OBJECT (row), "field", field);
  g_object_set_data (G_OBJECT (row), "index", GUINT_TO_POINTER (i));
  g_signal_connect_object (button, "clicked", G_CALLBACK (remove_person_cb), row,
                           G_CONNECT_SWAPPED);

  return row;
}

static void
add_person_cb (GtkWidget *row, GtkWidget *button)
{
  PagePolicyParts *self = PAGE_POLICY_PARTS (gtk_widget_get_ancestor (row, PAGE_TYPE_POLICY_PARTS));
  Field *field = g_object_get_data (G_OBJECT (row), "field");
  GtkDropDown *drop = g_object_get_data (G_OBJECT (row), "drop");
  KitMoneyEntry *entry = g_object_get_data (G_OBJECT (row), "entry");
  BizChoice *person = gtk_drop_down_get_selected_item (drop);
  const guint n_people = g_list_model_get_n_items (biz_policy_store_get_people (self->store));
  const gboolean role = gtk_drop_down_get_selected (drop) >= n_people;
  JsonObject *object;
  BizMoney amount;

  if (person == NULL
      || (!kit_parsed_entry_is_empty (KIT_PARSED_ENTRY (entry))
          && !kit_money_entry_get_value (entry, &amount)))
    return;
  object = json_object_new ();
  json_object_set_string_member (object, role ? "group" : "login", biz_choice_get_code (person));
  if (kit_money_entry_get_value (entry, &amount))
    {
      g_autofree char *text = biz_money_format (&amount, BIZ_MONEY_MACHINE);

      json_object_set_string_member (object, "currency", amount.currency);
      json_object_set_member (object, "up_to", erp_json_literal (text));
    }
  json_array_add_object_element (field->people, object);
  fill_people (self, field);
  changed_cb (self);
}

static char *
get_person_name (BizChoice *person, gpointer user_data)
{
  return g_strdup (person != NULL ? biz_choice_get_name (person) : "");
}

static void
currency_cb (GtkDropDown *drop, GParamSpec *pspec, KitMoneyEntry *entry)
{
  GtkStringObject *chosen = gtk_drop_down_get_selected_item (drop);
  const char *currency = chosen != NULL ? gtk_string_object_get_string (chosen) : "EUR";

  kit_money_entry_set_currency (entry, currency, biz_iso_currency_get_digits (currency));
}

/* Colleagues, and the roles behind them. */
static GtkWidget *
make_who (PagePolicyParts *self)
{
  g_autoptr (GtkExpression) name =
      gtk_cclosure_expression_new (G_TYPE_STRING, NULL, 0, NULL, G_CALLBACK (get_person_name), NULL,
                                   NULL);
  GListStore *both = g_list_store_new (G_TYPE_LIST_MODEL);
  g_autoptr (GListModel) roles = biz_policy_list_roles ();
  GtkWidget *drop;

  g_list_store_append (both, biz_policy_store_get_people (self->store));
  g_list_store_append (both, roles);
  drop = gtk_drop_down_new (G_LIST_MODEL (gtk_flatten_list_model_new (G_LIST_MODEL (both))), NULL);
  gtk_drop_down_set_expression (GTK_DROP_DOWN (drop), name);
  gtk_widget_set_hexpand (drop, TRUE);
  name_widget (drop, _ ("Colleague or role"));

  return drop;
}

/* Who, up to how much of which currency (empty: any amount), and a button. */
static GtkWidget *
make_adder (PagePolicyParts *self, Field *field)
{
  GtkWidget *drop = make_who (self);
  GtkWidget *currency =
      gtk_drop_down_new_from_strings (biz_policy_store_get_currencies (self->store));
  GtkWidget *entry = kit_money_entry_new ();
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Add"));
  GtkWidget *grid = gtk_grid_new ();
  GtkWidget *row = adw_preferences_row_new ();

  name_widget (currency, _ ("Currency"));
  kit_parsed_entry_set_name (KIT_PARSED_ENTRY (entry), _ ("Up to; empty: any amount"));
  gtk_widget_set_hexpand (entry, TRUE);
  g_signal_connect_object (currency, "notify::selected", G_CALLBACK (currency_cb), entry, 0);
  currency_cb (GTK_DROP_DOWN (currency), NULL, KIT_MONEY_ENTRY (entry));
  gtk_widget_set_margin_top (grid, 9);
  gtk_widget_set_margin_bottom (grid, 9);
  gtk_widget_set_margin_start (grid, 12);
  gtk_widget_set_margin_end (grid, 12);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 6);
  gtk_grid_attach (GTK_GRID (grid), drop, 0, 0, 3, 1);
  gtk_grid_attach (GTK_GRID (grid), currency, 0, 1, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), entry, 1, 1, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), button, 2, 1, 1, 1);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), grid);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  g_object_set_data (G_OBJECT (row), "field", field);
  g_object_set_data (G_OBJECT (row), "drop", drop);
  g_object_set_data (G_OBJECT (row), "entry", entry);
  g_signal_connect_object (button, "clicked", G_CALLBACK (add_person_cb), row, G_CONNECT_SWAPPED);

  return row;
}

static void
fill_people (PagePolicyParts *self, Field *field)
{
  GPtrArray *rows = g_object_get_data (G_OBJECT (field->widget), "rows");

  for (guint i = 0; i < rows->len; i++)
    adw_expander_row_remove (ADW_EXPANDER_ROW (field->widget), g_ptr_array_index (rows, i));
  g_ptr_array_set_size (rows, 0);
  for (guint i = 0; i < json_array_get_length (field->people); i++)
    g_ptr_array_add (rows, make_person (field, i));
  g_ptr_array_add (rows, make_adder (self, field));
  for (guint i = 0; i < rows->len; i++)
    adw_expander_row_add_row (ADW_EXPANDER_ROW (field->widget), g_ptr_array_index (rows, i));
}

static GtkWidget *
make_authority (PagePolicyParts *self, const BizPolicyPart *part, const BizPolicySetting *setting)
{
  GtkWidget *row = make_expander (setting);
  Field *field = add_field (self, part, setting, row);

  field->people = copy_people (biz_policy_get_authority (self->policy, part->key, setting->key));
  g_object_set_data_full (G_OBJECT (row), "rows", g_ptr_array_new (),
                          (GDestroyNotify)g_ptr_array_unref);
  fill_people (self, field);

  return row;
}

static GtkWidget *
make_codes (PagePolicyParts *self, const BizPolicyPart *part, const BizPolicySetting *setting)
{
  GtkWidget *row = page_policy_codes_new (self->policy, part->key, setting);

  g_signal_connect_object (row, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  add_field (self, part, setting, row);

  return row;
}

static void
fill_part (PagePolicyParts *self, const BizPolicyPart *part)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ (part->title));
  for (const BizPolicySetting *s = part->settings; s != NULL && s->key != NULL; s++)
    {
      GtkWidget *row = NULL;

      if (s->kind == BIZ_POLICY_NUMBER || s->kind == BIZ_POLICY_DAYS)
        row = make_number (self, part, s);
      else if (s->kind == BIZ_POLICY_FLAG)
        row = make_flag (self, part, s);
      else if (s->kind == BIZ_POLICY_AMOUNTS)
        row = make_amounts (self, part, s);
      else if (s->kind == BIZ_POLICY_AUTHORITY)
        row = make_authority (self, part, s);
      else if (s->kind == BIZ_POLICY_CODES)
        row = make_codes (self, part, s);
      if (row != NULL)
        adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
    }
  gtk_box_append (GTK_BOX (self->box), group);
}

static void
page_policy_parts_dispose (GObject *object)
{
  PagePolicyParts *self = PAGE_POLICY_PARTS (object);

  g_clear_object (&self->policy);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (page_policy_parts_parent_class)->dispose (object);
}

static void
page_policy_parts_finalize (GObject *object)
{
  PagePolicyParts *self = PAGE_POLICY_PARTS (object);

  g_clear_pointer (&self->fields, g_ptr_array_unref);

  G_OBJECT_CLASS (page_policy_parts_parent_class)->finalize (object);
}

static void
page_policy_parts_class_init (PagePolicyPartsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = page_policy_parts_dispose;
  G_OBJECT_CLASS (klass)->finalize = page_policy_parts_finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
page_policy_parts_init (PagePolicyParts *self)
{
  self->fields = g_ptr_array_new_with_free_func (free_field);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 24);
  adw_bin_set_child (ADW_BIN (self), self->box);
}

/**
 * page_policy_parts_fill:
 * @self: the parts
 * @store: has read what may be chosen
 * @policy: what is changed
 */
void
page_policy_parts_fill (PagePolicyParts *self, BizPolicyStore *store, BizPolicy *policy)
{
  const BizPolicyPart *const *parts = biz_policy_part_list ();
  GtkWidget *child;

  g_return_if_fail (PAGE_IS_POLICY_PARTS (self));
  g_return_if_fail (BIZ_IS_POLICY_STORE (store));
  g_return_if_fail (BIZ_IS_POLICY (policy));

  self->filling = TRUE;
  while ((child = gtk_widget_get_first_child (self->box)) != NULL)
    gtk_box_remove (GTK_BOX (self->box), child);
  g_ptr_array_set_size (self->fields, 0);
  g_set_object (&self->store, store);
  g_set_object (&self->policy, policy);
  for (gsize i = 0; parts[i] != NULL; i++)
    fill_part (self, parts[i]);
  self->filling = FALSE;
}

/* All amounts of the setting of @field; NULL with FALSE where one is not understood. */
static gboolean
read_amounts (PagePolicyParts *self, Field *field, JsonObject *amounts, gboolean *changed)
{
  const BizMoney zero =
      biz_money_zero (field->currency, biz_iso_currency_get_digits (field->currency));
  BizMoney amount = zero, was = zero;
  const gboolean had =
      biz_policy_get_amount (self->policy, field->part, field->setting->key, &zero, &was);
  const gboolean has = kit_money_entry_get_value (KIT_MONEY_ENTRY (field->widget), &amount);

  if (!has && !kit_parsed_entry_is_empty (KIT_PARSED_ENTRY (field->widget)))
    return FALSE;
  *changed |= has != had || (has && amount.minor != was.minor);
  if (has)
    {
      g_autofree char *text = biz_money_format (&amount, BIZ_MONEY_MACHINE);

      json_object_set_member (amounts, field->currency, erp_json_literal (text));
    }

  return TRUE;
}

static gboolean
apply_amounts (PagePolicyParts *self, guint *i, BizPolicyEdit *edit)
{
  Field *first = g_ptr_array_index (self->fields, *i);
  g_autoptr (JsonObject) amounts = json_object_new ();
  gboolean changed = FALSE;

  for (; *i < self->fields->len; (*i)++)
    {
      Field *field = g_ptr_array_index (self->fields, *i);

      if (field->setting != first->setting)
        break;
      if (!read_amounts (self, field, amounts, &changed))
        return FALSE;
    }
  (*i)--;
  if (changed)
    biz_policy_edit_take_value (edit, first->part, first->setting->key,
                                json_node_init_object (json_node_alloc (), amounts));

  return TRUE;
}

static void
apply_people (PagePolicyParts *self, Field *field, BizPolicyEdit *edit)
{
  g_autoptr (JsonArray) was =
      copy_people (biz_policy_get_authority (self->policy, field->part, field->setting->key));
  g_autoptr (JsonNode) before = json_node_init_array (json_node_alloc (), was);
  g_autoptr (JsonNode) after = json_node_init_array (json_node_alloc (), field->people);

  if (!json_node_equal (before, after))
    biz_policy_edit_take_value (edit, field->part, field->setting->key, json_node_copy (after));
}

/**
 * page_policy_parts_apply:
 * @self: the parts
 * @edit: gets what differs
 * @error: return location
 *
 * Returns: FALSE with ERP_ERROR_VALIDATION, or without an error where an amount is not understood,
 * which its entry says
 */
gboolean
page_policy_parts_apply (PagePolicyParts *self, BizPolicyEdit *edit, GError **error)
{
  g_return_val_if_fail (PAGE_IS_POLICY_PARTS (self), FALSE);
  g_return_val_if_fail (BIZ_IS_POLICY_EDIT (edit), FALSE);

  for (guint i = 0; i < self->fields->len; i++)
    {
      Field *field = g_ptr_array_index (self->fields, i);
      const char *part = field->part;
      const char *key = field->setting->key;

      if (field->setting->kind == BIZ_POLICY_AMOUNTS)
        {
          if (!apply_amounts (self, &i, edit))
            return FALSE;
        }
      else if (field->setting->kind == BIZ_POLICY_AUTHORITY)
        apply_people (self, field, edit);
      else if (field->setting->kind == BIZ_POLICY_CODES)
        {
          if (!page_policy_codes_apply (PAGE_POLICY_CODES (field->widget), edit, error))
            return FALSE;
        }
      else if (field->setting->kind == BIZ_POLICY_FLAG)
        {
          const gboolean flag = gtk_switch_get_active (GTK_SWITCH (field->widget));

          if (flag != biz_policy_get_flag (self->policy, part, key))
            biz_policy_edit_take_value (edit, part, key,
                                        json_node_init_boolean (json_node_alloc (), flag));
        }
      else
        {
          const gint64 number = gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (field->widget));

          if (number != biz_policy_get_number (self->policy, part, key))
            biz_policy_edit_take_value (edit, part, key,
                                        json_node_init_int (json_node_alloc (), number));
        }
    }

  return TRUE;
}
