"""A TVmaze on 127.0.0.1 that real HTTP clients talk to: stateful, strict, and faulty on request."""

from fakes.tvmaze.budget import CountedBudget
from fakes.tvmaze.faults import Fault
from fakes.tvmaze.server import FakeTvmaze, Request
from fakes.tvmaze.shows import Aka, Channel, Episode, Season, TvShow
from fakes.tvmaze.time import SimulatedTime

__all__ = [
    "Aka",
    "Channel",
    "CountedBudget",
    "Episode",
    "FakeTvmaze",
    "Fault",
    "Request",
    "Season",
    "SimulatedTime",
    "TvShow",
]
