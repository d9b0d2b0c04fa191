"""Which day to come a sentence announces: the verb decides, and doubt finds none."""

from datetime import date

import pytest

from digest.text.ahead import DayToCome, find_day_to_come

WEDNESDAY = date(2019, 6, 12)
ANNOUNCED = [
    ("The House is to vote on the bill on 20 June.", "2019-06-20 partial"),
    ("Parliament votes on Sunday, 16 June 2019, on the treaty.", "2019-06-16"),
    ("The trial was adjourned until 8 July 2019.", "2019-07-08"),
    ("The truce begins on Sunday noon.", "2019-06-16 partial 12:00"),
    ("The ceasefire is to begin at noon on Sunday and to last 30 days.", "2019-06-16 partial 12:00"),
    ("A hearing is scheduled for 9:30 on Friday, court officials said.", "2019-06-14 partial 9:30"),
    ("Envoys will meet tomorrow at 3 p.m.", "2019-06-13 15:00"),
    ("Envoys will meet tomorrow at 11.99 pm.", "2019-06-13"),
    ("Envoys will meet tomorrow at 15 p.m.", "2019-06-13"),
    ("The prisoners will come home by 30 June, the ministry said on Tuesday.", "2019-06-30 partial"),
    ("The hijackers set a deadline of noon on Thursday for the release of their comrades.", "2019-06-13 partial 12:00"),
    ("The deadline, which ended on Tuesday, was extended to Friday.", "2019-06-14 partial"),
    ("The summit, which was to open on Friday, was postponed to 2 July.", "2019-07-02 partial"),
    ("The hijackers moved the deadline from Thursday noon to Saturday.", "2019-06-15 partial"),
    ("The vote planned for Friday will be held on Sunday.", "2019-06-16 partial"),
    ("The vote planned for Friday will decide on the tax.", "2019-06-14 partial"),
    ("The minister said on Tuesday that he would travel to Oslo on Saturday.", "2019-06-15 partial"),
    ("Negotiators agreed on Monday to meet again on 18 June in Izmir.", "2019-06-18 partial"),
    ("On Friday the ministers will meet in Izmir.", "2019-06-14 partial"),
    ("The government must answer by Monday.", "2019-06-17 partial"),
    ("The court will rule on Wednesday.", "2019-06-12 partial"),
    ("The junta has until Friday to free the president.", "2019-06-14 partial"),
    ("The kidnappers gave the family until Saturday noon.", "2019-06-15 partial 12:00"),
    ("The governor has ordered everybody on the island to leave by Friday evening.", "2019-06-14 partial"),
    ("The evacuation must be completed by midnight on Thursday.", "2019-06-13 partial"),
    ("The Security Council holds its monthly debate on Tarsis on Tuesday.", "2019-06-18 partial"),
    ("The general appears before a military court on Monday.", "2019-06-17 partial"),
    ("The referendum is on June 30.", "2019-06-30 partial"),
    ("A curfew takes effect on Thursday.", "2019-06-13 partial"),
    ("The truce ends at noon on Sunday.", "2019-06-16 partial 12:00"),
    ("The rebels gave the governor until Friday to leave the town.", "2019-06-14 partial"),
    ("The crew was given until Friday to leave.", "2019-06-14 partial"),
    ("The crew was given until Friday, the harbour office said.", "2019-06-14 partial"),
    ("The mayor told residents to boil their water before Friday.", "2019-06-14 partial"),
    ("Leaders gather in Keld for a summit on Friday.", "2019-06-14 partial"),
    ("The pact is due to come into force after a ceremony on Friday.", "2019-06-14 partial"),
    ("The vote has been scheduled for Friday.", "2019-06-14 partial"),
]


@pytest.mark.parametrize(("text", "day"), ANNOUNCED)
def test_an_announced_day_is_found(text: str, day: str) -> None:
    """The newest day that is meant where an event was moved; a weekday alone or a date without its year is partial."""
    assert _written(find_day_to_come(text, WEDNESDAY)) == day


@pytest.mark.parametrize(
    "text",
    [
        "The gunmen said they would shoot on Thursday if nobody paid.",
        "The council said that it holds no meeting on Friday.",
        "The police gave no details until Monday.",
        "The ministry gave its answer by Tuesday.",
        "The court ruled that the state had until Monday to answer.",
        "The soldier told his mother that he had until Monday.",
        "They ordered the crew to stop on Monday.",
        "The army holds talks with the men who surrendered on Sunday.",
        "The ship, which arrives from Olden, sank on Monday.",
        "It is on Sunday that the bakers earn most.",
        "The governor ordered troops to the barracks by Friday, and they came too late.",
        "The governor ordered the wounded to hospital by Friday.",
        "The governor told the rebels to leave by Friday, and they left.",
        "The mayor gave shelter to 200 families in the town hall until Friday.",
        "The army gives the rebels no rest until Friday.",
        "The hospital gave patients water until Friday.",
        "The minister gave the rebels arms until Friday, when the truce began.",
        "The bank lent the money that it was given until Friday.",
        "The witness told the judge he went to Keld by Friday.",
        "The ministry told of threats to schools until Friday.",
        "Mourners gather in Keld for the victims of the fire on Friday.",
        "The army gathers at the border after the raid on Friday.",
        "The minister arrives in Keld, the town overrun on Friday.",
        "The judge hears that the man hid on Friday.",
        "The film in which the president arrives on Friday is a hit.",
        "The bishop appears in court photographs on Friday.",
        "The opposition is gathering evidence of fraud in the poll on Friday.",
        "The vote has been planned for Friday, but the rebels did not come.",
        "The crew has been due home on Friday.",
        "The fire burns on and is on Friday's front pages.",
        "Police said on Sunday that they would search the valley.",
        "The port has been closed since 11 December.",
        "The port has been closed since 13 June.",
        "If the talks fail, the army will march on Friday.",
        "The talks could resume on Friday.",
        "The election, due on 1 July, will not be held.",
        "The minister was to have met the rebels on Friday.",
        "The summit planned for Friday was cancelled.",
        "The town marks the 75th anniversary of the landings on Saturday.",
        "The president, who turns 80 on Friday, spoke to reporters.",
        "The generals, born on 20 June, never met.",
        "Northport play Eastbay on Saturday.",
        "He was killed on Sunday when troops who will leave next month opened fire.",
        "On Monday the ministers said they will meet again.",
        "On Monday the envoy said the pact would be signed on Monday.",
        "The Sunday Times will publish the letters.",
        "The shops will open early on Black Friday.",
        "The ship will reach the port on 31 June.",
        "Some 12 Augustinians will leave the town.",
        "Parliament will vote on 20 Mayoral bills.",
        "The army will stay, the general told a newspaper on Sunday.",
        "A judge will hear why the deadline of last Friday was missed.",
        "Voters will decide after Friday.",
        "Parliament votes on Monday, 16 June 2019, on the treaty.",
        "",
    ],
)
def test_what_announces_nothing_is_left_alone(text: str) -> None:
    """What has been, what is only supposed, denied or taken back, feasts and names, a date that no weekday fits."""
    assert find_day_to_come(text, WEDNESDAY) is None


def test_the_nearest_year_is_meant() -> None:
    """In June the 11th of December lies ahead, in February behind."""
    text = "The House is to vote on 11 December."
    assert find_day_to_come(text, WEDNESDAY) == DayToCome(date(2019, 12, 11), partial=True, minutes=None)
    assert find_day_to_come(text, date(2019, 2, 12)) is None


def _written(found: DayToCome | None) -> str:
    if found is None:
        return ""
    hour = "" if found.minutes is None else f" {found.minutes // 60}:{found.minutes % 60:02}"
    return f"{found.day}{' partial' * found.partial}{hour}"
