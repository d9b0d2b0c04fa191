"""What is measured and learned: speed as ratios within one run, figures of judgement, and the tables of weights."""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as ``digest`` itself does; before numpy is imported
