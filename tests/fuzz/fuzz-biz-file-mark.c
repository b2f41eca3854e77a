/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "fuzz"

#include "config.h"

#include "biz-category-text.h"
#include "biz-file-mark.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

/* Whatever a description says: what is read of it is written again and read as the same. And
 * whatever a case says, it is taken apart within its limits. */
int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  g_autofree char *text = g_strndup ((const char *)data, size);
  g_autoptr (BizFileMark) mark = biz_file_mark_new_from_text (text);
  g_autoptr (GPtrArray) tokens = biz_category_text_split (text, text);

  if (tokens->len > BIZ_CATEGORY_MAX_TOKENS)
    g_error ("Too many signs");
  if (mark != NULL)
    {
      g_autofree char *first = biz_file_mark_to_text (mark);
      g_autoptr (BizFileMark) again = biz_file_mark_new_from_text (first);
      g_autofree char *second = again != NULL ? biz_file_mark_to_text (again) : NULL;

      if (g_strcmp0 (first, second) != 0)
        g_error ("It reads otherwise: %s", first);
    }
  return 0;
}
