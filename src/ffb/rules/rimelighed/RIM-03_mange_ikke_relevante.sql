/*---
id = "RIM-03"
alvor = "advarsel"
kilde = "S1: Kan også skyldes registrering af ”ikke relevant” (A&D)-tema; S2: en del være registreret som ikke relevant; grænsen er vores"
hvorfor = "Temaer uden niveau fylder i antallet, men siger intet om borgeren og tæller ikke i Tabel 2, når de er ikke relevante."
ejer = "faglig_ansvarlig"
fase = "sagsoplysning"
tabel = "leverance"
kraever = ["aktivitet_deltagelse"]
[da]
titel = "Mange temaer er ikke relevante eller ikke vurderet"
besked = "{uden} af {alle} A&D-temaer er registreret som ikke relevant eller ikke vurderet."
besked_flertal = "{antal} systemer sender mange temaer uden niveau."
goer = "Aftal med leverandøren og sagsbehandlerne, at kun temaer, der indgår i indsatsen, registreres."
[en]
titel = "Many themes are not relevant or not assessed"
besked = "{uden} of {alle} activity themes are recorded as not relevant or not assessed."
besked_flertal = "{antal} systems send many themes without a level."
goer = "Agree with the vendor and the case workers that only themes that are part of the intervention are recorded."
[norm]
procent = {vaerdi = 20, enhed = "procent", forklaring = "Fra denne andel af temaerne spørger vi."}
mindst = {vaerdi = 50, enhed = "temaer", forklaring = "Under så mange temaer siger andelen ikke noget."}
---*/
WITH norm AS (
  SELECT 20 AS procent, 50 AS mindst
),
antal AS (
  SELECT
    MAX(a.leverance_id) AS leverance_id, COUNT(*) AS alle,
    SUM(CASE WHEN a.niveau IN (8, 9) THEN 1 ELSE 0 END) AS uden
  FROM vurdering a
  GROUP BY a.gruppe_id
)
SELECT
  a.leverance_id, CAST(NULL AS INTEGER) AS fil_nr, CAST(NULL AS INTEGER) AS post_nr,
  CAST(NULL AS BIGINT) AS borger_id, 'FUNKTIONSEVNENIVEAU' AS felt, CAST(NULL AS VARCHAR) AS vaerdi, a.alle, a.uden
FROM antal a
CROSS JOIN norm n
WHERE a.alle >= n.mindst AND a.uden * 100 >= n.procent * a.alle
