"""Photos tell where, when and with whose telephone they were taken; for reports without a name, that is cut out."""

PNG = b"\x89PNG\r\n\x1a\n"
PNG_TELLING = (b"eXIf", b"tEXt", b"zTXt", b"iTXt", b"tIME")
JPEG_APP0, JPEG_APP14, JPEG_COMMENT, JPEG_SCAN = 0xE0, 0xEE, 0xFE, 0xDA


def without_metadata(content: bytes) -> bytes:
    """A JPEG or PNG without its EXIF, XMP, text and comment parts; anything else, or a broken one, as it came."""
    if content.startswith(b"\xff\xd8"):
        return _bare_jpeg(content)
    if content.startswith(PNG):
        return _bare_png(content)
    return content


def _bare_jpeg(content: bytes) -> bytes:
    """JPEG is a chain of segments up to the scan: marker, a length of two bytes that counts itself, data. T.81 B.1."""
    kept, at = [content[:2]], 2
    while at + 4 <= len(content) and content[at] == 0xFF:
        marker = content[at + 1]
        if marker == JPEG_SCAN:
            return b"".join([*kept, content[at:]])
        end = at + 2 + int.from_bytes(content[at + 2 : at + 4], "big")
        telling = marker == JPEG_COMMENT or (JPEG_APP0 < marker <= 0xEF and marker != JPEG_APP14)
        if not telling:
            kept.append(content[at:end])
        at = end
    return content


def _bare_png(content: bytes) -> bytes:
    """PNG is a chain of chunks: length of four bytes, type, data, checksum. ISO/IEC 15948 5.3."""
    kept, at = [PNG], len(PNG)
    while at + 12 <= len(content):
        kind = content[at + 4 : at + 8]
        end = at + 12 + int.from_bytes(content[at : at + 4], "big")
        if kind not in PNG_TELLING:
            kept.append(content[at:end])
        if kind == b"IEND":
            return b"".join(kept)
        at = end
    return content
