"""Injected faults: a specification such as `throttle=0.1,ecs.RunInstances:reset=0.5`, and the fault of a request.

A decision depends on the seed, the action and the number of the request among those of that action, and on nothing
else: the same requests get the same faults again, in whatever order the actions are mixed.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from hashlib import blake2b

OFF = "off"
_ENTRY = re.compile(r"(?:([A-Za-z]+(?:\.[A-Za-z0-9]+)?):)?([a-z-]+)=([0-9.]+)")
_EVERYWHERE = ""
_DRAWS = 2**64
_ROUNDING = 1e-9
_LONGEST_SECONDS = 600.0


class FaultKind(StrEnum):
    """What happens to a request."""

    THROTTLE = "throttle"
    UNAVAILABLE = "unavailable"
    INTERNAL = "internal"
    RESET_BEFORE = "reset-before"
    """The connection is reset, and nothing was done."""
    RESET_AFTER = "reset-after"
    """The connection is reset after the commit: the request was carried out, and its answer is lost."""
    SLOW = "slow"
    """The request is carried out, and its answer comes late."""


_RESET = "reset"
FAULT_NAMES = (*FaultKind, _RESET)
_Rates = Mapping[FaultKind, float]


@dataclass(frozen=True)
class Faults:
    """How often requests get which fault; without any rate, none does.

    `rates` are those of every action (the scope ""), of a product (`ecs`) and of an action (`ecs.runinstances`): a
    narrower scope replaces the rates that it names. `seconds` is the delay of a slow answer.
    """

    rates: Mapping[str, _Rates]
    seed: int = 0
    seconds: float = 2.0

    @classmethod
    def parse(cls, text: str) -> "Faults":
        """Read a specification; raise ValueError, which says what is allowed, for a wrong one."""
        rates: dict[str, dict[FaultKind, float]] = {}
        settings: dict[str, float] = {}
        for entry in text.split(",") if text != OFF else ():
            scope, name, value = _read_entry(entry.strip())
            if name in _SETTINGS and not scope:
                settings[name] = value
            else:
                rates.setdefault(scope, {}).update(_rates(entry, name, value))
        found = cls(rates, int(settings.get("seed", 0)), settings.get("seconds", cls.seconds))
        for scope in rates:
            if (total := sum(found.rates_of(scope).values())) > 1 + _ROUNDING:
                where = f" for {scope}" if scope else ""
                raise ValueError(f"the rates of the faults{where} add up to {total:g}; they may add up to 1")
        return found

    def __str__(self) -> str:
        """Return the specification that `parse` reads as these faults."""
        entries = [
            f"{f'{scope}:' if scope else ''}{kind}={rate:g}"
            for scope, rates in self.rates.items()
            for kind, rate in rates.items()
        ]
        settings = [f"seed={self.seed}", f"seconds={self.seconds:g}"]
        return ",".join(entries + settings) if entries else OFF

    def check_scopes(self, actions: Collection[tuple[str, str]]) -> None:
        """Raise ValueError for a scope that is none of these products and actions."""
        known = {product.lower() for product, _ in actions} | {f"{product}.{name}".lower() for product, name in actions}
        for scope in self.rates.keys() - known - {_EVERYWHERE}:
            raise ValueError(
                f"the faults name {scope!r}, which is neither a product nor an action of the sandbox, such as `ecs` or"
                " `ecs.RunInstances`; `alicloud-sandbox actions` lists them"
            )

    def rates_of(self, scope: str) -> _Rates:
        """Return the rates of an action or a product, narrower ones before wider ones."""
        product = scope.partition(".")[0]
        return {**self.rates.get(_EVERYWHERE, {}), **self.rates.get(product, {}), **self.rates.get(scope, {})}

    def of_request(self, action: str, number: int) -> FaultKind | None:
        """Return the fault of a request for an action such as `Ecs.RunInstances`; `number` counts its requests."""
        scope = action.lower()
        digest = blake2b(f"{self.seed}/{scope}/{number}".encode(), digest_size=8).digest()
        drawn = int.from_bytes(digest) / _DRAWS
        for kind, rate in self.rates_of(scope).items():
            if drawn < rate:
                return kind
            drawn -= rate
        return None


_SETTINGS = {"seed": float("inf"), "seconds": _LONGEST_SECONDS}
NO_FAULTS = Faults({})


def _read_entry(entry: str) -> tuple[str, str, float]:
    found = _ENTRY.fullmatch(entry)
    try:
        scope, name, value = (found[1] or _EVERYWHERE).lower(), found[2], float(found[3])  # type: ignore[index]
    except (TypeError, ValueError):
        raise ValueError(
            f"invalid entry {entry!r} of the faults; expected `KIND=RATE`, `PRODUCT:KIND=RATE` or"
            " `PRODUCT.ACTION:KIND=RATE` with a number, separated by commas, or `off`"
        ) from None
    if name in _SETTINGS and (scope or value > _SETTINGS[name] or (name == "seed" and not value.is_integer())):
        raise ValueError(
            f"invalid entry {entry!r} of the faults; `seed` is an integer and `seconds` is at most"
            f" {_LONGEST_SECONDS:g}, each for all actions"
        )
    return scope, name, value


def _rates(entry: str, name: str, value: float) -> dict[FaultKind, float]:
    """Return the rate of each kind that a name stands for: a reset is before or after the commit, equally often."""
    if name not in FAULT_NAMES:
        raise ValueError(
            f"invalid kind {name!r} of the faults; expected one of {', '.join(FAULT_NAMES)}, seed, seconds"
        )
    if value > 1:
        raise ValueError(f"invalid entry {entry!r} of the faults; a rate is from 0 to 1")
    if name == _RESET:
        return {FaultKind.RESET_BEFORE: value / 2, FaultKind.RESET_AFTER: value / 2}
    return {FaultKind(name): value}
