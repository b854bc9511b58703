"""The catalogue is read from DescribeInstanceTypes: all pages, in a stable order, and in the loader's format."""

import json
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest

from alicloud_policies.config.property_schemas import SCHEMAS
from alicloud_rules.instance_types import CATALOGUE, Evidence, InstanceType, _read
from alicloud_sandbox.gateway.state_file import StateFile
from alicloud_sandbox.services.ecs import instance_types_api
from dev.tools import update_instance_types
from tests.sandbox.conftest import cloud_with
from tests.sandbox.serving import sandbox

DAY = date(2026, 11, 22)


def answered(type_id: str, **more: object) -> SimpleNamespace:
    numbers: dict[str, object] = {
        "instance_type_id": type_id,
        "cpu_core_count": 2,
        "memory_size": 8.0,
        "eni_quantity": 2,
        "eni_private_ip_address_quantity": 6,
        "eni_ipv_6address_quantity": 1,
        "primary_eni_queue_number": 2,
    }
    return SimpleNamespace(**{**numbers, **more})


class Pages:
    """Returns these pages one after the other, and records the requests."""

    def __init__(self, *pages: list[SimpleNamespace]) -> None:
        self._pages = pages
        self.requests: list[tuple[int, str | None]] = []

    def describe_instance_types(self, request: SimpleNamespace) -> SimpleNamespace:
        self.requests.append((request.max_results, request.next_token))
        number = int(request.next_token or 0)
        following = str(number + 1) if number + 1 < len(self._pages) else ""
        types = SimpleNamespace(instance_type=self._pages[number])
        return SimpleNamespace(body=SimpleNamespace(instance_types=types, next_token=following))


def test_pages_are_followed_by_their_tokens() -> None:
    pages = Pages([answered("ecs.b.large")], [], [answered("ecs.a.large")])
    rows = update_instance_types.read(pages, 7)
    assert pages.requests == [(7, None), (7, "1"), (7, "2")]
    assert [row["id"] for row in rows] == ["ecs.a.large", "ecs.b.large"]


def test_sizes_of_a_family_are_in_order_of_size() -> None:
    sizes = [("ecs.g6.2xlarge", 8), ("ecs.g6.large", 2), ("ecs.g6.13xlarge", 52), ("ecs.c6.xlarge", 4)]
    rows = update_instance_types.read(Pages([answered(size, cpu_core_count=cpu) for size, cpu in sizes]))
    assert [row["id"] for row in rows] == ["ecs.c6.xlarge", "ecs.g6.large", "ecs.g6.2xlarge", "ecs.g6.13xlarge"]


def test_a_missing_number_is_refused() -> None:
    with pytest.raises(update_instance_types.CatalogueError, match=r"no ipv6_per_eni for ecs\.x\.large"):
        update_instance_types.read(Pages([answered("ecs.x.large", eni_ipv_6address_quantity=None)]))


def test_no_types_at_all_is_refused() -> None:
    with pytest.raises(update_instance_types.CatalogueError, match="no instance type"):
        update_instance_types.read(Pages([]))


def test_the_document_says_when_and_where_and_the_loader_takes_it() -> None:
    rows = update_instance_types.read(Pages([answered("ecs.g6.large"), answered("ecs.t5-lc2m1.nano", memory_size=0.5)]))
    text = update_instance_types.document(rows, "cn-shanghai", DAY)
    read = json.loads(text)
    assert (read["read_on"], read["source"]) == ("2026-11-22", "DescribeInstanceTypes of ECS 2014-05-26 in cn-shanghai")
    assert list(_read(read["types"])) == [
        InstanceType("ecs.g6.large", "ecs.g6", 2, 8, 2, 6, 1, 2, Evidence.API),
        InstanceType("ecs.t5-lc2m1.nano", "ecs.t5", 2, 0.5, 2, 6, 1, 2, Evidence.API),
    ]
    assert text.count("\n") == len(rows) + 7
    assert update_instance_types.document(rows, "cn-shanghai", DAY) == text


def test_what_the_sandbox_answers_is_the_catalogue_again(tmp_path: Path) -> None:
    out = tmp_path / "types.json"
    arguments = ("--out", str(out), "--date", DAY.isoformat(), "--per-page", "50")
    command = ("run", "--", sys.executable, "-m", "dev.tools.update_instance_types", *arguments)
    done = sandbox(StateFile(tmp_path / "state.db"), *command)
    assert done.returncode == 0, done.stderr
    read = {found.id: found for found in _read(json.loads(out.read_text())["types"])}
    assert read == {found.id: replace(found, evidence=Evidence.API) for found in CATALOGUE.values()}


def test_a_sandbox_never_writes_the_catalogue_itself(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = update_instance_types.CATALOGUE.read_bytes()
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:1")
    assert update_instance_types.main([]) == 1
    assert capsys.readouterr().err == (
        "update_instance_types: The answers would come from a sandbox; set --out to write them to another file.\n"
    )
    assert update_instance_types.CATALOGUE.read_bytes() == before


def test_no_answer_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("ALICLOUD_ACCESS_KEY", "key")
    monkeypatch.setenv("ALICLOUD_SECRET_KEY", "secret")
    assert update_instance_types.main(["--out", str(tmp_path / "types.json")]) == 1
    error = capsys.readouterr().err
    assert error.startswith("update_instance_types: DescribeInstanceTypes failed: ")
    assert error.count("\n") == 1
    assert not (tmp_path / "types.json").exists()


def test_half_a_key_pair_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ALICLOUD_ACCESS_KEY", "key")
    monkeypatch.delenv("ALICLOUD_SECRET_KEY", raising=False)
    assert update_instance_types.main(["--out", str(tmp_path / "types.json")]) == 1
    assert "ALICLOUD_SECRET_KEY" in capsys.readouterr().err


def test_the_sandbox_lists_families_that_a_later_catalogue_adds(monkeypatch: pytest.MonkeyPatch) -> None:
    added = InstanceType("ecs.g99.large", "ecs.g99", 2, 8, 3, 6, 6, 2, Evidence.API)
    monkeypatch.setattr(instance_types_api, "CATALOGUE", {**CATALOGUE, added.id: added})
    cloud = cloud_with()
    listed = cloud.ecs("DescribeInstanceTypes", InstanceTypes=[added.id])["InstanceTypes"]["InstanceType"]
    assert [one["EniIpv6AddressQuantity"] for one in listed] == [6]
    with_disk = cloud.ecs("DescribeInstanceTypes", SystemDiskCategory="cloud_essd")["InstanceTypes"]["InstanceType"]
    assert added.id not in {one["InstanceTypeId"] for one in with_disk}


def test_the_numbers_of_some_types_are_printed_for_the_pack() -> None:
    rows = update_instance_types.read(Pages([answered("ecs.g9.large", eni_quantity=3), answered("ecs.g9.xlarge")]))
    printed = json.loads(update_instance_types.pack_config(rows, ["ecs.g9.large"]))
    assert printed == {"instanceTypes": {"ecs.g9.large": {"eniQuantity": 3, "eniIpv6AddressQuantity": 1}}}
    assert set(SCHEMAS["instanceTypes"]["additionalProperties"]["required"]) == {
        *printed["instanceTypes"]["ecs.g9.large"]
    }
    with pytest.raises(update_instance_types.CatalogueError, match=r"has no ecs\.none in this region"):
        update_instance_types.pack_config(rows, ["ecs.none"])


def test_the_option_for_the_pack_writes_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ALICLOUD_ACCESS_KEY", "key")
    monkeypatch.setenv("ALICLOUD_SECRET_KEY", "secret")
    monkeypatch.setattr(update_instance_types, "Client", lambda _config: Pages([answered("ecs.g9.large")]))
    out = tmp_path / "types.json"
    assert update_instance_types.main(["--out", str(out), "--for-pack", "ecs.g9.large"]) == 0
    assert "ecs.g9.large" in capsys.readouterr().out
    assert not out.exists()
