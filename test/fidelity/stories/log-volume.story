$ dialtone explain log-volume.yaml --incident faults/gone:volume-lost:1
volume-lost on Thu 2007-03-15 14:30
      ^ scenario
  strategy: plan
  key: faults/gone:volume-lost:1 in replication 0
  scope: database; 1 affected
      ^ ESE-24 scenario
  service back: 2 h 8 min
      ^ recovery.service
  data back: 2 h 8 min
      ^ recovery.data
  lost: 3 375 messages, 18 h 30 min of mail at worst
      ^ loss.messages loss.window
  sets read: 5
      ^ BKP-04

Critical path (2 h 8 min to data back)
  detect              Thu 2007-03-15 14:30        5 min  until the monitoring raised the alarm
      ^ parameters/operations/monitoringMs
  decide              Thu 2007-03-15 14:35       15 min  deciding on the way back
      ^ SRV-01 parameters/operations/decideMs
  parts               Thu 2007-03-15 14:50       30 min  spare parts for the array
      ^ scenario
  recreate-volume     Thu 2007-03-15 15:20       30 min  building and formatting logs
      ^ parameters/operations/recreateVolumeMs
  load-tape           Thu 2007-03-15 15:50   1 min 15 s  fetching the cartridge, loading the cartridge and winding to the set
      ^ parameters/media/exchangeMs parameters/media/threadMs parameters/media/locateMs
  restore-image    Thu 2007-03-15 15:51:15    7 min 9 s  image of servers/mbx1/storageGroups/sg1
      ^ RST-12 RST-13 parameters/backup/sourceBytesPerSecond parameters/recovery/restoreSlowdown
  restore-logs     Thu 2007-03-15 15:58:24       923 ms  logs of servers/mbx1/storageGroups/sg1
      ^ RST-12 RST-16 parameters/backup/sourceBytesPerSecond parameters/recovery/restoreSlowdown
  load-tape        Thu 2007-03-15 15:58:25         46 s  winding to the next set
      ^ parameters/media/locateMs
  restore-logs     Thu 2007-03-15 15:59:11          8 s  logs of servers/mbx1/storageGroups/sg1
      ^ RST-12 RST-16 parameters/backup/sourceBytesPerSecond parameters/recovery/restoreSlowdown
  load-tape        Thu 2007-03-15 15:59:19   2 min 30 s  unloading, shelving the cartridge, fetching the cartridge, loading the cartridge and winding to the set
      ^ X-20 parameters/media/rewindMs parameters/media/unloadMs parameters/media/exchangeMs parameters/media/threadMs parameters/media/locateMs
  restore-logs     Thu 2007-03-15 16:01:49         51 s  logs of servers/mbx1/storageGroups/sg1
      ^ RST-12 RST-16 parameters/backup/sourceBytesPerSecond parameters/recovery/restoreSlowdown
  load-tape        Thu 2007-03-15 16:02:40         46 s  winding to the next set
      ^ parameters/media/locateMs
  restore-logs     Thu 2007-03-15 16:03:26         51 s  logs of servers/mbx1/storageGroups/sg1
      ^ RST-12 RST-16 parameters/backup/sourceBytesPerSecond parameters/recovery/restoreSlowdown
  load-tape        Thu 2007-03-15 16:04:17         46 s  winding to the next set
      ^ parameters/media/locateMs
  restore-logs     Thu 2007-03-15 16:05:03         51 s  logs of servers/mbx1/storageGroups/sg1
      ^ RST-12 RST-16 parameters/backup/sourceBytesPerSecond parameters/recovery/restoreSlowdown
  replay           Thu 2007-03-15 16:05:54  31 min 35 s  replaying 3789 logs, E00000049AF.log to E000000587B.log
      ^ REC-31 RST-26 RST-29 parameters/store/replayLogsPerSecond
  mount            Thu 2007-03-15 16:37:29        1 min  mounting servers/mbx1/storageGroups/sg1/databases/db1
      ^ RST-32 parameters/operations/mountMs

What happened
  Wed 2007-03-14 20:03:12  mbx1/sg1: the newest chain is the full of Sat 2007-03-10 20:00, logs
                          18863 to 18884 and 4 incrementals after it, up to log 22651
      ^ BKP-04 BKP-18 X-02 E-03
  Thu 2007-03-15 14:30  volume-lost, by the fault 'gone' of the scenario (lost:
                          servers/mbx1/nodes/a/volumes/logs)
      ^ scenario
  Thu 2007-03-15 14:30  mbx1 logs ESE 492 (error): servers/mbx1/storageGroups/sg1: -1022:
                          servers/mbx1/nodes/a/volumes/logs is lost
      ^ ESE-24
  Thu 2007-03-15 14:30  mbx1 logs MSExchangeIS 1159 (error): servers/mbx1/storageGroups/sg1: -1022:
                          servers/mbx1/nodes/a/volumes/logs is lost
      ^ X-08
  Thu 2007-03-15 14:30  mbx1/sg1/db1 goes down (servers/mbx1/nodes/a/volumes/logs is lost)
      ^ ESE-22 ESE-24
  Thu 2007-03-15 14:30  detect takes 5 min (until the monitoring raised the alarm)
      ^ parameters/operations/monitoringMs
  Thu 2007-03-15 14:35  noticed by monitoring
      ^ parameters/operations/monitoringMs
  Thu 2007-03-15 14:35  decide takes 15 min (deciding on the way back)
      ^ SRV-01 parameters/operations/decideMs
  Thu 2007-03-15 14:50  parts takes 30 min (spare parts for the array)
      ^ scenario
  Thu 2007-03-15 15:20  recreate-volume takes 30 min (building and formatting logs)
      ^ parameters/operations/recreateVolumeMs
  Thu 2007-03-15 15:51:15  mbx1/sg1: restore-image takes 7 min 9 s (image of
                          servers/mbx1/storageGroups/sg1)
      ^ RST-12 RST-13 parameters/backup/sourceBytesPerSecond parameters/recovery/restoreSlowdown
  Thu 2007-03-15 16:05:54  mbx1/sg1: replay takes 31 min 35 s (replaying 3789 logs, E00000049AF.log
                          to E000000587B.log)
      ^ REC-31 RST-26 RST-29 parameters/store/replayLogsPerSecond
  Thu 2007-03-15 16:37:29  mbx1/sg1: logs 18863 to 22651 replayed
      ^ RST-01 RST-26 E-20
  Thu 2007-03-15 16:37:29  mbx1/sg1 starts a new log stream after log 22651 (its logs are lost with
                          their volume)
      ^ X-04 REC-23
  Thu 2007-03-15 16:37:29  mbx1/sg1/db1 has lost 3 375 messages (173 MB, 810 logs) created between
                          Wed 2007-03-14 20:00 and Thu 2007-03-15 14:30 (their last holder is ruled
                          out)
      ^ ESE-12 E-47 loss.messages X-13
  Thu 2007-03-15 16:38:29  mbx1/sg1/db1 is mounted, 2 h 8 min after the failure
      ^ RST-32 recovery.service
  Thu 2007-03-15 16:38:29  the incident is closed: data is back after 2 h 8 min, 5 sets were read,
                          3 375 messages lost, 18 h 30 min of mail at worst
      ^ recovery.data loss.messages loss.window
  Thu 2007-03-15 16:46:58  mbx1/sg1 has a full backup again
      ^ X-04 parameters/backup/sourceBytesPerSecond

replay: dialtone explain test/fidelity/stories/log-volume.yaml --incident faults/gone:volume-lost:1 --strategy plan --replication 0 --seed 1
