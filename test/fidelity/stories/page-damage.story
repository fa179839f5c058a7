$ dialtone explain page-damage.yaml --incident faults/bad:page-damage:1
page-damage on Wed 2007-03-14 12:00
      ^ scenario
  strategy: plan
  key: faults/bad:page-damage:1 in replication 0
  scope: database; 1 affected
      ^ ESE-24 scenario
  service back: 3 h 36 min
      ^ recovery.service
  data back: 5 d 1 h
      ^ recovery.data
  lost: nothing
      ^ RST-27 BKP-26 loss.messages
  sets read: 8
      ^ BKP-04

Critical path (5 d 1 h to data back)
  detect            Wed 2007-03-14 12:00    4 d 21 h  until somebody read the backup log
      ^ MON-01 MON-08
  decide            Mon 2007-03-19 09:00      15 min  deciding on the way back
      ^ SRV-01 parameters/operations/decideMs
  load-tape         Mon 2007-03-19 09:15  1 min 15 s  fetching the cartridge, loading the cartridge and winding to the set
      ^ parameters/media/exchangeMs parameters/media/threadMs parameters/media/locateMs
  mount          Mon 2007-03-19 09:16:15       1 min  dismounting before the restore
      ^ RST-03 RST-04 parameters/operations/mountMs
  restore-image  Mon 2007-03-19 09:17:15   7 min 9 s  image of servers/mbx1/storageGroups/sg1
      ^ RST-12 RST-13 parameters/backup/sourceBytesPerSecond parameters/recovery/restoreSlowdown
  restore-logs   Mon 2007-03-19 09:24:24         1 s  logs of servers/mbx1/storageGroups/sg1
      ^ RST-12 RST-16 parameters/backup/sourceBytesPerSecond parameters/recovery/restoreSlowdown
  load-tape      Mon 2007-03-19 09:24:25        46 s  winding to the next set
      ^ parameters/media/locateMs
  restore-logs   Mon 2007-03-19 09:25:11        17 s  logs of servers/mbx1/storageGroups/sg1
      ^ RST-12 RST-16 parameters/backup/sourceBytesPerSecond parameters/recovery/restoreSlowdown
  load-tape      Mon 2007-03-19 09:25:28  2 min 30 s  unloading, shelving the cartridge, fetching the cartridge, loading the cartridge and winding to the set
      ^ X-20 parameters/media/rewindMs parameters/media/unloadMs parameters/media/exchangeMs parameters/media/threadMs parameters/media/locateMs
  restore-logs   Mon 2007-03-19 09:27:58  1 min 46 s  logs of servers/mbx1/storageGroups/sg1
      ^ RST-12 RST-16 parameters/backup/sourceBytesPerSecond parameters/recovery/restoreSlowdown
  load-tape      Mon 2007-03-19 09:29:44        46 s  winding to the next set
      ^ parameters/media/locateMs
  restore-logs   Mon 2007-03-19 09:30:30  1 min 47 s  logs of servers/mbx1/storageGroups/sg1
      ^ RST-12 RST-16 parameters/backup/sourceBytesPerSecond parameters/recovery/restoreSlowdown
  load-tape      Mon 2007-03-19 09:32:17        46 s  winding to the next set
      ^ parameters/media/locateMs
  restore-logs   Mon 2007-03-19 09:33:03  1 min 47 s  logs of servers/mbx1/storageGroups/sg1
      ^ RST-12 RST-16 parameters/backup/sourceBytesPerSecond parameters/recovery/restoreSlowdown
  load-tape      Mon 2007-03-19 09:34:50        46 s  winding to the next set
      ^ parameters/media/locateMs
  restore-logs   Mon 2007-03-19 09:35:36  1 min 47 s  logs of servers/mbx1/storageGroups/sg1
      ^ RST-12 RST-16 parameters/backup/sourceBytesPerSecond parameters/recovery/restoreSlowdown
  load-tape      Mon 2007-03-19 09:37:22        46 s  winding to the next set
      ^ parameters/media/locateMs
  restore-logs   Mon 2007-03-19 09:38:08  1 min 47 s  logs of servers/mbx1/storageGroups/sg1
      ^ RST-12 RST-16 parameters/backup/sourceBytesPerSecond parameters/recovery/restoreSlowdown
  load-tape      Mon 2007-03-19 09:39:55        46 s  winding to the next set
      ^ parameters/media/locateMs
  restore-logs   Mon 2007-03-19 09:40:41        34 s  logs of servers/mbx1/storageGroups/sg1
      ^ RST-12 RST-16 parameters/backup/sourceBytesPerSecond parameters/recovery/restoreSlowdown
  replay         Mon 2007-03-19 09:41:15  3 h 11 min  replaying 2870 logs, E0001EF8.log to E00.log
      ^ REC-31 RST-26 RST-29 parameters/store/replayLogsPerSecond
  mount          Mon 2007-03-19 12:52:35       1 min  mounting servers/mbx1/storageGroups/sg1/databases/db1
      ^ RST-32 parameters/operations/mountMs

What happened
  Wed 2007-03-14 12:00  page-damage strikes servers/mbx1/storageGroups/sg1/databases/db1 (10 damaged
                          pages)
      ^ scenario
  Wed 2007-03-14 12:00  detect takes 4 d 21 h (until somebody read the backup log)
      ^ MON-01 MON-08
  Sat 2007-03-17 20:04:26  mbx1/sg1: the full of Sat 2007-03-17 20:00 has failed (-1018: a damaged
                          page in servers/mbx1/storageGroups/sg1/databases/db1/edb; seen after 1 d
                          13 h by the check of the backups)
      ^ BKP-26 TRN-16 ESE-32
  Sat 2007-03-17 20:04:26  mbx1 logs ESE 217 (error): servers/mbx1/storageGroups/sg1: -1018: a
                          damaged page in servers/mbx1/storageGroups/sg1/databases/db1/edb
      ^ MON-03 BKP-26
  Sat 2007-03-17 20:04:26  the backup program logs NTBackup 8010 (error): mbx1\Microsoft Information
                          Store\sg1: -1018: a damaged page in
                          servers/mbx1/storageGroups/sg1/databases/db1/edb
      ^ MON-03 MON-01
  Sun 2007-03-18 20:02:58  mbx1/sg1: the newest chain is the full of Sat 2007-03-10 20:00, logs 7928
                          to 7933 and 7 incrementals after it, up to log 10682
      ^ BKP-04 BKP-18 X-02 E-03
  Mon 2007-03-19 09:00  noticed by the backup log
      ^ MON-01 scenario
  Mon 2007-03-19 09:00  decide takes 15 min (deciding on the way back)
      ^ SRV-01 parameters/operations/decideMs
  Mon 2007-03-19 09:17:15  mbx1/sg1/db1 goes down (dismounted to be restored)
      ^ RST-03 RST-04
  Mon 2007-03-19 09:17:15  mbx1/sg1: restore-image takes 7 min 9 s (image of
                          servers/mbx1/storageGroups/sg1)
      ^ RST-12 RST-13 parameters/backup/sourceBytesPerSecond parameters/recovery/restoreSlowdown
  Mon 2007-03-19 09:27:58  mbx1/sg1: restore-logs takes 1 min 46 s (logs of
                          servers/mbx1/storageGroups/sg1)
      ^ RST-12 RST-16 parameters/backup/sourceBytesPerSecond parameters/recovery/restoreSlowdown
  Mon 2007-03-19 09:30:30  mbx1/sg1: restore-logs takes 1 min 47 s (logs of
                          servers/mbx1/storageGroups/sg1)
      ^ RST-12 RST-16 parameters/backup/sourceBytesPerSecond parameters/recovery/restoreSlowdown
  Mon 2007-03-19 09:33:03  mbx1/sg1: restore-logs takes 1 min 47 s (logs of
                          servers/mbx1/storageGroups/sg1)
      ^ RST-12 RST-16 parameters/backup/sourceBytesPerSecond parameters/recovery/restoreSlowdown
  Mon 2007-03-19 09:35:36  mbx1/sg1: restore-logs takes 1 min 47 s (logs of
                          servers/mbx1/storageGroups/sg1)
      ^ RST-12 RST-16 parameters/backup/sourceBytesPerSecond parameters/recovery/restoreSlowdown
  Mon 2007-03-19 09:38:08  mbx1/sg1: restore-logs takes 1 min 47 s (logs of
                          servers/mbx1/storageGroups/sg1)
      ^ RST-12 RST-16 parameters/backup/sourceBytesPerSecond parameters/recovery/restoreSlowdown
  Mon 2007-03-19 09:41:15  mbx1/sg1: replay takes 3 h 11 min (replaying 2870 logs, E0001EF8.log to
                          E00.log)
      ^ REC-31 RST-26 RST-29 parameters/store/replayLogsPerSecond
  Mon 2007-03-19 12:52:35  mbx1/sg1: logs 7928 to 10797 replayed, 115 of them survived on disk
      ^ RST-11 RST-26 RST-27 E-20
  Mon 2007-03-19 12:53:35  mbx1/sg1/db1 is mounted, 5 d 1 h after the failure
      ^ RST-32 recovery.service
  Mon 2007-03-19 12:53:35  the incident is closed: data is back after 5 d 1 h, 8 sets were read,
                          nothing is lost
      ^ recovery.data loss.messages loss.window
  Mon 2007-03-19 13:02:05  mbx1/sg1 has a full backup again
      ^ X-04 parameters/backup/sourceBytesPerSecond

replay: dialtone explain test/fidelity/stories/page-damage.yaml --incident faults/bad:page-damage:1 --strategy plan --replication 0 --seed 1
