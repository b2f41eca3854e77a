/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-attachment.h"
#include "erp-session.h"

G_BEGIN_DECLS

/* So many files are brought at once; a name finds the others. */
#define BIZ_CUSTOMER_FILES_MAX 40
/* Of the newest so many records of each kind. */
#define BIZ_CUSTOMER_FILES_MAX_RECORDS 1000

/* A file of a customer, of his people, or of one of his records. */
typedef struct
{
  const char *model;
  gint64 record_id;
  char *record;        /* (nullable): what the record is called; NULL of the customer himself */
  BizAttachment *file; /* (owned) */
} BizCustomerFile;

void biz_customer_file_free (BizCustomerFile *self);

/* The files of a customer over all his records that the user may see: himself and his people,
 * opportunities, orders, deliveries, invoices and cases. The records are read
 * once. Files of the community's folders that hang on these stand behind, where the server has
 * folders and the user may read them. */
#define BIZ_TYPE_CUSTOMER_FILES (biz_customer_files_get_type ())
G_DECLARE_FINAL_TYPE (BizCustomerFiles, biz_customer_files, BIZ, CUSTOMER_FILES, GObject)

/* @partner_id: the commercial partner */
BizCustomerFiles *biz_customer_files_new (ErpSession *session,
                                          gint64 partner_id,
                                          const GDate *today) G_GNUC_WARN_UNUSED_RESULT;
/* @text: (nullable): a part of the name; NULL or empty for the newest */
void biz_customer_files_find_async (BizCustomerFiles *self,
                                    const char *text,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
/* (transfer full) (element-type BizCustomerFile): the newest first, at most BIZ_CUSTOMER_FILES_MAX;
 * where no name is asked for, those that ended or end soon (see biz-file-days.h) stand before them;
 * @n_more: (out) (optional): how many more there are, up to 100 */
GPtrArray *biz_customer_files_find_finish (BizCustomerFiles *self,
                                           GAsyncResult *result,
                                           guint *n_more,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Whether he has so many records of a kind that the files of the oldest are left out. */
gboolean biz_customer_files_is_cut (BizCustomerFiles *self);

G_END_DECLS
