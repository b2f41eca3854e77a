/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-choice.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Rows whose model is of BizChoice. */
void page_choices_init (AdwComboRow *row);
/* 0: nothing is chosen */
gint64 page_choices_get_id (AdwComboRow *row);
/* Invisible with fewer than @n_worth_showing of them. */
void
page_choices_fill (AdwComboRow *row, GListModel *choices, gint64 chosen, guint n_worth_showing);
/* What is wrong with what is chosen, beside it; NULL takes it back. */
void page_choices_set_error (AdwComboRow *row, const char *message);

G_END_DECLS
