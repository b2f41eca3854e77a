/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-paste.h"

#include "biz-paste-private.h"

#include <string.h>

#define MAX_WORDS 1000
#define MAX_SPAN 4
#define MAX_PREFIX 6

/* How well a record fits; from LOOSE on it is taken without asking. */
typedef enum
{
  FITS_NOT,
  FITS_PERHAPS, /* the number, but other letters before it */
  FITS_LOOSE,   /* the number, its year, its letters as far as they are there */
  FITS_REFERENCE,
  FITS_PAYMENT_REFERENCE,
  FITS_NAME,
} Fit;

typedef struct
{
  char *text; /* (owned) */
  BizPasteStanding standing;
  GPtrArray *records; /* (owned) (element-type BizPasteRecord): borrowed from the paste */
} Item;

/* Words in front of a number that say no more than that it is one. */
static const char *const invoice_words[] = {
  "NO",     "NR",       "NUM",        "INVOICE", "INVOICES", "INV", "RE",     "RG",
  "RNR",    "RECHNUNG", "RECHNUNGEN", "FACT",    "FACTURE",  "FAC", "NUMBER", "BELEG",
  "CREDIT", "CN",       "ID",         "AND",     "UND",      "OR",  "THE",    NULL
};

void
biz_paste_record_free (BizPasteRecord *self)
{
  g_free (self->name);
  g_free (self->reference);
  g_free (self->payment_reference);
  g_free (self->customer);
  g_free (self);
}

static void
free_item (gpointer data)
{
  Item *item = data;

  g_free (item->text);
  g_ptr_array_unref (item->records);
  g_free (item);
}

static void
free_known (gpointer data)
{
  BizPasteKnown *known = data;

  biz_paste_record_free (known->record);
  biz_paste_runs_free (known->name);
  g_free (known);
}

static void
clear_paste (gpointer data)
{
  BizPaste *self = data;

  g_ptr_array_unref (self->items);
  g_hash_table_unref (self->by_key);
  g_hash_table_unref (self->by_last);
  g_hash_table_unref (self->ids);
  g_ptr_array_unref (self->known);
  g_ptr_array_unref (self->words);
  g_free (self->covered);
}

BizPasteWord *
biz_paste_get_word (BizPaste *self, guint i)
{
  return g_ptr_array_index (self->words, i);
}

char *
biz_paste_join_words (BizPaste *self, guint first, guint n, const char *between)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = first; i < first + n; i++)
    g_string_append_printf (text, "%s%s", i > first ? between : "",
                            biz_paste_get_word (self, i)->text);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static gboolean
is_prefix (BizPasteWord *word)
{
  if (g_utf8_strlen (word->text, -1) > MAX_PREFIX)
    return FALSE;
  for (const char *p = word->text; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (!g_unichar_isalpha (g_utf8_get_char (p)))
        return FALSE;
    }

  return TRUE;
}

/* Whether these words can be one number that was written with blanks in it. */
gboolean
biz_paste_is_span (BizPaste *self, guint first, guint n)
{
  BizPasteWord *start = biz_paste_get_word (self, first);
  guint most = g_str_has_prefix (start->text, "RF") ? BIZ_PASTE_MAX_SPAN : MAX_SPAN;

  if (n > most || first + n > self->words->len || self->covered[first])
    return FALSE;
  if (start->kind == BIZ_PASTE_NOISE || (start->kind == BIZ_PASTE_PLAIN && !is_prefix (start)))
    return FALSE;
  for (guint i = first + 1; i < first + n; i++)
    {
      BizPasteWord *word = biz_paste_get_word (self, i);

      if (word->run != start->run || self->covered[i]
          || (word->kind != BIZ_PASTE_NUMBER && word->kind != BIZ_PASTE_WEAK))
        return FALSE;
    }

  return TRUE;
}

static gboolean
is_within (GPtrArray *letters, GPtrArray *of, gboolean pass_words)
{
  for (guint i = 0; i < letters->len; i++)
    {
      const char *run = g_ptr_array_index (letters, i);

      if (!g_ptr_array_find_with_equal_func (of, run, g_str_equal, NULL)
          && !(pass_words && g_strv_contains (invoice_words, run)))
        return FALSE;
    }

  return TRUE;
}

/* The number itself, and what stands before it in the same order. */
static gboolean
are_digits_of (GPtrArray *digits, GPtrArray *of)
{
  guint j = 0;

  if (digits->len == 0 || of->len < digits->len
      || !g_str_equal (digits->pdata[digits->len - 1], of->pdata[of->len - 1]))
    return FALSE;
  for (guint i = 0; i + 1 < digits->len; i++)
    {
      while (j + 1 < of->len && !g_str_equal (digits->pdata[i], of->pdata[j]))
        j++;
      if (j++ + 1 >= of->len)
        return FALSE;
    }

  return TRUE;
}

static gboolean
has_key (const char *text, const char *key)
{
  g_autoptr (BizPasteRuns) runs = text != NULL ? biz_paste_runs_new (text) : NULL;

  return runs != NULL && g_str_equal (runs->key, key);
}

static Fit
judge (const BizPasteRuns *runs, const BizPasteKnown *known)
{
  if (g_str_equal (runs->key, known->name->key))
    return FITS_NAME;
  if (has_key (known->record->payment_reference, runs->key))
    return FITS_PAYMENT_REFERENCE;
  if (has_key (known->record->reference, runs->key))
    return FITS_REFERENCE;
  if (!are_digits_of (runs->digits, known->name->digits))
    return FITS_NOT;

  return is_within (runs->letters, known->name->letters, TRUE) ? FITS_LOOSE : FITS_PERHAPS;
}

/* The records that fit @text best. */
static Fit
match (BizPaste *self, const char *text, GPtrArray *found)
{
  g_autoptr (BizPasteRuns) runs = biz_paste_runs_new (text);
  const char *last =
      runs->digits->len > 0 ? g_ptr_array_index (runs->digits, runs->digits->len - 1) : "";
  GPtrArray *sets[2] = { g_hash_table_lookup (self->by_key, runs->key),
                         g_hash_table_lookup (self->by_last, last) };
  Fit best = FITS_NOT;

  for (guint s = 0; s < G_N_ELEMENTS (sets); s++)
    {
      for (guint i = 0; sets[s] != NULL && i < sets[s]->len; i++)
        {
          BizPasteKnown *known = g_ptr_array_index (sets[s], i);
          Fit fit = judge (runs, known);

          if (fit == FITS_NOT || fit < best)
            continue;
          if (fit > best)
            g_ptr_array_set_size (found, 0);
          best = fit;
          if (!g_ptr_array_find (found, known->record, NULL))
            g_ptr_array_add (found, known->record);
        }
    }

  return best;
}

/* Whether the number of one of them has @word in it. */
static gboolean
begins_so (BizPasteWord *word, GPtrArray *found)
{
  g_autofree char *upper = g_utf8_strup (word->text, -1);

  for (guint i = 0; i < found->len; i++)
    {
      BizPasteRecord *record = g_ptr_array_index (found, i);

      if (record->name != NULL && strstr (record->name, upper) != NULL)
        return TRUE;
    }

  return FALSE;
}

/* "PO 4711": somebody's own kind of number, unless ours begin like that. */
static gboolean
has_other_prefix (BizPaste *self, guint i, GPtrArray *found)
{
  BizPasteWord *before = i > 0 ? biz_paste_get_word (self, i - 1) : NULL;

  if (before == NULL || before->run != biz_paste_get_word (self, i)->run
      || before->kind != BIZ_PASTE_PLAIN || !is_prefix (before) || strlen (before->text) > 4
      || g_strv_contains (invoice_words, before->text))
    return FALSE;
  for (const char *p = before->text; *p != '\0'; p++)
    {
      if (!g_ascii_isupper (*p))
        return FALSE;
    }

  return !begins_so (before, found);
}

static void
add_item (BizPaste *self, const char *text, BizPasteStanding standing, GPtrArray *records)
{
  Item *item;

  for (guint i = 0; i < self->items->len; i++)
    {
      item = g_ptr_array_index (self->items, i);
      if (g_str_equal (item->text, text))
        return;
    }
  item = g_new0 (Item, 1);
  item->text = g_strdup (text);
  item->standing = standing;
  item->records = g_ptr_array_ref (records);
  g_ptr_array_add (self->items, item);
}

static void
add_word (BizPaste *self, guint i)
{
  BizPasteWord *word = biz_paste_get_word (self, i);
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  BizPasteStanding standing = BIZ_PASTE_PASSED;
  Fit fit = FITS_NOT;

  if (word->kind == BIZ_PASTE_PLAIN)
    return;
  if (word->kind == BIZ_PASTE_NUMBER)
    {
      fit = match (self, word->text, found);
      if (fit == FITS_LOOSE && has_other_prefix (self, i, found))
        fit = FITS_PERHAPS;
      standing = BIZ_PASTE_MISSING;
    }
  if (fit != FITS_NOT)
    standing = fit > FITS_PERHAPS && found->len == 1 ? BIZ_PASTE_FOUND : BIZ_PASTE_SEVERAL;
  self->covered[i] = fit >= FITS_REFERENCE;
  add_item (self, word->text, standing, found);
}

/* The longest run of words from @first on that names a document. */
static guint
add_span (BizPaste *self, guint first)
{
  for (guint n = BIZ_PASTE_MAX_SPAN; n >= 2; n--)
    {
      g_autoptr (GPtrArray) found = g_ptr_array_new ();
      g_autofree char *text = NULL;
      Fit fit;

      if (!biz_paste_is_span (self, first, n))
        continue;
      text = biz_paste_join_words (self, first, n, " ");
      fit = match (self, text, found);
      /* "and 00500": the word is none of the number */
      if (fit < FITS_LOOSE
          || (fit == FITS_LOOSE && biz_paste_get_word (self, first)->kind == BIZ_PASTE_PLAIN
              && !begins_so (biz_paste_get_word (self, first), found)))
        continue;
      for (guint i = first; i < first + n; i++)
        self->covered[i] = TRUE;
      add_item (self, text, found->len == 1 ? BIZ_PASTE_FOUND : BIZ_PASTE_SEVERAL, found);
      return n;
    }

  return 0;
}

static void
resolve (BizPaste *self)
{
  g_ptr_array_set_size (self->items, 0);
  memset (self->covered, 0, self->words->len * sizeof (gboolean));
  for (guint i = 0; i < self->words->len;)
    {
      guint n = add_span (self, i);

      if (n == 0)
        add_word (self, i);
      i += MAX (n, 1);
    }
}

/**
 * biz_paste_new:
 * @text: valid UTF-8: anything with numbers in it
 *
 * Returns: (transfer full): the numbers, of which nothing is known yet
 */
BizPaste *
biz_paste_new (const char *text)
{
  BizPaste *self = g_atomic_rc_box_new0 (BizPaste);

  g_return_val_if_fail (text != NULL && g_utf8_validate (text, -1, NULL), NULL);

  self->words = biz_paste_split (text);
  if (self->words->len > MAX_WORDS)
    {
      guint n = 0;

      /* Sentences may be long; what counts are numbers. */
      for (guint i = 0; i < self->words->len && !self->cut; i++)
        {
          n += biz_paste_get_word (self, i)->kind == BIZ_PASTE_NUMBER ? 1 : 0;
          if (n > MAX_WORDS)
            {
              g_ptr_array_set_size (self->words, (int)i);
              self->cut = TRUE;
            }
        }
    }
  self->covered = g_new0 (gboolean, MAX (self->words->len, 1));
  self->known = g_ptr_array_new_with_free_func (free_known);
  self->by_key =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);
  self->by_last =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);
  self->ids = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, NULL);
  self->items = g_ptr_array_new_with_free_func (free_item);
  resolve (self);

  return self;
}

BizPaste *
biz_paste_ref (BizPaste *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
biz_paste_unref (BizPaste *self)
{
  g_atomic_rc_box_release_full (self, clear_paste);
}

static void
index_known (GHashTable *table, const char *key, BizPasteKnown *known)
{
  GPtrArray *set = g_hash_table_lookup (table, key);

  if (set == NULL)
    {
      set = g_ptr_array_new ();
      g_hash_table_insert (table, g_strdup (key), set);
    }
  g_ptr_array_add (set, known);
}

static void
index_text (BizPaste *self, const char *text, BizPasteKnown *known)
{
  g_autoptr (BizPasteRuns) runs = text != NULL ? biz_paste_runs_new (text) : NULL;

  if (runs != NULL && *runs->key != '\0')
    index_known (self->by_key, runs->key, known);
}

/**
 * biz_paste_take:
 * @self: the numbers
 * @records: (transfer full) (element-type BizPasteRecord): what a call of biz_paste_new_call ()
 *   answered
 */
void
biz_paste_take (BizPaste *self, GPtrArray *records)
{
  g_return_if_fail (self != NULL && records != NULL);

  while (records->len > 0)
    {
      BizPasteRecord *record = g_ptr_array_steal_index (records, 0);
      BizPasteKnown *known;

      if (!g_hash_table_add (self->ids, &record->id))
        {
          biz_paste_record_free (record);
          continue;
        }
      known = g_new0 (BizPasteKnown, 1);
      known->record = record;
      known->name = biz_paste_runs_new (record->name != NULL ? record->name : "");
      g_ptr_array_add (self->known, known);
      index_text (self, record->name, known);
      index_text (self, record->payment_reference, known);
      index_text (self, record->reference, known);
      if (known->name->digits->len > 0)
        index_known (self->by_last, known->name->digits->pdata[known->name->digits->len - 1],
                     known);
    }
  g_ptr_array_unref (records);
  resolve (self);
}

guint
biz_paste_get_n_items (BizPaste *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->items->len;
}

const char *
biz_paste_get_text (BizPaste *self, guint item)
{
  g_return_val_if_fail (self != NULL && item < self->items->len, NULL);

  return ((Item *)self->items->pdata[item])->text;
}

BizPasteStanding
biz_paste_get_standing (BizPaste *self, guint item)
{
  g_return_val_if_fail (self != NULL && item < self->items->len, BIZ_PASTE_MISSING);

  return ((Item *)self->items->pdata[item])->standing;
}

GPtrArray *
biz_paste_get_records (BizPaste *self, guint item)
{
  g_return_val_if_fail (self != NULL && item < self->items->len, NULL);

  return ((Item *)self->items->pdata[item])->records;
}

guint
biz_paste_count (BizPaste *self, BizPasteStanding standing)
{
  guint n = 0;

  g_return_val_if_fail (self != NULL, 0);

  for (guint i = 0; i < self->items->len; i++)
    n += biz_paste_get_standing (self, i) == standing ? 1 : 0;

  return n;
}

char *
biz_paste_get_list (BizPaste *self, BizPasteStanding standing)
{
  g_autoptr (GString) list = g_string_new (NULL);

  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; i < self->items->len; i++)
    {
      if (biz_paste_get_standing (self, i) == standing)
        g_string_append_printf (list, "%s%s", list->len > 0 ? "\n" : "",
                                biz_paste_get_text (self, i));
    }

  return g_string_free (g_steal_pointer (&list), FALSE);
}

GArray *
biz_paste_get_ids (BizPaste *self)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GHashTable) seen = g_hash_table_new (g_int64_hash, g_int64_equal);

  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; i < self->items->len; i++)
    {
      BizPasteRecord *record;

      if (biz_paste_get_standing (self, i) != BIZ_PASTE_FOUND)
        continue;
      record = g_ptr_array_index (biz_paste_get_records (self, i), 0);
      if (g_hash_table_add (seen, &record->id))
        g_array_append_val (ids, record->id);
    }

  return g_steal_pointer (&ids);
}

gboolean
biz_paste_is_cut (BizPaste *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->cut;
}
