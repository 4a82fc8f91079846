# ruff: noqa: RUF001  Greek is written in Greek letters, some of which look like Latin ones.
"""Names of days, months and spans, in nine languages, folded and without accents."""

from typing import Final

from content.understanding.lexicon import each

_MONTHS: Final = (
    (
        "january enero januar janner janvier gennaio janeiro ιανουαριος ιανουαριου ιανουαριο "
        "stycznia styczen styczniu"
    ),
    (
        "february febrero februar fevrier febbraio fevereiro φεβρουαριος φεβρουαριου φεβρουαριο "
        "luty lutego lutym"
    ),
    "march marzo marz maerz mars marco μαρτιος μαρτιου μαρτιο marzec marca marcu",
    "april abril avril aprile απριλιος απριλιου απριλιο kwiecien kwietnia kwietniu",
    "may mayo mai maggio maio μαιος μαιου μαιο maj maja maju",
    "june junio juni juin giugno junho ιουνιος ιουνιου ιουνιο czerwiec czerwca czerwcu",
    "july julio juli juillet luglio julho ιουλιος ιουλιου ιουλιο lipiec lipca lipcu",
    "august agosto aout αυγουστος αυγουστου αυγουστο sierpien sierpnia sierpniu",
    (
        "september septiembre setiembre septembre settembre setembro σεπτεμβριος σεπτεμβριου "
        "σεπτεμβριο wrzesien wrzesnia wrzesniu"
    ),
    (
        "october octubre oktober octobre ottobre outubro οκτωβριος οκτωβριου οκτωβριο pazdziernik "
        "pazdziernika pazdzierniku"
    ),
    (
        "november noviembre novembre novembro νοεμβριος νοεμβριου νοεμβριο listopad listopada "
        "listopadzie"
    ),
    (
        "december diciembre dezember decembre dicembre dezembro δεκεμβριος δεκεμβριου δεκεμβριο "
        "grudzien grudnia grudniu"
    ),
)
_SHORT: Final = (
    "jan",
    "feb",
    "mar",
    "apr",
    "",
    "jun",
    "jul",
    "aug",
    "sep sept",
    "oct",
    "nov",
    "dec",
)
MONTHS: Final = {
    word: number
    for names in (_MONTHS, _SHORT)
    for number, words in enumerate(names, start=1)
    for word in words.split()
}
SHORT_MONTHS: Final = each("mar jan")
"""Months only beside a day or a year: they are other words too."""
WORDS_TOO: Final = each("may mai mars maj marco fall spring luty")
"""Months and seasons that are ordinary words unless a preposition stands before them."""
BEFORE_A_MONTH: Final = each(
    "in by since until till this next last early mid late of the for before after during from "
    "en im "
    "em w we a do od de du depuis desde seit dal da le il bis hasta ate avant antes vor prima "
    "στις τον "
    "every around about or and"
)
WEEKDAYS: Final = {
    word: number
    for number, words in enumerate(
        (
            "monday lunes montag lundi lunedi segunda-feira poniedzialek δευτερα",
            "tuesday martes dienstag mardi martedi wtorek τριτη",
            "wednesday miercoles mittwoch mercredi mercoledi sroda srode τεταρτη",
            "thursday jueves donnerstag jeudi giovedi czwartek πεμπτη",
            "friday viernes freitag vendredi venerdi piatek παρασκευη fri",
            "saturday sabado samstag samedi sabato sobota sobote σαββατο",
            "sunday domingo sonntag dimanche domenica niedziela niedziele κυριακη",
        )
    )
    for word in words.split()
    if word not in {"δευτερα", "τριτη", "τεταρτη", "πεμπτη"}  # ordinals of a season far more often
}
DAYS_AWAY: Final = {
    **dict.fromkeys(each("today tonight hoy heute hoje oggi aujourd dzisiaj dzis σημερα 今日"), 0),
    **dict.fromkeys(each("tomorrow manana morgen demain domani amanha jutro αυριο 明日"), 1),
    **dict.fromkeys(each("yesterday ayer gestern hier ieri ontem wczoraj χθες 昨日"), -1),
}
STEPS: Final = {
    **dict.fromkeys(
        each(
            "this current esta este estas diese diesen dieser dieses cette ce questa questo "
            "tym ten "
            "αυτη αυτον αυτο 今"
        ),
        0,
    ),
    **dict.fromkeys(
        each(
            "next coming following proxima proximo nachste nachsten nachstes kommende kommenden "
            "prochaine prochain prossima prossimo przyszly przyszlym nastepny επομενη επομενο "
            "επομενος"
        ),
        1,
    ),
    **dict.fromkeys(
        each(
            "last past previous pasada pasado letzte letzten letztes vergangene passada passado "
            "derniere dernier scorsa scorso zeszly zeszlym ostatni περασμενη περασμενο περασμενος"
        ),
        -1,
    ),
}
STEPS_AFTER: Final = each(
    "pasada pasado passada passado derniere dernier scorsa scorso prochaine prochain prossima "
    "prossimo proxima proximo"
)
UNITS: Final = {
    **dict.fromkeys(
        each("week semana woche semaine settimana tydzien tygodniu εβδομαδα 週"), "week"
    ),
    **dict.fromkeys(each("weekend wochenende finde"), "weekend"),
    **dict.fromkeys(each("month mes monat mois mese miesiac miesiacu μηνα 月"), "month"),
    **dict.fromkeys(each("year ano jahr annee anno rok roku χρονο ετος 年"), "year"),
}
UNIT_DAYS: Final = {
    **dict.fromkeys(each("day days dia dias tag tage tagen jour jours giorno giorni dni"), 1),
    **dict.fromkeys(
        each("week weeks semana semanas woche wochen semaine semaines settimane tygodnie"), 7
    ),
    **dict.fromkeys(each("month months mes meses monat monate monaten mois mesi miesiace"), 30),
    **dict.fromkeys(each("year years ano anos jahr jahre jahren ans anni lata"), 365),
}
COUNTS: Final = {
    "a": 1,
    "one": 1,
    "two": 2,
    "couple": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
}
AGO: Final = each("ago atras fa temu πριν")
AGO_BEFORE: Final = each("hace vor ha")
OF: Final = each("of de del di des do του")
ARTICLES: Final = each("the el la le il o der die das dem den του το τον")
BY: Final = each("by before until till til bis antes avant prima entro przed ate hasta")
SINCE: Final = each("since after desde seit depuis dal da od από απο από")
BACK_THEN: Final = frozenset(
    tuple(phrase.split(" "))
    for phrase in (
        "back in",
        "as of",
        "way back",
        "back on",
        "know in",
        "known in",
        "said in",
        "known on",
        "know on",
        "knew in",
        "think in",
        "say in",
        "known by",
        "know by",
        "per 2016",
    )
)
IMAGINED: Final = frozenset(
    (verb, "it", is_) for verb in ("pretend", "imagine", "suppose", "say") for is_ in ("is", "was")
)
"""What makes of a day the one whose knowledge is asked for: "pretend it is january 2017"."""
PARTS: Final = {
    **dict.fromkeys(
        each("early beginning principios anfang debut inizio inicio poczatek"), "early"
    ),
    **dict.fromkeys(each("mid middle mediados mitte"), "mid"),
    **dict.fromkeys(each("late end finales ende fin fine final koniec"), "late"),
}
PERIODS: Final = {
    **dict.fromkeys(
        each("spring primavera fruhling fruhjahr printemps wiosna wiosne ανοιξη"), "21"
    ),
    **dict.fromkeys(each("summer verano sommer ete estate verao lato latem καλοκαιρι"), "22"),
    **dict.fromkeys(
        each("fall autumn otono herbst automne autunno outono jesien jesienia φθινοπωρο"), "23"
    ),
    **dict.fromkeys(each("winter invierno hiver inverno zima zime χειμωνα"), "24"),
    "q1": "33",
    "q2": "34",
    "q3": "35",
    "q4": "36",
}
"""Parts of the year in the notation of dates, northern ones."""
FEASTS: Final = {
    **dict.fromkeys(
        each("christmas xmas navidad weihnachten noel natale natal swieta χριστουγεννα"), "12-25"
    ),
    "halloween": "10-31",
    "newyear": "01-01",
    "newyears": "01-01",
    "silvester": "12-31",
    "valentine": "02-14",
    "valentines": "02-14",
    **dict.fromkeys(each("easter ostern pascua paques pasqua pascoa wielkanoc πασχα"), "easter"),
    "thanksgiving": "thanksgiving",
    "laborday": "labor-day",
    "labourday": "labor-day",
    "memorialday": "memorial-day",
    "blackfriday": "black-friday",
}
"""Days of the year by their names; those that are no day and month move from year to year."""
FIRST_OF_TWO: Final = each("labor labour memorial black")
"""Words that a feast of two words begins with; "new year" has a rule of its own."""
