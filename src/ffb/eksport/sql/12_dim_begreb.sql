/*---
titel = "Begreber"
grain = "kode"
noegle = "kode"
kilde = "begreber: alle kataloger; to rækker er vores: tom og ukendt"
[[kolonne]]
navn = "kode"
type = "VARCHAR"
tekst = "Kode (UUID); tom, hvor den mangler, og ukendt, hvor kataloget ikke har den"
[[kolonne]]
navn = "navn"
type = "VARCHAR"
tekst = "Begrebets navn"
[[kolonne]]
navn = "art"
type = "VARCHAR"
tekst = "Hvad det er: ydelse, tilbud, maalgruppe, ad_undertema …"
[[kolonne]]
navn = "vaerdi"
type = "INTEGER"
tekst = "Niveauets tal, hvor begrebet er et niveau"
[[kolonne]]
navn = "overtema_kode"
type = "VARCHAR"
til = "dim_begreb"
tekst = "Undertemaets overtema; tom for andre"
---*/
WITH kendt AS (
  SELECT
    kode, MIN(TRIM(term)) AS navn, MIN(art) AS art, MIN(vaerdi) AS vaerdi, COALESCE(MIN(overtema_kode), '') AS overtema_kode
  FROM begreb
  GROUP BY kode
),
alle AS (
  SELECT kode, navn, art, vaerdi, overtema_kode FROM kendt
  UNION ALL
  SELECT '' AS kode, '(Tom)' AS navn, 'tom' AS art, CAST(NULL AS INTEGER) AS vaerdi, '' AS overtema_kode
  UNION ALL
  SELECT 'ukendt' AS kode, '(Ukendt kode)' AS navn, 'ukendt' AS art, CAST(NULL AS INTEGER) AS vaerdi, '' AS overtema_kode
)
SELECT kode, navn, art, vaerdi, overtema_kode FROM alle ORDER BY kode
