/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "collect-notes.h"

#include "erp-json.h"

#include <stdio.h>

BizDecisionNote *
collect_note (gint64 id, const char *model, gint64 record_id, const char *day, const char *line)
{
  g_autofree char *json = g_strdup_printf (
      "{\"id\":%d,\"model\":\"%s\",\"res_id\":%d,\"body\":\"<p>QUITTANCE/1 %s</p>\","
      "\"date\":\"%s 09:00:00\",\"create_uid\":[8,\"Carla\"],\"author_id\":[4,\"Carla\"]}",
      (int)id, model, (int)record_id, line, day);
  g_autoptr (JsonNode) node = erp_json_literal (json);
  g_autoptr (GError) error = NULL;
  BizDecisionNote *note = biz_decision_note_new_from_row (json_node_get_object (node), &error);

  g_assert_no_error (error);
  g_assert_nonnull (note);

  return note;
}

GDate
collect_day (const char *text)
{
  int year = 0, month = 0, day = 0;
  GDate date;

  g_date_clear (&date, 1);
  if (text != NULL)
    {
      g_assert_cmpint (sscanf (text, "%d-%d-%d", &year, &month, &day), ==, 3);
      g_date_set_dmy (&date, (GDateDay)day, (GDateMonth)month, (GDateYear)year);
    }

  return date;
}
