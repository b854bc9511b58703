"""What turns the program into example 1: two accounts, and how one attaches the other's ENI."""

from collections.abc import Mapping
from dataclasses import dataclass

from alicloud_ipv6 import AssumedRoleArgs, CrossAccountWay
from alicloud_ipv6.credentials import ACCESS_KEY_VARIABLES
from alicloud_rules.roles import (
    DEFAULT_SESSION_NAME,
    DEFAULT_SESSION_SECONDS,
    check_external_id,
    check_role_arn,
    check_session_name,
    check_session_seconds,
    role_account,
)

from .reader import Reader

KEY = "crossAccount"


@dataclass(frozen=True)
class CrossAccount:
    """The user account as the resource account reaches it."""

    way: CrossAccountWay
    role_arn: str
    session_name: str
    session_seconds: int
    external_id: str
    """Empty: the role's trust policy asks for none."""
    user_profile: str
    """A profile for the user account's own resources; empty: the role creates them too."""
    peer_ipv6: bool
    """Whether the instance without the ENI gets an IPv6 address on its primary ENI, to ping with."""

    @property
    def user_account_id(self) -> str:
        """The account that owns the role."""
        return role_account(self.role_arn)

    @property
    def role(self) -> AssumedRoleArgs:
        """The role as the components take it."""
        return AssumedRoleArgs(
            role_arn=self.role_arn,
            session_name=self.session_name,
            duration_seconds=self.session_seconds,
            external_id=self.external_id or None,
        )


def read_cross_account(reader: Reader, environ: Mapping[str, str]) -> CrossAccount | None:
    """Read the object `crossAccount`; None, which is example 2, when it is left out."""
    inside = reader.nested(KEY)
    if inside is None:
        return None
    found = CrossAccount(
        way=inside.choice("way", CrossAccountWay, CrossAccountWay.ASSUMED_ROLE),
        role_arn=inside.text("roleArn", ""),
        session_name=inside.text("sessionName", DEFAULT_SESSION_NAME),
        session_seconds=inside.integer("sessionSeconds", DEFAULT_SESSION_SECONDS),
        external_id=inside.text("externalId", ""),
        user_profile=inside.text("userProfile", ""),
        peer_ipv6=inside.boolean("peerIpv6", default=True),
    )
    inside.note_unknown()
    inside.note("roleArn", check_role_arn(found.role_arn))
    inside.note("sessionName", check_session_name(found.session_name))
    inside.note("sessionSeconds", check_session_seconds(found.session_seconds))
    if found.external_id:
        inside.note("externalId", check_external_id(found.external_id))
    if found.user_profile:
        inside.note("userProfile", _profile_problem(environ))
    return found


def _profile_problem(environ: Mapping[str, str]) -> str | None:
    given = [name for name in ACCESS_KEY_VARIABLES if environ.get(name)]
    if not given:
        return None
    return (
        f"The alicloud provider takes the access key in {given[0]} before any profile, so it would act for one account"
        " on both sides; give the resource account's credentials as a profile too."
    )
