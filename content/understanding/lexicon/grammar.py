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
unsubscribe 95: undo reminder - when where why
subscribe 94: subscribe - help where who

# What Violet does not say
code_name 93.2: why notice quoted
dispute 93.5: why you_say day
dispute 93.4: one_show_before why you_say - film
dispute 93.5: why you_say episodes how_many
out_of_scope 93: why
out_of_scope 93: plot - announce cancel film
out_of_scope 75.5: how person - film direct
out_of_scope 92.8: person plot - announce film
out_of_scope 93: how wrap - cancel change film how_long
out_of_scope 92.1: opinion rumour - cancel cast date film news out release renew when
out_of_scope 92: opinion - cancel hour news on_service rumour when
smalltalk 91.5: forget - correct inject reminder season show subscribe unsubscribe when
help 91: help - season show

# Names on street signs
code_name 90: code_name - source
code_name 90: notice quoted
code_name 90: notice what - show
code_name 77: named notice
code_name 76.6: called film + all named who what which - show
code_name 76.5: film named + how what which
code_name 60.6: called + asked that what which - show

# Who says so, how surely, and who says otherwise
dispute 92.2: who_is_right + day episodes
dispute 91.6: otherwise source - knew
dispute 91.6: official otherwise - knew rumour
dispute 91: day says source
dispute 91: day rumour source
trailer 89.2: trailer link
rumour_check 89.8: change rumour - asked
rumour_check 90: true + rumour says - source
confidence 89.8: change official - formerly past source supposed was_not
change_history 89.7: change - leave on_service source
change_history 89.7: supposed + past was_not - knew leave on_service source
change_history 62.5: supposed - knew leave on_service source when
change_history 89.6: was_not day + formerly future more out release
dispute 89.5: day says - knew rumour when
dispute 89.4: day you_say - knew when
source 89: source - knew
rumour_check 88: rumour - knew when
confidence 88.6: either + that one_show_before - show says cancel film cast
confidence 88.2: date official rumour
confidence 86.8: asked day official season - cancel when who
confidence 86.8: asked day official show - cancel when who
confidence 87: official + date day - cancel hour more renew what when
confidence 86: official - announce cancel more renew cast direct episodes film run show season when
confidence 85.9: that true - cast direct episodes film run show trailer when
confidence 60.65: day true + season show - out release
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
countdown 83: how_many span - episodes film runtime
countdown 62: span until - episodes film news when
elapsed 66.5: ago release span - change film news when
elapsed 62.2: ago span - change film news
countdown 62.1: longer - film
countdown 62: how_long release - episodes film
announced_on 84.4: announce how_long - future
announced_on 82: announce when - future
announced_on 81.5: announce first_ever - future

# What it is made of, and who makes it
trailer 80: trailer
renewal_status 79.3: seasons
runtime 79.5: runtime
runtime 79.5: episodes + how_long length
episode_count 79.2: episodes how_many
runtime 79: how_many length - until
release_model 79.3: model release
release_model 78.5: model
release_time 77: hour - film
director 88.5: direct rumour who
cast 88.5: cast rumour who
director 76.5: direct
showrunner 76.6: direct run
showrunner 76.2: person run
showrunner 76: run who
cast 75: cast - watch where
cast 75: inside
release_date 75.2: person release when - cast direct run
release_date 75.1: date person when - cast direct run
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
filming_start 72.6: film start date
filming_start 72.5: film start - aux
filming_start 72.5: film start when
filming_start 72.55: day film start - knew yet
filming_status 72.4: aux film start
filming_start 72: film when
filming_status 71: film
filming_status 73.6: film paused - where
filming_wrap 73.8: film paused when
filming_status 57.6: paused - final season when
cancellation_status 57.5: wrap - season final when film
filming_wrap 57: wrap - final when

# Where it can be seen
where_to_watch 83.6: longer on_service - out release
where_to_watch 83.7: leave + disney netflix on_service
where_to_watch 83.65: until when + on_service watch - out release
release_date 71.5: watch when
release_check 71: watch + day out yet - where
where_to_watch 70.5: watch
where_to_watch 70: on_service - all cancel date day more out renew upcoming when yet
where_to_watch 66.5: where + out release - when
where_to_watch 53: disney netflix one_show_before - film renew cancel
where_to_watch 52: where

# Whether there is more
list_cancelled 70.2: cancel + all how_many what which - season show
renewal_status 69.5: cancel renew + one_show_before show
cancellation_status 69: cancel
release_check 69.2: day still
renewal_status 67.5: still - date day out release when
renewal_status 68.5: renew - date news out when
renewal_status 68.5: past renew - date out
renewal_status 67.5: more + one_show_before season show - date day episodes final news out when yet
renewal_status 67.4: get season - date how_many day episodes hour news out trailer when who
renewal_status 66: official - date out release when
renewal_status 66: announce season - date release when
final_season 67.6: ends more - date day film how out release when
final_season 65.4: ends - date day film how out release what when
final_season 65.5: final - date out release when

# Whether, and when, it comes out
upcoming 66.8: day news + out release - one_show_before season show
upcoming 67.9: sooner upcoming - season
upcoming 67.8: upcoming - season show
upcoming 67: all + out release - season show
upcoming 66.9: release + what which - date season show that when
upcoming 56: all asked day - cancel film news season show
upcoming 66.9: day out + what which - season show that
release_date 66.2: date - all news
release_check 67.2: asked by + out release - how_long when film
release_date 65.2: launch - day out yet
release_check 65: asked + out release - how how_long what when which
release_check 60.7: asked by + season show
release_check 60.75: asked by one_show_before that - cancel film
release_check 60.6: asked day + season show - how_long how_many knew rumour says what when which who
release_check 60.2: day out show
release_check 65: out yet - when
release_check 64.5: asked on_service + day yet - date when where
updates 66.3: launch news - when
change_history 66.5: date day news was_not - when
updates 63: news - when
updates 56: news
updates 62: upcoming - when
updates 62: help
updates 61: announce - date when
release_date 60: when
release_date 59: + out release
release_date 58: knew

# Nothing but a subject
renewal_status 50: beyond
out_of_scope 49: who show - follow that when
out_of_scope 49: aux how show - date follow not_that one_show_before out release that when
out_of_scope 49: aux what show - date follow not_that one_show_before out release that when
release_date 48: + season show
"""
