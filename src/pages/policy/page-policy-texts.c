/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-policy-texts.h"

#include "page-policy-text-row.h"

#include <glib/gi18n-lib.h>

struct _PagePolicyTexts
{
  PagePolicyRows parent_instance;

  BizService *service; /* (owned) (nullable) */
  gboolean macros;
  gboolean filled;
};

G_DEFINE_FINAL_TYPE (PagePolicyTexts, page_policy_texts, PAGE_TYPE_POLICY_ROWS)

static void
page_policy_texts_add (PagePolicyRows *rows)
{
  PagePolicyTexts *self = PAGE_POLICY_TEXTS (rows);
  g_autoptr (BizServiceText) text = NULL;

  if (!self->filled)
    return;
  text = biz_service_text_new ("", NULL);
  text->reply = TRUE;
  page_policy_rows_begin (rows, page_policy_text_row_new (text, self->macros, self->service));
}

static void
page_policy_texts_finalize (GObject *object)
{
  g_clear_object (&PAGE_POLICY_TEXTS (object)->service);

  G_OBJECT_CLASS (page_policy_texts_parent_class)->finalize (object);
}

static void
page_policy_texts_class_init (PagePolicyTextsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = page_policy_texts_finalize;
  PAGE_POLICY_ROWS_CLASS (klass)->add = page_policy_texts_add;
}

static void
page_policy_texts_init (PagePolicyTexts *self)
{
}

static const char *
get_key (PagePolicyTexts *self)
{
  return self->macros ? "macros" : "templates";
}

static void
say (PagePolicyTexts *self)
{
  PagePolicyRows *rows = PAGE_POLICY_ROWS (self);

  if (self->macros)
    page_policy_rows_set_words (rows, _ ("Add Mac_ro"), _ ("Macros of the Service Desk"),
                                _ ("A text, and what becomes of the case when it is used."));
  else
    page_policy_rows_set_words (
        rows, _ ("Add Te_mplate"), _ ("Templates of the Service Desk"),
        _ ("Texts for replies. {customer}, {number}, {subject}, {me}, {company}, {team} and "
           "{today} become what they mean. None: the program’s own."));
}

/**
 * page_policy_texts_fill:
 * @self: the texts
 * @policy: what is changed
 * @macros: whether these are macros or templates
 * @service: (nullable): whose stages and categories there are
 */
void
page_policy_texts_fill (PagePolicyTexts *self,
                        BizPolicy *policy,
                        gboolean macros,
                        BizService *service)
{
  g_autoptr (GPtrArray) texts = NULL;

  g_return_if_fail (PAGE_IS_POLICY_TEXTS (self));
  g_return_if_fail (BIZ_IS_POLICY (policy));

  g_set_object (&self->service, service);
  self->macros = macros;
  self->filled = TRUE;
  say (self);
  page_policy_rows_clear (PAGE_POLICY_ROWS (self));
  texts = biz_service_text_list_own (policy, get_key (self));
  for (guint i = 0; i < texts->len; i++)
    page_policy_rows_append (PAGE_POLICY_ROWS (self),
                             page_policy_text_row_new (g_ptr_array_index (texts, i), macros,
                                                       service));
}

gboolean
page_policy_texts_apply (PagePolicyTexts *self, BizPolicyEdit *edit, GError **error)
{
  g_autoptr (GPtrArray) texts = NULL;
  GPtrArray *rows;

  g_return_val_if_fail (PAGE_IS_POLICY_TEXTS (self), FALSE);
  g_return_val_if_fail (BIZ_IS_POLICY_EDIT (edit), FALSE);

  if (!self->filled)
    return TRUE;
  texts = g_ptr_array_new_with_free_func ((GDestroyNotify)biz_service_text_free);
  rows = page_policy_rows_get_rows (PAGE_POLICY_ROWS (self));
  for (guint i = 0; i < rows->len; i++)
    g_ptr_array_add (texts, page_policy_text_row_dup_text (g_ptr_array_index (rows, i)));

  return biz_service_text_apply (texts, get_key (self), edit, error);
}
