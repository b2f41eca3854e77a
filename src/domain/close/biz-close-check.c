/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-close-check.h"

#include <glib/gi18n-lib.h>

struct _BizCloseCheck
{
  GObject parent_instance;

  BizCloseCheckFacts facts; /* (owned) */
};

G_DEFINE_FINAL_TYPE (BizCloseCheck, biz_close_check, G_TYPE_OBJECT)

static void
biz_close_check_finalize (GObject *object)
{
  BizCloseCheck *self = BIZ_CLOSE_CHECK (object);

  g_free (self->facts.title);
  g_free (self->facts.finding);
  g_free (self->facts.mend);
  g_free (self->facts.figure_name);
  g_free (self->facts.other_name);
  g_clear_pointer (&self->facts.domain, erp_domain_unref);

  G_OBJECT_CLASS (biz_close_check_parent_class)->finalize (object);
}

static void
biz_close_check_class_init (BizCloseCheckClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = biz_close_check_finalize;
}

static void
biz_close_check_init (BizCloseCheck *self)
{
}

/**
 * biz_close_check_new_take:
 * @facts: what was found; what it owns is taken
 *
 * Returns: (transfer full): a check
 */
BizCloseCheck *
biz_close_check_new_take (BizCloseCheckFacts *facts)
{
  BizCloseCheck *self;

  g_return_val_if_fail (facts != NULL && facts->title != NULL && facts->finding != NULL, NULL);

  self = g_object_new (BIZ_TYPE_CLOSE_CHECK, NULL);
  self->facts = *facts;
  *facts = (BizCloseCheckFacts){ 0 };

  return self;
}

const BizCloseCheckFacts *
biz_close_check_get_facts (BizCloseCheck *self)
{
  g_return_val_if_fail (BIZ_IS_CLOSE_CHECK (self), NULL);

  return &self->facts;
}

const char *
biz_close_state_get_name (BizCloseState state)
{
  static const char *const names[] = { "ok", "look", "open", "unknown" };

  g_return_val_if_fail (state <= BIZ_CLOSE_NONE, NULL);

  return names[state];
}

const char *
biz_close_state_describe (BizCloseState state)
{
  static const char *const words[] = {
    N_ ("In order"),
    N_ ("To look at"),
    N_ ("To mend"),
    N_ ("Not known"),
  };

  g_return_val_if_fail (state <= BIZ_CLOSE_NONE, NULL);

  return _ (words[state]);
}
