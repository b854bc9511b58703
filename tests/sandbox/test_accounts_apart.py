"""No account sees or changes what another has, whatever it asks: every action, with the other's ids in it.

For each action there are several requests: with nothing optional, with one of the other's names at a time, with all of
them. The owner's own requests of the same kind end differently, which shows that the names are the right ones.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

from alicloud_sandbox.core.actions import Action
from alicloud_sandbox.core.api_errors import ApiError
from alicloud_sandbox.core.store import Store
from alicloud_sandbox.gateway.dispatch import Dispatcher
from alicloud_sandbox.gateway.products import ACTIONS
from alicloud_sandbox.iam.authorization import ram_name
from alicloud_sandbox.iam.keyring import ACCOUNTS
from tests.sandbox import populated_account
from tests.sandbox.any_request import filled
from tests.sandbox.conftest import Cloud
from tests.sandbox.foreign_account import marks_of, records_of

OWNER, STRANGERS = "user", ("resource", "resource/root")
Names = Mapping[str, str]

#: Actions that are answered alike whatever an account owns.
NAMELESS = frozenset(
    {
        "bssapi:QueryAvailableInstances",
        "ecs:CreateCommand",
        "ecs:DeleteKeyPairs",
        "ecs:DescribeAvailableResource",
        "ecs:DescribeImageSupportInstanceTypes",
        "ecs:DescribeImages",
        "ecs:DescribeInstanceHistoryEvents",
        "ecs:DescribeInstanceTypes",
        "ecs:DescribeRegions",
        "ecs:DescribeZones",
        "location:DescribeEndpoints",
        "ram:CreateResourceGroup",
        "ram:DetachPolicyFromGroup",
        "sts:AssumeRole",
        "sts:AssumeRoleWithOIDC",
        "vpc:CreateDefaultVSwitch",
        "vpc:CreateVpc",
    }
)

every_action = pytest.mark.parametrize("action", ACTIONS.values(), ids=ram_name)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("apart") / "state.db"


@pytest.fixture(scope="module")
def names(file: Path) -> Names:
    """What the owner has, in a state file of its own."""
    store = Store(file)
    found = populated_account.populate(Cloud(Dispatcher(store), OWNER))
    store.close()
    return found


@dataclass(frozen=True)
class Outcome:
    """How a request ended: a refusal's code, or an answer, which may have something of the owner's in it."""

    code: str
    shown: frozenset[str]


@dataclass(frozen=True)
class Trial:
    """A copy of the state, and the texts that only the owner should ever be answered."""

    cloud: Cloud
    marks: frozenset[str]

    def outcome(self, who: str, action: Action, flat: dict[str, str]) -> Outcome:
        """What comes of a request; what the asker said itself is not shown to it."""
        try:
            code, text = "", json.dumps(self.cloud.by(who).request(action, flat))
        except ApiError as error:
            code, text = error.code, error.message
        said = json.dumps(flat)
        return Outcome(code, frozenset(mark for mark in self.marks if mark in text and not (code and mark in said)))


@pytest.fixture
def trial(file: Path, names: Names, tmp_path: Path) -> Trial:
    copy = tmp_path / "copy.db"
    copy.write_bytes(file.read_bytes())
    cloud = Cloud(Dispatcher(Store(copy)))
    return Trial(cloud, marks_of(cloud, OWNER, names))


def requests(action: Action, names: Names) -> Iterator[dict[str, str]]:
    """Requests that name the owner's resources in every way that the action allows."""
    known = {**populated_account.PLAUSIBLE, **names}
    fields = action.params.__struct_encode_fields__
    for alone in (*(name for name in fields if name in names), ""):
        yield filled(action, partial(_alone, known, alone))
    yield filled(action, lambda name, required: known.get(_last(name)))
    if "ResourceType" in fields:
        for kind, parameter in populated_account.TYPES.items():
            thing = names[parameter]
            typed = {
                "ResourceType": kind,
                "ResourceId": thing,
                "ResourceNames": thing,
                "TagKey": populated_account.TAG_KEY,
            }
            yield filled(action, partial(_alone, {**known, **typed}, ""))
            yield filled(action, partial(_typed, typed))


def _alone(known: Names, wanted: str, name: str, required: bool) -> str | None:
    """A text for what the action cannot do without, and for one parameter more."""
    return known.get(_last(name)) if required or _last(name) == wanted else None


def _typed(typed: Names, name: str, required: bool) -> str | None:
    return typed.get(_last(name))


def _last(name: str) -> str:
    """The part of a parameter's name that is no number: `InstanceId` of `InstanceId.1`."""
    return next(part for part in reversed(name.split(".")) if not part.isdigit())


@every_action
def test_a_stranger_sees_and_changes_nothing(action: Action, trial: Trial, names: Names) -> None:
    before = records_of(trial.cloud, OWNER)
    for flat in requests(action, names):
        for who in STRANGERS:
            outcome = trial.outcome(who, action, flat)
            assert not outcome.shown, (flat, outcome)
            assert records_of(trial.cloud, OWNER) == before, flat


@every_action
def test_the_owner_s_requests_end_differently(action: Action, trial: Trial, names: Names) -> None:
    """If they ended alike, the test above would prove nothing."""
    if ram_name(action) in NAMELESS:
        return
    for flat in requests(action, names):
        stranger = trial.outcome("resource", action, flat)
        if trial.outcome(OWNER, action, flat) != stranger:
            return
    pytest.fail(f"{ram_name(action)} is not asked for anything that the owner has")


def test_the_nameless_actions_exist() -> None:
    assert {ram_name(action) for action in ACTIONS.values()} >= NAMELESS


@pytest.mark.parametrize("parameter", ["OwnerId", "ResourceOwnerId", "OwnerAccount", "ResourceOwnerAccount"])
def test_an_owner_in_the_request_opens_no_door(trial: Trial, names: Names, parameter: str) -> None:
    asked = {"VpcId": names["VpcId"], parameter: ACCOUNTS[OWNER]}
    action = ACTIONS["2016-04-28", "DescribeVpcAttribute"]
    assert trial.outcome("resource", action, asked) == Outcome("UnsupportedParameter", frozenset())
