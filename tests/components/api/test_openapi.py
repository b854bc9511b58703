from collections.abc import Iterator
from pathlib import Path

import pytest
from alibabacloud_credentials.client import Client as Credential  # type: ignore[import-untyped]
from alibabacloud_credentials.exceptions import CredentialException  # type: ignore[import-untyped]
from alibabacloud_credentials.provider import StaticAKCredentialsProvider, StaticSTSCredentialsProvider  # type: ignore[import-untyped]

from alicloud_ipv6._api.openapi import NO_ANSWER, NO_CREDENTIAL, ApiError, OpenApi
from tests.components.tls_proxy import TlsProxy, tls_proxy

KEYS = {"access_key_id": "LTAI-test", "access_key_secret": "not-a-real-secret"}


@pytest.fixture
def proxy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TlsProxy]:
    with tls_proxy(tmp_path) as running:
        for name in ("REQUESTS_CA_BUNDLE", "SSL_CERT_FILE", "https_proxy", "NO_PROXY", "no_proxy"):
            monkeypatch.delenv(name, raising=False)
        monkeypatch.setenv("HTTPS_PROXY", running.url)
        monkeypatch.setenv("SSL_CERT_FILE", str(running.ca_file))
        yield running


def api(region: str = "cn-beijing") -> OpenApi:
    return OpenApi(region, Credential(provider=StaticAKCredentialsProvider(**KEYS)))


@pytest.mark.parametrize(
    ("product", "host", "version"),
    [
        ("Ecs", "ecs.cn-shanghai.aliyuncs.com", "2014-05-26"),
        ("Vpc", "vpc.cn-shanghai.aliyuncs.com", "2016-04-28"),
        ("Sts", "sts.cn-shanghai.aliyuncs.com", "2015-04-01"),
        ("Ram", "ram.aliyuncs.com", "2015-05-01"),
    ],
)
def test_each_product_is_called_at_its_host_in_its_version(
    proxy: TlsProxy, product: str, host: str, version: str
) -> None:
    proxy.will_answer(200, RequestId="1")
    assert api("cn-shanghai").call(product, "DescribeSomething") == {"RequestId": "1"}
    seen = proxy.seen[0]
    assert seen.host == host
    assert (seen.headers["x-acs-action"], seen.headers["x-acs-version"]) == ("DescribeSomething", version)


def test_the_region_goes_along_where_products_know_regions(proxy: TlsProxy) -> None:
    for product in ("Ecs", "Ram"):
        proxy.will_answer(200)
        api("cn-shanghai").call(product, "DescribeSomething")
    assert [seen.query for seen in proxy.seen] == [{"RegionId": "cn-shanghai"}, {}]


def test_parameters_are_written_the_rpc_way(proxy: TlsProxy) -> None:
    proxy.will_answer(200)
    parameters = {
        "Ipv6Address": ["::1", "::2"],
        "Tag": [{"Key": "a", "Value": "b"}],
        "DryRun": True,
        "N": 1,
        "No": None,
    }
    api().call("Ecs", "DescribeSomething", parameters)
    assert proxy.seen[0].query == {
        "RegionId": "cn-beijing",
        "Ipv6Address.1": "::1",
        "Ipv6Address.2": "::2",
        "Tag.1.Key": "a",
        "Tag.1.Value": "b",
        "DryRun": "true",
        "N": "1",
    }


def test_requests_are_signed(proxy: TlsProxy) -> None:
    proxy.will_answer(200)
    api().call("Ecs", "DescribeSomething")
    authorization = proxy.seen[0].headers["authorization"]
    assert authorization.startswith("ACS3-HMAC-SHA256 Credential=LTAI-test,")
    assert KEYS["access_key_secret"] not in str(proxy.seen)


def test_a_session_sends_its_token(proxy: TlsProxy) -> None:
    proxy.will_answer(200)
    session = Credential(provider=StaticSTSCredentialsProvider(**KEYS, security_token="of-a-session"))
    OpenApi("cn-beijing", session).call("Ecs", "DescribeSomething")
    assert proxy.seen[0].headers["x-acs-security-token"] == "of-a-session"


@pytest.mark.parametrize("status", [400, 403, 404, 429, 500, 503])
def test_a_refusal_is_an_error_with_its_code(proxy: TlsProxy, status: int) -> None:
    proxy.will_answer(status, Code="InvalidEniId.NotFound", Message="It does not exist.", RequestId="R-1")
    with pytest.raises(ApiError) as refused:
        api().call("Ecs", "AttachNetworkInterface")
    error = refused.value
    assert (error.code, error.message, error.status, error.request_id, error.action) == (
        "InvalidEniId.NotFound",
        "It does not exist.",
        status,
        "R-1",
        "AttachNetworkInterface",
    )
    assert str(error) == ("AttachNetworkInterface failed: InvalidEniId.NotFound: It does not exist. (request id R-1)")


def test_nothing_is_called_twice(proxy: TlsProxy) -> None:
    proxy.will_answer(503, Code="ServiceUnavailable", Message="busy", RequestId="R")
    with pytest.raises(ApiError):
        api().call("Ecs", "DescribeSomething")
    assert len(proxy.seen) == 1


def test_an_unreadable_answer_is_no_answer(proxy: TlsProxy) -> None:
    proxy.answers.append((502, b"<html>Bad gateway</html>"))
    with pytest.raises(ApiError) as refused:
        api().call("Ecs", "DescribeSomething")
    assert (refused.value.code, refused.value.status) == (NO_ANSWER, 0)


def test_requests_ca_bundle_comes_before_ssl_cert_file(proxy: TlsProxy, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(proxy.ca_file))
    monkeypatch.setenv("SSL_CERT_FILE", "/nowhere")
    proxy.will_answer(200)
    assert api().call("Ecs", "DescribeSomething") == {}


def test_a_certificate_of_an_unknown_authority_is_refused(proxy: TlsProxy, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    with pytest.raises(ApiError, match="CERTIFICATE_VERIFY_FAILED") as refused:
        api().call("Ecs", "DescribeSomething")
    assert refused.value.code == NO_ANSWER
    assert proxy.seen == []


def test_an_error_does_not_repeat_the_parameters(proxy: TlsProxy, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    with pytest.raises(ApiError) as refused:
        api().call("Ecs", "RunInstances", {"Password": "Correct-Horse-1"})
    assert "Correct-Horse-1" not in str(refused.value)
    assert refused.value.__cause__ is None


def test_without_a_credential_nothing_is_sent(proxy: TlsProxy) -> None:
    class Nobody:
        def get_credentials(self) -> None:
            raise CredentialException("no keys anywhere")

        def get_provider_name(self) -> str:
            return "nobody"

    with pytest.raises(ApiError, match="no keys anywhere") as refused:
        OpenApi("cn-beijing", Credential(provider=Nobody())).call("Ecs", "DescribeSomething")
    assert refused.value.code == NO_CREDENTIAL
    assert proxy.seen == []
