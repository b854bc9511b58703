"""The IPv6 addresses of an ENI as a Pulumi resource, which no other provider has."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pulumi
from pulumi.dynamic import CheckFailure, CheckResult, CreateResult, DiffResult, ReadResult, UpdateResult

from alicloud_rules.addressing import canonical_ip
from alicloud_rules.desired_addresses import UNKNOWN, check_desired_addresses
from alicloud_rules.roles import (
    check_external_id,
    check_role_arn,
    check_session_name,
    check_session_seconds,
    role_account,
)
from alicloud_rules.violation import Violation

from ._assignment.address_plan import LOST, DesiredAddresses
from ._assignment.assignment_api import Assigned, Ipv6AssignmentApi
from ._assignment.concise_errors import concise_errors
from ._assignment.desired_record import record_desired
from ._assignment.dynamic_base import ACTING, ApiProvider, ApiResource
from ._identity.identity import Identity
from ._pulumi_internals import Unknown

_DESIRED = ("ipv6AddressCount", "ipv6Addresses")
_REPLACING = ("networkInterfaceId", "region")
_ROLE_CHECKS: dict[str, Callable[[Any], Violation | None]] = {
    "roleArn": check_role_arn,
    "oidcRoleArn": check_role_arn,
    "sessionName": check_session_name,
    "durationSeconds": check_session_seconds,
    "externalId": check_external_id,
}


class Ipv6AssignmentProvider(ApiProvider):
    """Serves the resource by `Ipv6AssignmentApi`."""

    def check(self, _olds: dict[str, Any], news: dict[str, Any]) -> CheckResult:
        """Refuse inputs that contradict each other or have a wrong form, before any call."""
        count, addresses = (_known(news.get(name)) for name in _DESIRED)
        problems = {"ipv6AddressCount": check_desired_addresses(count, addresses), **_role_problems(news)}
        return CheckResult(news, [CheckFailure(name, str(problem)) for name, problem in problems.items() if problem])

    def diff(self, _id: str, olds: dict[str, Any], news: dict[str, Any]) -> DiffResult:
        """Replace for another ENI, region or account; update in place for anything else, or for a lost address."""
        replaces = [name for name in _REPLACING if olds.get(name) != news.get(name)]
        role = "roleArn" if news.get("roleArn") else "oidcRoleArn"
        if _other_account(olds.get("roleArn") or olds.get("oidcRoleArn"), news.get(role)):
            replaces.append(role)
        changed = any(olds.get(name) != news.get(name) for name in (*_DESIRED, *ACTING))
        lost = LOST in olds.get("assigned", ())
        record_desired(olds.get("networkInterfaceId", ""), olds.get("assigned", ()))
        return DiffResult(changes=bool(replaces) or changed or lost, replaces=replaces, delete_before_replace=True)

    @concise_errors
    def create(self, props: dict[str, Any]) -> CreateResult:
        """Assign; the resource's id is the ENI's."""
        return CreateResult(props["networkInterfaceId"], _recorded(props, self._api(props).create(_desired(props))))

    @concise_errors
    def read(self, id_: str, props: dict[str, Any]) -> ReadResult:
        """Return the present addresses: a missing one leaves an empty slot, and a missing ENI removes the resource.

        Without recorded addresses, as in an import, all addresses of the ENI are the resource's. Its id is then
        `eni-...`, or `<region>/eni-...` where the region is not that of the provider.
        """
        if "assigned" not in props:
            return self._adopted(id_, props)
        assigned = self._api(props).read(props["assigned"])
        return ReadResult(id_, _outputs(props, assigned)) if assigned else ReadResult("", {})

    def _adopted(self, id_: str, given: dict[str, Any]) -> ReadResult:
        region, _, eni = id_.rpartition("/")
        inputs = {**given, "networkInterfaceId": eni, "region": region or given.get("region") or self.region}
        assigned = self._api(inputs).read(None)
        if not assigned or not assigned.addresses:
            return ReadResult("", {})
        inputs["ipv6Addresses"] = list(assigned.addresses)
        return ReadResult(eni, _outputs(inputs, assigned), inputs)

    @concise_errors
    def update(self, _id: str, olds: dict[str, Any], news: dict[str, Any]) -> UpdateResult:
        """Assign the missing addresses, unassign the undesired ones."""
        return UpdateResult(_recorded(news, self._api(news).update(olds["assigned"], _desired(news))))

    @concise_errors
    def delete(self, _id: str, props: dict[str, Any]) -> None:
        """Unassign the assigned addresses."""
        self._api(props).delete(props["assigned"])

    def _api(self, props: Mapping[str, Any]) -> Ipv6AssignmentApi:
        return Ipv6AssignmentApi(self.open_api(props), props["networkInterfaceId"])


class Ipv6Assignment(ApiResource, module="ipv6", name="Ipv6Assignment"):
    """IPv6 addresses assigned to an existing ENI (AssignIpv6Addresses).

    It owns the addresses that it assigned: others on the ENI are left alone. A refresh shows an address that somebody
    unassigned as an empty string in `assigned`, and the next update assigns another in its place. An update to fewer
    addresses leaves one with public bandwidth on the ENI; if a component bought the bandwidth, the address is
    unassigned right after it.
    """

    network_interface_id: pulumi.Output[str]
    region: pulumi.Output[str]
    assigned: pulumi.Output[Sequence[str]]
    """The addresses, compressed, in a stable order: each keeps its position for as long as it is assigned."""
    ipv6_address_ids: pulumi.Output[Sequence[str]]
    """The `ipv6-...` ids of the addresses, in the same order."""

    def __init__(
        self,
        name: str,
        network_interface_id: pulumi.Input[str],
        region: pulumi.Input[str],
        ipv6_address_count: pulumi.Input[int] | None = None,
        ipv6_addresses: pulumi.Input[Sequence[pulumi.Input[str]]] | None = None,
        identity: Identity | None = None,
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        """Assign `ipv6_address_count` addresses (1 or more) or the given `ipv6_addresses`; never both.

        It acts with `identity`; default: the stack's credentials.
        """
        props = {
            "network_interface_id": network_interface_id,
            "region": region,
            "ipv6_address_count": ipv6_address_count,
            "ipv6_addresses": ipv6_addresses,
            "assigned": None,
            "ipv6_address_ids": None,
            **(identity or Identity()).inputs(),
        }
        super().__init__(Ipv6AssignmentProvider, name, props, opts)


def _known(value: object) -> object:
    if isinstance(value, list):
        return [_known(item) for item in value]
    return UNKNOWN if isinstance(value, Unknown) else value


def _role_problems(props: Mapping[str, Any]) -> dict[str, Violation | None]:
    given = {name: props.get(name) for name in _ROLE_CHECKS}
    return {
        name: _ROLE_CHECKS[name](value)
        for name, value in given.items()
        if not (value is None or isinstance(value, Unknown))
    }


def _other_account(before: str | None, after: str | Unknown | None) -> bool:
    """Return whether two roles belong to different accounts; without a role the account is not known."""
    if not before or not after or isinstance(after, Unknown):
        return False
    return role_account(before) != role_account(after)


def _desired(props: Mapping[str, Any]) -> DesiredAddresses:
    addresses = tuple(canonical_ip(address) for address in props.get("ipv6Addresses") or ())
    return DesiredAddresses(int(props.get("ipv6AddressCount") or 0), addresses)


def _recorded(props: Mapping[str, Any], assigned: Assigned) -> dict[str, Any]:
    record_desired(props["networkInterfaceId"], assigned.addresses)
    return _outputs(props, assigned)


def _outputs(props: Mapping[str, Any], assigned: Assigned) -> dict[str, Any]:
    echoed = {name: props[name] for name in (*_REPLACING, *_DESIRED, *ACTING) if props.get(name) is not None}
    return {**echoed, "assigned": list(assigned.addresses), "ipv6AddressIds": list(assigned.ids)}
