"""German: what its words and phrases mean."""

from typing import Final

MARKS: Final = (
    "wann wo wer wie warum wird wurde ist schon die der das und kommt von gibt es staffel "
    "hat haben ein eine noch nicht fur mit raus welche wieviele viele sind zu kommen bitte "
    "dreharbeiten gedreht"
)
"""Small words that show a message to be in this language."""

CONCEPTS: Final = {
    "when": "wann, ab wann, an welchem tag, in welchem jahr, bis wann, seit wann",
    "who": "wer, wen, wem",
    "where": "wo",
    "why": "warum, wieso, weshalb",
    "what": "was, welche, welcher, welches",
    "seasons": "wie viele staffeln, wieviele staffeln",
    "how_many": "wie viele, wieviele, wie viel, anzahl der",
    "how_long": "wie lange, wie lang",
    "hour": "um wie viel uhr, um wieviel uhr, uhrzeit, welche uhrzeit",
    "aux": (
        "ist, wird, wurde, hat, haben, sind, gibt, kommt, werden, war, kann, kommen, lauft, ist es"
    ),
    "polite": "weisst du, weiss jemand, weiss man, sag mir",
    "release": (
        "kommt, kommt raus, raus, erscheint, startet, start, veroffentlicht, rauskommen, "
        "herauskommt, kommt heraus, anlaufen, lauft an, premiere, verfugbar, zuruck, erschienen, "
        "rausgekommen, erscheinen, starttermin, starten, kam, kam raus, veroffentlichung, "
        "rauskommt, kommen"
    ),
    "out": "schon draussen, draussen, schon da, schon erschienen, schon raus",
    "date": (
        "datum, termin, startdatum, erscheinungsdatum, starttermin, release, offizielles datum, "
        "offizielles startdatum, offizieller starttermin, offizieller termin, offiziellen "
        "starttermin, offizielles release"
    ),
    "yet": "schon, noch, bereits",
    "film": "gedreht, dreharbeiten, drehen, dreh, drehstart, dreht, gefilmt, drehs, drehort",
    "start": (
        "begonnen, begann, angefangen, beginnen, beginnt, fing, starteten, fingen, starten, los, "
        "drehstart"
    ),
    "wrap": (
        "abgedreht, abgeschlossen, drehschluss, fertig gedreht, beendet, dreharbeiten beendet, "
        "fertig"
    ),
    "wrap_filming": "abgedreht, drehschluss",
    "place": "drehort, drehorte, ort",
    "renew": (
        "gibts ne, gibts eine, gibts noch eine, gibt es ne, bekommt eine, kriegt eine, bekommt, "
        "kriegt, verlangert, verlangerung, fortgesetzt, fortsetzung, bestatigt, weitere staffel, "
        "gibt es eine, wird es eine, kommt eine, noch eine, geht weiter, bestellt"
    ),
    "more": "weitere, noch eine, neue",
    "cancel": "abgesetzt, eingestellt, gecancelt, absetzung, gecancelled, abgesagt",
    "final": "letzte staffel, die letzte staffel, finale staffel",
    "episodes": "folgen, episoden, folge, episode",
    "length": "lang, minuten, lange",
    "model": "wochentlich, alle auf einmal, jede woche, auf einmal",
    "trailer": "trailer, teaser, vorschau",
    "direct": "regie, regisseur, regisseurin, fuhrt regie, regisseure, regisseurinnen",
    "run": "showrunner, showrunnerin, verantwortlich",
    "cast": (
        "besetzung, schauspieler, spielt, spielt mit, spielt wer, darsteller, rolle, cast, "
        "dabei, bosewicht"
    ),
    "appear": "dabei, taucht auf, kehrt zuruck, mit dabei, mitspielen",
    "code_name": "arbeitstitel, codename, deckname, tarnname",
    "watch": "sehen, schauen, streamen, gucken, anschauen, ansehen, lauft",
    "on_service": "auf netflix, bei netflix, auf disney, bei disney",
    "news": (
        "neuigkeiten, neues, news, aktuelles, gibts neues, gibt es neues, neuigkeit, "
        "nachrichten, was getan, etwas getan, tut sich was, tut sich etwas, was neues, irgendwas "
        "neues"
    ),
    "change": "verschoben, verschiebung, geandert, verspatet, verzogert, vorgezogen, geandert hat",
    "announce": (
        "seit wann weiss, seit wann ist bekannt, angekundigt, bekannt gegeben, bekanntgegeben, "
        "verkundet, bekannt"
    ),
    "source": (
        "quelle, quellen, wer sagt das, wer sagt, laut wem, woher weisst du, beleg, wer behauptet"
    ),
    "official": (
        "offiziell, sicher, bestatigt, bist du sicher, gesichert, offizielles datum, offizielles "
        "startdatum, offizieller starttermin, offizieller termin, offiziellen starttermin"
    ),
    "rumour": "gerucht, geruchte, habe gehort, hab gehort, angeblich, stimmt es dass, jemand sagt",
    "countdown": "wie viele tage, noch tage, tage noch, countdown",
    "until": "bis",
    "span": "tage, wochen, monate, tagen",
    "upcoming": "demnachst, was kommt, was erscheint, kommende serien, was lauft, neuerscheinungen",
    "all": "welche serien, alle serien, serien",
    "subscribe": (
        "sag bescheid, gib bescheid, erinnere mich, benachrichtige, abonnieren, abonniere, bescheid"
    ),
    "unsubscribe": (
        "keine nachrichten mehr, keine news mehr, keine updates mehr, keine benachrichtigungen "
        "mehr, keine neuigkeiten mehr, nichts mehr uber, hor auf, stumm, abbestellen, nicht mehr"
    ),
    "forget": (
        "vergiss das, vergiss es, vergiss alles, vergiss unser gesprach, vergiss das gesprach, "
        "von vorne, fang von vorne an, neues thema"
    ),
    "help": "hilfe, was kannst du, welche serien kennst du, wie funktionierst du",
    "smalltalk": "danke, hallo, guter bot, tschuss, vielen dank, moin, servus",
    "plot": (
        "wie endet, endet, wie endete, wie geht, ausgeht, geht aus, stirbt, handlung, spoiler, "
        "passiert, am ende, tot"
    ),
    "opinion": "gut, besser, lohnt sich, beste, meinung, reihenfolge, empfehlen, findest du",
    "that": "das, es, sie, dies, das denn, die oder, das oder, oder die, oder das",
    "follow": "und, was ist mit, wie sieht es mit, und bei",
    "me": "ich, mir, mein, meine",
    "feeling": "freue mich, kann es kaum erwarten, liebe, geschaut, so gut, gerade",
    "sooner": (
        "zuerst, fruher, eher, was kommt zuerst, was kommt fruher, was kommt eher, vor oder nach"
    ),
    "ago": "her, wie lange ist",
    "past": "wurde, war, kam, begann, erschien",
    "netflix": "netflix",
    "ends": "das ende von, das ende, das ende fur, schluss mit",
    "was_not": (
        "war das nicht, war es nicht, sollte es nicht, sollte das nicht, war der nicht, hiess es "
        "nicht"
    ),
    "formerly": "vorher, fruher, ursprunglich, davor, zuvor, anfangs",
    "who_is_right": "wer hat recht, was stimmt, was ist richtig, wem glaube ich",
    "you_say": "sagst du, du sagst, zeigst du, behauptest du, hast du",
    "wrong": "stimmt nicht, das ist falsch, falsch, ist nicht richtig, nicht richtig",
    "reminder": "erinnerung, erinnerungen, benachrichtigung, benachrichtigungen",
    "undo": "losch, losche, vergiss, streich, storniere, entferne",
    "notice": "schild, schilder, zettel, aushang, aushange, plakat, plakate",
    "correct": "korrigiere, korrigier, korrigieren, berichtige, korrektur",
    "not_that": "ich meine, ich meinte, nicht die, ich rede von",
    "link": "link",
}
"""What phrases mean, by the names of concepts."""

NEEDLESS: Final = (
    "die der das den dem des ein eine einen einer eines zu von fur mit auf bei im am um an "
    "es in sich auch denn eigentlich mal nun so nicht kein keine serie neue neuen nachste "
    "zweite dritte jetzt"
)
"""Ordinary words that carry no meaning here, so that they are not taken for a title."""
