/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "erp-types.h"

G_BEGIN_DECLS

/* A filter for the server, in prefix form; conditions added one after another are ANDed. */
#define ERP_TYPE_DOMAIN (erp_domain_get_type ())
GType erp_domain_get_type (void) G_GNUC_CONST;

ErpDomain *erp_domain_new (void) G_GNUC_WARN_UNUSED_RESULT;
ErpDomain *erp_domain_new_from_json (const char *json, GError **error) G_GNUC_WARN_UNUSED_RESULT;
ErpDomain *erp_domain_ref (ErpDomain *self);
void erp_domain_unref (ErpDomain *self);
ErpDomain *erp_domain_copy (ErpDomain *self) G_GNUC_WARN_UNUSED_RESULT;

void erp_domain_add_string (ErpDomain *self, const char *field, const char *op, const char *value);
void erp_domain_add_int (ErpDomain *self, const char *field, const char *op, gint64 value);
void erp_domain_add_bool (ErpDomain *self, const char *field, const char *op, gboolean value);
void erp_domain_add_date (ErpDomain *self, const char *field, const char *op, const GDate *value);
void
erp_domain_add_ids (ErpDomain *self, const char *field, const char *op, const gint64 *ids, gsize n);
void
erp_domain_add_strv (ErpDomain *self, const char *field, const char *op, const char *const *values);
/* Takes the JSON literal of the value: for decimals, "null" and lists. */
void erp_domain_add_literal (ErpDomain *self, const char *field, const char *op, const char *json);
/* @any: ORed as a group with what stands already by AND. */
void erp_domain_add_any (ErpDomain *self, ErpDomain *const *any, gsize n);
void erp_domain_add_all (ErpDomain *self, ErpDomain *other);
/* Leaves out what fits @other. */
void erp_domain_add_none (ErpDomain *self, ErpDomain *other);
gboolean erp_domain_is_empty (ErpDomain *self);
gboolean erp_domain_equal (ErpDomain *a, ErpDomain *b);
JsonNode *erp_domain_to_json (ErpDomain *self) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ErpDomain, erp_domain_unref)

G_END_DECLS
