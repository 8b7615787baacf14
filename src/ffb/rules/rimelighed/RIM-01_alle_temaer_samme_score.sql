/*---
id = "RIM-01"
alvor = "advarsel"
kilde = "vores; S1: Kan også skyldes registrering af ”ikke relevant” (A&D)-tema. Kun A&D-temaer, der indgår i den sociale indsats, skal registreres"
hvorfor = "Ingen har det samme niveau på alle områder af livet. Det ligner et skema, der er udfyldt for at komme videre."
ejer = "sagsbehandler"
fase = "sagsoplysning"
tabel = "aktivitet_deltagelse"
kraever = ["aktivitet_deltagelse"]
[da]
titel = "Næsten alle temaer har samme niveau"
besked = "{temaer} af de 31 A&D-temaer er vurderet til niveau {vaerdi} samme dag ({dato})."
besked_flertal = "{antal} borgere har samme niveau på næsten alle A&D-temaer."
goer = "Behold kun de temaer, der indgår i indsatsen, og vurdér dem hver for sig."
[en]
titel = "Nearly all themes have the same level"
besked = "{temaer} of the 31 activity themes are scored level {vaerdi} on the same day ({dato})."
besked_flertal = "{antal} citizens have the same level on nearly all activity themes."
goer = "Keep only the themes that are part of the intervention, and score each of them."
[norm]
temaer = {vaerdi = 25, enhed = "temaer", forklaring = "Fra så mange temaer med samme niveau samme dag spørger vi. Kataloget har 31."}
---*/
WITH norm AS (
  SELECT 25 AS temaer
)
SELECT
  d.leverance_id, d.fil_nr, d.post_nr, d.borger_id, 'FUNKTIONSEVNENIVEAU' AS felt, CAST(d.lavest AS VARCHAR) AS vaerdi,
  d.dato, d.temaer
FROM vurderingsdag d
CROSS JOIN norm n
WHERE d.temaer >= n.temaer AND d.lavest = d.hoejest
