"""What commands and their arguments are for, where a platform lists them; a line each.

Discord has at most 100 characters for each:
https://docs.discord.com/developers/interactions/application-commands
"""

from typing import Final

from content.facts.claims import Season
from content.language.wording import ENGLISH, Wording, phrase

COMMANDS: Final = {
    "when": phrase("The release date, or what is known of it"),
    "filming": phrase("Whether filming has started, where, and whether it is over"),
    "countdown": phrase("The days left, or the honest range"),
    "history": phrase("How the date moved, and who said so"),
    "news": phrase("The latest changes, with their sources"),
    "upcoming": phrase("Everything that has a date, soonest first"),
    "ask": phrase("Ask anything about the shows, follow-ups included"),
    "help": phrase("What you can ask me, and how"),
    "remind": phrase("A direct message to you when a show's date is known, and before it is out"),
    "forget": phrase("Have what is kept of you deleted"),
    "forget me": phrase("Delete your reminders, corrections and whatever else is kept of you, now"),
    "updates": phrase("What a channel hears"),
    "updates subscribe": phrase("Tell a channel what changes, and count down to premieres"),
    "updates settings": phrase("How a channel hears its news; with options, change it"),
    "updates unsubscribe": phrase("Tell a channel no more, of one show or of all"),
    "updates pause": phrase("Tell a channel nothing for a while, of one show or of all"),
    "updates resume": phrase("Tell a channel again what was paused"),
    "updates list": phrase("What a channel hears"),
    "updates preview": phrase("What a channel will be told, and how news looks there"),
    "updates test": phrase("Post a test in a channel, and say whether it arrived"),
    "updates why": phrase("Why a channel did or did not get a piece of news"),
    "updates doctor": phrase("Whether I can post in a channel, and how to mend it if not"),
    "updates forget": phrase("Delete all that is kept of a channel, or of the whole server"),
    "updates audit": phrase("Who changed what a channel hears, and when"),
    "updates admins": phrase("Which role may choose what channels hear; with an option, change it"),
    "newsdesk": phrase("What waits for the editors, and the feeds of news that are read"),
    "newsdesk review": phrase(
        "Corrections and proposals that wait for an editor, the oldest first"
    ),
    "newsdesk feeds": phrase("The feeds of news that are read; with an option, change them"),
    "newsdesk record": phrase("Record what a page claims of a show; first shown how it reads"),
    "newsdesk retract": phrase("Take a claim back, with the reason"),
    "newsdesk history": phrase("The claims about a show, with their ids and who recorded them"),
}
"""By the words that begin it."""

SHOW: Final = phrase("Which show")
SHOW_OR_EVERY: Final = phrase("Which show, or every show")
SHOW_OR_ALL: Final = phrase("Which show; every one, unless you choose")
SHOW_OR_REMINDERS: Final = phrase("Which show; what you are reminded of, unless you choose")
SEASON: Final = phrase("A number, or: next, last, special, series")
SINCE: Final = phrase("A day such as 2018-03-01, or: last week, march 2018")
QUESTION: Final = phrase("In your own words")
STOP: Final = phrase("Remind me no more of it")
CHANNEL: Final = phrase("This channel, unless you choose another")
EVERYTHING: Final = phrase("All channels of this server, and not the one alone")
CONFIRM_FORGETTING: Final = phrase("Delete it; otherwise you only see how much there is")
ADMIN_ROLE: Final = phrase("Whoever has it may choose what this server's channels hear")
NO_ADMIN_ROLE: Final = phrase("No role may any more; only those who may manage the server")
TEST_MENTIONS: Final = phrase("Mention whom such news there mentions; nobody, unless you choose")
NEWS: Final = phrase("A show, or some words of the news")
DONE: Final = phrase("The number of one that you have looked into; it waits no more")
ACCEPT: Final = phrase("The number of a proposal that is right; it is claimed from now on")
REJECT: Final = phrase("The number of a proposal that is wrong, or of no use")
AMEND: Final = phrase("The number of a proposal that is to read otherwise before it is decided")
DRAFT: Final = phrase("The number of a correction of which a proposal is to be made")
REJECTED_WHY: Final = phrase("Why a proposal is rejected; it is kept with the decision")
KIND: Final = phrase("What is claimed: release-date, renewal, filming-start …")
CLAIM_URL: Final = phrase("The address of the page that says so")
CLAIM_SEASON: Final = phrase("A number, special, film or series")
CLAIM_VALUE: Final = phrase(
    "The day, the number or the words; days such as 14 June 2019, or early 2019"
)
CLAIM_STANCE: Final = phrase("How the page says it; reported, unless you choose")
PUBLISHER: Final = phrase("The name of the page; its address, unless you write it")
REPORTED: Final = phrase("The day on which the page appeared; today, unless you write it")
AUTHORITY: Final = phrase("Whose word it is; an outlet's, unless you choose")
CLAIMANT: Final = phrase("Who said it to the page")
MARKET: Final = phrase("The one country that it holds for, such as DE")
DETAIL: Final = phrase("What narrows it: a role, or episodes")
SAYS: Final = phrase("What the page says, in your own words, as half a sentence")
CONFIRM: Final = phrase("Record it; otherwise you only see how it reads")
CLAIM_ID: Final = phrase("The id of the claim, as its history shows it")
REASON: Final = phrase("Why it is taken back")

ADD_FEED: Final = phrase("The address of a feed, or of a page that has one; it is read from now on")
PAUSE_FEED: Final = phrase("The number of a feed that is to be asked no more for a while")
RESUME_FEED: Final = phrase("The number of a feed that is to be asked again")
REMOVE_FEED: Final = phrase("The number of a feed that is to be read no more")

EVERY_SHOW: Final = phrase("Every show")
"""One of the shows that can be chosen."""
REMIND_ME: Final = phrase("Remind me")
"""A button below an answer."""
LOOK_IT_UP: Final = phrase("Look it up")
"""A button below the answer that a show is not followed."""
FORGET_ME: Final = phrase("Delete all of it")
"""A button below the answer what is kept of somebody."""
FOLLOW_HERE: Final = phrase("Follow here")
"""A button below what was looked up, for those who manage the channel."""

SOURCES: Final = phrase("Sources")
"""A button below an answer that somebody stands behind."""
HISTORY: Final = phrase("History")
"""A button below an answer about a date."""

_NAMED_SEASONS: Final = {
    "next": phrase("The next season"),
    "last": phrase("The last season so far"),
    "special": phrase("The special"),
    "film": phrase("The film"),
    "series": phrase("The series"),
}


def season_choice(season: Season | str, wording: Wording = ENGLISH) -> str:
    """Return what one of a show's seasons, or the next or last, is called as a choice."""
    if isinstance(season, int):
        return wording.say("Season {number}", number=season)
    return wording.say(_NAMED_SEASONS[season])
