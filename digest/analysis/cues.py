"""The words by which each language points back, names a speaker, tells of the past or of what could be.

A language is one entry in ``CUES``. A language without an entry has no such words: nothing of another
language is ever looked for in it, and only what punctuation tells is known.
"""

import re
from dataclasses import dataclass

_NEVER = re.compile(r"(?!)")
_OPEN = r"^[\"“”„«»'‘’(\[\s—–-]*"


@dataclass(frozen=True, slots=True)
class Cues:
    """Patterns on a sentence with white space collapsed; the group named ``cue`` is shown as the reason.

    ``opening`` points back from the start of a sentence, unless ``harmless`` holds too. ``early``: a pronoun
    in an opening clause, before any name. ``definite``: a thing spoken of as known; the group ``noun`` names
    it. ``speech``: somebody says something, outside of quotation marks. ``said_by_pronoun``: the one who says
    it is only called "he". ``first_person``: the speaker speaks of himself. ``attribution``: in a line that
    names a speaker and ends in a colon. ``background`` tells of older news, ``dated`` of a day of the past
    where a ``weekday`` would be this week's, ``hypothetical`` of what could be, ``silence`` that somebody said
    nothing; ``lead_in`` only announces what follows.
    """

    opening: re.Pattern[str] = _NEVER
    harmless: re.Pattern[str] = _NEVER
    early: re.Pattern[str] = _NEVER
    definite: re.Pattern[str] = _NEVER
    speech: re.Pattern[str] = _NEVER
    said_by_pronoun: re.Pattern[str] = _NEVER
    attribution: re.Pattern[str] = _NEVER
    first_person: re.Pattern[str] = _NEVER
    background: re.Pattern[str] = _NEVER
    hypothetical: re.Pattern[str] = _NEVER
    silence: re.Pattern[str] = _NEVER
    lead_in: re.Pattern[str] = _NEVER
    weekday: re.Pattern[str] = _NEVER
    dated: re.Pattern[str] = _NEVER


def _any(text: str) -> str:
    """Alternatives from a list of phrases parted by ``/``."""
    return "|".join(re.sub(r"\s+", r"\\s+", phrase.strip()) for phrase in text.split("/"))


def _opening(text: str) -> re.Pattern[str]:
    return re.compile(rf"{_OPEN}(?P<cue>{_any(text)})(?!\w|[-’']\w*-)", re.IGNORECASE)


_EN_OPENING = _opening("""
    he / she / they / it / this / that / these / those / his / her / hers / its / their / theirs / him /
    them / himself / herself / itself / themselves / such / both / which / whose / another / others /
    neither / the other / the others / the same / the former / the latter / the two / the three / the pair /
    the duo / the trio / here / there / one of (?:them|those|these) /
    (?:some|many|most|all|none|each|half|several) of (?:them|those|these) /
    (?:one|two|three|four|five|six|seven|eight|nine|ten|several) (?:are|died|had|has|have|is|served|was|were|will)
    / on both of (?:them|these|those) / (?:of|among) (?:them|those|these) / however / but / also / meanwhile
    / moreover / furthermore / nevertheless / nonetheless / still / yet / so / thus / hence / therefore /
    instead / otherwise / then / afterwards? / later / earlier / similarly / likewise / besides /
    additionally / accordingly / consequently / conversely / indeed / rather / finally / secondly / thirdly
    / elsewhere / and / or / nor / too / except / even so / as such / in addition / in fact / in turn /
    in contrast / by contrast / in other words / in response / in return /
    in (?:this|that|the) (?:context|case|regard|respect) / in the (?:meantime|process|end) /
    in (?:doing|so doing) / for example / for instance / as a result / as a consequence / on the other hand
    / on the contrary / at the same time / at the time / at that time / at this point / to that end /
    to this end / with that / with this / mostly / especially / particularly /
    (?:at|by|during|for|in|on|to|with) (?:these|those) / (?:at|during|in) that / during this / in such /
    (?:after|before|since|until|by|despite|because of|following|from|under) (?:this|that|these|those|then) /
    because(?=[^,]*$) / regardless / after all /
    on top of that / the (?:first|second|third) (?:is|was) / first, / second, /
    third,
    """)
_EN_HARMLESS = re.compile(
    _OPEN + r"(?:(?:(?:after|by|during|from|in|since|until) )?th(?:is|ese|ose) (?:(?:past|coming) )?"
    r"(?:days?|week|weekend|month|year|morning|afternoon|evening|"
    r"night|summer|winter|spring|fall|autumn|january|february|march|april|may|june|july|august|september|"
    r"october|november|december)\b"
    r"|(?:later|earlier)(?: on)? (?:this|today|tomorrow|in the|on |monday|tuesday|wednesday|thursday|friday|"
    r"saturday|sunday)"
    r"|(?:but |and )?there(?:'s|’s| is| are| was| were| has| have| had| will| may| could| can)\b"
    r"|both (?-i:[A-Z])|those (?:who|whose|in|of|with|living|killed)\b|finally (?-i:[A-Z])"
    r"|it(?:'s|’s| is| was| remains?| will be) (?:not )?(?:(?!the |an? |his |her |its |their )\w+ ){0,2}"
    r"(?:that|whether|how|why|when|who)\b"
    r"|it(?:'s|’s| is| was| will be) (?:not |too |very |now )*(?:clear|difficult|early|easy|hard|important|impossible|"
    r"late|likely|necessary|possible|rare|time|unclear|unlikely|unusual|vital)\b"
    r"|then-|so far|that (?-i:[A-Z])|the same (?:day|week|month|year))",
    re.IGNORECASE,
)
_EN_EARLY = re.compile(
    r"^(?:After|Before|When|While|As|Although|Though|Because|Since|Until|Despite|During|In|On|At|With|For|From|"
    r"By|To|Without|Like|Under|Following|One|Two|Three|Some|Many|Most|None|According to|Part|All|[A-Z][a-z]+(?:ed|ing))"
    r"(?: [a-z0-9'’,-]+){0,7}? (?P<cue>he|she|they|him|them|his|her|their)\b(?P<rest>.*)"
)
_EN_NOUNS = _any("""
    CEO / minister / chief / lawyers? / judge / officers? / soldiers? / family / parents / father / mother /
    ministry / agency / department / spokes(?:man|woman|person) / statement / report / document / letter /
    officials? / group / organi[sz]ation / company / firm / court / committee / commission / man / woman /
    boy / girl / couple / victims? / suspects? / attackers? / gunman / gunmen / driver / pilot / crew /
    plane / aircraft / jet / ship / vessel / boat / train / bus / car / vehicle / blast / explosion /
    attacks? / raid / strikes? / shooting / incident / accident / crash / fire / quake / move / decision /
    announcement / comments? / remarks? / proposal / plan / bill / measures? / law / deal / agreement /
    accord / pact / talks / meeting / visit / trip / vote / results? / case / trial / verdict / ruling /
    investigation / inquiry / probe / study / survey / video / footage / pictures? / images? / operation /
    offensive / mission / exercises? / protests? / clashes / figures? / numbers? / bodies / men / women /
    children / system / missiles? / drones? / claim / claims / allegations? / order / request / offer / site
    / area / town / city / village / region
    """)
_EN_DEFINITE = re.compile(
    rf"{_OPEN}(?P<cue>the (?P<noun>{_EN_NOUNS}))(?:['’]s?)? (?!of |for |on |in |to |at |between |with |from |by |"
    r"against |over |behind |and |or |that |who |which |whose |where |about |near |around |into |under |(?-i:[A-Z]))",
    re.IGNORECASE,
)
_EN_SAYS = _any("""
    said / says / say / told / tells / added / adds / announced / reported / stated / noted / pointed out /
    explained / wrote / tweeted / insisted / argued / warned / claimed / declared / confirmed / asked /
    replied / answered / remarked / commented / continued / concluded / stressed / emphasi[sz]ed / recalled
    / testified / according to
    """)
_EN_MONTH = (
    "(?:january|february|march|april|may|june|july|august|september|october|november|december)"
    r"(?: \d{1,2}(?:st|nd|rd|th)?)?,? "
)
_EN_PAST = re.compile(
    r"(?P<cue>^since (?:the|\d|(?-i:[A-Z]))|\b(?:"
    rf"(?:since|in|on|until|from|of|by) (?:(?:early |late |mid-?)?(?:{_EN_MONTH})?(?:1[5-9]\d\d|20\d\d)\b"
    r"|the past\b|recent (?:years|months|decades)\b)"
    r"|last (?:year|decade|century)\b|(?:years|months|decades|weeks) (?:ago|earlier)\b"
    r"|for (?:years|decades|months)\b|over the (?:past|last) (?:few |\w+ )?(?:years|months|decades)\b"
    r"|ha(?:s|ve) long\b|historically\b|previously\b|earlier this (?:year|month)\b"
    r"|accus\w+ (?:\w+ ){1,4}of (?:planning|plotting|preparing)\b))",
    re.IGNORECASE,
)
_EN_COULD = re.compile(
    r"(?P<cue>^(?:If|Unless|Should)\b|\b(?:could|may|might|would)\b|\b(?:is|are|was|were) (?:expected|likely|set|"
    r"due|scheduled|poised) to\b|\b(?:plans?|hopes?|intends?) to\b)"
)
_EN_SILENCE = re.compile(
    r"\b(?P<cue>(?:could not|couldn['’]t) (?:immediately )?be reached|declined to comment|refused to comment|"
    r"(?:did not|didn['’]t|has not|have not) (?:immediately )?(?:respond|repl|return)\w*)\b"
)
_EN_WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\b[Yy]esterday\b|\b[Tt]oday\b")
_EN_MONTHS = (
    r"(?:Jan(?:uary|\.)|Feb(?:ruary|\.)|March|April|May|June|July|Aug(?:ust|\.)|Sept(?:ember|\.)|Oct(?:ober|\.)"
    r"|Nov(?:ember|\.)|Dec(?:ember|\.))"
)
_EN_DATED = re.compile(
    r"^(?!.*\b(?:will|shall)\b).*\b[Oo]n "
    rf"(?P<cue>{_EN_MONTHS} \d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}}(?:st|nd|rd|th)? {_EN_MONTHS})(?!\w|,? \d{{4}})",
    re.DOTALL,
)

CUES: dict[str, Cues] = {
    "en": Cues(
        opening=_EN_OPENING,
        harmless=_EN_HARMLESS,
        early=_EN_EARLY,
        definite=_EN_DEFINITE,
        speech=re.compile(rf"\b(?:{_EN_SAYS})\b", re.IGNORECASE),
        said_by_pronoun=re.compile(
            r"(?:^|[,.!?] |^(?:Speaking|Asked|Writing|Talking|Addressing)\b[^.]{0,80}, )"
            rf"(?P<cue>(?:he|she|they|it)(?: (?:also|later|then))? (?:{_EN_SAYS}))\b",
            re.IGNORECASE,
        ),
        attribution=re.compile(rf"\b(?:{_EN_SAYS})\b", re.IGNORECASE),
        first_person=re.compile(r"\b(?:I|[Mm]e|[Mm]y|[Ww]e|[Uu]s|[Oo]ur)\b(?!\.)"),
        background=_EN_PAST,
        hypothetical=_EN_COULD,
        silence=_EN_SILENCE,
        lead_in=re.compile(
            r"(?:Here|Below|The following)(?: is| are|['’]s) (?:what|how|why|a look|a list|some|the)\b", re.IGNORECASE
        ),
        weekday=_EN_WEEKDAY,
        dated=_EN_DATED,
    ),
    "de": Cues(
        opening=_opening("""
            er / sie / es / dies / diese[rsmn]? / dieser / jene[rsmn]? / sein / seine[rsmn]? / ihr /
            ihre[rsmn]? / ihm / ihnen / ihn / doch / aber / jedoch / allerdings / auch / außerdem / zudem /
            dennoch / trotzdem / deshalb / daher / deswegen / darum / dann / danach / daraufhin / damit /
            dabei / dafür / dagegen / dazu / davon / darüber hinaus / unterdessen / inzwischen / stattdessen
            / und / oder / denn / so / beide / letztere[rsmn]?
            """),
        harmless=re.compile(
            _OPEN + r"(?:diese[rsnm]? (?:Woche|Monat|Jahr|Tage|Sommer|Winter)|es gibt)\b", re.IGNORECASE
        ),
        speech=re.compile(r"\b(?:sagte|sagt|erklärte|teilte|berichtete|betonte|fügte|laut|zufolge)\b", re.IGNORECASE),
        attribution=re.compile(r"\b(?:sagte|sagt|erklärte|schrieb|laut)\b", re.IGNORECASE),
        first_person=re.compile(r"\b(?:[Ii]ch|[Mm]ich|[Mm]ir|[Mm]eine?|[Ww]ir|[Uu]ns|[Uu]nsere?)\b"),
        background=re.compile(
            r"(?P<cue>\b(?:im Jahr|seit|seit dem Jahr) (?:1[5-9]\d\d|20\d\d)\b|\bvor \w+ (?:Jahren|Monaten)\b)"
        ),
        hypothetical=re.compile(r"(?P<cue>^(?:Wenn|Falls|Sollte)\b|\b(?:könnten?|würden?|dürften?)\b)"),
    ),
    "fr": Cues(
        opening=_opening("""
            il / elle / ils / elles / ce / cela / ceci / celui-ci / celle-ci / ceux-ci / ces / cet / cette /
            son / sa / ses / leur / leurs / lui / mais / cependant / toutefois / pourtant / aussi / ainsi /
            donc / or / et / ou / ni / alors / puis / ensuite / enfin / par ailleurs / en outre / de plus /
            en effet / par exemple / en revanche
            """),
        harmless=re.compile(
            _OPEN + r"(?:cette (?:semaine|année|nuit)|ce (?:matin|soir|mois|lundi|mardi|mercredi|jeudi|vendredi|samedi|"
            r"dimanche)|il y a|il faut)\b",
            re.IGNORECASE,
        ),
        speech=re.compile(
            r"\b(?:a (?:dit|déclaré|affirmé|ajouté|annoncé|indiqué)|selon|dit-il|dit-elle)\b", re.IGNORECASE
        ),
        attribution=re.compile(r"\b(?:a (?:dit|déclaré|affirmé|écrit)|selon)\b", re.IGNORECASE),
        first_person=re.compile(r"\b(?:[Jj]e|[Jj]['’]\w+|[Mm]oi|[Mm]on|[Mm]a|[Mm]es|[Nn]ous|[Nn]otre|[Nn]os)\b"),
        background=re.compile(
            r"(?P<cue>\b(?:en|depuis) (?:1[5-9]\d\d|20\d\d)\b|\bil y a \w+ (?:ans|mois)\b)", re.IGNORECASE
        ),
        hypothetical=re.compile(r"(?P<cue>^Si\b|\b(?:pourrai(?:t|ent)|devrai(?:t|ent)|serai(?:t|ent))\b)"),
    ),
    "es": Cues(
        opening=_opening("""
            él / ella / ellos / ellas / este / esta / esto / estos / estas / ese / esa / eso / esos / esas /
            su / sus / pero / sin embargo / además / también / por eso / por lo tanto / así / entonces /
            luego / después / y / o / no obstante / mientras tanto / por ejemplo / ambos / ambas
            """),
        harmless=re.compile(
            _OPEN + r"(?:est[ea] (?:semana|año|mes|mañana|tarde|noche|lunes|martes|miércoles|jueves|viernes|sábado|"
            r"domingo))\b",
            re.IGNORECASE,
        ),
        speech=re.compile(r"\b(?:dijo|afirmó|declaró|añadió|señaló|según|anunció)\b", re.IGNORECASE),
        attribution=re.compile(r"\b(?:dijo|afirmó|declaró|según)\b", re.IGNORECASE),
        first_person=re.compile(r"\b(?:[Yy]o|[Mm]e|[Mm]is?|[Nn]os|[Nn]osotros|[Nn]uestr[ao]s?)\b"),
        background=re.compile(
            r"(?P<cue>\b(?:en|desde) (?:1[5-9]\d\d|20\d\d)\b|\bhace \w+ (?:años|meses)\b)", re.IGNORECASE
        ),
        hypothetical=re.compile(r"(?P<cue>^Si\b|\b(?:podrían?|deberían?|serían?)\b)"),
    ),
    "ru": Cues(
        opening=_opening("""
            он / она / оно / они / это / этот / эта / эти / его / её / ее / их / такой / такая / такие / оба
            / но / однако / также / кроме того / при этом / поэтому / затем / потом / тогда / и / или / а /
            так / например / в то же время / тем временем / впрочем / тем не менее
            """),
        harmless=re.compile(_OPEN + r"(?:в эт(?:ом году|от день))\b", re.IGNORECASE),
        speech=re.compile(
            r"\b(?:сказал[аи]?|заявил[аи]?|сообщил[аи]?|отметил[аи]?|добавил[аи]?|по словам)\b", re.IGNORECASE
        ),
        attribution=re.compile(r"\b(?:сказал[аи]?|заявил[аи]?|написал[аи]?)\b", re.IGNORECASE),
        first_person=re.compile(r"\b(?:[Яя]|[Мм]не|[Мм]еня|[Мм]ы|[Нн]ам|[Нн]ас|[Нн]аш\w*)\b"),
        background=re.compile(
            r"(?P<cue>\b[вс] (?:1[5-9]\d\d|20\d\d) году?\b|\b(?:лет|года|месяцев) назад\b)", re.IGNORECASE
        ),
        hypothetical=re.compile(r"(?P<cue>^Если\b|\b(?:может|могут|мог(?:ла|ли)? бы)\b)"),
    ),
    "uk": Cues(
        opening=_opening("""
            він / вона / воно / вони / це / цей / ця / ці / його / її / їх / їхній / такий / така / такі /
            обидва / але / однак / проте / також / крім того / при цьому / тому / потім / тоді / і / й / та
            / або / а / так / наприклад / водночас / тим часом / втім / тим не менш
            """),
        harmless=re.compile(_OPEN + r"(?:цього (?:року|тижня|місяця))\b", re.IGNORECASE),
        speech=re.compile(
            r"\b(?:сказа(?:в|ла|ли)|заяви(?:в|ла|ли)|повідоми(?:в|ла|ли)|зазначи(?:в|ла|ли)|за словами)\b",
            re.IGNORECASE,
        ),
        attribution=re.compile(r"\b(?:сказа(?:в|ла|ли)|заяви(?:в|ла|ли)|написа(?:в|ла|ли))\b", re.IGNORECASE),
        first_person=re.compile(r"\b(?:[Яя]|[Мм]ені|[Мм]ене|[Мм]и|[Нн]ам|[Нн]ас|[Нн]аш\w*)\b"),
        background=re.compile(
            r"(?P<cue>\b[ву] (?:1[5-9]\d\d|20\d\d) році\b|\b(?:років|роки|місяців) тому\b)", re.IGNORECASE
        ),
        hypothetical=re.compile(r"(?P<cue>^Якщо\b|\b(?:може|можуть|міг|могла|могли)\b)"),
    ),
}
