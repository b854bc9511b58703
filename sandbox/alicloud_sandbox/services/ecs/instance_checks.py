"""Settings of instances, checked the same way at creation and in later changes."""

import base64
import binascii

from alicloud_rules.instance_types import InstanceType
from alicloud_rules.passwords import check_password
from alicloud_sandbox.core import catalogue
from alicloud_sandbox.core.api_errors import ApiError, invalid
from alicloud_sandbox.core.call import Call
from alicloud_sandbox.core.catalogue import Image
from alicloud_sandbox.core.entities import Instance
from alicloud_sandbox.services.ecs import key_pairs
from alicloud_sandbox.services.ecs.instance_names import host_name_problem

_USER_DATA_BYTES = 32 * 1024
_CREDIT_MODES = ("Standard", "Unlimited")
_HOP_LIMITS = range(1, 65)


def set_password(instance: Instance, password: str, image: Image) -> None:
    """Refuse a password that the service refuses; the password is not stored."""
    if violation := check_password(password, windows=image.windows):
        raise ApiError(400, "InvalidPassword.Malformed", violation)
    instance.has_password = True


def set_key_pair(call: Call, instance: Instance, key_pair: str, image: Image) -> None:
    """Bind a key pair; a Windows image has no use for it, as documented."""
    key_pairs.check_exists(call, key_pair)
    instance.key_pair = "" if image.windows else key_pair


def set_host_name(instance: Instance, host_name: str, image: Image) -> None:
    """Set the host name; `${instance_id}` in it is replaced by the instance's id."""
    name = host_name.replace("${instance_id}", instance.id)
    if problem := host_name_problem(name, windows=image.windows):
        raise ApiError(400, "InvalidHostName.Malformed", problem)
    instance.host_name = name


def set_user_data(instance: Instance, user_data: str, image: Image) -> None:
    """Set user data: base64 of at most 32 KiB. The sandbox does not run it."""
    try:
        raw = base64.b64decode(user_data, validate=True)
    except (binascii.Error, ValueError):
        raise invalid("UserData", "it is not base64", "InvalidUserData.Base64FormatInvalid") from None
    if len(raw) > _USER_DATA_BYTES:
        raise invalid("UserData", f"it has more than {_USER_DATA_BYTES} bytes", "InvalidUserData.SizeExceeded")
    if image.helper == "freebsd":
        raise ApiError(400, "ImageNotSupportCloudInit", f"The image {image.id} takes no user data.")
    instance.user_data = user_data


def set_metadata_options(instance: Instance, endpoint: str, tokens: str, hop_limit: int | None) -> None:
    """Set the metadata options; an empty value changes nothing."""
    if endpoint not in ("", "enabled", "disabled"):
        raise invalid("HttpEndpoint", "it must be enabled or disabled", "InvalidHttpEndpoint.NotSupported")
    if tokens not in ("", "optional", "required"):
        raise invalid("HttpTokens", "it must be optional or required", "InvalidHttpTokens.NotSupported")
    if hop_limit is not None and hop_limit not in _HOP_LIMITS:
        what = f"it must be {_HOP_LIMITS[0]} to {_HOP_LIMITS[-1]}"
        raise invalid("HttpPutResponseHopLimit", what, "InvalidHttpPutResponseHopLimit.NotSupported")
    instance.http_hop_limit = hop_limit or instance.http_hop_limit
    instance.http_endpoint = endpoint or instance.http_endpoint
    instance.http_tokens = tokens or instance.http_tokens


def set_credit_mode(instance: Instance, mode: str, instance_type: InstanceType) -> None:
    """Set the CPU credit mode; refuse it for types that are not burstable."""
    if mode not in _CREDIT_MODES or not catalogue.is_burstable(instance_type):
        raise ApiError(
            400,
            "InvalidParameter.CreditSpecification",
            f"CreditSpecification is {' or '.join(_CREDIT_MODES)}, on burstable types; {instance_type.id}: {mode!r}.",
        )
    instance.credit_specification = mode
