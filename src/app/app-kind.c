/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "app"

#include "config.h"

#include "app-kind.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const struct
{
  const char *label;
  const char *description;
  const char *css_class;
} kinds[] = {
  [ERP_PROFILE_PRODUCTION] = { N_ ("Production"), N_ ("The real books of the company"),
                               "kind-production" },
  [ERP_PROFILE_STAGING] = { N_ ("Staging"), N_ ("A copy to try things on; nothing here counts"),
                            "kind-staging" },
  [ERP_PROFILE_TRAINING] = { N_ ("Training"), N_ ("A place to learn; nothing here counts"),
                             "kind-training" },
};

G_STATIC_ASSERT (G_N_ELEMENTS (kinds) == APP_KIND_COUNT);

/**
 * app_kind_get_label:
 * @kind: a kind of server
 *
 * Returns: its name, translated
 */
const char *
app_kind_get_label (ErpProfileKind kind)
{
  g_return_val_if_fail ((guint)kind < APP_KIND_COUNT, "");

  return _ (kinds[kind].label);
}

/**
 * app_kind_get_description:
 * @kind: a kind of server
 *
 * Returns: one line on what it means, translated
 */
const char *
app_kind_get_description (ErpProfileKind kind)
{
  g_return_val_if_fail ((guint)kind < APP_KIND_COUNT, "");

  return _ (kinds[kind].description);
}

/**
 * app_kind_get_css_class:
 * @kind: a kind of server
 *
 * Returns: the class of the style sheet that colours a window or a pill
 */
const char *
app_kind_get_css_class (ErpProfileKind kind)
{
  g_return_val_if_fail ((guint)kind < APP_KIND_COUNT, "");

  return kinds[kind].css_class;
}

/**
 * app_kind_get_shown:
 * @profile: a profile
 *
 * Returns: its kind; a demo company is training, whatever a damaged file may say
 */
ErpProfileKind
app_kind_get_shown (ErpProfile *profile)
{
  g_return_val_if_fail (ERP_IS_PROFILE (profile), ERP_PROFILE_TRAINING);

  return erp_profile_get_is_demo (profile) ? ERP_PROFILE_TRAINING : erp_profile_get_kind (profile);
}

static gboolean
contains_any (const char *text, const char *const *words)
{
  g_autofree char *low = text != NULL ? g_ascii_strdown (text, -1) : NULL;

  for (guint i = 0; low != NULL && words[i] != NULL; i++)
    if (strstr (low, words[i]) != NULL)
      return TRUE;
  return FALSE;
}

/**
 * app_kind_guess:
 * @url: where the server is
 * @database: (nullable): the name of its database
 *
 * The kind proposed for a new profile. Only clear words count: a server wrongly called production
 * costs care, a production server wrongly called staging costs money.
 *
 * Returns: the kind to propose
 */
ErpProfileKind
app_kind_guess (const char *url, const char *database)
{
  static const char *const staging[] = { "staging", "-stage", "stage.", "test", "preprod",
                                         "-dev",    "dev.",   "uat",    NULL };
  static const char *const training[] = { "training", "schulung", "demo", "sandbox", NULL };

  g_return_val_if_fail (url != NULL, ERP_PROFILE_PRODUCTION);

  if (contains_any (url, training) || contains_any (database, training))
    return ERP_PROFILE_TRAINING;
  if (contains_any (url, staging) || contains_any (database, staging))
    return ERP_PROFILE_STAGING;
  return ERP_PROFILE_PRODUCTION;
}

/**
 * app_kind_apply:
 * @profile: (nullable): who is signed in, if anybody
 * @widget: the window to colour
 */
void
app_kind_apply (ErpProfile *profile, GtkWidget *widget)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));

  for (guint i = 0; i < APP_KIND_COUNT; i++)
    gtk_widget_remove_css_class (widget, kinds[i].css_class);
  if (profile != NULL)
    gtk_widget_add_css_class (widget, kinds[app_kind_get_shown (profile)].css_class);
}

/**
 * app_kind_list_labels:
 *
 * Returns: (transfer full): the names in the order of #ErpProfileKind, for a choice
 */
GtkStringList *
app_kind_list_labels (void)
{
  GtkStringList *list = gtk_string_list_new (NULL);

  for (guint i = 0; i < APP_KIND_COUNT; i++)
    gtk_string_list_append (list, _ (kinds[i].label));
  return list;
}
