/*---
titel = "Indsatsmål"
grain = "kommune og indsatsmål"
noegle = "maal_noegle"
kilde = "12-model: indsatsmaal; dagen er den, målet først er set, hvor leverancen ingen har"
[[kolonne]]
navn = "maal_noegle"
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
navn = "tema_kode"
type = "VARCHAR"
til = "dim_begreb"
tekst = "Undertema"
[[kolonne]]
navn = "maaltype_kode"
type = "VARCHAR"
til = "dim_begreb"
tekst = "Måltype"
[[kolonne]]
navn = "aktuelt_niveau"
type = "INTEGER"
tekst = "Funktionsevneniveau, da målet blev sat"
[[kolonne]]
navn = "forventet_niveau"
type = "INTEGER"
tekst = "Forventet funktionsevneniveau"
[[kolonne]]
navn = "dato"
type = "DATE"
til = "dim_dato"
tekst = "Dagen, det er registreret"
[[kolonne]]
navn = "opfoelgningsdato"
type = "DATE"
til = "dim_dato"
tekst = "Aftalt opfølgning"
---*/
SELECT
  CAST(m.leverance_id AS VARCHAR) || '-' || CAST(m.fil_nr AS VARCHAR) || '-' || CAST(m.post_nr AS VARCHAR) || '-' || b.kommune AS maal_noegle,
  b.borger_noegle, b.kommune AS kommune_kode, m.tema_kode, m.maaltype_kode, m.aktuelt_niveau, m.forventet_niveau,
  m.dato, m.opfoelgningsdato
FROM eksport_maal m
JOIN eksport_borger b ON m.kommune_kode = b.kommune_kode AND m.borger_id = b.borger_id
CROSS JOIN eksport_valg v
WHERE (m.dato IS NULL OR m.dato <= v.dag)
ORDER BY maal_noegle
