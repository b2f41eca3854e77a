/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-opening-entry.h"

struct _BizOpeningEntry
{
  GObject parent_instance;

  GObject *owner; /* (owned): of what the line points into */
  const BizOpeningLine *line;
};

G_DEFINE_FINAL_TYPE (BizOpeningEntry, biz_opening_entry, G_TYPE_OBJECT)

static void
biz_opening_entry_dispose (GObject *object)
{
  BizOpeningEntry *self = BIZ_OPENING_ENTRY (object);

  self->line = NULL;
  g_clear_object (&self->owner);

  G_OBJECT_CLASS (biz_opening_entry_parent_class)->dispose (object);
}

static void
biz_opening_entry_class_init (BizOpeningEntryClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = biz_opening_entry_dispose;
}

static void
biz_opening_entry_init (BizOpeningEntry *self)
{
}

/**
 * biz_opening_entry_new:
 * @owner: keeps @line as long as it lives
 * @line: a line of it
 *
 * Returns: (transfer full): the record
 */
BizOpeningEntry *
biz_opening_entry_new (GObject *owner, const BizOpeningLine *line)
{
  BizOpeningEntry *self;

  g_return_val_if_fail (G_IS_OBJECT (owner) && line != NULL, NULL);

  self = g_object_new (BIZ_TYPE_OPENING_ENTRY, NULL);
  self->owner = g_object_ref (owner);
  self->line = line;

  return self;
}

const BizOpeningLine *
biz_opening_entry_get_line (BizOpeningEntry *self)
{
  g_return_val_if_fail (BIZ_IS_OPENING_ENTRY (self), NULL);

  return self->line;
}

/* Those that say something, "Acme · K1". */
static char *
join (const char *first, const char *second, const char *third)
{
  const char *const parts[] = { first, second, third };
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      if (parts[i] == NULL || *parts[i] == '\0')
        continue;
      if (text->len > 0)
        g_string_append (text, " · ");
      g_string_append (text, parts[i]);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
biz_opening_entry_describe_row (BizOpeningEntry *self)
{
  const BizOpeningRow *row;

  g_return_val_if_fail (BIZ_IS_OPENING_ENTRY (self), NULL);

  row = self->line->row;

  return row != NULL ? join (row->name, row->reference, row->vat) : g_strdup ("");
}

char *
biz_opening_entry_describe_customer (BizOpeningEntry *self)
{
  const BizOpeningCustomer *customer;

  g_return_val_if_fail (BIZ_IS_OPENING_ENTRY (self), NULL);

  customer = self->line->customer;

  return customer != NULL ? join (customer->name, customer->reference, NULL) : g_strdup ("");
}
