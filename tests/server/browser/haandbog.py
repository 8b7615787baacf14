"""Pictures for the handbook: taken only when FFB_HAANDBOG names a folder (`make billeder`), and small.

A picture is a PNG of at most 256 colours: the browser counts them; a rare one becomes its nearest neighbour.
"""

from __future__ import annotations

import base64
import os
import struct
import zlib
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page

STOERRELSE = {"width": 1280, "height": 860}
# a PNG -> [width, height, palette, index of each pixel]; the two last as base64
FARVER = """async png => {
  const b = await createImageBitmap(await (await fetch('data:image/png;base64,' + png)).blob());
  const flade = new OffscreenCanvas(b.width, b.height), c = flade.getContext('2d');
  c.drawImage(b, 0, 0);
  const p = new Uint32Array(c.getImageData(0, 0, b.width, b.height).data.buffer), antal = new Map();
  for (const v of p) antal.set(v, (antal.get(v) || 0) + 1);
  const farver = [...antal].sort((x, y) => y[1] - x[1] || x[0] - y[0]).slice(0, 256).map(x => x[0]);
  const nr = new Map(farver.map((v, i) => [v, i]));
  const del = v => [v & 255, v >> 8 & 255, v >> 16 & 255], palet = farver.map(del);
  const naermest = v => {
    const [r, g, bl] = del(v); let bedst = 1e9, i = 0;
    palet.forEach(([x, y, z], j) => { const d = (r-x)**2 + (g-y)**2 + (bl-z)**2; if (d < bedst) [bedst, i] = [d, j]; });
    nr.set(v, i); return i;
  };
  const bytes = Uint8Array.from(p, v => nr.get(v) ?? naermest(v));
  const tekst = a => { let s = ''; for (let i = 0; i < a.length; i += 32768) s += String.fromCharCode(...a.subarray(i, i + 32768)); return btoa(s) };
  return [b.width, b.height, tekst(Uint8Array.from(palet.flat())), tekst(bytes)];
}"""  # noqa: E501


class Bog:
    """The pictures of a run. `taget`: their names, in order, whether or not they were kept."""

    def __init__(self) -> None:
        self.mappe = os.environ.get("FFB_HAANDBOG", "")
        self.taget: list[str] = []

    def take(self, navn: str, side: Page, ved: Locator | None = None) -> None:
        """The page as it stands, from the top or from `ved`."""
        self.taget.append(navn)
        if not self.mappe:
            return
        side.set_viewport_size(STOERRELSE)  # type: ignore[arg-type]
        side.evaluate("() => scrollTo(0, 0)")
        if ved is not None:
            ved.evaluate("e => scrollTo(0, e.getBoundingClientRect().top - 24)")
        side.mouse.move(0, 0)
        png = base64.b64encode(side.screenshot()).decode()
        with side.context.browser.new_context() as ren:  # type: ignore[union-attr]
            svar = ren.new_page().evaluate(FARVER, png)
        (Path(self.mappe) / f"{navn}.png").write_bytes(to_png(*svar))


def to_png(bredde: int, hoejde: int, palet: str, punkter: str) -> bytes:
    """A PNG of indexed colours."""
    raa = base64.b64decode(punkter)
    linjer = b"".join(b"\0" + raa[i : i + bredde] for i in range(0, len(raa), bredde))
    hoved = struct.pack(">IIBBBBB", bredde, hoejde, 8, 3, 0, 0, 0)
    dele = ((b"IHDR", hoved), (b"PLTE", base64.b64decode(palet)), (b"IDAT", zlib.compress(linjer, 9)))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_del(*d) for d in (*dele, (b"IEND", b"")))


def _del(art: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + art + data + struct.pack(">I", zlib.crc32(art + data))


def show_terminal(side: Page, linjer: Any) -> None:
    """What a command wrote, as a terminal shows it."""
    side.set_content(
        "<!doctype html><style>body{margin:0;background:#12181e;color:#e6ebf0;padding:1.5rem}"
        "pre{font:17px/1.6 monospace;white-space:pre-wrap}</style><pre></pre>"
    )
    side.evaluate("t => { document.querySelector('pre').textContent = t }", linjer)
