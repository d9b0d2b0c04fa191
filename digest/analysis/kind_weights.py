"""What each trait of style weighs for each kind of text: log-odds, from ``benchmarks/learn_kinds.py``.

With each trait stands first its usual value: what an article has more of it counts, and what it has less.
"""

from digest.model import Kind

KINDS: tuple[Kind, ...] = ("report", "analysis", "opinion", "explainer", "live")
"""The kinds that style tells, in the order of the numbers below."""

BIAS = (3.97, 0.12, -2.29, -1.57, -0.24)

WEIGHTS = {
    "I and my": (0.08, 0.24, 0.01, 0.03, 0.30, -0.59),
    "we and our": (0.11, -0.16, -0.88, 0.48, -0.24, 0.80),
    "you and your": (0.04, -0.18, -1.06, 0.73, 0.85, -0.35),
    "must and should": (0.07, -1.05, -0.13, 1.44, -0.11, -0.15),
    "may and might": (0.35, -0.59, 0.65, 0.19, -0.08, -0.16),
    "judgements": (0.16, -0.71, 0.64, 0.91, -0.39, -0.45),
    "long views": (0.13, -0.66, 0.45, 0.80, -0.05, -0.54),
    "words of the minute": (0.09, -1.07, 0.23, -0.37, -0.37, 1.57),
    "times of day": (0.07, 0.20, -0.56, -0.17, 0.48, 0.06),
    "years": (0.26, 0.37, 0.63, -0.04, -0.13, -0.82),
    "weekdays": (0.42, 0.58, -0.17, -0.28, 0.01, -0.13),
    "said": (0.33, 0.60, -0.41, -0.98, 0.33, 0.46),
    "says": (0.04, -2.90, 0.16, -0.19, -0.74, 3.67),
    "experts": (0.02, -0.47, 4.94, -1.00, -0.86, -2.61),
    "openings that argue": (0.08, -1.18, 2.07, 0.36, -0.55, -0.70),
    "questions": (0.00, -10.60, -6.46, 14.03, 10.99, -7.95),
    "quotations": (0.12, -1.31, 0.72, -1.02, -0.27, 1.88),
    "present tense": (0.30, -1.60, 0.52, 0.73, -0.45, 0.80),
    "present tense in the lead": (0.35, -1.18, 0.28, 0.68, -0.07, 0.30),
    "a day in the lead": (0.66, 0.51, -0.30, -0.09, 0.03, -0.15),
    "a speaker in the lead": (0.59, 0.01, -0.34, -0.20, 0.31, 0.22),
    "a dateline": (0.28, -0.23, 0.79, -0.14, 0.06, -0.48),
    "length": (-0.13, -0.52, 0.55, 0.23, 0.35, -0.61),
    "under 150 words": (0.10, -0.49, -0.10, -0.18, -0.10, 0.86),
    "long sentences": (0.94, -0.04, 0.35, -0.10, -0.59, 0.38),
    "a title that asks": (0.02, -2.27, 0.41, 0.25, 2.11, -0.51),
    "a title that guides": (0.01, -3.07, 0.82, -0.66, 3.91, -1.00),
    "no title": (0.17, 0.41, 0.15, 0.22, 0.01, -0.79),
    "words on the author": (0.02, -0.81, -0.11, 2.11, -0.36, -0.82),
}
