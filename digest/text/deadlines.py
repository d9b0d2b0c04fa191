"""Find the words of an English clause that give somebody until a day to do something, or order it done by then."""

import re

from digest.text.saying import SPEAKS, join_forms

_UNTIL = re.compile(r"\b(?:until|till|by|before) (?:(?:noon|midday|midnight|\d[\d:.]*(?: ?[ap]\.?m\.?)?)(?: on)? )?$")
_MUST = re.compile(r"\b(?:has to|have to|must|needs? to|has(?= until)|have(?= until))\b")
_WHOM = (
    r"(?:him|her|them|us|it|everyone|everybody|people|troops|soldiers|residents|police"
    r"|[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,2}"
    r"|(?:the|his|her|its|their|all|both) (?:[A-Z][\w’'-]+ )?[a-z]+)"
)
_NO_VERB = "hospitals?|prison|jail|court|schools?|church|town|camp|shore|port|safety|base|headquarters|sea|barracks"
_GIVEN = re.compile(rf"(?<!had )(?:\b(?:gave|gives?) {_WHOM}|(?P<bare>\bgiven)) (?:until|till) (?:[\w:.]+ (?:on )?)?$")
"""What says right before a day that somebody has until then."""
_ORDERED = re.compile(
    rf"(?<!had )(?<!had been )\b(?:told|ordered)(?: {_WHOM}(?: (?:in|on|at) (?:the )?[\w’'-]+)?)?"
    rf" to (?!(?:the|an?|his|her|its|their|{_NO_VERB})\b)[a-z]+(?<![a-rt-z]s)\b"
    r"[^,.;]{0,60} (?:by|before) (?:[\w:.]+ (?:on )?)?$"
)
"""What says right before a day that somebody must have done something by then; no plural ("to schools") is the verb."""
_BEHIND_DEADLINE = r"(?: noon| midday| midnight| morning| afternoon| evening| night| at [\w:. ]{1,12})?"
_TO_DO = re.compile(rf"{_BEHIND_DEADLINE} to (?!(?:the|an?|his|her|its|their)\b)[a-z]+")
_IS_LAST = re.compile(rf"{_BEHIND_DEADLINE}[\W_]*$")
_IS_SAID = re.compile(
    rf"{_BEHIND_DEADLINE},[”\"]? (?!when|and|but|which|who|where|as)(?:[\w’'-]+ ){{1,6}}(?:{join_forms(SPEAKS)})\b"
)
"""What may stand behind a deadline: an infinitive, the end of the sentence, or who says so."""


def find_deadline(clause: str, behind: str) -> int:
    """Return where the last words end that make a deadline of the day between a clause and ``behind``, 0 without any.

    "The junta has until", "the rebels gave him until" and "he told them to leave by" do, "they danced until" does not.
    """
    if not _UNTIL.search(clause):
        return 0
    if _gives_or_orders(clause, behind):
        return len(clause)
    return max((match.end() for match in _MUST.finditer(clause)), default=0)


def _gives_or_orders(clause: str, behind: str) -> bool:
    given, said = _GIVEN.search(clause), _IS_SAID.match(behind) is not None
    last = said or _IS_LAST.match(behind) is not None
    if given:
        return said or _TO_DO.match(behind) is not None or (last and not given["bare"])
    return last and _ORDERED.search(clause) is not None
