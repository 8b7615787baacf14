"""Contact sheets of the pictures in a folder, to be looked through by a person.

FFB_BILLEDER=MAPPE python -m pytest -n0 tests/server/test_browser_sider.py
PYTHONPATH=src:tests python -m server.browser.kontaktark MAPPE
"""

from __future__ import annotations

import sys
from html import escape
from pathlib import Path

from server.browser.chrom import open_chromium

VISNINGER = {"bred-light": (4, 3), "bred-dark": (4, 3), "telefon-light": (8, 2), "telefon-dark": (8, 2)}
BREDDE, HOEJDE = 1760, 1200
STIL = (
    "body{margin:0;background:#888;font:11px sans-serif}main{display:grid;gap:8px;padding:8px}"
    "figure{margin:0;overflow:hidden;background:#fff}figcaption{padding:2px 4px;white-space:nowrap}"
    "img{width:100%;display:block}"
)


def make_ark(mappe: Path) -> list[Path]:
    """One PNG of each `kolonner` x `raekker` pictures; their paths."""
    ud = []
    with open_chromium() as browser:
        side = browser.new_page(viewport={"width": BREDDE, "height": HOEJDE})
        for visning, (kolonner, raekker) in VISNINGER.items():
            filer = sorted(mappe.glob(f"*.{visning}.png"))
            for nr in range(0, len(filer), kolonner * raekker):
                ark = mappe / f"ark-{visning}-{nr // (kolonner * raekker) + 1:02}.png"
                html = mappe / "ark.html"
                html.write_text(_html(filer[nr : nr + kolonner * raekker], kolonner, raekker), "utf-8")
                side.goto(html.as_uri())
                side.screenshot(path=ark)
                ud.append(ark)
                html.unlink()
    return ud


def _html(filer: list[Path], kolonner: int, raekker: int) -> str:
    gitter = f"grid-template-columns:repeat({kolonner},1fr);grid-auto-rows:{(HOEJDE - 40) // raekker}px"
    figurer = "".join(
        f"<figure><figcaption>{escape(f.name)}</figcaption><img src='{escape(f.name)}'></figure>"
        for f in filer
    )
    return f"<meta charset=utf-8><style>{STIL}</style><main style='{gitter}'>{figurer}</main>"


if __name__ == "__main__":
    print("\n".join(map(str, make_ark(Path(sys.argv[1]).resolve()))))
