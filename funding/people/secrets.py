"""How a secret that is shown once is kept."""

import hashlib


def hashed(secret: str) -> str:
    """Plain SHA-256: the secret has 256 random bits, so there is nothing to guess."""
    return hashlib.sha256(secret.encode()).hexdigest()
