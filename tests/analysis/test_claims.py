"""Figures, and who says what: what is read out of a sentence, and what is rather left."""

import pytest

from digest.analysis.claims import read_claims
from digest.analysis.forms import SentenceWords
from digest.analysis.owners import find_clauses
from digest.analysis.quantities import find_quantities
from digest.analysis.saying_verbs import find_speaker_phrase
from tests.edition.works import work


def figures(text: str) -> list[tuple[str, str, float, float, str]]:
    """Kind, thing, number and bound of a sentence's figures."""
    return [(one.kind, one.thing, one.low, one.high, one.bound) for one in find_quantities(text)]


@pytest.mark.parametrize(
    ("text", "kind", "thing", "low", "high", "bound"),
    [
        ("The fire killed at least nine people.", "killed", "people", 9, 9, "least"),
        ("Twenty-one people died in the flood.", "killed", "people", 21, 21, ""),
        ("Half a dozen guards were injured.", "injured", "guard", 6, 6, ""),
        ("Two dozen passengers are missing.", "missing", "passeng", 24, 24, ""),
        ("Between five and seven villagers were killed.", "killed", "villag", 5, 7, ""),
        ("Some 12 to 15 people were hurt.", "injured", "people", 12, 15, "about"),
        ("The death toll has risen to 1,204.", "killed", "people", 1204, 1204, ""),
        ("The union put the number of dead miners at 44.", "killed", "miner", 44, 44, ""),
        ("The war displaced 1.2 million people.", "displaced", "people", 1_200_000, 1_200_000, ""),
        ("Lomeria sent nearly 6,000 troops.", "troops", "troop", 6000, 6000, "about"),
        ("As many as 30 rockets were fired by the rebels.", "missiles", "rocket", 30, 30, "most"),
        ("Air defences shot down fewer than 20 drones.", "drones", "drone", 20, 20, "fewer"),
        ("The gunmen freed 40 hostages.", "released", "hostag", 40, 40, ""),
        ("Nine Varnian soldiers were killed.", "killed", "varnian soldier", 9, 9, ""),
        ("One hundred and five houses were destroyed.", "buildings", "hous", 105, 105, ""),
        ("Four sailors of the trawler Margit, which sank on Monday, are missing.", "missing", "sailor", 4, 4, ""),
        ("At least 18 people, including two nurses, were killed.", "killed", "people", 18, 18, "least"),
        ("The rebels freed 20 of the 45 teachers.", "released", "teacher", 20, 20, ""),
        ("The flood claimed the lives of 33 people.", "killed", "people", 33, 33, ""),
        ("The army raised to five the number of soldiers injured.", "injured", "soldier", 5, 5, ""),
        ("More than 50 passengers were taken to hospital.", "injured", "passeng", 50, 50, "more"),
        ("The flood drove 12,000 people from their homes.", "displaced", "people", 12000, 12000, ""),
        ("Turkey is to send Lomeria eight helicopters.", "aircraft", "helicopt", 8, 8, ""),
        ("Officials now speak of 65,000 Lomerian troops on the border.", "troops", "lomerian troop", 65000, 65000, ""),
        ("A blast left at least 145 teachers and pupils dead.", "killed", "teacher pupil", 145, 145, "least"),
        ("The number of cases of cholera has reached 134.", "cases", "case", 134, 134, ""),
        ("Tarsis has handed over 240 prisoners.", "released", "prison", 240, 240, ""),
        ("Varnia sent a brigade of 1,500 soldiers.", "troops", "soldier", 1500, 1500, ""),
        ("The boats have taken a group of 20 nurses to hospital.", "injured", "nurs", 20, 20, ""),
    ],
)
def test_a_figure_is_read_with_what_it_counts(
    text: str, kind: str, thing: str, low: float, high: float, bound: str
) -> None:
    """Words and digits, ranges, separators and bounds give the number; the noun and the verb what it counts."""
    assert figures(text) == [(kind, thing, low, high, bound)]


@pytest.mark.parametrize(
    "text",
    [
        "Dozens of people were killed.",
        "The exercise begins on 7 October and ends on 12 October.",
        "Two Su-27 fighters crossed the line.",
        "The mayor, 52, was killed by a mine.",
        "A 34-year-old nurse was killed.",
        "A 155 mm shell killed a farmer.",
        "At 09:15 a mine killed a farmer.",
        "In 2014 a bomb killed 40 people.",
        "The party won 53 percent of the vote.",
        "Article 5 of the treaty was invoked.",
        "The quake of magnitude 5.9 killed nobody.",
        "Six of them were killed.",
        "The frost killed 12 per cent of the herd.",
        "The fire killed 1.204 people.",
        "The fire killed 1 2 people.",
        "The fire killed nien people.",
        "The fire killed 1,2O4 people.",
        "The pipe lost 300 litres and 40 tonnes burned.",
        "Another 15 people were injured.",
        "Three people died last spring.",
        "The army called for the release of 15 sailors.",
        "The council forced nine people to resign.",
        "The 30 wounded soldiers were flown out.",
        "If the dam breaks, 4,000 people could die.",
        "The ministry denied that 40 soldiers had died.",
        "In the past 24 hours 18 people were killed.",
        "More than 30 soldiers were killed or wounded.",
        "Six gunmen killed the guard.",
        "A sergeant and two passengers died.",
        "Nobody was hurt when 14 wagons left the rails.",
        "The army never said that 14 people were killed.",
        "Neither the army nor the rebels said that 14 people were killed.",
    ],
)
def test_what_only_looks_like_a_figure_is_none(text: str) -> None:
    """Dates, ages, calibres, names, shares, parts, plans, denials, periods, and who did it."""
    assert figures(text) == []


@pytest.mark.parametrize("number", ["9" * 309, "9" * 20, "40 trillion billion"])
def test_a_number_beyond_all_sums_is_no_figure(number: str) -> None:
    """An infinite one cannot be read back out of JSON: two articles with it made a day's edition impossible."""
    assert figures(f"The fire killed {number} people.") == []


def test_others_are_all_of_the_hurt_beside_the_dead_alone() -> None:
    """ "Two died and five others were hurt" tells how many were hurt; "another five were hurt" does not."""
    assert [one[:3] for one in figures("The bomb killed two soldiers and wounded five others.")] == [
        ("killed", "soldier", 2),
        ("injured", "people", 5),
    ]


def test_a_second_figure_counts_what_the_first_does() -> None:
    """ "Three soldiers were killed and 12 wounded": soldiers are the wounded too."""
    assert figures("Three soldiers were killed and 12 wounded on Monday.") == [
        ("killed", "soldier", 3, 3, ""),
        ("injured", "soldier", 12, 12, ""),
    ]
    both = [("detained", "men", 9, 9, ""), ("detained", "men", 4, 4, "")]
    assert figures("Police held nine men in Keld and four in Olden.") == both
    assert figures("In Keld the police held nine men, in Olden four.") == both


def speaker(text: str) -> str | None:
    """The words that name who speaks in a sentence."""
    words = SentenceWords(text, begins_inside=False)
    found = find_speaker_phrase(words)
    return text[slice(*words.span(found.first, found.end - 1))] if found else None


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("“The bridge is closed,” said Pavel Idrin, a lawyer.", "Pavel Idrin"),
        ("The bridge is closed, Idrin told reporters on Monday.", "Idrin"),
        ("Foreign Minister Ann Orrell said that the bridge was closed.", "Foreign Minister Ann Orrell"),
        ("Pavel Idrin, head of Karrow Aid, which runs the camps, said that they were full.", "Pavel Idrin"),
        ("The camps are full, according to the Lomerian army.", "the Lomerian army"),
        ("Varnia's interior ministry, meanwhile, said that it knew of no shots.", "Varnia's interior ministry"),
        ("A spokesman for the mission, Colonel Rolf Tan, said that it was quiet.", "Colonel Rolf Tan"),
        ("Selma Orane of the Meadow party said that she would vote no.", "Selma Orane"),
        ("Secretary of State Ann Orrell on Monday accused Varnia of delay.", "Secretary of State Ann Orrell"),
        ("The head of Karrow Aid said that the camps were full.", "The head of Karrow Aid"),
        ("Officials told the council that the camps were full, Idrin said.", "Idrin"),
        ("She said that the camps were full.", "She"),
        ("Analyst Pavel Idrin condemns the raid.", "Analyst Pavel Idrin"),
        ("Lomeria's Ministry of Defence says it knows of no shots.", "Lomeria's Ministry of Defence"),
        ("The head of the Meadow party, Ursel von der Aue, said that she would vote no.", "Ursel von der Aue"),
        ("Pavel Idrin in an interview with the Courier said that he was ready.", "Pavel Idrin"),
        ("Captain Rowan Disch left the hall, saying that he had heard enough.", "Captain Rowan Disch"),
        ("Little news from Captain Rowan Disch, who says that it is quiet.", "Captain Rowan Disch"),
        ("Italy, which leads the group, has called for calm.", "Italy"),
    ],
)
def test_who_speaks_is_found_before_and_behind_the_verb(text: str, named: str) -> None:
    """Inverted, with titles, with an apposition, in a frame, with a day or an aside before the verb."""
    assert speaker(text) == named


@pytest.mark.parametrize(
    "text",
    [
        "Officials said that the camps were full.",
        "A police spokesman said that the bridge was closed.",
        "The camps are full, witnesses said.",
        "Idrin was told that the bridge was closed.",
        "In a statement on Sunday it was announced that the bridge was closed.",
        "His office said that it had no comment.",
        "The Karrow Times said that the bridge was closed.",
        "“Idrin said nothing.”",
        "Norway and Finland complained that the signal had failed.",
        "The mayor spoke about an interview in which Selma Orane rejected the plan.",
    ],
)
def test_nobody_without_a_name_is_a_speaker(text: str) -> None:
    """Officials, witnesses, "his office", a newsroom, and words inside a quotation."""
    assert speaker(text) is None


def said(*sentences: str, **more: object) -> list[tuple[str, str]]:
    """Names and introductions of the speakers of an article, by sentence."""
    article = work(*sentences, **more)  # type: ignore[arg-type]
    text = article.article.document.text
    return [(one.name, text[one.start : one.end]) for one in read_claims(article).statements]


def test_a_speaker_has_the_name_and_role_that_the_article_gives() -> None:
    """A surname later in the text is the person who was introduced, and so is "he" right behind."""
    assert (
        said(
            "Varnian Defence Minister Pavel Idrin said that the bridge was closed.",
            "He added that it would stay so.",
            "The river is high.",
            "It will be opened in May, Idrin said.",
        )
        == [("Pavel Idrin", "Varnian Defence Minister Pavel Idrin")] * 3
    )


def test_a_surname_of_two_persons_is_nobodys() -> None:
    """Neither Pavel nor Ana Idrin is said to have spoken."""
    assert said("Pavel Idrin and Ana Idrin met in Keld.", "The talks went well, Idrin said.") == []


def test_he_is_nobody_where_another_sentence_stands_between() -> None:
    """Who "he" is, the sentence before must tell."""
    assert said("Pavel Idrin said that the bridge was closed.", "The river is high.", "He said no more.")[1:] == []


def test_he_is_nobody_whom_his_own_sentence_names() -> None:
    """A third person speaks of her; whoever is not named there may speak."""
    asked = "“We must take part,” opposition leader Ana Idrin said."
    for answer in ("“Mrs. Idrin has never been there,” he said.", "“Idrin's plan is dear,” he said."):
        assert [name for name, _ in said(asked, answer)] == ["Ana Idrin"]
    for more in ("“Mr. Orane has never been there,” she said.", "She said that Idrinsk would fall."):
        assert [name for name, _ in said(asked, more)] == ["Ana Idrin"] * 2


def test_the_ministry_is_the_one_that_the_article_names() -> None:
    """A body without a name is who spoke with that noun, an office whoever bears it: one alone, else nobody."""
    army, other = "The Lomerian army said that it was quiet.", "The Varnian army said that it was not."
    again = "The army said that it would stay."
    assert [name for name, _ in said(army, "The river is high.", again)] == ["Lomerian army"] * 2
    assert [name for name, _ in said(army, other, again)] == ["Lomerian army", "Varnian army"]
    met = "In Sarrow she met President Selma Orane."
    assert [name for name, _ in said(met, "The president said that it was late.")] == ["Selma Orane"]


@pytest.mark.parametrize(
    "met",
    [
        "Norland's vice president Selma Orane visited Karst.",
        "Former president Selma Orane died on Monday.",
        "Selma Orane, president of the Chess Union, opened the hall.",
    ],
)
def test_another_office_is_not_meant(met: str) -> None:
    """Whose introduction has the word somewhere is not the president."""
    assert said(met, "The president said that taxes would rise.") == []


@pytest.mark.parametrize(
    "text",
    [
        "Prosecutors investigating Paul Idrin said he had fled.",
        "Critics accusing Ann Orrell said that she had known.",
        "Nobody who demanded money said so.",
        "Doctors who described the scene wept.",
        "The widow of Colonel Ann Orrell, who said he had been shot, left on Monday.",
        "President Paul Idrin dismissed his defence minister on Monday.",
    ],
)
def test_a_name_among_others_words_does_not_speak(text: str) -> None:
    """Who speaks there has no name, or nobody speaks."""
    assert said(text) == []


def test_a_line_that_names_the_speaker_governs_what_follows() -> None:
    """The words under "Idrin said:" are his."""
    assert (
        said("Colonel Pavel Idrin said:", "“The bridge is closed.”", speakers={1: 0})
        == [("Pavel Idrin", "Colonel Pavel Idrin")] * 2
    )


def test_an_article_in_another_language_claims_nothing() -> None:
    """The words are English ones."""
    assert read_claims(work("Neun Menschen starben, sagte Idrin.", language="de")).quantities == ()


def test_the_words_of_a_figure_stand_where_they_are_said_to() -> None:
    """The place counts in the article's own text, however its white space stands."""
    article = work("The fire in  Keld\nkilled at   least nine people.", title="Fire in Keld")
    (figure,) = read_claims(article).quantities
    assert article.article.document.text[slice(*figure.words)] == "at   least nine people"


def owners(text: str) -> list[str]:
    """Whose the clauses of a sentence are, in their order; empty for nobody's."""
    words = SentenceWords(text, begins_inside=False)
    spans = [clause.owner and words.span(clause.owner[0], clause.owner[1] - 1) for clause in find_clauses(words)]
    return [text[slice(*span)] if span else "" for span in spans]


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("The rebels said seven were killed; the UN mission says five.", ["The rebels", "the UN mission"]),
        ("Police in Keld said that three men died, while residents spoke of 30.", ["Police in Keld", "residents"]),
        ("According to aid workers, 12 people were killed in Olden.", ["aid workers"]),
        ("Twelve people were killed, said the opposition.", ["the opposition"]),
        ("Nine men died, the army said, and the rebels said that 20 died.", ["the army", "the rebels"]),
        ("Doctors at the hospital said that 14 people had died.", ["Doctors at the hospital"]),
        ("Officials said that nine men died.", [""]),
        ("An army was said to have killed nine men.", [""]),
        ("A doctor said that nine men died.", [""]),
        ("His army said that nine men died.", [""]),
        ("The rebels killed nine men.", [""]),
        ("The army said that the police said that nine men died.", [""]),
        ("“The army said nine,” a baker recalled.", [""]),
    ],
)
def test_a_clause_is_the_partys_that_states_it(text: str, owner: list[str]) -> None:
    """Of one that two state, or somebody whose side nothing tells, nobody's."""
    assert owners(text) == owner


def test_a_party_speaks_of_the_event_that_another_told_right_before() -> None:
    """A clause with nothing but a number is of the same event; one that names a place or an act is of its own."""
    bare = work("Seven men died in Dunmere, the rebels said.", "The army put the toll at five.")
    first, second = read_claims(bare).quantities
    assert first.setting == second.setting
    assert first.place == second.place
    other = work("Seven men died in Dunmere, the rebels said.", "The police reported five deaths in a fire.")
    first, second = read_claims(other).quantities
    assert first.setting != second.setting


def test_a_figure_that_was_replaced_is_nobodys() -> None:
    """What a sentence says of an older count is no figure of today; what says that it has moved on is marked."""
    article = work("Officials had earlier said that five men died in Keld; the toll rose to nine, the police said.")
    assert [(one.quantity.low, one.newer) for one in read_claims(article).quantities] == [(9, True)]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Nine men were killed on Monday near the town of Keld in Lomeria.", "near the town of Keld"),
        ("In Marren nine men were killed, the army in Sarrow said.", "In Marren"),
        ("Nine men were killed in March in a mine.", None),
        ("Nine men were killed in a mine.", None),
        ("Nine men were killed, the UN said in Geneva.", None),
        ("Nine men were killed, officials in Geneva said.", None),
        ("Speaking in Geneva, the envoy said that nine men were killed.", None),
        ("The army said on Tuesday in Sarrow that nine men were killed.", None),
        ("The army said on Tuesday that in Marren nine men were killed.", "in Marren"),
        ("Nine men were killed in Toyota pickups.", None),
        ("Nine men were killed at Easter.", None),
        ("Nine men were killed by guards who had met in Sarrow.", None),
        ("Nine men were killed in Marren on Monday, police in Sarrow said.", "in Marren"),
        (f"Nine men were killed by {'one shell and '.join([''] * 12)} one mine in Marren.", "in Marren"),
    ],
)
def test_a_figure_has_the_nearest_place_of_its_clause(text: str, place: str | None) -> None:
    """So that two tolls of two towns cannot be read as one; a month is no place."""
    article = work(text)
    (figure,) = read_claims(article).quantities
    assert (figure.place and article.article.document.text[slice(*figure.place)]) == place


def whose(*sentences: str) -> list[str | None]:
    """Who states each figure of an article, in its words."""
    article = work(*sentences)
    text = article.article.document.text
    return [text[slice(*one.speaker)] if one.speaker else None for one in read_claims(article).quantities]


@pytest.mark.parametrize(
    "text",
    [
        "Fourteen people were killed in the pit, contradicting what the army said on Tuesday.",
        "Contrary to what the army said, 14 people were killed.",
        "Despite what the Lomerian army said, 14 people were killed.",
        "Before the army said anything, 14 people were killed.",
        "Few residents of Keld said on Tuesday that 14 people were killed.",
        "The rebels put down their arms in Keld on Tuesday after 14 people were killed.",
        "The rebels put out a fire in which 14 people were killed.",
        "The government put off a vote after 14 people were killed.",
        "The opposition put the blame for 14 people killed in Keld on the army.",
        "The airline gave up flights after 14 people were killed.",
        "Villagers gave soldiers water before rebels killed 14 people.",
        "The union announced a strike after 14 miners were killed.",
        "The mayor spoke on Tuesday at the grave of 14 people killed in Keld.",
        "Doctors spoke to police after 14 people were killed.",
        "The rebels spoke of peace after 14 people were killed.",
        "The army said that it had entered the town after 14 people were killed.",
        "Pavel Idrin said so in Keld after 14 people were killed.",
        "The army, which residents said had killed 14 people, withdrew.",
        "Reports by the union say the army killed 14 people.",
    ],
)
def test_a_figure_that_no_verb_of_a_party_governs_is_nobodys(text: str) -> None:
    """Who only speaks, gives or puts something beside it, or is contradicted, states nothing."""
    assert whose(text) == [None]


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("Nine people were killed in the pit, the health ministry said on Tuesday.", "the health ministry"),
        ("Twelve people were killed in Olden, according to aid workers.", "aid workers"),
        ("According to aid workers, 12 people were killed in Olden.", "aid workers"),
        ("In Keld, police said that at least 12 people had died.", "police"),
        ("The army told reporters on Monday that 12 people were killed.", "The army"),
        ("The Hill Council said in a statement on Monday that 12 people were killed.", "The Hill Council"),
        ("The army on Tuesday put the number of dead miners at 44.", "The army"),
        ("The rebels gave a toll of 12 dead.", "The rebels"),
        ("Residents spoke on Tuesday of 30 people killed.", "Residents"),
        ("Police confirmed the deaths of 14 people.", "Police"),
        ("The union said on Tuesday the death toll had risen to 14.", "The union"),
        ("“Twelve people were killed,” said Pavel Idrin, a lawyer.", "Pavel Idrin, a lawyer"),
    ],
)
def test_a_figure_is_the_partys_whose_verb_governs_it(text: str, owner: str) -> None:
    """Behind "that", right behind the verb, or before it where it closes the clause."""
    assert whose(text) == [owner]


def test_a_sentence_with_a_table_of_figures_is_read_in_part() -> None:
    """Each figure is looked at with its sentence: of hundreds that would take the square of their number."""
    towns = "; ".join(f"{number} soldiers were killed in Keld" for number in range(2, 102))
    read = read_claims(work(f"The count by towns: {towns}.")).quantities
    assert [one.quantity.low for one in read] == [*range(2, 26)]


def test_a_clause_in_which_many_speak_is_nobodys() -> None:
    """Who states its figure, nobody can tell."""
    assert whose(f"{'The army said that ' * 5}12 people were killed in Keld.") == [None]
