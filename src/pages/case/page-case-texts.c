/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-case-private.h"

#include "erp-capabilities.h"
#include "erp-session.h"
#include "kit-format.h"
#include "page-text.h"
#include "page-weak.h"

/* The texts that the server has for this person, those of the company's policy, and its macros. */

/* Whose policy is meant: that of the case, else of who works on it. */
static gint64
find_company (PageCase *self)
{
  const gint64 company = biz_ticket_get_facts (self->ticket)->company_id;
  const gint64 *ids;
  gsize n = 0;

  if (company > 0)
    return company;
  ids = erp_session_get_active_companies (self->session, &n);

  return n > 0 ? ids[0] : 0;
}

static void
add_macros (GListStore *list, BizPolicy *policy, const BizTemplateFacts *facts)
{
  g_autoptr (GPtrArray) macros = biz_service_text_list_macros (policy);

  for (guint i = 0; i < macros->len; i++)
    {
      const BizServiceText *macro = g_ptr_array_index (macros, i);
      g_autofree char *text =
          macro->text != NULL ? biz_template_fill (macro->text, facts, NULL) : NULL;
      g_autoptr (BizTemplate) item = biz_template_new_macro (macro, text);

      g_list_store_append (list, item);
    }
}

static void
add_text (GListStore *list, const char *name, const char *text, const BizTemplateFacts *facts)
{
  g_autofree char *filled = biz_template_fill (text, facts, NULL);
  g_autoptr (BizTemplate) item = biz_template_new (name, filled);

  g_list_store_append (list, item);
}

static void
add_templates (GListStore *list, BizPolicy *policy, const BizTemplateFacts *facts)
{
  g_autoptr (GPtrArray) texts = biz_service_text_list_templates (policy);

  for (guint i = 0; i < texts->len; i++)
    {
      const BizServiceText *text = g_ptr_array_index (texts, i);

      if (text->text != NULL)
        add_text (list, text->name, text->text, facts);
    }
}

/* As they would be written for this case. */
static void
fill (PageCase *self)
{
  const BizTicketFacts *facts = biz_ticket_get_facts (self->ticket);
  BizPolicy *policy = biz_policy_book_get (self->book, find_company (self));
  g_autoptr (GListStore) filled = g_list_store_new (BIZ_TYPE_TEMPLATE);
  g_autofree char *number = biz_ticket_dup_number (self->ticket);
  const GDate day = page_text_get_today (self->session);
  g_autofree char *today = kit_format_date (&day);
  const BizTemplateFacts values = {
    .customer = facts->customer,
    .number = number,
    .subject = facts->title,
    .me = erp_capabilities_get_user_name (erp_session_get_capabilities (self->session)),
    .company = facts->company,
    .team = facts->team,
    .today = today,
  };

  if (policy != NULL)
    {
      add_macros (filled, policy, &values);
      add_templates (filled, policy, &values);
    }
  for (guint i = 0; self->templates != NULL && i < g_list_model_get_n_items (self->templates); i++)
    {
      g_autoptr (BizTemplate) template = g_list_model_get_item (self->templates, i);

      add_text (filled, biz_template_get_name (template), biz_template_get_text (template),
                &values);
    }
  g_set_object (&self->texts, G_LIST_MODEL (filled));
  kit_conversation_set_templates (self->talk, self->texts);
  if (!self->wants_texts || g_list_model_get_n_items (G_LIST_MODEL (filled)) == 0)
    return;
  self->wants_texts = FALSE;
  kit_conversation_ask_template (self->talk);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PageCase) self = page_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) templates = biz_templates_load_finish (result, &error);

  if (self == NULL)
    return;
  /* The next case asks again. */
  if (templates == NULL)
    g_clear_object (&self->cancellable);
  g_set_object (&self->templates, templates);
  if (self->ticket != NULL && templates != NULL)
    fill (self);
}

static void
policy_changed_cb (PageCase *self)
{
  if (self->ticket != NULL)
    fill (self);
}

void
page_case_read_texts (PageCase *self)
{
  self->book_company = find_company (self);
  if (self->book_company != 0)
    biz_policy_book_load (self->book, &self->book_company, 1);
}

void
page_case_need_texts (PageCase *self)
{
  if (self->book == NULL)
    {
      self->book = biz_policy_book_new (erp_session_get_client (self->session));
      g_signal_connect_object (self->book, "changed", G_CALLBACK (policy_changed_cb), self,
                               G_CONNECT_SWAPPED);
    }
  if (self->book_company != find_company (self)
      || biz_policy_book_get (self->book, self->book_company) == NULL)
    page_case_read_texts (self);
  if (self->templates == NULL && self->cancellable == NULL)
    {
      self->cancellable = g_cancellable_new ();
      biz_templates_load_async (erp_session_get_client (self->session), self->cancellable,
                                loaded_cb, page_weak_new (self));
    }
  fill (self);
}

void
page_case_ask_template (PageCase *self)
{
  g_return_if_fail (PAGE_IS_CASE (self));

  if (self->ticket == NULL)
    return;
  kit_conversation_compose (self->talk, TRUE);
  self->wants_texts = TRUE;
  fill (self);
}

/* (transfer full) (nullable) */
static BizTemplate *
find_macro (PageCase *self, const char *name)
{
  for (guint i = 0; self->texts != NULL && i < g_list_model_get_n_items (self->texts); i++)
    {
      g_autoptr (BizTemplate) item = g_list_model_get_item (self->texts, i);

      if (biz_template_get_macro (item) != NULL && g_str_equal (biz_template_get_name (item), name))
        return g_steal_pointer (&item);
    }

  return NULL;
}

static void
macro_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageCase *self = PAGE_CASE (widget);
  g_autoptr (BizTemplate) item = find_macro (self, g_variant_get_string (parameter, NULL));

  if (item != NULL && self->ticket != NULL)
    page_case_use_macro (self, item);
}

void
page_case_install_texts (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "case.macro", "s", macro_action);
}
