/*---
id = "RIM-02"
alvor = "oplysning"
kilde = "S1: Kun A&D-temaer, der indgår i den sociale indsats, skal registreres; grænsen er vores"
hvorfor = "Når alt er udredt, kan ingen se, hvad der arbejdes med. DST ser det som en mulig forklaring på de mange temaer."
ejer = "sagsbehandler"
fase = "sagsoplysning"
tabel = "aktivitet_deltagelse"
kraever = ["aktivitet_deltagelse"]
[da]
titel = "Næsten alle A&D-temaer er udredt på én gang"
besked = "{temaer} af de 31 A&D-temaer er vurderet {dato}."
besked_flertal = "{antal} borgere har næsten alle A&D-temaer udredt på én gang."
goer = "Kontrollér, at kun de temaer, der indgår i indsatsen, er registreret."
[en]
titel = "Nearly all activity themes are assessed at once"
besked = "{temaer} of the 31 activity themes are scored on {dato}."
besked_flertal = "{antal} citizens have nearly all activity themes assessed at once."
goer = "Check that only the themes that are part of the intervention are recorded."
[norm]
temaer = {vaerdi = 25, enhed = "temaer", forklaring = "Fra så mange temaer samme dag spørger vi. Kataloget har 31."}
---*/
WITH norm AS (
  SELECT 25 AS temaer
)
SELECT
  d.leverance_id, d.fil_nr, d.post_nr, d.borger_id, 'FFB_TEMA_UUID' AS felt, CAST(NULL AS VARCHAR) AS vaerdi,
  d.dato, d.temaer
FROM vurderingsdag d
CROSS JOIN norm n
WHERE d.temaer >= n.temaer AND d.lavest < d.hoejest
