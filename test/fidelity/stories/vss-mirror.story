$ dialtone explain vss-mirror.yaml --incident faults/gone:volume-lost:1
volume-lost on Thu 2007-03-15 14:30
      ^ scenario
  strategy: plan
  key: faults/gone:volume-lost:1 in replication 0
  scope: database; 1 affected
      ^ ESE-24 scenario
  service back: 1 h 28 min
      ^ recovery.service
  data back: 1 h 28 min
      ^ recovery.data
  lost: nothing
      ^ loss.messages RST-27
  sets read: 1
      ^ BKP-39

Critical path (1 h 28 min to data back)
  detect              Thu 2007-03-15 14:30       5 min  until the monitoring raised the alarm
      ^ parameters/operations/monitoringMs
  decide              Thu 2007-03-15 14:35      15 min  deciding on the way back
      ^ SRV-01 parameters/operations/decideMs
  parts               Thu 2007-03-15 14:50      30 min  spare parts for the array
      ^ scenario
  recreate-volume     Thu 2007-03-15 15:20      30 min  building and formatting database
      ^ parameters/operations/recreateVolumeMs
  restore-image       Thu 2007-03-15 15:50        25 s  image of servers/mbx1/storageGroups/sg1, from a snapshot
      ^ X-07 BKP-41 parameters/recovery/snapshotRestoreMs
  restore-logs     Thu 2007-03-15 15:50:25      147 ms  logs of servers/mbx1/storageGroups/sg1, from a snapshot
      ^ X-07 parameters/backup/arrayCopyBytesPerSecond
  replay           Thu 2007-03-15 15:50:25  6 min 56 s  replaying 831 logs, E0000005867.log to E00.log
      ^ X-07 REC-01 parameters/store/replayLogsPerSecond
  mount            Thu 2007-03-15 15:57:20       1 min  mounting servers/mbx1/storageGroups/sg1/databases/db1
      ^ RST-32 parameters/operations/mountMs

What happened
  Wed 2007-03-14 20:14:18  mbx1/sg1: the newest chain is the snapshot of the full of Wed 2007-03-14
                          20:00, logs 22631 to 22651, up to log 22651
      ^ BKP-39 TRN-09
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
  Thu 2007-03-15 15:50:25  mbx1/sg1: replay takes 6 min 56 s (replaying 831 logs, E0000005867.log to
                          E00.log)
      ^ X-07 REC-01 parameters/store/replayLogsPerSecond
  Thu 2007-03-15 15:57:20  mbx1/sg1: logs 22631 to 23461 replayed, 810 of them survived on disk
      ^ RST-11 RST-26 RST-27 E-20
  Thu 2007-03-15 15:58:20  mbx1/sg1/db1 is mounted, 1 h 28 min after the failure
      ^ RST-32 recovery.service
  Thu 2007-03-15 15:58:20  the incident is closed: data is back after 1 h 28 min, 1 set was read,
                          nothing is lost
      ^ recovery.data loss.messages loss.window
  Thu 2007-03-15 16:13:50  mbx1/sg1 has a full backup again
      ^ X-04 parameters/backup/sourceBytesPerSecond

replay: dialtone explain test/fidelity/stories/vss-mirror.yaml --incident faults/gone:volume-lost:1 --strategy plan --replication 0 --seed 1
