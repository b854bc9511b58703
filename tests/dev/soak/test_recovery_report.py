"""What recover printed, as numbers."""

from dev.soak.recovery_report import outcomes_in

PRINTED = """Looking for what 4 interrupted creates made ...

take over: site-1-vpc (alicloud:vpc/network:Network)
  vpc-1 in cn-beijing
  the only one; equal: cidrBlock
forget: site-1-sg (alicloud:ecs/securityGroup:SecurityGroup)
  nothing was created
take over: site-2-vpc (alicloud:vpc/network:Network)
  vpc-2 in cn-beijing
  the only one; equal: cidrBlock
unclear: site-2-sg (alicloud:ecs/securityGroup:SecurityGroup)
  several match: sg-1, sg-2
"""


def test_each_create_counts_once() -> None:
    assert outcomes_in(PRINTED) == {"take over": 2, "forget": 1, "unclear": 1}
    assert not outcomes_in("Stack dev has no interrupted operations.\n")
