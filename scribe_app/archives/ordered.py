"""Runs one piece of work over many documents at once and hands the results back in the documents' own order.

The work must be a pure function of its argument, at module level: then it does not matter where it runs, nor that
it runs again because a worker was killed.
"""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import chain, islice
from typing import Generic, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

BATCH = 32
AHEAD = 4
TRIES = 3


def few(
    items: Iterable[Item], most: int, light: Callable[[Item], bool] = lambda _: True
) -> tuple[bool, Iterator[Item]]:
    """Whether there are at most `most` items, all of them light, and the items again from the first one on.

    Looks no further than it must: memory stays that of `most` items.
    """
    source = iter(items)
    seen: list[Item] = []
    for item in source:
        seen.append(item)
        if len(seen) > most or not light(item):
            return False, chain(seen, source)
    return True, iter(seen)


def batches(items: Iterable[Item], size: int = BATCH) -> Iterator[list[Item]]:
    """The items in lists of `size`, the last one shorter."""
    source = iter(items)
    while batch := list(islice(source, size)):
        yield batch


def each(work: Callable[[Item], Result], batch: Sequence[Item]) -> list[Result]:
    """The work on each item of one batch."""
    return [work(item) for item in batch]


def on_this_machine(
    work: Callable[[Item], Result],
    items: Iterable[Item],
    jobs: int,
    given_up: Callable[[Item], Result],
    *,
    batch_size: int = BATCH,
) -> Iterator[Result]:
    """The results of `work` in the order of `items`, made by `jobs` processes that take `batch_size` at a time.

    A killed process is replaced and its batch done again. A document over which processes die three times is
    answered by `given_up` instead. Only a few batches wait at any time, however long the archive is.
    """
    waiting: deque[_Batch[Item, Result]] = deque()
    source = batches(items, batch_size)
    pool = _pool(jobs)
    try:
        while True:
            while len(waiting) < jobs * AHEAD and (batch := next(source, None)) is not None:
                waiting.append(_Batch(batch))
            if not waiting:
                return
            try:
                for entry in waiting:
                    if entry.future is None:
                        entry.future = pool.submit(each, work, entry.items)
                future = waiting[0].future
                assert future is not None
                results = future.result()
            except BrokenProcessPool:
                pool.shutdown(wait=False, cancel_futures=True)
                pool = _pool(jobs)
                _start_over(waiting)
                if waiting[0].tries >= TRIES:
                    yield from _one_by_one(work, waiting.popleft().items, given_up)
                continue
            waiting.popleft()
            yield from results
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


class _Batch(Generic[Item, Result]):
    def __init__(self, items: list[Item]) -> None:
        self.items = items
        self.future: Future[list[Result]] | None = None
        self.tries = 0


def _start_over(waiting: Iterable[_Batch[Item, Result]]) -> None:
    """What was finished before the process died stays; the rest is handed to the new pool."""
    for place, entry in enumerate(waiting):
        future = entry.future
        if future is not None and future.done() and not future.cancelled() and future.exception() is None:
            continue
        entry.future = None
        if place == 0:
            entry.tries += 1


def _one_by_one(
    work: Callable[[Item], Result], items: Sequence[Item], given_up: Callable[[Item], Result]
) -> Iterator[Result]:
    """Finds the document that kills its process: each in a process of its own."""
    for item in items:
        with _pool(1) as alone:
            try:
                yield alone.submit(work, item).result()
            except BrokenProcessPool:
                yield given_up(item)


def _pool(jobs: int) -> ProcessPoolExecutor:
    # Not fork: the program may hold threads (Qt, a recogniser) that a forked process would inherit half-way.
    return ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("spawn"))
