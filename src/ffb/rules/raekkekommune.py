"""Whose a row is, where one kommune reports for another: the row's own kommune decides, as it does in the
report's cells.

Opinion taken: a ydelse says it itself. Anything else of a citizen belongs where all her ydelser in these
deliveries do. What cannot be told, and what is about the delivery itself, stays with who delivered it, and so
does a row of a kommune nobody has agreed to report for. Source: 3-rapport, Gældende data 3.
"""

from __future__ import annotations

from collections import defaultdict

from ffb.engine.motor import Motor

Post = tuple[int, int | None, int | None]


class Raekkekommune:
    """On a motor made ready by `engine.koersel.prepare_motor`. Asks about rows only where some are shared."""

    def __init__(self, motor: Motor) -> None:
        self._egen: dict[int, str | None] = dict(
            motor.query("SELECT leverance_id, kommune_kode FROM leverance").raekker
        )
        self._for: dict[str, set[str]] = defaultdict(set)
        for leverance_id, kommune in motor.query(
            "SELECT leverance_id, kommune_kode FROM leverance_betjener"
        ).raekker:
            self._for[self._egen[leverance_id] or ""].add(kommune)
        self._poster: dict[Post, str] = {}
        self._borgere: dict[tuple[str, int | None], set[str]] = defaultdict(set)
        delte = sorted(nr for nr, egen in self._egen.items() if self._for[egen or ""] - {egen or ""})
        if delte:
            self._read(motor, delte)

    def _read(self, motor: Motor, delte: list[int]) -> None:
        svar = motor.query(
            "SELECT leverance_id, fil_nr, post_nr, borger_id, kommune_kode FROM ydelse_version "  # noqa: S608
            f"WHERE leverance_id IN ({', '.join(map(str, delte))}) AND NOT trukket"
        )
        for leverance_id, fil_nr, post_nr, borger_id, kommune in svar.raekker:
            egen = self._egen[leverance_id] or ""
            faktisk = kommune if kommune in self._for[egen] else egen
            self._poster[leverance_id, fil_nr, post_nr] = faktisk
            self._borgere[egen, borger_id].add(faktisk)

    def betjener(self, leverance_id: int) -> set[str | None]:
        """The kommuner a leverance is for; None = it names none."""
        egen = self._egen[leverance_id]
        return {egen, *(k or None for k in self._for[egen or ""])}

    def find(self, post: Post, borger_id: int | None, raekkens: str | None = None) -> str | None:
        """The kommune of a row; `raekkens` = the one it names itself."""
        egen = self._egen.get(post[0])
        if raekkens and raekkens in self._for[egen or ""]:
            return raekkens
        if post in self._poster:
            return self._poster[post] or None
        kommuner = self._borgere.get((egen or "", borger_id), set())
        return (next(iter(kommuner)) or None) if len(kommuner) == 1 else egen
