/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-fields.h"
#include "demo-service.h"

/* Folders of documents. Here they are only read: their files are put there by the seed. */

static const DemoAccessRow access_rows[] = {
  { "base.group_user", DEMO_READ },
  { 0 },
};

static const DemoField storage_fields[] = {
  F_CHAR ("name", "Name", .flags = DEMO_REQUIRED),
  F_SELECT ("save_type",
            "Save Type",
            "database:Database|file:Filestore|attachment:Attachment",
            .flags = DEMO_REQUIRED,
            .value = "\"database\""),
  F_BOOL ("is_hidden", "Storage is Hidden"),
  F_M2O ("company_id", "Company", "res.company"),
  { 0 },
};

const DemoModel demo_dms_storage_model = {
  .name = "dms.storage",
  .label = "Storage",
  .table = "dms_storage",
  .company_field = "company_id",
  .fields = storage_fields,
  .access = access_rows,
};

static const DemoField directory_fields[] = {
  F_CHAR ("name", "Name", .flags = DEMO_REQUIRED),
  F_CHAR ("complete_name", "Complete Name", .flags = DEMO_READONLY),
  F_M2O ("parent_id", "Parent Directory", "dms.directory", .flags = DEMO_INDEX),
  F_M2O ("root_directory_id", "Root Directory", "dms.directory", .flags = DEMO_READONLY),
  F_BOOL ("is_root_directory", "Is Root Directory"),
  F_BOOL ("is_hidden", "Storage is Hidden"),
  F_M2O ("storage_id", "Storage", "dms.storage"),
  F_M2O ("company_id", "Company", "res.company", .related = "storage_id.company_id"),
  F_CHAR ("res_model", "Linked attachments model"),
  DEMO_FIELD (DEMO_MANY2ONE_REFERENCE, "res_id", "Linked attachments record ID"),
  F_O2M ("child_directory_ids", "Subdirectories", "dms.directory", "parent_id"),
  F_O2M ("file_ids", "Files", "dms.file", "directory_id"),
  F_INT ("count_directories",
         "Count Subdirectories Title",
         .sql = "(SELECT COUNT(*) FROM dms_directory d WHERE d.parent_id = $.id)"),
  F_INT ("count_files",
         "Count Files Title",
         .sql = "(SELECT COUNT(*) FROM dms_file f WHERE f.directory_id = $.id)"),
  F_BOOL ("permission_read", "Read Access", .sql = "1"),
  F_BOOL ("permission_create", "Create Access", .sql = "0"),
  F_BOOL ("permission_write", "Write Access", .sql = "0"),
  F_BOOL ("permission_unlink", "Delete Access", .sql = "0"),
  { 0 },
};

const DemoModel demo_dms_directory_model = {
  .name = "dms.directory",
  .label = "Directory",
  .table = "dms_directory",
  .order = "complete_name",
  .fields = directory_fields,
  .access = access_rows,
};

static const DemoField file_fields[] = {
  F_CHAR ("name", "Name", .flags = DEMO_REQUIRED | DEMO_INDEX),
  F_BOOL ("active", "Archived", .value = "true"),
  F_M2O ("directory_id",
         "Directory",
         "dms.directory",
         .flags = DEMO_REQUIRED | DEMO_INDEX | DEMO_CASCADE),
  F_M2O ("storage_id", "Storage", "dms.storage", .related = "directory_id.storage_id"),
  F_M2O ("company_id", "Company", "res.company", .related = "directory_id.storage_id.company_id"),
  DEMO_FIELD (DEMO_BINARY, "content", "Content"),
  F_CHAR ("extension", "Extension", .flags = DEMO_READONLY),
  F_CHAR ("mimetype", "Type", .flags = DEMO_READONLY),
  F_FLOAT ("size", "Size", .flags = DEMO_READONLY),
  F_CHAR ("checksum", "Checksum/SHA1", .flags = DEMO_READONLY | DEMO_INDEX),
  F_CHAR ("path_names",
          "Path Names",
          .sql = "((SELECT d.complete_name FROM dms_directory d WHERE d.id = $.directory_id)"
                 " || ' / ' || $.name)"),
  F_CHAR ("res_model", "Linked attachments model", .related = "directory_id.res_model"),
  F_INT ("res_id", "Linked attachments record ID", .related = "directory_id.res_id"),
  F_M2O ("attachment_id", "Attachment File", "ir.attachment"),
  F_BOOL ("is_locked", "Locked", .sql = "0"),
  { 0 },
};

const DemoModel demo_dms_file_model = {
  .name = "dms.file",
  .label = "File",
  .table = "dms_file",
  .order = "name asc",
  .fields = file_fields,
  .access = access_rows,
};
