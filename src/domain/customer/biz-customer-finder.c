/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-customer-finder.h"

#include "erp-call.h"
#include "erp-capabilities.h"
#include "erp-client.h"
#include "erp-domain.h"
#include "erp-error.h"
#include "erp-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define NAMED "{\"fields\":{\"display_name\":{}}}"
#define FIRM "\"partner_id\":{\"fields\":{\"display_name\":{},\"commercial_partner_id\":" NAMED "}}"
/* Rows that are looked at; of one number there are few. */
#define MAX_ROWS 60

/* Where documents with numbers are. */
static const struct
{
  const char *model;
  const char *fields[4];
} documents[] = {
  { "account.move", { "name", "ref", "payment_reference" } },
  { "sale.order", { "name", "client_order_ref" } },
  { "stock.picking", { "name", "origin" } },
  { "account.payment", { "name" } },
};

typedef struct
{
  BizHintKind kind;
  char *value;     /* (owned) */
  GPtrArray *hits; /* (owned) (element-type BizCustomerHit) */
  guint n_pending;
  gboolean answered;
  GError *error; /* (owned) (nullable) */
} Finding;

void
biz_customer_hit_free (BizCustomerHit *self)
{
  g_free (self->name);
  g_free (self->why);
  g_free (self);
}

static void
free_finding (gpointer data)
{
  Finding *finding = data;

  g_free (finding->value);
  g_clear_pointer (&finding->hits, g_ptr_array_unref);
  g_clear_error (&finding->error);
  g_free (finding);
}

/* (transfer full) */
static char *
describe_document (guint which, const char *number)
{
  switch (which)
    {
    case 0:
      return g_strdup_printf (_ ("Invoice %s"), number);
    case 1:
      return g_strdup_printf (_ ("Order %s"), number);
    case 2:
      return g_strdup_printf (_ ("Delivery %s"), number);
    default:
      return g_strdup_printf (_ ("Payment %s"), number);
    }
}

/* Each customer once: the first reason counts, an exact one before others. Takes @name and @why. */
static void
add_hit (Finding *finding, gint64 partner_id, char *name, char *why, gboolean exact)
{
  BizCustomerHit *hit;

  for (guint i = 0; i < finding->hits->len; i++)
    {
      hit = g_ptr_array_index (finding->hits, i);
      if (hit->partner_id != partner_id)
        continue;
      g_free (name);
      if (exact && !hit->exact)
        {
          g_free (hit->why);
          hit->why = why;
          hit->exact = TRUE;
        }
      else
        g_free (why);
      return;
    }
  hit = g_new0 (BizCustomerHit, 1);
  hit->partner_id = partner_id;
  hit->name = name;
  hit->why = why;
  hit->exact = exact;
  g_ptr_array_add (finding->hits, hit);
}

static gboolean
read_firm (JsonObject *row, gint64 *id, char **name, GError **error)
{
  return erp_json_get_many2one (row, "commercial_partner_id", id, name, error);
}

/* What of a partner's row is what was looked for; NULL for nothing: the server's search is coarser
 * than the rule. */
static char *
explain (Finding *finding, JsonObject *row, gboolean *exact)
{
  const char *name = NULL, *value = NULL;

  *exact = TRUE;
  erp_json_get_string (row, "display_name", &name, NULL);
  if (name == NULL)
    name = "";
  switch (finding->kind)
    {
    case BIZ_HINT_MAIL:
      if (!erp_json_get_string (row, "email", &value, NULL) || value == NULL)
        return NULL;
      *exact = g_strstr_len (value, -1, finding->value) != NULL;
      if (!*exact)
        {
          g_autofree char *lower = g_ascii_strdown (value, -1);

          *exact = strstr (lower, finding->value) != NULL;
        }
      return g_strdup_printf (*exact ? _ ("address of %s") : _ ("same mail domain as %s"), name);
    case BIZ_HINT_PHONE:
      for (guint i = 0; i < 2; i++)
        {
          const char *member = i == 0 ? "phone" : "mobile";

          if (json_object_has_member (row, member)
              && erp_json_get_string (row, member, &value, NULL) && value != NULL
              && biz_hint_is_same_phone (value, finding->value))
            return g_strdup_printf (_ ("phone of %s"), name);
        }
      return NULL;
    case BIZ_HINT_TAX_ID:
      {
        g_autofree char *there = NULL;
        g_autofree char *wanted = biz_hint_compact (finding->value);

        if (!erp_json_get_string (row, "vat", &value, NULL) || value == NULL)
          return NULL;
        there = biz_hint_compact (value);
        return g_str_has_suffix (wanted, there) || g_str_has_suffix (there, wanted)
                   ? g_strdup_printf (_ ("tax id of %s"), name)
                   : NULL;
      }
    case BIZ_HINT_IBAN:
      return g_strdup_printf (_ ("bank account of %s"), name);
    case BIZ_HINT_DOCUMENT:
    default:
      return NULL;
    }
}

static gboolean
read_partner (Finding *finding, JsonObject *row, GError **error)
{
  g_autofree char *name = NULL;
  char *why;
  gboolean exact;
  gint64 id;

  if (!read_firm (row, &id, &name, error))
    return FALSE;
  why = explain (finding, row, &exact);
  if (why != NULL && id > 0)
    add_hit (finding, id, g_steal_pointer (&name), why, exact);
  else
    g_free (why);

  return TRUE;
}

static gboolean
read_document (Finding *finding, guint which, JsonObject *row, GError **error)
{
  g_autofree char *firm = NULL;
  const char *number;
  JsonNode *node;
  gint64 id = 0;

  if (!erp_json_get_string (row, "name", &number, error))
    return FALSE;
  node = json_object_get_member (row, "partner_id");
  /* Transfers and entries of nobody. */
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return TRUE;
  if (!read_firm (json_node_get_object (node), &id, &firm, error))
    return FALSE;
  if (id > 0)
    add_hit (finding, id, g_steal_pointer (&firm),
             describe_document (which, number != NULL ? number : "/"), TRUE);

  return TRUE;
}

static gboolean
read_rows (Finding *finding, int which, JsonNode *answer, GError **error)
{
  JsonObject *page;
  JsonArray *rows;

  if (!erp_json_get_object (answer, &page, error)
      || !erp_json_get_array (json_object_get_member (page, "records"), &rows, error))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row;

      if (!erp_json_get_object (json_array_get_element (rows, i), &row, error))
        return FALSE;
      if (which < 0 ? !read_partner (finding, row, error)
                    : !read_document (finding, (guint)which, row, error))
        return FALSE;
    }

  return TRUE;
}

/* Those who are it, else those who may be; as many as one can choose from. */
static GPtrArray *
choose (Finding *finding)
{
  GPtrArray *chosen = g_ptr_array_new_with_free_func ((GDestroyNotify)biz_customer_hit_free);
  gboolean exact = FALSE;

  for (guint i = 0; i < finding->hits->len; i++)
    exact |= ((BizCustomerHit *)g_ptr_array_index (finding->hits, i))->exact;
  while (finding->hits->len > 0)
    {
      BizCustomerHit *hit = g_ptr_array_steal_index (finding->hits, 0);

      if (hit->exact == exact && chosen->len < BIZ_CUSTOMER_MAX_HITS)
        g_ptr_array_add (chosen, hit);
      else
        biz_customer_hit_free (hit);
    }

  return chosen;
}

typedef struct
{
  GTask *task; /* (owned) */
  int which;   /* of the documents, -1 for partners */
} Question;

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Question *question = user_data;
  g_autoptr (GTask) task = question->task;
  Finding *finding = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) answer = erp_client_call_finish (ERP_CLIENT (source), result, &error);

  if (answer != NULL && read_rows (finding, question->which, answer, &error))
    finding->answered = TRUE;
  else if (finding->error == NULL)
    finding->error = g_steal_pointer (&error);
  if (--finding->n_pending > 0)
    return;
  /* A kind of documents that cannot be read hides the others from nobody. */
  if (finding->error != NULL && (!finding->answered || finding->hits->len == 0))
    g_task_return_error (task, g_steal_pointer (&finding->error));
  else
    g_task_return_pointer (task, choose (finding), (GDestroyNotify)g_ptr_array_unref);
}

static void
ask (GTask *task,
     ErpSession *session,
     int which,
     const char *model,
     ErpDomain *domain,
     const char *specification)
{
  Finding *finding = g_task_get_task_data (task);
  g_autoptr (ErpCall) call = erp_call_new_read (model, "web_search_read");
  Question *question = g_new0 (Question, 1);

  question->task = g_object_ref (task);
  question->which = which;
  finding->n_pending++;
  erp_call_set_arg_domain (call, "domain", domain);
  erp_call_set_arg_json (call, "specification", specification);
  erp_call_set_arg_string (call, "order", "id desc");
  erp_call_set_arg_int (call, "limit", MAX_ROWS);
  erp_call_set_arg_int (call, "count_limit", 1);
  erp_client_call_async (erp_session_get_client (session), call, g_task_get_cancellable (task),
                         answered_cb, question);
}

/* "%4%0%5": digits or letters with anything between them, as the server's patterns want them */
static char *
make_pattern (const char *characters)
{
  GString *pattern = g_string_new ("%");

  for (const char *p = characters; *p != '\0'; p++)
    if (g_ascii_isalnum (*p))
      g_string_append_printf (pattern, "%c%%", *p);

  return g_string_free (pattern, FALSE);
}

static void
add_alternative (GPtrArray *any, const char *field, const char *op, const char *value)
{
  ErpDomain *domain = erp_domain_new ();

  erp_domain_add_string (domain, field, op, value);
  g_ptr_array_add (any, domain);
}

static void
add_phone (GPtrArray *any, ErpCapabilities *capabilities, const char *value)
{
  g_autofree char *tail = biz_hint_get_phone_tail (value);
  g_autofree char *pattern = make_pattern (tail);
  static const char *const fields[] = { "phone", "mobile", "phone_sanitized" };

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    if (erp_capabilities_has_field (capabilities, "res.partner", fields[i]))
      add_alternative (any, fields[i], "=ilike", pattern);
}

static void
add_mail (GPtrArray *any, ErpCapabilities *capabilities, const char *value)
{
  g_autofree char *firm = biz_hint_get_mail_domain (value);

  if (erp_capabilities_has_field (capabilities, "res.partner", "email_normalized"))
    add_alternative (any, "email_normalized", "=", value);
  add_alternative (any, "email", "ilike", value);
  if (firm != NULL)
    {
      g_autofree char *behind = g_strconcat ("@", firm, NULL);

      add_alternative (any, "email", "ilike", behind);
    }
}

static void
add_tax_id (GPtrArray *any, const char *value)
{
  const char *digits = value + strcspn (value, "0123456789");
  g_autofree char *pattern = make_pattern (digits);

  add_alternative (any, "vat", "=ilike", pattern);
}

static void
ask_partners (GTask *task, ErpSession *session)
{
  Finding *finding = g_task_get_task_data (task);
  ErpCapabilities *capabilities = erp_session_get_capabilities (session);
  g_autoptr (GPtrArray) any = g_ptr_array_new_with_free_func ((GDestroyNotify)erp_domain_unref);
  g_autoptr (ErpDomain) domain = erp_domain_new ();

  if (finding->kind == BIZ_HINT_MAIL)
    add_mail (any, capabilities, finding->value);
  else if (finding->kind == BIZ_HINT_PHONE)
    add_phone (any, capabilities, finding->value);
  else if (finding->kind == BIZ_HINT_TAX_ID)
    add_tax_id (any, finding->value);
  else
    add_alternative (any, "bank_ids.sanitized_acc_number", "=", finding->value);
  erp_domain_add_any (domain, (ErpDomain *const *)any->pdata, any->len);
  ask (task, session, -1, "res.partner", domain,
       erp_capabilities_has_field (capabilities, "res.partner", "mobile")
           ? "{\"display_name\":{},\"email\":{},\"phone\":{},\"mobile\":{},\"vat\":{},"
             "\"commercial_partner_id\":" NAMED "}"
           : "{\"display_name\":{},\"email\":{},\"phone\":{},\"vat\":{},"
             "\"commercial_partner_id\":" NAMED "}");
}

static gboolean
may_read (ErpSession *session, const char *model)
{
  return (erp_capabilities_get_rights (erp_session_get_capabilities (session), model)
          & ERP_RIGHT_READ)
         != 0;
}

static void
ask_documents (GTask *task, ErpSession *session)
{
  Finding *finding = g_task_get_task_data (task);

  for (guint i = 0; i < G_N_ELEMENTS (documents); i++)
    {
      g_autoptr (GPtrArray) any = NULL;
      g_autoptr (ErpDomain) domain = NULL;

      if (!may_read (session, documents[i].model))
        continue;
      any = g_ptr_array_new_with_free_func ((GDestroyNotify)erp_domain_unref);
      domain = erp_domain_new ();
      for (guint k = 0; documents[i].fields[k] != NULL; k++)
        add_alternative (any, documents[i].fields[k], "=ilike", finding->value);
      erp_domain_add_any (domain, (ErpDomain *const *)any->pdata, any->len);
      ask (task, session, (int)i, documents[i].model, domain, "{\"name\":{}," FIRM "}");
    }
}

/**
 * biz_customer_find_async:
 * @session: who is signed in where
 * @hint: what was recognised
 * @cancellable: (nullable): to stop
 * @callback: called when done
 * @user_data: for @callback
 */
void
biz_customer_find_async (ErpSession *session,
                         const BizHint *hint,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Finding *finding = g_new0 (Finding, 1);

  g_return_if_fail (ERP_IS_SESSION (session) && hint != NULL);

  finding->kind = hint->kind;
  finding->value = g_strdup (hint->value);
  finding->hits = g_ptr_array_new_with_free_func ((GDestroyNotify)biz_customer_hit_free);
  g_task_set_source_tag (task, biz_customer_find_async);
  g_task_set_task_data (task, finding, free_finding);
  if (hint->kind == BIZ_HINT_DOCUMENT)
    ask_documents (task, session);
  else if (may_read (session, "res.partner"))
    ask_partners (task, session);
  if (finding->n_pending == 0)
    g_task_return_pointer (task, choose (finding), (GDestroyNotify)g_ptr_array_unref);
}

GPtrArray *
biz_customer_find_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
