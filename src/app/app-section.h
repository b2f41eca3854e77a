/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app-types.h"

#include "erp-capabilities.h"

G_BEGIN_DECLS

/**
 * AppSection:
 * @id: never changes: remembered in the settings; also the group of the page's actions, of which
 *   "<id>.search", "<id>.refresh" and "<id>.new" answer the window's keys
 * @title: for the sidebar, marked with N_()
 * @icon_name: a symbolic icon
 * @model: (nullable): the section is there when the server has this model ...
 * @rights: ... and the user has these rights on it
 * @construct: makes the page, when it is first shown
 * @is_touched: (nullable): whether closing the page would lose something written
 * @open: (nullable): shows one record of @model
 * @search: (nullable): shows what fits words of its search entry
 * @get_open: (nullable): the record of @model that is open, 0 for none
 * @get_partner: (nullable): the customer in sight, 0 for nobody: who is open or selected
 * @other_model: (nullable): does as well as @model
 *
 * A place in the sidebar.
 */
struct _AppSection
{
  const char *id;
  const char *title;
  const char *icon_name;
  const char *model;
  ErpRights rights;
  GtkWidget *(*construct) (ErpSession *session);
  gboolean (*is_touched) (GtkWidget *page);
  void (*open) (GtkWidget *page, gint64 id);
  gint64 (*get_open) (GtkWidget *page);
  void (*search) (GtkWidget *page, const char *text);
  gint64 (*get_partner) (GtkWidget *page);
  const char *other_model;
};

const AppSection *app_section_get_all (gsize *n_sections);
gboolean app_section_is_allowed (const AppSection *self, gboolean has_model, ErpRights rights);
/* (nullable): the model of the records that it shows on this server */
const char *app_section_get_model (const AppSection *self, ErpCapabilities *capabilities);
gboolean app_section_is_available (const AppSection *self, ErpCapabilities *capabilities);

G_END_DECLS
