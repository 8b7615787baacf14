/*---
titel = "Ydelsers målgrupper"
grain = "ydelse, målgruppe og rang"
noegle = "ydelse_noegle, maalgruppe_kode, rang"
kilde = "12-model: maalgruppe; en ydelse kan have flere"
[[kolonne]]
navn = "ydelse_noegle"
type = "VARCHAR"
til = "fakta_ydelse"
tekst = "Ydelsen"
[[kolonne]]
navn = "maalgruppe_kode"
type = "VARCHAR"
til = "dim_begreb"
tekst = "Målgruppe"
[[kolonne]]
navn = "rang"
type = "INTEGER"
tekst = "1 primær, 2 øvrig"
---*/
SELECT
  CAST(y.leverance_id AS VARCHAR) || '-' || CAST(y.fil_nr AS VARCHAR) || '-' || CAST(y.post_nr AS VARCHAR) || '-' || CAST(y.aktivitet_nr AS VARCHAR) || '-' || b.kommune AS ydelse_noegle,
  m.maalgruppe_kode, m.rang
FROM analyse_ydelse_alle y
JOIN eksport_borger b ON y.kommune_kode = b.kommune_kode AND y.borger_id = b.borger_id
JOIN analyse_maalgruppe_alle m
  ON y.leverance_id = m.leverance_id AND y.fil_nr = m.fil_nr AND y.post_nr = m.post_nr AND y.aktivitet_nr = m.aktivitet_nr
CROSS JOIN eksport_valg v
WHERE y.startdato <= v.dag
ORDER BY ydelse_noegle, m.maalgruppe_kode, m.rang
