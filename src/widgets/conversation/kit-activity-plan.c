/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kit"

#include "config.h"

#include "kit-activity-plan.h"

#include "biz-record-search.h"
#include "erp-capabilities.h"
#include "erp-job.h"
#include "erp-session.h"
#include "kit-date-entry.h"
#include "kit-inline-error.h"
#include "kit-search-picker.h"

#include <glib/gi18n-lib.h>

/* A usual time to think again. */
#define USUAL_DAYS 5

struct _KitActivityPlan
{
  GtkPopover parent_instance;

  GtkDropDown *type;
  GtkEntry *summary;
  KitDateEntry *date;
  KitSearchPicker *user;
  KitInlineError *error;
  GtkButton *plan_button;

  BizThread *thread; /* (owned) (nullable) */
  GDate today;
  gboolean is_loading; /* the kinds */
  gboolean is_planning;
};

G_DEFINE_FINAL_TYPE (KitActivityPlan, kit_activity_plan, GTK_TYPE_POPOVER)

static void
update (KitActivityPlan *self)
{
  GDate date;
  gboolean ready = self->thread != NULL && !self->is_planning
                   && kit_search_picker_get_chosen (self->user) != NULL
                   && kit_date_entry_get_date (self->date, &date)
                   && (gtk_drop_down_get_selected_item (self->type) != NULL
                       || gtk_entry_get_text_length (self->summary) > 0);

  gtk_widget_set_sensitive (GTK_WIDGET (self->plan_button), ready);
}

static void
types_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KitActivityPlan) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) types = biz_thread_load_types_finish (BIZ_THREAD (source), result, &error);

  if (self->thread != BIZ_THREAD (source))
    return;
  self->is_loading = FALSE;
  if (types != NULL)
    gtk_drop_down_set_model (self->type, types);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    kit_inline_error_set_error (self->error, _ ("The kinds of activities could not be loaded."),
                                error);
  update (self);
}

/* Asked for when it is needed first. */
static void
shown_cb (KitActivityPlan *self)
{
  GDate date = self->today;

  if (self->thread == NULL)
    return;
  kit_inline_error_clear (self->error);
  gtk_editable_set_text (GTK_EDITABLE (self->summary), "");
  g_date_add_days (&date, USUAL_DAYS);
  kit_date_entry_set_today (self->date, &self->today);
  kit_date_entry_set_date (self->date, &date);
  if (!self->is_loading && gtk_drop_down_get_model (self->type) == NULL)
    {
      self->is_loading = TRUE;
      biz_thread_load_types_async (self->thread, NULL, types_cb, g_object_ref (self));
    }
  update (self);
}

static void
planned_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KitActivityPlan) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ErpJob) job = biz_thread_job_finish (BIZ_THREAD (source), result, &error);

  if (self->thread != BIZ_THREAD (source))
    return;
  self->is_planning = FALSE;
  if (job != NULL)
    gtk_popover_popdown (GTK_POPOVER (self));
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    kit_inline_error_set_error (self->error, _ ("It was not planned."), error);
  update (self);
}

static void
plan_cb (KitActivityPlan *self)
{
  BizChoice *user = kit_search_picker_get_chosen (self->user);
  BizChoice *type = gtk_drop_down_get_selected_item (self->type);
  const char *summary = gtk_editable_get_text (GTK_EDITABLE (self->summary));
  GDate date;

  if (!gtk_widget_get_sensitive (GTK_WIDGET (self->plan_button)) || user == NULL
      || !kit_date_entry_get_date (self->date, &date))
    return;
  if (*summary == '\0' && type != NULL)
    summary = biz_choice_get_name (type);
  kit_inline_error_clear (self->error);
  self->is_planning = TRUE;
  update (self);
  biz_thread_plan_async (self->thread, type != NULL ? biz_choice_get_id (type) : 0, summary, NULL,
                         user, &date, NULL, planned_cb, g_object_ref (self));
}

static void
changed_cb (KitActivityPlan *self)
{
  update (self);
}

static char *
get_title (gpointer item)
{
  return g_strdup (biz_choice_get_name (item));
}

static char *
get_details (gpointer item)
{
  return g_strdup (biz_choice_get_code (item));
}

static void
kit_activity_plan_dispose (GObject *object)
{
  g_clear_object (&KIT_ACTIVITY_PLAN (object)->thread);

  G_OBJECT_CLASS (kit_activity_plan_parent_class)->dispose (object);
}

static void
kit_activity_plan_class_init (KitActivityPlanClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kit_activity_plan_dispose;
  g_type_ensure (KIT_TYPE_DATE_ENTRY);
  g_type_ensure (KIT_TYPE_INLINE_ERROR);
  g_type_ensure (KIT_TYPE_SEARCH_PICKER);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/quittance/Quittance/widgets/kit-activity-plan.ui");
  gtk_widget_class_bind_template_child (widget_class, KitActivityPlan, type);
  gtk_widget_class_bind_template_child (widget_class, KitActivityPlan, summary);
  gtk_widget_class_bind_template_child (widget_class, KitActivityPlan, date);
  gtk_widget_class_bind_template_child (widget_class, KitActivityPlan, user);
  gtk_widget_class_bind_template_child (widget_class, KitActivityPlan, error);
  gtk_widget_class_bind_template_child (widget_class, KitActivityPlan, plan_button);
  gtk_widget_class_bind_template_callback (widget_class, shown_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, plan_cb);
}

static void
kit_activity_plan_init (KitActivityPlan *self)
{
  g_autoptr (GtkExpression) name = gtk_property_expression_new (BIZ_TYPE_CHOICE, NULL, "name");

  g_date_clear (&self->today, 1);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_drop_down_set_expression (self->type, name);
  kit_inline_error_set_retry_label (self->error, NULL);
  kit_search_picker_set_describe (self->user, get_title, get_details);
  kit_search_picker_set_name (self->user, _ ("Who does it"));
  kit_search_picker_set_placeholder (self->user, _ ("A colleague"));
  g_signal_connect_object (self->date, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
}

GtkWidget *
kit_activity_plan_new (void)
{
  return g_object_new (KIT_TYPE_ACTIVITY_PLAN, NULL);
}

void
kit_activity_plan_set_thread (KitActivityPlan *self, BizThread *thread, const GDate *today)
{
  g_autoptr (BizRecordSearch) search = NULL;
  g_autoptr (BizChoice) me = NULL;
  ErpCapabilities *capabilities;
  ErpSession *session;

  g_return_if_fail (KIT_IS_ACTIVITY_PLAN (self));
  g_return_if_fail (thread == NULL || BIZ_IS_THREAD (thread));

  if (self->thread != NULL && thread != NULL
      && !g_str_equal (biz_thread_get_model (self->thread), biz_thread_get_model (thread)))
    gtk_drop_down_set_model (self->type, NULL);
  g_set_object (&self->thread, thread);
  self->is_loading = FALSE;
  self->is_planning = FALSE;
  if (thread == NULL)
    return;
  self->today = *today;
  session = biz_thread_get_session (thread);
  capabilities = erp_session_get_capabilities (session);
  search = biz_record_search_new_users (erp_session_get_client (session));
  kit_search_picker_set_search (self->user, G_LIST_MODEL (search));
  me = biz_choice_new (erp_capabilities_get_uid (capabilities),
                       erp_capabilities_get_user_name (capabilities),
                       erp_capabilities_get_login (capabilities));
  kit_search_picker_set_chosen (self->user, me);
  update (self);
}
