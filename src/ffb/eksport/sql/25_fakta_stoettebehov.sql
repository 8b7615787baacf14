/*---
titel = "Vurderinger af støttebehov"
grain = "kommune og vurdering"
noegle = "stoettebehov_noegle"
kilde = "3-rapport, Tabel 2: 0-4 og 9 er vurderinger"
[[kolonne]]
navn = "stoettebehov_noegle"
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
navn = "niveau"
type = "INTEGER"
tekst = "Støttebehovsniveau 0-4, 9 ikke vurderet"
[[kolonne]]
navn = "dato"
type = "DATE"
til = "dim_dato"
tekst = "Dagen, det er registreret"
---*/
SELECT
  CAST(s.leverance_id AS VARCHAR) || '-' || CAST(s.fil_nr AS VARCHAR) || '-' || CAST(s.post_nr AS VARCHAR) || '-' || b.kommune AS stoettebehov_noegle,
  b.borger_noegle, b.kommune AS kommune_kode, s.niveau, s.dato
FROM analyse_stoettebehov_alle s
JOIN eksport_borger b ON s.kommune_kode = b.kommune_kode AND s.borger_id = b.borger_id
CROSS JOIN eksport_valg v
WHERE (s.dato IS NULL OR s.dato <= v.dag)
ORDER BY stoettebehov_noegle
