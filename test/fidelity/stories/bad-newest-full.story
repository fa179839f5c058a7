$ dialtone explain bad-newest-full.yaml --incident faults/gone:volume-lost:1
volume-lost on Fri 2007-03-16 14:00
      ^ scenario
  strategy: plan
  key: faults/gone:volume-lost:1 in replication 0
  scope: database; 1 affected
      ^ ESE-24 scenario
  service back: 3 h 7 min
      ^ recovery.service
  data back: 3 h 7 min
      ^ recovery.data
  lost: 24 650 messages, 6 d 18 h of mail at worst
      ^ loss.messages loss.window
  sets read: 8
      ^ BKP-04

Critical path (3 h 7 min to data back)
  detect              Fri 2007-03-16 14:00        5 min  until the monitoring raised the alarm
      ^ parameters/operations/monitoringMs
  decide              Fri 2007-03-16 14:05       15 min  deciding on the way back
      ^ SRV-01 parameters/operations/decideMs
  parts               Fri 2007-03-16 14:20       30 min  spare parts for the array
      ^ scenario
  recreate-volume     Fri 2007-03-16 14:50          1 h  building and formatting database, then logs
      ^ parameters/operations/recreateVolumeMs
  load-tape           Fri 2007-03-16 15:50   1 min 15 s  fetching the cartridge, loading the cartridge and winding to the set
      ^ parameters/media/exchangeMs parameters/media/threadMs parameters/media/locateMs
  restore-image    Fri 2007-03-16 15:51:15   2 min 52 s  image of servers/mbx1/storageGroups/sg1
      ^ RST-12 RST-13 parameters/backup/sourceBytesPerSecond parameters/recovery/restoreSlowdown
  load-tape        Fri 2007-03-16 15:54:06   2 min 30 s  unloading, shelving the cartridge, fetching the cartridge, loading the cartridge and winding to the set
      ^ X-20 parameters/media/rewindMs parameters/media/unloadMs parameters/media/exchangeMs parameters/media/threadMs parameters/media/locateMs
  restore-image    Fri 2007-03-16 15:56:36    7 min 9 s  image of servers/mbx1/storageGroups/sg1
      ^ RST-12 RST-13 parameters/backup/sourceBytesPerSecond parameters/recovery/restoreSlowdown
  restore-logs     Fri 2007-03-16 16:03:46       923 ms  logs of servers/mbx1/storageGroups/sg1
      ^ RST-12 RST-16 parameters/backup/sourceBytesPerSecond parameters/recovery/restoreSlowdown
  load-tape        Fri 2007-03-16 16:03:47         46 s  winding to the next set
      ^ parameters/media/locateMs
  restore-logs     Fri 2007-03-16 16:04:33          8 s  logs of servers/mbx1/storageGroups/sg1
      ^ RST-12 RST-16 parameters/backup/sourceBytesPerSecond parameters/recovery/restoreSlowdown
  load-tape        Fri 2007-03-16 16:04:41   2 min 30 s  unloading, shelving the cartridge, fetching the cartridge, loading the cartridge and winding to the set
      ^ X-20 parameters/media/rewindMs parameters/media/unloadMs parameters/media/exchangeMs parameters/media/threadMs parameters/media/locateMs
  restore-logs     Fri 2007-03-16 16:07:11         51 s  logs of servers/mbx1/storageGroups/sg1
      ^ RST-12 RST-16 parameters/backup/sourceBytesPerSecond parameters/recovery/restoreSlowdown
  load-tape        Fri 2007-03-16 16:08:02         46 s  winding to the next set
      ^ parameters/media/locateMs
  restore-logs     Fri 2007-03-16 16:08:48         51 s  logs of servers/mbx1/storageGroups/sg1
      ^ RST-12 RST-16 parameters/backup/sourceBytesPerSecond parameters/recovery/restoreSlowdown
  load-tape        Fri 2007-03-16 16:09:39         46 s  winding to the next set
      ^ parameters/media/locateMs
  restore-logs     Fri 2007-03-16 16:10:25         51 s  logs of servers/mbx1/storageGroups/sg1
      ^ RST-12 RST-16 parameters/backup/sourceBytesPerSecond parameters/recovery/restoreSlowdown
  load-tape        Fri 2007-03-16 16:11:16         46 s  winding to the next set
      ^ parameters/media/locateMs
  restore-logs     Fri 2007-03-16 16:12:02         51 s  logs of servers/mbx1/storageGroups/sg1
      ^ RST-12 RST-16 parameters/backup/sourceBytesPerSecond parameters/recovery/restoreSlowdown
  load-tape        Fri 2007-03-16 16:12:53         46 s  winding to the next set
      ^ parameters/media/locateMs
  restore-logs     Fri 2007-03-16 16:13:39         51 s  logs of servers/mbx1/storageGroups/sg1
      ^ RST-12 RST-16 parameters/backup/sourceBytesPerSecond parameters/recovery/restoreSlowdown
  replay           Fri 2007-03-16 16:14:31  51 min 36 s  replaying 6191 logs, E00000049AF.log to E00000061DD.log
      ^ REC-31 RST-26 RST-29 parameters/store/replayLogsPerSecond
  mount            Fri 2007-03-16 17:06:06        1 min  mounting servers/mbx1/storageGroups/sg1/databases/db1
      ^ RST-32 parameters/operations/mountMs

What happened
  Thu 2007-03-15 20:03:12  mbx1/sg1: the newest chain is the full of Sat 2007-03-10 20:00, logs
                          25228 to 25249 and 5 incrementals after it, up to log 30217
      ^ BKP-04 BKP-18 X-02 E-03
  Fri 2007-03-16 14:00  volume-lost, by the fault 'gone' of the scenario (lost:
                          servers/mbx1/nodes/a/volumes/database, servers/mbx1/nodes/a/volumes/logs)
      ^ scenario
  Fri 2007-03-16 14:00  mbx1/sg1/db1 goes down (servers/mbx1/nodes/a/volumes/database is lost)
      ^ REC-07 scenario
  Fri 2007-03-16 14:00  detect takes 5 min (until the monitoring raised the alarm)
      ^ parameters/operations/monitoringMs
  Fri 2007-03-16 14:05  noticed by monitoring
      ^ parameters/operations/monitoringMs
  Fri 2007-03-16 14:05  decide takes 15 min (deciding on the way back)
      ^ SRV-01 parameters/operations/decideMs
  Fri 2007-03-16 14:20  parts takes 30 min (spare parts for the array)
      ^ scenario
  Fri 2007-03-16 14:50  recreate-volume takes 1 h (building and formatting database, then logs)
      ^ parameters/operations/recreateVolumeMs
  Fri 2007-03-16 15:51:15  mbx1/sg1: restore-image takes 2 min 52 s (image of
                          servers/mbx1/storageGroups/sg1)
      ^ RST-12 RST-13 parameters/backup/sourceBytesPerSecond parameters/recovery/restoreSlowdown
  Fri 2007-03-16 15:54:06  mbx1/sg1: the restore window says "Failed": 0 files, 4.3 GB in 2 min 52 s
                          (the set cannot be read)
      ^ MON-05
  Fri 2007-03-16 15:54:06  mbx1/sg1: the full of Sat 2007-03-10 20:00, logs 25228 to 25249 cannot be
                          read
      ^ TAPE-25 TAPE-26 scenario
  Fri 2007-03-16 15:54:06  mbx1/sg1: a set could not be read, so next: full, up to log 18884,
                          incremental up to log 19063, incremental up to log 20249, incremental up
                          to log 21450, incremental up to log 22651, incremental up to log 23852,
                          incremental up to log 25053
      ^ TAPE-25 BKP-04 X-21
  Fri 2007-03-16 15:56:36  mbx1/sg1: restore-image takes 7 min 9 s (image of
                          servers/mbx1/storageGroups/sg1)
      ^ RST-12 RST-13 parameters/backup/sourceBytesPerSecond parameters/recovery/restoreSlowdown
  Fri 2007-03-16 16:14:31  mbx1/sg1: replay takes 51 min 36 s (replaying 6191 logs, E00000049AF.log
                          to E00000061DD.log)
      ^ REC-31 RST-26 RST-29 parameters/store/replayLogsPerSecond
  Fri 2007-03-16 17:06:06  mbx1/sg1: logs 18863 to 25053 replayed; the chain breaks there, although
                          later sets reach log 30217
      ^ X-24 TRN-11 X-21
  Fri 2007-03-16 17:06:06  mbx1/sg1 starts a new log stream after log 25053 (its logs are lost with
                          their volume)
      ^ X-04 REC-23
  Fri 2007-03-16 17:06:06  mbx1/sg1/db1 has lost 24 650 messages (1.3 GB, 5 916 logs) created
                          between Fri 2007-03-09 20:00 and Fri 2007-03-16 14:00 (their last holder
                          is ruled out)
      ^ X-24 TRN-11 loss.messages
  Fri 2007-03-16 17:07:06  mbx1/sg1/db1 is mounted, 3 h 7 min after the failure
      ^ RST-32 recovery.service
  Fri 2007-03-16 17:07:06  the incident is closed: data is back after 3 h 7 min, 8 sets were read,
                          24 650 messages lost, 6 d 18 h of mail at worst
      ^ X-24 recovery.data loss.window
  Fri 2007-03-16 17:15:35  mbx1/sg1 has a full backup again
      ^ X-04 parameters/backup/sourceBytesPerSecond

replay: dialtone explain test/fidelity/stories/bad-newest-full.yaml --incident faults/gone:volume-lost:1 --strategy plan --replication 0 --seed 1
