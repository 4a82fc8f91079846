"""The grammar of intents: which meanings together ask what, and how clearly.

One line is one piece of evidence: the intent and its weight; then the meanings it needs, those of
which one must be there (after "+"), and those that speak against it (after "-"). The heaviest line
that fits decides, and of two alike the one that stands first.
"""

from typing import Final

TERSE: Final = 50
"""Weight at and below which nothing but a subject was said."""

RULES: Final = """
# Abuse, and what is meant for the desk or the channel
out_of_scope 100: inject - subscribe
correction 97: correct
not_tracked 96: namesake
unsubscribe 95: unsubscribe - film when where why
subscribe 94: subscribe - help where who

# What Violet does not say
out_of_scope 93: why
out_of_scope 93: plot - announce cancel film
out_of_scope 92: opinion - cancel news rumour when
help 91: help - season show

# Names on street signs
code_name 90: code_name - source
code_name 90: notice quoted
code_name 90: notice what
code_name 60.6: called + asked that what which - show

# Who says so, how surely, and who says otherwise
dispute 91: day says source
change_history 89.7: change - leave on_service source
dispute 89.5: day says - knew rumour when
source 89: source - knew
rumour_check 88: rumour
confidence 87: official + date day - cancel hour more renew what when
confidence 86: official - announce cancel more renew cast direct episodes film run show season when
confidence 85.9: that true - cast direct episodes film run show trailer when
confidence 61: true - cast direct episodes film run season show trailer when
dispute 55: one_show_before says - show when

# Two things side by side
gap 86.6: how_long shows - episodes film
gap 86.5: between + how_long how_many season shows span
gap 86.4: how_many shows span - episodes
compare_release 86: shows sooner - inside person watch

# Days that pass
elapsed 84: ago + how_long how_many
filming_start 83.5: film until + how_long how_many
countdown 83: countdown - episodes model
countdown 83: how_long until - episodes
countdown 83: how_many span - episodes film
countdown 62: span until - episodes film news when
countdown 62: how_long release - episodes film
announced_on 82: announce when - future

# What it is made of, and who makes it
trailer 80: trailer
runtime 79.5: runtime
runtime 79.5: episodes + how_long length
episode_count 79.2: episodes how_many
runtime 79: how_many length - until
release_model 78.5: model
release_time 77: hour - film
director 76.5: direct
showrunner 76: run who
cast 75: cast - watch where
cast 75: inside
cast 75: person - film knew says
episode_count 62.5: episodes - out release when where
cast 60.5: appear + asked who - out when
runtime 58: how_long
showrunner 55: run

# Filming
filming_location 74: film + place where
filming_location 74: place - when
filming_wrap 73.5: wrap_filming
filming_wrap 73: film wrap
filming_start 72.5: film start
filming_start 72: film when
filming_status 71: film
cancellation_status 57.5: wrap - season final when film
filming_wrap 57: wrap - final when

# Where it can be seen
where_to_watch 82.5: leave + disney netflix on_service
release_date 71.5: watch when
release_check 71: watch + day out yet - where
where_to_watch 70.5: watch
where_to_watch 70: on_service - all cancel date day out renew upcoming when yet
where_to_watch 52: where

# Whether there is more
list_cancelled 70.2: cancel + all how_many what which - season show
renewal_status 69.5: cancel renew + one_show_before show
cancellation_status 69: cancel
renewal_status 68.5: renew - date news out when
renewal_status 68.5: past renew - date out
renewal_status 67.5: more + one_show_before season show - date day final hour news out when who yet
renewal_status 66: official - date out release when
renewal_status 66: announce season - date release when
final_season 65.5: final - date out release when

# Whether, and when, it comes out
upcoming 67.8: upcoming - season show
upcoming 67: all + out release - season show
upcoming 66.9: release + what which - date season show that when
upcoming 56: all asked day - cancel film news season show
upcoming 66.9: day out + what which - season show that
release_date 66.2: date - all news
release_check 65: asked + out release - how how_long what when which
release_check 65: out yet - when
release_check 64.5: asked on_service + day yet - date when where
updates 63: news - when
updates 56: news
updates 62: upcoming
updates 62: help
updates 61: announce - date when
release_date 60: when
release_date 59: + out release
release_date 58: knew

# Nothing but a subject
renewal_status 50: beyond
release_date 48: + season show
"""
