/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-types.h"

G_BEGIN_DECLS

/* Somebody to be spoken with at a customer, the customer itself first. */
typedef struct
{
  gint64 id;
  char *name;
  char *function; /* (nullable) */
  char *phone;    /* (nullable) */
  char *mobile;   /* (nullable) */
  char *email;    /* (nullable) */
} BizCollectPerson;

void biz_collect_person_free (BizCollectPerson *self);

/* At most so many are read. */
#define BIZ_COLLECT_MAX_PEOPLE 20

/* The people of a customer, one request. */
void biz_collect_people_load_async (ErpSession *session,
                                    gint64 partner_id,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
/* (transfer full) (element-type BizCollectPerson) */
GPtrArray *biz_collect_people_load_finish (GAsyncResult *result, GError **error);

G_END_DECLS
