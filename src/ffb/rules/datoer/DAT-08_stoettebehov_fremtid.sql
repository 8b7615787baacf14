/*---
id = "DAT-08"
alvor = "fejl"
kilde = "S1: støttebehov … samt dato for registrering. Dato angives også ved opfølgning; 4-regler, family 5: future"
hvorfor = "En registrering kan ikke være lavet efter den dag, data er sendt. Datoen er tastet forkert."
ejer = "sagsbehandler"
fase = "sagsvurdering"
tabel = "stoettebehov"
kraever = ["stoettebehov"]
[da]
titel = "Støttebehovet er dateret i fremtiden"
besked = "»{navn}« er dateret {dato}, og data er fra {pr}."
besked_flertal = "{antal} støttebehov er dateret i fremtiden."
goer = "Ret datoen til den dag, oplysningen blev registreret."
[en]
titel = "The need of support is dated in the future"
besked = "»{navn}« is dated {dato}, and the data are from {pr}."
besked_flertal = "{antal} needs of support are dated in the future."
goer = "Correct the date to the day it was recorded."
[en.ord]
"Støttebehovet" = "The need of support"
---*/
SELECT
  t.leverance_id, t.fil_nr, t.post_nr, t.borger_id, 'DATO' AS felt, CAST(t.dato AS VARCHAR) AS vaerdi, t.dato,
  COALESCE(k.pr_dato, CAST(l.tid AS DATE)) AS pr,
  CONCAT(
    'stoettebehov:', CAST(t.leverance_id AS VARCHAR), ':', CAST(t.fil_nr AS VARCHAR), ':',
    CAST(t.post_nr AS VARCHAR), ':DATO'
  ) AS aarsag,
  COALESCE(b.term, t.niveau_kode, 'Støttebehovet') AS navn
FROM gaeldende_stoettebehov t
JOIN leverance l ON t.leverance_id = l.leverance_id
CROSS JOIN koersel k
LEFT JOIN begreb_navn b ON t.niveau_kode = b.kode
WHERE t.dato > COALESCE(k.pr_dato, CAST(l.tid AS DATE))
