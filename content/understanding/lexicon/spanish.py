"""Spanish: what its words and phrases mean."""

from typing import Final

MARKS: Final = (
    "cuando el la los las de del que es esta han ha sido fue para por cual quien donde como "
    "cuantos cuantas hay sale saldra temporada y una un se en lanzan ya van le alguna algun "
    "fecha estreno cuanto"
)
"""Small words that show a message to be in this language."""

CONCEPTS: Final = {
    "when": "cuando, que dia, que fecha, para cuando, en que fecha, que ano, que mes",
    "who": "quien, quienes",
    "where": "donde",
    "why": "por que, porque",
    "what": "que, cual, cuales",
    "seasons": "cuantas temporadas",
    "how_many": "cuantos, cuantas, numero de, cuantos hay",
    "how_long": "cuanto falta, cuanto tiempo, cuanto queda, cuanto dura, cuanto duran",
    "hour": "a que hora, que hora",
    "aux": "es, esta, estan, han, ha, fue, hay, va, van, habra, sera, sigue, saldra, tiene, tendra",
    "polite": "sabes, se sabe, alguien sabe, dime, me dices",
    "release": (
        "sale, salen, salio, saldra, salir, estrena, estrenan, estreno, estrenara, estrenar, "
        "llega, llegara, se estrena, estrenaron, lanzan, lanzamiento, vuelve, volvera, regresa, "
        "disponible"
    ),
    "out": "ya salio, ha salido, esta disponible, ya esta",
    "date": (
        "fecha, fecha de estreno, dia, fecha oficial, fecha oficial de estreno, fecha de estreno "
        "oficial"
    ),
    "yet": "ya, todavia, aun",
    "film": (
        "rodando, rodar, rodaje, grabando, grabar, grabacion, filmando, filmar, filmaron, "
        "rodaron, grabaron, rueda, graba, se rueda, se graba, filmacion, rodado, grabado, "
        "filmado, ruedan, graban"
    ),
    "start": "empezo, empieza, empezar, comenzo, comienza, inicio, empezado, comenzar, empezaron",
    "wrap": (
        "termino el rodaje, termino de rodar, terminaron, han terminado, acabaron, terminado, "
        "termino, acabo"
    ),
    "renew": (
        "tendra, va a tener, tiene confirmada, renovada, renovado, renovaron, renovacion, "
        "renovar, habra, confirmada, renueva, renuevan, renovo"
    ),
    "more": "otra, mas",
    "cancel": (
        "cancelada, cancelado, cancelaron, cancelo, cancelar, cancelacion, cancelan, canceladas, "
        "cancelados"
    ),
    "final": (
        "es la ultima, la ultima, sera la ultima, va a ser la ultima, la ultima temporada, "
        "ultima temporada, temporada final"
    ),
    "episodes": "episodios, capitulos, episodio, capitulo",
    "length": "duran, dura, minutos, duracion",
    "model": (
        "completa, entera, de golpe, de una, por semana, capitulo por semana, un capitulo por "
        "semana, episodio por semana, un episodio por semana, cada viernes, semanal, semanales, "
        "todos de golpe, cada semana, de una vez"
    ),
    "trailer": "trailer, avance, trailers, adelanto",
    "direct": "dirige, director, directora, directores, dirigio, dirigen",
    "run": "showrunner, guionista, productor ejecutivo",
    "cast": (
        "hace de, hacen de, quien hace de, reparto, elenco, actores, actor, actriz, actua, sale "
        "en, interpreta, aparece, villano, papel"
    ),
    "appear": "estara en, aparecera, aparece en, saldra en, vuelve en",
    "code_name": "nombre en clave, titulo de trabajo, titulo provisional",
    "watch": "ver, verla, veo, puedo ver, plataforma",
    "on_service": "en netflix, en disney",
    "news": (
        "noticias, novedades, ultimas noticias, novedad, se sabe algo, que se sabe, ha pasado "
        "algo, paso algo, algo nuevo, ha habido algo, hay algo nuevo"
    ),
    "change": (
        "retrasado, retraso, retrasaron, cambio, cambiado, aplazado, retrasada, han retrasado"
    ),
    "announce": "anunciaron, anunciado, anuncio, anunciada, anunciar",
    "source": (
        "quien lo dijo, quien lo ha dicho, quien dijo, quien lo confirma, de donde lo sacas, "
        "fuente, fuentes, quien lo dice, quien dice, de donde sacas, segun quien"
    ),
    "official": (
        "oficial, confirmado, seguro, segura, es seguro, estas seguro, confirmada, oficiales, "
        "fecha oficial, fecha oficial de estreno, fecha de estreno oficial"
    ),
    "rumour": "rumor, rumores, he oido, dicen que, es verdad que, es cierto que",
    "countdown": "cuantos dias, cuenta atras, dias faltan, dias quedan",
    "until": "para, hasta, falta, faltan, queda",
    "span": "dias, semanas, meses",
    "upcoming": "proximos estrenos, que sale, que se estrena, proximamente, calendario, estrenos",
    "all": "que series, todas las series, cuales series, series",
    "subscribe": "avisame, avisanos, avisa, notificame, suscribete, suscribeme, recuerdame",
    "unsubscribe": (
        "no mas noticias, no mas avisos, no quiero mas, basta de, dejen de, no manden mas, deja "
        "de, para de, silencia, no me avises"
    ),
    "forget": (
        "olvidalo, olvida eso, olvida la conversacion, olvida todo, olvida lo que dije, "
        "empecemos de nuevo, empezar de nuevo"
    ),
    "help": "ayuda, que puedes hacer, que sabes hacer, que series conoces, que series sigues",
    "smalltalk": "gracias, hola, buen bot, buenas, adios, muchas gracias, de nada",
    "plot": (
        "como termina, como acaba, como termino, como acabo, muere, mata, spoiler, spoilers, que "
        "pasa en, trama"
    ),
    "opinion": "buena, mejor, vale la pena, te gusta, recomiendas, deberia, en que orden",
    "that": "eso, esto, esa, ese, ella",
    "follow": "y, que tal, y que pasa con, y de, y la, y en",
    "me": "yo, me, mi",
    "feeling": "me encanta, que ganas, acabo de ver, no puedo esperar, tengo ganas",
    "sooner": "primero, antes, sale antes, sale primero",
    "past": "fue, salio, estreno, estrenaron, empezo",
    "ends": "el final de, el fin de, el fin, se acaba con, acaba con, termina con",
    "was_not": "no era, no iba a ser, no salia, no decias, no habias dicho",
    "formerly": "antes, al principio, originalmente, en un principio",
    "who_is_right": (
        "quien tiene razon, cual es la buena, cual es correcta, cual es la correcta, a quien creo"
    ),
    "you_say": "dices, pones, tu dices, tienes puesto, dice el bot",
    "wrong": (
        "esta mal, es incorrecto, incorrecto, no es correcto, te equivocas, equivocado, es falso"
    ),
    "reminder": "recordatorio, recordatorios, aviso, avisos, alerta, notificaciones",
    "undo": "cancela, borra, quita, elimina, olvida, anula",
    "notice": "cartel, carteles, letrero, letreros, pegatinas, senales",
    "correct": "corrige, corrigelo, corrijan, actualiza, actualicen, corregid",
    "not_that": "no hablo de, hablo de, me refiero a, me referia a, queria decir",
    "link": "enlace, link",
}
"""What phrases mean, by the names of concepts."""

NEEDLESS: Final = (
    "el la los las de del en para por con se lo le un una unos unas al su sus este esta "
    "serie series netflix tan tiene tener nueva nuevo proxima siguiente sido ser son estan "
    "muy pero si no mi tu te"
)
"""Ordinary words that carry no meaning here, so that they are not taken for a title."""
