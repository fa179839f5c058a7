$ dialtone explain circular.yaml --incident faults/gone:volume-lost:1
volume-lost on Thu 2007-03-15 14:30
      ^ scenario
  strategy: plan
  key: faults/gone:volume-lost:1 in replication 0
  scope: database; 1 affected
      ^ ESE-24 scenario
  service back: 1 h 30 min
      ^ recovery.service
  data back: 1 h 30 min
      ^ recovery.data
  lost: 3 366 messages, 18 h 23 min of mail at worst
      ^ loss.messages loss.window
  sets read: 1
      ^ BKP-01

Critical path (1 h 30 min to data back)
  detect              Thu 2007-03-15 14:30       5 min  until the monitoring raised the alarm
      ^ parameters/operations/monitoringMs
  decide              Thu 2007-03-15 14:35      15 min  deciding on the way back
      ^ SRV-01 parameters/operations/decideMs
  parts               Thu 2007-03-15 14:50      30 min  spare parts for the array
      ^ scenario
  recreate-volume     Thu 2007-03-15 15:20      30 min  building and formatting database
      ^ parameters/operations/recreateVolumeMs
  load-tape           Thu 2007-03-15 15:50  1 min 15 s  fetching the cartridge, loading the cartridge and winding to the set
      ^ parameters/media/exchangeMs parameters/media/threadMs parameters/media/locateMs
  restore-image    Thu 2007-03-15 15:51:15   7 min 9 s  image of servers/mbx1/storageGroups/sg1
      ^ RST-12 RST-13 parameters/backup/sourceBytesPerSecond parameters/recovery/restoreSlowdown
  restore-logs     Thu 2007-03-15 15:58:24         1 s  logs of servers/mbx1/storageGroups/sg1
      ^ RST-12 RST-16 parameters/backup/sourceBytesPerSecond parameters/recovery/restoreSlowdown
  replay           Thu 2007-03-15 15:58:25        12 s  replaying 24 logs, E000000586E.log to E0000005885.log
      ^ REC-31 RST-26 RST-29 parameters/store/replayLogsPerSecond
  mount            Thu 2007-03-15 15:58:37       1 min  mounting servers/mbx1/storageGroups/sg1/databases/db1
      ^ RST-32 parameters/operations/mountMs

What happened
  Wed 2007-03-14 20:08:28  mbx1/sg1: the newest chain is the full of Wed 2007-03-14 20:00, logs
                          22638 to 22661, up to log 22661
      ^ BKP-01 BKP-18 E-03
  Thu 2007-03-15 14:30  volume-lost, by the fault 'gone' of the scenario (lost:
                          servers/mbx1/nodes/a/volumes/database)
      ^ scenario
  Thu 2007-03-15 14:30  mbx1/sg1/db1 goes down (servers/mbx1/nodes/a/volumes/database is lost)
      ^ REC-07 scenario
  Thu 2007-03-15 14:30  detect takes 5 min (until the monitoring raised the alarm)
      ^ parameters/operations/monitoringMs
  Thu 2007-03-15 14:35  noticed by monitoring
      ^ parameters/operations/monitoringMs
  Thu 2007-03-15 14:35  decide takes 15 min (deciding on the way back)
      ^ SRV-01 parameters/operations/decideMs
  Thu 2007-03-15 14:50  parts takes 30 min (spare parts for the array)
      ^ scenario
  Thu 2007-03-15 15:20  recreate-volume takes 30 min (building and formatting database)
      ^ parameters/operations/recreateVolumeMs
  Thu 2007-03-15 15:51:15  mbx1/sg1: restore-image takes 7 min 9 s (image of
                          servers/mbx1/storageGroups/sg1)
      ^ RST-12 RST-13 parameters/backup/sourceBytesPerSecond parameters/recovery/restoreSlowdown
  Thu 2007-03-15 15:58:37  mbx1/sg1: logs 22638 to 22661 replayed; under circular logging no later
                          log continues them
      ^ ESE-25 ESE-26 E-39 REC-27
  Thu 2007-03-15 15:58:37  mbx1/sg1/db1 has lost 3 366 messages (172 MB, 808 logs) created between
                          Wed 2007-03-14 20:07:12 and Thu 2007-03-15 14:30 (their last holder is
                          ruled out)
      ^ ESE-26 STR-30 loss.messages
  Thu 2007-03-15 15:59:37  mbx1/sg1/db1 is mounted, 1 h 30 min after the failure
      ^ RST-32 recovery.service
  Thu 2007-03-15 15:59:37  the incident is closed: data is back after 1 h 30 min, 1 set was read,
                          3 366 messages lost, 18 h 23 min of mail at worst
      ^ recovery.data loss.messages loss.window
  Thu 2007-03-15 16:08:09  mbx1/sg1 has a full backup again
      ^ X-04 parameters/backup/sourceBytesPerSecond

replay: dialtone explain test/fidelity/stories/circular.yaml --incident faults/gone:volume-lost:1 --strategy plan --replication 0 --seed 1
