"""Each id of one account in each id-like parameter of every action, given by another account: nothing seen or changed.

`FUZZ=10000` or more gives every parameter every id; by default each gets those of its own kind and some others.
"""

import json
import os
from collections.abc import Iterator
from functools import cache

import pytest

from alicloud_sandbox.core.actions import Action
from alicloud_sandbox.core.api_errors import ApiError
from alicloud_sandbox.gateway.products import ACTIONS
from alicloud_sandbox.iam.authorization import ram_name
from tests.sandbox.foreign_account import records_of
from tests.sandbox.parameter_reads import declared
from tests.sandbox.test_every_action import NEVER_WORKS
from tests.sandbox.test_hostile_requests import World

EVERY = int(os.environ.get("FUZZ", "0")) >= 10_000
SOME = 2
#: A role that exists is distinguished from one that does not, as the service documents it (EntityNotExist.Role).
EXISTENCE_SHOWS = {("AssumeRole", "RoleArn"), ("AssumeRoleWithOIDC", "RoleArn")}
ID_LIKE = ("Id", "Ids", "Name", "Names", "Arn", "Instance", "Address", "Ids.N", "Id.N", "Names.N", "Address.N")


@cache
def world() -> World:
    """The state that each request meets, made once."""
    return World()


def id_parameters(action: Action) -> list[str]:
    """The parameters of an action that may hold an id, a name or an address of a resource."""
    return [name for _, name in declared(action.params) if name.endswith(ID_LIKE)]


def foreign(parameter: str, number: int) -> Iterator[str]:
    """The other account's ids for a parameter, in each form that a parameter may have."""
    names = world().names
    last = [part for part in parameter.split(".") if part != "N"][-1]
    others = sorted({*names.values()} - {names["VersionId"]})
    own = [names[last]] if last in names and last != "VersionId" else []
    chosen = others if EVERY else [*own, *(others[(number * SOME + step) % len(others)] for step in range(SOME))]
    for identifier in dict.fromkeys(chosen):
        yield identifier
        if last.endswith("s") and not identifier.startswith("["):
            yield json.dumps([identifier])


def outcome(action: Action, name: str, value: str) -> tuple[str, frozenset[str]]:
    """How a valid request with another value of one parameter ends: the code, and what it shows of the other account.

    An answer may repeat the value itself, as names and descriptions are.
    """
    here = world()
    flat = {**here.valid(action), name: value}
    try:
        code, text = "", json.dumps(here.cloud.request(action, flat))
    except ApiError as error:
        code, text = error.code, error.message
    assert records_of(here.cloud, "user") == here.theirs, flat
    said = json.dumps(flat).lower()
    return code, frozenset(mark for mark in here.marks if mark in text and mark.lower() not in said)


@pytest.mark.parametrize("action", [one for one in ACTIONS.values() if one.name not in NEVER_WORKS], ids=ram_name)
def test_an_id_of_another_account_opens_nothing(action: Action) -> None:
    """It ends as one that nobody has does, so not even its existence shows."""
    for number, parameter in enumerate(id_parameters(action)):
        name = parameter.replace(".N", ".1")
        for identifier in foreign(parameter, number):
            code, shown = outcome(action, name, identifier)
            assert not shown, (name, identifier)
            address = ":" in identifier and not identifier.startswith("acs:")  # changed, it would be malformed
            if not address and (action.name, name) not in EXISTENCE_SHOWS:
                assert outcome(action, name, unknown(identifier))[0] == code, (name, identifier)


def unknown(identifier: str) -> str:
    """An id of the same form that nobody has."""
    end = len(identifier.rstrip('"]'))
    return f"{identifier[: end - 3]}zzz{identifier[end:]}"


def test_parameters_are_probed() -> None:
    probed = sum(len(id_parameters(action)) for action in ACTIONS.values())
    assert probed > 200
    assert {"VpcId", "InstanceIds"} <= {name for action in ACTIONS.values() for name in id_parameters(action)}
