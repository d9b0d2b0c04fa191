"""What each paragraph is."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.intake.cleaning import clean_paragraphs
from digest.intake.paragraphs import split_paragraphs
from digest.model import Document, Paragraph

BODY = (
    "The harbour council of Port Alder agreed on Tuesday to close the old lock for repairs until the spring.",
    "Ships of more than forty metres will have to wait for the tide, the harbour master said in a letter to pilots.",
    "The ministry has promised eleven million crowns for the work, and half of them will come before the new year.",
    "“We could not leave it for another winter,” said Ida Brandt, who chairs the council, after the vote.",
    "Two cooperatives had asked for a delay because their boats cannot use the new entrance in a strong wind.",
    "The lock was built in 1911 and has been repaired twice since the war, the last time for more than two years.",
    "Work on the gates will begin in January, when the shipyard on the other bank has a dry dock for them.",
)
GERMAN = (
    "Der Hafenrat von Altenau hat am Dienstag beschlossen, die alte Schleuse bis zum Frühjahr zu schließen.",
    "Schiffe von mehr als vierzig Metern müssen auf die Flut warten, schrieb der Hafenmeister an die Lotsen.",
    "Das Ministerium hat elf Millionen Kronen für die Arbeiten zugesagt, die Hälfte davon noch in diesem Jahr.",
    "„Wir konnten das nicht noch einen Winter lang liegen lassen“, sagte Ida Brandt nach der Abstimmung im Rat.",
    "Zwei Genossenschaften hatten um Aufschub gebeten, weil ihre Boote bei Wind nicht durch die neue Einfahrt können.",
)


def roles(*paragraphs: str, gap: str = "\n\n") -> list[str]:
    document = Document("a.txt", 0, gap.join(paragraphs))
    return [one.role for one in clean_paragraphs(document)]


def role_of(added: str, *, before: int | None = None, after: int | None = None, body: tuple[str, ...] = BODY) -> str:
    """The role of a paragraph put before, or after, the body's paragraph of that number."""
    at = before if before is not None else (after or 0) + 1
    placed = [*body[:at], added, *body[at:]]
    return roles("Port Alder closes its old lock for repairs", *placed)[at + 1]


def test_a_plain_article_is_title_and_body() -> None:
    """Nothing of an article that has nothing around it is trimmed."""
    assert roles("Port Alder closes its old lock for repairs", *BODY) == ["title", *["body"] * len(BODY)]


def test_a_question_may_be_the_title() -> None:
    """It is one, though it is a whole sentence, and what stands below it is the lead."""
    assert roles("Why does nobody mend the old lock?", *BODY) == ["title", *["body"] * len(BODY)]


@pytest.mark.parametrize("label", ["CORRECTION: ", "Correction: ", "WATCH: "])
def test_a_label_may_open_the_title(label: str) -> None:
    """The same word opens a note under an article, and a pointer to another one."""
    title = f"{label}Port Alder closes two locks, not three"
    assert roles(title, *BODY) == ["title", *["body"] * len(BODY)]
    assert roles("Port Alder closes its old lock for repairs", *BODY, f"{title}.")[-1] == "boilerplate"


def test_an_article_without_a_title_gets_none() -> None:
    """The lead is not taken for a title."""
    assert roles(*BODY) == ["body"] * len(BODY)


@pytest.mark.parametrize(
    ("line", "role"),
    [
        pytest.param("By Ada Lund", "byline", id="by"),
        pytest.param("By Ada Lund and Per Holt", "byline", id="two writers"),
        pytest.param("Ada Lund, Staff Writer", "byline", id="a job"),
        pytest.param("November 27, 2018", "byline", id="a date"),
        pytest.param("Updated: 27 November 2018, 14:30 CET", "byline", id="updated"),
        pytest.param("Ada Lund · November 27, 2018 · 4 min read", "byline", id="all at once"),
        pytest.param("The lock at low tide, Monday, Nov. 26. (AP Photo/Ada Lund)", "caption", id="a photographer"),
        pytest.param("Share", "boilerplate", id="a button"),
        pytest.param("Facebook", "boilerplate", id="a service"),
    ],
)
def test_what_stands_between_title_and_lead(line: str, role: str) -> None:
    """By-lines, dates, captions and buttons over the lead are told from it."""
    assert role_of(line, before=0) == role


@pytest.mark.parametrize(
    ("line", "role"),
    [
        pytest.param("What the pilots say", "subhead", id="a heading"),
        pytest.param("what the pilots say", "subhead", id="in small letters"),
        pytest.param("what now?", "subhead", id="a question"),
        pytest.param("Read more: Why the other lock was never built", "boilerplate", id="a pointer"),
        pytest.param("A tug leaves the old lock on its last day. (Ada Lund/Reuters)", "caption", id="a caption"),
        pytest.param("Advertisement", "boilerplate", id="an advertisement"),
        pytest.param("Sign up for our newsletter to get the news of the coast every day.", "boilerplate", id="a note"),
        pytest.param("Harbour analyst Per Holt told the Alder Post:", "body", id="who speaks next"),
        pytest.param("That could change the plans of both yards.", "body", id="a short sentence"),
        pytest.param("It was over in an hour.", "body", id="a very short one"),
        pytest.param(
            '"We boarded three boats and let the crews go," said Captain Ada Lund, spokeswoman of the ministry (Defence).',
            "body",
            id="an office in brackets with letters of an agency",
        ),
        pytest.param(
            "The pictures were taken by a probe of the space agency (NASA).", "body", id="a short form in brackets"
        ),
        pytest.param("The lock at night (fot. Ada Lund)", "caption", id="another language's photographer"),
    ],
)
def test_what_stands_inside(line: str, role: str) -> None:
    """Headings, captions and pointers between paragraphs are told from short paragraphs."""
    assert role_of(line, after=3) == role


@pytest.mark.parametrize(
    "bio",
    [
        "Ada Lund covers ports, shipping and the occasional storm.",
        "Coast Academy and Alder College alumni. Ada covers shipping, fish and politics.",
        "Ada Lund is a reporter of the Alder Post. You can reach her at ada@post.example.",
        "Follow Ada Lund on Twitter: @ada_lund.",
        "Our woman at the coast since 2006, Ada Lund has covered nine storms and more councils than she can count.",
        "With additional reporting by Per Holt.",
        "Senior editor. Specialises in ports and sea lanes.",
    ],
)
def test_bios_at_the_end(bio: str) -> None:
    """Whoever wrote the article is not part of it, also where it is not said that he is a reporter."""
    assert roles("Port Alder closes its old lock for repairs", *BODY, bio)[-1] == "bio"


def test_a_bare_name_over_a_bio_belongs_to_it() -> None:
    """Name and description are one bio."""
    found = roles(
        "Port Alder closes its old lock", *BODY, "Ada Lund", "Senior editor. Specialises in ports and sea lanes."
    )
    assert found[-2:] == ["bio", "bio"]


def test_an_official_who_covers_a_cost_is_no_bio() -> None:
    """The words of bios inside an article are its own."""
    assert role_of("The fund covers the cost of both gates, and its director is based in Altenau.", after=2) == "body"


HEIST = (
    "Thieves took eleven paintings from the museum of Port Alder on Sunday night, its director said.",
    "One guard was hurt.",
    "The museum denied that its alarm had been off.",
)


@pytest.mark.parametrize(
    "below",
    [
        pytest.param((), id="the end of the file"),
        pytest.param(("(Reporting by Ada Lund; Editing by Per Holt)",), id="its writers"),
        pytest.param(("Related", "Court orders banks to pay"), id="a heading of other things"),
    ],
)
def test_short_sentences_that_close_a_report_are_its_body(below: tuple[str, ...]) -> None:
    """A brief has so few words that no model knows its last lines from teasers; nothing stands over them, though."""
    assert roles(*HEIST, *below)[:3] == ["body"] * 3
    assert "body" not in roles(*HEIST, *below)[3:]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("\n\n".join((*BODY, "More news", "The court rules.", "Two banks pay.")), id="a heading over them"),
        pytest.param("\n\n".join(BODY) + "\n\n\n\nThe court rules.\n\nTwo banks pay.", id="a gap over them"),
        pytest.param(HEIST[0] + "\n\nTwo banks pay.\n\nThe court, Monday. (AP Photo/Ada Lund)", id="a caption below"),
        pytest.param(HEIST[0] + "\n\nTwo banks pay.\n\nCourt rules on the fees", id="another title below"),
    ],
)
def test_short_sentences_that_a_page_appends_are_no_body(text: str) -> None:
    """What is none of the article stands apart from it, or among lines of other things."""
    assert [one.role == "body" for one in clean_paragraphs(Document("a.txt", 0, text))][-2:] == [False, False]


OTHER_THINGS = [
    pytest.param(("Bakers strike for a third day.", "Rain floods the Teller valley."), id="titles"),
    pytest.param(("It was a shambles.", "I was there last year.", "The museum is a joke."), id="comments"),
    pytest.param(("We rely on readers.", "The museum of news needs you."), id="notes of the page"),
    pytest.param(
        ("The museum of Keld opened.", "Bread will cost more in Orrel."), id="another brief, with a word shared"
    ),
]


@pytest.mark.parametrize("below", OTHER_THINGS)
def test_sentences_of_other_things_under_a_brief_are_no_body(below: tuple[str, ...]) -> None:
    """Titles with full stops, comments and other briefs name others or speak to the reader: none of them is included."""
    assert roles(HEIST[0], *below)[0] == "body"
    assert "body" not in roles(HEIST[0], *below)[2:]


@pytest.mark.parametrize(
    "below",
    [
        pytest.param(("The alarm was off.", "Police have closed the museum."), id="common words and no name"),
        pytest.param(("The thieves left on Monday in May.", "Two were in Alder."), id="days, and a name from above"),
        pytest.param(
            ("“I saw them run,” a guard of the museum said.", "No one was hurt."), id="a reader's word quoted"
        ),
        pytest.param(("Ada Lund, 40, was hurt in the arm by glass that fell from a window.",), id="a long sentence"),
    ],
)
def test_sentences_that_go_on_with_a_brief_are_its_body(below: tuple[str, ...]) -> None:
    """They share a word with it, and name nobody new without one."""
    assert roles(HEIST[0], *below) == ["body"] * (len(below) + 1)


@pytest.mark.parametrize("line", ["ENDS", "(AFP)", "___"])
def test_a_line_that_signs_a_brief_off_takes_none_of_its_sentences(line: str) -> None:
    """Nor does it bring titles of other things in."""
    assert roles(HEIST[0], "The alarm was off.", "Police have closed the museum.", line)[:3] == ["body"] * 3
    assert "body" not in roles(HEIST[0], "Bakers strike for a third day.", "Rain floods Teller valley.", line)[2:]


@pytest.mark.parametrize(
    "line",
    [
        "This is a developing story. It will be updated.",
        "Support independent journalism.",
        "Tell us in the comments.",
        "You have two free articles left this month.",
    ],
)
def test_a_sentence_of_the_page_under_an_article_is_no_body(line: str) -> None:
    """It is whole and nothing stands over it; its first words tell."""
    assert roles("Thieves rob the museum of Port Alder", *HEIST, line) == ["title", *["body"] * 3, "boilerplate"]
    assert role_of(line, after=len(BODY) - 1) == "boilerplate"


@pytest.mark.parametrize("line", ["ENDS", "AFP", "(AFP)", "© Northern Wire", "Ada Lund", "ab/cd", "___"])
def test_a_line_that_signs_a_brief_off_takes_no_sentence_from_it(line: str) -> None:
    """It is no dateline under a summary, and no credit under a caption, but the end of the text."""
    found = roles("Thieves rob the museum of Port Alder", *HEIST, line)
    assert found[:-1] == ["title", "body", "body", "body"]
    assert found[-1] not in ("title", "body")


@pytest.mark.parametrize(
    "below",
    [
        ("ENDS", "Notes to editors", "The museum was opened in 1911."),
        ("ENDS", "Ada Lund, press office, Port Alder"),
        ("Photo: The museum of Port Alder on Monday.",),
    ],
)
def test_what_stands_under_the_end_of_a_brief_takes_no_sentence_from_it(below: tuple[str, ...]) -> None:
    """Press releases end so; a caption that holds its own words has none in the line above it."""
    assert roles("Thieves rob the museum of Port Alder", *HEIST, *below)[:4] == ["title", "body", "body", "body"]
    assert "body" not in roles("Thieves rob the museum of Port Alder", *HEIST, *below)[4:]


def test_a_credit_in_the_text_still_marks_the_caption_over_it() -> None:
    """Also where the text's last line is one, but no sentence leads to the caption."""
    caption = "The museum of Port Alder on Monday."
    assert roles("Port Alder closes its old lock", BODY[0], caption, "(AFP)", *BODY[1:])[2:4] == ["caption", "caption"]
    assert "body" not in roles("Port Alder closes its old lock", *BODY, "Pictures", caption, "(AFP)")[-2:]


def test_a_town_alone_under_a_brief_cuts_no_sentence_off() -> None:
    """A summary is shorter than what it sums up."""
    below = "Calm returned to the harbour and its old lock on Tuesday night."
    assert roles("Port Alder closes its old lock", *BODY[:3], "PORT ALDER", below)[1:4] == ["body"] * 3
    assert roles("Port Alder closes its old lock", BODY[0], "PORT ALDER", *BODY[1:4])[1] == "teaser"


@pytest.mark.parametrize(
    "line", ["The alarm rang at 23:40.", "The last theft was on 3 May 2024.", "It began at 5:52 p.m."]
)
def test_a_sentence_that_says_when_it_happened_is_body(line: str) -> None:
    """By its form it is a line that dates the article, and nothing below it would be body."""
    assert roles("Thieves rob the museum of Port Alder", HEIST[0], line, *HEIST[1:])[1:] == ["body"] * 4
    assert role_of(line, after=2) == "body"


@pytest.mark.parametrize(
    "line", ["Published on 3 May 2024.", "Last updated on 3 May 2024.", "Posted by Ada Lund at 23:40."]
)
def test_a_whole_line_that_dates_the_article_is_no_body(line: str) -> None:
    """It has no subject, or the words of a change."""
    assert role_of(line, after=2) == "byline"


def test_entries_of_a_live_page_are_its_body() -> None:
    """Times of day stand over them, and perhaps headings, and nothing else."""
    plain = ("18:40 GMT", HEIST[0], "15:20 GMT", HEIST[1], "11:30 GMT", "Police have closed the road.")
    assert roles("What we know so far", *plain)[1:] == ["byline", "body"] * 3
    headed = ("Posted at 18:55", "A guard's story", HEIST[0], "Posted at 15:10", "Road closed", HEIST[1], HEIST[2])
    found = roles("Summary", *headed, "Posted at 09:30", "Good morning", "Welcome to our page.")
    assert found[1:] == ["byline", "subhead", "body", "byline", "subhead", "body", "body", "byline", "subhead", "body"]


@pytest.mark.parametrize(
    "listed",
    [
        pytest.param(("12:30", "Two banks must pay", "11:10", "Storm takes roof", "10:05", "Rain."), id="bare titles"),
        pytest.param(("12:30", "Two banks pay.", "11:10", "A storm came.", "Share", "Facebook"), id="buttons below"),
        pytest.param(("Ada", "12:30", "Two banks pay.", "Per", "11:10", "A storm came."), id="names over the times"),
    ],
)
def test_lines_under_times_are_no_body_where_other_lines_stand_among_them(listed: tuple[str, ...]) -> None:
    """A ticker of other news and comments have titles, names or buttons among them."""
    assert "body" not in roles("Port Alder closes its old lock", "08:15", *BODY, *listed)[-len(listed) :]


def test_teasers_at_the_end() -> None:
    """Other articles' openings and their titles are trimmed, though they are good sentences."""
    other = "The court in Altenau ruled on Thursday that the two banks must pay back the fees that they..."
    found = roles("Port Alder closes its old lock", *BODY, "Related", "Court orders banks to pay", other)
    assert found[-3:] == ["boilerplate", "teaser", "teaser"]


@pytest.mark.parametrize("title", ["Court orders banks to pay", "Who pays now that the court has ruled on the fees?"])
@pytest.mark.parametrize("place", [4, 5])
def test_a_long_teaser_among_the_last_paragraphs(title: str, place: int) -> None:
    """The opening of another article in several sentences looks like the article's own until it breaks off."""
    other = (
        "The court in Altenau ruled on Thursday that the two banks must pay back the fees that they took from savers."
        " The banks said they would appeal, and that the sum, which nobody has yet named, had been set aside long ago."
        " Their lawyers pointed to..."
    )
    found = roles("Port Alder closes its old lock", *BODY[:place], title, other, *BODY[place:])
    assert found == ["title", *["body"] * place, "teaser", "teaser", *["body"] * (len(BODY) - place)]


def test_an_essay_that_trails_off_is_no_teaser() -> None:
    """One long paragraph that ends in three dots is the text itself."""
    assert roles(" ".join(BODY * 2) + " And nobody in the harbour has heard of her since then...") == ["body"]


def test_what_stands_above_the_dateline_is_no_body() -> None:
    """A report begins at its dateline; a summary over it is the page's."""
    summary = "The old lock has served for a hundred years, and now the council wants it closed until spring."
    found = roles("Port Alder closes its old lock", summary, "PORT ALDER (AP) — " + BODY[0], *BODY[1:])
    assert found[1:3] == ["teaser", "body"]


def test_much_above_a_dateline_is_body() -> None:
    """Where three paragraphs stand above it, the dateline is that of a second report."""
    found = roles("Port Alder closes its old lock", *BODY[:4], "PORT ALDER (AP) — " + BODY[4], *BODY[5:])
    assert found == ["title", *["body"] * len(BODY)]


@pytest.mark.parametrize(
    ("line", "role"),
    [
        pytest.param(
            "The gates of the old lock were taken out last week and brought to the yard.", "caption", id="a line"
        ),
        pytest.param("“We could not leave it for another winter,” said Ida Brandt.", "body", id="a quotation"),
        pytest.param(
            "The gates were taken out. They are in the yard. They will be there in May.", "body", id="sentences"
        ),
    ],
)
def test_what_stands_over_a_photographer(line: str, role: str) -> None:
    """A line over a photographer's name tells what the picture shows, unless it is a paragraph of the article."""
    found = roles("Port Alder closes its old lock", *BODY[:3], line, "(Ada Lund/Reuters)", *BODY[3:])
    assert found[4:6] == [role, "caption"]


def test_much_below_a_gap_is_body() -> None:
    """A little that a larger gap parts from the article is none of it; a second half is."""
    told = "“I have opened these gates for every queen and every herring that came up the river,” he said, “and nobody"
    tail = (
        f"{told} has asked me what the water wanted, which is to go where it likes.” The pilots took off their caps.",
        "The council meets again in the second week of May to hear what the builders have found below the sill.",
        "Until then nobody may walk on the wall, and the bridge keeper has been told to close the footpath at night.",
    )
    head = "\n\n".join(("Port Alder closes its old lock for repairs", *BODY))
    document = Document("a", 0, head + "\n\n\n\n" + "\n\n".join(tail))
    assert [one.role for one in clean_paragraphs(document)][-3:] == ["body"] * 3
    document = Document("a", 0, head + "\n\n\n\n" + tail[1])
    assert clean_paragraphs(document)[-1].role != "body"


@pytest.mark.parametrize("gap", [4, 20])
def test_a_gap_in_an_article_costs_no_paragraph(gap: int) -> None:
    """Where the text goes on directly under it; what has a gap on both sides may be a stranger's."""
    more = (
        "The builders are to bring the new gates up the river on a barge in the first week of the new year.",
        "A diver looked at the sill in the summer and found that two of the oak beams under it had moved.",
        "The footpath over the wall stays open at low water, and a ferry takes walkers across when it is high.",
        "Whoever has a boat in the upper basin may leave it there without a fee until the work is done.",
    )
    first, rest = "\n\n".join((*BODY[:3],)), "\n\n".join((*BODY[3:], *more))
    text = f"Port Alder closes its old lock for repairs\n\n{first}{chr(10) * gap}{rest}"
    found = [one.role for one in clean_paragraphs(Document("a", 0, text))]
    assert found == ["title"] + ["body"] * (len(BODY) + len(more))


def test_a_lead_that_a_box_parts_from_the_rest() -> None:
    """Under title and by-line stands the lead, also where a box of figures follows it."""
    box = ["Lock", "Gates", "Length 41 m", "Width 9 m", "Depth 4 m"]
    found = roles("Port Alder closes its old lock for repairs", "By Ada Lund", BODY[0], *box, *BODY[1:])
    assert found[2] == "body"


def test_a_page_around_the_article() -> None:
    """Menus, lists of headlines and a foot are no article, though they are most of the page."""
    menu = ["Home", "News", "World", "Sport", "Search", "Log in", "Subscribe now", "Weather"]
    others = ["Trending news", "Ferry fares to rise", "Storm nears the coast", "Mayor to step down"]
    foot = ["About us", "Privacy policy", "Terms of use", "© 2018 Alder Post. All rights reserved."]
    found = roles(
        *menu, "Port Alder closes its old lock for repairs", "By Ada Lund", "November 27, 2018", *BODY, *others, *foot
    )
    start = len(menu) + 3
    assert found[start : start + len(BODY)] == ["body"] * len(BODY)
    assert found[len(menu)] == "title"
    assert "body" not in found[:start] + found[start + len(BODY) :]
    assert "subhead" not in found[:start] + found[start + len(BODY) :]


def test_another_language_has_its_own_words() -> None:
    """German furniture is known in German, and English words decide nothing there."""
    found = roles(
        "Altenau schließt die alte Schleuse", "Von Ada Lund", "27. November 2018", *GERMAN, "Lesen Sie auch", "Teilen"
    )
    assert found == ["title", "byline", "byline", *["body"] * len(GERMAN), "boilerplate", "boilerplate"]


def test_a_language_without_words_of_ours_is_judged_by_shape() -> None:
    """Text in a language without a list is kept, not emptied."""
    text = "Þetta er alveg nýtt og óvænt í sögu hafnarinnar, að því er segir í bréfi hafnarstjórans til leiðsögumanna í dag."
    assert roles(*[f"{text} {at}." for at in range(6)]) == ["body"] * 6


@pytest.mark.parametrize("number", [3, 4, 6])
def test_never_nothing(number: int) -> None:
    """A text of three sentences or more is never emptied."""
    assert "body" in roles(*BODY[:number])
    assert "body" in roles(" ".join(BODY[:number]))


def test_what_the_format_marked_stays() -> None:
    """A role that the format told is not asked for again."""
    text = "\n\n".join(BODY)
    mark = Paragraph(0, len(BODY[0]), "caption", "a picture's words")
    assert clean_paragraphs(Document("a", 0, text, marked=(mark,)))[0] == mark


WRAPPED = """\
The harbour council of Port Alder agreed on Tuesday to close the old
lock for repairs until the spring, its chair told the pilots after a
vote that took all night.
   Ships of more than forty metres will have to wait for the tide, as
the harbour master said in a letter."""


@pytest.mark.parametrize(
    ("text", "number"),
    [
        pytest.param("One. It is.\n\nTwo. It is.", 2, id="blank lines"),
        pytest.param("One long line of text here.\nAnother long line of text.", 2, id="a line a paragraph"),
        pytest.param(WRAPPED, 2, id="wrapped, indented"),
        pytest.param(WRAPPED.replace("   ", ""), 2, id="wrapped, ended early"),
        pytest.param(f"{WRAPPED}\n(c) 2018 Alder Post, which may not be printed without leave", 3, id="wrapped, owned"),
        pytest.param("a\n \t\n\n\nb", 2, id="white space between"),
        pytest.param("", 0, id="nothing"),
        pytest.param(" \n \n", 0, id="white space only"),
    ],
)
def test_paragraphs(text: str, number: int) -> None:
    """Paragraphs are found with and without blank lines, wrapped or not."""
    assert len(split_paragraphs(text)) == number


LINES = st.sampled_from(
    [
        *BODY,
        *GERMAN,
        "By Ada Lund",
        "Related",
        "Share",
        "27 November 2018",
        "A line",
        "x...",
        "why?",
        "  indented",
        "",
        "___",
    ]
)


@settings(max_examples=60)
@given(st.lists(LINES | st.text(max_size=60), max_size=25), st.sampled_from(["\n", "\n\n", "\n\n\n\n"]))
def test_every_paragraph_has_one_role(lines: list[str], gap: str) -> None:
    """Whatever the text: all of it is covered, in order, without overlaps, each part with a reason."""
    text = gap.join(lines)
    found = clean_paragraphs(Document("a", 0, text))
    rest = list(text)
    for one in found:
        assert 0 <= one.start < one.end <= len(text)
        assert one.why
        assert text[one.start : one.end] == text[one.start : one.end].strip()
        rest[one.start : one.end] = " " * (one.end - one.start)
    assert not "".join(rest).strip()
    assert all(a.end <= b.start for a, b in pairwise(found))


@settings(max_examples=25)
@given(st.integers(2, len(BODY)), st.sampled_from([5, 8]))
def test_the_clean_article_stays_clean(number: int, more: int) -> None:
    """Cleaning what was kept keeps all of it: the body of an article is an article."""
    page = [
        "Home",
        "News",
        "Port Alder closes its old lock",
        "By Ada Lund",
        *BODY[:number],
        "Related",
        "Ferry fares rise",
    ] + ["More"] * more
    document = Document("a", 0, "\n\n".join(page))
    kept = [document.text[p.start : p.end] for p in clean_paragraphs(document) if p.role == "body"]
    again = Document("a", 0, "\n\n".join(kept))
    assert [again.text[p.start : p.end] for p in clean_paragraphs(again) if p.role == "body"] == kept
