/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-choice.h"
#include "biz-policy-store.h"
#include "demo-desk.h"
#include "erp-capabilities.h"
#include "erp-error.h"
#include "erp-json.h"

#include <string.h>

/* A company's policy against the demo company of both series: who may write it, and that it is
 * written once. */

static BizPolicyStore *
open_store (DemoDesk *desk)
{
  g_autoptr (BizPolicyStore) store =
      biz_policy_store_new (desk->session,
                            erp_capabilities_get_default_company_id (desk->capabilities));
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  biz_policy_store_load_async (store, NULL, desk_cb, desk);
  result = desk_wait (desk);
  biz_policy_store_load_finish (store, result, &error);
  g_assert_no_error (error);

  return g_steal_pointer (&store);
}

static BizPolicyEdit *
edit_newest (BizPolicyStore *store, gint64 minor)
{
  g_autoptr (BizPolicyVersion) newest =
      g_list_model_get_item (biz_policy_store_get_versions (store), 0);
  BizPolicyEdit *edit = biz_policy_edit_new (newest);
  const BizMoney limit = biz_money_from_minor (minor, "EUR", 2);
  g_autoptr (GError) error = NULL;

  biz_policy_edit_set_limits (edit, &limit, 1, &error);
  g_assert_no_error (error);

  return edit;
}

static gboolean
save (DemoDesk *desk, BizPolicyStore *store, BizPolicyEdit *edit, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  biz_policy_store_save_async (store, edit, NULL, desk_cb, desk);
  result = desk_wait (desk);

  return biz_policy_store_save_finish (store, result, error);
}

static guint
count (BizPolicyStore *store)
{
  return g_list_model_get_n_items (biz_policy_store_get_versions (store));
}

static void
test_written (gconstpointer data)
{
  DemoDesk desk;
  g_autoptr (BizPolicyStore) store = NULL;
  g_autoptr (BizPolicyStore) again = NULL;
  g_autoptr (BizPolicyEdit) edit = NULL;
  g_autoptr (BizPolicyVersion) newest = NULL;
  g_autoptr (BizChoice) language = NULL;
  g_autoptr (GError) error = NULL;
  const BizMoney zero = biz_money_zero ("EUR", 2);
  BizMoney limit;

  desk_open (&desk, GPOINTER_TO_UINT (data), "admin");
  store = open_store (&desk);
  g_assert_true (biz_policy_store_get_may_write (store));
  g_assert_cmpuint (count (store), ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (biz_policy_store_get_people (store)), >, 3);
  g_assert_true (g_strv_contains (biz_policy_store_get_currencies (store), "EUR"));
  g_assert_cmpuint (g_list_model_get_n_items (biz_policy_store_get_languages (store)), >, 0);
  language = g_list_model_get_item (biz_policy_store_get_languages (store), 0);
  g_assert_nonnull (strchr (biz_choice_get_code (language), '_'));
  edit = edit_newest (store, 250050);
  save (&desk, store, edit, &error);
  g_assert_no_error (error);
  again = open_store (&desk);
  g_assert_cmpuint (count (again), ==, 1);
  newest = g_list_model_get_item (biz_policy_store_get_versions (again), 0);
  g_assert_cmpstr (biz_policy_version_get_author (newest), ==, "Arne Adler");
  g_assert_true (
      biz_policy_get_approval_limit (biz_policy_version_get_policy (newest), &zero, &limit));
  g_assert_cmpint (limit.minor, ==, 250050);
  /* Written from what was there before: somebody has decided since. */
  g_assert_false (save (&desk, store, edit, &error));
  g_assert_error (error, ERP_ERROR, ERP_ERROR_CONFLICT);
  g_clear_object (&again);
  again = open_store (&desk);
  g_assert_cmpuint (count (again), ==, 1);
  g_clear_object (&store);
  g_clear_object (&again);
  desk_close (&desk);
}

typedef struct
{
  Fault fault;
  guint n_made;
  int code; /* -1: done */
} FaultCase;

static const FaultCase faults[] = {
  { FAULTY_LOST_AFTER, 1, -1 },
  { FAULTY_CUT, 1, -1 },
  { FAULTY_LOST_BEFORE, 0, ERP_ERROR_UNKNOWN_OUTCOME },
  { FAULTY_LATE, 0, ERP_ERROR_UNKNOWN_OUTCOME },
};

static void
test_faults (gconstpointer data)
{
  DemoDesk desk;

  desk_open (&desk, GPOINTER_TO_UINT (data), "admin");
  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autoptr (BizPolicyStore) store = open_store (&desk);
      g_autoptr (BizPolicyStore) again = NULL;
      g_autoptr (BizPolicyEdit) edit = edit_newest (store, (gint64)i + 1);
      g_autoptr (GError) error = NULL;

      faulty_client_set_fault (desk.client, "create", faults[i].fault, 1);
      g_assert_cmpint (save (&desk, store, edit, &error), ==, faults[i].code < 0);
      if (faults[i].code < 0)
        g_assert_no_error (error);
      else
        g_assert_error (error, ERP_ERROR, faults[i].code);
      again = open_store (&desk);
      g_assert_cmpuint (count (again), ==, count (store) + faults[i].n_made);
    }
  faulty_client_catch_up (desk.client);
  desk_close (&desk);
}

/* The server is the judge, whoever asks. */
static void
test_rights (gconstpointer data)
{
  static const struct
  {
    const char *role;
    gboolean may;
  } roles[] = {
    { "controller", FALSE }, { "credit", FALSE }, { "agent", FALSE }, { "manager", TRUE }
  };
  DemoDesk first;

  desk_open (&first, GPOINTER_TO_UINT (data), "admin");
  desk_write_policy (&first, "{\"version\":1,\"credit_note\":{\"approval_above\":{\"EUR\":9}}}");
  for (gsize i = 0; i < G_N_ELEMENTS (roles); i++)
    {
      DemoDesk desk;
      g_autoptr (BizPolicyStore) store = NULL;
      g_autoptr (BizPolicyEdit) edit = NULL;
      g_autoptr (GError) error = NULL;

      desk_join (&desk, &first, roles[i].role);
      store = open_store (&desk);
      /* all read it */
      g_assert_cmpuint (count (store), ==, 1);
      g_assert_cmpint (biz_policy_store_get_may_write (store), ==, roles[i].may);
      edit = edit_newest (store, 5);
      g_assert_cmpint (save (&desk, store, edit, &error), ==, roles[i].may);
      if (!roles[i].may)
        g_assert_error (error, ERP_ERROR, ERP_ERROR_ACCESS);
      g_clear_object (&store);
      desk_close (&desk);
    }
  desk_close (&first);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint series = 17; series <= 19; series += 2)
    {
      static const struct
      {
        const char *name;
        GTestDataFunc run;
      } tests[] = { { "written", test_written },
                    { "faults", test_faults },
                    { "rights", test_rights } };

      for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
        {
          g_autofree char *path = g_strdup_printf ("/policy-store/%u/%s", series, tests[i].name);

          g_test_add_data_func (path, GUINT_TO_POINTER (series), tests[i].run);
        }
    }

  return g_test_run ();
}
