"""Make Python clients that use certifi's bundle trust the certificate authority named in SSL_CERT_FILE.

`alicloud-sandbox run` and `env` put this folder on PYTHONPATH, because behind a proxy the official SDKs use certifi's
bundle and read no environment variable for it. Another `sitecustomize` still runs after this one.
"""

import importlib.machinery
import importlib.util
import os
import sys
from pathlib import Path


def _trust(bundle: str) -> None:
    try:
        import certifi  # noqa: PLC0415 (a program without certifi needs nothing from here)
        import certifi.core  # noqa: PLC0415
    except ImportError:
        return
    certifi.where = certifi.core.where = lambda: bundle


def _run_next() -> None:
    here = Path(__file__).resolve().parent
    others = [entry for entry in sys.path if Path(entry or ".").resolve() != here]
    spec = importlib.machinery.PathFinder.find_spec("sitecustomize", others)
    if spec and spec.loader:
        spec.loader.exec_module(importlib.util.module_from_spec(spec))


if "SSL_CERT_FILE" in os.environ:
    _trust(os.environ["SSL_CERT_FILE"])
_run_next()
