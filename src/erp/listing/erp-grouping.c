/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Long file: one model; its tree of groups and the positions of what is open in it are one. */

#define G_LOG_DOMAIN "erp"

#include "config.h"

#include "erp-grouping.h"

#include "erp-call.h"
#include "erp-client.h"
#include "erp-domain.h"
#include "erp-row-private.h"

typedef struct _Node Node;

/* A group and what is open below it. */
struct _Node
{
  ErpGrouping *owner;
  Node *parent;              /* (nullable) */
  ErpGroup *group;           /* (owned) (nullable): NULL for the root */
  ErpRow *row;               /* (owned) (nullable) */
  GPtrArray *children;       /* (owned) (nullable): Node, in groups above the last level */
  ErpListing *listing;       /* (owned) (nullable): in groups of the last level */
  GCancellable *cancellable; /* (owned) (nullable): of the request for the children */
  guint n_below;             /* rows that are shown below this one */
};

struct _ErpGrouping
{
  GObject parent_instance;

  ErpClient *client; /* (owned) */
  const ErpGroupSource *source;
  gpointer user_data;
  GDestroyNotify user_data_free; /* (nullable) */

  ErpDomain *domain; /* (owned) */
  char *order;       /* (owned) (nullable) */
  Node *root;        /* (owned) */
  GPtrArray *seen;   /* (owned): Node whose listings hold rows, as they are or were in sight */
  ErpListingState state;
  GError *error; /* (owned) (nullable) */
  guint64 count;
};

typedef struct
{
  GWeakRef owner;
  Node *node;                /* alive as long as its cancellable is @cancellable */
  GCancellable *cancellable; /* (owned) */
} Request;

static void list_model_init (GListModelInterface *iface);
static void paged_init (ErpPagedInterface *iface);
static void ask_children (ErpGrouping *self, Node *node);

G_DEFINE_FINAL_TYPE_WITH_CODE (ErpGrouping,
                               erp_grouping,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init)
                                   G_IMPLEMENT_INTERFACE (ERP_TYPE_PAGED, paged_init))

enum
{
  PROP_STATE = 1,
  PROP_COUNT,
  PROP_ERROR,
  N_PROPS
};

enum
{
  REFRESHED,
  N_SIGNALS
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

static void
node_free (gpointer data)
{
  Node *node = data;

  g_ptr_array_remove_fast (node->owner->seen, node);
  g_cancellable_cancel (node->cancellable);
  g_clear_object (&node->cancellable);
  if (node->listing != NULL)
    g_signal_handlers_disconnect_by_data (node->listing, node);
  g_clear_object (&node->listing);
  g_clear_pointer (&node->children, g_ptr_array_unref);
  if (node->row != NULL)
    erp_row_disown (node->row);
  g_clear_object (&node->row);
  g_clear_object (&node->group);
  g_free (node);
}

static void
row_gone (gpointer owner, guint position)
{
}

static Node *
node_new (ErpGrouping *owner, Node *parent, ErpGroup *group)
{
  Node *node = g_new0 (Node, 1);

  node->owner = owner;
  node->parent = parent;
  if (group == NULL)
    return node;
  node->group = g_object_ref (group);
  erp_group_set_level (group, parent->group != NULL ? erp_group_get_level (parent->group) + 1 : 0);
  node->row = erp_row_new (0, row_gone, owner);
  erp_row_set_item (node->row, G_OBJECT (group));

  return node;
}

static gboolean
is_last_level (Node *node)
{
  return node->group != NULL
         && erp_group_get_level (node->group) + 1 >= node->owner->source->n_levels;
}

static gboolean
is_expanded (Node *node)
{
  return node->group == NULL || erp_group_get_expanded (node->group);
}

/* Where the first row below @node stands. */
static guint
get_start (Node *node)
{
  guint start = 0;
  Node *parent = node->parent;

  if (parent == NULL)
    return 0;
  for (guint i = 0; i < parent->children->len; i++)
    {
      Node *sibling = g_ptr_array_index (parent->children, i);

      if (sibling == node)
        break;
      start += 1 + sibling->n_below;
    }

  return get_start (parent) + start + 1;
}

static gboolean
is_shown (Node *node)
{
  for (; node != NULL; node = node->parent)
    {
      if (!is_expanded (node))
        return FALSE;
    }

  return TRUE;
}

/* @added rows came and @removed went below @node, @offset rows behind it. */
static void
change_below (Node *node, guint offset, guint removed, guint added)
{
  ErpGrouping *self = node->owner;
  gboolean shown = is_shown (node);
  guint start = get_start (node);

  if (!shown || (removed == 0 && added == 0))
    return;
  for (Node *at = node; at != NULL; at = at->parent)
    at->n_below += added - removed;
  g_list_model_items_changed (G_LIST_MODEL (self), start + offset, removed, added);
}

static void
set_state (ErpGrouping *self, ErpListingState state)
{
  if (self->state == state)
    return;
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATE]);
}

static void
take_error (ErpGrouping *self, GError *error)
{
  if (self->error == NULL && error == NULL)
    return;
  g_clear_error (&self->error);
  self->error = error;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ERROR]);
}

static void
request_free (Request *request)
{
  g_weak_ref_clear (&request->owner);
  g_clear_object (&request->cancellable);
  g_free (request);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Request, request_free)

static void
listing_changed_cb (GListModel *listing, guint position, guint removed, guint added, gpointer data)
{
  change_below (data, position, removed, added);
}

static void
open_listing (ErpGrouping *self, Node *node)
{
  g_autoptr (ErpDomain) domain = erp_domain_copy (self->domain);

  if (node->listing != NULL)
    return;
  for (Node *at = node; at->group != NULL; at = at->parent)
    erp_domain_add_all (domain, erp_group_get_domain (at->group));
  node->listing = self->source->new_listing (self->user_data);
  erp_listing_set_domain (node->listing, domain);
  erp_listing_set_order (node->listing, self->order);
  g_signal_connect (node->listing, "items-changed", G_CALLBACK (listing_changed_cb), node);
  erp_listing_load_expecting (node->listing,
                              (guint)MIN (erp_group_get_count (node->group), (guint64)G_MAXINT));
}

static Node *
find_child (Node *node, const char *key)
{
  for (guint i = 0; node->children != NULL && i < node->children->len; i++)
    {
      Node *child = g_ptr_array_index (node->children, i);

      if (g_str_equal (erp_group_get_key (child->group), key))
        return child;
    }

  return NULL;
}

/* What was open stays open: asked for anew. */
static void
reopen (Node *child, Node *old)
{
  erp_group_set_expanded (child->group, TRUE);
  if (is_last_level (child) && old->listing != NULL)
    {
      g_signal_handlers_disconnect_by_data (old->listing, old);
      child->listing = g_steal_pointer (&old->listing);
      g_signal_connect (child->listing, "items-changed", G_CALLBACK (listing_changed_cb), child);
      child->n_below = g_list_model_get_n_items (G_LIST_MODEL (child->listing));
      erp_listing_refresh (child->listing);
    }
}

static void
take_groups (ErpGrouping *self, Node *node, GPtrArray *groups)
{
  g_autoptr (GPtrArray) old = g_steal_pointer (&node->children);
  Node before = { .children = old };
  guint n_before = node->n_below;
  guint n_after = 0;

  node->children = g_ptr_array_new_with_free_func (node_free);
  if (node->group == NULL)
    self->count = 0;
  for (guint i = 0; i < groups->len; i++)
    {
      ErpGroup *group = g_ptr_array_index (groups, i);
      Node *child = node_new (self, node, group);
      Node *was = old != NULL ? find_child (&before, erp_group_get_key (group)) : NULL;

      g_ptr_array_add (node->children, child);
      if (node->group == NULL)
        self->count += erp_group_get_count (group);
      if (was != NULL && erp_group_get_expanded (was->group))
        reopen (child, was);
      n_after += 1 + child->n_below;
    }
  change_below (node, 0, n_before, n_after);
  for (guint i = 0; i < node->children->len; i++)
    {
      Node *child = g_ptr_array_index (node->children, i);

      if (is_expanded (child) && !is_last_level (child))
        ask_children (self, child);
    }
}

static void
groups_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Request) request = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) groups = erp_client_call_finish (ERP_CLIENT (source), result, &error);
  g_autoptr (ErpGrouping) self = g_weak_ref_get (&request->owner);
  gboolean is_root;

  if (self == NULL || g_cancellable_is_cancelled (request->cancellable))
    return;

  g_clear_object (&request->node->cancellable);
  is_root = request->node->group == NULL;
  if (groups == NULL)
    {
      take_error (self, g_steal_pointer (&error));
      if (is_root && (self->state == ERP_LISTING_LOADING || self->root->children == NULL))
        set_state (self, ERP_LISTING_FAILED);
      return;
    }

  take_error (self, NULL);
  take_groups (self, request->node, groups);
  if (!is_root)
    return;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_COUNT]);
  set_state (self, self->count > 0 ? ERP_LISTING_READY : ERP_LISTING_EMPTY);
  g_signal_emit (self, signals[REFRESHED], 0);
}

static void
ask_children (ErpGrouping *self, Node *node)
{
  g_autoptr (ErpDomain) domain = erp_domain_copy (self->domain);
  g_autoptr (ErpCall) call = NULL;
  Request *request = g_new0 (Request, 1);
  guint level = 0;

  g_cancellable_cancel (node->cancellable);
  g_clear_object (&node->cancellable);
  node->cancellable = g_cancellable_new ();
  for (Node *at = node; at->group != NULL; at = at->parent, level++)
    erp_domain_add_all (domain, erp_group_get_domain (at->group));
  g_weak_ref_init (&request->owner, self);
  request->node = node;
  request->cancellable = g_object_ref (node->cancellable);
  call = self->source->new_call (level, domain, self->user_data);
  erp_client_call_async (self->client, call, node->cancellable, groups_cb, request);
}

/* The node below @node whose row is the @offset-th; or, in *@inner, the row of its listing. */
static Node *
find_at (Node *node, guint offset, guint *inner)
{
  for (guint i = 0; node->children != NULL && i < node->children->len; i++)
    {
      Node *child = g_ptr_array_index (node->children, i);

      if (offset == 0)
        {
          *inner = G_MAXUINT;
          return child;
        }
      if (offset <= child->n_below)
        return find_at (child, offset - 1, inner);
      offset -= 1 + child->n_below;
    }
  *inner = offset;

  return node;
}

static GType
erp_grouping_get_item_type (GListModel *model)
{
  return ERP_TYPE_ROW;
}

static guint
erp_grouping_get_n_items (GListModel *model)
{
  return ERP_GROUPING (model)->root->n_below;
}

static gpointer
erp_grouping_get_item (GListModel *model, guint position)
{
  ErpGrouping *self = ERP_GROUPING (model);
  guint inner;
  Node *node;

  if (position >= self->root->n_below)
    return NULL;

  node = find_at (self->root, position, &inner);
  if (inner == G_MAXUINT)
    return g_object_ref (node->row);

  return node->listing != NULL ? g_list_model_get_item (G_LIST_MODEL (node->listing), inner) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = erp_grouping_get_item_type;
  iface->get_n_items = erp_grouping_get_n_items;
  iface->get_item = erp_grouping_get_item;
}

static ErpListingState
erp_grouping_get_state (ErpPaged *paged)
{
  return ERP_GROUPING (paged)->state;
}

static guint64
erp_grouping_get_count (ErpPaged *paged)
{
  return ERP_GROUPING (paged)->count;
}

static gboolean
erp_grouping_get_count_exact (ErpPaged *paged)
{
  return ERP_GROUPING (paged)->state != ERP_LISTING_LOADING;
}

static const GError *
erp_grouping_get_error (ErpPaged *paged)
{
  return ERP_GROUPING (paged)->error;
}

static void
erp_grouping_load (ErpPaged *paged)
{
  ErpGrouping *self = ERP_GROUPING (paged);
  guint n = self->root->n_below;
  g_autoptr (GPtrArray) old = g_steal_pointer (&self->root->children);

  self->root->n_below = 0;
  self->count = 0;
  if (n > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, n, 0);
  take_error (self, NULL);
  set_state (self, ERP_LISTING_LOADING);
  ask_children (self, self->root);
}

static void
erp_grouping_refresh (ErpPaged *paged)
{
  ErpGrouping *self = ERP_GROUPING (paged);

  if (self->root->children == NULL)
    erp_grouping_load (paged);
  else
    ask_children (self, self->root);
}

static void
erp_grouping_retry (ErpPaged *paged, guint position)
{
  ErpGrouping *self = ERP_GROUPING (paged);
  guint inner;
  Node *node;

  if (position >= self->root->n_below)
    return;
  node = find_at (self->root, position, &inner);
  if (inner != G_MAXUINT && node->listing != NULL)
    erp_listing_retry (node->listing, inner);
}

/* Tells every open listing in sight which of its rows are seen. */
static void
tell_visible (Node *node, guint start, guint first, guint last)
{
  if (node->listing != NULL && node->n_below > 0)
    {
      guint from = MAX (first, start);
      guint to = MIN (last, start + node->n_below - 1);

      if (from > to)
        return;
      if (!g_ptr_array_find (node->owner->seen, node, NULL))
        g_ptr_array_add (node->owner->seen, node);
      erp_listing_set_visible (node->listing, from - start, to - start);
      return;
    }
  for (guint i = 0; node->children != NULL && i < node->children->len && start <= last; i++)
    {
      Node *child = g_ptr_array_index (node->children, i);

      if (child->n_below > 0 && start + child->n_below >= first)
        tell_visible (child, start + 1, first, last);
      start += 1 + child->n_below;
    }
}

/* Groups that are out of sight do not keep rows beside those that are held: there may be hundreds
 * of them. */
static void
leave_unseen (ErpGrouping *self, guint first, guint last)
{
  for (guint i = self->seen->len; i > 0; i--)
    {
      Node *node = g_ptr_array_index (self->seen, i - 1);
      const guint start = get_start (node);
      const gboolean far = start > last || start + node->n_below <= first;

      if (node->n_below > 0 && far && (node->listing == NULL || erp_listing_leave (node->listing)))
        g_ptr_array_remove_index_fast (self->seen, i - 1);
    }
}

static void
erp_grouping_set_visible (ErpPaged *paged, guint first, guint last)
{
  ErpGrouping *self = ERP_GROUPING (paged);

  tell_visible (self->root, 0, first, last);
  leave_unseen (self, first, last);
}

static gboolean
erp_grouping_is_grouped (ErpPaged *paged)
{
  return TRUE;
}

static void
paged_init (ErpPagedInterface *iface)
{
  iface->get_state = erp_grouping_get_state;
  iface->get_count = erp_grouping_get_count;
  iface->get_count_exact = erp_grouping_get_count_exact;
  iface->get_error = erp_grouping_get_error;
  iface->load = erp_grouping_load;
  iface->refresh = erp_grouping_refresh;
  iface->retry = erp_grouping_retry;
  iface->set_visible = erp_grouping_set_visible;
  iface->is_grouped = erp_grouping_is_grouped;
  iface->get_group = (ErpGroup * (*)(ErpPaged *, guint)) erp_grouping_get_group;
  iface->get_parent = (guint (*) (ErpPaged *, guint))erp_grouping_get_parent;
  iface->set_expanded = (void (*) (ErpPaged *, guint, gboolean))erp_grouping_set_expanded;
}

static void
erp_grouping_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  ErpGrouping *self = ERP_GROUPING (object);

  switch (prop_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, (int)self->state);
      break;
    case PROP_COUNT:
      g_value_set_uint64 (value, self->count);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
erp_grouping_finalize (GObject *object)
{
  ErpGrouping *self = ERP_GROUPING (object);

  g_clear_pointer (&self->root, node_free);
  g_ptr_array_unref (self->seen);
  if (self->user_data_free != NULL)
    self->user_data_free (self->user_data);
  g_clear_object (&self->client);
  g_clear_pointer (&self->domain, erp_domain_unref);
  g_free (self->order);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (erp_grouping_parent_class)->finalize (object);
}

static void
erp_grouping_class_init (ErpGroupingClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = erp_grouping_get_property;
  object_class->finalize = erp_grouping_finalize;
  props[PROP_STATE] =
      g_param_spec_enum ("state", NULL, NULL, ERP_TYPE_LISTING_STATE, ERP_LISTING_IDLE, flags);
  props[PROP_COUNT] = g_param_spec_uint64 ("count", NULL, NULL, 0, G_MAXUINT64, 0, flags);
  props[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
  signals[REFRESHED] = g_signal_new ("refreshed", ERP_TYPE_GROUPING, G_SIGNAL_RUN_LAST, 0, NULL,
                                     NULL, NULL, G_TYPE_NONE, 0);
}

static void
erp_grouping_init (ErpGrouping *self)
{
  self->domain = erp_domain_new ();
  self->seen = g_ptr_array_new ();
  self->root = node_new (self, NULL, NULL);
}

/**
 * erp_grouping_new:
 * @client: who asks
 * @source: what the list is made of; static
 * @user_data: for the functions of @source
 * @user_data_free: (nullable): frees it
 *
 * Returns: (transfer full): a list that asks nothing before erp_paged_load ()
 */
ErpGrouping *
erp_grouping_new (ErpClient *client,
                  const ErpGroupSource *source,
                  gpointer user_data,
                  GDestroyNotify user_data_free)
{
  ErpGrouping *self;

  g_return_val_if_fail (ERP_IS_CLIENT (client), NULL);
  g_return_val_if_fail (source != NULL && source->n_levels > 0, NULL);

  self = g_object_new (ERP_TYPE_GROUPING, NULL);
  self->client = g_object_ref (client);
  self->source = source;
  self->user_data = user_data;
  self->user_data_free = user_data_free;

  return self;
}

void
erp_grouping_set_domain (ErpGrouping *self, ErpDomain *domain)
{
  g_return_if_fail (ERP_IS_GROUPING (self));
  g_return_if_fail (domain != NULL);

  g_clear_pointer (&self->domain, erp_domain_unref);
  self->domain = erp_domain_copy (domain);
}

void
erp_grouping_set_order (ErpGrouping *self, const char *order)
{
  g_return_if_fail (ERP_IS_GROUPING (self));

  g_free (self->order);
  self->order = g_strdup (order);
}

/**
 * erp_grouping_get_group:
 * @self: a grouped list
 * @position: a position
 *
 * Returns: (transfer none) (nullable): the group whose row stands there; %NULL for a record
 */
ErpGroup *
erp_grouping_get_group (ErpGrouping *self, guint position)
{
  guint inner;
  Node *node;

  g_return_val_if_fail (ERP_IS_GROUPING (self), NULL);

  if (position >= self->root->n_below)
    return NULL;
  node = find_at (self->root, position, &inner);

  return inner == G_MAXUINT ? node->group : NULL;
}

ErpListing *
erp_grouping_get_listing (ErpGrouping *self, guint position, guint *place)
{
  Node *node;

  g_return_val_if_fail (ERP_IS_GROUPING (self), NULL);

  if (position >= self->root->n_below)
    return NULL;
  node = find_at (self->root, position, place);

  return *place != G_MAXUINT ? node->listing : NULL;
}

guint
erp_grouping_get_parent (ErpGrouping *self, guint position)
{
  guint inner;
  Node *node;

  g_return_val_if_fail (ERP_IS_GROUPING (self), position);

  if (position >= self->root->n_below)
    return position;
  node = find_at (self->root, position, &inner);
  if (inner == G_MAXUINT)
    node = node->parent;

  return node->group != NULL ? get_start (node) - 1 : position;
}

/**
 * erp_grouping_set_expanded:
 * @self: a grouped list
 * @position: where the row of a group stands; nothing happens to records
 * @expanded: whether what is in it is shown
 */
void
erp_grouping_set_expanded (ErpGrouping *self, guint position, gboolean expanded)
{
  guint inner;
  guint n;
  Node *node;

  g_return_if_fail (ERP_IS_GROUPING (self));

  if (position >= self->root->n_below)
    return;
  node = find_at (self->root, position, &inner);
  if (inner != G_MAXUINT || is_expanded (node) == expanded)
    return;

  if (!expanded)
    {
      n = node->n_below;
      change_below (node, 0, n, 0);
      erp_group_set_expanded (node->group, FALSE);
      g_clear_pointer (&node->children, g_ptr_array_unref);
      if (node->listing != NULL)
        g_signal_handlers_disconnect_by_data (node->listing, node);
      g_clear_object (&node->listing);
      g_cancellable_cancel (node->cancellable);
      g_clear_object (&node->cancellable);
    }
  else
    {
      erp_group_set_expanded (node->group, TRUE);
      if (is_last_level (node))
        open_listing (self, node);
      else
        ask_children (self, node);
    }
  g_object_notify (G_OBJECT (node->row), "item");
}
