"""Values and parameter names that no client means well with, drawn from a seed."""

import json
from random import Random

#: In some of the values: it must never get into the log.
CANARY = "Canary7f3a9"

FIXED = (
    "",
    " ",
    "0",
    "-1",
    "9" * 400,
    "1e999",
    "nan",
    "-0.0",
    "0x10",
    "true",
    "None",
    "ü²٣\u202e\u2028",
    "\x00",
    "\x1b[2J\r\nX-Injected: 1",
    "\ufffe\U0010ffff",
    "x" * 65_536,
    "x" * 65_537,
    "[" * 20_000,
    "[" * 400 + "]" * 400,
    '{"a":' * 5_000,
    '{"Version":"1","Statement":' + "[" * 5_000,
    '["\\ud800"]',
    '{"a": "\\udfff"}',
    '["\\u0069-1"]',
    "[]",
    "{}",
    "null",
    '["x", 1]',
    '[["x"]]',
    json.dumps(["i-1"] * 5_000),
    ",".join(["vpc-1"] * 5_000),
    "," * 10_000,
    "{{" * 12_000,
    "{{" + " " * 12_000 + "}}",
    "e3t9" * 8_000,
    "*" * 3_000 + "a",
    "acs:ram::1:role/" + "*a" * 500,
    "%s%n{0}{x!r}${jndi:ldap://x}<!DOCTYPE a [<!ENTITY b 'c'>]>&b;",
    "'; DROP TABLE entity; --",
    "../../../../etc/passwd",
    "::ffff:1.2.3.4",
    "fe80::1%eth0",
    "2001:db8::/129",
    "0.0.0.0/0",
    "10.0.0.0/33",
    "::/0",
    "1/2/3",
    "65535/65536",
    "-1/-1",
    "9999-99-99T99:99Z",
    "2026-11-28T00:00Z",
    "ZWNobw==",
    "====",
    "*",
    "?" * 64,
    CANARY,
    f"x-{CANARY.lower()}",
    f"{CANARY}\r\nresult=200/OK",
)


def value(random: Random, more: tuple[str, ...] = ()) -> str:
    """Draw a value: one of the list, one of `more` in some form, or a random string."""
    choice = random.random()
    if more and choice < 0.3:
        known = random.choice(more)
        return random.choice((known, json.dumps([known]), f"{known},{known}", known.upper(), f" {known}", f"{known}\0"))
    if choice < 0.9:
        return random.choice(FIXED)
    return "".join(chr(random.choice((random.randrange(32, 127), random.randrange(0xD7FF)))) for _ in range(30))


def name(random: Random, declared: str) -> str:
    """Draw a parameter's name near a declared one."""
    first, number = declared.partition(".")[0], random.choice(("0", "1", "2", "007", "99999", "-1", "²", ""))
    return random.choice(
        (
            declared,
            declared.replace(".N", f".{number}"),
            f"{first}.{number}",
            f"{first}.{number}.Key",
            f"{first}.1.1.1.1.1.1.1.1.1.1",
            f"{first}." + "A." * 500,
            first.lower(),
            f"{CANARY}Id",
            f"{first}\r\nX",
            "ClientToken",
            "DryRun",
            "RegionId",
            "OwnerId",
            "SecurityToken",
            "Format",
            "PageSize",
            "NextToken",
        )
    )
