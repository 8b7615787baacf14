/*---
id = "MEL-17"
alvor = "advarsel"
kilde = "S0: Kommunen skal tjekke, at kolonnen System_status fremstår korrekt mht. Nuværende og evt. Tidligere anvendt; 9-uddatasaet: leveres hver måned, senest den 14."
hvorfor = "Et nuværende system, der er holdt op med at levere, giver forældede tal. Er systemet skiftet ud, skal DST vide det."
ejer = "faglig_ansvarlig"
fase = "indberetning"
paa = "leverance"
tabel = "leverance"
kraever = []
[da]
titel = "Et nuværende system har ikke leveret længe"
besked = "{system} har sidst leveret {sidst}. Nuværende systemer leverer hver måned."
besked_flertal = "{antal} nuværende systemer har ikke leveret længe."
goer = "Send en ny leverance. Er systemet skiftet ud, så bed DST om at sætte det til tidligere anvendt."
[en]
titel = "A current system has not delivered for long"
besked = "{system} last delivered on {sidst}. Current systems deliver every month."
besked_flertal = "{antal} current systems have not delivered for long."
goer = "Send a new delivery. If the system is replaced, ask DST to set it to formerly used."
[norm]
dage = {vaerdi = 45, enhed = "dage", forklaring = "En måned og fristen den 14.: så længe må der gå mellem to leverancer."}
---*/
WITH norm AS (
  SELECT 45 AS dage
),
sidste AS (
  SELECT MAX(CAST(tid AS DATE)) AS dag FROM leverance
)
SELECT
  l.leverance_id, CAST(NULL AS INTEGER) AS fil_nr, CAST(NULL AS INTEGER) AS post_nr, CAST(NULL AS BIGINT) AS borger_id,
  'INDBERETNINGSTIDSPUNKT' AS felt, l.system AS vaerdi, l.system, CAST(l.gruppe_tid AS DATE) AS sidst
FROM leverance_brugt l
CROSS JOIN norm n
CROSS JOIN koersel k
CROSS JOIN sidste s
WHERE NOT l.tidligere AND l.leverance_id = l.gruppe_nyeste_id
  AND date_diff('day', CAST(l.gruppe_tid AS DATE), COALESCE(k.pr_dato, s.dag)) > n.dage
