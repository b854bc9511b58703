"""When what exists is asked after. Not proved here: that a real engine answers; tests/engine does."""

from typing import Any

import pulumi
import pulumi_alicloud as alicloud

from alicloud_ipv6 import Ipv6Vpc, Ipv6VpcArgs, VswitchArgs
from tests.components.recorder import Recorder, attempt

TOKEN = "alicloud:vpc/getNetworks:getNetworks"


class Watching(Recorder):
    """Notes what was registered when a data source was called."""

    before: set[str]

    def Invoke(self, request: Any) -> Any:  # noqa: ANN401, N802 - the monitor's own protocol
        self.before = self.names()
        return super().Invoke(request)


def watched(preview: bool, program_id: bool) -> Watching:
    def program() -> None:
        first = alicloud.vpc.Network("first", cidr_block="10.0.0.0/16")
        vpc_id = first.id if program_id else "vpc-1"
        args = Ipv6VpcArgs(vpc_id=vpc_id, vswitches=[VswitchArgs(vswitch_id="vsw-1")], security_group_id="sg-1")
        Ipv6Vpc("it", args, None if program_id else pulumi.ResourceOptions(depends_on=[first]))

    monitor = Watching(preview, {}, {TOKEN: {"vpcs": []}})
    attempt(program, monitor, preview=preview)
    return monitor


def test_it_comes_after_what_the_component_depends_on() -> None:
    assert watched(preview=False, program_id=False).before == {"first", "it"}


def test_the_id_is_a_known_one() -> None:
    assert watched(preview=False, program_id=True).invoked == [(TOKEN, {"ids": ["first-id"]})]
    assert watched(preview=True, program_id=True).invoked == []
    assert watched(preview=True, program_id=False).invoked == [(TOKEN, {"ids": ["vpc-1"]})]
