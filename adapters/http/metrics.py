"""What Prometheus is told: few labels, none of which grows with channels or people.

https://prometheus.io/docs/practices/naming/
"""

import platform as machine
from collections import Counter as Counts
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from typing import Final, assert_never

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from bot.ports.leadership import Backlog, Leadership, roles_on
from bot.ports.listings import SourceReport
from bot.ports.traits import PlatformTraits
from content.articles.feed import Feed, FeedState
from content.subscriptions.destination import Platform
from content.subscriptions.outcomes import Delivered, Outcome, Refusal, Rejected, Unknown

_OUTCOMES: Final[Mapping[type[Outcome], str]] = {
    Delivered: "delivered",
    Rejected: "rejected",
    Unknown: "unknown",
}
_SECONDS: Final = (0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0)
_OF_A_SOURCE: Final = {
    "good": "1 where it answers and is taken in.",
    "answer_age_seconds": "Age of its last good answer.",
    "followed": "Shows that are followed in it.",
    "due": "Of these, how many are to be read by now.",
    "calls": "Calls it was asked, ever.",
    "claims": "Claims made because of it, ever.",
}
"""What is shown of each source of listings."""


class Metrics:
    """The port `Meter`, and everything else that is shown to Prometheus."""

    def __init__(
        self, platforms: Sequence[PlatformTraits], *, parts: Mapping[Platform, str] | None = None
    ) -> None:
        """*parts* names whom this process answers, where several share that out."""
        self._platforms = platforms
        self._parts = parts or {}
        # One of its own: the library's holds whatever other libraries put into it.
        self._registry = registry = CollectorRegistry()
        self._tries = Counter(
            "violet_deliveries",
            "Tries to tell something, by how they ended.",
            ("platform", "outcome"),
            registry=registry,
        )
        self._refusals = Counter(
            "violet_refusals",
            "Tries that a platform refused, by why.",
            ("platform", "refusal"),
            registry=registry,
        )
        self._plain = Counter(
            "violet_sent_plain",
            "Messages told in their text alone, because their rendering was refused.",
            ("platform",),
            registry=registry,
        )
        self._seconds = Histogram(
            "violet_send_seconds",
            "How long one try took, waiting for its turn included.",
            ("platform",),
            buckets=_SECONDS,
            registry=registry,
        )
        self._ticks = Counter(
            "violet_ticks", "Runs of each job.", ("job", "result"), registry=registry
        )
        self._lag = _gauge(registry, "tick_lag_seconds", "How much too late it last began.", "job")
        self._took = _gauge(registry, "tick_seconds", "How long its last run took.", "job")
        self._age = _gauge(
            registry, "outbox_age_seconds", "Age of the oldest delivery that is due.", "platform"
        )
        self._open = _gauge(registry, "outbox_open", "Deliveries still to be made.", "platform")
        self._suspended = _gauge(
            registry, "destinations_suspended", "Destinations that refused for good.", "platform"
        )
        self._subscriptions = _gauge(registry, "subscriptions", "Subscriptions there are.")
        self._queueing = _gauge(
            registry, "announcements_queueing", "Announcements still being queued for channels."
        )
        self._queueing_age = _gauge(
            registry, "queueing_age_seconds", "How long ago the oldest of these was recorded."
        )
        self._queueing_reached = _gauge(
            registry, "queueing_reached_ratio", "How far that one has come; 1 where all is queued."
        )
        self._connected = _gauge(
            registry, "platform_connected", "1 where this process is connected.", "platform"
        )
        self._refused = _gauge(
            registry,
            "platform_refused",
            "1 where the platform takes this process no more: its token was revoked.",
            "platform",
        )
        self._leads = _gauge(registry, "turn_held", "1 where it is this process's turn.", "turn")
        self._reachable = _gauge(registry, "database_up", "1 where the database answers.")
        self._sources = {
            name: _gauge(registry, f"source_{name}", what, "source")
            for name, what in _OF_A_SOURCE.items()
        }
        self._feeds = _gauge(registry, "feeds", "Feeds of news, by how they stand.", "state")
        self._watched: dict[str, Gauge] = {}
        build = _gauge(registry, "build_info", "Which Violet this is.", "version", "python")
        build.labels(version=_version(), python=machine.python_version()).set(1)
        for traits in platforms:
            for outcome in _OUTCOMES.values():
                self._tries.labels(platform=traits.id, outcome=outcome)
            self._plain.labels(platform=traits.id)
            for refusal in Refusal:
                self._refusals.labels(platform=traits.id, refusal=refusal.value)

    def told(self, platform: Platform, outcome: Outcome, *, seconds: float) -> None:
        """Count a try by its outcome; what was not even asked for lack of a slot is no try."""
        match outcome:
            case Rejected(is_crowded=True):
                return
            case Rejected(refusal=refusal):
                self._refusals.labels(platform=platform, refusal=refusal.value).inc()
            case Delivered(is_plain=True):
                self._plain.labels(platform=platform).inc()
            case Delivered() | Unknown():
                pass
            case _:
                assert_never(outcome)
        self._tries.labels(platform=platform, outcome=_OUTCOMES[type(outcome)]).inc()
        self._seconds.labels(platform=platform).observe(seconds)

    def answered_plainly(self, platform: Platform) -> None:
        """Count it among all that was told so."""
        self._plain.labels(platform=platform).inc()

    def ticked(self, job: str, *, lag_s: float, seconds: float, is_well: bool) -> None:
        """Count a run, and keep how late it began and how long it took."""
        self._ticks.labels(job=job, result="well" if is_well else "failed").inc()
        self._lag.labels(job=job).set(lag_s)
        self._took.labels(job=job).set(seconds)

    def watch(self, name: str, what: str, count: Callable[[], int]) -> None:
        """Show what *count* says whenever the metrics are read."""
        if name not in self._watched:
            self._watched[name] = _gauge(self._registry, name, what)
        self._watched[name].set_function(count)

    def show(
        self,
        *,
        backlog: Backlog | None,
        sources: Sequence[SourceReport] = (),
        feeds: Sequence[Feed] = (),
        now: datetime,
        leadership: Leadership,
        states: Mapping[Platform, str],
    ) -> bytes:
        """Return all of it as text, as it stands; *backlog* is None where nobody could look."""
        self._reachable.set(backlog is not None)
        for role in roles_on(self._platforms, self._parts):
            self._leads.labels(turn=role).set(leadership.has(role))
        for platform, state in states.items():
            self._connected.labels(platform=platform).set(state == "connected")
            self._refused.labels(platform=platform).set(state == "refused")
        if backlog is not None:
            self._subscriptions.set(backlog.subscriptions)
            queueing = backlog.queueing
            since = queueing.since if queueing else now
            self._queueing.set(queueing.announcements if queueing else 0)
            self._queueing_age.set(max(0.0, (now - since).total_seconds()))
            self._queueing_reached.set(queueing.reached if queueing else 1.0)
            for name in [traits.id for traits in self._platforms]:
                due = backlog.oldest_due.get(name, now)
                self._age.labels(platform=name).set(max(0.0, (now - due).total_seconds()))
                self._open.labels(platform=name).set(backlog.open.get(name, 0))
                self._suspended.labels(platform=name).set(backlog.suspended.get(name, 0))
        for report in sources:
            self._show_source(report, now)
        standing = Counts(feed.state for feed in feeds)
        for state in FeedState:
            self._feeds.labels(state=state.value).set(standing[state])
        return generate_latest(self._registry)

    def _show_source(self, report: SourceReport, now: datetime) -> None:
        state = report.state
        is_good = state.failing_since is None and state.halted_since is None
        said: dict[str, float] = {
            "good": is_good,
            "followed": report.counts.followed,
            "due": report.counts.due,
            "calls": report.calls.ever,
            "claims": state.claims,
        }
        if state.good_at is not None:
            said["answer_age_seconds"] = max(0.0, (now - state.good_at).total_seconds())
        for name, value in said.items():
            self._sources[name].labels(source=state.source).set(value)


def _gauge(registry: CollectorRegistry, name: str, what: str, *labels: str) -> Gauge:
    return Gauge(f"violet_{name}", what, labels, registry=registry)


def _version() -> str:
    try:
        return version("violet-bot")
    except PackageNotFoundError:  # run from a checkout that was never installed
        return "unknown"
