"""A picture as a PDF of one page, in its true size: what the system's printers take."""

from __future__ import annotations

import zlib

from kiosk.printing.bitmap import Bitmap

_POINTS_AN_INCH = 72


def document(picture: Bitmap, dots_per_inch: int) -> bytes:
    """The PDF (ISO 32000-1), its page as large as the picture."""
    width, height = (dots * _POINTS_AN_INCH / dots_per_inch for dots in (picture.width, picture.height))
    drawn = f"{width:.2f} 0 0 {height:.2f} 0 0 cm /Slip Do".encode()
    dots = zlib.compress(picture.data)
    image = (
        f"/Type /XObject /Subtype /Image /Width {picture.width} /Height {picture.height} "
        f"/ColorSpace /DeviceGray /BitsPerComponent 1 /Decode [1 0] /Filter /FlateDecode /Length {len(dots)}"
    )
    page = (
        f"/Type /Page /Parent 2 0 R /MediaBox [0 0 {width:.2f} {height:.2f}] "
        "/Contents 4 0 R /Resources << /XObject << /Slip 5 0 R >> >>"
    )
    return _file(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< {page} >>".encode(),
        f"<< /Length {len(drawn)} >>\nstream\n".encode() + drawn + b"\nendstream",
        f"<< {image} >>\nstream\n".encode() + dots + b"\nendstream",
    )


def _file(*objects: bytes) -> bytes:
    """The objects, numbered from 1, with the table of where each begins."""
    written, starts = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n", []
    for number, content in enumerate(objects, 1):
        starts.append(len(written))
        written += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    entries = "".join(f"{start:010} 00000 n \n" for start in starts)
    count = len(objects) + 1
    table = f"xref\n0 {count}\n0000000000 65535 f \n{entries}"
    trailer = f"trailer\n<< /Size {count} /Root 1 0 R >>\nstartxref\n{len(written)}\n%%EOF\n"
    return written + (table + trailer).encode()
