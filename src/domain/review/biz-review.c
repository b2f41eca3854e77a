/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-review.h"

#include "biz-invoice-filter.h"
#include "erp-capabilities.h"
#include "erp-client.h"
#include "erp-domain.h"
#include "erp-session.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* From this series on "checked" says what "to_check" said before. */
#define CHECKED_SINCE 18

typedef enum
{
  MARK_TO_CHECK,
  MARK_CHECKED,
  N_MARKS
} Mark;

static const char *const names[N_MARKS] = {
  [MARK_TO_CHECK] = "to_check",
  [MARK_CHECKED] = "checked",
};

static const BizFilterWord answers[] = {
  { "yes", NC_ ("filter", "yes"), "yes" },
  { "no", NC_ ("filter", "no"), "no" },
  { NULL, NULL, NULL },
};

static void
add_to_check (ErpDomain *domain, const char *value)
{
  erp_domain_add_bool (domain, "to_check", "=", g_str_equal (value, "yes"));
}

/* Nobody has checked a draft, and nobody needs to. */
static void
add_checked (ErpDomain *domain, const char *value)
{
  g_autoptr (ErpDomain) waiting = erp_domain_new ();

  erp_domain_add_string (waiting, "state", "=", "posted");
  erp_domain_add_bool (waiting, "checked", "=", FALSE);
  if (g_str_equal (value, "yes"))
    erp_domain_add_all (domain, waiting);
  else
    erp_domain_add_none (domain, waiting);
}

static const BizFilterField fields[N_MARKS] = {
  [MARK_TO_CHECK] = { "check", NC_ ("filter", "check"), N_ ("Whether it is still to be checked"),
                      BIZ_FILTER_WORD, "to_check", answers, NULL, add_to_check },
  [MARK_CHECKED] = { "check", NC_ ("filter", "check"), N_ ("Whether it is still to be checked"),
                     BIZ_FILTER_WORD, "checked", answers, NULL, add_checked },
};

/* FALSE for a server of which nothing is known. "saas~18.2" is one of 18, too. */
static gboolean
find_mark (const char *version, Mark *mark)
{
  while (version != NULL && *version != '\0' && !g_ascii_isdigit (*version))
    version++;
  if (version == NULL || *version == '\0')
    return FALSE;
  *mark = g_ascii_strtoll (version, NULL, 10) < CHECKED_SINCE ? MARK_TO_CHECK : MARK_CHECKED;

  return TRUE;
}

/**
 * biz_review_get_field:
 * @server_version: (nullable): as the server says it
 *
 * Returns: (nullable): the field of a document that has the mark
 */
const char *
biz_review_get_field (const char *server_version)
{
  Mark mark;

  return find_mark (server_version, &mark) ? names[mark] : NULL;
}

/**
 * biz_review_get_version:
 * @session: who is signed in where
 *
 * Returns: (nullable): the version that decides about the mark; %NULL where the server was asked
 *   for its fields and has none
 */
const char *
biz_review_get_version (ErpSession *session)
{
  ErpCapabilities *capabilities;
  const char *version;
  const char *field;

  g_return_val_if_fail (ERP_IS_SESSION (session), NULL);

  capabilities = erp_session_get_capabilities (session);
  version = erp_client_get_server_version (erp_session_get_client (session));
  field = biz_review_get_field (version);
  if (field == NULL
      || (erp_capabilities_get_complete (capabilities)
          && !erp_capabilities_has_field (capabilities, "account.move", field)))
    return NULL;

  return version;
}

/**
 * biz_review_get_specification:
 * @specification: fields of a document, not empty
 * @server_version: (nullable): as the server says it
 *
 * Returns: (transfer none): the same fields and the mark; lives as long as the program
 */
const char *
biz_review_get_specification (const char *specification, const char *server_version)
{
  const char *field = biz_review_get_field (server_version);
  g_autofree char *reviewed = NULL;

  g_return_val_if_fail (specification != NULL && *specification == '{', NULL);

  if (field == NULL)
    return specification;
  reviewed = g_strdup_printf ("{\"%s\":{},%s", field, specification + 1);

  return g_intern_string (reviewed);
}

static const BizFilterGrammar *
make_grammar (Mark mark)
{
  const gsize n = biz_invoice_grammar.n_fields;
  BizFilterField *all = g_new (BizFilterField, n + 1);
  BizFilterGrammar *grammar = g_new (BizFilterGrammar, 1);

  memcpy (all, biz_invoice_grammar.fields, n * sizeof *all);
  all[n] = fields[mark];
  *grammar = biz_invoice_grammar;
  grammar->fields = all;
  grammar->n_fields = n + 1;

  return grammar;
}

/**
 * biz_review_get_grammar:
 * @server_version: (nullable): as the server says it
 *
 * Returns: (transfer none): the language of invoices on that server
 */
const BizFilterGrammar *
biz_review_get_grammar (const char *server_version)
{
  static const BizFilterGrammar *grammars[N_MARKS];
  Mark mark;

  if (!find_mark (server_version, &mark))
    return &biz_invoice_grammar;
  if (g_once_init_enter (&grammars[mark]))
    g_once_init_leave (&grammars[mark], make_grammar (mark));

  return grammars[mark];
}

/**
 * biz_review_can_mark:
 * @invoice: a document
 * @to_check: whether somebody is to look at it again
 *
 * A draft is not marked, as the server forgets it at posting; a mark that it has can be taken off.
 *
 * Returns: whether marking it so changes something
 */
gboolean
biz_review_can_mark (BizInvoice *invoice, gboolean to_check)
{
  gboolean is_to_check;

  g_return_val_if_fail (BIZ_IS_INVOICE (invoice), FALSE);

  if (!biz_invoice_get_to_check (invoice, &is_to_check) || is_to_check == to_check)
    return FALSE;

  return !to_check || biz_invoice_get_state (invoice) == BIZ_STATE_POSTED;
}
