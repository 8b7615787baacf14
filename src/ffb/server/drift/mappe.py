"""The watched folder: files laid in `<FFB_MAPPE>/<kommunekode>/` are taken in by themselves.

A file is taken when it has not changed between two looks; taken ones go to `modtaget/`, and a receipt
`<navn>.kvittering.json` comes there when it has been read. Names that end in .tmp, .part or begin with a
point are left alone: the sender is still writing.
"""

from __future__ import annotations

import json
from pathlib import Path

from ffb.begreber import find_kommune
from ffb.server.leverance.models import Modtagelse
from ffb.server.leverance.modtag import SLUT, receive_filer

UFAERDIG = (".tmp", ".part", ".filepart", ".crdownload")
TAGET = "modtaget"


class Mappevagt:
    """Looks at the folder; remembers what it saw last time.

    Args:
        rod: the folder with one sub-folder per kommunekode.
    """

    def __init__(self, rod: Path) -> None:
        self.rod = rod
        self._foer: dict[Path, tuple[int, int]] = {}

    def look(self) -> list[Modtagelse]:
        """Take in what has come to rest; returns its receipts. Writes those that are done."""
        nu, taget = {}, []
        for fil in self._filer():
            stand = (fil.stat().st_size, fil.stat().st_mtime_ns)
            if self._foer.get(fil) == stand:
                taget.append(self._take(fil))
            else:
                nu[fil] = stand
        self._foer = nu
        self._write_kvitteringer()
        return taget

    def _filer(self) -> list[Path]:
        mapper = [m for m in sorted(self.rod.iterdir()) if m.is_dir() and find_kommune(m.name)]
        return [
            f
            for m in mapper
            for f in sorted(m.iterdir())
            if f.is_file()
            and not f.is_symlink()
            and not f.name.startswith(".")
            and not f.name.endswith(UFAERDIG)
        ]

    def _take(self, fil: Path) -> Modtagelse:
        kommune = find_kommune(fil.parent.name)
        assert kommune is not None
        with fil.open("rb") as stroem:
            modtagelse = receive_filer(kommune.kode, [(fil.name, stroem)], vej="mappe", by="mappe")
        maal = fil.parent / TAGET
        maal.mkdir(exist_ok=True)
        fil.replace(maal / f"{modtagelse.uuid}-{fil.name}")
        return modtagelse

    def _write_kvitteringer(self) -> None:
        for fil in self.rod.glob(f"*/{TAGET}/*"):
            uuid, _, navn = fil.name[:36], fil.name[36:37], fil.name[37:]
            kvittering = fil.with_name(f"{uuid}-{navn}.kvittering.json")
            if (fil.suffix == ".json" and fil.name.endswith(".kvittering.json")) or kvittering.exists():
                continue
            m = Modtagelse.objects.filter(pk=uuid).first() if len(uuid) == 36 else None
            if m is not None and m.tilstand in SLUT:
                kvittering.write_text(json.dumps(som_dict(m), ensure_ascii=False, indent=2), encoding="utf-8")


def som_dict(m: Modtagelse) -> dict[str, object]:
    """A receipt as JSON: what was read, and every fault."""
    return {
        "kvittering": str(m.uuid),
        "kommune": m.kommune,
        "tilstand": m.tilstand,
        "modtaget": m.tid.isoformat(),
        "filer": [{k: f[k] for k in ("navn", "stoerrelse", "sha256")} for f in m.filer],
        "borgere": m.borgere,
        "raekker": m.raekker,
        "fejl": m.fejl,
        "ikke_laest": m.ikke_laest,
        "gentager": str(m.gentager_id) if m.gentager_id else None,
    }
