"""Faults: each is found at its place, all of a bundle at once, and what can be read is read."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from fhir_eksempel import (
    ANDEN_CPR,
    CPR,
    FF_KODE,
    bundle,
    indsats,
    kode,
    laes,
    officielle,
    patient,
    ressource,
    tema,
    ydelse,
)

from ffb.errors import Exit
from ffb.formats.fhir.fund import FUND, daek

T = "Bundle.entry[1].resource"
SAG = "http://fhir.kl.dk/ffbreporting/StructureDefinition/kl-reporting-ffb-municipalityCaseNumber"
TO_SAGER = {
    "url": SAG,
    "extension": [
        {"url": u, "valueIdentifier": {"value": "1"}} for u in ("official", "municipalitySpecific")
    ],
}


def raa(b: dict[str, Any], *bytte: tuple[str, str]) -> bytes:
    """The bundle as text, with pieces of it exchanged."""
    tekst = json.dumps(b)
    for fra, til in bytte:
        assert fra in tekst
        tekst = tekst.replace(fra, til, 1)
    return tekst.encode()


FEJL: list[tuple[str, bytes, str, str]] = [
    ("bom", b"\xef\xbb\xbf" + raa(bundle()), "FHIR-BOM", "Bundle"),
    (
        "resourceType",
        raa(bundle(), ('"resourceType": "Bundle", ', "")),
        "FHIR-RESOURCETYPE",
        "Bundle.resourceType",
    ),
    ("tid mangler", raa(bundle(timestamp="")), "FHIR-TIDSPUNKT", "Bundle.timestamp"),
    ("tid uden zone", raa(bundle(timestamp="2025-03-01T10:00:00")), "FHIR-TIDSPUNKT", "Bundle.timestamp"),
    ("dobbelt", raa(bundle(tema()), ('"id": "t"', '"id": "t", "id": "t"')), "FHIR-DOBBELT", f"{T}.id"),
    (
        "dobbelt dybt i ukendt",
        raa(bundle(tema(note=[{"x": 1}])), ('"x": 1', '"x": 1, "x": 2')),
        "FHIR-DOBBELT",
        f"{T}.note[0].x",
    ),
    ("dobbelt i bundle", raa(bundle(), ('"id": "b"', '"id": "b", "id": "b"')), "FHIR-DOBBELT", "Bundle.id"),
    (
        "dobbelt trods skråstreg",
        raa(bundle(tema()), ('"id": "t"', '"id": "t", "i\\u0064": "t"')),
        "FHIR-DOBBELT",
        f"{T}.id",
    ),
    (
        "nan under halvt tegn",
        raa(bundle(tema(x={"\ud800": 1})), ('"\\ud800": 1', '"\\ud800": -Infinity')),
        "FHIR-NAN",
        f"{T}.x.?",
    ),
    ("nan", raa(bundle(tema(x=1)), ('"x": 1', '"x": NaN')), "FHIR-NAN", f"{T}.x"),
    ("surrogat", raa(bundle(tema(recordedDate="\ud800"))), "FHIR-TEGN", f"{T}.recordedDate"),
    ("type tal", raa(bundle(tema(recordedDate=20250301))), "FHIR-TYPE", f"{T}.recordedDate"),
    ("type null", raa(bundle(tema(code=None))), "FHIR-TYPE", f"{T}.code"),
    ("type liste", raa(bundle(tema(code=[kode(FF_KODE)]))), "FHIR-TYPE", f"{T}.code"),
    (
        "type i liste",
        raa(bundle(tema(code={"coding": [{"code": 1}]}))),
        "FHIR-TYPE",
        f"{T}.code.coding[0].code",
    ),
    ("type led", raa(bundle(tema(extension=["x"]))), "FHIR-TYPE", f"{T}.extension[0]"),
    (
        "type rang 0",
        raa(bundle(indsats(addresses=[{"extension": [{"url": "x", "valuePositiveInt": 0}]}]))),
        "FHIR-TYPE",
        f"{T}.addresses[0].extension[0].valuePositiveInt",
    ),
    (
        "type rang kæmpe",
        raa(bundle(indsats(addresses=[{"extension": [{"valuePositiveInt": 2**70}]}]))),
        "FHIR-TYPE",
        f"{T}.addresses[0].extension[0].valuePositiveInt",
    ),
    ("type meta", raa(bundle(meta=1)), "FHIR-TYPE", "Bundle.meta"),
    ("entry uden", raa(bundle(), ('"entry": [', '"entry": [{}, ')), "FHIR-ENTRY", "Bundle.entry[0]"),
    ("entry tekst", raa(bundle(), ('"entry": [', '"entry": ["x", ')), "FHIR-ENTRY", "Bundle.entry[0]"),
    (
        "slags",
        raa(bundle(ressource("Practitioner", "x", "citizen"), patient())),
        "FHIR-RESSOURCE",
        "Bundle.entry[0].resource.resourceType",
    ),
    (
        "slags mangler",
        raa(bundle(tema()), ('"resourceType": "Condition", ', "")),
        "FHIR-RESSOURCE",
        f"{T}.resourceType",
    ),
    ("id", raa(bundle(tema("")), ("Condition/", "")), "FHIR-ID", f"{T}.id"),
    ("id borger", raa(bundle(patient(""))), "FHIR-ID", "Bundle.entry[0].resource.id"),
    ("kode", raa(bundle(tema(code={}))), "FHIR-KODE", f"{T}.code"),
    ("kode ydelse", raa(bundle(ydelse(basedOn=[], activity=[{}]))), "FHIR-KODE", f"{T}.activity.detail.code"),
    ("ukendt kode", raa(bundle(tema(code=kode("x")))), "FHIR-KODE-UKENDT", f"{T}.code"),
    ("ukendt niveau", raa(bundle(tema(severity=kode("x")))), "FHIR-KODE-UKENDT", f"{T}.severity"),
    ("dato", raa(bundle(tema(recordedDate="2025-02-30"))), "FHIR-DATO", f"{T}.recordedDate"),
    ("dato del", raa(bundle(indsats(period={"end": "2025-03"}))), "FHIR-DATO-DEL", f"{T}.period.end"),
    ("ingen borger", raa(bundle(patient("p", " "))), "FHIR-BORGER", "Bundle.entry[0].resource.identifier"),
    (
        "ingen patient",
        b'{"resourceType": "Bundle", "timestamp": "2025-03-02T10:00:00Z"}',
        "FHIR-BORGER",
        "Bundle.entry",
    ),
    ("to borgere", raa(bundle(patient(), patient("q", ANDEN_CPR))), "FHIR-BORGER-FLERE", T),
    (
        "cpr dato",
        raa(bundle(patient("p", "3002801234"))),
        "FHIR-CPR",
        "Bundle.entry[0].resource.identifier.value",
    ),
    ("cpr form", raa(bundle(patient("p", "12345"))), "FHIR-CPR", "Bundle.entry[0].resource.identifier.value"),
    (
        "ecpr",
        raa(bundle(patient("p", "010180AB12"))),
        "FHIR-CPR-BOGSTAV",
        "Bundle.entry[0].resource.identifier.value",
    ),
    (
        "reference",
        raa(bundle(ydelse())),
        "FHIR-REFERENCE",
        f"{T}.basedOn.reference",
    ),
    (
        "subject",
        raa(bundle(tema(subject={"reference": "Patient/x"}))),
        "FHIR-REFERENCE",
        f"{T}.subject.reference",
    ),
    ("to sager", raa(bundle(indsats(extension=[TO_SAGER]))), "FHIR-SAG-FLERE", f"{T}.extension"),
]


@pytest.mark.parametrize(("fil", "regel", "sti"), [f[1:] for f in FEJL], ids=[f[0] for f in FEJL])
def test_a_fault_is_found_at_its_place(fil: bytes, regel: str, sti: str) -> None:
    laest = laes(fil)
    assert laest.fejl == []
    assert (regel, sti) in laest.fund()


def test_every_fault_we_name_is_found_and_no_other() -> None:
    fundet = {regel for _, fil, _, _ in FEJL for regel, _ in laes(fil).fund()}
    assert fundet | {"FHIR-CPR-ERSTATNING"} == set(FUND)
    assert {f.alvor for f in FUND.values()} == {"blokerende", "fejl", "advarsel", "oplysning"}


def test_an_unknown_code_is_kept_and_only_warned_of() -> None:
    laest = laes(bundle(ydelse(basedOn=[], activity=[{"detail": {"code": kode("x")}}])))
    assert [y["ffb_ydelse_kode"] for y in laest.raekker["ydelse"]] == ["x"]
    assert {FUND[regel].alvor for regel, _ in laest.fund()} == {"advarsel"}


def test_a_bundle_without_faults_has_none() -> None:
    assert laes(bundle(tema(), indsats(), ydelse())).fund() == set()


def test_all_faults_of_a_bundle_are_told_at_once_and_the_rest_is_read() -> None:
    b = bundle(
        tema("a", code=1, recordedDate=None, subject=[]),
        ressource("Practitioner", "x", "citizen"),
        tema("c", code={"coding": "x"}),
        tema("d"),
        timestamp=7,
        type=None,
    )
    laest = laes(b)
    typer = {sti for regel, sti in laest.fund() if regel == "FHIR-TYPE"}
    assert typer == {
        "Bundle.timestamp",
        "Bundle.type",
        f"{T}.code",
        f"{T}.recordedDate",
        f"{T}.subject",
        "Bundle.entry[3].resource.code.coding",
    }
    assert ("FHIR-RESSOURCE", "Bundle.entry[2].resource.resourceType") in laest.fund()
    assert [(t["post_nr"], t["kode"]) for t in laest.raekker["udredningstema"]] == [
        (2, None),
        (4, None),
        (5, FF_KODE),
    ]


def test_a_finding_names_table_citizen_and_entry() -> None:
    laest = laes(bundle(ydelse(period={"start": "i dag"}), tema(recordedDate=7)))
    fund = {f["regel"]: f for f in laest.raekker["formatfund"]}
    (borger,) = laest.raekker["borger"]
    assert (fund["FHIR-DATO"]["tabel"], fund["FHIR-DATO"]["vaerdi"]) == ("ydelse", "i dag")
    assert (fund["FHIR-TYPE"]["tabel"], fund["FHIR-TYPE"]["aarsag"]) == (
        "udredningstema",
        "ventede tekst, fandt tal",
    )
    assert {f["borger_id"] for f in laest.raekker["formatfund"]} == {borger["borger_id"]}
    assert (fund["FHIR-TYPE"]["fil_nr"], fund["FHIR-TYPE"]["post_nr"]) == (1, 3)


def test_a_bundle_without_citizen_is_left_out_but_its_faults_are_told() -> None:
    laest = laes(bundle(tema()), bundle(patient("p", ""), tema(recordedDate="x")), bundle(tema()))
    fylder = {navn for navn, raekker in laest.raekker.items() if any(r.get("fil_nr") == 2 for r in raekker)}
    assert fylder == {"fil", "formatfund"}
    assert [t["fil_nr"] for t in laest.raekker["udredningstema"]] == [1, 3]
    assert {f["regel"] for f in laest.raekker["formatfund"] if f["fil_nr"] == 2} == {
        "FHIR-BORGER",
        "FHIR-DATO",
    }


def test_a_partial_date_leaves_null_and_the_text() -> None:
    (rad,) = laes(bundle(tema(recordedDate="2025"))).raekker["udredningstema"]
    assert (rad["dato"], rad["dato_tekst"]) == (None, "2025")


def test_an_unreadable_last_date_falls_back_to_the_recorded() -> None:
    senest = {
        "url": "http://fhir.kl.dk/core/StructureDefinition/ConditionLastAssertedDate",
        "valueDateTime": "x",
    }
    laest = laes(bundle(tema(extension=[senest])))
    assert str(laest.raekker["udredningstema"][0]["dato"]) == "2025-03-01"
    assert ("FHIR-DATO", f"{T}.extension") in laest.fund()


def test_unknown_elements_are_passed_over() -> None:
    b = bundle(
        tema(note=[{"text": "a \\ b"}], text={"status": "generated"}),
        ydelse(basedOn=[]),
        x={"y": [1.5, True]},
    )
    assert laes(b).fund() == set()


def _paent(b: dict[str, Any]) -> bytes:
    return json.dumps(b, indent=2).encode()


def _kompakt(b: dict[str, Any]) -> bytes:
    return json.dumps(b, separators=(",", ":")).encode()


def _halvt(b: dict[str, Any]) -> bytes:
    return b"\r\n\t" + json.dumps(b).encode() + b"\n"


@pytest.mark.parametrize("skriv", [_paent, _kompakt, _halvt])
def test_a_doubled_key_is_found_wherever_it_stands(skriv: Callable[[dict[str, Any]], bytes]) -> None:
    """Every key of a bundle, doubled one at a time: the shortcut against doubled keys misses none."""
    b = bundle(tema("t"), ydelse(period={}), indsats(careTeam=[{"reference": "CareTeam/c"}]))
    tekst = skriv(b).decode()
    steder = [i for i in range(len(tekst)) if tekst.startswith('":', i)]
    assert len(steder) > 60
    for slut in steder:
        start = tekst.rindex('"', 0, slut)
        vaerdi = len(tekst[: slut + 2]) + len(tekst[slut + 2 :]) - len(tekst[slut + 2 :].lstrip())
        _, til = json.JSONDecoder().raw_decode(tekst, vaerdi)
        fordoblet = f"{tekst[:start]}{tekst[start:til]},{tekst[start:]}"
        fund = laes(fordoblet.encode()).fund()
        assert [regel for regel, _ in fund if regel != "FHIR-REFERENCE"] == ["FHIR-DOBBELT"], tekst[start:til]


FILFEJL: list[tuple[str, bytes, Exit, str]] = [
    ("afkortet", _paent(bundle(tema()))[:-20], Exit.BESKADIGET, "slutter midt"),
    ("afkortet tekst", _kompakt(bundle(tema()))[:-200], Exit.BESKADIGET, "JSON"),
    ("tom", b"", Exit.BESKADIGET, "tom"),
    ("blank", b" \n", Exit.BESKADIGET, "tom"),
    ("ikke json", b"CPR;YDELSE_ID\n", Exit.BESKADIGET, "linje 1, tegn 1"),
    ("hale", _kompakt(bundle()) + b"x", Exit.BESKADIGET, "gyldig"),
    ("to", _kompakt(bundle()) * 2, Exit.BESKADIGET, "gyldig"),
    ("latin-1", b'{\n"x": "' + "å".encode("latin-1") + b'"}', Exit.TEGNSAET, "linje 2"),
    ("utf-16", _kompakt(bundle()).decode().encode("utf-16"), Exit.TEGNSAET, "UTF-8"),
    ("liste", b"[]", Exit.BESKADIGET, "ikke en FHIR Bundle"),
    ("tal", b"1", Exit.BESKADIGET, "ikke en FHIR Bundle"),
    ("anden slags", _kompakt(patient()), Exit.BESKADIGET, "ikke en FHIR Bundle"),
    ("ingen slags", b"{}", Exit.BESKADIGET, "ikke en FHIR Bundle"),
    ("dyb", b'{"x":' + b"[" * 100_000, Exit.BESKADIGET, "dybt"),
    (
        "langt tal",
        b'{"resourceType":"Bundle","x":' + b"1" * 5000 + b', "y": NaN}',
        Exit.BESKADIGET,
        "for langt",
    ),
]


@pytest.mark.parametrize(("fil", "exit_kode", "tekst"), [f[1:] for f in FILFEJL], ids=[f[0] for f in FILFEJL])
def test_a_file_that_is_no_bundle_is_a_file_fault(fil: bytes, exit_kode: Exit, tekst: str) -> None:
    laest = laes(bundle(tema()), fil, bundle(tema("u")))
    assert [f.kode for f in laest.fejl] == [exit_kode]
    assert tekst in str(laest.fejl[0]) and "2.json" in laest.fejl[0].sted
    assert [t["kilde_id"] for t in laest.raekker["udredningstema"]] == ["t", "u"]


def test_no_file_fault_holds_a_value_of_the_file() -> None:
    b = bundle(patient("p", CPR), tema())
    for fil in (_paent(b)[:-20], _paent(b).replace(b'"t"', b"t"), _paent(b).replace(b'"b"', b'"\xe5"')):
        (fejl,) = laes(fil).fejl
        assert CPR not in str(fejl) and FF_KODE not in str(fejl)


def test_cpr_stands_in_one_table_only() -> None:
    b = bundle(
        patient(),
        tema(code=kode(CPR), recordedDate=CPR, subject={"reference": f"Patient/{CPR[:6]}-{CPR[6:]}"}),
        ydelse(status=int(CPR)),
    )
    laest = laes(b)
    alle = {navn: raekker for navn, raekker in laest.raekker.items() if navn not in ("cpr", "udredningstema")}
    assert len(laest.raekker["formatfund"]) >= 5
    assert CPR not in str(alle) and f"{CPR[:6]}-" not in str(alle)


@pytest.mark.parametrize(
    ("vaerdi", "ventet"),
    [("x", "x"), (7, "7"), (True, "True"), ("", None), (None, None), ([1], None), ("a" * 99, "a" * 80)],
)
def test_daek(vaerdi: object, ventet: str | None) -> None:
    assert daek(vaerdi) == ventet


def test_an_ndjson_line_is_named_by_its_line() -> None:
    from ffb.formats.fhir.aabn import Aabner
    from ffb.formats.grundlag import Fil

    fejl = Aabner().aabn(Fil("mappe/alt.ndjson", b'{"x": ', 41))
    assert str(getattr(fejl, "sted", "")).startswith("mappe/alt.ndjson, linje 41")


def test_official_bundles_with_one_element_spoiled_are_still_read() -> None:
    """Each element of the sixth encounter turned into a wrong type: one finding, at that place, no crash."""
    b = json.loads(officielle()[3])
    alle = len(laes(b).raekker["ressource"])
    for sti, objekt, noegle in list(_elementer(b["entry"][17], "Bundle.entry[17]")):
        foer = objekt[noegle]
        objekt[noegle] = 3.5
        laest = laes(b)
        objekt[noegle] = foer
        assert any(regel in ("FHIR-TYPE", "FHIR-ENTRY", "FHIR-RESSOURCE") for regel, _ in laest.fund()), sti
        assert len(laest.raekker["ressource"]) >= alle - 1


def _elementer(v: Any, sti: str) -> Any:
    par = v.items() if isinstance(v, dict) else enumerate(v) if isinstance(v, list) else ()
    for noegle, barn in par:
        yield f"{sti}.{noegle}", v, noegle
        yield from _elementer(barn, f"{sti}.{noegle}")
