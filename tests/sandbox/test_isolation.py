"""No action lets one account see or change what another one has (without a role or a permission of the owner).

Each action is tried by another account on things of the first, then by their owner, for whom the same request succeeds.
"""

import json
from collections.abc import Iterator

import msgspec
import pytest

from sandbox.accounts import ACCOUNTS
from sandbox.actions import Action
from sandbox.entities import Entity
from sandbox.errors import ApiError
from sandbox.products import ACTIONS
from sandbox.store import Store
from tests.sandbox import recipes
from tests.sandbox.conftest import Cloud, flatten
from tests.sandbox.recipes import cooked
from tests.sandbox.world import MAKERS, World

OWNER = ACCOUNTS["resource"]
BOOKS = {"Ecs": recipes.ECS, "Vpc": recipes.VPC, "Ram": recipes.RAM, "Sts": recipes.STS}

#: Actions that never succeed: there are no groups of users.
WITHOUT_SUCCESS = {"DetachPolicyFromGroup"}
ALL = [action for action in ACTIONS.values() if action.name not in WITHOUT_SUCCESS]


def recipe_of(action: Action) -> recipes.Recipe:
    return BOOKS.get(action.product, recipes.OTHERS)[action.name]


@pytest.mark.parametrize("action", ALL, ids=lambda action: f"{action.product}.{action.name}")
def test_another_account_neither_sees_nor_changes_anything(cloud: Cloud, action: Action) -> None:
    world = World(cloud)
    populate(world)
    parameters = dict(flat for name, value in recipe_of(action).items() for flat in flatten(name, cooked(value, world)))
    before = owned(cloud.dispatcher.store)
    try:
        answer = json.dumps(cloud.by("user").request(action, parameters))
    except ApiError as error:
        assert error.status in (400, 403, 404), error
    else:
        assert [secret for secret in secrets(world, before) if secret in answer] == []
    assert owned(cloud.dispatcher.store) == before
    cloud.request(action, parameters)


def test_the_owner_sees_what_others_do_not(cloud: Cloud) -> None:
    world = World(cloud)
    populate(world)
    found = json.dumps([cloud.ecs("DescribeInstances"), cloud.vpc("DescribeVpcs"), cloud.ram("ListRoles")])
    before = owned(cloud.dispatcher.store)
    assert {world["instance"], world["vpc"], OWNER} <= {secret for secret in secrets(world, before) if secret in found}


def populate(world: World) -> None:
    """Make one of each, but no permission for the other account, and nothing that is in the way of another action."""
    for name in MAKERS:
        if name not in ("permission", "egress_only_rule"):
            assert world[name]


def kinds(start: type[Entity] = Entity) -> Iterator[type[Entity]]:
    for kind in start.__subclasses__():
        yield kind
        yield from kinds(kind)


def owned(store: Store) -> dict[str, bytes]:
    """Everything the owner has, byte for byte."""
    return {
        f"{kind.KIND} {entity.id}": msgspec.json.encode(entity)
        for kind in kinds()
        for entity in store.everywhere(kind)
        if entity.account == OWNER
    }


def secrets(world: World, before: dict[str, bytes]) -> set[str]:
    """What must not be in another account's answers: the owner's account id, its ids and its IPv6 address."""
    return {OWNER, world["ipv6"], "secret-vpc", *(name.partition(" ")[2] for name in before)}
