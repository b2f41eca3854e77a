/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-filter.h"

G_BEGIN_DECLS

/* A domain from elsewhere in the words of our search bar; NULL where they cannot say it. */
char *biz_filter_from_domain (const BizFilterGrammar *grammar,
                              ErpDomain *domain) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
