"""The setting `crossAccount`, which selects example 1: the user account, and how its ENI is attached."""

from collections.abc import Mapping
from dataclasses import dataclass

from alicloud_ipv6 import AssumedRoleArgs, CrossAccountWay
from alicloud_ipv6.api import ACCESS_KEY_VARIABLES
from alicloud_rules.roles import (
    DEFAULT_SESSION_NAME,
    DEFAULT_SESSION_SECONDS,
    check_external_id,
    check_role_arn,
    check_session_name,
    check_session_seconds,
    role_account,
)

from .setting_reader import SettingReader, if_set

KEY = "crossAccount"


@dataclass(frozen=True)
class CrossAccount:
    """The user account, and how the resource account acts for it."""

    way: CrossAccountWay
    role_arn: str
    session_name: str
    session_seconds: int
    external_id: str
    """Empty: the role's trust policy requires none."""
    user_profile: str
    """A CLI profile for the user account's own resources; empty: the role creates them."""
    peer_ipv6: bool
    """Whether the instance without the secondary ENI gets an IPv6 address, to ping from."""

    @property
    def user_account_id(self) -> str:
        """The account that owns the role."""
        return role_account(self.role_arn)

    @property
    def role(self) -> AssumedRoleArgs:
        """The role, as an argument of the components."""
        return AssumedRoleArgs(
            role_arn=self.role_arn,
            session_name=self.session_name,
            duration_seconds=self.session_seconds,
            external_id=self.external_id or None,
        )


def read_cross_account(reader: SettingReader, environ: Mapping[str, str]) -> CrossAccount | None:
    """Return the object `crossAccount`; None, which selects example 2, if it is empty."""
    inside = reader.nested(KEY)
    if inside is None:
        return None
    found = CrossAccount(
        way=inside.choice("way", CrossAccountWay, CrossAccountWay.ASSUMED_ROLE),
        role_arn=inside.string("roleArn", "", check_role_arn),
        session_name=inside.string("sessionName", DEFAULT_SESSION_NAME, check_session_name),
        session_seconds=inside.integer("sessionSeconds", DEFAULT_SESSION_SECONDS, check_session_seconds),
        external_id=inside.string("externalId", "", if_set(check_external_id)),
        user_profile=inside.string("userProfile", "", if_set(lambda _: _check_environment(environ))),
        peer_ipv6=inside.boolean("peerIpv6", default=True),
    )
    inside.note_unknown()
    return found


def _check_environment(environ: Mapping[str, str]) -> str | None:
    found = next(filter(environ.get, ACCESS_KEY_VARIABLES), None)
    return found and (
        f"the access key in {found} overrides every profile, so both sites would use one account; unset it and set"
        " the resource account's credentials as a profile, too."
    )
