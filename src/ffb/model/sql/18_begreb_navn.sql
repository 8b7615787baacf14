/*---
titel = "Hver kodes navn og art"
grain = "kode"
noegle = "kode"
kilde = "katalogerne, som den nyeste udgave, der har koden, skriver det: navne er flyttet fra kode til kode, og en udgået kode har stadig et navn"
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
SELECT kode, art, term
FROM udgave
WHERE nr = 1
