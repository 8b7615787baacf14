/*---
titel = "Hver kodes navn og art"
grain = "kode"
noegle = "kode"
kilde = "katalogerne; en kode skifter ikke art fra udgave til udgave, og skifter den navn, siges det første i alfabetet"
---*/
SELECT kode, MIN(art) AS art, MIN(TRIM(term)) AS term
FROM begreb
GROUP BY kode
