"""What was asked of the catalog lately, as long as it stands at the same generation."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from typing import Any, TypeVar

T = TypeVar("T")


class Recent:
    """Answers by their kind, of each kind as many as said; those asked for long ago go first."""

    def __init__(self, most: Mapping[str, int]) -> None:
        self._most = most
        self._generation = -1
        self._kept: dict[str, OrderedDict[Hashable, Any]] = {}
        self._lock = threading.Lock()

    def get(self, generation: int, kind: str, key: Hashable, make: Callable[[], T]) -> T:
        """What `make` said of this key at this generation."""
        with self._lock:
            if generation > self._generation:
                self._kept, self._generation = {}, generation
            kept = self._kept.setdefault(kind, OrderedDict())
            if key in kept:
                kept.move_to_end(key)
                found: T = kept[key]
                return found
        answer = make()
        with self._lock:
            kept[key] = answer
            if len(kept) > self._most[kind]:
                kept.popitem(last=False)
        return answer
