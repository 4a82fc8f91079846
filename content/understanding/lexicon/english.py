"""English: what its words and phrases mean of shows; those of doubt and of talk are beside this."""

from typing import Final

from content.understanding.lexicon import english_doubt, english_talk

MARKS: Final = ""
"""None are needed: English is read where no other language shows."""

_SHOWS: Final = {
    "when": (
        "the earliest, at the earliest, how early, which part of the year, what part of the "
        "year, part of the year, at what time of the year, at what time of year, what time of "
        "the year, what time of year, since when do we know, since when do you know, since when "
        "is it known, since when, when, wen, whens, what day, which day, what date, what month, "
        "which month, what year, which year, how soon, eta, what week"
    ),
    "who": "who is in charge of, who is in charge, who, whos, whose",
    "where": "where, wheres",
    "why": "why, how come, reason, reasons",
    "how": "how, hows",
    "what": "what, whats, wat, wut",
    "which": "which",
    "how_many": (
        "how many parts, how many, episode count, number of, count of, no of, how much, total of"
    ),
    "how_long": (
        "how long after, how long before, how many days after, how many days before, how many "
        "months after, how many months before, how many weeks after, length of, how long, how "
        "long has it been, how long since, how much longer, how much time, how far away, how far "
        "off, how far"
    ),
    "how_often": "how often, how many times",
    "hour": (
        "how late do i have to stay up, how late, stay up for, have to stay up, drop time, air "
        "time, launch time, premiere time, start time, streaming time, and time, and what time, "
        "and the time, date and time, day and time, hour, exact hour, what exact time, time "
        "zone, timezone, time does, time do, time will, time is, time did, what time, which "
        "time, at what hour, what hour, which hour, midnight, oclock, o clock, time of day, "
        "which timezone, what timezone, exact time, release time, local time, am or pm, my time, "
        "our time, what times"
    ),
    "aux": (
        "is, are, was, were, do, does, did, has, have, had, will, can, could, would, should, "
        "shall, any, got, gonna, isnt, arent, wasnt, didnt, hasnt, havent, wont, doesnt, "
        "anything, anyone, anybody, still"
    ),
    "polite": (
        "i need a, i need an, i need the, i need to know, walk me through, i would like to see, "
        "i would like to know, i d like to see, i d like to know, i d like, i would like, i "
        "should like, would you happen to know, do you happen to know, happen to know, be so "
        "good as to tell me, so good as to tell me, would you explain, kill you to say, kill you "
        "to tell, would it kill you to say, would it kill you to tell me, would it kill you, "
        "spoil, explain, describe, compare, list, tell me, any idea, any ideas, do you know, "
        "does anyone know, anyone know, can you tell, could you tell, wondering, i wonder, i "
        "want to know, wanna know, want to know, need to know, need the, give me, show me, "
        "looking for, do we know, please, plz, pls, question, curious, what do we know, is it "
        "known, can anyone, pls tell, send me, send us, link me, link us, hit me with, cant find "
        "it, cannot find it, couldnt find it, cant find anything, couldnt find anything, cant "
        "find out"
    ),
    "release": (
        "can i binge, can we binge, make it, makes it, unlock, unlocks, show up on netflix, go "
        "up, goes up, be up, start airing, hit screens, hits screens, come to netflix, comes to "
        "netflix, come out, comes out, came out, coming out, coming, come, comes, drop, drops, "
        "dropped, dropping, release, releases, released, releasing, premiere, premieres, "
        "premiered, premiering, premier, premiers, air, airs, aired, airing, airdate, debut, "
        "debuts, debuted, debuting, launch, launches, launched, launching, land, lands, landed, "
        "landing, arrive, arrives, arriving, arrived, start streaming, starts streaming, begin "
        "streaming, hit netflix, hit disney, hits netflix, hits disney, hit streaming, be back, "
        "is back, are back, coming back, come back, comes back, back, return, returns, "
        "returning, returned, go live, goes live, went live, streaming date, be on, available, "
        "availability, we get, see it, get to see, get to watch, expect, expected, due, slated, "
        "scheduled, be ready, ready, here yet"
    ),
    "launch": (
        "release, premiere, debut, launch, release month, release year, release day, premiere "
        "month, release info"
    ),
    "ends": (
        "say goodbye, says goodbye, bow out, bows out, goodbye for good, end of the road, bowing "
        "out, be it for, is it for, this it for, that it for, wrap up the show, wrap up the "
        "series, wrap up the story, conclude the, finish the story, the end of, the end for, "
        "over after, ends after, finished after, done after, going to be it, its end, the end of "
        "the road for, the end of the line for, the finale of, a finale for"
    ),
    "seasons": "how many seasons, number of seasons, how many series, seasons total",
    "still": (
        "still on, still on for, still happening, still a thing, still on track, on track, still "
        "set, still planned, on schedule, still going ahead, going ahead"
    ),
    "longer": "how much longer",
    "get": "get, gets, getting, gotten",
    "out": (
        "already on, on yet, on already, out, out yet, already out, streaming now, released yet, "
        "out now, up yet, up now, up already, live, live yet, live now, streaming yet, streaming "
        "already, did i miss it, have i missed it, did we miss it, have we missed it, did i miss "
        "the premiere, did we miss the premiere, have i missed the premiere, did i miss the "
        "release, have we missed the premiere, did i miss the launch"
    ),
    "date": (
        "actual day, day of the month, an actual date, calendar, on my calendar, on a calendar, "
        "on the calendar, anything more exact, more exact, more precise, anything more precise, "
        "anything more specific, more specific, do we have a year, have a year, got a year, a "
        "year at least, do we have a month, have a month, got a month, a month at least, a year "
        "yet, a month yet, any year, any month, a day yet, is there a year, is there a month, "
        "date, dates, release date, release dates, air date, premiere date, launch date, day, "
        "release month, release year, release day, premiere month, release window, best guess, "
        "best estimate, best bet, rough estimate, estimate, estimated, educated guess, rough "
        "guess, guess for, guess on, window, time frame, timeframe, official date, official "
        "release date, official premiere date, official air date, official launch date, official "
        "airdate, official start date, official release day, official premiere"
    ),
    "yet": "yet, already, now, by now, so far",
    "film": (
        "the set of, the set, film set, shooting set, filmin, back on set, back in production, "
        "roll, rolls, rolled, lensing, filmed yet, film, filming, filmed, films, shoot, "
        "shooting, shoots, shot, in production, on set, cameras, camera, rolling, principal "
        "photography, production"
    ),
    "start": (
        "start, starts, started, starting, begin, begins, began, begun, beginning, kick off, "
        "kicks off, kicked off, commence, commences, get going, first day of"
    ),
    "wrap": (
        "wrap, wraps, done, finish, finishes, finished, finishing, complete, completed, end, "
        "ended, ends, over, last day of"
    ),
    "wrap_filming": (
        "wrapped, wrap, wrap up, wrapped up, wrap filming, in the can, in post production, post "
        "production, wrapping"
    ),
    "paused": (
        "stop, stopped, stops, shut down, shutdown, shutting down, on hold, on pause, on hiatus, "
        "halt, halted, pause, paused, suspended, resumed, resume, resuming, resumes, back up and "
        "running"
    ),
    "place": (
        "borough, what borough, which borough, which street, what street, which neighborhood, "
        "location, locations, city, which city, what city, place, places, country, spot, street, "
        "studio, neighborhood, neighbourhood, set located"
    ),
    "renew": (
        "said yes to, say yes to, signed off on, says yes to, will they make it, are they making "
        "it, approve, approved, approval, they make it, doing a, doing another, doing more, do "
        "another, do a second, do a third, do more seasons, agreed upon, agreed on, been agreed, "
        "a done deal, committed to, given the nod, bring, brings, bringing, bring back, brought "
        "back, a go, in the cards, on the cards, greenlighted, commissioned, been given a, given "
        "another, gets another, coming again, getting made, get made, renew, renewed, renewal, "
        "renewing, greenlit, green lit, greenlight, green light, picked up, pick up, pickup, get "
        "a season, gets a season, getting a season, happen, happening, happens, ordered, order a "
        "season, get another, getting another, get more, getting more, returning for, back for, "
        "coming back for, return for, come back for, in development, in the works, planned, be "
        "made, making a season, making a, making another, making more, make a, make another, "
        "make more, make a second, make a third, make any more, confirmed for"
    ),
    "more": (
        "yet another, are there plans, any plans, plans for, any chance, chance of, chances of, "
        "any hope, more, another, there be, is there a, is there going, there another, are there "
        "more, is there another, is there more, coming back, come back, returning, return, be "
        "back, will there, be a, going to be, gonna be, there gonna be, continue, continuing, "
        "revived, revival, saved, comeback, ever be, getting a, get a, gets a, be getting"
    ),
    "cancel": (
        "pull the plug, safe, in danger, at risk, chopping block, cancelled for good, canceled "
        "for good, netflix killed, netflix kill, disney killed, netflix end, netflix ended, no "
        "longer happening, get the axe, got the axe, given the axe, called off, not coming back, "
        "not returning, done for, finished for good, ended, cancel, cancels, cancelled, "
        "canceled, cancelling, canceling, cancellation, cancelation, canned, axed, axe, "
        "scrapped, dropped by, killed off, killed off by, pulled the plug, chopped, ended by, "
        "shelved, canx, dead, over for good, end the show, ending the show"
    ),
    "final": (
        "the very last one, the very last, very last one, very last, last season, final season, "
        "the last one, the final one, the end of the show, last ever, series finale, final "
        "chapter, the last season, the final season, end after, the final, the last, last of the "
        "show, ends with, end with, ending with"
    ),
    "episodes": "how many parts, episode, episodes, episode count, eps, ep, epis, chapters",
    "length": "long, length, minutes, hours, duration, mins",
    "runtime": (
        "an hour each, hour each, minutes each, hours each, how long each, hours total, total "
        "hours, hours in total, minutes total, hours long, runtime, run time, running time, "
        "runtimes, episode length, running times"
    ),
    "model": (
        "one a week, one per week, one each week, an episode a week, episode a week, one at a "
        "time each week, drop together, out together, together, at the same time, whole season, "
        "entire season, same day, weekly, week to week, week by week, every week, each week, all "
        "at once, binge, bingeable, at once, one at a time, one by one, whole season at once, in "
        "one go, batches, two parts, per week, all episodes, in one drop, new episodes, next "
        "episode, split in"
    ),
    "trailer": (
        "trailer link, link to the trailer, link for the trailer, trailer url, trailer, "
        "trailers, teaser, teasers, promo, sneak peek, first look, clip, clips, footage"
    ),
    "direct": (
        "behind the camera, in the directors chair, calling the shots, direct, directs, "
        "directed, directing, director, directors, helm, helming, helmed"
    ),
    "run": (
        "taking over, takes over, took over, take over, taken over, showrunning, show running, "
        "showruns, show runs, the boss, boss of, heading up, leading, who is in charge of, who "
        "is in charge, showrunner, showrunners, show runner, running, runs, in charge of, in "
        "charge, writing, writer, writers, head writer, creator, who made, created, creates, "
        "heads up, show run, written by, writes, wrote, run"
    ),
    "cast": (
        "who else is returning, who else is back, who else is coming back, who else returns, bad "
        "guy, bad guys, baddie, antagonist, antagonists, cast, casting, actor, actors, actress, "
        "star, stars, starring, play, plays, played, playing, villain, villains, character, "
        "characters, cameo, cameos, role, roles, big bad, portray, portrays, castmates, casted, "
        "guest star, line up, in it, cast list, who is in, who will be in, who all is in, who "
        "else is in, who is back, who is returning, who is coming back, who was in"
    ),
    "appear": (
        "appear, appears, appearing, show up, shows up, be in, featured, feature, pop up, back "
        "as, join, joins, joining, joined, part of, returning as, return as"
    ),
    "code_name": (
        "secret title, secret names, hidden title, undercover title, undercover name, go by "
        "while, goes by while, code named, codenamed, coded, called while filming, called while "
        "shooting, called while in production, production code, what name is, under what name, "
        "called on the, called during, go by on set, known as on set, code name, codename, "
        "codenames, code names, code word, working title, working name, production title, "
        "production name, fake title, fake name, secret name, called on set, filming name, "
        "alias, filmed under, filming under, shooting under, code title, filming title, shooting "
        "title"
    ),
    "named": "call, calling, called, name, named, known as, go by, goes by",
    "notice": (
        "poster, sticker, stickers, placard, sign, signs, notice, notices, permit, permits, "
        "poster taped, flyer, flyers, posted, posters, stand for, stands for, parking signs, no "
        "parking, arrow, arrows, labelled, labeled, lettering, banner, banners, leaflet, "
        "leaflets, taped, street signs, marked"
    ),
    "watch": (
        "another subscription, a subscription, need a subscription, which subscription, which "
        "app, what app, which site has, which streamer, what streamer, be able to see, able to "
        "see, can i see, can we see, streaming, streamed, watch, watching, stream, streams, "
        "streaming on, streaming service, see it on, which service, what service, which "
        "platform, what platform, what channel, which channel, what network, which network, "
        "where to see, viewing, streamable, watchable, find"
    ),
    "on_service": (
        "still on netflix, still on disney, still on disney plus, still on hulu, on netflix, on "
        "disney, on disney plus, on hulu, on prime, on disneyplus, to netflix, to disney, to "
        "disney plus, on amazon, on max, on hbo, from netflix, from disney"
    ),
    "leave": (
        "dumping, dump, vanish, vanishes, ditching, ditch, going away, drops from, kicked off "
        "netflix, losing, lose, loses, lost, stay, stays, staying, remain, remains, remaining "
        "on, leave, leaves, leaving, left, removed, taken off, moving to, moved to disney, "
        "expire, expires, taken down, gone from, go off, disappear, pulled from"
    ),
    "production": "post, editing, written, script, scripts, pre production, preproduction",
}
CONCEPTS: Final = {**_SHOWS, **english_doubt.CONCEPTS, **english_talk.CONCEPTS}
"""What phrases mean, by the names of concepts."""
