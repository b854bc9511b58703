"""The sandbox's certificate authority: one per state folder, with a certificate for each host on demand."""

import ssl
from functools import lru_cache
from pathlib import Path

import trustme
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from cryptography.x509 import load_pem_x509_certificate

from alicloud_sandbox.core.private_file import write_private

CERTIFICATE = "ca.pem"
_KEY = "ca.key"


class Authority:
    """Signs certificates for Alibaba Cloud's host names; clients trust it through its certificate file."""

    def __init__(self, folder: Path) -> None:
        """Load the authority from `folder`, or create one there (its key readable by the owner only)."""
        self.certificate = folder / CERTIFICATE
        key = folder / _KEY
        if self.certificate.exists() and key.exists():
            self._ca = self._load(key)
        else:
            self._ca = trustme.CA(organization_name="Local Alibaba Cloud sandbox")
            write_private(key, self._ca.private_key_pem.bytes())
            write_private(self.certificate, self._ca.cert_pem.bytes())
        self.context = lru_cache(maxsize=256)(self._context)

    def _load(self, key: Path) -> trustme.CA:
        """Load the authority; both files must be intact and belong together."""
        try:
            authority = trustme.CA.from_pem(self.certificate.read_bytes(), key.read_bytes())
            authority.issue_cert("sandbox.aliyuncs.com").configure_cert(ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER))
            public = load_pem_x509_certificate(self.certificate.read_bytes()).public_key()
            belong_together = public == load_pem_private_key(key.read_bytes(), None).public_key()
        except (ValueError, TypeError, AttributeError, ssl.SSLError):
            belong_together = False
        if not belong_together:
            raise ValueError(
                f"{self.certificate} and {key.name} are not a certificate and its key; delete both, and the sandbox"
                " makes new ones"
            )
        return authority

    def _context(self, host: str) -> ssl.SSLContext:
        """Return a server-side TLS context with a certificate for exactly this host."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._ca.issue_cert(host).configure_cert(context)
        return context
