import segno
from django.utils.safestring import SafeString


def qr_code(text: str, css_id: str | None = None) -> SafeString:
    """Return the text as a QR code, an inline SVG. Safe as HTML, since segno writes all of it."""
    drawing = segno.make(text, error="m", micro=False).svg_inline(
        scale=4, omitsize=True, svgid=css_id, svgclass="qr", lineclass=None
    )
    return SafeString(drawing)
