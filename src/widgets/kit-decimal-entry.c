/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kit"

#include "config.h"

#include "kit-decimal-entry.h"

struct _KitDecimalEntry
{
  KitParsedEntry parent_instance;

  BizDecimal value;
  guint min_digits;
  guint max_digits;
};

G_DEFINE_FINAL_TYPE (KitDecimalEntry, kit_decimal_entry, KIT_TYPE_PARSED_ENTRY)

static gboolean
kit_decimal_entry_parse (KitParsedEntry *entry, const char *text, GError **error)
{
  KitDecimalEntry *self = KIT_DECIMAL_ENTRY (entry);

  return biz_decimal_parse (text, self->max_digits, &self->value, error);
}

static char *
kit_decimal_entry_format (KitParsedEntry *entry)
{
  KitDecimalEntry *self = KIT_DECIMAL_ENTRY (entry);

  return biz_decimal_format (&self->value, self->min_digits);
}

static void
kit_decimal_entry_class_init (KitDecimalEntryClass *klass)
{
  KitParsedEntryClass *entry_class = KIT_PARSED_ENTRY_CLASS (klass);

  entry_class->parse = kit_decimal_entry_parse;
  entry_class->format = kit_decimal_entry_format;
}

static void
kit_decimal_entry_init (KitDecimalEntry *self)
{
  GtkEntry *entry = kit_parsed_entry_get_entry (KIT_PARSED_ENTRY (self));

  self->max_digits = 6;
  gtk_entry_set_alignment (entry, 1);
  gtk_entry_set_input_purpose (entry, GTK_INPUT_PURPOSE_NUMBER);
  gtk_widget_add_css_class (GTK_WIDGET (entry), "numeric");
}

GtkWidget *
kit_decimal_entry_new (void)
{
  return g_object_new (KIT_TYPE_DECIMAL_ENTRY, NULL);
}

void
kit_decimal_entry_set_digits (KitDecimalEntry *self, guint min_digits, guint max_digits)
{
  g_return_if_fail (KIT_IS_DECIMAL_ENTRY (self));

  self->min_digits = min_digits;
  self->max_digits = max_digits;
  kit_parsed_entry_reparse (KIT_PARSED_ENTRY (self));
}

void
kit_decimal_entry_set_value (KitDecimalEntry *self, const BizDecimal *value)
{
  g_autofree char *text = NULL;

  g_return_if_fail (KIT_IS_DECIMAL_ENTRY (self));

  if (value != NULL)
    text = biz_decimal_format (value, self->min_digits);
  kit_parsed_entry_set_text (KIT_PARSED_ENTRY (self), text);
}

gboolean
kit_decimal_entry_get_value (KitDecimalEntry *self, BizDecimal *value)
{
  KitParsedEntry *entry;

  g_return_val_if_fail (KIT_IS_DECIMAL_ENTRY (self), FALSE);

  entry = KIT_PARSED_ENTRY (self);
  if (!kit_parsed_entry_is_valid (entry) || kit_parsed_entry_is_empty (entry))
    return FALSE;
  *value = self->value;
  return TRUE;
}
