/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "erp"

#include "config.h"

#include "erp-listing-page.h"

#include "erp-error.h"
#include "erp-json.h"

#include <glib/gi18n-lib.h>

struct _ErpListingMaker
{
  ErpRecordFunc make_record;
  gpointer user_data;
  GDestroyNotify user_data_free; /* (nullable) */
};

static void
maker_clear (gpointer data)
{
  ErpListingMaker *self = data;

  if (self->user_data_free != NULL)
    self->user_data_free (self->user_data);
}

static void
page_clear (gpointer data)
{
  ErpListingPage *self = data;

  for (guint i = 0; i < self->n_rows; i++)
    {
      g_clear_object (&self->items[i]);
      g_clear_error (&self->errors[i]);
    }
  g_free (self->items);
  g_free (self->errors);
}

static void
make_row (ErpListingPage *self, guint i, JsonNode *node, ErpListingMaker *maker)
{
  JsonObject *row = NULL;

  if (!erp_json_get_object (node, &row, &self->errors[i]))
    return;

  self->items[i] = maker->make_record (row, maker->user_data, &self->errors[i]);
  g_return_if_fail (self->items[i] != NULL || self->errors[i] != NULL);
}

/**
 * erp_listing_maker_new:
 * @make_record: (scope notified): makes one record; called in worker threads
 * @user_data: (nullable): for @make_record
 * @user_data_free: (nullable): may run in a worker thread
 *
 * Returns: (transfer full): a holder that lives as long as an answer may still be decoded
 */
ErpListingMaker *
erp_listing_maker_new (ErpRecordFunc make_record, gpointer user_data, GDestroyNotify user_data_free)
{
  ErpListingMaker *self = g_atomic_rc_box_new0 (ErpListingMaker);

  self->make_record = make_record;
  self->user_data = user_data;
  self->user_data_free = user_data_free;

  return self;
}

ErpListingMaker *
erp_listing_maker_ref (ErpListingMaker *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
erp_listing_maker_unref (ErpListingMaker *self)
{
  g_atomic_rc_box_release_full (self, maker_clear);
}

/**
 * erp_listing_page_decode:
 * @result: the answer of web_search_read: {"length", "records"}
 * @maker: makes the records
 * @error: ERP_ERROR_PROTOCOL when the answer as a whole has another shape
 *
 * Runs in a worker thread. A single row that cannot be read keeps its own error.
 *
 * Returns: (transfer full) (nullable): the decoded run
 */
ErpListingPage *
erp_listing_page_decode (JsonNode *result, ErpListingMaker *maker, GError **error)
{
  g_autoptr (ErpListingPage) self = NULL;
  JsonObject *object = NULL;
  JsonArray *records = NULL;
  gint64 length = 0;

  if (!erp_json_get_object (result, &object, error)
      || !erp_json_get_int (object, "length", &length, error))
    return NULL;
  if (!json_object_has_member (object, "records")
      || !erp_json_get_array (json_object_get_member (object, "records"), &records, error))
    {
      if (error != NULL && *error == NULL)
        g_set_error_literal (error, ERP_ERROR, ERP_ERROR_PROTOCOL,
                             _ ("The server's list has no rows in it. Try again; if it stays, tell "
                                "the administrator of the server."));
      return NULL;
    }

  self = g_atomic_rc_box_new0 (ErpListingPage);
  self->n_rows = json_array_get_length (records);
  self->length = (guint)CLAMP (length, (gint64)self->n_rows, (gint64)G_MAXINT);
  self->items = g_new0 (GObject *, self->n_rows + 1);
  self->errors = g_new0 (GError *, self->n_rows + 1);
  for (guint i = 0; i < self->n_rows; i++)
    make_row (self, i, json_array_get_element (records, i), maker);

  return g_steal_pointer (&self);
}

ErpListingPage *
erp_listing_page_ref (ErpListingPage *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
erp_listing_page_unref (ErpListingPage *self)
{
  g_atomic_rc_box_release_full (self, page_clear);
}
