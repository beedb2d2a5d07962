"""What a file holds, told by its first bytes, whatever its name says."""

_MAGIC = (
    (b"%PDF-", "pdf"),
    (b"PK\x03\x04", "zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"{\\rtf", "rtf"),
)
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_BINARY_SHARE = 0.02  # of control characters: a text has hardly any


def kind(data: bytes) -> str:
    """pdf, zip, ole, rtf, text or binary."""
    for magic, name in _MAGIC:
        if data.lstrip(b"\xef\xbb\xbf \r\n\t")[: len(magic)] == magic:
            return name
    return "binary" if _is_binary(data[:65536]) else "text"


def label(data: bytes) -> str:
    """The kind as a name that reads the same in every language."""
    names = {"zip": "ZIP (.docx, .xlsx)", "ole": "OLE (.doc, .xls)", "text": "TXT"}
    found = kind(data)
    return names.get(found, found.upper())


def is_locked_office(data: bytes) -> bool:
    """True where an Office file with a password is wrapped in the old container format."""
    return kind(data) == "ole" and _ENCRYPTED in data


def _is_binary(data: bytes) -> bool:
    """UTF-16 holds zero bytes too, but only beside its byte order mark or in every second place."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or utf16_order(data):
        return False
    controls = sum(byte < 32 and byte not in b"\t\n\r\f" for byte in data)
    return controls > _BINARY_SHARE * max(len(data), 1)


def utf16_order(data: bytes) -> str | None:
    """The codec of UTF-16 without a byte order mark, known by the zero half of Latin letters."""
    sample = data[:4096]
    if len(sample) < 4:
        return None
    low, high = sample[0::2], sample[1::2]
    if high.count(0) > 0.4 * len(high) and low.count(0) < 0.02 * len(low):
        return "utf-16-le"
    if low.count(0) > 0.4 * len(low) and high.count(0) < 0.02 * len(high):
        return "utf-16-be"
    return None
