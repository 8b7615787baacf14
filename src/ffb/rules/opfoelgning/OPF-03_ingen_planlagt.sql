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
WITH dag AS (
  SELECT l.leverance_id, l.tidligere, COALESCE(k.pr_dato, CAST(l.gruppe_tid AS DATE)) AS dag
  FROM leverance_brugt l CROSS JOIN koersel k
),
indsats AS (
  SELECT
    i.leverance_id, i.fil_nr, i.post_nr, i.borger_id, i.gruppe_id, i.indsats_id, i.sagsnummer, i.startdato,
    i.planlagt_opfoelgning AS planlagt, d.dag
  FROM gaeldende_indsats i
  JOIN dag d ON i.leverance_id = d.leverance_id AND NOT d.tidligere
  WHERE COALESCE(i.hensigt, 'order') = 'order'
    AND COALESCE(i.status, 'active') IN ('active', 'on-hold') AND (i.slutdato IS NULL OR i.slutdato > d.dag)
),
aktiv AS (
  SELECT y.borger_id, y.gruppe_id, y.indsats_id, y.startdato, y.leverance_id, y.fil_nr, y.post_nr, y.sagsnummer,
    y.enhed, d.dag
  FROM gaeldende_ydelse y
  JOIN dag d ON y.leverance_id = d.leverance_id
  WHERE y.startdato <= d.dag AND (y.slutdato IS NULL OR y.slutdato > d.dag) AND COALESCE(y.status, '') <> 'draft'
    AND COALESCE(y.ffb_ydelse_kode, '') NOT IN (SELECT kode FROM begreb_lov WHERE paragraf LIKE '§82%')
),
med_ydelse AS (
  SELECT DISTINCT gruppe_id, indsats_id FROM aktiv WHERE indsats_id IS NOT NULL
),
maal AS (
  SELECT borger_id, MAX(opfoelgningsdato) AS dato FROM gaeldende_indsatsmaal GROUP BY borger_id
)
SELECT
  i.leverance_id, i.fil_nr, i.post_nr, i.borger_id, 'PLANLAGT_OPFOELGNING' AS felt, CAST(NULL AS VARCHAR) AS vaerdi,
  i.startdato AS dato, i.sagsnummer, i.startdato AS start
FROM indsats i
JOIN med_ydelse y ON i.gruppe_id = y.gruppe_id AND i.indsats_id = y.indsats_id
LEFT JOIN maal m ON i.borger_id = m.borger_id
WHERE i.planlagt IS NULL AND (m.dato IS NULL OR m.dato < i.dag)
