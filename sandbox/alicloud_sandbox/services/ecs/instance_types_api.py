"""Requests and answers of the catalogue's instance types."""

from collections.abc import Iterator
from typing import Any

import msgspec

from alicloud_rules.instance_types import CATALOGUE, InstanceType
from alicloud_sandbox.core.actions import ECS, Answer, Evidence
from alicloud_sandbox.core.api_errors import invalid
from alicloud_sandbox.core.call import Call
from alicloud_sandbox.core.catalogue import DISK_CATEGORIES, TRUNK_FAMILIES, level
from alicloud_sandbox.core.paging import token_page
from alicloud_sandbox.core.params import Params
from alicloud_sandbox.core.resource_types import ALL_RESOURCES

_MOST = 1600


class DescribeInstanceTypes(Params, kw_only=True):
    """Parameters of DescribeInstanceTypes; only the provider sends `InstanceType` and `SystemDiskCategory`."""

    instance_types: list[str] = []
    instance_type: str = ""
    instance_type_family: str = ""
    instance_type_families: list[str] = []
    instance_family_level: str = ""
    system_disk_category: str = ""
    cpu_architecture: str = ""
    cpu_architectures: list[str] = []
    gpu_spec: str = msgspec.field(name="GPUSpec", default="")
    local_storage_category: str = ""
    minimum_cpu_core_count: int | None = None
    maximum_cpu_core_count: int | None = None
    minimum_memory_size: float | None = None
    maximum_memory_size: float | None = None
    minimum_eni_quantity: int | None = None
    minimum_eni_private_ip_address_quantity: int | None = None
    minimum_eni_ipv6_address_quantity: int | None = None
    minimum_primary_eni_queue_number: int | None = None
    minimum_secondary_eni_queue_number: int | None = None
    minimum_gpu_amount: int | None = msgspec.field(name="MinimumGPUAmount", default=None)
    max_results: int = _MOST
    next_token: str = ""


@ECS.action(
    "DescribeInstanceTypes",
    Evidence.SEEN,
    "the catalogue of alicloud_ipv6; none has GPUs or local disks",
    assumed_resources=ALL_RESOURCES,
)
def describe_instance_types(call: Call, p: DescribeInstanceTypes) -> Answer:
    """Return the instance types that match every filter."""
    if not 1 <= p.max_results <= _MOST:
        raise invalid("MaxResults", f"it must be 1 to {_MOST}")
    found = [one for one in CATALOGUE.values() if _is_asked(one, p) and all(_bounds(one, p))]
    rows, token = token_page(found, lambda one: one.id, p.next_token, p.max_results)
    return {"InstanceTypes": {"InstanceType": [_write(one) for one in rows]}, "NextToken": token}


def _is_asked(one: InstanceType, p: DescribeInstanceTypes) -> bool:
    """Return whether the type matches the filters on its kind."""
    architectures = [*p.cpu_architectures, *filter(None, [p.cpu_architecture])]
    return (
        one.id in (p.instance_types or [one.id])
        and p.instance_type in ("", one.id)
        and p.instance_type_family in ("", one.family)
        and one.family in (p.instance_type_families or [one.family])
        and p.instance_family_level in ("", level(one))
        and "X86" in (architectures or ["X86"])
        and p.system_disk_category in ("", *DISK_CATEGORIES.get(one.family, ()))
        and not p.gpu_spec
        and not p.local_storage_category
        and not p.minimum_gpu_amount
    )


def _bounds(one: InstanceType, p: DescribeInstanceTypes) -> Iterator[bool]:
    """Yield, for each numeric filter, whether the type matches it."""
    at_least: list[tuple[float, float | None]] = [
        (one.cpu, p.minimum_cpu_core_count),
        (one.memory_gib, p.minimum_memory_size),
        (one.eni_quantity, p.minimum_eni_quantity),
        (one.private_ipv4_per_eni, p.minimum_eni_private_ip_address_quantity),
        (one.ipv6_per_eni, p.minimum_eni_ipv6_address_quantity),
        (one.queues_per_eni, p.minimum_primary_eni_queue_number),
        (one.queues_per_eni, p.minimum_secondary_eni_queue_number),
    ]
    yield from (least is None or value >= least for value, least in at_least)
    yield p.maximum_cpu_core_count is None or one.cpu <= p.maximum_cpu_core_count
    yield p.maximum_memory_size is None or one.memory_gib <= p.maximum_memory_size


def _write(one: InstanceType) -> dict[str, Any]:
    return {
        "InstanceTypeId": one.id,
        "InstanceTypeFamily": one.family,
        "InstanceFamilyLevel": level(one),
        "CpuArchitecture": "X86",
        "CpuCoreCount": one.cpu,
        "MemorySize": one.memory_gib,
        "EniQuantity": one.eni_quantity,
        "EniTotalQuantity": one.eni_quantity,
        "EniTrunkSupported": one.family in TRUNK_FAMILIES,
        "EniPrivateIpAddressQuantity": one.private_ipv4_per_eni,
        "EniIpv6AddressQuantity": one.ipv6_per_eni,
        "PrimaryEniQueueNumber": one.queues_per_eni,
        "SecondaryEniQueueNumber": one.queues_per_eni,
        "MaximumQueueNumberPerEni": one.queues_per_eni,
        "TotalEniQueueQuantity": one.queues_per_eni * one.eni_quantity,
        "GPUAmount": 0,
        "GPUSpec": "",
        "LocalStorageCategory": "",
        "NvmeSupport": "unsupported",
    }
