"""What holds for all tests."""

from hypothesis import HealthCheck, settings

# A busy machine makes any example late, and examples slow to come; what must be quick is measured in benchmarks/.
settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")
