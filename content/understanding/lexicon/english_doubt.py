"""English: words of who says so and how surely, and of what was said before or is wrong."""

from typing import Final

CONCEPTS: Final = {
    "change": (
        "shuffling, reshuffled, bounced around, juggled, ever moving, "
        "timeline, a timeline, went from, push, pushing, changelog, change log, full history, "
        "date history, timeline of the date, release date history, history of the release date, "
        "date changes, evolve, evolved, evolution of, always that, always been, always the, "
        "slip, slips, setback, set back, brought forward, rescheduling, earlier than planned, "
        "later than planned, shift, shifts, updated date, change, changed, changes, changing, "
        "delay, delayed, delays, delaying, pushed, pushed back, push back, moved, move, moved "
        "up, postponed, postpone, shifted, rescheduled, slipped, bumped, history of, used to be, "
        "different from before, used to say, use to say, use to be, used to have, use to have"
    ),
    "supposed": (
        "foreseen, foreseen for, planned for, scheduled for, slated for, ever planned for, once "
        "planned, first planned, at first, originally planned, supposed to, originally, meant to "
        "be, meant to come, meant to, was due"
    ),
    "was_not": (
        "it was not, was not it, wasnt, werent, was it not, were they not, wasnt it, was that "
        "not, didnt you say, didnt you use to, did you not say, didnt it use to, didnt that use "
        "to"
    ),
    "announce": (
        "first revealed, first announced, first confirmed, first disclosed, disclose, disclosed, "
        "discloses, make known, made known, went public, first disclose, have we known, have you "
        "known, has it been known, first reported, go public, came the news, news break, since "
        "when do we know, since when do you know, since when is it known, announced, announce, "
        "announces, announcing, announcement, revealed, reveal, find out, found out, made "
        "public, break the news, learn, learned, first hear, first heard, confirmed when, told "
        "us, get confirmed, got confirmed, first know, unveiled, news broke"
    ),
    "source": (
        "a link, a link for that, a link to that, a link for it, where did you pull, where do "
        "you pull, pull that from, pulled that from, where are you pulling, source or it did not "
        "happen, source or it didnt happen, pics or it didnt happen, where did you read, where "
        "did u get, where did u read, where do you read, where did u hear, where you get, where "
        "you got, come from, came from, coming from, which outlet, which outlets, what outlet, "
        "which site, what site, which paper, which article, which magazine, who broke, source, "
        "sources, says who, who says, who said, according to, according to who, link, links, "
        "proof, citation, cite, cite your, evidence, how do you know, how do we know, where did "
        "you get, where did you hear, where is that from, where is this from, where are you "
        "getting, where do you get, whats your source, reference, references, who reported, who "
        "confirmed, who announced, who told you, got a link, based on what, who claims, "
        "receipts, where does that come from, where did that come from, who reports, where was "
        "that"
    ),
    "official": (
        "carved in stone, written in stone, confirmed for, official, officially, confirmed, "
        "certain, sure, definite, definitely, reliable, legit, for sure, set in stone, firm, "
        "trustworthy, 100, guaranteed, how sure, confident, locked in, final, reliably, confirm, "
        "solid, how confident, sure about, a fact, official date, official release date, "
        "official premiere date, official air date, official launch date, official airdate, "
        "official start date, official release day, official premiere"
    ),
    "true": (
        "true or fake, fake or true, truth in it, any truth in it, any truth in that, truth in "
        "that, made up, any truth to, truth to, true or false, fake or real, real or fake, true, "
        "for real, real, legit, right, correct, really, fake, actually true, a lie, bs"
    ),
    "rumour": (
        "a site claims, some site claims, bogus, hoax, a site says, some site says, true or "
        "fake, fake or true, truth in it, any truth in it, any truth in that, truth in that, saw "
        "a headline, read a headline, a headline, headline says, clickbait, made up, last i "
        "heard, tells me, told me, is telling me, keeps telling me, fake or real, real or fake, "
        "true or false, fact or fiction, saw a post, saw a thread, saw somewhere, read "
        "somewhere, read online, saw online, read a post, saw people saying, my buddy says, my "
        "brother says, my sister says, my mate says, a mate said, a buddy said, any truth to, is "
        "there any truth, truth to, so called, rumor, rumors, rumour, rumours, rumored, "
        "rumoured, heard that, i heard, someone said, someone says, people say, people are "
        "saying, people saying, reddit says, reddit said, on reddit, somebody said, my friend "
        "says, my friend said, twitter says, they say, leak, leaked, leaks, is it true, "
        "apparently, word is, saw a tweet, supposedly, allegedly, tiktok says, heard, tweet, a "
        "friend said, some guy said, some people say, gossip, speculation, someone told me, on "
        "twitter, someone claims, people claim, tiktok, facebook"
    ),
    "says": (
        "sites have, sites say, sites list, pages say, sites give, i thought it was, i heard it "
        "was, imdb says, wikipedia says, i have seen, it says on, the site says, everyone says, "
        "other sites say, google says, another site says, other site says, another site, another "
        "source says, site says, app says, my app says, my calendar says, my tv app says, "
        "another page says, not right, not correct, isnt right, isnt correct, incorrect, nah it "
        "is, nope it is, actually it is, it is actually, pretty sure it is, i am pretty sure, im "
        "pretty sure, i read, i saw, i thought, says, said, but it says, reports, reported, "
        "claims, listed as, i was told, thought it was, thought that was, shows, isnt it, wasnt "
        "it, you said, contradicts, no its, no it is, that is wrong, thats wrong, wrong, "
        "disagree, imdb, wikipedia, wiki"
    ),
    "knew": (
        "would you have given, would you have said, if i had asked you, if id asked you, if i d "
        "asked you, had i asked you, did we have, did you have, was there a release date, was "
        "there a date, had we a date, what did they say, what did they say about, did they say "
        "about, what was said, what was being said, did people know, did anyone know, did they "
        "know, did fans know, did everyone know, did we know, was known, did you know, knew, did "
        "people think, was the plan, did they say, back in, as of, did we think, was announced "
        "by, known, was expected, as known, was believed, were we told, did netflix say, did "
        "marvel say, did disney say, did it look, had been said, was said"
    ),
    "formerly": (
        "once, before, originally, previously, earlier, at first, initially, formerly, at some "
        "point, at one point, used to be, used to say, use to say, use to be, back then, didnt "
        "you use to, didnt it use to, didnt that use to"
    ),
    "link": "link, links, url, a link, got a link, trailer link, link me, link us",
    "otherwise": (
        "sites have, sites say, sites list, pages say, sites give, i read, i saw, i thought it "
        "was, i heard it was, another site says, other site says, other sites say, another "
        "source says, site says, app says, my app says, my calendar says, google says, imdb "
        "says, wikipedia says, i have seen, it says on, the site says, everyone says"
    ),
    "who_is_right": (
        "who is right, who is correct, which is right, which is correct, which one is right, "
        "which one is correct, which one is it, which is it, who is wrong, which one is wrong, "
        "who do i believe, who should i believe, who to believe, which one should i believe, "
        "which do i believe, who has it right, who got it right, which date is right, which date "
        "is correct, which day is it, which day is right, whose is right, which one do i trust, "
        "who do i trust, who should i trust, who should i listen to, which should i believe, "
        "which one should i trust, who can i trust, which one do i believe"
    ),
    "you_say": (
        "you say, you said, you list, you have, you show, you saying, you got, you claim, you "
        "tell, you put, you listing, your bot say, your bot says, the bot say, the bot says, bot "
        "have, bot list, violet say, violet have, your page say, you still say, you still have, "
        "it say, it says, it saying, your answer, your date, your number, your count, you "
        "showing, you putting"
    ),
    "wrong": (
        "wrong, incorrect, not right, isnt right, not correct, isnt correct, not true, isnt "
        "true, mistaken, inaccurate, got it wrong, you have it wrong, that is wrong, is "
        "incorrect, is false, is wrong, are wrong, was wrong"
    ),
}
"""What phrases mean, by the names of concepts."""
