import { existsSync } from 'node:fs'
import { join, relative } from 'node:path'
import process from 'node:process'
import { listed } from '../advice/finding.ts'
import { enginePins } from '../advice/workflow-file.ts'
import type { Patient } from './doctor-examination.ts'
import type { Examined } from './doctor-examine.ts'

/** What scripts read. `ok` null: it could not be looked at. */
export function jsonOf(found: readonly Examined[]) {
  const oks = { good: true, note: true, problem: false, unseen: null }
  return {
    checks: found.map(({ id, state, line, link }) => ({ id, ok: oks[state], message: line, help: helpAt(link) })),
  }
}

const heads = { good: 'ok       ', note: 'note     ', problem: 'PROBLEM  ', unseen: 'not seen ' }
const indent = ' '.repeat(heads.good.length)

/** What people read: a line each, and a link for what is not good; what failed for one reason is one line. */
export function textOf(found: readonly Examined[]): string {
  // What is to be done stands last, where a terminal stops.
  const rows = rowsOf(found)
  const inOrder = (['good', 'note', 'unseen', 'problem'] as const).flatMap((state) =>
    rows.filter((row) => row.state === state),
  )
  const lines = inOrder.map(({ state, line, link }) =>
    state === 'good' ? `${heads.good}${line}` : `${heads[state]}${line}\n${indent}What to do: ${helpAt(link)}`,
  )
  return [...lines, '', verdictOf(found)].join('\n')
}

/** The same for the summary of a run, in Markdown. */
export function summaryOf(found: readonly Examined[], patient: Patient): string {
  const base = docsOnline(patient)
  const rows = rowsOf(found)
  const words = { good: 'ok', note: 'Note', problem: '**Problem**', unseen: 'Not seen' }
  const item = ({ state, line, link }: Row) => `- ${words[state]}: ${escaped(line)} [What to do](${base}${link})`
  const goods = rows.filter(({ state }) => state === 'good')
  return [
    '### How this page is set up',
    '',
    ...(['problem', 'note', 'unseen'] as const).flatMap((state) => rows.filter((row) => row.state === state).map(item)),
    '',
    `<details><summary>${goods.length} good</summary>`,
    '',
    ...goods.map(({ line }) => `- ${escaped(line)}`),
    '',
    '</details>',
    '',
    `${escaped(verdictOf(found))} This is shown once; \`./candor doctor\` shows it at any time.`,
    '',
    '',
  ].join('\n')
}

type Row = Pick<Examined, 'state' | 'line' | 'link'>

/** What could not be looked at for one reason becomes one row, where the first of it stood. */
function rowsOf(found: readonly Examined[]): Row[] {
  const byReason = Map.groupBy(found, ({ id, reason }) => reason ?? `${id}\n`)
  return [...byReason].map(([reason, same]) => {
    const [first] = same as [Examined]
    if (same.length === 1) return first
    return { ...first, line: `${capital(listed(same.map(({ about }) => about)))}: ${reason}` }
  })
}

function verdictOf(found: readonly Examined[]): string {
  const [problems, unseen] = (['problem', 'unseen'] as const).map(
    (one) => found.filter(({ state }) => state === one).length,
  )
  const rest = unseen === 0 ? '' : ` ${unseen} of ${found.length} could not be looked at.`
  if (problems === 0 && unseen === 0) return 'Nothing is missing.'
  if (problems === 0) return `No problem was found, but${rest}`
  return `${problems} of ${found.length} need${problems === 1 ? 's' : ''} a look.${rest}`
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('|', '\\|')

const docs = join(import.meta.dirname, '../../docs')

/** Where the page of docs/ is: here, or for a clone without docs/ (as in a workflow) by its name. */
function helpAt(link: string): string {
  const [page = '', heading] = link.split('#')
  const path = join(docs, page)
  return `${existsSync(path) ? relative(process.cwd(), path) : `docs/${page}`}${heading === undefined ? '' : `#${heading}`}`
}

/** docs/ of the engine in use: of the repository that is pinned, or of this one. */
function docsOnline({ env, slug, workflows }: Patient): string {
  const server = (env['GITHUB_SERVER_URL'] || 'https://github.com').replace(/\/+$/, '')
  const [pin] = enginePins(workflows)
  return pin === undefined ? `${server}/${slug}/blob/HEAD/docs/` : `${server}/${pin.repository}/blob/${pin.ref}/docs/`
}
