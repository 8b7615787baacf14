/*---
titel = "Ydelser"
grain = "ydelse, der tæller, og kommune"
noegle = "ydelse_noegle"
kilde = "3-rapport, FFB-relevant ydelse; startet på eller før eksportens dag"
[[kolonne]]
navn = "ydelse_noegle"
type = "VARCHAR"
tekst = "Rækkens nøgle i denne eksport"
[[kolonne]]
navn = "borger_noegle"
type = "VARCHAR"
til = "dim_borger"
tekst = "Borgeren hos kommunen, et pseudonym; den samme i alle tabeller"
[[kolonne]]
navn = "kommune_kode"
type = "VARCHAR"
til = "dim_kommune"
tekst = "Kommunen, rækken tæller for"
[[kolonne]]
navn = "paragraf"
type = "VARCHAR"
tekst = "Paragraf, som Tabel 1 siger den"
[[kolonne]]
navn = "ydelse_kode"
type = "VARCHAR"
til = "dim_begreb"
tekst = "FFB-ydelse"
[[kolonne]]
navn = "tilbud_kode"
type = "VARCHAR"
til = "dim_begreb"
tekst = "FFB-tilbud"
[[kolonne]]
navn = "startdato"
type = "DATE"
til = "dim_dato"
tekst = "Første dag"
[[kolonne]]
navn = "slutdato"
type = "DATE"
til = "dim_dato"
tekst = "Sidste dag; tom, mens ydelsen løber"
---*/
SELECT
  CAST(y.leverance_id AS VARCHAR) || '-' || CAST(y.fil_nr AS VARCHAR) || '-' || CAST(y.post_nr AS VARCHAR) || '-' || CAST(y.aktivitet_nr AS VARCHAR) || '-' || b.kommune AS ydelse_noegle,
  b.borger_noegle, b.kommune AS kommune_kode, y.paragraf, y.ydelse_kode, y.tilbud_kode, y.startdato, y.slutdato
FROM analyse_ydelse_alle y
JOIN eksport_borger b ON y.kommune_kode = b.kommune_kode AND y.borger_id = b.borger_id
CROSS JOIN eksport_valg v
WHERE y.startdato <= v.dag
ORDER BY ydelse_noegle
