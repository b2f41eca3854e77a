/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-customer-details.h"

#include <glib/gi18n-lib.h>

struct _PageCustomerDetails
{
  AdwBin parent_instance;

  GtkBox *contacts; /* in the bin */
  GtkBox *terms;
  GtkBox *more;
};

G_DEFINE_FINAL_TYPE (PageCustomerDetails, page_customer_details, ADW_TYPE_BIN)

enum
{
  OPEN_REQUESTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
clear_box (GtkBox *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
}

GtkWidget *
page_customer_details_new_heading (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");

  return label;
}

static GtkWidget *
new_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);

  return label;
}

static void
copy_cb (GtkWidget *button)
{
  const char *text = g_object_get_data (G_OBJECT (button), "text");

  gdk_clipboard_set_text (gtk_widget_get_clipboard (button), text);
  gtk_widget_activate_action (button, "win.toast", "s", _ ("Copied"));
}

/* The desktop's own program for it: who has none is told so by the desktop. */
static void
launch_cb (GtkWidget *button)
{
  GtkRoot *root = gtk_widget_get_root (button);

  gtk_show_uri (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                g_object_get_data (G_OBJECT (button), "uri"), GDK_CURRENT_TIME);
}

static GtkWidget *
new_icon_button (const char *icon, const char *name, const char *key, char *value)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (button), key, value, g_free);

  return button;
}

/* (transfer full): without anything that a header or a number has no use for: what stands in a
 * record may come from anybody. */
static char *
make_uri (const char *scheme, const char *text)
{
  g_autoptr (GString) clean = g_string_new (NULL);
  g_autofree char *escaped = NULL;
  gboolean phone = g_str_equal (scheme, "tel");

  for (const char *p = text; *p != '\0'; p++)
    if (phone ? g_ascii_isdigit (*p) || (*p == '+' && clean->len == 0)
              : !g_ascii_isspace (*p) && !g_ascii_iscntrl (*p))
      g_string_append_c (clean, *p);
  escaped = g_uri_escape_string (clean->str, phone ? "+" : "@", TRUE);

  return g_strdup_printf ("%s:%s", scheme, escaped);
}

static void
add_way (GtkBox *box, const char *scheme, const char *text)
{
  gboolean mail = g_str_equal (scheme, "mailto");
  GtkWidget *line, *label, *copy, *launch;

  if (text == NULL)
    return;
  line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  label = new_label (text, "numeric");
  copy =
      new_icon_button ("edit-copy-symbolic", mail ? _ ("Copy the Address") : _ ("Copy the Number"),
                       "text", g_strdup (text));
  launch = new_icon_button (mail ? "mail-send-symbolic" : "call-start-symbolic",
                            mail ? _ ("Write a Mail") : _ ("Call"), "uri", make_uri (scheme, text));
  gtk_widget_set_hexpand (label, TRUE);
  g_signal_connect (copy, "clicked", G_CALLBACK (copy_cb), NULL);
  g_signal_connect (launch, "clicked", G_CALLBACK (launch_cb), NULL);
  gtk_box_append (GTK_BOX (line), label);
  gtk_box_append (GTK_BOX (line), copy);
  gtk_box_append (GTK_BOX (line), launch);
  gtk_box_append (box, line);
}

static void
add_contact (PageCustomerDetails *self, const BizCustomerContact *contact)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_add_css_class (box, "contact");
  gtk_box_append (GTK_BOX (box), new_label (contact->name, NULL));
  if (contact->role != NULL)
    gtk_box_append (GTK_BOX (box), new_label (contact->role, "dim-label"));
  add_way (GTK_BOX (box), "mailto", contact->email);
  add_way (GTK_BOX (box), "tel", contact->phone);
  add_way (GTK_BOX (box), "tel", contact->mobile);
  gtk_box_append (self->contacts, box);
}

static void
add_fact (PageCustomerDetails *self, const char *name, const char *value)
{
  GtkWidget *box;

  if (value == NULL || value[0] == '\0')
    return;
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (box), new_label (name, "dim-label"));
  gtk_box_append (GTK_BOX (box), new_label (value, "numeric"));
  gtk_box_append (self->terms, box);
}

static void
member_cb (GtkWidget *button, gpointer user_data)
{
  g_signal_emit (user_data, signals[OPEN_REQUESTED], 0, "res.partner",
                 *(const gint64 *)g_object_get_data (G_OBJECT (button), "id"));
}

static void
add_member (PageCustomerDetails *self, gint64 id, const char *name, const char *kind)
{
  GtkWidget *button = gtk_button_new_with_label (name);
  GtkWidget *label = gtk_button_get_child (GTK_BUTTON (button));

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (button, kind);
  g_object_set_data_full (G_OBJECT (button), "id", g_memdup2 (&id, sizeof id), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (member_cb), self, 0);
  gtk_box_append (self->terms, button);
}

static void
add_group (PageCustomerDetails *self, const BizCustomerFacts *facts)
{
  if (facts->group_id == 0 && facts->members->len == 0)
    return;
  gtk_box_append (self->terms, page_customer_details_new_heading (_ ("Group")));
  if (facts->group_id != 0)
    add_member (self, facts->group_id, facts->group, _ ("Belongs To"));
  for (guint i = 0; i < facts->members->len; i++)
    {
      const BizCustomerContact *member = g_ptr_array_index (facts->members, i);

      add_member (self, member->id, member->name, _ ("Company of the Group"));
    }
}

static void
fill_terms (PageCustomerDetails *self, const BizCustomerFacts *facts)
{
  g_autofree char *limit = biz_money_format (&facts->limit, BIZ_MONEY_SYMBOL);
  g_autofree char *banks = g_strjoinv ("\n", facts->banks);

  gtk_box_append (self->terms, page_customer_details_new_heading (_ ("Terms")));
  add_fact (self, _ ("Payment Terms"), facts->terms);
  add_fact (self, _ ("Price List"), facts->price_list);
  if (facts->may_see_limit)
    add_fact (self, _ ("Credit Limit"), facts->has_limit ? limit : _ ("None of his own"));
  add_fact (self, _ ("Salesperson"), facts->salesperson);
  add_fact (self, _ ("Language"), facts->language);
  add_fact (self, _ ("Tax ID"), facts->tax_number);
  add_fact (self, _ ("Bank Accounts"), banks);
  add_fact (self, _ ("Address"), facts->address);
  add_fact (self, _ ("Website"), facts->website);
  add_fact (self, _ ("Tags"), facts->tags);
  add_group (self, facts);
}

static void
page_customer_details_class_init (PageCustomerDetailsClass *klass)
{
  signals[OPEN_REQUESTED] =
      g_signal_new ("open-requested", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_INT64);
}

static GtkBox *
add_box (GtkWidget *parent)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  gtk_box_append (GTK_BOX (parent), box);

  return GTK_BOX (box);
}

static void
page_customer_details_init (PageCustomerDetails *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);

  gtk_widget_add_css_class (box, "customer-details");
  self->contacts = add_box (box);
  self->terms = add_box (box);
  self->more = add_box (box);
  adw_bin_set_child (ADW_BIN (self), box);
}

/**
 * page_customer_details_set_customer:
 * @self: the column
 * @customer: (nullable): who
 */
void
page_customer_details_set_customer (PageCustomerDetails *self, BizCustomer *customer)
{
  const BizCustomerFacts *facts;

  g_return_if_fail (PAGE_IS_CUSTOMER_DETAILS (self));

  clear_box (self->contacts);
  clear_box (self->terms);
  if (customer == NULL)
    return;
  facts = biz_customer_get_facts (customer);
  gtk_box_append (self->contacts, page_customer_details_new_heading (_ ("Contacts")));
  if (facts->contacts->len == 0)
    gtk_box_append (self->contacts, new_label (_ ("Nobody is entered."), "dim-label"));
  for (guint i = 0; i < facts->contacts->len; i++)
    add_contact (self, g_ptr_array_index (facts->contacts, i));
  fill_terms (self, facts);
}

void
page_customer_details_add (PageCustomerDetails *self, GtkWidget *section)
{
  g_return_if_fail (PAGE_IS_CUSTOMER_DETAILS (self));

  gtk_box_append (self->more, section);
}
