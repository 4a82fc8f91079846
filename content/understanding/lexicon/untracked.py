"""Well-known series that Violet does not follow, so that they are named rather than guessed at."""

from typing import Final

_TITLES: Final = (
    "the last of us, severance, stranger things, house of the dragon, game of thrones, the "
    "boys, the mandalorian, mandalorian, andor, ahsoka, the book of boba fett, obi wan "
    "kenobi, the acolyte, skeleton crew, wandavision, vision quest, visionquest, ms marvel, "
    "moon knight, hawkeye, she hulk, secret invasion, ironheart, the falcon and the winter "
    "soldier, falcon and the winter soldier, what if, x men 97, marvel zombies, eyes of "
    "wakanda, your friendly neighborhood spider man, agents of shield, agent carter, "
    "inhumans, runaways, cloak and dagger, cloak & dagger, legion, the gifted, helstrom, hit "
    "monkey, modok, peacemaker, the penguin, gotham, arrow, the flash, supergirl, legends of "
    "tomorrow, batwoman, smallville, titans, doom patrol, watchmen, swamp thing, superman "
    "and lois, lanterns, creature commandos, breaking bad, better call saul, the walking "
    "dead, fear the walking dead, the witcher, the crown, squid game, wednesday, bridgerton, "
    "ozark, mindhunter, black mirror, house of cards, orange is the new black, narcos, the "
    "umbrella academy, umbrella academy, sense8, the sandman, sandman, avatar the last "
    "airbender, one piece, cobra kai, the queens gambit, money heist, la casa de papel, the "
    "oa, altered carbon, westworld, succession, the white lotus, white lotus, euphoria, true "
    "detective, the sopranos, the wire, chernobyl, the bear, shogun, fargo, american horror "
    "story, the rings of power, rings of power, fallout, reacher, invincible, the expanse, "
    "good omens, fleabag, ted lasso, silo, foundation, slow horses, the morning show, for "
    "all mankind, doctor who, sherlock, peaky blinders, downton abbey, star trek, strange "
    "new worlds, picard, the simpsons, family guy, south park, rick and morty, futurama, the "
    "office, friends, seinfeld, brooklyn nine nine, modern family, the big bang theory, "
    "young sheldon, greys anatomy, the good place, lost, heroes, prison break, 24, "
    "supernatural, the vampire diaries, riverdale, the 100, battlestar galactica, firefly, "
    "yellowstone, yellowjackets, dexter, homeland, the handmaids tale, handmaids tale, only "
    "murders in the building, poker face, the pitt, adolescence, 3 body problem, three body "
    "problem, alien earth, paradise, pluribus, the diplomat, the night agent, you, dark, "
    "emily in paris, outlander, mr robot, the mentalist, house md, attack on titan, demon "
    "slayer, jujutsu kaisen, my hero academia, naruto, bleach, spider noir, daredevil movie, "
    "blade, the avengers, avengers doomsday, avengers, fantastic four, deadpool, "
    "thunderbolts, black widow, captain america, thor, guardians of the galaxy, spider man, "
    "venom, iron man, doctor strange, black panther, eternals, shang chi"
)
TITLES: Final = tuple(_TITLES.split(", "))

_COMMON: Final = (
    "24, arrow, blade, bleach, dark, foundation, friends, heroes, lost, paradise, silo, what "
    "if, you"
)
COMMON_WORDS: Final = frozenset(_COMMON.split(", "))
"""Titles that are also ordinary words: only as titles, in quotation marks or with capitals."""
