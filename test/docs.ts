import { globSync, readFileSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { fileURLToPath } from 'node:url'

const top = dirname(dirname(fileURLToPath(import.meta.url)))

/** Every page of prose in the repository, by its path from the top. */
export function proseFiles(): Map<string, string> {
  const paths = ['*.md', 'docs/**/*.md', 'incidents/README.md', 'checks/README.md'].flatMap((pattern) =>
    globSync(pattern, { cwd: top }),
  )
  return new Map(paths.sort().map((path) => [path.replaceAll('\\', '/'), readFileSync(join(top, path), 'utf8')]))
}

/** The commands a page tells its reader to type: the lines of its `sh` blocks, without remarks. */
export function commandsIn(text: string): string[] {
  return [...text.matchAll(/^ *```sh\n([\s\S]*?)^ *```$/gm)].flatMap(([, block]) =>
    block!
      .split('\n')
      .map((line) => line.replace(/\s+# .*$/, '').trim())
      .filter((line) => line !== '' && !line.startsWith('#')),
  )
}

/** Links of a page to other files of the repository, as paths from the top. */
export function fileLinksIn(path: string, text: string): string[] {
  const targets = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target!.replace(/#.*$/, ''))
  return targets
    .filter((target) => target !== '' && !/^[a-z]+:/.test(target))
    .map((target) => posix.normalize(posix.join(posix.dirname(path), target)))
}
