$ dialtone explain hung-job.yaml --incident faults/crash:server-failed:1
server-failed on Mon 2007-03-19 16:00
      ^ scenario
  strategy: plan
  key: faults/crash:server-failed:1 in replication 0
  scope: server; 1 affected
      ^ ESE-24 scenario
  service back: 37 min 51 s
      ^ recovery.service
  data back: 37 min 51 s
      ^ recovery.data
  lost: nothing
      ^ ESE-09 ESE-39 REC-03 recovery.data
  sets read: 0
      ^ REC-03

Critical path (37 min 51 s to data back)
  detect     Mon 2007-03-19 16:00   4 min 19 s  until the server ran again, before any alarm
      ^ SRV-55
  replay  Mon 2007-03-19 16:04:19  32 min 32 s  replaying 488 logs, E000296A.log to E00.log
      ^ BKP-45 REC-04 REC-29 STR-29 parameters/store/replayLogsPerSecond
  mount   Mon 2007-03-19 16:36:51        1 min  mounting servers/mbx1/storageGroups/sg1/databases/db1
      ^ RST-32 parameters/operations/mountMs

What happened
  Sat 2007-03-17 20:04:13  mbx1/sg1: the full of Sat 2007-03-17 20:00 hangs and holds the checkpoint
                          (it neither ends nor reports)
      ^ BKP-45 BKP-10
  Mon 2007-03-19 16:00  server-failed strikes servers/mbx1 (hardware)
      ^ scenario
  Mon 2007-03-19 16:00  mbx1/sg1/db1 goes down (mbx1 has failed)
      ^ ESE-39
  Mon 2007-03-19 16:00  detect takes 4 min 19 s (until the server ran again, before any alarm)
      ^ SRV-55
  Mon 2007-03-19 16:01:15  the backup program logs NTBackup 8010 (error): mbx1\Microsoft Information
                          Store\sg1: mbx1 has failed
      ^ MON-03 MON-01
  Mon 2007-03-19 16:01:15  the backup program logs NTBackup 8010 (error): mbx1\Microsoft Information
                          Store\sg1: 0x800706BA: mbx1 does not answer, so no session
      ^ MON-03 MON-01
  Mon 2007-03-19 16:04:19  noticed by the server that runs again
      ^ SRV-55
  Mon 2007-03-19 16:04:19  mbx1 runs again after 4 min 19 s
      ^ SRV-55
  Mon 2007-03-19 16:04:19  mbx1/sg1: replay takes 32 min 32 s (replaying 488 logs, E000296A.log to
                          E00.log)
      ^ BKP-45 REC-04 REC-29 STR-29 parameters/store/replayLogsPerSecond
  Mon 2007-03-19 16:37:51  mbx1/sg1/db1 is mounted, 37 min 51 s after the failure
      ^ RST-32 recovery.service
  Mon 2007-03-19 16:37:51  the incident is closed: data is back after 37 min 51 s, 0 sets were read,
                          nothing is lost
      ^ ESE-09 ESE-39 REC-03 recovery.data

replay: dialtone explain test/fidelity/stories/hung-job.yaml --incident faults/crash:server-failed:1 --strategy plan --replication 0 --seed 1
