"""Records of RAM: users, keys, roles, policies, attachments and role sessions; none has a region.

`id` of users, roles and policies is their ARN in lower case. `initial` marks what exists from the start.
"""

from collections.abc import Iterator

import msgspec

from alicloud_sandbox.core.entities import Entity

SYSTEM = "System"
CUSTOM = "Custom"
PRINCIPAL_USER = "User"
PRINCIPAL_ROLE = "Role"


class User(Entity, kw_only=True):
    """A RAM user; policies and keys belong to `user_id`, which a new name does not change."""

    KIND = "ram-user"
    user_id: str
    display_name: str = ""
    mobile_phone: str = ""
    email: str = ""
    updated: float
    initial: bool = False

    def links(self) -> Iterator[tuple[str, str]]:
        """By UserId."""
        yield "principal", self.user_id


class AccessKey(Entity, kw_only=True):
    """A permanent key of a user, or of the account itself (`user_id` is then the account's). `id` is the key id."""

    KIND = "access-key"
    user_id: str
    secret: str
    active: bool = True
    initial: bool = False

    def links(self) -> Iterator[tuple[str, str]]:
        """By owner."""
        yield "user", self.user_id


class Role(Entity, kw_only=True):
    """A RAM role; `trust_policy` stays as it was written. Policies belong to `role_id`."""

    KIND = "ram-role"
    role_id: str
    trust_policy: str
    max_session_seconds: int
    updated: float

    def links(self) -> Iterator[tuple[str, str]]:
        """By RoleId."""
        yield "principal", self.role_id


class PolicyVersion(msgspec.Struct, kw_only=True):
    """One version of a policy; `document` stays as it was written."""

    id: str
    document: str
    created: float


class Policy(Entity, kw_only=True):
    """A policy; `kind` is Custom, or System for those that every account has (they are in no store)."""

    KIND = "ram-policy"
    kind: str = CUSTOM
    versions: list[PolicyVersion]
    default_version: str
    last_version: int = 1
    updated: float

    @property
    def default(self) -> PolicyVersion:
        """The default version."""
        return next(version for version in self.versions if version.id == self.default_version)


class Attachment(Entity, kw_only=True):
    """A policy attached to a user or a role, as `principal_kind` says; `principal_id` is the UserId or RoleId."""

    KIND = "ram-attachment"
    principal_kind: str
    principal_id: str
    policy_kind: str
    policy_name: str

    def links(self) -> Iterator[tuple[str, str]]:
        """By principal, and by policy within the account (a system policy is one of each account)."""
        yield "principal", self.principal_id
        yield "policy", attached_policy(self.account, self.policy_kind, self.policy_name)


def attached_policy(account: str, kind: str, name: str) -> str:
    """Return the link value of the attachments of a policy."""
    return f"{account}/{kind}/{name.lower()}"


class RoleSession(Entity, kw_only=True):
    """A role session; `id` is the temporary key id, `token_digest` the SHA-256 of the security token.

    `policy` restricts the role's policies unless it is empty. `expires` is in seconds since the epoch.
    """

    KIND = "role-session"
    role_arn: str
    role_id: str
    role_name: str
    secret: str
    token_digest: str
    policy: str = ""
    expires: float

    def links(self) -> Iterator[tuple[str, str]]:
        """By role."""
        yield "role", self.role_id


#: The records that `alicloud-sandbox show` lists unless they are initial.
RAM_RESOURCES: tuple[type[Entity], ...] = (User, AccessKey, Role, Policy)
