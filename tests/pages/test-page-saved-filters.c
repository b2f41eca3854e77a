/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "page-saved-filters.h"

#include "biz-invoice-filter.h"
#include "display-test.h"
#include "erp-error.h"
#include "fake-client.h"
#include "kit-inline-error.h"

#define SENTENCE "The rack of filters is being painted"

static JsonNode *
refuse (ErpCall *call, gpointer user_data, GError **error)
{
  g_set_error_literal (error, ERP_ERROR, ERP_ERROR_SERVER, SENTENCE);
  return NULL;
}

/* The menu is only there while it is open; the bar is a part of the template. */
static GtkWidget *
get_menu (PageSavedFilters *self)
{
  GtkWidget *button = adw_bin_get_child (ADW_BIN (self));

  return GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (button)));
}

/* What nobody asked for does not open a menu; who opens it reads what went wrong. */
static void
test_read_refused (gconstpointer user_data)
{
  gboolean shown = GPOINTER_TO_INT (user_data);
  g_autoptr (FakeClient) client = fake_client_new (refuse, NULL);
  g_autoptr (BizSavedFilters) filters =
      biz_saved_filters_new (ERP_CLIENT (client), "account.move", &biz_invoice_grammar, 7);
  PageSavedFilters *self = g_object_ref_sink (g_object_new (PAGE_TYPE_SAVED_FILTERS, NULL));
  GtkWindow *window = shown ? display_test_show (GTK_WIDGET (self), 400, 300) : NULL;

  page_saved_filters_set_filters (self, filters);
  fake_client_hold (client, TRUE);
  page_saved_filters_refresh (self);
  fake_loop_drain ();
  g_assert_cmpuint (fake_client_get_n_waiting (client), ==, 1);
  fake_client_release (client, 0);
  fake_loop_drain ();
  g_assert_false (gtk_widget_get_visible (get_menu (self)));
  if (shown)
    {
      gtk_menu_button_popup (GTK_MENU_BUTTON (adw_bin_get_child (ADW_BIN (self))));
      display_test_until (gtk_widget_get_mapped (get_menu (self)));
      g_assert_true (display_test_shows (get_menu (self), SENTENCE));
      gtk_menu_button_popdown (GTK_MENU_BUTTON (adw_bin_get_child (ADW_BIN (self))));
      display_test_close (window);
    }
  g_assert_finalize_object (self);
}

int
main (int argc, char **argv)
{
  display_test_init (&argc, &argv);
  g_test_add_data_func ("/page/saved-filters/refused/shown", GINT_TO_POINTER (TRUE),
                        test_read_refused);
  g_test_add_data_func ("/page/saved-filters/refused/nowhere", GINT_TO_POINTER (FALSE),
                        test_read_refused);
  return g_test_run ();
}
