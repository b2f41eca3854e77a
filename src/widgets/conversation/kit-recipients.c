/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kit"

#include "config.h"

#include "kit-recipients.h"

#include "biz-partner.h"
#include "biz-record-search.h"
#include "erp-capabilities.h"
#include "erp-session.h"
#include "kit-search-picker.h"

#include <glib/gi18n-lib.h>

struct _KitRecipients
{
  AdwBin parent_instance;

  GtkFlowBox *chips;
  GtkLabel *to_label;
  GtkMenuButton *person_button;
  KitSearchPicker *picker;
  GtkButton *suggest_button;
  GtkLabel *hint;

  BizThread *thread;         /* (owned) (nullable) */
  BizReply *reply;           /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned) (nullable) */
  gint64 suggested;
  char *suggested_name; /* (owned) (nullable) */
  guint n_reached;
};

G_DEFINE_FINAL_TYPE (KitRecipients, kit_recipients, ADW_TYPE_BIN)

enum
{
  PICKED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* One of them. */
typedef struct
{
  gint64 id;
  const char *name;
  const char *email; /* (nullable) */
  gboolean is_follower;
  gboolean is_colleague;
  gboolean is_left_out;
} Person;

static gboolean
is_message (KitRecipients *self)
{
  return self->reply != NULL && biz_reply_is_message (self->reply);
}

static gboolean
is_follower (KitRecipients *self, gint64 id)
{
  GListModel *followers = biz_thread_get_followers (self->thread);

  for (guint i = 0; i < g_list_model_get_n_items (followers); i++)
    {
      g_autoptr (BizFollower) follower = g_list_model_get_item (followers, i);

      if (biz_follower_get_partner_id (follower) == id)
        return TRUE;
    }

  return FALSE;
}

static void
unfollowed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KitRecipients) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!biz_thread_set_follows_finish (BIZ_THREAD (source), result, &error)
      && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    gtk_label_set_text (self->hint, error->message);
}

/* Where the server sends to all followers or to none, who is not to get it stops following. */
static void
leave_out (KitRecipients *self, gint64 id)
{
  if (biz_thread_can_leave_out (self->thread))
    biz_reply_leave_out (self->reply, id, TRUE);
  else
    biz_thread_set_follows_async (self->thread, id, FALSE, self->cancellable, unfollowed_cb,
                                  g_object_ref (self));
}

static void
remove_person (KitRecipients *self, gint64 id)
{
  GListStore *people = biz_reply_get_people (self->reply);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (people)); i++)
    {
      g_autoptr (BizPartner) partner = g_list_model_get_item (G_LIST_MODEL (people), i);

      if (biz_partner_get_id (partner) == id)
        {
          g_list_store_remove (people, i);
          return;
        }
    }
}

static void
button_cb (GtkButton *button, gpointer user_data)
{
  KitRecipients *self = user_data;
  gint64 *id = g_object_get_data (G_OBJECT (button), "id");

  if (self->reply == NULL)
    return;
  if (biz_reply_leaves_out (self->reply, *id))
    biz_reply_leave_out (self->reply, *id, FALSE);
  else if (biz_reply_has_person (self->reply, *id))
    remove_person (self, *id);
  else
    leave_out (self, *id);
}

static char *
describe (KitRecipients *self, const Person *person)
{
  if (person->is_left_out)
    /* Translators: a name. */
    return g_strdup_printf (_ ("Send It to %s after All"), person->name);
  if (!person->is_follower || biz_thread_can_leave_out (self->thread))
    return g_strdup_printf (_ ("Do Not Send It to %s"), person->name);

  return g_strdup_printf (_ ("Let %s Stop Following"), person->name);
}

static const char *
get_tip (const Person *person)
{
  if (person->is_left_out)
    return _ ("Follows this, and does not get this message");
  if (person->email != NULL)
    return person->email;

  return person->is_colleague ? _ ("A colleague: is told in the ERP or by mail")
                              : _ ("There is no mail address: gets nothing");
}

static GtkWidget *
create_chip (KitRecipients *self, const Person *person)
{
  GtkWidget *chip = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 3);
  GtkWidget *label = gtk_label_new (person->name);
  GtkWidget *button = gtk_button_new_from_icon_name (person->is_left_out ? "list-add-symbolic"
                                                                         : "window-close-symbolic");
  g_autofree char *action = describe (self, person);

  if (person->is_colleague)
    gtk_box_append (GTK_BOX (chip), gtk_image_new_from_icon_name ("avatar-default-symbolic"));
  else if (person->email == NULL)
    gtk_box_append (GTK_BOX (chip), gtk_image_new_from_icon_name ("dialog-warning-symbolic"));
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 28);
  gtk_widget_set_tooltip_text (chip, get_tip (person));
  gtk_widget_add_css_class (chip, "composer-chip");
  if (person->is_left_out)
    gtk_widget_add_css_class (chip, "left-out");
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "circular");
  gtk_widget_set_tooltip_text (button, action);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, action,
                                  -1);
  gtk_box_append (GTK_BOX (chip), label);
  gtk_box_append (GTK_BOX (chip), button);
  g_object_set_data_full (G_OBJECT (button), "id", g_memdup2 (&person->id, sizeof person->id),
                          g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (button_cb), self, 0);

  return chip;
}

static void
add_chip (KitRecipients *self, const Person *person)
{
  GtkWidget *child;

  gtk_flow_box_insert (self->chips, create_chip (self, person), -1);
  child = gtk_widget_get_last_child (GTK_WIDGET (self->chips));
  gtk_widget_set_focusable (child, FALSE);
  gtk_widget_set_halign (child, GTK_ALIGN_START);
  if (!person->is_left_out && (person->is_colleague || person->email != NULL))
    self->n_reached++;
}

/* The server tells its author nothing of a message. Which of the followers that is, his name says;
 * 0 where he does not follow, or two colleagues bear it. */
static gint64
find_sender (KitRecipients *self)
{
  GListModel *followers = biz_thread_get_followers (self->thread);
  const char *name = erp_capabilities_get_user_name (
      erp_session_get_capabilities (biz_thread_get_session (self->thread)));
  gint64 found = 0;

  if (!biz_thread_is_following (self->thread))
    return 0;
  for (guint i = 0; i < g_list_model_get_n_items (followers); i++)
    {
      g_autoptr (BizFollower) follower = g_list_model_get_item (followers, i);

      if (!biz_follower_is_colleague (follower)
          || g_strcmp0 (biz_follower_get_name (follower), name) != 0)
        continue;
      if (found != 0)
        return 0;
      found = biz_follower_get_partner_id (follower);
    }

  return found;
}

static void
add_followers (KitRecipients *self)
{
  GListModel *followers = biz_thread_get_followers (self->thread);
  const gint64 sender = find_sender (self);

  for (guint i = 0; i < g_list_model_get_n_items (followers); i++)
    {
      g_autoptr (BizFollower) follower = g_list_model_get_item (followers, i);
      const Person person = {
        .id = biz_follower_get_partner_id (follower),
        .name = biz_follower_get_name (follower),
        .email = biz_follower_get_email (follower),
        .is_follower = TRUE,
        .is_colleague = biz_follower_is_colleague (follower),
        .is_left_out = biz_reply_leaves_out (self->reply, biz_follower_get_partner_id (follower)),
      };

      if (biz_follower_gets_messages (follower) && person.id != sender
          && !biz_reply_has_person (self->reply, person.id))
        add_chip (self, &person);
    }
}

/* The customer is named without an address where he was offered: the server knows it. */
static void
add_people (KitRecipients *self)
{
  GListModel *people = G_LIST_MODEL (biz_reply_get_people (self->reply));

  for (guint i = 0; i < g_list_model_get_n_items (people); i++)
    {
      g_autoptr (BizPartner) partner = g_list_model_get_item (people, i);
      const gint64 id = biz_partner_get_id (partner);
      const char *email = biz_partner_get_email (partner);
      const Person person = {
        .id = id,
        .name = biz_partner_get_name (partner),
        .email = email == NULL && id == self->suggested ? _ ("The customer") : email,
      };

      add_chip (self, &person);
    }
}

static const char *
get_hint (KitRecipients *self)
{
  if (!is_message (self))
    return self->n_reached == 0
               ? _ ("Stays in the house: colleagues see it here, nobody follows notes.")
               : _ ("An internal note, and it is sent to these people all the same.");
  if (!biz_thread_is_loaded (self->thread))
    return _ ("Who follows this is not known yet.");
  if (self->n_reached == 0)
    return _ ("Nobody gets it: nobody with a mail address follows this. Add somebody.");

  return "";
}

static void
clear_chips (KitRecipients *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->chips))) != NULL)
    gtk_flow_box_remove (self->chips, child);
  self->n_reached = 0;
}

static void
fill (KitRecipients *self)
{
  const char *hint;
  gboolean has;

  clear_chips (self);
  if (self->thread == NULL)
    return;
  if (is_message (self))
    add_followers (self);
  add_people (self);
  has = gtk_widget_get_first_child (GTK_WIDGET (self->chips)) != NULL;
  gtk_widget_set_visible (GTK_WIDGET (self->chips), has);
  gtk_widget_set_visible (GTK_WIDGET (self->to_label), has || is_message (self));
  hint = get_hint (self);
  gtk_label_set_text (self->hint, hint);
  gtk_widget_set_visible (GTK_WIDGET (self->hint), *hint != '\0');
  gtk_widget_set_visible (GTK_WIDGET (self->suggest_button),
                          is_message (self) && self->suggested != 0
                              && biz_thread_is_loaded (self->thread)
                              && !is_follower (self, self->suggested)
                              && !biz_reply_has_person (self->reply, self->suggested));
}

static void
chosen_cb (KitRecipients *self, GObject *item)
{
  GtkPopover *popover = gtk_menu_button_get_popover (self->person_button);
  g_autoptr (BizPartner) partner = NULL;

  if (item == NULL || self->reply == NULL)
    return;
  partner = g_object_ref (BIZ_PARTNER (item));
  kit_search_picker_set_chosen (self->picker, NULL);
  gtk_popover_popdown (popover);
  biz_reply_leave_out (self->reply, biz_partner_get_id (partner), FALSE);
  if (!is_message (self) || !is_follower (self, biz_partner_get_id (partner)))
    biz_reply_add_person (self->reply, partner);
  g_signal_emit (self, signals[PICKED], 0, partner);
}

static char *
get_partner_title (gpointer item)
{
  return g_strdup (biz_partner_get_name (item));
}

static char *
get_partner_details (gpointer item)
{
  return g_strdup (biz_partner_get_details (item));
}

static void
suggest_cb (KitRecipients *self)
{
  g_autoptr (BizPartner) partner = biz_partner_new (self->suggested, self->suggested_name);

  biz_reply_add_person (self->reply, partner);
}

static void
let_go (KitRecipients *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->thread != NULL)
    g_signal_handlers_disconnect_by_data (self->thread, self);
  if (self->reply != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->reply, self);
      g_signal_handlers_disconnect_by_data (biz_reply_get_people (self->reply), self);
    }
  g_clear_object (&self->thread);
  g_clear_object (&self->reply);
}

static void
kit_recipients_dispose (GObject *object)
{
  KitRecipients *self = KIT_RECIPIENTS (object);

  let_go (self);
  g_clear_pointer (&self->suggested_name, g_free);

  G_OBJECT_CLASS (kit_recipients_parent_class)->dispose (object);
}

static void
kit_recipients_class_init (KitRecipientsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kit_recipients_dispose;
  signals[PICKED] = g_signal_new ("picked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, BIZ_TYPE_PARTNER);
  g_type_ensure (KIT_TYPE_SEARCH_PICKER);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/quittance/Quittance/widgets/kit-recipients.ui");
  gtk_widget_class_bind_template_child (widget_class, KitRecipients, chips);
  gtk_widget_class_bind_template_child (widget_class, KitRecipients, to_label);
  gtk_widget_class_bind_template_child (widget_class, KitRecipients, person_button);
  gtk_widget_class_bind_template_child (widget_class, KitRecipients, picker);
  gtk_widget_class_bind_template_child (widget_class, KitRecipients, suggest_button);
  gtk_widget_class_bind_template_child (widget_class, KitRecipients, hint);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, suggest_cb);
}

static void
kit_recipients_init (KitRecipients *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  kit_search_picker_set_describe (self->picker, get_partner_title, get_partner_details);
  kit_search_picker_set_name (self->picker, _ ("Person"));
  kit_search_picker_set_placeholder (self->picker, _ ("Name or mail address"));
}

GtkWidget *
kit_recipients_new (void)
{
  return g_object_new (KIT_TYPE_RECIPIENTS, NULL);
}

void
kit_recipients_set (KitRecipients *self, BizThread *thread, BizReply *reply)
{
  g_return_if_fail (KIT_IS_RECIPIENTS (self));
  g_return_if_fail (thread == NULL || (BIZ_IS_THREAD (thread) && BIZ_IS_REPLY (reply)));

  if (self->thread != thread && thread != NULL)
    {
      g_autoptr (BizRecordSearch) search =
          biz_record_search_new_partners (erp_session_get_client (biz_thread_get_session (thread)));

      kit_search_picker_set_search (self->picker, G_LIST_MODEL (search));
    }
  let_go (self);
  if (thread != NULL)
    {
      self->thread = g_object_ref (thread);
      self->reply = g_object_ref (reply);
      self->cancellable = g_cancellable_new ();
      g_signal_connect_object (thread, "changed", G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (reply, "left-out", G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (biz_reply_get_people (reply), "items-changed", G_CALLBACK (fill),
                               self, G_CONNECT_SWAPPED);
    }
  fill (self);
}

void
kit_recipients_set_suggested (KitRecipients *self, gint64 partner_id, const char *name)
{
  g_autofree char *label = NULL;

  g_return_if_fail (KIT_IS_RECIPIENTS (self));

  self->suggested = name != NULL ? partner_id : 0;
  g_free (self->suggested_name);
  self->suggested_name = g_strdup (name);
  /* Translators: the customer, offered as a recipient of a message. */
  label = g_strdup_printf (_ ("Also to %s"), name != NULL ? name : "");
  gtk_button_set_label (self->suggest_button, label);
  fill (self);
}

void
kit_recipients_update (KitRecipients *self)
{
  g_return_if_fail (KIT_IS_RECIPIENTS (self));

  fill (self);
}

void
kit_recipients_ask (KitRecipients *self)
{
  g_return_if_fail (KIT_IS_RECIPIENTS (self));

  gtk_menu_button_popup (self->person_button);
  gtk_widget_grab_focus (GTK_WIDGET (kit_search_picker_get_editable (self->picker)));
}

guint
kit_recipients_count (KitRecipients *self)
{
  g_return_val_if_fail (KIT_IS_RECIPIENTS (self), 0);

  return self->n_reached;
}
