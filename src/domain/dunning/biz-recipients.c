/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-recipients.h"

#include "erp-error.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  BizAccountContact *contact; /* (owned) */
  gboolean chosen;
  gboolean added; /* by a person, of whomever */
} Entry;

struct _BizRecipients
{
  GArray *entries; /* (owned) (element-type Entry) */
};

static void
clear_entry (gpointer data)
{
  g_clear_pointer (&((Entry *)data)->contact, biz_account_contact_free);
}

static BizRecipients *
new_empty (void)
{
  BizRecipients *self = g_new0 (BizRecipients, 1);

  self->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  g_array_set_clear_func (self->entries, clear_entry);

  return self;
}

static Entry *
get_entry (const BizRecipients *self, guint index)
{
  return &g_array_index (self->entries, Entry, index);
}

static void
append (BizRecipients *self, const BizAccountContact *contact, gboolean chosen, gboolean added)
{
  Entry entry = { biz_account_contact_new (contact->id, contact->name, contact->email), chosen,
                  added };

  entry.contact->for_invoices = contact->for_invoices;
  entry.contact->is_customer = contact->is_customer;
  g_array_append_val (self->entries, entry);
}

BizRecipients *
biz_recipients_new (const BizAccount *account)
{
  BizRecipients *self = new_empty ();
  const BizAccountContact *recipient;

  g_return_val_if_fail (account != NULL, self);

  recipient = biz_account_get_recipient (account);
  for (guint i = 0; i < account->contacts->len; i++)
    {
      const BizAccountContact *contact = g_ptr_array_index (account->contacts, i);

      append (self, contact, contact == recipient, FALSE);
    }

  return self;
}

BizRecipients *
biz_recipients_copy (const BizRecipients *self)
{
  BizRecipients *copy = new_empty ();

  g_return_val_if_fail (self != NULL, copy);

  for (guint i = 0; i < self->entries->len; i++)
    append (copy, get_entry (self, i)->contact, get_entry (self, i)->chosen,
            get_entry (self, i)->added);

  return copy;
}

void
biz_recipients_free (BizRecipients *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->entries);
  g_free (self);
}

guint
biz_recipients_get_n (const BizRecipients *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->entries->len;
}

void
biz_recipients_get (const BizRecipients *self,
                    guint index,
                    const char **name,
                    const char **email,
                    gboolean *for_invoices,
                    gboolean *chosen)
{
  const Entry *entry;

  g_return_if_fail (self != NULL && index < self->entries->len);

  entry = get_entry (self, index);
  *name = entry->contact->name;
  *email = entry->contact->email;
  *for_invoices = entry->contact->for_invoices;
  *chosen = entry->chosen;
}

void
biz_recipients_set_chosen (BizRecipients *self, guint index, gboolean chosen)
{
  g_return_if_fail (self != NULL && index < self->entries->len);

  get_entry (self, index)->chosen = chosen;
}

gboolean
biz_recipients_add (
    BizRecipients *self, gint64 id, const char *name, const char *email, GError **error)
{
  g_autoptr (BizAccountContact) contact = NULL;

  g_return_val_if_fail (self != NULL && id != 0, FALSE);

  if (email == NULL || *email == '\0')
    {
      g_set_error (error, ERP_ERROR, ERP_ERROR_VALIDATION,
                   _ ("%s has no e-mail address: nothing would arrive."), name != NULL ? name : "");
      return FALSE;
    }
  for (guint i = 0; i < self->entries->len; i++)
    if (get_entry (self, i)->contact->id == id)
      {
        get_entry (self, i)->chosen = TRUE;
        return TRUE;
      }
  contact = biz_account_contact_new (id, name, email);
  append (self, contact, TRUE, TRUE);

  return TRUE;
}

GArray *
biz_recipients_list_chosen (const BizRecipients *self)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_return_val_if_fail (self != NULL, ids);

  for (guint i = 0; i < self->entries->len; i++)
    if (get_entry (self, i)->chosen)
      g_array_append_val (ids, get_entry (self, i)->contact->id);

  return ids;
}

char *
biz_recipients_describe (const BizRecipients *self)
{
  GString *text = g_string_new (NULL);

  g_return_val_if_fail (self != NULL, g_string_free (text, FALSE));

  for (guint i = 0; i < self->entries->len; i++)
    if (get_entry (self, i)->chosen)
      g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "",
                              get_entry (self, i)->contact->email);

  return g_string_free (text, FALSE);
}

static gboolean
is_still (const BizAccount *now, const BizAccountContact *contact)
{
  for (guint i = 0; i < now->contacts->len; i++)
    {
      const BizAccountContact *other = g_ptr_array_index (now->contacts, i);

      if (other->id == contact->id)
        return g_str_equal (other->email, contact->email);
    }

  return FALSE;
}

gboolean
biz_recipients_check (const BizRecipients *self, const BizAccount *now, GError **error)
{
  gboolean any = FALSE;

  g_return_val_if_fail (self != NULL, FALSE);

  for (guint i = 0; i < self->entries->len; i++)
    {
      const Entry *entry = get_entry (self, i);

      any = any || entry->chosen;
      if (now == NULL || !entry->chosen || entry->added || is_still (now, entry->contact))
        continue;
      g_set_error (error, ERP_ERROR, ERP_ERROR_CONFLICT,
                   _ ("The address of %s has changed meanwhile. Nothing was sent: look at it "
                      "again."),
                   entry->contact->name);
      return FALSE;
    }
  if (!any)
    g_set_error_literal (error, ERP_ERROR, ERP_ERROR_VALIDATION,
                         _ ("Choose who gets the letter. Nothing was sent."));

  return any;
}
