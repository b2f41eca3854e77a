/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-kpi-entry.h"

#include <glib/gi18n-lib.h>

struct _BizKpiEntry
{
  GObject parent_instance;

  BizKpiEntryFacts facts; /* texts (owned) */
};

G_DEFINE_FINAL_TYPE (BizKpiEntry, biz_kpi_entry, G_TYPE_OBJECT)

static const struct
{
  const char *name;
  const char *label;
} verdicts[BIZ_KPI_N_VERDICTS] = {
  [BIZ_KPI_VERDICT_INVOICE] = { "invoice", N_ ("Invoice") },
  [BIZ_KPI_VERDICT_CREDIT_NOTE] = { "credit-note", N_ ("Credit note") },
  [BIZ_KPI_VERDICT_NOT_DUE] = { "not-due", N_ ("Not yet due") },
  [BIZ_KPI_VERDICT_OVERDUE] = { "overdue", N_ ("Overdue") },
  [BIZ_KPI_VERDICT_IN_FULL] = { "in-full", NC_ ("delivery", "In full") },
  [BIZ_KPI_VERDICT_SHORT] = { "short", NC_ ("delivery", "Short") },
  [BIZ_KPI_VERDICT_FOUND] = { "found", N_ ("Found") },
  [BIZ_KPI_VERDICT_LOST] = { "lost", N_ ("Lost") },
  [BIZ_KPI_VERDICT_KEPT] = { "kept", N_ ("Kept") },
  [BIZ_KPI_VERDICT_BROKEN] = { "broken", NC_ ("promise", "Broken") },
  [BIZ_KPI_VERDICT_MET] = { "met", N_ ("Met") },
  [BIZ_KPI_VERDICT_MISSED] = { "missed", N_ ("Missed") },
};

static void
biz_kpi_entry_finalize (GObject *object)
{
  BizKpiEntry *self = BIZ_KPI_ENTRY (object);

  g_free (self->facts.document);
  g_free (self->facts.partner);

  G_OBJECT_CLASS (biz_kpi_entry_parent_class)->finalize (object);
}

static void
biz_kpi_entry_class_init (BizKpiEntryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = biz_kpi_entry_finalize;
}

static void
biz_kpi_entry_init (BizKpiEntry *self)
{
}

BizKpiEntryFacts
biz_kpi_entry_facts (const char *model, gint64 id)
{
  BizKpiEntryFacts facts = {
    .model = model, .id = id, .days = BIZ_KPI_NO_NUMBER, .seconds = BIZ_KPI_NO_NUMBER
  };

  g_date_clear (&facts.from, 1);
  g_date_clear (&facts.until, 1);

  return facts;
}

/**
 * biz_kpi_entry_new:
 * @facts: what is known; its texts are copied
 *
 * Returns: (transfer full): a row
 */
BizKpiEntry *
biz_kpi_entry_new (const BizKpiEntryFacts *facts)
{
  BizKpiEntry *self = g_object_new (BIZ_TYPE_KPI_ENTRY, NULL);

  g_return_val_if_fail (facts != NULL, self);

  self->facts = *facts;
  self->facts.document = g_strdup (facts->document);
  self->facts.partner = g_strdup (facts->partner);

  return self;
}

const BizKpiEntryFacts *
biz_kpi_entry_get_facts (BizKpiEntry *self)
{
  g_return_val_if_fail (BIZ_IS_KPI_ENTRY (self), NULL);

  return &self->facts;
}

void
biz_kpi_entry_set_names (BizKpiEntry *self, const char *document, const char *partner)
{
  g_return_if_fail (BIZ_IS_KPI_ENTRY (self));

  g_free (self->facts.document);
  g_free (self->facts.partner);
  self->facts.document = g_strdup (document);
  self->facts.partner = g_strdup (partner);
}

const char *
biz_kpi_verdict_get_label (BizKpiVerdict verdict)
{
  g_return_val_if_fail (verdict < BIZ_KPI_N_VERDICTS, NULL);

  switch (verdict)
    {
    case BIZ_KPI_VERDICT_NONE:
      return NULL;
    case BIZ_KPI_VERDICT_IN_FULL:
    case BIZ_KPI_VERDICT_SHORT:
      return g_dpgettext2 (NULL, "delivery", verdicts[verdict].label);
    case BIZ_KPI_VERDICT_BROKEN:
      return g_dpgettext2 (NULL, "promise", verdicts[verdict].label);
    default:
      return _ (verdicts[verdict].label);
    }
}

const char *
biz_kpi_verdict_get_name (BizKpiVerdict verdict)
{
  g_return_val_if_fail (verdict < BIZ_KPI_N_VERDICTS, NULL);

  return verdicts[verdict].name;
}

typedef struct
{
  BizKpiSort sort;
  gboolean descending;
} Order;

/* What is not known stands last, whichever way; -2 where both are. */
static int
compare_known (gboolean a, gboolean b)
{
  if (a && b)
    return -2;

  return a == b ? 0 : a ? -1 : 1;
}

static int
compare_texts (const char *a, const char *b, gboolean descending)
{
  int known = compare_known (a != NULL, b != NULL);

  if (known != -2)
    return known;

  return descending ? g_utf8_collate (b, a) : g_utf8_collate (a, b);
}

static int
compare_dates (const GDate *a, const GDate *b, gboolean descending)
{
  int known = compare_known (g_date_valid (a), g_date_valid (b));

  if (known != -2)
    return known;

  return descending ? g_date_compare (b, a) : g_date_compare (a, b);
}

static int
compare_numbers (gint64 a, gint64 b, gboolean descending)
{
  int known = compare_known (a != BIZ_KPI_NO_NUMBER, b != BIZ_KPI_NO_NUMBER);

  if (known != -2)
    return known;
  if (a == b)
    return 0;

  return (a < b) == !descending ? -1 : 1;
}

static int
compare_quantities (const BizKpiEntryFacts *a,
                    const BizKpiEntryFacts *b,
                    const BizDecimal *left,
                    const BizDecimal *right,
                    gboolean descending)
{
  int known = compare_known (a->has_quantity, b->has_quantity);

  if (known != -2)
    return known;

  return descending ? biz_decimal_compare (right, left) : biz_decimal_compare (left, right);
}

static int
compare (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const Order *order = user_data;
  const BizKpiEntryFacts *left = &(*(BizKpiEntry *const *)a)->facts;
  const BizKpiEntryFacts *right = &(*(BizKpiEntry *const *)b)->facts;
  gboolean down = order->descending;

  switch (order->sort)
    {
    case BIZ_KPI_SORT_DOCUMENT:
      return compare_texts (left->document, right->document, down);
    case BIZ_KPI_SORT_PARTNER:
      return compare_texts (left->partner, right->partner, down);
    case BIZ_KPI_SORT_FROM:
      return compare_dates (&left->from, &right->from, down);
    case BIZ_KPI_SORT_UNTIL:
      return compare_dates (&left->until, &right->until, down);
    case BIZ_KPI_SORT_DAYS:
      return compare_numbers (left->days, right->days, down);
    case BIZ_KPI_SORT_HOURS:
      return compare_numbers (left->seconds, right->seconds, down);
    case BIZ_KPI_SORT_QUANTITY:
      return compare_quantities (left, right, &left->quantity, &right->quantity, down);
    case BIZ_KPI_SORT_ORDERED:
      return compare_quantities (left, right, &left->ordered, &right->ordered, down);
    case BIZ_KPI_SORT_AMOUNT:
      return compare_numbers (left->has_amount ? left->amount.minor : BIZ_KPI_NO_NUMBER,
                              right->has_amount ? right->amount.minor : BIZ_KPI_NO_NUMBER, down);
    case BIZ_KPI_SORT_VERDICT:
    default:
      return compare_numbers (left->verdict, right->verdict, down);
    }
}

/* (g_ptr_array_sort_with_data () is stable.) */
void
biz_kpi_entries_sort (GPtrArray *entries, BizKpiSort sort, gboolean descending)
{
  Order order = { sort, descending };

  g_return_if_fail (entries != NULL);

  g_ptr_array_sort_with_data (entries, compare, &order);
}
