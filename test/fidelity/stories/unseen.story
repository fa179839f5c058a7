$ dialtone explain unseen.yaml --incident faults/gone:volume-lost:1
volume-lost on Thu 2007-03-15 14:30
      ^ scenario
  strategy: plan
  key: faults/gone:volume-lost:1 in replication 0
  scope: database; 1 affected
      ^ ESE-24 scenario
  service back: 4 h 17 min
      ^ recovery.service
  data back: 4 h 17 min
      ^ recovery.data
  lost: nothing
      ^ loss.messages RST-27
  mail on hubs: 190 messages announced as delayed
      ^ X-16
  sets read: 1
      ^ BKP-01

Critical path (4 h 17 min to data back)
  detect              Thu 2007-03-15 14:30       5 min  until the monitoring raised the alarm
      ^ parameters/operations/monitoringMs
  decide              Thu 2007-03-15 14:35      15 min  deciding on the way back
      ^ SRV-01 parameters/operations/decideMs
  parts               Thu 2007-03-15 14:50      30 min  spare parts for the array
      ^ scenario
  recreate-volume     Thu 2007-03-15 15:20      30 min  building and formatting database
      ^ parameters/operations/recreateVolumeMs
  load-tape           Thu 2007-03-15 15:50  1 min 15 s  fetching the cartridge, loading the cartridge and winding to the set
      ^ parameters/media/exchangeMs parameters/media/threadMs parameters/media/locateMs
  restore-image    Thu 2007-03-15 15:51:15   7 min 9 s  image of servers/mbx1/storageGroups/sg1
      ^ RST-12 RST-13 parameters/backup/sourceBytesPerSecond parameters/recovery/restoreSlowdown
  restore-logs     Thu 2007-03-15 15:58:24         1 s  logs of servers/mbx1/storageGroups/sg1
      ^ RST-12 RST-16 parameters/backup/sourceBytesPerSecond parameters/recovery/restoreSlowdown
  replay           Thu 2007-03-15 15:58:25  2 h 47 min  replaying 2512 logs, E0001CAE.log to E00.log
      ^ TRN-15 TRN-16 RST-26 parameters/store/replayLogsPerSecond
  mount            Thu 2007-03-15 18:45:53       1 min  mounting servers/mbx1/storageGroups/sg1/databases/db1
      ^ RST-32 parameters/operations/mountMs

What happened
  Thu 2007-03-08 20:08:28  mbx1/sg1: the newest chain is the full of Thu 2007-03-08 20:00, logs 7342
                          to 7346, up to log 7346
      ^ BKP-01 BKP-18 E-03
  Fri 2007-03-09 20:05:28  mbx1/sg1: the full of Fri 2007-03-09 20:00 has failed (the job failed;
                          nobody had seen it)
      ^ TRN-15 TRN-16 MON-08
  Sat 2007-03-10 20:05:28  mbx1/sg1: the full of Sat 2007-03-10 20:00 has failed (the job failed;
                          nobody had seen it)
      ^ TRN-15 TRN-16 MON-08
  Sun 2007-03-11 20:05:28  mbx1/sg1: the full of Sun 2007-03-11 20:00 has failed (the job failed;
                          nobody had seen it)
      ^ TRN-15 TRN-16 MON-08
  Mon 2007-03-12 20:05:28  mbx1/sg1: the full of Mon 2007-03-12 20:00 has failed (the job failed;
                          nobody had seen it)
      ^ TRN-15 TRN-16 MON-08
  Tue 2007-03-13 20:05:28  mbx1/sg1: the full of Tue 2007-03-13 20:00 has failed (the job failed;
                          nobody had seen it)
      ^ TRN-15 TRN-16 MON-08
  Wed 2007-03-14 20:05:28  mbx1/sg1: the full of Wed 2007-03-14 20:00 has failed (the job failed;
                          nobody had seen it)
      ^ TRN-15 TRN-16 MON-08
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
  Thu 2007-03-15 15:51:15  mbx1/sg1: restore-image takes 7 min 9 s (image of
                          servers/mbx1/storageGroups/sg1)
      ^ RST-12 RST-13 parameters/backup/sourceBytesPerSecond parameters/recovery/restoreSlowdown
  Thu 2007-03-15 15:58:25  mbx1/sg1: replay takes 2 h 47 min (replaying 2512 logs, E0001CAE.log to
                          E00.log)
      ^ TRN-15 TRN-16 RST-26 parameters/store/replayLogsPerSecond
  Thu 2007-03-15 18:45:53  mbx1/sg1: logs 7342 to 9853 replayed, 2507 of them survived on disk
      ^ RST-11 RST-26 RST-27 E-20
  Thu 2007-03-15 18:46:53  meanwhile senders were told that 190 messages to mbx1/sg1/db1 waited (the
                          hub could not deliver them in time)
      ^ X-16
  Thu 2007-03-15 18:46:53  mbx1/sg1/db1 is mounted, 4 h 17 min after the failure
      ^ RST-32 recovery.service
  Thu 2007-03-15 18:46:53  the incident is closed: data is back after 4 h 17 min, 1 set was read,
                          nothing is lost; 190 messages announced as delayed
      ^ recovery.data loss.messages loss.window
  Thu 2007-03-15 18:55:22  mbx1/sg1 has a full backup again
      ^ X-04 parameters/backup/sourceBytesPerSecond

replay: dialtone explain test/fidelity/stories/unseen.yaml --incident faults/gone:volume-lost:1 --strategy plan --replication 0 --seed 1
