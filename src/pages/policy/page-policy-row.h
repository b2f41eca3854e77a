/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "page-policy-choice.h"

G_BEGIN_DECLS

/* One of a list that the policy keeps, told in its title and written in the rows below. Signals
 * "changed", "removed". */
#define PAGE_TYPE_POLICY_ROW (page_policy_row_get_type ())
G_DECLARE_DERIVABLE_TYPE (PagePolicyRow, page_policy_row, PAGE, POLICY_ROW, AdwExpanderRow)

struct _PagePolicyRowClass
{
  AdwExpanderRowClass parent_class;

  /* Tells in the title what is written below. */
  void (*tell) (PagePolicyRow *self);
};

void page_policy_row_set_removal (PagePolicyRow *self, const char *tooltip);
/* What the subclass puts in before this is no change. */
void page_policy_row_filled (PagePolicyRow *self);
/* Opens it and goes to the first entry. */
void page_policy_row_begin (PagePolicyRow *self);

GtkWidget *page_policy_row_add_entry (PagePolicyRow *self, const char *title, const char *value);
/* (transfer none): see page_policy_choice_new () */
PagePolicyChoice *page_policy_row_add_choice (PagePolicyRow *self,
                                              const char *title,
                                              const char *none,
                                              const char *value,
                                              GListModel *offered);
GtkSwitch *page_policy_row_add_switch (PagePolicyRow *self, const char *title, gboolean value);
GtkSpinButton *page_policy_row_add_number (PagePolicyRow *self,
                                           const char *title,
                                           const char *subtitle,
                                           double most,
                                           guint digits,
                                           double step);
GtkWidget *
page_policy_row_add_priority (PagePolicyRow *self, const char *title, const char *none, int value);
/* Of what add_priority () returned; -1: none. */
int page_policy_row_get_priority (GtkWidget *row);
GtkTextView *page_policy_row_add_text (PagePolicyRow *self, const char *title, const char *value);

G_END_DECLS
