/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-exposure.h"
#include "kit-types.h"

G_BEGIN_DECLS

/* What is at risk with the customer, and what it would be: this let go, a receipt that is expected,
 * another limit. Nothing is written. */
#define PAGE_TYPE_DESK_WHAT_IF (page_desk_what_if_get_type ())
G_DECLARE_FINAL_TYPE (PageDeskWhatIf, page_desk_what_if, PAGE, DESK_WHAT_IF, AdwBin)

/* @figures: (nullable): the document that is decided on among them; @why: said where there are none
 */
void page_desk_what_if_set (PageDeskWhatIf *self, const BizExposure *figures, const char *why);

G_END_DECLS
