"""How fast, and where the time goes: each module prints ratios that were measured in one run (``make bench``)."""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as ``digest`` itself does; before numpy is imported
