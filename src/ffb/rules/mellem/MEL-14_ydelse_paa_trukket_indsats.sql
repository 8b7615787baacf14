/*---
id = "MEL-14"
alvor = "advarsel"
kilde = "vores; IG: entered-in-error gør en ressource ugyldig; intervention.basedOn skal pege på en carePlan"
hvorfor = "Indsatsen er trukket tilbage, men ydelsen står tilbage. Den mister tilbud, målgruppe og sagsnummer og bliver en fejl i Tabel 1."
ejer = "it_leverandoer"
fase = "indberetning"
paa = "leverance"
tabel = "ydelse"
kraever = ["ydelse"]
[da]
titel = "Ydelsen hører til en indsats, der er trukket tilbage"
besked = "Ydelsen fra {dato} hører til en indsats, der er trukket tilbage som fejl."
besked_flertal = "{antal} ydelser hører til en indsats, der er trukket tilbage."
goer = "Træk ydelsen tilbage, eller lad den pege på en gyldig indsats."
[en]
titel = "The service belongs to a withdrawn intervention"
besked = "The service starting {dato} belongs to an intervention withdrawn as entered in error."
besked_flertal = "{antal} services belong to a withdrawn intervention."
goer = "Withdraw the service, or let it point to a valid intervention."
---*/
WITH trukket AS (
  SELECT DISTINCT gruppe_id, kilde_id FROM ressource_alle WHERE type = 'indsats' AND trukket_helt
)
SELECT
  y.leverance_id, y.fil_nr, y.post_nr, y.borger_id, 'INDSATS_ID' AS felt, y.indsats_id AS vaerdi, y.startdato AS dato,
  y.sagsnummer, y.enhed,
  'ydelse:' || CAST(y.leverance_id AS VARCHAR) || ':' || CAST(y.fil_nr AS VARCHAR) || ':'
    || CAST(y.post_nr AS VARCHAR) AS aarsag
FROM gaeldende_ydelse_raekke y
JOIN trukket t ON y.gruppe_id = t.gruppe_id AND y.indsats_id = t.kilde_id
