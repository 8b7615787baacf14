/*---
id = "MAP-11"
alvor = "advarsel"
kilde = "vores: en mapningsfejl, der går igen, er sat op i fagsystemet og rettes ét sted; S0, Tabel 1: fejl_mapning"
hvorfor = "Ti sagsbehandlere tager ikke fejl på samme måde. Rettes opsætningen, forsvinder alle fejlene på én gang."
ejer = "it_leverandoer"
fase = "indberetning"
tabel = "ydelse"
kraever = ["ydelse", "mapning"]
[da]
titel = "Den samme mapningsfejl går igen"
besked = "{gange} ydelser med {ydelse} i {tilbud} er sendt med {vaerdi}. Det ligner en fejl i fagsystemets opsætning."
besked_flertal = "{antal} mapningsfejl går igen mange gange."
goer = "Ret opsætningen i fagsystemet, så parret får den rigtige DST-kode, og send igen."
[en]
titel = "The same mapping error repeats"
besked = "{gange} services with {ydelse} in {tilbud} are sent with {vaerdi}. It looks like an error in the set-up of the case system."
besked_flertal = "{antal} mapping errors repeat many times."
goer = "Correct the set-up of the case system so that the pair gets the right DST code, and deliver again."
[norm]
mindst = {vaerdi = 10, enhed = "ydelser", forklaring = "Så mange ydelser med samme forkerte kode og par tyder på opsætningen, ikke på den enkelte sag."}
---*/
WITH norm AS (
  SELECT 10 AS mindst
),
forkert AS (
  SELECT
    y.leverance_id, y.fil_nr, y.post_nr, y.dst_sendt, y.ffb_ydelse_kode, y.ffb_tilbud_kode,
    COUNT(*) OVER (
      PARTITION BY y.gruppe_id, y.dst_sendt, y.ffb_ydelse_kode, y.ffb_tilbud_kode
    ) AS gange,
    ROW_NUMBER() OVER (
      PARTITION BY y.gruppe_id, y.dst_sendt, y.ffb_ydelse_kode, y.ffb_tilbud_kode
      ORDER BY y.leverance_id, y.fil_nr, y.post_nr, y.aktivitet_nr
    ) AS nr
  FROM ffb_ydelse y
  WHERE (y.fejl & 4) <> 0
)
SELECT
  f.leverance_id, f.fil_nr, f.post_nr, CAST(NULL AS BIGINT) AS borger_id, 'DST_YDELSE' AS felt,
  f.dst_sendt AS vaerdi, p.dst_afledt AS forventet, f.gange, ty.term AS ydelse, tt.term AS tilbud
FROM forkert f
CROSS JOIN norm n
JOIN begreb_navn ty ON f.ffb_ydelse_kode = ty.kode
JOIN begreb_navn tt ON f.ffb_tilbud_kode = tt.kode
LEFT JOIN mapning_par p ON f.ffb_tilbud_kode = p.tilbud_kode AND f.ffb_ydelse_kode = p.ydelse_kode
WHERE f.nr = 1 AND f.gange >= n.mindst
