"""Regular expressions that are compiled when they are first used: a start needs few of them."""

from __future__ import annotations

import re
from typing import Any, cast


class _Lazy:
    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern, self.flags = pattern, flags

    def __getattr__(self, name: str) -> Any:
        method = getattr(re.compile(self.pattern, self.flags), name)
        setattr(self, name, method)  # from now on found without coming here
        return method


def lazy(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """``re.compile``, put off until a method of the pattern is called."""
    return cast("re.Pattern[str]", _Lazy(pattern, flags))
