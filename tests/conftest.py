"""What holds for all tests."""

from hypothesis import HealthCheck, settings

# A busy machine makes any example late, and examples slow to come; what must be quick is measured in benchmarks/.
# Fifty examples find what a hundred find: a run of the suite tries others each time.
settings.register_profile("any machine", max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")
