/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "erp-types.h"

G_BEGIN_DECLS

/* What records that are here are grouped by: how a person and a saved setting call it. @label is
 * marked for translation. */
typedef struct
{
  const char *name;
  const char *label;
} ErpLocalSubject;

/* How records of one kind are grouped. @by: the subject, an index of its table. */
typedef struct
{
  /* What the group of @record is called. */
  const char *(*get_label) (gpointer record, guint by);
  /* (transfer full): tells groups apart. NULL where the label does. */
  char *(*dup_key) (gpointer record, guint by);
  /* (transfer full): what the trade makes of the members. */
  GObject *(*sum) (GPtrArray *members);
} ErpLocalGrouper;

gboolean erp_local_subject_find (const ErpLocalSubject *subjects,
                                 gsize n,
                                 const char *name,
                                 guint *found) G_GNUC_WARN_UNUSED_RESULT;
/* Moves @records group by group, each in the order it had; the groups (element-type ErpGroup) come
 * in the order of what is first in them. */
GPtrArray *erp_local_groups_make (GPtrArray *records,
                                  const ErpLocalGrouper *grouper,
                                  guint by) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
