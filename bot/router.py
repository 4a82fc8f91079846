"""Where every command ends: whatever somebody asks or orders, whichever way, is answered here.

Each way in takes of the share of whoever comes by it, and waits until it is their turn; where
nothing is left of the share, `ShareSpentError` is raised, and nothing is done.
"""

from collections.abc import Iterable, Sequence
from contextlib import AbstractAsyncContextManager, AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from typing import assert_never

from bot.ports.audit import Audit
from bot.ports.calendars import Calendars
from bot.ports.corrections import Corrections
from bot.ports.editor_claims import EditorClaims
from bot.ports.episodes import EpisodeLog
from bot.ports.feeds import FeedReader, Feeds
from bot.ports.following import Followable
from bot.ports.journal import Clock, Journal
from bot.ports.outbox import Outbox
from bot.ports.pictures import DrawnPicture, Pictures
from bot.ports.places import Places
from bot.ports.platforms import Asked, Channels, Conversations, LookUp, Speaker, SubscriptionRequest
from bot.ports.privacy import Privacy
from bot.ports.proposals import Proposals
from bot.ports.retention import Retention
from bot.ports.scheduled_events import ScheduledEvents
from bot.ports.server_admins import ServerAdmins
from bot.ports.shares import Shares, Whom
from bot.ports.sources import Knowledge
from bot.ports.stories import Stories
from bot.ports.subscriptions import Subscriptions
from bot.ports.traits import PlatformTraits
from bot.shows_by_name import ShowsByName, ToHear
from bot.shows_while_typed import ShowsWhileTyped
from bot.verbs.answer import answer, look_up
from bot.verbs.check_channel import check_channel
from bot.verbs.choose_admins import choose_admins
from bot.verbs.draw_history import draw_history
from bot.verbs.explain_delivery import explain_delivery
from bot.verbs.forget import forget_person, forget_place
from bot.verbs.give_calendar import give_calendar
from bot.verbs.manage_feeds import manage_feeds
from bot.verbs.post_sample import post_sample
from bot.verbs.preview_channel import preview_channel
from bot.verbs.record_claims import claims_so_far, record_claim, retract_claim
from bot.verbs.remind import remind, reminders, stop_reminding
from bot.verbs.review import review
from bot.verbs.show_audit import show_audit
from bot.verbs.subscribe import (
    change_settings,
    list_subscriptions,
    pause,
    resume,
    subscribe,
    unsubscribe,
)
from bot.verbs.suggest_claims import claims_named
from bot.verbs.take_correction import take_correction
from bot.verbs.tell_following import tell_following, why_kept_at_home
from content.answers.listed_answers import LookedUp, is_about_a_name, not_found
from content.answers.look_up_offer import offer_of
from content.answers.reply import Answer, LookUpOffer, ReplyStatus, ShowChoice
from content.answers.show_found import record_named
from content.commands.acts import Act, ActKind
from content.commands.admin import (
    AdminCommand,
    CalendarAct,
    ChangeSettings,
    CheckChannel,
    ChooseAdmins,
    ExplainDelivery,
    ForgetPlace,
    GiveCalendar,
    ListSubscriptions,
    Pause,
    PostSample,
    PreviewChannel,
    Remind,
    Resume,
    ShowAudit,
    Subscribe,
    Unsubscribe,
)
from content.commands.near_verbs import unknown_verb
from content.commands.newsdesk import ClaimHistory, RecordClaim, RetractClaim
from content.commands.parse import (
    Ask,
    Command,
    ForgetMe,
    Help,
    Look,
    LookUpWords,
    ManageFeeds,
    Review,
    read_forget_me,
    show_and_season,
)
from content.commands.powers import Power, power_needed
from content.commands.replies.channel_subscriptions import no_living_here, unread_preferences
from content.commands.replies.chosen_admins import may_not
from content.commands.replies.claim_records import ClaimChoice
from content.commands.replies.own_reminders import no_season_to_remind_of
from content.commands.replies.shows_meant import which_show_to_hear_about
from content.commands.replies.verbs_unknown import no_such_verb
from content.commands.reply import CommandReply, Response
from content.commands.shares import Errand, errand_of, size_of
from content.facts.claims import ShowId
from content.language.wording import Wording, wording_for
from content.pages.addresses import PageAddresses
from content.subscriptions.destination import Destination
from content.subscriptions.living import says_living
from content.subscriptions.preferences import NOTHING_SAID, PreferencesInput
from content.subscriptions.subscription import Subscription
from content.understanding.intents import Intent
from content.understanding.question import Conversation
from content.understanding.seasons import read_season
from content.understanding.typed_shows import find_shows, is_name


@dataclass(frozen=True, slots=True, kw_only=True)
class Router:
    """The verbs that people use on one platform, with what they work on."""

    traits: PlatformTraits
    """Of the platform on which people use them."""
    platforms: Sequence[PlatformTraits]
    """Of every platform on which somebody may have said what is kept."""
    clock: Clock
    knowledge: Knowledge
    conversations: Conversations
    subscriptions: Subscriptions
    outbox: Outbox
    journal: Journal
    retention: Retention
    privacy: Privacy
    episodes: EpisodeLog
    stories: Stories
    keep_days: int
    """How long it stays known what became of a delivery that has ended."""
    corrections: Corrections
    proposals: Proposals
    editor_claims: EditorClaims
    admins: ServerAdmins
    audit: Audit
    places: Places
    calendars: Calendars
    public_url: str | None
    """Where people reach the pages and calendars of this Violet; None: nowhere."""
    default_zone: str
    """IANA zone of a countdown's hour where nobody chose one."""
    editors: frozenset[str]
    """Who may look through what people suggest: see `PlatformTraits.identity`."""
    by_name: ShowsByName
    """Shows that nobody follows yet."""
    while_typed: ShowsWhileTyped
    """Shows to choose from while a name is being typed."""
    feeds: Feeds
    feed_reader: FeedReader | None
    """None: no feed is read here."""
    shares: Shares
    """How much each may have, and who is next."""
    events: ScheduledEvents
    """Which events are kept in servers' calendars."""
    sample_wait_s: float = 8.0
    """For so long a test post is waited for."""
    followable: Followable | None = None
    """The channels that those of this platform may follow; None: there are none."""
    pictures: Pictures | None = None
    """What draws; None: nothing is drawn here."""
    pages: PageAddresses | None = None
    """Where the pages of shows are, for people; None: they have none."""

    def served(
        self, speaker: Speaker, errand: Errand, *, size: int = 0
    ) -> AbstractAsyncContextManager[None]:
        """Wait until it is the turn of *speaker*, who may have so much; the operator always may.

        Raises:
            ShareSpentError: they have had theirs.
        """
        if self.traits.is_the_operators:
            return nullcontext()
        return self.shares.served(self._whom(speaker), errand, size=size)

    def hears_nothing(self, speaker: Speaker) -> bool:
        """Whether whatever *speaker* asks is in vain for now, and they were told so."""
        if self.traits.is_the_operators:
            return False
        return self.shares.hears_nothing(self._whom(speaker), Errand.QUESTION)

    def charged(self, speaker: Speaker, command: Command) -> AbstractContextManager[None]:
        """Take of the share of *speaker* what *command* costs, and nothing more for it within.

        For what a platform does before it comes here: who is refused something, or is shown a form,
        has had it as well.

        Raises:
            ShareSpentError: they have had theirs.
        """
        if self.traits.is_the_operators:
            return nullcontext()
        return self.shares.charged(self._whom(speaker), errand_of(command), size=size_of(command))

    def _whom(self, speaker: Speaker) -> Whom:
        here = speaker.destination
        # Direct messages are no community: nobody there has anything to do with another.
        community = f"in {here.platform}:{here.workspace}" if here.workspace else ""
        return Whom(self.traits.identity(here, speaker.person), community)

    async def handle(
        self,
        command: Command,
        speaker: Speaker,
        channels: Channels,
        *,
        destination: Destination | None = None,
        message: str | None = None,
    ) -> Response:
        """Return what is said back to a command; the caller knows who may give which.

        What an admin wants is for *destination*, or with None for where the speaker is. *message*
        is the platform's own id of what was typed.
        """
        async with self.served(speaker, errand_of(command), size=size_of(command)):
            return await self._handle(command, speaker, channels, destination, message)

    async def _handle(
        self,
        command: Command,
        speaker: Speaker,
        channels: Channels,
        destination: Destination | None,
        message: str | None,
    ) -> Response:
        match command:
            case Help():
                return await self.look_up(LookUp(intent=Intent.HELP, speaker=speaker))
            case Ask(words=words):
                return await self._asked_or_mistyped(words, speaker, message)
            case Look():
                return await self._look(command, speaker, message)
            case LookUpWords(words=words):
                return await self.look_up_words(words, speaker, message=message)
            case Remind():
                return await self.remind(command, speaker)
            case ForgetMe(language=language):
                return await self.forget_me(speaker, language=language)
            case Review():
                return await self.review(command, speaker)
            case ManageFeeds():
                return await self.manage_feeds(command, speaker)
            case RecordClaim() | RetractClaim() | ClaimHistory():
                return await self.record(command, speaker)
            case _:
                return await self.handle_admin(
                    command, destination or speaker.destination, channels, by=speaker
                )

    async def _asked_or_mistyped(
        self, words: str, speaker: Speaker, message: str | None
    ) -> Response:
        """Return the answer to a question, or which verb may be meant where it begins with none."""
        unknown = unknown_verb(words)
        if unknown and not find_shows(words.partition(" ")[2], self.knowledge.catalogue):
            return no_such_verb(unknown, speaker.wording)
        return await self.ask(words, speaker, message=message)

    async def handle_admin(
        self,
        command: AdminCommand,
        destination: Destination,
        channels: Channels,
        *,
        by: Speaker,
        place: str | None = None,
    ) -> CommandReply:
        """Carry out what *by* wants for *destination*, and return how it stands then.

        Whether *by* may is looked at here, whichever way the wish came: see `Channels.why_not`.
        *place* is what that is called; None: it is where *by* is.
        """
        async with self.served(by, Errand.ORDER):
            said = await self._handle_admin(command, destination, channels, by)
            said = await tell_following(
                said,
                command,
                destination,
                subscriptions=self.subscriptions,
                followable=self.followable,
                channels=channels,
                knowledge=self.knowledge,
                wording=by.wording,
            )
            return said.about_place(place)

    async def _handle_admin(
        self, command: AdminCommand, destination: Destination, channels: Channels, by: Speaker
    ) -> CommandReply:
        refusal = await self.refusal(command, destination, channels, by=by)
        if isinstance(command, ShowAudit):
            is_editor = self._is_editor(by)
            if refusal is not None and not is_editor:
                return refusal
            return await show_audit(
                destination if refusal is None else None,
                audit=self.audit,
                knowledge=self.knowledge,
                newsdesk=is_editor,
                wording=by.wording,
            )
        if refusal is not None:
            return refusal

        match command:
            case ListSubscriptions():
                return await list_subscriptions(
                    destination,
                    knowledge=self.knowledge,
                    subscriptions=self.subscriptions,
                    wording=by.wording,
                )
            case PreviewChannel() | ExplainDelivery() | CheckChannel():
                return await self._look_into(command, destination, channels, by.wording)
            case ChooseAdmins():
                server = replace(destination, channel="", thread="", person="")
                return await choose_admins(
                    command,
                    server,
                    act=self._act(ActKind.ADMINS_CHOSEN, server, by),
                    admins=self.admins,
                    channels=channels,
                    wording=by.wording,
                )
            case ForgetPlace() | GiveCalendar():
                return await self._of_the_place(command, destination, by)
        untold = await self._untold(command, destination, channels, by)
        if untold is not None:
            return untold
        if isinstance(command, PostSample):
            return await self._post_sample(command, destination, channels, by)
        said = await self._change(command, destination, by)
        await self.places.remember([channels.shown(destination)])
        return said

    async def _untold(
        self,
        command: Subscribe | ChangeSettings | Unsubscribe | Pause | Resume | PostSample,
        destination: Destination,
        channels: Channels,
        by: Speaker,
    ) -> CommandReply | None:
        """Return why nothing is to be changed there; None: *command* can be carried out.

        Whether anything can be told there matters only where *command* has more told.
        """
        kept = await why_kept_at_home(destination, self.followable, by.wording)
        if kept is not None:
            return kept
        is_less = isinstance(command, Unsubscribe | Pause)
        if is_less or power_needed(command) is Power.LOOK:
            return None
        untold = await channels.why_untold(destination, by.wording)
        return may_not(untold, by.wording) if untold else None

    async def _post_sample(
        self, command: PostSample, destination: Destination, channels: Channels, by: Speaker
    ) -> CommandReply:
        async with self.shares.aside():  # it is waited for, and nobody shall wait with it
            return await post_sample(
                command,
                destination,
                act=self._act(ActKind.SAMPLED, destination, by),
                clock=self.clock,
                knowledge=self.knowledge,
                subscriptions=self.subscriptions,
                outbox=self.outbox,
                channels=channels,
                wait_s=self.sample_wait_s,
                wording=by.wording,
            )

    async def _of_the_place(
        self, command: ForgetPlace | GiveCalendar, destination: Destination, by: Speaker
    ) -> CommandReply:
        """Do with what is kept of the destination, whatever that is, what is wanted."""
        if isinstance(command, ForgetPlace):
            return await forget_place(
                command,
                destination,
                clock=self.clock,
                privacy=self.privacy,
                wording=by.wording,
            )
        is_over = command.act is CalendarAct.STOP
        kind = ActKind.CALENDAR_STOPPED if is_over else ActKind.CALENDAR_GIVEN
        return await give_calendar(
            command.act,
            destination,
            act=self._act(kind, destination, by),
            calendars=self.calendars,
            subscriptions=self.subscriptions,
            public_url=self.public_url,
            wording=by.wording,
        )

    async def _change(
        self,
        command: Subscribe | ChangeSettings | Unsubscribe | Pause | Resume,
        destination: Destination,
        by: Speaker,
    ) -> CommandReply:
        """Change what the destination hears, and keep who did."""
        match command:
            case Subscribe(preferences=typed) | ChangeSettings(preferences=typed) if (
                says_living(typed) and not self.traits.keeps_living
            ):
                return no_living_here(self.traits.name, by.wording)
            case Subscribe(show=None):
                return which_show_to_hear_about(by.wording)
            case Subscribe(preferences=typed):
                act = self._act(ActKind.SUBSCRIBED, destination, by, typed)
                return await self._subscribe(command, destination, by, act)
            case ChangeSettings(show=show, preferences=typed):
                return await change_settings(
                    _request(destination, by, show, typed),
                    act=self._act(ActKind.CHANGED, destination, by, typed),
                    clock=self.clock,
                    knowledge=self.knowledge,
                    subscriptions=self.subscriptions,
                    wording=by.wording,
                )
            case Unsubscribe(show=show):
                return await unsubscribe(
                    destination,
                    show,
                    act=self._act(ActKind.UNSUBSCRIBED, destination, by),
                    knowledge=self.knowledge,
                    subscriptions=self.subscriptions,
                    wording=by.wording,
                )
            case Pause(show=show):
                return await pause(
                    destination,
                    show,
                    act=self._act(ActKind.PAUSED, destination, by),
                    clock=self.clock,
                    knowledge=self.knowledge,
                    subscriptions=self.subscriptions,
                    wording=by.wording,
                )
            case Resume(show=show):
                return await resume(
                    destination,
                    show,
                    act=self._act(ActKind.RESUMED, destination, by),
                    knowledge=self.knowledge,
                    subscriptions=self.subscriptions,
                    wording=by.wording,
                )
            case _:
                assert_never(command)

    def _act(
        self,
        kind: ActKind,
        destination: Destination,
        by: Speaker,
        typed: PreferencesInput = NOTHING_SAID,
    ) -> Act:
        return Act(
            kind=kind,
            by=self.traits.identity(by.destination, by.person),
            at=self.clock.now(),
            destination=destination,
            detail="; ".join(f"{name} {text}" for name, text in typed.items()),
        )

    async def refusal(
        self, command: AdminCommand, destination: Destination, channels: Channels, *, by: Speaker
    ) -> CommandReply | None:
        """Return why *by* may not have that done there, as things stand now; None: may."""
        async with self.served(by, Errand.ORDER):
            choice = await self.admins.of(destination)
            why = await channels.why_not(power_needed(command), by, destination, choice)
            return may_not(why, by.wording) if why else None

    def _is_editor(self, speaker: Speaker) -> bool:
        who = self.traits.identity(speaker.destination, speaker.person)
        return self.traits.is_the_operators or who in self.editors

    async def _subscribe(
        self, wanted: Subscribe, destination: Destination, by: Speaker, act: Act
    ) -> CommandReply:
        """Subscribe to the show, which is followed from now on if it was not."""
        unread = unread_preferences(wanted.preferences, by.wording)
        if unread:
            return unread
        heard = await self.by_name.to_hear(
            wanted.show, by, destination, self.traits, "updates subscribe"
        )
        if isinstance(heard, CommandReply):
            is_all = destination == by.destination and not wanted.preferences
            return heard if is_all else replace(heard, chooses_for=None)
        said = await subscribe(
            _request(destination, by, heard.show, wanted.preferences),
            act=act,
            clock=self.clock,
            knowledge=heard.knowledge,
            subscriptions=self.subscriptions,
            default_zone=by.zone or self.default_zone,
            wording=by.wording,
        )
        if heard.show and said.status is ReplyStatus.DONE:
            await self.by_name.join(heard.show, by, destination, self.traits)
        return _linked(said, heard)

    async def _look_into(
        self,
        command: PreviewChannel | ExplainDelivery | CheckChannel,
        destination: Destination,
        channels: Channels,
        wording: Wording,
    ) -> CommandReply:
        """Return what changes nothing."""
        match command:
            case PreviewChannel(show=show):
                return await preview_channel(
                    destination,
                    show,
                    clock=self.clock,
                    knowledge=self.knowledge,
                    subscriptions=self.subscriptions,
                    episodes=self.episodes,
                    stories=self.stories,
                    default_zone=self.default_zone,
                    wording=wording,
                )
            case ExplainDelivery(words=words):
                return await explain_delivery(
                    destination,
                    words,
                    knowledge=self.knowledge,
                    subscriptions=self.subscriptions,
                    outbox=self.outbox,
                    journal=self.journal,
                    retention=self.retention,
                    keep_days=self.keep_days,
                    channels=channels,
                    followable=self.followable,
                    wording=wording,
                )
            case CheckChannel():
                return await check_channel(
                    destination,
                    events=self.events,
                    clock=self.clock,
                    knowledge=self.knowledge,
                    subscriptions=self.subscriptions,
                    outbox=self.outbox,
                    channels=channels,
                    default_zone=self.default_zone,
                    wording=wording,
                )

    async def remind(self, wanted: Remind, speaker: Speaker) -> CommandReply:
        """Remind whoever speaks, or no more, or say of what."""
        async with self.served(speaker, Errand.REMINDER):
            return await self._remind(wanted, speaker)

    async def _remind(self, wanted: Remind, speaker: Speaker) -> CommandReply:
        if await self._is_numbered(wanted, speaker):
            wanted = replace(wanted, show=wanted.numbered, season=None)
        to = self.traits.directly_to(speaker.destination, speaker.person)
        if wanted.stop:
            return await stop_reminding(
                speaker,
                wanted.show,
                to=to,
                knowledge=self.knowledge,
                subscriptions=self.subscriptions,
            )
        if wanted.show is None:
            return await reminders(
                speaker, to=to, knowledge=self.knowledge, subscriptions=self.subscriptions
            )
        if wanted.season and read_season(wanted.season) is None:
            return no_season_to_remind_of(speaker.wording)
        heard = await self.by_name.to_hear(
            wanted.show, speaker, to, self.traits, "remind", season=wanted.season
        )
        if isinstance(heard, CommandReply):
            return heard
        said = await remind(
            speaker,
            heard.show or wanted.show,
            wanted.season,
            to=to,
            clock=self.clock,
            knowledge=heard.knowledge,
            subscriptions=self.subscriptions,
            places=self.places,
            default_zone=self.default_zone,
            says_zone=self.traits.knows_zones,
        )
        return _linked(said, heard)

    async def review(self, wanted: Review, speaker: Speaker) -> CommandReply:
        """Show an editor what waits, or do with one of it what is wanted; refuse anybody else."""
        async with self.served(speaker, Errand.DESK):
            return await review(
                wanted,
                speaker,
                traits=self.traits,
                platforms=self.platforms,
                editors=self.editors,
                clock=self.clock,
                knowledge=self.knowledge,
                corrections=self.corrections,
                proposals=self.proposals,
                editor_claims=self.editor_claims,
                subscriptions=self.subscriptions,
            )

    async def manage_feeds(self, wanted: ManageFeeds, speaker: Speaker) -> CommandReply:
        """Show an editor the feeds that are read, or change one; refuse anybody else."""
        # A feed that is slow is waited for.
        async with self.served(speaker, Errand.FEED), self.shares.aside():
            return await manage_feeds(
                wanted,
                speaker,
                traits=self.traits,
                editors=self.editors,
                clock=self.clock,
                feeds=self.feeds,
                reader=self.feed_reader,
            )

    async def record(
        self, wanted: RecordClaim | RetractClaim | ClaimHistory, speaker: Speaker
    ) -> CommandReply:
        """Record for an editor what is claimed, take it back or show it; refuse anybody else."""
        async with self.served(speaker, Errand.DESK):
            return await self._record(wanted, speaker)

    async def _record(
        self, wanted: RecordClaim | RetractClaim | ClaimHistory, speaker: Speaker
    ) -> CommandReply:
        if isinstance(wanted, ClaimHistory):
            return await claims_so_far(
                wanted,
                speaker,
                traits=self.traits,
                editors=self.editors,
                knowledge=self.knowledge,
                editor_claims=self.editor_claims,
                proposals=self.proposals,
            )
        if isinstance(wanted, RetractClaim):
            return await retract_claim(
                wanted,
                speaker,
                traits=self.traits,
                editors=self.editors,
                clock=self.clock,
                knowledge=self.knowledge,
                editor_claims=self.editor_claims,
                subscriptions=self.subscriptions,
            )
        return await record_claim(
            wanted,
            speaker,
            traits=self.traits,
            editors=self.editors,
            clock=self.clock,
            knowledge=self.knowledge,
            editor_claims=self.editor_claims,
            proposals=self.proposals,
            subscriptions=self.subscriptions,
        )

    async def claims_named(
        self, typed: str, speaker: Speaker, *, most: int
    ) -> Sequence[ClaimChoice]:
        """Return the claims that an editor may mean while typing the id of one."""
        async with self.served(speaker, Errand.KEYSTROKE):
            return await claims_named(
                typed,
                speaker,
                traits=self.traits,
                editors=self.editors,
                knowledge=self.knowledge,
                editor_claims=self.editor_claims,
                most=most,
            )

    async def shows_typed(self, typed: str, speaker: Speaker) -> Sequence[ShowChoice]:
        """Return the shows, known or listed, that what somebody is typing may become."""
        async with self.served(speaker, Errand.KEYSTROKE):
            return await self.while_typed.offered(typed, speaker, self.traits)

    async def ask(self, words: str, speaker: Speaker, *, message: str | None = None) -> Answer:
        """Return the answer to a question in words; the channel's own show is its context.

        A show that nobody follows is offered to be looked up. What the words correct is put before
        the editors: a *message*, which is the platform's own id of it, once.
        """
        async with self.served(speaker, Errand.QUESTION, size=len(words)):
            forgets = read_forget_me(words)
            if forgets is not None:
                return await self.forget_me(speaker, language=forgets.language)
            asked = await self._asked(words, speaker, message)
            said = await self._answer(asked, self.by_name.recalled(speaker))
            return await take_correction(
                asked, said, clock=self.clock, corrections=self.corrections
            )

    async def go_on_in(self, speaker: Speaker, thread: str) -> None:
        """Let what *speaker* was told be leant on in *thread* as well.

        Raises:
            StorageError: it cannot be.
        """
        now, there = self.clock.now(), replace(speaker.destination, thread=thread)
        told = await self.conversations.recall(speaker, now=now)
        if told != Conversation():  # of whoever has just been forgotten nothing is kept
            await self.conversations.remember(replace(speaker, destination=there), told, now=now)
        self.by_name.go_on(speaker, replace(speaker, destination=there))

    async def forget_me(self, speaker: Speaker, *, language: str | None = None) -> Answer:
        """Delete all that is kept of whoever speaks, and say what that was.

        It is said in *language*; None: in the one that the speaker reads.
        """
        async with self.served(speaker, Errand.REMINDER):
            return await forget_person(
                speaker,
                traits=self.traits,
                editors=self.editors,
                clock=self.clock,
                privacy=self.privacy,
                wording=wording_for(language) if language else speaker.wording,
            )

    async def leave(self, workspace: str) -> None:
        """Note that Violet was removed from a server, all of which goes after a month."""
        await self.privacy.leave(self.traits.id, workspace, now=self.clock.now())

    async def present_in(self, workspaces: Iterable[str]) -> None:
        """Note where Violet is: what was missed while nobody listened."""
        await self.privacy.present_in(self.traits.id, workspaces, now=self.clock.now())

    async def come_back(self, workspace: str) -> None:
        """Note that Violet is in a server; where she was not, take up what was told nothing."""
        if await self.privacy.has_left(self.traits.id, workspace):
            await self.subscriptions.lift_all(self.traits.id, workspace, now=self.clock.now())
            await self.privacy.come_back(self.traits.id, workspace)

    async def take_offer(
        self, offer: LookUpOffer, speaker: Speaker, *, language: str | None = None
    ) -> Answer:
        """Return the answer about the very show that was offered to be looked up.

        It is in the *language* of the question; None: in the one that the speaker reads.
        """
        wanted = LookUp(
            intent=offer.intent,
            speaker=speaker,
            show=offer.name,
            season=offer.season,
            language=language,
        )
        return await self.look_up(wanted, exactly=True)

    async def look_up(self, wanted: LookUp, *, exactly: bool = False) -> Answer:
        """Return the answer to a question put through a command's options.

        A show that nobody follows is looked up. A name that is a slip of a known one means that
        show, unless it is meant *exactly*; the other one is offered.
        """
        async with self.served(wanted.speaker, Errand.QUESTION):
            return await self._look_up(wanted, exactly=exactly)

    async def _look_up(self, wanted: LookUp, *, exactly: bool) -> Answer:
        stood = await self.subscriptions.of(wanted.speaker.destination)
        wanted = replace(wanted, zone=_own_zone(stood))
        looked_up, offer = None, None
        if wanted.show:
            found = await self.by_name.find(
                wanted.show, wanted.speaker, self.traits, exactly=exactly
            )
            said = not_found(
                wanted.show,
                found,
                intent=wanted.intent,
                source=self.by_name.source,
                language=wanted.wording.language,
                season=wanted.season,
            )
            if said and wanted.since:  # a choice could not hold it
                said = replace(said, choices=())
            if said:
                return Answer(question="", replies=(said,))
            looked_up = self.by_name.looked_up(found, wanted.show, wanted.speaker)
            if found.known and not self._is_a_show(wanted.show) and self.by_name.is_on:
                offer = offer_of(wanted.show, wanted.intent, wanted.season)
            if len(found.known) == 1:
                wanted = replace(wanted, show=found.known[0])
        answered = await look_up(
            wanted,
            clock=self.clock,
            knowledge=self.knowledge,
            conversations=self.conversations,
            looked_up=looked_up,
        )
        *before, last = answered.replies
        return self._with_pages(replace(answered, replies=(*before, replace(last, offer=offer))))

    async def show_history(self, wanted: LookUp) -> tuple[Answer, DrawnPicture | None]:
        """Return the answer to *wanted*, and what can be seen of it; None: nothing can."""
        answer = await self.look_up(wanted)
        drawn = draw_history(
            answer, clock=self.clock, knowledge=self.knowledge, pictures=self.pictures
        )
        return answer, await drawn

    async def look_up_words(
        self, words: str, speaker: Speaker, *, message: str | None = None
    ) -> Answer:
        """Return the answer to a question in words, in which one unknown show is looked up.

        Words that are no question are the name of a show.
        """
        async with self.served(speaker, Errand.QUESTION, size=len(words)):
            return await self._look_up_words(words, speaker, message)

    async def _look_up_words(self, words: str, speaker: Speaker, message: str | None) -> Answer:
        show, season = show_and_season(words)
        wanted = LookUp(intent=Intent.RELEASE_DATE, speaker=speaker, show=show, season=season)
        if show and not self._is_a_show(show) and find_shows(show, self.knowledge.catalogue):
            return await self.look_up(wanted, exactly=True)
        said = await self.ask(words, speaker, message=message)
        offer = next((one.offer for one in said.replies if one.offer), None)
        if offer is None:
            if said.replies and not _asks_which(said):
                return said
            return await self.look_up(wanted)
        found = await self.by_name.find(offer.name, speaker, self.traits)
        looked_up = self.by_name.looked_up(found, offer.name, speaker)
        if looked_up and len(said.replies) == 1:
            again = await self._answer(await self._asked(words, speaker, message), looked_up)
            if all(one.show == looked_up.show.id for one in again.replies):
                return again
        answered = await self.take_offer(offer, speaker, language=said.language)
        return replace(
            said,
            replies=tuple(
                own
                for one in said.replies
                for own in (answered.replies if one.offer == offer else (one,))
            ),
        )

    async def _asked(self, words: str, speaker: Speaker, message: str | None) -> Asked:
        at = self.clock.now()
        stood = await self.subscriptions.of(speaker.destination)
        return Asked(
            words=words,
            speaker=speaker,
            show=_own_show(stood),
            zone=_own_zone(stood),
            message=message,
            at=at,
        )

    async def _answer(self, asked: Asked, looked_up: LookedUp | None) -> Answer:
        said = await answer(
            asked,
            clock=self.clock,
            knowledge=self.knowledge,
            conversations=self.conversations,
            looked_up=looked_up,
            recent=self.by_name.recent,
            offers=self.by_name.is_on,
        )
        return self._with_pages(said)

    def _with_pages(self, said: Answer) -> Answer:
        return self.pages.linked(said, self.knowledge.catalogue) if self.pages else said

    async def _look(self, wanted: Look, speaker: Speaker, message: str | None) -> Answer:
        """Answer the verb; where what follows it is no show's name, it may be a sentence."""
        is_numbered = await self._is_numbered(wanted, speaker)
        if is_numbered:
            wanted = replace(wanted, show=wanted.numbered, season=None)
        if wanted.show and not is_numbered and not self._is_a_show(wanted.show):
            said = await self.ask(wanted.words, speaker, message=message)
            if not said.silent and not (
                self.by_name.is_on and is_about_a_name(wanted.show, said.replies)
            ):
                return said
        return await self.look_up(
            LookUp(
                intent=wanted.intent,
                speaker=speaker,
                show=wanted.show,
                season=wanted.season,
                since=wanted.since,
            )
        )

    async def _is_numbered(self, wanted: Look | Remind, speaker: Speaker) -> bool:
        """Whether the number behind a name is of the name, and no season: "babylon 5", "24".

        What is known here by either name needs no call.
        """
        name = wanted.numbered
        if name is None:
            return False
        if self._is_a_show(name):
            return True
        is_known = wanted.show and find_shows(wanted.show, self.knowledge.catalogue)
        if is_known or not self.by_name.is_on:
            return False
        found = await self.by_name.find(name, speaker, self.traits, exactly=True)
        several = found.choices is not None and found.choices.is_their_name
        return bool(found.known or found.record or several)

    def _is_a_show(self, typed: str) -> bool:
        return is_name(typed, self.knowledge.catalogue) or record_named(typed) is not None


def _linked(said: CommandReply, heard: ToHear) -> CommandReply:
    """Return what is *said* with the page of the record that it follows from."""
    if heard.page is None or any(one.url == heard.page.url for one in said.sources):
        return said
    return replace(said, links=(*said.links, heard.page))


def _asks_which(said: Answer) -> bool:
    """Whether all that is said back is which show is meant."""
    return all(one.status is ReplyStatus.AMBIGUOUS and one.show is None for one in said.replies)


def _own_show(stood: Iterable[Subscription]) -> ShowId | None:
    """The one show that the channel follows; None where it follows none, or several."""
    shows = {one.show for one in stood}
    return shows.pop() if len(shows) == 1 else None


def _own_zone(stood: Iterable[Subscription]) -> str | None:
    """The zone in which the channel is told things; UTC is what it is where nobody chose one."""
    zones = {one.preferences.zone for one in stood} - {"UTC"}
    return zones.pop() if len(zones) == 1 else None


def _request(
    destination: Destination, by: Speaker, show: str | None, preferences: PreferencesInput
) -> SubscriptionRequest:
    return SubscriptionRequest(
        destination=destination, by=by.person, show=show, preferences=preferences
    )
