"""Tell which address of the web a page may link to: readers keep no other, templates link to no other."""

from urllib.parse import urlsplit


def find_web_host(address: str | None) -> str | None:
    """Return the host of an address that a page may link to (http or https, no user in it), else ``None``."""
    try:
        parts = urlsplit(address or "")
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not host or port == 0 or "@" in parts.netloc or "\\" in str(address):
        return None
    return host
