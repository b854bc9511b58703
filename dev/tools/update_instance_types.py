"""Read the catalogue of instance types from the ECS API: `python -m dev.tools.update_instance_types`.

Do not edit the file by hand. The same answers on the same day give the same bytes.
"""

import argparse
import json
import logging
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Protocol

from alibabacloud_ecs20140526.client import Client  # type: ignore[import-untyped]
from alibabacloud_ecs20140526.models import DescribeInstanceTypesRequest  # type: ignore[import-untyped]
from alibabacloud_tea_openapi.models import Config  # type: ignore[import-untyped]
from Tea.exceptions import TeaException  # type: ignore[import-untyped]

from alicloud_ipv6.api import CredentialError, find_credential

CATALOGUE = Path(__file__).resolve().parents[2] / "components/rules/alicloud_rules/data/instance_types.json"
MOST_PER_PAGE = 1600
"""The largest `MaxResults` of DescribeInstanceTypes."""

_EVIDENCE = {"api": "every number was answered by DescribeInstanceTypes on the day above"}
_EXAMPLE = """examples:
  python -m dev.tools.update_instance_types
      read the real API, rewrite the catalogue
  alicloud-sandbox run -- python -m dev.tools.update_instance_types --out types.json
      read the sandbox, which answers from the catalogue
  python -m dev.tools.update_instance_types --for-pack ecs.g9i.large ecs.g9i.xlarge
      print the numbers of these types for the config of the policy pack

It uses the credential that the alicloud provider would take from the environment, which needs the permission
ecs:DescribeInstanceTypes. tests/requirements.txt lists the packages that it needs."""

Row = dict[str, Any]


class CatalogueError(Exception):
    """The catalogue cannot be read or must not be written; the message is one sentence."""


class Ecs(Protocol):
    """The method of the official client that this module uses."""

    def describe_instance_types(self, request: DescribeInstanceTypesRequest) -> Any:  # noqa: ANN401 (the SDK's answer)
        """Return one page."""


def read(ecs: Ecs, per_page: int = MOST_PER_PAGE) -> list[Row]:
    """Return all instance types that the API lists; raise `CatalogueError` if one lacks a required number."""
    rows = [_row(found) for found in _pages(ecs, per_page)]
    if not rows:
        raise CatalogueError("DescribeInstanceTypes listed no instance type.")
    return sorted(rows, key=lambda row: (row["id"].split(".")[1], row["cpu"], row["memory_gib"], row["id"]))


def document(rows: Iterable[Row], region: str, day: date) -> str:
    """Return the content of the catalogue's file, with a line for each type."""
    head = {
        "read_on": day.isoformat(),
        "source": f"DescribeInstanceTypes of ECS 2014-05-26 in {region}",
        "evidence": _EVIDENCE,
    }
    lines = [f"  {json.dumps(key)}: {json.dumps(value)}," for key, value in head.items()]
    types = ",\n".join(f"    {json.dumps(row)}" for row in rows)
    return "\n".join(["{", *lines, '  "types": [', types, "  ]", "}", ""])


def pack_config(rows: Iterable[Row], ids: Sequence[str]) -> str:
    """Return the property `instanceTypes` of the policy pack's config for these types, as JSON.

    Raise `CatalogueError` if the API does not list one of them.
    """
    found = {row["id"]: row for row in rows}
    if missing := [one for one in ids if one not in found]:
        raise CatalogueError(f"DescribeInstanceTypes has no {', '.join(missing)} in this region.")
    numbers = {"eniQuantity": "eni_quantity", "eniIpv6AddressQuantity": "ipv6_per_eni"}
    types = {one: {name: found[one][column] for name, column in numbers.items()} for one in ids}
    return json.dumps({"instanceTypes": types}, indent=2)


def main(arguments: list[str] | None = None) -> int:
    """Read the types and write the file; if that fails, print one sentence and return 1."""
    options = _parser().parse_args(arguments)
    # The SDK's credential chain would also log each of its attempts with a traceback.
    logging.getLogger("credentials").setLevel(logging.CRITICAL + 1)
    try:
        if not options.for_pack:
            _check_place(options.out)
        rows = read(Client(_config(options.region)), options.per_page)
    except (CatalogueError, CredentialError) as error:
        return _failed(str(error))
    except TeaException as error:
        return _failed(f"DescribeInstanceTypes failed: {error.message}")
    if options.for_pack:
        return _print_pack_config(rows, options.for_pack)
    options.out.write_text(document(rows, options.region, options.date), "utf-8")
    print(f"{len(rows)} instance types in {options.out}")
    return 0


def _print_pack_config(rows: Iterable[Row], ids: Sequence[str]) -> int:
    try:
        print(pack_config(rows, ids))
    except CatalogueError as error:
        return _failed(str(error))
    return 0


def _check_place(out: Path) -> None:
    if out.resolve() == CATALOGUE and "127.0.0.1" in os.environ.get("HTTPS_PROXY", ""):
        raise CatalogueError("The answers would come from a sandbox; set --out to write them to another file.")


def _failed(sentence: str) -> int:
    print(f"update_instance_types: {sentence}", file=sys.stderr)
    return 1


def _pages(ecs: Ecs, per_page: int) -> Iterator[Any]:
    token = None
    while True:
        request = DescribeInstanceTypesRequest(max_results=per_page, next_token=token)
        body = ecs.describe_instance_types(request).body
        yield from body.instance_types.instance_type
        token = body.next_token
        if not token:
            return


def _row(found: Any) -> Row:  # noqa: ANN401 (a type of the SDK's answer)
    row = {
        "id": found.instance_type_id,
        "cpu": found.cpu_core_count,
        "memory_gib": _short(found.memory_size),
        "eni_quantity": found.eni_quantity,
        "private_ipv4_per_eni": found.eni_private_ip_address_quantity,
        "ipv6_per_eni": found.eni_ipv_6address_quantity,
        "queues_per_eni": found.primary_eni_queue_number,
    }
    if missing := [name for name, value in row.items() if value is None]:
        raise CatalogueError(f"DescribeInstanceTypes has no {', '.join(missing)} for {row['id']}.")
    return {**row, "evidence": "api"}


def _short(memory: float | None) -> float | None:
    """Return the memory in GiB, as an integer where it is one."""
    return int(memory) if memory is not None and float(memory).is_integer() else memory


def _config(region: str) -> Config:
    return Config(credential=find_credential(lambda _: None, os.environ), region_id=region)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        "python -m dev.tools.update_instance_types",
        description="Read all instance types from DescribeInstanceTypes and write the catalogue.",
        epilog=_EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--region", default="cn-beijing", help="the region to query (default: %(default)s)")
    parser.add_argument("--out", type=Path, default=CATALOGUE, help="the file to write (default: the catalogue)")
    today = datetime.now(UTC).date()
    parser.add_argument(
        "--date", type=date.fromisoformat, default=today, help="the day to record (default: today, UTC)"
    )
    parser.add_argument(
        "--for-pack", nargs="+", metavar="ID", help="print `instanceTypes` of the pack's config for these types instead"
    )
    parser.add_argument("--per-page", type=int, default=MOST_PER_PAGE, help="types per request, 1 to %(default)s")
    return parser


if __name__ == "__main__":
    sys.exit(main())
