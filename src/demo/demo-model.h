/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demo-types.h"

G_BEGIN_DECLS

/*
 * How a model is described: constant tables, which the core turns into SQL tables, access checks
 * and the methods every model has. Nothing outside these tables ever reaches an SQL text.
 *
 * Values in the database:
 *   char text html selection   TEXT, NULL is false
 *   date datetime              TEXT "2026-11-22", "2026-11-22 10:15:00" (UTC), NULL is false
 *   integer                    INTEGER
 *   boolean                    INTEGER 0 or 1
 *   monetary                   INTEGER, in 10^-2 of the currency, whatever the currency
 *   float                      INTEGER, in 10^-6
 *   many2one                   INTEGER, NULL is false, with a foreign key
 *   many2one_reference         INTEGER, no foreign key (res_id beside a model name)
 *   binary                     BLOB
 *   json                       TEXT
 *   one2many                   no column: the rows of `relation` whose `inverse` is the record
 *   many2many                  the table `m2m_table` (`m2m_column` = this record, `m2m_other`)
 * On the wire a monetary or a float is a number (2.5, 100.0). In C an amount is a gint64 in the
 * unit of the column; the number of decimals is demo_field_get_decimals().
 */
#define DEMO_MONEY_DECIMALS 2
#define DEMO_FLOAT_DECIMALS 6
#define DEMO_FLOAT_ONE G_GINT64_CONSTANT (1000000)

typedef enum
{
  DEMO_CHAR,
  DEMO_TEXT,
  DEMO_HTML,
  DEMO_INTEGER,
  DEMO_FLOAT,
  DEMO_MONETARY,
  DEMO_BOOLEAN,
  DEMO_DATE,
  DEMO_DATETIME,
  DEMO_SELECTION,
  DEMO_MANY2ONE,
  DEMO_MANY2ONE_REFERENCE,
  DEMO_ONE2MANY,
  DEMO_MANY2MANY,
  DEMO_BINARY,
  DEMO_JSON,
} DemoFieldType;

typedef enum
{
  DEMO_REQUIRED = 1 << 0, /* NOT NULL; missing or false on create/write is an error */
  DEMO_READONLY =
      1 << 1, /* only said in fields_get; the API still writes it, as the real one does */
  DEMO_NO_COPY = 1 << 2, /* copy leaves it out. One2many is copied only with DEMO_COPY */
  DEMO_COPY = 1 << 3,
  DEMO_INDEX = 1 << 4, /* an index on the column (many2one gets none by itself) */
  DEMO_UNIQUE = 1 << 5,
  DEMO_CASCADE =
      1 << 6, /* many2one: the row goes with its target (else: required = refused, other = false) */
  DEMO_COMPANY_DEPENDENT = 1 << 7, /* a value per company, in table company_value; no column */
  DEMO_WRITE_THROUGH = 1 << 8,     /* `related`: writing it writes the target */
  DEMO_NO_STORE =
      1 << 9, /* no column; kept only while create/write runs (wizard input: use a column) */
  DEMO_ONLY_THERE = 1 << 10, /* no column either in a series that does not have the field */
} DemoFieldFlags;

/* Fills values[i] (transfer full, wire form; a many2one as id or null, x2many as an id array;
 * an amount by demo_json_amount()) for each of the ids. One call per request and field. */
typedef gboolean (*DemoComputeFunc) (
    DemoEnv *env, const DemoField *field, const DemoIds *ids, JsonNode **values, GError **error);
/* Writing a field without a column. */
typedef gboolean (*DemoInverseFunc) (
    DemoEnv *env, const DemoField *field, gint64 id, JsonNode *value, GError **error);
/* The domain (transfer full) that stands for [field, op, value]. */
typedef JsonNode *(*DemoSearchFunc) (
    DemoEnv *env, const DemoField *field, const char *op, JsonNode *value, GError **error);

struct _DemoField
{
  const char *name;
  DemoFieldType type;
  const char *label;
  DemoFieldFlags flags;
  const char *relation;   /* many2one, one2many, many2many: the other model */
  const char *inverse;    /* one2many: the many2one of the other model (or many2one_reference) */
  const char *m2m_table;  /* many2many */
  const char *m2m_column; /* ... this record */
  const char *m2m_other;  /* ... the other */
  const char *domain; /* one2many, many2many: JSON, which rows belong; needs no escaping of ids */
  const char *selection; /* "draft:Draft|posted:Posted" */
  const char *currency;  /* monetary: the many2one with the currency; said in fields_get */
  const char *groups;    /* "a.b,c.d": one of them, else nobody but su; NULL everybody */
  const char *help;
  const char
      *value; /* default as JSON: "true", "\"draft\"", "0.0"; the `defaults` hook comes after */

  const char *copy_of; /* with a column: the path that it keeps a copy of; conditions on the path
                        * that name values are answered from the column */

  /* Without a column, one of: */
  const char *related;     /* "move_id.state": readable, searchable, sortable, groupable */
  const char *sql;         /* an expression of the column's unit; $ = the row's table alias,
                            * {company} {companies} {uid} {today} {now} are replaced; searchable etc. */
  DemoComputeFunc compute; /* read only; searchable when `search` is given */
  DemoSearchFunc search;
  DemoInverseFunc inverse_func;

  guint since; /* first series that has it (17, 18, 19), 0 = always */
  guint until; /* last series that has it, 0 = still */
};

/* What the method answers (transfer full; NULL without error = null). `args` holds the arguments
 * by name, positional ones already named by `params`. `ids` is empty for model methods. */
typedef JsonNode *(*DemoMethodFunc) (
    DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *args, GError **error);

typedef enum
{
  DEMO_METHOD_MODEL = 1 << 0,    /* takes no ids */
  DEMO_METHOD_READONLY = 1 << 1, /* writes nothing: runs beside a writer */
} DemoMethodFlags;

struct _DemoMethod
{
  const char *name;
  DemoMethodFunc call;
  const char *params; /* names in positional order, those with ! must be given: "operation!
                         raise_exception" */
  DemoMethodFlags flags;
  guint since;
  guint until;
};

typedef enum
{
  DEMO_READ = 1 << 0,
  DEMO_WRITE = 1 << 1,
  DEMO_CREATE = 1 << 2,
  DEMO_UNLINK = 1 << 3,
  DEMO_ALL = 15,
} DemoAccess;

typedef struct
{
  const char *group; /* NULL: every signed-in user */
  DemoAccess access;
} DemoAccessRow;

/* Rules with a group are ORed with each other, those without are ANDed. */
typedef struct
{
  const char *group;
  DemoAccess access; /* the operations it restricts; 0 = all */
  JsonNode *(*domain) (
      DemoEnv *env); /* transfer full; NULL = no restriction (opens for the group) */
} DemoRule;

/* Fields and methods that several models share (conversation, activities). */
struct _DemoMixin
{
  const DemoField *fields; /* ends with a NULL name, as all tables here */
  const DemoMethod *methods;
};

struct _DemoModel
{
  const char *name;               /* "account.move" */
  const char *label;              /* "Journal Entry" */
  const char *table;              /* "account_move" */
  const char *order;              /* "date desc, name desc, id desc"; NULL "id" */
  const char *rec_name;           /* NULL "name" */
  const char *display_sql;        /* display_name as SQL over $; NULL the rec_name */
  const char *const *name_search; /* fields that name_search looks in; NULL the rec_name */
  gboolean transient;             /* wizard: a user sees only those of his own */
  gboolean no_log;                /* no create_uid, create_date, write_uid, write_date */
  guint since;                    /* first series that has it (17, 18, 19), 0 = always */
  guint until;                    /* last series that has it, 0 = still */
  const char
      *company_field; /* "company_id": rows of other companies are invisible; false is shared */
  const char *companies_field; /* "company_ids": instead, in the series that have it */
  const DemoField *fields;
  const DemoMethod *methods;
  const DemoMixin *const *mixins; /* NULL-terminated */
  const DemoAccessRow *access;    /* ends with access 0. No table: nobody but su */
  const DemoRule *rules;          /* ends with domain NULL and group NULL */
  const char *const *ddl;         /* further statements after all tables exist: indexes, triggers */

  /* Hooks; all may be NULL. They run as the user; the vals are in wire form and may be changed. */
  /* Sets what is missing in vals; also answers default_get. */
  gboolean (*defaults) (DemoEnv *env, const DemoModel *model, JsonObject *vals, GError **error);
  /* Before the INSERT, after defaults: the place of delegation and of numbers. */
  gboolean (*before_create) (DemoEnv *env,
                             const DemoModel *model,
                             JsonObject *vals,
                             GError **error);
  /* After the INSERT and the x2many commands. `vals` as inserted. */
  gboolean (*after_create) (
      DemoEnv *env, const DemoModel *model, gint64 id, JsonObject *vals, GError **error);
  gboolean (*before_write) (
      DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *vals, GError **error);
  gboolean (*after_write) (
      DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *vals, GError **error);
  gboolean (*before_unlink) (DemoEnv *env,
                             const DemoModel *model,
                             const DemoIds *ids,
                             GError **error);
  gboolean (*after_unlink) (DemoEnv *env,
                            const DemoModel *model,
                            const DemoIds *ids,
                            GError **error);
  /* `vals` is what the copy will be created with; the hook may change it. */
  gboolean (*copy) (
      DemoEnv *env, const DemoModel *model, gint64 id, JsonObject *vals, GError **error);
};

/* A group of users, by its external id; `implied` are had with it ("a.b,c.d"). */
typedef struct
{
  const char *xmlid;
  const char *label;
  const char *implied;
} DemoGroup;

guint demo_field_get_decimals (const DemoField *field);

G_END_DECLS
