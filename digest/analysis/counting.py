"""The English words by which a sentence counts: numbers and their bounds, what is counted, what became of it."""

import re

from digest.analysis.forms import word_set
from digest.text.calendar_names import MONTHS, WEEKDAYS
from digest.text.numerals import SCALES, TENS, UNITS, VALUES

NUMBER_WORDS = frozenset((*VALUES, *SCALES))
ANY_NUMBER = re.compile(rf"\d|\b(?:{'|'.join([*UNITS[1:], *TENS, 'dozen', 'hundred'])})\b")
"""What a sentence with a quantity holds in small letters: all others are passed over at once. Here and below a pattern
on small letters takes a third of the time of one that ignores the case."""
_BOUNDS = {
    "least": "at least/no fewer than/not less than/no less than/a minimum of",
    "more": "more than/over/upwards of/in excess of/just over/well over",
    "most": "up to/as many as/at most/no more than/as much as",
    "fewer": "fewer than/less than/under/just under",
    "about": "about/around/some/roughly/approximately/an estimated/estimated/nearly/almost/close to",
    "": "only/just/another/all",
}
BOUND_OF = {phrase: bound for bound, phrases in _BOUNDS.items() for phrase in phrases.split("/")}
MONEY = dict.fromkeys(("$", "dollars", "dollar"), "$") | dict.fromkeys(("€", "euros", "euro"), "€") | {
    "£": "£", "crowns": "crowns", "rubles": "rubles", "roubles": "rubles", "yuan": "yuan", "yen": "yen"}  # fmt: skip

_STATES = {
    "killed": "killed kill kills killing died die dies dead slain perished drowned massacred executed murdered",
    "injured": "injured injure injures injuring wounded wound wounds wounding hurt hospitalised hospitalized",
    "missing": "missing unaccounted disappeared trapped",
    "detained": "arrested arresting detained detaining detains hold holds held holding keep keeps kept"
    " keeping abducted abducting kidnapped captured capturing jailed imprisoned",
    "released": "released releasing releases freed freeing frees",
    "displaced": "displaced displacing displaces fled flee fleeing evacuated evacuating uprooted",
    "destroyed": "destroyed destroying destroys damaged damaging razed flattened levelled burned",
    "sunk": "sunk sank sinks sinking",
    "fired": "fired firing fires launched launching launches",
    "downed": "intercepted intercepting downed downing lost loses losing",
    "hit": "hit struck",
    "gone": "left withdrawn withdrew withdraws withdrawing",
    "there": "sent sends sending send deployed deploying deploys deploy dispatched moved moves moving massed"
    " delivered delivers supplied has have had involves involved involving stationed based gathered part show shows"
    " showed see saw counted counts",
    "called up": "mobilised mobilized",
    "seized": "seized seizes seizing stopped halted boarded",
    "counted": "recorded records confirmed reported",
}
STATE_OF = {word: state for state, words in _STATES.items() for word in words.split()}
_BESIDE = {
    "displaced": ("forced driven drove", "homes houses villages"),
    "injured": ("treated taken brought admitted sent", "injuries wounds burns injured hospital hospitals"),
    "detained": ("took taken", "captive hostage prisoner"),
    "released": ("let", "go leave"),
}
BESIDE = {
    verb: tuple((word_set(others), state) for state, (verbs, others) in _BESIDE.items() if verb in verbs.split())
    for verb in " ".join(verbs for verbs, _ in _BESIDE.values()).split()
}
"""Verbs that tell what became of people beside one of some words: whoever is forced is not always displaced."""
_PHRASES = {
    "downed": "shot down/shoot down/shooting down/brought down",
    "killed": "shot dead",
    "called up": "called up",
    "released": "set free/handed over/let go",
    "detained": "rounded up/picked up",
    "there": "waiting at/waiting in/waiting off/lined up/drawn up",
    "gone": "pulled out/pulled back",
    "turned back": "turned back/driven back",
}
PHRASES = {tuple(phrase.split()): state for state, phrases in _PHRASES.items() for phrase in phrases.split("/")}
"""What two words say that each alone does not."""
STATES = frozenset(STATE_OF) | frozenset(BESIDE) | {verb for verb, _ in PHRASES}
"""Words that say what became of what is counted."""
OF_PEOPLE = word_set("killed injured missing detained released displaced")
INTRANSITIVE = word_set(
    "died die dies dead perished drowned missing unaccounted disappeared trapped fled flee fleeing evacuated hit sank"
    " gathered part left withdrew have has had"
)
"""Verbs whose subject is what is counted: "nine people died"; "nine soldiers fired" counts nothing."""
PASSIVE = word_set("were was been are is be being reported feared confirmed")
NOUNS_OF_ACTS = {
    **dict.fromkeys(("lives", "death", "deaths", "killing", "killings", "bodies"), "killed"),
    **dict.fromkeys(("arrest", "arrests", "detention", "capture", "abduction"), "detained"),
    "release": "released",
    "evacuation": "displaced",
    **dict.fromkeys(("deployment", "arrival"), "there"),
    "withdrawal": "gone",
    **dict.fromkeys(("loss", "downing", "interception"), "downed"),
}
"""Nouns that say what became of those behind "of": "the arrest of nine men"."""

_THINGS = {
    "troops": "troops soldiers reservists servicemen personnel peacekeepers marines conscripts mercenaries",
    "missiles": "missiles rockets shells projectiles",
    "drones": "drones uavs",
    "aircraft": "aircraft jets planes warplanes helicopters bombers",
    "tanks": "tanks vehicles howitzers launchers",
    "ships": "ships vessels boats warships tankers frigates",
    "buildings": "houses homes buildings schools hospitals apartments",
    "cases": "cases infections",
}
KIND_OF = {word: kind for kind, words in _THINGS.items() for word in words.split()}
_TOLLS = {
    "killed": "deaths dead fatalities lives bodies",
    "injured": "injuries injured wounded",
    "missing": "missing",
    "detained": "arrests hostages captives detainees",
}
TOLL_OF = {word: kind for kind, words in _TOLLS.items() for word in words.split()}
COUNTED = frozenset((*TOLL_OF, "cases", "infections"))
GROUPS = word_set("total force group contingent reinforcement crew brigade battalion convoy fleet team")
"""What holds as many as it is said to be of: "a brigade of 1,500 soldiers"."""
PEOPLE = word_set("people person persons lives victims dead deaths fatalities injuries injured wounded arrests missing")
NO_PERSONS = word_set(
    "homes houses buildings schools villages towns ships boats vessels vehicles cars animals rabbits days"
)

AUXILIARY = word_set(
    "were was are is be been being have has had who that also reported reportedly confirmed feared believed said to"
    " remain remains remained still now either presumed listed known left from their them would will"
    " take took taking went"
)
PLACING = word_set("in on at near along inside outside around across off aboard")
"""Prepositions of place that may stand behind what is counted."""
ENDS_NOUN = PLACING | word_set(
    f"beside behind overnight yesterday today tonight early late hostage captive go leave {' '.join(WEEKDAYS).lower()}"
)
MODIFIES = PLACING | {"of", "from"}
AFTER_PASSIVE = PLACING | word_set("by when as and after during from while since with over before")
BEFORE_PRESENCE = word_set("of are were is was now at to with by") | {"", ","}
AVERAGE = word_set("aged article flight magnitude no chapter room group level type mark page verse")
DEFINITE = word_set(
    "the these those his her their its our this both further additional other every each first last next per"
)
OTHERS = word_set("more of further additional years year days day hours months weeks minutes percent per th")
NO_NEWS = re.compile(
    r"\b(?:could|may|might|would|if|unless|should|plans?|planned|planning|wants?|deny|denied|denies|threat\w+|ago"
    r"|average|expected to|anniversary|similar|previous|earlier (?:attack|this|in)|worst|deadliest|biggest|largest"
    r"|no one|nobody|last (?:year|month|week|spring|summer|autumn|winter)"
    r"|(?:past|last|first) (?:\w+ )?(?:hours|days?|weeks?|months?|years?)"
    r"|daily|compared|(?:a|an|this|each|every|per) (?:minute|hour|day|week|month|year)|so far this|separate|proposed"
    r"|never|neither|hardly|demand\w*|call(?:s|ed|ing)? for|urg(?:e|es|ed|ing)|rumou?rs?|false\w*|fake|in exchange)\b"
)
"""Words, in small letters, of a sentence whose figures are no state of the story's event today: a plan's, a period's,
another event's."""
YEAR = re.compile(r"(?<!since )(?<!Since )\b(?:1[89]|20)\d\d\b")
_BEGAN = "start|beginning|outbreak|war|fighting|conflict|invasion|crisis|uprising|coup|early|late|mid|then"
TOTAL = re.compile(rf"\bsince (?:the |its |last )?(?:\d|{_BEGAN}|{'|'.join(MONTHS).lower()})")
"""What says, in small letters, that a figure counts over a long time: since a year or a war, not since the weekend."""
REACHED = word_set("to at as reached reaches stood stands was is topped passed hit of")
MOVES = REACHED | word_set("rose risen rises climbed climbs grew grown jumped increased fell has had people persons")
