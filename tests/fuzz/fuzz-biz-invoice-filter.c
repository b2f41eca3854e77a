/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "fuzz"

#include "config.h"

#include "biz-invoice-filter.h"
#include "erp-domain.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

/* What parses has a normal form that parses to the same filter; what does not has a sentence. */
int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  g_autofree char *text = g_strndup ((const char *)data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (BizFilter) filter = NULL;
  g_autoptr (BizFilter) again = NULL;
  g_autoptr (ErpDomain) domain = NULL;
  g_autoptr (ErpDomain) domain_again = NULL;
  g_autofree char *normal = NULL;
  GDate today;

  g_date_clear (&today, 1);
  g_date_set_dmy (&today, 22, G_DATE_NOVEMBER, 2026);
  filter = biz_invoice_filter_parse (text, &today, &error);
  if (filter == NULL)
    {
      if (error == NULL)
        g_error ("A refusal without a sentence");
      return 0;
    }

  normal = biz_filter_to_string (filter);
  /* quotes may make the longest ones longer than is allowed */
  if (strlen (normal) > 4000)
    return 0;
  again = biz_invoice_filter_parse (normal, &today, &error);
  if (again == NULL)
    g_error ("“%s” became “%s”: %s", text, normal, error->message);
  domain = biz_filter_to_domain (filter);
  domain_again = biz_filter_to_domain (again);
  if (!erp_domain_equal (domain, domain_again))
    g_error ("“%s” became “%s”, which is something else", text, normal);

  return 0;
}
