/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kit"

#include "config.h"

#include "kit-followers.h"

#include "biz-partner.h"
#include "biz-record-search.h"
#include "erp-session.h"
#include "kit-inline-error.h"
#include "kit-search-picker.h"

#include <glib/gi18n-lib.h>

struct _KitFollowers
{
  AdwBin parent_instance;

  GtkMenuButton *button;
  GtkButton *follow_button;
  GtkListBox *list;
  GtkLabel *empty;
  GtkBox *adding;
  KitSearchPicker *picker;
  KitInlineError *error;

  BizThread *thread; /* (owned) (nullable) */
  gboolean is_writing;
};

G_DEFINE_FINAL_TYPE (KitFollowers, kit_followers, ADW_TYPE_BIN)

static void
update (KitFollowers *self)
{
  guint n =
      self->thread != NULL ? g_list_model_get_n_items (biz_thread_get_followers (self->thread)) : 0;
  gboolean loaded = self->thread != NULL && biz_thread_is_loaded (self->thread);
  g_autofree char *text = g_strdup_printf (ngettext ("%u follower", "%u followers", n), n);

  gtk_widget_set_visible (GTK_WIDGET (self->button), loaded);
  gtk_menu_button_set_label (self->button, text);
  if (!loaded)
    return;
  gtk_button_set_label (self->follow_button, biz_thread_is_following (self->thread)
                                                 ? _ ("_Stop Following")
                                                 : _ ("_Follow"));
  gtk_widget_set_visible (GTK_WIDGET (self->list), n > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->empty), n == 0);
  gtk_widget_set_visible (GTK_WIDGET (self->adding), biz_thread_may_change (self->thread));
  gtk_widget_set_sensitive (GTK_WIDGET (self->follow_button), !self->is_writing);
  gtk_widget_set_sensitive (GTK_WIDGET (self->list), !self->is_writing);
  gtk_widget_set_sensitive (GTK_WIDGET (self->adding), !self->is_writing);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KitFollowers) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean done = biz_thread_set_follows_finish (BIZ_THREAD (source), result, &error);

  if (self->thread != BIZ_THREAD (source))
    return;
  self->is_writing = FALSE;
  if (!done && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    kit_inline_error_set_error (self->error, _ ("Who follows was not changed."), error);
  update (self);
}

static void
write_follows (KitFollowers *self, gint64 partner, gboolean follows)
{
  if (self->is_writing || self->thread == NULL)
    return;
  self->is_writing = TRUE;
  kit_inline_error_clear (self->error);
  update (self);
  biz_thread_set_follows_async (self->thread, partner, follows, NULL, written_cb,
                                g_object_ref (self));
}

static void
follow_cb (KitFollowers *self)
{
  write_follows (self, 0, !biz_thread_is_following (self->thread));
}

static void
remove_cb (GtkButton *button, gpointer user_data)
{
  BizFollower *follower = g_object_get_data (G_OBJECT (button), "follower");

  write_follows (user_data, biz_follower_get_partner_id (follower), FALSE);
}

static void
chosen_cb (KitFollowers *self, GObject *item)
{
  if (item == NULL)
    return;
  write_follows (self, biz_partner_get_id (BIZ_PARTNER (item)), TRUE);
  kit_search_picker_set_chosen (self->picker, NULL);
}

static const char *
describe (BizFollower *follower)
{
  if (!biz_follower_gets_messages (follower))
    return _ ("Follows some events only");
  if (biz_follower_is_colleague (follower))
    return _ ("Colleague");
  if (biz_follower_get_email (follower) == NULL)
    return _ ("No mail address: cannot be reached");
  return biz_follower_get_email (follower);
}

static GtkWidget *
create_row (gpointer item, gpointer user_data)
{
  KitFollowers *self = user_data;
  BizFollower *follower = item;
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *label = gtk_label_new (biz_follower_get_name (follower));

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (texts), label);
  label = gtk_label_new (describe (follower));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_box_append (GTK_BOX (texts), label);
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_box_append (GTK_BOX (box), texts);
  if (biz_thread_may_change (self->thread))
    {
      GtkWidget *button = gtk_button_new_from_icon_name ("window-close-symbolic");
      g_autofree char *name = g_strdup_printf (_ ("Remove %s"), biz_follower_get_name (follower));

      gtk_widget_add_css_class (button, "flat");
      gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
      gtk_widget_set_tooltip_text (button, name);
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                      -1);
      g_object_set_data_full (G_OBJECT (button), "follower", g_object_ref (follower),
                              g_object_unref);
      g_signal_connect_object (button, "clicked", G_CALLBACK (remove_cb), self, 0);
      gtk_box_append (GTK_BOX (box), button);
    }
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  return row;
}

static char *
get_title (gpointer item)
{
  return g_strdup (biz_partner_get_name (item));
}

static char *
get_details (gpointer item)
{
  return g_strdup (biz_partner_get_details (item));
}

static void
kit_followers_dispose (GObject *object)
{
  KitFollowers *self = KIT_FOLLOWERS (object);

  if (self->thread != NULL)
    g_signal_handlers_disconnect_by_data (self->thread, self);
  g_clear_object (&self->thread);

  G_OBJECT_CLASS (kit_followers_parent_class)->dispose (object);
}

static void
kit_followers_class_init (KitFollowersClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kit_followers_dispose;
  g_type_ensure (KIT_TYPE_INLINE_ERROR);
  g_type_ensure (KIT_TYPE_SEARCH_PICKER);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/quittance/Quittance/widgets/kit-followers.ui");
  gtk_widget_class_bind_template_child (widget_class, KitFollowers, button);
  gtk_widget_class_bind_template_child (widget_class, KitFollowers, follow_button);
  gtk_widget_class_bind_template_child (widget_class, KitFollowers, list);
  gtk_widget_class_bind_template_child (widget_class, KitFollowers, empty);
  gtk_widget_class_bind_template_child (widget_class, KitFollowers, adding);
  gtk_widget_class_bind_template_child (widget_class, KitFollowers, picker);
  gtk_widget_class_bind_template_child (widget_class, KitFollowers, error);
  gtk_widget_class_bind_template_callback (widget_class, follow_cb);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
}

static void
kit_followers_init (KitFollowers *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  kit_inline_error_set_retry_label (self->error, NULL);
  kit_search_picker_set_describe (self->picker, get_title, get_details);
  kit_search_picker_set_name (self->picker, _ ("Add a follower"));
  kit_search_picker_set_placeholder (self->picker, _ ("Add somebody"));
}

GtkWidget *
kit_followers_new (void)
{
  return g_object_new (KIT_TYPE_FOLLOWERS, NULL);
}

void
kit_followers_set_thread (KitFollowers *self, BizThread *thread)
{
  g_autoptr (BizRecordSearch) search = NULL;

  g_return_if_fail (KIT_IS_FOLLOWERS (self));
  g_return_if_fail (thread == NULL || BIZ_IS_THREAD (thread));

  if (self->thread == thread)
    return;
  if (self->thread != NULL)
    g_signal_handlers_disconnect_by_data (self->thread, self);
  gtk_list_box_bind_model (self->list, NULL, NULL, NULL, NULL);
  g_set_object (&self->thread, thread);
  self->is_writing = FALSE;
  kit_inline_error_clear (self->error);
  if (thread != NULL)
    {
      search =
          biz_record_search_new_partners (erp_session_get_client (biz_thread_get_session (thread)));
      kit_search_picker_set_search (self->picker, G_LIST_MODEL (search));
      g_signal_connect_object (thread, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
      gtk_list_box_bind_model (self->list, biz_thread_get_followers (thread), create_row, self,
                               NULL);
    }
  update (self);
}
