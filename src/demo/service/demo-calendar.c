/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-fields.h"
#include "demo-service.h"

/* When there is work, and when there is none. */

static const DemoAccessRow access_rows[] = {
  { "base.group_user", DEMO_READ },
  { "base.group_system", DEMO_ALL },
  { 0 },
};

static const DemoField calendar_fields[] = {
  F_CHAR ("name", "Name", .flags = DEMO_REQUIRED),
  F_ACTIVE,
  F_M2O ("company_id", "Company", "res.company"),
  F_O2M ("attendance_ids", "Working Time", "resource.calendar.attendance", "calendar_id"),
  F_O2M ("leave_ids", "Time Off", "resource.calendar.leaves", "calendar_id"),
  F_O2M ("global_leave_ids",
         "Global Time Off",
         "resource.calendar.leaves",
         "calendar_id",
         .domain = "[[\"resource_id\", \"=\", false]]"),
  F_FLOAT ("hours_per_day", "Average Hour per Day", .value = "8.0"),
  F_BOOL ("two_weeks_calendar", "Calendar in 2 weeks mode"),
  F_BOOL ("flexible_hours", "Flexible Hours", .since = 18),
  F_CHAR ("tz", "Timezone", .flags = DEMO_REQUIRED, .value = "\"UTC\""),
  { 0 },
};

const DemoModel demo_calendar_model = {
  .name = "resource.calendar",
  .label = "Resource Working Time",
  .table = "resource_calendar",
  .company_field = "company_id",
  .fields = calendar_fields,
  .access = access_rows,
};

static const DemoField attendance_fields[] = {
  F_CHAR ("name", "Name", .flags = DEMO_REQUIRED),
  F_SELECT ("dayofweek",
            "Day of Week",
            "0:Monday|1:Tuesday|2:Wednesday|3:Thursday|4:Friday|5:Saturday|6:Sunday",
            .flags = DEMO_REQUIRED,
            .value = "\"0\""),
  F_FLOAT ("hour_from", "Work from", .flags = DEMO_REQUIRED),
  F_FLOAT ("hour_to", "Work to", .flags = DEMO_REQUIRED),
  F_SELECT ("day_period",
            "Day Period",
            "morning:Morning|lunch:Break|afternoon:Afternoon|full_day:Full Day",
            .flags = DEMO_REQUIRED,
            .value = "\"morning\""),
  F_SELECT ("week_type", "Week Number", "1:Second|0:First"),
  F_SELECT ("display_type", "Display Type", "line_section:Section"),
  F_DATE ("date_from", "Starting Date", .until = 17),
  F_DATE ("date_to", "End Date", .until = 17),
  F_INT ("sequence", "Sequence", .value = "10"),
  F_M2O ("calendar_id",
         "Resource's Calendar",
         "resource.calendar",
         .flags = DEMO_REQUIRED | DEMO_CASCADE | DEMO_INDEX),
  { 0 },
};

const DemoModel demo_calendar_attendance_model = {
  .name = "resource.calendar.attendance",
  .label = "Work Detail",
  .table = "resource_calendar_attendance",
  .order = "sequence, week_type, dayofweek, hour_from",
  .fields = attendance_fields,
  .access = access_rows,
};

static const DemoField resource_fields[] = {
  F_CHAR ("name", "Name", .flags = DEMO_REQUIRED),
  F_M2O ("user_id", "User", "res.users"),
  F_M2O ("calendar_id", "Working Time", "resource.calendar"),
  F_M2O ("company_id", "Company", "res.company"),
  { 0 },
};

const DemoModel demo_resource_model = {
  .name = "resource.resource",
  .label = "Resources",
  .table = "resource_resource",
  .company_field = "company_id",
  .fields = resource_fields,
  .access = access_rows,
};

static const DemoField leave_fields[] = {
  F_CHAR ("name", "Reason"),
  F_M2O ("company_id", "Company", "res.company"),
  F_M2O ("calendar_id", "Working Hours", "resource.calendar", .flags = DEMO_INDEX | DEMO_CASCADE),
  F_TIME ("date_from", "Start Date", .flags = DEMO_REQUIRED),
  F_TIME ("date_to", "End Date", .flags = DEMO_REQUIRED),
  F_SELECT ("time_type", "Time Type", "leave:Time Off|other:Other", .value = "\"leave\""),
  F_M2O ("resource_id", "Resource", "resource.resource"),
  { 0 },
};

const DemoModel demo_calendar_leave_model = {
  .name = "resource.calendar.leaves",
  .label = "Resource Time Off Detail",
  .table = "resource_calendar_leaves",
  .order = "date_from",
  .company_field = "company_id",
  .fields = leave_fields,
  .access = access_rows,
};
