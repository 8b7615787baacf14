/*---
id = "DAT-23"
alvor = "advarsel"
kilde = "4-regler, family 5; IG followUp.focus → carePlan"
hvorfor = "En opfølgning før indsatsens start kan ikke handle om den. Enten er datoen eller indsatsen forkert."
ejer = "sagsbehandler"
fase = "opfoelgning"
tabel = "opfoelgning"
kraever = ["opfoelgning", "indsats"]
[da]
titel = "Opfølgningen er holdt, før indsatsen startede"
besked = "Opfølgningen er holdt {dato}, men indsatsen startede {start}."
besked_flertal = "{antal} opfølgninger er holdt, før deres indsats startede."
goer = "Ret opfølgningens dato, eller vælg den indsats, den handler om."
[en]
titel = "The follow-up was held before the care plan started"
besked = "The follow-up was held {dato}, but the care plan started {start}."
besked_flertal = "{antal} follow-ups were held before their care plan started."
goer = "Correct the date of the follow-up, or choose the care plan it is about."
---*/
SELECT
  t.leverance_id, t.fil_nr, t.post_nr, t.borger_id, 'DATO' AS felt, CAST(t.dato AS VARCHAR) AS vaerdi, t.dato,
  i.sagsnummer, i.start
FROM gaeldende_opfoelgning t
JOIN (
  SELECT gruppe_id, indsats_id, MIN(startdato) AS start, MIN(sagsnummer) AS sagsnummer
  FROM gaeldende_indsats
  GROUP BY gruppe_id, indsats_id
) i ON t.gruppe_id = i.gruppe_id AND t.indsats_id = i.indsats_id
WHERE t.dato < i.start
