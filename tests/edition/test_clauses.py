"""Where a long first sentence can end early and still tell what happened."""

import pytest

from digest.edition.clauses import find_sound_end


@pytest.mark.parametrize(
    ("clause", "rest"),
    [
        (
            "The president of Lomeria has sworn her oath in Keld",
            ", setting out on six more years at the head of the state.",
        ),
        ("Rebels took the town of Dorrin overnight", " after its garrison had fled across the river to Hask."),
        (
            "Vessia will send no envoy to the ceremony in Keld",
            ", but some of its neighbours were seen there on Monday.",
        ),
        (
            "The minister said that the army will leave the port in May",
            ", a year after it had taken it from the rebels.",
        ),
    ],
)
def test_a_long_lead_ends_where_what_is_told_besides_begins(clause: str, rest: str) -> None:
    """The clause has its verb, also behind a verb of speaking."""
    assert find_sound_end(clause + rest) == len(clause)


@pytest.mark.parametrize(
    "sentence",
    [
        "Soldiers fired on a bus with forty children on the road to Hask, a doctor at the hospital of Dorrin said.",
        "The army used gas in the battle for the port, according to the rebels who had held it since the winter.",
        "The army bombed a school in the town of Dorrin on Monday morning, a report that the minister denied at once.",
        "The rebels will lay down their arms in the valley on Monday, if the government opens the road to Hask.",
        "If the road is not opened by Monday, the rebels will take up arms again in the whole of the valley.",
        "Nobody from the villages on the river may leave home before the army has searched every house in them.",
        "Every soldier of the second brigade must stay in the barracks until the end of the inquiry, during which all wait.",
        "The envoy whom the council had sent to Hask for talks, after a week of waiting at the border, has come home.",
        "Two years after rebels shot the mayor of Dorrin in his own garden, before his family, a court heard a witness.",
        "Ada Renn, chosen by the council to lead the talks with the rebels, took her seat on Monday in the old mint.",
        "A state of panic held the town of Dorrin all night as a second quake came hours after the first one had ended.",
        "The envoy said on Monday that Lomeria, which had left the talks in March, was ready to take part in them again.",
        'The envoy called the plan "a gift, wrapped in paper" and went home to Keld on the very same evening by train.',
        "The minister and four of his guards in the second car of the long column, among them two officers of the army.",
    ],
)
def test_a_clause_that_would_say_something_else_is_no_headline(sentence: str) -> None:
    """Who says it, who denies it, on what condition: what stands behind the cut may not change what stands before it."""
    assert find_sound_end(sentence) is None


def test_only_the_first_words_of_a_sentence_are_looked_at() -> None:
    """A text without a full stop is one sentence, as long as the file: the cost grows as it does."""
    endless = "Rebels took the town of Dorrin overnight, and " + "then, after that, they went on, " * 2000
    assert find_sound_end(endless) == find_sound_end(endless[:400])
