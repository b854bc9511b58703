"""`ApiError`, the exception that becomes an API error answer, and its usual forms."""

from alicloud_rules.violation import Violation


class ApiError(Exception):
    """An error in Alibaba Cloud's format: an HTTP status, a code that clients branch on, and one sentence.

    `status` is the HTTP status (400-503), `code` the API's own error code (`InvalidEniId.NotFound`).
    """

    def __init__(self, status: int, code: str, message: str | Violation) -> None:
        super().__init__(f"{code}: {message}")
        self.status = status
        self.code = code
        self.message = str(message)


class ParameterError(ApiError):
    """A missing parameter or an invalid value, for which the request's action has no specific code.

    Products have different codes for it: `InvalidParameter` in most, `IllegalParam.Bandwidth` in VPC.
    """

    def __init__(self, missing: bool, parameter: str, message: str) -> None:
        super().__init__(400, "MissingParameter" if missing else "InvalidParameter", message)
        self._missing = missing
        self._parameter = parameter.partition(".")[0]

    def with_parameter(self) -> ApiError:
        """Return the same error with the parameter in its code, as VPC has it."""
        if self._missing:
            return ApiError(400, f"MissingParam.{self._parameter}", self.message)
        return ApiError(400, f"IllegalParam.{self._parameter}", self.message)


def required(parameter: str) -> ApiError:
    """Return the error for a missing parameter that every request must have; every product has the same code."""
    text = f"The input parameter {parameter} that is mandatory for processing this request is not supplied."
    return ApiError(400, "MissingParameter", text)


def missing(parameter: str) -> ApiError:
    """Return the error for a missing parameter that this request must have."""
    return ParameterError(True, parameter, required(parameter).message)


def invalid(parameter: str, why: str, code: str = "") -> ApiError:
    """Return the error for an invalid value, by default with the product's general code; `why` ends the sentence."""
    text = f"The specified value of parameter {parameter} is not valid: {why}."
    return ApiError(400, code, text) if code else ParameterError(False, parameter, text)


def violating(parameter: str, violation: Violation, code: str = "") -> ApiError:
    """Return the refusal of a parameter whose value breaks a rule, by default with the product's general code."""
    text = f"The specified value of parameter {parameter} is not valid. {violation}"
    return ApiError(400, code, text) if code else ParameterError(False, parameter, text)


def not_found(code: str, what: str, identifier: str) -> ApiError:
    """Return the error for a resource that does not exist for this caller; clients search the message for the code."""
    return ApiError(404, code, f"The specified {what} {identifier} does not exist ({code}).")


def forbidden_ram(why: str) -> ApiError:
    """Return the error of ECS and VPC for a missing permission; `why` ends the sentence."""
    text = "User not authorized to operate on the specified resource, or this API doesn't support RAM"
    return ApiError(403, "Forbidden.RAM", f"{text}: {why}.")


def no_permission(why: str) -> ApiError:
    """Return the error of RAM and STS for a missing permission; `why` ends the sentence."""
    return ApiError(403, "NoPermission", f"You are not authorized to do this action: {why}.")


def unsupported(parameter: str, why: str) -> ApiError:
    """Return the error for a documented parameter, or a value of one, that the sandbox does not model."""
    return ApiError(400, "UnsupportedParameter", f"The sandbox does not model {parameter}: {why}.")
