/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "test"

#include "erp-keyring.h"

#include "erp-profile.h"
#include "test-server.h"

#include <libsecret/secret.h>
#include <string.h>

/* Run alone it tests the memory and, with no bus, the fall-back; with "service" or "locked" as its
 * word, a Secret Service of its own (see keyring-session). */

static ErpProfile *
new_profile (const char *id)
{
  return g_object_new (ERP_TYPE_PROFILE, "id", id, "name", "Test", "url", "https://x", NULL);
}

static void
store (ErpKeyring *keyring, ErpProfile *profile, const char *key)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  erp_keyring_store_async (keyring, profile, key, NULL, test_take_result_cb, &result);
  test_wait (&result);
  g_assert_true (erp_keyring_store_finish (keyring, result, &error));
  g_assert_no_error (error);
}

static void
assert_key (ErpKeyring *keyring, ErpProfile *profile, const char *wanted)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  char *key;

  erp_keyring_lookup_async (keyring, profile, NULL, test_take_result_cb, &result);
  test_wait (&result);
  key = erp_keyring_lookup_finish (keyring, result, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (key, ==, wanted);
  secret_password_free (key);
}

static void
clear (ErpKeyring *keyring, ErpProfile *profile)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  erp_keyring_clear_async (keyring, profile, NULL, test_take_result_cb, &result);
  test_wait (&result);
  erp_keyring_clear_finish (keyring, result, &error);
  g_assert_no_error (error);
}

static GBytes *
sealing_key (ErpKeyring *keyring)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GBytes *key;

  erp_keyring_get_sealing_key_async (keyring, NULL, test_take_result_cb, &result);
  test_wait (&result);
  key = erp_keyring_get_sealing_key_finish (keyring, result, &error);
  g_assert_no_error (error);
  return key;
}

static void
check_round (ErpKeyring *keyring)
{
  g_autoptr (ErpProfile) one = new_profile ("one");
  g_autoptr (ErpProfile) two = new_profile ("two");

  assert_key (keyring, one, NULL);
  store (keyring, one, "k1");
  store (keyring, two, "k2");
  store (keyring, one, "k1 renewed");
  assert_key (keyring, one, "k1 renewed");
  assert_key (keyring, two, "k2");
  clear (keyring, one);
  assert_key (keyring, one, NULL);
  assert_key (keyring, two, "k2");
  clear (keyring, two);
  clear (keyring, two);
}

static void
test_memory (void)
{
  g_autoptr (ErpKeyring) keyring = erp_keyring_new_in_memory ();

  g_assert_false (erp_keyring_get_persistent (keyring));
  check_round (keyring);
  g_assert_null (sealing_key (keyring));
}

/* No service, or one that was never unlocked, or a locked collection: keys live in memory. */
static void
test_fall_back (void)
{
  g_autoptr (ErpKeyring) keyring = erp_keyring_new ();
  g_autoptr (ErpProfile) profile = new_profile ("one");

  store (keyring, profile, "k1");
  g_assert_false (erp_keyring_get_persistent (keyring));
  assert_key (keyring, profile, "k1");
  g_assert_null (sealing_key (keyring));
  clear (keyring, profile);
  assert_key (keyring, profile, NULL);
}

static void
test_service (void)
{
  g_autoptr (ErpKeyring) first = erp_keyring_new ();
  g_autoptr (ErpKeyring) second = erp_keyring_new ();
  g_autoptr (ErpProfile) profile = new_profile ("kept");
  g_autoptr (GBytes) seal = NULL;
  g_autoptr (GBytes) same = NULL;

  check_round (first);
  g_assert_true (erp_keyring_get_persistent (first));
  store (first, profile, "kept key");
  assert_key (second, profile, "kept key");
  clear (second, profile);
  seal = sealing_key (first);
  same = sealing_key (second);
  g_assert_cmpuint (g_bytes_get_size (seal), ==, 32);
  g_assert_true (g_bytes_equal (seal, same));
}

int
main (int argc, char *argv[])
{
  const char *word = argc > 1 && *argv[argc - 1] != '-' ? argv[argc - 1] : "";

  g_test_init (&argc, &argv, NULL);
  if (g_str_equal (word, "service"))
    g_test_add_func ("/erp/keyring/service", test_service);
  else
    g_test_add_func ("/erp/keyring/fall-back", test_fall_back);
  g_test_add_func ("/erp/keyring/memory", test_memory);
  return g_test_run ();
}
