"""English: words about news and time, about the bot itself, and of people talking."""

from typing import Final

CONCEPTS: Final = {
    "news": (
        "anything else new, anything else about, anything else new about, everything we know, "
        "everything we know about, everything we know so far, everything we know so far about, "
        "all we know, all we know about, what we know about, what we know so far about, what we "
        "know so far, here is what we know, everything to know about, everything about, "
        "everything you know, everything on, all you know, all about, what do we know so far "
        "about, what do we know so far, what do we know about, do we know about, do we know so "
        "far, do we know so far about, know so far, known so far, say anything about, said "
        "anything about, say anything on, heard anything on, anything about, news, latest, "
        "update, updates, updated, whats new, new on, new with, newest, anything new, whats "
        "happening with, what is happening with, whats going on with, what is going on with, "
        "status, whats up with, what is up with, going on with, what is new, developments, info, "
        "information, fill me in, catch me up, what did i miss, know about, heard about, hear "
        "about, anything on, going on, announcements, what happened to, what happened with, word "
        "on, any word, anything happen with, anything happened with, anything happening with, "
        "anything happen to, anything happening on, been happening with, been going on with, any "
        "movement on, any movement, any progress on, any progress, progress on, miss anything "
        "about, missed anything about, miss anything on, any developments, happened lately with, "
        "happening lately with, happened recently with, something happen with, something "
        "happened with"
    ),
    "sooner": (
        "came first, premiered first, aired first, first, sooner, earlier, before, later, after, "
        "next, earliest, soonest, comes first, last, beat, beats"
    ),
    "between": (
        "how long after, how long before, how many days after, how many days before, how many "
        "months after, how many months before, how many weeks after, days from, weeks from, "
        "months from, time from, between, gap, apart, wait between, time between"
    ),
    "ago": (
        "ago, since, how long has it been, been out, has been out, how old is, passed since, how "
        "long since, has it been"
    ),
    "countdown": (
        "t minus, tminus, days from now, weeks from now, months from now, days out, weeks out, "
        "how close are we, how close is, how near is, countdown, count down, sleeps, days left, "
        "sleeps left, days to go, weeks to go, weeks left, days remaining, time left, left "
        "until, days away, countdown to, wait for"
    ),
    "until": (
        "from now, how far away, how far off, how much longer, how far out, until, till, til, "
        "untill, before, to go, left, away, to wait, till then, until then, wait"
    ),
    "span": "days, day, weeks, sleeps, months, hours, years, nights, week, month, year",
    "upcoming": (
        "still to come, yet to come, left to come, should i look forward to, to look out for, "
        "show is next, series is next, show comes next, next marvel show, next show, next "
        "series, next marvel series, next release, next premiere, next marvel release, upcoming, "
        "schedule, calendar, slate, lineup, line up, whats next, what is next, whats coming, "
        "what is coming, coming soon, coming up, on the way, release calendar, up next, release "
        "schedule, in the pipeline, anything coming, what came out, whats out, new this, "
        "roadmap, to look forward to, next up, list of releases"
    ),
    "past": (
        "did, was, were, came, aired, premiered, dropped, released, debuted, was due, originally "
        "planned, first planned, once planned"
    ),
    "future": "will, going to, gonna, planning to",
    "first_ever": (
        "first revealed, first announced, first confirmed, first disclosed, first hit, first "
        "landed, first dropped, first came out, first started, come out originally, came out "
        "originally, release originally, released originally, premiere originally, premiered "
        "originally, air originally, drop originally, first premiere, first premiered, first "
        "air, first aired, first come out, originally air, originally premiere, first release, "
        "first released, first start, first drop, came first, premiered first, aired first, "
        "originally come out, originally release, first debut"
    ),
    "all": (
        "which shows, what shows, all shows, every show, all the shows, list, list all, marvel "
        "shows, the shows, everything, marvel tv, any shows, other shows, marvel series, which "
        "ones, what else, which series, what series, all series, anything, shows are, shows "
        "were, netflix shows, disney shows, defenders shows, mcu shows, which of the shows, all "
        "of them"
    ),
    "subscribe": (
        "poke me, poke us, nudge me, nudge us, give me a shout, give us a shout, shout when, tap "
        "me, buzz me, be informed of, be informed about, be informed, keep informed, informed "
        "of, be notified, be told about, receive news, receive updates, get notified, want "
        "updates, want to be notified, sub this channel, sub us, sub me, sub our, sub to, lmk "
        "if, lmk when, let me know if, let us know if, let me know when, let us know when, hmu "
        "when, hmu if, post here when, post here if, tell us here when, turn on, switch on, "
        "enable, activate, start updates, sign us up for, subscribe, ping me, ping us, ping, "
        "notify, alert, remind, follow, let me know, let us know, dm me, keep me posted, keep us "
        "posted, tell us when, tell this channel, tell the channel, tell us, post here, post "
        "updates, notify me, sign me up, sign us up, keep this channel, message me, track, "
        "update me, update us, remind me, remind us, set a reminder, reminder, tag me, tag us, "
        "keep me updated, keep us updated, tell everyone, add this channel, post in, announce "
        "here, message us, start posting, send me a message, send us a message, send me a dm, "
        "drop me a line, shoot me a message"
    ),
    "unsubscribe": (
        "dont wanna, sick of hearing, tired of hearing, dont want, do not want, dont need, no "
        "longer want, not interested in, enough of, unsubscribe, mute, unfollow, stop, turn off, "
        "no more, stop posting, stop pinging, stop telling, shut up about, silence, stop the, "
        "opt out, disable, quit posting, stop sending, unsub, remove this channel, dont ping, "
        "dont remind, switch off, pause, cancel my, cancel the reminder, cancel reminder, stop "
        "updates, stop reminding, leave us alone, quit pinging, end the countdown, quit sending, "
        "stop notifying, cancel notifications, drop that reminder, drop the reminder, drop my "
        "reminder, kill that reminder, kill the reminder, skip that reminder, lose the reminder, "
        "no reminder, no reminders, without reminder"
    ),
    "correct": (
        "put this on record, for the record, put it on record, jot down, put down that, on "
        "record, please correct, pls correct, plz correct, correct this, needs correcting, "
        "correct it, correct that, change that to, set it to, note, add fact, add a fact, new "
        "fact, correction, record that, please add, fix the date, update your, change the date "
        "to, set the date to, log this, add that, write down, note that, add this, change it to, "
        "should be corrected, please record, please update, add claim, submit, correct the, fix"
    ),
    "inject": (
        "ignore your, ignore all, ignore previous, ignore the, disregard, system prompt, your "
        "instructions, you are now, pretend, act as, repeat after me, just say, say that, your "
        "prompt, roleplay, role play, jailbreak, developer mode, forget your, forget all, "
        "override, from now on, instructions, respond with, reply with"
    ),
    "forget": (
        "forget it, forget that, forget this, forget what i said, forget what i asked, forget "
        "everything, forget this conversation, forget our conversation, forget the conversation, "
        "forget our chat, forget this chat, forget our talk, forget what we talked about, forget "
        "all that, forget me, start over, lets start over, let us start over, start again, start "
        "from scratch, new topic, change of topic, reset, reset the conversation, reset our "
        "conversation, clear the conversation, clear our chat, delete our conversation, delete "
        "our chat"
    ),
    "help": (
        "what sort of questions, what kind of questions, what questions can i, questions may i, "
        "questions i may put, what may i ask, what can i ask you, kind of things can i ask, what "
        "can you even do, what can you actually do, what else can you do, what do you even do, "
        "what do you actually do, what do you do exactly, how does this bot work, how does the "
        "bot work, how does violet work, how do i use this, how do i use this bot, how this "
        "works, how does it all work, are you tracking, are you following, are you covering, you "
        "tracking, you following, you covering, in your database, can you track, how does this "
        "thing work, how does it work, how do you work, are you real, are you a real, are you "
        "human, are you a human, are you an ai, are you ai, do you cover, do you follow, do you "
        "track, do you support, you cover, your features, what features, your commands, what are "
        "your, what else can you, help, what can you do, how do i use, commands, what do you "
        "know, who are you, what are you, what shows do you know, which shows do you know, what "
        "do you do, what can i ask, which shows do you follow, what shows do you follow, what "
        "shows do you track, which shows do you track, shows do you know, shows do you cover, "
        "shows do you follow, shows do you track, how does this work, shows do you have, how to "
        "use, what can you tell, can i ask you, shows can you, how can i ask, what do you track, "
        "what do you follow, what do you cover, are you a bot, who made you, shows you know, "
        "shows you follow, shows you track"
    ),
    "smalltalk": (
        "morning violet, morning all, morning everyone, morning, gm, howdy, good afternoon, good "
        "day, evening violet, afternoon violet, very much, you are most kind, most kind, you are "
        "kind, so kind, how kind, much obliged, hows it going, how is it going, how are things, "
        "how you doing, how are you doing, how goes it, you are welcome, no problem, my "
        "pleasure, thanks in advance, ty in advance, thank you in advance, many thanks in "
        "advance, in advance, any help, the help, your help, help is appreciated, you are the "
        "best, your the best, you rock, are the best, are great, are awesome, good bot, bad bot, "
        "thanks, thank you, thx, ty, tysm, hi, hello, hey, yo, good morning, good night, bye, "
        "ok, okay, cool, nice, great, awesome, lol, lmao, haha, cheers, love you, sup, how are "
        "you, well done, good job, nice bot, no worries, np, welcome, goodbye, sweet, got it, "
        "gotcha, perfect, k, kk, alright, sorry, yes, no, yep, nope, whats up, gg, wow, best "
        "bot, hiya, good evening, much appreciated, appreciate it, brilliant, legend, amazing"
    ),
    "plot": (
        "get killed off in, gets killed off in, killed off in, get killed, gets killed, killed "
        "in, get killed off during, bite the dust, how old is, how old are, connect, connects, "
        "connection, dead, who kills, end of the show, what does the ending, the ending of, "
        "dies, die, died, killed, kills, kill, death, ending explained, what happens, plot, "
        "plots, spoil, spoiler, spoilers, twist, post credit, post credits, the ending, explain, "
        "about what, story, storyline, synopsis, what is it about, whats it about, how does it "
        "end, how did it end, end up, ends up, get together, survive, survives, alive, happens "
        "to, happened in, based on, cliffhanger, recap, summary, love interest, powers, "
        "backstory, who wins, betrays, marries, hook up, the killer, murderer, pregnant, easter "
        "eggs, theory, theories, canon, connected to"
    ),
    "opinion": (
        "worth my time, worth the time, worth your time, worth our time, do you agree, you "
        "agree, is the best, was the best, write me, write a, poem, fanfic, song about, rate, "
        "out of 10, out of ten, overhyped, thoughts on, your favorite, your favourite, as good "
        "as, good, worth, worth it, worth watching, best, better, favorite, favourite, think of, "
        "think about, recommend, should i, should we, rating, ratings, suck, sucks, trash, great "
        "show, bad, boring, overrated, underrated, your opinion, opinion, hot take, rank, "
        "ranking, watch order, viewing order, what order, which order, order do i, order should, "
        "order to watch, in order, watch first, chronological, like it, do you like, you like, "
        "prefer, stronger, hotter, who would win, skip, must i watch, have to watch, need to "
        "watch, do i need, rotten tomatoes, imdb score, score, reviews, review, scariest, "
        "funniest, worst, flop, deserve, any good, how good, a masterpiece"
    ),
    "that": "that, this, it, those, these, them, its, they, he, she, there, then",
    "follow": (
        "and, what about, how about, also, same for, and for, as for, and what about, ok and, "
        "now, wbu, hbu, same question for"
    ),
    "not_that": (
        "wrong show, wrong season, wrong one, i asked about, i was asking about, i asked for, i "
        "said, not that one, no, nope, i meant, i mean, actually, not that, the other, other "
        "one, not the, sorry, rather, meant"
    ),
    "me": "i, im, my, me, we, us, our, ive, ill, were, imma, mine, id",
    "feeling": (
        "i lost track, lost track, spoil me, dont spoil, do not spoil, no spoilers, spoiler "
        "free, my wifi, brb, gtg, afk, tell me it is not, please no, please say no, cant decide, "
        "cannot decide, still waiting, waiting for, waiting on, been waiting, save, deserved, "
        "deserves, rip, imagine if, imagine they, if only, i wish, wish they, cant believe, "
        "cannot believe, still mad, still sad, gutted, still not over, devastated, marathon, "
        "cant wait, so good, love, loved, loving, hyped, hype, just finished, finished watching, "
        "just watched, rewatching, rewatch, started watching, just started, so excited, excited, "
        "obsessed, miss, hate, hated, binged, binging, what a, best show, my favorite, my "
        "favourite, so hyped, watching, calling in sick, crying, dying, gonna watch, hope, "
        "hopefully, so bad, is great, was great, is amazing, was amazing, so happy, is the best, "
        "cannot wait, pumped, finally, i bet, i think, i guess, i told you, missed, give me "
        "chills, gives me chills, gave me chills, give me goosebumps, gives me goosebumps, all "
        "day long, all day, on repeat, gave me goosebumps"
    ),
    "exclaim": "omg, lol, lmao, wow, amazing, awesome, haha, yay, damn",
    "chat": (
        "who is watching, whos watching, you coming, you guys coming, who is coming, can someone "
        "help, can anyone help, can somebody help, anyone up for, anybody up for, who is up for, "
        "anyone down for, anyone down to, who is down, anyone want to, anyone wanna, anybody "
        "want to, who wants to, who wants, wanna watch, want to watch it together, watch party, "
        "watchparty, lets watch, let us watch, anyone else think, anyone else hyped, anyone else "
        "excited, anyone else crying, who else thinks, am i the only one, does anyone else, my "
        "place, at my place, come over, my house, anyone free, are you guys watching, are you "
        "watching, did you guys watch, did you watch, did you see, did you guys see, have you "
        "seen, have you guys seen, did anyone watch, has anyone seen, has anyone watched, dont "
        "talk to me, shut up"
    ),
    "netflix": (
        "netflix shows, netflix, netflix one, the netflix, original, old one, the old, first one"
    ),
    "disney": (
        "disney shows, disney, disney plus, disneyplus, disney one, new one, the new one, disney+"
    ),
    "reboot": "reboot, revival, relaunch, sequel series, remake",
    "reminder": "reminder, reminders, alert, alerts, notification, notifications",
    "undo": (
        "cancel, scratch, forget, forget about, delete, undo, remove, clear, dont need, do not "
        "need, no need for, get rid of, ditch, never mind, nevermind, nvm, take back"
    ),
}
"""What phrases mean, by the names of concepts."""
