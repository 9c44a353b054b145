# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: Countersign contributors
"""Pictures of QR codes: the modules by libqrencode, the PNG around them by hand."""
import ctypes
import struct
import zlib

from . import kit

QUIET = 4  # modules of light border
SCALE = 3  # pixels of a module


class Code(ctypes.Structure):
    _fields_ = [("version", ctypes.c_int), ("width", ctypes.c_int),
                ("data", ctypes.POINTER(ctypes.c_ubyte))]


def modules(text):
    """Rows of a code with its border, True is dark."""
    library = ctypes.CDLL("libqrencode.so.4")
    library.QRcode_encodeData.restype = ctypes.POINTER(Code)
    made = library.QRcode_encodeData(len(text), text, 0, 0).contents
    rows = [[False] * QUIET + [bool(made.data[y * made.width + x] & 1) for x in range(made.width)]
            + [False] * QUIET for y in range(made.width)]
    border = [[False] * len(rows[0])] * QUIET
    return border + rows + border


def png(rows, told=None):
    """Black and white, a bit a pixel; `told` is a size to lie with."""
    width = max(len(row) for row in rows)
    lines = b""
    for row in rows:
        pixels = "".join(("0" if dark else "1") * SCALE for dark in row).ljust(width * SCALE, "1")
        pixels += "0" * (-len(pixels) % 8)
        line = b"\0" + bytes(int(pixels[at:at + 8], 2) for at in range(0, len(pixels), 8))
        lines += line * SCALE
    packed = b"\x78\x01" + kit.deflated(lines) + struct.pack(">I", zlib.adler32(lines))

    def chunk(name, content):
        return (struct.pack(">I", len(content)) + name + content
                + struct.pack(">I", zlib.crc32(name + content)))

    size = struct.pack(">IIBBBBB", *(told or (width * SCALE, len(rows) * SCALE)), 1, 0, 0, 0, 0)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", size) + chunk(b"IDAT", packed)
            + chunk(b"IEND", b""))


def picture(*texts):
    """The codes of these texts, one below the other."""
    return png([row for text in texts for row in modules(text.encode())])
