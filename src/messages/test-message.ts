import type { Config } from '../config/config.ts'
import { wordsIn } from '../config/scalars.ts'
import type { Instant } from '../time/instant.ts'
import { eventId } from './event-id.ts'
import type { Message } from './message.ts'

/**
 * A message that says of itself that it is a test, in the form of the mildest event there is. Channels that open and close
 * something need two: the first opens it, the second closes it.
 */
export function testMessages({ site }: Pick<Config, 'site'>, now: Instant, opensAndCloses: boolean): Message[] {
  const [language] = site.languages
  const name = wordsIn(site.name, language, language)
  const url = site.url.replace(/\/*$/, '/')
  const thread = `outage:doctor-test-${now}`
  const message = {
    event: 'checks.stale' as const,
    at: now,
    thread,
    tone: 'note' as const,
    impact: 'none' as const,
    sections: [
      {
        heading: null,
        text: 'Somebody asked `./candor doctor --send-test` to find out whether this channel works. It does. Nothing is wrong, and nothing has to be done.',
        markdown: null,
      },
    ],
    facts: [],
    link: { text: 'Open the page', url },
    page: { name, url, subscribe: `${url}subscribe/` },
    components: [],
    subject: {
      kind: 'checks' as const,
      id: 'doctor-test',
      url,
      components: [{ id: 'doctor-test', name: 'Test', checked_at: null }],
    },
    language: 'en',
    phrases: {
      why: `You get this because ${name} has this address in its list.`,
      writeIncident: 'Write an incident',
      commands: 'A comment may begin with one of these:',
    },
  }
  const one = (mark: string, title: string, keeps: Message['keeps'], answers: boolean): Message => ({
    ...message,
    id: eventId('checks.stale', `doctor-test-${now}`, mark),
    title,
    keeps,
    answers,
  })
  const title = `Test from ${name}: nothing is wrong`
  if (!opensAndCloses) return [one('', title, null, false)]
  return [one('open', title, 'open', false), one('close', `${title}; it is closed again`, 'closed', true)]
}
