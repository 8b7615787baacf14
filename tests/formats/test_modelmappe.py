"""A folder of the model's tables as Parquet: the same figures as from the files, or every fault at once."""

from __future__ import annotations

import random
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from ffb.errors import BrugsFejl, Laesefejl
from ffb.formats.modelmappe import find_modelmappe, read_modelmappe
from ffb.model.referencer import reference_arrow
from ffb.rapport.byg import Opsaetning, build_rapporter
from ffb.render.json import til_json
from orakel.generator import Verden, tilfaeldig_leverancer


def write_mappe(mappe: Path, verden: Verden) -> None:
    mappe.mkdir()
    for navn, tabel in verden.tabeller().items():
        if navn == "ydelse_version":  # a folder of parts, as Spark writes
            halv = tabel.num_rows // 2
            (mappe / f"{navn}.parquet").mkdir()
            pq.write_table(tabel.slice(0, halv), mappe / f"{navn}.parquet" / "part-0.parquet")
            pq.write_table(tabel.slice(halv), mappe / f"{navn}.parquet" / "part-1.parquet")
            (mappe / f"{navn}.parquet" / "_SUCCESS").touch()
        else:
            pq.write_table(tabel, mappe / f"{navn}.parquet")
    par = [(m.tilbud_kode, m.ydelse_kode, m.dst_vaerdi, m.raekke) for m in verden.mapning or ()]
    pq.write_table(reference_arrow("mapning", par), mappe / "mapning.parquet")


def test_the_report_is_the_same_from_parquet(tmp_path: Path) -> None:
    verden = tilfaeldig_leverancer(random.Random(11), 40)
    write_mappe(tmp_path / "m", verden)
    opsaetning = Opsaetning(verden.periode_fra, verden.periode_til, dst_koder=verden.dst_koder)
    assert find_modelmappe([tmp_path / "m"]) == tmp_path / "m"
    mappe = read_modelmappe(tmp_path / "m")
    svar = build_rapporter(dict(mappe.tabeller), mappe.mapning, opsaetning)
    ventet = build_rapporter(dict(verden.tabeller()), verden.mapning, opsaetning)
    assert [til_json(r) for r in svar] == [til_json(r) for r in ventet] != []


def test_every_fault_is_told_at_once(tmp_path: Path) -> None:
    mappe = tmp_path / "0101011234"
    write_mappe(mappe, tilfaeldig_leverancer(random.Random(11), 5))
    (mappe / "fil.parquet").write_bytes(b"PAR1")
    borger = pq.read_table(mappe / "borger_version.parquet")
    nr = borger.schema.get_field_index("borger_id")
    som_tekst = borger.set_column(nr, "borger_id", borger["borger_id"].cast(pa.string()))
    pq.write_table(som_tekst.drop_columns(["koen"]), mappe / "borger_version.parquet")
    with pytest.raises(Laesefejl) as fejl:
        read_modelmappe(mappe)
    assert sorted((f.sted.rpartition("/")[2], f.hvad) for f in fejl.value.fejl) == [
        ("borger_version.parquet", "Kolonnen borger_id har ikke typen BIGINT."),
        ("borger_version.parquet", "Kolonnen koen mangler."),
        ("fil.parquet", "Filen er ikke en hel Parquet-fil."),
    ]
    assert "0101011234" not in str([f.sted for f in fejl.value.fejl])


def test_wider_numbers_and_finer_times_are_the_same_kind(tmp_path: Path) -> None:
    mappe = tmp_path / "m"
    write_mappe(mappe, tilfaeldig_leverancer(random.Random(11), 5))
    leverance = pq.read_table(mappe / "leverance.parquet")
    bred = pa.schema([
        f.with_type(pa.int64() if f.type == pa.int32() else pa.timestamp("ns") if f.name == "tid" else f.type)
        for f in leverance.schema
    ])  # fmt: skip
    pq.write_table(leverance.cast(bred), mappe / "leverance.parquet")
    assert "leverance" in read_modelmappe(mappe).tabeller


def test_such_a_folder_stands_alone(tmp_path: Path) -> None:
    write_mappe(tmp_path / "m", tilfaeldig_leverancer(random.Random(11), 5))
    with pytest.raises(BrugsFejl):
        find_modelmappe([tmp_path / "m", tmp_path])
    assert find_modelmappe([tmp_path]) is None
