"""Portuguese: what its words and phrases mean."""

from typing import Final

MARKS: Final = (
    "quando o a os as do da dos das de que estreia sai foi vai ser tem ja onde quem quantos "
    "quantas temporada e um uma no na nos nas posso para como qual foram esta ainda vao "
    "quanto em lanca"
)
"""Small words that show a message to be in this language."""

CONCEPTS: Final = {
    "when": "quando, que dia, em que data, qual a data, que ano",
    "who": "quem",
    "where": "onde",
    "why": "por que, porque, porque e que",
    "what": "que, qual, quais",
    "seasons": "quantas temporadas",
    "how_many": "quantos, quantas, numero de",
    "how_long": "quanto tempo, quanto falta, quanto dura, quanto duram",
    "hour": "a que horas, que horas, que hora",
    "aux": "sao, e, esta, estao, foi, vai, vao, tem, havera, sera, ha, ja, foram, vai ter",
    "polite": "sabes, sabe, alguem sabe, diz me, me diz",
    "release": (
        "estreia, estreou, estrear, sai, saiu, saira, sair, lanca, lancamento, chega, chegou, "
        "volta, disponivel, lancado, estreara, lancada, estreiam, saem"
    ),
    "out": "ja saiu, ja estreou, ja esta disponivel",
    "date": (
        "data, data de estreia, dia, data de lancamento, data oficial, data oficial de estreia, "
        "data de estreia oficial, data oficial de lancamento"
    ),
    "yet": "ja, ainda",
    "film": (
        "filmando, filmagem, filmagens, gravando, gravacao, gravacoes, filmada, filmado, "
        "gravada, filmar, rodagem, filmaram, gravar, gravaram, rodar, a ser filmada, a filmar, "
        "gravado"
    ),
    "start": "comecou, comecam, comecaram, inicio, iniciou, comecar, comeca",
    "wrap": "terminaram, terminou, acabaram, acabou, concluidas, terminadas",
    "renew": "renovada, renovado, renovacao, vai ter, tera, havera, confirmada, renovaram, renovou",
    "more": "outra, mais uma, mais",
    "cancel": "cancelada, cancelado, cancelaram, cancelou, cancelamento, cancelar, canceladas",
    "final": (
        "e a ultima, a ultima, sera a ultima, vai ser a ultima, e o fim, ultima, ultima "
        "temporada, a ultima temporada, temporada final"
    ),
    "episodes": "episodios, capitulos, episodio",
    "length": "duram, dura, minutos, duracao",
    "model": (
        "completa, inteira, um episodio por semana, tudo de uma vez, de uma vez, semanal, "
        "semanais, todos de uma vez, toda semana, por semana"
    ),
    "trailer": "trailer, teaser, trailers",
    "direct": "dirige, diretor, diretora, realizador, realizadora, dirigiu, diretores",
    "run": "showrunner, roteirista",
    "cast": "elenco, atores, ator, atriz, interpreta, papel, vilao",
    "appear": "estara em, aparece, vai aparecer, volta em, esta em",
    "code_name": "titulo provisorio, nome de codigo, titulo de trabalho, codinome",
    "watch": "assistir, ver, plataforma, streaming",
    "on_service": "na netflix, no disney, na disney",
    "news": "noticias, novidades, novidade, ultimas noticias, alguma novidade",
    "change": "adiada, adiado, atrasou, mudou, adiaram, alterada, adiou, atrasada",
    "announce": "anunciaram, anunciada, anunciado, anunciou, anuncio",
    "source": (
        "quem falou, quem falou isso, quem disse isso, quem confirmou, de onde tirou, de onde "
        "saiu, fonte, fontes, quem disse, quem diz, segundo quem"
    ),
    "official": (
        "oficial, confirmado, certeza, tens certeza, tem certeza, e certo, data oficial, data "
        "oficial de estreia, data de estreia oficial, data oficial de lancamento"
    ),
    "rumour": "boato, boatos, ouvi dizer, dizem que, e verdade que, rumores, rumor",
    "countdown": "quantos dias, dias faltam, contagem regressiva",
    "until": "para, ate, faltam, falta",
    "span": "dias, semanas, meses",
    "upcoming": "proximas estreias, o que estreia, calendario, em breve, lancamentos",
    "all": "que series, quais series, todas as series, series",
    "subscribe": (
        "avisa, avise, avisem, avisa me, me avisa, avise me, lembra me, me lembre, notifica me, "
        "inscrever"
    ),
    "unsubscribe": (
        "chega de, nao quero mais, nao manda mais, nao mandem mais, cancela a inscricao, para "
        "de, silenciar, nao avises, parar de"
    ),
    "forget": (
        "esquece, esquece isso, esqueca, esqueca isso, esquece tudo, esqueca a conversa, vamos "
        "recomecar"
    ),
    "help": (
        "series voce acompanha, que series acompanhas, voce acompanha, series acompanhas, ajuda, "
        "o que podes fazer, o que voce faz, que series conheces, quais series voce conhece"
    ),
    "smalltalk": "obrigado, obrigada, ola, oi, bom bot, valeu, bom dia",
    "plot": (
        "como termina, como acaba, como terminou, como acabou, morre, spoiler, enredo, acontece"
    ),
    "opinion": "boa, bom, melhor, vale a pena, em que ordem, recomenda",
    "that": "isso, isto, ela, ele",
    "follow": "e, e a, e o, e quanto a, e em",
    "me": "eu, me, meu, minha",
    "feeling": "adoro, mal posso esperar, acabei de ver, amo",
    "sooner": "primeiro, antes",
    "past": "foi, saiu, estreou, comecou",
    "ends": "o fim de, o fim da, o fim do, o final de",
    "was_not": "nao era, nao ia ser, nao saia",
    "formerly": "antes, originalmente, no inicio",
    "who_is_right": "quem tem razao, quem esta certo, qual e a certa, qual esta certo",
    "you_say": "dizes, voce diz, tu dizes, voces dizem",
    "wrong": "esta errado, errado, nao e verdade, esta mal",
    "reminder": "lembrete, lembretes, aviso, notificacoes",
    "undo": "cancela, cancele, apaga, apague, esquece, esqueca, remove, tira",
    "notice": "placa, placas, cartaz, cartazes",
    "correct": "corrige, corrija, corrige ai, corrijam, atualiza, atualize",
    "not_that": "falo de, quero dizer, quis dizer, falava de, estou falando de, to falando de",
    "link": "link",
}
"""What phrases mean, by the names of concepts."""

NEEDLESS: Final = (
    "o a os as do da dos das de em no na nos nas um uma ao por para com se serie series nova"
    " novo proxima segunda terceira nao sua seu voce ter ser"
)
"""Ordinary words that carry no meaning here, so that they are not taken for a title."""
