import { formatNotifiedRows, type NotifiedRow, notifiedHeader } from '../../src/checks/notified.ts'
import type { OperatorWord } from '../../src/checks/operators.ts'
import { readResults } from '../../src/checks/read.ts'
import { readConfig } from '../../src/config/read.ts'
import type { Post } from '../../src/incidents/incident.ts'
import { readPost } from '../../src/incidents/read.ts'
import { readTranslation, withTranslation } from '../../src/incidents/translation.ts'
import { type Known, mistakesOf } from '../../src/messages/known.ts'
import type { Planned } from '../../src/messages/plan.ts'
import { plan } from '../../src/messages/plan.ts'
import { takeSnapshot } from '../../src/status/take.ts'
import { speak } from '../../src/store/message-words.ts'
import { formatInstant, parseInstant, utcDate } from '../../src/time/instant.ts'

/** A page whose days pass, and who was told what. Everybody takes every message. */
export interface World {
  config: string
  incidents: Record<string, string>
  /** By `<id>.<language>`. */
  translations: Record<string, string>
  /** One round of results: cells by component, as a day file has them. */
  round: (time: string, cells: Record<string, string>) => void
  /** Tells what is due, and gives it as `channel event: title`. */
  tell: (time: string) => string[]
  /** The same with all that a message holds. */
  messages: (time: string) => Planned[]
  known: (time: string) => Known
  rows: NotifiedRow[]
  /** What operators said, as checks/operators.csv has it. */
  operators: OperatorWord[]
}

export const today = '2026-11-21'
/** `10:05` of the day, `+1 10:05` of the next. */
export function moment(text: string): string {
  const [, days, clock] = /^(?:\+(\d+) )?(\d\d:\d\d(?::\d\d)?)$/.exec(text)!
  const date = utcDate(parseInstant(`${today}T00:00:00Z`)! + Number(days ?? 0) * 86_400)
  return `${date}T${clock!.length === 5 ? `${clock}:00` : clock}Z`
}

/** A post with what its translations say. */
function translated(post: Post, translations: World['translations']): Post {
  return Object.entries(translations).reduce((whole, [name, text]) => {
    const [id, language] = name.split('.') as [string, string]
    const file = { path: `incidents/${name}.md`, text, language }
    return id === post.id ? withTranslation(whole, readTranslation(file, post, 'UTC').translation!) : whole
  }, post)
}

/** A run tells some seconds after its round. */
const telling = (time: string) => parseInstant(moment(time))! + 10

export function makeWorld(config: string, incidents: Record<string, string> = {}): World {
  const rounds: { time: string; cells: Record<string, string> }[] = []
  const world: World = {
    config,
    incidents,
    translations: {},
    rows: [],
    operators: [],
    round: (time, cells) => void rounds.push({ time: moment(time), cells }),
    known(time) {
      const now = telling(time)
      const { config: read, problems } = readConfig(world.config)
      if (read === null) throw new Error(problems.map(({ message }) => message).join('\n'))
      const known = { components: read.components, timezone: read.site.timezone }
      const posts = Object.entries(world.incidents).map(([id, text]) =>
        readPost({ id, path: `incidents/${id}.md`, text }, known, () => now),
      )
      const files = new Map<string, string>()
      for (const { time: at, cells } of rounds) {
        if (parseInstant(at)! > now) continue
        const name = `${at.slice(0, 10)}.csv`
        const columns = Object.keys(cells)
        const lines = `time,run,${columns.join(',')},end_mark\n${at},r${rounds.findIndex((one) => one.time === at)},${Object.values(cells).join(',')},.\n`
        files.set(name, (files.get(name) ?? '') + lines)
      }
      const input = {
        now,
        config: read,
        configIsCurrent: true,
        results: readResults(files, read, now, 0),
        posts: posts.flatMap(({ post }) => (post === null ? [] : translated(post, world.translations))),
        refused: [],
      }
      return {
        internal: takeSnapshot({ ...input, audience: 'internal' }),
        public: takeSnapshot({ ...input, audience: 'public' }),
        mistakes: mistakesOf(posts.flatMap((one) => one.problems)),
        operators: world.operators,
        repository: 'https://github.com/acme/status',
        speak,
        rows: [...world.rows],
      }
    },
    messages(time) {
      const now = telling(time)
      const due = plan(world.known(time))
      world.rows.push(...due.rows)
      for (const { channel, ids } of due.messages) {
        for (const event of new Set(ids)) {
          world.rows.push(
            { time: now, event, channel: channel.id, step: 'claim' },
            { time: now, event, channel: channel.id, step: 'told' },
          )
        }
      }
      return due.messages
    },
    tell: (time) =>
      world.messages(time).map(({ channel, message }) => `${channel.id} ${message.event}: ${message.title}`),
  }
  return world
}

export function ledgerText(rows: readonly NotifiedRow[]): string {
  return notifiedHeader + formatNotifiedRows(rows)
}

export const channels = `
notify:
  - { id: ops, type: webhook, audience: operators, url: "https://hooks.example/ops", secret: s }
  - { id: pub, type: webhook, audience: public, url: "https://hooks.example/pub", secret: s }`

/** A page of these components, each checked every 5 minutes. */
export function pageOf(components: readonly string[], rest = channels): string {
  return `candor: 1
site: { name: Acme Status, url: https://status.acme.example }
components:
${components.map((line) => (line.startsWith('{') ? `  - ${line}` : `  - { id: ${line}, name: ${line.toUpperCase()}, check: { type: tcp, host: h.example, port: 1, locations: [] } }`)).join('\n')}
${rest}
`
}

export { formatInstant }
