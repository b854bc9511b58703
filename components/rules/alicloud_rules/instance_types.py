"""The catalogue of ECS instance types: the number of ENIs of each type and of addresses per ENI.

The numbers are dated data in `data/instance_types.json`, with their sources and the evidence for each row. They are
the answers of DescribeInstanceTypes, kept here so that limits can be checked without an account. The file is never
edited by hand: `python -m dev.tools.update_instance_types` in this package's repository regenerates it.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Any

_DATA: dict[str, Any] = json.loads(Path(__file__).with_name("data").joinpath("instance_types.json").read_text("utf-8"))

READ_ON = date.fromisoformat(_DATA["read_on"])
"""The day the numbers were read from their sources."""


class Evidence(StrEnum):
    """The evidence for a row; the data file has the details."""

    API = "api"
    """DescribeInstanceTypes answered every number."""
    PAGE = "page"
    """Every number is on the vendor's page of instance families."""
    DISPUTED = "disputed"
    """The page and an answer of DescribeInstanceTypes differ in IPv6 per ENI; the row has the lower number."""
    NO_IPV6 = "no-ipv6"
    """The page describes the family as one without IPv6; the rest is on the page."""


@dataclass(frozen=True, slots=True)
class InstanceType:
    """One instance type; each field names its equivalent in DescribeInstanceTypes."""

    id: str
    """InstanceTypeId, such as `ecs.g6.large`."""
    family: str
    """InstanceTypeFamily, such as `ecs.g6`."""
    cpu: int
    """CpuCoreCount."""
    memory_gib: float
    """MemorySize, in GiB."""
    eni_quantity: int
    """EniQuantity: ENIs of one instance, the primary one included."""
    private_ipv4_per_eni: int
    """EniPrivateIpAddressQuantity."""
    ipv6_per_eni: int
    """EniIpv6AddressQuantity; 0 means the type does not support IPv6."""
    queues_per_eni: int
    """PrimaryEniQueueNumber, which SecondaryEniQueueNumber equals except on bare metal."""
    evidence: Evidence


def _read(rows: list[dict[str, Any]]) -> Iterator[InstanceType]:
    for row in rows:
        family = row["id"].rpartition(".")[0].partition("-")[0]
        yield InstanceType(**{**row, "family": family, "evidence": Evidence(row["evidence"])})


CATALOGUE: Mapping[str, InstanceType] = MappingProxyType({found.id: found for found in _read(_DATA["types"])})
"""All known instance types by id."""


def find(instance_type_id: str) -> InstanceType | None:
    """Return the type with this id, or None when the catalogue does not have it."""
    return CATALOGUE.get(instance_type_id)
