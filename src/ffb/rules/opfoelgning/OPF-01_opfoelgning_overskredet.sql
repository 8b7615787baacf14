/*---
id = "OPF-01"
alvor = "advarsel"
kilde = "S1: Den gode opfølgning er rettidig, relevant og relateret til borgerens mål; SEL § 148, stk. 2. Fristerne er vores"
hvorfor = "Kommunen har selv sat datoen. Er den passeret uden opfølgning, ved ingen, om hjælpen stadig passer."
ejer = "sagsbehandler"
fase = "opfoelgning"
tabel = "indsats"
kraever = ["indsats"]
[da]
titel = "Den planlagte opfølgning er overskredet"
besked = "Opfølgningen var planlagt til {planlagt}, men er ikke registreret."
besked_flertal = "{antal} planlagte opfølgninger er overskredet."
goer = "Følg op og registrér resultatet, eller flyt datoen og skriv hvorfor i sagen."
[en]
titel = "The planned follow-up is overdue"
besked = "The follow-up was planned for {planlagt}, but is not recorded."
besked_flertal = "{antal} planned follow-ups are overdue."
goer = "Follow up and record the result, or move the date and say why in the case."
[norm]
frist = {vaerdi = 14, enhed = "dage", forklaring = "Så længe efter den planlagte dato venter vi på registreringen."}
tidlig = {vaerdi = 60, enhed = "dage", forklaring = "En opfølgning så længe før den planlagte dato regnes for at være den."}
---*/
WITH norm AS (
  SELECT 14 AS frist, 60 AS tidlig
)
SELECT
  i.leverance_id, i.fil_nr, i.post_nr, i.borger_id, 'PLANLAGT_OPFOELGNING' AS felt,
  CAST(i.planlagt AS VARCHAR) AS vaerdi, i.planlagt AS dato, i.sagsnummer, i.planlagt
FROM indsats_aktiv i
CROSS JOIN norm n
LEFT JOIN indsats_fulgt f ON i.borger_id = f.borger_id AND i.indsats_id = f.indsats_id
LEFT JOIN indsats_fulgt b ON i.borger_id = b.borger_id AND b.indsats_id IS NULL
WHERE date_diff('day', i.planlagt, i.dag) > n.frist
  AND (f.dato IS NULL OR date_diff('day', f.dato, i.planlagt) > n.tidlig)
  AND (b.dato IS NULL OR date_diff('day', b.dato, i.planlagt) > n.tidlig)
