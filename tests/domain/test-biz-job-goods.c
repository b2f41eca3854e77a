/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-job-goods.h"
#include "erp-error.h"
#include "erp-job-private.h"
#include "erp-json.h"

#include <string.h>

/* Order line 7 was seen with the papers 1 and 2 and the moves 30 and 31. */
#define GOODS "{\"order_lines\":[7],\"papers\":[1,2],\"moves\":[30,31]}"
#define ORDER_LINE(id, lines, moves)                                                               \
  "[{\"id\":1,\"line_ids\":[{\"id\":11,\"sale_line_ids\":[{\"id\":" id                             \
  ",\"invoice_lines\":[" lines "],\"move_ids\":[" moves "]}]}]}]"
#define PAPER(id, state) "{\"id\":9" id ",\"move_id\":" id ",\"parent_state\":\"" state "\"}"
#define MOVE(id, state, back)                                                                      \
  "{\"id\":" id ",\"state\":\"" state "\",\"returned_move_ids\":[" back "]}"

typedef struct
{
  const char *name;
  const char *records;
  gint64 ours;
  const char *words; /* (nullable): of the refusal */
} GoodsCase;

#define BILLED "invoiced or credited the same goods"
#define MOVED "delivered, returned or sent again"

static const GoodsCase cases[] = {
  { "as it was seen",
    ORDER_LINE ("7",
                PAPER ("1", "posted") "," PAPER ("2", "draft"),
                MOVE ("30", "done", MOVE ("31", "done", ""))),
    0, NULL },
  { "another invoice", ORDER_LINE ("7", PAPER ("1", "posted") "," PAPER ("3", "posted"), ""), 0,
    BILLED },
  { "a draft is a paper", ORDER_LINE ("7", PAPER ("3", "draft"), ""), 0, BILLED },
  { "what was cancelled is none", ORDER_LINE ("7", PAPER ("3", "cancel"), ""), 0, NULL },
  { "our own", ORDER_LINE ("7", PAPER ("3", "draft"), ""), 3, NULL },
  { "our own and another", ORDER_LINE ("7", PAPER ("3", "draft") "," PAPER ("4", "draft"), ""), 3,
    BILLED },
  { "other goods of the order", ORDER_LINE ("8", PAPER ("3", "posted"), MOVE ("40", "done", "")), 0,
    NULL },
  { "delivered again", ORDER_LINE ("7", "", MOVE ("30", "done", "") "," MOVE ("40", "done", "")), 0,
    MOVED },
  { "another return", ORDER_LINE ("7", "", MOVE ("30", "done", MOVE ("41", "assigned", ""))), 0,
    MOVED },
  { "sent again",
    ORDER_LINE ("7", "", MOVE ("30", "done", MOVE ("31", "done", MOVE ("42", "assigned", "")))), 0,
    MOVED },
  { "sent again, and cancelled",
    ORDER_LINE ("7", "", MOVE ("30", "done", MOVE ("31", "done", MOVE ("42", "cancel", "")))), 0,
    NULL },
  { "nothing came", "[]", 0, NULL },
  { "an answer that is none", "{\"records\":[]}", 0, NULL },
  { "lines that are none", "[{\"id\":1,\"line_ids\":false}]", 0, NULL },
  { "goods that are none", "[{\"id\":1,\"line_ids\":[{\"sale_line_ids\":null}]}]", 0, NULL },
  /* what cannot be read is not taken for what was seen */
  { "a paper without an id", ORDER_LINE ("7", "{\"parent_state\":\"draft\"}", ""), 0, BILLED },
  { "a move without an id", ORDER_LINE ("7", "", "{\"state\":\"done\"}"), 0, MOVED },
  { "a move without an id, ours not made", ORDER_LINE ("7", "{\"move_id\":false}", ""), 0, BILLED },
};

static void
test_cases (void)
{
  g_autoptr (JsonNode) goods = erp_json_literal (GOODS);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (JsonNode) records = erp_json_literal (cases[i].records);
      g_autoptr (GError) error = NULL;
      const gboolean fits =
          biz_job_goods_check (json_node_get_object (goods), records, cases[i].ours, &error);

      g_test_message ("%s", cases[i].name);
      g_assert_true (fits == (cases[i].words == NULL));
      if (fits)
        {
          g_assert_no_error (error);
          continue;
        }
      g_assert_error (error, ERP_ERROR, ERP_ERROR_CONFLICT);
      g_assert_nonnull (strstr (error->message, cases[i].words));
    }
}

/* A job of an earlier version, or a journal that was damaged: nothing was seen. */
static void
test_nothing_seen (void)
{
  g_autoptr (JsonNode) goods = erp_json_literal ("{\"order_lines\":[7],\"papers\":7}");
  g_autoptr (JsonNode) billed = erp_json_literal (ORDER_LINE ("7", PAPER ("1", "posted"), ""));
  g_autoptr (JsonNode) none = erp_json_literal ("{}");
  g_autoptr (GError) error = NULL;

  g_assert_false (biz_job_goods_check (json_node_get_object (goods), billed, 0, &error));
  g_assert_error (error, ERP_ERROR, ERP_ERROR_CONFLICT);
  g_assert_true (biz_job_goods_check (json_node_get_object (none), billed, 0, NULL));
  g_assert_true (biz_job_goods_check (json_node_get_object (none), NULL, 0, NULL));
}

/* The credit note itself: an invoice of 100.00 over order line 7, paper 1; "ours" carries the mark
 * of the job. */
#define MARKER "11111111-2222-4333-8444-555555555555"
#define LINES(papers, moves)                                                                       \
  "\"invoice_line_ids\":[],\"line_ids\":[{\"id\":11,\"sale_line_ids\":[{\"id\":7,"                 \
  "\"invoice_lines\":[" papers "],\"move_ids\":[" moves "]}]}]"
#define INVOICE(papers, moves)                                                                     \
  "{\"id\":1,\"name\":\"INV/1\",\"display_name\":\"INV/1\",\"state\":\"posted\",\"move_type\":"    \
  "\"out_invoice\",\"amount_total\":100.0,\"amount_residual\":100.0,\"reversed_entry_id\":false,"  \
  "\"access_token\":false," LINES (papers, moves) "}"
#define NOTE(id, token)                                                                            \
  "{\"id\":" id ",\"name\":\"/\",\"display_name\":\"Draft\",\"state\":\"draft\",\"move_type\":"    \
  "\"out_refund\",\"amount_total\":100.0,\"amount_residual\":100.0,\"reversed_entry_id\":1,"       \
  "\"access_token\":\"" token "\",\"invoice_line_ids\":[],\"line_ids\":[]}"
#define RECORDS(rows) "{\"length\":1,\"records\":[" rows "]}"

typedef struct
{
  const char *name;
  const char *before;
  const char *words; /* (nullable): why it is not sent */
  const char *after;
  ErpVerdict verdict;
} NoteCase;

static const NoteCase note_cases[] = {
  { "made", RECORDS (INVOICE (PAPER ("1", "posted"), MOVE ("30", "done", ""))), NULL,
    RECORDS (INVOICE (PAPER ("1", "posted") "," PAPER ("3", "draft"),
                      MOVE ("30", "done", "")) "," NOTE ("3", MARKER)),
    ERP_VERDICT_DONE },
  { "not made", RECORDS (INVOICE (PAPER ("1", "posted"), "")), NULL,
    RECORDS (INVOICE (PAPER ("1", "posted"), "")), ERP_VERDICT_NOT_SEEN },
  { "somebody was faster, over another invoice",
    RECORDS (INVOICE (PAPER ("1", "posted") "," PAPER ("4", "draft"), "")), BILLED, NULL,
    ERP_VERDICT_NOT_SEEN },
  { "somebody has sent it again",
    RECORDS (INVOICE (PAPER ("1", "posted"), MOVE ("30", "done", MOVE ("40", "assigned", "")))),
    MOVED, NULL, ERP_VERDICT_NOT_SEEN },
  /* Two at the same instant: the server makes both, and neither is told that all is well. */
  { "both made", RECORDS (INVOICE (PAPER ("1", "posted"), "")), NULL,
    RECORDS (INVOICE (PAPER ("1", "posted") "," PAPER ("3", "draft") "," PAPER ("4", "draft"),
                      "") "," NOTE ("3", MARKER)),
    ERP_VERDICT_AMBIGUOUS },
  { "ours lost, another made", RECORDS (INVOICE (PAPER ("1", "posted"), "")), NULL,
    RECORDS (INVOICE (PAPER ("1", "posted") "," PAPER ("4", "draft"), "")), ERP_VERDICT_AMBIGUOUS },
  { "made, and sent again at the same instant",
    RECORDS (INVOICE (PAPER ("1", "posted"), MOVE ("30", "done", ""))), NULL,
    RECORDS (INVOICE (PAPER ("1", "posted") "," PAPER ("3", "draft"),
                      MOVE ("30", "done", MOVE ("40", "assigned", ""))) "," NOTE ("3", MARKER)),
    ERP_VERDICT_AMBIGUOUS },
};

static void
test_note (void)
{
  g_autoptr (JsonNode) node =
      erp_json_literal ("{\"invoice_id\":1,\"invoice\":\"INV/1\",\"currency\":\"EUR\",\"digits\":2,"
                        "\"total\":\"100.00\",\"n_notes\":0,\"goods\":" GOODS "}");
  JsonObject *body = json_node_get_object (node);

  erp_job_body_set_trace (body, MARKER, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (note_cases); i++)
    {
      const NoteCase *c = &note_cases[i];
      g_autoptr (JsonNode) before = erp_json_literal (c->before);
      g_autoptr (JsonNode) after = c->after != NULL ? erp_json_literal (c->after) : NULL;
      g_autoptr (JsonObject) result = NULL;
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", c->name);
      g_assert_true (biz_job_credit_note_kind.check (body, before, &error) == (c->words == NULL));
      if (c->words != NULL)
        {
          g_assert_error (error, ERP_ERROR, ERP_ERROR_CONFLICT);
          g_assert_nonnull (strstr (error->message, c->words));
          continue;
        }
      g_assert_no_error (error);
      g_assert_cmpint (biz_job_credit_note_kind.judge (body, before, after, NULL, &result), ==,
                       c->verdict);
      g_assert_true ((result != NULL) == (c->verdict == ERP_VERDICT_DONE));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/biz/job-goods/cases", test_cases);
  g_test_add_func ("/biz/job-goods/nothing-seen", test_nothing_seen);
  g_test_add_func ("/biz/job-goods/note", test_note);

  return g_test_run ();
}
