"""Errors of a dynamic provider as one line, without a traceback."""

import sys
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from .._api.openapi import ApiError
from .._api.provider_roles import CredentialError
from .._api.retry import DeadlineError
from .assignment_api import AssignmentError

P = ParamSpec("P")
R = TypeVar("R")

EXPECTED_ERRORS = (ApiError, AssignmentError, CredentialError, DeadlineError)
"""Errors whose message says in one sentence what is wrong."""


def concise_errors(operation: Callable[P, R]) -> Callable[P, R]:
    """Decorate an operation of a dynamic provider, whose process prints exceptions as Python does.

    One of `EXPECTED_ERRORS` is printed without a traceback; any other keeps it.
    """

    @wraps(operation)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        sys.__dict__.pop("tracebacklimit", None)
        try:
            return operation(*args, **kwargs)
        except EXPECTED_ERRORS:
            sys.tracebacklimit = 0
            raise

    return run
