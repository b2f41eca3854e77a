/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "erp-error.h"
#include "erp-seal.h"

#include <string.h>

static GBytes *
key_of (guint8 value)
{
  guint8 data[ERP_SEAL_KEY_SIZE];

  memset (data, value, sizeof data);
  return g_bytes_new (data, sizeof data);
}

static void
test_round_trip (void)
{
  static const char *const texts[] = { "", "x", "{\"amount\":\"1190.00\"}", "Müller & Söhne €" };
  g_autoptr (GBytes) key = key_of (7);

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) one = erp_seal (key, texts[i], "here", &error);
      g_autoptr (GBytes) two = erp_seal (key, texts[i], "here", &error);
      g_autofree char *text = NULL;

      g_assert_no_error (error);
      g_assert_false (g_bytes_equal (one, two));
      text = erp_unseal (key, one, "here", &error);
      g_assert_no_error (error);
      g_assert_cmpstr (text, ==, texts[i]);
    }
}

static void
assert_closed (GBytes *key, GBytes *sealed, const char *place)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (erp_unseal (key, sealed, place, &error));
  g_assert_error (error, ERP_ERROR, ERP_ERROR_PROTOCOL);
}

static void
test_stays_closed (void)
{
  g_autoptr (GBytes) key = key_of (7);
  g_autoptr (GBytes) other = key_of (8);
  g_autoptr (GBytes) sealed = erp_seal (key, "secret", "here", NULL);
  const guint8 *data;
  gsize size;

  assert_closed (other, sealed, "here");
  assert_closed (key, sealed, "there");

  data = g_bytes_get_data (sealed, &size);
  for (gsize i = 0; i < size; i++)
    {
      g_autofree guint8 *changed = g_memdup2 (data, size);
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (GBytes) cut = g_bytes_new (data, i);

      changed[i] ^= 1;
      bytes = g_bytes_new (changed, size);
      assert_closed (key, bytes, "here");
      assert_closed (key, cut, "here");
    }
}

/* McGrew and Viega's test case 16, in our frame: another program can open what we seal. */
static void
test_known_answer (void)
{
  static const guint8 key_data[] = {
    0xfe, 0xff, 0xe9, 0x92, 0x86, 0x65, 0x73, 0x1c, 0x6d, 0x6a, 0x8f, 0x94, 0x67, 0x30, 0x83, 0x08,
    0xfe, 0xff, 0xe9, 0x92, 0x86, 0x65, 0x73, 0x1c, 0x6d, 0x6a, 0x8f, 0x94, 0x67, 0x30, 0x83, 0x08,
  };
  /* Format, 96 zero bits of nonce, AES-256-GCM of nothing under a zero key. */
  static const guint8 empty[] = {
    1,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0x53, 0x0f,
    0x8a, 0xfb, 0xc7, 0x45, 0x36, 0xb9, 0xa9, 0x63, 0xb4, 0xf1, 0xc4, 0xcb, 0x73, 0x8b,
  };
  g_autoptr (GBytes) key = key_of (0);
  g_autoptr (GBytes) other = g_bytes_new_static (key_data, sizeof key_data);
  g_autoptr (GBytes) sealed = g_bytes_new_static (empty, sizeof empty);
  g_autofree char *text = erp_unseal (key, sealed, "", NULL);

  g_assert_cmpstr (text, ==, "");
  assert_closed (other, sealed, "");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/erp/seal/round-trip", test_round_trip);
  g_test_add_func ("/erp/seal/stays-closed", test_stays_closed);
  g_test_add_func ("/erp/seal/known-answer", test_known_answer);

  return g_test_run ();
}
