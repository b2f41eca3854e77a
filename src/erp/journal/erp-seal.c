/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "erp"

#include "config.h"

#include "erp-seal.h"

#include "erp-error.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <nettle/gcm.h>
#include <nettle/memops.h>
#include <string.h>
#include <sys/random.h>

/* One byte of format, the nonce, the text, the tag. */
#define FORMAT 1
#define NONCE_SIZE GCM_IV_SIZE
#define TAG_SIZE GCM_DIGEST_SIZE
#define OVERHEAD (1 + NONCE_SIZE + TAG_SIZE)

static void
start (struct gcm_aes256_ctx *ctx, GBytes *key, const guint8 *nonce, const char *place)
{
  gcm_aes256_set_key (ctx, g_bytes_get_data (key, NULL));
  gcm_aes256_set_iv (ctx, NONCE_SIZE, nonce);
  gcm_aes256_update (ctx, strlen (place), (const guint8 *)place);
}

static gboolean
fill_random (guint8 *data, gsize size, GError **error)
{
  if (getrandom (data, size, 0) == (ssize_t)size)
    return TRUE;

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno),
               _ ("This computer gives no random numbers, so nothing can be sealed: %s"),
               g_strerror (errno));
  return FALSE;
}

/**
 * erp_seal:
 * @key: 32 bytes
 * @text: what nobody else may read
 * @place: where the result is kept; it opens nowhere else
 * @error: return location for an error
 *
 * AES-256 in Galois/counter mode with a random nonce.
 *
 * Returns: (transfer full): the sealed text
 */
GBytes *
erp_seal (GBytes *key, const char *text, const char *place, GError **error)
{
  struct gcm_aes256_ctx ctx;
  g_autofree guint8 *data = NULL;
  gsize length;

  g_return_val_if_fail (key != NULL && g_bytes_get_size (key) == ERP_SEAL_KEY_SIZE, NULL);
  g_return_val_if_fail (text != NULL && place != NULL, NULL);

  length = strlen (text);
  data = g_malloc (length + OVERHEAD);
  data[0] = FORMAT;
  if (!fill_random (data + 1, NONCE_SIZE, error))
    return NULL;

  start (&ctx, key, data + 1, place);
  gcm_aes256_encrypt (&ctx, length, data + 1 + NONCE_SIZE, (const guint8 *)text);
  gcm_aes256_digest (&ctx, TAG_SIZE, data + 1 + NONCE_SIZE + length);
  explicit_bzero (&ctx, sizeof ctx);

  return g_bytes_new_take (g_steal_pointer (&data), length + OVERHEAD);
}

/**
 * erp_unseal:
 * @key: 32 bytes
 * @sealed: what erp_seal() gave
 * @place: the same as then
 * @error: ERP_ERROR_PROTOCOL when the key or the place is another one or a byte was changed
 *
 * Returns: (transfer full): the text
 */
char *
erp_unseal (GBytes *key, GBytes *sealed, const char *place, GError **error)
{
  struct gcm_aes256_ctx ctx;
  g_autofree char *text = NULL;
  guint8 tag[TAG_SIZE];
  const guint8 *data;
  gsize size;
  gsize length;

  g_return_val_if_fail (key != NULL && g_bytes_get_size (key) == ERP_SEAL_KEY_SIZE, NULL);
  g_return_val_if_fail (sealed != NULL && place != NULL, NULL);

  data = g_bytes_get_data (sealed, &size);
  if (size >= OVERHEAD && data[0] == FORMAT)
    {
      length = size - OVERHEAD;
      text = g_malloc0 (length + 1);
      start (&ctx, key, data + 1, place);
      gcm_aes256_decrypt (&ctx, length, (guint8 *)text, data + 1 + NONCE_SIZE);
      gcm_aes256_digest (&ctx, TAG_SIZE, tag);
      explicit_bzero (&ctx, sizeof ctx);
      if (memeql_sec (tag, data + 1 + NONCE_SIZE + length, TAG_SIZE))
        return g_steal_pointer (&text);
      explicit_bzero (text, length);
    }

  g_set_error_literal (error, ERP_ERROR, ERP_ERROR_PROTOCOL,
                       _ ("What was written down on this computer cannot be opened: the key in "
                          "the keyring is another one."));
  return NULL;
}
