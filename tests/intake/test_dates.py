"""Dates as files state them."""

from datetime import date

import pytest

from digest.intake.dates import find_date, parse_stated

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("line", "language", "found"),
    [
        pytest.param("Published: November 26, 2018", "en", "2018-11-26", id="month first"),
        pytest.param("26 Nov 2018, 14:30 CET", "en", "2018-11-26", id="day first, short month"),
        pytest.param("Monday the 3rd of December 2018", "en", "2018-12-03", id="ordinal"),
        pytest.param("Stand: 3. März 2021, 08:15 Uhr", "de", "2021-03-03", id="German"),
        pytest.param("Publié le 1er août 2019", "fr", "2019-08-01", id="French"),
        pytest.param("5 de mayo de 2022", "es", "2022-05-05", id="Spanish"),
        pytest.param("Опубликовано 11 октября 2018", "ru", "2018-10-11", id="Russian"),
        pytest.param("Data: 28-04-2021, 09:29", "pl", "2021-04-28", id="numbers, day over twelve"),
        pytest.param("08.03.2016 | 15:30", "de", "2016-03-08", id="points: the day is first"),
        pytest.param("27 März 2018", None, "2018-03-27", id="German, not told"),
        pytest.param("3 maj 2018", None, "2018-05-03", id="Swedish or Polish, not told"),
        pytest.param("3 mrt 2018", "nl", "2018-03-03", id="a short form of its own"),
        pytest.param("3 Brumaire 2018", "fr", None, id="no month"),
        pytest.param("03/04/2021", "en", None, id="strokes in English: nobody knows"),
        pytest.param("11/20/2019", "en", "2019-11-20", id="month first where it can only be that"),
        pytest.param("2018-11-27T08:00", "en", "2018-11-27", id="ISO"),
        pytest.param("2018年11月27日", "ja", "2018-11-27", id="Japanese"),
        pytest.param("31 June 2020", "en", None, id="no such day"),
        pytest.param("June 3, 20206:12 AM GMT+1Updated 3 hours ago", "en", "2020-06-03", id="the time sticks to it"),
        pytest.param("June 3, 20206", "en", None, id="no year"),
        pytest.param("1 March 1989", "en", None, id="before 1990"),
        pytest.param("1 March 2031", "en", None, id="in the future"),
        pytest.param("May was to visit on Tuesday", "en", None, id="a name, no date"),
        pytest.param("Article 50 of 2018", "en", None, id="numbers that are none"),
    ],
)
def test_date_in(line: str, language: str | None, found: str | None) -> None:
    """A line states a date when it can mean one day; never one after today."""
    assert find_date(line, language=language, today=TODAY) == found


@pytest.mark.parametrize(
    ("value", "found"),
    [
        pytest.param("2018-11-26T17:20:00+03:00", "2018-11-26T17:20:00+03:00", id="an instant keeps its offset"),
        pytest.param("2018-11-26T17:20:00.123Z", "2018-11-26T17:20:00+00:00", id="Z"),
        pytest.param("2018-11-26T17:20:00", "2018-11-26", id="without an offset only the day is sure"),
        pytest.param("Tue, 27 Nov 2018 08:00:00 +0100", "2018-11-27T08:00:00+01:00", id="as mails say it"),
        pytest.param("Nov 27, 2018", "2018-11-27", id="in words"),
        pytest.param("Tue, 27 Nov 2018 08:00:00 +05:30", "2018-11-27T08:00:00+05:30", id="a colon in the offset"),
        pytest.param("27 Nov 2018 08:00:00 GMT+0100", "2018-11-27T08:00:00+01:00", id="an offset from GMT"),
        pytest.param("Tue Nov 27 12:45:00 EST 2018", "2018-11-27T12:45:00-05:00", id="as Java prints it"),
        pytest.param(
            "Tue Nov 27 2018 14:30:22 GMT+0200 (EET)", "2018-11-27T14:30:22+02:00", id="as JavaScript prints it"
        ),
        pytest.param("2999-01-01T00:00:00Z", None, id="in the future"),
        pytest.param("0001-01-01", None, id="a default that nobody set"),
        pytest.param("yesterday", None, id="no date"),
        pytest.param("2018-11-26T99:99:99+03:00", "2018-11-26", id="no such time, but a day"),
    ],
)
def test_stated(value: str, found: str | None) -> None:
    """What a format's field states, or nothing."""
    assert parse_stated(value, today=TODAY) == found
