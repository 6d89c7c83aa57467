"""The same work on a Dask cluster. Only the names of documents and the findings travel: the workers read the
documents themselves, so the archive has to lie where all of them can see it."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from scribe_app.archives.ordered import AHEAD, batches, each
from scribe_app.errors import Refusal

Item = TypeVar("Item")
Result = TypeVar("Result")

TIMEOUT_S = 10
RETRIES = 3
# Larger than on one machine: every batch is a round trip.
BATCH = 64


def on_cluster(
    work: Callable[[Item], Result], items: Iterable[Item], scheduler: str, *, batch_size: int = BATCH
) -> Iterator[Result]:
    """The results of `work` in the order of `items`, made by the workers of the scheduler at this address.

    A killed worker's batches are done again by others. Raises Refusal when the cluster cannot be reached, has no
    workers, or loses too many of them over one batch.
    """
    with _client(scheduler) as client:
        ahead = max(1, len(client.scheduler_info()["workers"])) * AHEAD
        waiting: deque[Any] = deque()
        source = batches(items, batch_size)
        while True:
            while len(waiting) < ahead and (batch := next(source, None)) is not None:
                waiting.append(client.submit(each, work, batch, pure=False, retries=RETRIES))
            if not waiting:
                return
            first = waiting.popleft()
            try:
                results = first.result()
            except _killed() as fault:
                raise Refusal(
                    f"The cluster lost several workers over the same documents ({fault}). Nothing was changed: "
                    "look at the workers' logs, or run without --scheduler."
                ) from fault
            yield from results


@contextmanager
def _client(scheduler: str) -> Iterator[Any]:
    try:
        from distributed import Client
    except ImportError:
        raise Refusal(
            "A cluster needs the extra 'cluster': pip install 'lumbar-scribe[cluster]'. Without it, --jobs uses "
            "all cores of this machine."
        ) from None
    try:
        client = Client(scheduler, timeout=TIMEOUT_S, set_as_default=False)
    except (OSError, ValueError, TimeoutError) as fault:
        raise Refusal(f"No Dask scheduler answers at {scheduler}: check the address (tcp://HOST:8786).") from fault
    try:
        if not client.scheduler_info()["workers"]:
            raise Refusal(
                f"The scheduler at {scheduler} has no workers; start some with 'dask worker {scheduler}'."
            )
        yield client
    finally:
        client.close()


def _killed() -> type[Exception]:
    from distributed.scheduler import KilledWorker

    return KilledWorker
