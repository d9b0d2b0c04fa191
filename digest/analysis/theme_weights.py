"""What each trait of an article's evidence counts for a theme, learned by ``benchmarks/learn_themes.py``.

The traits are described in ``verdict.traits_of``. Do not edit by hand: learn anew when a lexicon or a trait changes
(CONTRIBUTING.md).
"""

WEIGHTS = {
    "alone": 0.20,
    "lead": 2.09,
    "no country: deployments": -0.29,
    "no country: diplomacy": -0.23,
    "no country: incidents": 0.16,
    "opening": 2.21,
    "rest": 2.35,
    "several countries: deployments": 0.50,
    "several countries: diplomacy": 0.40,
    "several countries: incidents": 0.45,
    "strong opening": 0.64,
    "strong phrases": 0.28,
    "title": 1.82,
    "untitled": -0.41,
}
