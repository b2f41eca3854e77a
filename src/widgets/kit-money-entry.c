/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kit"

#include "config.h"

#include "kit-money-entry.h"

struct _KitMoneyEntry
{
  KitParsedEntry parent_instance;

  BizMoney value;
};

G_DEFINE_FINAL_TYPE (KitMoneyEntry, kit_money_entry, KIT_TYPE_PARSED_ENTRY)

static gboolean
kit_money_entry_parse (KitParsedEntry *entry, const char *text, GError **error)
{
  KitMoneyEntry *self = KIT_MONEY_ENTRY (entry);

  return biz_money_parse (text, self->value.currency, self->value.digits, &self->value, error);
}

static char *
kit_money_entry_format (KitParsedEntry *entry)
{
  return biz_money_format (&KIT_MONEY_ENTRY (entry)->value, BIZ_MONEY_PLAIN);
}

static void
kit_money_entry_class_init (KitMoneyEntryClass *klass)
{
  KitParsedEntryClass *entry_class = KIT_PARSED_ENTRY_CLASS (klass);

  entry_class->parse = kit_money_entry_parse;
  entry_class->format = kit_money_entry_format;
}

static void
kit_money_entry_init (KitMoneyEntry *self)
{
  GtkEntry *entry = kit_parsed_entry_get_entry (KIT_PARSED_ENTRY (self));

  self->value = biz_money_zero ("EUR", 2);
  gtk_entry_set_alignment (entry, 1);
  gtk_entry_set_input_purpose (entry, GTK_INPUT_PURPOSE_NUMBER);
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 14);
  gtk_widget_add_css_class (GTK_WIDGET (entry), "numeric");
}

GtkWidget *
kit_money_entry_new (void)
{
  return g_object_new (KIT_TYPE_MONEY_ENTRY, NULL);
}

/**
 * kit_money_entry_set_currency:
 * @self: the entry
 * @currency: an ISO code
 * @digits: digits of its minor unit
 *
 * The text stays and is read again.
 */
void
kit_money_entry_set_currency (KitMoneyEntry *self, const char *currency, guint digits)
{
  g_return_if_fail (KIT_IS_MONEY_ENTRY (self));

  self->value = biz_money_zero (currency, digits);
  kit_parsed_entry_reparse (KIT_PARSED_ENTRY (self));
}

void
kit_money_entry_set_value (KitMoneyEntry *self, const BizMoney *value)
{
  g_autofree char *text = NULL;

  g_return_if_fail (KIT_IS_MONEY_ENTRY (self));
  g_return_if_fail (value != NULL);

  self->value = *value;
  text = biz_money_format (value, BIZ_MONEY_PLAIN);
  kit_parsed_entry_set_text (KIT_PARSED_ENTRY (self), text);
}

gboolean
kit_money_entry_get_value (KitMoneyEntry *self, BizMoney *value)
{
  KitParsedEntry *entry;

  g_return_val_if_fail (KIT_IS_MONEY_ENTRY (self), FALSE);

  entry = KIT_PARSED_ENTRY (self);
  if (!kit_parsed_entry_is_valid (entry) || kit_parsed_entry_is_empty (entry))
    return FALSE;
  *value = self->value;
  return TRUE;
}
