/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-desk-known.h"

#include "biz-policy-part.h"
#include "biz-promise.h"

struct _BizDeskKnown
{
  GObject parent_instance;

  BizDeskClock clock;
  guint tolerance;
  GPtrArray *exposures;  /* (owned) (element-type BizExposureBook) */
  GHashTable *policies;  /* (owned): company -> BizPolicy */
  GHashTable *terms;     /* (owned): id -> days */
  GHashTable *movements; /* (owned): Key -> BizDeskMovement */
  GHashTable *broken;    /* (owned): customer -> Broken */
  GHashTable *texts;     /* (owned): order -> why it would be held */
};

G_DEFINE_FINAL_TYPE (BizDeskKnown, biz_desk_known, G_TYPE_OBJECT)

typedef struct
{
  gint64 partner_id;
  gint64 company_id;
} Key;

typedef struct
{
  guint n;
  GDate last;
} Broken;

static guint
hash_key (gconstpointer data)
{
  const Key *key = data;

  return g_int64_hash (&key->partner_id) * 31 + g_int64_hash (&key->company_id);
}

static gboolean
keys_are_equal (gconstpointer a, gconstpointer b)
{
  const Key *first = a;
  const Key *second = b;

  return first->partner_id == second->partner_id && first->company_id == second->company_id;
}

static gint64 *
copy_id (gint64 id)
{
  return g_memdup2 (&id, sizeof id);
}

static void
biz_desk_known_finalize (GObject *object)
{
  BizDeskKnown *self = BIZ_DESK_KNOWN (object);

  g_clear_pointer (&self->clock.zone, g_time_zone_unref);
  g_clear_pointer (&self->clock.seen, g_date_time_unref);
  g_ptr_array_unref (self->exposures);
  g_hash_table_unref (self->policies);
  g_hash_table_unref (self->terms);
  g_hash_table_unref (self->movements);
  g_hash_table_unref (self->broken);
  g_hash_table_unref (self->texts);

  G_OBJECT_CLASS (biz_desk_known_parent_class)->finalize (object);
}

static void
biz_desk_known_class_init (BizDeskKnownClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = biz_desk_known_finalize;
}

static void
biz_desk_known_init (BizDeskKnown *self)
{
  self->exposures = g_ptr_array_new_with_free_func (g_object_unref);
  self->policies = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_object_unref);
  self->terms = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->movements = g_hash_table_new_full (hash_key, keys_are_equal, g_free, g_free);
  self->broken = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  self->texts = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
}

BizDeskKnown *
biz_desk_known_new (const BizDeskClock *clock)
{
  BizDeskKnown *self;

  g_return_val_if_fail (clock != NULL && clock->zone != NULL, NULL);

  self = g_object_new (BIZ_TYPE_DESK_KNOWN, NULL);
  self->tolerance = BIZ_PROMISE_TOLERANCE;
  self->clock.today = clock->today;
  self->clock.zone = g_time_zone_ref (clock->zone);
  self->clock.seen = clock->seen != NULL ? g_date_time_ref (clock->seen) : NULL;

  return self;
}

void
biz_desk_known_add_exposures (BizDeskKnown *self, BizExposureBook *book)
{
  g_return_if_fail (BIZ_IS_DESK_KNOWN (self));
  g_return_if_fail (BIZ_IS_EXPOSURE_BOOK (book));

  g_ptr_array_add (self->exposures, g_object_ref (book));
}

void
biz_desk_known_set_policy (BizDeskKnown *self, gint64 company_id, BizPolicy *policy)
{
  g_return_if_fail (BIZ_IS_DESK_KNOWN (self));
  g_return_if_fail (BIZ_IS_POLICY (policy));

  g_hash_table_replace (self->policies, copy_id (company_id), g_object_ref (policy));
}

void
biz_desk_known_set_term (BizDeskKnown *self, gint64 term_id, int days)
{
  g_return_if_fail (BIZ_IS_DESK_KNOWN (self));

  g_hash_table_replace (self->terms, copy_id (term_id), GINT_TO_POINTER (days));
}

void
biz_desk_known_add_movement (BizDeskKnown *self,
                             gint64 partner_id,
                             gint64 company_id,
                             const BizDeskMovement *movement)
{
  Key key = { partner_id, company_id };
  BizDeskMovement *there;

  g_return_if_fail (BIZ_IS_DESK_KNOWN (self));
  g_return_if_fail (movement != NULL);

  there = g_hash_table_lookup (self->movements, &key);
  if (there == NULL)
    {
      g_hash_table_insert (self->movements, g_memdup2 (&key, sizeof key),
                           g_memdup2 (movement, sizeof *movement));
      return;
    }
  there->balance += movement->balance;
  there->receipts += movement->receipts;
}

void
biz_desk_known_set_broken (BizDeskKnown *self, gint64 partner_id, guint n, const GDate *last)
{
  Broken *there;

  g_return_if_fail (BIZ_IS_DESK_KNOWN (self));
  g_return_if_fail (n > 0 && last != NULL && g_date_valid (last));

  there = g_hash_table_lookup (self->broken, &partner_id);
  if (there == NULL)
    {
      there = g_new0 (Broken, 1);
      there->last = *last;
      g_hash_table_insert (self->broken, copy_id (partner_id), there);
    }
  there->n = MAX (there->n, n);
  if (g_date_compare (last, &there->last) > 0)
    there->last = *last;
}

void
biz_desk_known_set_tolerance (BizDeskKnown *self, guint days)
{
  g_return_if_fail (BIZ_IS_DESK_KNOWN (self));

  self->tolerance = days;
}

/* (nullable): the first book that knows the customer's limit, or else the first of all */
static BizExposureBook *
find_book (BizDeskKnown *self, gint64 partner_id, gint64 company_id, gboolean *has_account)
{
  for (guint i = 0; i < self->exposures->len; i++)
    if (biz_exposure_book_get_account (g_ptr_array_index (self->exposures, i), partner_id,
                                       company_id)
        != NULL)
      {
        *has_account = TRUE;
        return g_ptr_array_index (self->exposures, i);
      }
  *has_account = FALSE;

  return self->exposures->len > 0 ? g_ptr_array_index (self->exposures, 0) : NULL;
}

gboolean
biz_desk_known_has_account (BizDeskKnown *self, gint64 partner_id, gint64 company_id)
{
  gboolean has_account;

  g_return_val_if_fail (BIZ_IS_DESK_KNOWN (self), FALSE);

  find_book (self, partner_id, company_id, &has_account);

  return has_account;
}

gboolean
biz_desk_known_has_exposures (BizDeskKnown *self)
{
  g_return_val_if_fail (BIZ_IS_DESK_KNOWN (self), FALSE);

  return self->exposures->len > 0;
}

/**
 * biz_desk_known_get_exposure:
 * @self: what is known
 * @order: an order
 * @figures: (out): of its commercial entity in its company, the order among them
 *
 * Returns: FALSE where they are not known
 */
gboolean
biz_desk_known_get_exposure (BizDeskKnown *self, const BizDeskOrder *order, BizExposure *figures)
{
  const BizExposureDocument document = { order->id, order->company_id,
                                         order->state == BIZ_DESK_ORDER_CONFIRMED, order->value };
  const BizExposurePlan plan = { .by = BIZ_EXPOSURE_BY_GROUP, .company_id = order->company_id };
  BizExposureBook *book;
  gboolean has_account;

  g_return_val_if_fail (BIZ_IS_DESK_KNOWN (self), FALSE);
  g_return_val_if_fail (order != NULL && figures != NULL, FALSE);

  book = find_book (self, order->group_id, order->company_id, &has_account);

  return book != NULL
         && biz_exposure_book_get (book, &plan, order->group_id, &document, figures, NULL);
}

BizPolicy *
biz_desk_known_get_policy (BizDeskKnown *self, gint64 company_id)
{
  g_return_val_if_fail (BIZ_IS_DESK_KNOWN (self), NULL);

  return g_hash_table_lookup (self->policies, &company_id);
}

/**
 * biz_desk_known_get_rule:
 * @self: what is known
 * @company_id: a company
 * @zero: its currency
 * @rule: (out): what it wants to be asked about; the program's own where its policy is not known
 */
void
biz_desk_known_get_rule (BizDeskKnown *self,
                         gint64 company_id,
                         const BizMoney *zero,
                         BizCreditRule *rule)
{
  BizPolicy *policy = biz_desk_known_get_policy (self, company_id);

  biz_credit_rule_init (rule);
  if (policy == NULL)
    return;
  rule->over_limit = biz_policy_get_flag (policy, BIZ_POLICY_CREDIT, "hold_over_limit");
  rule->overdue_days =
      (guint)biz_policy_get_number (policy, BIZ_POLICY_CREDIT, "hold_overdue_days");
  rule->has_overdue_above = biz_policy_get_amount (policy, BIZ_POLICY_CREDIT, "hold_overdue_above",
                                                   zero, &rule->overdue_above);
  rule->standard_days =
      (guint)biz_policy_get_number (policy, BIZ_POLICY_CREDIT, "standard_terms_days");
  rule->broken_promises =
      (guint)biz_policy_get_number (policy, BIZ_POLICY_CREDIT, "hold_broken_promises");
}

static BizCreditFacts
get_facts (BizDeskKnown *self, const BizDeskOrder *order)
{
  const Broken *broken = g_hash_table_lookup (self->broken, &order->group_id);
  gpointer days;
  BizCreditFacts facts = { .term_days = -1 };

  g_date_clear (&facts.broken_on, 1);
  if (g_hash_table_lookup_extended (self->terms, &order->term_id, NULL, &days))
    facts.term_days = GPOINTER_TO_INT (days);
  if (broken != NULL)
    {
      facts.n_broken = broken->n;
      facts.broken_on = broken->last;
    }

  return facts;
}

/**
 * biz_desk_known_list_causes:
 * @self: what is known
 * @order: an order
 *
 * Returns: (transfer full) (nullable) (element-type BizCreditCause): why the policy would hold it
 *   now; %NULL where that is not known
 */
GArray *
biz_desk_known_list_causes (BizDeskKnown *self, const BizDeskOrder *order)
{
  BizCreditFacts facts;
  BizCreditRule rule;
  BizExposure figures;

  g_return_val_if_fail (BIZ_IS_DESK_KNOWN (self), NULL);
  g_return_val_if_fail (order != NULL, NULL);

  if (!biz_desk_known_get_exposure (self, order, &figures))
    return NULL;
  facts = get_facts (self, order);
  biz_desk_known_get_rule (self, order->company_id, &figures.total, &rule);

  return biz_credit_rule_judge (&rule, &figures, &facts);
}

static guint
get_bit (BizCreditCauseKind kind)
{
  BizDeskCause cause;

  return biz_desk_cause_from_word (biz_credit_cause_get_code (kind), &cause)
             ? BIZ_DESK_BIT (cause)
             : BIZ_DESK_BIT (BIZ_DESK_CAUSE_MANUAL);
}

/* Kept as long as what is known: entries are made of it again and again. */
static const char *
keep_text (BizDeskKnown *self, gint64 order_id, GArray *causes)
{
  g_autoptr (GString) text = g_string_new (NULL);
  char *kept;

  for (guint i = 0; i < causes->len; i++)
    {
      g_autofree char *words =
          biz_credit_cause_describe (&g_array_index (causes, BizCreditCause, i));

      g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", words);
    }
  kept = g_string_free (g_steal_pointer (&text), FALSE);
  g_hash_table_replace (self->texts, copy_id (order_id), kept);

  return kept;
}

/* Over now, and without what came since not: an order that is newer is news of its own. */
static gboolean
is_newly_over (BizDeskKnown *self, const BizDeskOrder *order, const BizDeskMovement *movement)
{
  BizExposure figures;

  return movement != NULL && movement->balance > 0
         && biz_desk_known_get_exposure (self, order, &figures)
         && figures.total.minor - movement->balance <= figures.limit.minor;
}

/* The day after the last one on which the money might have come lies after the last look. */
static gboolean
has_just_broken (BizDeskKnown *self, const BizCreditFacts *facts)
{
  g_autoptr (GDateTime) local = NULL;
  GDate seen, day = facts->broken_on;
  int year, month, of_month;

  if (self->clock.seen == NULL || !g_date_valid (&day))
    return FALSE;
  local = g_date_time_to_timezone (self->clock.seen, self->clock.zone);
  g_date_time_get_ymd (local, &year, &month, &of_month);
  g_date_clear (&seen, 1);
  g_date_set_dmy (&seen, (GDateDay)of_month, (GDateMonth)month, (GDateYear)year);
  g_date_add_days (&day, self->tolerance + 1);

  return g_date_compare (&day, &seen) > 0;
}

/**
 * biz_desk_known_judge:
 * @order: an order
 * @verdict: (out): what the policy says of it
 * @known: a BizDeskKnown
 *
 * Returns: FALSE where nothing is known of the customer
 */
gboolean
biz_desk_known_judge (const BizDeskOrder *order, BizDeskVerdict *verdict, gpointer known)
{
  BizDeskKnown *self = known;
  const Key key = { order->group_id, order->company_id };
  const BizDeskMovement *movement;
  g_autoptr (GArray) causes = NULL;
  BizCreditFacts facts;

  g_return_val_if_fail (BIZ_IS_DESK_KNOWN (self), FALSE);
  g_return_val_if_fail (verdict != NULL, FALSE);

  *verdict = (BizDeskVerdict){ 0 };
  causes = biz_desk_known_list_causes (self, order);
  if (causes == NULL)
    return FALSE;
  for (guint i = 0; i < causes->len; i++)
    verdict->causes |= get_bit (g_array_index (causes, BizCreditCause, i).kind);
  if (causes->len > 0)
    verdict->text = keep_text (self, order->id, causes);
  movement = g_hash_table_lookup (self->movements, &key);
  verdict->has_paid = movement != NULL && movement->receipts > 0;
  if ((verdict->causes & BIZ_DESK_BIT (BIZ_DESK_CAUSE_LIMIT)) != 0)
    verdict->is_newly_over = is_newly_over (self, order, movement);
  facts = get_facts (self, order);
  verdict->broke_promise = has_just_broken (self, &facts);

  return TRUE;
}
