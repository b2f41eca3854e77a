/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-matcher.h"

/* What holds of every proposal, over worlds made by chance: amounts repeat, customers share names
 * and accounts, lines come twice. */

#define N_WORLDS 120
#define N_PARTNERS 9
#define N_ITEMS 70
#define N_LINES 60
#define AUTO_GAP 20
#define TIE_GAP 4

typedef struct
{
  GRand *random;
  GStringChunk *chunk;
  BizMatchPartner partners[N_PARTNERS];
  BizMatchItem items[N_ITEMS];
  BizMatchLine lines[N_LINES];
  guint cited[N_LINES][2]; /* items the text names; N_ITEMS for none */
} World;

static const char *const names[] = { "Harbour Fasteners Oy", "Lake Tools AG", "Twin Traders Ltd",
                                     "Müller & Söhne GmbH", "Northern Paper AB" };
static const char *const accounts[] = { "FI2112345600000785", "DE02120300000000202051", NULL };
static const gint64 amounts[] = { 1000, 2500, 2500, 5000, 5000, 7710, 12345, 99900 };

#define PICK(world, array) ((array)[below ((world), G_N_ELEMENTS (array))])

static guint
below (World *world, guint n)
{
  return (guint)g_rand_int_range (world->random, 0, (gint32)n);
}

static GDate
make_date (guint days)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, 1, G_DATE_JULY, 2026);
  g_date_add_days (&date, days);

  return date;
}

static void
make_partners (World *world)
{
  for (guint i = 0; i < N_PARTNERS; i++)
    world->partners[i] = (BizMatchPartner){ i + 1, PICK (world, names), PICK (world, accounts) };
}

static void
make_items (World *world)
{
  for (guint i = 0; i < N_ITEMS; i++)
    {
      BizMatchItem *item = &world->items[i];
      const char *currency = below (world, 8) == 0 ? "USD" : "EUR";
      const guint day = 7 * below (world, 12);
      const gint64 sign = below (world, 8) == 0 ? -1 : 1;
      g_autofree char *number = g_strdup_printf ("INV/2026/%05u", 10000 + 37 * i);

      /* the last customer is one that nobody told of */
      *item = (BizMatchItem){ .id = 1000 + i,
                              .partner_id = below (world, N_PARTNERS + 1) + 1,
                              .number = g_string_chunk_insert (world->chunk, number),
                              .date = make_date (day),
                              .due = make_date (day + 30),
                              .residual = biz_money_from_minor (sign * PICK (world, amounts),
                                                                currency, 2) };
      if (below (world, 5) == 0)
        {
          item->discount_date = make_date (day + 10);
          item->discount_residual =
              biz_money_from_minor (item->residual.minor - item->residual.minor / 50, currency, 2);
        }
    }
}

/* What a customer pays: one item or two, all of it, with discount, less a fee, or a part. */
static gint64
make_amount (World *world, const BizMatchItem *one, const BizMatchItem *other)
{
  gint64 sum = one->residual.minor + (other != NULL ? other->residual.minor : 0);

  switch (below (world, 8))
    {
    case 0:
      return sum - 150;
    case 1:
      return sum / 3;
    case 2:
      return one->discount_residual.minor != 0 ? one->discount_residual.minor : sum;
    case 3:
      return sum + 40;
    default:
      return sum;
    }
}

static const char *
make_text (World *world, guint line, guint one, guint other)
{
  static const char *const plain[] = { "Payment", "Sammelzahlung", "", "Teilzahlung" };
  g_autofree char *text = NULL;

  world->cited[line][0] = world->cited[line][1] = N_ITEMS;
  if (below (world, 2) == 0)
    return PICK (world, plain);
  world->cited[line][0] = one;
  world->cited[line][1] = other;
  text = g_strdup_printf ("%s %s", world->items[one].number,
                          other < N_ITEMS ? world->items[other].number : "");

  return g_string_chunk_insert (world->chunk, text);
}

static void
make_lines (World *world)
{
  for (guint i = 0; i < N_LINES; i++)
    {
      BizMatchLine *line = &world->lines[i];
      const guint one = below (world, N_ITEMS);
      const guint other = below (world, 3) == 0 ? below (world, N_ITEMS) : N_ITEMS;
      const guint payer = (guint)world->items[one].partner_id - 1;
      gint64 amount = make_amount (world, &world->items[one],
                                   other < N_ITEMS && other != one ? &world->items[other] : NULL);

      *line = (BizMatchLine){ .id = i + 1, .date = make_date (10 + 5 * below (world, 20)) };
      line->text = make_text (world, i, one, other);
      if (payer < N_PARTNERS && below (world, 6) != 0)
        line->name = world->partners[payer].name;
      if (payer < N_PARTNERS && below (world, 3) == 0)
        line->account = world->partners[payer].account;
      line->amount = biz_money_from_minor (amount, world->items[one].residual.currency, 2);
      if (below (world, 12) == 0)
        {
          line->original = biz_money_from_minor (amount, "USD", 2);
          line->amount = biz_money_from_minor (amount - amount / 12, "EUR", 2);
        }
    }
}

/* In some worlds most of the statement is one line again and again. */
static void
repeat_lines (World *world, guint n)
{
  for (guint i = N_LINES - n; i < N_LINES; i++)
    {
      const gint64 id = world->lines[i].id;

      world->lines[i] = world->lines[0];
      world->lines[i].id = id;
      world->cited[i][0] = world->cited[0][0];
      world->cited[i][1] = world->cited[0][1];
    }
}

static void
world_init (World *world, guint32 seed)
{
  *world = (World){ .random = g_rand_new_with_seed (seed), .chunk = g_string_chunk_new (4096) };
  make_partners (world);
  make_items (world);
  make_lines (world);
  if (seed % 4 == 0)
    repeat_lines (world, seed % 8 == 0 ? 50 : 2);
}

static void
world_clear (World *world)
{
  g_rand_free (world->random);
  g_string_chunk_free (world->chunk);
}

/* The order in which @n things are told; the first is as they are. */
static void
make_order (World *world, guint *order, guint n, gboolean shuffled)
{
  for (guint i = 0; i < n; i++)
    order[i] = i;
  for (guint i = n; shuffled && i > 1; i--)
    {
      const guint j = below (world, i);
      const guint kept = order[i - 1];

      order[i - 1] = order[j];
      order[j] = kept;
    }
}

/* In the order of the lines, however they are told. */
static GPtrArray *
run (World *world, gboolean shuffled)
{
  g_autoptr (BizMatcher) matcher = biz_matcher_new (NULL);
  g_autoptr (GPtrArray) proposals = NULL;
  GPtrArray *sorted = g_ptr_array_new_with_free_func ((GDestroyNotify)biz_match_proposal_unref);
  guint order[MAX (N_LINES, N_ITEMS)];
  BizMatchLine told[N_LINES];

  make_order (world, order, N_PARTNERS, shuffled);
  for (guint i = 0; i < N_PARTNERS; i++)
    biz_matcher_add_partner (matcher, &world->partners[order[i]]);
  make_order (world, order, N_ITEMS, shuffled);
  for (guint i = 0; i < N_ITEMS; i++)
    biz_matcher_add_item (matcher, &world->items[order[i]]);
  make_order (world, order, N_LINES, shuffled);
  for (guint i = 0; i < N_LINES; i++)
    told[i] = world->lines[order[i]];
  proposals = biz_matcher_run (matcher, told, N_LINES, NULL, NULL);
  g_assert_cmpuint (proposals->len, ==, N_LINES);
  g_ptr_array_set_size (sorted, N_LINES);
  for (guint i = 0; i < N_LINES; i++)
    sorted->pdata[order[i]] = biz_match_proposal_ref (g_ptr_array_index (proposals, i));

  return sorted;
}

static char *
describe (const BizMatchProposal *self)
{
  GString *text = g_string_new (biz_match_band_to_string (biz_match_proposal_get_band (self)));

  g_string_append_printf (text, " %d gap %d line %d partner %d",
                          biz_match_proposal_get_score (self), biz_match_proposal_get_gap (self),
                          (int)biz_match_proposal_get_line_id (self),
                          (int)biz_match_proposal_get_partner_id (self));
  for (guint i = 0; i < biz_match_proposal_get_n_parts (self); i++)
    {
      const BizMatchPart *part = biz_match_proposal_get_part (self, i);

      g_string_append_printf (text, " %d:%d/%d", (int)part->item_id, (int)part->amount.minor,
                              (int)part->writeoff.minor);
    }
  for (guint i = 0; i < biz_match_proposal_get_n_runner_up (self); i++)
    g_string_append_printf (text, " not %d", (int)biz_match_proposal_get_runner_up (self, i));
  for (guint i = 0; i < biz_match_proposal_get_n_signals (self); i++)
    g_string_append_printf (text, " s%d", (int)biz_match_proposal_get_signal (self, i)->kind);
  for (guint i = 0; i < biz_match_proposal_get_n_reasons (self); i++)
    g_string_append_printf (text, " “%s”", biz_match_proposal_get_reason (self, i));

  return g_string_free (text, FALSE);
}

static const BizMatchItem *
get_item (const World *world, const BizMatchPart *part)
{
  g_assert_cmpint (part->item_id, >=, 1000);
  g_assert_cmpint (part->item_id, <, 1000 + N_ITEMS);

  return &world->items[part->item_id - 1000];
}

/* The shares are the line; an item is cleared as a whole, but for one, of which a part stays open
 * and nothing is written off. */
static void
check_sums (const World *world, guint line, const BizMatchProposal *proposal)
{
  const BizMoney *amount = &world->lines[line].amount;
  const guint n = biz_match_proposal_get_n_parts (proposal);
  gint64 sum = 0, off = 0;
  guint n_open = 0;

  for (guint i = 0; i < n; i++)
    {
      const BizMatchPart *part = biz_match_proposal_get_part (proposal, i);
      const BizMoney *open = &get_item (world, part)->residual;
      const gint64 cleared = part->amount.minor + part->writeoff.minor;

      g_assert_cmpstr (part->amount.currency, ==, amount->currency);
      g_assert_cmpstr (part->writeoff.currency, ==, amount->currency);
      sum += part->amount.minor;
      off += part->writeoff.minor;
      /* told in the currency of the line, so that it says nothing of what is open */
      if (g_strcmp0 (open->currency, amount->currency) != 0 || cleared == open->minor)
        continue;
      n_open++;
      g_assert_cmpint (part->writeoff.minor, ==, 0);
      g_assert_cmpint (ABS (cleared), <, ABS (open->minor));
      g_assert_true ((cleared > 0) == (open->minor > 0));
    }
  g_assert_cmpuint (n_open, <=, 1);
  g_assert_cmpint (biz_match_proposal_get_writeoff (proposal)->minor, ==, off);
  if (n > 0)
    g_assert_cmpint (sum, ==, amount->minor);
}

static gboolean
is_cited (const World *world, guint line, const BizMatchItem *item)
{
  const guint position = (guint)(item - world->items);

  return world->cited[line][0] == position || world->cited[line][1] == position;
}

static gboolean
is_paid (const BizMatchProposal *proposal, const BizMatchItem *item)
{
  for (guint i = 0; i < biz_match_proposal_get_n_parts (proposal); i++)
    if (biz_match_proposal_get_part (proposal, i)->item_id == item->id)
      return TRUE;

  return FALSE;
}

/* Nothing but its number tells one from the other. */
static gboolean
is_alike (const BizMatchItem *a, const BizMatchItem *b)
{
  return a->partner_id == b->partner_id && biz_money_equal (&a->residual, &b->residual)
         && g_date_compare (&a->date, &b->date) == 0 && a->discount_residual.minor == 0
         && b->discount_residual.minor == 0;
}

/* Where another item would do as well, or the next is near, it is for a person. */
static void
check_tie (const World *world, guint line, const BizMatchProposal *proposal)
{
  const BizMatchBand band = biz_match_proposal_get_band (proposal);

  if (band <= BIZ_MATCH_LIKELY)
    g_assert_cmpint (biz_match_proposal_get_gap (proposal), >=, TIE_GAP);
  if (band != BIZ_MATCH_AUTO)
    return;
  g_assert_cmpint (biz_match_proposal_get_gap (proposal), >=, AUTO_GAP);
  for (guint i = 0; i < biz_match_proposal_get_n_parts (proposal); i++)
    {
      const BizMatchItem *paid = get_item (world, biz_match_proposal_get_part (proposal, i));

      if (is_cited (world, line, paid))
        continue;
      for (guint j = 0; j < N_ITEMS; j++)
        g_assert_false (is_alike (paid, &world->items[j]) && !is_paid (proposal, &world->items[j]));
    }
}

static void
test_world (gconstpointer data)
{
  guint counts[BIZ_MATCH_NONE + 1] = { 0 };
  guint n_off = 0, n_several = 0;

  for (guint32 seed = GPOINTER_TO_UINT (data); seed < N_WORLDS; seed += 4)
    {
      World world;
      g_autoptr (GHashTable) taken = g_hash_table_new (NULL, NULL);
      g_autoptr (GPtrArray) first = NULL, second = NULL;

      world_init (&world, seed);
      first = run (&world, FALSE);
      second = run (&world, TRUE);
      for (guint i = 0; i < N_LINES; i++)
        {
          const BizMatchProposal *proposal = g_ptr_array_index (first, i);
          g_autofree char *one = describe (proposal);
          g_autofree char *other = describe (g_ptr_array_index (second, i));

          g_test_message ("world %u line %u: %s", seed, i, one);
          g_assert_cmpstr (one, ==, other);
          check_sums (&world, i, proposal);
          check_tie (&world, i, proposal);
          for (guint j = 0; j < biz_match_proposal_get_n_parts (proposal); j++)
            g_assert_true (g_hash_table_add (
                taken, GINT_TO_POINTER ((int)biz_match_proposal_get_part (proposal, j)->item_id)));
          counts[biz_match_proposal_get_band (proposal)]++;
          n_off += biz_match_proposal_get_writeoff (proposal)->minor != 0;
          n_several += biz_match_proposal_get_n_parts (proposal) > 1;
        }
      world_clear (&world);
    }
  /* the worlds have some of everything */
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    g_assert_cmpuint (counts[i], >, 20);
  g_assert_cmpuint (n_off, >, 20);
  g_assert_cmpuint (n_several, >, 20);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_data_func ("/biz/matcher-laws/repeated", GUINT_TO_POINTER (0), test_world);
  g_test_add_data_func ("/biz/matcher-laws/first", GUINT_TO_POINTER (1), test_world);
  g_test_add_data_func ("/biz/matcher-laws/second", GUINT_TO_POINTER (2), test_world);
  g_test_add_data_func ("/biz/matcher-laws/third", GUINT_TO_POINTER (3), test_world);

  return g_test_run ();
}
