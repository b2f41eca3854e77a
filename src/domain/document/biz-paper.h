/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-invoice.h"

G_BEGIN_DECLS

/* Who stands on a paper; all texts are (nullable). */
typedef struct
{
  gint64 id;
  char *name;
  char **address;     /* lines as the country writes them, without the country; never NULL */
  char *country;      /* its name */
  char *country_code; /* "DE" */
  char *tax_number;
  char *language; /* "de_DE" */
  char *email;
  char *phone;
  char *website;
} BizPaperParty;

/* The fields of a party, for a specification. */
#define BIZ_PAPER_PARTY                                                                            \
  "{\"fields\":{\"name\":{},\"street\":{},\"street2\":{},\"zip\":{},\"city\":{},\"state_id\":"     \
  "{\"fields\":{\"code\":{}}},\"country_id\":{\"fields\":{\"name\":{},\"code\":{}}},\"vat\":{},"   \
  "\"lang\":{},\"email\":{},\"phone\":{},\"website\":{}}}"
#define BIZ_PAPER_BANK                                                                             \
  "{\"fields\":{\"acc_number\":{},\"bank_name\":{},\"bank_bic\":{},\"acc_holder_name\":{}}}"

/* One instalment. */
typedef struct
{
  GDate date;
  BizMoney amount;
  GDate discount_date;      /* invalid where there is no early-payment discount */
  BizMoney discount_amount; /* to pay until then */
} BizPaperDue;

typedef struct
{
  char *account; /* as the bank writes it */
  char *bank;
  char *bic;
  char *holder;
} BizPaperBank;

/* An invoice or a credit note as it is printed: a value, read by its members. Amounts are positive
 * as on the paper. */
typedef struct
{
  gint64 id;
  gint64 company_id;
  char *number; /* (nullable): NULL for a draft */
  BizInvoiceState state;
  BizMoveType move_type;
  GDate date; /* invalid where there is none */
  GDate due_date;
  BizPaperParty seller;
  BizPaperParty customer;
  BizPaperBank bank; /* members NULL where the server names none */
  char *reference;   /* (nullable), as all texts */
  char *origin;
  char *contact;
  char *terms;
  char *payment_reference;
  char *note; /* plain text */
  BizMoney untaxed;
  BizMoney tax;
  BizMoney total;
  BizMoney residual;
  GPtrArray *lines;      /* (element-type BizInvoiceLine) */
  GListStore *tax_lines; /* (element-type BizTaxLine) */
  GArray *dues;          /* (element-type BizPaperDue): by date */
  gint64 pdf_id;         /* the server's own PDF, or 0 */
  gboolean sent;
} BizPaper;

/* Of a relation of @row with the fields above; an empty one has an id of 0. */
gboolean
biz_paper_party_read (BizPaperParty *self, JsonObject *row, const char *member, GError **error);
void biz_paper_party_clear (BizPaperParty *self);
/* Of its member "partner_bank_id". */
gboolean biz_paper_bank_read (BizPaperBank *self, JsonObject *row, GError **error);
void biz_paper_bank_clear (BizPaperBank *self);

/* For web_read of account.move. */
const char *biz_paper_get_specification (void);
BizPaper *biz_paper_new_from_json (JsonObject *row,
                                   BizCurrencyTable *currencies,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
void biz_paper_free (BizPaper *self);
/* What a bank's program reads from the paper (EPC069-12, a SEPA credit transfer); NULL where this
 * paper cannot be paid so: not in EUR, no IBAN, nothing open, a credit note. */
char *biz_paper_dup_payment_code (const BizPaper *self) G_GNUC_WARN_UNUSED_RESULT;
/* "INV_2026_00012.pdf"; for a draft by its id. */
char *biz_paper_dup_file_name (const BizPaper *self) G_GNUC_WARN_UNUSED_RESULT;
/* Whether an account number is an IBAN by its length, letters and check digits; spaces count
 * nothing. @compact: (out) (transfer full) (optional) */
gboolean biz_paper_is_iban (const char *account, char **compact);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BizPaper, biz_paper_free)

G_END_DECLS
