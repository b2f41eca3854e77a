/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-ledger.h"
#include "demo-models.h"
#include "demo-thread.h"

/* Opportunities. How likely one is follows from its stage alone, where nobody says it. */

#define PERCENT (DEMO_FLOAT_ONE)
#define DAYS_BETWEEN(a, b) "CAST(ABS(JULIANDAY(" a ") - JULIANDAY(" b ")) AS INTEGER) * 1000000"

static const DemoField fields[] = {
  F_CHAR ("name", "Opportunity", .flags = DEMO_REQUIRED | DEMO_INDEX),
  F_SELECT ("type",
            "Type",
            "lead:Lead|opportunity:Opportunity",
            .flags = DEMO_REQUIRED | DEMO_INDEX,
            .value = "\"opportunity\""),
  F_ACTIVE,
  F_SELECT ("priority", "Priority", "0:Low|1:Medium|2:High|3:Very High", .value = "\"0\""),
  F_M2O ("stage_id", "Stage", "crm.stage", .flags = DEMO_INDEX),
  F_M2O ("user_id", "Salesperson", "res.users", .flags = DEMO_INDEX),
  F_M2O ("team_id", "Sales Team", "crm.team", .flags = DEMO_INDEX),
  F_M2O ("company_id", "Company", "res.company", .flags = DEMO_INDEX),
  F_M2O ("company_currency",
         "Currency",
         "res.currency",
         .sql = "(SELECT c.currency_id FROM res_company c"
                " WHERE c.id = COALESCE($.company_id, {company}))"),
  F_M2O ("partner_id", "Customer", "res.partner", .flags = DEMO_INDEX),
  F_M2O ("commercial_partner_id",
         "Customer Company",
         "res.partner",
         .related = "partner_id.commercial_partner_id",
         .since = 19),
  F_CHAR ("partner_name", "Company Name"),
  F_CHAR ("contact_name", "Contact Name"),
  F_CHAR ("function", "Job Position"),
  F_CHAR ("email_from", "Email", .flags = DEMO_INDEX),
  F_CHAR ("email_cc", "Email cc"),
  F_CHAR ("phone", "Phone"),
  F_CHAR ("mobile", "Mobile", .until = 18),
  F_CHAR ("city", "City"),
  F_M2O ("country_id", "Country", "res.country"),
  F_CHAR ("website", "Website"),
  F_CHAR ("referred", "Referred By"),
  F_HTML ("description", "Notes"),
  F_MONEY ("expected_revenue", "Expected Revenue", "company_currency", .value = "0.0"),
  F_MONEY ("prorated_revenue",
           "Prorated Revenue",
           "company_currency",
           .sql = "CAST(ROUND($.expected_revenue * ($.probability / 1000000.0) / 100)"
                  " AS INTEGER)"),
  F_FLOAT ("probability", "Probability", .flags = DEMO_NO_COPY),
  F_FLOAT ("automated_probability", "Automated Probability", .flags = DEMO_READONLY | DEMO_NO_COPY),
  F_BOOL ("is_automated_probability",
          "Is automated probability?",
          .sql = "($.probability = $.automated_probability)"),
  F_SELECT ("won_status",
            "Won/Lost",
            "won:Won|lost:Lost|pending:Pending",
            .sql = "(CASE WHEN $.probability = 100000000 AND EXISTS (SELECT 1 FROM crm_stage s"
                   " WHERE s.id = $.stage_id AND s.is_won) THEN 'won'"
                   " WHEN NOT $.active AND $.probability = 0 THEN 'lost' ELSE 'pending' END)",
            .since = 19),
  F_M2O ("lost_reason_id", "Lost Reason", "crm.lost.reason", .flags = DEMO_INDEX),
  F_DATE ("date_deadline", "Expected Closing"),
  F_TIME ("date_open", "Assignment Date", .flags = DEMO_READONLY | DEMO_NO_COPY),
  F_TIME ("date_closed", "Closed Date", .flags = DEMO_READONLY | DEMO_NO_COPY),
  F_TIME ("date_last_stage_update", "Last Stage Update", .flags = DEMO_READONLY | DEMO_NO_COPY),
  F_TIME ("date_conversion", "Conversion Date", .flags = DEMO_READONLY),
  F_FLOAT ("day_open", "Days to Assign", .sql = DAYS_BETWEEN ("$.date_open", "$.create_date")),
  F_FLOAT ("day_close", "Days to Close", .sql = DAYS_BETWEEN ("$.date_closed", "$.create_date")),
  F_M2M ("tag_ids", "Tags", "crm.tag", "crm_tag_rel", "lead_id", "tag_id"),
  F_INT ("color", "Color Index", .value = "0"),
  F_O2M ("order_ids", "Orders", "sale.order", "opportunity_id"),
  F_INT ("quotation_count",
         "Number of Quotations",
         .sql = "(SELECT COUNT(*) FROM sale_order o WHERE o.opportunity_id = $.id"
                " AND o.state IN ('draft', 'sent'))"),
  DEMO_THREAD_FIELDS ("crm.lead"),
  { 0 },
};

static const DemoAccessRow access_rows[] = {
  { "sales_team.group_sale_salesman", DEMO_READ | DEMO_WRITE | DEMO_CREATE },
  { "sales_team.group_sale_manager", DEMO_ALL },
  { 0 },
};

static JsonNode *
my_own (DemoEnv *env)
{
  return demo_json ("[\"|\", [\"user_id\", \"=\", %" G_GINT64_FORMAT "],"
                    " [\"user_id\", \"=\", false]]",
                    demo_env_get_uid (env));
}

static JsonNode *
everything (DemoEnv *env)
{
  return demo_json ("[[1, \"=\", 1]]");
}

static const DemoRule rules[] = {
  { "sales_team.group_sale_salesman", 0, my_own },
  { "sales_team.group_sale_salesman_all_leads", 0, everything },
  { NULL },
};

/* The first of the others is one in ten, the last before it is won two in three. */
static gint64
likely_in_stage (DemoEnv *env, gint64 stage)
{
  DemoDb *db = demo_env_get_db (env);
  gint64 before, all;

  if (stage == 0)
    return 0;
  if (demo_env_get_int (env, "crm.stage", stage, "is_won"))
    return 100 * PERCENT;
  all = demo_db_int (db, NULL, "SELECT COUNT(*) FROM crm_stage WHERE NOT is_won", "");
  before = demo_db_int (db, NULL,
                        "SELECT COUNT(*) FROM crm_stage s JOIN crm_stage t ON t.id = ?"
                        " WHERE NOT s.is_won AND (s.sequence, s.id) < (t.sequence, t.id)",
                        "i", stage);

  return (10 + (all > 1 ? 56 * before / (all - 1) : 0)) * PERCENT;
}

static void
set_missing (JsonObject *vals, const char *member, const char *text)
{
  if (text != NULL && *text != '\0' && !json_object_has_member (vals, member))
    json_object_set_string_member (vals, member, text);
}

static void
take_partner (DemoEnv *env, JsonObject *vals, gint64 partner)
{
  gint64 firm = demo_env_get_int (env, "res.partner", partner, "commercial_partner_id");
  g_autofree char *name = demo_env_get_text (env, "res.partner", partner, "name");
  g_autofree char *firm_name = demo_env_get_text (env, "res.partner", firm, "name");
  g_autofree char *mail = demo_env_get_text (env, "res.partner", partner, "email");
  g_autofree char *phone = demo_env_get_text (env, "res.partner", partner, "phone");

  if (demo_env_get_int (env, "res.partner", firm, "is_company"))
    set_missing (vals, "partner_name", firm_name);
  if (!demo_env_get_int (env, "res.partner", partner, "is_company"))
    set_missing (vals, "contact_name", name);
  set_missing (vals, "email_from", mail);
  set_missing (vals, "phone", phone);
  if (demo_vals_text (vals, "name") == NULL && name != NULL)
    {
      g_autofree char *title = g_strdup_printf ("%s's opportunity", name);

      json_object_set_string_member (vals, "name", title);
    }
}

/* Of whoever works on it: where he works now, else where he may. */
static void
set_company (DemoEnv *env, JsonObject *vals)
{
  gint64 user = demo_vals_int (vals, "user_id");
  gint64 team = demo_vals_int (vals, "team_id");
  gint64 partner = demo_vals_int (vals, "partner_id");
  gint64 company = team > 0 ? demo_env_get_int (env, "crm.team", team, "company_id") : 0;

  if (company == 0 && user > 0)
    company = demo_db_int (demo_env_get_db (env), NULL,
                           "SELECT cid FROM res_company_users_rel WHERE user_id = ?1"
                           " ORDER BY cid = ?2 DESC,"
                           " cid = (SELECT company_id FROM res_users WHERE id = ?1) DESC LIMIT 1",
                           "ii", user, demo_env_get_company (env));
  else if (company == 0 && partner > 0)
    company = demo_env_get_int (env, "res.partner", partner, "company_id");
  if (company > 0)
    json_object_set_int_member (vals, "company_id", company);
}

static gboolean
defaults (DemoEnv *env, const DemoModel *model, JsonObject *vals, GError **error)
{
  if (!demo_vals_has (vals, "user_id"))
    json_object_set_int_member (vals, "user_id", demo_env_get_uid (env));

  return TRUE;
}

static gboolean
before_create (DemoEnv *env, const DemoModel *model, JsonObject *vals, GError **error)
{
  DemoDb *db = demo_env_get_db (env);
  gint64 partner = demo_vals_int (vals, "partner_id");
  gint64 likely, stage;

  if (partner > 0)
    {
      if (!demo_move_check_exists (env, "res.partner", "res_partner", partner, error))
        return FALSE;
      take_partner (env, vals, partner);
    }
  if (!demo_vals_has (vals, "stage_id"))
    {
      stage = demo_db_int (db, NULL,
                           "SELECT id FROM crm_stage WHERE NOT fold ORDER BY sequence, name, id"
                           " LIMIT 1",
                           "");
      if (stage > 0)
        json_object_set_int_member (vals, "stage_id", stage);
    }
  if (!demo_vals_has (vals, "team_id"))
    {
      gint64 team =
          demo_db_int (db, NULL, "SELECT id FROM crm_team ORDER BY sequence, id LIMIT 1", "");

      if (team > 0)
        json_object_set_int_member (vals, "team_id", team);
    }
  if (!demo_vals_has (vals, "company_id"))
    set_company (env, vals);
  stage = demo_vals_int (vals, "stage_id");
  likely = likely_in_stage (env, stage);
  demo_vals_set_amount (vals, "automated_probability", likely, DEMO_FLOAT_DECIMALS);
  if (!demo_vals_has (vals, "probability") || likely == 100 * PERCENT)
    demo_vals_set_amount (vals, "probability", likely, DEMO_FLOAT_DECIMALS);
  json_object_set_string_member (vals, "date_last_stage_update", demo_env_now (env));
  if (demo_vals_int (vals, "user_id") > 0)
    json_object_set_string_member (vals, "date_open", demo_env_now (env));
  if (demo_vals_amount (vals, "probability", DEMO_FLOAT_DECIMALS) >= 100 * PERCENT)
    json_object_set_string_member (vals, "date_closed", demo_env_now (env));

  return TRUE;
}

/* Since 19 nothing in a won stage is less than certain. */
static gboolean
check_lead (DemoEnv *env, gint64 id, GError **error)
{
  gint64 likely = demo_env_get_int (env, "crm.lead", id, "probability");
  gint64 stage = demo_env_get_int (env, "crm.lead", id, "stage_id");

  if (likely < 0 || likely > 100 * PERCENT)
    {
      g_set_error_literal (error, DEMO_ERROR, DEMO_ERROR_VALIDATION,
                           "How likely an opportunity is lies between 0 and 100 percent.");
      return FALSE;
    }
  if (demo_env_get_series (env) >= 19 && likely != 100 * PERCENT && stage > 0
      && demo_env_get_int (env, "crm.stage", stage, "is_won"))
    {
      g_set_error_literal (error, DEMO_ERROR, DEMO_ERROR_VALIDATION,
                           "What is in a won stage is not lost. Give it another stage first.");
      return FALSE;
    }

  return TRUE;
}

static gboolean
after_create (DemoEnv *env, const DemoModel *model, gint64 id, JsonObject *vals, GError **error)
{
  return check_lead (env, id, error)
         && demo_thread_log_created (env, "crm.lead", id, "Opportunity created", error);
}

/* A stage says how likely it is, unless the same write does; what was likely by hand stays. */
static void
take_stage (DemoEnv *env, const DemoIds *ids, JsonObject *vals)
{
  gint64 likely = likely_in_stage (env, demo_vals_int (vals, "stage_id"));
  gboolean by_hand = FALSE;

  for (guint i = 0; i < ids->len; i++)
    by_hand |=
        demo_env_get_int (env, "crm.lead", demo_ids_get (ids, i), "probability")
        != demo_env_get_int (env, "crm.lead", demo_ids_get (ids, i), "automated_probability");
  json_object_set_string_member (vals, "date_last_stage_update", demo_env_now (env));
  demo_vals_set_amount (vals, "automated_probability", likely, DEMO_FLOAT_DECIMALS);
  if (likely == 100 * PERCENT && demo_env_get_series (env) >= 19)
    json_object_set_boolean_member (vals, "active", TRUE);
  if (likely == 100 * PERCENT || (!by_hand && !json_object_has_member (vals, "probability")))
    demo_vals_set_amount (vals, "probability", likely, DEMO_FLOAT_DECIMALS);
}

static gboolean
before_write (
    DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *vals, GError **error)
{
  gboolean archived = json_object_has_member (vals, "active") && !demo_vals_true (vals, "active");

  if (demo_vals_int (vals, "stage_id") > 0)
    take_stage (env, ids, vals);
  /* Until 18 what is put away is lost. */
  if (archived && demo_env_get_series (env) < 19)
    {
      demo_vals_set_amount (vals, "probability", 0, DEMO_FLOAT_DECIMALS);
      demo_vals_set_amount (vals, "automated_probability", 0, DEMO_FLOAT_DECIMALS);
    }
  if (archived || demo_vals_amount (vals, "probability", DEMO_FLOAT_DECIMALS) >= 100 * PERCENT)
    json_object_set_string_member (vals, "date_closed", demo_env_now (env));
  else if (demo_vals_amount (vals, "probability", DEMO_FLOAT_DECIMALS) > 0)
    json_object_set_boolean_member (vals, "date_closed", FALSE);
  if (demo_vals_int (vals, "user_id") > 0)
    json_object_set_string_member (vals, "date_open", demo_env_now (env));

  return TRUE;
}

static gboolean
after_write (
    DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *vals, GError **error)
{
  for (guint i = 0; i < ids->len; i++)
    if (!check_lead (env, demo_ids_get (ids, i), error))
      return FALSE;

  return TRUE;
}

/* Answers null. */
static JsonNode *
set_lost (
    DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *args, GError **error)
{
  g_autoptr (JsonObject) vals = json_object_new ();

  json_object_set_boolean_member (vals, "active", FALSE);
  demo_vals_set_amount (vals, "probability", 0, DEMO_FLOAT_DECIMALS);
  demo_vals_set_amount (vals, "automated_probability", 0, DEMO_FLOAT_DECIMALS);
  if (demo_vals_int (args, "lost_reason_id") > 0)
    json_object_set_int_member (vals, "lost_reason_id", demo_vals_int (args, "lost_reason_id"));

  demo_env_write (env, model->name, ids, vals, error);

  return NULL;
}

static JsonNode *
set_won (DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *args, GError **error)
{
  g_autoptr (JsonObject) vals = json_object_new ();
  gint64 stage =
      demo_db_int (demo_env_get_db (env), NULL,
                   "SELECT id FROM crm_stage WHERE is_won ORDER BY sequence, id LIMIT 1", "");

  if (stage == 0)
    {
      g_set_error_literal (error, DEMO_ERROR, DEMO_ERROR_USER,
                           "No stage says that an opportunity is won. Make one first.");
      return NULL;
    }
  json_object_set_boolean_member (vals, "active", TRUE);
  json_object_set_int_member (vals, "stage_id", stage);

  return demo_env_write (env, model->name, ids, vals, error) ? demo_json_true () : NULL;
}

static const DemoMethod methods[] = {
  { "action_set_lost", set_lost, "lost_reason_id" },
  { "action_set_won", set_won, "" },
  { 0 },
};

const DemoModel demo_lead_model = {
  .name = "crm.lead",
  .label = "Lead",
  .table = "crm_lead",
  .order = "priority desc, id desc",
  .company_field = "company_id",
  .fields = fields,
  .methods = methods,
  .mixins = demo_thread_mixins,
  .access = access_rows,
  .rules = rules,
  .defaults = defaults,
  .before_create = before_create,
  .after_create = after_create,
  .before_write = before_write,
  .after_write = after_write,
};
