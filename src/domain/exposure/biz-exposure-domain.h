/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "erp-capabilities.h"
#include "erp-domain.h"

G_BEGIN_DECLS

/* Whose figures are read. */

/* Of the commercial entities of @ids (nullable: of all; element-type gint64): each is such an
 * entity itself, or somebody of one. @group: the path of the commercial entity */
void biz_exposure_add_partners (ErpDomain *domain, const char *group, const GArray *ids);
/* Everybody of commercial entities with orders that may still be stopped, of their own or of
 * somebody of them. */
void biz_exposure_add_ordering (ErpDomain *domain, ErpCapabilities *capabilities);

G_END_DECLS
