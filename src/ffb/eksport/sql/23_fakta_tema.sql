/*---
titel = "Temaer af funktion, forhold og omgivelser"
grain = "kommune og registrering af et undertema"
noegle = "tema_noegle"
kilde = "3-rapport, Tabel 2: et tema dømmes efter sin kodes art"
[[kolonne]]
navn = "tema_noegle"
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
navn = "dato"
type = "DATE"
til = "dim_dato"
tekst = "Dagen, det er registreret"
---*/
SELECT
  t.tabel || '-' || CAST(t.leverance_id AS VARCHAR) || '-' || CAST(t.fil_nr AS VARCHAR) || '-' || CAST(t.post_nr AS VARCHAR) || '-' || b.kommune AS tema_noegle,
  b.borger_noegle, b.kommune AS kommune_kode, t.kode AS tema_kode, t.dato
FROM analyse_tema_alle t
JOIN eksport_borger b ON t.kommune_kode = b.kommune_kode AND t.borger_id = b.borger_id
CROSS JOIN eksport_valg v
WHERE (t.dato IS NULL OR t.dato <= v.dag) AND t.art <> 'ad_undertema'
ORDER BY tema_noegle
