"""How fast, and where the time goes: each module prints ratios that were measured in one run (``make bench``)."""
