/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "cli"

#include "config.h"

#include "cli-command.h"
#include "draw-table.h"

#include <gio/gunixoutputstream.h>
#include <glib/gi18n-lib.h>
#include <unistd.h>

static const char *
get_kind (ErpProfile *profile)
{
  if (erp_profile_get_is_demo (profile))
    return _ ("demo company");

  switch (erp_profile_get_kind (profile))
    {
    case ERP_PROFILE_PRODUCTION:
      return _ ("production");
    case ERP_PROFILE_STAGING:
      return _ ("staging");
    case ERP_PROFILE_TRAINING:
      return _ ("training");
    default:
      g_return_val_if_reached ("");
    }
}

static CliExit
run (CliEnvironment *environment, char **arguments)
{
  const DrawColumn columns[] = {
    { "name", _ ("Name"), DRAW_COLUMN_TEXT },   { "kind", _ ("Kind"), DRAW_COLUMN_TEXT },
    { "url", _ ("Address"), DRAW_COLUMN_TEXT }, { "database", _ ("Database"), DRAW_COLUMN_TEXT },
    { "login", _ ("User"), DRAW_COLUMN_TEXT },  { "key_ends", _ ("Key ends"), DRAW_COLUMN_DATE },
  };
  GListModel *profiles = G_LIST_MODEL (cli_environment_get_profiles (environment));
  g_autoptr (GOutputStream) out = g_unix_output_stream_new (STDOUT_FILENO, FALSE);
  g_autoptr (DrawTable) table = NULL;
  g_autoptr (GError) error = NULL;

  if (!cli_command_check_arguments (&cli_profiles_command, arguments, 0))
    return CLI_EXIT_USAGE;

  table = draw_table_new (DRAW_TABLE_TEXT, columns, G_N_ELEMENTS (columns), out);
  for (guint i = 0; i < g_list_model_get_n_items (profiles); i++)
    {
      g_autoptr (ErpProfile) profile = g_list_model_get_item (profiles, i);
      GDateTime *expires = erp_profile_get_key_expires (profile);
      GDate day;

      g_date_clear (&day, 1);
      if (expires != NULL)
        g_date_set_dmy (&day, (GDateDay)g_date_time_get_day_of_month (expires),
                        (GDateMonth)g_date_time_get_month (expires),
                        (GDateYear)g_date_time_get_year (expires));
      draw_table_add_text (table, erp_profile_get_name (profile));
      draw_table_add_text (table, get_kind (profile));
      draw_table_add_text (table, erp_profile_get_url (profile));
      draw_table_add_text (table, erp_profile_get_database (profile));
      draw_table_add_text (table, erp_profile_get_login (profile));
      draw_table_add_date (table, &day);
      if (!draw_table_end_row (table, NULL, &error))
        return cli_exit_with_error (error);
    }
  if (!draw_table_close (table, NULL, &error))
    return cli_exit_with_error (error);

  return CLI_EXIT_DONE;
}

const CliCommand cli_profiles_command = {
  .name = "profiles",
  .summary = N_ ("List the servers you signed in to"),
  .run = run,
};
