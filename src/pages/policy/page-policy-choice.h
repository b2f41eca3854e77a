/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* A name of the server's, or none: chosen from its list once that is there, written where it has
 * none to offer. A name that the list does not have is kept and said to be gone. Two rows, of which
 * one is seen. Signal "changed". */
#define PAGE_TYPE_POLICY_CHOICE (page_policy_choice_get_type ())
G_DECLARE_FINAL_TYPE (PagePolicyChoice, page_policy_choice, PAGE, POLICY_CHOICE, GObject)

/* @none: what stands for none. @value: (nullable). @offered: (nullable) (element-type BizChoice,
 * BizStage): may fill later; one of a name is offered once */
PagePolicyChoice *page_policy_choice_new (const char *title,
                                          const char *none,
                                          const char *value,
                                          GListModel *offered) G_GNUC_WARN_UNUSED_RESULT;
/* (transfer none): to be put somewhere, one below the other */
GtkWidget *page_policy_choice_get_entry (PagePolicyChoice *self);
GtkWidget *page_policy_choice_get_combo (PagePolicyChoice *self);
/* (transfer full) (nullable): NULL for none; as it was written where it was not touched */
char *page_policy_choice_dup_value (PagePolicyChoice *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
