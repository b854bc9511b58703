"""Which names of properties and environment variables say that the value is a credential.

A name is split into words at capitals, digits and separators, so that `dbPassword`, `DB_PASSWORD` and `db-password` are
equal. Its last words decide: `secretKey` holds a secret, `secretKeyRef` and `secretName` do not. Many charts and
providers also have properties that hold the name of a secret, such as `existingSecret` and `imagePullSecret`.
"""

import re
from functools import lru_cache

_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")

_LAST_WORDS = (
    *("password", "passwd", "pwd", "pw", "pass", "passphrase", "passcode", "psk", "secret", "token", "keytab"),
    *("secret key", "secret data", "secret string", "secret binary", "pass phrase", "preshared key", "shared key"),
    *("access key", "private key", "api key", "app key", "auth key", "account key", "client key", "signing key"),
    *("license key", "master key", "session key", "encryption key base", "secret key base", "docker config json"),
)
_ENDINGS = (
    *("password", "passwd", "passphrase", "secretkey", "secretdata", "privatekey", "accesskey", "accesstoken"),
    *("securitytoken", "authtoken", "apikey", "apitoken", "authkey", "clientsecret", "dockerconfigjson"),
)
"""The words without a separator between them, as in `dbpassword`."""
_SUFFIXES = frozenset({"value", "plain", "plaintext", "text", "base", "old", "new", "prod", "dev", "wo"})
"""Words after those that decide; `wo` is short for write-only."""

_NOT_ONE = frozenset(
    {
        "existing",
        "encrypted",
        "allow",
        "forgot",
        "reset",
        "require",
        "generate",
        "random",
        "use",
        "automount",
        "max",
        "min",
    }
)
"""Words before the last ones that make any name another thing."""
_BEFORE_SECRET = frozenset(
    {
        *("pull", "tls", "ssl", "cert", "certificate", "certificates", "ca", "password", "passwd", "credentials"),
        *(
            "credential",
            "from",
            "config",
            "registry",
            "kubernetes",
            "kube",
            "mount",
            "volume",
            "env",
            "extra",
            "license",
        ),
        *("backup", "external", "keystore", "truststore", "ingress", "server", "issuer", "acme", "named", "target"),
    }
)
"""Words before `secret` that make it the name of a secret in Kubernetes."""
_BEFORE_TOKEN = frozenset({"next", "page", "client", "continuation", "pagination", "sync", "idempotency"})
_BEFORE_PASS = frozenset({"by", "proxy", "multi", "single", "two", "first", "second"})


@lru_cache(maxsize=65536)
def is_credential_name(name: str) -> bool:
    """Return whether a property or environment variable with this name holds a credential."""
    words = [word.lower() for word in _WORD.findall(name.rpartition(":")[2])]
    while len(words) > 1 and words[-1] in _SUFFIXES:
        words.pop()
    joined = " ".join(words)
    found = next((last for last in _LAST_WORDS if f" {joined}".endswith(f" {last}")), None)
    if found is None:
        found = next((ending for ending in _ENDINGS if joined.replace(" ", "").endswith(ending)), None)
    if found is None or not _NOT_ONE.isdisjoint(words) or joined.startswith("kms encrypted"):
        return False
    before = words[-1 - len(found.split())] if len(words) > len(found.split()) else ""
    if found in ("secret", "secret key"):
        # A key such as `nginx.ingress.kubernetes.io/auth-secret` is an annotation that names a secret.
        return before not in _BEFORE_SECRET and "/" not in name
    if found == "token":
        return before not in _BEFORE_TOKEN
    # PWD alone is the working directory of a shell.
    return before not in _BEFORE_PASS if found == "pass" else joined != "pwd"
