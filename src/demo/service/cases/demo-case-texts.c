/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-case-texts.h"

#include <string.h>

#define VARIANTS 4

/* %o order, %d delivery, %i invoice, %a article, %n a number, %c who writes; | ends a paragraph. */
static const struct
{
  const char *subjects[2][VARIANTS];
  const char *questions[2][VARIANTS];
  const char *answers[2][2];
  const char *note;
} kinds[DEMO_CASE_KINDS] = {
  [DEMO_CASE_DAMAGED] = { { { "Damaged on arrival: %o", "Broken glass in delivery %d",
                              "%n pieces of %a are damaged", "Crushed cartons, order %o" },
                            { "Beschädigt angekommen: %o", "Bruch in Lieferung %d",
                              "%n Stück %a sind beschädigt", "Transportschaden Auftrag %o" } },
                          { { "delivery %d arrived this morning. %n pieces of %a are broken, the "
                              "carton was crushed on"
                              " one side.|Photos are attached. Please send replacements.",
                              "we have to report transport damage: the glass of %n lamps is "
                              "cracked and the housing is"
                              " dented.|How do we go on? We cannot sell damaged goods.",
                              "unpacking %o we found %n damaged pieces. The pallet had been "
                              "dropped, the driver noted it"
                              " on the waybill.|We ask for a replacement or a credit note.",
                              "the packaging of %a was torn and wet, %n pieces are scratched and "
                              "broken.|Shall we keep"
                              " the broken ones for the carrier?" },
                            { "die Lieferung %d kam heute früh an. %n Stück %a sind zerbrochen, "
                              "der Karton war auf einer"
                              " Seite eingedrückt.|Fotos anbei. Bitte schicken Sie Ersatz.",
                              "wir müssen einen Transportschaden melden: Das Glas von %n Leuchten "
                              "ist gesprungen, das"
                              " Gehäuse verbeult.|Wie geht es weiter? Beschädigte Ware können wir "
                              "nicht verkaufen.",
                              "beim Auspacken von %o fanden wir %n beschädigte Stücke. Die Palette "
                              "ist gefallen, der"
                              " Fahrer hat es auf dem Frachtbrief vermerkt.|Wir bitten um Ersatz "
                              "oder Gutschrift.",
                              "die Verpackung von %a war aufgerissen und nass, %n Stück sind "
                              "zerkratzt und kaputt.|Sollen"
                              " wir die kaputten für den Spediteur aufheben?" } },
                          { { "we are sorry about the damage. A replacement for the %n pieces "
                              "leaves our warehouse"
                              " tomorrow.|Please keep the broken ones for two weeks, the carrier "
                              "may want to see them.",
                              "thank you for the photos, they are all we need. Would you rather "
                              "have a replacement or a"
                              " credit note?" },
                            { "der Schaden tut uns leid. Ersatz für die %n Stück verlässt morgen "
                              "unser Lager.|Bitte heben"
                              " Sie die beschädigten zwei Wochen auf, der Spediteur möchte sie "
                              "vielleicht sehen.",
                              "danke für die Fotos, mehr brauchen wir nicht. Möchten Sie lieber "
                              "Ersatz oder eine"
                              " Gutschrift?" } },
                          "Carrier informed of the damage. Claim is with their insurance." },
  [DEMO_CASE_WRONG] = { { { "Wrong article in %d", "%a instead of what we ordered",
                            "Not what we ordered: %o", "Colour temperature is wrong, order %o" },
                          { "Falscher Artikel in %d", "%a statt des Bestellten",
                            "Nicht das Bestellte: %o", "Falsche Lichtfarbe, Auftrag %o" } },
                        { { "delivery %d holds the wrong article: we got %a, which we did not "
                            "order.|Please collect it"
                            " and send the right one.",
                            "instead of the model we ordered in %o somebody packed another one. "
                            "The label on the box is"
                            " right, the content is not.",
                            "we ordered 3000 K and got 4000 K, %n pieces. That is the wrong colour "
                            "for this hall.|When"
                            " can we exchange them?",
                            "the item number on the delivery note does not match the goods. It was "
                            "mixed up with another"
                            " order, it seems." },
                          { "in Lieferung %d liegt der falsche Artikel: Wir bekamen %a, das haben "
                            "wir nicht bestellt."
                            "|Bitte abholen und den richtigen schicken.",
                            "statt des in %o bestellten Modells wurde ein anderes gepackt. Das "
                            "Etikett auf dem Karton"
                            " stimmt, der Inhalt nicht.",
                            "wir haben 3000 K bestellt und 4000 K bekommen, %n Stück. Das ist die "
                            "falsche Lichtfarbe für"
                            " diese Halle.|Wann können wir tauschen?",
                            "die Artikelnummer auf dem Lieferschein passt nicht zur Ware. Sie "
                            "wurde wohl mit einem"
                            " anderen Auftrag verwechselt." } },
                        { { "that was a mistake in our picking, we apologise. The right article "
                            "leaves today, the wrong"
                            " one will be collected.",
                            "we are checking how this was mixed up and send the exchange" },
                          { "das war ein Fehler bei der Kommissionierung, bitte entschuldigen Sie. "
                            "Der richtige Artikel"
                            " geht heute raus, der falsche wird abgeholt.",
                            "wir prüfen, wie das verwechselt wurde, und schicken den Umtausch." } },
                        "Picked from the neighbouring bay. Warehouse told." },
  [DEMO_CASE_MISSING] = { { { "%n pieces missing in %d", "Short delivery, order %o",
                              "Incomplete: %o", "Parcel missing, delivery %d" },
                            { "%n Stück fehlen in %d", "Zu wenig geliefert, Auftrag %o",
                              "Unvollständig: %o", "Paket fehlt, Lieferung %d" } },
                          { { "according to the delivery note %n more pieces of %a should be "
                              "there. They are missing.",
                              "we counted twice: delivery %d is short by %n. Was a parcel lost on "
                              "the way?",
                              "order %o came incomplete. One carton of the three is missing, the "
                              "carrier knows nothing.",
                              "we only received part of the goods. Please check where the missing "
                              "ones are." },
                            { "laut Lieferschein müssten noch %n Stück %a dabei sein. Sie fehlen.",
                              "wir haben zweimal gezählt: Bei Lieferung %d fehlen %n Stück. Ist "
                              "ein Paket verloren"
                              " gegangen?",
                              "Auftrag %o kam unvollständig an. Ein Karton von dreien fehlt, der "
                              "Spediteur weiß nichts.",
                              "wir haben nur einen Teil der Ware erhalten. Bitte prüfen Sie, wo "
                              "die fehlende geblieben"
                              " ist." } },
                          { { "the missing carton was still at the carrier's depot. It should be "
                              "with you tomorrow.",
                              "we counted our stock: you are right. The missing %n pieces leave "
                              "today, free of charge." },
                            { "der fehlende Karton stand noch im Depot des Spediteurs. Er sollte "
                              "morgen bei Ihnen sein.",
                              "wir haben den Bestand gezählt: Sie haben recht. Die fehlenden %n "
                              "Stück gehen heute"
                              " kostenfrei raus." } },
                          "Tracing order opened with the carrier." },
  [DEMO_CASE_INVOICE] = { { { "Question about invoice %i", "VAT number on %i",
                              "Invoice %i: wrong address", "Please reissue invoice %i" },
                            { "Frage zur Rechnung %i", "USt-IdNr. auf %i",
                              "Rechnung %i: falsche Anschrift",
                              "Bitte Rechnung %i neu ausstellen" } },
                          { { "invoice %i carries our old address. Our accounting cannot book it. "
                              "Please issue it again.",
                              "on invoice %i our purchase order number is missing. Without it the "
                              "invoice is rejected.",
                              "we received invoice %i twice. Which of the two is to be booked?",
                              "the VAT on invoice %i does not look right: we are a reverse charge "
                              "customer." },
                            { "die Rechnung %i trägt unsere alte Anschrift. Die Buchhaltung kann "
                              "sie so nicht verbuchen."
                              " Bitte neu ausstellen.",
                              "auf der Rechnung %i fehlt unsere Bestellnummer. Ohne sie wird die "
                              "Rechnung abgelehnt.",
                              "wir haben die Rechnung %i doppelt erhalten. Welche der beiden ist "
                              "zu buchen?",
                              "die Umsatzsteuer auf der Rechnung %i stimmt nicht: Bei uns gilt "
                              "Reverse Charge." } },
                          { { "the corrected invoice is attached. Please destroy the first one.",
                              "only one of them was posted; please book that one." },
                            { "die korrigierte Rechnung liegt bei. Bitte vernichten Sie die erste.",
                              "nur eine davon ist verbucht; bitte buchen Sie diese." } },
                          "Address changed in the master data." },
  [DEMO_CASE_PRICE] = { { { "Price of %a", "Quotation wanted: %n pieces", "Discount missing in %o",
                            "Price list for next year" },
                          { "Preis für %a", "Angebot erbeten: %n Stück", "Rabatt fehlt in %o",
                            "Preisliste für nächstes Jahr" } },
                        { { "what would be your best price for %n pieces of %a? We need a "
                            "quotation this week.",
                            "the price in %o is higher than what was offered. We had agreed on a "
                            "discount.",
                            "please send us the current price list with our conditions.",
                            "a competitor quotes us ten percent less. Can you do something about "
                            "the price?" },
                          { "was wäre Ihr bester Preis für %n Stück %a? Wir brauchen das Angebot "
                            "noch diese Woche.",
                            "der Preis in %o ist höher als angeboten. Es war ein Rabatt "
                            "vereinbart.",
                            "bitte schicken Sie uns die aktuelle Preisliste mit unseren "
                            "Konditionen.",
                            "ein Wettbewerber bietet uns zehn Prozent weniger. Lässt sich am Preis "
                            "etwas machen?" } },
                        { { "the quotation is on its way to you; it is good for thirty days.",
                            "the discount was forgotten, you are right. You get a credit note for "
                            "the difference." },
                          { "das Angebot ist unterwegs; es gilt dreißig Tage.",
                            "der Rabatt wurde vergessen, Sie haben recht. Über die Differenz "
                            "bekommen Sie eine"
                            " Gutschrift." } },
                        "Conditions checked with sales." },
  [DEMO_CASE_DATE] = { { { "When does %o arrive?", "Delivery date of %o", "Tracking number for %d",
                           "Please deliver %o later" },
                         { "Wann kommt %o?", "Liefertermin %o", "Sendungsnummer zu %d",
                           "%o bitte später liefern" } },
                       { { "when can we expect order %o? The fitters are booked for next week.",
                           "the delivery date of %o has passed and nothing came. Please give us a "
                           "new date.",
                           "could you send us the tracking number of %d? We want to plan the "
                           "unloading.",
                           "our site is delayed. Please postpone the delivery of %o by two "
                           "weeks." },
                         { "wann können wir mit Auftrag %o rechnen? Die Monteure sind für nächste "
                           "Woche bestellt.",
                           "der Liefertermin von %o ist vorbei und es kam nichts. Bitte nennen Sie "
                           "einen neuen Termin.",
                           "können Sie uns die Sendungsnummer von %d schicken? Wir möchten das "
                           "Abladen planen.",
                           "unsere Baustelle verzögert sich. Bitte verschieben Sie die Lieferung "
                           "von %o um zwei"
                           " Wochen." } },
                       { { "it leaves our warehouse on Thursday and should be with you on Friday.",
                           "we have moved the delivery as you asked." },
                         { "die Lieferung verlässt am Donnerstag unser Lager und sollte Freitag "
                           "bei Ihnen sein.",
                           "wir haben die Lieferung wie gewünscht verschoben." } },
                       "New date confirmed by the warehouse." },
  [DEMO_CASE_RETURN] = { { { "Return of %n pieces %a", "How to send back %a",
                             "Too many ordered: %o", "Return label, please" },
                           { "Rücksendung von %n Stück %a", "Wie schicken wir %a zurück?",
                             "Zu viel bestellt: %o", "Rücksendeschein erbeten" } },
                         { { "we ordered too many. May we send %n unopened pieces of %a back?",
                             "please send us a return label for %n pieces, they are unused and in "
                             "their boxes.",
                             "the project was cancelled. We would like to return the goods of %o.",
                             "after how many days is a return no longer accepted? We have %n left "
                             "over." },
                           { "wir haben zu viel bestellt. Dürfen wir %n ungeöffnete Stück %a "
                             "zurückschicken?",
                             "bitte schicken Sie uns einen Rücksendeschein für %n Stück, unbenutzt "
                             "und originalverpackt.",
                             "das Projekt wurde abgesagt. Wir möchten die Ware aus %o zurückgeben.",
                             "bis wann nehmen Sie Ware zurück? Bei uns sind %n Stück übrig." } },
                         { { "gladly, as long as the boxes are unopened. The return label is "
                             "attached.",
                             "the goods have arrived and were inspected; the credit note "
                             "follows." },
                           { "gern, solange die Kartons ungeöffnet sind. Der Rücksendeschein liegt "
                             "bei.",
                             "die Ware ist eingetroffen und geprüft; die Gutschrift folgt." } },
                         "Return label sent. Restocking fee waived." },
  [DEMO_CASE_PAYMENT] = { { { "Payment of %i", "Reminder for %i although we paid",
                              "Bank account for %i", "Instalments for %i?" },
                            { "Zahlung von %i", "Mahnung zu %i trotz Zahlung",
                              "Bankverbindung für %i", "Ratenzahlung für %i?" } },
                          { { "we got a reminder for %i, but we transferred the amount ten days "
                              "ago. Please check your"
                              " bank account.",
                              "may we pay invoice %i in two instalments? Our own customer pays "
                              "late.",
                              "to which bank account shall we transfer the amount of %i? There are "
                              "two IBANs.",
                              "we deducted the cash discount when paying %i. Why is there still "
                              "something open?" },
                            { "wir erhielten eine Mahnung zu %i, haben aber vor zehn Tagen "
                              "überwiesen. Bitte prüfen Sie"
                              " Ihr Konto.",
                              "dürfen wir die Rechnung %i in zwei Raten zahlen? Unser eigener "
                              "Kunde zahlt spät.",
                              "auf welches Konto sollen wir den Betrag von %i überweisen? Es gibt "
                              "zwei IBANs.",
                              "wir haben bei der Zahlung von %i Skonto abgezogen. Warum ist noch "
                              "etwas offen?" } },
                          { { "your transfer has arrived, the reminder crossed with it. Please "
                              "ignore it.",
                              "two instalments are fine: half now, half at the end of next "
                              "month." },
                            { "Ihre Überweisung ist da, die Mahnung hat sich damit gekreuzt. Bitte "
                              "sehen Sie sie als"
                              " gegenstandslos an.",
                              "zwei Raten sind in Ordnung: die Hälfte jetzt, die Hälfte Ende "
                              "nächsten Monats." } },
                          "Payment found and matched." },
  [DEMO_CASE_DOCUMENTS] = { { { "Data sheet of %a", "Certificate of conformity",
                                "Delivery note of %d", "Declaration of origin for %o" },
                              { "Datenblatt zu %a", "Konformitätserklärung", "Lieferschein zu %d",
                                "Ursprungserklärung zu %o" } },
                            { { "please send us the data sheet and the declaration of conformity "
                                "of %a.",
                                "the architect asks for a certificate of the light values. Do you "
                                "have a document?",
                                "we cannot find the delivery note of %d. Could you send a copy?",
                                "for customs we need a declaration of origin for the goods of "
                                "%o." },
                              { "bitte schicken Sie uns das Datenblatt und die "
                                "Konformitätserklärung zu %a.",
                                "der Architekt verlangt ein Zertifikat über die Lichtwerte. Haben "
                                "Sie ein Dokument dazu?",
                                "wir finden den Lieferschein zu %d nicht. Können Sie eine Kopie "
                                "schicken?",
                                "für den Zoll brauchen wir eine Ursprungserklärung zur Ware aus "
                                "%o." } },
                            { { "the document is attached.",
                                "you find all data sheets in your customer account." },
                              { "das Dokument liegt bei.",
                                "alle Datenblätter finden Sie in Ihrem Kundenkonto." } },
                            "Document taken from the folder of certificates." },
};

static const char *const again[2][VARIANTS] = {
  { "thank you for the quick answer, that helps.",
    "that is not enough for us, I am afraid. Please call me back.",
    "everything is settled now, thank you.", "is there any news? We are still waiting." },
  { "danke für die schnelle Antwort, das hilft.",
    "das reicht uns leider nicht. Bitte rufen Sie mich zurück.",
    "jetzt ist alles erledigt, vielen Dank.", "gibt es etwas Neues? Wir warten noch." },
};

static const char *
find_word (char code, const DemoCaseWords *words, char number[12])
{
  switch (code)
    {
    case 'o':
      return words->order;
    case 'd':
      return words->delivery;
    case 'i':
      return words->invoice;
    case 'a':
      return words->article;
    case 'c':
      return words->name;
    default:
      g_snprintf (number, 12, "%d", words->number);
      return number;
    }
}

static void
fill (GString *out, const char *pattern, const DemoCaseWords *words)
{
  char number[12];

  for (const char *p = pattern; *p != '\0'; p++)
    if (*p == '%')
      {
        const char *word = find_word (*++p, words, number);

        g_string_append (out, word != NULL ? word : "–");
      }
    else if (*p == '|')
      g_string_append (out, "</p><p>");
    else
      g_string_append_c (out, *p);
}

static char *
wrap (const char *text, gboolean german, const DemoCaseWords *words, gboolean ours)
{
  GString *out = g_string_new (german ? "<p>Guten Tag," : "<p>Hello,");

  g_string_append (out, "</p><p>");
  fill (out, text, words);
  g_string_append (out, german ? "</p><p>Mit freundlichen Grüßen<br>" : "</p><p>Kind regards<br>");
  g_string_append (out, ours ? (german ? "Ihr Kundenservice" : "Customer service")
                             : (words->name != NULL ? words->name : ""));
  return g_string_free (g_string_append (out, "</p>"), FALSE);
}

/**
 * demo_case_subject: (skip)
 *
 * Returns: (transfer full): plain text
 */
char *
demo_case_subject (DemoRandom *random,
                   DemoCaseKind kind,
                   gboolean german,
                   const DemoCaseWords *words)
{
  GString *out = g_string_new (NULL);

  fill (out, kinds[kind].subjects[german][demo_random_range (random, 0, VARIANTS - 1)], words);
  return g_string_free (out, FALSE);
}

/**
 * demo_case_question: (skip)
 *
 * Returns: (transfer full): paragraphs of HTML
 */
char *
demo_case_question (DemoRandom *random,
                    DemoCaseKind kind,
                    gboolean german,
                    const DemoCaseWords *words)
{
  return wrap (kinds[kind].questions[german][demo_random_range (random, 0, VARIANTS - 1)], german,
               words, FALSE);
}

char *
demo_case_answer (DemoRandom *random,
                  DemoCaseKind kind,
                  gboolean german,
                  const DemoCaseWords *words)
{
  return wrap (kinds[kind].answers[german][demo_random_range (random, 0, 1)], german, words, TRUE);
}

char *
demo_case_again (DemoRandom *random, gboolean german, const DemoCaseWords *words)
{
  return wrap (again[german][demo_random_range (random, 0, VARIANTS - 1)], german, words, FALSE);
}

const char *
demo_case_note (DemoRandom *random, DemoCaseKind kind)
{
  return demo_random_percent (random, 70) ? kinds[kind].note : "Called back; nobody answered.";
}
