import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { withSafeIds } from '../feeds/safe-ids.ts'
import { namedSecrets } from '../git/held-secrets.ts'
import { formatProblem } from '../problem/problem.ts'
import { withoutSecrets } from '../secrets/secret.ts'
import { type BuildInput, inputVariable, writeInput } from '../site/build-input.ts'
import type { Snapshot } from '../status/snapshot.ts'
import type { Audience } from '../status/take.ts'
import { loadBrand } from '../store/brand-files.ts'
import { compiledSite } from './build-compile.ts'
import { assertMayReplace, replaceFolder } from './build-output.ts'
import { runScript } from './build-process.ts'
import { assertGivesNothingAway } from './outgoing.ts'

export interface BuildOptions {
  /** Folder of the finished site; replaced as a whole. */
  out: string
  /** Folder with components.yml: never replaced by a site. */
  root: string
  source?: BuildInput['source']
  /** Whose page it is; the public's where nothing is said. */
  audience?: Audience
}

/** Makes the whole site of a snapshot in a folder of its own and puts it in place when it is complete. */
export async function buildSite(snapshot: Snapshot, options: BuildOptions): Promise<void> {
  const out = resolve(options.out)
  await assertMayReplace(out, options.root)
  const here = dirname(fileURLToPath(import.meta.url))
  // Inside the engine's node_modules: the compiled pages find their packages from there, wherever the data lies.
  const shelf = join(here, '..', '..', 'node_modules', '.candor-build')
  await mkdir(shelf, { recursive: true })
  const aside = await mkdtemp(join(shelf, 'site-'))
  try {
    const inputPath = join(aside, 'input.json')
    const source = options.source ?? { commit: null, run: null }
    const { files: brand, problems } = await loadBrand(options.root, snapshot.config)
    for (const problem of problems) process.stderr.write(`candor: ${formatProblem(problem)}\n`)
    await writeInput(inputPath, {
      snapshot: withSafeIds(snapshot),
      source,
      brand,
      audience: options.audience ?? 'public',
    })
    // Hundreds of packages of others run in there: what opens doors is not for them.
    const environment = withoutSecrets(process.env, await namedSecrets(options.root))
    const compiled = await compiledSite(join(here, '..', '..'), shelf, environment)
    await runScript(join(here, 'build-worker.ts'), [compiled], {
      cwd: aside,
      environment: { ...environment, [inputVariable]: inputPath },
    })
    const what = 'The new site was not put in place'
    await assertGivesNothingAway(options.root, join(aside, 'site'), { what, shown: basename(out) })
    await replaceFolder(join(aside, 'site'), out)
  } finally {
    await rm(aside, { recursive: true, force: true })
  }
}
