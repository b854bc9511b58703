"""Every assumption of the sandbox has a probe, or a reason for none; nothing else is in the tables."""

import dev.verify_cloud.probes  # noqa: F401 - registers them
from alicloud_sandbox.cli.evidence import ASSUMED, items
from alicloud_sandbox.gateway.products import ACTIONS
from dev.verify_cloud.not_probed import NOT_PROBED
from dev.verify_cloud.probe import PROBES
from dev.verify_cloud.probes.authorization import REQUESTS


def test_every_assumption_is_probed_or_left_out_for_a_reason() -> None:
    probed = [key for probe in PROBES for key in probe.keys]
    assert len(probed) == len(set(probed)), "one probe for each assumption"
    assert not set(probed) & set(NOT_PROBED)
    assert sorted([*probed, *NOT_PROBED]) == sorted(item.key for item in items() if item.source == ASSUMED)
    assert len(NOT_PROBED) <= 12


def test_probes_have_names_and_purposes() -> None:
    assert len({probe.name for probe in PROBES}) == len(PROBES)
    assert all(probe.purpose.endswith(".") for probe in PROBES)


def test_only_actions_with_assumed_resources_are_asked() -> None:
    assumed = {f"{action.product}.{action.name}" for action in ACTIONS.values() if action.resources_assumed}
    assert set(REQUESTS) == assumed - {"Vpc.CreateDefaultVpc", "Vpc.CreateDefaultVSwitch"}
