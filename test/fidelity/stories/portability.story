$ dialtone explain portability.yaml --incident faults/gone:volume-lost:1
volume-lost on Thu 2007-03-15 14:30
      ^ scenario
  strategy: plan
  key: faults/gone:volume-lost:1 in replication 0
  scope: database; 1 affected
      ^ ESE-24 scenario
  service back: 1 h 19 min
      ^ recovery.service
  data back: 1 h 19 min
      ^ recovery.data
  lost: nothing
      ^ loss.messages RST-27
  sets read: 5
      ^ BKP-04

Critical path (1 h 19 min to data back)
  detect            Thu 2007-03-15 14:30        5 min  until the monitoring raised the alarm
      ^ parameters/operations/monitoringMs
  decide            Thu 2007-03-15 14:35       15 min  deciding on the way back
      ^ SRV-01 parameters/operations/decideMs
  load-tape         Thu 2007-03-15 14:50   1 min 15 s  fetching the cartridge, loading the cartridge and winding to the set
      ^ parameters/media/exchangeMs parameters/media/threadMs parameters/media/locateMs
  restore-image  Thu 2007-03-15 14:51:15    7 min 9 s  image of servers/mbx2/storageGroups/sg1
      ^ RST-45 RST-12 parameters/backup/sourceBytesPerSecond parameters/recovery/restoreSlowdown
  restore-logs   Thu 2007-03-15 14:58:24       923 ms  logs of servers/mbx2/storageGroups/sg1
      ^ RST-12 RST-16 parameters/backup/sourceBytesPerSecond parameters/recovery/restoreSlowdown
  load-tape      Thu 2007-03-15 14:58:25         46 s  winding to the next set
      ^ parameters/media/locateMs
  restore-logs   Thu 2007-03-15 14:59:11          8 s  logs of servers/mbx2/storageGroups/sg1
      ^ RST-12 RST-16 parameters/backup/sourceBytesPerSecond parameters/recovery/restoreSlowdown
  load-tape      Thu 2007-03-15 14:59:19   2 min 30 s  unloading, shelving the cartridge, fetching the cartridge, loading the cartridge and winding to the set
      ^ X-20 parameters/media/rewindMs parameters/media/unloadMs parameters/media/exchangeMs parameters/media/threadMs parameters/media/locateMs
  restore-logs   Thu 2007-03-15 15:01:49         51 s  logs of servers/mbx2/storageGroups/sg1
      ^ RST-12 RST-16 parameters/backup/sourceBytesPerSecond parameters/recovery/restoreSlowdown
  load-tape      Thu 2007-03-15 15:02:40         46 s  winding to the next set
      ^ parameters/media/locateMs
  restore-logs   Thu 2007-03-15 15:03:26         51 s  logs of servers/mbx2/storageGroups/sg1
      ^ RST-12 RST-16 parameters/backup/sourceBytesPerSecond parameters/recovery/restoreSlowdown
  load-tape      Thu 2007-03-15 15:04:17         46 s  winding to the next set
      ^ parameters/media/locateMs
  restore-logs   Thu 2007-03-15 15:05:03         51 s  logs of servers/mbx2/storageGroups/sg1
      ^ RST-12 RST-16 parameters/backup/sourceBytesPerSecond parameters/recovery/restoreSlowdown
  replay         Thu 2007-03-15 15:05:54  38 min 31 s  replaying 4600 logs, E00000049AF.log to E00.log
      ^ RST-26 RST-35 parameters/store/replayLogsPerSecond parameters/hardware/networkBytesPerSecond
  mount          Thu 2007-03-15 15:44:26        5 min  mounting servers/mbx1/storageGroups/sg1/databases/db1
      ^ RST-45 SRV-52 E-56 parameters/operations/mountMs parameters/operations/stepMs

What happened
  Wed 2007-03-14 20:03:12  mbx1/sg1: the newest chain is the full of Sat 2007-03-10 20:00, logs
                          18863 to 18884 and 4 incrementals after it, up to log 22651
      ^ BKP-04 BKP-18 X-02 E-03
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
  Thu 2007-03-15 14:50  mbx1/sg1/db1 goes to servers/mbx2/storageGroups/sg1, on
                          servers/mbx2/nodes/a/volumes/database (its own place would have to be
                          built again first)
      ^ RST-45 E-31
  Thu 2007-03-15 14:51:15  mbx2/sg1: restore-image takes 7 min 9 s (image of
                          servers/mbx2/storageGroups/sg1)
      ^ RST-45 RST-12 parameters/backup/sourceBytesPerSecond parameters/recovery/restoreSlowdown
  Thu 2007-03-15 15:05:54  mbx2/sg1: replay takes 38 min 31 s (replaying 4600 logs, E00000049AF.log
                          to E00.log)
      ^ RST-26 RST-35 parameters/store/replayLogsPerSecond parameters/hardware/networkBytesPerSecond
  Thu 2007-03-15 15:44:26  mbx2/sg1: logs 18863 to 23462 replayed, 811 of them survived on disk
      ^ RST-26 RST-35 parameters/store/replayLogsPerSecond parameters/hardware/networkBytesPerSecond
  Thu 2007-03-15 15:49:26  mbx1/sg1/db1 is mounted, 1 h 19 min after the failure
      ^ RST-32 recovery.service
  Thu 2007-03-15 15:49:26  the incident is closed: data is back after 1 h 19 min, 5 sets were read,
                          nothing is lost
      ^ recovery.data loss.messages loss.window
  Thu 2007-03-15 16:03:54  mbx2/sg1 has a full backup again
      ^ X-04 parameters/backup/sourceBytesPerSecond

replay: dialtone explain test/fidelity/stories/portability.yaml --incident faults/gone:volume-lost:1 --strategy plan --replication 0 --seed 1
