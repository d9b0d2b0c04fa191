"""What each trait of style weighs for each kind of text: log-odds, from ``benchmarks/learn_kinds.py``.

With each trait stands first its usual value: what an article has more of it counts, and what it has less.
"""

from digest.model import Kind

KINDS: tuple[Kind, ...] = ("report", "analysis", "opinion", "explainer", "live")
"""The kinds that style tells, in the order of the numbers below."""

BIAS = (3.98, 0.11, -2.31, -1.51, -0.27)

WEIGHTS = {
    "I and my": (0.08, 0.21, -0.00, 0.09, 0.31, -0.60),
    "we and our": (0.11, -0.13, -0.89, 0.40, -0.19, 0.81),
    "you and your": (0.04, -0.34, -1.07, 0.91, 0.91, -0.41),
    "must and should": (0.07, -1.07, -0.17, 1.56, -0.17, -0.15),
    "may and might": (0.35, -0.63, 0.64, 0.27, -0.09, -0.19),
    "judgements": (0.16, -0.76, 0.61, 0.94, -0.29, -0.49),
    "long views": (0.13, -0.69, 0.45, 0.78, -0.02, -0.53),
    "words of the minute": (0.09, -1.10, 0.26, -0.32, -0.42, 1.58),
    "times of day": (0.07, 0.17, -0.60, -0.17, 0.56, 0.04),
    "years": (0.26, 0.35, 0.58, -0.02, -0.08, -0.83),
    "weekdays": (0.42, 0.60, -0.19, -0.27, -0.02, -0.12),
    "said": (0.33, 0.62, -0.32, -1.03, 0.23, 0.50),
    "says": (0.04, -2.83, 0.30, -0.35, -0.87, 3.75),
    "experts": (0.02, -0.21, 5.03, -1.34, -0.86, -2.62),
    "openings that argue": (0.08, -1.26, 1.96, 0.39, -0.36, -0.74),
    "questions": (0.02, -1.64, -0.44, 1.41, 0.54, 0.13),
    "quotations": (0.12, -1.28, 0.66, -1.05, -0.26, 1.93),
    "present tense": (0.30, -1.74, 0.51, 0.83, -0.37, 0.77),
    "present tense in the lead": (0.35, -1.14, 0.29, 0.65, -0.10, 0.30),
    "a day in the lead": (0.66, 0.52, -0.29, -0.12, 0.02, -0.14),
    "a speaker in the lead": (0.59, 0.00, -0.33, -0.20, 0.29, 0.23),
    "a dateline": (0.28, -0.24, 0.82, -0.14, 0.03, -0.47),
    "length": (-0.13, -0.43, 0.57, 0.15, 0.31, -0.60),
    "under 150 words": (0.10, -0.44, -0.10, -0.20, -0.12, 0.86),
    "long sentences": (0.94, -0.01, 0.35, -0.13, -0.63, 0.43),
    "a title that asks": (0.02, -2.34, 0.39, 0.27, 2.20, -0.52),
    "a title that guides": (0.01, -3.07, 0.75, -0.64, 4.02, -1.06),
    "no title": (0.17, 0.46, 0.14, 0.18, -0.00, -0.78),
    "words on the author": (0.02, -0.89, -0.13, 2.19, -0.35, -0.82),
}
