/*---
titel = "Opfølgninger"
grain = "kommune og opfølgning"
noegle = "opfoelgning_noegle"
kilde = "12-model: opfoelgning"
[[kolonne]]
navn = "opfoelgning_noegle"
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
navn = "resultat_kode"
type = "VARCHAR"
til = "dim_begreb"
tekst = "Resultat af opfølgningen"
[[kolonne]]
navn = "dato"
type = "DATE"
til = "dim_dato"
tekst = "Dagen, det er registreret"
---*/
SELECT
  CAST(o.leverance_id AS VARCHAR) || '-' || CAST(o.fil_nr AS VARCHAR) || '-' || CAST(o.post_nr AS VARCHAR) || '-' || b.kommune AS opfoelgning_noegle,
  b.borger_noegle, b.kommune AS kommune_kode, o.resultat_kode, o.dato
FROM eksport_opfoelgning o
JOIN eksport_borger b ON o.kommune_kode = b.kommune_kode AND o.borger_id = b.borger_id
CROSS JOIN eksport_valg v
WHERE (o.dato IS NULL OR o.dato <= v.dag)
ORDER BY opfoelgning_noegle
