/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-desk-news.h"

#include "biz-desk-visit.h"
#include "erp-profile.h"
#include "erp-session.h"
#include "kit-format.h"
#include "page-text.h"

#include <glib/gi18n-lib.h>

#define KEY "desk-visits"

struct _PageDeskNews
{
  AdwBin parent_instance;

  GtkBox *box;       /* owned by the tree */
  GtkLabel *heading; /* owned by the tree */
  GtkWidget *buttons[BIZ_DESK_N_NEWS];
};

G_DEFINE_FINAL_TYPE (PageDeskNews, page_desk_news, ADW_TYPE_BIN)

static guint chosen_signal;

static void
clicked_cb (GtkButton *button, gpointer user_data)
{
  guint news = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "news"));
  g_autofree char *token = g_strdup_printf ("news:%s", biz_desk_news_to_word ((BizDeskNews)news));

  g_signal_emit (user_data, chosen_signal, 0, token);
}

static void
page_desk_news_class_init (PageDeskNewsClass *klass)
{
  chosen_signal = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
page_desk_news_init (PageDeskNews *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6));
  self->heading = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->box), "desk-news");
  gtk_widget_add_css_class (GTK_WIDGET (self->heading), "dim-label");
  gtk_box_append (self->box, GTK_WIDGET (self->heading));
  for (guint i = 0; i < BIZ_DESK_N_NEWS; i++)
    {
      self->buttons[i] = gtk_button_new ();
      gtk_widget_add_css_class (self->buttons[i], "pill-link");
      gtk_widget_add_css_class (self->buttons[i], "flat");
      gtk_widget_set_visible (self->buttons[i], FALSE);
      g_object_set_data (G_OBJECT (self->buttons[i]), "news", GUINT_TO_POINTER (i));
      g_signal_connect (self->buttons[i], "clicked", G_CALLBACK (clicked_cb), self);
      gtk_box_append (self->box, self->buttons[i]);
    }
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_EXTERNAL,
                                  GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->box));
  adw_bin_set_child (ADW_BIN (self), scrolled);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

static char *
describe (BizDeskNews news, guint n)
{
  switch (news)
    {
    case BIZ_DESK_NEWS_LIMIT:
      return g_strdup_printf (ngettext ("%u newly over the limit", "%u newly over the limit", n),
                              n);
    case BIZ_DESK_NEWS_RECEIPT:
      return g_strdup_printf (ngettext ("%u freed by a receipt", "%u freed by receipts", n), n);
    case BIZ_DESK_NEWS_PROMISE:
      return g_strdup_printf (ngettext ("%u with a broken promise", "%u with a broken promise", n),
                              n);
    case BIZ_DESK_NEWS_ENDING:
      return g_strdup_printf (ngettext ("%u release ends", "%u releases end", n), n);
    case BIZ_DESK_NEWS_SLIPPED:
    case BIZ_DESK_N_NEWS:
    default:
      return g_strdup_printf (ngettext ("%u slipped through", "%u slipped through", n), n);
    }
}

/**
 * page_desk_news_set:
 * @self: the strip
 * @seen: (nullable): since when; %NULL hides it
 * @counts: how many of each
 */
void
page_desk_news_set (PageDeskNews *self, GDateTime *seen, const guint counts[BIZ_DESK_N_NEWS])
{
  g_autofree char *time = NULL;
  g_autofree char *heading = NULL;
  guint all = 0;

  g_return_if_fail (PAGE_IS_DESK_NEWS (self));

  gtk_widget_set_visible (GTK_WIDGET (self), seen != NULL);
  if (seen == NULL)
    return;
  for (guint i = 0; i < BIZ_DESK_N_NEWS; i++)
    {
      g_autofree char *text = describe ((BizDeskNews)i, counts[i]);

      gtk_button_set_label (GTK_BUTTON (self->buttons[i]), text);
      gtk_widget_set_visible (self->buttons[i], counts[i] > 0);
      all += counts[i];
    }
  time = kit_format_time (seen);
  heading = all > 0
                /* Translators: a time; what has happened since follows. */
                ? g_strdup_printf (_ ("Since %s:"), time)
                : g_strdup_printf (_ ("Nothing new since %s"), time);
  gtk_label_set_text (self->heading, heading);
}

static GSettings *
open_settings (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = NULL;

  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, QUITTANCE_APP_ID, TRUE);
  if (schema == NULL || !g_settings_schema_has_key (schema, KEY))
    return NULL;

  return g_settings_new_full (schema, NULL, NULL);
}

/**
 * page_desk_news_begin:
 * @session: who is signed in where
 *
 * Nothing of the ERP is kept, only times.
 *
 * Returns: (transfer full): what came after this moment is news
 */
GDateTime *
page_desk_news_begin (ErpSession *session)
{
  const char *id = erp_profile_get_id (erp_session_get_profile (session));
  g_autoptr (GDateTime) now = page_text_get_now (session);
  g_autoptr (GSettings) settings = open_settings ();
  g_autoptr (GVariant) all = NULL;
  BizDeskVisit visit = { 0 };
  GVariantDict dict;

  if (settings != NULL)
    {
      all = g_settings_get_value (settings, KEY);
      g_variant_lookup (all, id, "(xxx)", &visit.day, &visit.seen, &visit.last);
    }
  biz_desk_visit_begin (&visit, now);
  if (settings != NULL)
    {
      g_variant_dict_init (&dict, all);
      g_variant_dict_insert (&dict, id, "(xxx)", visit.day, visit.seen, visit.last);
      g_settings_set_value (settings, KEY, g_variant_dict_end (&dict));
    }

  return g_date_time_new_from_unix_utc (visit.seen);
}
