"""What holds for all tests."""

from hypothesis import settings

# A busy machine makes any example late; what must be quick is measured in benchmarks/.
settings.register_profile("no deadline", deadline=None)
settings.load_profile("no deadline")
