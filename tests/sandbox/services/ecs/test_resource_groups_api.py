"""Moving ECS resources between resource groups."""

from tests.sandbox.conftest import Cloud, Net, refused
from tests.sandbox.services.ecs.eni_fixtures import find_enis, ids, make_eni


def test_a_moved_eni_is_found_in_its_new_group(cloud: Cloud, net: Net) -> None:
    eni = make_eni(cloud, net, ResourceGroupId="rg-1")
    cloud.ecs("JoinResourceGroup", ResourceGroupId="rg-2", ResourceId=eni, ResourceType="eni")
    assert ids(find_enis(cloud, ResourceGroupId="rg-2")) == [eni]
    assert find_enis(cloud, ResourceGroupId="rg-1") == []


def test_what_cannot_move(cloud: Cloud, net: Net) -> None:
    with refused("InvalidResourceType.NotFound", 404):
        cloud.ecs("JoinResourceGroup", ResourceGroupId="rg-2", ResourceId="s-1", ResourceType="snapshot")
    with refused("InvalidResourceId.NotFound", 404):
        cloud.by("user").ecs(
            "JoinResourceGroup", ResourceGroupId="rg-2", ResourceId=net.group, ResourceType="securitygroup"
        )
