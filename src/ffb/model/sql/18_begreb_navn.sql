/*---
titel = "Hver kodes navn, art og nummer"
grain = "kode"
noegle = "kode"
kilde = "katalogerne, som den nyeste udgave, der har koden, skriver det: navne er flyttet fra kode til kode, og en udgået kode har stadig et navn"
gem = true
forklaring = "nr er kodens nummer i denne kørsel: et heltal er billigere at gruppere millioner af rækker på end en kode."
---*/
WITH udgave AS (
  SELECT
    kode, art, TRIM(term) AS term,
    ROW_NUMBER() OVER (
      PARTITION BY kode
      ORDER BY COALESCE(gaelder_fra, CAST('0001-01-01' AS DATE)) DESC, katalog DESC
    ) AS nr
  FROM begreb
)
SELECT kode, art, term, CAST(ROW_NUMBER() OVER (ORDER BY kode) AS SMALLINT) AS nr
FROM udgave
WHERE nr = 1
