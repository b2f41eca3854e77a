/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-bank-cell.h"
#include "biz-bank-mapping.h"
#include "biz-iso-currency.h"
#include "biz-match-text.h"

#include <string.h>

#define MAX_COLUMNS 64
#define MAX_HEADER 30

/* Headers in English, German, French, Spanish and Dutch: folded, letters only. The first that fits
 * counts, so that the particular stand before the general; a star takes any ending. */
static const struct
{
  const char *words;
  BizBankColumn column;
} headers[] = {
  { "VALUTADATUM VALUTADATUM WERTSTELLUNG* WERT WERTDATUM VALUEDATE DATEVALEUR DATEDEVALEUR "
    "FECHAVALOR RENTEDATUM INTERESTDATE FVALOR",
    BIZ_BANK_COLUMN_VALUE_DATE },
  { "BUCHUNGSTAG BUCHUNGSDATUM BUCHUNG DATE BOOKINGDATE TRANSACTIONDATE POSTINGDATE POSTEDDATE "
    "DATUM DATEOPERATION DATEDOPERATION DATECOMPTABLE DATEDECOMPTABILISATION FECHA "
    "FECHAOPERACION FECHADEOPERACION FECHACONTABLE BOEKDATUM BOEKINGSDATUM TRANSACTIEDATUM "
    "COMPLETEDDATE DATECOMPLETED UITVOERINGSDATUM DATEDEXECUTION",
    BIZ_BANK_COLUMN_DATE },
  { "SOLLHABEN* SH DC DEBITCREDIT CREDITDEBIT* DEBETCREDIT DRCR CRDR CD SENS AFBIJ BIJAF "
    "KENNZEICHEN CDTDBTIND SIGNO",
    BIZ_BANK_COLUMN_SIGN },
  { "SALDO* BALANCE* SOLDE* KONTOSTAND* RUNNINGBALANCE ACCOUNTBALANCE", BIZ_BANK_COLUMN_BALANCE },
  { "SOLL SOLLEUR LASTSCHRIFT AUSGABE* AUSGANG DEBIT* PAIDOUT MONEYOUT WITHDRAWAL* CARGO CARGOS "
    "DEBE DEBET AF DEPENSES UITGAVEN",
    BIZ_BANK_COLUMN_DEBIT },
  { "HABEN HABENEUR GUTSCHRIFT EINNAHME* EINGANG CREDIT CREDITS CREDITEUR CREDITAMOUNT PAIDIN "
    "MONEYIN DEPOSIT DEPOSITS ABONO ABONOS HABER BIJ RECETTES ONTVANGSTEN",
    BIZ_BANK_COLUMN_CREDIT },
  { "BETRAG* UMSATZ* AMOUNT* MONTANT* IMPORTE* BEDRAG* TRANSACTIEBEDRAG NETAMOUNT "
    "TRANSACTIONAMOUNT VALUE CANTIDAD",
    BIZ_BANK_COLUMN_AMOUNT },
  { "WAHRUNG* WAEHRUNG* CURRENCY* DEVISE* DIVISA* MONEDA* MUNT* CCY VALUTA",
    BIZ_BANK_COLUMN_CURRENCY },
  { "KUNDENREFERENZ* ENDTOEND* ENDTOENDID E2E* REFERENCECLIENT CUSTOMERREFERENCE "
    "REFERENCIACLIENTE BETALINGSKENMERK",
    BIZ_BANK_COLUMN_END_TO_END },
  { "AUFTRAGSKONTO IBANAUFTRAGSKONTO EIGENESKONTO KONTO IBANBBAN REKENING REKENINGNUMMER ACCOUNT "
    "OWNACCOUNT MYACCOUNT COMPTE NUMERODECOMPTE CUENTA ACCOUNTIBAN",
    BIZ_BANK_COLUMN_OWN_ACCOUNT },
  { "KONTONUMMERIBAN IBANZAHLUNGSBETEILIGTER KONTONUMMER* IBAN COUNTERPARTYIBAN "
    "COUNTERPARTYACCOUNT* CONTRAACCOUNT IBANCONTREPARTIE COMPTECONTREPARTIE TEGENREKENING* "
    "REKENINGTEGENPARTIJ CUENTAORDENANTE CUENTABENEFICIARIO PAYERIBAN PAYERACCOUNT IBANDER*",
    BIZ_BANK_COLUMN_ACCOUNT },
  { "BIC* BLZ SWIFT* CODEBIC BANKLEITZAHL", BIZ_BANK_COLUMN_BANK },
  { "NAME* BEGUNSTIGTER* AUFTRAGGEBER* EMPFANGER* EMPFAENGER* ZAHLUNGSEMPFANGER* "
    "ZAHLUNGSBETEILIGTER ZAHLUNGSPFLICHTIGER* COUNTERPARTY COUNTERPARTYNAME PAYEE PAYER "
    "PAYERNAME BENEFICIARY* TIERS NOM NOMDUTIERS NOMCONTREPARTIE* CONTREPARTIE BENEFICIAIRE* "
    "BENEFICIARIO ORDENANTE NOMBRE TEGENPARTIJ NAAM NAAMTEGENPARTIJ NAAMOMSCHRIJVING "
    "NAAMTEGENREKENING",
    BIZ_BANK_COLUMN_NAME },
  { "VERWENDUNGSZWECK* BESCHREIBUNG DESCRIPTION* DETAILS NARRATIVE* MEMO PAYMENTREFERENCE "
    "REMITTANCE* LIBELLE* MOTIF COMMUNICATION* CONCEPTO* DESCRIPCION OMSCHRIJVING* MEDEDELING* "
    "PARTICULARS TEXT PURPOSE TRANSACTIONDETAILS DETAILSDUMOUVEMENT ZAHLUNGSGRUND OBJET",
    BIZ_BANK_COLUMN_TEXT },
  { "TRANSACTIONID BANKREFERENZ BANKREFERENCE REFERENZ* REFERENCE* TRANSACTIEREFERENTIE "
    "REFERENCIA VOLGNR UNIQUEID ID REFERENCEBANQUE",
    BIZ_BANK_COLUMN_REFERENCE },
  { "BUCHUNGSTEXT BUCHUNGSART VORGANG TYPE TRANSACTIONTYPE CODE* GVC MUTATIESOORT TIPO "
    "TYPEDOPERATION CATEGORIE UMSATZART",
    BIZ_BANK_COLUMN_CODE },
};

/* What the cells of a column are, below the header. */
typedef struct
{
  guint n_cells; /* that are not empty */
  guint n_dates;
  guint n_amounts;
  guint n_marked; /* amounts with a decimal mark */
  guint n_ibans;
  guint n_codes; /* of currencies */
  guint n_signs;
  gsize length;
  gboolean is_constant;
  const char *first;
} Column;

static const char *
get_cell (GPtrArray *rows, guint row, guint column)
{
  char **cells = g_ptr_array_index (rows, row);

  return column < g_strv_length (cells) ? cells[column] : "";
}

static gboolean
is_date (const char *text)
{
  GDate date;

  return biz_bank_cell_read_date (text, BIZ_BANK_DATE_DMY, &date)
         || biz_bank_cell_read_date (text, BIZ_BANK_DATE_MDY, &date)
         || biz_bank_cell_read_date (text, BIZ_BANK_DATE_YMD, &date);
}

static gboolean
is_booking (char **cells)
{
  gboolean has_date = FALSE, has_amount = FALSE;

  for (guint i = 0; cells[i] != NULL; i++)
    {
      if (is_date (cells[i]))
        has_date = TRUE;
      else if (biz_bank_cell_guess_point (cells[i]) >= 0)
        has_amount = TRUE;
    }

  return has_date && has_amount;
}

static gboolean
is_header_word (const char *words, const char *key)
{
  g_auto (GStrv) list = g_strsplit (words, " ", -1);

  for (guint i = 0; list[i] != NULL; i++)
    {
      gsize n = strlen (list[i]);

      if (n > 0 && list[i][n - 1] == '*' ? strncmp (key, list[i], n - 1) == 0
                                         : strcmp (key, list[i]) == 0)
        return TRUE;
    }

  return FALSE;
}

static int
find_header (const char *text)
{
  g_autoptr (GString) folded = g_string_new (NULL);
  gsize n = 0;

  biz_match_fold (text, folded);
  for (gsize i = 0; i < folded->len; i++)
    {
      if (g_ascii_isalpha (folded->str[i]))
        folded->str[n++] = folded->str[i];
    }
  g_string_truncate (folded, n);
  for (gsize i = 0; i < G_N_ELEMENTS (headers) && n > 0; i++)
    {
      if (is_header_word (headers[i].words, folded->str))
        return (int)headers[i].column;
    }

  return -1;
}

static void
look_at (GPtrArray *rows, guint first_row, guint position, Column *column)
{
  column->is_constant = TRUE;
  for (guint i = first_row; i < rows->len; i++)
    {
      const char *cell = get_cell (rows, i, position);
      int point;

      if (*cell == '\0')
        continue;
      if (column->n_cells++ == 0)
        column->first = cell;
      column->is_constant &= strcmp (column->first, cell) == 0;
      column->length += strlen (cell);
      column->n_ibans += biz_bank_cell_is_iban (cell);
      column->n_codes += biz_iso_currency_is_code (cell);
      column->n_signs += biz_bank_cell_read_sign (cell) != 0;
      if (is_date (cell))
        {
          column->n_dates++;
          continue;
        }
      point = biz_bank_cell_guess_point (cell);
      column->n_amounts += point >= 0;
      column->n_marked += point > 0;
    }
}

static void
guess_point (BizBankMapping *self, GPtrArray *rows)
{
  static const BizBankColumn with_amounts[] = { BIZ_BANK_COLUMN_AMOUNT, BIZ_BANK_COLUMN_DEBIT,
                                                BIZ_BANK_COLUMN_CREDIT, BIZ_BANK_COLUMN_BALANCE };
  int votes = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (with_amounts); i++)
    {
      int column = self->columns[with_amounts[i]];

      for (guint j = self->n_skip; column >= 0 && j < rows->len; j++)
        {
          int point = biz_bank_cell_guess_point (get_cell (rows, j, (guint)column));

          votes += point == '.' ? 1 : point == ',' ? -1 : 0;
        }
    }
  self->point = votes > 0 || (votes == 0 && self->separator == ',') ? '.' : ',';
}

static void
guess_dates (BizBankMapping *self, GPtrArray *rows)
{
  int column = self->columns[BIZ_BANK_COLUMN_DATE];
  gboolean day_first = FALSE, month_first = FALSE, year_first = FALSE, is_dotted = TRUE;
  gboolean any = FALSE;

  for (guint i = self->n_skip; column >= 0 && i < rows->len; i++)
    {
      const char *cell = get_cell (rows, i, (guint)column);
      int numbers[3];
      guint widths[3];

      if (!biz_bank_cell_split_date (cell, numbers, widths))
        continue;
      any = TRUE;
      year_first |= widths[0] == 4;
      day_first |= numbers[0] > 12;
      month_first |= numbers[1] > 12;
      is_dotted &= strchr (cell, '/') == NULL;
    }
  self->date_order = year_first    ? BIZ_BANK_DATE_YMD
                     : day_first   ? BIZ_BANK_DATE_DMY
                     : month_first ? BIZ_BANK_DATE_MDY
                                   : BIZ_BANK_DATE_DMY;
  self->is_date_sure = !any || is_dotted || year_first || day_first || month_first;
}

/* "Bedrag (EUR)" */
static void
guess_currency (BizBankMapping *self, const char *header)
{
  static const char *const codes[] = { "AUD", "CAD", "CHF", "CZK", "DKK", "EUR", "GBP",
                                       "HUF", "JPY", "NOK", "PLN", "RON", "SEK", "USD" };
  g_auto (GStrv) words = g_strsplit_set (header, " ()[]/.,:-_", -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      for (gsize j = 0; j < G_N_ELEMENTS (codes); j++)
        {
          if (strcmp (words[i], codes[j]) == 0)
            g_strlcpy (self->currency, codes[j], sizeof self->currency);
        }
    }
}

static void
map_headers (BizBankMapping *self, GPtrArray *rows, guint header, const Column *columns, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      int column = find_header (get_cell (rows, header, i));

      /* Valuta is a day to some and a currency to others */
      if (column == BIZ_BANK_COLUMN_CURRENCY && columns[i].n_dates > 0
          && columns[i].n_dates == columns[i].n_cells)
        column = BIZ_BANK_COLUMN_VALUE_DATE;
      if (column == BIZ_BANK_COLUMN_ACCOUNT && columns[i].is_constant && columns[i].n_ibans > 1)
        column = BIZ_BANK_COLUMN_OWN_ACCOUNT;
      if (column == BIZ_BANK_COLUMN_TEXT && self->columns[column] >= 0)
        column = BIZ_BANK_COLUMN_MORE_TEXT;
      if (column == BIZ_BANK_COLUMN_AMOUNT)
        guess_currency (self, get_cell (rows, header, i));
      if (column >= 0 && self->columns[column] < 0)
        self->columns[column] = (int)i;
    }
}

static gboolean
is_mapped (const BizBankMapping *self, guint position)
{
  for (guint i = 0; i < BIZ_BANK_N_COLUMNS; i++)
    {
      if (self->columns[i] == (int)position)
        return TRUE;
    }

  return FALSE;
}

static void
map_first (BizBankMapping *self, BizBankColumn column, guint position)
{
  if (self->columns[column] < 0 && !is_mapped (self, position))
    self->columns[column] = (int)position;
}

static void
map_texts (BizBankMapping *self, const Column *columns, guint n)
{
  static const BizBankColumn texts[] = { BIZ_BANK_COLUMN_TEXT, BIZ_BANK_COLUMN_NAME };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      gsize longest = 0;
      int found = -1;

      for (guint j = 0; j < n && self->columns[texts[i]] < 0; j++)
        {
          if (is_mapped (self, j) || columns[j].length <= longest
              || columns[j].n_amounts == columns[j].n_cells || columns[j].is_constant)
            continue;
          longest = columns[j].length;
          found = (int)j;
        }
      if (found >= 0)
        self->columns[texts[i]] = found;
    }
}

/* What the header did not say, by what stands below it. */
static void
map_contents (BizBankMapping *self, const Column *columns, guint n, gboolean has_header)
{
  gboolean has_amount = self->columns[BIZ_BANK_COLUMN_AMOUNT] >= 0
                        || self->columns[BIZ_BANK_COLUMN_DEBIT] >= 0
                        || self->columns[BIZ_BANK_COLUMN_CREDIT] >= 0;

  for (guint i = 0; i < n; i++)
    {
      const Column *column = &columns[i];

      if (column->n_cells == 0)
        continue;
      if (column->n_dates == column->n_cells)
        {
          map_first (self, BIZ_BANK_COLUMN_DATE, i);
          if (!has_header)
            map_first (self, BIZ_BANK_COLUMN_VALUE_DATE, i);
        }
      else if (column->n_marked * 2 >= column->n_cells && column->n_amounts == column->n_cells
               && !has_amount)
        {
          map_first (self, BIZ_BANK_COLUMN_AMOUNT, i);
          if (!has_header)
            map_first (self, BIZ_BANK_COLUMN_BALANCE, i);
        }
      else if (column->n_codes == column->n_cells)
        map_first (self, BIZ_BANK_COLUMN_CURRENCY, i);
      else if (column->n_ibans * 2 >= column->n_cells)
        map_first (self,
                   column->is_constant && column->n_cells > 1 ? BIZ_BANK_COLUMN_OWN_ACCOUNT
                                                              : BIZ_BANK_COLUMN_ACCOUNT,
                   i);
    }
  if (!has_header)
    map_texts (self, columns, n);
}

/**
 * biz_bank_mapping_guess:
 * @rows: (element-type GStrv): how the table begins, at least two rows
 * @separator: what stands between its cells
 *
 * Returns: (transfer full): the mapping that fits best; columns nobody can tell are -1
 */
BizBankMapping *
biz_bank_mapping_guess (GPtrArray *rows, char separator)
{
  g_autoptr (BizBankMapping) self = biz_bank_mapping_new ();
  Column columns[MAX_COLUMNS] = { 0 };
  guint n = 0, first = 0;
  int header = -1;

  self->separator = separator;
  while (first < rows->len && !is_booking (g_ptr_array_index (rows, first)))
    first++;
  if (first == rows->len)
    first = MIN (1, rows->len);
  for (guint i = first; i < rows->len; i++)
    n = MAX (n, g_strv_length (g_ptr_array_index (rows, i)));
  n = MIN (n, MAX_COLUMNS);
  for (guint i = first > MAX_HEADER ? first - MAX_HEADER : 0; i < first; i++)
    {
      guint n_known = 0;

      for (guint j = 0; j < g_strv_length (g_ptr_array_index (rows, i)); j++)
        n_known += find_header (get_cell (rows, i, j)) >= 0;
      if (n_known >= 2)
        header = (int)i;
    }
  self->n_skip = first;
  for (guint i = 0; i < n; i++)
    look_at (rows, first, i, &columns[i]);
  if (header >= 0)
    map_headers (self, rows, (guint)header, columns, n);
  map_contents (self, columns, n, header >= 0);
  guess_point (self, rows);
  guess_dates (self, rows);

  return g_steal_pointer (&self);
}
