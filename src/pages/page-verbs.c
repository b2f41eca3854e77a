/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-verbs.h"

static void
bind_keys (GtkWidgetClass *widget_class, const PageVerb *verb)
{
  g_auto (GStrv) keys = g_strsplit (verb->keys, "|", -1);

  for (gsize i = 0; keys[i] != NULL; i++)
    {
      GdkModifierType modifiers;
      guint key;

      if (gtk_accelerator_parse (keys[i], &key, &modifiers))
        gtk_widget_class_add_binding_action (widget_class, key, modifiers, verb->name, NULL);
      else
        g_critical ("%s: no key is called “%s”", verb->name, keys[i]);
    }
}

/**
 * page_verbs_install:
 * @widget_class: the class of a page
 * @verbs: (array length=n): what it does
 * @n: how many
 */
void
page_verbs_install (GtkWidgetClass *widget_class, const PageVerb *verbs, gsize n)
{
  g_return_if_fail (GTK_IS_WIDGET_CLASS (widget_class));

  for (gsize i = 0; i < n; i++)
    {
      gtk_widget_class_install_action (widget_class, verbs[i].name, verbs[i].parameter,
                                       verbs[i].activate);
      if (verbs[i].keys != NULL)
        bind_keys (widget_class, &verbs[i]);
    }
}
