/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-models.h"

#include "demo-fields.h"

/* Countries, languages, currencies: what hardly changes. */

static const DemoAccessRow read_access[] = {
  { NULL, DEMO_READ },
  { "base.group_system", DEMO_ALL },
  { 0 },
};

static const DemoAccessRow currency_access[] = {
  { NULL, DEMO_READ },
  { "account.group_account_manager", DEMO_ALL },
  { "base.group_system", DEMO_ALL },
  { 0 },
};

static const DemoField country_fields[] = {
  F_CHAR ("name", "Country Name", .flags = DEMO_REQUIRED),
  F_CHAR ("code", "Country Code", .flags = DEMO_REQUIRED | DEMO_UNIQUE),
  F_INT ("phone_code", "Country Calling Code"),
  F_M2O ("currency_id", "Currency", "res.currency"),
  F_CHAR ("vat_label", "Vat Label"),
  { 0 },
};

static const char *const country_search[] = { "name", "code", NULL };

const DemoModel demo_country_model = {
  .name = "res.country",
  .label = "Country",
  .table = "res_country",
  .order = "name, id",
  .name_search = country_search,
  .fields = country_fields,
  .access = read_access,
};

static const DemoField state_fields[] = {
  F_CHAR ("name", "State Name", .flags = DEMO_REQUIRED),
  F_CHAR ("code", "State Code", .flags = DEMO_REQUIRED),
  F_M2O ("country_id", "Country", "res.country", .flags = DEMO_REQUIRED),
  { 0 },
};

const DemoModel demo_country_state_model = {
  .name = "res.country.state",
  .label = "Country state",
  .table = "res_country_state",
  .order = "code, id",
  .name_search = country_search,
  .fields = state_fields,
  .access = read_access,
};

static const DemoField lang_fields[] = {
  F_CHAR ("name", "Name", .flags = DEMO_REQUIRED),
  F_CHAR ("code", "Locale Code", .flags = DEMO_REQUIRED | DEMO_UNIQUE),
  F_CHAR ("iso_code", "ISO code"),
  F_CHAR ("url_code", "URL Code"),
  F_ACTIVE,
  F_SELECT ("direction", "Direction", "ltr:Left-to-Right|rtl:Right-to-Left", .value = "\"ltr\""),
  F_CHAR ("date_format", "Date Format", .value = "\"%m/%d/%Y\""),
  F_CHAR ("time_format", "Time Format", .value = "\"%H:%M:%S\""),
  F_SELECT ("week_start",
            "First Day of Week",
            "1:Monday|2:Tuesday|3:Wednesday|4:Thursday|5:Friday|6:Saturday|7:Sunday",
            .value = "\"1\""),
  F_CHAR ("grouping", "Separator Format", .value = "\"[3,0]\""),
  F_CHAR ("decimal_point", "Decimal Separator", .value = "\".\""),
  F_CHAR ("thousands_sep", "Thousands Separator", .value = "\",\""),
  { 0 },
};

const DemoModel demo_lang_model = {
  .name = "res.lang",
  .label = "Languages",
  .table = "res_lang",
  .order = "active desc, name",
  .fields = lang_fields,
  .access = read_access,
};

static const DemoField currency_fields[] = {
  F_CHAR ("name", "Currency", .flags = DEMO_REQUIRED | DEMO_UNIQUE),
  F_INT ("iso_numeric", "Currency numeric code."),
  F_CHAR ("full_name", "Name"),
  F_CHAR ("symbol", "Symbol", .flags = DEMO_REQUIRED),
  F_SELECT ("position",
            "Symbol Position",
            "after:After Amount|before:Before Amount",
            .value = "\"after\""),
  F_FLOAT ("rounding", "Rounding Factor", .value = "0.01"),
  F_INT ("decimal_places", "Decimal Places", .value = "2"),
  F_CHAR ("currency_unit_label", "Currency Unit"),
  F_CHAR ("currency_subunit_label", "Currency Subunit"),
  F_ACTIVE,
  F_O2M ("rate_ids", "Rates", "res.currency.rate", "currency_id"),
  F_FLOAT ("rate",
           "Current Rate",
           .sql = "COALESCE((SELECT r.rate FROM res_currency_rate r WHERE r.currency_id = $.id"
                  " AND r.company_id = {company} AND r.name <= {today}"
                  " ORDER BY r.name DESC LIMIT 1), 1000000)"),
  F_FLOAT ("inverse_rate",
           "Inverse Rate",
           .sql = "1000000000000 / COALESCE((SELECT r.rate FROM res_currency_rate r"
                  " WHERE r.currency_id = $.id AND r.company_id = {company} AND r.name <= {today}"
                  " ORDER BY r.name DESC LIMIT 1), 1000000)"),
  F_DATE ("date",
          "Date",
          .sql = "(SELECT MAX(r.name) FROM res_currency_rate r WHERE r.currency_id = $.id"
                 " AND r.company_id = {company} AND r.name <= {today})"),
  { 0 },
};

const DemoModel demo_currency_model = {
  .name = "res.currency",
  .label = "Currency",
  .table = "res_currency",
  .order = "active desc, name",
  .fields = currency_fields,
  .access = currency_access,
};

static const DemoField rate_fields[] = {
  F_DATE ("name", "Date", .flags = DEMO_REQUIRED),
  F_FLOAT ("rate", "Technical Rate", .flags = DEMO_REQUIRED),
  F_FLOAT ("company_rate", "Unit per company currency", .sql = "$.rate"),
  F_FLOAT ("inverse_company_rate", "Company currency per unit", .sql = "1000000000000 / $.rate"),
  F_M2O ("currency_id",
         "Currency",
         "res.currency",
         .flags = DEMO_REQUIRED | DEMO_READONLY | DEMO_CASCADE),
  F_M2O ("company_id", "Company", "res.company"),
  { 0 },
};

static const char *const rate_ddl[] = {
  "CREATE UNIQUE INDEX IF NOT EXISTS res_currency_rate_day"
  " ON res_currency_rate(currency_id, company_id, name)",
  NULL,
};

const DemoModel demo_currency_rate_model = {
  .name = "res.currency.rate",
  .label = "Currency Rate",
  .table = "res_currency_rate",
  .order = "name desc, id",
  .company_field = "company_id",
  .fields = rate_fields,
  .access = currency_access,
  .ddl = rate_ddl,
};

static const DemoField bank_fields[] = {
  F_CHAR ("name", "Name", .flags = DEMO_REQUIRED),
  F_CHAR ("bic", "Bank Identifier Code", .flags = DEMO_INDEX),
  F_CHAR ("street", "Street"),
  F_CHAR ("zip", "Zip"),
  F_CHAR ("city", "City"),
  F_M2O ("country", "Country", "res.country"),
  F_CHAR ("email", "Email"),
  F_CHAR ("phone", "Phone"),
  F_ACTIVE,
  { 0 },
};

static const DemoAccessRow bank_access[] = {
  { NULL, DEMO_READ },
  { "base.group_partner_manager", DEMO_ALL },
  { 0 },
};

static const char *const bank_search[] = { "name", "bic", NULL };

const DemoModel demo_bank_model = {
  .name = "res.bank",
  .label = "Bank",
  .table = "res_bank",
  .order = "name, id",
  .name_search = bank_search,
  .fields = bank_fields,
  .access = bank_access,
};
