"""The watched folder: a file is taken when it has stopped growing, once, and its receipt lies beside it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ffb.server.drift.mappe import Mappevagt
from ffb.server.leverance.models import Leverance, Modtagelse
from ffb.server.opgave.koe import work
from server.server_leverancer import demo_mappe


@pytest.mark.django_db(transaction=True)
def test_the_watched_folder(tmp_path: Path) -> None:
    ind = tmp_path / "ind" / "9002"
    ind.mkdir(parents=True)
    (tmp_path / "ind" / "noget andet").mkdir()
    xlsx = next((demo_mappe() / "leverancer").rglob("9002*.xlsx")).read_bytes()
    vagt = Mappevagt(tmp_path / "ind")
    (ind / "halv.xlsx.part").write_bytes(b"x")
    (ind / "a.xlsx").write_bytes(xlsx[:100])
    assert vagt.look() == []
    (ind / "a.xlsx").write_bytes(xlsx)
    assert vagt.look() == []
    (m,) = vagt.look()
    work(til_tom=True)
    m.refresh_from_db()
    assert m.tilstand in ("accepteret", "med_fund") and Leverance.objects.filter(kommune="9002").exists()
    assert vagt.look() == []
    (kvittering,) = ind.glob("modtaget/*.kvittering.json")
    assert json.loads(kvittering.read_text())["kvittering"] == str(m.uuid)
    assert vagt.look() == [] and Modtagelse.objects.count() == 1 and (ind / "halv.xlsx.part").exists()
