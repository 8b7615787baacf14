/*---
id = "OPF-08"
alvor = "advarsel"
kilde = "IG followUp: Træf afgørelse om afslutning af indsats; S0: data skal afspejle de faktiske forhold i kommunen"
hvorfor = "Ydelsen tæller som aktiv, selv om der er truffet afgørelse om at slutte den."
ejer = "sagsbehandler"
fase = "opfoelgning"
tabel = "opfoelgning"
kraever = ["opfoelgning", "ydelse"]
[da]
titel = "Indsatsen er afsluttet, men ydelsen løber"
besked = "Opfølgningen {dato} afsluttede indsatsen, men {ydelser} ydelser under den har ingen slutdato."
besked_flertal = "{antal} opfølgninger har afsluttet en indsats, hvor ydelsen stadig løber."
goer = "Sæt slutdato på ydelsen, eller ret opfølgningens resultat."
[en]
titel = "The intervention is ended, but the service runs"
besked = "The follow-up on {dato} ended the intervention, but {ydelser} services under it have no end date."
besked_flertal = "{antal} follow-ups ended an intervention whose service still runs."
goer = "Put an end date on the service, or correct the result of the follow-up."
[norm]
dage = {vaerdi = 30, enhed = "dage", forklaring = "Så længe efter afslutningen venter vi på ydelsens slutdato."}
---*/
WITH norm AS (
  SELECT 30 AS dage
),
slut AS (
  SELECT o.leverance_id, o.fil_nr, o.post_nr, o.borger_id, o.gruppe_id, o.indsats_id, o.dato, o.resultat_kode
  FROM gaeldende_opfoelgning o
  JOIN leverance_dag d ON o.leverance_id = d.leverance_id AND NOT d.tidligere
  CROSS JOIN norm n
  WHERE date_diff('day', o.dato, d.dag) > n.dage
    AND o.resultat_kode IN (
      SELECT kode FROM begreb WHERE art = 'opfoelgningsresultat' AND kortnavn IN ('afslutning', 'ny')
    )
)
SELECT
  s.leverance_id, s.fil_nr, s.post_nr, s.borger_id, 'RESULTAT' AS felt, s.resultat_kode AS vaerdi, s.dato,
  COUNT(*) AS ydelser
FROM slut s
JOIN gaeldende_ydelse y
  ON s.gruppe_id = y.gruppe_id AND s.indsats_id = y.indsats_id AND s.borger_id = y.borger_id
WHERE y.slutdato IS NULL AND y.startdato < s.dato
GROUP BY s.leverance_id, s.fil_nr, s.post_nr, s.borger_id, s.resultat_kode, s.dato
