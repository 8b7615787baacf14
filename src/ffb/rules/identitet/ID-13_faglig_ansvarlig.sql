/*---
id = "ID-13"
alvor = "advarsel"
kilde = "S0, Oversigt over kontaktpersoner: Det er den faglig ansvarlige, der modtager mail, rapporter mv. fra Danmarks Statistik"
hvorfor = "Uden en faglig ansvarlig får ingen i kommunen Danmarks Statistiks rapporter og påmindelser."
ejer = "faglig_ansvarlig"
fase = "indberetning"
paa = "leverance"
tabel = "kontakt"
kraever = []
[da]
titel = "Der er ingen faglig ansvarlig"
besked = "Systemet {vaerdi} har ingen faglig ansvarlig med mailadresse."
besked_flertal = "{antal} systemer har ingen faglig ansvarlig med mailadresse."
goer = "Ret kontaktpersonerne i fagsystemets opsætning af indberetningen."
[en]
titel = "There is no responsible person"
besked = "System {vaerdi} has no professionally responsible contact with a mail address."
besked_flertal = "{antal} systems have no professionally responsible contact with a mail address."
goer = "Correct the contacts where the case system's reporting is set up."
---*/
SELECT
  l.leverance_id, CAST(NULL AS INTEGER) AS fil_nr, CAST(NULL AS INTEGER) AS post_nr,
  CAST(NULL AS BIGINT) AS borger_id, 'ROLLE' AS felt, l.system AS vaerdi
FROM leverance l
JOIN leverance_brugt u ON l.leverance_id = u.leverance_id AND NOT u.tidligere
JOIN (
  SELECT
    leverance_id,
    MAX(
      CASE WHEN LOWER(TRIM(rolle)) = 'faglig ansvarlig' AND TRIM(email) <> '' THEN 1 ELSE 0 END
    ) AS har
  FROM kontakt
  GROUP BY leverance_id
) k ON l.leverance_id = k.leverance_id AND k.har = 0
