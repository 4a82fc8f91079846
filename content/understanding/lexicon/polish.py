"""Polish: what its words and phrases mean."""

from typing import Final

MARKS: Final = (
    "nas mnie powiadom kiedy czy gdzie kto ile jest bedzie zostal sezon sezonu sezony jak "
    "dlaczego w na z nowy nowego juz wychodzi premiera ktory odcinkow sie co o i do od dla "
    "jaki jaka kreca"
)
"""Small words that show a message to be in this language."""

CONCEPTS: Final = {
    "when": "kiedy, jaka data, kiedy jest, w jakim dniu, ktorego",
    "who": "kto, kim, kogo",
    "where": "gdzie",
    "why": "dlaczego, czemu",
    "what": "co, jaki, jaka, jakie, ktory, ktore",
    "seasons": "ile sezonow, ile sezony",
    "how_many": "ile, ilu, liczba",
    "how_long": "jak dlugo, ile czasu, jak dlugie, ile trwa",
    "hour": "o ktorej, o ktorej godzinie, godzina",
    "aux": "czy, bedzie, jest, zostal, zostala, sa, beda",
    "polite": "wiesz, czy wiadomo, ktos wie, powiedz, wiadomo",
    "release": (
        "wychodzi, wyjdzie, premiera, premiere, wyszedl, wyszla, ukaze, ukaze sie, pojawi sie, "
        "pojawi, wraca, dostepny, premierze, wychodza, wyszlo"
    ),
    "out": "juz wyszedl, juz jest, juz dostepny, juz wyszla",
    "date": (
        "data, daty, data premiery, termin, date, oficjalna data, oficjalna data premiery, "
        "oficjalna date, oficjalna date premiery"
    ),
    "yet": "juz, jeszcze",
    "film": (
        "kreca, krecony, krecone, zdjecia, krecic, nagrywaja, nagrywany, filmowany, kreci, "
        "zdjec, krecili, krecono"
    ),
    "start": (
        "zaczely, zaczeli, rozpoczely, ruszyly, ruszaja, zaczynaja, rozpoczeto, zaczeto, zaczal, "
        "start"
    ),
    "wrap": "zakonczyly, zakonczono, skonczyli, skonczone, zakonczone, skonczyly, koniec zdjec",
    "renew": (
        "dostanie, bedzie mial, doczeka, przedluzony, przedluzono, przedluzyl, zamowiony, "
        "bedzie, powstanie, odnowiony, przedluza, zamowiono"
    ),
    "more": "kolejny, wiecej",
    "cancel": (
        "skasowany, skasowali, anulowany, skasowano, anulowali, anulowano, zakonczony, skasowal, "
        "skasowane"
    ),
    "final": "ostatni sezon, finalowy sezon, ostatnim sezonem",
    "episodes": "odcinkow, odcinki, odcinek",
    "length": "trwaja, trwa, minut, dlugie",
    "model": "co tydzien, wszystkie na raz, naraz, tygodniowo, od razu",
    "trailer": "zwiastun, trailer, zapowiedz, zwiastuna",
    "direct": "rezyseruje, rezyser, rezyserka, rezyserowal, rezyserzy, rezyserii, wyrezyserowal",
    "run": "showrunner, showrunnerem, scenarzysta",
    "cast": "obsada, gra, grac, aktorzy, aktor, aktorka, wystapi, zagra, obsadzie, rola",
    "code_name": "tytul roboczy, kryptonim, nazwa robocza",
    "watch": "obejrzec, ogladac, zobaczyc, obejrze",
    "on_service": "na netfliksie, na netflixie, na disney, na netflix",
    "news": "nowosciach, nowosciami, wiesci, nowosci, aktualnosci, nowego, co nowego, newsy",
    "change": (
        "przesuniety, opozniony, zmieniono, przesunieto, zmienila, opoznienie, przelozono, "
        "przelozona, przesunieta"
    ),
    "announce": "ogloszono, ogloszony, zapowiedziano, ogloszona, oglosili, zapowiedziany",
    "source": "zrodlo, zrodla, kto tak mowi, wedlug kogo, skad wiesz, kto to powiedzial",
    "official": (
        "oficjalne, oficjalna, pewne, na pewno, potwierdzone, pewny, oficjalnie, jestes pewien, "
        "oficjalna data, oficjalna data premiery, oficjalna date, oficjalna date premiery"
    ),
    "rumour": "plotka, plotki, slyszalem, slyszalam, podobno, czy to prawda ze, ktos mowil",
    "countdown": "ile dni, dni zostalo, odliczanie",
    "until": "do, zostalo",
    "span": "dni, tygodni, miesiecy",
    "upcoming": "nadchodzace, premiery, zapowiedzi, co wychodzi, wkrotce",
    "all": "jakie seriale, wszystkie seriale, seriale, ktore seriale",
    "subscribe": "powiadom, przypomnij, daj znac, subskrybuj, zapisz",
    "unsubscribe": (
        "koniec powiadomien, nie chce wiecej, zadnych powiadomien, wycisz, przestan, "
        "odsubskrybuj, wypisz"
    ),
    "forget": "zapomnij, zapomnij o tym, zapomnij o wszystkim, zacznijmy od nowa",
    "help": "pomoc, co potrafisz, jakie seriale znasz, co umiesz",
    "smalltalk": "dzieki, dziekuje, czesc, dobry bot, hej",
    "plot": (
        "jak sie konczy, jak konczy sie, jak sie skonczyl, umiera, ginie, fabula, spoiler, "
        "stanie sie, zginie"
    ),
    "opinion": "dobry, warto, lepszy, najlepszy, kolejnosci",
    "that": "to, ten, tego, on, ona",
    "follow": "a, i, a co z, oraz",
    "me": "ja, mi, moj, mnie",
    "sooner": "pierwszy, wczesniej, najpierw",
    "past": "wyszedl, byla, zaczely",
    "ends": "koncem, bedzie koncem, to koniec",
    "was_not": "nie byl, nie mial byc, nie bylo, czy to nie byl",
    "formerly": "wczesniej, najpierw, pierwotnie, przedtem",
    "who_is_right": "kto ma racje, ktora data jest dobra, co jest prawda",
    "you_say": "mowisz, podajesz, ty mowisz, piszesz",
    "wrong": "to nieprawda, nieprawda, zle, to blad, mylisz sie",
    "reminder": "przypomnienie, powiadomienie, powiadomienia",
    "undo": "anuluj, usun, skasuj, wylacz",
    "notice": "tabliczka, tabliczki, kartki, znaki",
    "correct": "popraw, poprawcie, zaktualizuj, sprostowanie",
    "not_that": "chodzi mi o, mialem na mysli, chodzilo mi o",
    "link": "link",
}
"""What phrases mean, by the names of concepts."""

NEEDLESS: Final = (
    "w we na z ze o do od dla sie i a za po przez nowy nowego serial serialu seriale drugi "
    "trzeci nie"
)
"""Ordinary words that carry no meaning here, so that they are not taken for a title."""
