/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demo-model.h"

G_BEGIN_DECLS

extern const DemoMixin *const demo_thread_mixins[];

extern const DemoModel demo_account_model;             /* account.account */
extern const DemoModel demo_bank_statement_model;      /* account.bank.statement */
extern const DemoModel demo_bank_line_model;           /* account.bank.statement.line */
extern const DemoModel demo_full_reconcile_model;      /* account.full.reconcile */
extern const DemoModel demo_journal_model;             /* account.journal */
extern const DemoModel demo_move_model;                /* account.move */
extern const DemoModel demo_move_line_model;           /* account.move.line */
extern const DemoModel demo_move_reversal_model;       /* account.move.reversal */
extern const DemoModel demo_move_send_model;           /* account.move.send */
extern const DemoModel demo_move_send_wizard_model;    /* account.move.send.wizard */
extern const DemoModel demo_partial_reconcile_model;   /* account.partial.reconcile */
extern const DemoModel demo_payment_model;             /* account.payment */
extern const DemoModel demo_payment_method_model;      /* account.payment.method */
extern const DemoModel demo_payment_method_line_model; /* account.payment.method.line */
extern const DemoModel demo_payment_register_model;    /* account.payment.register */
extern const DemoModel demo_payment_term_model;        /* account.payment.term */
extern const DemoModel demo_payment_term_line_model;   /* account.payment.term.line */
extern const DemoModel demo_rule_model;                /* account.reconcile.model */
extern const DemoModel demo_rule_line_model;           /* account.reconcile.model.line */
extern const DemoModel demo_tax_model;                 /* account.tax */
extern const DemoModel demo_tax_group_model;           /* account.tax.group */
extern const DemoModel demo_tax_repartition_model;     /* account.tax.repartition.line */
extern const DemoModel demo_sms_wizard_model;          /* confirm.stock.sms */
extern const DemoModel demo_lead_model;                /* crm.lead */
extern const DemoModel demo_lost_reason_model;         /* crm.lost.reason */
extern const DemoModel demo_lead_stage_model;          /* crm.stage */
extern const DemoModel demo_team_model;                /* crm.team */
extern const DemoModel demo_sale_tag_model;            /* crm.tag */
extern const DemoModel demo_attachment_model;          /* ir.attachment */
extern const DemoModel demo_config_parameter_model;    /* ir.config_parameter */
extern const DemoModel demo_filters_model;             /* ir.filters */
extern const DemoModel demo_activity_model;            /* mail.activity */
extern const DemoModel demo_activity_type_model;       /* mail.activity.type */
extern const DemoModel demo_followers_model;           /* mail.followers */
extern const DemoModel demo_message_model;             /* mail.message */
extern const DemoModel demo_message_subtype_model;     /* mail.message.subtype */
extern const DemoModel demo_model_fields_model;        /* ir.model.fields */
extern const DemoModel demo_tracking_value_model;      /* mail.tracking.value */
extern const DemoModel demo_product_category_model;    /* product.category */
extern const DemoModel demo_product_model;             /* product.product */
extern const DemoModel demo_product_template_model;    /* product.template */
extern const DemoModel demo_bank_model;                /* res.bank */
extern const DemoModel demo_res_company_model;         /* res.company */
extern const DemoModel demo_lock_exception_model;      /* account.lock_exception */
extern const DemoModel demo_country_model;             /* res.country */
extern const DemoModel demo_country_state_model;       /* res.country.state */
extern const DemoModel demo_currency_model;            /* res.currency */
extern const DemoModel demo_currency_rate_model;       /* res.currency.rate */
extern const DemoModel demo_lang_model;                /* res.lang */
extern const DemoModel demo_partner_model;             /* res.partner */
extern const DemoModel demo_partner_bank_model;        /* res.partner.bank */
extern const DemoModel demo_partner_category_model;    /* res.partner.category */
extern const DemoModel demo_advance_payment_model;     /* sale.advance.payment.inv */
extern const DemoModel demo_risk_wizard_model;         /* partner.risk.exceeded.wiz */
extern const DemoModel demo_order_model;               /* sale.order */
extern const DemoModel demo_order_line_model;          /* sale.order.line */
extern const DemoModel demo_backorder_wizard_model;    /* stock.backorder.confirmation */
extern const DemoModel demo_location_model;            /* stock.location */
extern const DemoModel demo_stock_move_model;          /* stock.move */
extern const DemoModel demo_picking_model;             /* stock.picking */
extern const DemoModel demo_picking_type_model;        /* stock.picking.type */
extern const DemoModel demo_warehouse_model;           /* stock.warehouse */
extern const DemoModel demo_uom_model;                 /* uom.uom */

G_END_DECLS
