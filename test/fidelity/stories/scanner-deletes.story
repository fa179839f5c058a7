$ dialtone explain scanner-deletes.yaml --incident faults/scanner:logical-corruption:1
logical-corruption on Tue 2007-03-13 09:00
      ^ scenario
  strategy: plan
  key: faults/scanner:logical-corruption:1 in replication 0
  scope: database; 1 affected
      ^ ESE-24 scenario
  service back: 28 min 5 s
      ^ recovery.service
  data back: 3 h 45 min
      ^ recovery.data
  lost: 1 529 messages, 3 h 17 min of mail at worst
      ^ RST-02 loss.messages loss.window
  sets read: 3
      ^ BKP-04

Critical path (3 h 45 min to data back)
  detect            Tue 2007-03-13 09:00          3 h  until somebody missed what was deleted
      ^ ESE-30 scenario
  decide            Tue 2007-03-13 12:00       15 min  deciding on the way back
      ^ SRV-01 parameters/operations/decideMs
  load-tape         Tue 2007-03-13 12:15   1 min 15 s  fetching the cartridge, loading the cartridge and winding to the set
      ^ parameters/media/exchangeMs parameters/media/threadMs parameters/media/locateMs
  mount          Tue 2007-03-13 12:16:15        1 min  dismounting before the restore
      ^ RST-03 RST-04 parameters/operations/mountMs
  restore-image  Tue 2007-03-13 12:17:15    9 min 9 s  the living files are moved aside on database, image of servers/mbx1/storageGroups/sg1
      ^ RST-34 RST-12 RST-13 parameters/operations/stepMs parameters/backup/sourceBytesPerSecond parameters/recovery/restoreSlowdown
  restore-logs   Tue 2007-03-13 12:26:24       923 ms  logs of servers/mbx1/storageGroups/sg1
      ^ RST-12 RST-16 parameters/backup/sourceBytesPerSecond parameters/recovery/restoreSlowdown
  load-tape      Tue 2007-03-13 12:26:25         46 s  winding to the next set
      ^ parameters/media/locateMs
  restore-logs   Tue 2007-03-13 12:27:11          8 s  logs of servers/mbx1/storageGroups/sg1
      ^ RST-12 RST-16 parameters/backup/sourceBytesPerSecond parameters/recovery/restoreSlowdown
  load-tape      Tue 2007-03-13 12:27:19   2 min 30 s  unloading, shelving the cartridge, fetching the cartridge, loading the cartridge and winding to the set
      ^ X-20 parameters/media/rewindMs parameters/media/unloadMs parameters/media/exchangeMs parameters/media/threadMs parameters/media/locateMs
  restore-logs   Tue 2007-03-13 12:29:49         51 s  logs of servers/mbx1/storageGroups/sg1
      ^ RST-12 RST-16 parameters/backup/sourceBytesPerSecond parameters/recovery/restoreSlowdown
  replay         Tue 2007-03-13 12:30:40  13 min 40 s  replaying 1639 logs, E00000049AF.log to E0000005015.log; E0000005016.log would delete again what was deleted
      ^ RST-02 X-21 parameters/store/replayLogsPerSecond
  mount          Tue 2007-03-13 12:44:19        1 min  mounting servers/mbx1/storageGroups/sg1/databases/db1
      ^ RST-32 parameters/operations/mountMs

What happened
  Mon 2007-03-12 20:03:12  mbx1/sg1: the newest chain is the full of Sat 2007-03-10 20:00, logs
                          18863 to 18884 and 2 incrementals after it, up to log 20249
      ^ BKP-04 BKP-18 X-02 E-03
  Tue 2007-03-13 09:00  logical-corruption, by the fault 'scanner' of the scenario (mail of
                          servers/mbx1/storageGroups/sg1/databases/db1 is deleted, and the logs
                          carry it)
      ^ scenario
  Tue 2007-03-13 09:00  detect takes 3 h (until somebody missed what was deleted)
      ^ ESE-30 scenario
  Tue 2007-03-13 12:00  noticed by whoever missed mail
      ^ scenario
  Tue 2007-03-13 12:00  decide takes 15 min (deciding on the way back)
      ^ SRV-01 parameters/operations/decideMs
  Tue 2007-03-13 12:15  mbx1/sg1: stopping before E0000005016.log gives up 1519 messages, leaving
                          things as they are 5623
      ^ RST-02 X-21
  Tue 2007-03-13 12:17:15  mbx1/sg1/db1 goes down (dismounted to be restored)
      ^ RST-03 RST-04
  Tue 2007-03-13 12:17:15  mbx1/sg1: restore-image takes 2 min (the living files are moved aside on
                          database)
      ^ RST-34 RST-35 parameters/operations/stepMs
  Tue 2007-03-13 12:19:15  mbx1/sg1: restore-image takes 7 min 9 s (image of
                          servers/mbx1/storageGroups/sg1)
      ^ RST-12 RST-13 parameters/backup/sourceBytesPerSecond parameters/recovery/restoreSlowdown
  Tue 2007-03-13 12:30:40  mbx1/sg1: replay takes 13 min 40 s (replaying 1639 logs, E00000049AF.log
                          to E0000005015.log; E0000005016.log would delete again what was deleted)
      ^ RST-02 X-21 parameters/store/replayLogsPerSecond
  Tue 2007-03-13 12:44:19  mbx1/sg1: logs 18863 to 20501 replayed, 252 of them survived on disk
      ^ RST-11 RST-26 RST-27 E-20
  Tue 2007-03-13 12:44:19  mbx1/sg1/db1 has lost 1 529 messages (78.3 MB, 367 logs) created between
                          Tue 2007-03-13 09:00 and Tue 2007-03-13 12:17:15 (their last holder is
                          ruled out)
      ^ RST-02 loss.messages loss.window
  Tue 2007-03-13 12:45:19  mbx1/sg1/db1 is mounted, 3 h 45 min after the failure
      ^ RST-32 recovery.service
  Tue 2007-03-13 12:45:19  the incident is closed: data is back after 3 h 45 min, 3 sets were read,
                          1 529 messages lost, 3 h 17 min of mail at worst
      ^ RST-02 loss.messages loss.window
  Tue 2007-03-13 12:53:48  mbx1/sg1 has a full backup again
      ^ X-04 parameters/backup/sourceBytesPerSecond

replay: dialtone explain test/fidelity/stories/scanner-deletes.yaml --incident faults/scanner:logical-corruption:1 --strategy plan --replication 0 --seed 1
