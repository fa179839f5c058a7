$ dialtone explain vss-unchecked.yaml --incident faults/bad:page-damage:1
page-damage on Tue 2007-03-13 12:00
      ^ scenario
  strategy: plan
  key: faults/bad:page-damage:1 in replication 0
  scope: database; 1 affected
      ^ ESE-24 scenario
  service back: 7 h 58 min
      ^ recovery.service
  data back: 3 d 10 h
      ^ recovery.data
  lost: 64 messages, 38 min 24 s of mail at worst
      ^ loss.messages loss.window
  mail on hubs: 1 156 messages announced as delayed
      ^ X-16
  sets read: 2
      ^ BKP-38

Critical path (3 d 10 h to data back)
  detect              Tue 2007-03-13 12:00      3 d 3 h  until somebody met the damage, until the monitoring raised the alarm
      ^ parameters/operations/monitoringMs
  decide              Fri 2007-03-16 14:35       15 min  deciding on the way back
      ^ SRV-01 parameters/operations/decideMs
  parts               Fri 2007-03-16 14:50       30 min  spare parts for the array
      ^ scenario
  recreate-volume     Fri 2007-03-16 15:20       30 min  building and formatting database
      ^ parameters/operations/recreateVolumeMs
  restore-image       Fri 2007-03-16 15:50         25 s  image of servers/mbx1/storageGroups/sg1, from a snapshot
      ^ X-07 BKP-41 parameters/recovery/snapshotRestoreMs
  restore-logs     Fri 2007-03-16 15:50:25       147 ms  logs of servers/mbx1/storageGroups/sg1, from a snapshot
      ^ X-07 parameters/backup/arrayCopyBytesPerSecond
  restore-image    Fri 2007-03-16 15:50:25   11 min 9 s  checking the restored files, since nobody has checked their snapshot, image of servers/mbx1/storageGroups/sg1, from a snapshot
      ^ BKP-35 BKP-36 BKP-38 parameters/backup/checkBytesPerSecond
  restore-logs     Fri 2007-03-16 16:01:34       147 ms  logs of servers/mbx1/storageGroups/sg1, from a snapshot
      ^ X-07 parameters/backup/arrayCopyBytesPerSecond
  restore-image    Fri 2007-03-16 16:01:34  10 min 44 s  checking the restored files, since nobody has checked their snapshot
      ^ BKP-35 BKP-36 BKP-38 parameters/backup/checkBytesPerSecond
  replay           Fri 2007-03-16 16:12:18  16 min 56 s  replaying 2032 logs, E0000005867.log to E00.log
      ^ REC-31 RST-26 RST-29 parameters/store/replayLogsPerSecond
  repair           Fri 2007-03-16 16:29:14   5 h 58 min  repairing the file that lives: eseutil /p, /d, isinteg -fix
      ^ ESE-42 E-22 parameters/recovery/repairBytesPerSecond parameters/recovery/defragBytesPerSecond parameters/recovery/isintegBytesPerSecond
  mount            Fri 2007-03-16 22:27:09        1 min  mounting servers/mbx1/storageGroups/sg1/databases/db1
      ^ RST-32 parameters/operations/mountMs

What happened
  Tue 2007-03-13 12:00  page-damage strikes servers/mbx1/storageGroups/sg1/databases/db1 (400
                          damaged pages)
      ^ scenario
  Tue 2007-03-13 12:00  detect takes 3 d 3 h, broken off (until somebody met the damage)
      ^ BKP-38 ESE-29 scenario
  Thu 2007-03-15 20:03:34  mbx1/sg1: the newest chain is the snapshot of the full of Thu 2007-03-15
                          20:00, logs 23832 to 23852, up to log 23852
      ^ BKP-39 TRN-09
  Fri 2007-03-16 14:30  volume-lost, by the fault 'gone' of the scenario (lost:
                          servers/mbx1/nodes/a/volumes/database)
      ^ scenario
  Fri 2007-03-16 14:30  mbx1/sg1/db1 goes down (servers/mbx1/nodes/a/volumes/database is lost)
      ^ REC-07 scenario
  Fri 2007-03-16 14:30  detect takes 5 min (until the monitoring raised the alarm)
      ^ parameters/operations/monitoringMs
  Fri 2007-03-16 14:35  noticed by monitoring
      ^ parameters/operations/monitoringMs
  Fri 2007-03-16 14:35  decide takes 15 min (deciding on the way back)
      ^ SRV-01 parameters/operations/decideMs
  Fri 2007-03-16 14:50  parts takes 30 min (spare parts for the array)
      ^ scenario
  Fri 2007-03-16 15:20  recreate-volume takes 30 min (building and formatting database)
      ^ parameters/operations/recreateVolumeMs
  Fri 2007-03-16 15:50:25  mbx1/sg1: restore-image takes 10 min 44 s (checking the restored files,
                          since nobody has checked their snapshot)
      ^ BKP-35 BKP-36 BKP-38 parameters/backup/checkBytesPerSecond
  Fri 2007-03-16 16:01:09  mbx1/sg1: a check has met damaged pages of mbx1/sg1/db1 in a snapshot
      ^ BKP-38 ESE-29
  Fri 2007-03-16 16:01:09  mbx1/sg1: -1018: the restored files have damaged pages, as their snapshot
                          had, so next: the full up to log 22651
      ^ BKP-38 ESE-32 MON-13
  Fri 2007-03-16 16:01:34  mbx1/sg1: restore-image takes 10 min 44 s (checking the restored files,
                          since nobody has checked their snapshot)
      ^ BKP-35 BKP-36 BKP-38 parameters/backup/checkBytesPerSecond
  Fri 2007-03-16 16:12:18  mbx1/sg1: a check has met damaged pages of mbx1/sg1/db1 in a snapshot
      ^ BKP-38 ESE-29
  Fri 2007-03-16 16:12:18  mbx1/sg1: -1018: the restored files have damaged pages, as their snapshot
                          had, so next: they are repaired
      ^ BKP-38 ESE-32 MON-13
  Fri 2007-03-16 16:12:18  mbx1/sg1: replay takes 16 min 56 s (replaying 2032 logs, E0000005867.log
                          to E00.log)
      ^ REC-31 RST-26 RST-29 parameters/store/replayLogsPerSecond
  Fri 2007-03-16 16:29:14  mbx1/sg1: logs 22631 to 24662 replayed, 2011 of them survived on disk
      ^ RST-11 RST-26 RST-27 E-20
  Fri 2007-03-16 16:29:14  mbx1/sg1: repair takes 5 h 58 min (repairing the file that lives: eseutil
                          /p, /d, isinteg -fix)
      ^ ESE-42 E-22 parameters/recovery/repairBytesPerSecond parameters/recovery/defragBytesPerSecond parameters/recovery/isintegBytesPerSecond
  Fri 2007-03-16 22:27:09  mbx1/sg1/db1 has lost 64 messages (3.3 MB, 15 logs) created between Fri
                          2007-02-02 19:02:35 and Fri 2007-02-02 19:40:59 (their last holder is
                          ruled out)
      ^ BKP-38 loss.messages
  Fri 2007-03-16 22:28:09  meanwhile senders were told that 1 156 messages to mbx1/sg1/db1 waited
                          (the hub could not deliver them in time)
      ^ X-16
  Fri 2007-03-16 22:28:09  mbx1/sg1/db1 is mounted, 3 d 10 h after the failure
      ^ RST-32 recovery.service
  Fri 2007-03-16 22:28:09  the incident is closed: data is back after 3 d 10 h, 2 sets were read, 64
                          messages lost, 38 min 24 s of mail at worst; 1 156 messages announced as
                          delayed
      ^ recovery.data loss.messages loss.window
  Fri 2007-03-16 22:43:39  mbx1/sg1 has a full backup again
      ^ X-04

replay: dialtone explain test/fidelity/stories/vss-unchecked.yaml --incident faults/bad:page-damage:1 --strategy plan --replication 0 --seed 1
