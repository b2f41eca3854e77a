/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "app"

#include "config.h"

#include "app-command.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define ACCEL APP_COMMAND_ACCEL
#define OFFERED APP_COMMAND_OFFERED

/* In the order of the shortcuts window. A new verb is a line here. */
static const AppCommand commands[] = {
  { "palette", N_ ("Find anything"), APP_COMMAND_AROUND, "win.palette", "<ctrl>k", ACCEL },
  { "search", N_ ("Search"), APP_COMMAND_AROUND, "win.page::search", "<ctrl>f", ACCEL | OFFERED },
  { "refresh", N_ ("Refresh"), APP_COMMAND_AROUND, "win.page::refresh", "F5 <ctrl>r",
    ACCEL | OFFERED },
  { "customer", N_ ("The customer in sight, and back"), APP_COMMAND_AROUND, "win.customer",
    "<ctrl>u", ACCEL | OFFERED },
  { "sections", N_ ("Go to a section"), APP_COMMAND_AROUND, NULL, "<ctrl>1...9", 0 },
  { "close-record", N_ ("Close the record or go back"), APP_COMMAND_AROUND, "invoices.close",
    "Escape", 0 },
  { "new-window", N_ ("New window"), APP_COMMAND_AROUND, "win.new-window", "<ctrl><shift>n",
    ACCEL | OFFERED },

  { "new", N_ ("New invoice"), APP_COMMAND_LIST, "win.page::new", "<ctrl>n", ACCEL | OFFERED },
  { "open", N_ ("Open the selected invoice"), APP_COMMAND_LIST, "invoices.open", "Return", 0 },
  { "post-drafts", N_ ("Post the selected drafts"), APP_COMMAND_LIST, "invoices.post",
    "<ctrl>Return", OFFERED },
  { "pay-rows", N_ ("Register payments of the selected invoices"), APP_COMMAND_LIST, "invoices.pay",
    "<ctrl>p", 0 },
  { "credit-row", N_ ("Credit the selected invoice"), APP_COMMAND_LIST, "invoices.credit",
    "<ctrl>g", OFFERED },
  { "make-invoices", N_ ("Make invoices of the selected orders"), APP_COMMAND_LIST, "due.make",
    "<ctrl>Return", OFFERED },
  { "match-items", N_ ("Match the selected items"), APP_COMMAND_LIST, "items.match", "m", OFFERED },
  { "unmatch-items", N_ ("Take matches of the selected items back"), APP_COMMAND_LIST,
    "items.unmatch", "u", OFFERED },
  { "propose-items", N_ ("Propose matches of open items"), APP_COMMAND_LIST, "items.propose", "p",
    OFFERED },
  { "open-item", N_ ("Open the document of the selected item"), APP_COMMAND_LIST, "items.open",
    "<ctrl>o", OFFERED },
  { "print-rows", N_ ("Print, save or send the selected invoices"), APP_COMMAND_LIST,
    "invoices.print", "<ctrl><shift>p", OFFERED },
  { "paste-list", N_ ("Paste a list of numbers"), APP_COMMAND_LIST, "invoices.paste", "<ctrl>v",
    OFFERED },
  { "save-filter", N_ ("Save this filter"), APP_COMMAND_LIST, "invoices.save-filter", NULL,
    OFFERED },
  { "export-csv", N_ ("Export the list as CSV"), APP_COMMAND_LIST, "invoices.export-csv", NULL,
    OFFERED },
  { "export-xlsx", N_ ("Export the list as a spreadsheet"), APP_COMMAND_LIST,
    "invoices.export-xlsx", NULL, OFFERED },
  { "print-list", N_ ("Print the list"), APP_COMMAND_LIST, "invoices.print-list", "<ctrl><alt>p",
    OFFERED },
  { "copy-rows", N_ ("Copy the selected rows"), APP_COMMAND_LIST, "ledger.copy",
    "<ctrl>c <ctrl>Insert", 0 },

  { "edit", N_ ("Edit the draft"), APP_COMMAND_RECORD, "invoice.edit", "<ctrl>e", OFFERED },
  { "post", N_ ("Post the invoice"), APP_COMMAND_RECORD, "invoice.post", "<ctrl>Return", OFFERED },
  { "pay", N_ ("Register a payment"), APP_COMMAND_RECORD, "invoice.pay", "<ctrl>p", OFFERED },
  { "credit", N_ ("Make a credit note"), APP_COMMAND_RECORD, "invoice.credit", "<ctrl>g", OFFERED },
  { "duplicate", N_ ("Duplicate the invoice"), APP_COMMAND_RECORD, "invoice.duplicate", "<ctrl>d",
    OFFERED },
  { "reset", N_ ("Reset to draft"), APP_COMMAND_RECORD, "invoice.reset", "<ctrl><shift>d",
    OFFERED },
  { "cancel", N_ ("Cancel the document"), APP_COMMAND_RECORD, "invoice.cancel",
    "<ctrl><shift>Delete", OFFERED },
  { "delete", N_ ("Delete the draft"), APP_COMMAND_RECORD, "invoice.delete", "<ctrl>Delete",
    OFFERED },
  { "copy-number", N_ ("Copy the number"), APP_COMMAND_RECORD, "invoice.copy-number", NULL,
    OFFERED },
  { "bank-lines", N_ ("Find bank lines that could pay it"), APP_COMMAND_RECORD,
    "invoice.bank-lines", "b", OFFERED },
  { "open-items", N_ ("Open items of the customer"), APP_COMMAND_RECORD, "invoice.items", "i",
    OFFERED },
  { "next", N_ ("Next record"), APP_COMMAND_RECORD, "invoice.next", "j", OFFERED },
  { "previous", N_ ("Previous record"), APP_COMMAND_RECORD, "invoice.previous", "k", OFFERED },
  { "save", N_ ("Save the draft"), APP_COMMAND_RECORD, "editor.save", "<ctrl>s", OFFERED },

  { "import-statements", N_ ("Import bank statements"), APP_COMMAND_BANK, "statement.import",
    "<ctrl>o", ACCEL | OFFERED },
  { "bank-accept", N_ ("Accept what is proposed for the bank line"), APP_COMMAND_BANK,
    "reconcile.accept", "space", OFFERED },
  { "bank-accept-next", N_ ("Accept it and go to the next bank line"), APP_COMMAND_BANK,
    "reconcile.accept-next", "Return", 0 },
  { "bank-accept-all", N_ ("Accept all sure proposals"), APP_COMMAND_BANK, "reconcile.accept-all",
    "<ctrl>Return", OFFERED },
  { "bank-find", N_ ("Find open items for the bank line"), APP_COMMAND_BANK, "reconcile.find", "f",
    OFFERED },
  { "bank-split", N_ ("Split the bank line"), APP_COMMAND_BANK, "reconcile.split", "s", OFFERED },
  { "bank-write-off", N_ ("Write off the difference"), APP_COMMAND_BANK, "reconcile.write-off", "w",
    OFFERED },
  { "bank-runner-up", N_ ("Use the second best proposal"), APP_COMMAND_BANK, "reconcile.runner-up",
    "r", OFFERED },
  { "bank-rule", N_ ("Make a rule from the bank line"), APP_COMMAND_BANK, "reconcile.rule", "m",
    OFFERED },
  { "bank-check", N_ ("Mark the bank line to be checked"), APP_COMMAND_BANK, "reconcile.check", "c",
    OFFERED },
  { "bank-notes", N_ ("Notes and files of the bank line"), APP_COMMAND_BANK, "reconcile.notes", "n",
    OFFERED },
  { "bank-undo", N_ ("Take the bank line back"), APP_COMMAND_BANK, "reconcile.undo", "u", OFFERED },
  { "bank-undo-step", N_ ("Take back all of the last step"), APP_COMMAND_BANK,
    "reconcile.undo-step", "<shift>u", OFFERED },
  { "bank-open-document", N_ ("Open the document that is proposed"), APP_COMMAND_BANK,
    "reconcile.open-document-of-line", "o", OFFERED },

  { "case-reply", N_ ("Reply to the case"), APP_COMMAND_SERVICE, "service.reply", "r", OFFERED },
  { "case-note", N_ ("Write a note on the case"), APP_COMMAND_SERVICE, "service.note", "n",
    OFFERED },
  { "case-texts", N_ ("Put a text or a macro in the case"), APP_COMMAND_SERVICE, "service.texts",
    "m", OFFERED },
  { "case-mine", N_ ("Assign the case to me"), APP_COMMAND_SERVICE, "service.mine", "a", OFFERED },
  { "case-owner", N_ ("Assign the case to a colleague"), APP_COMMAND_SERVICE, "service.owner", "o",
    OFFERED },
  { "case-stage", N_ ("Move the case to a stage"), APP_COMMAND_SERVICE, "service.stage", "s",
    OFFERED },
  { "case-priority", N_ ("Set the priority of the case"), APP_COMMAND_SERVICE, "service.priority",
    "p", OFFERED },
  { "case-category", N_ ("Set the category of the case"), APP_COMMAND_SERVICE, "service.category",
    "t", OFFERED },
  { "case-close", N_ ("Close the case"), APP_COMMAND_SERVICE, "service.finish", "c", OFFERED },
  { "case-customer", N_ ("Show the customer of the case"), APP_COMMAND_SERVICE, "service.customer",
    "g", OFFERED },
  { "case-next", N_ ("Next case"), APP_COMMAND_SERVICE, "service.next", "period j", OFFERED },
  { "case-previous", N_ ("Previous case"), APP_COMMAND_SERVICE, "service.previous", "k", OFFERED },
  { "case-board", N_ ("Cases as a list or a board"), APP_COMMAND_SERVICE, "service.board", "b",
    OFFERED },
  { "case-move", N_ ("Move the card to the stage beside"), APP_COMMAND_SERVICE, NULL,
    "<shift>Left <shift>Right", 0 },
  { "case-new", N_ ("New case"), APP_COMMAND_SERVICE, "service.new", "<ctrl>n", OFFERED },

  { "lock-dates", N_ ("Set lock dates of the period"), APP_COMMAND_BANK, "close.lock", NULL,
    OFFERED },
  { "keep-close-report", N_ ("Keep the report of the period in Odoo"), APP_COMMAND_BANK,
    "close.keep", NULL, OFFERED },
  { "compare-openings", N_ ("Compare opening balances with a file"), APP_COMMAND_BANK,
    "close.compare", NULL, OFFERED },
  { "close-records", N_ ("Show the records of the check"), APP_COMMAND_BANK, "close.records", NULL,
    OFFERED },

  { "menu", N_ ("Main menu"), APP_COMMAND_PROGRAM, NULL, "F10", 0 },
  { "preferences", N_ ("Preferences"), APP_COMMAND_PROGRAM, "win.preferences", "<ctrl>comma",
    ACCEL | OFFERED },
  { "profiles", N_ ("Profiles"), APP_COMMAND_PROGRAM, "win.profiles", NULL, OFFERED },
  { "policy", N_ ("Company policy"), APP_COMMAND_PROGRAM, "win.policy", NULL, OFFERED },
  { "renew-key", N_ ("Renew the key"), APP_COMMAND_PROGRAM, "win.renew-key", NULL, OFFERED },
  { "sign-out", N_ ("Sign out"), APP_COMMAND_PROGRAM, "win.sign-out", NULL, OFFERED },
  { "shortcuts", N_ ("Keyboard shortcuts"), APP_COMMAND_PROGRAM, "win.shortcuts", "<ctrl>question",
    ACCEL | OFFERED },
  { "help", N_ ("Help"), APP_COMMAND_PROGRAM, "app.help", "F1", ACCEL | OFFERED },
  { "about", N_ ("About Quittance"), APP_COMMAND_PROGRAM, "app.about", NULL, OFFERED },
  { "close-window", N_ ("Close the window"), APP_COMMAND_PROGRAM, "window.close", "<ctrl>w",
    ACCEL },
  { "quit", N_ ("Quit"), APP_COMMAND_PROGRAM, "app.quit", "<ctrl>q", ACCEL | OFFERED },
};

static const char *const group_titles[APP_COMMAND_N_GROUPS] = {
  [APP_COMMAND_AROUND] = N_ ("Getting Around"), [APP_COMMAND_LIST] = N_ ("Lists"),
  [APP_COMMAND_RECORD] = N_ ("Invoice"),        [APP_COMMAND_BANK] = N_ ("Bank"),
  [APP_COMMAND_SERVICE] = N_ ("Service"),       [APP_COMMAND_PROGRAM] = N_ ("Program"),
};

static gboolean
is_of_window (const AppCommand *self)
{
  return g_str_has_prefix (self->action, "win.") || g_str_has_prefix (self->action, "app.")
         || g_str_has_prefix (self->action, "window.")
         || g_str_has_prefix (self->action, "statement.");
}

/* GTK 4.8 does not tell whether a widget's action is switched on, but a button that would activate
 * it knows. */
static gboolean
is_enabled_at (GtkWidget *widget, const char *detailed)
{
  GtkWidget *probe = g_object_ref_sink (gtk_button_new ());
  g_autofree char *name = NULL;
  g_autoptr (GVariant) target = NULL;
  gboolean enabled;

  gtk_widget_set_visible (probe, FALSE);
  gtk_widget_insert_before (probe, widget, NULL);
  if (g_action_parse_detailed_name (detailed, &name, &target, NULL))
    {
      gtk_actionable_set_action_target_value (GTK_ACTIONABLE (probe), target);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (probe), name);
    }
  enabled = gtk_widget_get_sensitive (probe);
  gtk_widget_unparent (probe);
  g_clear_object (&probe);
  return enabled;
}

static gboolean
has_action (GtkWidget *widget, const char *action)
{
  GtkWidgetClass *klass = GTK_WIDGET_GET_CLASS (widget);
  const char *name, *property;
  const GVariantType *type;
  GType owner;

  for (guint i = 0; gtk_widget_class_query_action (klass, i, &owner, &name, &type, &property); i++)
    if (g_str_equal (name, action))
      return TRUE;
  return FALSE;
}

static GtkWidget *
find_below (GtkWidget *root, const char *action)
{
  if (!gtk_widget_get_mapped (root))
    return NULL;
  if (has_action (root, action))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_below (child, action);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
append_keys (GString *xml, const AppCommand *command)
{
  g_autofree char *title = g_markup_escape_text (_ (command->title), -1);
  g_autofree char *keys = g_markup_escape_text (command->keys, -1);

  g_string_append_printf (xml,
                          "<child><object class=\"GtkShortcutsShortcut\">"
                          "<property name=\"title\">%s</property>"
                          "<property name=\"accelerator\">%s</property></object></child>",
                          title, keys);
}

/**
 * app_command_get_all:
 * @n_commands: (out): how many
 *
 * Returns: (array length=n_commands): the table
 */
const AppCommand *
app_command_get_all (gsize *n_commands)
{
  g_return_val_if_fail (n_commands != NULL, NULL);

  *n_commands = G_N_ELEMENTS (commands);
  return commands;
}

/**
 * app_command_find:
 * @id: the id of a command
 *
 * Returns: (nullable): it
 */
const AppCommand *
app_command_find (const char *id)
{
  g_return_val_if_fail (id != NULL, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (commands[i].id, id))
      return &commands[i];
  return NULL;
}

/**
 * app_command_get_keys_label:
 * @self: a command
 *
 * Returns: (transfer full): the first of its keys as a person reads it, empty without one
 */
char *
app_command_get_keys_label (const AppCommand *self)
{
  g_auto (GStrv) keys = NULL;
  guint keyval;
  GdkModifierType state;

  g_return_val_if_fail (self != NULL, NULL);

  if (self->keys == NULL)
    return g_strdup ("");
  keys = g_strsplit (self->keys, " ", 2);
  if (!gtk_accelerator_parse (keys[0], &keyval, &state))
    return g_strdup ("");
  return gtk_accelerator_get_label (keyval, state);
}

/**
 * app_command_set_accels:
 * @application: the program
 */
void
app_command_set_accels (GtkApplication *application)
{
  /* Shift and 1 is another key for some keyboards. */
  static const char *const service[] = { "<ctrl><shift>1", "<ctrl>exclam", "<ctrl><shift>exclam",
                                         NULL };

  g_return_if_fail (GTK_IS_APPLICATION (application));

  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_auto (GStrv) keys = NULL;

      if ((commands[i].flags & ACCEL) == 0)
        continue;
      keys = g_strsplit (commands[i].keys, " ", -1);
      gtk_application_set_accels_for_action (application, commands[i].action,
                                             (const char *const *)keys);
    }
  gtk_application_set_accels_for_action (application, "win.show-section::service", service);
  for (guint i = 1; i <= 10; i++)
    {
      g_autofree char *action = g_strdup_printf ("win.show-nth(uint32 %u)", i);
      g_autofree char *accel = g_strdup_printf ("<ctrl>%u", i % 10);
      const char *const list[] = { accel, NULL };

      gtk_application_set_accels_for_action (application, action, list);
    }
}

/**
 * app_command_find_owner:
 * @self: a command
 * @root: the window
 *
 * Returns: (transfer none) (nullable): who does it now; %NULL where nobody shown has the action, or
 *   it is switched off
 */
GtkWidget *
app_command_find_owner (const AppCommand *self, GtkWidget *root)
{
  GtkWidget *owner;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (GTK_IS_WIDGET (root), NULL);

  if (self->action == NULL)
    return NULL;
  owner = is_of_window (self) ? root : find_below (root, self->action);
  return owner != NULL && is_enabled_at (owner, self->action) ? owner : NULL;
}

/**
 * app_command_activate:
 * @self: a command
 * @root: the window
 *
 * Returns: whether somebody did it
 */
gboolean
app_command_activate (const AppCommand *self, GtkWidget *root)
{
  GtkWidget *owner = app_command_find_owner (self, root);
  g_autofree char *name = NULL;
  g_autoptr (GVariant) target = NULL;

  if (owner == NULL || !g_action_parse_detailed_name (self->action, &name, &target, NULL))
    return FALSE;
  return gtk_widget_activate_action_variant (owner, name, target);
}

static void
append_group (GString *xml, AppCommandGroup group)
{
  g_autofree char *title = g_markup_escape_text (_ (group_titles[group]), -1);

  g_string_append_printf (xml,
                          "<child><object class=\"GtkShortcutsGroup\">"
                          "<property name=\"title\">%s</property>",
                          title);
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    if (commands[i].group == group && commands[i].keys != NULL)
      append_keys (xml, &commands[i]);
  g_string_append (xml, "</object></child>");
}

/* @only: a group with a section of its own; APP_COMMAND_N_GROUPS for those without */
static void
append_section (GString *xml, const char *name, const char *title, guint only)
{
  g_autofree char *escaped = g_markup_escape_text (title, -1);

  g_string_append_printf (
      xml,
      "<child><object class=\"GtkShortcutsSection\">"
      "<property name=\"section-name\">%s</property><property name=\"title\">%s</property>"
      /* All on one page: the number of a second one is drawn with a width below nothing (4.8). */
      "<property name=\"max-height\">24</property>",
      name, escaped);
  for (guint group = 0; group < APP_COMMAND_N_GROUPS; group++)
    if (only == APP_COMMAND_N_GROUPS ? group != APP_COMMAND_BANK && group != APP_COMMAND_SERVICE
                                     : group == only)
      append_group (xml, group);
  g_string_append (xml, "</object></child>");
}

/**
 * app_command_new_shortcuts_window:
 *
 * Returns: (transfer none): a window with every key of the table, not yet shown
 */
GtkWindow *
app_command_new_shortcuts_window (void)
{
  g_autoptr (GtkBuilder) builder = NULL;
  g_autoptr (GString) xml =
      g_string_new ("<interface><object class=\"GtkShortcutsWindow\" id=\"shortcuts\">"
                    "<property name=\"modal\">1</property>");

  append_section (xml, "invoices", _ ("Invoices"), APP_COMMAND_N_GROUPS);
  append_section (xml, "bank", _ (group_titles[APP_COMMAND_BANK]), APP_COMMAND_BANK);
  append_section (xml, "service", _ (group_titles[APP_COMMAND_SERVICE]), APP_COMMAND_SERVICE);
  g_string_append (xml, "</object></interface>");
  builder = gtk_builder_new_from_string (xml->str, (gssize)xml->len);
  return GTK_WINDOW (gtk_builder_get_object (builder, "shortcuts"));
}
