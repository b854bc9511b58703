"""Lets what a dynamic provider cannot do end in one line, not in a traceback."""

import sys
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from .credentials import CredentialError
from .ipv6_assignment_api import AssignmentError
from .openapi import ApiError
from .retry import DeadlineError

P = ParamSpec("P")
R = TypeVar("R")

REFUSALS = (ApiError, AssignmentError, CredentialError, DeadlineError)


def in_one_line(operation: Callable[P, R]) -> Callable[P, R]:
    """Mark an operation of a dynamic provider, whose process prints an exception as Python does.

    An exception that says in one sentence what is wrong is printed without a traceback; any other keeps it.
    """

    @wraps(operation)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        sys.__dict__.pop("tracebacklimit", None)
        try:
            return operation(*args, **kwargs)
        except REFUSALS:
            sys.tracebacklimit = 0
            raise

    return run
