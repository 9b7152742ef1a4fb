import type { Channel } from '../config/channel-keys.ts'
import type { Config } from '../config/config.ts'
import { wordsIn } from '../config/scalars.ts'
import { addressOf, componentPath, incidentPath } from '../feeds/address.ts'
import type { Instant } from '../time/instant.ts'
import type { Speak, Words } from './words.ts'

/** How one channel is spoken to: its language, the page's zone, and where things are. */
export interface Teller {
  words: Words
  language: string
  config: Config
  /** A component's name in the channel's language; the id of one that is no longer listed. */
  name: (component: string) => string
  /** `21 Nov 2026, 10:02 UTC`, in the page's zone. */
  time: (instant: Instant) => string
  page: { name: string; url: string; subscribe: string }
  incident: (id: string) => string
  component: (id: string) => string
  /** Where a file is mended; null where that is not known. */
  edit: (file: string) => string | null
}

export function tellerOf(config: Config, channel: Channel, repository: string | null, speak: Speak): Teller {
  const [first] = config.site.languages
  const language = channel.language ?? first
  const address = addressOf(config.site.url)
  const words = speak(language)
  const clock = new Intl.DateTimeFormat(words.language === 'en' ? 'en-GB' : language, {
    timeZone: config.site.timezone,
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'short',
  })
  return {
    words,
    language,
    config,
    name: (id) => {
      const component = config.components.find((one) => one.id === id)
      return component === undefined ? id : wordsIn(component.name, language, first)
    },
    time: (instant) => clock.format(instant * 1000),
    page: {
      name: wordsIn(config.site.name, language, first),
      url: address.url('/'),
      subscribe: address.url('/subscribe/'),
    },
    incident: (id) => address.url(incidentPath(id)),
    component: (id) => address.url(componentPath(id)),
    edit: (file) =>
      repository === null
        ? null
        : `${repository}/edit/main/${file.toWellFormed().split('/').map(encodeURIComponent).join('/')}`,
  }
}
