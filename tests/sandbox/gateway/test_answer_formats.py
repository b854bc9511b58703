"""JSON and XML, asked for by the classic SDK and by requests as the API reference describes them."""

import json
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPSConnection
from urllib.parse import urlencode
from xml.etree.ElementTree import fromstring

import pytest
from aliyunsdkcore.client import AcsClient  # type: ignore[import-untyped]
from aliyunsdkcore.request import CommonRequest  # type: ignore[import-untyped]

from alicloud_sandbox.gateway.answer_formats import AnswerFormat, encode
from tests.sandbox import serving
from tests.sandbox.serving import VPC_HOST, VPC_VERSION, Served
from tests.sandbox.signing import FORM, acs3, version1
from tests.waiting import PATIENCE

REGION = "cn-beijing"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving.serve(tmp_path_factory.mktemp("server")) as running:
        yield running


@pytest.fixture
def classic(served: Served, monkeypatch: pytest.MonkeyPatch) -> AcsClient:
    """The classic SDK, with nothing but a key and the environment."""
    monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{served.port}")
    monkeypatch.setenv("ALIBABA_CLOUD_CA_BUNDLE", str(served.state_file.folder / "ca.pem"))
    key = served.key()
    return AcsClient(key.key_id, key.secret, REGION)


def common(action: str, accepted: str, **parameters: str) -> CommonRequest:
    request = CommonRequest(VPC_HOST, VPC_VERSION, action)
    request.set_protocol_type("https")
    request.set_accept_format(accepted)
    for name, value in {"RegionId": REGION, **parameters}.items():
        request.add_query_param(name, value)
    return request


def test_the_classic_sdk_gets_what_it_accepts(classic: AcsClient) -> None:
    made = common("CreateVpc", "XML", VpcName="web", Description="<web> & co", EnableIpv6="true")
    status, headers, body = classic.get_response(made)
    assert (status, headers["Content-Type"]) == (200, "text/xml; charset=utf-8")
    assert body.startswith(b"<?xml version=")
    assert fromstring(body).tag == "CreateVpcResponse"
    read = fromstring(classic.get_response(common("DescribeVpcs", "XML", VpcName="web"))[2])
    assert (read.tag, read.findtext("TotalCount")) == ("DescribeVpcsResponse", "1")
    [vpc] = read.findall("Vpcs/Vpc")
    assert [vpc.findtext(name) for name in ("VpcId", "Description", "IsDefault", "EnabledIpv6")] == [
        fromstring(body).findtext("VpcId"), "<web> & co", "false", "true",
    ]  # fmt: skip
    as_json = json.loads(classic.do_action_with_exception(common("DescribeVpcs", "JSON", VpcName="web")))
    assert as_json["Vpcs"]["Vpc"][0]["VpcId"] == vpc.findtext("VpcId")


def test_an_error_in_xml_has_the_documented_parts(classic: AcsClient) -> None:
    status, _, body = classic.get_response(common("DescribeVpcAttribute", "XML", VpcId="vpc-nobody"))
    error = fromstring(body)
    assert (status, error.tag) == (404, "Error")
    assert [part.tag for part in error] == ["RequestId", "HostId", "Code", "Message"]
    assert (error.findtext("HostId"), error.findtext("Code")) == (VPC_HOST, "InvalidVpcId.NotFound")


def answer(served: Served, query: dict[str, str], headers: dict[str, str], body: bytes = b"") -> tuple[str, str]:
    """Send a signed request; return the content type and the text of the answer."""
    connection = HTTPSConnection("127.0.0.1", served.port, timeout=PATIENCE, context=served.trust())
    with closing(connection):
        connection.set_tunnel(VPC_HOST, 443)
        connection.request("POST", f"/?{urlencode(query)}", body or None, headers)
        answered = connection.getresponse()
        return answered.headers["Content-Type"], answered.read().decode()


@pytest.mark.parametrize("asked", [{}, {"Format": ""}, {"Format": "XML"}, {"Format": "xml"}])
@pytest.mark.parametrize("form", [False, True], ids=["query", "form"])
def test_xml_is_the_default_of_signature_version_1(served: Served, asked: dict[str, str], form: bool) -> None:
    values = {"Action": "DescribeVpcs", "Version": VPC_VERSION, **asked}
    signed = version1(served.key(), values, form=form, answer_format=None)
    kind, text = answer(served, dict(signed.query), {"content-type": FORM} if form else {}, signed.body)
    assert (kind, fromstring(text).tag) == ("text/xml; charset=utf-8", "DescribeVpcsResponse")


def test_headers_that_are_signed_ask_for_json(served: Served) -> None:
    for asked, root in (({}, "{"), ({"Format": "XML"}, "<")):
        signed = acs3(served.key(), (VPC_VERSION, "DescribeVpcs"), asked, host=VPC_HOST)
        assert answer(served, dict(signed.query), dict(signed.headers))[1].startswith(root)


def test_another_format_is_refused(served: Served) -> None:
    signed = version1(served.key(), {"Action": "DescribeVpcs", "Version": VPC_VERSION, "Format": "YAML"})
    refused = json.loads(answer(served, dict(signed.query), {})[1])
    assert refused["Code"] == "InvalidParameter" and "'YAML' is neither JSON nor XML" in refused["Message"]


def test_values_in_xml() -> None:
    body = {
        "A": {"B": [{"C": True}, {"C": None}]},
        "D": [],
        "E": {"F": ["x", 2]},
        "G": "a\x00b\ud800c\U0001f600",
        "H": 0.5,
    }
    assert encode(body, "Do", AnswerFormat.XML).decode().partition("\n")[2] == (
        "<DoResponse><A><B><C>true</C></B><B><C /></B></A><E><F>x</F><F>2</F></E>"
        "<G>a\ufffdb\ufffdc\U0001f600</G><H>0.5</H></DoResponse>"
    )
