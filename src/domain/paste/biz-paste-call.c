/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-paste-private.h"

#include "erp-call.h"
#include "erp-domain.h"
#include "erp-json.h"

#include <string.h>

#define MAX_PATTERNS 100
#define MAX_RECORDS 4000

static void
add_variants (GHashTable *texts, const char *text)
{
  g_autofree char *upper = g_utf8_strup (text, -1);

  g_hash_table_add (texts, g_strdup (text));
  g_hash_table_add (texts, g_strdelimit (g_strdup (upper), " -_.\\", '/'));
  g_hash_table_add (texts, g_steal_pointer (&upper));
}

/* Everything that may stand in one of the fields just as it is. */
static ErpDomain *
make_exact (BizPaste *self)
{
  static const char *const fields[] = { "name", "payment_reference", "ref" };
  g_autoptr (GHashTable) texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree const char **values = NULL;
  ErpDomain *any[G_N_ELEMENTS (fields)];
  ErpDomain *domain = erp_domain_new ();

  for (guint i = 0; i < self->words->len; i++)
    {
      if (biz_paste_get_word (self, i)->kind == BIZ_PASTE_NUMBER)
        add_variants (texts, biz_paste_get_word (self, i)->text);
      for (guint n = 2; n <= BIZ_PASTE_MAX_SPAN; n++)
        {
          g_autofree char *spaced = NULL;
          g_autofree char *joined = NULL;

          if (!biz_paste_is_span (self, i, n))
            continue;
          spaced = biz_paste_join_words (self, i, n, " ");
          joined = biz_paste_join_words (self, i, n, "");
          add_variants (texts, spaced);
          add_variants (texts, joined);
        }
    }
  values = (const char **)g_hash_table_get_keys_as_array (texts, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      any[i] = erp_domain_new ();
      erp_domain_add_strv (any[i], fields[i], "in", values);
    }
  erp_domain_add_any (domain, any, G_N_ELEMENTS (any));
  for (gsize i = 0; i < G_N_ELEMENTS (any); i++)
    erp_domain_unref (any[i]);

  return domain;
}

static void
add_number (GArray *numbers, const char *text)
{
  g_autoptr (BizPasteRuns) runs = biz_paste_runs_new (text);
  guint64 number;

  if (runs->digits->len > 0
      && g_ascii_string_to_unsigned (runs->digits->pdata[runs->digits->len - 1], 10, 1, G_MAXINT32,
                                     &number, NULL))
    g_array_append_val (numbers, number);
}

static void
add_pattern (GPtrArray *any, const char *field, const char *pattern)
{
  ErpDomain *domain = erp_domain_new ();

  erp_domain_add_string (domain, field, "=ilike", pattern);
  g_ptr_array_add (any, domain);
}

/* What is still open: by the number in its sequence, and references with other signs in them. */
static ErpDomain *
make_loose (BizPaste *self)
{
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (guint64));
  g_autoptr (GPtrArray) any = g_ptr_array_new_with_free_func ((GDestroyNotify)erp_domain_unref);
  ErpDomain *domain;
  guint n_patterns = 0;

  for (guint i = 0; i < self->words->len; i++)
    {
      const char *text = biz_paste_get_word (self, i)->text;
      g_autofree char *pattern = NULL;

      if (self->covered[i] || biz_paste_get_word (self, i)->kind != BIZ_PASTE_NUMBER)
        continue;
      add_number (numbers, text);
      pattern = biz_paste_to_pattern (text);
      if (strchr (pattern, '%') == NULL || n_patterns++ >= MAX_PATTERNS)
        continue;
      add_pattern (any, "ref", pattern);
      add_pattern (any, "payment_reference", pattern);
    }
  if (numbers->len == 0)
    return NULL;
  domain = erp_domain_new ();
  erp_domain_add_ids (domain, "sequence_number", "in", (const gint64 *)(gpointer)numbers->data,
                      numbers->len);
  g_ptr_array_add (any, domain);
  domain = erp_domain_new ();
  erp_domain_add_any (domain, (ErpDomain *const *)any->pdata, any->len);

  return domain;
}

static char *
get_text (JsonObject *row, const char *member)
{
  const char *text = NULL;

  return erp_json_get_string (row, member, &text, NULL) ? g_strdup (text) : NULL;
}

/* Runs in a worker thread. */
static gpointer
decode (JsonNode *result, gpointer user_data, GError **error)
{
  g_autoptr (GPtrArray) records =
      g_ptr_array_new_with_free_func ((GDestroyNotify)biz_paste_record_free);
  JsonArray *rows;

  if (!erp_json_get_array (result, &rows, error))
    return NULL;
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      BizPasteRecord *record;
      JsonObject *row;
      gint64 id;
      gint64 partner;

      if (!erp_json_get_object (json_array_get_element (rows, i), &row, error)
          || !erp_json_get_int (row, "id", &id, error))
        return NULL;
      record = g_new0 (BizPasteRecord, 1);
      g_ptr_array_add (records, record);
      record->id = id;
      record->name = get_text (row, "name");
      record->reference = get_text (row, "ref");
      record->payment_reference = get_text (row, "payment_reference");
      if (!erp_json_get_many2one (row, "partner_id", &partner, &record->customer, error))
        return NULL;
    }

  return g_steal_pointer (&records);
}

static gboolean
has_numbers (BizPaste *self)
{
  for (guint i = 0; i < self->words->len; i++)
    {
      if (biz_paste_get_word (self, i)->kind == BIZ_PASTE_NUMBER)
        return TRUE;
    }

  return FALSE;
}

/**
 * biz_paste_new_call:
 * @self: the numbers
 *
 * Returns: (transfer full) (nullable): what to ask next; its answer is a #GPtrArray of
 *   #BizPasteRecord
 */
ErpCall *
biz_paste_new_call (BizPaste *self)
{
  static const char *const fields[] = { "name", "ref", "payment_reference", "partner_id", NULL };
  static const char *const types[] = { "out_invoice", "out_refund", NULL };
  g_autoptr (ErpDomain) domain = NULL;
  g_autoptr (ErpCall) call = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  if (!has_numbers (self) || self->n_asked > 1)
    return NULL;
  domain = self->n_asked == 0 ? make_exact (self) : make_loose (self);
  self->n_asked++;
  if (domain == NULL)
    return NULL;
  erp_domain_add_strv (domain, "move_type", "in", types);
  call = erp_call_new_read ("account.move", "search_read");
  erp_call_set_arg_domain (call, "domain", domain);
  erp_call_set_arg_strv (call, "fields", fields);
  erp_call_set_arg_string (call, "order", "id desc");
  erp_call_set_arg_int (call, "limit", MAX_RECORDS);
  erp_call_set_decoder (call, decode, NULL, NULL, (GDestroyNotify)g_ptr_array_unref);

  return g_steal_pointer (&call);
}
