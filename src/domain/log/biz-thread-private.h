/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-thread.h"

G_BEGIN_DECLS

struct _BizThread
{
  GObject parent_instance;

  ErpSession *session; /* (owned) */
  char *model;         /* (owned) */
  gint64 id;
  char *name; /* (owned) (nullable) */
  gint64 company_id;
  GListStore *entries;    /* (owned) */
  GListStore *files;      /* (owned) */
  GListStore *activities; /* (owned) */
  GListStore *followers;  /* (owned) */
  GHashTable *known;      /* (owned): id -> BizAttachment, NULL where it may not be seen */
  GArray *records;        /* (owned): gint64: this one, and those shown with it */
  GPtrArray *names;       /* (owned): of those shown with it */
  guint n_older;
  gint64 written;
  gint64 writer_uid;
  char *writer; /* (owned) (nullable) */
  gint64 main_file;
  gboolean is_following;
  gboolean is_loaded;
};

void biz_thread_emit_changed (BizThread *self);

G_END_DECLS
