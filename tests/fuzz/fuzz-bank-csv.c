/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-bank-readers.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (data, (gssize)size, NULL);
  g_autoptr (BizBankInput) input = biz_bank_input_new (stream, NULL);
  g_autoptr (BizBankFile) file = biz_bank_file_new (BIZ_BANK_FORMAT_CSV);
  g_autoptr (GError) error = NULL;

  if (biz_bank_read_csv (input, NULL, file, &error))
    biz_bank_file_finish (file);
  else if (error == NULL)
    g_error ("failed without an error");

  return 0;
}
