import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.slack.markup import LONGEST_QUESTION, words_of
from content.commands.admin import ListSubscriptions, Subscribe, Unsubscribe
from content.commands.parse import Ask, Command, Help, Look, read_command
from content.subscriptions.preferences import PreferencesInput
from content.understanding.intents import Intent


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("", Help()),
        ("  help ", Help()),
        ("ask", Help()),
        ("ask who plays Trish?", Ask("who plays Trish?")),
        ("when will it be out", Look(Intent.RELEASE_DATE, "when will it be out", "will it be out")),
        ("is it filming?", Ask("is it filming?")),
        ("updates", ListSubscriptions()),
        ("updates list", ListSubscriptions()),
        ("updates on daredevil", Ask("updates on daredevil")),
        ("updates subscribe", Subscribe(None)),
        ("updates subscribe Jessica Jones", Subscribe("Jessica Jones")),
        (
            "updates subscribe jessica jones in Europe/Berlin at 18",
            Subscribe("jessica jones", PreferencesInput(zone="Europe/Berlin", hour="18")),
        ),
        (
            "updates subscribe at 9:00 in UTC",
            Subscribe(None, PreferencesInput(zone="UTC", hour="9:00")),
        ),
        ("updates unsubscribe", Unsubscribe(None)),
        ("UPDATES Unsubscribe loki", Unsubscribe("loki")),
    ],
)
def test_words_behind_the_command_are_a_verb_or_else_a_question(
    typed: str, wanted: Command
) -> None:
    assert read_command(words_of(typed)) == wanted


@pytest.mark.parametrize(
    ("typed", "show", "season", "since"),
    [
        ("when jessica jones", "jessica jones", None, None),
        ("When Jessica Jones season 2", "Jessica Jones", "2", None),
        ("when jessica jones s2", "jessica jones", "2", None),
        ("when jessica jones, season two", "jessica jones", "two", None),
        ("when jessica jones 3", "jessica jones", "3", None),
        ("when the next season", None, "next", None),
        ("when loki latest season", "loki", "last", None),
        ("when the punisher special", "the punisher special", None, None),
        ("when", None, None, None),
        ("news since last week", None, None, "last week"),
        ("news loki season 2 since march 2018", "loki", "2", "march 2018"),
        ("history loki since 2018", "loki since 2018", None, None),
    ],
)
def test_a_verb_takes_a_show_a_season_and_for_news_a_beginning(
    typed: str, show: str | None, season: str | None, since: str | None
) -> None:
    read = read_command(words_of(typed))

    assert isinstance(read, Look)
    assert (read.show, read.season, read.since) == (show, season, since)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("<@U0VIOLET01> when?", "when?"),
        ("<@U0VIOLET01>: when?", "when?"),
        ("hey <@U0VIOLET01|violet>, when?", "hey , when?"),
        ("<@U0VIOLET01>", ""),
        ("ask <@U0FAN00001|fan> in <#C0GENERAL1|general>", "ask fan in #general"),
        ("<!here> <!subteam^S1|@cast> go", "@cast go"),
        (
            "see <https://example.org/a|the page> or <https://b.org>",
            "see the page or https://b.org",
        ),
        ("Cloak &amp; Dagger &lt;3 &amp;lt;", "Cloak & Dagger <3 &lt;"),
        ("a < b", "a < b"),
    ],
)
def test_a_message_is_read_without_slacks_markup(written: str, read: str) -> None:
    assert words_of(written, bot_user="U0VIOLET01") == read


def test_a_message_of_ten_thousand_characters_is_bounded() -> None:
    assert len(words_of("when " * 2000)) <= LONGEST_QUESTION


@given(st.text(max_size=200))
def test_no_words_break_the_reading(typed: str) -> None:
    assert read_command(words_of(typed)) is not None
    assert len(words_of(f"<@U0VIOLET01> {typed}", bot_user="U0VIOLET01")) <= LONGEST_QUESTION
