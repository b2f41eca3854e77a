/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-exposure-domain.h"

void
biz_exposure_add_partners (ErpDomain *domain, const char *group, const GArray *ids)
{
  g_autoptr (ErpDomain) is = NULL;
  g_autoptr (ErpDomain) has = NULL;
  g_autofree char *children = NULL;

  if (ids == NULL)
    return;
  is = erp_domain_new ();
  has = erp_domain_new ();
  children = g_strconcat (group, ".child_ids", NULL);
  erp_domain_add_ids (is, group, "in", (const gint64 *)(gconstpointer)ids->data, ids->len);
  erp_domain_add_ids (has, children, "in", (const gint64 *)(gconstpointer)ids->data, ids->len);
  erp_domain_add_any (domain, (ErpDomain *const[]){ is, has }, 2);
}

void
biz_exposure_add_ordering (ErpDomain *domain, ErpCapabilities *capabilities)
{
  static const char *const paths[] = { "commercial_partner_id.sale_order_ids.",
                                       "commercial_partner_id.child_ids.sale_order_ids." };
  static const char *const quotations[] = { "draft", "sent", NULL };
  static const char *const waiting[] = { "pending", "started", "partial", NULL };
  /* A server takes long to plan more of these than four. */
  const struct
  {
    const char *field;
    const char *const *values;
  } leaves[] = { { "state", quotations }, { "delivery_status", waiting } };
  const gboolean has_status =
      erp_capabilities_has_field (capabilities, "sale.order", "delivery_status");
  const gsize n_leaves = has_status ? 2 : 1;
  g_autoptr (GPtrArray) any = g_ptr_array_new_with_free_func ((GDestroyNotify)erp_domain_unref);

  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    for (gsize k = 0; k < n_leaves; k++)
      {
        g_autofree char *field = g_strconcat (paths[i], leaves[k].field, NULL);
        ErpDomain *leaf = erp_domain_new ();

        erp_domain_add_strv (leaf, field, "in", leaves[k].values);
        g_ptr_array_add (any, leaf);
      }
  erp_domain_add_any (domain, (ErpDomain *const *)any->pdata, any->len);
}
