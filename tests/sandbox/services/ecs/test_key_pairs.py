"""SSH key pairs: creation, import, deletion, and binding them to instances."""

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_private_key

from tests.sandbox.conftest import Cloud, Net, refused
from tests.sandbox.fixtures import PUBLIC_KEY
from tests.sandbox.services.ecs.instance_fixtures import named, read_instance, run_instance

TAGS = [{"Key": "team", "Value": "net"}]


def names(cloud: Cloud, **filters: object) -> list[str]:
    return [row["KeyPairName"] for row in cloud.ecs("DescribeKeyPairs", **filters)["KeyPairs"]["KeyPair"]]


def test_the_private_key_belongs_to_the_public_one(cloud: Cloud) -> None:
    made = cloud.ecs("CreateKeyPair", KeyPairName="mine", ResourceGroupId="rg-1", Tag=TAGS)
    assert made["PrivateKeyBody"].startswith("-----BEGIN PRIVATE KEY-----")
    private = load_pem_private_key(made["PrivateKeyBody"].encode(), None)
    public = private.public_key().public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH).decode()
    (row,) = cloud.ecs("DescribeKeyPairs", KeyPairName="mine", IncludePublicKey=True)["KeyPairs"]["KeyPair"]
    assert (row["PublicKey"], row["ResourceGroupId"]) == (public, "rg-1")
    assert row["KeyPairFingerPrint"] == made["KeyPairFingerPrint"]
    assert row["Tags"]["Tag"][0]["TagKey"] == "team"
    assert made["PrivateKeyBody"] not in str(cloud.ecs("DescribeKeyPairs"))


def test_key_pairs_pass_every_filter(cloud: Cloud) -> None:
    made = cloud.ecs("ImportKeyPair", KeyPairName="mine", PublicKeyBody=PUBLIC_KEY, ResourceGroupId="rg-1", Tag=TAGS)
    assert names(cloud) == ["test-key-pair", "mine"]
    assert names(cloud, KeyPairName="test*") == ["test-key-pair"]
    finds_mine: dict[str, object] = {
        "KeyPairFingerPrint": made["KeyPairFingerPrint"],
        "ResourceGroupId": "rg-1",
        "Tag": TAGS,
    }
    for name, value in finds_mine.items():
        assert names(cloud, **{name: value}) == ["mine"], name
    assert names(cloud.at("cn-shanghai")) == names(cloud.by("user")) == ["test-key-pair"]


def test_tags_and_groups_of_key_pairs_change_by_name(cloud: Cloud) -> None:
    cloud.ecs("ImportKeyPair", KeyPairName="mine", PublicKeyBody=PUBLIC_KEY)
    cloud.ecs("TagResources", ResourceType="keypair", ResourceId=["mine"], Tag=TAGS)
    listed = cloud.ecs("ListTagResources", ResourceType="keypair", ResourceId=["mine"])["TagResources"]["TagResource"]
    assert [(row["ResourceId"], row["TagKey"]) for row in listed] == [("mine", "team")]
    assert cloud.ecs("DescribeTags", ResourceType="keypair", ResourceId="mine")["TotalCount"] == 1
    cloud.ecs("UntagResources", ResourceType="keypair", ResourceId=["mine"], All=True)
    cloud.ecs("JoinResourceGroup", ResourceType="keypair", ResourceId="mine", ResourceGroupId="rg-2")
    assert names(cloud, ResourceGroupId="rg-2") == ["mine"]
    assert names(cloud, Tag=TAGS) == []


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"KeyPairName": "x"}, "InvalidKeyPairName.Malformed"),
        ({"KeyPairName": "1st"}, "InvalidKeyPairName.Malformed"),
        ({"KeyPairName": "test-key-pair"}, "KeyPair.AlreadyExist"),
        ({"PublicKeyBody": "ssh-rsa nonsense"}, "InvalidPublicKeyBody.Malformed"),
        ({"ResourceGroupId": "rg-nobody"}, "InvalidResourceGroup.NotFound"),
    ],
)
def test_what_cannot_be_imported(cloud: Cloud, fields: dict[str, str], code: str) -> None:
    with refused(code):
        cloud.ecs("ImportKeyPair", **{"KeyPairName": "mine", "PublicKeyBody": PUBLIC_KEY, **fields})


def test_a_key_pair_goes_once_no_instance_has_it(cloud: Cloud, net: Net) -> None:
    cloud.ecs("ImportKeyPair", KeyPairName="mine", PublicKeyBody=PUBLIC_KEY)
    instance_id = run_instance(cloud, net, KeyPairName="mine")
    with refused("InvalidParameter.KeypairAlreadyAttachedInstance", 400):
        cloud.ecs("DeleteKeyPairs", KeyPairNames=named("mine"))
    cloud.ecs("DetachKeyPair", KeyPairName="mine", InstanceIds=named(instance_id))
    cloud.ecs("DeleteKeyPairs", KeyPairNames=named("mine", "never-there"))
    assert names(cloud) == ["test-key-pair"]
    with refused("MissingParameter"):
        cloud.ecs("DeleteKeyPairs", KeyPairNames="[]")


def test_key_pairs_are_attached_and_detached(cloud: Cloud, net: Net) -> None:
    instance_id = run_instance(cloud, net, Password="Passw0rd-page")
    answer = cloud.ecs("AttachKeyPair", KeyPairName="test-key-pair", InstanceIds=named(instance_id))
    assert (answer["TotalCount"], answer["FailCount"]) == (1, 0)
    assert read_instance(cloud, instance_id)["KeyPairName"] == "test-key-pair"
    cloud.ecs("DetachKeyPair", KeyPairName="test-key-pair", InstanceIds=named(instance_id))
    assert read_instance(cloud, instance_id)["KeyPairName"] == ""
    with refused("InvalidKeyPairName.NotFound"):
        cloud.ecs("AttachKeyPair", KeyPairName="mine", InstanceIds=named(instance_id))
    with refused("InvalidInstanceId.NotFound", 404):
        cloud.ecs("AttachKeyPair", KeyPairName="test-key-pair", InstanceIds=named("i-nothing"))
