/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-document-link.h"

#include "erp-call.h"
#include "erp-capabilities.h"
#include "erp-client.h"
#include "erp-domain.h"
#include "erp-json.h"

#include <glib/gi18n-lib.h>

#define MAX_LINKS 40

struct _BizDocumentLink
{
  GObject parent_instance;

  BizLinkKind kind;
  gint64 id;
  char *name;  /* (owned) */
  char *state; /* (owned) (nullable): the server's word */
};

G_DEFINE_FINAL_TYPE (BizDocumentLink, biz_document_link, G_TYPE_OBJECT)

/* The words of orders, deliveries and moves; those of the usual state are empty. */
static const struct
{
  const char *word;
  const char *label;
} states[] = {
  { "draft", N_ ("Draft") },     { "sent", N_ ("Quotation sent") }, { "cancel", N_ ("Cancelled") },
  { "waiting", N_ ("Waiting") }, { "confirmed", N_ ("Waiting") },   { "assigned", N_ ("Ready") },
  { "done", N_ ("Done") },
};

/* How each kind is found. */
static const struct
{
  BizLinkKind kind;
  const char *model;
  const char *domain_field;
  const char *operator;
  const char *order;
} searches[] = {
  { BIZ_LINK_ORDER, "sale.order", "invoice_ids", "in", "id" },
  { BIZ_LINK_DELIVERY, "stock.picking", "sale_id.invoice_ids", "in", "id" },
  { BIZ_LINK_CREDIT_NOTE, "account.move", "reversed_entry_id", "=", "id" },
};

typedef struct
{
  GListStore *found[G_N_ELEMENTS (searches)]; /* (owned) (nullable) */
  guint n_running;
  guint n_good;
  GError *error; /* (owned) (nullable): the first */
} Load;

typedef struct
{
  GTask *task; /* (owned) */
  guint search;
} Question;

static void
free_load (gpointer data)
{
  Load *load = data;

  for (guint i = 0; i < G_N_ELEMENTS (searches); i++)
    g_clear_object (&load->found[i]);
  g_clear_error (&load->error);
  g_free (load);
}

static void
biz_document_link_finalize (GObject *object)
{
  BizDocumentLink *self = BIZ_DOCUMENT_LINK (object);

  g_free (self->name);
  g_free (self->state);

  G_OBJECT_CLASS (biz_document_link_parent_class)->finalize (object);
}

static void
biz_document_link_class_init (BizDocumentLinkClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = biz_document_link_finalize;
}

static void
biz_document_link_init (BizDocumentLink *self)
{
}

/**
 * biz_document_link_new:
 * @kind: what it is to this document
 * @id: the record
 * @name: (nullable): its number
 * @state: (nullable): the server's word for its state
 *
 * Returns: (transfer full): the link
 */
BizDocumentLink *
biz_document_link_new (BizLinkKind kind, gint64 id, const char *name, const char *state)
{
  BizDocumentLink *self = g_object_new (BIZ_TYPE_DOCUMENT_LINK, NULL);

  self->kind = kind;
  self->id = id;
  if (name == NULL || *name == '\0' || g_str_equal (name, "/"))
    self->name = g_strdup_printf (_ ("Draft %lld"), (long long)id);
  else
    self->name = g_strdup (name);
  self->state = g_strdup (state);

  return self;
}

BizLinkKind
biz_document_link_get_kind (BizDocumentLink *self)
{
  g_return_val_if_fail (BIZ_IS_DOCUMENT_LINK (self), BIZ_LINK_ORDER);

  return self->kind;
}

const char *
biz_document_link_get_model (BizDocumentLink *self)
{
  g_return_val_if_fail (BIZ_IS_DOCUMENT_LINK (self), NULL);

  for (guint i = 0; i < G_N_ELEMENTS (searches); i++)
    if (searches[i].kind == self->kind)
      return searches[i].model;

  return "account.move";
}

gint64
biz_document_link_get_id (BizDocumentLink *self)
{
  g_return_val_if_fail (BIZ_IS_DOCUMENT_LINK (self), 0);

  return self->id;
}

const char *
biz_document_link_get_name (BizDocumentLink *self)
{
  g_return_val_if_fail (BIZ_IS_DOCUMENT_LINK (self), NULL);

  return self->name;
}

/**
 * biz_document_link_get_state:
 * @self: a link
 *
 * Returns: (nullable): its state in a word; %NULL for a posted entry or a confirmed order
 */
const char *
biz_document_link_get_state (BizDocumentLink *self)
{
  g_return_val_if_fail (BIZ_IS_DOCUMENT_LINK (self), NULL);

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    if (g_strcmp0 (states[i].word, self->state) == 0)
      return _ (states[i].label);

  return NULL;
}

const char *
biz_link_kind_to_label (BizLinkKind kind)
{
  switch (kind)
    {
    case BIZ_LINK_REVERSED:
      return _ ("Takes back");
    case BIZ_LINK_CREDIT_NOTE:
      return _ ("Credit note");
    case BIZ_LINK_DELIVERY:
      return _ ("Delivery");
    case BIZ_LINK_ORDER:
    default:
      return _ ("Order");
    }
}

/* Rows of a search as links. */
static GListStore *
read_rows (JsonNode *answer, BizLinkKind kind, GError **error)
{
  g_autoptr (GListStore) links = g_list_store_new (BIZ_TYPE_DOCUMENT_LINK);
  JsonArray *rows;

  if (!erp_json_get_array (answer, &rows, error))
    return NULL;
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      g_autoptr (BizDocumentLink) link = NULL;
      JsonObject *row;
      const char *name;
      const char *state;
      gint64 id;

      if (!erp_json_get_object (json_array_get_element (rows, i), &row, error)
          || !erp_json_get_int (row, "id", &id, error)
          || !erp_json_get_string (row, "name", &name, error)
          || !erp_json_get_string (row, "state", &state, error))
        return NULL;
      link = biz_document_link_new (kind, id, name, state);
      g_list_store_append (links, link);
    }

  return g_steal_pointer (&links);
}

static void
finish_load (GTask *task)
{
  Load *load = g_task_get_task_data (task);
  g_autoptr (GListStore) all = NULL;

  if (load->n_good == 0 && load->error != NULL)
    {
      g_task_return_error (task, g_steal_pointer (&load->error));
      return;
    }
  all = g_list_store_new (BIZ_TYPE_DOCUMENT_LINK);
  for (guint i = 0; i < G_N_ELEMENTS (searches); i++)
    for (guint k = 0;
         load->found[i] != NULL && k < g_list_model_get_n_items (G_LIST_MODEL (load->found[i]));
         k++)
      {
        g_autoptr (GObject) link = g_list_model_get_item (G_LIST_MODEL (load->found[i]), k);

        g_list_store_append (all, link);
      }
  g_task_return_pointer (task, g_steal_pointer (&all), g_object_unref);
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Question *question = user_data;
  g_autoptr (GTask) task = question->task;
  Load *load = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) answer = erp_client_call_finish (ERP_CLIENT (source), result, &error);

  if (answer != NULL)
    load->found[question->search] = read_rows (answer, searches[question->search].kind, &error);
  if (error == NULL)
    load->n_good++;
  else if (load->error == NULL)
    load->error = g_steal_pointer (&error);
  if (--load->n_running == 0)
    finish_load (task);
}

static gboolean
may_ask (ErpCapabilities *capabilities, guint search)
{
  if ((erp_capabilities_get_rights (capabilities, searches[search].model) & ERP_RIGHT_READ) == 0)
    return FALSE;
  /* A path through the order exists where deliveries know their order. */
  return searches[search].kind != BIZ_LINK_DELIVERY
         || erp_capabilities_has_field (capabilities, "stock.picking", "sale_id");
}

static void
ask (GTask *task, ErpClient *client, guint search, gint64 invoice_id)
{
  static const char *const fields[] = { "name", "state", NULL };
  g_autoptr (ErpDomain) domain = erp_domain_new ();
  g_autoptr (ErpCall) call = erp_call_new_read (searches[search].model, "search_read");
  Load *load = g_task_get_task_data (task);
  Question *question = g_new0 (Question, 1);

  if (g_str_equal (searches[search].operator, "in"))
    erp_domain_add_ids (domain, searches[search].domain_field, "in", &invoice_id, 1);
  else
    erp_domain_add_int (domain, searches[search].domain_field, "=", invoice_id);
  erp_call_set_arg_domain (call, "domain", domain);
  erp_call_set_arg_strv (call, "fields", fields);
  erp_call_set_arg_int (call, "limit", MAX_LINKS);
  erp_call_set_arg_string (call, "order", searches[search].order);
  question->task = g_object_ref (task);
  question->search = search;
  load->n_running++;
  erp_client_call_async (client, call, g_task_get_cancellable (task), answered_cb, question);
}

/**
 * biz_document_links_load_async:
 * @client: who asks
 * @capabilities: what this user may see
 * @invoice_id: the document
 * @cancellable: (nullable): to stop
 * @callback: called when done
 * @user_data: for @callback
 *
 * Asks for the documents around an invoice, at most three requests side by side.
 */
void
biz_document_links_load_async (ErpClient *client,
                               ErpCapabilities *capabilities,
                               gint64 invoice_id,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Load *load;

  g_return_if_fail (ERP_IS_CLIENT (client));
  g_return_if_fail (ERP_IS_CAPABILITIES (capabilities));

  load = g_new0 (Load, 1);
  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, biz_document_links_load_async);
  g_task_set_task_data (task, load, free_load);
  for (guint i = 0; i < G_N_ELEMENTS (searches); i++)
    if (may_ask (capabilities, i))
      ask (task, client, i, invoice_id);
  if (load->n_running == 0)
    finish_load (task);
}

/**
 * biz_document_links_load_finish:
 * @result: from the callback
 * @error: return location
 *
 * Returns: (transfer full): what was found
 */
GListModel *
biz_document_links_load_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
