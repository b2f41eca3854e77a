/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Small things that tests of values and rules share. */

/* An object of a constant text, parsed as an answer of a server is; aborts where it is none. */
JsonObject *test_object (const char *json) G_GNUC_WARN_UNUSED_RESULT;
/* @json with @member as @value, or without it where @value is NULL. */
JsonObject *test_object_with (const char *json,
                              const char *member,
                              const char *value) G_GNUC_WARN_UNUSED_RESULT;
/* The same of any text; NULL with the reader's error. */
JsonNode *test_json (const char *json, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* "2026-11-22"; NULL and "" give a day that is not valid. */
GDate test_make_day (const char *text);
/* The other way, "" for a day that is not valid. */
char *test_day_text (const GDate *day) G_GNUC_WARN_UNUSED_RESULT;

/* @error is of ERP_ERROR with @code and a sentence to show; forgets it. */
void test_take_error (GError **error, int code);
/* The same, and it names @word. */
void test_take_error_about (GError **error, int code, const char *word);

/* Reads every property that can be read: each has a getter of its own type. Returns how many. */
guint test_read_properties (gpointer object);

/* Drops the last reference to *@object and checks that it was the last. */
#define test_last_unref(object) test_last_unref_of ((GObject **)(object), G_STRLOC)
void test_last_unref_of (GObject **object, const char *where);

/* How often @property was notified of since test_count_notify () or the last look. */
typedef struct _TestNotify TestNotify;
TestNotify *test_notify_new (gpointer object, const char *property) G_GNUC_WARN_UNUSED_RESULT;
void test_notify_free (TestNotify *self);
guint test_notify_take (TestNotify *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TestNotify, test_notify_free)

G_END_DECLS
