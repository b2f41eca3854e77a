/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "job-case.h"

#include "biz-merge-job.h"

#define OPEN "01_in_progress"
#define DONE "1_done"

static gint64
first_id (JsonNode *answer)
{
  g_autoptr (JsonNode) held = answer;

  return json_array_get_int_element (json_node_get_array (answer), 0);
}

static gint64
make_task (Ground *ground, Subject *subject, const char *state)
{
  const gint64 project = first_id (ground_ask (ground, "project.project", "search", FALSE, 0,
                                               "domain", "[[\"type_ids\",\"!=\",false]]", "order",
                                               "\"id\"", "limit", "1", NULL));
  g_autofree char *values =
      g_strdup_printf ("[{\"name\":\"%s\",\"project_id\":%" G_GINT64_FORMAT ",\"state\":\"%s\"}]",
                       subject->text, project, state);

  return first_id (
      ground_ask (ground, "project.task", "create", TRUE, 0, "vals_list", values, NULL));
}

static void
fill_body (Ground *ground, Subject *subject, const char *state)
{
  BizMergeEnds ends = { .model = "project.task", .name = subject->text, .target = "T" };

  subject->note = ends.id = make_task (ground, subject, state);
  ends.target_id = make_task (ground, subject, OPEN);
  json_object_unref (subject->body);
  subject->body = biz_job_body_new_merge (&ends, g_str_equal (state, OPEN) ? DONE : OPEN, NULL);
}

static guint
count_of (Ground *ground, Subject *subject, const char *state)
{
  g_autofree char *domain =
      g_strdup_printf ("[[\"id\",\"=\",%" G_GINT64_FORMAT "],[\"state\",\"=\",\"%s\"]]",
                       subject->note, state);

  return ground_count (ground, "project.task", domain);
}

static void
set_state (Ground *ground, Subject *subject, const char *state)
{
  g_autofree char *vals = g_strdup_printf ("{\"state\":\"%s\"}", state);

  json_node_unref (
      ground_ask (ground, "project.task", "write", TRUE, subject->note, "vals", vals, NULL));
}

void
merge_body (Ground *ground, Subject *subject)
{
  fill_body (ground, subject, OPEN);
}

guint
merge_count (Ground *ground, Subject *subject)
{
  return count_of (ground, subject, DONE);
}

void
merge_elsewhere (Ground *ground, Subject *subject)
{
  set_state (ground, subject, DONE);
}

void
part_body (Ground *ground, Subject *subject)
{
  fill_body (ground, subject, DONE);
}

guint
part_count (Ground *ground, Subject *subject)
{
  return count_of (ground, subject, OPEN);
}

void
part_elsewhere (Ground *ground, Subject *subject)
{
  set_state (ground, subject, OPEN);
}
