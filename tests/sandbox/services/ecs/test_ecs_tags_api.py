"""Tags of ECS resources."""

from typing import Any

import pytest

from tests.sandbox.conftest import Cloud, Net, refused
from tests.sandbox.services.ecs.eni_fixtures import make_eni, put_instance, read_eni


def rows(cloud: Cloud, kind: str, **more: object) -> list[dict[str, Any]]:
    return list(cloud.ecs("ListTagResources", ResourceType=kind, **more)["TagResources"]["TagResource"])


def tag(cloud: Cloud, kind: str, *ids: str, **tags: str) -> None:
    pairs = [{"Key": key, "Value": value} for key, value in tags.items()]
    cloud.ecs("TagResources", ResourceType=kind, ResourceId=list(ids), Tag=pairs)


def test_tags_come_change_and_go(cloud: Cloud, net: Net) -> None:
    eni, other = make_eni(cloud, net), make_eni(cloud, net)
    tag(cloud, "eni", eni, other, a="1", b="2")
    tag(cloud, "eni", eni, b="3")
    shown = {(row["ResourceId"], row["TagKey"], row["TagValue"]) for row in rows(cloud, "eni", ResourceId=[eni])}
    assert shown == {(eni, "a", "1"), (eni, "b", "3")}
    assert [row["TagValue"] for row in read_eni(cloud, eni)["Tags"]["Tag"]] == ["1", "3"]
    assert {row["ResourceId"] for row in rows(cloud, "eni", Tag=[{"Key": "b", "Value": "2"}])} == {other}
    cloud.ecs("UntagResources", ResourceType="eni", ResourceId=[eni], TagKey=["a", "none"])
    assert [row["TagKey"] for row in rows(cloud, "eni", ResourceId=[eni])] == ["b"]
    cloud.ecs("UntagResources", ResourceType="eni", ResourceId=[eni], All=True)
    assert rows(cloud, "eni", ResourceId=[eni]) == []
    assert len(rows(cloud, "eni", ResourceId=[other])) == 2


def test_types(cloud: Cloud, net: Net) -> None:
    instance = put_instance(cloud, net)
    tag(cloud, "instance", instance, a="1")
    tag(cloud, "securitygroup", net.group, a="1")
    assert [row["ResourceId"] for row in rows(cloud, "securitygroup", Tag=[{"Key": "a"}])] == [net.group]
    assert [row["ResourceType"] for row in rows(cloud, "instance", ResourceId=[instance])] == ["instance"]
    assert rows(cloud, "image", ResourceId=["centos"]) == []
    with refused("InvalidResourceType.NotFound", 404):
        rows(cloud, "vpc", ResourceId=["vpc-1"])
    with refused("InvalidResourceType.NotFound", 404):
        tag(cloud, "image", "centos", a="1")
    with refused("InvalidResourceId.NotFound", 404):
        tag(cloud, "eni", instance, a="1")
    with refused("InvalidResourceId.NotFound", 404):
        tag(cloud.by("user"), "instance", instance, a="1")
    with refused("UnsupportedParameter"):
        rows(cloud, "eni", TagFilter=[{"TagKey": "a*"}])


@pytest.mark.parametrize("tags", [{"aliyun": "x"}, {f"k{n}": "" for n in range(21)}, {"a": "http://x"}])
def test_wrong_tags(cloud: Cloud, net: Net, tags: dict[str, str]) -> None:
    with refused("QuotaExceed.Tags" if len(tags) > 20 else "InvalidTagKey.Malformed"):
        tag(cloud, "securitygroup", net.group, **tags)
    assert rows(cloud, "securitygroup", ResourceId=[net.group]) == []


def test_pages_of_rows(cloud: Cloud, net: Net, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("alicloud_sandbox.services.ecs.ecs_tags_api._ROWS_PER_PAGE", 2)
    tag(cloud, "securitygroup", net.group, a="1", b="2", c="3")
    ask = {"ResourceType": "securitygroup", "ResourceId": [net.group]}
    first = cloud.ecs("ListTagResources", **ask)
    second = cloud.ecs("ListTagResources", **ask, NextToken=first["NextToken"])
    keys = [row["TagKey"] for page in (first, second) for row in page["TagResources"]["TagResource"]]
    assert (keys, second["NextToken"]) == (["a", "b", "c"], "")


def test_which_tags_are_in_use(cloud: Cloud, net: Net) -> None:
    eni, instance = make_eni(cloud, net), put_instance(cloud, net)
    tag(cloud, "eni", eni, a="1")
    tag(cloud, "instance", instance, a="1", b="2")
    tag(cloud, "securitygroup", net.group, a="2")

    def used(**filters: object) -> list[tuple[str, str, dict[str, int]]]:
        answer = cloud.ecs("DescribeTags", **filters)
        return [(row["TagKey"], row["TagValue"], row["ResourceTypeCount"]) for row in answer["Tags"]["Tag"]]

    assert used() == [
        ("a", "1", {"Instance": 1, "Eni": 1}),
        ("a", "2", {"Securitygroup": 1}),
        ("b", "2", {"Instance": 1}),
    ]
    assert used(ResourceType="instance") == [("a", "1", {"Instance": 1}), ("b", "2", {"Instance": 1})]
    assert used(ResourceId=eni) == [("a", "1", {"Eni": 1})]
    assert used(Tag=[{"Key": "a", "Value": "2"}]) == [("a", "2", {"Securitygroup": 1})]
    assert used(Tag=[{"Key": "b"}], PageSize=1, PageNumber=2) == []
    assert used(ResourceType="image", ResourceId="centos") == []
    with refused("InvalidResourceType.NotFound", 404):
        used(ResourceType="vpc")
