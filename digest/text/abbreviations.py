"""The abbreviations after which a full stop does not end a sentence, or does so seldom.

Written as in running text, without the last full stop. They are of several languages, and each is harmless
in the others. To add a language, add its words to the first three lists.
"""


def _list(text: str) -> frozenset[str]:
    return frozenset(text.split())


BEFORE_NAMES = _list("""
    Adm Amb Atty Brig Capt Cdr Cmdr Cmdt Col Comdr Cpl Cpt Det Dr Dra Drs Ens Fr Ft Gen Gov Hon Hr Insp Lt Maj
    Messrs MM Mgr Mlle Mme Mmes Mr Mrs Ms Mt Pfc Pres Prof Profs Pte Pvt Reps Rep Rev Sen Sens Sgt Spc Sra Srta
    St Ste Supt bzw ca cf e.g i.e vs vgl z.B d.h u.a т.е т.зв ім им ул вул просп проф акад ген св г-н г-жа пгт
    див см напр Hl av
    """)
"""A name or the rest of the phrase follows: never the end of a sentence."""

BEFORE_NUMBERS = _list("""
    Abs Apr Art Arts Aug Bd Ch Dec Feb Fig Figs Jan Jul Jun Mar No Nos Nov Nr Oct Para Sec Sep Sept Tel Vol Vols
    approx art arts c ca ch dec est fig jan feb mar apr jun jul aug sep sept oct nov nr p para pp sec vol vols
    ст п пп ч рис мал табл стор стр тел № т макс мин
    """)
"""A number follows: not the end of a sentence before one."""

SELDOM_LAST = _list("""
    Abs Apr Ariz Aug Ave Blvd Bros Calif Co Colo Conn Corp Dec Del Feb Fla Inc Jan Jr Jul Jun Kan Ltd Mass Mich
    Minn Neb Nev No Nos Nov Nr Oct Okla Ore Ph.D Rd Sept Sep Sr Tenn Wash Wis al etc evtl ggf inkl zzgl Mio Mrd
    вв др пр тыс млн млрд руб тис грн рр обл
    """)
"""A sentence may end after it; it does when a word that opens sentences follows."""

ORDINAL_LANGUAGES = frozenset(["cs", "da", "de", "et", "fi", "hr", "hu", "no", "pl", "sk", "sl", "sr", "tr"])
"""Languages that write "the 3rd" as "3.", so that a full stop after a small number may go on."""
