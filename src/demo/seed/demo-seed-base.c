/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-day.h"
#include "demo-seed.h"

/* What every company has before anything happens. */

#define LOG_COLUMNS ", create_uid, create_date, write_uid, write_date"
#define LOG_VALUES ", 1, ?, 1, ?"

static const struct
{
  const char *code, *name;
  int phone;
} countries[] = {
  { "DE", "Germany", 49 },      { "AT", "Austria", 43 }, { "CH", "Switzerland", 41 },
  { "NL", "Netherlands", 31 },  { "FR", "France", 33 },  { "IT", "Italy", 39 },
  { "PL", "Poland", 48 },       { "DK", "Denmark", 45 }, { "CZ", "Czech Republic", 420 },
  { "ES", "Spain", 34 },        { "BE", "Belgium", 32 }, { "SE", "Sweden", 46 },
  { "US", "United States", 1 }, { "CA", "Canada", 1 },   { "GB", "United Kingdom", 44 },
};

static gboolean
add_countries (DemoSeed *seed, GError **error)
{
  const char *now = demo_env_now (seed->env);

  for (guint i = 0; i < G_N_ELEMENTS (countries); i++)
    {
      gint64 id =
          demo_db_insert (seed->db, error,
                          "INSERT INTO res_country (name, code, phone_code, vat_label" LOG_COLUMNS
                          ") VALUES (?, ?, ?, 'VAT'" LOG_VALUES ")",
                          "ssiss", countries[i].name, countries[i].code, (gint64)countries[i].phone,
                          now, now);
      g_autofree char *lower = g_ascii_strdown (countries[i].code, -1);
      g_autofree char *xmlid = g_strdup_printf ("base.%s", lower);

      if (id == 0 || !demo_env_set_ref (seed->env, xmlid, "res.country", id, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_languages (DemoSeed *seed, GError **error)
{
  static const char *const rows[][7] = {
    { "English (US)", "en_US", "en", "%m/%d/%Y", ".", ",", "7" },
    { "German / Deutsch", "de_DE", "de", "%d.%m.%Y", ",", ".", "1" },
    { "French / Français", "fr_FR", "fr", "%d/%m/%Y", ",", "\u00a0", "1" },
  };
  const char *now = demo_env_now (seed->env);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (!demo_db_exec (
            seed->db, error,
            "INSERT INTO res_lang (name, code, iso_code, url_code, date_format,"
            " decimal_point, thousands_sep, week_start, time_format, grouping, direction,"
            " active" LOG_COLUMNS ") VALUES (?1, ?2, ?3, ?3, ?4, ?5, ?6, ?7, '%H:%M:%S',"
            " '[3,0]', 'ltr', 1, 1, ?8, 1, ?8)",
            "ssssssss", rows[i][0], rows[i][1], rows[i][2], rows[i][3], rows[i][4], rows[i][5],
            rows[i][6], now))
      return FALSE;
  return TRUE;
}

static gint64
add_currency (DemoSeed *seed,
              const char *name,
              const char *full,
              const char *symbol,
              const char *position,
              const char *xmlid,
              GError **error)
{
  const char *now = demo_env_now (seed->env);
  gint64 id =
      demo_db_insert (seed->db, error,
                      "INSERT INTO res_currency (name, full_name, symbol, position, rounding,"
                      " decimal_places, active" LOG_COLUMNS ")"
                      " VALUES (?, ?, ?, ?, 10000, 2, 1" LOG_VALUES ")",
                      "ssssss", name, full, symbol, position, now, now);

  if (id > 0 && !demo_env_set_ref (seed->env, xmlid, "res.currency", id, error))
    return 0;
  return id;
}

static gboolean
add_units (DemoSeed *seed, GError **error)
{
  const char *now = demo_env_now (seed->env);

  seed->unit = demo_db_insert (seed->db, error,
                               "INSERT INTO uom_uom (name, factor, rounding, relative_factor,"
                               " sequence, active" LOG_COLUMNS ")"
                               " VALUES ('Units', 1000000, 10000, 1000000, 100, 1" LOG_VALUES ")",
                               "ss", now, now);
  return seed->unit > 0
         && demo_env_set_ref (seed->env, "uom.product_uom_unit", "uom.uom", seed->unit, error);
}

static gboolean
add_subtypes (DemoSeed *seed, GError **error)
{
  static const struct
  {
    const char *name, *xmlid;
    gint64 internal;
  } rows[] = {
    { "Discussions", "mail.mt_comment", 0 },   { "Note", "mail.mt_note", 1 },
    { "Activities", "mail.mt_activities", 1 }, { "Validated", "account.mt_invoice_validated", 0 },
    { "Paid", "account.mt_invoice_paid", 0 },
  };
  static const struct
  {
    const char *name, *xmlid, *category, *icon;
  } types[] = {
    { "Email", "mail.mail_activity_data_email", "default", "fa-envelope" },
    { "Call", "mail.mail_activity_data_call", "phonecall", "fa-phone" },
    { "Meeting", "mail.mail_activity_data_meeting", "default", "fa-users" },
    { "To-Do", "mail.mail_activity_data_todo", "default", "fa-check" },
    { "Document", "mail.mail_activity_data_upload_document", "upload_file", "fa-upload" },
  };
  const char *now = demo_env_now (seed->env);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gint64 id = demo_db_insert (seed->db, error,
                                  "INSERT INTO mail_message_subtype (name, internal, \"default\","
                                  " sequence" LOG_COLUMNS ") VALUES (?, ?, 1, ?" LOG_VALUES ")",
                                  "siiss", rows[i].name, rows[i].internal, (gint64)i + 1, now, now);

      if (id == 0
          || !demo_env_set_ref (seed->env, rows[i].xmlid, "mail.message.subtype", id, error))
        return FALSE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      gint64 id = demo_db_insert (seed->db, error,
                                  "INSERT INTO mail_activity_type (name, category, icon, sequence,"
                                  " active" LOG_COLUMNS ") VALUES (?, ?, ?, ?, 1" LOG_VALUES ")",
                                  "sssiss", types[i].name, types[i].category, types[i].icon,
                                  (gint64)i + 1, now, now);

      if (id == 0 || !demo_env_set_ref (seed->env, types[i].xmlid, "mail.activity.type", id, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_terms (DemoSeed *seed, GError **error)
{
  static const struct
  {
    const char *name, *xmlid;
    gboolean discount;
    int first, second; /* days; the second part when there is one */
    const char *delay;
  } rows[] = {
    { "Immediate Payment", "account.account_payment_term_immediate", FALSE, 0, 0, "days_after" },
    { "14 Days", "account.account_payment_term_15days", FALSE, 14, 0, "days_after" },
    { "30 Days", "account.account_payment_term_30days", FALSE, 30, 0, "days_after" },
    { "45 Days", "account.account_payment_term_45days", FALSE, 45, 0, "days_after" },
    { "60 Days", "account.account_payment_term_60days", FALSE, 60, 0, "days_after" },
    { "2 % 10, Net 30 Days", "account.account_payment_term_30days_early_discount", TRUE, 30, 0,
      "days_after" },
    { "End of Following Month", "account.account_payment_term_end_following_month", FALSE, 0, 0,
      "days_after_end_of_next_month" },
    { "30 % Now, Balance 60 Days", "account.account_payment_term_advance_60days", FALSE, 0, 60,
      "days_after" },
  };
  const char *now = demo_env_now (seed->env);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gint64 id = demo_db_insert (
          seed->db, error,
          "INSERT INTO account_payment_term (name, note, sequence, early_discount,"
          " discount_percentage, discount_days, early_pay_discount_computation, display_on_invoice,"
          " active" LOG_COLUMNS
          ") VALUES (?1, '<p>Payment terms: ' || ?1 || '</p>', ?2, ?3, 2000000,"
          " 10, 'included', 1, 1, 1, ?4, 1, ?4)",
          "siis", rows[i].name, (gint64)i + 1, (gint64)rows[i].discount, now);

      seed->terms[i] = id;
      if (id == 0 || !demo_env_set_ref (seed->env, rows[i].xmlid, "account.payment.term", id, error)
          || !demo_db_exec (
              seed->db, error,
              "INSERT INTO account_payment_term_line (payment_id, value, value_amount,"
              " delay_type, nb_days, days_next_month" LOG_COLUMNS ")"
              " VALUES (?, 'percent', ?, ?, ?, '10'" LOG_VALUES ")",
              "iisiss", id, (gint64)(rows[i].second > 0 ? 30 : 100) * DEMO_FLOAT_ONE, rows[i].delay,
              (gint64)rows[i].first, now, now)
          || (rows[i].second > 0
              && !demo_db_exec (
                  seed->db, error,
                  "INSERT INTO account_payment_term_line (payment_id, value, value_amount,"
                  " delay_type, nb_days, days_next_month" LOG_COLUMNS ")"
                  " VALUES (?, 'percent', ?, 'days_after', ?, '10'" LOG_VALUES ")",
                  "iiiss", id, 70 * DEMO_FLOAT_ONE, (gint64)rows[i].second, now, now)))
        return FALSE;
    }
  return TRUE;
}

/* The dollar wanders a little every day. */
static void
imagine_rates (DemoSeed *seed)
{
  gint64 rate = 1085000;

  for (int day = seed->start - 31; day <= seed->today + 1; day++)
    {
      rate += demo_random_range (&seed->random, -35, 35) * 100;
      rate = CLAMP (rate, 1020000, 1190000);
      g_array_append_val (seed->rates, rate);
    }
}

static gboolean
add_parameters (DemoSeed *seed, GError **error)
{
  g_autofree char *uuid =
      demo_db_text (seed->db, NULL, "SELECT value FROM demo_setting WHERE name = 'uuid'", "");
  const char *now = demo_env_now (seed->env);

  if (uuid == NULL)
    uuid = g_uuid_string_random ();
  return demo_db_exec (seed->db, error,
                       "INSERT INTO ir_config_parameter (key, value" LOG_COLUMNS ")"
                       " VALUES ('database.uuid', ?" LOG_VALUES ")",
                       "sss", uuid, now, now)
         && demo_db_exec (seed->db, error,
                          "INSERT INTO ir_config_parameter (key, value" LOG_COLUMNS ")"
                          " VALUES ('database.create_date', ?1, 1, ?1, 1, ?1)",
                          "s", now);
}

gboolean
demo_seed_add_base (DemoSeed *seed, GError **error)
{
  imagine_rates (seed);
  seed->eur = add_currency (seed, "EUR", "Euro", "€", "after", "base.EUR", error);
  seed->usd = seed->eur > 0 ? add_currency (seed, "USD", "United States dollar", "$", "before",
                                            "base.USD", error)
                            : 0;
  return seed->usd > 0 && add_countries (seed, error) && add_languages (seed, error)
         && add_units (seed, error) && add_subtypes (seed, error) && add_terms (seed, error)
         && add_parameters (seed, error);
}
