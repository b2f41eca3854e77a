/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-similar.h"

#include "biz-category-text.h"
#include "erp-call.h"
#include "erp-client.h"
#include "erp-domain.h"
#include "erp-json.h"

#include <math.h>

#define MAX_EARLIER 12
#define MAX_READ 300
#define MAX_SIMILAR 6
#define MAX_WORDS 4
/* Less than this in common is chance. */
#define MIN_SCORE 0.2

static void
free_similar (gpointer data)
{
  BizSimilar *similar = data;

  g_clear_object (&similar->ticket);
  g_free (similar->words);
  g_free (similar);
}

void
biz_similar_cases_free (BizSimilarCases *self)
{
  if (self == NULL)
    return;
  g_clear_object (&self->earlier);
  g_clear_pointer (&self->similar, g_ptr_array_unref);
  g_free (self);
}

static GPtrArray *
split (BizTicket *ticket)
{
  return biz_category_text_split (biz_ticket_get_facts (ticket)->title, "");
}

/* How rare a word is among @n cases; what a third of them have says nothing. */
static double
get_weight (GHashTable *counts, const char *token, guint n)
{
  const guint n_with = GPOINTER_TO_UINT (g_hash_table_lookup (counts, token));

  if (n_with > 2 && 3 * n_with > n)
    return 0;

  return log ((n + 1.0) / (n_with + 0.5));
}

static GHashTable *
count_tokens (GPtrArray *texts)
{
  GHashTable *counts = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < texts->len; i++)
    {
      GPtrArray *tokens = g_ptr_array_index (texts, i);

      for (guint k = 0; k < tokens->len; k++)
        {
          BizCategoryToken *token = g_ptr_array_index (tokens, k);
          guint count = GPOINTER_TO_UINT (g_hash_table_lookup (counts, token->token));

          g_hash_table_replace (counts, token->token, GUINT_TO_POINTER (count + 1));
        }
    }

  return counts;
}

typedef struct
{
  const char *word;
  double weight;
} Common;

static int
compare_common (gconstpointer a, gconstpointer b)
{
  const Common *first = a;
  const Common *second = b;

  if (first->weight != second->weight)
    return first->weight > second->weight ? -1 : 1;

  return g_strcmp0 (first->word, second->word);
}

static char *
join_words (GArray *common)
{
  g_autoptr (GHashTable) told = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GString) words = g_string_new (NULL);

  g_array_sort (common, compare_common);
  /* a word may give several signs */
  for (guint i = 0; i < common->len && g_hash_table_size (told) < MAX_WORDS; i++)
    {
      const char *word = g_array_index (common, Common, i).word;

      if (g_hash_table_add (told, (gpointer)word))
        g_string_append_printf (words, "%s%s", words->len > 0 ? ", " : "", word);
    }

  return g_string_free (g_steal_pointer (&words), FALSE);
}

static gboolean
has_token (GPtrArray *tokens, const char *token)
{
  for (guint i = 0; i < tokens->len; i++)
    if (g_str_equal (((BizCategoryToken *)g_ptr_array_index (tokens, i))->token, token))
      return TRUE;

  return FALSE;
}

/* What both have, as a share of what either has. */
static double
compare (GPtrArray *mine, GPtrArray *theirs, GHashTable *counts, guint n, char **words)
{
  g_autoptr (GArray) common = g_array_new (FALSE, FALSE, sizeof (Common));
  double shared = 0;
  double all = 0;

  for (guint i = 0; i < mine->len; i++)
    {
      BizCategoryToken *token = g_ptr_array_index (mine, i);
      const double weight = get_weight (counts, token->token, n);

      all += weight;
      if (weight > 0 && has_token (theirs, token->token))
        {
          const Common item = { token->word, weight };

          shared += weight;
          g_array_append_val (common, item);
        }
    }
  for (guint i = 0; i < theirs->len; i++)
    {
      BizCategoryToken *token = g_ptr_array_index (theirs, i);

      if (!has_token (mine, token->token))
        all += get_weight (counts, token->token, n);
    }
  *words = join_words (common);

  return all > 0 ? shared / all : 0;
}

static int
compare_similar (gconstpointer a, gconstpointer b)
{
  const BizSimilar *first = *(BizSimilar *const *)a;
  const BizSimilar *second = *(BizSimilar *const *)b;

  if (first->score != second->score)
    return first->score > second->score ? -1 : 1;

  return biz_ticket_get_id (first->ticket) > biz_ticket_get_id (second->ticket) ? -1 : 1;
}

/**
 * biz_similar_rank:
 * @tickets: of BizTicket
 * @ticket: what they are compared with; it may be among them
 * @n: how many at most
 *
 * A word counts as log ((n + 1) / (n with it + 0.5)), and nothing where a third have it; the score
 * is the weight of the words that both subjects have, divided by that of all words of both.
 *
 * Returns: (transfer full) (element-type BizSimilar): the most alike first
 */
GPtrArray *
biz_similar_rank (GListModel *tickets, BizTicket *ticket, guint n)
{
  const guint n_all = g_list_model_get_n_items (tickets);
  g_autoptr (GPtrArray) texts = NULL;
  g_autoptr (GHashTable) counts = NULL;
  g_autoptr (GPtrArray) mine = NULL;
  GPtrArray *found;

  g_return_val_if_fail (G_IS_LIST_MODEL (tickets) && BIZ_IS_TICKET (ticket), NULL);

  texts = g_ptr_array_new_with_free_func ((GDestroyNotify)g_ptr_array_unref);
  for (guint i = 0; i < n_all; i++)
    {
      g_autoptr (BizTicket) other = g_list_model_get_item (tickets, i);

      g_ptr_array_add (texts, split (other));
    }
  counts = count_tokens (texts);
  mine = split (ticket);
  found = g_ptr_array_new_with_free_func (free_similar);
  for (guint i = 0; i < n_all; i++)
    {
      g_autoptr (BizTicket) other = g_list_model_get_item (tickets, i);
      g_autofree char *words = NULL;
      BizSimilar *similar;
      double score;

      if (biz_ticket_get_id (other) == biz_ticket_get_id (ticket))
        continue;
      score = compare (mine, g_ptr_array_index (texts, i), counts, n_all, &words);
      if (score < MIN_SCORE)
        continue;
      similar = g_new0 (BizSimilar, 1);
      similar->ticket = g_object_ref (other);
      similar->score = score;
      similar->words = g_steal_pointer (&words);
      g_ptr_array_add (found, similar);
    }
  g_ptr_array_sort (found, compare_similar);
  g_ptr_array_set_size (found, (int)MIN (found->len, n));

  return found;
}

/* Both answers. */
typedef struct
{
  BizTicket *ticket;   /* (owned) */
  GListStore *earlier; /* (owned) */
  GListStore *all;     /* (owned) */
  BizTicketShape shape;
  guint n_running;
  GError *error; /* (owned) (nullable) */
} Load;

static void
free_load (gpointer data)
{
  Load *load = data;

  g_clear_object (&load->ticket);
  g_clear_object (&load->earlier);
  g_clear_object (&load->all);
  g_clear_error (&load->error);
  g_free (load);
}

static gpointer
decode (JsonNode *result, gpointer user_data, GError **error)
{
  const BizTicketShape *shape = user_data;
  g_autoptr (GListStore) list = g_list_store_new (BIZ_TYPE_TICKET);
  JsonObject *answer;
  JsonArray *rows;

  if (!erp_json_get_object (result, &answer, error)
      || !erp_json_get_array (json_object_get_member (answer, "records"), &rows, error))
    return NULL;
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      g_autoptr (BizTicket) ticket = NULL;
      JsonObject *row;

      if (!erp_json_get_object (json_array_get_element (rows, i), &row, error))
        return NULL;
      ticket = biz_ticket_new_from_json (shape, row, error);
      if (ticket == NULL)
        return NULL;
      g_list_store_append (list, ticket);
    }

  return g_steal_pointer (&list);
}

static void
finish (GTask *task)
{
  Load *load = g_task_get_task_data (task);
  BizSimilarCases *cases;

  if (--load->n_running > 0)
    return;
  if (load->error != NULL)
    {
      g_task_return_error (task, g_steal_pointer (&load->error));
      return;
    }
  cases = g_new0 (BizSimilarCases, 1);
  cases->earlier =
      load->earlier != NULL ? g_steal_pointer (&load->earlier) : g_list_store_new (BIZ_TYPE_TICKET);
  cases->similar = biz_similar_rank (G_LIST_MODEL (load->all), load->ticket, MAX_SIMILAR);
  g_task_return_pointer (task, cases, (GDestroyNotify)biz_similar_cases_free);
}

static void
take (GTask *task, GAsyncResult *result, GObject *source, GListStore **place)
{
  Load *load = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  *place = erp_client_call_finish (ERP_CLIENT (source), result, &error);
  if (*place == NULL && load->error == NULL)
    load->error = g_steal_pointer (&error);
  finish (task);
}

static void
earlier_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Load *load = g_task_get_task_data (task);

  take (task, result, source, &load->earlier);
}

static void
all_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Load *load = g_task_get_task_data (task);

  take (task, result, source, &load->all);
}

static void
ask (GTask *task, ErpDomain *domain, int limit, GAsyncReadyCallback callback)
{
  BizService *service = g_task_get_source_object (task);
  Load *load = g_task_get_task_data (task);
  g_autofree char *specification = biz_ticket_shape_make_specification (&load->shape);
  g_autoptr (ErpCall) call = erp_call_new_read (load->shape.model, "web_search_read");

  erp_call_set_arg_domain (call, "domain", domain);
  erp_call_set_arg_json (call, "specification", specification);
  erp_call_set_arg_string (call, "order", "id desc");
  erp_call_set_arg_int (call, "limit", limit);
  erp_call_set_arg_int (call, "count_limit", limit + 1);
  erp_call_set_decoder (call, decode, g_memdup2 (&load->shape, sizeof load->shape), g_free,
                        g_object_unref);
  load->n_running++;
  erp_client_call_async (erp_session_get_client (biz_service_get_session (service)), call,
                         g_task_get_cancellable (task), callback, g_object_ref (task));
}

void
biz_similar_load_async (BizService *service,
                        BizTicket *ticket,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (ErpDomain) all = erp_domain_new ();
  const BizTicketFacts *facts;
  Load *load;

  g_return_if_fail (BIZ_IS_SERVICE (service) && BIZ_IS_TICKET (ticket));

  facts = biz_ticket_get_facts (ticket);
  load = g_new0 (Load, 1);
  load->ticket = g_object_ref (ticket);
  load->shape = *biz_service_get_shape (service);
  task = g_task_new (service, cancellable, callback, user_data);
  g_task_set_source_tag (task, biz_similar_load_async);
  g_task_set_task_data (task, load, free_load);
  biz_service_add_base (service, all);
  ask (task, all, MAX_READ, all_cb);
  if (facts->customer_id != 0)
    {
      g_autoptr (ErpDomain) same = erp_domain_new ();

      biz_service_add_base (service, same);
      erp_domain_add_int (same, load->shape.fields[BIZ_TICKET_CUSTOMER], "=", facts->customer_id);
      erp_domain_add_int (same, "id", "!=", facts->id);
      ask (task, same, MAX_EARLIER, earlier_cb);
    }
}

BizSimilarCases *
biz_similar_load_finish (BizService *service, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, service), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
