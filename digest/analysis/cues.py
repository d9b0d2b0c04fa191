"""The words by which each language points back, names a speaker, tells of the past or of what could be.

A language is one entry in ``CUES``. A language without an entry has no such words: nothing of another
language is ever looked for in it, and only what punctuation tells is known.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import NamedTuple

from digest.analysis.forms import word_set
from digest.text.saying import DENIES, SAYS, join_forms

_NEVER = re.compile(r"(?!)")
_OPEN = r"^[\"“”„«»'‘’(\[\s—–-]*"


class Cue(NamedTuple):
    """A pattern, and words of which a sentence in which it finds something has one; none where they are not known.

    Words are looked up; a pattern goes over all of a sentence, ten times as long.
    """

    pattern: re.Pattern[str] = _NEVER
    words: frozenset[str] = frozenset()

    def search(self, sentence: str, words: Collection[str]) -> re.Match[str] | None:
        """Search a sentence, whose ``words`` are those of ``split_words``."""
        return None if self.words and self.words.isdisjoint(words) else self.pattern.search(sentence)


_NO_CUE = Cue()


@dataclass(frozen=True, slots=True)
class Cues:
    """Patterns on a sentence with white space collapsed; the group named ``cue`` is shown as the reason.

    ``opening`` points back from the start of a sentence, unless ``harmless`` holds too; ``background`` tells of older
    news: for English, ``needs`` and ``traits`` know more than both. ``contrast`` sets a sentence against the one
    before it; ``denial``: somebody denies a thing, to which its ``cue`` points back. ``speech``: somebody says
    something, outside of quotation marks. ``first_person``: the speaker speaks of himself.
    ``hypothetical`` tells of what could be; ``lead_in`` only announces what follows; ``picture`` is found in a caption,
    ``position`` where it says who stands where and does what; ``reader``
    where a page speaks to its reader, ``order`` opens what tells the reader to do something; ``newsroom``, outside of
    quotations, where those who write speak of their own work or lead the reader on; ``author`` says who wrote a piece.
    """

    opening: re.Pattern[str] = _NEVER
    harmless: re.Pattern[str] = _NEVER
    contrast: Cue = _NO_CUE
    denial: Cue = _NO_CUE
    speech: re.Pattern[str] = _NEVER
    first_person: re.Pattern[str] = _NEVER
    background: re.Pattern[str] = _NEVER
    hypothetical: Cue = _NO_CUE
    lead_in: re.Pattern[str] = _NEVER
    picture: Cue = _NO_CUE
    reader: Cue = _NO_CUE
    newsroom: Cue = _NO_CUE
    position: re.Pattern[str] = _NEVER
    author: re.Pattern[str] = _NEVER
    order: re.Pattern[str] = _NEVER


def _join_alternatives(text: str) -> str:
    """Return alternatives from a list of phrases parted by ``/``."""
    return "|".join(re.sub(r"\s+", r"\\s+", phrase.strip()) for phrase in text.split("/"))


def _compile_opening(text: str) -> re.Pattern[str]:
    return re.compile(rf"{_OPEN}(?P<cue>{_join_alternatives(text)})(?!\w|[-’']\w*-)", re.IGNORECASE)


def _compile_words(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)


_YEAR = r"(?:1[5-9]\d\d|20\d\d)"
_EN_CONTRAST = _join_alternatives("""
    but / yet / however / nevertheless / nonetheless / instead / conversely / in contrast / by contrast /
    on the other hand / on the contrary / even so / despite this / despite that
    """)
_EN_WRONG = (
    r"(?:the|that|this|these|those) (?:\w{1,20} ){0,2}(?:was|were|is|are) (?:wrong|incorrect|mistaken|erroneous)[.,:;]"
)
"""A correction of the sentence before: "The figure was wrong"."""
_EN_WE = (
    r"(?<!as )\bwe(?:['’](?:ve|ll|re))?"
    r"(?: (?:will|have|are|can|just|also|now|been|still|already|all|previously)){0,3}"
)
"""Not "As we have reported, …": the news follows."""
_EN_WORK = "episode|podcast|article|posts?|page|blog|newsletter|coverage|explainer|video|series|edition"
_SPOT = r"(?:[LC]|[LRC]-[LRC]|left|right|cent(?:re|er))"
_EN_POSITION = rf"\((?:{_SPOT}|(?:[a-z]+|\d(?:st|nd|rd|th))[ -](?:R|{_SPOT})|pictured)\)"
"""Where somebody stands in a picture; not "(R)" alone, which is a party."""
_DENIES = DENIES.forms
_POINTED_AT, _TAKEN_UP = "it|them|that|this|those|these|such", "the|any|all|his|her|their|its|[a-z]+ing"
CUES: dict[str, Cues] = {
    "en": Cues(
        contrast=Cue(
            re.compile(
                rf"{_OPEN}(?:(?:{_EN_CONTRAST})(?![\w’'-])|still,)|[,;] (?:however|though)[,.;]|{_OPEN}{_EN_WRONG}",
                re.IGNORECASE,
            ),
            word_set(
                "but yet however nevertheless nonetheless instead conversely contrast hand contrary even despite still"
                " though wrong incorrect mistaken erroneous"
            ),
        ),
        denial=Cue(
            re.compile(
                rf"(?<!be )(?<!was )(?<!were )(?<!been )(?<!are )\b(?:{join_forms(_DENIES)})"
                rf" (?:(?P<cue>{_POINTED_AT})|{_TAKEN_UP})\b"
            ),
            _DENIES,
        ),
        speech=_compile_words(rf"{join_forms(SAYS)}|pointed\s+out|according\s+to"),
        first_person=re.compile(r"\b(?:I|[Mm]e|[Mm]y|[Ww]e|[Uu]s|[Oo]ur)\b(?!\.)"),
        hypothetical=Cue(
            re.compile(
                r"(?P<cue>^(?:If|Unless|Should)\b|\b(?:could|may|might|would)\b|\b(?:is|are|was|were) (?:expected"
                r"|likely|set|due|scheduled|poised) to\b|\b(?:plans?|hopes?|intends?) to\b)"
            ),
            word_set(
                "if unless should could may might would could've may've might've would've expected likely set due"
                " scheduled poised plan plans hope hopes intend intends"
            ),
        ),
        lead_in=re.compile(
            r"Here(?: is| are|['’]s|['’]re)\b"
            r"|(?:Below|The following)(?: is| are) (?:what|how|why|a look|a list|some|the)\b"
            r"|(?-i:(?:[A-Z][\w.’']* ){2,5})(?:(?:reports|explains)(?: [\w’']+){0,4}|weighs in)[.:]$",
            re.IGNORECASE,
        ),
        reader=Cue(
            re.compile(
                r"\b(?:[Ss]ign up (?:for|to) our|Sign [Uu]p|Continue reading|Read (?:more|On) (?:about|at|here|on|The)"
                r"|[Cc]lick(?:ing)? (?:here|the box)|[Oo]ur newsletter|[Nn]ewsletter (?:will|to)|"
                r"View all [^.]{0,40}newsletters|you['’]re not a robot"
                r"|^Thank(?:s| you) for [a-z]+ing|^An error (?:has )?occurred"
                r"|^Please (?:try again|verify|enter your))\b"
            ),
            word_set("sign continue read click clicking newsletter newsletters robot thank thanks error please"),
        ),
        newsroom=Cue(
            re.compile(
                rf"{_EN_WE} (?:report(?:ed|ing)|cover(?:ed|ing)|bring(?:ing)? you|hear(?:d|ing)? from|publish(?:ed|ing)"
                r"|wrote (?:on|about)|commissioned|take an? (?:\w+ )?look|seeing (?:images|photos|pictures|videos?)"
                rf"|(?:discuss|explain|explor|examin|recap|look)[a-z]{{0,4}}\b[^.]{{0,80}}\b(?:{_EN_WORK}))\b"
                r"|\blet(?:['’]s| us) (?:now |just |also )?(?:(?:look|turn|switch|start|begin|pivot|recap|cross)\b"
                r"|take an? (?:\w+ )?look\b|(?:go|get|come) (?:back|over|through|started)\b|hear from\b)"
                r"|\byou can (?:also )?(?:follow|read|watch|listen|hear|find|see)\b"
                rf"[^.]{{0,80}}\b(?:here|below|{_EN_WORK})\b"
                r"|\byou can (?:also )?(?:follow|watch|listen to) [^.]{1,40} on\b|\bmargin of (?:sampling )?error\b"
                r"|^(?:on|in) (?:this|the|today['’]s)\b[^.]{0,40}\bepisode of\b|\bhit play\b"
                r"|\b(?:map|graphic|graph|chart|photos?|videos?|pictures?|images?) (?:below|above)\b"
                r"(?! (?:the|an?|his|her|its|their)\b)"
                r"|\bstay (?:tuned|with us)\b|^\W*for more information,? (?:see|visit)\b"
                r"|\b(?:has|have) (?:the |an )?exclusive (?:pictures?|images|photos|footage|video|interview|report)\b",
                re.IGNORECASE,
            ),
            word_set("we we've we'll we're let let's you stay information exclusive below above margin episode play"),
        ),
        author=re.compile(
            r"(?:[A-Z][\w.'’-]* ){2,4}is an? (?:[\w'’-]+ ){0,8}(?:writer|journalist|reporter|columnist|correspondent"
            r"|editor|author|contributor)\b(?:[^,]{0,60}\.$| (?:for|at) (?:the )?[A-Z])"
        ),
        order=re.compile(
            r"(?:Apply|Catch|Check|Consider|Contact|Contrast|Find|Follow|Get|Imagine|Join|Keep|Learn|Listen|Make|Meet|Read"
            r"|Remember|See|Share|Stay|Subscribe|Take|Think|Try|Use|View|Visit|Wait|Watch)"
            r" (?:us|me|him|her|them|it|our|your|the|this|that|these|all|more|out|up|back|here|if)\b"
            r"|(?:Imagine|Listen|Read|Remember|Subscribe|Think) (?:to|in|on|about)\b"
        ),
        picture=Cue(
            re.compile(
                r"\b(?:file|undated|handout) (?:photo|image|picture)\b|^(?:In this|This)\b[^.]{0,40}\b(?:photo|frame"
                r" grab)\b|\((?:\w+ )?(?:Photo|Image)s?\b|/(?:AFP|AP|Getty|Reuters|EPA)\b|^Media playback\b",
                re.IGNORECASE,
            ),
            word_set("photo photos image images picture frame playback afp ap getty reuters epa"),
        ),
        position=re.compile(
            rf"{_EN_POSITION}(?:,? (?:and|with) [^.()]{{1,40}}{_EN_POSITION}?)?"
            r" (?!(?:has|was|does|says)\b)[a-z]+(?:s|ing)\b"
        ),
    ),
    "de": Cues(
        opening=_compile_opening("""
            er / sie / es / dies / diese[rsmn]? / dieser / jene[rsmn]? / sein / seine[rsmn]? / ihr /
            ihre[rsmn]? / ihm / ihnen / ihn / doch / aber / jedoch / allerdings / auch / außerdem / zudem /
            dennoch / trotzdem / deshalb / daher / deswegen / darum / dann / danach / daraufhin / damit /
            dabei / dafür / dagegen / dazu / davon / darüber hinaus / unterdessen / inzwischen / stattdessen
            / und / oder / denn / so / beide / letztere[rsmn]?
            """),
        harmless=_compile_opening("diese[rsnm]? (?:Woche|Monat|Jahr|Tage|Sommer|Winter) / es gibt"),
        contrast=Cue(_compile_opening("doch / aber / jedoch / allerdings / dennoch / trotzdem / dagegen / hingegen")),
        speech=_compile_words(r"sagte|sagt|erklärte|schrieb|teilte|berichtete|betonte|fügte|laut|zufolge"),
        first_person=re.compile(r"\b(?:[Ii]ch|[Mm]ich|[Mm]ir|[Mm]eine?|[Ww]ir|[Uu]ns|[Uu]nsere?)\b"),
        background=_compile_words(rf"(?:im Jahr|seit|seit dem Jahr) {_YEAR}|vor \w+ (?:Jahren|Monaten)"),
        hypothetical=Cue(re.compile(r"(?P<cue>^(?:Wenn|Falls|Sollte)\b|\b(?:könnten?|würden?|dürften?)\b)")),
    ),
    "fr": Cues(
        opening=_compile_opening("""
            il / elle / ils / elles / ce / cela / ceci / celui-ci / celle-ci / ceux-ci / ces / cet / cette /
            son / sa / ses / leur / leurs / lui / mais / cependant / toutefois / pourtant / aussi / ainsi /
            donc / or / et / ou / ni / alors / puis / ensuite / enfin / par ailleurs / en outre / de plus /
            en effet / par exemple / en revanche
            """),
        harmless=_compile_opening(
            "cette (?:semaine|année|nuit) / il y a / il faut"
            " / ce (?:matin|soir|mois|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)"
        ),
        contrast=Cue(_compile_opening("mais / cependant / toutefois / pourtant / or / en revanche")),
        speech=_compile_words(r"a (?:dit|déclaré|affirmé|écrit|ajouté|annoncé|indiqué)|selon|dit-il|dit-elle"),
        first_person=re.compile(r"\b(?:[Jj]e|[Jj]['’]\w+|[Mm]oi|[Mm]on|[Mm]a|[Mm]es|[Nn]ous|[Nn]otre|[Nn]os)\b"),
        background=_compile_words(rf"(?:en|depuis) {_YEAR}|il y a \w+ (?:ans|mois)"),
        hypothetical=Cue(re.compile(r"(?P<cue>^Si\b|\b(?:pourrai(?:t|ent)|devrai(?:t|ent)|serai(?:t|ent))\b)")),
    ),
    "es": Cues(
        opening=_compile_opening("""
            él / ella / ellos / ellas / este / esta / esto / estos / estas / ese / esa / eso / esos / esas /
            su / sus / pero / sin embargo / además / también / por eso / por lo tanto / así / entonces /
            luego / después / y / o / no obstante / mientras tanto / por ejemplo / ambos / ambas
            """),
        harmless=_compile_opening(
            "est[ea] (?:semana|año|mes|mañana|tarde|noche|lunes|martes|miércoles|jueves|viernes|sábado|domingo)"
        ),
        contrast=Cue(_compile_opening("pero / sin embargo / no obstante")),
        speech=_compile_words(r"dijo|afirmó|declaró|añadió|señaló|según|anunció"),
        first_person=re.compile(r"\b(?:[Yy]o|[Mm]e|[Mm]is?|[Nn]os|[Nn]osotros|[Nn]uestr[ao]s?)\b"),
        background=_compile_words(rf"(?:en|desde) {_YEAR}|hace \w+ (?:años|meses)"),
        hypothetical=Cue(re.compile(r"(?P<cue>^Si\b|\b(?:podrían?|deberían?|serían?)\b)")),
    ),
    "ru": Cues(
        opening=_compile_opening("""
            он / она / оно / они / это / этот / эта / эти / его / её / ее / их / такой / такая / такие / оба
            / но / однако / также / кроме того / при этом / поэтому / затем / потом / тогда / и / или / а /
            так / например / в то же время / тем временем / впрочем / тем не менее
            """),
        harmless=_compile_opening("в эт(?:ом году|от день)"),
        contrast=Cue(_compile_opening("но / однако / впрочем / тем не менее")),
        speech=_compile_words(r"сказал[аи]?|заявил[аи]?|написал[аи]?|сообщил[аи]?|отметил[аи]?|добавил[аи]?|по словам"),
        first_person=re.compile(r"\b(?:[Яя]|[Мм]не|[Мм]еня|[Мм]ы|[Нн]ам|[Нн]ас|[Нн]аш\w*)\b"),
        background=_compile_words(rf"[вс] {_YEAR} году?|(?:лет|года|месяцев) назад"),
        hypothetical=Cue(re.compile(r"(?P<cue>^Если\b|\b(?:может|могут|мог(?:ла|ли)? бы)\b)")),
    ),
    "uk": Cues(
        opening=_compile_opening("""
            він / вона / воно / вони / це / цей / ця / ці / його / її / їх / їхній / такий / така / такі /
            обидва / але / однак / проте / також / крім того / при цьому / тому / потім / тоді / і / й / та
            / або / а / так / наприклад / водночас / тим часом / втім / тим не менш
            """),
        harmless=_compile_opening("цього (?:року|тижня|місяця)"),
        contrast=Cue(_compile_opening("але / однак / проте / втім / тим не менш")),
        speech=_compile_words(
            r"сказа(?:в|ла|ли)|заяви(?:в|ла|ли)|написа(?:в|ла|ли)|повідоми(?:в|ла|ли)|зазначи(?:в|ла|ли)|за словами"
        ),
        first_person=re.compile(r"\b(?:[Яя]|[Мм]ені|[Мм]ене|[Мм]и|[Нн]ам|[Нн]ас|[Нн]аш\w*)\b"),
        background=_compile_words(rf"[ву] {_YEAR} році|(?:років|роки|місяців) тому"),
        hypothetical=Cue(re.compile(r"(?P<cue>^Якщо\b|\b(?:може|можуть|міг|могла|могли)\b)")),
    ),
}
