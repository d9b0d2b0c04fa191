"""What each trait of an article's evidence counts for a theme, learned by ``benchmarks/learn_themes.py``.

The traits are described in ``verdict.traits_of``. Do not edit by hand: learn anew when a lexicon or a trait changes
(CONTRIBUTING.md).
"""

WEIGHTS = {
    "alone": 0.15,
    "lead": 2.14,
    "no country: deployments": -0.28,
    "no country: diplomacy": -0.23,
    "no country: incidents": 0.13,
    "opening": 2.15,
    "rest": 2.27,
    "several countries: deployments": 0.48,
    "several countries: diplomacy": 0.47,
    "several countries: incidents": 0.30,
    "strong opening": 0.61,
    "strong phrases": 0.33,
    "title": 1.95,
    "untitled": -0.41,
}
