$ dialtone explain scanner-takes-log.yaml --incident faults/scanner:operator-destroys:1
operator-destroys on Thu 2007-03-15 14:30
      ^ scenario
  strategy: plan
  key: faults/scanner:operator-destroys:1 in replication 0
  scope: database; 1 affected
      ^ ESE-24 scenario
  service back: 24 min 20 s
      ^ recovery.service
  data back: 24 min 20 s
      ^ recovery.data
  lost: nothing
      ^ ESE-09 X-23 REC-30 recovery.data
  sets read: 0
      ^ REC-03

Critical path (24 min 20 s to data back)
  detect     Thu 2007-03-15 14:30   5 min  until the monitoring raised the alarm
      ^ parameters/operations/monitoringMs
  decide     Thu 2007-03-15 14:35  15 min  deciding on the way back
      ^ SRV-01 parameters/operations/decideMs
  mount      Thu 2007-03-15 14:50   3 min  putting the log back from the quarantine, excluding the folder from the scanner
      ^ X-23 parameters/operations/stepMs parameters/operations/mountMs
  replay     Thu 2007-03-15 14:53    20 s  replaying 5 logs, E000267D.log to E00.log
      ^ REC-03 REC-04 parameters/store/replayLogsPerSecond
  mount   Thu 2007-03-15 14:53:20   1 min  mounting servers/mbx1/storageGroups/sg1/databases/db1
      ^ RST-32 parameters/operations/mountMs

What happened
  Thu 2007-03-15 14:30  operator-destroys, by the fault 'scanner' of the scenario (E00.log is
                          quarantined: its group can write no more)
      ^ scenario
  Thu 2007-03-15 14:30  mbx1/sg1/db1 goes down (E00.log is quarantined)
      ^ X-23
  Thu 2007-03-15 14:30  detect takes 5 min (until the monitoring raised the alarm)
      ^ parameters/operations/monitoringMs
  Thu 2007-03-15 14:35  noticed by monitoring
      ^ parameters/operations/monitoringMs
  Thu 2007-03-15 14:35  decide takes 15 min (deciding on the way back)
      ^ SRV-01 parameters/operations/decideMs
  Thu 2007-03-15 14:50  mbx1/sg1: E00.log is in the quarantine of the virus scanner, so next: it is
                          put back
      ^ X-23
  Thu 2007-03-15 14:50  mbx1/sg1: mount takes 3 min (putting the log back from the quarantine,
                          excluding the folder from the scanner)
      ^ X-23 parameters/operations/stepMs parameters/operations/mountMs
  Thu 2007-03-15 14:54:20  mbx1/sg1/db1 is mounted, 24 min 20 s after the failure
      ^ RST-32 recovery.service
  Thu 2007-03-15 14:54:20  the incident is closed: data is back after 24 min 20 s, 0 sets were read,
                          nothing is lost
      ^ ESE-09 X-23 REC-30 recovery.data

replay: dialtone explain test/fidelity/stories/scanner-takes-log.yaml --incident faults/scanner:operator-destroys:1 --strategy plan --replication 0 --seed 1
