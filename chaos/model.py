"""The model that is kept outside of the portal: what everybody has sent, and what they were told became of it."""

import itertools
import threading
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Outcome(StrEnum):
    """What a person was told of one act."""

    DONE = "done"
    REFUSED = "refused"
    # The connection broke each time, or the portal said that it could not tell.
    UNKNOWN = "unknown"
    # The form never came up, so that nothing was sent.
    UNSENT = "unsent"


@dataclass
class Act:
    """One act of one person: sent once or again and again under one key, until its outcome is known."""

    kind: str
    mark: str
    """A text in what was sent, which no other act has."""
    by: str
    outcome: Outcome = Outcome.UNSENT
    about: str = ""
    """The key of the row that it is about, where the person knew it beforehand."""
    amount: str = ""
    sendings: int = 0
    answer: str = ""
    """What came of it: a redirect's target, a receipt code, JSON."""
    payload: Mapping[str, object] = field(default_factory=dict)

    def allowed(self) -> range:
        """Return how often the portal may have done it."""
        return {Outcome.DONE: range(1, 2), Outcome.UNKNOWN: range(2)}.get(self.outcome, range(1))


class Model:
    """All acts, by all people; their marks begin with the name of the run."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.acts: list[Act] = []
        self._lock = threading.Lock()
        self._numbers = itertools.count(1)

    def begin(self, kind: str, by: str, *, about: str = "", amount: str = "", **payload: object) -> Act:
        """Note that a person is going to do something."""
        with self._lock:
            act = Act(kind, f"{self.name}-{next(self._numbers)}", by, about=about, amount=amount, payload=payload)
            self.acts.append(act)
            return act

    def of_kind(self, *kinds: str) -> list[Act]:
        return [act for act in self.acts if act.kind in kinds]

    def expected(self, *kinds: str) -> range:
        """Return how many acts of these kinds the portal may have done: from all known ones to all unknown ones too."""
        least = sum(act.allowed().start for act in self.of_kind(*kinds))
        return range(least, least + sum(act.outcome == Outcome.UNKNOWN for act in self.of_kind(*kinds)) + 1)

    def by_kind(self) -> dict[str, Counter[str]]:
        """Return the number of acts by kind and outcome."""
        found: dict[str, Counter[str]] = defaultdict(Counter)
        for act in self.acts:
            found[act.kind][act.outcome] += 1
        return dict(sorted(found.items()))

    def differences(self, kind: str, facts: Mapping[str, tuple[int, ...]]) -> list[str]:
        """Compare the acts of a kind with what the database has, by mark: how often each of several facts is there.

        Each act that was done has each fact once, one that was refused none, one of unknown outcome all or none.
        Nothing else may be there.
        """
        found = []
        known = {act.mark: act for act in self.of_kind(kind)}
        for mark, act in known.items():
            times = facts.get(mark, (0,))
            if len(set(times)) != 1 or times[0] not in act.allowed():
                found.append(f"{kind} {mark} ({act.outcome}, sent {act.sendings} times): in the database {times}")
        found += [f"{kind} {mark}: nobody sent it" for mark in facts if mark not in known]
        return found

    def differences_of_counts(self, what: str, kinds: Iterable[str], count: int) -> list[str]:
        """Compare the number of acts of these kinds with that of rows."""
        expected = self.expected(*kinds)
        if count in expected:
            return []
        return [f"{what}: {count} in the database, {expected.start} to {expected.stop - 1} expected"]
