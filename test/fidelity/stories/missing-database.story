$ dialtone explain missing-database.yaml --incident faults/crash:server-failed:1
server-failed on Thu 2007-03-15 14:30
      ^ scenario
  strategy: plan
  key: faults/crash:server-failed:1 in replication 0
  scope: server; 2 affected
      ^ ESE-24 scenario
  service back: 4 h 59 min
      ^ recovery.service
  data back: 4 h 59 min
      ^ recovery.data
  lost: nothing
      ^ loss.messages RST-27
  mail on hubs: 350 messages announced as delayed
      ^ X-16
  sets read: 5
      ^ BKP-04

Critical path (4 h 59 min to data back)
  detect              Thu 2007-03-15 14:30  4 min 19 s  until the server ran again, before any alarm
      ^ SRV-55
  decide           Thu 2007-03-15 14:34:19      15 min  deciding on the way back
      ^ SRV-01 parameters/operations/decideMs
  parts            Thu 2007-03-15 14:49:19      30 min  spare parts for the array
      ^ scenario
  recreate-volume  Thu 2007-03-15 15:19:19      30 min  building and formatting second
      ^ parameters/operations/recreateVolumeMs
  load-tape        Thu 2007-03-15 15:49:19  1 min 15 s  fetching the cartridge, loading the cartridge and winding to the set
      ^ parameters/media/exchangeMs parameters/media/threadMs parameters/media/locateMs
  restore-image    Thu 2007-03-15 15:50:34   7 min 9 s  image of servers/mbx1/storageGroups/sg1: db2 of 2 databases
      ^ RST-64 RST-12 parameters/backup/sourceBytesPerSecond parameters/recovery/restoreSlowdown
  restore-logs     Thu 2007-03-15 15:57:43         1 s  logs of servers/mbx1/storageGroups/sg1
      ^ RST-12 RST-16 parameters/backup/sourceBytesPerSecond parameters/recovery/restoreSlowdown
  load-tape        Thu 2007-03-15 15:57:44        46 s  winding to the next set
      ^ parameters/media/locateMs
  restore-logs     Thu 2007-03-15 15:58:30        25 s  logs of servers/mbx1/storageGroups/sg1
      ^ RST-12 RST-16 parameters/backup/sourceBytesPerSecond parameters/recovery/restoreSlowdown
  load-tape        Thu 2007-03-15 15:58:55  2 min 30 s  unloading, shelving the cartridge, fetching the cartridge, loading the cartridge and winding to the set
      ^ X-20 parameters/media/rewindMs parameters/media/unloadMs parameters/media/exchangeMs parameters/media/threadMs parameters/media/locateMs
  restore-logs     Thu 2007-03-15 16:01:25  2 min 38 s  logs of servers/mbx1/storageGroups/sg1
      ^ RST-12 RST-16 parameters/backup/sourceBytesPerSecond parameters/recovery/restoreSlowdown
  load-tape        Thu 2007-03-15 16:04:03        46 s  winding to the next set
      ^ parameters/media/locateMs
  restore-logs     Thu 2007-03-15 16:04:49  2 min 40 s  logs of servers/mbx1/storageGroups/sg1
      ^ RST-12 RST-16 parameters/backup/sourceBytesPerSecond parameters/recovery/restoreSlowdown
  load-tape        Thu 2007-03-15 16:07:29        46 s  winding to the next set
      ^ parameters/media/locateMs
  restore-logs     Thu 2007-03-15 16:08:15  2 min 40 s  logs of servers/mbx1/storageGroups/sg1
      ^ RST-12 RST-16 parameters/backup/sourceBytesPerSecond parameters/recovery/restoreSlowdown
  replay           Thu 2007-03-15 16:10:54  3 h 17 min  replaying 2957 logs, E0002E71.log to E00.log
      ^ REC-31 RST-26 RST-29 parameters/store/replayLogsPerSecond
  mount            Thu 2007-03-15 19:28:02       1 min  mounting servers/mbx1/storageGroups/sg1/databases/db2
      ^ RST-32 parameters/operations/mountMs

What happened
  Wed 2007-03-14 20:04:42  mbx1/sg1: the newest chain is the full of Sat 2007-03-10 20:00, logs
                          11889 to 11894 and 4 incrementals after it, up to log 14266
      ^ BKP-04 BKP-18 X-02 E-03
  Thu 2007-03-15 14:30  server-failed strikes servers/mbx1 (hardware)
      ^ scenario
  Thu 2007-03-15 14:30  mbx1/sg1/db1 and mbx1/sg1/db2 go down (mbx1 has failed)
      ^ ESE-39
  Thu 2007-03-15 14:30  volume-lost, by the fault 'gone' of the scenario (lost:
                          servers/mbx1/nodes/a/volumes/second)
      ^ scenario
  Thu 2007-03-15 14:30  detect takes 4 min 19 s (until the server ran again, before any alarm)
      ^ SRV-55
  Thu 2007-03-15 14:34:19  noticed by the server that runs again
      ^ SRV-55
  Thu 2007-03-15 14:34:19  decide takes 15 min (deciding on the way back)
      ^ SRV-01 parameters/operations/decideMs
  Thu 2007-03-15 14:49:19  parts takes 30 min (spare parts for the array)
      ^ scenario
  Thu 2007-03-15 15:19:19  mbx1 runs again after 49 min 19 s
      ^ SRV-55
  Thu 2007-03-15 15:19:19  mbx1/sg1: mount takes 1 min (-1216: none of its databases can be mounted,
                          servers/mbx1/storageGroups/sg1/databases/db2 is missing)
      ^ REC-12 RST-40 MON-13 parameters/operations/mountMs
  Thu 2007-03-15 15:19:19  recreate-volume takes 30 min (building and formatting second)
      ^ parameters/operations/recreateVolumeMs
  Thu 2007-03-15 15:20:19  mbx1/sg1: replay takes 1 min 8 s (copying 516 logs, E00037B6.log to
                          E00.log, before a recovery changes the open one)
      ^ REC-13 RST-35
  Thu 2007-03-15 15:21:26  mbx1/sg1: replay takes 20 s (eseutil /r E00 /i)
      ^ REC-12 REC-15 parameters/store/replayLogsPerSecond
  Thu 2007-03-15 15:22:46  mbx1/sg1/db1 is mounted, 52 min 47 s after the failure
      ^ REC-12 RST-04 recovery.first
  Thu 2007-03-15 15:50:34  mbx1/sg1: restore-image takes 7 min 9 s (image of
                          servers/mbx1/storageGroups/sg1: db2 of 2 databases)
      ^ RST-64 RST-12 parameters/backup/sourceBytesPerSecond parameters/recovery/restoreSlowdown
  Thu 2007-03-15 16:01:25  mbx1/sg1: restore-logs takes 2 min 38 s (logs of
                          servers/mbx1/storageGroups/sg1)
      ^ RST-12 RST-16 parameters/backup/sourceBytesPerSecond parameters/recovery/restoreSlowdown
  Thu 2007-03-15 16:04:49  mbx1/sg1: restore-logs takes 2 min 40 s (logs of
                          servers/mbx1/storageGroups/sg1)
      ^ RST-12 RST-16 parameters/backup/sourceBytesPerSecond parameters/recovery/restoreSlowdown
  Thu 2007-03-15 16:08:15  mbx1/sg1: restore-logs takes 2 min 40 s (logs of
                          servers/mbx1/storageGroups/sg1)
      ^ RST-12 RST-16 parameters/backup/sourceBytesPerSecond parameters/recovery/restoreSlowdown
  Thu 2007-03-15 16:10:54  mbx1/sg1: replay takes 3 h 17 min (replaying 2957 logs, E0002E71.log to
                          E00.log)
      ^ REC-31 RST-26 RST-29 parameters/store/replayLogsPerSecond
  Thu 2007-03-15 19:28:02  mbx1/sg1: logs 11889 to 14923 replayed, 657 of them survived on disk
      ^ RST-11 RST-26 RST-27 E-20
  Thu 2007-03-15 19:29:02  meanwhile senders were told that 350 messages to mbx1/sg1/db2 waited (the
                          hub could not deliver them in time)
      ^ X-16
  Thu 2007-03-15 19:29:02  mbx1/sg1/db2 is mounted, 4 h 59 min after the failure
      ^ RST-32 recovery.service
  Thu 2007-03-15 19:29:02  the incident is closed: data is back after 4 h 59 min, 5 sets were read,
                          nothing is lost; 350 messages announced as delayed
      ^ recovery.data loss.messages loss.window
  Thu 2007-03-15 19:43:30  mbx1/sg1 has a full backup again
      ^ X-04 parameters/backup/sourceBytesPerSecond

replay: dialtone explain test/fidelity/stories/missing-database.yaml --incident faults/crash:server-failed:1 --strategy plan --replication 0 --seed 1
