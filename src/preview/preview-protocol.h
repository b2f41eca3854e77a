/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What quittance-preview and its parent say to each other over one socket: frames of a fixed head
 * and a GVariant. Each end takes the other for hostile. */

#define PREVIEW_MAX_REQUEST (64 * 1024)
#define PREVIEW_MAX_REPLY (96 * 1024 * 1024)
#define PREVIEW_HEAD_SIZE 16
#define PREVIEW_MAX_PAGES 2000
#define PREVIEW_MAX_PIXELS (16 * 1024 * 1024)
#define PREVIEW_MAX_SIDE 16384
#define PREVIEW_MAX_FILE (64 * 1024 * 1024)
#define PREVIEW_MAX_TEXT (4 * 1024 * 1024)
#define PREVIEW_MAX_HITS 2000
/* The descriptors of the child. */
#define PREVIEW_SOCKET_FD 3
#define PREVIEW_FILE_FD 4

typedef enum
{
  PREVIEW_OPEN = 1, /* (ss): name, media type; answered by PREVIEW_INFO */
  PREVIEW_RENDER,   /* (ud): page, pixels a point; PREVIEW_PIXELS */
  PREVIEW_READ,     /* (u): page; PREVIEW_LAYOUT */
  PREVIEW_SEARCH,   /* (s); PREVIEW_HITS */
  PREVIEW_INFO,     /* PREVIEW_INFO_FORMAT */
  PREVIEW_PIXELS,   /* (uuuay): page, width, height, pixels as CAIRO_FORMAT_ARGB32 without gaps */
  PREVIEW_LAYOUT,   /* (sa(dddd)): text, a box for each character: x, y, width, height in points */
  PREVIEW_HITS,     /* (a(udddd)b): page and box; whether there were more */
  PREVIEW_FAILED,   /* (u): PreviewFailure */
} PreviewOpcode;

/* kind, size of each page in points, text, encoding, cut off, rows of a table, heads of a letter,
 * name, media type and size of each attachment */
#define PREVIEW_INFO_FORMAT "(ua(dd)ssbaasa(ss)a(sst))"

typedef enum
{
  PREVIEW_KIND_PAGES,
  PREVIEW_KIND_IMAGE,
  PREVIEW_KIND_TEXT,
  PREVIEW_KIND_TABLE,
  PREVIEW_KIND_MAIL,
  PREVIEW_N_KINDS
} PreviewKind;

typedef enum
{
  PREVIEW_FAILURE_UNSUPPORTED,
  PREVIEW_FAILURE_DAMAGED,
  PREVIEW_FAILURE_TOO_LARGE,
  PREVIEW_FAILURE_LOCKED, /* wants a password */
  PREVIEW_FAILURE_EMPTY,
  PREVIEW_FAILURE_REQUEST, /* not understood, or not now */
  PREVIEW_N_FAILURES
} PreviewFailure;

#define PREVIEW_FAILURE (preview_failure_quark ())
GQuark preview_failure_quark (void);

typedef struct
{
  PreviewOpcode opcode;
  guint32 serial;
  guint32 length; /* of what follows the head */
} PreviewHead;

/* NULL: a payload that the other end would refuse. Takes a floating @payload. */
GBytes *preview_frame_new (PreviewOpcode opcode, guint32 serial, GVariant *payload);
gboolean preview_head_parse (const guint8 head[PREVIEW_HEAD_SIZE], PreviewHead *parsed);
/* In normal form and within all limits, or NULL. */
GVariant *preview_payload_parse (PreviewOpcode opcode, GBytes *bytes) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
