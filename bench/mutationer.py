"""Valid bundles with a fault or two put in anywhere: as JSON (structure) and as bytes.

Opinion taken: many changes are small on purpose (a value for another of its kind, a code from elsewhere in
the bundle), because it is there that two ways of judging could disagree. Some leave the bundle valid.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from random import Random
from typing import Any

Sted = tuple[Any, Any]
"""Container and key of a value."""

VAERDIER: tuple[Any, ...] = (
    None, True, False, 0, 1, 2, 3, -1, 1.0, 1.5, 2**31, 10**400, float("nan"), "", " ", "x", "Ærø", "\ud800",
    "\\", [], {}, [None], [{}], [""], {"a": 1}, {"reference": ""}, {"coding": []}, {"display": "x"},
    "2021", "2021-06", "2021-06-18", "2021-02-30", "2021-06-18T10:00:00Z", "2021-06-18T10:00:00+02:00",
    "2021-06-18T10:00:00", "2021-06-18T10:00:00.5-11:00", "2021-06-17T23:30:00-11:00", "0000-01-01",
    "20210618", "0101010101", "6101814321", "7103904322", "010181432X", "Patient/1", "urn:uuid:1",
    "/_history/1",
    "entered-in-error", "active", "final", "completed", "order", "plan", "planned", "official", "usual",
    "urn:oid:1.2.208.176.2.22", "http://kl.dk/fhir/common/caresocial/CodeSystem/FFB", "http://snomed.info/sct",
    "http://terminology.hl7.org/CodeSystem/condition-ver-status", "5cfc9530-a193-4f66-9981-3b980ee9ea7b",
)  # fmt: skip
NOEGLER = (
    "id", "_id", "extension", "modifierExtension", "text", "display", "reference", "type", "meta", "note",
    "identifier", "contained", "language", "implicitRules", "resourceType", "url", "valueReference", "period",
    "valueDateTime", "valuePositiveInt", "valueString", "start", "end", "status", "lastUpdated", "versionId",
    "profile", "source", "coding", "code", "system", "version", "use", "value", "severity", "clinicalStatus",
    "verificationStatus", "subject", "addresses", "activity", "detail", "careTeam", "basedOn", "goal",
    "focus", "created", "fullUrl", "entry", "x",
)  # fmt: skip


def muter(data: bytes, tal: Random, gange: int = 1) -> bytes:
    """A bundle with so many changes, in one of the usual dresses."""
    b = json.loads(data)
    for _ in range(gange):
        steder = find_steder(b)
        if steder:
            tal.choice(AENDRINGER)(b, tal.choice(steder), steder, tal)
    skilletegn = tal.choice([(",", ":"), (",", ":"), (",", ":"), (", ", ": ")])
    ascii_ = tal.random() < 0.2 or not _kan_skrives(b)
    indrykning = 2 if tal.random() < 0.1 else None
    ny = json.dumps(b, ensure_ascii=ascii_, separators=skilletegn, indent=indrykning).encode()
    return muter_bytes(ny, tal, 0 if tal.random() < 0.95 else 1)


def _kan_skrives(b: Any) -> bool:
    try:
        json.dumps(b, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return False
    return True


def muter_bytes(data: bytes, tal: Random, gange: int) -> bytes:
    """Bytes changed, removed, doubled or put in, so many times."""
    raa = bytearray(data)
    for _ in range(gange):
        plads = tal.randrange(len(raa) + 1)
        hvad = tal.randrange(5)
        laengde = tal.choice([1, 1, 2, 8, 40])
        if hvad == 0:
            raa[plads : plads + 1] = bytes([tal.randrange(256)])
        elif hvad == 1:
            del raa[plads : plads + laengde]
        elif hvad == 2:
            raa[plads:plads] = raa[plads : plads + laengde]
        elif hvad == 3:
            raa[plads:plads] = tal.choice(STUMPER)
        else:
            raa[plads:plads] = b'"id":"x",' if raa[plads - 1 : plads] == b"{" else b""
    return bytes(raa)


STUMPER = (
    b"\xef\xbb\xbf", b"\x00", b"\xff", b"\xed\xa0\x80", b"\\", b'"', b"{", b"}", b"[", b"]", b",", b":",
    b"NaN", b"1e999", b"-Infinity", b"null", b"\\ud800", b"\\u0000", b" ", b"\n", b"9" * 400, b"[" * 300,
    b'{"a":' * 300, b";", b"\xe6", b"=1+1", b"\r", b'""',
)  # fmt: skip


def find_steder(b: Any) -> list[Sted]:
    """Every (container, key) of the JSON."""
    steder: list[Sted] = []
    rest = [b]
    while rest:
        v = rest.pop()
        par = list(v.items()) if isinstance(v, dict) else list(enumerate(v)) if isinstance(v, list) else []
        for noegle, barn in par:
            steder.append((v, noegle))
            if isinstance(barn, dict | list):
                rest.append(barn)
    return steder


# -- the changes ------------------------------------------------------------------------------------------


def _skift(_b: Any, sted: Sted, _alle: list[Sted], tal: Random) -> None:
    """Any value in its place."""
    sted[0][sted[1]] = copy.deepcopy(tal.choice(VAERDIER))


def _laan(_b: Any, sted: Sted, alle: list[Sted], tal: Random) -> None:
    """The value of another place with the same key: a code, date or reference of the right kind."""
    ens = [s for s in alle if s[1] == sted[1]]
    beholder, noegle = tal.choice(ens)
    sted[0][sted[1]] = copy.deepcopy(beholder[noegle])


def _fjern(_b: Any, sted: Sted, _alle: list[Sted], _tal: Random) -> None:
    del sted[0][sted[1]]


def _fordobl(_b: Any, sted: Sted, _alle: list[Sted], _tal: Random) -> None:
    """Once more in its list, or made a list."""
    beholder, noegle = sted
    if isinstance(beholder, list):
        beholder.append(copy.deepcopy(beholder[noegle]))
    else:
        beholder[noegle] = [beholder[noegle]]


def _tilfoej(_b: Any, sted: Sted, alle: list[Sted], tal: Random) -> None:
    """A key of the guide where it may not belong, with a value from elsewhere."""
    maal = sted[0] if isinstance(sted[0], dict) else sted[0][sted[1]]
    if isinstance(maal, dict):
        navn = tal.choice(NOEGLER)
        ens = [s for s in alle if s[1] == navn]
        beholder, noegle = (
            tal.choice(ens) if ens and tal.random() < 0.7 else (VAERDIER, tal.randrange(len(VAERDIER)))
        )
        maal[navn] = copy.deepcopy(beholder[noegle])


def _ombyt(b: Any, _sted: Sted, _alle: list[Sted], tal: Random) -> None:
    """Two entries change places, or one stands twice."""
    entry = b.get("entry") if isinstance(b, dict) else None
    if isinstance(entry, list) and entry:
        i, j = tal.randrange(len(entry)), tal.randrange(len(entry))
        if tal.random() < 0.8:
            entry[i], entry[j] = entry[j], entry[i]
        else:
            entry.append(copy.deepcopy(entry[i]))


def _omdoeb(b: Any, _sted: Sted, alle: list[Sted], tal: Random) -> None:
    """An id changed wherever it stands: the bundle stays as good as it was, unless the new one is no id."""
    ider = [s[0][s[1]] for s in alle if s[1] == "id" and isinstance(s[0][s[1]], str) and s[0][s[1]]]
    if ider:
        gammel, ny = tal.choice(ider), tal.choice(["nyt-id", "a" * 64, "a" * 65, "a_b", "Æ", "1"])
        for beholder, noegle in alle:
            if isinstance(beholder[noegle], str):
                beholder[noegle] = beholder[noegle].replace(gammel, ny)


def _tilret(_b: Any, sted: Sted, _alle: list[Sted], tal: Random) -> None:
    """A text a little other than it was."""
    v = sted[0][sted[1]]
    if isinstance(v, str) and v:
        i = tal.randrange(len(v))
        kortere = (v[:i], v[:i] + v[i + 1 :], v.upper(), v[::-1])
        laengere = (f"{v} ", f" {v}", f"{v}0", f"{v}/_history/1", f"{v}|1.0.0")
        sted[0][sted[1]] = tal.choice(kortere + laengere)


Aendring = Callable[[Any, Sted, list[Sted], Random], None]
AENDRINGER: tuple[Aendring, ...] = (
    _skift, _laan, _laan, _laan, _fjern, _fordobl, _tilfoej, _tilfoej, _ombyt, _omdoeb, _tilret, _tilret,
)  # fmt: skip
