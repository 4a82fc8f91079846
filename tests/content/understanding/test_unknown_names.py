"""A name that nobody here follows is said not to be followed, whatever was talked of before."""

from itertools import cycle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.answers.answer import answer_question
from content.facts.as_of import AsOf
from content.facts.catalogue import Catalogue
from content.facts.claims import ShowId
from content.understanding.intents import Intent
from content.understanding.question import Conversation, Question
from content.understanding.subjects import names_of
from content.understanding.understand import read_message

NOW = AsOf.parse("2017-11-05")
TITLES = [
    "stormglass",
    "tide harbour",
    "gta 6",
    "spy x family",
    "blue harbour",
    "black water",
    "the glass garden",
    "quillmoor",
    "paw patrol",
    "dead city",
    "velvet anvil",
    "salt & brine",
    "northfall academy",
    "marrowgate",
    "old river",
    "winter crown",
    "the hollow king",
    "red lantern",
    "kestrel point",
    "sugar road",
    "night train",
    "ember and ash",
    "zootopia 2",
    "silver coast",
    "the long weekend",
    "black sails",
    "dune",
    "frasier",
    "arcane",
    "castlevania",
    "from dusk till dawn",
    "love island",
    "hell street",
    "the rookie",
    "white collar",
    "suits",
    "burn notice",
    "cross",
    "bones",
    "mercy street",
    "elden ring",
    "shadow of the moon",
]
SHAPES = [
    "when is {} out",
    "is {} cancelled",
    "is {} renewed",
    "has {} been renewed",
    "when does {} come out",
    "when is {} season 2 out",
    "did {} get cancelled",
    "who plays in {}",
    "trailer for {}?",
    "release date of {}",
    "what about {}?",
    "and {}?",
    "{} release date",
    "{} season 2 when",
    "when {}",
    "when {} 2",
    "any news on {}",
    "how many episodes does {} have",
    "is {} filming",
    "when was {} released",
    "is there a trailer for {}",
    "{} trailer?",
    "is it true that {} is cancelled",
    "how long until {}",
    "when is the new season of {} out",
    "where can i watch {}",
    "who directs {}",
    "remind me when {} is out",
    "was {} renewed for season 3",
    "will {} return",
    "{}?",
    "so when is {} back",
    "tell me about {}",
]
OTHER_SHAPES = [
    "who's in the new {}",
    "does netflix have {}",
    "subscribe to {}",
    "remind me about {}",
    "history of {}",
    "news about {}",
    "what channel is {} on",
    "cast of {}",
    "{} cast",
    "{} s2",
    "stop sending me {} news",
    "who created {}",
    "count down to {}",
    "is it true that {} is cancelled",
    "i heard {} got cancelled",
    "who says {} is cancelled",
    "which service has {}",
    "how many seasons does {} have",
    "when do new episodes of {} drop",
    "will there be more {}",
    "has {} got a release date",
]
"""Further shapes, which say little besides the name."""
LONGER = [
    "echo harbour",
    "daredevil stormglass",
    "loki's children",
    "young loki",
    "house of loki",
    "dark echo",
    "luke cage brothers",
    "iron fist academy",
    "sons of loki",
    "echo of the sea",
    "mighty daredevil squad",
    "stormglass echo",
    "the echo chamber",
]
"""Names that nobody follows, with the name of a show in them."""
NO_TALK: dict[str, str] = {}
TALKS = ({"after": "when is luke cage season 2 out"}, {"channel_show": "jessica-jones"})
"""What was talked of before, one after the other: each shape and each title meets both."""
STRANGE = st.text("bcdfghjklmnpqrstvwxz", min_size=1, max_size=3).flatmap(
    lambda start: st.sampled_from(("oo", "u", "ai")).map(lambda end: f"q{start}{end}vk")
)
"""Words that no language has."""


def asked(
    words: str, catalogue: Catalogue, *, after: str = "", channel_show: str | None = None
) -> tuple[Question, ...]:
    show = ShowId(channel_show) if channel_show else None
    talk = Conversation()
    if after:
        talk = read_message(after, catalogue, NOW, conversation=talk).conversation
    reading = read_message(words, catalogue, NOW, conversation=talk, channel_show=show)
    return reading.questions


@pytest.mark.parametrize("shape", [*SHAPES, *OTHER_SHAPES])
def test_a_name_nobody_follows_is_never_the_show_talked_of(shape: str, shipped: Catalogue) -> None:
    titles = TITLES if shape in SHAPES else TITLES[::3]
    wrong = [
        (title, one.show)
        for title, talk in zip(titles, cycle(TALKS), strict=False)
        for one in asked(shape.format(title), shipped, **talk)
        if one.show is not None
    ]

    assert not wrong


@pytest.mark.parametrize("shape", [*SHAPES, *OTHER_SHAPES])
def test_a_longer_name_is_not_the_show_whose_name_is_in_it(shape: str, shipped: Catalogue) -> None:
    wrong = [
        (name, one.show)
        for name, talk in zip(LONGER, cycle([*TALKS, NO_TALK]), strict=False)
        for one in asked(shape.format(name), shipped, **talk)
        if one.show is not None
    ]

    assert not wrong


@pytest.mark.parametrize(
    ("words", "show"),
    [
        ("echo alaqua cox release date", "echo"),
        ("jessica jones purple man", "jessica-jones"),
        ("is mike colter's luke cage renewed", "luke-cage"),
        ("when is marvel's the punisher out", "the-punisher"),
        ("when is luke cage s2 dropping homie", "luke-cage"),
        ("when is jessica jones s2 gonna drop ffs", "jessica-jones"),
        ("is my beloved daredevil cancelled", "daredevil"),
        ("got a date for luke cage yet chief", "luke-cage"),
        ("quand est-ce que daredevil revient enfin svp", "daredevil"),
        ("quando esce iron fist su netflix raga", "iron-fist"),
        ("whens jesica jones relese date", "jessica-jones"),
        ("is luke cage bulletproof", "luke-cage"),
        ("who plays kingpin daredevil", "daredevil"),
        ("when is the daredevil finale", "daredevil"),
        ("luke cage soundtrack release date", "luke-cage"),
        ("has punisher dropped worldwide", "the-punisher"),
        ("why'd they axe iron fist man", "iron-fist"),
    ],
)
def test_what_is_said_around_a_name_makes_no_other_of_it(
    words: str, show: str, shipped: Catalogue
) -> None:
    assert {one.show for one in asked(words, shipped)} == {show}


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("when is stormglass out", "stormglass"),
        ("subscribe to copper sky", "copper sky"),
        ("unsubscribe from dune", "dune"),
        ("when is iron widow out", "iron widow"),
        ("is my second brother renewed", "my second brother"),
        ("who's in the new copper sky", "copper sky"),
        ("is loki's children cancelled", "loki's children"),
        ("カッパースカイ シーズン2 いつ", "カッパースカイ"),
        ("「銅の空」はいつ配信", "銅の空"),
        ("is tide harbour cancelled", "tide harbour"),
        ("when blue harbour", "blue harbour"),
        ("is spy x family renewed", "spy x family"),
        ("who plays batman", "batman"),
        ("is wednesday renewed", "wednesday"),
        ("wednesday season 2 release date", "wednesday"),
        ("trailer for wednesday?", "wednesday"),
        ("quand sort la saison 3 de mercredi", "mercredi"),
        ("wann kommt sturmglas", "sturmglas"),
        ("cuando sale vidrio tormenta", "vidrio tormenta"),
        ("quand sort verre gris", "verre gris"),
        ("est ce que verre gris est annulé", "verre gris"),
        ("quando esce vetro grigio", "vetro grigio"),
        ("kiedy wychodzi szary port", "szary port"),
        ("quando sai a temporada 2 de mar cinzento", "mar cinzento"),
    ],
)
def test_what_is_not_followed_is_said_by_its_name(
    words: str, name: str, shipped: Catalogue
) -> None:
    (one,) = asked(words, shipped, after="when is luke cage season 2 out")
    reply = answer_question(one, shipped, NOW)

    assert (one.intent, one.unknown) == (Intent.NOT_TRACKED, name)
    assert one.show is None
    assert name in reply.text.casefold()


@given(st.lists(STRANGE, min_size=1, max_size=3), st.sampled_from(SHAPES))
def test_no_made_up_name_is_answered_with_another_show(
    shipped: Catalogue, words: list[str], shape: str
) -> None:
    if names_of(shipped).nearest("".join(words)):
        return

    found = asked(shape.format(" ".join(words)), shipped, after="when is luke cage season 2 out")

    assert [one.show for one in found if one.show] == []


@pytest.mark.parametrize(
    "words",
    [
        "is it out yet",
        "is it out wednesday",
        "is it out on Wednesday?",
        "what day exactly",
        "is krysten ritter in it",
        "still on track?",
        "when does filming wrap",
        "whos directing",
        "is the trailer out",
        "is the second season confirmed",
        "is fliming done",
        "when will the next episode drop",
    ],
)
def test_a_follow_up_without_a_name_still_leans_on_the_talk(words: str, shipped: Catalogue) -> None:
    found = asked(words, shipped, after="when is jessica jones season 2 out")

    assert {one.show for one in found} == {"jessica-jones"}
