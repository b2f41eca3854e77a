/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-file-mark.h"

#include "biz-machine-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define HEAD "QUITTANCE/1 document"
#define MAX_KIND 40
#define MAX_TEXT 2000

struct _BizFileMark
{
  GObject parent_instance;

  char *kind; /* (owned) */
  GDate until;
};

G_DEFINE_FINAL_TYPE (BizFileMark, biz_file_mark, G_TYPE_OBJECT)

static const struct
{
  const char *name;
  const char *label;
} kinds[] = {
  { "certificate", N_ ("Certificate") },
  { "contract", N_ ("Contract") },
  { "delivery-proof", N_ ("Proof of delivery") },
  { "order", N_ ("Purchase order") },
  { "photo", N_ ("Photo") },
  { "tax-exemption", N_ ("Tax exemption") },
};

static void
biz_file_mark_finalize (GObject *object)
{
  g_free (BIZ_FILE_MARK (object)->kind);

  G_OBJECT_CLASS (biz_file_mark_parent_class)->finalize (object);
}

static void
biz_file_mark_class_init (BizFileMarkClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = biz_file_mark_finalize;
}

static void
biz_file_mark_init (BizFileMark *self)
{
  g_date_clear (&self->until, 1);
}

static gboolean
is_kind (const char *word)
{
  const gsize n = strlen (word);

  return n > 0 && n <= MAX_KIND && strspn (word, "abcdefghijklmnopqrstuvwxyz0123456789-") == n;
}

/**
 * biz_file_mark_new:
 * @kind: small letters, digits and hyphens
 * @until: (nullable): its last day
 *
 * Returns: (transfer full): what a file is
 */
BizFileMark *
biz_file_mark_new (const char *kind, const GDate *until)
{
  BizFileMark *self;

  g_return_val_if_fail (kind != NULL && is_kind (kind), NULL);
  g_return_val_if_fail (until == NULL || g_date_valid (until), NULL);

  self = g_object_new (BIZ_TYPE_FILE_MARK, NULL);
  self->kind = g_strdup (kind);
  if (until != NULL)
    self->until = *until;

  return self;
}

/**
 * biz_file_mark_new_from_text:
 * @text: (nullable): of anybody
 *
 * What is said twice was said the first time; what is not understood is passed over.
 *
 * Returns: (transfer full) (nullable): what it says a file is
 */
BizFileMark *
biz_file_mark_new_from_text (const char *text)
{
  g_autoptr (BizFileMark) self = NULL;
  g_autofree char *line = NULL;
  g_auto (GStrv) words = NULL;

  if (text == NULL || !g_str_has_prefix (text, HEAD " "))
    return NULL;
  line = g_strndup (text, MIN (strcspn (text, "\r\n"), MAX_TEXT));
  words = g_strsplit (line + strlen (HEAD " "), " ", 20);
  self = g_object_new (BIZ_TYPE_FILE_MARK, NULL);
  for (guint i = 0; words[i] != NULL; i++)
    {
      const char *value = strchr (words[i], '=');

      if (value == NULL)
        continue;
      if (g_str_has_prefix (words[i], "kind=") && self->kind == NULL && is_kind (value + 1))
        self->kind = g_strdup (value + 1);
      else if (g_str_has_prefix (words[i], "until=") && !g_date_valid (&self->until)
               && !(strlen (value + 1) == 10
                    && biz_machine_text_get_date (value + 1, &self->until)))
        g_date_clear (&self->until, 1);
    }

  return self->kind != NULL ? g_steal_pointer (&self) : NULL;
}

char *
biz_file_mark_to_text (BizFileMark *self)
{
  g_return_val_if_fail (BIZ_IS_FILE_MARK (self), NULL);

  if (!g_date_valid (&self->until))
    return g_strdup_printf (HEAD " kind=%s", self->kind);
  return g_strdup_printf (HEAD " kind=%s until=%04u-%02u-%02u", self->kind,
                          g_date_get_year (&self->until), (guint)g_date_get_month (&self->until),
                          g_date_get_day (&self->until));
}

const char *
biz_file_mark_get_kind (BizFileMark *self)
{
  g_return_val_if_fail (BIZ_IS_FILE_MARK (self), NULL);

  return self->kind;
}

const GDate *
biz_file_mark_get_until (BizFileMark *self)
{
  g_return_val_if_fail (BIZ_IS_FILE_MARK (self), NULL);

  return g_date_valid (&self->until) ? &self->until : NULL;
}

gboolean
biz_file_mark_is_ending (BizFileMark *self, const GDate *today, guint days)
{
  g_return_val_if_fail (BIZ_IS_FILE_MARK (self), FALSE);
  g_return_val_if_fail (today != NULL && g_date_valid (today), FALSE);

  return g_date_valid (&self->until)
         && g_date_days_between (today, &self->until) <= (int)MIN (days, G_MAXINT);
}

/**
 * biz_file_mark_warn:
 * @self: what a file is
 * @today: the day it is
 * @before: so many days before its last one it is warned of
 *
 * Returns: (transfer full) (nullable): what is to be said of its end
 */
char *
biz_file_mark_warn (BizFileMark *self, const GDate *today, guint before)
{
  int days;

  if (!biz_file_mark_is_ending (self, today, before))
    return NULL;
  days = g_date_days_between (today, &self->until);
  if (days < 0)
    return g_strdup_printf (ngettext ("ended %d day ago", "ended %d days ago", (gulong)-days),
                            -days);
  if (days == 0)
    return g_strdup (_ ("ends today"));
  return g_strdup_printf (ngettext ("ends in %d day", "ends in %d days", (gulong)days), days);
}

guint
biz_file_kind_get_n (void)
{
  return G_N_ELEMENTS (kinds);
}

const char *
biz_file_kind_get_name (guint i)
{
  g_return_val_if_fail (i < G_N_ELEMENTS (kinds), NULL);

  return kinds[i].name;
}

const char *
biz_file_kind_get_label (const char *kind)
{
  g_return_val_if_fail (kind != NULL, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].name, kind))
      return _ (kinds[i].label);
  return kind;
}
