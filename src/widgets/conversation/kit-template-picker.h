/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-template.h"
#include "kit-types.h"

G_BEGIN_DECLS

/* A button with texts that are written often: searched by typing, taken with Enter. Signal "chosen"
 * (text). Invisible while there are none. */
#define KIT_TYPE_TEMPLATE_PICKER (kit_template_picker_get_type ())
G_DECLARE_FINAL_TYPE (KitTemplatePicker, kit_template_picker, KIT, TEMPLATE_PICKER, AdwBin)

GtkWidget *kit_template_picker_new (void) G_GNUC_WARN_UNUSED_RESULT;
/* @templates: (nullable): of BizTemplate, with nothing left to fill */
void kit_template_picker_set_templates (KitTemplatePicker *self, GListModel *templates);
/* Opens it, with the keyboard in the search; FALSE where there are none. */
gboolean kit_template_picker_ask (KitTemplatePicker *self);

G_END_DECLS
