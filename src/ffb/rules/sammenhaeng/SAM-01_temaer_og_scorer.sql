/*---
id = "SAM-01"
alvor = "advarsel"
kilde = "S1: Tallene er 1:1 de samme for funktionsevnevurderinger; S2: A&D-temaet indeholder også scoren fra funktionsevnevurderingen"
hvorfor = "Hver vurdering hører til ét tema, så de to tal er ens. Er de ikke det, mangler der vurderinger i sagerne eller i udtrækket."
ejer = "faglig_ansvarlig"
fase = "sagsoplysning"
datapunkt = ["ad_tema", "funktionsevneniveau"]
tabel = "leverance"
kraever = ["aktivitet_deltagelse"]
[da]
titel = "Antallet af A&D-temaer og vurderinger er ikke det samme"
besked = "Systemet sender {temaer} A&D-temaer, men {scorer} vurderinger af funktionsevnen."
besked_flertal = "{antal} systemer sender ikke lige mange A&D-temaer og vurderinger."
goer = "Se, om det er bestemte sager (regel K25-03) eller udtrækket, der mangler vurderingerne."
[en]
titel = "The numbers of activity themes and scores differ"
besked = "The system sends {temaer} activity themes, but {scorer} scores."
besked_flertal = "{antal} systems do not send equally many activity themes and scores."
goer = "See whether it is certain cases (rule K25-03) or the extract that lacks the scores."
---*/
SELECT
  MAX(a.leverance_id) AS leverance_id, CAST(NULL AS INTEGER) AS fil_nr, CAST(NULL AS INTEGER) AS post_nr,
  CAST(NULL AS BIGINT) AS borger_id, 'FUNKTIONSEVNENIVEAU' AS felt, CAST(NULL AS VARCHAR) AS vaerdi,
  COUNT(*) AS temaer, COUNT(a.niveau) AS scorer
FROM vurdering a
WHERE a.ad
GROUP BY a.gruppe_id
HAVING COUNT(*) <> COUNT(a.niveau)
