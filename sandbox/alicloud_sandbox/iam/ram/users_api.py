"""Requests and answers of RAM users."""

from alicloud_sandbox.core.actions import RAM, Answer, Evidence
from alicloud_sandbox.core.answers import set_given
from alicloud_sandbox.core.call import Call, timestamp
from alicloud_sandbox.core.params import Params
from alicloud_sandbox.core.resource_types import USER
from alicloud_sandbox.iam.ram import ram_checks, ram_users
from alicloud_sandbox.iam.ram.ram_answers import Marked, marked_page
from alicloud_sandbox.iam.ram.ram_records import User

_LONGEST_DISPLAY_NAME = 128
_LONGEST_COMMENTS = 128


class CreateUser(Params, kw_only=True):
    """Parameters of CreateUser."""

    user_name: str
    display_name: str = ""
    mobile_phone: str = ""
    email: str = ""
    comments: str = ""


@RAM.action(
    "CreateUser",
    Evidence.SEEN,
    "the forms of phone numbers and mail addresses are not checked",
    resources=(USER.all,),
)
def create_user(call: Call, p: CreateUser) -> Answer:
    """Create a user without keys and policies."""
    user = ram_users.new_user(call, p.user_name)
    _set(user, p.display_name, p.mobile_phone, p.email, p.comments)
    ram_users.create(call, user)
    return {"User": _write(user)}


class GetUser(Params, kw_only=True):
    """Parameters of GetUser."""

    user_name: str


@RAM.action("GetUser", Evidence.SEEN, resources=(USER,))
def get_user(call: Call, p: GetUser) -> Answer:
    """Return everything about one user."""
    return {"User": {**_write(ram_users.get_user(call, p.user_name)), "LastLoginDate": ""}}


class UpdateUser(Params, kw_only=True):
    """Parameters of UpdateUser; what is left out stays."""

    user_name: str
    new_user_name: str | None = None
    new_display_name: str | None = None
    new_mobile_phone: str | None = None
    new_email: str | None = None
    new_comments: str | None = None


@RAM.action("UpdateUser", Evidence.SEEN, resources=(USER,))
def update_user(call: Call, p: UpdateUser) -> Answer:
    """Change a user, including its name."""
    user = ram_users.get_user(call, p.user_name)
    _set(user, p.new_display_name, p.new_mobile_phone, p.new_email, p.new_comments)
    if p.new_user_name is not None:
        ram_users.rename(call, user, p.new_user_name)
    user.updated = call.now
    call.store.put(user)
    return {"User": _write(user)}


class DeleteUser(Params, kw_only=True):
    """Parameters of DeleteUser."""

    user_name: str


@RAM.action("DeleteUser", Evidence.SEEN, "users have no groups, console logins or MFA devices here", resources=(USER,))
def delete_user(call: Call, p: DeleteUser) -> Answer:
    """Delete a user without keys and policies."""
    ram_users.delete(call, ram_users.get_user(call, p.user_name))
    return {}


class ListUsers(Marked, kw_only=True):
    """Parameters of ListUsers."""


@RAM.action("ListUsers", Evidence.SEEN, resources=(USER.all,))
def list_users(call: Call, p: ListUsers) -> Answer:
    """Return the account's users by name, the initial ones included."""
    rows, more = marked_page(p, call.owned_all(User), _write)
    return {"Users": {"User": rows}, **more}


def _set(user: User, display_name: str | None, phone: str | None, email: str | None, comments: str | None) -> None:
    """Set what is not None."""
    if display_name is not None:
        ram_checks.check_length("DisplayName", display_name, _LONGEST_DISPLAY_NAME)
    if comments is not None:
        ram_checks.check_length("Comments", comments, _LONGEST_COMMENTS)
    set_given(user, display_name=display_name, mobile_phone=phone, email=email, description=comments)


def _write(user: User) -> Answer:
    return {
        "UserId": user.user_id,
        "UserName": user.name,
        "DisplayName": user.display_name,
        "MobilePhone": user.mobile_phone,
        "Email": user.email,
        "Comments": user.description,
        "CreateDate": timestamp(user.created),
        "UpdateDate": timestamp(user.updated),
    }
