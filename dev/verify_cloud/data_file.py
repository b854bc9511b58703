"""The dated file that a run writes: what the service and the sandbox answered to the same requests."""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path


def write(
    file: Path,
    target: str,
    region: str,
    day: date,
    service: Mapping[str, str],
    sandbox: Mapping[str, str],
    not_observed: Mapping[str, str],
) -> None:
    """Write the observations by the keys of the assumptions."""
    file.parent.mkdir(parents=True, exist_ok=True)
    items = {key: {"service": service[key], "sandbox": sandbox[key]} for key in sorted(service)}
    content = {
        "target": target,
        "date": day.isoformat(),
        "region": region,
        "items": items,
        "not_observed": dict(sorted(not_observed.items())),
    }
    file.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n")


def differences(service: Mapping[str, str], sandbox: Mapping[str, str]) -> Iterator[str]:
    """Yield the answers of both for each assumption in which the service differs."""
    for key, answer in service.items():
        if answer != sandbox[key]:
            yield f"{key}\n    service  {answer}\n    sandbox  {sandbox[key]}"
