"""What a program with the official SDKs does across accounts. Run by test_roles_over_the_wire, inside `sandbox run`.

Assumes the role of the first argument with the default credential chain, then makes and attaches an ENI in the role's
account with the temporary keys. The second argument is the signature algorithm. Prints what it saw, as JSON.
"""

import json
import sys
from typing import Any

from alibabacloud_credentials.client import Client as Credential  # type: ignore[import-untyped]
from alibabacloud_ecs20140526 import models as ecs_models  # type: ignore[import-untyped]
from alibabacloud_ecs20140526.client import Client as Ecs  # type: ignore[import-untyped]
from alibabacloud_sts20150401 import models as sts_models  # type: ignore[import-untyped]
from alibabacloud_sts20150401.client import Client as Sts  # type: ignore[import-untyped]
from alibabacloud_tea_openapi.exceptions import AlibabaCloudException  # type: ignore[import-untyped]
from alibabacloud_tea_openapi.models import Config  # type: ignore[import-untyped]

REGION = "cn-beijing"


def main(role_arn: str, vswitch: str, group: str, algorithm: str | None) -> dict[str, Any]:
    """Assume the role, use it, and see what it may not do."""
    usual = {"region_id": REGION, "signature_algorithm": algorithm}
    own = Sts(Config(credential=Credential(), **usual))
    asked = sts_models.AssumeRoleRequest(role_arn=role_arn, role_session_name="sdk", duration_seconds=900)
    given = own.assume_role(asked).body
    keys = given.credentials
    temporary = {
        "access_key_id": keys.access_key_id,
        "access_key_secret": keys.access_key_secret,
        "security_token": keys.security_token,
        "type": "sts",
        **usual,
    }
    ecs = Ecs(Config(**temporary))
    made = ecs.create_network_interface(
        ecs_models.CreateNetworkInterfaceRequest(region_id=REGION, v_switch_id=vswitch, security_group_ids=[group])
    ).body
    return {
        "expiration": keys.expiration,
        "assumed": given.assumed_role_user.arn,
        "identity": Sts(Config(**temporary)).get_caller_identity().body.to_map(),
        "eni": made.network_interface_id,
        "owner": made.owner_id,
        "delete": refusal(
            lambda: ecs.delete_network_interface(
                ecs_models.DeleteNetworkInterfaceRequest(
                    region_id=REGION, network_interface_id=made.network_interface_id
                )
            )
        ),
        "other role": refusal(
            lambda: own.assume_role(sts_models.AssumeRoleRequest(role_arn=f"{role_arn}-other", role_session_name="sdk"))
        ),
        "without token": refusal(
            lambda: Sts(Config(**{**temporary, "security_token": None, "type": "access_key"})).get_caller_identity()
        ),
        "secrets": [keys.access_key_secret, keys.security_token],
    }


def refusal(call: Any) -> list[object]:  # noqa: ANN401 - any SDK call
    """The status, code and message of a call that must not succeed."""
    try:
        call()
    except AlibabaCloudException as error:
        return [error.status_code, error.code, error.message]
    return ["no refusal"]


if __name__ == "__main__":
    role, vswitch, group, *style = sys.argv[1:]
    print(json.dumps(main(role, vswitch, group, style[0] if style else None)))
