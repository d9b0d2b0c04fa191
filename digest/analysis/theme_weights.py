"""What each trait of an article's evidence counts for a theme, learned by ``benchmarks/learn_themes.py``.

The traits are described in ``verdict.measure_themes``. Do not edit by hand: learn anew when a lexicon or a
trait changes (CONTRIBUTING.md).
"""

WEIGHTS = {
    "alone": 0.20,
    "lead": 2.21,
    "no country: deployments": -0.17,
    "no country: diplomacy": -0.10,
    "no country: incidents": 0.03,
    "opening": 2.15,
    "rest": 2.16,
    "several countries: deployments": 0.37,
    "several countries: diplomacy": 0.35,
    "several countries: incidents": 0.14,
    "strong opening": 0.49,
    "strong phrases": 0.45,
    "title": 1.95,
    "untitled": -0.28,
}
