import { join } from 'node:path'
import process from 'node:process'
import { type Search, searchFor } from '../secrets/search.ts'
import { namesIn, type Secret, secretsIn } from '../secrets/secret.ts'
import { readIfThere } from '../store/file.ts'
import { git } from './git.ts'

/** The secrets that are known in this process, and how to look for them. */
export interface Held {
  /** Null when there are none. */
  search: Search | null
  /** What is looked for, by name. */
  names: string[]
  /** Too short or too usual to be looked for. */
  tooPlain: string[]
  /** Named in components.yml, and not set here. */
  missing: string[]
}

/**
 * Every variable that components.yml names, every one whose own name says what it is, and what Git shows the remote to be
 * let in: actions/checkout leaves a token there also for steps that were handed none.
 */
export async function heldSecrets(root: string, environment = process.env): Promise<Held> {
  const [named, gits] = await Promise.all([namedSecrets(root), credentials(root)])
  const { secrets, tooPlain, missing } = secretsIn(environment, named)
  const all = [...secrets, ...gits]
  return { search: searchFor(all), names: [...new Set(all.map(({ name }) => name))], tooPlain, missing }
}

/** What components.yml, of now or of last time, names as secrets. */
export async function namedSecrets(root: string): Promise<string[]> {
  const files = ['components.yml', 'checks/last-good-components.yml']
  const texts = await Promise.all(files.map((file) => readIfThere(join(root, file))))
  return texts.flatMap((text) => namesIn(text ?? ''))
}

const keys = '^(http\\..*\\.extraheader|remote\\..*\\.(push)?url)$'

async function credentials(root: string): Promise<Secret[]> {
  const answer = await git(root, ['config', '--null', '--get-regexp', keys])
  if (answer.code !== 0) return []
  const values = answer.stdout.toString('utf8').split('\0')
  return values.flatMap((entry) => {
    const [key = '', ...rest] = entry.split('\n')
    const value = /extraheader$/i.test(key) ? inHeader(rest.join('\n')) : inAddress(rest.join('\n'))
    return value.length < 8 ? [] : [{ name: 'Git’s own credentials', value }]
  })
}

/** `AUTHORIZATION: basic <user:token in base64>`, or `bearer <token>`. */
function inHeader(header: string): string {
  const [, kind = '', word = ''] = /^authorization:\s*(\S+)\s+(\S+)/i.exec(header) ?? []
  return /^basic$/i.test(kind)
    ? Buffer.from(word, 'base64')
        .toString('utf8')
        .replace(/^[^:]*:/, '')
    : word
}

function inAddress(address: string): string {
  if (!URL.canParse(address)) return ''
  const { username, password } = new URL(address)
  // A token alone stands where a user's name would; `git@` is none.
  return decodeURIComponent(password || username)
}
