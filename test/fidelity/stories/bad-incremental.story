$ dialtone explain bad-incremental.yaml --incident faults/gone:volume-lost:1
volume-lost on Thu 2007-03-15 14:30
      ^ scenario
  strategy: plan
  key: faults/gone:volume-lost:1 in replication 0
  scope: database; 1 affected
      ^ ESE-24 scenario
  service back: 2 h 16 min
      ^ recovery.service
  data back: 2 h 16 min
      ^ recovery.data
  lost: 13 375 messages, 2 d 19 h of mail at worst
      ^ loss.messages loss.window
  sets read: 4
      ^ BKP-04

Critical path (2 h 16 min to data back)
  detect              Thu 2007-03-15 14:30        5 min  until the monitoring raised the alarm
      ^ parameters/operations/monitoringMs
  decide              Thu 2007-03-15 14:35       15 min  deciding on the way back
      ^ SRV-01 parameters/operations/decideMs
  parts               Thu 2007-03-15 14:50       30 min  spare parts for the array
      ^ scenario
  recreate-volume     Thu 2007-03-15 15:20          1 h  building and formatting database, then logs
      ^ parameters/operations/recreateVolumeMs
  load-tape           Thu 2007-03-15 16:20   1 min 15 s  fetching the cartridge, loading the cartridge and winding to the set
      ^ parameters/media/exchangeMs parameters/media/threadMs parameters/media/locateMs
  restore-image    Thu 2007-03-15 16:21:15    7 min 9 s  image of servers/mbx1/storageGroups/sg1
      ^ RST-12 RST-13 parameters/backup/sourceBytesPerSecond parameters/recovery/restoreSlowdown
  restore-logs     Thu 2007-03-15 16:28:24       923 ms  logs of servers/mbx1/storageGroups/sg1
      ^ RST-12 RST-16 parameters/backup/sourceBytesPerSecond parameters/recovery/restoreSlowdown
  load-tape        Thu 2007-03-15 16:28:25         46 s  winding to the next set
      ^ parameters/media/locateMs
  restore-logs     Thu 2007-03-15 16:29:11          8 s  logs of servers/mbx1/storageGroups/sg1
      ^ RST-12 RST-16 parameters/backup/sourceBytesPerSecond parameters/recovery/restoreSlowdown
  load-tape        Thu 2007-03-15 16:29:19   2 min 30 s  unloading, shelving the cartridge, fetching the cartridge, loading the cartridge and winding to the set
      ^ X-20 parameters/media/rewindMs parameters/media/unloadMs parameters/media/exchangeMs parameters/media/threadMs parameters/media/locateMs
  restore-logs     Thu 2007-03-15 16:31:49         51 s  logs of servers/mbx1/storageGroups/sg1
      ^ RST-12 RST-16 parameters/backup/sourceBytesPerSecond parameters/recovery/restoreSlowdown
  load-tape        Thu 2007-03-15 16:32:40         46 s  winding to the next set
      ^ parameters/media/locateMs
  restore-logs     Thu 2007-03-15 16:33:26         21 s  logs of servers/mbx1/storageGroups/sg1
      ^ RST-12 RST-16 parameters/backup/sourceBytesPerSecond parameters/recovery/restoreSlowdown
  replay           Thu 2007-03-15 16:33:47  11 min 34 s  replaying 1387 logs, E00000049AF.log to E0000004F19.log
      ^ REC-31 RST-26 RST-29 parameters/store/replayLogsPerSecond
  mount            Thu 2007-03-15 16:45:20        1 min  mounting servers/mbx1/storageGroups/sg1/databases/db1
      ^ RST-32 parameters/operations/mountMs

What happened
  Wed 2007-03-14 20:03:12  mbx1/sg1: the newest chain is the full of Sat 2007-03-10 20:00, logs
                          18863 to 18884 and 4 incrementals after it, up to log 22651
      ^ BKP-04 BKP-18 X-02 E-03
  Thu 2007-03-15 14:30  volume-lost, by the fault 'gone' of the scenario (lost:
                          servers/mbx1/nodes/a/volumes/database, servers/mbx1/nodes/a/volumes/logs)
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
  Thu 2007-03-15 15:20  recreate-volume takes 1 h (building and formatting database, then logs)
      ^ parameters/operations/recreateVolumeMs
  Thu 2007-03-15 16:21:15  mbx1/sg1: restore-image takes 7 min 9 s (image of
                          servers/mbx1/storageGroups/sg1)
      ^ RST-12 RST-13 parameters/backup/sourceBytesPerSecond parameters/recovery/restoreSlowdown
  Thu 2007-03-15 16:33:47  mbx1/sg1: the restore window says "Failed": 496 files, 520 MB in 21 s
                          (the set cannot be read)
      ^ MON-05
  Thu 2007-03-15 16:33:47  mbx1/sg1: the incremental of Tue 2007-03-13 20:00, logs 20229 to 21450
                          cannot be read
      ^ TAPE-25 TAPE-26 scenario
  Thu 2007-03-15 16:33:47  mbx1/sg1: a set could not be read, so next: what is restored already, up
                          to log 20249
      ^ TAPE-25 BKP-04 X-21
  Thu 2007-03-15 16:33:47  mbx1/sg1: replay takes 11 min 34 s (replaying 1387 logs, E00000049AF.log
                          to E0000004F19.log)
      ^ REC-31 RST-26 RST-29 parameters/store/replayLogsPerSecond
  Thu 2007-03-15 16:45:20  mbx1/sg1: logs 18863 to 20249 replayed; the chain breaks there, although
                          later sets reach log 22651
      ^ RST-26 REC-27 X-21
  Thu 2007-03-15 16:45:20  mbx1/sg1 starts a new log stream after log 20249 (its logs are lost with
                          their volume)
      ^ X-04 REC-23
  Thu 2007-03-15 16:45:20  mbx1/sg1/db1 has lost 13 375 messages (685 MB, 3 210 logs) created
                          between Mon 2007-03-12 20:00 and Thu 2007-03-15 14:30 (their last holder
                          is ruled out)
      ^ BKP-04 X-21 loss.messages
  Thu 2007-03-15 16:46:20  mbx1/sg1/db1 is mounted, 2 h 16 min after the failure
      ^ RST-32 recovery.service
  Thu 2007-03-15 16:46:20  the incident is closed: data is back after 2 h 16 min, 4 sets were read,
                          13 375 messages lost, 2 d 19 h of mail at worst
      ^ recovery.data loss.messages loss.window
  Thu 2007-03-15 16:54:49  mbx1/sg1 has a full backup again
      ^ X-04 parameters/backup/sourceBytesPerSecond

replay: dialtone explain test/fidelity/stories/bad-incremental.yaml --incident faults/gone:volume-lost:1 --strategy plan --replication 0 --seed 1
