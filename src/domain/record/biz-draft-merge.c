/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Long file: a field is told, compared and taken over by one table of kinds. */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-draft-merge.h"

#include "biz-partner.h"

#include <glib/gi18n-lib.h>

typedef enum
{
  KIND_PARTNER,
  KIND_DATE,
  KIND_TERMS,
  KIND_REFERENCE,
  KIND_LINE, /* whether it is there */
  KIND_PRODUCT,
  KIND_DESCRIPTION,
  KIND_QUANTITY,
  KIND_PRICE,
  KIND_DISCOUNT,
  KIND_ACCOUNT,
  KIND_TAXES,
  N_KINDS
} Kind;

static const char *const labels[N_KINDS] = {
  [KIND_PARTNER] = N_ ("Customer"),
  [KIND_DATE] = N_ ("Invoice Date"),
  [KIND_TERMS] = N_ ("Terms"),
  [KIND_REFERENCE] = N_ ("Reference"),
  [KIND_LINE] = N_ ("Line"),
  [KIND_PRODUCT] = N_ ("Product"),
  [KIND_DESCRIPTION] = N_ ("Description"),
  [KIND_QUANTITY] = N_ ("Quantity"),
  [KIND_PRICE] = N_ ("Unit Price"),
  [KIND_DISCOUNT] = N_ ("Discount"),
  [KIND_ACCOUNT] = N_ ("Account"),
  [KIND_TAXES] = N_ ("Taxes"),
};

typedef struct
{
  BizMergeField shown; /* first */
  Kind kind;
  gint64 line_id; /* of the server; 0: of the head */
} Field;

struct _BizDraftMerge
{
  GObject parent_instance;

  BizInvoiceDraft *mine;   /* (owned) */
  BizInvoiceDraft *base;   /* (owned): the version it began with */
  BizInvoiceDraft *theirs; /* (owned) */
  BizInvoice *newer;       /* (owned) */
  GPtrArray *fields;       /* (owned) (element-type Field) */
};

G_DEFINE_FINAL_TYPE (BizDraftMerge, biz_draft_merge, G_TYPE_OBJECT)

static void
free_field (gpointer data)
{
  Field *field = data;

  g_free (field->shown.line);
  g_free (field->shown.mine);
  g_free (field->shown.theirs);
  g_free (field);
}

static void
biz_draft_merge_finalize (GObject *object)
{
  BizDraftMerge *self = BIZ_DRAFT_MERGE (object);

  g_clear_object (&self->mine);
  g_clear_object (&self->base);
  g_clear_object (&self->theirs);
  g_clear_object (&self->newer);
  g_clear_pointer (&self->fields, g_ptr_array_unref);

  G_OBJECT_CLASS (biz_draft_merge_parent_class)->finalize (object);
}

static void
biz_draft_merge_class_init (BizDraftMergeClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = biz_draft_merge_finalize;
}

static void
biz_draft_merge_init (BizDraftMerge *self)
{
  self->fields = g_ptr_array_new_with_free_func (free_field);
}

/* what a field says: for people, and to be compared */

static char *
format_day (const GDate *date)
{
  char text[64];

  if (date == NULL || !g_date_valid (date))
    return g_strdup ("");
  g_date_strftime (text, sizeof text, "%x", date);

  return g_strdup (text);
}

static char *
format_terms (BizInvoiceDraft *draft)
{
  const char *term = biz_invoice_draft_get_term (draft);

  return biz_invoice_draft_get_term_id (draft) != 0
             ? g_strdup (term != NULL ? term : "")
             : format_day (biz_invoice_draft_get_due_date (draft));
}

static char *
format_head (BizInvoiceDraft *draft, Kind kind)
{
  BizPartner *partner = biz_invoice_draft_get_partner (draft);
  const char *reference = biz_invoice_draft_get_reference (draft);

  switch (kind)
    {
    case KIND_PARTNER:
      return g_strdup (partner != NULL ? biz_partner_get_name (partner) : "");
    case KIND_DATE:
      return format_day (biz_invoice_draft_get_invoice_date (draft));
    case KIND_TERMS:
      return format_terms (draft);
    default:
      return g_strdup (reference != NULL ? reference : "");
    }
}

static char *
key_of_head (BizInvoiceDraft *draft, Kind kind)
{
  BizPartner *partner = biz_invoice_draft_get_partner (draft);
  g_autofree char *due = NULL;

  if (kind == KIND_PARTNER)
    return g_strdup_printf ("%" G_GINT64_FORMAT,
                            partner != NULL ? biz_partner_get_id (partner) : 0);
  if (kind != KIND_TERMS)
    return format_head (draft, kind);
  due = biz_invoice_draft_get_term_id (draft) != 0 ? g_strdup ("") : format_terms (draft);

  return g_strdup_printf ("%" G_GINT64_FORMAT "|%s", biz_invoice_draft_get_term_id (draft), due);
}

static char *
format_taxes (BizDraftLine *line, gboolean as_key)
{
  BizInvoiceLine *origin = biz_draft_line_get_origin (line);
  g_autoptr (GString) key = g_string_new (NULL);
  gsize n = 0, n_before = 0;
  const gint64 *ids = biz_draft_line_get_taxes (line, &n);
  const gint64 *before = origin != NULL ? biz_invoice_line_get_tax_ids (origin, &n_before) : NULL;
  gboolean same = ids == NULL || n == n_before;
  const char *words = origin != NULL ? biz_invoice_line_get_taxes (origin) : NULL;

  for (gsize i = 0; ids != NULL && i < n; i++)
    {
      same = same && i < n_before && before[i] == ids[i];
      g_string_append_printf (key, "%" G_GINT64_FORMAT " ", ids[i]);
    }
  for (gsize i = 0; ids == NULL && i < n_before; i++)
    g_string_append_printf (key, "%" G_GINT64_FORMAT " ", before[i]);
  if (as_key)
    return g_string_free (g_steal_pointer (&key), FALSE);
  if (same)
    return g_strdup (words != NULL ? words : "");

  return g_strdup (n == 0 ? _ ("No taxes") : _ ("Other taxes"));
}

static char *
format_account (BizDraftLine *line)
{
  BizInvoiceLine *origin = biz_draft_line_get_origin (line);
  const gint64 id = biz_draft_line_get_account_id (line);
  const char *name = origin != NULL ? biz_invoice_line_get_account (origin) : NULL;

  if (origin != NULL && (id == 0 || id == biz_invoice_line_get_account_id (origin)))
    return g_strdup (name != NULL ? name : "");

  return g_strdup (id != 0 ? _ ("Another account") : "");
}

static char *
format_price (BizDraftLine *line)
{
  BizDecimal price;

  return biz_draft_line_get_price (line, &price) ? biz_decimal_format (&price, 2)
                                                 /* Translators: instead of a price. */
                                                 : g_strdup (_ ("the server’s"));
}

static char *
format_percent (const BizDecimal *discount)
{
  g_autofree char *number = biz_decimal_format (discount, 0);

  return discount->mantissa != 0 ? g_strdup_printf ("%s %%", number) : g_strdup ("");
}

static char *
format_line (BizDraftLine *line, Kind kind)
{
  const BizDecimal quantity = biz_draft_line_get_quantity (line);
  const BizDecimal discount = biz_draft_line_get_discount (line);
  const char *product = biz_draft_line_get_product_name (line);
  const char *description = biz_draft_line_get_description (line);

  switch (kind)
    {
    case KIND_LINE:
      return biz_draft_edit_describe_line (line);
    case KIND_PRODUCT:
      return g_strdup (product != NULL ? product : "");
    case KIND_DESCRIPTION:
      return g_strdup (description != NULL ? description : "");
    case KIND_QUANTITY:
      return biz_decimal_format (&quantity, 0);
    case KIND_PRICE:
      return format_price (line);
    case KIND_DISCOUNT:
      return format_percent (&discount);
    case KIND_ACCOUNT:
      return format_account (line);
    default:
      return format_taxes (line, FALSE);
    }
}

static char *
key_of_line (BizDraftLine *line, Kind kind)
{
  BizInvoiceLine *origin = biz_draft_line_get_origin (line);
  gint64 account;

  switch (kind)
    {
    case KIND_PRODUCT:
      return g_strdup_printf ("%" G_GINT64_FORMAT, biz_draft_line_get_product_id (line));
    case KIND_ACCOUNT:
      account = biz_draft_line_get_account_id (line);
      if (account == 0 && origin != NULL)
        account = biz_invoice_line_get_account_id (origin);
      return g_strdup_printf ("%" G_GINT64_FORMAT, account);
    case KIND_TAXES:
      return format_taxes (line, TRUE);
    default:
      return format_line (line, kind);
    }
}

/* finding out what differs */

static void
add (BizDraftMerge *self,
     Kind kind,
     gint64 line_id,
     const char *line,
     char *mine,
     char *theirs,
     gboolean mine_changed,
     gboolean theirs_changed)
{
  Field *field = g_new0 (Field, 1);

  field->kind = kind;
  field->line_id = line_id;
  field->shown.label = _ (labels[kind]);
  field->shown.line = g_strdup (line);
  field->shown.mine = mine != NULL ? mine : g_strdup ("");
  field->shown.theirs = theirs != NULL ? theirs : g_strdup ("");
  field->shown.contested = mine_changed && theirs_changed;
  field->shown.takes_mine = mine_changed || !theirs_changed;
  g_ptr_array_add (self->fields, field);
}

static void
compare_head (BizDraftMerge *self)
{
  for (Kind kind = KIND_PARTNER; kind <= KIND_REFERENCE; kind++)
    {
      g_autofree char *base = key_of_head (self->base, kind);
      g_autofree char *mine = key_of_head (self->mine, kind);
      g_autofree char *theirs = key_of_head (self->theirs, kind);

      if (!g_str_equal (mine, theirs))
        add (self, kind, 0, NULL, format_head (self->mine, kind), format_head (self->theirs, kind),
             !g_str_equal (mine, base), !g_str_equal (theirs, base));
    }
}

static GListModel *
get_lines (BizInvoiceDraft *draft)
{
  return G_LIST_MODEL (biz_invoice_draft_get_lines (draft));
}

static gint64
get_line_id (BizDraftLine *line)
{
  BizInvoiceLine *origin = biz_draft_line_get_origin (line);

  return origin != NULL ? biz_invoice_line_get_id (origin) : 0;
}

/* (transfer none) (nullable): the draft keeps it */
static BizDraftLine *
find_line (BizInvoiceDraft *draft, gint64 id)
{
  GListModel *lines = get_lines (draft);

  for (guint i = 0; id != 0 && i < g_list_model_get_n_items (lines); i++)
    {
      g_autoptr (BizDraftLine) line = g_list_model_get_item (lines, i);

      if (get_line_id (line) == id)
        return line;
    }

  return NULL;
}

static gboolean
differs (BizDraftLine *one, BizDraftLine *other)
{
  for (Kind kind = KIND_PRODUCT; kind < N_KINDS; kind++)
    {
      g_autofree char *a = key_of_line (one, kind);
      g_autofree char *b = key_of_line (other, kind);

      if (!g_str_equal (a, b))
        return TRUE;
    }

  return FALSE;
}

static void
compare_fields (BizDraftMerge *self, BizDraftLine *base, BizDraftLine *mine, BizDraftLine *theirs)
{
  g_autofree char *line = biz_draft_edit_describe_line (base);

  for (Kind kind = KIND_PRODUCT; kind < N_KINDS; kind++)
    {
      g_autofree char *before = key_of_line (base, kind);
      g_autofree char *ours = key_of_line (mine, kind);
      g_autofree char *other = key_of_line (theirs, kind);

      if (!g_str_equal (ours, other))
        add (self, kind, get_line_id (base), line, format_line (mine, kind),
             format_line (theirs, kind), !g_str_equal (ours, before), !g_str_equal (other, before));
    }
}

/* Every line that the draft began with. */
static void
compare_known_lines (BizDraftMerge *self)
{
  GListModel *lines = get_lines (self->base);

  for (guint i = 0; i < g_list_model_get_n_items (lines); i++)
    {
      g_autoptr (BizDraftLine) base = g_list_model_get_item (lines, i);
      const gint64 id = get_line_id (base);
      BizDraftLine *mine = find_line (self->mine, id);
      BizDraftLine *theirs = find_line (self->theirs, id);

      if (mine != NULL && theirs != NULL)
        compare_fields (self, base, mine, theirs);
      else if (mine != NULL)
        add (self, KIND_LINE, id, NULL, format_line (mine, KIND_LINE), NULL, differs (mine, base),
             TRUE);
      else if (theirs != NULL)
        add (self, KIND_LINE, id, NULL, NULL, format_line (theirs, KIND_LINE), TRUE,
             differs (theirs, base));
    }
}

/* Lines that a colleague added. What the person added is hers alone and is no question. */
static void
compare_new_lines (BizDraftMerge *self)
{
  GListModel *lines = get_lines (self->theirs);

  for (guint i = 0; i < g_list_model_get_n_items (lines); i++)
    {
      g_autoptr (BizDraftLine) line = g_list_model_get_item (lines, i);
      const gint64 id = get_line_id (line);

      if (find_line (self->base, id) == NULL && find_line (self->mine, id) == NULL)
        add (self, KIND_LINE, id, NULL, NULL, format_line (line, KIND_LINE), FALSE, TRUE);
    }
}

/**
 * biz_draft_merge_new:
 * @draft: what the person has, with the version it began with as its origin
 * @theirs: what the server has now, loaded
 *
 * Returns: (transfer full): both, with the choices that are likely meant
 */
BizDraftMerge *
biz_draft_merge_new (BizInvoiceDraft *draft, BizInvoice *theirs)
{
  BizDraftMerge *self;

  g_return_val_if_fail (BIZ_IS_INVOICE_DRAFT (draft), NULL);
  g_return_val_if_fail (biz_invoice_draft_get_origin (draft) != NULL, NULL);
  g_return_val_if_fail (BIZ_IS_INVOICE (theirs) && biz_invoice_is_full (theirs), NULL);

  self = g_object_new (BIZ_TYPE_DRAFT_MERGE, NULL);
  self->mine = g_object_ref (draft);
  self->base = biz_draft_edit_new (biz_invoice_draft_get_origin (draft));
  self->theirs = biz_draft_edit_new (theirs);
  self->newer = g_object_ref (theirs);
  compare_head (self);
  compare_known_lines (self);
  compare_new_lines (self);

  return self;
}

guint
biz_draft_merge_get_n_fields (BizDraftMerge *self)
{
  g_return_val_if_fail (BIZ_IS_DRAFT_MERGE (self), 0);

  return self->fields->len;
}

const BizMergeField *
biz_draft_merge_get_field (BizDraftMerge *self, guint i)
{
  g_return_val_if_fail (BIZ_IS_DRAFT_MERGE (self) && i < self->fields->len, NULL);

  return &((Field *)g_ptr_array_index (self->fields, i))->shown;
}

void
biz_draft_merge_take (BizDraftMerge *self, guint i, gboolean mine)
{
  g_return_if_fail (BIZ_IS_DRAFT_MERGE (self) && i < self->fields->len);

  ((Field *)g_ptr_array_index (self->fields, i))->shown.takes_mine = mine;
}

/* putting together */

/* @otherwise: where both say the same */
static gboolean
takes_mine (BizDraftMerge *self, Kind kind, gint64 line_id, gboolean otherwise)
{
  for (guint i = 0; i < self->fields->len; i++)
    {
      Field *field = g_ptr_array_index (self->fields, i);

      if (field->kind == kind && field->line_id == line_id)
        return field->shown.takes_mine;
    }

  return otherwise;
}

static void
copy_field (BizDraftLine *to, BizDraftLine *from, Kind kind)
{
  BizInvoiceLine *origin = biz_draft_line_get_origin (from);
  const BizDecimal quantity = biz_draft_line_get_quantity (from);
  const BizDecimal discount = biz_draft_line_get_discount (from);
  const gint64 *taxes;
  BizDecimal price;
  gsize n = 0;

  switch (kind)
    {
    case KIND_DESCRIPTION:
      biz_draft_line_set_description (to, biz_draft_line_get_description (from));
      break;
    case KIND_QUANTITY:
      biz_draft_line_set_quantity (to, &quantity);
      break;
    case KIND_PRICE:
      biz_draft_line_set_price (to, biz_draft_line_get_price (from, &price) ? &price : NULL);
      break;
    case KIND_DISCOUNT:
      biz_draft_line_set_discount (to, &discount);
      break;
    case KIND_ACCOUNT:
      biz_draft_line_set_account_id (to, biz_draft_line_get_account_id (from) != 0 || origin == NULL
                                             ? biz_draft_line_get_account_id (from)
                                             : biz_invoice_line_get_account_id (origin));
      break;
    case KIND_TAXES:
      taxes = biz_draft_line_get_taxes (from, &n);
      if (taxes == NULL && origin != NULL)
        taxes = biz_invoice_line_get_tax_ids (origin, &n);
      biz_draft_line_set_taxes (to, taxes, n);
      break;
    default:
      break;
    }
}

/* The product carries the rest with it, so the line begins with whose it is. */
static BizDraftLine *
merge_line (BizDraftMerge *self, BizDraftLine *mine, BizDraftLine *theirs)
{
  const gint64 id = get_line_id (theirs);
  const gboolean begins_mine = takes_mine (self, KIND_PRODUCT, id, TRUE);
  BizDraftLine *line = begins_mine
                           ? biz_draft_line_new_rebased (mine, biz_draft_line_get_origin (theirs))
                           : biz_draft_line_new_from_line (biz_draft_line_get_origin (theirs));

  for (Kind kind = KIND_DESCRIPTION; kind < N_KINDS; kind++)
    if (takes_mine (self, kind, id, begins_mine) != begins_mine)
      copy_field (line, begins_mine ? theirs : mine, kind);

  return line;
}

/* (element-type BizDraftLine) */
static GPtrArray *
merge_lines (BizDraftMerge *self)
{
  GPtrArray *merged = g_ptr_array_new_with_free_func (g_object_unref);
  GListModel *mine = get_lines (self->mine);
  GListModel *theirs = get_lines (self->theirs);

  for (guint i = 0; i < g_list_model_get_n_items (mine); i++)
    {
      g_autoptr (BizDraftLine) line = g_list_model_get_item (mine, i);
      const gint64 id = get_line_id (line);
      BizDraftLine *other = find_line (self->theirs, id);

      if (other != NULL)
        g_ptr_array_add (merged, merge_line (self, line, other));
      else if (id == 0 || takes_mine (self, KIND_LINE, id, TRUE))
        g_ptr_array_add (merged, biz_draft_line_new_rebased (line, NULL));
    }
  for (guint i = 0; i < g_list_model_get_n_items (theirs); i++)
    {
      g_autoptr (BizDraftLine) line = g_list_model_get_item (theirs, i);
      const gint64 id = get_line_id (line);

      if (find_line (self->mine, id) == NULL && !takes_mine (self, KIND_LINE, id, FALSE))
        g_ptr_array_add (merged, biz_draft_line_new_from_line (biz_draft_line_get_origin (line)));
    }

  return merged;
}

static BizInvoiceDraft *
choose (BizDraftMerge *self, Kind kind)
{
  return takes_mine (self, kind, 0, TRUE) ? self->mine : self->theirs;
}

/**
 * biz_draft_merge_describe:
 * @self: a merge
 *
 * Returns: (transfer full): what would be saved, the head in one line and then each line
 */
GStrv
biz_draft_merge_describe (BizDraftMerge *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GString) head = g_string_new (NULL);
  g_autoptr (GPtrArray) lines = NULL;

  g_return_val_if_fail (BIZ_IS_DRAFT_MERGE (self), NULL);

  for (Kind kind = KIND_PARTNER; kind <= KIND_REFERENCE; kind++)
    {
      g_autofree char *text = format_head (choose (self, kind), kind);

      if (*text != '\0')
        g_string_append_printf (head, "%s%s", head->len > 0 ? " · " : "", text);
    }
  g_strv_builder_add (builder, head->str);
  lines = merge_lines (self);
  for (guint i = 0; i < lines->len; i++)
    {
      g_autofree char *text = biz_draft_edit_describe_line (g_ptr_array_index (lines, i));

      g_strv_builder_add (builder, text);
    }

  return g_strv_builder_end (builder);
}

/**
 * biz_draft_merge_apply:
 * @self: a merge
 *
 * Puts what was chosen into the draft, whose origin is their version from now on.
 */
void
biz_draft_merge_apply (BizDraftMerge *self)
{
  GListStore *store;
  g_autoptr (GPtrArray) lines = NULL;
  BizInvoiceDraft *terms;

  g_return_if_fail (BIZ_IS_DRAFT_MERGE (self));

  lines = merge_lines (self);
  terms = choose (self, KIND_TERMS);
  biz_invoice_draft_set_partner (self->mine,
                                 biz_invoice_draft_get_partner (choose (self, KIND_PARTNER)));
  biz_invoice_draft_set_invoice_date (self->mine, biz_invoice_draft_get_invoice_date (
                                                      choose (self, KIND_DATE)));
  biz_invoice_draft_set_reference (self->mine,
                                   biz_invoice_draft_get_reference (choose (self, KIND_REFERENCE)));
  if (terms != self->mine)
    biz_invoice_draft_set_terms (self->mine, biz_invoice_draft_get_term_id (terms),
                                 biz_invoice_draft_get_term (terms),
                                 biz_invoice_draft_get_due_date (terms));
  biz_invoice_draft_set_origin (self->mine, self->newer);
  store = biz_invoice_draft_get_lines (self->mine);
  g_list_store_splice (store, 0, g_list_model_get_n_items (G_LIST_MODEL (store)), lines->pdata,
                       lines->len);
}
