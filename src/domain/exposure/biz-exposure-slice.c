/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-exposure-slice.h"

#include "erp-call.h"
#include "erp-json.h"

typedef struct
{
  BizExposureReading *reading; /* (owned) */
  gint64 company_id;
  BizMoney zero;
} Decoding;

void
biz_exposure_slice_free (BizExposureSlice *self)
{
  g_array_unref (self->rows);
  g_free (self);
}

static void
free_decoding (gpointer data)
{
  Decoding *decoding = data;

  biz_exposure_reading_unref (decoding->reading);
  g_free (decoding);
}

static JsonArray *
get_records (JsonNode *result, GError **error)
{
  JsonArray *records = NULL;
  JsonObject *answer;

  if (!erp_json_get_object (result, &answer, error)
      || !erp_json_get_array (json_object_get_member (answer, "records"), &records, error))
    return NULL;

  return records;
}

gpointer
biz_exposure_decode_items (JsonNode *result, gpointer user_data, GError **error)
{
  g_autoptr (BizExposureSlice) slice = g_new0 (BizExposureSlice, 1);
  JsonArray *records = get_records (result, error);

  slice->rows = g_array_new (FALSE, FALSE, sizeof (BizExposureItemRow));
  g_array_set_clear_func (slice->rows, (GDestroyNotify)biz_exposure_item_row_clear);
  for (guint i = 0; records != NULL && i < json_array_get_length (records); i++)
    {
      BizExposureItemRow item;
      JsonObject *row;

      if (!erp_json_get_object (json_array_get_element (records, i), &row, error)
          || !biz_exposure_read_item (user_data, row, &item, error))
        return NULL;
      slice->last_id = item.id;
      g_array_append_val (slice->rows, item);
    }

  return records != NULL ? g_steal_pointer (&slice) : NULL;
}

gpointer
biz_exposure_decode_lines (JsonNode *result, gpointer user_data, GError **error)
{
  g_autoptr (BizExposureSlice) slice = g_new0 (BizExposureSlice, 1);
  JsonArray *records = get_records (result, error);

  slice->rows = g_array_new (FALSE, FALSE, sizeof (BizExposureLineRow));
  g_array_set_clear_func (slice->rows, (GDestroyNotify)biz_exposure_line_row_clear);
  for (guint i = 0; records != NULL && i < json_array_get_length (records); i++)
    {
      BizExposureLineRow line;
      JsonObject *row;

      if (!erp_json_get_object (json_array_get_element (records, i), &row, error)
          || !biz_exposure_read_line (user_data, row, &line, error))
        return NULL;
      slice->last_id = line.id;
      g_array_append_val (slice->rows, line);
    }

  return records != NULL ? g_steal_pointer (&slice) : NULL;
}

static gpointer
decode_parties (JsonNode *result, gpointer user_data, GError **error)
{
  Decoding *decoding = user_data;
  g_autoptr (BizExposureSlice) slice = g_new0 (BizExposureSlice, 1);
  JsonArray *records = get_records (result, error);

  slice->rows = g_array_new (FALSE, FALSE, sizeof (BizExposurePartyRow));
  g_array_set_clear_func (slice->rows, (GDestroyNotify)biz_exposure_party_row_clear);
  for (guint i = 0; records != NULL && i < json_array_get_length (records); i++)
    {
      BizExposurePartyRow party;
      JsonObject *row;

      if (!erp_json_get_object (json_array_get_element (records, i), &row, error)
          || !biz_exposure_read_party (decoding->reading, row, decoding->company_id,
                                       &decoding->zero, &party, error))
        return NULL;
      slice->last_id = party.id;
      g_array_append_val (slice->rows, party);
    }

  return records != NULL ? g_steal_pointer (&slice) : NULL;
}

void
biz_exposure_decode_parties (ErpCall *call,
                             BizExposureReading *reading,
                             gint64 company_id,
                             const BizMoney *zero)
{
  Decoding *decoding = g_new0 (Decoding, 1);

  decoding->reading = biz_exposure_reading_ref (reading);
  decoding->company_id = company_id;
  decoding->zero = *zero;
  erp_call_set_decoder (call, decode_parties, decoding, free_decoding,
                        (GDestroyNotify)biz_exposure_slice_free);
}
