/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* Longer texts are letters, lists or tables: nobody's number. */
#define BIZ_HINT_MAX_BYTES 512
/* Digits at the end of a phone number that have to be the same, where there are as many. */
#define BIZ_HINT_PHONE_TAIL 8

typedef enum
{
  BIZ_HINT_MAIL,
  BIZ_HINT_PHONE,
  BIZ_HINT_IBAN,
  BIZ_HINT_TAX_ID,
  BIZ_HINT_DOCUMENT,
} BizHintKind;

/* What a pasted text may know a customer by. @value: in one form, whatever it was typed like: mail
 * addresses small, phone numbers as digits, with "+" where the country is told, the others capital
 * and without blanks. */
typedef struct
{
  BizHintKind kind;
  char *value;
} BizHint;

/* NULL where it is none of these; never an error, whatever the bytes. @length: -1 for all of it. */
BizHint *biz_hint_recognise (const char *text, gssize length) G_GNUC_WARN_UNUSED_RESULT;
void biz_hint_free (BizHint *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BizHint, biz_hint_free)
/* "the mail address “a@b.example”" */
char *biz_hint_describe (const BizHint *self) G_GNUC_WARN_UNUSED_RESULT;

/* Letters and digits alone, capital. */
char *biz_hint_compact (const char *text) G_GNUC_WARN_UNUSED_RESULT;
/* The last digits of a number, without what differs between national and international ones. */
char *biz_hint_get_phone_tail (const char *phone) G_GNUC_WARN_UNUSED_RESULT;
/* Whether both are the same number, however they are written; a short one must be all of it. */
gboolean biz_hint_is_same_phone (const char *a, const char *b);
/* (nullable): "firm.example" of a mail address; NULL of providers whom anybody has an address at */
char *biz_hint_get_mail_domain (const char *mail) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
