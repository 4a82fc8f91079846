"""French: what its words and phrases mean."""

from typing import Final

MARKS: Final = (
    "quand le la les de du des est ce que qui ou comment pourquoi combien saison sort sortie"
    " c d l qu et une un il elle sera a ete au aux dans pour y avec sur quel quelle encore "
    "deja va tourne"
)
"""Small words that show a message to be in this language."""

CONCEPTS: Final = {
    "when": (
        "quand, c est quand, quel jour, quelle date, a quelle date, quelle annee, en quelle annee"
    ),
    "who": "qui",
    "where": (
        "ou est, ou se, ou sont, ou peut, ou puis, ou a, ou regarder, ou voir, ou est ce, d ou, "
        "ou ca, ou tourne"
    ),
    "why": "pourquoi",
    "what": "que, quoi, quel, quelle, quels, quelles",
    "seasons": "combien de saisons",
    "how_many": "combien, nombre d, nombre de, combien d, combien de",
    "how_long": "combien de temps, dans combien de temps",
    "hour": "a quelle heure, quelle heure, heure de sortie",
    "aux": (
        "a commence, ont commence, a debute, est, est ce que, a t, sera, va, ont, sont, y aura, "
        "aura, a, etait, y a"
    ),
    "polite": "tu sais, on sait, sait on, quelqu un sait, dis moi",
    "release": (
        "sort, sortira, sortie, sorti, sortir, sortent, arrive, arrivera, diffusion, diffusee, "
        "revient, disponible, sera disponible, debarque, sorties, premiere"
    ),
    "out": "est sortie, est sorti, deja sortie, deja sorti, deja disponible",
    "date": (
        "date, date de sortie, jour, date officielle, date de sortie officielle, date officielle "
        "de sortie"
    ),
    "yet": "deja, encore",
    "film": (
        "tournage, tourne, tournee, tourner, tournent, filmer, filme, filmee, en tournage, tourna"
    ),
    "start": (
        "a commence, ont commence, a debute, commence, commencer, debut, demarre, debute, "
        "commencera, commencee"
    ),
    "wrap": "termine, fini, terminee, finie, fin du tournage, acheve, est termine",
    "place": "lieu, lieux, endroit, lieux de tournage",
    "renew": (
        "aura droit a, va avoir, aura une, renouvelee, renouvele, renouvellement, y aura t il "
        "une, y aura t il, aura t il une, confirmee, il y aura une, prevue, reconduite, "
        "renouveler"
    ),
    "more": "autre, encore une",
    "cancel": "annulee, annule, annulation, annuler, supprimee, arretee, annulees",
    "final": "derniere saison, la derniere saison, saison finale",
    "episodes": "episodes, episode",
    "length": "dure, durent, duree, minutes",
    "model": (
        "un episode par semaine, par semaine, d un coup, tous d un coup, en une fois, chaque "
        "semaine, hebdomadaire"
    ),
    "trailer": "bande annonce, trailer, teaser, bandes annonces",
    "direct": "realise, realisateur, realisatrice, realisateurs, realisatrices, realiser, realisee",
    "run": "showrunner, showrunneuse, scenariste",
    "cast": (
        "casting, acteurs, acteur, actrice, joue, jouer, distribution, interprete, role, mechant"
    ),
    "appear": "sera dans, apparait, apparaitra, revient dans, sera present",
    "code_name": "nom de code, titre de travail, titre provisoire",
    "watch": "regarder, voir, streaming, plateforme",
    "on_service": "sur netflix, sur disney",
    "news": (
        "quoi de neuf, quoi de nouveau, du neuf, du nouveau, nouvelles, actualites, actu, infos, "
        "des nouvelles, il s est passe quelque chose, quelque chose de neuf, ca bouge"
    ),
    "change": (
        "repousse, repoussee, retarde, retardee, decale, decalee, change, reporte, reportee, "
        "reporter, modifiee"
    ),
    "announce": "annonce, annoncee, annoncer, devoilee, annoncees",
    "source": "source, sources, qui dit ca, qui le dit, qui dit, d ou tu sors, selon qui",
    "official": (
        "officiel, officielle, confirme, certain, tu es sur, c est sur, est ce sur, es tu sur, "
        "bien sur, date officielle, date de sortie officielle, date officielle de sortie"
    ),
    "rumour": (
        "rumeur, rumeurs, j ai entendu, il parait, c est vrai que, est ce vrai que, on dit que"
    ),
    "countdown": "combien de jours, jours restants, compte a rebours, dans combien de jours",
    "until": "avant, jusqu a",
    "span": "jours, semaines, mois",
    "upcoming": (
        "prochaines sorties, a venir, calendrier, qu est ce qui sort, quoi sort, prochainement"
    ),
    "all": "quelles series, toutes les series, series",
    "subscribe": (
        "previens moi, previens nous, notifie moi, rappelle moi, abonne, abonne moi, tiens moi "
        "au courant"
    ),
    "unsubscribe": (
        "plus de nouvelles, plus de notifications, arrete, arretez, desabonne, stop aux, plus d "
        "annonces, desabonne moi, ne me previens plus"
    ),
    "forget": (
        "oublie ca, oublie tout, oublie la conversation, oublie notre conversation, "
        "recommencons, on recommence, oublie ce que j ai dit"
    ),
    "help": (
        "aide, que sais tu faire, que peux tu faire, tu connais quelles series, quelles series "
        "connais tu"
    ),
    "smalltalk": "merci, bonjour, salut, bon bot, merci beaucoup, au revoir",
    "plot": (
        "comment finit, comment se termine, comment ca finit, comment termine, meurt, intrigue, "
        "spoiler, se passe, fin de la serie, histoire"
    ),
    "opinion": "bien, mieux, meilleure, vaut le coup, avis, dans quel ordre, recommandes",
    "that": "ca, cela, c, elle, il",
    "follow": "et, et pour, et la, et pour la, qu en est il de",
    "me": "je, moi, mon, ma, j",
    "feeling": (
        "dites moi que non, dis moi que non, pitie, hate de, j adore, trop bien, je viens de "
        "finir, j ai fini"
    ),
    "sooner": "d abord, avant, en premier",
    "past": "etait, sortie le, a ete",
    "ends": "la fin de, la fin pour",
    "was_not": "c etait pas, ce n etait pas, n etait ce pas, ca devait pas, c etait pas cense",
    "formerly": "avant, au depart, a l origine, auparavant",
    "who_is_right": "qui a raison, lequel est bon, laquelle est bonne",
    "you_say": "tu dis, dis tu, tu affiches, tu mets, tu indiques",
    "wrong": "c est faux, faux, tu te trompes, pas correct, c est pas vrai",
    "reminder": "rappel, rappels, notification, notifications",
    "undo": "annule, supprime, oublie, efface",
    "notice": "panneau, panneaux, affichette, affichettes, pancarte, pancartes",
    "correct": "corrige, corrigez, corriger, mets a jour, correction",
    "not_that": "non je parle, je parle de, je parlais de, je voulais dire, pas celle la",
    "link": "lien, liens",
}
"""What phrases mean, by the names of concepts."""

NEEDLESS: Final = (
    "le la les de du des d l un une au aux en dans pour sur avec ce c s il elle on est sont "
    "nous vous se y t serie series saison ne pas plus nouvelle prochaine deuxieme seconde ou"
)
"""Ordinary words that carry no meaning here, so that they are not taken for a title."""
