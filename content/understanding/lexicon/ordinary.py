"""Ordinary English words, and how they are spelt in chats."""

from typing import Final

from content.understanding.lexicon import each

SPELLINGS: Final = {
    "u": "you",
    "iz": "is",
    "wich": "which",
    "rite": "right",
    "whcih": "which",
    "waht": "what",
    "hwen": "when",
    "hrs": "hours",
    "rly": "really",
    "srsly": "seriously",
    "sched": "schedule",
    "def": "definitely",
    "prod": "production",
    "thru": "through",
    "kno": "know",
    "any1": "anyone",
    "dis": "this",
    "da": "the",
    "wat": "what",
    "wut": "what",
    "n": "and",
    "b4": "before",
    "w": "with",
    "ep": "episode",
    "r": "are",
    "ur": "your",
    "whats": "what is",
    "whens": "when is",
    "wheres": "where is",
    "whos": "who is",
    "hows": "how is",
    "thats": "that is",
    "theres": "there is",
    "theyre": "they are",
    "wens": "when is",
    "im": "i am",
    "ive": "i have",
    "ill": "i will",
    "its": "it is",
    "lets": "let us",
    "tmrw": "tomorrow",
    "tmr": "tomorrow",
    "2moro": "tomorrow",
    "tomorow": "tomorrow",
    "tommorow": "tomorrow",
    "tommorrow": "tomorrow",
    "2nite": "tonight",
    "xmas": "christmas",
    "rls": "release",
    "reldate": "release date",
    "pls": "please",
    "plz": "please",
    "abt": "about",
    "gonna": "going to",
    "cuz": "because",
}
"""Chat spellings written out; each may be several words."""

GLUE: Final = each(
    "a an the of for on in at to by with from as than or but so about and tv marvel marvels mcu "
    "series show shows season seasons one ones all new next be been being get got go just also "
    "only even still really actually ever then here there please like you your violet bot over "
    "up us plus part whole thing going am im not s t it this netflix netflixs disney if have "
    "guys dude bro man any some hey quick question more again back out off since because cause "
    "though tho lol right now today asking wondering btw asap rn fr"
)
"""Words that fill a question without saying what it is about."""

NEEDLESS: Final = (
    "theme songs intro outro ost costumes outfit cinematography choreography scene scenes "
    "hallway slaps slap slays bangs banger bops bop lit goated goat peak rocks rules stunning "
    "gorgeous beautiful insane perfection masterclass chef chefs kiss vibes vibe mood "
    "aesthetic lighting acting performance performances dialogue opening credits delivers "
    "cooks owns hits "
    "meeting meetings homework class classes lecture exam exams appointment flight bus party gym "
    "pizza coffee beer breakfast birthday wedding vacation helmet costume merch notes raining "
    "snowing weather tired bored hungry coming home chat chill nap shower laundry traffic shift "
    "essay wonder iron born punish echoes the a an of for on at in to by with from as than or but "
    "so if about tv marvel marvels series show violet bot netflixs disney season seasons one ones "
    "all new last next first there here just also only some be been being am not never ever much "
    "many very too really like get gets getting go goes going went make makes made take takes "
    "know knows think thinks say says see sees want wants need you your yours he she his her him "
    "they their people guys guy folks anyone everybody everyone someone somebody today tonight "
    "tomorrow yesterday soon later early late mid end start middle week weekend month year day "
    "time thing things stuff way even still again once twice dude bro man mate pal friend lads "
    "yall hmm um uh ah oh eh pls please ok okay right well maybe probably guess official full "
    "whole main latest january february march april may june july august september october "
    "november december monday tuesday wednesday thursday friday saturday sunday spring summer "
    "autumn fall winter christmas halloween special presentation because though through over "
    "under up down off back two three four five six seven eight nine ten let put give given using "
    "use used between during against without within across around anymore everything something "
    "nothing anything world fans fan english german french spanish uk usa us america australia "
    "germany tokyo berlin london paris channel server thread message messages bother part working "
    "good better best sick it chance chances able above act action actual actually add afternoon "
    "agree ahead alone along already always among amount anyhow apart area art ask asked asking "
    "asks away baby bag ball band bank base basically bed before begin behind believe below "
    "besides beyond bit black blue body book books box boy break bring brother build building "
    "business busy buy call called calls came capital car card care carry case catch cause "
    "certain chair change check child children choose city clear clearly close club cold color "
    "come common company computer consider contain cook cost country course cover create cross "
    "crowd cup current dad daily daughter dear deal decide deep different difficult dinner "
    "discord discuss divide doctor dog door double doubt draw dream drink drive earth easily east "
    "easy eat effect else email enough enter entire especially evening event evidence exactly "
    "example excellent except expect experience eye face fact fair family famous far fast father "
    "favor feel feeling few field fight figure fill find fine fire fish fit floor follow food "
    "foot force forget form forward free fresh front fun funny game games garden gas general girl "
    "girls glad glass god gold gone group grow hand hands happy hard hat head health hear heart "
    "heat heavy held hello help hide high history hold hole holiday honest honestly hope horse "
    "hot hotel house huge human hundred hurry husband idea important include indeed inside "
    "instead interest internet issue item job join joke keep key kid kids kind king kitchen knew "
    "lady land language large laugh law learn least leave left less letter level lie life light "
    "line link lists literally little live local lonely look looked looking looks lose lot lots "
    "love low luck lunch machine magazine mail major mark market married matter mean means meet "
    "member memory mention might mile million mind minute mirror miss mobile moment money mother "
    "mouth movie movies music must name named nature near nearly neck neither news nice night "
    "none normal north note number object obviously offer office often online open opinion order "
    "other others our ours outside own page paid pain paper parent past pay peace per perfect "
    "perhaps person phone picture piece place plan planning plans play plenty point police poor "
    "popular possible possibly post power practice prefer present press pretty price private "
    "problem produce program promise proper protect proud public pull purpose push quality "
    "quarter queen quickly quiet quite race radio rain raise rate rather reach reader ready "
    "reason receive recently red remember repeat report rest result rich ride ring rise river "
    "road rock room round rule run sad safe sale same save school screen sea seat second secret "
    "seem seems seen sell send sense serious seriously serve service set several shame shape "
    "share sharp ship shirt shop short should shoulder side sight sign silly similar simple "
    "simply since single sister sit site situation size sleep slow small smart smile social soft "
    "solid somehow son song sorry sort sound sounds south space speak spend square staff stage "
    "stand star state stay step stick stone store storm story straight strange stream strong "
    "student study stupid style such suggest suppose surely surprise sweet system table talk "
    "talking tall taste teach team television terrible test text thank themselves therefore thin "
    "thirty thought thousand throw ticket together total touch toward town trade train travel "
    "tree trip trouble truck try trying turn twenty type understand unless until upon useful "
    "usual usually value version view viewer village visit voice vote walk wall war warm wash "
    "waste water website weird welcome west wet while white wide wife wild win wind window wine "
    "wish woman women won wonderful wood word words worked worker works worry write wrong yard "
    "yellow young yourself youtube zero soundtrack cat riot mom boss friends tweet hoping seemed "
    "happened episode fandom comics hero heroes superhero superheroes universe mcu actress "
    "marvelous totally absolutely completely definitely freaking damn hell crap shit fuck fucking "
    "wtf tbh imo imho fyi btw idk ngl fr rn asap lately nowadays currently"
)
"""Ordinary words that carry no meaning here: no titles, and no slips of words that do."""
