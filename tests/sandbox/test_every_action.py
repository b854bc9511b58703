"""Every action at work, for the owner of its resources; effects on other accounts is in test_accounts_apart."""

import json
from collections.abc import Iterator
from contextlib import suppress

import msgspec
import pytest

from alicloud_sandbox.core.actions import Action
from alicloud_sandbox.core.api_errors import ApiError
from alicloud_sandbox.core.entities import Entity
from alicloud_sandbox.gateway.products import ACTIONS
from tests.sandbox import valid_requests
from tests.sandbox.conftest import Cloud, flatten, refused
from tests.sandbox.fixtures import Fixtures
from tests.sandbox.parameter_reads import declared
from tests.sandbox.valid_requests import filled_in
from tests.sandbox.xml_answers import in_text, through_xml

VALID_REQUESTS = {
    "Ecs": valid_requests.ECS,
    "Vpc": valid_requests.VPC,
    "Ram": valid_requests.RAM,
    "Sts": valid_requests.STS,
    "ResourceManager": valid_requests.RESOURCE_MANAGER,
}

#: What a client of these products takes for an error in an answer with status 200.
ERROR_FIELDS = {"Code", "Message", "Success"}

#: There are no groups of users, so this one is always refused.
NEVER_WORKS = {"DetachPolicyFromGroup"}
ALL = [action for action in ACTIONS.values() if action.name not in NEVER_WORKS]


#: Values that are none of what any parameter wants, or at the edge of it.
STRANGE = (
    "",
    " ",
    "0",
    "-1",
    "99999999999999999999",
    "1.5",
    "nan",
    "true",
    "ü²٣",
    "\x00",
    "x" * 3000,
    "[]",
    '["x", 1]',
    "{}",
    "2001:db8::/129",
    "10.0.0.0/33",
    "256.1.1.1",
    "1/2/3",
    "*",
    "%s{0}",
)


def name_of(action: Action) -> str:
    return f"{action.product}.{action.name}"


def request(cloud: Cloud, action: Action) -> dict[str, str]:
    """Parameters with which the action succeeds; what it is about has been made by then."""
    valid = VALID_REQUESTS.get(action.product, valid_requests.OTHERS)[action.name]
    fixtures = Fixtures(cloud)
    return dict(flat for name, value in valid.items() for flat in flatten(name, filled_in(value, fixtures)))


def everything(cloud: Cloud) -> dict[str, bytes]:
    """Every record there is, byte for byte."""
    found = {f"{kind.KIND} {one.id}": one for kind in _kinds() for one in cloud.dispatcher.store.all_accounts(kind)}
    return {name: msgspec.json.encode(one) for name, one in found.items()}


def _kinds(start: type[Entity] = Entity) -> Iterator[type[Entity]]:
    for kind in start.__subclasses__():
        yield kind
        yield from _kinds(kind)


@pytest.mark.parametrize("action", ALL, ids=name_of)
def test_it_works(cloud: Cloud, action: Action) -> None:
    answer = cloud.request(action, request(cloud, action))
    json.dumps(answer)
    assert through_xml(answer, action.name) == in_text(answer)
    if action.product in VALID_REQUESTS:
        assert not ERROR_FIELDS & answer.keys()


@pytest.mark.parametrize("action", [action for action in ALL if action.dry_run], ids=name_of)
def test_a_dry_run_changes_nothing(cloud: Cloud, action: Action) -> None:
    parameters = request(cloud, action)
    before = everything(cloud)
    with refused("DryRunOperation", 400):
        cloud.request(action, {**parameters, "DryRun": "true"})
    assert everything(cloud) == before


@pytest.mark.parametrize("action", [action for action in ALL if action.idempotent], ids=name_of)
def test_a_repeated_token_changes_nothing_more(cloud: Cloud, action: Action) -> None:
    parameters = {**request(cloud, action), "ClientToken": "once"}
    before = everything(cloud)
    answer = cloud.request(action, parameters)
    after = everything(cloud)
    assert after != before
    assert cloud.request(action, parameters) == answer
    assert everything(cloud) == after


@pytest.mark.parametrize("action", ALL, ids=name_of)
def test_no_value_of_a_parameter_is_a_defect(cloud: Cloud, action: Action) -> None:
    parameters = request(cloud, action)
    for _, name in declared(action.params):
        for value in STRANGE:
            with suppress(ApiError):
                cloud.request(action, {**parameters, name.replace(".N", ".1"): value})
