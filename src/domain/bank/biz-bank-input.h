/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-types.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define BIZ_BANK_MAX_LINE (1024 * 1024)

/* The bytes of a file, a piece at a time, with their line and offset for error messages. */
typedef struct _BizBankInput BizBankInput;

BizBankInput *biz_bank_input_new (GInputStream *stream,
                                  GCancellable *cancellable) G_GNUC_WARN_UNUSED_RESULT;
void biz_bank_input_free (BizBankInput *self);

/* How the file begins, up to 32 kB, before anything is taken. NULL with an error if reading fails.
 */
const char *biz_bank_input_peek (BizBankInput *self, gsize *length, GError **error);
/* UTF-16 becomes UTF-8 from here on; call it before taking anything. */
gboolean biz_bank_input_decode_utf16 (BizBankInput *self, GError **error);
/* The same where somebody says what the letters are written in; NULL or "" recognises UTF-16. */
gboolean biz_bank_input_decode (BizBankInput *self, const char *encoding, GError **error);
/* The next byte, -1 at the end or after a failure. */
int biz_bank_input_get (BizBankInput *self);
/* Up to @max bytes; 0 at the end, -1 after a failure. */
gssize biz_bank_input_read (BizBankInput *self, char *bytes, gsize max);
/* The next line without its end, as UTF-8: bytes that are none are taken for Windows-1252.
 * FALSE at the end and with @error. */
gboolean biz_bank_input_read_line (BizBankInput *self, GString *line, GError **error);
/* TRUE where nothing failed. */
gboolean biz_bank_input_check (BizBankInput *self, GError **error);

guint biz_bank_input_get_line (const BizBankInput *self);
guint64 biz_bank_input_get_offset (const BizBankInput *self);

/* UTF-8 stays; anything else is taken for Windows-1252; controls become blanks. */
void biz_bank_input_to_utf8 (GString *text);
/* "Line %u: …", ERP_ERROR_VALIDATION; always FALSE. */
gboolean biz_bank_fail (guint line, const char *message, GError **error);
gboolean biz_bank_fail_word (guint line, const char *format, const char *word, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BizBankInput, biz_bank_input_free)

G_END_DECLS
