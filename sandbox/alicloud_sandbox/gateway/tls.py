"""The sandbox's certificate authority: one per state folder, with a certificate for each host on demand."""

import ssl
from functools import lru_cache
from pathlib import Path

import trustme

CERTIFICATE = "ca.pem"
_KEY = "ca.key"


class Authority:
    """Signs certificates for Alibaba Cloud's host names; clients trust it through its certificate file."""

    def __init__(self, folder: Path) -> None:
        """Load the authority from `folder`, or create one there (its key readable by the owner only)."""
        self.certificate = folder / CERTIFICATE
        key = folder / _KEY
        if self.certificate.exists() and key.exists():
            self._ca = trustme.CA.from_pem(self.certificate.read_bytes(), key.read_bytes())
        else:
            self._ca = trustme.CA(organization_name="Local Alibaba Cloud sandbox")
            key.touch(mode=0o600)
            key.write_bytes(self._ca.private_key_pem.bytes())
            self.certificate.write_bytes(self._ca.cert_pem.bytes())
        self.context = lru_cache(maxsize=256)(self._context)

    def _context(self, host: str) -> ssl.SSLContext:
        """Return a server-side TLS context with a certificate for exactly this host."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._ca.issue_cert(host).configure_cert(context)
        return context
