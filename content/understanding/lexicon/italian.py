"""Italian: what its words and phrases mean."""

from typing import Final

MARKS: Final = (
    "quando esce uscira di della del il lo la le che chi dove quanti quante stagione e stata"
    " stato sono per con gia ancora perche quale hanno una uno in ci sara come quanto uscita"
)
"""Small words that show a message to be in this language."""

CONCEPTS: Final = {
    "when": "quando, in che data, che giorno, in che anno",
    "who": "chi",
    "where": "dove, dov",
    "why": "perche",
    "what": "che, cosa, quale, quali",
    "seasons": "quante stagioni",
    "how_many": "quanti, quante, numero di",
    "how_long": "quanto manca, quanto tempo, quanto dura, quanto durano",
    "hour": "a che ora, che ora",
    "aux": "e, e stata, e stato, stanno, hanno, sara, ci sara, c e, sono, ha, esce, verra",
    "polite": "sai, si sa, qualcuno sa, dimmi",
    "release": (
        "esce, uscira, uscita, uscire, uscito, escono, debutta, arriva, arrivera, torna, "
        "disponibile, uscite, debutto, tornera"
    ),
    "out": (
        "gia fuori, e fuori, gia uscita, gia uscito, e gia fuori, e uscita, e uscito, gia "
        "disponibile"
    ),
    "date": (
        "data, data di uscita, giorno, data ufficiale, data di uscita ufficiale, data ufficiale "
        "di uscita"
    ),
    "yet": "gia, ancora",
    "film": (
        "il set, sul set, set, riprese in corso, in corso, le riprese sono in corso, girando, "
        "riprese, girare, girata, girato, giravano, gira, filmando, girano, si gira"
    ),
    "start": (
        "iniziate, iniziano, inizio, cominciano, cominciate, iniziato, iniziare, inizia, "
        "iniziata, iniziera"
    ),
    "wrap": "finite, terminate, concluse, finito di girare, finito, conclusi",
    "renew": (
        "avra, ci sara, avremo, rinnovata, rinnovato, rinnovo, ci sara una, confermata, si fara, "
        "rinnovare"
    ),
    "more": "altra, un altra",
    "cancel": (
        "cancellata, cancellato, cancellazione, cancellate, hanno cancellato, chiusa, cancellare"
    ),
    "final": "ultima stagione, l ultima stagione, stagione finale",
    "episodes": "episodi, puntate, episodio, puntata",
    "length": "durano, dura, minuti, durata",
    "model": (
        "tutti insieme, tutta insieme, a settimana, un episodio a settimana, ogni settimana, "
        "settimanale, settimanali, tutti in una volta"
    ),
    "trailer": "trailer, teaser, promo",
    "direct": "regista, registi, regia, dirige, diretto, diretta, dirigera",
    "run": "showrunner, sceneggiatore",
    "cast": "cast, attori, attore, attrice, interpreta, recita, ruolo, cattivo",
    "appear": "sara in, appare, apparira, torna in, ci sara in",
    "code_name": "titolo di lavorazione, nome in codice, titolo provvisorio",
    "watch": "vedere, guardare, streaming, piattaforma, vederlo, vederla",
    "on_service": "su netflix, su disney",
    "news": "notizie, novita, ultime notizie, aggiornamenti",
    "change": (
        "rimandata, rinviata, posticipata, cambiata, ritardo, spostata, rimandato, rinviato, "
        "cambiato, slittata"
    ),
    "announce": "annunciata, annunciato, annuncio, annunciare",
    "source": "fonte, fonti, chi lo dice, chi dice, secondo chi",
    "official": (
        "ufficiale, confermato, sicuro, sicura, sei sicuro, e sicuro, data ufficiale, data di "
        "uscita ufficiale, data ufficiale di uscita"
    ),
    "rumour": "ho sentito, voci, si dice che, e vero che, gira voce",
    "countdown": "quanti giorni, giorni mancano, conto alla rovescia",
    "until": "a, al, mancano, manca",
    "span": "giorni, settimane, mesi",
    "upcoming": "prossime uscite, in arrivo, calendario, cosa esce, uscite",
    "all": "quali serie, tutte le serie, che serie",
    "subscribe": "avvisami, avvisaci, avvertimi, ricordami, iscriviti, iscrivimi",
    "unsubscribe": (
        "basta notizie, niente piu notizie, basta aggiornamenti, smetti, smettila, disiscrivi, "
        "silenzia, non avvisarmi"
    ),
    "forget": (
        "dimentica, dimenticalo, dimentica tutto, lascia perdere, ricominciamo, dimentica la "
        "conversazione"
    ),
    "help": "aiuto, cosa sai fare, che serie conosci, quali serie conosci",
    "smalltalk": "grazie, ciao, bravo bot, salve, grazie mille, buongiorno",
    "plot": (
        "come e finita, com e finita, come e finito, com e finito, come finisce, finisce, come "
        "finira, come si conclude, muore, trama, spoiler, succede"
    ),
    "opinion": "bella, bello, meglio, migliore, vale la pena, in che ordine, consigli",
    "that": "questo, quello, cio, lei",
    "follow": "e, e per, e la, e invece, e di, che mi dici di",
    "me": "io, mi, mio",
    "feeling": "non vedo l ora, adoro, ho finito, bellissima",
    "sooner": "prima, per prima, per primo",
    "past": "uscito, stata, iniziato",
    "ends": "la fine di, la fine per",
    "was_not": "non era, non doveva, non usciva",
    "formerly": "prima, all inizio, originariamente",
    "who_is_right": "chi ha ragione, quale e giusta, quale e quella giusta",
    "you_say": "dici, tu dici, hai scritto, scrivi",
    "wrong": "e sbagliato, sbagliato, non e vero, ti sbagli, e falso",
    "reminder": "promemoria, avviso, notifiche, notifica",
    "undo": "annulla, cancella, elimina, togli",
    "notice": "cartello, cartelli",
    "correct": "correggi, correggete, aggiorna, correzione",
    "not_that": "parlo di, intendevo, volevo dire, parlavo di",
    "link": "link",
}
"""What phrases mean, by the names of concepts."""

NEEDLESS: Final = (
    "il lo la i gli le di del della dello delle un uno una in su per con a al alla da dal ed"
    " si l c serie nuova nuovo prossima seconda terza non sono ma anche ci"
)
"""Ordinary words that carry no meaning here, so that they are not taken for a title."""
