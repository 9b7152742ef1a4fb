import type { Command } from './command.ts'
import { planFalseAlarm } from './false-alarm.ts'
import { planMaintenance } from './maintenance.ts'
import { planAck, planMute } from './operator-words.ts'
import { type Plan, refuse, type Saying } from './plan.ts'
import { type Desk, subjectOf } from './subject.ts'
import { planUpdate } from './update.ts'

/** What a command does, on main as it is now. Pure: asked again for every newer main. */
export function decide(command: Command, saying: Saying, desk: Desk): Plan {
  const subject = subjectOf(saying.marker, desk)
  if (subject === null) {
    const { kind, id } = saying.marker
    return refuse(`There is no ${kind} \`${id}\` on this page any more.`)
  }
  switch (command.kind) {
    case 'update':
      return planUpdate(command, subject, saying, desk)
    case 'maintenance':
      return planMaintenance(command, subject, saying, desk)
    case 'false-alarm':
      return planFalseAlarm(command, subject, saying, desk)
    case 'ack':
      return planAck(subject, saying, desk)
    case 'mute':
      return planMute(command.seconds, subject, saying)
  }
}
