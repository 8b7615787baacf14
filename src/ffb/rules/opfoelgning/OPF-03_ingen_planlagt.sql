/*---
id = "OPF-03"
alvor = "advarsel"
kilde = "IG, carePlan: en bestilt indsats skal have en opfølgningsdato (care-plan-1); S1: Den gode opfølgning er rettidig"
hvorfor = "Uden en dato bliver der ikke fulgt op, og kommunen kan ikke se, hvad der venter."
ejer = "sagsbehandler"
fase = "opfoelgning"
tabel = "indsats"
kraever = ["indsats"]
[da]
titel = "Der er ikke planlagt opfølgning"
besked = "Indsatsen fra {start} er i gang, men der er ikke planlagt nogen opfølgning."
besked_flertal = "{antal} indsatser i gang har ingen planlagt opfølgning."
goer = "Sæt en dato for næste opfølgning på indsatsen eller på målet."
[en]
titel = "No follow-up is planned"
besked = "The intervention from {start} is under way, but no follow-up is planned."
besked_flertal = "{antal} interventions under way have no planned follow-up."
goer = "Set a date for the next follow-up on the intervention or on the goal."
---*/
WITH med_ydelse AS (
  SELECT DISTINCT gruppe_id, indsats_id FROM ydelse_aktiv
),
maal AS (
  SELECT borger_id, MAX(opfoelgningsdato) AS dato FROM gaeldende_indsatsmaal GROUP BY borger_id
)
SELECT
  i.leverance_id, i.fil_nr, i.post_nr, i.borger_id, 'PLANLAGT_OPFOELGNING' AS felt, CAST(NULL AS VARCHAR) AS vaerdi,
  i.startdato AS dato, i.sagsnummer, i.startdato AS start
FROM indsats_aktiv i
JOIN med_ydelse y ON i.gruppe_id = y.gruppe_id AND i.indsats_id = y.indsats_id
LEFT JOIN maal m ON i.borger_id = m.borger_id
WHERE i.planlagt IS NULL AND (m.dato IS NULL OR m.dato < i.dag)
