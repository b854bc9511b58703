"""The request for system events of instances; none ever happens in the sandbox."""

from alicloud_sandbox.core.actions import ECS, Answer, Evidence
from alicloud_sandbox.core.api_errors import invalid
from alicloud_sandbox.core.call import Call
from alicloud_sandbox.core.paging import page
from alicloud_sandbox.core.params import Pages
from alicloud_sandbox.core.resource_types import ALL_RESOURCES

_MOST = 100


class DescribeInstanceHistoryEvents(Pages, kw_only=True):
    """Parameters of DescribeInstanceHistoryEvents."""

    event_type: str = ""
    resource_type: str = "instance"
    resource_id: list[str] = []


@ECS.action(
    "DescribeInstanceHistoryEvents",
    Evidence.SEEN,
    "an empty list: no instance fails, expires or is maintained",
    assumed_resources=ALL_RESOURCES,
)
def describe_instance_history_events(_call: Call, p: DescribeInstanceHistoryEvents) -> Answer:
    """Return no events."""
    if len(p.resource_id) > _MOST:
        raise invalid("ResourceId", f"at most {_MOST} resources at a time")
    rows, numbers = page(p, [], str, _MOST)
    return {"InstanceSystemEventSet": {"InstanceSystemEventType": rows}, **numbers}
