/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-chain.h"

#include "biz-return-chain.h"
#include "biz-return-store.h"
#include "draw-chain.h"
#include "erp-error.h"
#include "erp-link.h"
#include "erp-session.h"
#include "kit-inline-error.h"
#include "page-return-dialog.h"
#include "page-weak.h"

#include <glib/gi18n-lib.h>

struct _PageChain
{
  AdwBin parent_instance;

  GtkWidget *box;
  GtkWidget *rows;
  GtkWidget *rail;
  GtkWidget *return_button;
  KitInlineError *error_bar;

  ErpSession *session;       /* (owned) (nullable) */
  BizInvoiceStore *invoices; /* (owned) (nullable) */
  BizReturnStore *store;     /* (owned) (nullable) */
  char *model;               /* (owned) (nullable) */
  gint64 id;
  gint64 customer;
  GPtrArray *nodes;          /* (owned) (nullable): BizChainNode */
  gboolean has_goods;        /* something went out or came back */
  gboolean has_delivered;    /* something can be returned */
  GtkWindow *dialog;         /* (weak) */
  GCancellable *cancellable; /* (owned) */
};

G_DEFINE_FINAL_TYPE (PageChain, page_chain, ADW_TYPE_BIN)

enum
{
  OPEN_REQUESTED,
  CHANGED,
  DONE_SOMETHING,
  JOURNAL_REQUESTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
is_case (const char *model)
{
  return g_strcmp0 (model, "helpdesk.ticket") == 0 || g_strcmp0 (model, "project.task") == 0;
}

static gboolean
is_here (PageChain *self, const BizChainNode *node)
{
  return node->id == self->id && g_strcmp0 (node->model, self->model) == 0;
}

/* the rail */

static GArray *
list_places (PageChain *self)
{
  GArray *places = g_array_new (FALSE, FALSE, sizeof (DrawChainNode));

  for (guint i = 0; self->nodes != NULL && i < self->nodes->len; i++)
    {
      const BizChainNode *node = g_ptr_array_index (self->nodes, i);
      const DrawChainNode place = { node->parent, node->is_open, is_here (self, node) };

      g_array_append_val (places, place);
    }

  return places;
}

static void
get_ink (GtkWidget *widget, const char *name, double ink[4])
{
  GtkStyleContext *context = gtk_widget_get_style_context (widget);
  GdkRGBA colour;

  if (name == NULL || !gtk_style_context_lookup_color (context, name, &colour))
    gtk_style_context_get_color (context, &colour);
  ink[0] = colour.red;
  ink[1] = colour.green;
  ink[2] = colour.blue;
  ink[3] = name == NULL ? 0.55 * colour.alpha : colour.alpha;
}

static void
draw_rail_cb (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer user_data)
{
  PageChain *self = PAGE_CHAIN (user_data);
  g_autoptr (GArray) places = list_places (self);
  g_autofree double *middles = g_new0 (double, places->len + 1);
  GtkWidget *row = gtk_widget_get_first_child (self->rows);
  double ink[4], accent[4];

  for (guint i = 0; i < places->len && row != NULL; i++, row = gtk_widget_get_next_sibling (row))
    {
      graphene_rect_t bounds;

      if (gtk_widget_compute_bounds (row, GTK_WIDGET (area), &bounds))
        middles[i] = bounds.origin.y + bounds.size.height / 2;
    }
  get_ink (GTK_WIDGET (area), NULL, ink);
  get_ink (GTK_WIDGET (area), "accent_color", accent);
  draw_chain_draw (cr, (const DrawChainNode *)(gpointer)places->data, places->len, middles, ink,
                   accent, gtk_widget_get_direction (GTK_WIDGET (area)) == GTK_TEXT_DIR_RTL, width);
}

/* the rows */

static void open_dialog (PageChain *self, const char *model, gint64 id);

static void
row_clicked_cb (GtkWidget *button, PageChain *self)
{
  const guint i = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "place"));
  const BizChainNode *node =
      self->nodes != NULL && i < self->nodes->len ? g_ptr_array_index (self->nodes, i) : NULL;

  if (node == NULL)
    return;
  if (node->kind == BIZ_CHAIN_RETURN)
    open_dialog (self, node->model, node->id);
  else if (!is_here (self, node))
    g_signal_emit (self, signals[OPEN_REQUESTED], 0, node->model, node->id);
}

static gboolean
move_focus_cb (GtkEventControllerKey *controller,
               guint key,
               guint code,
               GdkModifierType state,
               PageChain *self)
{
  GtkWidget *focus = gtk_widget_get_focus_child (self->rows);
  GtkWidget *next = NULL;

  if (focus == NULL)
    return GDK_EVENT_PROPAGATE;
  if (key == GDK_KEY_Down)
    next = gtk_widget_get_next_sibling (focus);
  else if (key == GDK_KEY_Up)
    next = gtk_widget_get_prev_sibling (focus);
  else if (key == GDK_KEY_Home)
    next = gtk_widget_get_first_child (self->rows);
  else if (key == GDK_KEY_End)
    next = gtk_widget_get_last_child (self->rows);
  else
    return GDK_EVENT_PROPAGATE;
  if (next != NULL)
    gtk_widget_grab_focus (next);

  return GDK_EVENT_STOP;
}

static GtkWidget *
new_label (const char *text, const char *style, gboolean expands)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, expands);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  gtk_widget_add_css_class (label, "numeric");

  return label;
}

/* "Return WH/IN/00007, received, 3 Nov": as it is read out, and on one line where there is room. */
static char *
describe (const BizChainNode *node)
{
  GString *text = g_string_new (biz_chain_kind_to_label (node->kind));

  if (node->name[0] != '\0')
    g_string_append_printf (text, " %s", node->name);
  if (node->state != NULL)
    g_string_append_printf (text, ", %s", node->state);
  if (node->detail != NULL)
    g_string_append_printf (text, ", %s", node->detail);

  return g_string_free (text, FALSE);
}

static GtkWidget *
make_row (PageChain *self, guint i)
{
  const BizChainNode *node = g_ptr_array_index (self->nodes, i);
  g_autofree char *spoken = describe (node);
  g_autofree char *title = g_strjoin (" ", biz_chain_kind_to_label (node->kind), node->name, NULL);
  g_autofree char *detail = node->state != NULL && node->detail != NULL
                                ? g_strjoin (", ", node->state, node->detail, NULL)
                                : g_strdup (node->state != NULL ? node->state : node->detail);
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_append (GTK_BOX (box), new_label (title, is_here (self, node) ? "heading" : NULL, TRUE));
  if (detail != NULL)
    {
      GtkWidget *label = new_label (detail, "caption", TRUE);

      gtk_widget_add_css_class (label, "dim-label");
      gtk_box_append (GTK_BOX (box), label);
    }
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, spoken);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);
  g_object_set_data (G_OBJECT (button), "place", GUINT_TO_POINTER (i));
  g_signal_connect_object (button, "clicked", G_CALLBACK (row_clicked_cb), self, 0);

  return button;
}

static gboolean
may_return (PageChain *self)
{
  return self->store != NULL && biz_return_store_may_return (self->store)
         && (is_case (self->model) ? self->customer != 0 : self->has_delivered);
}

static void
fill (PageChain *self)
{
  g_autoptr (GArray) places = list_places (self);
  /* Papers alone are told elsewhere. */
  const gboolean filled = self->nodes != NULL && self->nodes->len > 0 && self->has_goods;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->rows)) != NULL)
    gtk_box_remove (GTK_BOX (self->rows), child);
  for (guint i = 0; filled && i < self->nodes->len; i++)
    gtk_box_append (GTK_BOX (self->rows), make_row (self, i));
  gtk_drawing_area_set_content_width (
      GTK_DRAWING_AREA (self->rail),
      (int)draw_chain_get_width ((const DrawChainNode *)(gpointer)places->data, places->len));
  gtk_widget_queue_draw (self->rail);
  gtk_widget_set_visible (self->return_button, may_return (self));
  gtk_widget_set_visible (self->box, filled || may_return (self));
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PageChain) self = page_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (BizReturnBook) book =
      biz_return_store_load_finish (BIZ_RETURN_STORE (source), result, &error);
  g_autoptr (GListModel) deliveries = NULL;

  /* Another record is asked for meanwhile. */
  if (self == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (book == NULL)
    {
      kit_inline_error_set_error (self->error_bar, _ ("The chain could not be read."), error);
      gtk_widget_set_visible (self->box, TRUE);
      return;
    }
  kit_inline_error_clear (self->error_bar);
  g_clear_pointer (&self->nodes, g_ptr_array_unref);
  self->nodes = biz_return_book_list_chain (book, self->model, self->id);
  self->has_goods = g_list_model_get_n_items (biz_return_book_get_transfers (book)) > 0;
  deliveries = biz_return_book_list_deliveries (book);
  self->has_delivered = g_list_model_get_n_items (deliveries) > 0;
  fill (self);
}

void
page_chain_refresh (PageChain *self)
{
  g_return_if_fail (PAGE_IS_CHAIN (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  if (self->model == NULL || self->store == NULL || !biz_return_store_may_look (self->store))
    return;
  biz_return_store_load_async (self->store, self->model, self->id, self->cancellable, loaded_cb,
                               page_weak_new (self));
}

/* the dialog */

static void
dialog_changed_cb (PageChain *self)
{
  page_chain_refresh (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
dialog_done_cb (PageChain *self, const char *words)
{
  g_signal_emit (self, signals[DONE_SOMETHING], 0, words);
}

static void
dialog_journal_cb (PageChain *self)
{
  g_signal_emit (self, signals[JOURNAL_REQUESTED], 0);
}

static void
open_dialog (PageChain *self, const char *model, gint64 id)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  PageReturnDialog *dialog;

  if (self->dialog != NULL)
    {
      gtk_window_present (self->dialog);
      return;
    }
  self->dialog = page_return_dialog_new (self->session, self->invoices, model, id);
  g_object_add_weak_pointer (G_OBJECT (self->dialog), (gpointer *)&self->dialog);
  dialog = PAGE_RETURN_DIALOG (self->dialog);
  if (is_case (self->model))
    page_return_dialog_set_case (dialog, self->model, self->id);
  if (GTK_IS_WINDOW (root))
    gtk_window_set_transient_for (self->dialog, GTK_WINDOW (root));
  g_signal_connect_object (dialog, "changed", G_CALLBACK (dialog_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (dialog, "done-something", G_CALLBACK (dialog_done_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (dialog, "journal-requested", G_CALLBACK (dialog_journal_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (self->dialog);
}

void
page_chain_return (PageChain *self)
{
  g_return_if_fail (PAGE_IS_CHAIN (self));

  if (!may_return (self))
    return;
  if (is_case (self->model))
    open_dialog (self, "res.partner", self->customer);
  else
    open_dialog (self, self->model, self->id);
}

static void
page_chain_dispose (GObject *object)
{
  PageChain *self = PAGE_CHAIN (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->dialog != NULL)
    g_object_remove_weak_pointer (G_OBJECT (self->dialog), (gpointer *)&self->dialog);
  self->dialog = NULL;
  g_clear_object (&self->store);
  g_clear_object (&self->session);
  g_clear_object (&self->invoices);
  g_clear_pointer (&self->nodes, g_ptr_array_unref);
  g_clear_pointer (&self->model, g_free);

  G_OBJECT_CLASS (page_chain_parent_class)->dispose (object);
}

static void
page_chain_class_init (PageChainClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = page_chain_dispose;
  signals[OPEN_REQUESTED] = g_signal_new ("open-requested", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                          NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_INT64);
  signals[CHANGED] =
      g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[DONE_SOMETHING] = g_signal_new ("done-something", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                          NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[JOURNAL_REQUESTED] = g_signal_new ("journal-requested", type, G_SIGNAL_RUN_LAST, 0, NULL,
                                             NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (KIT_TYPE_INLINE_ERROR);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/quittance/Quittance/pages/page-chain.ui");
  gtk_widget_class_bind_template_child (widget_class, PageChain, box);
  gtk_widget_class_bind_template_child (widget_class, PageChain, rows);
  gtk_widget_class_bind_template_child (widget_class, PageChain, rail);
  gtk_widget_class_bind_template_child (widget_class, PageChain, return_button);
  gtk_widget_class_bind_template_child (widget_class, PageChain, error_bar);
  gtk_widget_class_bind_template_callback (widget_class, page_chain_return);
  gtk_widget_class_bind_template_callback (widget_class, page_chain_refresh);
  gtk_widget_class_bind_template_callback (widget_class, move_focus_cb);
}

static void
page_chain_init (PageChain *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (self->rail), draw_rail_cb, self, NULL);
}

GtkWidget *
page_chain_new (void)
{
  return g_object_new (PAGE_TYPE_CHAIN, NULL);
}

void
page_chain_set_session (PageChain *self, ErpSession *session, BizInvoiceStore *invoices)
{
  g_return_if_fail (PAGE_IS_CHAIN (self));
  g_return_if_fail (ERP_IS_SESSION (session));

  g_set_object (&self->session, session);
  g_set_object (&self->invoices, invoices);
  g_clear_object (&self->store);
  self->store = biz_return_store_new (session);
}

/**
 * page_chain_show:
 * @self: a chain with a session
 * @model: (nullable): of the record where the person stands
 * @id: of that record
 *
 * Reads the chain that the record belongs to; what was shown before goes at once.
 */
void
page_chain_show (PageChain *self, const char *model, gint64 id)
{
  const gboolean same = g_strcmp0 (model, self->model) == 0 && id == self->id;

  g_return_if_fail (PAGE_IS_CHAIN (self));

  if (!same)
    {
      g_free (self->model);
      self->model = g_strdup (model);
      self->id = id;
      g_clear_pointer (&self->nodes, g_ptr_array_unref);
      self->has_goods = FALSE;
      self->has_delivered = FALSE;
      kit_inline_error_clear (self->error_bar);
      fill (self);
    }
  page_chain_refresh (self);
}

void
page_chain_set_customer (PageChain *self, gint64 partner_id)
{
  g_return_if_fail (PAGE_IS_CHAIN (self));

  self->customer = partner_id;
  fill (self);
}

/**
 * page_chain_browse:
 * @self: a chain with a session
 * @model: of a record that the program has no page for
 * @id: of the record
 *
 * Opens it in the browser.
 */
void
page_chain_browse (PageChain *self, const char *model, gint64 id)
{
  GtkRoot *root;
  g_autofree char *address = NULL;

  g_return_if_fail (PAGE_IS_CHAIN (self) && self->session != NULL);

  root = gtk_widget_get_root (GTK_WIDGET (self));
  address = erp_link_new_for_browser (erp_session_get_profile (self->session), model, id);
  gtk_show_uri (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, address, GDK_CURRENT_TIME);
}
