"""The English words by which a sentence tells who speaks: bodies, offices, titles, and who has no name.

They are read off the labelled statements that ``benchmarks/score_claims.py`` measures with.
"""

import re

from digest.analysis.forms import Form, word_set
from digest.text.calendar_names import MONTHS, WEEKDAYS
from digest.text.saying import SPEAKS

CALLS = {"called": ("for", "on"), "calls": ("for", "on")}
"""Verbs that tell of words only before one of these."""
BEHIND_NAME = word_set("who in on at after during to as when while referring welcoming speaking of with from")
"""Words that may stand behind a name that follows its verb: "...," said Pavel Idrin in Oslo."""
ADVERBS = word_set(
    "has have had also later earlier then repeatedly previously already reportedly now still again once today"
    " yesterday immediately publicly privately further never always recently separately since long all just first"
    " meanwhile only each both grudgingly strongly consistently"
)
"""Words that may part who speaks from the verb."""
ADDS = word_set("saying adding")
"""What may follow a sentence whose subject then speaks: "Idrin left the hall, saying that"."""
BE = word_set("is was are were be been being am")
CLAUSE = word_set(
    "but and while as that because when although though if whereas where after before so yet since or which who"
    " whom what how whether than meanwhile nor until unless once"
)
"""Words that open a clause."""
RELATIVE = word_set("which who whom what that how")
PREPOSITIONS = word_set("of for in on at to from with by about against among near into over under between during")
OPENERS = word_set(
    "in on at after before during since from with under for by according speaking asked addressing amid despite"
    " without within regarding everyone someone nobody anyone"
)
"""Words that no speaker begins with."""
BODIES = word_set(
    "military army government ministry police agency office department embassy council court commission parliament"
    " cabinet presidency administration navy force forces movement party union command service institute centre"
    " center committee organisation organization secretariat militia authority mission campaign coalition federation"
    " guard company"
)
SPOKESMEN = word_set("spokesman spokeswoman spokesperson")
OFFICES = SPOKESMEN | word_set(
    "minister president premier chancellor leader chief head commander king queen emperor pope governor mayor"
    " ambassador envoy secretary chairman chairwoman chair"
)
TITLES = OFFICES | word_set(
    "mr mrs ms dr sir lord lady dame hon general gen lt col colonel maj major captain capt admiral adm rear"
    " brigadier sgt sergeant commodore lieutenant marshal field commissioner senator sen rep representative gov"
    " congressman congresswoman justice judge attorney prime vice deputy former foreign defence defense interior"
    " energy finance state prof professor father saint rev reverend sheikh ayatollah prince princess crown baroness"
    " baron count director manager principal"
)
"""Words of titles, in small letters: no name of a person."""
BESIDE_OFFICE = word_set(
    "foreign defence defense interior finance policy party deputy prime vice opposition rights centre left right"
    " presidential military army chief former acting senior justice energy security press national parliamentary"
    " group political health police human economic"
)
"""What may stand beside an office before a name: "foreign policy chief Ann Orrell"."""
NEWSROOMS = word_set(
    "reuters afp ap bbc cnn cbs nbc abc bloomberg times post journal news telegraph press tass interfax xinhua"
    " jazeera guardian economist newspaper radio television tv magazine media daily"
)
"""Words of a newsroom's name: it tells of others' words, and is no side."""
NAMELESS = word_set(
    "official officials source sources analyst analysts expert experts witness witnesses resident residents people"
    " critics diplomat diplomats lawyer lawyers supporters observers report reports statement document documents"
    " affidavit prosecutors protesters soldier soldiers activist activists survivors mediators members member"
    " workers editor authorities organisers survey poll study person man woman aide aides adviser advisers"
    " executives families students student doctors doctor scientists researchers economists investigators rescuers"
    " troops"
)
ARTICLES = word_set("a an the")
ROLES = OFFICES | word_set(
    "commissioner negotiator delegate veteran guard worker attorney partner pilot owner bishop priest physicist "
    "seismologist sociologist psychologist biologist archaeologist lawyer analyst expert official diplomat "
    "resident witness activist researcher economist scientist historian professor director manager founder author "
    "journalist reporter editor captain commander general colonel senator lawmaker judge prosecutor adviser "
    "advisor aide member candidate doctor nurse teacher student driver farmer fisherman sailor engineer father "
    "mother brother sister wife husband son daughter widow spokesman deputy fellow tourist"
)
"""What the words behind a person's name say that they are."""
NO_GIVEN_NAMES = word_set(
    "executive officer affairs staff council house street party union national united white nations world human rights"
    " international watch league brigade bank amnesty front university hospital institute"
)
"""Words with a capital that stand behind a title and begin no person's name."""
DATES = frozenset((*WEEKDAYS, *MONTHS))
PARTICLES = word_set("al el bin bint ibn van von der den de del da di du dos la le ten ter bon")
GLUE = word_set("of the and for")
"""Words that a name may hold, but not end with."""
POSSESSIVES = word_set("his her its their my our your")
_SPOKEN = {word[:5] for word in SPEAKS} | {"called", "calls", "according to"} | ADDS
MAY_SPEAK = re.compile(rf"\b(?:{'|'.join(sorted(_SPOKEN))})")
"""What a sentence holds that tells somebody's words: all others are left at once."""
_TITLED = "|".join(f"[{word[0].upper()}{word[0]}]{word[1:]}" for word in sorted(TITLES))
_ROLE = f"(?:{'|'.join(sorted(ROLES))})"
_TITLE_OR_ROLE = re.compile(rf"\b(?=\w+(?:\.?|,) [A-ZÀ-Þ])(?:(?:{_TITLED})\.? |{_ROLE}, )")
"""A title or a role before a capital. It looks for the capital first, at every word, and then for one of 150 words."""
_ROLE_BEHIND_COMMA = re.compile(rf", (?<=[\w.], )(?:[\w’'-]+ ){{0,4}}{_ROLE}\b")
"""A role behind a comma. It begins with letters, which ``re`` finds sooner than what may stand before them."""
_HYPHEN = re.compile(r"-[A-ZÀ-Þ]")


def is_name(form: Form) -> bool:
    """Tell whether a word can belong to a name with its titles: "Dr", "Idrin", "el-Feky"."""
    return form.name or (form.upper and form.lower in TITLES) or (form.alpha and _HYPHEN.search(form.text) is not None)


def may_introduce(text: str) -> bool:
    """Tell whether a sentence may introduce a person: a title before a capital, a role behind a comma or before one."""
    return _TITLE_OR_ROLE.search(text) is not None or _ROLE_BEHIND_COMMA.search(text) is not None
