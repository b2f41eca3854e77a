/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-exception.h"

#include "biz-exception-list.h"
#include "biz-filter-match.h"
#include "erp-domain.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _BizException
{
  GObject parent_instance;

  BizExceptionFacts facts;
};

G_DEFINE_FINAL_TYPE (BizException, biz_exception, G_TYPE_OBJECT)

static void
biz_exception_finalize (GObject *object)
{
  BizExceptionFacts *facts = &BIZ_EXCEPTION (object)->facts;

  g_free (facts->order);
  g_free (facts->partner);
  g_free (facts->salesperson);
  g_free (facts->company);
  g_free (facts->document);
  g_free (facts->cause);
  g_clear_object (&facts->due);

  G_OBJECT_CLASS (biz_exception_parent_class)->finalize (object);
}

static void
biz_exception_class_init (BizExceptionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = biz_exception_finalize;
}

static void
biz_exception_init (BizException *self)
{
}

BizException *
biz_exception_new (BizExceptionKind kind)
{
  BizException *self = g_object_new (BIZ_TYPE_EXCEPTION, NULL);

  self->facts.kind = kind;

  return self;
}

BizExceptionFacts *
biz_exception_get_facts (BizException *self)
{
  g_return_val_if_fail (BIZ_IS_EXCEPTION (self), NULL);

  return &self->facts;
}

const char *
biz_exception_kind_to_label (BizExceptionKind kind)
{
  switch (kind)
    {
    case BIZ_EXCEPTION_HELD:
      return C_ ("exception", "Held");
    case BIZ_EXCEPTION_LATE:
      return C_ ("exception", "Late");
    case BIZ_EXCEPTION_SHORT:
      return C_ ("exception", "Short");
    case BIZ_EXCEPTION_PRICE:
      return C_ ("exception", "Price");
    case BIZ_EXCEPTION_LAG:
      return C_ ("exception", "Not invoiced");
    case BIZ_EXCEPTION_N_KINDS:
    default:
      g_return_val_if_reached ("");
    }
}

static const BizFilterWord kinds[] = {
  { "held", NC_ ("filter", "held"), "held" },
  { "late", NC_ ("filter", "late"), "late" },
  { "short", NC_ ("filter", "short"), "short" },
  { "price", NC_ ("filter", "price"), "price" },
  { "not-invoiced", NC_ ("filter", "not-invoiced"), "not-invoiced" },
  { NULL, NULL, NULL },
};

static const BizFilterField fields[] = {
  { "kind", NC_ ("filter", "kind"), N_ ("What is wrong"), BIZ_FILTER_WORD, "kind", kinds, NULL },
  { "customer", NC_ ("filter", "customer"), N_ ("Somewhere in the name of the customer"),
    BIZ_FILTER_TEXT, "customer", NULL, "res.partner" },
  { "order", NC_ ("filter", "order"), N_ ("Somewhere in the number of the order"), BIZ_FILTER_TEXT,
    "order", NULL, NULL },
  { "document", NC_ ("filter", "document"), N_ ("Somewhere in the number of the document"),
    BIZ_FILTER_TEXT, "document", NULL, NULL },
  { "salesperson", NC_ ("filter", "salesperson"), N_ ("Who sold it"), BIZ_FILTER_TEXT,
    "salesperson", NULL, "res.users" },
  { "company", NC_ ("filter", "company"), N_ ("Which of our companies"), BIZ_FILTER_TEXT, "company",
    NULL, "res.company" },
  { "currency", NC_ ("filter", "currency"), N_ ("EUR, USD…"), BIZ_FILTER_TEXT, "currency", NULL,
    "res.currency" },
  { "value", NC_ ("filter", "value"), N_ ("What it is about: >1000, 10..20"), BIZ_FILTER_NUMBER,
    "value", NULL, NULL },
  { "days", NC_ ("filter", "days"), N_ ("For how many days: >30"), BIZ_FILTER_NUMBER, "days", NULL,
    NULL },
};

static const char *const searched[] = { "order", "customer", "document", "cause", NULL };

static void
add_base (ErpDomain *domain)
{
}

const BizFilterGrammar biz_exception_grammar = {
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
  .standings = NULL,
  .n_standings = 0,
  .searched = searched,
  .amount = "value",
  .add_base = add_base,
};

static void
get_fact (gpointer record, const char *field, BizFilterFact *fact)
{
  const BizExceptionFacts *facts = biz_exception_get_facts (record);
  const struct
  {
    const char *field;
    const char *text;
  } texts[] = {
    { "kind", kinds[facts->kind].word },
    { "customer", facts->partner },
    { "order", facts->order },
    { "document", facts->document },
    { "salesperson", facts->salesperson },
    { "company", facts->company },
    { "currency", facts->value.currency },
    { "cause", facts->cause },
  };

  fact->has_number = g_str_equal (field, "value") || g_str_equal (field, "days");
  if (g_str_equal (field, "value"))
    fact->number = biz_decimal_new (facts->value.minor, facts->value.digits);
  else if (fact->has_number)
    fact->number = biz_decimal_new (facts->days, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      if (g_str_equal (texts[i].field, field))
        fact->text = texts[i].text;
    }
}

GPtrArray *
biz_exception_select (GPtrArray *all, BizFilter *filter, GError **error)
{
  g_autoptr (GPtrArray) selected = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (ErpDomain) domain = NULL;
  g_autoptr (BizFilterMatcher) matcher = NULL;

  g_return_val_if_fail (all != NULL, NULL);

  domain = filter != NULL ? biz_filter_to_domain (filter) : erp_domain_new ();
  matcher = biz_filter_matcher_new (domain, get_fact, error);
  if (matcher == NULL)
    return NULL;
  for (guint i = 0; i < all->len; i++)
    {
      if (biz_filter_matcher_fits (matcher, g_ptr_array_index (all, i)))
        g_ptr_array_add (selected, g_object_ref (g_ptr_array_index (all, i)));
    }
  biz_exception_sort (selected, BIZ_EXCEPTION_SORT_WORST, FALSE);

  return g_steal_pointer (&selected);
}

void
biz_exception_count (GPtrArray *all, guint counts[BIZ_EXCEPTION_N_KINDS])
{
  memset (counts, 0, sizeof (guint) * BIZ_EXCEPTION_N_KINDS);
  for (guint i = 0; i < all->len; i++)
    counts[biz_exception_get_facts (g_ptr_array_index (all, i))->kind]++;
}

static BizException *
make_of_order (BizDueOrder *order, BizExceptionKind kind)
{
  const BizDueFacts *due = biz_due_order_get_facts (order);
  BizException *exception = biz_exception_new (kind);
  BizExceptionFacts *facts = &exception->facts;

  facts->order_id = facts->id = due->id;
  facts->model = "sale.order";
  facts->order = g_strdup (due->name);
  facts->document = g_strdup (due->name);
  facts->partner_id = due->partner_id;
  facts->partner = g_strdup (due->partner);
  facts->salesperson = g_strdup (due->salesperson);
  facts->company = g_strdup (due->company);
  facts->cause = biz_due_order_describe_cause (order);
  facts->value = due->value;
  facts->days = MAX (due->days, 0);
  facts->due = g_object_ref (order);

  return exception;
}

GPtrArray *
biz_exception_from_book (BizDueBook *book)
{
  g_autoptr (GPtrArray) orders = biz_due_book_get_orders (book);
  GPtrArray *all = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < orders->len; i++)
    {
      BizDueOrder *order = g_ptr_array_index (orders, i);
      const BizDueFacts *due = biz_due_order_get_facts (order);

      if (due->cause == BIZ_DUE_HELD)
        g_ptr_array_add (all, make_of_order (order, BIZ_EXCEPTION_HELD));
      else if (due->days > BIZ_EXCEPTION_LAG_DAYS)
        g_ptr_array_add (all, make_of_order (order, BIZ_EXCEPTION_LAG));
    }

  return all;
}
