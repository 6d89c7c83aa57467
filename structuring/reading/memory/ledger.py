"""What has been read so far, in order, able to go back to a mark: the open sentence is read anew as it grows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from structuring.facts import Fact, Status
from structuring.turns import Evidence, Side

UNDER_HAND = -1  # rank of what the patient says while he is examined
BARE = -2  # rank of a finding that was told without its subject


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """One thing read. `part` tells signs of one path apart; of several ranks the highest settles.

    Two readings are never the same one, however alike; compared by identity, long talk stays fast.
    """

    fact: Fact
    part: str = ""
    rank: int = 0
    retracts: bool = False


class Ledger:
    """Entries by path in the order in which they were said."""

    def __init__(self) -> None:
        self._order: list[str] = []
        self._by_path: dict[str, list[Entry]] = {}
        self._touched: set[str] = set()

    def add(
        self,
        path: str,
        value: str,
        evidence: tuple[Evidence, ...],
        *,
        status: Status = "stated",
        side: Side | None = None,
        part: str = "",
        rank: int = 0,
        attributes: Mapping[str, str | float | bool] | None = None,
    ) -> None:
        """Notes a fact. Without evidence nothing is noted: no evidence, no fact."""
        if not evidence:
            return
        fact = Fact(
            path=path, value=value, status=status, side=side, attributes=attributes or {}, evidence=evidence
        )
        self._append(path, Entry(fact, part, rank))

    def retract(self, path: str, value: str, evidence: tuple[Evidence, ...], part: str = "") -> None:
        """Takes back what was noted before under a path: all of that part, or of that value where given."""
        fact = Fact(path=path, value=value, status="retracted", evidence=evidence)
        self._append(path, Entry(fact, part, retracts=True))

    def _append(self, path: str, entry: Entry) -> None:
        self._order.append(path)
        self._by_path.setdefault(path, []).append(entry)
        self._touched.add(path)

    def entries(self, path: str) -> list[Entry]:
        return self._by_path.get(path, [])

    def states(self, path: str, value: str) -> bool:
        """Whether a value of a path was stated, taken back later or not."""
        return any(entry.fact.value == value and entry.fact.status == "stated" for entry in self.entries(path))

    def paths(self) -> list[str]:
        return [path for path, entries in self._by_path.items() if entries]

    def mark(self) -> int:
        return len(self._order)

    def back_to(self, mark: int) -> None:
        """Forgets everything noted since the mark."""
        while len(self._order) > mark:
            path = self._order.pop()
            self._by_path[path].pop()
            self._touched.add(path)

    def touched(self) -> set[str]:
        """Paths that changed since this was last asked."""
        touched, self._touched = self._touched, set()
        return touched
