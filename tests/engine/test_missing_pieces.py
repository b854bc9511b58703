"""`make ping` names what is missing. Not proved here: that a real ping fails for the same reasons."""

import pytest

from tests.engine.conftest import Deployment

NO_RULES: dict[str, object] = {"ipv6-eni:ingressRules": []}
PRIVATE: dict[str, object] = {"ipv6-eni:publicIpv6": False}


@pytest.fixture(scope="module")
def dev(tmp_path_factory: pytest.TempPathFactory) -> Deployment:
    """The dev stack, up."""
    stack = Deployment(tmp_path_factory.mktemp("dev"))
    stack.up()
    return stack


def failing_ping(stack: Deployment) -> str:
    """What a ping says that must fail."""
    done = stack.ping()
    assert done.returncode == 1, done.stdout + done.stderr
    assert "100% packet loss" in done.stdout
    return done.stdout


def test_without_the_ingress_rule(dev: Deployment) -> None:
    dev.settings = NO_RULES
    dev.up()
    text = failing_ping(dev)
    assert "ingress rule" in text
    assert "bandwidth" not in text
    dev.settings = {}
    dev.up()
    assert dev.ping().returncode == 0


def test_without_the_bandwidth(dev: Deployment) -> None:
    for address in dev.show()["resource"]["ipv6-address"]:
        dev.call("Vpc", "DeleteIpv6InternetBandwidth", Ipv6InternetBandwidthId=address["bandwidth_id"])
    text = failing_ping(dev)
    assert "bandwidth" in text
    assert "gateway" not in text
    dev.refresh()
    dev.up()
    assert dev.ping().returncode == 0


def test_without_the_gateway(dev: Deployment) -> None:
    dev.settings = PRIVATE
    dev.up()
    assert "IPv6 gateway" in failing_ping(dev)
    dev.settings = {}
    dev.up()
    assert dev.ping().returncode == 0
