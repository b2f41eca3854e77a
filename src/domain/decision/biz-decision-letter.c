/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-decision-letter.h"

#include "erp-json.h"

#include <string.h>

#define TAIL "@quittance.invalid>"
/* A header line that every mail server takes as it is. */
#define MAX_MARK 400
#define MAX_LEVEL 99

/**
 * biz_decision_letter_make_mark:
 * @note: a reminder
 *
 * Returns: (transfer full): what the letter's Message-Id says
 */
char *
biz_decision_letter_make_mark (BizDecisionNote *note)
{
  g_autoptr (GString) mark = NULL;
  g_autoptr (GArray) moves = NULL;
  gsize short_of_moves;

  g_return_val_if_fail (BIZ_IS_DECISION_NOTE (note), NULL);

  mark = g_string_new (NULL);
  /* without the dot, which parts it from what is the message's own */
  g_string_append_printf (mark, "%s%d-%" G_GINT64_FORMAT, BIZ_DECISION_LETTER_PATTERN + 1,
                          (int)CLAMP (biz_decision_note_get_int (note, "level"), 1, MAX_LEVEL),
                          MAX (biz_decision_note_get_int (note, "company"), 0));
  moves = biz_decision_note_get_ids (note, "invoices");
  short_of_moves = mark->len;
  for (guint i = 0; i < moves->len; i++)
    g_string_append_printf (mark, "-%" G_GINT64_FORMAT, g_array_index (moves, gint64, i));
  if (mark->len > MAX_MARK)
    g_string_truncate (mark, short_of_moves);

  return g_string_free (g_steal_pointer (&mark), FALSE);
}

static gboolean
read_number (const char **text, gint64 max, gint64 *number)
{
  char *end = NULL;

  if (!g_ascii_isdigit (**text))
    return FALSE;
  *number = (gint64)MIN (g_ascii_strtoull (*text, &end, 10), (guint64)G_MAXINT64);
  *text = end;

  return *number <= max;
}

/**
 * biz_decision_letter_read:
 * @message_id: (nullable): of a message
 * @subject: (nullable): of it
 *
 * Returns: (transfer full) (nullable): the reminder it is
 */
BizDecisionNote *
biz_decision_letter_read (const char *message_id, const char *subject)
{
  g_autoptr (BizDecisionNote) note = NULL;
  g_autoptr (GString) ids = g_string_new (NULL);
  const char *rest = message_id != NULL ? strchr (message_id, '.') : NULL;
  gint64 level, company, id;

  if (rest == NULL || *message_id != '<' || strlen (message_id) > 2 * MAX_MARK
      || !g_str_has_prefix (rest, BIZ_DECISION_LETTER_PATTERN))
    return NULL;
  rest += strlen (BIZ_DECISION_LETTER_PATTERN);
  if (!read_number (&rest, MAX_LEVEL, &level) || level == 0 || *rest++ != '-'
      || !read_number (&rest, G_MAXINT64 - 1, &company))
    return NULL;
  for (; *rest == '-';
       g_string_append_printf (ids, "%s%" G_GINT64_FORMAT, ids->len > 0 ? "," : "", id))
    {
      rest++;
      if (!read_number (&rest, G_MAXINT64 - 1, &id))
        return NULL;
    }
  if (!g_str_equal (rest, TAIL))
    return NULL;
  note = biz_decision_note_new (BIZ_DECISION_REMINDER);
  biz_decision_note_set_int (note, "level", level);
  if (company != 0)
    biz_decision_note_set_int (note, "company", company);
  biz_decision_note_set (note, "invoices", ids->str);
  biz_decision_note_set_text (note, subject);

  return g_steal_pointer (&note);
}

/* (nullable): a row of biz_decision_log_new_call () */
BizDecisionNote *
biz_decision_letter_read_row (JsonObject *row)
{
  const char *message_id = NULL, *subject = NULL;

  g_return_val_if_fail (row != NULL, NULL);

  if (!json_object_has_member (row, "message_id")
      || !erp_json_get_string (row, "message_id", &message_id, NULL))
    return NULL;
  if (json_object_has_member (row, "subject"))
    erp_json_get_string (row, "subject", &subject, NULL);

  return biz_decision_letter_read (message_id, subject);
}
