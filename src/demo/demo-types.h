/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef struct _DemoDb DemoDb;
typedef struct _DemoEnv DemoEnv;
typedef struct _DemoField DemoField;
typedef struct _DemoMethod DemoMethod;
typedef struct _DemoMixin DemoMixin;
typedef struct _DemoModel DemoModel;
typedef struct _DemoRegistry DemoRegistry;
typedef struct _DemoStatement DemoStatement;

/* A list of record ids: a GArray of gint64. */
typedef GArray DemoIds;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DemoIds, g_array_unref)

G_END_DECLS
