/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "erp-types.h"

G_BEGIN_DECLS

/**
 * ErpError:
 * @ERP_ERROR_UNREACHABLE: the connection failed before a byte of the request was sent; nothing
 *   happened on the server, the same call may be sent again
 * @ERP_ERROR_TLS: the certificate cannot be trusted; nothing secret was sent
 * @ERP_ERROR_TIMEOUT: a read got no answer in time
 * @ERP_ERROR_AUTH: no, a wrong or an ended key; the person signs in again
 * @ERP_ERROR_ACCESS: the user may not do this (model, field, record or company)
 * @ERP_ERROR_VALIDATION: the server's business rules refuse it; its words say why
 * @ERP_ERROR_CONFLICT: somebody else was faster; read again, then decide
 * @ERP_ERROR_MISSING: the record is gone
 * @ERP_ERROR_PROTOCOL: the answer is not what the API promises (HTML, cut off, too large, wrong
 *   type, redirect)
 * @ERP_ERROR_SERVER: the server failed; a write was rolled back
 * @ERP_ERROR_UNKNOWN_OUTCOME: a write was sent and its answer was lost; read before acting again
 *
 * What a person or the program can do about a failure. Cancellation is G_IO_ERROR_CANCELLED and
 * stays silent.
 */
typedef enum
{
  ERP_ERROR_UNREACHABLE,
  ERP_ERROR_TLS,
  ERP_ERROR_TIMEOUT,
  ERP_ERROR_AUTH,
  ERP_ERROR_ACCESS,
  ERP_ERROR_VALIDATION,
  ERP_ERROR_CONFLICT,
  ERP_ERROR_MISSING,
  ERP_ERROR_PROTOCOL,
  ERP_ERROR_SERVER,
  ERP_ERROR_UNKNOWN_OUTCOME,
} ErpError;

#define ERP_ERROR (erp_error_quark ())
GQuark erp_error_quark (void);

GError *erp_error_new_from_server (ErpError code,
                                   const char *message,
                                   const char *server_name,
                                   const char *server_message) G_GNUC_WARN_UNUSED_RESULT;

const char *erp_error_get_server_name (const GError *error);
const char *erp_error_get_server_message (const GError *error);
gboolean erp_error_is_retryable_read (const GError *error);

G_END_DECLS
