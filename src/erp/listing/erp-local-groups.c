/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "erp"

#include "config.h"

#include "erp-local-groups.h"

#include "erp-domain.h"
#include "erp-group.h"

/**
 * erp_local_subject_find:
 * @subjects: (array length=n): what can be grouped by
 * @n: how many
 * @name: a name, maybe none of theirs
 * @found: (out): the index of the one of that name; untouched where there is none
 *
 * Returns: whether there is one
 */
gboolean
erp_local_subject_find (const ErpLocalSubject *subjects, gsize n, const char *name, guint *found)
{
  g_return_val_if_fail (name != NULL && found != NULL, FALSE);

  for (gsize i = 0; i < n; i++)
    {
      if (g_str_equal (name, subjects[i].name))
        {
          *found = (guint)i;
          return TRUE;
        }
    }

  return FALSE;
}

static ErpGroup *
make_group (const char *key, GPtrArray *members, const ErpLocalGrouper *grouper, guint by)
{
  g_autoptr (ErpDomain) domain = erp_domain_new ();
  g_autoptr (GObject) totals = grouper->sum (members);

  return erp_group_new (key, grouper->get_label (g_ptr_array_index (members, 0), by), members->len,
                        domain, totals);
}

/**
 * erp_local_groups_make:
 * @records: (element-type GObject): the records, sorted; they are moved
 * @grouper: how they are grouped
 * @by: by what
 *
 * Returns: (transfer full) (element-type ErpGroup): the groups, none without records
 */
GPtrArray *
erp_local_groups_make (GPtrArray *records, const ErpLocalGrouper *grouper, guint by)
{
  GPtrArray *groups = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) table =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();
  guint next = 0;

  g_return_val_if_fail (records != NULL && grouper != NULL, groups);

  for (guint i = 0; i < records->len; i++)
    {
      gpointer record = g_ptr_array_index (records, i);
      g_autofree char *key = grouper->dup_key != NULL ? grouper->dup_key (record, by)
                                                      : g_strdup (grouper->get_label (record, by));
      GPtrArray *members = g_hash_table_lookup (table, key);

      if (members == NULL)
        {
          members = g_ptr_array_new ();
          g_ptr_array_add (keys, key);
          g_hash_table_insert (table, g_steal_pointer (&key), members);
        }
      g_ptr_array_add (members, record);
    }
  for (guint i = 0; i < keys->len; i++)
    {
      const char *key = g_ptr_array_index (keys, i);
      GPtrArray *members = g_hash_table_lookup (table, key);

      g_ptr_array_add (groups, make_group (key, members, grouper, by));
      /* The array keeps its references; only their places change. */
      for (guint k = 0; k < members->len; k++)
        records->pdata[next++] = g_ptr_array_index (members, k);
    }

  return groups;
}
