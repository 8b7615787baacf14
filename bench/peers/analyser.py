"""One analysis in pandas or polars, as an analyst writes it; run by bench.andre in an environment of its own.

In: JSON with `mappe`, `analyse` (V01 …), `hvem` (pandas or polars), `fra`, `til` and `opslag` (see
bench.analyser_andre). The analysis is `analyser_vNN.py`; its `pandas(b)` and `polars(b)` give the rows of our
SELECT, in its column order, in any order of rows. Out: `raekker`, and `cpu`, `ur` and `mb` (the most memory
beyond what was held before) of the work, from Parquet to rows, without imports.
"""

import importlib
import json
import re
import sys
import time
from pathlib import Path


def hukommelse_mb(felt: str) -> float:
    """`VmHWM` is the most this program has held, `VmRSS` what it holds now."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(re.search(rf"{felt}:\s+(\d+)", status)[1]) / 1024


if __name__ == "__main__":
    besked = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    regn = getattr(importlib.import_module(f"analyser_{besked['analyse'].lower()}"), besked["hvem"])
    foer = hukommelse_mb("VmRSS")
    cpu, ur = time.process_time(), time.perf_counter()
    ud = {"raekker": regn(besked)}
    ud |= {"cpu": time.process_time() - cpu, "ur": time.perf_counter() - ur}
    ud["mb"] = hukommelse_mb("VmHWM") - foer
    print(json.dumps(ud, default=str))
