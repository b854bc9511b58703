"""A stand-in for the ECS and VPC APIs, with one ENI: small, and as awkward as the service may be."""

from collections.abc import Callable, Mapping
from typing import Any

from alicloud_ipv6._api.openapi import ApiError

ENI = "eni-1"


class FakeApi:
    """Knows four actions. `faults` are raised or run, one before each call of its action, `None` for none."""

    def __init__(self, *present: str, states: tuple[str, ...] = (), shown_late: int = 0) -> None:
        self.present: list[str] = list(present)
        self.public: set[str] = set()
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.faults: dict[str, list[ApiError | Callable[[], None] | None]] = {}
        self.gone = False
        self.primary_of = ""
        self._states = list(states)
        self._shown_late = shown_late
        self._tokens: dict[str, list[str]] = {}
        self._next = 0

    def call(self, product: str, action: str, params: Mapping[str, object] | None = None) -> dict[str, Any]:
        given = dict(params or {})
        self.calls.append((action, given))
        if self.faults.get(action) and (fault := self.faults[action].pop(0)):
            if isinstance(fault, ApiError):
                raise fault
            fault()
        answers = {
            "DescribeNetworkInterfaces": self._describe,
            "AssignIpv6Addresses": self._assign,
            "UnassignIpv6Addresses": self._unassign,
            "DescribeIpv6Addresses": self._ids,
        }
        return answers[action](given)

    def writes(self) -> list[tuple[str, object]]:
        """The calls that changed something: action, and what it asked for."""
        return [
            (action, params.get("Ipv6Address", params.get("Ipv6AddressCount")))
            for action, params in self.calls
            if action in ("AssignIpv6Addresses", "UnassignIpv6Addresses")
        ]

    def id_of(self, address: str) -> str:
        return f"ipv6-{address}"

    def _describe(self, params: dict[str, Any]) -> dict[str, Any]:
        assert params["NetworkInterfaceId"] == [ENI]
        if self.gone:
            return {"NetworkInterfaceSets": {"NetworkInterfaceSet": []}}
        state = self._states.pop(0) if self._states else "InUse"
        rows = [{"Ipv6Address": address.upper()} for address in self.present]
        eni = {"NetworkInterfaceId": ENI, "Status": state, "Ipv6Sets": {"Ipv6Set": rows}}
        kind = {"Type": "Primary", "InstanceId": self.primary_of} if self.primary_of else {"Type": "Secondary"}
        return {"NetworkInterfaceSets": {"NetworkInterfaceSet": [eni | kind]}}

    def _assign(self, params: dict[str, Any]) -> dict[str, Any]:
        self._exists()
        token = params["ClientToken"]
        if token not in self._tokens:
            self._tokens[token] = params.get("Ipv6Address") or self._choose(params["Ipv6AddressCount"])
            assert len(self._tokens[token]) <= 10
            assert not set(self._tokens[token]) & set(self.present)
            self.present += self._tokens[token]
        return {}

    def _unassign(self, params: dict[str, Any]) -> dict[str, Any]:
        self._exists()
        if not set(params["Ipv6Address"]) <= set(self.present):
            raise ApiError("InvalidIp.IpUnassigned", "not assigned", 403)
        self.present = [address for address in self.present if address not in params["Ipv6Address"]]
        return {}

    def _ids(self, params: dict[str, Any]) -> dict[str, Any]:
        associated = ("EcsInstance", self.primary_of) if self.primary_of else ("NetworkInterface", ENI)
        assert (params["AssociatedInstanceType"], params["AssociatedInstanceId"]) == associated
        if self._shown_late:
            self._shown_late -= 1
            return {"Ipv6Addresses": {"Ipv6Address": []}}
        start = (params["PageNumber"] - 1) * params["PageSize"]
        page = self.present[start : start + params["PageSize"]]
        return {"Ipv6Addresses": {"Ipv6Address": [self._row(address) for address in page]}}

    def _row(self, address: str) -> dict[str, str]:
        network = "Public" if address in self.public else "Private"
        return {"Ipv6Address": address, "Ipv6AddressId": self.id_of(address), "NetworkType": network}

    def _choose(self, count: int) -> list[str]:
        self._next += count
        return [f"2001:db8:a::{n:x}" for n in range(self._next - count + 1, self._next + 1)]

    def _exists(self) -> None:
        if self.gone:
            raise ApiError("InvalidEniId.NotFound", "no such ENI", 404)
