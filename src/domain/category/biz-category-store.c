/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-category-store.h"

#include "biz-category-text.h"
#include "erp-call.h"
#include "erp-client.h"
#include "erp-domain.h"
#include "erp-json.h"

/* Cases have long texts: a page of them is an answer of a reasonable size. */
#define PAGE 200

struct _BizCategoryStore
{
  GObject parent_instance;

  ErpSession *session; /* weak (nullable): which owns this */
  BizTicketShape shape;
  gint64 project_id;
  BizCategoryBook *book; /* (owned) (nullable): closed */
  GPtrArray *waiting;    /* (owned): GTask that waits for it */
  gboolean is_learning;
};

G_DEFINE_FINAL_TYPE (BizCategoryStore, biz_category_store, G_TYPE_OBJECT)

static void ask_page (BizCategoryStore *self, BizCategoryBook *book, gint64 before);

static void
biz_category_store_finalize (GObject *object)
{
  BizCategoryStore *self = BIZ_CATEGORY_STORE (object);

  g_clear_weak_pointer (&self->session);
  g_clear_object (&self->book);
  g_ptr_array_unref (self->waiting);

  G_OBJECT_CLASS (biz_category_store_parent_class)->finalize (object);
}

static void
biz_category_store_class_init (BizCategoryStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = biz_category_store_finalize;
}

static void
biz_category_store_init (BizCategoryStore *self)
{
  self->waiting = g_ptr_array_new ();
}

/**
 * biz_category_store_get:
 * @service: a service desk
 *
 * Returns: (transfer none): what its closed cases teach
 */
BizCategoryStore *
biz_category_store_get (BizService *service)
{
  ErpSession *session;
  BizCategoryStore *self;
  g_autofree char *key = NULL;

  g_return_val_if_fail (BIZ_IS_SERVICE (service), NULL);

  session = biz_service_get_session (service);
  key = g_strdup_printf ("biz-category-%" G_GINT64_FORMAT, biz_service_get_project (service));
  self = g_object_get_data (G_OBJECT (session), key);
  if (self == NULL)
    {
      self = g_object_new (BIZ_TYPE_CATEGORY_STORE, NULL);
      g_set_weak_pointer (&self->session, session);
      self->shape = *biz_service_get_shape (service);
      self->project_id = biz_service_get_project (service);
      g_object_set_data_full (G_OBJECT (session), key, self, g_object_unref);
    }

  return self;
}

BizCategoryBook *
biz_category_store_get_book (BizCategoryStore *self)
{
  g_return_val_if_fail (BIZ_IS_CATEGORY_STORE (self), NULL);

  return self->book;
}

void
biz_category_store_forget (BizCategoryStore *self)
{
  g_return_if_fail (BIZ_IS_CATEGORY_STORE (self));

  g_clear_object (&self->book);
}

/* What is read of a case; lives in its call. */
typedef struct
{
  const char *text;     /* (nullable): a field */
  const char *category; /* a field */
  gboolean is_list;
  BizCategoryBook *book; /* (owned) (nullable) */
} Reader;

static Reader *
new_reader (BizCategoryStore *self, BizCategoryBook *book)
{
  Reader *reader = g_new0 (Reader, 1);

  reader->text = self->shape.fields[BIZ_TICKET_TEXT];
  reader->category = self->shape.fields[BIZ_TICKET_CATEGORY];
  reader->is_list = biz_ticket_shape_is_list (&self->shape, BIZ_TICKET_CATEGORY);
  reader->book = book != NULL ? g_object_ref (book) : NULL;

  return reader;
}

static void
free_reader (gpointer data)
{
  Reader *reader = data;

  g_clear_object (&reader->book);
  g_free (reader);
}

/* The first one, where there are several. */
static gboolean
read_category (Reader *reader, JsonObject *row, gint64 *id, char **name, GError **error)
{
  JsonArray *list;
  JsonObject *first;
  const char *text = NULL;

  *id = 0;
  if (!reader->is_list)
    return erp_json_get_many2one (row, reader->category, id, name, error);
  if (!erp_json_get_array (json_object_get_member (row, reader->category), &list, error))
    return FALSE;
  if (json_array_get_length (list) == 0)
    return TRUE;
  if (!erp_json_get_object (json_array_get_element (list, 0), &first, error)
      || !erp_json_get_int (first, "id", id, error)
      || !erp_json_get_string (first, "display_name", &text, error))
    return FALSE;
  *name = g_strdup (text);

  return TRUE;
}

static gboolean
read_text (
    Reader *reader, JsonObject *row, gint64 *id, const char **title, char **text, GError **error)
{
  const char *html = NULL;

  if (!erp_json_get_int (row, "id", id, error) || !erp_json_get_string (row, "name", title, error)
      || (reader->text != NULL && !erp_json_get_string (row, reader->text, &html, error)))
    return FALSE;
  *text = biz_category_text_from_html (html);

  return TRUE;
}

static gboolean
get_rows (JsonNode *result, JsonArray **rows, GError **error)
{
  JsonObject *answer;

  return erp_json_get_object (result, &answer, error)
         && erp_json_get_array (json_object_get_member (answer, "records"), rows, error);
}

/* In a thread: one page into the book. Gives the least id, 0 at the end; the book is closed
 * then. */
static gpointer
decode_page (JsonNode *result, gpointer user_data, GError **error)
{
  Reader *reader = user_data;
  JsonArray *rows;
  gint64 least = 0;
  guint n;

  if (!get_rows (result, &rows, error))
    return NULL;
  n = json_array_get_length (rows);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *category = NULL;
      g_autofree char *text = NULL;
      const char *title;
      gint64 category_id;
      JsonObject *row;

      if (!erp_json_get_object (json_array_get_element (rows, i), &row, error)
          || !read_text (reader, row, &least, &title, &text, error)
          || !read_category (reader, row, &category_id, &category, error))
        return NULL;
      biz_category_book_add (reader->book, category_id, category, title, text);
    }
  if (n < PAGE || biz_category_book_get_n_cases (reader->book) >= BIZ_CATEGORY_MAX_READ)
    {
      least = 0;
      biz_category_book_close (reader->book);
    }

  return g_memdup2 (&least, sizeof least);
}

/* In a thread: what the book says of each. */
static gpointer
decode_guesses (JsonNode *result, gpointer user_data, GError **error)
{
  Reader *reader = user_data;
  g_autoptr (GHashTable) guesses =
      g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_object_unref);
  JsonArray *rows;

  if (!get_rows (result, &rows, error))
    return NULL;
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      g_autofree char *text = NULL;
      const char *title;
      gint64 id;
      JsonObject *row;

      if (!erp_json_get_object (json_array_get_element (rows, i), &row, error)
          || !read_text (reader, row, &id, &title, &text, error))
        return NULL;
      g_hash_table_insert (guesses, g_memdup2 (&id, sizeof id),
                           biz_category_book_guess (reader->book, title, text));
    }

  return g_steal_pointer (&guesses);
}

/* "{name, description, category_id}" */
static JsonNode *
make_specification (BizCategoryStore *self, gboolean with_category)
{
  JsonObject *object = json_object_new ();
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  json_object_set_object_member (object, "name", json_object_new ());
  if (self->shape.fields[BIZ_TICKET_TEXT] != NULL)
    json_object_set_object_member (object, self->shape.fields[BIZ_TICKET_TEXT], json_object_new ());
  if (with_category)
    json_object_set_member (object, self->shape.fields[BIZ_TICKET_CATEGORY],
                            erp_json_literal ("{\"fields\":{\"display_name\":{}}}"));
  json_node_take_object (node, object);

  return node;
}

static ErpCall *
new_read (BizCategoryStore *self, ErpDomain *domain, guint limit, gboolean with_category)
{
  ErpCall *call = erp_call_new_read (self->shape.model, "web_search_read");

  erp_call_set_arg_domain (call, "domain", domain);
  erp_call_take_arg (call, "specification", make_specification (self, with_category));
  erp_call_set_arg_int (call, "limit", limit);
  erp_call_set_arg_int (call, "count_limit", limit + 1);
  erp_call_set_arg_string (call, "order", "id desc");

  return call;
}

/* What was asked: cases. */
static void
guesses_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GHashTable *guesses = erp_client_call_finish (ERP_CLIENT (source), result, &error);

  if (guesses != NULL)
    g_task_return_pointer (task, guesses, (GDestroyNotify)g_hash_table_unref);
  else
    g_task_return_error (task, error);
}

/* Takes @task, whose data are the ids. */
static void
ask_guesses (BizCategoryStore *self, GTask *task)
{
  GArray *ids = g_task_get_task_data (task);
  g_autoptr (ErpDomain) domain = erp_domain_new ();
  g_autoptr (ErpCall) call = NULL;

  erp_domain_add_ids (domain, "id", "in", (const gint64 *)(gpointer)ids->data, ids->len);
  call = new_read (self, domain, ids->len, FALSE);
  erp_call_set_decoder (call, decode_guesses, new_reader (self, self->book), free_reader,
                        (GDestroyNotify)g_hash_table_unref);
  erp_client_call_async (erp_session_get_client (self->session), call,
                         g_task_get_cancellable (task), guesses_cb, task);
}

/* Takes @error: NULL where it was learned. */
static void
end_learning (BizCategoryStore *self, GError *error)
{
  g_autoptr (GPtrArray) waiting = g_steal_pointer (&self->waiting);

  self->is_learning = FALSE;
  self->waiting = g_ptr_array_new ();
  for (guint i = 0; i < waiting->len; i++)
    {
      GTask *task = g_ptr_array_index (waiting, i);

      if (error == NULL)
        ask_guesses (self, task);
      else
        {
          g_task_return_error (task, g_error_copy (error));
          g_clear_object (&task);
        }
    }
  g_clear_error (&error);
}

/* A page on its way. */
typedef struct
{
  BizCategoryStore *self; /* (owned) */
  BizCategoryBook *book;  /* (owned) */
} Learning;

static void
page_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Learning *learning = user_data;
  g_autoptr (BizCategoryStore) self = learning->self;
  g_autoptr (BizCategoryBook) book = learning->book;
  GError *error = NULL;
  g_autofree gint64 *least = erp_client_call_finish (ERP_CLIENT (source), result, &error);

  if (least == NULL)
    end_learning (self, error);
  else if (self->session == NULL)
    end_learning (self, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "signed out"));
  else if (*least > 0)
    ask_page (self, book, *least);
  else
    {
      g_set_object (&self->book, book);
      end_learning (self, NULL);
    }
}

static void
ask_page (BizCategoryStore *self, BizCategoryBook *book, gint64 before)
{
  g_autoptr (ErpDomain) domain = erp_domain_new ();
  g_autoptr (ErpCall) call = NULL;
  Learning *learning = g_new0 (Learning, 1);

  biz_ticket_shape_add_base (&self->shape, domain, self->project_id);
  biz_ticket_shape_add_closed (&self->shape, domain);
  erp_domain_add_bool (domain, self->shape.fields[BIZ_TICKET_CATEGORY], "!=", FALSE);
  if (before > 0)
    erp_domain_add_int (domain, "id", "<", before);
  call = new_read (self, domain, PAGE, TRUE);
  erp_call_set_background (call, TRUE);
  erp_call_set_decoder (call, decode_page, new_reader (self, book), free_reader, g_free);
  learning->self = g_object_ref (self);
  learning->book = g_object_ref (book);
  erp_client_call_async (erp_session_get_client (self->session), call, NULL, page_cb, learning);
}

/**
 * biz_category_store_guess_async:
 * @self: what closed cases teach
 * @ids: (array length=n_ids): cases
 * @n_ids: how many
 * @cancellable: (nullable): to stop waiting
 * @callback: called when done
 * @user_data: for @callback
 *
 * Where cases have no category at this server, nothing is said of any.
 */
void
biz_category_store_guess_async (BizCategoryStore *self,
                                const gint64 *ids,
                                gsize n_ids,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  GArray *list;
  GTask *task;

  g_return_if_fail (BIZ_IS_CATEGORY_STORE (self));
  g_return_if_fail (ids != NULL && n_ids > 0);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, biz_category_store_guess_async);
  list = g_array_sized_new (FALSE, FALSE, sizeof (gint64), (guint)n_ids);
  g_array_append_vals (list, ids, (guint)n_ids);
  g_task_set_task_data (task, list, (GDestroyNotify)g_array_unref);
  if (self->shape.model == NULL || self->shape.fields[BIZ_TICKET_CATEGORY] == NULL)
    {
      g_task_return_pointer (
          task, g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_object_unref),
          (GDestroyNotify)g_hash_table_unref);
      g_clear_object (&task);
      return;
    }
  if (self->book != NULL)
    {
      ask_guesses (self, task);
      return;
    }
  g_ptr_array_add (self->waiting, task);
  if (!self->is_learning)
    {
      g_autoptr (BizCategoryBook) book = biz_category_book_new ();

      self->is_learning = TRUE;
      ask_page (self, book, 0);
    }
}

GHashTable *
biz_category_store_guess_finish (BizCategoryStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
