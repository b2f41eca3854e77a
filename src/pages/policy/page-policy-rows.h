/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* A list that the policy keeps, with a button that adds to it. Signal "changed". */
#define PAGE_TYPE_POLICY_ROWS (page_policy_rows_get_type ())
G_DECLARE_DERIVABLE_TYPE (PagePolicyRows, page_policy_rows, PAGE, POLICY_ROWS, AdwBin)

struct _PagePolicyRowsClass
{
  AdwBinClass parent_class;

  /* The button was pressed. */
  void (*add) (PagePolicyRows *self);
};

void page_policy_rows_set_words (PagePolicyRows *self,
                                 const char *adder,
                                 const char *title,
                                 const char *description);
void page_policy_rows_clear (PagePolicyRows *self);
/* A PagePolicyRow is heard, and leaves when it says so. */
void page_policy_rows_append (PagePolicyRows *self, GtkWidget *row);
/* Appends a PagePolicyRow of the person's and opens it. */
void page_policy_rows_begin (PagePolicyRows *self, GtkWidget *row);
void page_policy_rows_changed (PagePolicyRows *self);
/* (transfer none) (element-type GtkWidget) */
GPtrArray *page_policy_rows_get_rows (PagePolicyRows *self);

G_END_DECLS
