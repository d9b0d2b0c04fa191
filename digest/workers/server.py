"""The process that workers are forked from; it imports what they need once, while the run imports what it needs.

Python's fork server: what it makes holds nothing that is open in the run (neither lock nor database, so a run that
is killed leaves both free), shares what was imported, and threads do not matter.
"""

import multiprocessing
from multiprocessing import forkserver
from multiprocessing.context import ForkServerContext

MANY = 24
"""Files from which on a run has work for several processes."""
_PRELOAD = [
    "__main__",
    "digest.workers.worker",
    "digest.workers.pages",
    "digest.analysis.summarizers",
    "digest.intake.readers",
]


def start() -> None:
    """Have it at work before it is needed."""
    context()
    forkserver.ensure_running()


def context() -> ForkServerContext:
    """What makes processes in this way."""
    made = multiprocessing.get_context("forkserver")
    made.set_forkserver_preload(_PRELOAD)
    return made
