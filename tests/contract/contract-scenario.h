/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "contract-target.h"

G_BEGIN_DECLS

/* A scenario is a file of data: {"about", "series"?, "roles"?, "modules"?, "use": [parts], "steps":
 * [...]}.
 *
 * A step calls a method through the client ("call": "model/method", "ids", "args", "context",
 * "write", "as") or posts a body of its own ("raw"), and says what comes back ("expect", a pattern,
 * or "refused" with the codes and the server's class names, or "status" and "content" of a raw
 * answer). "modules" names what the server has to have besides, as QUITTANCE_CONTRACT_MODULES says
 * ("account_financial_risk sale_financial_risk"). "keep" stores values by JSON pointer for later
 * steps. "series" limits a step to 17 (and 18) or to 19 and later. */
gboolean contract_scenario_applies (JsonObject *scenario, ContractTarget *target);
JsonObject *contract_scenario_load (const char *path, GError **error);
/* Runs it once, with a mark of its own in every name; FALSE and a failed test where it broke. */
gboolean contract_scenario_run (JsonObject *scenario, const char *folder, ContractTarget *target);
guint contract_scenario_get_steps_run (void);

G_END_DECLS
