"""What each trait of an article's evidence counts for a theme, learned by ``benchmarks/learn_themes.py``.

The traits are described in ``verdict.traits_of``. Do not edit by hand: learn anew when a lexicon or a trait changes
(CONTRIBUTING.md).
"""

WEIGHTS = {
    "alone": 0.15,
    "lead": 2.23,
    "no country: deployments": -0.26,
    "no country: diplomacy": -0.15,
    "no country: incidents": 0.09,
    "opening": 2.16,
    "rest": 2.19,
    "several countries: deployments": 0.49,
    "several countries: diplomacy": 0.44,
    "several countries: incidents": 0.21,
    "strong opening": 0.56,
    "strong phrases": 0.50,
    "title": 1.91,
    "untitled": -0.37,
}
