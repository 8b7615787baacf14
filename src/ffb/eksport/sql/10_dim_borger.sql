/*---
titel = "Borgere"
grain = "kommune og borger"
noegle = "borger_noegle"
kilde = "5-viden, To BI; støttebehovet er det seneste på eller før eksportens dag"
[[kolonne]]
navn = "borger_noegle"
type = "VARCHAR"
tekst = "Borgeren hos kommunen, et pseudonym; den samme i alle tabeller"
[[kolonne]]
navn = "kommune_kode"
type = "VARCHAR"
til = "dim_kommune"
tekst = "Kommunen, rækken tæller for"
[[kolonne]]
navn = "foedselsaar"
type = "INTEGER"
tekst = "Fødselsår, hvor det kendes"
[[kolonne]]
navn = "koen"
type = "VARCHAR"
tekst = "K, M eller tomt"
[[kolonne]]
navn = "stoettebehov"
type = "VARCHAR"
tekst = "Seneste støttebehovsniveau 0-4 eller 9 (ikke vurderet); tomt uden en vurdering"
[[kolonne]]
navn = "stoettebehov_dato"
type = "DATE"
til = "dim_dato"
tekst = "Dagen, det seneste støttebehov er vurderet"
---*/
WITH nummereret AS (
  SELECT
    s.kommune_kode, s.borger_id, s.niveau, s.dato,
    ROW_NUMBER() OVER (
      PARTITION BY s.kommune_kode, s.borger_id
      ORDER BY COALESCE(s.dato, DATE '1900-01-01') DESC, s.leverance_id DESC, s.fil_nr DESC, s.post_nr DESC
    ) AS nr
  FROM analyse_stoettebehov_alle s
  CROSS JOIN eksport_valg v
  WHERE s.dato IS NULL OR s.dato <= v.dag
)
SELECT
  b.borger_noegle, b.kommune AS kommune_kode, p.foedselsaar,
  CASE WHEN p.koen IN ('K', 'M') THEN p.koen ELSE '' END AS koen,
  COALESCE(CAST(n.niveau AS VARCHAR), '') AS stoettebehov, n.dato AS stoettebehov_dato
FROM eksport_borger b
LEFT JOIN analyse_person p ON b.borger_id = p.borger_id
LEFT JOIN nummereret n ON b.kommune_kode = n.kommune_kode AND b.borger_id = n.borger_id AND n.nr = 1
ORDER BY b.borger_noegle
