/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The keys of what every list page does. */
#define PAGE_KEYS_REFRESH "F5|<Control>r"
#define PAGE_KEYS_SEARCH "<Control>f|slash|KP_Divide"
#define PAGE_KEYS_CLOSE "Escape"
#define PAGE_KEYS_PRINT "<Control>p"
/* Does what a page is there for, with all that is selected. */
#define PAGE_KEYS_DO "<Control>Return|<Control>KP_Enter"

/* Something a page does: an action of its class, and the keys that run it while the page has the
 * focus. */
typedef struct
{
  const char *name;
  GtkWidgetActionActivateFunc activate;
  const char *keys;      /* (nullable): accelerators, "|" between them */
  const char *parameter; /* (nullable): its type; its keys run it with none */
} PageVerb;

/* In class_init. */
void page_verbs_install (GtkWidgetClass *widget_class, const PageVerb *verbs, gsize n);

G_END_DECLS
