/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-job-goods.h"
#include "erp-error.h"
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

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/biz/job-goods/cases", test_cases);
  g_test_add_func ("/biz/job-goods/nothing-seen", test_nothing_seen);

  return g_test_run ();
}
