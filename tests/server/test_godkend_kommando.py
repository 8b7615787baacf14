"""`ffb godkend`: the same acts as the page, by a person with the right; the package verifies."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ffb.cli import run
from ffb.errors import Exit
from ffb.server.adgang.models import Bruger
from ffb.server.adgang.roller import Rolle
from ffb.server.fund.models import Opgoerelse
from ffb.server.fund.rapporter import load_rapport
from ffb.server.godkendelse.models import Bilag, Godkendelse
from ffb.server.godkendelse.svar import ORDLYD, read_tal
from ffb.server.godkendelse.tjekliste import PUNKTER
from ffb.server.leverance.models import Opsaetning
from ffb.server.spor.models import Spor
from server.test_godkendelse import LAYOUT, idep_fil

pytestmark = pytest.mark.django_db
Lav = Callable[..., Bruger]
Ud = pytest.CaptureFixture[str]


@pytest.fixture
def som(make_bruger: Lav) -> list[str]:
    return ["--som", make_bruger(Rolle.GODKENDER).email, "--periode", "2025"]


def test_the_whole_approval_from_the_command_line(
    som: list[str], talt: Opgoerelse, tmp_path: Path, capsys: Ud
) -> None:
    Opsaetning.objects.filter(kommune="").update(idep=LAYOUT)
    assert run(["godkend", "vis", "9001", "--periode", "2025"]) == 0
    vist, tal = capsys.readouterr().out, read_tal(load_rapport(talt))
    assert f"{tal.ydelser} ydelser, {tal.med_fejl} med fejl" in vist and "Perioden er ikke godkendt." in vist
    assert all(ord_ in vist for ord_ in ORDLYD.values()) and vist.count("passer til tallene") == 1
    assert not Godkendelse.objects.exists()  # looking begins nothing

    assert run(["godkend", "afgiv", "9001", "2", *som]) == Exit.BRUG
    assert "mangler et navn" in capsys.readouterr().err
    assert run(["godkend", "punkt", "9001", "kontakter", *som, "--bemaerkning", "Ringet op"]) == 0
    assert run(["godkend", "punkt", "9001", "kontakter", *som, "--fjern"]) == 0
    assert Godkendelse.objects.get().punkter == {}
    assert run(["godkend", "punkt", "9001", "alle", *som]) == 0
    assert set(Godkendelse.objects.get().punkter) == set(PUNKTER)
    fil = tmp_path / "ffb-rapport.xlsx"
    fil.write_bytes(idep_fil(talt, forkert=True).read())
    capsys.readouterr()
    assert run(["godkend", "bilag", "9001", "ffb", str(fil), *som]) == 0
    assert "1 er ikke." in capsys.readouterr().out and Bilag.objects.get().navn == "ffb-rapport.xlsx"

    ud = tmp_path / "ud"
    assert run(["godkend", "afgiv", "9001", "1", *som, "--out", str(ud), "--bemaerkning", "Set"]) == 0
    afgivet = capsys.readouterr()
    assert ORDLYD["1"] in afgivet.out and "niveau 2 passer bedre" in afgivet.err
    g = Godkendelse.objects.get()
    assert (g.tilstand, g.svar, g.bemaerkning, g.afgivet_af) == ("afgivet", "1", "Set", som[1])
    assert {f.suffix for f in ud.iterdir()} == {".zip", ".eml"}
    assert run(["verificer", str(ud / g.pakke_navn)]) == 0
    assert ORDLYD["1"] in capsys.readouterr().out
    assert run(["godkend", "vis", "9001", "--periode", "2025"]) == 0
    assert f"Svar 1 afgivet af {som[1]}" in capsys.readouterr().out
    handlinger = list(Spor.objects.filter(genstand=f"godkendelse:{g.pk}").values_list("handling", "hvem"))
    assert ("godkendelse.afgivet", som[1]) in handlinger and ("godkendelse.kommando", "program") in handlinger


@pytest.mark.parametrize(
    ("ord_", "svar"),
    [
        (["punkt", "9001", "ingenting"], "Punktet findes ikke"),
        (["afgiv", "9001", "4"], "Vælg et svar"),
        (["bilag", "9001", "andet", "x"], "Slags er ffb"),
        (["bilag", "9001", "ffb", "/findes/ikke"], "kan ikke læses"),
        (["vis", "9002"], "ingen leverancer"),
    ],
)
def test_wrong_use_is_told(som: list[str], talt: Opgoerelse, capsys: Ud, ord_: list[str], svar: str) -> None:
    if ord_[1] == "9002":
        from ffb.server.leverance.models import Leverance

        Leverance.objects.filter(kommune="9002").update(kommune="9009")
    rest = som[2:] if ord_[0] == "vis" else som
    assert run(["godkend", *ord_, *rest]) == Exit.BRUG
    assert svar in capsys.readouterr().err


@pytest.mark.parametrize("rolle", [Rolle.FAGLIG_ANSVARLIG, None])
def test_only_one_who_may_approves(
    make_bruger: Lav, talt: Opgoerelse, capsys: Ud, rolle: Rolle | None
) -> None:
    email = make_bruger(rolle).email if rolle else "ingen@eksempel.dk"
    assert run(["godkend", "punkt", "9001", "alle", "--som", email, "--periode", "2025"]) == Exit.BRUG
    assert "må ikke godkende" in capsys.readouterr().err and not Godkendelse.objects.exists()
