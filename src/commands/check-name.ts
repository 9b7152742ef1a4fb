import { randomInt } from 'node:crypto'
import type { Shard } from './check-due.ts'

const sounds = ['ba', 'de', 'fi', 'go', 'ku', 'la', 'me', 'ni', 'po', 'ru', 'sa', 'te', 'vi', 'zo']

/** A word that nobody has had: 14^8 of them. */
function randomWord(): string {
  return Array.from({ length: 8 }, () => sounds[randomInt(sounds.length)]!).join('')
}

/** Names the rounds of one run, one after the other: `8812345.1`, `8812345.1.r2`. */
export type RoundNames = () => string

/**
 * The names of a run's rounds. Steps of one job share the run's name and would call their rows the same: so it goes on
 * counting where rows of this name (`known`) have got to. `numbered`: the first is `.r1`, as on a beat.
 */
export function roundNames(stem: string, known: Iterable<string>, numbered: boolean): RoundNames {
  let last = 0
  for (const name of known) {
    if (name === stem) last = Math.max(last, 1)
    const number = name.startsWith(`${stem}.r`) ? Number(name.slice(stem.length + 2)) : Number.NaN
    if (Number.isInteger(number)) last = Math.max(last, number)
  }
  return () => {
    last += 1
    return last === 1 && !numbered ? stem : `${stem}.r${last}`
  }
}

/** The name of a run, the stem of its rows' names: in Actions that of the run and attempt, else a random word. */
export function runName(environment: Readonly<Record<string, string | undefined>>, shard: Shard | null): string {
  const { GITHUB_RUN_ID: id, GITHUB_RUN_ATTEMPT: attempt } = environment
  const stem = id === undefined || id === '' ? randomWord() : `${id}.${attempt ?? '1'}`
  return shard === null ? stem : `${stem}.s${shard.index}`
}
