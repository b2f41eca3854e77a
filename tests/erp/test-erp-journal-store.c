/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "erp-error.h"
#include "erp-journal-store.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#define SECRET "Globex owes 1190.00"

typedef struct
{
  char *folder;
  char *path;
  GBytes *key;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  guint8 key[32];

  memset (key, 3, sizeof key);
  f->folder = g_dir_make_tmp ("quittance-XXXXXX", NULL);
  f->path = g_build_filename (f->folder, "state", "journal.db", NULL);
  f->key = g_bytes_new (key, sizeof key);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  static const char *const suffixes[] = { "", "-wal", "-shm" };
  g_autofree char *parent = g_path_get_dirname (f->path);

  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *path = g_strconcat (f->path, suffixes[i], NULL);

      g_unlink (path);
    }
  g_rmdir (parent);
  g_rmdir (f->folder);
  g_free (f->folder);
  g_free (f->path);
  g_bytes_unref (f->key);
}

static ErpJournalStore *
open_store (Fixture *f, GBytes *key, const char *identity)
{
  g_autoptr (ErpJournalStore) store = erp_journal_store_new (f->path, key, identity);
  g_autoptr (GError) error = NULL;

  erp_journal_store_open (store, &error);
  g_assert_no_error (error);

  return g_steal_pointer (&store);
}

static ErpJournalRecord *
make_record (const char *id, const char *wish)
{
  ErpJournalRecord *record = erp_journal_record_new ();

  record->id = g_strdup (id);
  record->kind = g_strdup ("payment");
  record->title = g_strdup (SECRET);
  record->wish = g_strdup (wish);
  record->body = g_strdup ("{\"who\":\"" SECRET "\"}");
  record->created = record->changed = 1000;

  return record;
}

static void
assert_mode (const char *path, guint mode)
{
  struct stat st;

  g_assert_cmpint (stat (path, &st), ==, 0);
  g_assert_cmphex (st.st_mode & 07777, ==, mode);
}

static gboolean
file_holds (const char *path, const char *text)
{
  g_autofree char *data = NULL;
  gsize size = 0;

  if (!g_file_get_contents (path, &data, &size, NULL))
    return FALSE;

  return memmem (data, size, text, strlen (text)) != NULL;
}

static void
assert_not_on_disk (Fixture *f, const char *text)
{
  g_autofree char *wal = g_strconcat (f->path, "-wal", NULL);

  g_assert_false (file_holds (f->path, text));
  g_assert_false (file_holds (wal, text));
}

static void
test_modes (Fixture *f, gconstpointer data)
{
  g_autoptr (ErpJournalStore) store = open_store (f, f->key, "one");
  g_autoptr (ErpJournalRecord) record = make_record ("a", "w");
  g_autofree char *parent = g_path_get_dirname (f->path);
  g_autofree char *wal = g_strconcat (f->path, "-wal", NULL);

  g_assert_true (erp_journal_store_insert (store, record, 2000, NULL));
  assert_mode (f->path, 0600);
  assert_mode (wal, 0600);
  assert_mode (parent, 0700);
}

static void
test_sealed (Fixture *f, gconstpointer data)
{
  g_autoptr (ErpJournalStore) store = open_store (f, f->key, "https://erp.example.com uuid");
  g_autoptr (ErpJournalRecord) record = make_record ("a", "w " SECRET);
  g_autoptr (GPtrArray) records = NULL;
  ErpJournalRecord *read;

  g_assert_true (erp_journal_store_insert (store, record, 2000, NULL));
  assert_not_on_disk (f, "Globex");
  assert_not_on_disk (f, "1190.00");
  assert_not_on_disk (f, "example.com");

  records = erp_journal_store_load (store, NULL);
  g_assert_cmpuint (records->len, ==, 1);
  read = g_ptr_array_index (records, 0);
  g_assert_cmpstr (read->title, ==, SECRET);
  g_assert_cmpstr (read->body, ==, record->body);
  g_assert_cmpint (read->state, ==, ERP_JOB_INTENDED);

  /* The end wipes the body and keeps what the journal page shows. */
  record->state = ERP_JOB_DONE;
  record->result_id = 42;
  record->result_name = g_strdup ("INV/1");
  g_assert_true (erp_journal_store_update (store, record, 3000, NULL));
  g_clear_pointer (&records, g_ptr_array_unref);
  records = erp_journal_store_load (store, NULL);
  read = g_ptr_array_index (records, 0);
  g_assert_null (read->body);
  g_assert_null (read->owner);
  g_assert_cmpstr (read->title, ==, SECRET);
  g_assert_cmpstr (read->result_name, ==, "INV/1");
  g_assert_cmpint (read->result_id, ==, 42);
}

static void
test_no_key (Fixture *f, gconstpointer data)
{
  g_autoptr (ErpJournalStore) store = open_store (f, NULL, "one");
  g_autoptr (ErpJournalRecord) record = make_record ("a", "w " SECRET);
  g_autoptr (GPtrArray) records = NULL;
  ErpJournalRecord *read;

  g_assert_true (erp_journal_store_insert (store, record, 2000, NULL));
  assert_not_on_disk (f, "Globex");
  records = erp_journal_store_load (store, NULL);
  read = g_ptr_array_index (records, 0);
  g_assert_cmpstr (read->kind, ==, "payment");
  g_assert_null (read->title);
  g_assert_null (read->body);
}

static void
test_other_key (Fixture *f, gconstpointer data)
{
  guint8 bytes[32] = { 9 };
  g_autoptr (GBytes) other = g_bytes_new (bytes, sizeof bytes);
  g_autoptr (ErpJournalStore) store = open_store (f, f->key, "one");
  g_autoptr (ErpJournalStore) later = open_store (f, other, "one");
  g_autoptr (ErpJournalRecord) record = make_record ("a", "w");
  g_autoptr (GPtrArray) records = NULL;
  ErpJournalRecord *read;

  g_assert_true (erp_journal_store_insert (store, record, 2000, NULL));
  records = erp_journal_store_load (later, NULL);
  g_assert_cmpuint (records->len, ==, 1);
  read = g_ptr_array_index (records, 0);
  g_assert_null (read->body);
}

static void
test_identity (Fixture *f, gconstpointer data)
{
  g_autoptr (ErpJournalStore) store = open_store (f, f->key, "one");
  g_autoptr (ErpJournalStore) copied = open_store (f, f->key, "two");
  g_autoptr (ErpJournalRecord) record = make_record ("a", "w");
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GPtrArray) taken = NULL;

  g_assert_true (erp_journal_store_insert (store, record, 2000, NULL));
  records = erp_journal_store_load (copied, NULL);
  g_assert_cmpuint (records->len, ==, 0);
  taken = erp_journal_store_take (copied, NULL, 99999, 199999, NULL);
  g_assert_cmpuint (taken->len, ==, 0);
}

static void
test_equal_wish (Fixture *f, gconstpointer data)
{
  g_autoptr (ErpJournalStore) store = open_store (f, f->key, "one");
  g_autoptr (ErpJournalStore) window = open_store (f, f->key, "one");
  g_autoptr (ErpJournalRecord) first = make_record ("a", "w");
  g_autoptr (ErpJournalRecord) second = make_record ("b", "w");
  g_autoptr (ErpJournalRecord) other = make_record ("c", "v");
  g_autoptr (GError) error = NULL;

  g_assert_true (erp_journal_store_insert (store, first, 2000, NULL));
  g_assert_false (erp_journal_store_insert (window, second, 2000, &error));
  g_assert_error (error, ERP_ERROR, ERP_ERROR_CONFLICT);
  g_assert_true (erp_journal_store_insert (window, other, 2000, NULL));

  first->state = ERP_JOB_REFUSED;
  g_assert_true (erp_journal_store_update (store, first, 2000, NULL));
  g_assert_true (erp_journal_store_insert (window, second, 2000, NULL));
}

static void
test_lease (Fixture *f, gconstpointer data)
{
  g_autoptr (ErpJournalStore) one = open_store (f, f->key, "one");
  g_autoptr (ErpJournalStore) two = open_store (f, f->key, "one");
  g_autoptr (ErpJournalRecord) record = make_record ("a", "w");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) early = NULL;
  g_autoptr (GPtrArray) renewed = NULL;
  g_autoptr (GPtrArray) late = NULL;
  g_autoptr (GPtrArray) again = NULL;

  g_assert_true (erp_journal_store_insert (one, record, 2000, NULL));
  early = erp_journal_store_take (two, NULL, 1999, 5000, NULL);
  g_assert_cmpuint (early->len, ==, 0);

  g_assert_true (erp_journal_store_renew (one, 3000, NULL));
  renewed = erp_journal_store_take (two, NULL, 2500, 5000, NULL);
  g_assert_cmpuint (renewed->len, ==, 0);

  /* It slept; the other takes over, and the sleeper is told. */
  late = erp_journal_store_take (two, NULL, 3000, 6000, NULL);
  g_assert_cmpuint (late->len, ==, 1);
  record->state = ERP_JOB_SENT;
  g_assert_false (erp_journal_store_update (one, record, 9000, &error));
  g_assert_error (error, ERP_ERROR, ERP_ERROR_CONFLICT);
  g_assert_true (erp_journal_store_update (two, record, 9000, NULL));

  /* A clean end lets go at once. */
  g_assert_true (erp_journal_store_release (two, NULL));
  again = erp_journal_store_take (one, NULL, 3001, 6000, NULL);
  g_assert_cmpuint (again->len, ==, 1);
}

static void
test_unknown (Fixture *f, gconstpointer data)
{
  g_autoptr (ErpJournalStore) one = open_store (f, f->key, "one");
  g_autoptr (ErpJournalRecord) record = make_record ("a", "w");
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GPtrArray) this = NULL;

  g_assert_true (erp_journal_store_insert (one, record, 2000, NULL));
  record->state = ERP_JOB_UNKNOWN;
  g_assert_true (erp_journal_store_update (one, record, 9000, NULL));
  all = erp_journal_store_take (one, NULL, 99999, 199999, NULL);
  g_assert_cmpuint (all->len, ==, 0);
  this = erp_journal_store_take (one, "a", 99999, 199999, NULL);
  g_assert_cmpuint (this->len, ==, 1);
}

static void
test_prune (Fixture *f, gconstpointer data)
{
  g_autoptr (ErpJournalStore) one = open_store (f, f->key, "one");
  g_autoptr (ErpJournalRecord) open = make_record ("a", "w");
  g_autoptr (ErpJournalRecord) ended = make_record ("b", "v");
  g_autoptr (GPtrArray) records = NULL;

  g_assert_true (erp_journal_store_insert (one, open, 2000, NULL));
  g_assert_true (erp_journal_store_insert (one, ended, 2000, NULL));
  ended->state = ERP_JOB_DONE;
  g_assert_true (erp_journal_store_update (one, ended, 2000, NULL));
  g_assert_true (erp_journal_store_prune (one, 1000, NULL));
  records = erp_journal_store_load (one, NULL);
  g_assert_cmpuint (records->len, ==, 2);
  g_clear_pointer (&records, g_ptr_array_unref);
  g_assert_true (erp_journal_store_prune (one, 1001, NULL));
  records = erp_journal_store_load (one, NULL);
  g_assert_cmpuint (records->len, ==, 1);
}

static void
test_cannot_open (Fixture *f, gconstpointer data)
{
  g_autofree char *path = g_build_filename (f->folder, "file", "journal.db", NULL);
  g_autofree char *parent = g_path_get_dirname (path);
  g_autoptr (ErpJournalStore) store = erp_journal_store_new (path, f->key, "one");
  g_autoptr (ErpJournalRecord) record = make_record ("a", "w");
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (parent, "in the way", -1, NULL));
  g_assert_false (erp_journal_store_open (store, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_false (erp_journal_store_insert (store, record, 2000, &error));
  g_assert_nonnull (error);
  g_unlink (parent);
}

/* What a full disk, a bad sector or a copy that was cut off leave of the file. */
static void
damage (const char *path, guint how)
{
  g_autofree char *data = NULL;
  gsize size = 0;

  g_assert_true (g_file_get_contents (path, &data, &size, NULL));
  g_assert_cmpuint (size, >=, 8192);
  switch (how)
    {
    case 0: /* not a database */
      memset (data, 'x', size);
      break;
    case 1: /* cut off */
      size /= 2;
      break;
    case 2: /* cut off within the header */
      size = 60;
      break;
    case 3: /* the tables are gone */
      memset (data + 100, 0, 3996);
      break;
    case 4: /* the rows are gone */
      memset (data + 4096, 0xa5, size - 4096);
      break;
    default:
      g_assert_not_reached ();
    }
  g_assert_true (g_file_set_contents (path, data, (gssize)size, NULL));
}

/* A damaged journal says so; what it takes all the same is there when it is opened again. */
static void
test_damaged (Fixture *f, gconstpointer data)
{
  for (guint how = 0; how <= 4; how++)
    {
      g_autoptr (GError) error = NULL;
      gboolean taken = FALSE;

      g_test_message ("%u", how);
      g_unlink (f->path);
      {
        g_autoptr (ErpJournalStore) good = open_store (f, f->key, "one");

        for (guint i = 0; i < 60; i++)
          {
            g_autofree char *id = g_strdup_printf ("job-%u", i);
            g_autoptr (ErpJournalRecord) record = make_record (id, id);

            g_assert_true (erp_journal_store_insert (good, record, 2000, NULL));
          }
      }
      damage (f->path, how);
      {
        g_autoptr (ErpJournalStore) bad = erp_journal_store_new (f->path, f->key, "one");
        g_autoptr (ErpJournalRecord) record = make_record ("late", "late");
        g_autoptr (GPtrArray) records = NULL;

        if (erp_journal_store_open (bad, &error))
          records = erp_journal_store_load (bad, &error);
        /* Never sixty jobs less without a word. */
        if (records == NULL || records->len < 60)
          g_assert_nonnull (error);
        g_clear_error (&error);
        taken = erp_journal_store_insert (bad, record, 3000, &error);
        g_assert_true (taken || error != NULL);
      }
      if (taken)
        {
          g_autoptr (ErpJournalStore) again = erp_journal_store_new (f->path, f->key, "one");
          g_autoptr (GPtrArray) records = NULL;
          gboolean found = FALSE;

          g_assert_true (erp_journal_store_open (again, NULL));
          records = erp_journal_store_load (again, NULL);
          for (guint i = 0; records != NULL && i < records->len; i++)
            found =
                found
                || g_str_equal (((ErpJournalRecord *)g_ptr_array_index (records, i))->id, "late");
          g_assert_true (found);
        }
    }
}

/* A computer's clock may jump: a lease that ends in the past is free, one of the future is not. */
static void
test_clock_jumps (Fixture *f, gconstpointer data)
{
  static const struct
  {
    gint64 now, until; /* of the first window */
    gint64 later;      /* what the second one's clock says */
    guint n_taken;
  } cases[] = {
    { 10000, 20000, 15000, 0 }, { 10000, 20000, 20001, 1 }, { 10000, 20000, 90000, 1 },
    { 10000, 20000, 5000, 0 },  { 90000, 99000, 10000, 0 }, { 0, 10, 11, 1 },
    { 10000, 20000, 1, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *id = g_strdup_printf ("job-%u", i);
      g_autoptr (ErpJournalStore) one = open_store (f, f->key, "one");
      g_autoptr (ErpJournalStore) two = open_store (f, f->key, "one");
      g_autoptr (ErpJournalRecord) record = make_record (id, id);
      g_autoptr (GPtrArray) mine = NULL;
      g_autoptr (GPtrArray) theirs = NULL;

      g_test_message ("%u", i);
      g_assert_true (erp_journal_store_insert (one, record, cases[i].now, NULL));
      mine = erp_journal_store_take (one, id, cases[i].now, cases[i].until, NULL);
      theirs = erp_journal_store_take (two, id, cases[i].later, cases[i].later + 100, NULL);
      g_assert_cmpuint (theirs->len, ==, cases[i].n_taken);
    }
}

#define ADD(name, func)                                                                            \
  g_test_add ("/erp/journal-store/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("modes", test_modes);
  ADD ("sealed", test_sealed);
  ADD ("no-key", test_no_key);
  ADD ("other-key", test_other_key);
  ADD ("identity", test_identity);
  ADD ("equal-wish", test_equal_wish);
  ADD ("lease", test_lease);
  ADD ("unknown", test_unknown);
  ADD ("prune", test_prune);
  ADD ("cannot-open", test_cannot_open);
  ADD ("damaged", test_damaged);
  ADD ("clock-jumps", test_clock_jumps);

  return g_test_run ();
}
