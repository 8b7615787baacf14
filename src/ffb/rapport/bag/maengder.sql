/*---
titel = "Hvor mange registreringer af hver slags"
grain = "kommune og slags"
noegle = "kommune_kode, slags"
kilde = "visningen kommune_maengde: den samme som V01 tæller"
---*/
SELECT kommune_kode, slags, antal
FROM kommune_maengde
ORDER BY kommune_kode, slags
