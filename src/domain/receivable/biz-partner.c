/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-partner.h"

#include "erp-json.h"

struct _BizPartner
{
  GObject parent_instance;

  gint64 id;
  char *name;       /* (owned) (nullable) */
  char *reference;  /* (owned) (nullable) */
  char *email;      /* (owned) (nullable) */
  char *city;       /* (owned) (nullable) */
  char *tax_number; /* (owned) (nullable) */
  char *details;    /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (BizPartner, biz_partner, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_ID,
  PROP_NAME,
  PROP_REFERENCE,
  PROP_EMAIL,
  PROP_CITY,
  PROP_TAX_NUMBER,
  PROP_DETAILS,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static char *
take_string (JsonObject *row, const char *member)
{
  const char *text = NULL;

  if (!json_object_has_member (row, member) || !erp_json_get_string (row, member, &text, NULL))
    return NULL;

  return text != NULL && *text != '\0' ? g_strdup (text) : NULL;
}

static char *
make_details (BizPartner *self)
{
  const char *parts[] = { self->reference, self->city, self->email, self->tax_number };
  g_autoptr (GString) details = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      if (parts[i] == NULL)
        continue;
      if (details->len > 0)
        g_string_append (details, " · ");
      g_string_append (details, parts[i]);
    }
  if (details->len == 0)
    return NULL;

  return g_string_free (g_steal_pointer (&details), FALSE);
}

static void
biz_partner_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  BizPartner *self = BIZ_PARTNER (object);

  switch (prop_id)
    {
    case PROP_ID:
      g_value_set_int64 (value, self->id);
      break;
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_REFERENCE:
      g_value_set_string (value, self->reference);
      break;
    case PROP_EMAIL:
      g_value_set_string (value, self->email);
      break;
    case PROP_CITY:
      g_value_set_string (value, self->city);
      break;
    case PROP_TAX_NUMBER:
      g_value_set_string (value, self->tax_number);
      break;
    case PROP_DETAILS:
      g_value_set_string (value, self->details);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
biz_partner_finalize (GObject *object)
{
  BizPartner *self = BIZ_PARTNER (object);

  g_free (self->name);
  g_free (self->reference);
  g_free (self->email);
  g_free (self->city);
  g_free (self->tax_number);
  g_free (self->details);

  G_OBJECT_CLASS (biz_partner_parent_class)->finalize (object);
}

static void
biz_partner_class_init (BizPartnerClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = biz_partner_get_property;
  object_class->finalize = biz_partner_finalize;

  properties[PROP_ID] = g_param_spec_int64 ("id", NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[PROP_REFERENCE] = g_param_spec_string ("reference", NULL, NULL, NULL, flags);
  properties[PROP_EMAIL] = g_param_spec_string ("email", NULL, NULL, NULL, flags);
  properties[PROP_CITY] = g_param_spec_string ("city", NULL, NULL, NULL, flags);
  properties[PROP_TAX_NUMBER] = g_param_spec_string ("tax-number", NULL, NULL, NULL, flags);
  properties[PROP_DETAILS] = g_param_spec_string ("details", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
biz_partner_init (BizPartner *self)
{
}

/**
 * biz_partner_new:
 * @id: the record's id
 * @name: what the person reads
 *
 * Returns: (transfer full): a customer of whom no more is known
 */
BizPartner *
biz_partner_new (gint64 id, const char *name)
{
  BizPartner *self;

  g_return_val_if_fail (name != NULL, NULL);

  self = g_object_new (BIZ_TYPE_PARTNER, NULL);
  self->id = id;
  self->name = g_strdup (name);

  return self;
}

/**
 * biz_partner_new_from_json:
 * @row: a record read by %BIZ_PARTNER_SPECIFICATION; all but id and name may be absent
 * @error: return location
 *
 * Returns: (transfer full): the customer, or %NULL with ERP_ERROR_PROTOCOL
 */
BizPartner *
biz_partner_new_from_json (JsonObject *row, GError **error)
{
  g_autoptr (BizPartner) self = NULL;
  const char *name;
  gint64 id;

  g_return_val_if_fail (row != NULL, NULL);

  if (!erp_json_get_int (row, "id", &id, error)
      || !erp_json_get_string (row, "display_name", &name, error))
    return NULL;

  self = biz_partner_new (id, name != NULL ? name : "");
  self->reference = take_string (row, "ref");
  self->email = take_string (row, "email");
  self->city = take_string (row, "city");
  self->tax_number = take_string (row, "vat");
  self->details = make_details (self);

  return g_steal_pointer (&self);
}

/**
 * biz_partner_get_id:
 * @self: a partner
 *
 * Returns: the record’s id
 */
gint64
biz_partner_get_id (BizPartner *self)
{
  g_return_val_if_fail (BIZ_IS_PARTNER (self), 0);

  return self->id;
}

/**
 * biz_partner_get_name:
 * @self: a partner
 *
 * Returns: what the person reads
 */
const char *
biz_partner_get_name (BizPartner *self)
{
  g_return_val_if_fail (BIZ_IS_PARTNER (self), NULL);

  return self->name;
}

/**
 * biz_partner_get_reference:
 * @self: a partner
 *
 * Returns: (nullable): our or the customer’s number
 */
const char *
biz_partner_get_reference (BizPartner *self)
{
  g_return_val_if_fail (BIZ_IS_PARTNER (self), NULL);

  return self->reference;
}

/**
 * biz_partner_get_email:
 * @self: a partner
 *
 * Returns: (nullable): its address
 */
const char *
biz_partner_get_email (BizPartner *self)
{
  g_return_val_if_fail (BIZ_IS_PARTNER (self), NULL);

  return self->email;
}

/**
 * biz_partner_get_city:
 * @self: a partner
 *
 * Returns: (nullable): where it is
 */
const char *
biz_partner_get_city (BizPartner *self)
{
  g_return_val_if_fail (BIZ_IS_PARTNER (self), NULL);

  return self->city;
}

/**
 * biz_partner_get_tax_number:
 * @self: a partner
 *
 * Returns: (nullable): its tax number
 */
const char *
biz_partner_get_tax_number (BizPartner *self)
{
  g_return_val_if_fail (BIZ_IS_PARTNER (self), NULL);

  return self->tax_number;
}

/**
 * biz_partner_get_details:
 * @self: a partner
 *
 * Returns: (nullable): what tells two of the same name apart, in one line
 */
const char *
biz_partner_get_details (BizPartner *self)
{
  g_return_val_if_fail (BIZ_IS_PARTNER (self), NULL);

  return self->details;
}
