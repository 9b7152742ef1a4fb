import { d, root } from './here.js'

// Times in the reader's zone; how the page wrote one stays in its title.
export const language = root.lang === 'en' ? 'en-GB' : root.lang
const hour = { hour: '2-digit', minute: '2-digit', hour12: false, timeZoneName: 'short' }
const moment = { day: 'numeric', month: 'short', ...hour }
const forms = { time: hour, moment, full: { year: 'numeric', ...moment } }
// One that formats is dear to make, so each is made once, and only where a time asks for it.
const made = {}
export const showTimes = () => {
  for (const e of d.querySelectorAll('time[data-form]:not([title])')) {
    e.title = e.textContent
    const { form } = e.dataset
    made[form] ??= new Intl.DateTimeFormat(language, forms[form])
    e.textContent = made[form].format(new Date(e.dateTime))
  }
}
