/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-day.h"
#include "demo-pdf.h"
#include "demo-seed-case.h"

/* Folders of documents, and certificates that end one day. */

static GBytes *
make_certificate (const char *title, const char *until)
{
  g_autoptr (DemoPdf) pdf = demo_pdf_new (title);
  g_autofree char *line = g_strdup_printf ("Valid until %s", until);

  demo_pdf_text (pdf, 70, 760, 18, TRUE, title);
  demo_pdf_text (pdf, 70, 720, 11, FALSE, line);
  return demo_pdf_finish (pdf);
}

static gboolean
certify (DemoCaseBook *book, const char *title, int days, guint customer, GError **error)
{
  DemoSeed *seed = book->seed;
  const DemoSeedCustomer *whose =
      &g_array_index (seed->customers, DemoSeedCustomer, customer % seed->customers->len);
  char until[DEMO_DAY_SIZE];
  g_autoptr (GBytes) file = NULL;
  g_autofree char *sum = NULL, *name = NULL, *text = NULL;
  gsize size;
  const void *data;

  demo_day_format (seed->today + days, until);
  file = make_certificate (title, until);
  data = g_bytes_get_data (file, &size);
  sum = g_compute_checksum_for_bytes (G_CHECKSUM_SHA1, file);
  name = g_strdup_printf ("%s valid until %s.pdf", title, until);
  text = g_strdup_printf ("Valid until %s", until);
  return demo_db_exec (
      seed->db, error,
      "INSERT INTO ir_attachment (name, description, res_model, res_id, company_id,"
      " type, datas, file_size, checksum, mimetype, create_uid, create_date,"
      " write_uid, write_date) VALUES (?1, ?2, 'res.partner', ?3, ?4, 'binary', ?5,"
      " ?6, ?7, 'application/pdf', ?8, ?9, ?8, ?9)",
      "ssiibisis", name, text, whose->id, seed->companies[whose->company].id, data, size,
      (gint64)size, sum, seed->agent, demo_env_now (seed->env));
}

static gint64
add_folder (DemoCaseBook *book, const char *name, gint64 parent, gint64 storage, GError **error)
{
  gint64 id = demo_db_insert (
      book->seed->db, error,
      "INSERT INTO dms_directory (name, complete_name, parent_id, root_directory_id,"
      " is_root_directory, storage_id, create_uid, create_date, write_uid, write_date)"
      " VALUES (?1, COALESCE((SELECT d.complete_name || ' / ' FROM dms_directory d WHERE d.id = "
      "?2),"
      " '') || ?1, ?2, ?2, ?2 IS NULL, ?3, 1, ?4, 1, ?4)",
      "sois", name, parent, storage, demo_env_now (book->seed->env));

  return id;
}

static gboolean
add_file (DemoCaseBook *book, gint64 folder, const char *name, GError **error)
{
  g_autoptr (GBytes) file = make_certificate (name, "further notice");
  g_autofree char *sum = g_compute_checksum_for_bytes (G_CHECKSUM_SHA1, file);
  gsize size;
  const void *data = g_bytes_get_data (file, &size);

  return demo_db_exec (book->seed->db, error,
                       "INSERT INTO dms_file (name, active, directory_id, content, extension,"
                       " mimetype, size, checksum, create_uid, create_date, write_uid, write_date)"
                       " VALUES (?1, 1, ?2, ?3, 'pdf', 'application/pdf', ?4, ?5, 1, ?6, 1, ?6)",
                       "sibiss", name, folder, data, size, (gint64)size * DEMO_FLOAT_ONE, sum,
                       demo_env_now (book->seed->env));
}

/* A folder of a customer. */
static gboolean
add_customer_folder (
    DemoCaseBook *book, guint customer, gint64 root, gint64 storage, GError **error)
{
  DemoSeed *seed = book->seed;
  const DemoSeedCustomer *whose =
      &g_array_index (seed->customers, DemoSeedCustomer, customer % seed->customers->len);
  gint64 folder = add_folder (book, "Framework agreement", root, storage, error);

  return folder != 0
         && demo_db_exec (seed->db, error,
                          "UPDATE dms_directory SET res_model = 'res.partner', res_id = ?1"
                          " WHERE id = ?2",
                          "ii", whose->id, folder)
         && add_file (book, folder, "Framework agreement 2026.pdf", error);
}

/**
 * demo_seed_add_folders: (skip)
 *
 * Returns: FALSE with an error
 */
gboolean
demo_seed_add_folders (DemoCaseBook *book, GError **error)
{
  static const struct
  {
    const char *folder, *files[3];
  } folders[] = {
    { "Certificates", { "CE declaration LED panels.pdf", "ISO 9001 Nordlicht.pdf" } },
    { "Terms", { "Terms of delivery.pdf", "Return policy.pdf", "Warranty.pdf" } },
    { "Price lists", { "Price list 2026.pdf" } },
  };
  gint64 storage = demo_db_insert (
      book->seed->db, error,
      "INSERT INTO dms_storage (name, save_type, company_id, create_uid, create_date, write_uid,"
      " write_date) VALUES ('Company files', 'database', NULL, 1, ?1, 1, ?1)",
      "s", demo_env_now (book->seed->env));
  gint64 root = storage > 0 ? add_folder (book, "Documents", 0, storage, error) : 0;

  if (root == 0)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      gint64 folder = add_folder (book, folders[i].folder, root, storage, error);

      if (folder == 0)
        return FALSE;
      for (guint f = 0; f < 3 && folders[i].files[f] != NULL; f++)
        if (!add_file (book, folder, folders[i].files[f], error))
          return FALSE;
    }
  return add_customer_folder (book, 3, root, storage, error)
         && certify (book, "VAT certificate", 23, 3, error)
         && certify (book, "Reseller certificate", 90, 11, error)
         && certify (book, "Exemption certificate", -12, 20, error);
}
