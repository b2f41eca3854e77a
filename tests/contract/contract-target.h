/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "erp-client.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef enum
{
  CONTRACT_JSON2,
  CONTRACT_JSONRPC,
} ContractTransport;

/* Who signs in for one role. */
typedef struct
{
  char *login;       /* (owned) */
  char *key;         /* (owned) */
  gint64 uid;        /* 0 until signed in */
  ErpClient *client; /* (owned) (nullable): made at the first use */
} ContractUser;

/* One server, one database, one transport. */
typedef struct
{
  char *name;     /* (owned): for the test's path */
  char *url;      /* (owned) */
  char *database; /* (owned) */
  int series;     /* 17, 18, 19 ... */
  ContractTransport transport;
  GHashTable *users; /* (owned): role -> ContractUser * */
} ContractTarget;

ContractTarget *contract_target_new (const char *name,
                                     const char *url,
                                     const char *database,
                                     int series,
                                     ContractTransport transport);
void contract_target_free (ContractTarget *self);
void contract_target_add_user (ContractTarget *self,
                               const char *role,
                               const char *login,
                               const char *key);
/* Signs the role in at the first use; fails the test where that is refused. */
ContractUser *contract_target_get_user (ContractTarget *self, const char *role);
gboolean contract_target_has_role (ContractTarget *self, const char *role);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ContractTarget, contract_target_free)

G_END_DECLS
