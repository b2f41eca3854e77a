/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "fuzz"

#include "config.h"

#include "biz-decision-note.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

/* Whatever was written: what is read of it is written again and read as the same. */
int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  g_autofree char *html = g_strndup ((const char *)data, size);
  g_autoptr (BizDecisionNote) note = biz_decision_note_new_from_html (html);
  g_autoptr (BizDecisionNote) again = NULL;
  g_autoptr (GArray) ids = NULL;
  g_autofree char *text = NULL;
  g_autofree char *second = NULL;
  BizMoney money;
  GDate date;

  if (note == NULL)
    return 0;
  biz_decision_note_get_date (note, "date", &date);
  biz_decision_note_get_money (note, "amount", &money);
  ids = biz_decision_note_get_ids (note, "invoices");
  text = biz_decision_note_to_text (note);
  if (!g_utf8_validate (text, -1, NULL))
    g_error ("The text is broken");
  again = biz_decision_note_new_from_text (text);
  if (again == NULL)
    g_error ("It is no note any more: %s", text);
  second = biz_decision_note_to_text (again);
  if (!g_str_equal (text, second))
    g_error ("It reads otherwise: %s", second);

  return 0;
}
