$ dialtone explain last-set-early.yaml --incident faults/gone:volume-lost:1
volume-lost on Thu 2007-03-15 14:30
      ^ scenario
  strategy: plan
  key: faults/gone:volume-lost:1 in replication 0
  scope: database; 1 affected
      ^ ESE-24 scenario
  service back: 4 h 3 min
      ^ recovery.service
  data back: 4 h 3 min
      ^ recovery.data
  lost: 7 088 messages, 18 h 30 min of mail at worst
      ^ loss.messages loss.window
  mail on hubs: 38 messages announced as delayed
      ^ X-16
  sets read: 5
      ^ BKP-04

Critical path (4 h 3 min to data back)
  detect              Thu 2007-03-15 14:30       5 min  until the monitoring raised the alarm
      ^ parameters/operations/monitoringMs
  decide              Thu 2007-03-15 14:35      15 min  deciding on the way back
      ^ SRV-01 parameters/operations/decideMs
  parts               Thu 2007-03-15 14:50      30 min  spare parts for the array
      ^ scenario
  recreate-volume     Thu 2007-03-15 15:20         1 h  building and formatting database, then logs
      ^ parameters/operations/recreateVolumeMs
  load-tape           Thu 2007-03-15 16:20  1 min 15 s  fetching the cartridge, loading the cartridge and winding to the set
      ^ parameters/media/exchangeMs parameters/media/threadMs parameters/media/locateMs
  restore-image    Thu 2007-03-15 16:21:15   7 min 9 s  image of servers/mbx1/storageGroups/sg1
      ^ RST-12 RST-13 parameters/backup/sourceBytesPerSecond parameters/recovery/restoreSlowdown
  restore-logs     Thu 2007-03-15 16:28:24         1 s  logs of servers/mbx1/storageGroups/sg1
      ^ RST-12 RST-16 parameters/backup/sourceBytesPerSecond parameters/recovery/restoreSlowdown
  replay           Thu 2007-03-15 16:28:25        24 s  hard recovery in vain: "last restore set" was ticked although further sets were to follow
      ^ RST-18 parameters/store/replayLogsPerSecond
  restore-image    Thu 2007-03-15 16:28:49   7 min 9 s  image of servers/mbx1/storageGroups/sg1
      ^ RST-12 RST-13 parameters/backup/sourceBytesPerSecond parameters/recovery/restoreSlowdown
  restore-logs     Thu 2007-03-15 16:35:59         1 s  logs of servers/mbx1/storageGroups/sg1
      ^ RST-12 RST-16 parameters/backup/sourceBytesPerSecond parameters/recovery/restoreSlowdown
  load-tape           Thu 2007-03-15 16:36        46 s  winding to the next set
      ^ parameters/media/locateMs
  restore-logs     Thu 2007-03-15 16:36:46        17 s  logs of servers/mbx1/storageGroups/sg1
      ^ RST-12 RST-16 parameters/backup/sourceBytesPerSecond parameters/recovery/restoreSlowdown
  load-tape        Thu 2007-03-15 16:37:03  2 min 30 s  unloading, shelving the cartridge, fetching the cartridge, loading the cartridge and winding to the set
      ^ X-20 parameters/media/rewindMs parameters/media/unloadMs parameters/media/exchangeMs parameters/media/threadMs parameters/media/locateMs
  restore-logs     Thu 2007-03-15 16:39:33  1 min 46 s  logs of servers/mbx1/storageGroups/sg1
      ^ RST-12 RST-16 parameters/backup/sourceBytesPerSecond parameters/recovery/restoreSlowdown
  load-tape        Thu 2007-03-15 16:41:19        46 s  winding to the next set
      ^ parameters/media/locateMs
  restore-logs     Thu 2007-03-15 16:42:05  1 min 47 s  logs of servers/mbx1/storageGroups/sg1
      ^ RST-12 RST-16 parameters/backup/sourceBytesPerSecond parameters/recovery/restoreSlowdown
  load-tape        Thu 2007-03-15 16:43:52        46 s  winding to the next set
      ^ parameters/media/locateMs
  restore-logs     Thu 2007-03-15 16:44:38  1 min 47 s  logs of servers/mbx1/storageGroups/sg1
      ^ RST-12 RST-16 parameters/backup/sourceBytesPerSecond parameters/recovery/restoreSlowdown
  replay           Thu 2007-03-15 16:46:24  1 h 46 min  replaying 1589 logs, E0001EF8.log to E000252C.log
      ^ REC-31 RST-26 RST-29 parameters/store/replayLogsPerSecond
  mount            Thu 2007-03-15 18:32:20       1 min  mounting servers/mbx1/storageGroups/sg1/databases/db1
      ^ RST-32 parameters/operations/mountMs

What happened
  Wed 2007-03-14 20:03:58  mbx1/sg1: the newest chain is the full of Sat 2007-03-10 20:00, logs 7928
                          to 7933 and 4 incrementals after it, up to log 9516
      ^ BKP-04 BKP-18 X-02 E-03
  Thu 2007-03-15 14:30  volume-lost, by the fault 'gone' of the scenario (lost:
                          servers/mbx1/nodes/a/volumes/database, servers/mbx1/nodes/a/volumes/logs)
      ^ scenario
  Thu 2007-03-15 14:30  mbx1/sg1/db1 goes down (servers/mbx1/nodes/a/volumes/database is lost)
      ^ ESE-36 REC-07 scenario
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
  Thu 2007-03-15 16:21:15  somebody slips: "last restore set" was ticked although further sets were
                          to follow
      ^ RST-18 scenario
  Thu 2007-03-15 16:21:15  mbx1/sg1: restore-image takes 7 min 9 s (image of
                          servers/mbx1/storageGroups/sg1)
      ^ RST-12 RST-13 parameters/backup/sourceBytesPerSecond parameters/recovery/restoreSlowdown
  Thu 2007-03-15 16:28:49  mbx1/sg1: NO_RESTORE_ENV: hard recovery has run, so the next set is
                          refused, so next: everything is restored again
      ^ RST-14 RST-18
  Thu 2007-03-15 16:28:49  mbx1/sg1: restore-image takes 7 min 9 s (image of
                          servers/mbx1/storageGroups/sg1)
      ^ RST-12 RST-13 parameters/backup/sourceBytesPerSecond parameters/recovery/restoreSlowdown
  Thu 2007-03-15 16:39:33  mbx1/sg1: restore-logs takes 1 min 46 s (logs of
                          servers/mbx1/storageGroups/sg1)
      ^ RST-12 RST-16 parameters/backup/sourceBytesPerSecond parameters/recovery/restoreSlowdown
  Thu 2007-03-15 16:42:05  mbx1/sg1: restore-logs takes 1 min 47 s (logs of
                          servers/mbx1/storageGroups/sg1)
      ^ RST-12 RST-16 parameters/backup/sourceBytesPerSecond parameters/recovery/restoreSlowdown
  Thu 2007-03-15 16:44:38  mbx1/sg1: restore-logs takes 1 min 47 s (logs of
                          servers/mbx1/storageGroups/sg1)
      ^ RST-12 RST-16 parameters/backup/sourceBytesPerSecond parameters/recovery/restoreSlowdown
  Thu 2007-03-15 16:46:24  mbx1/sg1: replay takes 1 h 46 min (replaying 1589 logs, E0001EF8.log to
                          E000252C.log)
      ^ REC-31 RST-26 RST-29 parameters/store/replayLogsPerSecond
  Thu 2007-03-15 18:32:20  mbx1/sg1: logs 7928 to 9516 replayed
      ^ RST-26 E-20
  Thu 2007-03-15 18:32:20  mbx1/sg1 starts a new log stream after log 9516 (its logs are lost with
                          their volume)
      ^ X-04 REC-23
  Thu 2007-03-15 18:32:20  mbx1/sg1/db1 has lost 7 088 messages (363 MB, 340 logs) created between
                          Wed 2007-03-14 20:00 and Thu 2007-03-15 14:30 (their last holder is ruled
                          out)
      ^ loss.messages X-13
  Thu 2007-03-15 18:33:20  meanwhile senders were told that 38 messages to mbx1/sg1/db1 waited (the
                          hub could not deliver them in time)
      ^ X-16
  Thu 2007-03-15 18:33:20  mbx1/sg1/db1 is mounted, 4 h 3 min after the failure
      ^ RST-32 recovery.service
  Thu 2007-03-15 18:33:20  the incident is closed: data is back after 4 h 3 min, 5 sets were read,
                          7 088 messages lost, 18 h 30 min of mail at worst; 38 messages announced
                          as delayed
      ^ recovery.data loss.messages loss.window
  Thu 2007-03-15 18:41:49  mbx1/sg1 has a full backup again
      ^ X-04 parameters/backup/sourceBytesPerSecond

replay: dialtone explain test/fidelity/stories/last-set-early.yaml --incident faults/gone:volume-lost:1 --strategy plan --replication 0 --seed 1
