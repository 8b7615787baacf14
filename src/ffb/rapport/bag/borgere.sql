/*---
titel = "Borgerne bag Tabel 2, én for én"
grain = "kommune og borger i Tabel 2"
noegle = "kommune_kode, borger_id"
kilde = "3-rapport, Tabel 2: fra et tal til dets borgere"
---*/
SELECT kommune_kode, borger_id, mangler, kun_ikke_vurderet_niveau, kun_ikke_vurderet_stoette
FROM borger_status
ORDER BY kommune_kode, borger_id
