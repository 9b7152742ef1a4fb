import { judgeClock, judgeZone } from '../advice/clock.ts'
import { aboutRepository } from '../github/about.ts'
import { systemClock } from '../time/clock.ts'
import type { Examination } from './doctor-examination.ts'

/** The zone in which people's times are read, and this machine's clock beside GitHub's. */
export const clock: Examination = {
  id: 'clock',
  about: 'clock and time zone',
  link: 'doctor.md#clock',
  async look({ config, hub }) {
    const zone = judgeZone(config.site.timezone, Intl.DateTimeFormat().resolvedOptions().timeZone)
    if (hub === null) return zone
    const before = systemClock()
    const { time } = await hub.ask(aboutRepository)
    return judgeClock(before, systemClock(), time) ?? zone
  },
}
