$ dialtone explain directory-from-set.yaml --incident faults/gone:controller-failed:2
controller-failed on Thu 2007-03-15 14:30
      ^ scenario
  strategy: plan
  key: faults/gone:controller-failed:2 in replication 0
  scope: directory; 2 affected
      ^ AD-01 AD-04 scenario
  service back: 9 h 14 min
      ^ recovery.service
  data back: 9 h 14 min
      ^ recovery.data
  lost: nothing
      ^ AD-01 loss.messages
  mail on hubs: 3 381 messages announced as delayed
      ^ X-16
  sets read: 0
      ^ restore.sets

Critical path (9 h 14 min to data back)
  detect     Thu 2007-03-15 14:30        5 min  until the monitoring raised the alarm
      ^ parameters/operations/monitoringMs
  repair     Thu 2007-03-15 14:35   7 h 57 min  until a domain controller answers again
      ^ AD-04 AD-09 parameters/operations/restoreDirectoryMs
  decide  Thu 2007-03-15 22:32:02       15 min  deciding on the way back
      ^ parameters/operations/decideMs
  call    Thu 2007-03-15 22:47:02       45 min  out of hours: somebody is called in
      ^ scenario
  repair  Thu 2007-03-15 23:32:02  11 min 50 s  the directory has forgotten what changed since its backup, which is set up again: servers/mbx1/storageGroups/sg2/databases/db2 ('newgroup' on Thu 2007-03-15 10:00)
      ^ AD-05 BKP-72 parameters/recovery/relinkDatabaseMs parameters/recovery/relinkMailboxMs

What happened
  Thu 2007-03-15 14:30  controller-failed strikes directory/domains/corp/controllers/dc2 (no
                          controller of corp answers)
      ^ AD-02 scenario
  Thu 2007-03-15 14:30  mbx1/sg1/db1 and mbx1/sg2/db2 go down (the directory does not answer)
      ^ AD-01
  Thu 2007-03-15 14:30  detect takes 5 min (until the monitoring raised the alarm)
      ^ parameters/operations/monitoringMs
  Thu 2007-03-15 14:35  noticed by monitoring
      ^ parameters/operations/monitoringMs
  Thu 2007-03-15 14:35  repair takes 7 h 57 min (until a domain controller answers again)
      ^ AD-04 parameters/operations/restoreDirectoryMs
  Thu 2007-03-15 22:32:02  dc1: the set of 'dcs', 18 h 32 min old, is restored, 1 log of changes
                          since is lost; the directory has forgotten what changed since of
                          servers/mbx1/storageGroups/sg2/databases/db2
      ^ AD-05 AD-09 W-24 BKP-72 parameters/operations/directoryChangeBytesPerDay
  Thu 2007-03-15 22:32:02  dc1 answers again after 8 h 2 min
      ^ AD-04
  Thu 2007-03-15 22:32:02  meanwhile senders were told that 2 183 messages to mbx1/sg1/db1 waited
                          (the hub could not deliver them in time)
      ^ X-16
  Thu 2007-03-15 22:32:02  mbx1/sg1/db1 is mounted, 8 h 2 min after the failure
      ^ AD-01 recovery.first
  Thu 2007-03-15 22:32:02  decide takes 15 min (deciding on the way back)
      ^ parameters/operations/decideMs
  Thu 2007-03-15 22:47:02  call takes 45 min (out of hours: somebody is called in)
      ^ scenario
  Thu 2007-03-15 23:32:02  dc2 answers again after 9 h 2 min
      ^ AD-03 parameters/operations/replicateDirectoryMs
  Thu 2007-03-15 23:32:02  repair takes 11 min 50 s (the directory has forgotten what changed since
                          its backup, which is set up again:
                          servers/mbx1/storageGroups/sg2/databases/db2 ('newgroup' on Thu 2007-03-15
                          10:00))
      ^ AD-05 BKP-72 parameters/recovery/relinkDatabaseMs parameters/recovery/relinkMailboxMs
  Thu 2007-03-15 23:43:52  meanwhile senders were told that 1 199 messages to mbx1/sg2/db2 waited
                          (the hub could not deliver them in time)
      ^ X-16
  Thu 2007-03-15 23:43:52  mbx1/sg2/db2 is mounted, 9 h 14 min after the failure
      ^ BKP-72 recovery.service
  Thu 2007-03-15 23:43:52  the incident is closed: data is back after 9 h 14 min, 0 sets were read,
                          nothing is lost; 3 381 messages announced as delayed
      ^ recovery.data loss.messages

replay: dialtone explain test/fidelity/stories/directory-from-set.yaml --incident faults/gone:controller-failed:2 --strategy plan --replication 0 --seed 1
