/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-service.h"

#include "biz-ticket-grammar.h"

G_BEGIN_DECLS

enum
{
  LIST_STAGES,
  LIST_TEAMS,
  LIST_OWNERS,
  LIST_CATEGORIES,
  LIST_PRIORITIES,
  N_LISTS,
  STAGE_FIELDS = N_LISTS, /* no list: which fields a stage has here */
};

struct _BizService
{
  GObject parent_instance;

  ErpSession *session; /* (owned) */
  BizTicketShape shape;
  gint64 project;
  BizTicketGrammar *grammar;           /* (owned) */
  GListStore *lists[N_LISTS];          /* (owned) */
  GArray *marked[BIZ_SERVICE_N_MARKS]; /* (owned) (element-type gint64) */
  GArray *waiting;                     /* (owned) (nullable) (element-type gint64): stages */
  gboolean loaded;
};

void biz_service_set_loaded (BizService *self, gboolean loaded);

G_END_DECLS
