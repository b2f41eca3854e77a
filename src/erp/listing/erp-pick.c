/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "erp"

#include "erp-pick.h"

#include "erp-call.h"
#include "erp-client.h"
#include "erp-grouping.h"
#include "erp-row.h"

/* Ids in between are cheaper than another request. */
#define GAP_MAX 500

/* A stretch of a listing whose ids are asked for together. */
typedef struct
{
  ErpListing *listing; /* (owned) */
  guint first;
  guint n;
  GArray *ids; /* (owned) (nullable): the answer */
} Run;

typedef struct
{
  gint64 id; /* 0: asked for */
  guint run;
  guint at; /* of the run's listing */
} Entry;

struct _ErpPick
{
  GObject parent_instance;

  ErpClient *client; /* (owned) */
  ErpPaged *rows;    /* (owned) */
  ErpPickIdFunc get_id;
  guint max;
  GArray *entries; /* (owned) (element-type Entry) */
  GArray *runs;    /* (owned) (element-type Run) */
};

G_DEFINE_FINAL_TYPE (ErpPick, erp_pick, G_TYPE_OBJECT)

static void ask_next (GTask *task);

static void
run_clear (gpointer data)
{
  Run *run = data;

  g_clear_object (&run->listing);
  g_clear_pointer (&run->ids, g_array_unref);
}

static void
erp_pick_finalize (GObject *object)
{
  ErpPick *self = ERP_PICK (object);

  g_clear_object (&self->client);
  g_clear_object (&self->rows);
  g_array_unref (self->entries);
  g_array_unref (self->runs);

  G_OBJECT_CLASS (erp_pick_parent_class)->finalize (object);
}

static void
erp_pick_class_init (ErpPickClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = erp_pick_finalize;
}

static void
erp_pick_init (ErpPick *self)
{
  self->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  self->runs = g_array_new (FALSE, FALSE, sizeof (Run));
  g_array_set_clear_func (self->runs, run_clear);
}

/**
 * erp_pick_new:
 * @client: who asks
 * @rows: a list, plain or in groups
 * @get_id: (scope forever): of a record of @rows
 * @max: how many records at most
 *
 * Returns: (transfer full): nothing picked yet
 */
ErpPick *
erp_pick_new (ErpClient *client, ErpPaged *rows, ErpPickIdFunc get_id, guint max)
{
  ErpPick *self;

  g_return_val_if_fail (ERP_IS_CLIENT (client) && ERP_IS_PAGED (rows), NULL);

  self = g_object_new (ERP_TYPE_PICK, NULL);
  self->client = g_object_ref (client);
  self->rows = g_object_ref (rows);
  self->get_id = get_id;
  self->max = max;

  return self;
}

/* The listing that the row at @position comes from, and its place there. */
static ErpListing *
locate (ErpPick *self, guint position, guint *at)
{
  *at = position;
  if (ERP_IS_GROUPING (self->rows))
    return erp_grouping_get_listing (ERP_GROUPING (self->rows), position, at);

  return ERP_IS_LISTING (self->rows) ? ERP_LISTING (self->rows) : NULL;
}

/* The last stretch where @at lies in it or not far behind, else a new one. */
static guint
extend_runs (ErpPick *self, ErpListing *listing, guint at)
{
  Run *last = self->runs->len > 0 ? &g_array_index (self->runs, Run, self->runs->len - 1) : NULL;
  Run run = { NULL, at, 1, NULL };

  if (last != NULL && last->listing == listing && at >= last->first
      && at <= last->first + last->n + GAP_MAX)
    {
      last->n = MAX (last->n, at - last->first + 1);
      return self->runs->len - 1;
    }
  run.listing = g_object_ref (listing);
  g_array_append_val (self->runs, run);

  return self->runs->len - 1;
}

/**
 * erp_pick_add:
 * @self: a pick
 * @position: of the list; what is added is added in its order
 *
 * Returns: FALSE where there is no room for it
 */
gboolean
erp_pick_add (ErpPick *self, guint position)
{
  Entry entry = { 0 };
  ErpListing *listing;
  g_autoptr (ErpRow) row = NULL;
  gpointer item;

  g_return_val_if_fail (ERP_IS_PICK (self), FALSE);

  row = g_list_model_get_item (G_LIST_MODEL (self->rows), position);
  item = row != NULL ? erp_row_get_item (row) : NULL;
  if (row == NULL || (item != NULL && ERP_IS_GROUP (item)))
    return TRUE;
  if (self->entries->len == self->max)
    return FALSE;
  listing = item == NULL ? locate (self, position, &entry.at) : NULL;
  if (item != NULL)
    entry.id = self->get_id (item);
  else if (listing != NULL)
    entry.run = extend_runs (self, listing, entry.at);
  else
    return TRUE;
  g_array_append_val (self->entries, entry);

  return TRUE;
}

/**
 * erp_pick_add_all:
 * @self: a pick
 *
 * Adds every record that the list shows; of groups that are closed, none.
 *
 * Returns: FALSE where there is no room for them
 */
gboolean
erp_pick_add_all (ErpPick *self)
{
  guint n;

  g_return_val_if_fail (ERP_IS_PICK (self), FALSE);

  n = g_list_model_get_n_items (G_LIST_MODEL (self->rows));
  if (!ERP_IS_GROUPING (self->rows) && n > self->max)
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!erp_pick_add (self, i))
      return FALSE;

  return TRUE;
}

guint
erp_pick_get_size (ErpPick *self)
{
  g_return_val_if_fail (ERP_IS_PICK (self), 0);

  return self->entries->len;
}

guint
erp_pick_get_n_requests (ErpPick *self)
{
  g_return_val_if_fail (ERP_IS_PICK (self), 0);

  return self->runs->len;
}

static gint64
get_id (ErpPick *self, const Entry *entry)
{
  const Run *run;
  guint i;

  if (entry->id != 0)
    return entry->id;
  run = &g_array_index (self->runs, Run, entry->run);
  i = entry->at - run->first;

  return i < run->ids->len ? g_array_index (run->ids, gint64, i) : 0;
}

static void
finish (GTask *task)
{
  ErpPick *self = g_task_get_source_object (task);
  g_autoptr (GArray) ids =
      g_array_sized_new (FALSE, FALSE, sizeof (gint64), MAX (self->entries->len, 1));

  for (guint i = 0; i < self->entries->len; i++)
    {
      gint64 id = get_id (self, &g_array_index (self->entries, Entry, i));

      if (id != 0)
        g_array_append_val (ids, id);
    }
  g_task_return_pointer (task, g_steal_pointer (&ids), (GDestroyNotify)g_array_unref);
}

static void
ids_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ErpPick *self = g_task_get_source_object (task);
  guint i = GPOINTER_TO_UINT (g_task_get_task_data (task));
  GError *error = NULL;
  GArray *ids = erp_client_call_finish (ERP_CLIENT (source), result, &error);

  if (ids == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_array_index (self->runs, Run, i).ids = ids;
  g_task_set_task_data (task, GUINT_TO_POINTER (i + 1), NULL);
  ask_next (task);
}

static void
ask_next (GTask *task)
{
  ErpPick *self = g_task_get_source_object (task);
  guint i = GPOINTER_TO_UINT (g_task_get_task_data (task));
  g_autoptr (ErpCall) call = NULL;
  const Run *run;

  while (i < self->runs->len && g_array_index (self->runs, Run, i).ids != NULL)
    i++;
  g_task_set_task_data (task, GUINT_TO_POINTER (i), NULL);
  if (i == self->runs->len)
    {
      finish (task);
      return;
    }
  run = &g_array_index (self->runs, Run, i);
  call = erp_listing_new_ids_call (run->listing, run->first, run->n);
  erp_client_call_async (self->client, call, g_task_get_cancellable (task), ids_cb,
                         g_object_ref (task));
}

/**
 * erp_pick_resolve_async:
 * @self: a pick
 * @cancellable: (nullable): to stop
 * @callback: called when done
 * @user_data: for @callback
 *
 * Asks for the ids of the rows that are not there, one stretch after the other.
 */
void
erp_pick_resolve_async (ErpPick *self,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (ERP_IS_PICK (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, erp_pick_resolve_async);
  ask_next (task);
}

/**
 * erp_pick_resolve_finish:
 * @self: a pick
 * @result: from the callback
 * @error: return location
 *
 * Returns: (transfer full) (element-type gint64): the records
 */
GArray *
erp_pick_resolve_finish (ErpPick *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
