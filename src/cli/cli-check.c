/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "cli"

#include "config.h"

#include "cli-command.h"
#include "erp-call.h"
#include "erp-capabilities.h"
#include "erp-client.h"
#include "erp-company.h"
#include "erp-json.h"

#include <glib/gi18n-lib.h>

/* What a person needs for one part of the work, and who can give it. */
typedef struct
{
  const char *work;
  const char *model;
  const char *operation;
  ErpRights right;
  const char *help;
  gboolean needed;
} Readiness;

static const Readiness readiness[] = {
  { N_ ("see invoices"), "account.move", "read", ERP_RIGHT_READ,
    N_ ("an administrator gives your user a right for Accounting or Invoicing"), TRUE },
  { N_ ("make and post invoices"), "account.move", "create", ERP_RIGHT_CREATE,
    N_ ("an administrator gives your user the right Invoicing"), FALSE },
  { N_ ("register payments"), "account.payment.register", "create", ERP_RIGHT_CREATE,
    N_ ("an administrator gives your user the right Invoicing"), FALSE },
  { N_ ("reconcile bank lines"), "account.bank.statement.line", "write", ERP_RIGHT_WRITE,
    N_ ("an administrator gives your user the full accounting right"), FALSE },
  { N_ ("find customers"), "res.partner", "read", ERP_RIGHT_READ,
    N_ ("an administrator makes you an internal user"), TRUE },
  { N_ ("find products"), "product.product", "read", ERP_RIGHT_READ,
    N_ ("an administrator gives your user a right for Sales or Invoicing"), FALSE },
  { N_ ("see sales orders"), "sale.order", "read", ERP_RIGHT_READ,
    N_ ("an administrator installs Sales and gives your user a right for it"), FALSE },
  { N_ ("see deliveries"), "stock.picking", "read", ERP_RIGHT_READ,
    N_ ("an administrator installs Inventory and gives your user a right for it"), FALSE },
  { N_ ("work on cases"), "helpdesk.ticket", "read", ERP_RIGHT_READ,
    N_ ("an administrator installs a helpdesk and adds you to a team"), FALSE },
};

static gboolean
ask_right (CliEnvironment *environment,
           ErpSession *session,
           const Readiness *item,
           gboolean *allowed,
           GError **error)
{
  ErpCapabilities *capabilities = erp_session_get_capabilities (session);
  ErpClient *client = erp_session_get_client (session);
  g_autoptr (ErpCall) call = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (JsonNode) answer = NULL;
  CliAwait await = { NULL };

  *allowed = (erp_capabilities_get_rights (capabilities, item->model) & item->right) != 0;
  if (*allowed || erp_capabilities_has_model (capabilities, item->model))
    return TRUE;

  /* not among the models that every sign-in asks about */
  call = erp_capabilities_new_rights_call (capabilities, item->model, item->operation);
  erp_client_call_async (client, call, cli_environment_get_cancellable (environment), cli_await_cb,
                         &await);
  result = cli_await (&await);
  answer = erp_client_call_finish (client, result, error);
  if (answer == NULL)
    return FALSE;
  *allowed = JSON_NODE_HOLDS_VALUE (answer) && json_node_get_value_type (answer) == G_TYPE_BOOLEAN
             && json_node_get_boolean (answer);

  return TRUE;
}

static void
print_companies (ErpCapabilities *capabilities)
{
  GListModel *companies = erp_capabilities_get_companies (capabilities);
  gint64 first = erp_capabilities_get_default_company_id (capabilities);

  for (guint i = 0; i < g_list_model_get_n_items (companies); i++)
    {
      g_autoptr (ErpCompany) company = g_list_model_get_item (companies, i);

      g_print ("  %-12s %s%s\n", i == 0 ? _ ("Companies") : "", erp_company_get_name (company),
               erp_company_get_id (company) == first ? _ (" (yours)") : "");
    }
}

static void
print_session (CliEnvironment *environment, ErpSession *session)
{
  ErpCapabilities *capabilities = erp_session_get_capabilities (session);
  ErpProfile *profile = erp_session_get_profile (session);
  GDateTime *expires = erp_profile_get_key_expires (profile);
  const char *zone = erp_capabilities_get_time_zone (capabilities);

  g_print ("  %-12s %s\n", _ ("Server"), erp_profile_get_url (profile));
  g_print ("  %-12s %s, %s\n", _ ("Version"), erp_capabilities_get_server_version (capabilities),
           cli_environment_get_transport (environment));
  g_print ("  %-12s %s\n", _ ("Database"), erp_profile_get_database (profile));
  g_print ("  %-12s %s (%s)\n", _ ("User"), erp_capabilities_get_user_name (capabilities),
           erp_capabilities_get_login (capabilities));
  g_print ("  %-12s %s\n", _ ("Time zone"), zone != NULL ? zone : "UTC");
  if (expires != NULL)
    {
      g_autofree char *day = g_date_time_format (expires, "%Y-%m-%d");

      g_print ("  %-12s %s\n", _ ("Key ends"), day);
    }
  print_companies (capabilities);
}

static CliExit
run (CliEnvironment *environment, char **arguments)
{
  g_autoptr (GError) error = NULL;
  ErpSession *session;
  gboolean ready = TRUE;

  if (!cli_command_check_arguments (&cli_check_command, arguments, 0))
    return CLI_EXIT_USAGE;
  session = cli_environment_sign_in (environment, &error);
  if (session == NULL)
    return cli_exit_with_error (error);

  print_session (environment, session);
  g_print ("\n");
  for (gsize i = 0; i < G_N_ELEMENTS (readiness); i++)
    {
      g_autoptr (GError) refusal = NULL;
      gboolean allowed = FALSE;

      if (!ask_right (environment, session, &readiness[i], &allowed, &refusal)
          && cli_exit_from_error (refusal) != CLI_EXIT_REFUSED)
        return cli_exit_with_error (refusal);
      if (allowed)
        /* Translators: such as "can register payments" */
        g_print (_ ("  can     %s\n"), _ (readiness[i].work));
      else
        /* Translators: such as "cannot register payments: an administrator gives you the right" */
        g_print (_ ("  cannot  %s: %s\n"), _ (readiness[i].work), _ (readiness[i].help));
      ready &= allowed || !readiness[i].needed;
    }

  return ready ? CLI_EXIT_DONE : CLI_EXIT_REFUSED;
}

const CliCommand cli_check_command = {
  .name = "check",
  .summary = N_ ("Connect, and say what the server has and what you may do"),
  .details = N_ ("Ends with 1 where you may not see invoices or customers."),
  .uses_server = TRUE,
  .run = run,
};
