/*---
id = "ID-06"
alvor = "advarsel"
kilde = "9-uddatasaet: Reported by handlekommune; 12-model: The STS UUID is kept, never guessed into a kommune"
hvorfor = "Uden kommune kan Danmarks Statistik ikke placere data, og kommunen får ingen rapport."
ejer = "it_leverandoer"
fase = "indberetning"
paa = "leverance"
tabel = "leverance"
kraever = []
[da]
titel = "Leverancens kommune er ikke kendt"
besked = "Leverancens kommune er {hvad}."
besked_flertal = "{antal} leverancer har ingen kendt kommune."
goer = "Angiv kommunekoden i leverance.csv (KOMMUNE_KODE) eller med --kommune."
[en]
titel = "The kommune of the delivery is not known"
besked = "The kommune of the delivery is missing or not Danish ({vaerdi})."
besked_flertal = "{antal} deliveries have no known kommune."
goer = "Give the kommune code in leverance.csv (KOMMUNE_KODE) or with --kommune."
[en.ord]
"ikke angivet" = "not given"
", som ikke er en dansk kommune" = ", which is not a Danish municipality"
---*/
SELECT
  l.leverance_id, CAST(NULL AS INTEGER) AS fil_nr, CAST(NULL AS INTEGER) AS post_nr,
  CAST(NULL AS BIGINT) AS borger_id, 'KOMMUNE_KODE' AS felt, l.kommune_kode AS vaerdi,
  CASE
    WHEN l.kommune_kode IS NULL THEN 'ikke angivet'
    ELSE CONCAT(l.kommune_kode, ', som ikke er en dansk kommune')
  END AS hvad
FROM leverance l
LEFT JOIN kommune k ON l.kommune_kode = k.kommune_kode
WHERE k.kommune_kode IS NULL
