$ dialtone explain offsite.yaml --incident faults/gone:volume-lost:1
volume-lost on Thu 2007-03-15 14:30
      ^ scenario
  strategy: plan
  key: faults/gone:volume-lost:1 in replication 0
  scope: database; 1 affected
      ^ ESE-24 scenario
  service back: 8 h 19 min
      ^ recovery.service
  data back: 8 h 19 min
      ^ recovery.data
  lost: nothing
      ^ loss.messages RST-27
  mail on hubs: 2 245 messages announced as delayed
      ^ X-16
  sets read: 5
      ^ BKP-04

Critical path (8 h 19 min to data back)
  detect              Thu 2007-03-15 14:30       5 min  until the monitoring raised the alarm
      ^ parameters/operations/monitoringMs
  decide              Thu 2007-03-15 14:35      15 min  deciding on the way back
      ^ SRV-01 parameters/operations/decideMs
  parts               Thu 2007-03-15 14:50      30 min  spare parts for the array
      ^ scenario
  recreate-volume     Thu 2007-03-15 15:20      30 min  building and formatting database
      ^ parameters/operations/recreateVolumeMs
  travel              Thu 2007-03-15 15:50         4 h  libraries/lib1/cartridges/15 is recalled from offsite
      ^ TAPE-24 parameters/media/recallMs
  load-tape           Thu 2007-03-15 19:50  1 min 15 s  fetching the cartridge, loading the cartridge and winding to the set
      ^ parameters/media/exchangeMs parameters/media/threadMs parameters/media/locateMs
  catalogue        Thu 2007-03-15 19:51:15       5 min  the host has no catalogue of the set: it is built from the one on the medium
      ^ TAPE-08 TAPE-09 parameters/media/catalogueMs
  restore-image    Thu 2007-03-15 19:56:15   7 min 9 s  image of servers/mbx1/storageGroups/sg1
      ^ RST-12 RST-13 parameters/backup/sourceBytesPerSecond parameters/recovery/restoreSlowdown
  restore-logs     Thu 2007-03-15 20:03:24         1 s  logs of servers/mbx1/storageGroups/sg1
      ^ RST-12 RST-16 parameters/backup/sourceBytesPerSecond parameters/recovery/restoreSlowdown
  load-tape        Thu 2007-03-15 20:03:25  2 min 30 s  unloading, shelving the cartridge, fetching the cartridge, loading the cartridge and winding to the set
      ^ X-20 parameters/media/rewindMs parameters/media/unloadMs parameters/media/exchangeMs parameters/media/threadMs parameters/media/locateMs
  catalogue        Thu 2007-03-15 20:05:55       5 min  the host has no catalogue of the set: it is built from the one on the medium
      ^ TAPE-08 TAPE-09 parameters/media/catalogueMs
  restore-logs     Thu 2007-03-15 20:10:55        17 s  logs of servers/mbx1/storageGroups/sg1
      ^ RST-12 RST-16 parameters/backup/sourceBytesPerSecond parameters/recovery/restoreSlowdown
  load-tape        Thu 2007-03-15 20:11:12  2 min 30 s  unloading, shelving the cartridge, fetching the cartridge, loading the cartridge and winding to the set
      ^ X-20 parameters/media/rewindMs parameters/media/unloadMs parameters/media/exchangeMs parameters/media/threadMs parameters/media/locateMs
  catalogue        Thu 2007-03-15 20:13:42       5 min  the host has no catalogue of the set: it is built from the one on the medium
      ^ TAPE-08 TAPE-09 parameters/media/catalogueMs
  restore-logs     Thu 2007-03-15 20:18:42  1 min 46 s  logs of servers/mbx1/storageGroups/sg1
      ^ RST-12 RST-16 parameters/backup/sourceBytesPerSecond parameters/recovery/restoreSlowdown
  load-tape        Thu 2007-03-15 20:20:28  2 min 30 s  unloading, shelving the cartridge, fetching the cartridge, loading the cartridge and winding to the set
      ^ X-20 parameters/media/rewindMs parameters/media/unloadMs parameters/media/exchangeMs parameters/media/threadMs parameters/media/locateMs
  catalogue        Thu 2007-03-15 20:22:58       5 min  the host has no catalogue of the set: it is built from the one on the medium
      ^ TAPE-08 TAPE-09 parameters/media/catalogueMs
  restore-logs     Thu 2007-03-15 20:27:58  1 min 47 s  logs of servers/mbx1/storageGroups/sg1
      ^ RST-12 RST-16 parameters/backup/sourceBytesPerSecond parameters/recovery/restoreSlowdown
  load-tape        Thu 2007-03-15 20:29:45  2 min 30 s  unloading, shelving the cartridge, fetching the cartridge, loading the cartridge and winding to the set
      ^ X-20 parameters/media/rewindMs parameters/media/unloadMs parameters/media/exchangeMs parameters/media/threadMs parameters/media/locateMs
  catalogue        Thu 2007-03-15 20:32:15       5 min  the host has no catalogue of the set: it is built from the one on the medium
      ^ TAPE-08 TAPE-09 parameters/media/catalogueMs
  restore-logs     Thu 2007-03-15 20:37:15  1 min 47 s  logs of servers/mbx1/storageGroups/sg1
      ^ RST-12 RST-16 parameters/backup/sourceBytesPerSecond parameters/recovery/restoreSlowdown
  replay           Thu 2007-03-15 20:39:02   2 h 9 min  replaying 1930 logs, E0001EF8.log to E00.log
      ^ REC-31 RST-26 RST-29 parameters/store/replayLogsPerSecond
  mount            Thu 2007-03-15 22:47:42       1 min  mounting servers/mbx1/storageGroups/sg1/databases/db1
      ^ RST-32 parameters/operations/mountMs

What happened
  Wed 2007-03-14 20:03:58  mbx1/sg1: the newest chain is the full of Sat 2007-03-10 20:00, logs 7928
                          to 7933 and 4 incrementals after it, up to log 9516
      ^ BKP-04 BKP-18 X-02 E-03
  Thu 2007-03-15 14:30  the catalogue of libraries/lib1 is lost, with 19 sets in it
      ^ TAPE-07 TAPE-08 scenario
  Thu 2007-03-15 14:30  volume-lost, by the fault 'gone' of the scenario (lost:
                          servers/mbx1/nodes/a/volumes/database)
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
  Thu 2007-03-15 15:20  recreate-volume takes 30 min (building and formatting database)
      ^ parameters/operations/recreateVolumeMs
  Thu 2007-03-15 15:50  mbx1/sg1: travel takes 4 h (libraries/lib1/cartridges/15 is recalled from
                          offsite)
      ^ TAPE-24 parameters/media/recallMs
  Thu 2007-03-15 19:50  libraries/lib1/cartridges/15 is back from offsite
      ^ TAPE-24
  Thu 2007-03-15 19:50  libraries/lib1/cartridges/16 is back from offsite
      ^ TAPE-24
  Thu 2007-03-15 19:50  libraries/lib1/cartridges/17 is back from offsite
      ^ TAPE-24
  Thu 2007-03-15 19:50  libraries/lib1/cartridges/18 is back from offsite
      ^ TAPE-24
  Thu 2007-03-15 19:50  libraries/lib1/cartridges/19 is back from offsite
      ^ TAPE-24
  Thu 2007-03-15 19:51:15  mbx1/sg1: catalogue takes 5 min (the host has no catalogue of the set: it
                          is built from the one on the medium)
      ^ TAPE-08 TAPE-09 parameters/media/catalogueMs
  Thu 2007-03-15 19:56:15  mbx1/sg1: restore-image takes 7 min 9 s (image of
                          servers/mbx1/storageGroups/sg1)
      ^ RST-12 RST-13 parameters/backup/sourceBytesPerSecond parameters/recovery/restoreSlowdown
  Thu 2007-03-15 20:05:55  mbx1/sg1: catalogue takes 5 min (the host has no catalogue of the set: it
                          is built from the one on the medium)
      ^ TAPE-08 TAPE-09 parameters/media/catalogueMs
  Thu 2007-03-15 20:13:42  mbx1/sg1: catalogue takes 5 min (the host has no catalogue of the set: it
                          is built from the one on the medium)
      ^ TAPE-08 TAPE-09 parameters/media/catalogueMs
  Thu 2007-03-15 20:18:42  mbx1/sg1: restore-logs takes 1 min 46 s (logs of
                          servers/mbx1/storageGroups/sg1)
      ^ RST-12 RST-16 parameters/backup/sourceBytesPerSecond parameters/recovery/restoreSlowdown
  Thu 2007-03-15 20:22:58  mbx1/sg1: catalogue takes 5 min (the host has no catalogue of the set: it
                          is built from the one on the medium)
      ^ TAPE-08 TAPE-09 parameters/media/catalogueMs
  Thu 2007-03-15 20:27:58  mbx1/sg1: restore-logs takes 1 min 47 s (logs of
                          servers/mbx1/storageGroups/sg1)
      ^ RST-12 RST-16 parameters/backup/sourceBytesPerSecond parameters/recovery/restoreSlowdown
  Thu 2007-03-15 20:32:15  mbx1/sg1: catalogue takes 5 min (the host has no catalogue of the set: it
                          is built from the one on the medium)
      ^ TAPE-08 TAPE-09 parameters/media/catalogueMs
  Thu 2007-03-15 20:37:15  mbx1/sg1: restore-logs takes 1 min 47 s (logs of
                          servers/mbx1/storageGroups/sg1)
      ^ RST-12 RST-16 parameters/backup/sourceBytesPerSecond parameters/recovery/restoreSlowdown
  Thu 2007-03-15 20:39:02  mbx1/sg1: replay takes 2 h 9 min (replaying 1930 logs, E0001EF8.log to
                          E00.log)
      ^ REC-31 RST-26 RST-29 parameters/store/replayLogsPerSecond
  Thu 2007-03-15 22:47:42  mbx1/sg1: logs 7928 to 9857 replayed, 341 of them survived on disk
      ^ RST-11 RST-26 RST-27 E-20
  Thu 2007-03-15 22:48:42  meanwhile senders were told that 2 245 messages to mbx1/sg1/db1 waited
                          (the hub could not deliver them in time)
      ^ X-16
  Thu 2007-03-15 22:48:42  mbx1/sg1/db1 is mounted, 8 h 19 min after the failure
      ^ RST-32 recovery.service
  Thu 2007-03-15 22:48:42  the incident is closed: data is back after 8 h 19 min, 5 sets were read,
                          nothing is lost; 2 245 messages announced as delayed
      ^ recovery.data loss.messages loss.window
  Thu 2007-03-15 22:57:10  mbx1/sg1 has a full backup again
      ^ X-04 parameters/backup/sourceBytesPerSecond

replay: dialtone explain test/fidelity/stories/offsite.yaml --incident faults/gone:volume-lost:1 --strategy plan --replication 0 --seed 1
