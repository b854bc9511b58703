"""What docs/actions.md says once somebody has run `make verify-cloud` on the real service."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from alicloud_sandbox.cli import observations
from alicloud_sandbox.cli.actions_document import assumptions, document
from alicloud_sandbox.cli.evidence import ASSUMED, items

ITEMS = {
    "Ecs: refusal InvalidEniPermissionId.NotFound": ("404 InvalidEniPermissionId.NotFound",) * 2,
    "Vpc: refusal QuotaExceeded.Ipv6Gateway": ("400 IncorrectStatus", "400 QuotaExceeded.Ipv6Gateway"),
    "Ecs.DescribeTags: resources": ("* allowed; without * 403 Forbidden.RAM",) * 2,
    "Ecs.DetachKeyPair: note": ("400 InvalidKeyPair", "accepted"),
    "Ecs.CreateNetworkInterfacePermission: behaviour": ("grant Granted",) * 2,
}


def sample(folder: Path, name: str, date: str, target: str = observations.SERVICE) -> None:
    rows = {key: {"service": service, "sandbox": sandbox} for key, (service, sandbox) in ITEMS.items()}
    content = {"target": target, "date": date, "region": "cn-hangzhou", "items": rows, "not_observed": {}}
    (folder / f"{name}.json").write_text(json.dumps(content))
    observations.newest.cache_clear()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setattr(observations, "FOLDER", tmp_path)
    observations.newest.cache_clear()
    yield tmp_path
    observations.newest.cache_clear()


def test_nobody_has_tried_the_real_service_yet() -> None:
    assert not observations.FOLDER.exists()


def test_without_a_file_everything_stays_assumed(folder: Path) -> None:
    assert observations.newest() == {}
    assert "verified on" not in document()


def test_the_document_says_what_was_verified_and_what_differs(folder: Path) -> None:
    before = sum(item.source == ASSUMED for item in items())
    sample(folder, "20261201t080000-a1b2c3", "2026-12-01")
    rows = document().splitlines()
    assert "| Ecs | `InvalidEniPermissionId.NotFound` | 404 | verified on 2026-12-01 |" in rows
    differing = "the service `400 IncorrectStatus`, the sandbox `400 QuotaExceeded.Ipv6Gateway`"
    assert f"| Vpc | `QuotaExceeded.Ipv6Gateway` | 400 | differs on 2026-12-01: {differing} |" in rows
    (tags,) = [row for row in rows if row.startswith("| DescribeTags |")]
    assert "| * (verified on 2026-12-01) |" in tags
    (detach,) = [row for row in rows if row.startswith("| DetachKeyPair |")]
    assert detach.endswith(
        "is assumed (differs on 2026-12-01: the service `400 InvalidKeyPair`, the sandbox `accepted`) |"
    )
    (grant,) = [row for row in rows if row.startswith("| CreateNetworkInterfacePermission |")]
    assert "| verified on 2026-12-01 |" in grant
    assert sum(item.source == ASSUMED for item in items()) == before - len(ITEMS)
    assert "Ecs: refusal InvalidEniPermissionId.NotFound" not in assumptions()


def test_a_code_that_was_corrected_after_a_difference_is_known(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(ITEMS, "Vpc.MoveResourceGroup: note", ("there 400 QuotaExceeded.Ipv6EgressOnlyRule", "x"))
    sample(folder, "20261201t080000-a1b2c3", "2026-12-01")
    row = "| Vpc | `QuotaExceeded.Ipv6EgressOnlyRule` | 400 | answered by the service on 2026-12-01 |"
    assert row in document().splitlines()


def test_the_newest_file_counts(folder: Path) -> None:
    sample(folder, "20261201t080000-a1b2c3", "2026-12-01")
    sample(folder, "20270102t080000-000000", "2027-01-02")
    assert {one.date for one in observations.newest().values()} == {"2027-01-02"}


def test_a_file_about_a_sandbox_is_refused(folder: Path) -> None:
    sample(folder, "20261201t080000-a1b2c3", "2026-12-01", "a sandbox")
    with pytest.raises(ValueError, match="has observations of a sandbox, not of Alibaba Cloud; remove it"):
        observations.newest()
