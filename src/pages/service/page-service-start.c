/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-service-private.h"

#include "erp-call.h"
#include "erp-capabilities.h"
#include "erp-client.h"
#include "erp-domain.h"
#include "erp-profile.h"
#include "kit-format.h"
#include "page-text.h"
#include "page-weak.h"

#include <glib/gi18n-lib.h>

#define PROJECTS_KEY "service-projects"

/* What stands in front of the queue: what the server has, and which project was chosen. */

static GSettings *
open_settings (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = NULL;

  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, QUITTANCE_APP_ID, TRUE);
  if (schema == NULL || !g_settings_schema_has_key (schema, PROJECTS_KEY))
    return NULL;

  return g_settings_new_full (schema, NULL, NULL);
}

static const char *
get_profile_id (ErpSession *session)
{
  return erp_profile_get_id (erp_session_get_profile (session));
}

gint64
page_service_read_project (ErpSession *session)
{
  g_autoptr (GSettings) settings = open_settings ();
  g_autoptr (GVariant) all =
      settings != NULL ? g_settings_get_value (settings, PROJECTS_KEY) : NULL;
  gint64 project = 0;

  if (all != NULL)
    g_variant_lookup (all, get_profile_id (session), "x", &project);

  return project;
}

static void
write_project (PageService *self, gint64 project)
{
  g_autoptr (GSettings) settings = open_settings ();
  g_autoptr (GVariant) all = NULL;
  GVariantDict dict;

  if (settings == NULL)
    return;
  all = g_settings_get_value (settings, PROJECTS_KEY);
  g_variant_dict_init (&dict, all);
  g_variant_dict_insert (&dict, get_profile_id (self->session), "x", project);
  g_settings_set_value (settings, PROJECTS_KEY, g_variant_dict_end (&dict));
}

static void
show_none (PageService *self, const char *title, const char *description)
{
  adw_status_page_set_title (self->none_page, title);
  adw_status_page_set_description (self->none_page, description);
  gtk_stack_set_visible_child_name (self->stack, "none");
}

static void
show_failed (PageService *self, const GError *error)
{
  g_autofree char *text = g_markup_escape_text (error->message, -1);

  show_none (self, _ ("The Service Desk Could Not Be Opened"), text);
}

static void
add_project (PageService *self, BizChoice *project)
{
  GtkWidget *row = adw_action_row_new ();
  gint64 *id = g_new (gint64, 1);

  *id = biz_choice_get_id (project);
  g_object_set_data_full (G_OBJECT (row), "project", id, g_free);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), biz_choice_get_name (project));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_append (self->projects, row);
}

static void
show_projects (PageService *self)
{
  GListModel *projects = biz_service_get_teams (self->service);
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->projects))) != NULL)
    gtk_list_box_remove (self->projects, row);
  for (guint i = 0; i < g_list_model_get_n_items (projects); i++)
    {
      g_autoptr (BizChoice) project = g_list_model_get_item (projects, i);

      add_project (self, project);
    }
  if (g_list_model_get_n_items (projects) == 0)
    show_none (self, _ ("No Project Yet"),
               _ ("This server has no helpdesk, and no project whose tasks could serve as cases. "
                  "Make a project in the ERP, or ask an administrator to install a helpdesk."));
  else
    gtk_stack_set_visible_child_name (self->stack, "project");
}

static void
projects_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PageService) self = page_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  gboolean ok = biz_service_load_finish (BIZ_SERVICE (source), result, &error);

  if (self == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (!ok)
    show_failed (self, error);
  else
    show_projects (self);
}

/* Behind the queue: what cases can be given. */
static void
lists_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PageService) self = page_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  gboolean ok = biz_service_load_finish (BIZ_SERVICE (source), result, &error);

  if (self == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (!ok)
    kit_inline_error_set_error (self->error,
                                _ ("What cases can be given could not be read. Refresh the list."),
                                error);
  page_service_name_waiting (self);
  page_service_update_verbs (self);
}

/* What is asked first is answered first: the cases, then what stands beside them. */
static void
show_queue (PageService *self)
{
  const char *note = biz_service_get_refusal (self->service);
  const gboolean begins = self->frame == NULL;

  page_service_forget_due (self);
  gtk_label_set_text (self->note_label, note != NULL ? note : "");
  gtk_widget_set_visible (GTK_WIDGET (self->note_label), note != NULL);
  if (begins)
    page_service_build (self);
  gtk_stack_set_visible_child_name (self->stack, "queue");
  if (self->searched != NULL)
    kit_filter_bar_set_text (self->filter_bar, self->searched);
  g_clear_pointer (&self->searched, g_free);
  page_service_load (self);
  biz_service_load_async (self->service, self->cancellable, lists_loaded_cb, page_weak_new (self));
  page_service_read_clocks (self);
  page_saved_filters_refresh (self->saved);
  if (self->wanted > 0)
    page_service_open (self, self->wanted);
  page_service_update_verbs (self);
}

void
page_service_choose_project (PageService *self)
{
  gtk_stack_set_visible_child_name (self->stack, "wait");
  biz_service_load_async (self->service, self->cancellable, projects_loaded_cb,
                          page_weak_new (self));
}

void
page_service_project_chosen (PageService *self, gint64 project_id)
{
  write_project (self, project_id);
  biz_service_set_project (self->service, project_id);
  if (self->shown != NULL)
    {
      page_case_show (self->pane, NULL);
      g_clear_object (&self->shown);
      page_split_hide_record (self->split);
    }
  show_queue (self);
}

/**
 * page_service_start:
 * @self: the page
 *
 * Waits until it is known what the server has, then shows the queue, or what is missing. May be
 * called again.
 */
void
page_service_start (PageService *self)
{
  ErpCapabilities *capabilities = erp_session_get_capabilities (self->session);

  if (!erp_capabilities_get_complete (capabilities))
    {
      g_signal_handlers_disconnect_by_func (capabilities, page_service_start, self);
      g_signal_connect_object (capabilities, "notify::complete", G_CALLBACK (page_service_start),
                               self, G_CONNECT_SWAPPED);
      erp_session_complete (self->session);
      return;
    }
  if (self->service == NULL)
    {
      self->service = biz_service_new (self->session, page_service_read_project (self->session));
      page_case_set_service (self->pane, self->service);
    }
  if (biz_service_is_ready (self->service))
    show_queue (self);
  else if (biz_service_get_kind (self->service) == BIZ_TICKETS_TASKS)
    page_service_choose_project (self);
  else
    show_none (self, _ ("No Service Desk Here"),
               _ ("This server has neither a helpdesk nor projects, or you may not see them. An "
                  "administrator installs a helpdesk, or adds you to its users."));
}

/* saved views */

/* The quick view in front of the words becomes that chip. */
static void
apply_cb (PageService *self, BizSavedFilter *filter)
{
  const char *text = biz_saved_filter_get_text (filter);
  g_autofree char *first = NULL;
  const char *rest = text;

  if (text == NULL)
    {
      kit_inline_error_set_message (self->error,
                                    _ ("This filter was made in a browser, and cannot be said in "
                                       "the words of this search."));
      return;
    }
  kit_inline_error_clear (self->error);
  for (guint n = 2; n > 0; n--)
    {
      g_auto (GStrv) parts = biz_filter_split (text);
      g_autofree char *token = NULL;

      if (g_strv_length (parts) < n)
        continue;
      token = n == 2 ? g_strdup_printf ("%s %s", parts[0], parts[1]) : g_strdup (parts[0]);
      if (!kit_filter_chips_set_token (self->views, token))
        continue;
      first = g_strjoinv (" ", parts + n);
      rest = first;
      break;
    }
  if (first == NULL)
    kit_filter_chips_set_token (self->views, NULL);
  page_service_search (self, rest);
  kit_ledger_list_focus_rows (self->list);
}

static void
save_cb (PageService *self)
{
  const char *view = kit_filter_chips_get_token (self->views);
  g_autofree char *typed = kit_filter_bar_get_text (self->filter_bar);
  g_autofree char *text = g_strconcat (view != NULL ? view : "",
                                       view != NULL && *typed != '\0' ? " " : "", typed, NULL);
  const BizSavedState state = { text, NULL, NULL };

  page_saved_filters_ask (self->saved, &state);
}

void
page_service_add_saved (PageService *self)
{
  GDate today = page_text_get_today (self->session);
  g_autoptr (BizSavedFilters) filters =
      biz_saved_filters_new (erp_session_get_client (self->session),
                             biz_service_get_model (self->service),
                             biz_service_get_grammar (self->service), self->moment.uid);

  biz_saved_filters_set_today (filters, &today);
  page_saved_filters_set_filters (self->saved, filters);
  g_signal_connect_object (self->saved, "apply", G_CALLBACK (apply_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->saved, "save", G_CALLBACK (save_cb), self, G_CONNECT_SWAPPED);
}

/* one case by its id */

static gpointer
decode_ticket (JsonNode *answer, gpointer user_data, GError **error)
{
  return biz_tickets_new_from_json (user_data, answer, error);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PageService) self = page_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = erp_client_call_finish (ERP_CLIENT (source), result, &error);

  if (self == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->opening);
  if (found == NULL)
    kit_inline_error_set_error (self->error, _ ("The case could not be opened."), error);
  else if (found->len == 0)
    kit_inline_error_set_message (
        self->error,
        _ ("This case is not there any more, or it is archived. One that the server itself merged "
           "into another case has its messages there, and cannot be parted here."));
  else
    page_service_show_ticket (self, g_ptr_array_index (found, 0));
}

/**
 * page_service_open:
 * @self: the page
 * @id: a case
 *
 * Shows it in the pane, whether the list has it or not.
 */
void
page_service_open (PageService *self, gint64 id)
{
  const BizTicketShape *shape;
  g_autoptr (ErpDomain) domain = NULL;
  g_autoptr (ErpCall) call = NULL;
  g_autofree char *specification = NULL;

  g_return_if_fail (PAGE_IS_SERVICE (self));

  self->wanted = id;
  if (self->frame == NULL)
    return;
  self->wanted = 0;
  shape = biz_service_get_shape (self->service);
  domain = erp_domain_new ();
  erp_domain_add_ids (domain, "id", "in", &id, 1);
  specification = biz_ticket_shape_make_specification (shape);
  call = erp_call_new_read (shape->model, "web_search_read");
  erp_call_set_arg_domain (call, "domain", domain);
  erp_call_set_arg_json (call, "specification", specification);
  erp_call_set_arg_int (call, "limit", 1);
  erp_call_set_decoder (call, decode_ticket, g_memdup2 (shape, sizeof *shape), g_free,
                        (GDestroyNotify)g_ptr_array_unref);
  g_cancellable_cancel (self->opening);
  g_clear_object (&self->opening);
  self->opening = g_cancellable_new ();
  erp_client_call_async (erp_session_get_client (self->session), call, self->opening, opened_cb,
                         page_weak_new (self));
}
