"""How batches are handed out and results collected, with an executor that does what its script says."""

from concurrent.futures import Future

import pytest

from digest.errors import WorkersLostError
from digest.parallel.dispatch import Dispatcher
from digest.parallel.protocol import Answer
from tests.parallel.jobs import Number, Tenfold


class Script:
    """Ends a worker at each task of ``crashes``, which lists one task for each time; without the name where asked."""

    window = 2
    stall_timeout = 60.0

    def __init__(self, crashes: list[int], *, names_culprit: bool = True) -> None:
        self.crashes, self.names_culprit = list(crashes), names_culprit
        self.given: list[tuple[int, ...]] = []

    def submit(self, tasks: tuple[Number, ...]) -> "Future[Answer]":
        self.given.append(tuple(task.number for task in tasks))
        future: Future[Answer] = Future()
        future.set_result(self.answer(tasks))
        return future

    def answer(self, tasks: tuple[Number, ...]) -> Answer:
        results = []
        for task in tasks:
            if task.number in self.crashes:
                self.crashes.remove(task.number)
                return Answer(tuple(results) if self.names_culprit else (), f"ended at {task.number}")
            results.append(10 * task.number)
        return Answer(tuple(results))

    def collect(self, future: "Future[Answer]") -> Answer:
        return future.result()

    def give_up(self) -> None:
        pytest.fail("every future has its answer")

    def stop(self) -> None:
        """Nothing runs."""


BATCHES = ((1, 2, 3), (4, 5), (6,))


def finished(executor: Script) -> list[int]:
    """The results of the three batches."""
    batches = [tuple(map(Number, batch)) for batch in BATCHES]
    return [one for some in Dispatcher(executor, Tenfold()).run(batches) for one in some]


@pytest.mark.parametrize(
    ("crashes", "results", "given"),
    [
        pytest.param([], [10, 20, 30, 40, 50, 60], [*BATCHES], id="none"),
        pytest.param(
            [2],
            [10, 20, 30, 40, 50, 60],
            [(1, 2, 3), (4, 5), (2,), (3,), (6,)],
            id="one that is done when it is alone",
        ),
        pytest.param(
            [2, 2], [10, -2, 30, 40, 50, 60], [(1, 2, 3), (4, 5), (2,), (3,), (6,)], id="one that ends two workers"
        ),
        pytest.param(
            [1, 1, 2, 2, 4, 4],
            [-1, -2, 30, -4, 50, 60],
            [(1, 2, 3), (4, 5), (1,), (2, 3), (2,), (3,), (6,), (4,), (5,)],
            id="two in a row, and one after another was done",
        ),
        pytest.param([6, 6], [10, 20, 30, 40, 50, -6], [*BATCHES, (6,)], id="the last"),
    ],
)
def test_a_task_that_ends_two_workers_is_given_up(
    crashes: list[int], results: list[int], given: list[tuple[int, ...]]
) -> None:
    """It is tried once more alone; what was done before it is kept, what comes after it goes on."""
    executor = Script(crashes)
    assert finished(executor) == results
    assert executor.given == given


def test_a_batch_whose_culprit_is_unknown_is_done_task_by_task() -> None:
    """As on a cluster: only the task that ends its workers is given up."""
    executor = Script([2, 2, 2], names_culprit=False)
    assert finished(executor) == [10, -2, 30, 40, 50, 60]
    assert executor.given == [(1, 2, 3), (4, 5), (1,), (2,), (2,), (3,), (6,)]


def test_three_tasks_in_a_row_end_the_run() -> None:
    """It is not the tasks then; the message has each with the end of its worker."""
    with pytest.raises(WorkersLostError) as told:
        finished(Script([3, 3, 4, 4, 5, 5]))
    for number in (3, 4, 5):
        assert f"number {number} ended at {number}" in str(told.value)
    assert "nothing was recorded" in str(told.value)
    assert told.value.exit_code == 1


def test_an_executor_that_answers_nothing_is_given_up() -> None:
    """After its time without any answer."""

    class Silent(Script):
        stall_timeout = 0.01

        def submit(self, tasks: tuple[Number, ...]) -> "Future[Answer]":
            return Future()

        def give_up(self) -> None:
            raise WorkersLostError("silent")

    with pytest.raises(WorkersLostError, match="silent"):
        finished(Silent([]))
