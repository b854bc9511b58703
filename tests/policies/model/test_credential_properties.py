import pytest
from pulumi_policy.deserialize import deserialize_properties, serialize_properties
from pulumi_policy.proxy import UNKNOWN_STRING_VALUE, unknown_checking_proxy
from pulumi_policy.secret import Secret

from alicloud_policies.model.credential_properties import credentials
from alicloud_rules.three_valued import Ternary, Unknown


def found(props: dict[str, object]) -> dict[str, Ternary]:
    """The credentials among properties with marked secrets."""
    marked = deserialize_properties(dict(serialize_properties(props)), True)
    return {one.name: one.secret for one in credentials("urn", "Instance web", marked)}


@pytest.mark.parametrize(
    "name",
    [
        *("password", "loginPassword", "secretKey", "accessKey", "accessKeySecret", "privateKey", "securityToken"),
        *("ipv6-eni:loginPassword", "ossAkSecret", "secretData"),
    ],
)
def test_credentials_are_known_by_their_names(name: str) -> None:
    assert found({name: "plain"}) == {name: False}
    assert found({name: Secret("hidden")}) == {name: True}


@pytest.mark.parametrize(
    "name", ["passwordInherit", "secretName", "kmsEncryptedPassword", "accessKeyId", "windowsPasswordName", "name"]
)
def test_similar_names_are_not_credentials(name: str) -> None:
    assert found({name: "text"}) == {}


@pytest.mark.parametrize("value", ["", None, True, 3, "true", "No"])
def test_only_non_empty_strings_are_credentials(value: object) -> None:
    assert found({"password": value}) == {}


def test_nested_credentials_are_named_by_their_path() -> None:
    assert found({"list": [{"auth": {"password": "plain"}}]}) == {"list[0].auth.password": False}
    assert found({"list": Secret([{"password": "hidden"}])}) == {}


def test_an_unknown_credential_is_undetermined() -> None:
    assert isinstance(found({"password": UNKNOWN_STRING_VALUE})["password"], Unknown)


def test_a_redacted_value_was_a_secret() -> None:
    assert found({"password": "[secret]"}) == {"password": True}


def test_without_marks_a_credential_is_undetermined() -> None:
    props = unknown_checking_proxy(deserialize_properties({"password": "looks plain"}))
    (one,) = credentials("urn", "Instance web", props)
    assert one.secret == Unknown(frozenset({"whether password of Instance web is a secret"}))


@pytest.mark.parametrize("name", ["name", "key"])
def test_an_environment_variable_of_a_list_is_judged_by_its_name(name: str) -> None:
    variables = [{name: "DB_PASSWORD", "value": "plain"}, {name: "DB_HOST", "value": "db"}, {name: "API_TOKEN"}]
    assert found({"env": variables}) == {"env[0].value (DB_PASSWORD)": False}
    assert found({"env": [{name: "DB_PASSWORD", "value": Secret("hidden")}]}) == {"env[0].value (DB_PASSWORD)": True}


def test_names_of_secrets_are_not_secrets() -> None:
    values = {
        "admin": {"existingSecret": "grafana-admin", "passwordKey": "admin-password"},
        "imagePullSecret": "registry",
    }
    spec = {"imagePullSecrets": [{"name": "registry"}], "tls": [{"secretName": "tls"}]}
    annotations = {"nginx.ingress.kubernetes.io/auth-secret": "basic-auth"}
    assert found({"values": values, "spec": spec, "metadata": {"annotations": annotations}}) == {}


def test_the_environment_of_a_function_is_checked() -> None:
    plain = (
        "DB_PASSWORD",
        "ALICLOUD_SECRET_KEY",
        "ACCESS_KEY_SECRET",
        "SECRET_KEY",
        "ACCESS_KEY",
        "DB_PASS",
        "API_TOKEN",
    )
    other = ("PASSWORD_MIN_LENGTH", "SECRET_NAME", "OSS_ACCESS_KEY_ID")
    names = found({"environmentVariables": dict.fromkeys((*plain, *other), "plain"), "ikeConfig": {"psk": "plain"}})
    assert set(names) == {*(f"environmentVariables.{name}" for name in plain), "ikeConfig.psk"}
