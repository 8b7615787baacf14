/*---
id = "KOD-19"
alvor = "fejl"
kilde = "4-regler, family 4: name and code disagree; 12-model: levels INTEGER 0–4, 8, 9 beside niveau_kode"
hvorfor = "Tal og kode siger hver sit. Rapporten læser tallet, uddatasættet koden, så de to giver hvert sit billede."
ejer = "it_leverandoer"
fase = "sagsoplysning"
tabel = "aktivitet_deltagelse"
kraever = ["aktivitet_deltagelse"]
[da]
titel = "Scorens tal og kode er uenige"
besked = "Scoren er {niveau} som tal, men koden betyder {kodens}."
besked_flertal = "I {antal} rækker er tal og kode uenige om niveauet."
goer = "Ret udtrækket, så tal og kode siger det samme."
[en]
titel = "Number and code of the score disagree"
besked = "The score is {niveau} as a number, but its code means {kodens}."
besked_flertal = "In {antal} rows number and code of the level disagree."
goer = "Mend the extract so that number and code say the same."
---*/
SELECT
  t.leverance_id, t.fil_nr, t.post_nr, t.borger_id, 'FUNKTIONSEVNENIVEAU' AS felt, t.niveau_kode AS vaerdi,
  t.dato,
  t.niveau, b.vaerdi AS kodens
FROM gaeldende_aktivitet_deltagelse t
JOIN (SELECT DISTINCT kode, vaerdi FROM begreb WHERE art = 'funktionsevneniveau') b ON t.niveau_kode = b.kode
WHERE t.niveau <> b.vaerdi
