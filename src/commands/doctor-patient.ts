import { join } from 'node:path'
import type { Config } from '../config/config.ts'
import { openRepository } from '../git/repository.ts'
import { remoteHost, repositorySlug } from '../git/state.ts'
import { GitFailure } from '../git/trouble.ts'
import { aboutRepository } from '../github/about.ts'
import { type GitHubOptions, openGitHub } from '../github/client.ts'
import { type Environment, placeFrom } from '../github/place.ts'
import { GitHubFailure } from '../github/trouble.ts'
import { Failure } from '../problem/problem.ts'
import type { Patient } from './doctor-examination.ts'
import { hubOf } from './doctor-hub.ts'
import { gitHubHost } from './doctor-origin.ts'
import { readWorkflows } from './doctor-workflows.ts'

/** Milliseconds for one answer, and for one question with all its tries: a doctor has many, and people wait. */
const patience = { timeout: 8000, limit: 15_000 }

/** Gathers what examinations are given, and finds out whether GitHub can be asked at all. */
export async function admit(
  given: Pick<Patient, 'root' | 'config' | 'problems' | 'now' | 'env' | 'isFirstRun'>,
  options: GitHubOptions = patience,
): Promise<Patient> {
  const { root, config, env } = given
  const [top, { slug, isElsewhere }] = await Promise.all([topOf(root), whereabouts(root, config, env)])
  const patient = {
    ...given,
    top,
    slug,
    isElsewhere,
    workflows: await readWorkflows(top),
    hub: null,
    whyLink: 'doctor.md#a-token',
  }
  if (slug === null)
    return {
      ...patient,
      whyNoHub: 'as it is not known which repository on GitHub this is',
      why: unknownPlace,
      whyLink: 'doctor.md#origin',
    }
  if ((env['GITHUB_TOKEN'] ?? '') === '') return { ...patient, whyNoHub: 'without a token', why: noToken }
  try {
    const hub = hubOf(await openGitHub(placeFrom(env, slug), options))
    await hub.ask(aboutRepository).catch((error: unknown) => {
      // This may be looked at by everybody who may look at anything.
      if (error instanceof GitHubFailure && error.trouble !== 'forbidden') throw error
    })
    return { ...patient, hub, whyNoHub: '', why: '' }
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    const isOfToken = isHidden(error) || (error instanceof GitHubFailure && error.trouble === 'unauthorized')
    const whyLink = isOfToken ? patient.whyLink : 'doctor.md#not-looked-at'
    return { ...patient, whyNoHub: 'while GitHub gives no answer', why: reasonOf(error), whyLink }
  }
}

const noToken = 'GitHub tells that only to those with a token. To look at all: GITHUB_TOKEN=... ./candor doctor'
const unknownPlace =
  'It is not known which repository on GitHub this is: name it in components.yml under `site: { repository: owner/name }`.'

/** A Failure in one line; what the token may not see is one reason, whatever was asked. */
export function reasonOf(error: Failure): string {
  const [what = '', ...more] = error.message.split(/\s*\n\s*/)
  if (!(error instanceof GitHubFailure)) return what
  if (isHidden(error))
    return `This token may not see that (GitHub says: ${/\((.*)\)/.exec(what)?.[1] ?? error.trouble}).`
  return error.trouble === 'strange' ? what : [what, ...more].join(' ')
}

/** Whether another token might be told. */
export function isHidden(error: Failure): boolean {
  return error instanceof GitHubFailure && ['forbidden', 'missing'].includes(error.trouble)
}

async function whereabouts(root: string, { site }: Pick<Config, 'site'>, env: Environment) {
  const known = env['GITHUB_REPOSITORY'] || site.repository
  if (known) return { slug: known, isElsewhere: false }
  const host = await remoteHost(root)
  if (host !== null && host !== gitHubHost(env)) return { slug: null, isElsewhere: true }
  return { slug: host === null ? null : await repositorySlug(root), isElsewhere: false }
}

/** `root` may be a folder of the clone; workflows are at its top. */
async function topOf(root: string): Promise<string> {
  try {
    const { prefix } = await openRepository(root)
    return join(
      root,
      ...prefix
        .split('/')
        .filter((part) => part !== '')
        .map(() => '..'),
    )
  } catch (error) {
    if (error instanceof GitFailure) return root
    throw error
  }
}
