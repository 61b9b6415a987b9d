"""Removes from photos where, when and with which telephone they were taken, for anonymous reports."""

PNG = b"\x89PNG\r\n\x1a\n"
PNG_METADATA = (b"eXIf", b"tEXt", b"zTXt", b"iTXt", b"tIME")
JPEG_APP0, JPEG_APP14, JPEG_COMMENT, JPEG_SCAN = 0xE0, 0xEE, 0xFE, 0xDA


def without_metadata(content: bytes) -> bytes:
    """Return a JPEG or PNG without its EXIF, XMP, text and comment parts; other or malformed content unchanged."""
    if content.startswith(b"\xff\xd8"):
        return _strip_jpeg(content)
    if content.startswith(PNG):
        return _strip_png(content)
    return content


def _strip_jpeg(content: bytes) -> bytes:
    """Copy segments up to the scan: marker, length in two bytes that counts itself, data. ITU-T T.81, B.1."""
    kept, at = [content[:2]], 2
    while at + 4 <= len(content) and content[at] == 0xFF:
        marker = content[at + 1]
        if marker == JPEG_SCAN:
            return b"".join([*kept, content[at:]])
        end = at + 2 + int.from_bytes(content[at + 2 : at + 4], "big")
        is_metadata = marker == JPEG_COMMENT or (JPEG_APP0 < marker <= 0xEF and marker != JPEG_APP14)
        if not is_metadata:
            kept.append(content[at:end])
        at = end
    return content


def _strip_png(content: bytes) -> bytes:
    """Copy chunks: length in four bytes, type, data, checksum. ISO/IEC 15948, 5.3."""
    kept, at = [PNG], len(PNG)
    while at + 12 <= len(content):
        kind = content[at + 4 : at + 8]
        end = at + 12 + int.from_bytes(content[at : at + 4], "big")
        if kind not in PNG_METADATA:
            kept.append(content[at:end])
        if kind == b"IEND":
            return b"".join(kept)
        at = end
    return content
