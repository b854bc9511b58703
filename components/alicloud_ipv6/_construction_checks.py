"""Checks of inputs when a component is constructed: all problems at once, each with the name of its input.

Only plain values are checked: the value of an `Output` is left to the service.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

import pulumi

from alicloud_rules.names import check_resource_group_id, check_tags
from alicloud_rules.secondary_ipv4 import check_secondary_addresses, check_secondary_count
from alicloud_rules.violation import Violation

T = TypeVar("T")
Problems = dict[str, Violation | str | None]
"""Name of an input to what is wrong with it."""


def known(value: object, kind: type[T]) -> T | None:
    """Return `value` if it is plain and of this type; else None: it is absent or not known yet."""
    return value if isinstance(value, kind) else None


def refuse(component: str, problems: Mapping[str, Violation | str | None]) -> None:
    """Raise `pulumi.InputPropertiesError` if any input has a problem."""
    found = {name: str(problem) for name, problem in problems.items() if problem}
    if found:
        details = [pulumi.InputPropertyErrorDetails(property_path=name, reason=found[name]) for name in found]
        said = " ".join(f"{name}: {problem}" for name, problem in found.items())
        raise pulumi.InputPropertiesError(f"{component}: {said}", details)


def default_name(name: str, suffix: str) -> str:
    """Return the name of the resource that carries the component's; the service refuses a single character alone."""
    return name if len(name) > 1 else f"{name}-{suffix}"


def name_problem(
    check: Callable[[str], Violation | None], given: pulumi.Input[str] | None, default: str
) -> Violation | str | None:
    """Check the name that the service gets: the given one if it is known, or else the `default`.

    The default is made from the component's name, which Pulumi accepts in forms that the service refuses.
    """
    if given is not None and given != "":
        name = known(given, str)
        return None if name is None else check(name)
    problem = str(check(default) or "")
    return problem and f"Set it, because its default is made from the component's name: {_continued(problem)}"


def fixed_name_problem(check: Callable[[str], Violation | None], resource: str, name: str) -> Violation | str | None:
    """Check a name that is always made from the component's: no input sets it."""
    problem = str(check(name) or "")
    return problem and f"Name the component otherwise, because it also names {resource}: {_continued(problem)}"


def _continued(sentence: str) -> str:
    return f"{sentence[0].lower()}{sentence[1:]}"


def common_problems(args: object) -> Problems:
    """Check the inputs `tags` and `resource_group_id`, as far as they are known."""
    tags = known(getattr(args, "tags", None), dict)
    group = known(getattr(args, "resource_group_id", None), str)
    plain = {key: value for key, value in (tags or {}).items() if isinstance(value, str)}
    return {"tags": check_tags(plain), "resource_group_id": None if group is None else check_resource_group_id(group)}


def secondary_ipv4_problems(addresses: Sequence[pulumi.Input[str]] | None, count: pulumi.Input[int] | None) -> Problems:
    """Check `private_ip_addresses` and `secondary_private_ip_address_count`, as far as they are known."""
    if addresses is not None and count is not None:
        return {"private_ip_addresses": "Give either private_ip_addresses or secondary_private_ip_address_count."}
    if addresses is not None:
        plain = [address for address in addresses if isinstance(address, str)]
        return {"private_ip_addresses": check_secondary_addresses(plain) if len(plain) == len(addresses) else None}
    number = known(count, int)
    return {"secondary_private_ip_address_count": None if number is None else check_secondary_count(number)}


def existing_problems(
    args: object, existing: str, *, required: Sequence[str] = (), optional: Sequence[str] = ()
) -> Problems:
    """Check the inputs beside `existing`, the id of a resource that is used in place of a created one.

    Without the id the `required` inputs are needed to create it; with the id neither these nor the `optional` ones may
    be given.
    """
    if getattr(args, existing) is None:
        absent = [name for name in required if getattr(args, name) is None]
        return dict.fromkeys(absent, f"Give it, or give {existing} to use an existing resource.")
    given = [name for name in (*required, *optional) if getattr(args, name) is not None]
    return dict.fromkeys(given, f"It is for a resource to create; {existing} names an existing one, so leave it out.")


def id_of(created: pulumi.CustomResource | None, existing: pulumi.Input[str] | None) -> pulumi.Output[str]:
    """Return the id of the created resource, or else that of the existing one."""
    if created is not None:
        return created.id
    assert existing is not None, "a resource that is not created exists"
    return pulumi.Output.from_input(existing)
