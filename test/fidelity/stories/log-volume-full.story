$ dialtone explain log-volume-full.yaml --incident faults/fails:job-failed:1
job-failed on Mon 2007-03-12 09:42:07
      ^ scenario
  strategy: plan
  key: faults/fails:job-failed:1 in replication 0
  scope: database; 1 affected
      ^ X-18
  service back: 23 min 11 s
      ^ recovery.service
  data back: 23 min 11 s
      ^ recovery.data
  lost: nothing
      ^ REC-03 X-18 recovery.data
  sets read: 0
      ^ REC-03

Critical path (23 min 11 s to data back)
  detect  Mon 2007-03-12 09:42:07   5 min  until the monitoring raised the alarm
      ^ parameters/operations/monitoringMs
  decide  Mon 2007-03-12 09:47:07  15 min  deciding what to do
      ^ parameters/operations/decideMs
  repair  Mon 2007-03-12 10:02:07   2 min  moving logs below the checkpoints off servers/mbx1/nodes/a/volumes/logs
      ^ X-18 X-03 parameters/operations/stepMs
  replay  Mon 2007-03-12 10:04:07    11 s  replaying 21 logs, E0000017A56.log to E00.log
      ^ REC-03 REC-05 parameters/store/replayLogsPerSecond
  mount   Mon 2007-03-12 10:04:18   1 min  mounting what had stopped
      ^ parameters/operations/mountMs

What happened
  Sat 2007-03-03 20:08:28  mbx1/sg1: the last backup that removed logs is the full of Sat 2007-03-03
                          20:00
      ^ TRN-01 TRN-07
  Sat 2007-03-10 20:05:28  mbx1/sg1: the full of Sat 2007-03-10 20:00 has failed (the job failed;
                          nobody had seen it)
      ^ TRN-07 TRN-15
  Mon 2007-03-12 09:42:07  mbx1 logs ESE 428 (error): servers/mbx1/storageGroups/sg1:
                          servers/mbx1/nodes/a/volumes/logs is full
      ^ X-18
  Mon 2007-03-12 09:42:07  mbx1/sg1/db1 goes down (servers/mbx1/nodes/a/volumes/logs is full)
      ^ X-18
  Mon 2007-03-12 09:42:07  detect takes 5 min (until the monitoring raised the alarm)
      ^ parameters/operations/monitoringMs
  Mon 2007-03-12 09:47:07  noticed by monitoring
      ^ parameters/operations/monitoringMs
  Mon 2007-03-12 09:47:07  decide takes 15 min (deciding what to do)
      ^ parameters/operations/decideMs
  Mon 2007-03-12 10:02:07  repair takes 2 min (moving logs below the checkpoints off
                          servers/mbx1/nodes/a/volumes/logs)
      ^ X-18 X-03 parameters/operations/stepMs
  Mon 2007-03-12 10:05:18  mbx1/sg1/db1 is mounted, 23 min 11 s after the failure
      ^ X-18 recovery.service
  Mon 2007-03-12 10:05:18  the incident is closed: data is back after 23 min 11 s, 0 sets were read,
                          nothing is lost
      ^ REC-03 recovery.data

replay: dialtone explain test/fidelity/stories/log-volume-full.yaml --incident faults/fails:job-failed:1 --strategy plan --replication 0 --seed 1
