/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-job-kinds.h"

G_BEGIN_DECLS

/* What the kinds share: reading bodies and answers that anybody may have written, and making
 * calls. Nothing here fails loudly: what is missing is NULL or 0, and the server is the judge. */

const char *biz_job_get_text (JsonObject *body, const char *member);
gint64 biz_job_get_id (JsonObject *body, const char *member);
/* "1190.00" of the body in minor units of the body's currency. */
gboolean biz_job_get_minor (JsonObject *body, const char *member, gint64 *minor);
/* The same with digits that are not the body's. */
gboolean biz_job_parse_minor (const char *text, gint64 digits, gint64 *minor);
/* For a title: with currency, by the locale. */
char *biz_job_format_amount (JsonObject *body, const char *member) G_GNUC_WARN_UNUSED_RESULT;

ErpCall *biz_job_new_read (JsonObject *body, const char *model) G_GNUC_WARN_UNUSED_RESULT;
/* Another read than search_read. */
ErpCall *biz_job_new_method (JsonObject *body,
                             const char *model,
                             const char *method) G_GNUC_WARN_UNUSED_RESULT;
ErpCall *biz_job_new_write (JsonObject *body,
                            const char *model,
                            const char *method) G_GNUC_WARN_UNUSED_RESULT;
/* search_read of at most 200 records. */
ErpCall *biz_job_new_search (JsonObject *body,
                             const char *model,
                             ErpDomain *domain,
                             const char *const *fields) G_GNUC_WARN_UNUSED_RESULT;
/* The moves that carry this job's marker. */
ErpCall *biz_job_new_search_marked (JsonObject *body) G_GNUC_WARN_UNUSED_RESULT;
void biz_job_take_vals (ErpCall *call, JsonObject *vals);
/* The wizard works on these, as if they were selected in a browser. */
void biz_job_set_active (ErpCall *call, const char *model, gint64 id);
void biz_job_set_active_ids (ErpCall *call, const char *model, const gint64 *ids, gsize n);
void biz_job_mark_moves (ErpCall *call, JsonObject *body);

/* Lines and paragraphs as they were written; nothing in them is markup. */
char *biz_job_text_to_html (const char *text) G_GNUC_WARN_UNUSED_RESULT;
/* A list of ids of the body, as an argument. */
JsonNode *biz_job_list_ids (JsonObject *body, const char *member) G_GNUC_WARN_UNUSED_RESULT;
/* Values of a file that belongs to nothing yet: only who made it sees it, and the server clears it
 * away when nothing comes of it. */
JsonObject *biz_job_new_file (const char *name,
                              const char *otherwise,
                              const char *base64) G_GNUC_WARN_UNUSED_RESULT;
/* The same of {"name", "data"}. */
JsonObject *biz_job_new_pending_file (JsonObject *file) G_GNUC_WARN_UNUSED_RESULT;
/* Files that come with a message are kept as they are: otherwise the server reads a draft anew
 * from them, or lets go of those it does not know. */
void biz_job_keep_files (ErpCall *call);
/* Element @i of an array of objects; NULL beyond its end. */
JsonObject *biz_job_nth (JsonNode *answer, guint i);
JsonObject *biz_job_find (JsonNode *answer, gint64 id);
gint64 biz_job_first_id (JsonNode *answer);
gint64 biz_job_get_many2one (JsonObject *object, const char *member);
char *biz_job_dup_many2one_name (JsonObject *object, const char *member) G_GNUC_WARN_UNUSED_RESULT;
gboolean biz_job_has_id (JsonObject *object, const char *member, gint64 id);

JsonObject *
biz_job_result (const char *model, gint64 id, const char *name) G_GNUC_WARN_UNUSED_RESULT;
/* An id, or a list of ids. */
gboolean
biz_job_interpret_ids (const char *model, JsonNode *answer, JsonObject **result, GError **error);
/* An action that shows records of @model; TRUE of the answer where it acted. */
gboolean
biz_job_interpret_action (const char *model, JsonNode *answer, JsonObject **result, GError **error);
/* Exactly the marked move. */
/* The verdict of a judge that found its record; ambiguous where it has no id. */
ErpVerdict biz_job_done (const char *model, gint64 id, const char *name, JsonObject **result);
/* A list with nothing in it, and not just an answer that holds no record. */
gboolean biz_job_is_empty_list (JsonNode *answer);
/* As many rows as biz_job_new_search () asks for at most: there may be more. */
gboolean biz_job_is_full (JsonNode *answer);
ErpVerdict biz_job_judge_marked (JsonNode *answer, JsonObject **result);
/* The record is there; otherwise ERP_ERROR_MISSING. */
gboolean biz_job_check_exists (JsonNode *baseline, GError **error);

G_END_DECLS
