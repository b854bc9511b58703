"""An API client that returns prepared answers."""

from collections.abc import Mapping
from typing import Any


class PreparedApi:
    """Returns prepared answers in order, and records the calls."""

    def __init__(self, *answers: dict[str, Any]) -> None:
        self.answers = list(answers)
        self.calls: list[tuple[str, str, dict[str, object]]] = []

    def call(self, product: str, action: str, params: Mapping[str, object] | None = None) -> dict[str, Any]:
        self.calls.append((product, action, dict(params or {})))
        return self.answers.pop(0)
