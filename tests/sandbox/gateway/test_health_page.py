"""The health page of a real server, for programs and for browsers."""

import http.client
import json
from collections.abc import Iterator
from contextlib import closing
from html.parser import HTMLParser

import pytest

from alicloud_sandbox.gateway import health_page
from tests.sandbox import serving
from tests.sandbox.conftest import Cloud
from tests.sandbox.serving import Served
from tests.waiting import PATIENCE

FIREFOX = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving.serve(tmp_path_factory.mktemp("server")) as running:
        yield running


class Words(HTMLParser):
    """The text of a page, in pieces."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_data(self, data: str) -> None:
        self.found.append(data.strip())


def get(served: Served, target: str, accept: str = "*/*", method: str = "GET") -> tuple[int, str, str]:
    """Request a page without a token; return status, content type and text."""
    with closing(http.client.HTTPConnection("127.0.0.1", served.port, timeout=PATIENCE)) as connection:
        connection.request(method, target, headers={"Accept": accept})
        answer = connection.getresponse()
        return answer.status, answer.headers.get_content_type(), answer.read().decode()


def test_a_program_gets_json(served: Served) -> None:
    assert serving.call(served, "CreateVpc", "user")[0] == 200
    status, kind, text = get(served, "/health")
    found = json.loads(text)
    assert (status, kind) == (200, "application/json")
    assert found.pop("seconds") >= 0 and found.pop("version")
    options = {"limits": "documented", "latency": "instant", "faults": "off"}
    assert found == {"status": "ok", **options, "resources": {"resource": 0, "user": 1}}


def test_a_browser_gets_a_page(served: Served) -> None:
    status, kind, text = get(served, "/health", FIREFOX)
    assert (status, kind) == (200, "text/html")
    parser = Words()
    parser.feed(text)
    words = parser.found
    assert words[words.index("limits") + 1] == "documented"
    assert "Alibaba Cloud sandbox: ok" in words
    assert served.key().secret not in text and str(served.state_file.folder) not in text


def test_it_is_no_page_of_another_host_and_takes_no_post(served: Served) -> None:
    assert get(served, "http://example.com/health")[0] == 403
    assert get(served, "/health", method="POST")[0] == 403


def test_a_state_file_that_cannot_be_read_is_503(cloud: Cloud) -> None:
    cloud.dispatcher.store.close()
    found = health_page.health(cloud.dispatcher, 1.0)
    assert found["status"] == "failing" and "cannot be read" in found["reason"]
