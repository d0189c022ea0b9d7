"""The QR code that leads a reader to the page verifying a document."""

import segno


def qr_data_uri(address: str) -> str:
    """An SVG picture as a data URI: the code as one path, without text, error correction M or better."""
    uri: str = segno.make_qr(address, error="m").svg_data_uri(border=2, omitsize=False, scale=4)
    return uri
