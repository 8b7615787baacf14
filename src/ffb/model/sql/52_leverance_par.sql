/*---
titel = "Den nyeste fulde leverance og den før"
grain = "kommune og system med to fulde leverancer"
noegle = "ny"
kilde = "4-regler, familie 11 (mellem leverancer): det forsvundne og det nye ses kun mellem to fulde"
---*/
WITH fuld AS (
  SELECT
    leverance_id, COALESCE(kommune_kode, '') AS kommune, COALESCE(system, '') AS system, CAST(tid AS DATE) AS dag,
    ROW_NUMBER() OVER (
      PARTITION BY COALESCE(kommune_kode, ''), COALESCE(system, '') ORDER BY tid DESC, leverance_id DESC
    ) AS nr
  FROM leverance
  WHERE art = 'fuld'
)
SELECT n.leverance_id AS ny, g.leverance_id AS gl, g.dag AS gl_dag
FROM fuld n
JOIN fuld g ON n.kommune = g.kommune AND n.system = g.system AND g.nr = 2
WHERE n.nr = 1
